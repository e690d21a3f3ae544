//! What WhatsApp takes for a message of ours: by category, by the country of who gets it, by the day. Dated rows that the
//! office adds to; what a status says of a message is laid against them.

use std::fmt;
use std::iter::Sum;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::money::Paise;

/// Where nearly all messages go, and so far the only country with prices.
pub const INDIA: &str = "IN";

/// Thousandths of a paisa: a message costs less than a rupee and not whole paise.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct MilliPaise(pub i64);

impl MilliPaise {
    /// Half up to the paisa.
    #[must_use]
    pub fn to_paise(self) -> Paise {
        Paise::new(self.0.saturating_add(500).div_euclid(1000))
    }
}

impl Sum for MilliPaise {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self(all.fold(0, |sum, one| sum.saturating_add(one.0)))
    }
}

/// Meta's kinds of messages that have a price of their own (whatsapp.md 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SendCategory {
    Marketing,
    Utility,
    Authentication,
    /// Whatever is no template.
    Service,
}

impl SendCategory {
    pub const ALL: [Self; 4] =
        [Self::Marketing, Self::Utility, Self::Authentication, Self::Service];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Marketing => "marketing",
            Self::Utility => "utility",
            Self::Authentication => "authentication",
            Self::Service => "service",
        }
    }

    /// None for a word that has no price here.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.as_str() == word)
    }
}

impl fmt::Display for SendCategory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a delivered message costs from a day on, until the next row of its category and country. Without GST.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendPrice {
    pub category: SendCategory,
    pub country: String,
    pub from_on: Date,
    pub milli_paise: MilliPaise,
    /// So many of a number are free in a calendar month, of those that would be charged.
    pub free_a_month: u32,
}

/// All rows, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendPrices(pub Vec<SendPrice>);

impl SendPrices {
    /// What holds on a day; none where nothing was ever set.
    #[must_use]
    pub fn on(&self, category: SendCategory, country: &str, day: Date) -> Option<&SendPrice> {
        let fits = |price: &&SendPrice| {
            price.category == category && price.country == country && price.from_on <= day
        };
        self.0.iter().filter(fits).max_by_key(|price| price.from_on)
    }

    /// What a message costs of which Meta says so: the kind of price, the category, and where it went. None: nobody has told
    /// what such a message costs.
    #[must_use]
    pub fn cost(
        &self,
        (kind, category): (&str, &str),
        country: Option<&str>,
        day: Date,
    ) -> Option<MilliPaise> {
        match kind {
            "free_customer_service" | "free_entry_point" => Some(MilliPaise::default()),
            "regular" => {
                let price = self.on(SendCategory::of(category)?, country?, day)?;
                Some(price.milli_paise)
            }
            _ => None,
        }
    }
}

/// Messages of one category, number and month: how many Meta charges, how many it says are free by its window, and what the
/// charged ones come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Metered {
    pub charged: u64,
    pub free_by_window: u64,
    pub list: MilliPaise,
}

impl Metered {
    /// What is to be paid of it when so many a month are free.
    ///
    /// Nobody has told yet whether a status calls a message of the allowance free or charged (whatsapp.md 13). Both ways come out
    /// right: what is told as free uses the allowance up, and what is left of it is taken off what is told as charged.
    #[must_use]
    pub fn due(self, free_a_month: u32) -> MilliPaise {
        let left = u64::from(free_a_month).saturating_sub(self.free_by_window);
        let beyond = self.charged.saturating_sub(left);
        if self.charged == 0 {
            return MilliPaise::default();
        }
        let due = i128::from(self.list.0) * i128::from(beyond) / i128::from(self.charged);
        MilliPaise(i64::try_from(due).unwrap_or(i64::MAX))
    }

    /// How many of the allowance are left.
    #[must_use]
    pub fn free_left(self, free_a_month: u32) -> u64 {
        let used = self.free_by_window.saturating_add(self.charged);
        u64::from(free_a_month).saturating_sub(used)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(category: SendCategory, from_on: &str, milli_paise: i64) -> SendPrice {
        SendPrice {
            category,
            country: INDIA.to_owned(),
            from_on: from_on.parse().unwrap(),
            milli_paise: MilliPaise(milli_paise),
            free_a_month: 0,
        }
    }

    #[test]
    fn a_message_costs_what_holds_on_its_day_and_only_where_it_is_known() {
        let prices = SendPrices(vec![
            price(SendCategory::Service, "2026-10-01", 11_500),
            price(SendCategory::Service, "2025-07-01", 0),
            price(SendCategory::Marketing, "2026-01-01", 86_310),
        ]);
        let cost = |kind, category, country, day: &str| {
            prices.cost((kind, category), country, day.parse().unwrap()).map(|cost| cost.0)
        };
        let india = Some(INDIA);
        assert_eq!(cost("regular", "service", india, "2026-09-30"), Some(0));
        assert_eq!(cost("regular", "service", india, "2026-10-01"), Some(11_500));
        assert_eq!(cost("free_customer_service", "service", india, "2026-10-01"), Some(0));
        assert_eq!(cost("free_entry_point", "referral_conversion", None, "2026-10-01"), Some(0));
        assert_eq!(cost("regular", "marketing", india, "2025-12-31"), None, "before the first row");
        assert_eq!(cost("regular", "marketing", Some("AE"), "2026-10-01"), None);
        assert_eq!(cost("regular", "marketing", None, "2026-10-01"), None);
        assert_eq!(cost("regular", "general_purpose_ai", india, "2026-10-01"), None);
        assert_eq!(cost("discounted", "service", india, "2026-10-01"), None, "a kind to come");
    }

    #[test]
    fn the_allowance_comes_off_once_whichever_way_meta_tells_it() {
        let of = |charged, free| Metered {
            charged,
            free_by_window: free,
            list: MilliPaise(11_500 * i64::try_from(charged).unwrap()),
        };
        assert_eq!(of(200, 1000).due(1000), MilliPaise(200 * 11_500), "told as free by status");
        assert_eq!(of(1200, 0).due(1000), MilliPaise(200 * 11_500), "told as charged");
        assert_eq!(of(300, 0).due(1000), MilliPaise(0));
        assert_eq!(of(0, 0).due(1000), MilliPaise(0));
        assert_eq!((of(300, 0).free_left(1000), of(200, 1000).free_left(1000)), (700, 0));
        assert_eq!(
            (MilliPaise(11_499).to_paise(), MilliPaise(11_500).to_paise()),
            (Paise::new(11), Paise::new(12))
        );
    }
}
