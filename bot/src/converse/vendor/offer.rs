//! An order is offered; the vendor takes it or says why not.
//!
//! ```text
//! bot     🔔 New order RS7K3M9QX
//!         • 50 bags: UltraTech OPC 53
//!         📍 Miyapur
//!         🚚 Deliver: Today, 12 noon–4 pm
//!         You get ₹19,750 in all, before our fee and tax. The buyer has paid online.
//!         Please answer by 9:40 am.                          [Accept] [Reject]
//! vendor  (taps Reject)
//! bot     Why can you not take order RS7K3M9QX?              [Choose a reason]
//! vendor  (taps Not in stock)
//! bot     Noted: you are not taking order RS7K3M9QX. …
//! ```

use jiff::{SignedDuration, Timestamp};
use realserv_domain::ids::{OfferId, OrderId, OrderNumber};
use realserv_domain::language::Language;
use realserv_domain::message::{Button, Message, Row, TemplateCall};
use realserv_domain::money::Paise;
use realserv_domain::notice::{Notice, NoticeAbout};
use realserv_domain::orders::{Method, OrderEvent, PartCard, RejectReason};
use realserv_templates::fit::BUTTON;
use realserv_templates::sms::OfferSms;
use realserv_templates::{Day, Words, fit, whatsapp};
use serde::{Deserialize, Serialize};

use super::card;
use super::draft::{Draft, MOST_BODY, button, id, row, under};
use super::part_list::PartList;
use super::{Choice, Stage, WaitsFor, counter};
use crate::converse::anywhere::plain;
use crate::converse::choice::{Choice as Side, Tap};
use crate::converse::{DeskPart, Effect, buyer};

/// An offer as it is shown.
pub(super) struct Offer {
    pub(super) order: OrderId,
    pub(super) number: OrderNumber,
    pub(super) card: PartCard,
    pub(super) offer: OfferId,
    pub(super) ends_at: Timestamp,
    pub(super) method: Method,
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
    pub(super) fn alert(&self, draft: &mut Draft<'_, '_>) {
        let words = draft.words();
        let (owed, cash) = (self.card.owed_paise, card::cash(&self.card, self.method));
        let when = card::when_and_how(&self.card, words, draft.ctx);
        let until = words.offer_until_line(&self.until(draft, words));
        let (number, place) = (&self.number, &self.card.locality);
        let body = card::fullest(MOST_BODY, |room| {
            let lines = card::lines(&self.card, room, words);
            match cash {
                Paise::ZERO => words.offer_alert_online(number, &lines, place, &when, owed, &until),
                cash if cash == owed => {
                    words.offer_alert_cash(number, &lines, place, &when, cash, &until)
                }
                cash => {
                    words.offer_alert_cash_more(number, &lines, place, &when, cash, owed, &until)
                }
            }
        });
        if draft.ctx.person.window_open {
            draft.say_with(&body, self.buttons(words));
        } else {
            draft.send(Message::Template(self.alert_call(draft)));
        }
        let notice = Box::new(self.notice(&body, draft));
        draft.effect(Effect::Notify { notice });
    }

    /// The same for other ways: the mail has the chat's words, without its emphasis.
    fn notice(&self, body: &str, draft: &Draft<'_, '_>) -> Notice {
        let words = draft.words();
        let (goods, until) = (card::items(&self.card, words), self.until(draft, words));
        let minutes = SignedDuration::from_mins(draft.ctx.terms.offer_minutes.into());
        let about = NoticeAbout::Offer {
            order: self.order,
            offer: self.offer,
            counts_from: self.ends_at.checked_sub(minutes).unwrap_or(self.ends_at),
            ends_at: self.ends_at,
        };
        let sms = OfferSms { number: &self.number, goods: &goods, until: &until };
        Notice {
            about,
            title: words.notice_offer_subject(&self.number),
            text: format!("{}\n\n{}", body.replace('*', ""), words.notice_offer_end()),
            brief: words.notice_offer_brief(&goods, &self.card.locality, &until),
            sms: Some(sms.call(words.language())),
        }
    }

    /// Half of the time has passed; never by a template (`converse::follow_up`).
    pub(super) fn remind(&self, draft: &mut Draft<'_, '_>) {
        let words = draft.words();
        let (owed, cash) = (self.card.owed_paise, card::cash(&self.card, self.method));
        let when = card::when_and_how(&self.card, words, draft.ctx);
        let until = words.offer_until_line(&self.until(draft, words));
        let (number, place) = (&self.number, &self.card.locality);
        let body = card::fullest(MOST_BODY, |room| {
            let lines = card::lines(&self.card, room, words);
            match cash {
                Paise::ZERO => {
                    words.offer_reminder_online(number, &lines, place, &when, owed, &until)
                }
                cash if cash == owed => {
                    words.offer_reminder_cash(number, &lines, place, &when, cash, &until)
                }
                cash => {
                    words.offer_reminder_cash_more(number, &lines, place, &when, cash, owed, &until)
                }
            }
        });
        let mut row = self.buttons(words);
        row.push(no_reminders(words));
        draft.say_with(&body, row);
    }

    // The approved template carries the same when the 24-hour window is closed.

    fn alert_call(&self, draft: &Draft<'_, '_>) -> TemplateCall {
        let words = draft.words();
        let (accept, reject) = (id(self.accept()), id(self.reject()));
        whatsapp::VendorOrderAlert {
            number: &self.number,
            items: &card::items(&self.card, words),
            place: self.card.locality.in_language(words.language()),
            when: &card::time_and_trips(&self.card, words, draft.ctx),
            amount: self.card.owed_paise,
            payment: &self.payment(words),
            until: &self.until(draft, words),
            accept: &accept,
            reject: &reject,
        }
        .call(words.language())
    }

    /// A truck leaves with or without change for cash: the alert says which.
    fn payment(&self, words: &Words) -> String {
        let (owed, cash) = (self.card.owed_paise, card::cash(&self.card, self.method));
        match cash {
            Paise::ZERO => words.offer_paid_line(),
            cash if cash == owed => words.offer_cash_line(),
            cash => words.offer_cash_more_line(cash),
        }
    }

    fn accept(&self) -> Choice {
        Choice::Accept { order: self.order, offer: self.offer }
    }

    fn reject(&self) -> Choice {
        Choice::Reject { order: self.order, offer: self.offer, number: self.number.clone() }
    }

    /// Accept comes first: it is what nearly everybody taps.
    pub(super) fn buttons(&self, words: &Words) -> Vec<Button> {
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

/// The buyer's choice: it means the same on both sides.
fn no_reminders(words: &Words) -> Button {
    let choice = Side::Buyer(buyer::Choice::from(buyer::Alone::NoReminders));
    let id = Tap { question: None, choice }.encode();
    Button { id, title: fit(&words.follow_stop_button(), BUTTON) }
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
        match RejectReason::ALL.into_iter().find(|reason| names(*reason, text)) {
            Some(reason) => because(self.order, self.offer, reason, draft),
            None if counter::read(text, draft.ctx.now.date()).is_some() => {
                draft.stage(Stage::Idle);
                let number = Some(self.number);
                draft.ask_parts(WaitsFor::Countering { number, text: text.to_owned() });
            }
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

/// Whether typed words mean this reason: what stands on its row, or a word of it.
fn names(reason: RejectReason, text: &str) -> bool {
    let said = plain(text);
    let title = |language| plain(&reason_title(reason, Words::of(language)));
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
    Language::ALL.into_iter().any(|language| title(language) == said)
        || known.iter().any(|word| said.split_whitespace().any(|said| said == *word))
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

/// "accept" or "reject" was typed, perhaps with an order's number: clear when one open offer fits.
pub(super) fn which(
    parts: &[DeskPart],
    number: Option<&OrderNumber>,
    answer: fn(&DeskPart, OfferId, &mut Draft<'_, '_>),
    draft: &mut Draft<'_, '_>,
) {
    let fits = |part: &&DeskPart| number.is_none_or(|number| part.number == *number);
    let open: Vec<(&DeskPart, OfferId)> =
        parts.iter().filter(fits).filter_map(|part| Some((part, part.offer?))).collect();
    match open.as_slice() {
        [(part, offer)] => answer(part, *offer, draft),
        _none_or_several => waiting(parts, 0, draft),
    }
}

pub(super) fn accept_part(part: &DeskPart, offer: OfferId, draft: &mut Draft<'_, '_>) {
    accept(part.order, offer, draft);
}

pub(super) fn reject_part(part: &DeskPart, offer: OfferId, draft: &mut Draft<'_, '_>) {
    reject(Rejecting { order: part.order, number: part.number.clone(), offer }, draft);
}

/// The list of offers that wait for an answer.
pub(super) fn waiting(parts: &[DeskPart], page: u16, draft: &mut Draft<'_, '_>) {
    let parts: Vec<&DeskPart> = parts.iter().filter(|part| part.offer.is_some()).collect();
    if parts.is_empty() {
        let note = draft.words().offer_none_open();
        return draft.menu_list(&note);
    }
    let body = draft.words().offer_several_open(parts.len());
    let of_part = |part: &DeskPart| Choice::Part { part: part.card.part };
    PartList { parts, page, of_part, of_page: |page| Choice::Offers { page } }.show(&body, draft);
}
