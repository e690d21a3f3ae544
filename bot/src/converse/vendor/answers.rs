//! What the tables answered, for the reason that it was asked.

use realserv_domain::orders::PartStep;

use super::draft::Draft;
use super::{WaitsFor, code, desk, fulfil, offer, stock};
use crate::converse::{Answer, DeskPart};

pub(super) fn learned(draft: &mut Draft<'_, '_>, answer: Answer) {
    let Some(why) = draft.conversation.vendor.waits_for.take() else {
        // An answer to a question that nobody remembers: an older version of the program asked.
        return draft.not_understood();
    };
    match answer {
        Answer::DeskParts { parts } => learned_parts(why, &parts, draft),
        Answer::DeskStock { stock } => match why {
            WaitsFor::Stock { page } => stock::show(&stock, page, draft),
            WaitsFor::Parts
            | WaitsFor::Part { .. }
            | WaitsFor::Site { .. }
            | WaitsFor::Accepting
            | WaitsFor::RejectingWhich
            | WaitsFor::CodeOf { .. }
            | WaitsFor::CarrierOf { .. } => draft.not_understood(),
        },
        Answer::SiteDetails { details, .. } => match why {
            WaitsFor::Site { shown } => fulfil::show(&shown, details.as_ref(), draft),
            WaitsFor::Parts
            | WaitsFor::Part { .. }
            | WaitsFor::Accepting
            | WaitsFor::RejectingWhich
            | WaitsFor::CodeOf { .. }
            | WaitsFor::CarrierOf { .. }
            | WaitsFor::Stock { .. } => draft.not_understood(),
        },
        Answer::SiteFound { .. }
        | Answer::SavedSites { .. }
        | Answer::Quoted { .. }
        | Answer::QuoteRefused { .. }
        | Answer::CheckedOut { .. }
        | Answer::CheckOutRefused { .. }
        | Answer::MyOrders { .. }
        | Answer::OneOrder { .. }
        | Answer::LastCart { .. } => draft.not_understood(),
    }
}

fn learned_parts(why: WaitsFor, parts: &[DeskPart], draft: &mut Draft<'_, '_>) {
    match why {
        WaitsFor::Parts => desk::parts(parts, draft),
        WaitsFor::Part { part } => desk::part(parts, part, draft),
        WaitsFor::Accepting => offer::which(parts, true, draft),
        WaitsFor::RejectingWhich => offer::which(parts, false, draft),
        WaitsFor::CodeOf { code } => match at_the_gate(parts) {
            Some(part) => code::tried(part.order, part.card.part, code, draft),
            None => desk::parts(parts, draft),
        },
        WaitsFor::CarrierOf { carrier } => {
            let waiting = parts.iter().filter(|part| !part.card.is_labour);
            let waiting: Vec<DeskPart> = waiting.cloned().collect();
            match only(&waiting, &[PartStep::Accepted, PartStep::Packed]) {
                Some(part) => fulfil::dispatched(part.order, part.card.part, carrier, draft),
                None => desk::parts(parts, draft),
            }
        }
        WaitsFor::Site { .. } | WaitsFor::Stock { .. } => draft.not_understood(),
    }
}

/// The one part whose code this can be; one on the way before one that has left without saying so.
fn at_the_gate(parts: &[DeskPart]) -> Option<&DeskPart> {
    only(parts, &[PartStep::OnTheWay]).or_else(|| only(parts, &[PartStep::Dispatched]))
}

/// The one part that stands at one of these steps.
fn only<'a>(parts: &'a [DeskPart], steps: &[PartStep]) -> Option<&'a DeskPart> {
    let mut fitting = parts.iter().filter(|part| steps.contains(&part.step));
    fitting.next().filter(|_| fitting.next().is_none())
}
