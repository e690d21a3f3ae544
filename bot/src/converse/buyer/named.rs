//! What the buyer is called, where the profile does not say: the driver asks for that name. Asked once; who would rather
//! not say skips it.
//!
//! ```text
//!   us: 👷 Whom shall the driver ask for at the site? …  [Skip]
//! buyer: naa peru Ravi
//!   us: 👷 Noted: Ravi. 🧾 Your order: …
//! ```
//!
//! The name is kept with the person, where it can be blanked, and not in the conversation.

use realserv_domain::message::Message;
use realserv_domain::place::Site;
use realserv_templates::fit;
use serde::{Deserialize, Serialize};

use super::Here;
use super::stage::{Heard, Next};
use super::view::{View, buttons};
use crate::converse::anywhere::{Word, word};

/// Names are strangers' text: one line of them, not too long.
const MOST_OF_A_NAME: usize = 30;
/// "Syed Mohammed Abdul Rahman".
const MOST_WORDS: usize = 4;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub site: Site,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Given(Site, String),
    Skipped(Site),
    Back,
}

impl Named {
    pub(super) fn question(view: &View<'_>) -> Message {
        let words = view.words;
        let skip = view.button(Here::Skip, &words.address_skip_button());
        buttons(words.address_whom_to_ask_for(), vec![skip])
    }

    pub(super) fn step(&self, heard: &Heard<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::Skip) => Next::Leave(Exit::Skipped(self.site.clone())),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) if word(text) == Some(Word::No) => {
                Next::Leave(Exit::Skipped(self.site.clone()))
            }
            Heard::Said(text) => match name_in(text) {
                Some(name) => Next::Leave(Exit::Given(self.site.clone(), name)),
                None => Next::Pass,
            },
        }
    }
}

/// "Ravi", "my name is Ravi Kumar": a few words without a number; none where it is something else.
fn name_in(text: &str) -> Option<String> {
    let of_a_name =
        |c: char| c.is_alphabetic() || is_sign(c) || c.is_whitespace() || matches!(c, '.' | '\'');
    if !text.trim().chars().all(|c| of_a_name(c) || matches!(c, ':' | ',' | '-' | '।')) {
        return None;
    }
    let words: Vec<&str> = text
        .split(|c: char| !of_a_name(c) || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .filter(|word| !INTRODUCE.contains(&word.to_lowercase().as_str()))
        .collect();
    let letters = words.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic()).count();
    let some = (1..=MOST_WORDS).contains(&words.len()) && letters > 1;
    some.then(|| presentable(&words.join(" "))).flatten()
}

/// A vowel sign or another mark of Devanagari or Telugu, which are no letters by themselves.
const fn is_sign(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{094f}' | '\u{0c00}'..='\u{0c03}' | '\u{0c3c}'..='\u{0c56}' | '\u{200c}' | '\u{200d}')
}

#[rustfmt::skip] // Reads as a dictionary.
const INTRODUCE: &[&str] = &[
    "my", "name", "is", "i", "am", "im", "call", "me", "ask", "for", "this", "mera", "naam", "nam", "hai", "main", "hun", "hoon",
    "naa", "na", "peru", "nenu", "మా", "నా", "పేరు", "నేను", "मेरा", "नाम", "है", "मैं", "हूँ", "हूं",
];

/// A name without WhatsApp's marks and line breaks; none when nothing readable is left.
pub(super) fn presentable(name: &str) -> Option<String> {
    let plain: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !matches!(c, '*' | '_' | '~' | '`'))
        .collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.chars().any(char::is_alphabetic).then(|| fit(&plain, MOST_OF_A_NAME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_name_is_text_of_a_stranger() {
        assert_eq!(presentable("Asha *Devi*\n\n"), Some("Asha Devi".to_owned()));
        assert_eq!(presentable("🙏🙏"), None);
        assert_eq!(presentable(&"a".repeat(80)).map(|n| n.chars().count()), Some(30));
    }

    #[test]
    fn a_name_is_a_few_words_without_a_number() {
        for (said, name) in [
            ("Ravi", Some("Ravi")),
            ("my name is Ravi Kumar", Some("Ravi Kumar")),
            ("naa peru Srinu", Some("Srinu")),
            ("మా పేరు శ్రీనివాస్", Some("శ్రీనివాస్")),
            ("मेरा नाम इमरान है", Some("इमरान")),
            ("K. Lakshmi", Some("K. Lakshmi")),
            ("2 mestri", None),
            ("what is the price of the cement today", None),
            ("??", None),
            ("my name is", None),
        ] {
            assert_eq!(name_in(said).as_deref(), name, "{said}");
        }
    }
}
