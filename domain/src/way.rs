//! How a driver finds a site: what its buyer typed of the way there, without the PIN code and the locality, which stand
//! behind it in every order; and whether the buyer sent a pin on the map.
//!
//! | typed | shown before "Miyapur 500049" |
//! |---|---|
//! | 500049 opp. metro pillar 12 | opp. metro pillar 12 |
//! | Miyapur, near the temple, PIN 500 049 | near the temple |
//! | near Miyapur metro | near Miyapur metro |

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::language::{Language, Name};
use crate::place::{Pin, Site};

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// Empty: nothing was said.
    pub words: String,
    /// Else the point is the middle of the locality.
    pub from_map: bool,
}

impl Way {
    /// Only a locality that stands between commas is said again by what follows; "near Miyapur metro" would be no way
    /// without it.
    #[must_use]
    pub fn read(typed: &str, pin: &Pin, locality: &Name, from_map: bool) -> Self {
        let words = pin.cut_out_of(typed);
        let pieces = words.split([',', ';', '\n']).map(bare);
        let pieces: Vec<&str> = pieces.filter(|piece| says_more(piece, locality)).collect();
        let words = pieces.join(", ");
        Self { words: words.split_whitespace().collect::<Vec<_>>().join(" "), from_map }
    }

    /// Nothing but PIN code or locality, which are two or three kilometres wide.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.words.is_empty() && !self.from_map
    }
}

/// It is a person's place: a log shows how much was said, not what.
impl fmt::Debug for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = self.words.chars().count();
        write!(f, "Way({letters} letters{})", if self.from_map { ", from the map" } else { "" })
    }
}

/// A place where this buyer had things brought before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownSite {
    #[serde(flatten)]
    pub site: Site,
    #[serde(default, skip_serializing_if = "Way::is_unknown")]
    pub way: Way,
}

/// Whether words tell a way for certain: "opp. metro pillar 12", "gudi pakkana".
#[must_use]
pub fn tells_way(said: &str) -> bool {
    words(said).iter().any(|word| WAY_WORDS.contains(&word.as_str()))
}

/// Whether words may tell one, where one is wanted: more than one word, and no question.
#[must_use]
pub fn may_tell_way(said: &str) -> bool {
    let words = words(said);
    let asks = said.contains('?') || words.iter().any(|word| ASKING.contains(&word.as_str()));
    words.len() > 1 && !asks
}

fn words(said: &str) -> Vec<String> {
    let lower = said.to_lowercase();
    let parted = lower.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '.' | ';' | '?' | '!' | '-' | '/' | ':')
    });
    parted.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What a way is told by, in three languages and roman letters.
#[rustfmt::skip] // Reads as a dictionary.
const WAY_WORDS: &[&str] = &[
    "near", "opp", "opposite", "behind", "beside", "besides", "adjacent", "landmark", "gate", "street", "lane", "road", "rd",
    "colony", "nagar", "plot", "flat", "floor", "apartment", "apartments", "residency", "towers", "temple", "school",
    "college", "hospital", "metro", "pillar", "church", "masjid", "mosque", "mandir", "gudi", "junction", "chowrasta",
    "circle", "signal", "park", "lake", "cheruvu", "galli", "gali", "paas", "saamne", "samne", "peeche", "bagal", "daggara",
    "degara", "dagara", "pakkana", "eduruga", "edurugaa", "venuka", "venakala",
    "पास", "सामने", "पीछे", "बगल", "गेट", "गली", "मंदिर", "मस्जिद", "स्कूल", "रोड", "प्लॉट", "कॉलोनी", "चौराहा", "मेट्रो",
    "దగ్గర", "పక్కన", "ఎదురుగా", "ఎదురు", "వెనక", "వెనుక", "గుడి", "గేట్", "గేటు", "వీధి", "గల్లీ", "రోడ్", "రోడ్డు", "ప్లాట్", "కాలనీ",
    "స్కూల్", "మసీదు", "చర్చి", "చౌరస్తా", "మెట్రో",
];

#[rustfmt::skip]
const ASKING: &[&str] = &[
    "what", "when", "how", "why", "who", "where", "which", "can", "will", "is", "are", "do", "does", "kab", "kya", "kaise",
    "kyun", "kyon", "kahan", "kitna", "kitne", "kaun", "enta", "entha", "eppudu", "ela", "enduku", "ekkada", "enni", "evaru",
    "कब", "क्या", "कैसे", "क्यों", "कहाँ", "कितना", "कितने", "कौन", "ఎప్పుడు", "ఎలా", "ఎందుకు", "ఎక్కడ", "ఎంత", "ఎన్ని", "ఎవరు", "ఏమి",
];

fn bare(piece: &str) -> &str {
    piece.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | ':' | '.' | '(' | ')' | '।')
    })
}

/// What people write before a PIN code.
const PIN_WORDS: [&str; 9] =
    ["", "pin", "pincode", "pin code", "पिन", "पिन कोड", "పిన్", "పిన్ కోడ్", "పిన్‌కోడ్"];

fn says_more(piece: &str, locality: &Name) -> bool {
    let piece = piece.to_lowercase();
    // "Kukatpally / KPHB" is called by either.
    let is_locality = Language::ALL.into_iter().any(|language| {
        let name = locality.in_language(language).to_lowercase();
        name == piece || name.split('/').any(|name| name.trim() == piece)
    });
    !is_locality && !PIN_WORDS.contains(&piece.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pin_code_and_the_locality_are_said_once() {
        let pin = "500072".parse().unwrap();
        let locality =
            Name {
                en: "Kukatpally / KPHB".into(), hi: "कूकटपल्ली".into(), te: "కూకట్‌పల్లి".into()
            };
        let table = [
            ("500072 opp. metro pillar 12, blue gate", "opp. metro pillar 12, blue gate"),
            ("500 072, white gate", "white gate"),
            ("kphb, near the temple, PIN: 500072.", "near the temple"),
            ("KUKATPALLY 500072", ""),
            ("కూకట్‌పల్లి, గుడి పక్కన ౫౦౦౦౭౨", "గుడి పక్కన"),
            ("कूकटपल्ली, मंदिर के पास, पिन कोड 500072", "मंदिर के पास"),
            ("near KPHB metro", "near KPHB metro"),
            ("plot 500 0721, lane 3", "plot 500 0721, lane 3"),
            ("500049 was my last site", "500049 was my last site"),
            ("plot 14 - 500072 -\nsecond floor", "plot 14, second floor"),
            ("500072", ""),
            ("", ""),
        ];
        for (typed, shown) in table {
            assert_eq!(Way::read(typed, &pin, &locality, false).words, shown, "{typed}");
        }
    }

    #[test]
    fn a_way_is_told_from_a_question_and_from_a_single_word() {
        for said in ["opp. metro pillar 12", "Gudi pakkana", "plot 14", "మెట్రో పక్కన", "मंदिर के सामने"]
        {
            assert!(tells_way(said), "{said}");
        }
        for said in ["blue house", "sai krupa nilayam", "plot 14"] {
            assert!(may_tell_way(said), "{said}");
        }
        for said in ["ok", "what time", "kab aayega", "blue house?", "asdf", "ఎప్పుడు వస్తుంది"]
        {
            assert!(!may_tell_way(said), "{said}");
        }
    }
}
