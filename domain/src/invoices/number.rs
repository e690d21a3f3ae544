//! The number of an invoice: at most sixteen letters, digits, dashes and slashes, one after the other within a financial year and a
//! series, never twice (rule 46).

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// From the first of April to the end of March; called by both years, 2026-27.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FinancialYear(i16);

const APRIL: i8 = 4;

impl FinancialYear {
    /// The one in which a day falls; days are the business's.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self(if day.month() < APRIL { day.year() - 1 } else { day.year() })
    }

    /// The calendar year in which it begins.
    #[must_use]
    pub const fn begins(self) -> i16 {
        self.0
    }
}

/// `2026-27`.
impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.0, (self.0 + 1) % 100)
    }
}

/// What a paper is: each kind has a series of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    TaxInvoice,
    /// Of a registered supplier, where nothing is taxed (rule 49).
    BillOfSupply,
    /// Of one who is not registered and charges no tax.
    Bill,
    /// Takes back a part of one of these, or all of it.
    CreditNote,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::TaxInvoice, Self::BillOfSupply, Self::Bill, Self::CreditNote];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TaxInvoice => "tax_invoice",
            Self::BillOfSupply => "bill_of_supply",
            Self::Bill => "bill",
            Self::CreditNote => "credit_note",
        }
    }

    const fn letter(self) -> char {
        match self {
            Self::TaxInvoice => 'I',
            Self::BillOfSupply => 'S',
            Self::Bill => 'B',
            Self::CreditNote => 'C',
        }
    }
}

/// `I-2627-000001`: the kind, the financial year, the place in the supplier's series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InvoiceNumber {
    pub kind: Kind,
    pub year: FinancialYear,
    /// From one on.
    pub place: u32,
}

/// What was read is no number of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no number of an invoice, like I-2627-000001")]
pub struct NotANumber;

/// The law's, for all that a number consists of.
#[cfg(test)]
const LONGEST: usize = 16;

impl fmt::Display for InvoiceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (begins, ends) = (self.year.0 % 100, (self.year.0 + 1) % 100);
        write!(f, "{}-{begins:02}{ends:02}-{:06}", self.kind.letter(), self.place)
    }
}

impl FromStr for InvoiceNumber {
    type Err = NotANumber;

    /// As it is printed, and in no other way: two spellings would be two papers.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let mut pieces = text.split('-');
        let (Some(letter), Some(years), Some(place), None) =
            (pieces.next(), pieces.next(), pieces.next(), pieces.next())
        else {
            return Err(NotANumber);
        };
        let kind = Kind::ALL.into_iter().find(|kind| letter == kind.letter().to_string());
        let begins = years.get(..2).and_then(|begins| begins.parse::<i16>().ok());
        let (Some(kind), Some(begins), Ok(place)) = (kind, begins, place.parse()) else {
            return Err(NotANumber);
        };
        let number = Self { kind, year: FinancialYear(2000 + begins), place };
        (number.to_string() == text && place > 0).then_some(number).ok_or(NotANumber)
    }
}

impl TryFrom<String> for InvoiceNumber {
    type Error = NotANumber;

    fn try_from(text: String) -> Result<Self, NotANumber> {
        text.parse()
    }
}

impl From<InvoiceNumber> for String {
    fn from(number: InvoiceNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(day: &str) -> FinancialYear {
        FinancialYear::of(day.parse().unwrap())
    }

    #[test]
    fn a_financial_year_begins_in_april() {
        assert_eq!(year("2027-03-31"), year("2026-04-01"));
        assert_ne!(year("2027-04-01"), year("2026-04-01"));
        assert_eq!(year("2026-11-30").to_string(), "2026-27");
        assert_eq!(year("2099-05-01").to_string(), "2099-00");
    }

    #[test]
    fn a_number_keeps_to_the_law_and_is_read_back() {
        for (kind, place, text) in [
            (Kind::TaxInvoice, 1, "I-2627-000001"),
            (Kind::CreditNote, 1_234_567, "C-2627-1234567"),
            (Kind::TaxInvoice, 999_999_999, "I-2627-999999999"),
        ] {
            let number = InvoiceNumber { kind, year: year("2026-11-30"), place };
            assert_eq!(number.to_string(), text);
            assert_eq!(text.parse(), Ok(number));
            assert!(text.len() <= LONGEST);
            assert!(text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
        }
        for none in [
            "",
            "I-2627-1",
            "I-2627-000000",
            "I-2628-000001",
            "X-2627-000001",
            "I-2627",
            "i-2627-000001",
        ] {
            assert_eq!(none.parse::<InvoiceNumber>(), Err(NotANumber), "{none}");
        }
    }
}
