//! Typed words: the open question first, then the words of the desk, else a kind way on.

use realserv_domain::ids::OrderNumber;
use realserv_domain::media::Purpose;
use realserv_domain::message::Media;
use realserv_domain::understand;

use super::days_off::DaysOff;
use super::draft::Draft;
use super::which::{Meant, Picked};
use super::words::{Word, beside_days, word};
use super::{
    Stage, WaitsFor, account, carrier, changed, code, counter, desk, money, off, shelf, stock,
    wages,
};
use crate::converse::anywhere::parted;
use crate::converse::{Conversation, Ctx, Effect, Step, TicketAbout, ticket};

pub(super) fn said(mut draft: Draft<'_, '_>, text: &str) -> Step {
    if let Stage::Applying(applying) = draft.conversation.vendor.stage.clone() {
        applying.said(text, &mut draft);
        return draft.done();
    }
    if draft.vendor().is_none() {
        draft.not_a_vendor();
        return draft.done();
    }
    let (number, rest) = parted(text);
    if number.is_some_and(|number| named(number, &rest, &mut draft)) {
        return draft.done();
    }
    if let Stage::GivingBack(giving) = draft.conversation.vendor.stage.clone()
        && giving.said(text, &mut draft)
    {
        return draft.done();
    }
    // "Price" and "stock" alone are its answers, where else they ask for the list.
    if let Stage::PriceOrStock(asked) = draft.conversation.vendor.stage.clone()
        && asked.takes(text, &mut draft)
    {
        return draft.done();
    }
    let word = word(text);
    // "Closed today" may be why an order is not taken.
    let is_rejecting = matches!(draft.conversation.vendor.stage, Stage::Rejecting(_));
    if word.is_none()
        && !is_rejecting
        && let Some(days) = DaysOff::read(text, draft.ctx)
    {
        days.set(&mut draft);
        return draft.done();
    }
    if word == Some(Word::Buy) {
        return desk::buy(draft);
    }
    // Words of the desk leave an open question, unless they could be its answer.
    match (draft.conversation.vendor.stage.clone(), word) {
        (Stage::Rejecting(rejecting), None | Some(Word::TakeOff | Word::Stock | Word::Reject)) => {
            rejecting.said(text, &mut draft);
        }
        (Stage::TakingOff, None | Some(Word::TakeOff)) => off::said(text, &mut draft),
        (Stage::GivingAccount, None | Some(Word::GiveAccount)) => {
            money::answered(text, &mut draft);
        }
        (Stage::NamingCarrier(naming), None) => naming.said(text, &mut draft),
        (Stage::HearingCode(hearing), None) => hearing.said(text, &mut draft),
        (Stage::CountingCame(counting), None) => counting.said(text, &mut draft),
        (Stage::CountingStock(counting), None) => counting.said(text, &mut draft),
        (Stage::PickingListing(picking), None) => picking.said(text, &mut draft),
        (Stage::PriceOrStock(asked), None) => asked.said(text, &mut draft),
        (Stage::Which(_) | Stage::GivingBack(_) | Stage::Idle, None) => unasked(text, &mut draft),
        (
            Stage::Idle
            | Stage::Rejecting(_)
            | Stage::NamingCarrier(_)
            | Stage::HearingCode(_)
            | Stage::CountingStock(_)
            | Stage::PickingListing(_)
            | Stage::PriceOrStock(_)
            | Stage::TakingOff
            | Stage::GivingAccount
            | Stage::Which(_)
            | Stage::CountingCame(_)
            | Stage::GivingBack(_),
            Some(word),
        ) => desk_word(word, &mut draft),
        // Answered above, before anything else is read out of it.
        (Stage::Applying(_), _) => {}
    }
    draft.done()
}

/// An order's number says of which order something is meant; alone it answers which, or shows the order. False when the
/// words beside it say nothing by themselves.
fn named(number: OrderNumber, rest: &str, draft: &mut Draft<'_, '_>) -> bool {
    let word = word(rest);
    match (&draft.conversation.vendor.stage, word) {
        (Stage::Which(meant), None) if rest.is_empty() => {
            meant.clone().look_further(0, Some(Picked::Number { number }), draft);
        }
        (_, None) if rest.is_empty() => draft.ask_parts(WaitsFor::Numbered { number }),
        (_, Some(Word::Accept)) => draft.ask_parts(WaitsFor::Accepting { number: Some(number) }),
        (_, Some(Word::Reject)) => {
            draft.ask_parts(WaitsFor::RejectingWhich { number: Some(number) });
        }
        (_, None) if counter::read(rest, draft.ctx.now.date()).is_some() => {
            let text = rest.to_owned();
            draft.ask_parts(WaitsFor::Countering { number: Some(number), text });
        }
        (_, word) => match word.and_then(step).or_else(|| meant_by(rest)) {
            Some(meant) => meant.look_further(0, Some(Picked::Number { number }), draft),
            None => return false,
        },
    }
    true
}

fn desk_word(word: Word, draft: &mut Draft<'_, '_>) {
    draft.stage(Stage::Idle);
    match word {
        Word::Accept => draft.ask_parts(WaitsFor::Accepting { number: None }),
        Word::Reject => draft.ask_parts(WaitsFor::RejectingWhich { number: None }),
        Word::Parts => draft.ask_parts(WaitsFor::Parts { page: 0 }),
        Word::Stock => stock::open(0, draft),
        Word::Account => account::open(draft),
        Word::Statement => money::statement(draft),
        Word::Wages => wages::open(draft),
        Word::GiveAccount => money::ask_account(draft, None),
        Word::TakeOff => off::open(draft),
        Word::OpenAgain => off::open_again(draft),
        Word::Undo => changed::undo_last(draft),
        // `said` has the whole conversation that buying needs.
        Word::Menu | Word::Buy => draft.open_menu(),
        Word::Person => desk::person(draft),
        Word::Packed
        | Word::Dispatched
        | Word::CrewSent
        | Word::OnTheWay
        | Word::Delivered
        | Word::CameShort
        | Word::GiveBack => {
            if let Some(meant) = step(word) {
                meant.look(draft);
            }
        }
    }
}

/// The step of an order that a word is.
const fn step(word: Word) -> Option<Meant> {
    match word {
        Word::Packed => Some(Meant::Packed),
        Word::Dispatched => Some(Meant::Dispatched),
        Word::CrewSent => Some(Meant::CrewSent),
        Word::OnTheWay => Some(Meant::OnTheWay),
        Word::Delivered => Some(Meant::Delivered),
        Word::CameShort => Some(Meant::CameShort),
        Word::GiveBack => Some(Meant::GiveBack),
        Word::Accept | Word::Reject | Word::Parts | Word::Stock | Word::Account => None,
        Word::Statement | Word::Wages | Word::GiveAccount => None,
        Word::TakeOff | Word::OpenAgain | Word::Undo | Word::Menu | Word::Person | Word::Buy => {
            None
        }
    }
}

/// Nothing was asked that this answers. Digits and vehicle numbers still say what they are for; where several parts can
/// be meant, that is asked.
fn unasked(text: &str, draft: &mut Draft<'_, '_>) {
    match meant_by(text) {
        Some(meant) => meant.look(draft),
        None if counter::read(text, draft.ctx.now.date()).is_some() => {
            draft.ask_parts(WaitsFor::Countering { number: None, text: text.to_owned() });
        }
        None if shelf::said(text, draft) => {}
        // Closed or open, and beside it no day that `DaysOff::read` knew.
        None if beside_days(text).is_some() => off::ask_again(text, draft),
        None if is_for_the_office(text, draft) => {}
        // Most likely it was about an order that waits.
        None => draft.ask_parts(WaitsFor::NotUnderstood),
    }
}

/// The office has asked something, and nobody else understands it.
fn is_for_the_office(text: &str, draft: &mut Draft<'_, '_>) -> bool {
    let taken = ticket::takes_what_is_not_understood(&mut draft.conversation, text, draft.ctx);
    let is_taken = taken.is_some();
    taken.into_iter().flatten().for_each(|effect| draft.effect(effect));
    is_taken
}

/// While the office waits for an answer: whether a typed line is the desk's own all the same. Nothing is decided here.
pub(in crate::converse) fn takes(conversation: &Conversation, text: &str, ctx: &Ctx<'_>) -> bool {
    conversation.vendor.stage != Stage::Idle
        || word(text).is_some()
        || meant_by(text).is_some()
        || DaysOff::read(text, ctx).is_some()
        || counter::read(text, ctx.now.date()).is_some()
        || understand::of_yard(text, ctx.catalog).is_some()
}

fn meant_by(text: &str) -> Option<Meant> {
    if let carrier::Found::Both(carrier) = carrier::find(text) {
        return Some(Meant::Carrier { carrier });
    }
    let digits_alone = text.chars().all(|c| !c.is_alphabetic());
    let code = code::four_digits(text).filter(|_| digits_alone)?;
    Some(Meant::Code { code })
}

/// A photo of what was handed over is kept with it. Other photos, and voice notes, are for a person to look at; stickers are
/// not.
pub(super) fn sent(draft: &mut Draft<'_, '_>, media: &Media) {
    if let Stage::Applying(applying) = draft.conversation.vendor.stage.clone() {
        return applying.sent(media, draft);
    }
    if draft.is_proof(media) {
        return;
    }
    let note = if draft.fetch(media, Purpose::List).is_some() {
        draft.effect(Effect::OpenTicket { order: None, about: TicketAbout::SentMedia });
        draft.words().desk_media()
    } else {
        draft.words().help_sticker()
    };
    draft.ask_again_or_menu(&note);
}
