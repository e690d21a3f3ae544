//! Which order a person's turn is about, so that what is said in it counts as that order's cost. News say it themselves; of
//! what a person did it is seen by what was decided or learned.

use realserv_domain::ids::OrderId;

use crate::converse::{Answer, Effect};

/// The order that is decided about.
pub(super) fn of_effects(effects: &[Effect]) -> Option<OrderId> {
    effects.iter().find_map(|effect| match effect {
        Effect::TellOrder { order, .. } => Some(*order),
        Effect::OpenTicket { order, .. } => *order,
        _ => None,
    })
}

/// The order that was placed or looked at.
pub(super) fn of_answer(answer: &Answer) -> Option<OrderId> {
    match answer {
        Answer::CheckedOut { order, .. } | Answer::SiteDetails { order, .. } => Some(*order),
        Answer::OneOrder { order } => order.as_ref().map(|card| card.order),
        _ => None,
    }
}
