//! Stopped before the end, by whom, and what of the money comes back.
//!
//! | the buyer stops a part that is … | he gets back |
//! |---|---|
//! | not accepted yet, or accepted | all |
//! | packed | all but the fee that the office has set (5 %) |
//! | dispatched or on the way | the goods; the vendor's delivery is kept |
//! | an accepted crew, after the crews are called (20:00 of the day before) | all but half a day |
//! | delivered | nothing: too late |
//!
//! When a vendor or the office stops it, everything comes back, always.

use jiff::ToSpan;

use super::draft::Draft;
use super::{Effect, Ended, Fact, OrderState, Part, PartState, PartStep, Party, RefundWhy};
use crate::ids::{PartId, VendorId};
use crate::ledger::{Account, Posting};
use crate::money::Paise;
use crate::time::instant;

impl Draft<'_, '_> {
    pub(super) fn cancel_asked(&mut self, part: Option<PartId>) {
        let living = self.living(part);
        if living.is_empty() || self.order.ended.is_some() {
            return self.too_late(self.order.state());
        }
        self.stop(&living, Party::Buyer, RefundWhy::CancelledByBuyer);
    }

    pub(super) fn office_cancelled(&mut self, part: Option<PartId>) {
        let living = self.living(part);
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
                self.say_part_cancelled(&part, Party::Vendor);
                self.ask_next(&part);
            }
            PartState::Held
            | PartState::Unserved { .. }
            | PartState::Delivered { .. }
            | PartState::Cancelled { .. } => self.refuse(&part),
        }
    }

    fn living(&self, only: Option<PartId>) -> Vec<PartId> {
        let wanted = |part: &&Part| only.is_none_or(|id| part.id == id);
        let parts = self.order.parts.iter().filter(wanted);
        parts.filter(|part| part.step().lives()).map(|part| part.id).collect()
    }

    /// Stops these living parts and gives back what is due for them, as one refund.
    pub(super) fn stop(&mut self, ids: &[PartId], by: Party, why: RefundWhy) {
        let unpaid = self.order.awaits_payment();
        let is_paid = self.order.is_paid();
        let mut due = Paise::ZERO;
        let mut kept_paise = Paise::ZERO;
        for id in ids {
            let Some(part) = self.order.part(*id).cloned() else { continue };
            due += self.order.due_for(&part);
            if is_paid && by == Party::Buyer {
                kept_paise += self.keep(&part);
            }
            self.let_go(&part, by);
        }
        let refund_paise = self.give_back(due - kept_paise, why);
        let (order, number) = (self.order.id, self.order.number.clone());
        self.tell_buyer(Fact::Cancelled { order, number, by, why, refund_paise, kept_paise });
        self.end_or_go_on(ids, by, unpaid);
    }

    /// The last part takes the order with it; a part that leaves before the money came changes the sum.
    fn end_or_go_on(&mut self, ids: &[PartId], by: Party, unpaid: bool) {
        let all_gone = self.order.parts.iter().all(|part| part.step() == PartStep::Cancelled);
        if all_gone {
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
    fn let_go(&mut self, part: &Part, by: Party) {
        let id = part.id;
        match part.step() {
            PartStep::Held | PartStep::Offered => self.effect(Effect::ReleaseStock { part: id }),
            PartStep::Accepted | PartStep::Packed => self.effect(Effect::ReturnStock { part: id }),
            // On a truck it is no longer in the yard's count; unserved it holds nothing.
            PartStep::Unserved | PartStep::Dispatched | PartStep::OnTheWay => {}
            PartStep::Delivered | PartStep::Cancelled => return,
        }
        self.set_state(id, PartState::Cancelled { at: self.now(), by });
        if part.step() == PartStep::Offered || part.step().is_with_vendor() {
            self.say_part_cancelled(part, by);
        }
    }

    fn say_part_cancelled(&mut self, part: &Part, by: Party) {
        let number = self.order.number.clone();
        let (card, step) = (self.card(part), part.step());
        self.tell(part.share.vendor.person, Fact::PartCancelled { number, part: card, step, by });
    }

    /// What stays when the buyer stops this part now, posted to whom it belongs: a fee is ours, a truck that went or
    /// a crew that was called is the vendor's.
    fn keep(&mut self, part: &Part) -> Paise {
        let vendor = Account::Vendor(part.share.vendor.id);
        let (kept, belongs_to) = match part.step() {
            step if part.is_labour() && step.is_with_vendor() => (self.half_day(part), vendor),
            PartStep::Packed => {
                let per_mille = i64::from(self.ctx.terms.packed_fee_per_mille);
                let fee = self.order.due_for(part).times_ratio(per_mille, 1000);
                (fee, Account::CancellationFee)
            }
            PartStep::Dispatched | PartStep::OnTheWay => (part.share.delivery_paise, vendor),
            PartStep::Held | PartStep::Offered | PartStep::Unserved | PartStep::Accepted => {
                return Paise::ZERO;
            }
            PartStep::Delivered | PartStep::Cancelled => return Paise::ZERO,
        };
        let cause = format!("kept:{}", part.id);
        let entries = [(Account::Buyer(self.order.buyer), kept)];
        self.post(Posting::balanced_by(self.order.id, cause, entries, belongs_to));
        kept
    }

    /// Nothing until the crew was called; then half a day's pay, which is all of a half shift.
    fn half_day(&self, part: &Part) -> Paise {
        let Some(work) = self.order.schedule.work else { return Paise::ZERO };
        let eve = work.on.checked_sub(1.day()).unwrap_or(work.on);
        if self.now() < instant(self.ctx.now, eve, self.ctx.terms.crews_called_by()) {
            return Paise::ZERO;
        }
        let total = part.share.total();
        if work.shift.is_half() { total } else { total.times_ratio(1, 2) }
    }
}
