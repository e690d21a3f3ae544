//! What somebody who wants to sell tells of a business, for the office to look at.

use jiff::civil::{Time, time};
use serde::{Deserialize, Serialize};

use crate::catalog::Kind;
use crate::identity::{Gstin, Pan};
use crate::place::Point;
use crate::quantity::western_digit;

/// As far as it was told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// As buyers are to read it.
    pub name: String,
    /// In the order in which it was told.
    pub sells: Vec<Kind>,
    /// The yard, or where a contractor's crews start from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<OpenHours>,
    /// None: neither registered nor told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<TaxNumber>,
    /// How many papers were sent.
    #[serde(default)]
    pub papers: u8,
}

/// From when to when a business answers, in its own day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenHours {
    pub opens: Time,
    pub closes: Time,
}

/// Hours that a yard is open at the least.
const SHORTEST: i8 = 5;

/// The number under which a business is known to a tax office; a GSTIN has the PAN in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxNumber {
    Gstin(Gstin),
    Pan(Pan),
}

impl OpenHours {
    /// None where it would close before it opens.
    #[must_use]
    pub const fn of(opens: i8, closes: i8) -> Option<Self> {
        if 0 <= opens && opens < closes && closes <= 23 {
            Some(Self { opens: time(opens, 0, 0, 0), closes: time(closes, 0, 0, 0) })
        } else {
            None
        }
    }

    /// "7-21", "8 to 8", "9 am - 6:30 pm": two hours, the second of the evening where it is not well after the first, as "7 to
    /// 9" is no yard's two hours. Minutes are left out, as nobody's ten minutes depend on them.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain: String = text.chars().map(western_digit).collect::<String>().to_lowercase();
        let mut hours = plain.split(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.'));
        let mut next = || hours.find_map(|word| word.split([':', '.']).next()?.parse::<i8>().ok());
        let (opens, closes) = (next()?, next()?);
        // Noon is noon.
        let of_the_evening =
            closes <= opens && closes <= 12 || closes < 12 && closes - opens < SHORTEST;
        let closes = if of_the_evening { closes + 12 } else { closes };
        Self::of(opens, closes.min(23))
    }
}

impl TaxNumber {
    /// Fifteen characters are a GSTIN, ten a PAN; whether they are somebody's, the office looks up.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let gstin = text.parse().ok().map(Self::Gstin);
        gstin.or_else(|| text.parse().ok().map(Self::Pan))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_type_them() {
        for (text, opens, closes) in [
            ("7-21", 7, 21),
            ("8 to 8", 8, 20),
            ("9 am - 6:30 pm", 9, 18),
            ("౭ నుంచి ౯", 7, 21),
            ("8 to 12", 8, 12),
            ("6 to 10", 6, 22),
            ("सुबह 8 से शाम 7", 8, 19),
            ("06:00–22:00", 6, 22),
        ] {
            assert_eq!(OpenHours::read(text), OpenHours::of(opens, closes), "{text}");
        }
        for text in ["", "always", "8", "25-30", "22-21"] {
            assert_eq!(OpenHours::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_is_a_gstin_or_a_pan_or_none() {
        assert!(matches!(TaxNumber::read("36 AABCT1332L1ZF"), Some(TaxNumber::Gstin(_))));
        assert!(matches!(TaxNumber::read("zzzpr1116o"), Some(TaxNumber::Pan(_))));
        for text in ["36AABCT1332L1ZG", "none", ""] {
            assert_eq!(TaxNumber::read(text), None, "{text}");
        }
    }
}
