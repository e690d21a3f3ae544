//! The three languages of the product, and names that exist in each.

use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::quantity::UnknownWord;

#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    #[default]
    En,
    Hi,
    Te,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::En, Self::Hi, Self::Te];

    /// The code that Meta's templates and our tables use.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Hi => "hi",
            Self::Te => "te",
        }
    }

    /// What is written in letters of its own; Latin ones may be of any of the three.
    #[must_use]
    pub fn of_script(text: &str) -> Option<Self> {
        let letters =
            |range: RangeInclusive<char>| text.chars().filter(|c| range.contains(c)).count();
        let (hi, te) = (letters('\u{0900}'..='\u{097F}'), letters('\u{0C00}'..='\u{0C7F}'));
        match (hi, te) {
            (0, 0) => None,
            (hi, te) if te >= hi => Some(Self::Te),
            _ => Some(Self::Hi),
        }
    }

    /// What it calls itself, for the button that chooses it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Hi => "हिन्दी",
            Self::Te => "తెలుగు",
        }
    }
}

impl FromStr for Language {
    type Err = UnknownWord;

    fn from_str(code: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
            .ok_or_else(|| UnknownWord { what: "language", word: code.to_owned() })
    }
}

/// The name of a product, zone or vendor in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    pub en: String,
    pub hi: String,
    pub te: String,
}

impl Name {
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Hi => &self.hi,
            Language::Te => &self.te,
        }
    }

    /// A name that is the same in every language.
    #[must_use]
    pub fn same(name: &str) -> Self {
        Self { en: name.to_owned(), hi: name.to_owned(), te: name.to_owned() }
    }
}
