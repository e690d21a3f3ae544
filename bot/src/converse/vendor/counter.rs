//! Not as it was asked, but so: fewer, at another time, or for more, in the vendor's own words.
//!
//! ```text
//! bot     🔔 New order RS7K3M9QX
//!         • 50 bags: UltraTech OPC 53 …                       [Accept] [Reject]
//! vendor  40 only                     or: evening             or: 385 rate
//! bot     Order RS7K3M9QX: we are asking the buyer. …
//! ```

use jiff::Timestamp;
use jiff::civil::Date;
use realserv_domain::ids::{OfferId, OrderNumber};
use realserv_domain::money::Paise;
use realserv_domain::orders::{Counter, NoCounter, OrderEvent};
use realserv_domain::time::open_slots;
use realserv_domain::understand::{self, Count, When};

use super::draft::Draft;
use super::offer::{self, Offer};
use crate::converse::DeskPart;

/// What he can do, as he said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Only(Count),
    When(When),
    /// Rupees a unit.
    Rate(Count),
}

/// "Only", in the ways that people write it.
const ONLY: &[&str] = &[
    "only",
    "hi",
    "sirf",
    "keval",
    "bas",
    "matrame",
    "matram",
    "anthe",
    "maximum",
    "max",
    "ही",
    "सिर्फ",
    "सिर्फ़",
    "केवल",
    "बस",
    "మాత్రమే",
    "మాత్రం",
    "అంతే",
];

const RATE: &[&str] =
    &["rate", "price", "dhara", "bhav", "daam", "रेट", "भाव", "दाम", "రేటు", "ధర", "రేట్"];

/// What may stand beside them and adds nothing.
const BESIDE: &[&str] = &[
    "have",
    "available",
    "there",
    "hai",
    "hain",
    "unnayi",
    "undi",
    "rs",
    "rupees",
    "₹",
    "per",
    "at",
    "है",
    "हैं",
    "रुपये",
    "ఉన్నాయి",
    "ఉంది",
    "రూపాయలు",
];

/// None where the words say anything else, or nothing but a number.
pub(super) fn read(text: &str, today: Date) -> Option<Said> {
    let lower = text.to_lowercase().replace('₹', " ₹ ").replace(['!', ',', ':'], " ");
    let words = || lower.split_whitespace().map(|word| word.trim_end_matches('.'));
    let says = |known: &[&str]| words().any(|word| known.contains(&word));
    let (only, rate) = (says(ONLY), says(RATE));
    if !only && !rate {
        return When::read(text, today).filter(|when| when.says_something()).map(Said::When);
    }
    let of_its_own = |word: &&str| [ONLY, RATE, BESIDE].iter().all(|known| !known.contains(word));
    let count = understand::count(&words().filter(of_its_own).collect::<Vec<_>>().join(" "))?;
    match (only, rate) {
        (true, false) => Some(Said::Only(count)),
        (false, true) => Some(Said::Rate(count)),
        (true, true) | (false, false) => None,
    }
}

/// The one open offer that it can be about; where there are several, they are shown and wait for their number.
pub(super) fn among(
    parts: &[DeskPart],
    number: Option<&OrderNumber>,
    text: &str,
    draft: &mut Draft<'_, '_>,
) {
    let fits = |part: &&DeskPart| number.is_none_or(|number| part.number == *number);
    let open: Vec<(&DeskPart, OfferId)> =
        parts.iter().filter(fits).filter_map(|part| Some((part, part.offer?))).collect();
    match (open.as_slice(), read(text, draft.ctx.now.date())) {
        ([(part, offer)], Some(said)) => propose(part, *offer, said, draft),
        ([], _) => draft.not_understood(),
        ([(one, _), ..], _) => {
            let note = draft.words().offer_counter_which(&one.number, text);
            draft.say(&note);
            offer::waiting(parts, 0, draft);
        }
    }
}

/// The order says whether it can be, and asks the buyer.
fn propose(part: &DeskPart, offer: OfferId, said: Said, draft: &mut Draft<'_, '_>) {
    let Some(by) = draft.vendor() else { return draft.not_a_vendor() };
    let Some(unit) = part.card.lines.first().map(|line| line.unit) else { return };
    let event = match said {
        Said::Only(count) => match count.in_unit(unit) {
            Some(quantity) => {
                OrderEvent::OfferCountered { offer, by, counter: Counter::Fewer { quantity } }
            }
            None => return draft.not_understood(),
        },
        Said::Rate(count) => {
            let ask_paise = count.number.at(Paise::rupees(1));
            OrderEvent::DearerAsked { offer, by, ask_paise }
        }
        Said::When(when) => {
            let asked = part.card.schedule.delivery;
            let slots = open_slots(draft.ctx.now, draft.ctx.terms.order_days_ahead, usize::MAX);
            // "Evening" is that of the day that was asked for, where it is still to come.
            let on_the_day =
                slots.iter().find(|s| when.means(s) && asked.is_some_and(|a| a.on == s.on));
            let slot = on_the_day.or_else(|| slots.iter().find(|slot| when.means(slot)));
            // None is open: the order says so.
            let Some(slot) = slot.copied().or(asked) else { return draft.not_understood() };
            OrderEvent::OfferCountered { offer, by, counter: Counter::At { slot } }
        }
    };
    draft.tell(part.order, event);
}

pub(super) fn noted(number: &OrderNumber, until: Timestamp, draft: &Draft<'_, '_>) -> String {
    let until = until.to_zoned(draft.ctx.now.time_zone().clone());
    draft.words().offer_counter_noted(number, &until)
}

/// The offer as it stands, under what is not possible.
pub(super) fn not_possible(offer: &Offer, why: NoCounter, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let number = &offer.number;
    let body = match why {
        NoCounter::SeveralLines => words.offer_counter_several_lines(number),
        NoCounter::NotFewer => words.offer_counter_not_fewer(number),
        NoCounter::NotThatTime => words.offer_counter_not_that_time(number),
        NoCounter::PriceHeld => words.offer_counter_price_held(number),
    };
    draft.news(number, &body, offer.buttons(words));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<String> {
        let milli = |count: Count| count.number.milli();
        Some(match read(text, Date::constant(2026, 11, 23))? {
            Said::Only(count) => format!("only {}", milli(count)),
            Said::Rate(count) => format!("rate {}", milli(count)),
            Said::When(_) => "when".to_owned(),
        })
    }

    #[test]
    fn what_can_be_done_instead_is_understood_as_people_write_it() {
        for text in [
            "40 only",
            "only 40 bags",
            "Sirf 40 bori hai",
            "40 matrame unnayi",
            "40 బస్తాలు మాత్రమే",
            "केवल 40",
            "40 max.",
        ] {
            assert_eq!(said(text).as_deref(), Some("only 40000"), "{text}");
        }
        for text in
            ["385 rate", "rate 385", "₹385 rate", "Rs 385 per bag rate", "385 రేటు", "रेट 385"]
        {
            assert_eq!(said(text).as_deref(), Some("rate 385000"), "{text}");
        }
        for text in ["evening", "repu poddunna", "kal shaam", "రేపు"] {
            assert_eq!(said(text).as_deref(), Some("when"), "{text}");
        }
    }

    #[test]
    fn a_number_alone_and_other_words_are_no_counter_offer() {
        for text in [
            "40",
            "only",
            "rate",
            "asap",
            "40 only rate",
            "cement rate 385",
            "hello",
            "only cement",
            "",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
