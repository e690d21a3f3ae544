//! The terms by name: what each means, in which unit, and from where to where the office may set it.

use super::Terms;
use super::links::LEAST_TO_PAY_MINUTES;
use crate::money::Paise;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Minutes,
    Hours,
    Days,
    Times,
    Paise,
    PerMille,
    /// The full hour, 0 to 23, in the business's time zone.
    HourOfDay,
    /// 1 is Monday, 7 Sunday.
    DayOfWeek,
    /// 0 off, 1 on.
    Switch,
}

impl Unit {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Times => "times",
            Self::Paise => "paise",
            Self::PerMille => "per_mille",
            Self::HourOfDay => "hour_of_day",
            Self::DayOfWeek => "day_of_week",
            Self::Switch => "switch",
        }
    }
}

/// One of the terms. The value travels as a whole number of its unit.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub name: &'static str,
    pub unit: Unit,
    pub least: i64,
    pub most: i64,
    pub meaning: &'static str,
    pub get: fn(&Terms) -> i64,
    set: fn(&mut Terms, i64),
}

/// The legal end of cash is in `terms.rs` and holds whatever stands here.
const MOST_CASH: i64 = 19_999_999;

pub const SETTINGS: [Setting; 32] = [
    Setting {
        name: "quote_minutes",
        unit: Unit::Minutes,
        // Razorpay refuses a link that ends sooner (razorpay.md 2.2); stock is held as long.
        least: 16,
        most: 1440,
        meaning: "How long a price, its stock and its payment link hold.",
        get: |terms| terms.quote_minutes.into(),
        set: |terms, value| terms.quote_minutes = whole(value),
    },
    Setting {
        name: "hold_extra_minutes",
        unit: Unit::Minutes,
        least: 1,
        most: 30,
        meaning: "How much longer than its link stock is held, for a payment that is on its way.",
        get: |terms| terms.hold_extra_minutes.into(),
        set: |terms, value| terms.hold_extra_minutes = whole(value),
    },
    Setting {
        name: "offer_reminder_minutes",
        unit: Unit::Minutes,
        least: 1,
        most: 120,
        meaning: "After how long a vendor is reminded of an offer, counted in the yard's hours.",
        get: |terms| terms.offer_reminder_minutes.into(),
        set: |terms, value| terms.offer_reminder_minutes = whole(value),
    },
    Setting {
        name: "offer_minutes",
        unit: Unit::Minutes,
        least: 2,
        most: 240,
        meaning: "After how long an offer goes to the next vendor, counted in the yard's hours.",
        get: |terms| terms.offer_minutes.into(),
        set: |terms, value| terms.offer_minutes = whole(value),
    },
    Setting {
        name: "ask_again_minutes",
        unit: Unit::Minutes,
        least: 5,
        most: 1440,
        meaning: "How long a buyer who waits is kept waiting before every vendor is asked again.",
        get: |terms| terms.ask_again_minutes.into(),
        set: |terms, value| terms.ask_again_minutes = whole(value),
    },
    Setting {
        name: "most_rounds",
        unit: Unit::Times,
        least: 1,
        most: 20,
        meaning: "After so many rounds without a taker the money goes back by itself.",
        get: |terms| terms.most_rounds.into(),
        set: |terms, value| terms.most_rounds = few(value),
    },
    Setting {
        name: "code_tries",
        unit: Unit::Times,
        least: 3,
        most: 20,
        meaning: "How often a wrong delivery code may be typed before it is locked.",
        get: |terms| terms.code_tries.into(),
        set: |terms, value| terms.code_tries = few(value),
    },
    Setting {
        name: "poll_minutes",
        unit: Unit::Minutes,
        least: 1,
        most: 30,
        meaning: "How often Razorpay is asked about an open link.",
        get: |terms| terms.poll_minutes.into(),
        set: |terms, value| terms.poll_minutes = whole(value),
    },
    Setting {
        name: "pay_reminder_minutes",
        unit: Unit::Minutes,
        least: 0,
        most: 720,
        meaning: "How long before a price ends its buyer is reminded to pay, once. 0: never.",
        get: |terms| terms.pay_reminder_minutes.into(),
        set: |terms, value| terms.pay_reminder_minutes = whole(value),
    },
    Setting {
        name: "cash_limit_paise",
        unit: Unit::Paise,
        least: 0,
        most: MOST_CASH,
        meaning: "The most that an order paid in cash may come to. Two lakh rupees and more are against the law.",
        get: |terms| terms.cash_limit_paise.get(),
        set: |terms, value| terms.cash_limit_paise = Paise::new(value),
    },
    Setting {
        name: "cash_limit_first_paise",
        unit: Unit::Paise,
        least: 0,
        most: MOST_CASH,
        meaning: "The same for a buyer's first order.",
        get: |terms| terms.cash_limit_first_paise.get(),
        set: |terms, value| terms.cash_limit_first_paise = Paise::new(value),
    },
    Setting {
        name: "advance_per_mille",
        unit: Unit::PerMille,
        least: 0,
        most: 900,
        meaning: "Where an order is too big for cash, the least of it that is paid in advance; the balance, as far as cash may be, is collected when it comes. 0: all of it online.",
        get: |terms| terms.advance_per_mille.into(),
        set: |terms, value| terms.advance_per_mille = whole(value),
    },
    Setting {
        name: "price_support_per_mille",
        unit: Unit::PerMille,
        least: 0,
        most: 500,
        meaning: "How much dearer a substitute may be at the platform's cost.",
        get: |terms| terms.price_support_per_mille.into(),
        set: |terms, value| terms.price_support_per_mille = whole(value),
    },
    Setting {
        name: "packed_fee_per_mille",
        unit: Unit::PerMille,
        least: 0,
        most: 500,
        meaning: "What is kept when the buyer cancels a packed part. Whole percents: the buyer is told so.",
        get: |terms| terms.packed_fee_per_mille.into(),
        set: |terms, value| terms.packed_fee_per_mille = whole(value),
    },
    Setting {
        name: "trip_kept_per_mille",
        unit: Unit::PerMille,
        least: 0,
        most: 1000,
        meaning: "What of the delivery charge the vendor gets when the buyer cancels goods that are on the road. Kept of what was paid online.",
        get: |terms| terms.trip_kept_per_mille.into(),
        set: |terms, value| terms.trip_kept_per_mille = whole(value),
    },
    Setting {
        name: "called_crew_per_mille",
        unit: Unit::PerMille,
        least: 0,
        most: 1000,
        meaning: "What of a full day's pay the crew gets when the buyer cancels after crews_called_by_hour; of a half shift at most all. Kept of what was paid online.",
        get: |terms| terms.called_crew_per_mille.into(),
        set: |terms, value| terms.called_crew_per_mille = whole(value),
    },
    Setting {
        name: "crews_called_by_hour",
        unit: Unit::HourOfDay,
        least: 12,
        most: 23,
        meaning: "When contractors call their people for the next day: no booking for it after that, and called_crew_per_mille is kept on cancelling.",
        get: |terms| terms.crews_called_by_hour.into(),
        set: |terms, value| terms.crews_called_by_hour = few(value),
    },
    Setting {
        name: "complaint_hours",
        unit: Unit::Hours,
        least: 1,
        most: 168,
        meaning: "How long after delivery the buyer may say in the chat that something is missing or broken.",
        get: |terms| terms.complaint_hours.into(),
        set: |terms, value| terms.complaint_hours = whole(value),
    },
    Setting {
        name: "claim_answer_hours",
        unit: Unit::Hours,
        least: 1,
        most: 168,
        meaning: "How long a vendor may think about what a buyer found missing or broken; then the office decides.",
        get: |terms| terms.claim_answer_hours.into(),
        set: |terms, value| terms.claim_answer_hours = whole(value),
    },
    Setting {
        name: "low_stock_per_mille",
        unit: Unit::PerMille,
        least: 0,
        most: 500,
        meaning: "Below what share of the last count a vendor is told that little is left; 0: never. It holds from the next count on.",
        get: |terms| terms.low_stock_per_mille.into(),
        set: |terms, value| terms.low_stock_per_mille = whole(value),
    },
    Setting {
        name: "quiet_from_hour",
        unit: Unit::HourOfDay,
        least: 18,
        most: 23,
        meaning: "From when on nobody's phone rings for what can wait: follow-ups, and that a place is served now. News of orders and alerts to vendors go out at any hour.",
        get: |terms| terms.quiet_from_hour.into(),
        set: |terms, value| terms.quiet_from_hour = few(value),
    },
    Setting {
        name: "quiet_until_hour",
        unit: Unit::HourOfDay,
        least: 6,
        most: 11,
        meaning: "Until when in the morning.",
        get: |terms| terms.quiet_until_hour.into(),
        set: |terms, value| terms.quiet_until_hour = few(value),
    },
    Setting {
        name: "cart_reminder_minutes",
        unit: Unit::Minutes,
        least: 0,
        // WhatsApp's window is shut a day after the buyer's last word, and some of that is night.
        most: 1200,
        meaning: "How long after a buyer's last word a cart that was left is asked about, once, by day and within WhatsApp's 24 hours. 0: never.",
        get: |terms| terms.cart_reminder_minutes.into(),
        set: |terms, value| terms.cart_reminder_minutes = whole(value),
    },
    Setting {
        name: "eway_above_paise",
        unit: Unit::Paise,
        least: 0,
        most: 10_000_000_000,
        meaning: "Goods of an invoice of more than this need an e-way bill before they leave: the vendor is told.",
        get: |terms| terms.eway_above_paise.get(),
        set: |terms, value| terms.eway_above_paise = Paise::new(value),
    },
    Setting {
        name: "hold_minutes",
        unit: Unit::Minutes,
        least: 5,
        most: 1440,
        meaning: "How long somebody of the office has a chat that was taken over without a time, or written into: the bot is silent meanwhile.",
        get: |terms| terms.hold_minutes.into(),
        set: |terms, value| terms.hold_minutes = whole(value),
    },
    Setting {
        name: "order_days_ahead",
        unit: Unit::Days,
        // Less than a week would close a zone whose closed days come together.
        least: 6,
        // The goods are held, and the vendor bound to his price, from the order on.
        most: 60,
        meaning: "Up to how many days after today a delivery can be ordered for.",
        get: |terms| terms.order_days_ahead.into(),
        set: |terms, value| terms.order_days_ahead = whole(value),
    },
    Setting {
        name: "ticket_days",
        unit: Unit::Days,
        least: 1,
        most: 30,
        meaning: "How long after a ticket was solved what its person says opens it again, and after the office's last words answers it. A solved one is closed then.",
        get: |terms| terms.ticket_days.into(),
        set: |terms, value| terms.ticket_days = whole(value),
    },
    Setting {
        name: "settlement_weekday",
        unit: Unit::DayOfWeek,
        least: 1,
        most: 7,
        meaning: "On which day vendors are settled, up to the midnight before; what is owed is paid on it, or on the next working day.",
        get: |terms| terms.settlement_weekday.into(),
        set: |terms, value| terms.settlement_weekday = few(value),
    },
    Setting {
        name: "payout_min_paise",
        unit: Unit::Paise,
        // The provider sends nothing below one rupee (razorpay.md 10).
        least: 100,
        most: 100_000_000,
        meaning: "The least that is sent to a vendor; what is less is carried over to the next settlement.",
        get: |terms| terms.payout_min_paise.get(),
        set: |terms, value| terms.payout_min_paise = Paise::new(value),
    },
    Setting {
        name: "alert_fallback_minutes",
        unit: Unit::Minutes,
        least: 0,
        most: 60,
        meaning: "How long the alert of a new order may be on its way to a vendor's WhatsApp, within his hours, before it goes out as an SMS too. 0: only where WhatsApp says that it will not arrive.",
        get: |terms| terms.alert_fallback_minutes.into(),
        set: |terms, value| terms.alert_fallback_minutes = whole(value),
    },
    Setting {
        name: "pause_after_unanswered",
        unit: Unit::Times,
        least: 0,
        most: 20,
        meaning: "After how many orders in a row that a vendor did not answer (those of the same quarter of an hour count once) no more go to him, until he or the office opens again. 0: never.",
        get: |terms| terms.pause_after_unanswered.into(),
        set: |terms, value| terms.pause_after_unanswered = whole(value),
    },
    Setting {
        name: "pay_in_chat",
        unit: Unit::Switch,
        least: 0,
        most: 1,
        meaning: "1: what is paid online is paid within the chat (WhatsApp's \"Review and pay\"), while WHATSAPP_PAYMENT_CONFIGURATION names an active configuration; the link follows where WhatsApp cannot show it. 0: by the link.",
        get: |terms| terms.pay_in_chat.into(),
        set: |terms, value| terms.pay_in_chat = value == 1,
    },
];

fn whole(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn few(value: i64) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

impl Setting {
    /// Sets it in these terms; a value out of range is not taken.
    pub fn put(&self, terms: &mut Terms, value: i64) -> bool {
        let fits = (self.least..=self.most).contains(&value);
        if fits {
            (self.set)(terms, value);
        }
        fits
    }
}

impl Terms {
    /// These terms with what the office has set. A name that nobody knows and a value out of range leave them as they are.
    #[must_use]
    pub fn with<'a>(mut self, values: impl IntoIterator<Item = (&'a str, i64)>) -> Self {
        for (name, value) in values {
            if let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) {
                setting.put(&mut self, value);
            }
        }
        self
    }

    /// What does not go together though each is in its range: the setting, and why.
    #[must_use]
    pub fn contradictions(&self) -> Vec<(&'static str, &'static str)> {
        let mut found = Vec::new();
        if self.offer_reminder_minutes >= self.offer_minutes {
            found.push(("offer_reminder_minutes", "must be less than offer_minutes"));
        }
        if self.pay_reminder_minutes >= self.quote_minutes {
            found.push(("pay_reminder_minutes", "must be less than quote_minutes"));
        }
        if (1..LEAST_TO_PAY_MINUTES).contains(&self.pay_reminder_minutes) {
            found.push(("pay_reminder_minutes", "must leave the buyer two minutes, or be 0"));
        }
        if self.cash_limit_first_paise > self.cash_limit_paise {
            found.push(("cash_limit_first_paise", "must not be more than cash_limit_paise"));
        }
        if !self.packed_fee_per_mille.is_multiple_of(10) {
            found.push(("packed_fee_per_mille", "must be whole percents: a multiple of 10"));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_setting_writes_what_it_reads_and_the_usual_terms_are_in_range() {
        let usual = Terms::default();
        assert!(usual.contradictions().is_empty());
        for setting in SETTINGS {
            let value = (setting.get)(&usual);
            assert!((setting.least..=setting.most).contains(&value), "{}", setting.name);
            for value in [setting.least, setting.most] {
                let terms = usual.clone().with([(setting.name, value)]);
                assert_eq!((setting.get)(&terms), value, "{}", setting.name);
                let others = SETTINGS.iter().filter(|other| other.name != setting.name);
                for other in others {
                    assert_eq!((other.get)(&terms), (other.get)(&usual), "{}", other.name);
                }
            }
            let outside = [(setting.name, setting.least - 1), (setting.name, setting.most + 1)];
            assert_eq!(usual.clone().with(outside), usual, "{}", setting.name);
        }
        assert_eq!(usual.clone().with([("moonrise", 1)]), usual);
    }
}
