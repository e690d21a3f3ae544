//! GST out of prices that include it. Rule: taxable = price × 100 / (100 + rate), half up to the paisa; CGST and
//! SGST are exactly equal (Rule 46 invoices), and what the halves leave over goes to the round-off.
//!
//! That is the round-off of the vendor's invoice: he invoices the whole amount and is owed the whole amount, so it is part
//! of his account in the ledger. The ledger's own round-off is what an order's total was rounded by, and nothing else.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalog::GstRate;
use crate::money::Paise;

/// What an inclusive amount consists of. `taxable + cgst + sgst + leftover == amount`, always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gst {
    pub taxable_paise: Paise,
    pub cgst_paise: Paise,
    pub sgst_paise: Paise,
    /// The odd paisa that two equal halves cannot share: 0 or 1.
    pub leftover_paise: Paise,
}

impl Gst {
    #[must_use]
    pub fn inside(amount: Paise, rate: GstRate) -> Self {
        let taxable = amount.times_ratio(10_000, 10_000 + i64::from(rate.0));
        let tax = (amount - taxable).get();
        let half = Paise::new(tax / 2);
        Self {
            taxable_paise: taxable,
            cgst_paise: half,
            sgst_paise: half,
            leftover_paise: Paise::new(tax % 2),
        }
    }

    #[must_use]
    pub fn tax(&self) -> Paise {
        self.cgst_paise + self.sgst_paise
    }
}

/// What becomes less, piece by piece: the leftover of a difference is from -1 to 1.
impl std::ops::Sub for Gst {
    type Output = Self;

    fn sub(self, less: Self) -> Self {
        Self {
            taxable_paise: self.taxable_paise - less.taxable_paise,
            cgst_paise: self.cgst_paise - less.cgst_paise,
            sgst_paise: self.sgst_paise - less.sgst_paise,
            leftover_paise: self.leftover_paise - less.leftover_paise,
        }
    }
}

/// What is taxed how, from a day on. Days are the business's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T> {
    pub from_on: Date,
    pub is: T,
}

/// Heading and rate of a SKU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkuTax {
    /// HSN of goods, SAC of services.
    pub hsn: String,
    pub gst_rate: GstRate,
}

/// What counts on a day: the last that has begun by then.
#[must_use]
pub fn on<T>(rows: &[Dated<T>], day: Date) -> Option<&T> {
    let begun = rows.iter().filter(|row| row.from_on <= day);
    begun.max_by_key(|row| row.from_on).map(|row| &row.is)
}

/// Why a rate cannot be set. Each is about one field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TaxRefusal {
    #[error("must be an HSN or SAC of 4, 6 or 8 digits")]
    NotAHeading,
    #[error("must be from 0 to 50 per cent, with at most two decimals")]
    NotARate,
    #[error("must not lie before {today}: what was taxed stays as it was")]
    Past { today: Date },
    #[error("what began on {day} stands; set another from a later day")]
    Begun { day: Date },
}

/// Half of a price is the most that any law has thought of; a rate above it is a slip of the finger.
const MOST_RATE: u16 = 5000;

/// An HSN or SAC as notifications write it.
pub fn heading(text: &str) -> Result<String, TaxRefusal> {
    let good = matches!(text.len(), 4 | 6 | 8) && text.bytes().all(|b| b.is_ascii_digit());
    if good { Ok(text.to_owned()) } else { Err(TaxRefusal::NotAHeading) }
}

/// `18`, `2.5`: per cent, kept in hundredths.
pub fn rate(text: &str) -> Result<GstRate, TaxRefusal> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(decimals) || whole.len() > 2 || decimals.len() > 2 {
        return Err(TaxRefusal::NotARate);
    }
    let hundredths = format!("{whole}{decimals:0<2}").parse().ok();
    hundredths.filter(|rate| *rate <= MOST_RATE).map(GstRate).ok_or(TaxRefusal::NotARate)
}

/// Whether something new may be said from a day on. The past stays, and so does what has begun; what lies ahead may be
/// set anew. False when it is said so already.
pub fn may_set<T: PartialEq>(
    rows: &[Dated<T>],
    new: &Dated<T>,
    today: Date,
) -> Result<bool, TaxRefusal> {
    let there = rows.iter().find(|row| row.from_on == new.from_on);
    if there == Some(new) {
        return Ok(false);
    }
    if new.from_on < today {
        return Err(TaxRefusal::Past { today });
    }
    match there {
        Some(_) if new.from_on == today => Err(TaxRefusal::Begun { day: today }),
        Some(_) | None => Ok(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_pieces_add_up_and_the_halves_are_equal(
            amount in 0_i64..10_000_000_000,
            rate in prop::sample::select(vec![0_u16, 500, 600, 1200, 1800, 2800]),
        ) {
            let gst = Gst::inside(Paise::new(amount), GstRate(rate));
            prop_assert_eq!(gst.taxable_paise + gst.tax() + gst.leftover_paise, Paise::new(amount));
            prop_assert_eq!(gst.cgst_paise, gst.sgst_paise);
            prop_assert!((0..=1).contains(&gst.leftover_paise.get()));
        }
    }

    #[test]
    fn a_bag_of_cement() {
        let gst = Gst::inside(Paise::new(38_500), GstRate(1800));
        assert_eq!((gst.taxable_paise.get(), gst.cgst_paise.get()), (32_627, 2936));
    }

    #[test]
    fn the_rate_of_a_day_is_the_last_that_has_begun() {
        let row = |from_on, rate| Dated { from_on, is: GstRate(rate) };
        let cement = [row(date(2025, 9, 22), 1800), row(date(2017, 7, 1), 2800)];
        assert_eq!(on(&cement, date(2025, 9, 21)), Some(&GstRate(2800)));
        assert_eq!(on(&cement, date(2025, 9, 22)), Some(&GstRate(1800)));
        assert_eq!(on(&cement, date(2017, 6, 30)), None);

        let today = date(2026, 11, 23);
        let set = |from_on, rate| may_set(&cement, &row(from_on, rate), today);
        assert_eq!(set(date(2026, 11, 24), 1200), Ok(true));
        assert_eq!(set(today, 1200), Ok(true));
        assert_eq!(set(date(2026, 11, 22), 1200), Err(TaxRefusal::Past { today }));
        assert_eq!(set(date(2025, 9, 22), 1800), Ok(false), "it stands so");
        let begun = [row(today, 1800)];
        let again = may_set(&begun, &row(today, 500), today);
        assert_eq!(again, Err(TaxRefusal::Begun { day: today }));
    }

    #[test]
    fn headings_and_rates_are_read_in_one_form() {
        assert_eq!(rate("18"), Ok(GstRate(1800)));
        assert_eq!(rate("2.5"), Ok(GstRate(250)));
        assert_eq!(rate("0.25"), Ok(GstRate(25)));
        for wrong in ["", "-1", "18%", "51", "180", "1.234", "1.", ".5", "1800"] {
            assert_eq!(rate(wrong), Err(TaxRefusal::NotARate), "{wrong}");
        }
        for good in ["2523", "252329", "72142090"] {
            assert_eq!(heading(good), Ok(good.to_owned()));
        }
        for wrong in ["", "252", "25232", "25 2329", "2523x9", "721420901"] {
            assert_eq!(heading(wrong), Err(TaxRefusal::NotAHeading), "{wrong}");
        }
    }
}
