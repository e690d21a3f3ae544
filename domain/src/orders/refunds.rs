//! Money on its way back: asked once, never more than came in, posted when asked and taken back when it fails.

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::{
    Attention, Claim, Fact, Order, Part, PartStep, RazorpayCall, Refund, RefundWhy, Timer,
};
use crate::ids::{PartId, RefundId};
use crate::ledger::{Account, Posting};
use crate::money::Paise;
use crate::payments::{Payment, PaymentStatus, ProviderId, RefundStatus};

/// Razorpay refunds nothing below one rupee (razorpay.md 5).
pub(super) const LEAST_REFUND: Paise = Paise::rupees(1);

/// Most refunds are processed within hours, all within a week (razorpay.md 5); a lost webhook costs a buyer nothing
/// but the news.
const POLL_MINUTES: u32 = 6 * 60;

impl RefundWhy {
    /// Money that never was this order's payment, or could not become it: sent back whole.
    #[must_use]
    pub const fn is_of_a_stray(self) -> bool {
        match self {
            Self::PaidTwice | Self::PaidTooLate | Self::PaidAfterCancelling => true,
            Self::WrongAmount | Self::CashInstead => true,
            Self::CancelledByBuyer | Self::CancelledByVendor | Self::CancelledByOffice => false,
            Self::NobodyAccepted | Self::FewerCame | Self::Goodwill => false,
            Self::ShortAtSite | Self::Broken | Self::TakenBack => false,
        }
    }
}

impl Draft<'_, '_> {
    /// Sends a stray payment back whole, and says so.
    pub(super) fn refund_whole(&mut self, payment: &Payment, why: RefundWhy) {
        let paise = self.refund(&payment.provider, payment.amount_paise, why);
        let given = Given { paise, waits: self.order.is_disputed(&payment.provider) };
        self.say_refund_started(given.goes(), why);
        self.say_refund_waits(given);
    }

    /// After what it is for was said: that nothing of it is on its way yet.
    pub(super) fn say_refund_waits(&mut self, given: Given) {
        if given.waits && !given.paise.is_zero() {
            let (order, number) = (self.order.id, self.order.number.clone());
            self.tell_buyer(Fact::RefundWaits { order, number, amount_paise: given.paise });
        }
    }

    pub(super) fn say_refund_started(&mut self, amount_paise: Paise, why: RefundWhy) {
        if !amount_paise.is_zero() {
            let (order, number) = (self.order.id, self.order.number.clone());
            self.tell_buyer(Fact::RefundStarted { order, number, amount_paise, why });
        }
    }

    /// Gives back up to this much of the order's own payment; how much it became. Nothing for cash or unpaid. What
    /// went back before as goodwill is not sent again: it was owed after all.
    pub(super) fn give_back(&mut self, amount: Paise, why: RefundWhy) -> Given {
        let Some(payment) = self.order.paid_by().map(|payment| payment.provider.clone()) else {
            return Given::default();
        };
        let given = self.refund(&payment, amount, why);
        let short = self.count_goodwill(&payment, amount - given);
        self.count_losses(&payment, short);
        Given { paise: given, waits: self.order.is_disputed(&payment) }
    }

    /// Takes up to this much of the goodwill of a payment off what nobody has explained, and off what the buyer is owed.
    /// What is left.
    fn count_goodwill(&mut self, payment: &ProviderId, mut short: Paise) -> Paise {
        let (order, buyer) = (self.order.id, Account::Buyer(self.order.buyer));
        let mut postings = Vec::new();
        for refund in self.order.refunds.iter_mut().filter(|r| r.payment == *payment) {
            let counts = refund.why == RefundWhy::Goodwill && refund.status != RefundStatus::Failed;
            let part = (refund.amount_paise - refund.counted_paise).min(short);
            if counts && part > Paise::ZERO {
                refund.counted_paise += part;
                short = short - part;
                let cause = format!("goodwill_owed:{}:{}", refund.id, refund.counted_paise.get());
                let entries = [(buyer, part)];
                postings.push(Posting::balanced_by(order, cause, entries, Account::Suspense));
            }
        }
        postings.into_iter().for_each(|posting| self.post(posting));
        short
    }

    fn refund(&mut self, payment: &ProviderId, amount: Paise, why: RefundWhy) -> Paise {
        let captured = self.order.payments.iter().find(|p| p.provider == *payment);
        let captured = captured.map_or(Paise::ZERO, |payment| payment.amount_paise);
        let gone = self.order.refunded_of(payment) + self.order.lost_of(payment);
        let amount_paise = amount.min(captured - gone);
        if amount_paise < LEAST_REFUND {
            return Paise::ZERO;
        }
        let id: RefundId = self.ctx.mint.id();
        let refund = Refund {
            id,
            payment: payment.clone(),
            amount_paise,
            why,
            status: RefundStatus::Asked,
            provider: None,
            counted_paise: Paise::ZERO,
            again_paise: Paise::ZERO,
            waits: self.order.is_disputed(payment),
            covered_paise: Paise::ZERO,
        };
        if !refund.waits {
            self.call(RazorpayCall::Refund { refund: id, payment: payment.clone(), amount_paise });
        }
        self.post_refund(format!("refund:{id}"), &refund, |amount| amount);
        self.order.refunds.push(refund);
        self.poll_refund_later(id);
        amount_paise
    }

    fn poll_refund_later(&mut self, refund: RefundId) {
        let at = self.in_minutes(self.now(), POLL_MINUTES);
        self.set_timer(Timer::PollRefund { refund }, at);
    }

    /// Until Razorpay has said how it ended. Without its id the request itself is still being repeated.
    pub(super) fn poll_refund(&mut self, id: RefundId) {
        let refund = self.order.refunds.iter().find(|refund| refund.id == id);
        let Some(refund) = refund.filter(|r| r.status.rank() < RefundStatus::Failed.rank()) else {
            return;
        };
        let payment = refund.payment.clone();
        if let Some(provider) = refund.provider.clone() {
            self.call(RazorpayCall::LookUpRefund { refund: id, payment, provider });
        }
        self.poll_refund_later(id);
    }

    /// What of a refund was not owed to the buyer is goodwill; who bears it is for the office to say.
    fn post_refund(&mut self, cause: String, refund: &Refund, sign: fn(Paise) -> Paise) {
        let owed = refund.owed();
        let entries = [
            (Account::Buyer(self.order.buyer), sign(owed)),
            (Account::Suspense, sign(refund.amount_paise - owed)),
        ];
        self.post(Posting::balanced_by(self.order.id, cause, entries, Account::Razorpay));
    }

    pub(super) fn refund_seen(&mut self, id: RefundId, provider: ProviderId, status: RefundStatus) {
        let Some(refund) = self.order.refunds.iter_mut().find(|refund| refund.id == id) else {
            return;
        };
        if refund.provider.is_none() {
            refund.provider = Some(provider);
        }
        if status.rank() <= refund.status.rank() {
            return;
        }
        refund.status = status.clone();
        // Whatever we thought, it was sent.
        refund.waits = false;
        match status {
            RefundStatus::Processed => {
                let amount_paise = refund.amount_paise;
                let (order, number) = (self.order.id, self.order.number.clone());
                self.tell_buyer(Fact::RefundDone { order, number, amount_paise });
            }
            RefundStatus::Failed => self.refund_failed(id),
            RefundStatus::Asked | RefundStatus::Pending | RefundStatus::Unknown(_) => {}
        }
    }

    /// Razorpay says no for good, before or instead of a refund of its own.
    pub(super) fn refund_refused(&mut self, id: RefundId) {
        let refund = self.order.refunds.iter_mut().find(|refund| refund.id == id);
        let Some(refund) = refund.filter(|r| r.status.rank() < RefundStatus::Failed.rank()) else {
            return;
        };
        refund.status = RefundStatus::Failed;
        refund.waits = false;
        self.refund_failed(id);
    }

    /// The money is with us again and the buyer has not got it: the posting is taken back, a person must act.
    fn refund_failed(&mut self, id: RefundId) {
        if let Some(refund) = self.order.refunds.iter_mut().find(|refund| refund.id == id) {
            // What the bank has given of it did not fail.
            refund.again_paise += refund.covered_paise;
            let amount_paise = refund.amount_paise - refund.covered_paise;
            let refund = Refund { amount_paise, ..refund.clone() };
            self.post_refund(format!("refund_failed:{id}"), &refund, |amount| -amount);
            self.given_by_the_bank(id);
            self.raise(Attention::RefundFailed);
        }
    }

    /// What a bank has taken for the buyer before is not to be sent again.
    fn given_by_the_bank(&mut self, id: RefundId) {
        let failed = self.order.refunds.iter().find(|refund| refund.id == id).cloned();
        let Some(failed) = failed.filter(|refund| refund.why != RefundWhy::Goodwill) else {
            return;
        };
        let given = self.count_losses(&failed.payment, failed.unsent());
        if let Some(failed) = self.order.refunds.iter_mut().find(|refund| refund.id == id) {
            failed.again_paise += given;
        }
    }

    /// The office sends money back: what failed refunds still owe first, all else is goodwill.
    pub(super) fn office_refunded(&mut self, mut amount: Paise) {
        if self.order.has_open_dispute() {
            return;
        }
        while let Some(id) = self.order.unsent().map(|refund| refund.id) {
            let given = self.send_again(id, amount);
            amount = amount - given;
            if given.is_zero() {
                return;
            }
        }
        if let Some(Refundable { payment, why, .. }) = self.order.refundable() {
            let given = self.refund(&payment, amount, why);
            self.say_refund_started(given, why);
        }
    }

    /// Of what was delivered and paid online: back to the buyer, at the vendor's cost.
    pub(super) fn office_took_back(&mut self, id: PartId, amount: Paise) {
        let Some(part) = self.order.part(id).cloned() else { return };
        let Some(payment) = self.order.paid_by().map(|payment| payment.provider.clone()) else {
            return;
        };
        if self.order.is_disputed(&payment) || self.order.takes_back(&part).is_err() {
            return;
        }
        let most = amount.min(self.order.may_take_back(&part));
        let given = self.refund(&payment, most, RefundWhy::TakenBack);
        self.take_back(id, given, Account::Buyer(self.order.buyer));
        self.say_refund_started(given, RefundWhy::TakenBack);
    }

    /// What of a failed goodwill the buyer was owed by then is owed by the one that goes in its place.
    fn owe_again(&mut self, id: RefundId, given: Paise) {
        let Some(failed) = self.order.refunds.iter_mut().find(|refund| refund.id == id) else {
            return;
        };
        let owed = failed.counted_paise.min(given);
        failed.counted_paise = failed.counted_paise - owed;
        let payment = failed.payment.clone();
        self.count_goodwill(&payment, owed);
    }

    fn send_again(&mut self, id: RefundId, most: Paise) -> Paise {
        let failed = self.order.refunds.iter().find(|refund| refund.id == id).cloned();
        let Some(failed) = failed else { return Paise::ZERO };
        let given = self.refund(&failed.payment, most.min(failed.unsent()), failed.why);
        if let Some(failed) = self.order.refunds.iter_mut().find(|refund| refund.id == id) {
            failed.again_paise += given;
        }
        self.owe_again(id, given);
        self.say_refund_started(given, failed.why);
        given
    }
}

/// What was given back of a payment.
#[derive(Clone, Copy, Default)]
pub(super) struct Given {
    paise: Paise,
    /// A bank decides first.
    waits: bool,
}

impl Given {
    /// What is on its way now.
    pub(super) const fn goes(self) -> Paise {
        if self.waits { Paise::ZERO } else { self.paise }
    }

    pub(super) const fn waits(self) -> bool {
        self.waits
    }
}

impl Refund {
    /// What has failed and was not sent again.
    fn unsent(&self) -> Paise {
        match self.status {
            RefundStatus::Failed => self.amount_paise - self.again_paise,
            RefundStatus::Asked
            | RefundStatus::Pending
            | RefundStatus::Processed
            | RefundStatus::Unknown(_) => Paise::ZERO,
        }
    }

    /// What of it was the buyer's due.
    fn owed(&self) -> Paise {
        match self.why {
            RefundWhy::Goodwill => self.counted_paise,
            RefundWhy::CancelledByBuyer
            | RefundWhy::CancelledByVendor
            | RefundWhy::CancelledByOffice
            | RefundWhy::NobodyAccepted
            | RefundWhy::FewerCame
            | RefundWhy::ShortAtSite
            | RefundWhy::Broken
            | RefundWhy::TakenBack
            | RefundWhy::PaidTwice
            | RefundWhy::PaidTooLate
            | RefundWhy::PaidAfterCancelling
            | RefundWhy::WrongAmount
            | RefundWhy::CashInstead => self.amount_paise,
        }
    }
}

/// Why nothing of a part is taken back of its vendor by the office's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "because")]
pub enum NoTakeBack {
    NotDelivered,
    /// The same goods would be given back twice: what they are worth is said by settling the claim.
    ClaimIsOpen {
        claim: u8,
    },
}

/// The payment that the office's next refund would be taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refundable {
    pub payment: ProviderId,
    /// What may still go back of it.
    pub left_paise: Paise,
    pub why: RefundWhy,
}

impl Order {
    /// Whether the office may take back of a part at all.
    pub fn takes_back(&self, part: &Part) -> Result<(), NoTakeBack> {
        if part.step() != PartStep::Delivered {
            return Err(NoTakeBack::NotDelivered);
        }
        let open = part.claims.iter().position(Claim::is_open);
        match open.map(u8::try_from) {
            Some(claim) => Err(NoTakeBack::ClaimIsOpen { claim: claim.unwrap_or(u8::MAX) }),
            None => Ok(()),
        }
    }

    /// That of a failed refund, which is still owed; else the first captured one of which something is left.
    #[must_use]
    pub fn refundable(&self) -> Option<Refundable> {
        let (payment, why) = match self.unsent() {
            Some(refund) => {
                let of_it = |payment: &&Payment| payment.provider == refund.payment;
                (self.payments.iter().find(of_it)?, refund.why)
            }
            None => {
                let captured = |payment: &&Payment| payment.status == PaymentStatus::Captured;
                let something_left = |payment: &&Payment| self.left_of(payment) > Paise::ZERO;
                let payment = self.payments.iter().filter(captured).find(something_left)?;
                (payment, RefundWhy::Goodwill)
            }
        };
        let left_paise = self.left_of(payment);
        Some(Refundable { payment: payment.provider.clone(), left_paise, why })
    }

    /// The latest failed refund of which something can still be sent again, while the office has to see to it.
    fn unsent(&self) -> Option<&Refund> {
        if self.attention != Some(Attention::RefundFailed) {
            return None;
        }
        self.refunds.iter().rev().find(|refund| {
            let payment = self.payments.iter().find(|p| p.provider == refund.payment);
            let left = payment.map_or(Paise::ZERO, |payment| self.left_of(payment));
            refund.unsent().min(left) >= LEAST_REFUND
        })
    }

    /// Whether what failed has not come back to the buyer yet: it was not sent again, or is still on its way.
    pub(super) fn owes_a_failed_refund(&self) -> bool {
        let on_its_way = |refund: &Refund| refund.status.rank() < RefundStatus::Failed.rank();
        let sent_again = |refund: &Refund| refund.again_paise > Paise::ZERO;
        self.unsent().is_some()
            || self.refunds.iter().filter(|refund| sent_again(refund)).any(|failed| {
                let mut others = self.refunds.iter().filter(|r| r.payment == failed.payment);
                others.any(on_its_way)
            })
    }

    /// What the office can take back of a delivered part at most: what was paid online for it, and is still its vendor's.
    #[must_use]
    pub fn may_take_back(&self, part: &Part) -> Paise {
        self.stays_sold(part).min(self.online_left(part))
    }

    /// What `give_back` gives of such a sum: nothing for cash or unpaid, nor what a bank or the office has given before.
    pub(super) fn may_give_back(&self, amount: Paise) -> Paise {
        let given = amount.min(self.paid_by().map_or(Paise::ZERO, |payment| self.left_of(payment)));
        if given < LEAST_REFUND { Paise::ZERO } else { given }
    }

    /// What of a payment neither went back nor was lost.
    pub(super) fn left_of(&self, payment: &Payment) -> Paise {
        let lost = self.lost_of(&payment.provider);
        (payment.amount_paise - self.refunded_of(&payment.provider) - lost).max(Paise::ZERO)
    }
}
