//! A step while it is being written: the order, what to ask, what to do, and the few things that every rule needs.
//! The rules themselves are in the files beside this one.

use jiff::{Timestamp, ToSpan, Zoned};

use super::{
    Ask, Attention, Claim, Ctx, Dispute, Effect, Fact, Order, OrderState, Part, PartCard,
    PartState, PartStep, RazorpayCall, Step, Timer,
};
use crate::ids::{PartId, PersonId};
use crate::ledger::Posting;
use crate::payments::LinkStatus;

pub(super) struct Draft<'c, 'a> {
    pub(super) order: Order,
    pub(super) ctx: &'c mut Ctx<'a>,
    asks: Vec<Ask>,
    effects: Vec<Effect>,
    /// What the office had to look at before this step.
    known: Vec<Attention>,
}

impl<'c, 'a> Draft<'c, 'a> {
    pub(super) fn new(order: Order, ctx: &'c mut Ctx<'a>) -> Self {
        let known = causes(&order, ctx.now, ctx.terms.code_tries);
        Self { order, ctx, asks: Vec::new(), effects: Vec::new(), known }
    }

    /// What follows from the new state whatever led to it: who holds stock, and what the office must see.
    pub(super) fn finish(mut self) -> Step {
        self.ask_for_invoices();
        let order = &mut self.order;
        order.holds_stock =
            order.ended.is_none() && order.parts.iter().any(|part| part.step().binds_stock());
        let causes = causes(order, self.ctx.now, self.ctx.terms.code_tries);
        let stays = match order.attention {
            Some(Attention::RefundFailed) => order.owes_a_failed_refund(),
            Some(Attention::WrongAmount) => !order.is_paid(),
            Some(Attention::NobodyAccepted | Attention::CodeLocked | Attention::LinkFailed)
            | Some(Attention::Late | Attention::TripUnsettled | Attention::ClaimOpen)
            | Some(Attention::Disputed)
            | None => false,
        };
        if !stays {
            order.attention = causes.first().copied();
        }
        for attention in causes.into_iter().filter(|cause| !self.known.contains(cause)) {
            self.effects.push(Effect::RaiseAlarm { attention });
        }
        Step { order: self.order, asks: self.asks, effects: self.effects }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.ctx.now.timestamp()
    }

    pub(super) fn in_minutes(&self, from: Timestamp, minutes: u32) -> Timestamp {
        from.checked_add(i64::from(minutes).minutes()).unwrap_or(from)
    }

    pub(super) fn ask(&mut self, ask: Ask) {
        self.asks.push(ask);
    }

    pub(super) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub(super) fn call(&mut self, call: RazorpayCall) {
        self.effect(Effect::Razorpay(call));
    }

    pub(super) fn set_timer(&mut self, timer: Timer, at: Timestamp) {
        self.effect(Effect::SetTimer { timer, at });
    }

    /// An empty posting says nothing and is not kept.
    pub(super) fn post(&mut self, posting: Posting) {
        if !posting.entries().is_empty() {
            self.effect(Effect::Post(posting));
        }
    }

    pub(super) fn tell(&mut self, to: PersonId, fact: Fact) {
        self.effect(Effect::Tell { to, fact });
    }

    pub(super) fn tell_buyer(&mut self, fact: Fact) {
        self.tell(self.order.buyer, fact);
    }

    pub(super) fn card(&self, part: &Part) -> PartCard {
        PartCard::of(&self.order, part)
    }

    /// The buyer asked for something that can no longer be; he hears where the order is.
    pub(super) fn too_late(&mut self, state: OrderState) {
        let (order, number) = (self.order.id, self.order.number.clone());
        self.tell_buyer(Fact::TooLate { order, number, state });
    }

    pub(super) fn set_state(&mut self, part: PartId, state: PartState) {
        if let Some(part) = self.order.part_mut(part) {
            part.state = state;
        }
    }

    /// Something that no later event takes back: it stays until the office has acted. Money that could not be sent
    /// back outranks all else.
    pub(super) fn raise(&mut self, attention: Attention) {
        if self.order.attention != Some(Attention::RefundFailed) {
            self.order.attention = Some(attention);
        }
        self.effect(Effect::RaiseAlarm { attention });
    }
}

/// What the state itself says that the office should see, the gravest first. It goes when its cause goes.
fn causes(order: &Order, now: &Zoned, code_tries: u8) -> Vec<Attention> {
    let locked = order.parts.iter().any(|part| part.is_locked(code_tries));
    let unserved = order.state() == OrderState::NeedsBuyer;
    let late = order.ended.is_none()
        && order.parts.iter().any(|part| {
            let waits = matches!(part.step(), PartStep::Accepted | PartStep::Packed);
            waits && order.time_has_passed(part, now) || order.is_missed(part, now)
        });
    let unsettled = order.parts.iter().any(|part| part.unsettled_trip().is_some());
    let unborne = order.disputes.iter().any(Dispute::can_be_settled);
    let claimed = order.parts.iter().any(|part| part.claims.iter().any(Claim::is_with_office));
    let linkless = order.awaits_payment()
        && order
            .links
            .last()
            .is_some_and(|link| link.provider.is_none() && link.status == LinkStatus::Cancelled);
    [
        (order.has_open_dispute() || unborne, Attention::Disputed),
        (locked, Attention::CodeLocked),
        (unserved, Attention::NobodyAccepted),
        (linkless, Attention::LinkFailed),
        (late, Attention::Late),
        (unsettled, Attention::TripUnsettled),
        (claimed, Attention::ClaimOpen),
    ]
    .into_iter()
    .filter_map(|(is_so, attention)| is_so.then_some(attention))
    .collect()
}
