//! From acceptance to the gate: every step is one tap, and each answer carries the button of the next.
//!
//! ```text
//! bot     ✅ Order RS7K3M9QX is yours
//!         • 50 bags: UltraTech OPC 53
//!         🚚 Deliver: Today, 12 noon–4 pm
//!         📍 Plot 14, near the temple, Miyapur 500049
//!         https://maps.google.com/?q=17.496000,78.358000
//!         📞 Asha, +91 98480 12345
//!         💰 You get ₹19,750 before our fee and tax, paid online. Collect nothing.  [Packed] [Dispatched] [Cannot do it]
//! vendor  (taps Packed)
//! bot     📦 Order RS7K3M9QX is packed. Tap Dispatched when it is loaded.  [Dispatched] [Cannot do it]
//! ```

use realserv_domain::ids::{OrderId, OrderNumber, PartId};
use realserv_domain::message::Message;
use realserv_domain::money::Paise;
use realserv_domain::orders::{Carrier, OrderEvent, PartCard, PartStep, Party};
use realserv_templates::{Words, whatsapp};

use super::card;
use super::draft::Draft;
use super::{Shown, WaitsFor};
use crate::converse::{Ask, SiteDetails};

/// Shows a part with its site, which only the tables know.
pub(super) fn show_with_site(shown: Shown, draft: &mut Draft<'_, '_>) {
    let order = shown.order;
    draft.ask(Ask::SiteDetails { order }, WaitsFor::Site { shown });
}

/// The site is known now, or is not this vendor's to know.
pub(super) fn show(shown: &Shown, details: Option<&SiteDetails>, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let when = card::when(&shown.card, words, draft.ctx);
    let money = card::money(&shown.card, shown.method, words);
    let number = &shown.number;
    let body = card::fullest(draft.most_of_news(), |room| {
        let lines = card::lines(&shown.card, room, words);
        let site = card::site(&shown.card, details, room, words);
        match (shown.taken, shown.card.is_labour) {
            (true, false) => words.fulfil_taken(number, &lines, &when, &site, &money),
            (true, true) => words.fulfil_taken_crew(number, &lines, &when, &site, &money),
            (false, _) => {
                let step = card::step(&shown.card, shown.step);
                words.desk_part(number, step, &lines, &when, &site, &money)
            }
        }
    });
    draft.news(number, &body, card::next_buttons(shown, words));
}

/// A step was recorded: what comes next hangs below.
pub(super) fn noted(shown: &Shown, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let body = noted_words(shown, words);
    draft.news(&shown.number, &body, card::next_buttons(shown, words));
}

fn noted_words(shown: &Shown, words: &Words) -> String {
    let number = &shown.number;
    let crew = shown.card.is_labour;
    match shown.step {
        PartStep::Accepted => words.fulfil_noted_accepted(number),
        PartStep::Packed => words.fulfil_noted_packed(number),
        PartStep::Dispatched if crew => words.fulfil_noted_crew_sent(number),
        PartStep::Dispatched => words.fulfil_noted_dispatched(number),
        PartStep::OnTheWay if crew => words.fulfil_noted_crew_on_the_way(number),
        PartStep::OnTheWay => words.fulfil_noted_on_the_way(number),
        PartStep::Delivered => words.fulfil_noted_delivered(number),
        PartStep::Held | PartStep::Offered | PartStep::Unserved | PartStep::Cancelled => {
            words.fulfil_refused(number, card::step(&shown.card, shown.step))
        }
    }
}

/// The tap did not fit: where it stands, and what does fit.
pub(super) fn refused(shown: &Shown, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let body = words.fulfil_refused(&shown.number, card::step(&shown.card, shown.step));
    draft.news(&shown.number, &body, card::next_buttons(shown, words));
}

/// Promised, and its time is over.
pub(super) fn late(shown: &Shown, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let when = card::time(&shown.card, words, draft.ctx);
    let body = words.fulfil_late(&shown.number, &when);
    draft.news(&shown.number, &body, card::next_buttons(shown, words));
}

pub(super) fn packed(order: OrderId, part: PartId, draft: &mut Draft<'_, '_>) {
    let Some(by) = draft.vendor() else { return draft.not_a_vendor() };
    draft.tell(order, OrderEvent::Packed { part, by });
}

/// A crew comes on foot: no vehicle, no driver, and once it is sent it is on the way.
pub(super) fn crew_sent(order: OrderId, part: PartId, draft: &mut Draft<'_, '_>) {
    on_the_way(order, part, draft);
}

pub(super) fn dispatched(
    order: OrderId,
    part: PartId,
    carrier: Carrier,
    draft: &mut Draft<'_, '_>,
) {
    let Some(by) = draft.vendor() else { return draft.not_a_vendor() };
    draft.tell(order, OrderEvent::Dispatched { part, by, carrier });
}

pub(super) fn on_the_way(order: OrderId, part: PartId, draft: &mut Draft<'_, '_>) {
    let Some(by) = draft.vendor() else { return draft.not_a_vendor() };
    draft.tell(order, OrderEvent::LeftForSite { part, by });
}

/// A part that will not be: where it was, who stopped it, and what the vendor gets all the same.
pub(super) struct Cancelled {
    pub number: OrderNumber,
    pub card: PartCard,
    pub step: PartStep,
    pub by: Party,
    pub paid_paise: Paise,
}

/// The one piece of news that costs a truck when it is not read.
pub(super) fn cancelled(part: &Cancelled, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let Cancelled { number, card, paid_paise, .. } = part;
    // The template of its own says that there is nothing to do. A truck must be called back, of what he gets he must hear,
    // and what he gave back himself nobody has cancelled: those words go into the template for news.
    let is_plain = !part.has_left() && paid_paise.is_zero() && part.by != Party::Vendor;
    if !draft.ctx.person.window_open && is_plain {
        let items = card::items(card, words);
        let call = whatsapp::VendorPartCancelled { number, items: &items }.call(words.language());
        return draft.send(Message::Template(call));
    }
    let what = cancelled_words(part, words);
    let body = match (paid_paise.is_zero(), card.is_labour) {
        (true, _) => what,
        (false, true) => format!("{what} {}", words.fulfil_paid_for_crew(*paid_paise)),
        (false, false) => format!("{what} {}", words.fulfil_paid_for_trip(*paid_paise)),
    };
    draft.news(number, &body, Vec::new());
}

/// The first sentences; what he gets follows.
fn cancelled_words(part: &Cancelled, words: &Words) -> String {
    let Cancelled { number, card, paid_paise, .. } = part;
    let has_left = part.has_left();
    match part.by {
        Party::Buyer | Party::Office if part.step == PartStep::Offered => {
            words.fulfil_cancelled_offer(number)
        }
        Party::Buyer if has_left && card.is_labour => words.fulfil_called_back_crew(number),
        Party::Buyer if has_left => words.fulfil_called_back(number),
        Party::Buyer if card.is_labour && !paid_paise.is_zero() => {
            words.fulfil_crew_cancelled_late(number)
        }
        Party::Buyer => words.fulfil_cancelled_by_buyer(number),
        Party::Vendor => words.fulfil_cancelled_by_you(number),
        Party::Office if has_left && card.is_labour => {
            words.fulfil_called_back_crew_by_office(number)
        }
        Party::Office if has_left => words.fulfil_called_back_by_office(number),
        Party::Office => words.fulfil_cancelled_by_office(number),
    }
}

impl Cancelled {
    fn has_left(&self) -> bool {
        matches!(self.step, PartStep::Dispatched | PartStep::OnTheWay)
    }
}
