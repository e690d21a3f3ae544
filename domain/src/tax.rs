//! GST out of prices that include it. Rule: taxable = price × 100 / (100 + rate), half up to the paisa; CGST and
//! SGST are exactly equal (Rule 46 invoices), and what the halves leave over goes to the round-off.
//!
//! That is the round-off of the vendor's invoice: he invoices the whole amount and is owed the whole amount, so it is part
//! of his account in the ledger. The ledger's own round-off is what an order's total was rounded by, and nothing else.

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

#[cfg(test)]
mod tests {
    use super::*;
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
}
