//! GSTIN: two digits of the state, the PAN, the number of the registration under it, a letter (`Z` for ordinary taxpayers) and
//! a check character (CBIC; india-commerce.md 2).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{NotOne, Pan, fits, plain};

/// A number that could be somebody's: its form and its check character are right.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Gstin(String);

/// What was typed is no GSTIN, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAGstin {
    #[error(transparent)]
    Form(#[from] NotOne),
    #[error("begins with {0:02}, which is no state of India")]
    State(u8),
    #[error("has a check character that does not fit the rest: one of them is mistyped")]
    Check,
}

/// The code of our state.
pub const TELANGANA: u8 = 36;

const CHARACTERS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

impl Gstin {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The state's code: 36 is Telangana, 37 Andhra Pradesh.
    #[must_use]
    pub fn state(&self) -> u8 {
        self.0.bytes().take(2).fold(0, |code, digit| code * 10 + (digit - b'0'))
    }

    /// The PAN of whose it is; none in a number that was made up with one that nobody can have.
    #[must_use]
    pub fn pan(&self) -> Option<Pan> {
        self.0.get(2..12)?.parse().ok()
    }

    /// Whether it is this person's or firm's.
    #[must_use]
    pub fn is_of(&self, pan: &Pan) -> bool {
        self.0.get(2..12) == Some(pan.reveal())
    }

    /// The character that the other fourteen ask for.
    fn check(characters: &[char]) -> Option<char> {
        let mut sum = 0;
        for (at, character) in characters.iter().take(14).enumerate() {
            let value = CHARACTERS.iter().position(|known| char::from(*known) == *character)?;
            let product = value * (1 + at % 2);
            sum += product / 36 + product % 36;
        }
        CHARACTERS.get((36 - sum % 36) % 36).map(|byte| char::from(*byte))
    }
}

impl FromStr for Gstin {
    type Err = NotAGstin;

    /// In either case, with blanks or dashes.
    fn from_str(text: &str) -> Result<Self, NotAGstin> {
        let characters = plain(text);
        fits(&characters, "99AAAAA9999AXXX", "15")?;
        let gstin = Self(characters.iter().collect());
        if state_name(gstin.state()).is_none() {
            return Err(NotAGstin::State(gstin.state()));
        }
        if Self::check(&characters) != characters.last().copied() {
            return Err(NotAGstin::Check);
        }
        Ok(gstin)
    }
}

impl TryFrom<String> for Gstin {
    type Error = NotAGstin;

    fn try_from(text: String) -> Result<Self, NotAGstin> {
        text.parse()
    }
}

impl From<Gstin> for String {
    fn from(gstin: Gstin) -> Self {
        gstin.0
    }
}

/// A GSTIN stands on every invoice.
impl fmt::Display for Gstin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The state or union territory of a code, as invoices name it.
#[must_use]
pub const fn state_name(code: u8) -> Option<&'static str> {
    Some(match code {
        1 => "Jammu and Kashmir",
        2 => "Himachal Pradesh",
        3 => "Punjab",
        4 => "Chandigarh",
        5 => "Uttarakhand",
        6 => "Haryana",
        7 => "Delhi",
        8 => "Rajasthan",
        9 => "Uttar Pradesh",
        10 => "Bihar",
        11 => "Sikkim",
        12 => "Arunachal Pradesh",
        13 => "Nagaland",
        14 => "Manipur",
        15 => "Mizoram",
        16 => "Tripura",
        17 => "Meghalaya",
        18 => "Assam",
        19 => "West Bengal",
        20 => "Jharkhand",
        21 => "Odisha",
        22 => "Chhattisgarh",
        23 => "Madhya Pradesh",
        24 => "Gujarat",
        // 25, Daman and Diu, was joined to 26.
        25 | 26 => "Dadra and Nagar Haveli and Daman and Diu",
        27 => "Maharashtra",
        // 28 is of before 2014.
        28 | 37 => "Andhra Pradesh",
        29 => "Karnataka",
        30 => "Goa",
        31 => "Lakshadweep",
        32 => "Kerala",
        33 => "Tamil Nadu",
        34 => "Puducherry",
        35 => "Andaman and Nicobar Islands",
        36 => "Telangana",
        38 => "Ladakh",
        97 => "Other Territory",
        _ => return None,
    })
}
