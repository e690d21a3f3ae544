//! Money that comes: how an order gets paid, and what happens to a payment that is late, double or wrong.
//!
//! Only `OrderEvent::LinkSeen` and `OrderEvent::BillSeen`, the answers to our own questions, mark an order
//! paid. Webhook, redirect and poll merely make us ask.

use super::draft::Draft;
use super::{Ask, Attention, Ended, Fact, Method, RefundWhy};
use crate::ids::LinkId;
use crate::ledger::{Account, Posting};
use crate::money::Paise;
use crate::payments::{LinkStatus, Payment, PaymentStatus, PaymentTrouble, ProviderId};

impl Draft<'_, '_> {
    /// Razorpay's own word on a link and the payments made through it.
    pub(super) fn link_seen(&mut self, id: LinkId, status: LinkStatus, payments: Vec<Payment>) {
        if self.link(id).is_none() {
            return;
        }
        self.link_status(id, status.clone());
        for payment in payments {
            self.payment_seen(payment);
        }
        // A paid link that names no payment was seen in the wild (razorpay.md 2.4): a person must find the money.
        let taken = |payment: &Payment| payment.status.rank() >= PaymentStatus::Captured.rank();
        if status == LinkStatus::Paid && !self.order.payments.iter().any(taken) {
            self.raise(Attention::WrongAmount);
        }
    }

    /// Records what is new about a payment; money that was not known before is dealt with.
    pub(super) fn payment_seen(&mut self, seen: Payment) {
        let known = self.order.payments.iter().find(|p| p.provider == seen.provider);
        let was = known.map(|known| known.status.clone());
        if was.as_ref().is_some_and(|was| seen.status.rank() <= was.rank()) {
            return self.fee_seen(&seen);
        }
        // At the end, also when an attempt of it failed before: the order of capture says who paid first.
        self.order.payments.retain(|p| p.provider != seen.provider);
        self.order.payments.push(seen.clone());
        if seen.status == PaymentStatus::Captured {
            self.captured(&seen);
        } else if was == Some(PaymentStatus::Captured) {
            self.refunded_elsewhere(&seen);
        }
    }

    /// A link's list of payments names no fee; it may become known after the capture.
    fn fee_seen(&mut self, seen: &Payment) {
        let known = self.order.payments.iter_mut().find(|p| p.provider == seen.provider);
        let unknown = |p: &&mut Payment| p.status == seen.status && p.fee_paise.is_zero();
        let Some(known) = known.filter(unknown) else { return };
        if seen.status == PaymentStatus::Captured && !seen.fee_paise.is_zero() {
            (known.fee_paise, known.fee_tax_paise) = (seen.fee_paise, seen.fee_tax_paise);
            self.post_late_fee(seen);
        }
    }

    /// Sent back, but not by us: in Razorpay's dashboard. The goods may be on their way, so a person should look.
    fn refunded_elsewhere(&mut self, payment: &Payment) {
        if self.order.refunded_of(&payment.provider) < payment.amount_paise {
            self.raise(Attention::WrongAmount);
        }
    }

    fn captured(&mut self, payment: &Payment) {
        self.post_captured(payment);
        let order = &self.order;
        // The first payment that pays the order; if it is not this one, this one is too many.
        let others = order.paid_by().is_some_and(|first| first.provider != payment.provider);
        let why = if others {
            Some(RefundWhy::PaidTwice)
        } else if matches!(order.ended, Some(Ended::CancelledBy(_))) {
            Some(RefundWhy::PaidAfterCancelling)
        } else if order.method == Method::Cash {
            // The vendor was told to collect it; two words about one payment would cost more than the refund.
            Some(RefundWhy::CashInstead)
        } else if payment.amount_paise != order.online_paise() {
            Some(RefundWhy::WrongAmount)
        } else if order.ended == Some(Ended::Expired) && self.some_time_has_passed() {
            Some(RefundWhy::PaidTooLate)
        } else {
            None
        };
        match why {
            Some(why) => self.send_back_stray(payment, why),
            None if self.order.ended == Some(Ended::Expired) => self.ask(Ask::ReserveAgain),
            None => self.paid(payment.amount_paise, false),
        }
    }

    fn send_back_stray(&mut self, payment: &Payment, why: RefundWhy) {
        self.refund_whole(payment, why);
        if why == RefundWhy::WrongAmount {
            self.raise(Attention::WrongAmount);
        }
    }

    /// What was promised for this morning cannot be kept this evening, however much stock there is.
    fn some_time_has_passed(&self) -> bool {
        let living = self.order.parts.iter().filter(|part| part.step().lives());
        living.into_iter().any(|part| self.has_passed(part))
    }

    fn paid(&mut self, amount_paise: Paise, late: bool) {
        let (order, number) = (self.order.id, self.order.number.clone());
        let vendors = self.order.living(None).len();
        self.tell_buyer(Fact::Paid { order, number, amount_paise, late, vendors });
        self.cancel_links();
        self.offer_all();
    }

    /// The tables could hold everything again: the order lives.
    pub(super) fn reserved_again(&mut self) {
        let Some(amount) = self.late_payment().map(|payment| payment.amount_paise) else { return };
        self.order.ended = None;
        self.paid(amount, true);
    }

    pub(super) fn cannot_serve(&mut self) {
        if let Some(payment) = self.late_payment().cloned() {
            self.refund_whole(&payment, RefundWhy::PaidTooLate);
        }
    }

    fn late_payment(&self) -> Option<&Payment> {
        self.order.paid_by().filter(|_| self.order.ended == Some(Ended::Expired))
    }

    pub(super) fn payment_failed(&mut self, payment: ProviderId, trouble: PaymentTrouble) {
        if self.order.payments.iter().any(|known| known.provider == payment) {
            return;
        }
        self.order.payments.push(Payment {
            provider: payment,
            amount_paise: self.order.online_paise(),
            status: PaymentStatus::Failed,
            method: String::new(),
            fee_paise: Paise::ZERO,
            fee_tax_paise: Paise::ZERO,
        });
        if self.order.awaits_payment() {
            let (order, number) = (self.order.id, self.order.number.clone());
            let cash = self.order.may_be_cash();
            self.tell_buyer(Fact::PaymentTrouble { order, number, cash, trouble });
        }
    }

    /// The provider keeps its fee, of which `fee_tax_paise` is GST, and owes us the rest.
    fn post_captured(&mut self, payment: &Payment) {
        let entries = [
            (Account::Razorpay, payment.amount_paise - payment.fee_paise),
            (Account::GatewayFee, payment.fee_paise - payment.fee_tax_paise),
            (Account::GatewayFeeGst, payment.fee_tax_paise),
        ];
        let cause = format!("captured:{}", payment.provider.0);
        let buyer = Account::Buyer(self.order.buyer);
        self.post(Posting::balanced_by(self.order.id, cause, entries, buyer));
    }

    fn post_late_fee(&mut self, payment: &Payment) {
        let entries = [
            (Account::GatewayFee, payment.fee_paise - payment.fee_tax_paise),
            (Account::GatewayFeeGst, payment.fee_tax_paise),
        ];
        let cause = format!("fee:{}", payment.provider.0);
        self.post(Posting::balanced_by(self.order.id, cause, entries, Account::Razorpay));
    }
}
