//! What a buyer typed of the place, as the driver reads it: the way, without the PIN code and the locality, which stand
//! behind it in every order.
//!
//! | typed | shown before "Miyapur 500049" |
//! |---|---|
//! | 500049 opp. metro pillar 12 | opp. metro pillar 12 |
//! | Miyapur, near the temple, PIN 500 049 | near the temple |
//! | near Miyapur metro | near Miyapur metro |

use realserv_domain::language::{Language, Name};
use realserv_domain::place::Pin;

/// Only a locality that stands between commas is said again by what follows; "near Miyapur metro" would be no way
/// without it.
pub(super) fn way(words: &str, pin: &Pin, locality: &Name) -> String {
    let words = pin.cut_out_of(words);
    let pieces = words.split([',', ';', '\n']).map(bare);
    let pieces: Vec<&str> = pieces.filter(|piece| says_more(piece, locality)).collect();
    pieces.join(", ")
}

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
            assert_eq!(way(typed, &pin, &locality), shown, "{typed}");
        }
    }
}
