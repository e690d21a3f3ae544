//! A vendor who cannot do it as he was asked says what he can: fewer, at another time, or for more.
//!
//! Fewer, or another time, is for the buyer to say: one tap. Meanwhile the offer stays open, and he can still accept it as
//! it was or reject it. A dearer price that the platform may bear is borne, and the offer taken with it. One that it may not
//! bear is the buyer's to say too: he was promised his price, so the difference is his only by his own tap, and is paid in
//! cash at the gate.

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::{Effect, Fact, Order, Part, PartCard, PartState, RefundWhy, Timer};
use crate::ids::{OfferId, PartId, VendorId};
use crate::money::Paise;
use crate::quantity::Quantity;
use crate::quote::bearable;
use crate::time::{Slot, open_slots};

/// How long the buyer may think. The vendor keeps the goods meanwhile, and nobody else is asked.
const BUYER_MINUTES: u32 = 30;

/// What a vendor can do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "counter")]
pub enum Counter {
    /// So much of the only line; the money for the rest goes back.
    Fewer { quantity: Quantity },
    /// All of it, in this slot.
    At { slot: Slot },
    /// All of the only line, for so much a unit.
    Dearer { ask_paise: Paise },
}

/// Why a vendor's word cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoCounter {
    /// There are several lines: of which?
    SeveralLines,
    /// Not fewer than was asked for, or none at all.
    NotFewer,
    /// The slot is over, is the one that was asked for, or a crew is wanted, which comes on a day.
    NotThatTime,
    /// Dearer than the platform may bear, and more than may be collected in cash.
    PriceHeld,
}

impl Draft<'_, '_> {
    pub(super) fn offer_countered(&mut self, offer: OfferId, by: VendorId, counter: Counter) {
        let Some(part) = self.open_offer(offer, by) else { return self.old_offer(offer, by) };
        match self.check(&part, counter) {
            Ok(()) => self.put_to_buyer(&part, offer, counter),
            Err(why) => self.say_no_counter(&part, offer, why),
        }
    }

    fn put_to_buyer(&mut self, part: &Part, offer: OfferId, counter: Counter) {
        let until = self.in_minutes(self.now(), BUYER_MINUTES);
        let passes = self.order.too_late_from(part, self.ctx.now);
        let until = passes.map_or(until, |passes| passes.min(until));
        let Some(part) = self.order.part_mut(part.id) else { return };
        if let PartState::Offered { counter: standing, ends_at, .. } = &mut part.state {
            (*standing, *ends_at) = (Some(counter), until);
        }
        let part = part.clone();
        self.set_timer(Timer::OfferEnds { offer }, until);
        let number = self.order.number.clone();
        self.tell(part.share.vendor.person, Fact::CounterNoted { number, until });
        self.ask_buyer(&part, counter);
    }

    fn check(&self, part: &Part, counter: Counter) -> Result<(), NoCounter> {
        match counter {
            Counter::Fewer { quantity } => match part.share.lines.as_slice() {
                [line] if quantity > Quantity::ZERO && quantity < line.quantity => Ok(()),
                [_] => Err(NoCounter::NotFewer),
                _several => Err(NoCounter::SeveralLines),
            },
            Counter::At { slot } => {
                let asked = self.order.schedule_of(part).delivery;
                let open = open_slots(self.ctx.now, self.ctx.terms.order_days_ahead, usize::MAX)
                    .contains(&slot);
                let possible = open && !part.is_labour() && asked != Some(slot);
                possible.then_some(()).ok_or(NoCounter::NotThatTime)
            }
            Counter::Dearer { .. } => {
                let more = -self.order.back_of(part, counter);
                let possible = more > Paise::ZERO && self.order.may_collect(more);
                possible.then_some(()).ok_or(NoCounter::PriceHeld)
            }
        }
    }

    fn say_no_counter(&mut self, part: &Part, offer: OfferId, why: NoCounter) {
        let PartState::Offered { ends_at, .. } = part.state else { return };
        let (order, number, method) = (self.order.id, self.order.number.clone(), self.order.method);
        let (to, part) = (part.share.vendor.person, self.card(part));
        self.tell(
            to,
            Fact::CounterNotPossible { order, number, part, offer, ends_at, method, why },
        );
    }

    /// The buyer's question, with what of his money would come back.
    fn ask_buyer(&mut self, part: &Part, counter: Counter) {
        let with = self.order.with(part, counter);
        let back_paise = self.order.back_of(part, counter);
        let (paid, then) = self.order.costing_less(&with, back_paise);
        let refund_paise = self.order.may_give_back(paid);
        let (order, number, method) = (self.order.id, self.order.number.clone(), self.order.method);
        let with =
            then.part(part.id).map_or_else(|| self.card(&with), |with| PartCard::of(&then, with));
        let (part, with) = (self.card(part), Box::new(with));
        self.tell_buyer(Fact::Countered {
            order,
            number,
            part,
            with,
            counter,
            back_paise,
            refund_paise: Some(refund_paise),
            method,
        });
    }

    /// Bound to what he was asked: a vendor may have said something else since.
    pub(super) fn counter_accepted(&mut self, id: PartId, counter: Counter) {
        let part = self.order.part(id).cloned();
        let standing = part.as_ref().and_then(Part::counter);
        let (Some(part), Some(standing)) = (part, standing) else {
            return self.too_late(self.order.state());
        };
        if standing != counter {
            return self.ask_buyer(&part, standing);
        }
        let with = self.order.with(&part, counter);
        let back = self.order.back_of(&part, counter);
        if back < Paise::ZERO && !self.order.may_collect(-back) {
            // Another part has become dearer since he was asked.
            let (order, number) = (self.order.id, self.order.number.clone());
            let limit_paise = self.order.cash_limit_paise;
            self.tell_buyer(Fact::DearerNotPossible { order, number, limit_paise });
            return self.counter_refused(id);
        }
        if let Some(part) = self.order.part_mut(id) {
            *part = with.clone();
        }
        match counter {
            Counter::Fewer { .. } => self.effect(Effect::HoldLess { part: id }),
            Counter::At { .. } => self.watch_time(id),
            Counter::Dearer { .. } => self.effect(Effect::LinesChanged { part: id }),
        }
        let paid = self.part_costs_less(id, back);
        self.take(id);
        let given = self.give_back(paid, RefundWhy::FewerCame);
        self.say_refund_started(given.goes(), RefundWhy::FewerCame);
        self.say_refund_waits(given);
    }

    pub(super) fn counter_refused(&mut self, id: PartId) {
        let asked = |part: &&Part| part.counter().is_some();
        let Some(part) = self.order.part(id).filter(asked).cloned() else {
            return self.too_late(self.order.state());
        };
        self.say_counter_refused(&part);
        self.ask_next(&part);
    }

    pub(super) fn say_counter_refused(&mut self, part: &Part) {
        let number = self.order.number.clone();
        self.tell(part.share.vendor.person, Fact::CounterRefused { number });
    }

    /// He takes it for this much a unit. What the platform may bear it bears; of the rest the buyer is asked.
    pub(super) fn dearer_asked(&mut self, offer: OfferId, by: VendorId, ask_paise: Paise) {
        let Some(part) = self.open_offer(offer, by) else { return self.old_offer(offer, by) };
        let [line] = part.share.lines.as_slice() else {
            return self.say_no_counter(&part, offer, NoCounter::SeveralLines);
        };
        let mut line = line.clone();
        line.ask_paise = ask_paise;
        if !bearable(&line, self.ctx.terms.price_support_per_mille) {
            return self.offer_countered(offer, by, Counter::Dearer { ask_paise });
        }
        if let Some(part) = self.order.part_mut(part.id) {
            part.share.lines = vec![line];
            let id = part.id;
            self.effect(Effect::LinesChanged { part: id });
            self.take(id);
        }
    }
}

impl Part {
    /// What its vendor has said that he can do instead, while the buyer thinks about it.
    #[must_use]
    pub const fn counter(&self) -> Option<Counter> {
        if let PartState::Offered { counter, .. } = &self.state { *counter } else { None }
    }
}

impl Order {
    /// What a part would be cheaper by; negative where it would be dearer.
    fn back_of(&self, part: &Part, counter: Counter) -> Paise {
        self.due_for(part) - self.due_for(&self.with(part, counter))
    }

    /// The part as it would be.
    #[must_use]
    pub fn with(&self, part: &Part, counter: Counter) -> Part {
        let mut with = part.clone();
        match counter {
            Counter::Fewer { quantity } => {
                for line in &mut with.share.lines {
                    let haul = with.share.haul.as_mut();
                    haul.into_iter()
                        .for_each(|haul| *haul = haul.with_less(quantity, line.quantity));
                    line.quantity = quantity;
                    line.add_up();
                }
            }
            Counter::Dearer { ask_paise } => {
                for line in &mut with.share.lines {
                    line.ask_paise = ask_paise;
                    line.pay_ask();
                }
            }
            Counter::At { slot } => {
                let mut schedule = self.schedule_of(part);
                schedule.delivery = Some(slot);
                with.schedule = Some(schedule);
            }
        }
        with
    }
}
