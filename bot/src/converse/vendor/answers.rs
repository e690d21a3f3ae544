//! What the tables answered, for the reason that it was asked.

use super::draft::Draft;
use super::{
    WaitsFor, account, changed, code, counter, desk, fulfil, money, offer, short, stock, wages,
};
use crate::converse::{Answer, DeskPart};

pub(super) fn learned(draft: &mut Draft<'_, '_>, answer: Answer) {
    let Some(why) = draft.conversation.vendor.waits_for.take() else {
        // An answer to a question that nobody remembers: an older version of the program asked.
        return draft.not_understood();
    };
    match answer {
        Answer::DeskParts { parts } => learned_parts(why, &parts, draft),
        Answer::DeskAccount { account } => account::show(account, draft),
        Answer::DeskStatement { card, account } => money::show(card.as_deref(), account, draft),
        Answer::DeskWages { weeks } => wages::show(&weeks, draft),
        Answer::DeskStock { stock } => match why {
            WaitsFor::Stock { page } => stock::show(&stock, page, draft),
            WaitsFor::Shelf { picking, page, picked } => {
                picking.among(&stock, (page, picked), draft);
            }
            WaitsFor::Changed
            | WaitsFor::Parts { .. }
            | WaitsFor::Offers { .. }
            | WaitsFor::Part { .. }
            | WaitsFor::AtTheGate { .. }
            | WaitsFor::CameShort { .. }
            | WaitsFor::NotUnderstood
            | WaitsFor::Numbered { .. }
            | WaitsFor::Site { .. }
            | WaitsFor::Accepting { .. }
            | WaitsFor::RejectingWhich { .. }
            | WaitsFor::Countering { .. }
            | WaitsFor::Account
            | WaitsFor::Statement
            | WaitsFor::Wages
            | WaitsFor::Meant { .. } => draft.not_understood(),
        },
        Answer::SiteDetails { details, .. } => match why {
            WaitsFor::Site { shown } => fulfil::show(&shown, details.as_ref(), draft),
            WaitsFor::Shelf { .. }
            | WaitsFor::Changed
            | WaitsFor::Parts { .. }
            | WaitsFor::Offers { .. }
            | WaitsFor::Part { .. }
            | WaitsFor::AtTheGate { .. }
            | WaitsFor::CameShort { .. }
            | WaitsFor::NotUnderstood
            | WaitsFor::Numbered { .. }
            | WaitsFor::Accepting { .. }
            | WaitsFor::RejectingWhich { .. }
            | WaitsFor::Countering { .. }
            | WaitsFor::Account
            | WaitsFor::Statement
            | WaitsFor::Wages
            | WaitsFor::Meant { .. }
            | WaitsFor::Stock { .. } => draft.not_understood(),
        },
        // It says itself what was changed.
        Answer::ListingChanged { outcome } => changed::changed(outcome, draft),
        Answer::OfficeHasChat { .. }
        | Answer::TicketMarked { .. }
        | Answer::SiteFound { .. }
        | Answer::ContactOf { .. }
        | Answer::SavedSites { .. }
        | Answer::Quoted { .. }
        | Answer::QuoteRefused { .. }
        | Answer::CheckedOut { .. }
        | Answer::CheckOutRefused { .. }
        | Answer::MyOrders { .. }
        | Answer::OneOrder { .. }
        | Answer::IfLess { .. }
        | Answer::LastCart { .. }
        | Answer::List(_)
        | Answer::Gap { .. } => draft.not_understood(),
    }
}

fn learned_parts(why: WaitsFor, parts: &[DeskPart], draft: &mut Draft<'_, '_>) {
    match why {
        WaitsFor::Parts { page } => desk::parts(parts, page, draft),
        WaitsFor::Offers { page } => offer::waiting(parts, page, draft),
        WaitsFor::Part { part } => desk::part(parts, |known| known.card.part == part, draft),
        WaitsFor::AtTheGate { part } => code::at_the_gate(parts, part, draft),
        WaitsFor::CameShort { part, sku, came } => short::among(parts, part, (sku, came), draft),
        WaitsFor::Numbered { number } => desk::part(parts, |known| known.number == number, draft),
        WaitsFor::NotUnderstood if parts.iter().any(|part| part.offer.is_some()) => {
            let note = draft.words().desk_not_understood();
            draft.say(&note);
            offer::waiting(parts, 0, draft);
        }
        WaitsFor::NotUnderstood => draft.not_understood(),
        WaitsFor::Accepting { number } => {
            offer::which(parts, number.as_ref(), offer::accept_part, draft);
        }
        WaitsFor::RejectingWhich { number } => {
            offer::which(parts, number.as_ref(), offer::reject_part, draft);
        }
        WaitsFor::Countering { number, text } => {
            counter::among(parts, number.as_ref(), &text, draft);
        }
        WaitsFor::Meant { meant, page, picked } => {
            meant.among(parts, (page, picked.as_ref()), draft);
        }
        WaitsFor::Site { .. }
        | WaitsFor::Stock { .. }
        | WaitsFor::Account
        | WaitsFor::Statement
        | WaitsFor::Wages
        | WaitsFor::Shelf { .. }
        | WaitsFor::Changed => draft.not_understood(),
    }
}
