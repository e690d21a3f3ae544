//! Where a vendor's money goes, and whether it is his: the provider says in whose name an account is, and that is laid beside
//! the name that he trades under.

use serde::{Deserialize, Serialize};

use crate::identity::{AccountNumber, Ifsc, UpiAddress};
use crate::ids::PayAccountId;
use crate::money::Paise;
use crate::payments::ProviderId;

/// A bank account or a UPI address, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum PayTo {
    Bank { ifsc: Ifsc, number: AccountNumber },
    Upi { address: UpiAddress },
}

/// The most that goes to a UPI address at once (razorpay.md 10).
const MOST_BY_UPI: Paise = Paise::rupees(100_000);

impl PayTo {
    /// For people: `HDFC ********5678`, `ra*****@ybl`.
    #[must_use]
    pub fn masked(&self) -> String {
        match self {
            Self::Bank { ifsc, number } => {
                let shown: String = number.masked().trim_start_matches('*').to_owned();
                format!("{} …{shown}", ifsc.bank())
            }
            Self::Upi { address } => address.masked(),
        }
    }

    /// Reads what somebody typed: an IFSC and a number in any order, or a UPI address.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '|'))
            .filter(|word| !word.is_empty())
            .collect();
        if let Some(address) = words.iter().find_map(|word| word.parse::<UpiAddress>().ok()) {
            return Some(Self::Upi { address });
        }
        let at = words.iter().position(|word| word.parse::<Ifsc>().is_ok())?;
        let ifsc = words.get(at)?.parse().ok()?;
        // A number may have been typed in groups; words beside it (`A/c`, `IFSC`) have letters.
        let digits = |word: &&str| {
            word.chars().all(|c| c == '-' || crate::quantity::western_digit(c).is_ascii_digit())
        };
        let others = words.iter().enumerate().filter(|(place, _)| *place != at);
        let number: String = others.map(|(_, word)| *word).filter(digits).collect();
        Some(Self::Bank { ifsc, number: number.parse().ok()? })
    }
}

/// What of an account anybody may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayAccount {
    pub id: PayAccountId,
    /// Whether it is a UPI address.
    pub is_upi: bool,
    /// `HDFC …5678`.
    pub shown: String,
    /// The provider's id of it.
    pub fund_account: ProviderId,
    /// In whose name it is, as the bank has it.
    pub name: String,
}

impl PayAccount {
    /// Whether so much can go there at once.
    #[must_use]
    pub fn takes(&self, amount: Paise) -> bool {
        !self.is_upi || amount <= MOST_BY_UPI
    }
}

/// Who gave an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    Vendor,
    Office,
}

/// An account that is not in use yet. The one before it stays in use meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub id: PayAccountId,
    pub is_upi: bool,
    pub shown: String,
    pub by: Given,
    pub standing: Standing,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Standing {
    /// The provider is asked; with its ids as soon as they are known.
    Checking { validation: Option<ProviderId>, looks: u8 },
    /// The vendor is asked whether this is he.
    Found { fund_account: ProviderId, name: String, fits: bool },
    /// He says so, and the names say otherwise: the office looks.
    WithOffice { fund_account: ProviderId, name: String },
}

/// Two names are one from here on, per thousand.
const FITS: u32 = 600;

/// What stands beside a name and is none.
const NO_NAME: [&str; 18] = [
    "MS", "M", "S", "MR", "MRS", "MISS", "SMT", "SRI", "SHRI", "PVT", "PRIVATE", "LTD", "LIMITED",
    "LLP", "AND", "CO", "PROP", "THE",
];

/// How much two names have in common, per thousand: words that are the same, that begin the other (banks cut names off), or
/// that are its initial.
#[must_use]
pub fn name_score(one: &str, other: &str) -> u32 {
    let (one, mut other) = (words(one), words(other));
    let all = one.len() + other.len();
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    let mut same = 0_usize;
    for word in &one {
        if let Some(at) = other.iter().position(|known| is_same(word, known)) {
            other.remove(at);
            same += 2;
        }
    }
    u32::try_from(same * 1000 / all).unwrap_or(0)
}

#[must_use]
pub fn names_fit(one: &str, other: &str) -> bool {
    name_score(one, other) >= FITS
}

fn words(name: &str) -> Vec<String> {
    let upper = name.to_uppercase();
    let words = upper.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let all: Vec<String> = words.clone().map(str::to_owned).collect();
    let meant: Vec<String> =
        words.filter(|word| !NO_NAME.contains(word)).map(str::to_owned).collect();
    // "M S & Co" has nothing else.
    if meant.is_empty() { all } else { meant }
}

fn is_same(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short == long || (matches!(short.chars().count(), 1 | 4..) && long.starts_with(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_cut_off_shortened_or_dressed_up() {
        for (one, other) in [
            ("Kaluva Traders", "KALUVA TRADERS"),
            ("M/s Kaluva Traders", "KALUVA TRADERS PVT LTD"),
            ("Sri Balaji Building Materials", "SRI BALAJI BUILDING MATER"),
            ("Ravi Kumar Reddy", "R KUMAR REDDY"),
        ] {
            assert!(names_fit(one, other), "{one} / {other}: {}", name_score(one, other));
        }
        for (one, other) in [
            ("Kaluva Traders", "SUNITA DEVI"),
            ("Kaluva Traders", "CHILUKA TRADERS"),
            ("Kaluva Traders", ""),
        ] {
            assert!(!names_fit(one, other), "{one} / {other}: {}", name_score(one, other));
        }
    }

    #[test]
    fn an_account_is_read_however_it_is_typed() {
        for typed in [
            "HDFC0001234 50100012345678",
            "A/c 5010 0012 345678, IFSC: hdfc0001234",
            "ifsc HDFCO001234\naccount 50100012345678",
        ] {
            let read = PayTo::read(typed).unwrap();
            assert_eq!(read.masked(), "HDFC …5678", "{typed}");
        }
        assert_eq!(PayTo::read("my upi is Ravi.k@ybl").unwrap().masked(), "ra****@ybl");
        for typed in ["HDFC0001234", "50100012345678", "bank", "ravi@gmail.com", ""] {
            assert_eq!(PayTo::read(typed), None, "{typed}");
        }
    }
}
