//! Typed words: the open question first, then the words of the desk, else a kind way on.

use realserv_domain::message::{Media, MediaKind};

use super::draft::Draft;
use super::which::Meant;
use super::words::{Word, word};
use super::{Stage, WaitsFor, carrier, code, desk, off, stock};
use crate::converse::{Effect, Step, TicketAbout};

pub(super) fn said(mut draft: Draft<'_, '_>, text: &str) -> Step {
    if draft.vendor().is_none() {
        draft.not_a_vendor();
        return draft.done();
    }
    let word = word(text);
    // Words of the desk leave an open question, unless they could be its answer.
    match (draft.conversation.vendor.stage.clone(), word) {
        (Stage::Rejecting(rejecting), None | Some(Word::TakeOff | Word::Stock | Word::Reject)) => {
            rejecting.said(text, &mut draft);
        }
        (Stage::TakingOff, None | Some(Word::TakeOff)) => off::said(text, &mut draft),
        (Stage::NamingCarrier(naming), None) => naming.said(text, &mut draft),
        (Stage::HearingCode(hearing), None) => hearing.said(text, &mut draft),
        (Stage::CountingStock(counting), None) => counting.said(text, &mut draft),
        (Stage::Which(meant), None) => which(meant, text, &mut draft),
        (Stage::Idle, None) => unasked(text, &mut draft),
        (
            Stage::Idle
            | Stage::Rejecting(_)
            | Stage::NamingCarrier(_)
            | Stage::HearingCode(_)
            | Stage::CountingStock(_)
            | Stage::TakingOff
            | Stage::Which(_),
            Some(word),
        ) => desk_word(word, &mut draft),
    }
    draft.done()
}

fn desk_word(word: Word, draft: &mut Draft<'_, '_>) {
    draft.stage(Stage::Idle);
    match word {
        Word::Accept => draft.ask_parts(WaitsFor::Accepting),
        Word::Reject => draft.ask_parts(WaitsFor::RejectingWhich),
        Word::Parts => draft.ask_parts(WaitsFor::Parts { page: 0 }),
        Word::Stock => stock::open(0, draft),
        Word::TakeOff => off::open(draft),
        Word::OpenAgain => off::open_again(draft),
        Word::Menu => draft.open_menu(),
        Word::Person => desk::person(draft),
    }
}

/// Nothing was asked. Digits and vehicle numbers still say what they are for; where several parts can be meant, that is
/// asked. An order's number shows the order.
fn unasked(text: &str, draft: &mut Draft<'_, '_>) {
    if let Ok(number) = text.parse() {
        return draft.ask_parts(WaitsFor::Numbered { number });
    }
    if let carrier::Found::Both(carrier) = carrier::find(text) {
        return Meant::Carrier { carrier }.look(draft);
    }
    let digits_alone = text.chars().all(|c| !c.is_alphabetic());
    match code::four_digits(text).filter(|_| digits_alone) {
        Some(code) => Meant::Code { code }.look(draft),
        None => draft.not_understood(),
    }
}

/// An order's number says which; another code or vehicle takes the place of the one before.
fn which(meant: Meant, text: &str, draft: &mut Draft<'_, '_>) {
    match text.parse() {
        Ok(number) => meant.look_further(0, Some(number), draft),
        Err(_) => unasked(text, draft),
    }
}

/// Photos and voice notes are for a person to look at; stickers are not.
pub(super) fn sent(draft: &mut Draft<'_, '_>, media: &Media) {
    match media.kind {
        MediaKind::Image
        | MediaKind::Video
        | MediaKind::Voice
        | MediaKind::Audio
        | MediaKind::Document => {
            draft.effect(Effect::OpenTicket { order: None, about: TicketAbout::SentMedia });
        }
        MediaKind::Sticker => {}
    }
    let note = draft.words().desk_media();
    draft.ask_again_or_menu(&note);
}
