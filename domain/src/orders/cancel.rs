//! Stopped before the end, by whom, and what of the money comes back.
//!
//! | the buyer stops a part that is … | he gets back |
//! |---|---|
//! | not accepted yet, or accepted | all |
//! | packed | all but a fee (5 %) |
//! | dispatched or on the way | the goods; the vendor's delivery is kept (all of it) |
//! | an accepted crew, after the crews are called (20:00 of the day before) | all but a share of a day's pay (half) |
//! | with a code that was wrong too often | nothing yet: the office decides |
//! | delivered | nothing: too late |
//!
//! How much is kept, and when crews are called, the office sets (`Terms`); in brackets stands what is usual.
//!
//! Of a cash order nothing was paid, so nothing comes back and nothing is kept, nor is anything claimed at a door that
//! nobody opened. The vendor whose truck or crew was called out is paid all the same: it stands in `Account::Suspense` of
//! the order, as goodwill does, until the office says who bears it.
//!
//! Where an advance was paid, what is kept is kept of it; a truck or crew that it does not cover is paid for in the same way.
//!
//! When a vendor or the office stops it, everything comes back, always. Whoever stops it and wherever it is, the goods are
//! in the yard's count again at once.

use jiff::{ToSpan, Zoned};
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::refunds::LEAST_REFUND;
use super::{
    Effect, Ended, Fact, Order, OrderState, Part, PartState, PartStep, Party, RefundWhy, Terms,
};
use crate::ids::{PartId, VendorId};
use crate::ledger::{Account, Posting};
use crate::message::BillEnd;
use crate::money::Paise;
use crate::time::instant;

/// What it means for the money when the buyer cancels now. He is told before he decides, and his *yes* is bound to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelling {
    pub back_paise: Paise,
    pub kept_paise: Paise,
    /// What was done already. Of a cash order nothing is kept for it. None where nothing was, or it is free.
    pub kept_for: Option<KeptFor>,
    /// A part has come already and stays: only the rest can be cancelled.
    pub some_has_come: bool,
}

/// What a kept sum is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptFor {
    Packing,
    /// The truck is on the road.
    Trip,
    /// The workers were called for the day.
    Crew,
    /// Parts that are kept for in different ways.
    Several,
}

impl Draft<'_, '_> {
    /// `told` is what the buyer was told: back and kept. A truck may have left since; then he is asked again.
    pub(super) fn cancel_asked(&mut self, part: Option<PartId>, told: (Paise, Paise)) {
        let living = self.order.living(part);
        if living.is_empty() || self.order.ended.is_some() {
            return self.too_late(self.order.state());
        }
        if let Some(locked) = self.locked_among(&living) {
            return self.tell_code_tried_too_often(&locked);
        }
        if self.order.has_open_dispute() {
            let (order, number) = (self.order.id, self.order.number.clone());
            return self.tell_buyer(Fact::CancelDisputed { order, number });
        }
        let means = self.order.cancelling(part, self.ctx.now, self.ctx.terms);
        if (means.back_paise, means.kept_paise) != told {
            let (order, number) = (self.order.id, self.order.number.clone());
            return self.tell_buyer(Fact::CancelAskedAgain { order, number, means });
        }
        self.stop(&living, Party::Buyer, RefundWhy::CancelledByBuyer);
    }

    /// Whoever brings it stands at the gate, and the office is about to call both: nobody decides that alone.
    fn locked_among(&self, living: &[PartId]) -> Option<Part> {
        let tries = self.ctx.terms.code_tries;
        living
            .iter()
            .filter_map(|id| self.order.part(*id))
            .find(|part| part.is_locked(tries))
            .cloned()
    }

    pub(super) fn office_cancelled(&mut self, part: Option<PartId>) {
        let living = self.order.living(part);
        if !living.is_empty() && self.order.ended.is_none() {
            self.stop(&living, Party::Office, RefundWhy::CancelledByOffice);
        }
    }

    /// A vendor breaks his word: somebody else is looked for before any money goes back.
    pub(super) fn vendor_cancelled(&mut self, id: PartId, by: VendorId) {
        let Some(part) = self.part_of(id, by) else { return };
        match part.state {
            PartState::Offered { offer, .. } => self.offer_rejected(offer, by),
            PartState::Accepted { .. }
            | PartState::Packed { .. }
            | PartState::Dispatched { .. }
            | PartState::OnTheWay { .. } => {
                self.say_part_cancelled(&part, Party::Vendor, Paise::ZERO);
                self.ask_next(&part);
            }
            PartState::Held
            | PartState::Unserved { .. }
            | PartState::Delivered { .. }
            | PartState::Cancelled { .. } => self.refuse(&part),
        }
    }

    /// Stops these living parts and gives back what is due for them, as one refund.
    pub(super) fn stop(&mut self, ids: &[PartId], by: Party, why: RefundWhy) {
        let unpaid = self.order.awaits_payment();
        let mut due = Paise::ZERO;
        let mut kept_paise = Paise::ZERO;
        let mut parts = Vec::new();
        for id in ids {
            let Some(part) = self.order.part(*id).cloned() else { continue };
            due += self.order.online_for(&part);
            parts.push(self.card(&part));
            let kept = if by == Party::Buyer { self.keep(&part) } else { Keeping::default() };
            kept_paise += kept.from_buyer_paise;
            self.let_go(&part, by, kept.to_vendor_paise);
            if let Some(part) = self.order.part_mut(*id) {
                part.kept_paise = kept.to_vendor_paise.min(kept.from_buyer_paise);
            }
        }
        let given = self.give_back(due - kept_paise, why);
        self.tell_buyer(Fact::Cancelled {
            order: self.order.id,
            number: self.order.number.clone(),
            parts,
            whole_order: self.order.is_all_cancelled(),
            by,
            why,
            refund_paise: given.goes(),
            kept_paise,
        });
        self.say_refund_waits(given);
        if self.order.is_all_cancelled() {
            self.end_bills(BillEnd::Cancelled);
        }
        self.end_or_go_on(ids, by, unpaid);
    }

    /// The last part takes the order with it; a part that leaves before the money came changes the sum.
    fn end_or_go_on(&mut self, ids: &[PartId], by: Party, unpaid: bool) {
        if self.order.is_all_cancelled() {
            self.order.ended = Some(Ended::CancelledBy(by));
            self.cancel_links();
        } else if unpaid && self.order.state() == OrderState::AwaitingPayment {
            for id in ids {
                self.move_to_end(*id);
            }
            self.price_again();
        }
    }

    /// Stock, state, and the vendor's message.
    fn let_go(&mut self, part: &Part, by: Party, paid_paise: Paise) {
        let id = part.id;
        match part.step() {
            PartStep::Held | PartStep::Offered => self.effect(Effect::ReleaseStock { part: id }),
            // On a truck too: it turns round, as when the part goes to another yard. What does not come back the vendor
            // takes off himself.
            PartStep::Accepted | PartStep::Packed | PartStep::Dispatched | PartStep::OnTheWay => {
                self.effect(Effect::ReturnStock { part: id });
            }
            // Nobody holds anything for it.
            PartStep::Unserved => {}
            PartStep::Delivered | PartStep::Cancelled => return,
        }
        self.set_state(id, PartState::Cancelled { at: self.now(), by });
        if part.step() == PartStep::Offered || part.step().is_with_vendor() {
            self.say_part_cancelled(part, by, paid_paise);
        }
    }

    pub(super) fn say_part_cancelled(&mut self, part: &Part, by: Party, paid_paise: Paise) {
        let (order, number) = (self.order.id, self.order.number.clone());
        let (part, step, to) = (self.card(part), part.step(), part.share.vendor.person);
        self.tell(to, Fact::PartCancelled { order, number, part, step, by, paid_paise });
    }

    /// What stays when the buyer stops this part now, posted to whom it belongs. A vendor gets his also when there is
    /// nothing that it could be kept of.
    fn keep(&mut self, part: &Part) -> Keeping {
        let Some(kept) = self.order.kept_of(part, self.ctx.now, self.ctx.terms) else {
            return Keeping::default();
        };
        let is_ours = kept.belongs_to == Account::CancellationFee;
        let to_vendor_paise = if is_ours { Paise::ZERO } else { kept.paise };
        let paid = self.order.is_paid();
        let from_buyer_paise = if paid { kept.of_payment_paise } else { Paise::ZERO };
        let (cause, buyer) = (format!("kept:{}", part.id), Account::Buyer(self.order.buyer));
        let entries = [(buyer, from_buyer_paise)];
        self.post(Posting::balanced_by(self.order.id, cause, entries, kept.belongs_to));
        let short = to_vendor_paise - from_buyer_paise;
        if short > Paise::ZERO {
            self.pay_called_out(part, short);
        }
        Keeping { from_buyer_paise, to_vendor_paise }
    }
}

/// What cancelling a part costs the buyer, and what its vendor gets.
#[derive(Clone, Copy, Default)]
struct Keeping {
    from_buyer_paise: Paise,
    to_vendor_paise: Paise,
}

/// What is kept of one part, for what, and to whom it goes: a fee is ours, a truck that went or a crew that was called
/// is the vendor's.
struct Kept {
    paise: Paise,
    /// What of it can be kept of what was paid; the rest was to be collected at a gate that nobody opens now.
    of_payment_paise: Paise,
    why: KeptFor,
    belongs_to: Account,
}

impl Order {
    /// What the buyer gets back, and what stays, if he cancels all that lives of it, or one part, now.
    #[must_use]
    pub fn cancelling(&self, part: Option<PartId>, now: &Zoned, terms: &Terms) -> Cancelling {
        let some_has_come = self.parts.iter().any(|part| part.step() == PartStep::Delivered);
        let living = self.living(part);
        let parts = || self.parts.iter().filter(|part| living.contains(&part.id));
        let kept: Vec<Kept> = parts().filter_map(|part| self.kept_of(part, now, terms)).collect();
        let first = kept.first().map(|kept| kept.why);
        let same = kept.iter().all(|kept| Some(kept.why) == first);
        let kept_for = if same { first } else { Some(KeptFor::Several) };
        if self.ended.is_some() || !self.is_paid() {
            let zero = Paise::ZERO;
            return Cancelling { back_paise: zero, kept_paise: zero, kept_for, some_has_come };
        }
        let due: Paise = parts().map(|part| self.online_for(part)).sum();
        let kept_paise = kept.iter().map(|kept| kept.of_payment_paise).sum();
        let back_paise = self.may_give_back(due - kept_paise);
        Cancelling { back_paise, kept_paise, kept_for, some_has_come }
    }

    fn is_all_cancelled(&self) -> bool {
        self.parts.iter().all(|part| part.step() == PartStep::Cancelled)
    }

    pub(super) fn living(&self, only: Option<PartId>) -> Vec<PartId> {
        let wanted = |part: &&Part| only.is_none_or(|id| part.id == id);
        let parts = self.parts.iter().filter(wanted);
        parts.filter(|part| part.step().lives()).map(|part| part.id).collect()
    }

    fn kept_of(&self, part: &Part, now: &Zoned, terms: &Terms) -> Option<Kept> {
        let vendor = Account::Vendor(part.share.vendor.id);
        let (paise, why, belongs_to) = match part.step() {
            step if part.is_labour() && step.is_with_vendor() => {
                (self.called_crew(part, now, terms), KeptFor::Crew, vendor)
            }
            PartStep::Packed => {
                let fee = self.due_for(part).times_ratio(terms.packed_fee_per_mille.into(), 1000);
                (fee, KeptFor::Packing, Account::CancellationFee)
            }
            PartStep::Dispatched | PartStep::OnTheWay => {
                let share = terms.trip_kept_per_mille.into();
                (part.share.delivery_paise.times_ratio(share, 1000), KeptFor::Trip, vendor)
            }
            PartStep::Held | PartStep::Offered | PartStep::Unserved | PartStep::Accepted => {
                return None;
            }
            PartStep::Delivered | PartStep::Cancelled => return None,
        };
        (!paise.is_zero()).then(|| {
            let paise = all_but_a_refund(self.due_for(part), paise);
            let of_payment_paise = all_but_a_refund(self.online_for(part), paise);
            Kept { paise, of_payment_paise, why, belongs_to }
        })
    }

    /// A crew whose people were told to come.
    pub(super) fn is_called_crew(&self, part: &Part, now: &Zoned, terms: &Terms) -> bool {
        let Some(work) = self.schedule_of(part).work else { return false };
        let eve = work.on.checked_sub(1.day()).unwrap_or(work.on);
        let called = now.timestamp() >= instant(now, eve, terms.crews_called_by());
        called && part.step().is_with_vendor()
    }

    /// Nothing until the crew was called; then a share of a full day's pay, of which a half shift costs half.
    fn called_crew(&self, part: &Part, now: &Zoned, terms: &Terms) -> Paise {
        let Some(work) = self.schedule_of(part).work else { return Paise::ZERO };
        if !self.is_called_crew(part, now, terms) {
            return Paise::ZERO;
        }
        let (total, days) = (part.share.total(), if work.shift.is_half() { 2 } else { 1 });
        total.times_ratio(days * i64::from(terms.called_crew_per_mille), 1000).min(total)
    }
}

/// Never more than the buyer pays for the part, which is in whole rupees where the crew's day is not; and what would be too
/// little to send back stays too.
fn all_but_a_refund(due: Paise, kept: Paise) -> Paise {
    if due - kept < LEAST_REFUND { due } else { kept }
}
