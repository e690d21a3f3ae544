//! An order is offered; the vendor takes it or says why not.
//!
//! ```text
//! bot     🔔 New order RS7K3M9QX
//!         • 50 bags: UltraTech OPC 53
//!         📍 Miyapur
//!         🚚 Deliver: Today, 12 noon–4 pm
//!         You get ₹19,750 in all. The buyer has paid online.
//!         Please answer by 9:40 am.                          [Accept] [Reject]
//! vendor  (taps Reject)
//! bot     Why can you not take order RS7K3M9QX?              [Choose a reason]
//! vendor  (taps Not in stock)
//! bot     Noted: you are not taking order RS7K3M9QX. …
//! ```

use jiff::Timestamp;
use realserv_domain::ids::{OfferId, OrderId, OrderNumber};
use realserv_domain::message::{Button, Message, Row, TemplateCall};
use realserv_domain::orders::{Method, OrderEvent, PartCard, RejectReason};
use realserv_templates::{Day, Words, whatsapp};
use serde::{Deserialize, Serialize};

use super::card;
use super::draft::{Draft, button, id, row, tidy, under};
use super::{Choice, Stage};
use crate::converse::DeskPart;

/// An offer as it is shown.
pub(super) struct Offer {
    pub(super) order: OrderId,
    pub(super) number: OrderNumber,
    pub(super) card: PartCard,
    pub(super) offer: OfferId,
    pub(super) ends_at: Timestamp,
}

/// The reason was asked and may be typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejecting {
    pub order: OrderId,
    pub number: OrderNumber,
    pub offer: OfferId,
}

impl Offer {
    /// The first message about an order.
    pub(super) fn alert(&self, method: Method, draft: &mut Draft<'_, '_>) {
        let words = draft.words();
        let (owed, cash) = (self.card.owed_paise, self.card.total_paise);
        let lines = card::lines(&self.card, words);
        let when = card::when(&self.card, words, draft.ctx);
        let until = words.offer_until_line(&self.until(draft, words));
        let (number, place) = (&self.number, &self.card.locality);
        let body = match method {
            Method::Online => words.offer_alert_online(number, &lines, place, &when, owed, &until),
            Method::Cash if cash == owed => {
                words.offer_alert_cash(number, &lines, place, &when, cash, &until)
            }
            Method::Cash => {
                words.offer_alert_cash_more(number, &lines, place, &when, cash, owed, &until)
            }
        };
        if draft.ctx.person.window_open {
            draft.say_with(&tidy(&body), self.buttons(words));
        } else {
            draft.send(Message::Template(self.alert_call(draft)));
        }
    }

    /// Half of the time has passed.
    pub(super) fn remind(&self, draft: &mut Draft<'_, '_>) {
        let words = draft.words();
        let total = self.card.owed_paise;
        let lines = card::lines(&self.card, words);
        let when = card::when(&self.card, words, draft.ctx);
        let until = words.offer_until_line(&self.until(draft, words));
        let place = &self.card.locality;
        let body = words.offer_reminder(&self.number, &lines, place, &when, total, &until);
        if draft.ctx.person.window_open {
            draft.say_with(&tidy(&body), self.buttons(words));
        } else {
            draft.send(Message::Template(self.reminder_call(draft)));
        }
    }

    // The approved templates carry the same when the 24-hour window is closed.

    fn alert_call(&self, draft: &Draft<'_, '_>) -> TemplateCall {
        let words = draft.words();
        let (accept, reject) = (id(self.accept()), id(self.reject()));
        whatsapp::VendorOrderAlert {
            number: &self.number,
            items: &card::items(&self.card, words),
            place: self.card.locality.in_language(words.language()),
            when: &card::time(&self.card, words, draft.ctx),
            amount: self.card.owed_paise,
            until: &self.until(draft, words),
            accept: &accept,
            reject: &reject,
        }
        .call(words.language())
    }

    fn reminder_call(&self, draft: &Draft<'_, '_>) -> TemplateCall {
        let words = draft.words();
        let (accept, reject) = (id(self.accept()), id(self.reject()));
        whatsapp::VendorOfferReminder {
            number: &self.number,
            items: &card::items(&self.card, words),
            place: self.card.locality.in_language(words.language()),
            amount: self.card.owed_paise,
            until: &self.until(draft, words),
            accept: &accept,
            reject: &reject,
        }
        .call(words.language())
    }

    fn accept(&self) -> Choice {
        Choice::Accept { order: self.order, offer: self.offer }
    }

    fn reject(&self) -> Choice {
        Choice::Reject { order: self.order, offer: self.offer, number: self.number.clone() }
    }

    /// Accept comes first: it is what nearly everybody taps.
    fn buttons(&self, words: &Words) -> Vec<Button> {
        vec![
            button(self.accept(), words.offer_accept_button()),
            button(self.reject(), words.offer_reject_button()),
        ]
    }

    /// The time of day, with the day when it is not today's.
    fn until(&self, draft: &Draft<'_, '_>, words: &Words) -> String {
        let now = draft.ctx.now;
        let until = self.ends_at.to_zoned(now.time_zone().clone());
        if until.date() == now.date() {
            words.offer_clock_line(&until)
        } else {
            words.offer_day_clock_line(Day { on: until.date(), today: now.date() }, &until)
        }
    }
}

impl Rejecting {
    /// The list of reasons.
    pub(super) fn ask(&self, draft: &mut Draft<'_, '_>, note: Option<&str>) {
        let words = draft.words();
        let body = under(note, words.offer_reject_ask(&self.number));
        let rows = RejectReason::ALL.into_iter().map(|reason| self.row(reason, words)).collect();
        draft.list(&body, words.offer_reject_list_button(), rows);
    }

    fn row(&self, reason: RejectReason, words: &Words) -> Row {
        let choice = Choice::Because { order: self.order, offer: self.offer, reason };
        row(choice, &reason_title(reason, words), None)
    }

    /// A typed reason: the words of a row, or the handful that people use.
    pub(super) fn said(self, text: &str, draft: &mut Draft<'_, '_>) {
        match RejectReason::ALL.into_iter().find(|reason| names(*reason, text, draft.words())) {
            Some(reason) => because(self.order, self.offer, reason, draft),
            None => {
                let note = draft.words().desk_not_understood();
                self.ask(draft, Some(&note));
            }
        }
    }
}

fn reason_title(reason: RejectReason, words: &Words) -> String {
    match reason {
        RejectReason::OutOfStock => words.offer_reason_out_of_stock_title(),
        RejectReason::TooFar => words.offer_reason_too_far_title(),
        RejectReason::NoVehicle => words.offer_reason_no_vehicle_title(),
        RejectReason::Price => words.offer_reason_price_title(),
        RejectReason::Closed => words.offer_reason_closed_title(),
    }
}

/// Whether typed words mean this reason.
fn names(reason: RejectReason, text: &str, words: &Words) -> bool {
    let text = text.trim().to_lowercase();
    let known: &[&str] = match reason {
        RejectReason::OutOfStock => {
            &["stock", "ledu", "khatam", "లేదు", "स्टॉक", "ख़त्म", "खत्म", "స్టాక్"]
        }
        RejectReason::TooFar => &["far", "door", "dooram", "దూరం", "दूर"],
        RejectReason::NoVehicle => {
            &["vehicle", "lorry", "driver", "gaadi", "bandi", "బండి", "గాడి", "गाड़ी", "people"]
        }
        RejectReason::Price => {
            &["price", "rate", "dhara", "bhav", "daam", "ధర", "రేటు", "भाव", "दाम", "रेट"]
        }
        RejectReason::Closed => &["closed", "close", "band", "holiday", "మూసి", "बंद", "సెలవు"],
    };
    text == reason_title(reason, words).to_lowercase()
        || known.iter().any(|word| text.split_whitespace().any(|said| said == *word))
}

/// Takes the offer; the order answers with [`Fact::OfferTaken`](crate::converse::Fact) or says that it is gone.
pub(super) fn accept(order: OrderId, offer: OfferId, draft: &mut Draft<'_, '_>) {
    let Some(by) = draft.vendor() else { return draft.not_a_vendor() };
    draft.tell(order, OrderEvent::OfferAccepted { offer, by });
}

/// Asks for the reason before anything is rejected: the way back is to do nothing.
pub(super) fn reject(rejecting: Rejecting, draft: &mut Draft<'_, '_>) {
    rejecting.ask(draft, None);
    draft.conversation.role = crate::converse::Role::Vendor;
    draft.stage(Stage::Rejecting(rejecting));
}

pub(super) fn because(
    order: OrderId,
    offer: OfferId,
    reason: RejectReason,
    draft: &mut Draft<'_, '_>,
) {
    let Some(by) = draft.vendor() else { return draft.not_a_vendor() };
    if matches!(&draft.conversation.vendor.stage, Stage::Rejecting(open) if open.offer == offer) {
        draft.stage(Stage::Idle);
    }
    draft.tell(order, OrderEvent::OfferRejected { offer, by, reason });
}

/// "accept" or "reject" was typed: clear when exactly one offer is open.
pub(super) fn which(parts: &[DeskPart], accepting: bool, draft: &mut Draft<'_, '_>) {
    let open: Vec<(&DeskPart, OfferId)> =
        parts.iter().filter_map(|part| part.offer.map(|offer| (part, offer))).collect();
    match open.as_slice() {
        [] => {
            let note = draft.words().offer_none_open();
            draft.menu_list(&note);
        }
        [(part, offer)] if accepting => accept(part.order, *offer, draft),
        [(part, offer)] => {
            let number = part.number.clone();
            reject(Rejecting { order: part.order, number, offer: *offer }, draft);
        }
        several => {
            let body = draft.words().offer_several_open(several.len());
            let parts: Vec<&DeskPart> = several.iter().map(|(part, _)| *part).collect();
            super::desk::list_parts(&body, &parts, draft);
        }
    }
}
