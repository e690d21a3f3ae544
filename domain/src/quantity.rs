//! Quantities in thousandths of a unit, so that 2.5 tonnes is exact.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::money::Paise;

/// What a number counts. One word for one thing, the same in tables, API and chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Bag,
    Tonne,
    Kg,
    Cft,
    Load,
    Piece,
    Rod,
    Person,
}

impl Unit {
    pub const ALL: [Self; 8] = [
        Self::Bag,
        Self::Tonne,
        Self::Kg,
        Self::Cft,
        Self::Load,
        Self::Piece,
        Self::Rod,
        Self::Person,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bag => "bag",
            Self::Tonne => "tonne",
            Self::Kg => "kg",
            Self::Cft => "cft",
            Self::Load => "load",
            Self::Piece => "piece",
            Self::Rod => "rod",
            Self::Person => "person",
        }
    }
}

/// A word that is not one of ours.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{word:?} is not a {what}")]
pub struct UnknownWord {
    pub what: &'static str,
    pub word: String,
}

impl FromStr for Unit {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|unit| unit.as_str() == word)
            .ok_or_else(|| UnknownWord { what: "unit", word: word.to_owned() })
    }
}

/// How many, in thousandths of the unit. Never negative.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Quantity(i64);

impl Quantity {
    pub const ZERO: Self = Self(0);

    #[must_use]
    pub const fn whole(count: u32) -> Self {
        Self(count as i64 * 1000)
    }

    /// From thousandths, as the database keeps it; negative becomes zero.
    #[must_use]
    pub const fn from_milli(milli: i64) -> Self {
        Self(if milli < 0 { 0 } else { milli })
    }

    #[must_use]
    pub const fn milli(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Nothing where the other is more.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self::from_milli(self.0 - other.0)
    }

    /// What this much costs at a price per unit.
    #[must_use]
    pub fn at(self, price: Paise) -> Paise {
        price.times_ratio(self.0, 1000)
    }

    /// Whether this is a whole number of `step`s.
    #[must_use]
    pub const fn fits_step(self, step: Self) -> bool {
        step.0 <= 0 || self.0 % step.0 == 0
    }
}

/// `50`, `2.5`, `0.125`: a decimal string without needless zeros.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        let digits = format!("{rest:03}");
        write!(f, "{whole}.{}", digits.trim_end_matches('0'))
    }
}

/// Parses `50`, `1,500`, `2.5`, and digits of Telugu and Devanagari. At most three decimals, at most a million.
impl FromStr for Quantity {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let refused = || UnknownWord { what: "quantity", word: text.to_owned() };
        let plain: String = text.trim().chars().filter(|c| *c != ',').map(western_digit).collect();
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || whole.len() > 7 || decimals.len() > 3 {
            return Err(refused());
        }
        if !digits(whole) || !digits(decimals) {
            return Err(refused());
        }
        let whole: i64 = whole.parse().map_err(|_| refused())?;
        let milli: i64 = format!("{decimals:0<3}").parse().map_err(|_| refused())?;
        Ok(Self(whole * 1000 + milli))
    }
}

/// People type the digits of their own script.
#[must_use]
pub fn western_digit(c: char) -> char {
    let from = |zero: char| {
        u32::from(c)
            .checked_sub(u32::from(zero))
            .filter(|d| *d < 10)
            .and_then(|d| char::from_digit(d, 10))
    };
    from('०').or_else(|| from('౦')).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_parses() {
        for text in ["0", "50", "2.5", "0.125", "999999.999"] {
            let quantity: Quantity = text.parse().unwrap();
            assert_eq!(quantity.to_string(), text);
        }
        assert_eq!("౫౦".parse(), Ok(Quantity::whole(50)));
        assert_eq!("१,५००".parse(), Ok(Quantity::whole(1500)));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "-5", "1.2345", "fifty", "12345678", "1.2.3", "1e3"] {
            assert!(text.parse::<Quantity>().is_err(), "{text}");
        }
    }

    #[test]
    fn price_times_quantity_is_exact() {
        assert_eq!(Quantity::from_milli(2500).at(Paise::rupees(1100)), Paise::rupees(2750));
    }
}
