//! Chargebacks. The buyer's bank takes the money back first and asks afterwards; Razorpay takes it out of our balance.
//!
//! Only `OrderEvent::DisputeSeen`, Razorpay's own answer, counts. Until it is decided the money stands in
//! `Account::Disputed`, and nothing is refunded of that payment: the buyer would have it twice. What must go back
//! meanwhile waits (`Refund::waits`). Won, it is sent; lost, the bank has given it back already, and what it gave beyond
//! what was owed is a loss: ours, or by the office's word that of the vendors who delivered.

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::{Bearer, Fact, Order, Part, RazorpayCall, RefundWhy, Timer};
use crate::ids::{PartId, RefundId};
use crate::ledger::{Account, Posting};
use crate::money::Paise;
use crate::payments::{Chargeback, DisputeStatus, ProviderId, RefundStatus};

/// Disputes take weeks; a lost webhook costs a day at most.
const POLL_MINUTES: u32 = 24 * 60;

/// A chargeback of one of the order's payments, and what became of its money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    pub said: Chargeback,
    /// Of what was lost: what the buyer was owed anyway when it was decided, or turned out to be owed later.
    #[serde(default)]
    pub owed_paise: Paise,
    /// Of what was lost: what the vendors bear.
    #[serde(default)]
    pub vendors_paise: Paise,
    /// Who bears the loss, once the office has said so. Until then it is ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub borne_by: Option<Bearer>,
}

impl Dispute {
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.said.status.is_decided()
    }

    /// What the bank has taken for good: nothing while it is open, nor when it is won.
    #[must_use]
    pub fn lost(&self) -> Paise {
        match self.said.status {
            DisputeStatus::Lost | DisputeStatus::Closed => self.said.deducted_paise,
            DisputeStatus::Won | DisputeStatus::Open => Paise::ZERO,
            DisputeStatus::UnderReview | DisputeStatus::Unknown(_) => Paise::ZERO,
        }
    }

    /// What of it was owed to nobody, and no vendor bears.
    #[must_use]
    pub fn loss(&self) -> Paise {
        self.lost() - self.owed_paise - self.vendors_paise
    }
}

impl Draft<'_, '_> {
    pub(super) fn dispute_hinted(&mut self, dispute: ProviderId) {
        self.call(RazorpayCall::LookUpDispute { dispute });
    }

    /// Razorpay's own word on a chargeback.
    pub(super) fn dispute_seen(&mut self, said: Chargeback) {
        if !self.order.payments.iter().any(|payment| payment.provider == said.payment) {
            return;
        }
        let known =
            self.order.disputes.iter().position(|dispute| dispute.said.provider == said.provider);
        let at = known.unwrap_or_else(|| self.dispute_opened(&said));
        let Some(dispute) = self.order.disputes.get_mut(at) else { return };
        let (was, held) = (dispute.said.status.rank(), dispute.said.deducted_paise);
        if !dispute.is_open() || said.status.rank() < was {
            return;
        }
        // While it is open an older answer may come later; money that was taken stays taken until it is decided.
        let deducted_paise = if said.status.is_decided() {
            said.deducted_paise
        } else {
            said.deducted_paise.max(held)
        };
        dispute.said = Chargeback { deducted_paise, ..said };
        let dispute = dispute.clone();
        if dispute.is_open() {
            let cause = format!("disputed:{}:{}", dispute.said.provider.0, deducted_paise.get());
            self.post_taken(cause, deducted_paise - held);
        } else {
            self.dispute_decided(at, &dispute, held);
        }
    }

    /// Its place among the order's; asked about until it is decided.
    fn dispute_opened(&mut self, said: &Chargeback) -> usize {
        let at = self.order.disputes.len();
        let status = DisputeStatus::Open;
        let said = Chargeback { status, deducted_paise: Paise::ZERO, ..said.clone() };
        let (owed_paise, vendors_paise) = (Paise::ZERO, Paise::ZERO);
        self.order.disputes.push(Dispute { said, owed_paise, vendors_paise, borne_by: None });
        self.poll_dispute_later(at);
        at
    }

    fn poll_dispute_later(&mut self, at: usize) {
        if let Ok(nth) = u8::try_from(at) {
            let at = self.in_minutes(self.now(), POLL_MINUTES);
            self.set_timer(Timer::PollDispute { nth }, at);
        }
    }

    pub(super) fn poll_dispute(&mut self, nth: u8) {
        let dispute = self.order.disputes.get(usize::from(nth)).filter(|one| one.is_open());
        if let Some(dispute) = dispute.map(|one| one.said.provider.clone()) {
            self.dispute_hinted(dispute);
            self.poll_dispute_later(nth.into());
        }
    }

    /// Money moves between our balance and what is disputed.
    fn post_taken(&mut self, cause: String, by: Paise) {
        let entries = [(Account::Disputed, by)];
        self.post(Posting::balanced_by(self.order.id, cause, entries, Account::Razorpay));
    }

    fn dispute_decided(&mut self, at: usize, dispute: &Dispute, held: Paise) {
        let id = &dispute.said.provider.0;
        self.post_taken(format!("dispute_decided:{id}"), dispute.lost() - held);
        let entries = [(Account::DisputeLoss, dispute.lost())];
        let cause = format!("dispute_lost:{id}");
        self.post(Posting::balanced_by(self.order.id, cause, entries, Account::Disputed));
        let payment = dispute.said.payment.clone();
        self.cover_what_is_owed(at, &payment);
        if !self.order.is_disputed(&payment) {
            self.send_what_waited(&payment);
        }
    }

    /// The bank has given the buyer what we owed him: what waits to be sent, and what failed.
    fn cover_what_is_owed(&mut self, at: usize, payment: &ProviderId) {
        let of_it = self.order.refunds.iter().filter(|refund| refund.payment == *payment);
        let ids: Vec<RefundId> = of_it.map(|refund| refund.id).collect();
        for id in ids {
            let Some(loss) = self.order.disputes.get(at).map(Dispute::loss) else { return };
            let Some(refund) = self.order.refunds.iter_mut().find(|refund| refund.id == id) else {
                continue;
            };
            if refund.waits {
                // Its posting has the money on the way already: it went by the bank instead.
                let covered = (refund.amount_paise - refund.covered_paise).min(loss);
                refund.covered_paise += covered;
                self.post_covered(at, id, covered, Account::Razorpay);
            } else if refund.status == RefundStatus::Failed && refund.why != RefundWhy::Goodwill {
                let covered = (refund.amount_paise - refund.again_paise).min(loss);
                refund.again_paise += covered;
                self.post_covered(at, id, covered, Account::Buyer(self.order.buyer));
            }
        }
    }

    fn post_covered(&mut self, at: usize, id: RefundId, covered: Paise, from: Account) {
        let Some(dispute) = self.order.disputes.get_mut(at) else { return };
        dispute.owed_paise += covered;
        let cause = format!("dispute_covers:{}:{id}", dispute.said.provider.0);
        let entries = [(from, covered)];
        self.post(Posting::balanced_by(self.order.id, cause, entries, Account::DisputeLoss));
    }

    /// What waited goes, as far as the bank has not sent it.
    fn send_what_waited(&mut self, payment: &ProviderId) {
        let waits = |refund: &&super::Refund| refund.payment == *payment && refund.waits;
        let ids: Vec<RefundId> =
            self.order.refunds.iter().filter(waits).map(|refund| refund.id).collect();
        for id in ids {
            let Some(refund) = self.order.refunds.iter_mut().find(|refund| refund.id == id) else {
                continue;
            };
            refund.waits = false;
            let amount_paise = refund.amount_paise - refund.covered_paise;
            if amount_paise.is_zero() {
                refund.status = RefundStatus::Processed;
                let (order, number) = (self.order.id, self.order.number.clone());
                let amount_paise = refund.amount_paise;
                self.tell_buyer(Fact::RefundDone { order, number, amount_paise });
            } else {
                let payment = payment.clone();
                self.call(RazorpayCall::Refund { refund: id, payment, amount_paise });
            }
        }
    }

    /// Takes up to this much of what was lost of a payment off the loss, and off what the buyer is owed: the bank has
    /// given it to him.
    /// How much that was.
    pub(super) fn count_losses(&mut self, payment: &ProviderId, most: Paise) -> Paise {
        let mut short = most;
        let (order, buyer) = (self.order.id, Account::Buyer(self.order.buyer));
        let mut postings = Vec::new();
        for dispute in self.order.disputes.iter_mut().filter(|d| d.said.payment == *payment) {
            let part = dispute.loss().min(short);
            if part > Paise::ZERO {
                dispute.owed_paise += part;
                short = short - part;
                let (id, owed) = (&dispute.said.provider.0, dispute.owed_paise.get());
                let cause = format!("dispute_owed:{id}:{owed}");
                let entries = [(buyer, part)];
                postings.push(Posting::balanced_by(order, cause, entries, Account::DisputeLoss));
            }
        }
        postings.into_iter().for_each(|posting| self.post(posting));
        most - short
    }

    /// Said once. The bank has taken what was paid online, so each vendor who delivered bears his share of that and nothing
    /// that he was paid in cash; what they cannot bear stays ours.
    pub(super) fn office_settled_dispute(&mut self, id: &ProviderId, bearer: Bearer) {
        let found = self.order.disputes.iter().position(|dispute| dispute.said.provider == *id);
        let Some(at) = found else { return };
        let Some(dispute) = self.order.disputes.get_mut(at) else { return };
        if !dispute.can_be_settled() {
            return;
        }
        let dispute_loss = dispute.loss();
        dispute.borne_by = Some(bearer);
        if bearer == Bearer::Platform {
            return;
        }
        for (part, share) in self.order.spread_loss(dispute_loss) {
            let borne = self.take_back(part, share, Account::DisputeLoss);
            if let Some(dispute) = self.order.disputes.get_mut(at) {
                dispute.vendors_paise += borne;
            }
        }
    }
}

impl Dispute {
    /// Something is lost, and nobody has said yet who bears it.
    #[must_use]
    pub fn can_be_settled(&self) -> bool {
        self.loss() > Paise::ZERO && self.borne_by.is_none()
    }
}

impl Order {
    /// Each part's share of a loss: in proportion to what of it was paid online, is still its vendor's, and not more than
    /// that.
    fn spread_loss(&self, loss: Paise) -> Vec<(PartId, Paise)> {
        let bears = |part: &Part| self.online_left(part).min(self.stays_sold(part));
        let mut of_all: Paise = self.parts.iter().map(bears).sum();
        let mut left = loss.min(of_all);
        let mut shares = Vec::new();
        for part in &self.parts {
            let most = bears(part);
            let share = left.times_ratio(most.get(), of_all.get().max(1));
            (left, of_all) = (left - share, of_all - most);
            shares.push((part.id, share));
        }
        shares
    }

    /// Whether the bank has not decided yet whose the money of this payment is.
    #[must_use]
    pub fn is_disputed(&self, payment: &ProviderId) -> bool {
        self.disputes.iter().any(|dispute| dispute.is_open() && dispute.said.payment == *payment)
    }

    /// The same of any payment of it.
    #[must_use]
    pub fn has_open_dispute(&self) -> bool {
        self.disputes.iter().any(Dispute::is_open)
    }

    /// What the bank has taken of a payment beyond what was refunded through us.
    pub(super) fn lost_of(&self, payment: &ProviderId) -> Paise {
        let of_it = self.disputes.iter().filter(|dispute| dispute.said.payment == *payment);
        let lost: Paise = of_it.map(Dispute::lost).sum();
        let counts = |refund: &&super::Refund| {
            refund.payment == *payment && refund.status != RefundStatus::Failed
        };
        let refunds = self.refunds.iter().filter(counts);
        lost - refunds.map(|refund| refund.covered_paise).sum()
    }
}
