//! Phone numbers in E.164. `Debug` and `Display` mask them; showing one takes a method whose name says so.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::quantity::UnknownWord;

/// Digits with country code and no plus: WhatsApp's `wa_id` form.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Digits without plus, for the wire and the database.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// An Indian mobile among words: "call 98480 12345, Suresh".
    #[must_use]
    pub fn find_in(text: &str) -> Option<Self> {
        let words: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
        // Blanks inside the number: as many words as make one.
        (1..=4).rev().flat_map(|width| words.windows(width)).find_map(|window| {
            let phone: Self = window.concat().parse().ok()?;
            let rest = phone.0.strip_prefix("91")?;
            (rest.len() == 10 && rest.starts_with(['6', '7', '8', '9'])).then_some(phone)
        })
    }

    /// `+91 98480 12345` style for a driver who has to call.
    #[must_use]
    pub fn reveal_for_people(&self) -> String {
        match self.0.strip_prefix("91") {
            Some(rest) if rest.len() == 10 => {
                let (head, tail) = rest.split_at(5);
                format!("+91 {head} {tail}")
            }
            _ => format!("+{}", self.0),
        }
    }
}

impl FromStr for Phone {
    type Err = UnknownWord;

    /// Indian mobiles with or without `0`, `91`, `+91`; other countries with their code.
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let refused = || UnknownWord { what: "phone number", word: "(hidden)".to_owned() };
        let digits: String = text
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '+'))
            .map(crate::quantity::western_digit)
            .collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(refused());
        }
        let digits = digits.trim_start_matches('0');
        match digits.len() {
            10 if digits.starts_with(['6', '7', '8', '9']) => Ok(Self(format!("91{digits}"))),
            11..=15 => Ok(Self(digits.to_owned())),
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tail = self.0.get(self.0.len().saturating_sub(4)..).unwrap_or("");
        write!(f, "…{tail}")
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_are_one_number() {
        for text in
            ["9848012345", "09848012345", "+91 98480-12345", "919848012345", "00919848012345"]
        {
            assert_eq!(text.parse::<Phone>().unwrap().reveal(), "919848012345", "{text}");
        }
        assert!("12345".parse::<Phone>().is_err());
        assert!("98480x2345".parse::<Phone>().is_err());
    }

    #[test]
    fn a_mobile_is_found_among_words() {
        let found = |text| Phone::find_in(text).map(|phone| phone.0);
        let number = Some("919848012345".to_owned());
        for text in [
            "9848012345",
            "98480 12345",
            "+91 98480 12345",
            "call 984 801 2345, Suresh",
            "plot 5 98480 12345",
            "౯౮౪౮౦౧౨౩౪౫",
        ] {
            assert_eq!(found(text), number, "{text}");
        }
        for text in ["12345", "500049", "1848012345", "call me", ""] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_is_masked_unless_revealed() {
        let phone: Phone = "9848012345".parse().unwrap();
        assert_eq!(format!("{phone} {phone:?}"), "…2345 Phone(…2345)");
        assert_eq!(phone.reveal_for_people(), "+91 98480 12345");
    }
}
