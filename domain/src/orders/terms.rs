//! What the office has set for the life of an order, how much may be paid at once, and how much cash may change hands.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::fees::Rates;
use crate::money::Paise;
use crate::quantity::Quantity;
use crate::time::QuietHours;

/// What the office has set, as of now. Rates and limits are data, never code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub quote_minutes: u32,
    pub hold_extra_minutes: u32,
    pub offer_reminder_minutes: u32,
    pub offer_minutes: u32,
    /// How long a buyer who waits is kept waiting before everybody is asked again.
    pub ask_again_minutes: u32,
    /// After so many rounds without a taker the money goes back by itself.
    pub most_rounds: u8,
    pub code_tries: u8,
    pub poll_minutes: u32,
    /// How long before the quote ends the buyer is reminded to pay; 0: he is not.
    pub pay_reminder_minutes: u32,
    /// The most that one payment online may be; none while there is nobody who takes it.
    pub online_limit_paise: Option<Paise>,
    pub cash_limit_paise: Paise,
    pub cash_limit_first_paise: Paise,
    /// How much dearer a substitute may be at our cost, per thousand.
    pub price_support_per_mille: u32,
    /// Kept when the buyer cancels a packed part, per thousand.
    pub packed_fee_per_mille: u32,
    /// What of the delivery charge is kept for the vendor when the buyer cancels goods on the road, per thousand.
    pub trip_kept_per_mille: u32,
    /// What of a full day's pay is kept for a crew that was called, per thousand.
    pub called_crew_per_mille: u32,
    /// When contractors call their people for the next day.
    pub crews_called_by_hour: u8,
    /// What is paid in advance at least where an order is too big for cash, per thousand; 0: all of it, as there is no cash.
    pub advance_per_mille: u32,
    /// So long after it came the buyer may say what was missing or broken.
    pub complaint_hours: u32,
    /// And so long the vendor may think about it.
    pub claim_answer_hours: u32,
    /// What of a vendor's last count is little, per thousand.
    pub low_stock_per_mille: u32,
    /// When phones do not ring for what can wait: from this full hour …
    #[serde(default = "quiet_from")]
    pub quiet_from_hour: u8,
    /// … to this one.
    #[serde(default = "quiet_until")]
    pub quiet_until_hour: u8,
    /// So long after their last word a buyer is asked about a cart that was left; 0: never.
    #[serde(default)]
    pub cart_reminder_minutes: u32,
    /// So long after a typed order it may go on in another message; 0: it is answered at once. The operator's, not the office's.
    #[serde(default)]
    pub quiet_ms: u32,
    /// How long somebody of the office has a chat, where no time was said.
    #[serde(default = "hold")]
    pub hold_minutes: u32,
    /// Up to how many days after today a delivery can be ordered for.
    #[serde(default = "order_days")]
    pub order_days_ahead: u32,
    /// So long after a ticket was solved, or the office last wrote for it, what its person says belongs to it.
    #[serde(default = "ticket_days")]
    pub ticket_days: u32,
    /// On which day of the week vendors' cycles end; 1 is Monday.
    #[serde(default = "monday")]
    pub settlement_weekday: u8,
    /// Less than this is not sent to a vendor, but carried over.
    #[serde(default = "payout_min")]
    pub payout_min_paise: Paise,
    /// So long an alert may be on its way before it goes out as an SMS too; 0: only where WhatsApp says that it will not arrive.
    #[serde(default = "alert_fallback")]
    pub alert_fallback_minutes: u32,
    /// After so many orders in a row that a vendor did not answer no more go to him until he says that he is there; 0: never.
    #[serde(default = "pause_after")]
    pub pause_after_unanswered: u32,
    /// Whether what is paid online is paid within the chat, where that can be.
    #[serde(default)]
    pub pay_in_chat: bool,
    /// The account's payment configuration at WhatsApp; empty where there is none, or it is known not to be active. The
    /// operator's and Meta's, not the office's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub payment_configuration: String,
    /// Goods worth more, with their tax, travel with an e-way bill.
    #[serde(default = "eway_above")]
    pub eway_above_paise: Paise,
    /// What is taken of a sale: rows of a table of their own, dated.
    #[serde(default)]
    pub rates: Rates,
}

const fn quiet_from() -> u8 {
    21
}

const fn quiet_until() -> u8 {
    8
}

const fn hold() -> u32 {
    30
}

/// A month: a slab is planned so far ahead, and no yard promises a price for longer.
const fn order_days() -> u32 {
    30
}

/// Before the reminder, and early enough to answer.
const fn alert_fallback() -> u32 {
    3
}

const fn pause_after() -> u32 {
    3
}

/// Telangana's limit, within the state and out of it (india-commerce.md 1.6).
const fn eway_above() -> Paise {
    Paise::rupees(50_000)
}

const fn ticket_days() -> u32 {
    7
}

const fn monday() -> u8 {
    1
}

const fn payout_min() -> Paise {
    Paise::rupees(100)
}

impl Terms {
    /// When nothing is said that can wait.
    #[must_use]
    pub fn quiet_hours(&self) -> QuietHours {
        QuietHours::of(self.quiet_from_hour, self.quiet_until_hour)
    }

    /// Below so much of what was counted the vendor is told that little is left. A share of his own count: ten bags are
    /// little for who stacks a thousand, and much for who stacks twenty. It is fixed with the count, so that a hold only
    /// has to compare.
    #[must_use]
    pub fn low_stock_of(&self, counted: Quantity) -> Quantity {
        let share = i64::from(self.low_stock_per_mille);
        Quantity::from_milli(counted.milli().saturating_mul(share) / 1000)
    }

    /// The time of the day by which crews are called: nobody is booked for the next day after it, and a share of the
    /// day's pay is the crew's.
    #[must_use]
    pub fn crews_called_by(&self) -> Time {
        let hour = i8::try_from(self.crews_called_by_hour).ok();
        hour.and_then(|hour| Time::new(hour, 0, 0, 0).ok()).unwrap_or(Time::MAX)
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            quote_minutes: 30,
            hold_extra_minutes: 2,
            offer_reminder_minutes: 5,
            offer_minutes: 10,
            ask_again_minutes: 30,
            most_rounds: 3,
            code_tries: 5,
            poll_minutes: 2,
            pay_reminder_minutes: 10,
            online_limit_paise: Some(Paise::rupees(500_000)),
            cash_limit_paise: Paise::rupees(25_000),
            cash_limit_first_paise: Paise::rupees(10_000),
            price_support_per_mille: 50,
            packed_fee_per_mille: 50,
            trip_kept_per_mille: 1000,
            called_crew_per_mille: 500,
            crews_called_by_hour: 20,
            advance_per_mille: 200,
            complaint_hours: 24,
            claim_answer_hours: 24,
            low_stock_per_mille: 100,
            quiet_from_hour: quiet_from(),
            quiet_until_hour: quiet_until(),
            cart_reminder_minutes: 120,
            quiet_ms: 0,
            hold_minutes: hold(),
            order_days_ahead: order_days(),
            ticket_days: ticket_days(),
            settlement_weekday: monday(),
            payout_min_paise: payout_min(),
            alert_fallback_minutes: alert_fallback(),
            pause_after_unanswered: pause_after(),
            pay_in_chat: false,
            payment_configuration: String::new(),
            eway_above_paise: eway_above(),
            rates: Rates::default(),
        }
    }
}

/// Cash of two lakh rupees or more may not be taken (Income-tax Act s. 269ST), whatever the office sets.
const LEGAL_CASH: Paise = Paise::new(20_000_000 - 1);

/// Why an order cannot be paid online.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "because")]
pub enum NotOnline {
    /// No payment provider is configured.
    Off,
    /// The payment provider takes no more at once (razorpay.md 1.5: five lakh rupees for most accounts).
    AboveLimit { limit_paise: Paise },
}

/// Whether an order of this total may be paid online.
pub fn online_allowed(total: Paise, terms: &Terms) -> Result<(), NotOnline> {
    match terms.online_limit_paise {
        None => Err(NotOnline::Off),
        Some(limit_paise) if total > limit_paise => Err(NotOnline::AboveLimit { limit_paise }),
        Some(_) => Ok(()),
    }
}

/// The most that may be paid in cash at the gate.
#[must_use]
pub fn cash_limit(is_first_order: bool, terms: &Terms) -> Paise {
    let limit = if is_first_order { terms.cash_limit_first_paise } else { terms.cash_limit_paise };
    limit.min(LEGAL_CASH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_a_share_of_what_was_counted() {
        let low = |counted| Terms::default().low_stock_of(counted);
        assert_eq!(low(Quantity::whole(180)), Quantity::whole(18));
        assert_eq!(low(Quantity::from_milli(2_500)), Quantity::from_milli(250));
        assert_eq!(low(Quantity::ZERO), Quantity::ZERO, "nothing is less than nothing: never told");
        let never = Terms { low_stock_per_mille: 0, ..Terms::default() };
        assert_eq!(never.low_stock_of(Quantity::whole(180)), Quantity::ZERO);
    }
}
