//! Money is integer paise. No road leads here from a float, and division names its rounding.

use std::fmt;
use std::iter::Sum;

use serde::{Deserialize, Serialize};

/// An amount in paise, one hundredth of a rupee. May be negative: a round-off, a debit.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Paise(i64);

impl Paise {
    pub const ZERO: Self = Self(0);

    #[must_use]
    pub const fn new(paise: i64) -> Self {
        Self(paise)
    }

    #[must_use]
    pub const fn rupees(rupees: i64) -> Self {
        Self(rupees * 100)
    }

    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Multiplies by a whole ratio and rounds half away from zero, as invoices do.
    #[must_use]
    pub fn times_ratio(self, numerator: i64, denominator: i64) -> Self {
        let product = i128::from(self.0) * i128::from(numerator);
        Self(round_half_away(product, i128::from(denominator)))
    }

    /// The nearest whole rupee, half away from zero.
    #[must_use]
    pub fn to_rupee(self) -> Self {
        Self(round_half_away(i128::from(self.0), 100) * 100)
    }
}

/// Saturates instead of wrapping: ninety million crore rupees is past any order.
fn round_half_away(value: i128, by: i128) -> i64 {
    let by = by.max(1);
    let half = by / 2;
    let rounded = if value >= 0 { (value + half) / by } else { (value - half) / by };
    i64::try_from(rounded).unwrap_or(if value >= 0 { i64::MAX } else { i64::MIN })
}

impl std::ops::Add for Paise {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Paise {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::ops::Neg for Paise {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl std::ops::AddAssign for Paise {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Paise {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, |a, b| a + b)
    }
}

/// `₹1,23,456.50`: Indian grouping, and paise only where there are any.
impl fmt::Display for Paise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let rupees = (self.0 / 100).unsigned_abs();
        let paise = (self.0 % 100).unsigned_abs();
        write!(f, "{sign}₹{}", group_indian(rupees))?;
        if paise == 0 { Ok(()) } else { write!(f, ".{paise:02}") }
    }
}

/// The last three digits, then groups of two.
fn group_indian(number: u64) -> String {
    let digits = number.to_string();
    let split = digits.len().saturating_sub(3);
    let (head, tail) = digits.split_at(split);
    let mut out = String::with_capacity(digits.len() + 4);
    for (place, digit) in head.chars().enumerate() {
        if place > 0 && (head.len() - place).is_multiple_of(2) {
            out.push(',');
        }
        out.push(digit);
    }
    if !head.is_empty() {
        out.push(',');
    }
    out.push_str(tail);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rupees_are_grouped_as_in_india() {
        let cases = [
            (0, "₹0"),
            (99, "₹0.99"),
            (100_000, "₹1,000"),
            (10_000_000, "₹1,00,000"),
            (1_234_567_890, "₹1,23,45,678.90"),
            (-38_550, "-₹385.50"),
        ];
        for (paise, shown) in cases {
            assert_eq!(Paise::new(paise).to_string(), shown);
        }
    }

    #[test]
    fn ratios_round_half_away_from_zero() {
        assert_eq!(Paise::new(5).times_ratio(1, 2), Paise::new(3));
        assert_eq!(Paise::new(-5).times_ratio(1, 2), Paise::new(-3));
        assert_eq!(Paise::new(38_500).times_ratio(100, 118), Paise::new(32_627));
        assert_eq!(Paise::new(12_350).to_rupee(), Paise::new(12_400));
        assert_eq!(Paise::new(12_349).to_rupee(), Paise::new(12_300));
    }
}
