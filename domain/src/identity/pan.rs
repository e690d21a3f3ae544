//! PAN: five letters, four digits, a letter. The fourth letter says what its holder is; how the last one is made is not public.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{NotOne, fits, masked, plain};

#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pan(String);

/// Who has a PAN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    Person,
    HinduUndividedFamily,
    /// A partnership, limited or not.
    Firm,
    Company,
    Trust,
    AssociationOfPersons,
    BodyOfIndividuals,
    LocalAuthority,
    ArtificialPerson,
    Government,
}

impl Holder {
    const fn by_letter(letter: char) -> Option<Self> {
        Some(match letter {
            'P' => Self::Person,
            'H' => Self::HinduUndividedFamily,
            'F' => Self::Firm,
            'C' => Self::Company,
            'T' => Self::Trust,
            'A' => Self::AssociationOfPersons,
            'B' => Self::BodyOfIndividuals,
            'L' => Self::LocalAuthority,
            'J' => Self::ArtificialPerson,
            'G' => Self::Government,
            _ => return None,
        })
    }
}

/// Where that letter stands, counted from one.
const HOLDER_AT: usize = 4;

impl Pan {
    /// All of it, for a register or a return.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What its holder is. None never is: a PAN that was read has one.
    #[must_use]
    pub fn holder(&self) -> Option<Holder> {
        self.0.chars().nth(HOLDER_AT - 1).and_then(Holder::by_letter)
    }
}

impl FromStr for Pan {
    type Err = NotOne;

    /// In either case, with blanks or dashes.
    fn from_str(text: &str) -> Result<Self, NotOne> {
        let characters = plain(text);
        fits(&characters, "AAAAA9999A", "10")?;
        let pan = Self(characters.iter().collect());
        pan.holder().is_some().then_some(pan).ok_or(NotOne::Form { place: HOLDER_AT })
    }
}

impl TryFrom<String> for Pan {
    type Error = NotOne;

    fn try_from(text: String) -> Result<Self, NotOne> {
        text.parse()
    }
}

impl From<Pan> for String {
    fn from(pan: Pan) -> Self {
        pan.0
    }
}

impl fmt::Debug for Pan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pan({})", masked(&self.0))
    }
}
