//! Links and payments: how an order gets paid, and what happens to money that comes late, twice or wrong.
//!
//! Only [`OrderEvent::LinkSeen`](super::OrderEvent::LinkSeen), Razorpay's own answer to our question, marks an order
//! paid. Webhook, redirect and poll merely make us ask.

use super::draft::Draft;
use super::{
    Ask, Attention, Effect, Ended, Fact, Link, Method, OrderState, PartStep, RefundWhy, Timer,
    cash_allowed,
};
use crate::ids::{LinkId, PartId};
use crate::ledger::{Account, Posting};
use crate::money::Paise;
use crate::payments::{LinkStatus, Payment, PaymentStatus, PaymentTrouble, ProviderId};
use crate::time::instant;

/// Razorpay wants a link to live for more than 15 minutes (razorpay.md 2.2). One made late in a quote's life is
/// cancelled by us when the quote ends.
const LEAST_LINK_MINUTES: u32 = 16;

/// A tenth link for one order is a case for a person.
const MOST_LINKS: usize = 9;

impl Draft<'_, '_> {
    /// The checkout is through: ask for the money, or for cash ask the vendors at once.
    pub(super) fn placed(&mut self) {
        if !self.order.awaits_payment() || !self.order.links.is_empty() {
            return;
        }
        if self.order.method == Method::Cash {
            return self.placed_for_cash();
        }
        let quote_ends = self.order.quote_ends_at;
        let hold_ends = self.in_minutes(quote_ends, self.ctx.terms.hold_extra_minutes);
        self.set_timer(Timer::QuoteEnds, quote_ends);
        self.set_timer(Timer::HoldEnds, hold_ends);
        self.new_link();
    }

    fn placed_for_cash(&mut self) {
        let order = &self.order;
        let (id, number, total_paise) = (order.id, order.number.clone(), order.total_paise);
        self.tell_buyer(Fact::PlacedForCash { order: id, number, total_paise });
        self.offer_all();
    }

    fn new_link(&mut self) {
        let order = &self.order;
        if order.links.len() >= MOST_LINKS {
            let (order, number) = (order.id, order.number.clone());
            return self.tell_buyer(Fact::LinkTrouble { order, number });
        }
        let attempt = u16::try_from(order.links.len() + 1).unwrap_or(u16::MAX);
        let reference = format!("{}-{attempt}", order.number);
        let amount_paise = order.total_paise;
        let expires_at = order.quote_ends_at.max(self.in_minutes(self.now(), LEAST_LINK_MINUTES));
        let link: LinkId = self.ctx.mint.id();
        self.order.links.push(Link {
            id: link,
            attempt,
            amount_paise,
            status: LinkStatus::Created,
            expires_at,
            provider: None,
            short_url: None,
        });
        self.effect(Effect::CreateLink { link, reference, amount_paise, expires_at });
        self.poll_later(link);
    }

    fn poll_later(&mut self, link: LinkId) {
        let at = self.in_minutes(self.now(), self.ctx.terms.poll_minutes.max(1));
        self.set_timer(Timer::PollLink { link }, at);
    }

    fn link(&self, id: LinkId) -> Option<&Link> {
        self.order.links.iter().find(|link| link.id == id)
    }

    /// Whether a payment would still be taken as it is: unpaid, and the quote has not ended.
    fn quote_is_open(&self) -> bool {
        self.order.awaits_payment() && self.now() < self.order.quote_ends_at
    }

    pub(super) fn link_created(&mut self, id: LinkId, provider: ProviderId, short_url: String) {
        let Some(link) = self.order.links.iter_mut().find(|link| link.id == id) else { return };
        if link.provider.is_some() {
            return;
        }
        link.provider = Some(provider.clone());
        link.short_url = Some(short_url);
        let newest = self.order.links.last().is_some_and(|last| last.id == id);
        if newest && self.quote_is_open() {
            self.pay_now();
        } else {
            // Made while the buyer changed his mind: nobody may pay it any more.
            self.effect(Effect::CancelLink { link: id, provider });
        }
    }

    /// Sends the pay button of the open link; false when there is none to send.
    fn pay_now(&mut self) -> bool {
        let open = self.order.links.last().filter(|link| link.status.is_open());
        let Some(url) = open.and_then(|link| link.short_url.clone()) else { return false };
        let order = &self.order;
        let fact = Fact::PayNow {
            order: order.id,
            number: order.number.clone(),
            total_paise: order.total_paise,
            url,
            until: order.quote_ends_at,
        };
        self.tell_buyer(fact);
        true
    }

    /// Razorpay will never make it. Status `cancelled` without an id of Razorpay's means just that: nothing to pay.
    pub(super) fn link_refused(&mut self, id: LinkId) {
        let Some(link) = self.order.links.iter_mut().find(|link| link.id == id) else { return };
        if link.provider.is_some() || !link.status.is_open() {
            return;
        }
        link.status = LinkStatus::Cancelled;
        if self.order.awaits_payment() {
            let (order, number) = (self.order.id, self.order.number.clone());
            self.tell_buyer(Fact::LinkTrouble { order, number });
        }
    }

    /// Asks Razorpay how a link stands. Without its id there is nothing to ask yet; the poll comes back.
    pub(super) fn look_up(&mut self, id: LinkId) {
        if let Some(provider) = self.link(id).and_then(|link| link.provider.clone()) {
            self.effect(Effect::LookUpLink { link: id, provider });
        }
    }

    /// A lost webhook costs at most the time between two polls. The last one comes after the link has ended.
    pub(super) fn poll(&mut self, id: LinkId) {
        let Some(link) = self.link(id).filter(|link| link.status.is_open()) else { return };
        let ended = self.now() > link.expires_at;
        self.look_up(id);
        if !ended {
            self.poll_later(id);
        }
    }

    pub(super) fn link_status(&mut self, id: LinkId, status: LinkStatus) {
        if let Some(link) = self.order.links.iter_mut().find(|link| link.id == id)
            && status.rank() > link.status.rank()
        {
            link.status = status;
        }
    }

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
    fn payment_seen(&mut self, seen: Payment) {
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
        let why = if others || order.method == Method::Cash {
            Some(RefundWhy::PaidTwice)
        } else if matches!(order.ended, Some(Ended::CancelledBy(_))) {
            Some(RefundWhy::PaidTooLate)
        } else if payment.amount_paise != order.total_paise {
            Some(RefundWhy::WrongAmount)
        } else if order.ended == Some(Ended::Expired) && self.slot_has_passed() {
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
    fn slot_has_passed(&self) -> bool {
        let (now, schedule) = (self.ctx.now, self.order.schedule);
        let delivery = schedule.delivery.map(|slot| instant(now, slot.on, slot.part.hours().1));
        let work =
            schedule.work.map(|day| instant(now, day.on, crate::time::DayPart::Morning.hours().0));
        delivery.into_iter().chain(work).any(|ends| ends <= self.now())
    }

    fn paid(&mut self, amount_paise: Paise, late: bool) {
        let (order, number) = (self.order.id, self.order.number.clone());
        self.tell_buyer(Fact::Paid { order, number, amount_paise, late });
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
            amount_paise: self.order.total_paise,
            status: PaymentStatus::Failed,
            method: String::new(),
            fee_paise: Paise::ZERO,
            fee_tax_paise: Paise::ZERO,
        });
        if self.order.awaits_payment() {
            let (order, number) = (self.order.id, self.order.number.clone());
            self.tell_buyer(Fact::PaymentTrouble { order, number, trouble });
        }
    }

    pub(super) fn pay_again(&mut self) {
        if !self.quote_is_open() {
            return self.too_late(self.state_to_tell());
        }
        // A link that is being made answers by itself as soon as it is there.
        let being_made = self
            .order
            .links
            .last()
            .is_some_and(|link| link.status.is_open() && link.provider.is_none());
        if !being_made && !self.pay_now() {
            self.new_link();
        }
    }

    /// Between the quote's end and the hold's end an unpaid order is over for the buyer already.
    fn state_to_tell(&self) -> OrderState {
        let state = self.order.state();
        if state == OrderState::AwaitingPayment { OrderState::Expired } else { state }
    }

    pub(super) fn cash_chosen(&mut self) {
        let state = self.order.state();
        if self.order.method == Method::Cash && state == OrderState::Offered {
            let order = &self.order;
            let (order, number, total_paise) = (order.id, order.number.clone(), order.total_paise);
            return self.tell_buyer(Fact::PlacedForCash { order, number, total_paise });
        }
        if state != OrderState::AwaitingPayment {
            return self.too_late(state);
        }
        // The first order's lower limit was checked by whoever showed the button; above the limit only paying helps.
        if cash_allowed(self.order.total_paise, false, self.ctx.terms).is_err() {
            return self.pay_again();
        }
        self.cancel_links();
        self.order.method = Method::Cash;
        self.placed_for_cash();
    }

    /// A part left before the money came: the rest gets a new sum, and a link of its own.
    pub(super) fn price_again(&mut self) {
        let living = self.order.parts.iter().filter(|part| part.step() == PartStep::Held);
        let sum: Paise = living.map(|part| part.share.total()).sum();
        self.order.total_paise = sum.to_rupee();
        self.order.round_off_paise = self.order.total_paise - sum;
        self.cancel_links();
        self.new_link();
    }

    /// The round-off is the first part's, so a part that left unpaid goes to the end.
    pub(super) fn move_to_end(&mut self, part: PartId) {
        self.order.parts.sort_by_key(|other| other.id == part);
    }

    /// Closes every link that could still be paid. One that Razorpay has not made yet is closed when it appears.
    pub(super) fn cancel_links(&mut self) {
        let open: Vec<_> = self
            .order
            .links
            .iter()
            .filter(|link| link.status.is_open())
            .filter_map(|link| Some((link.id, link.provider.clone()?)))
            .collect();
        for (link, provider) in open {
            self.effect(Effect::CancelLink { link, provider });
        }
    }

    pub(super) fn quote_ends(&mut self) {
        if self.order.awaits_payment() {
            self.cancel_links();
        }
    }

    pub(super) fn hold_ends(&mut self) {
        if !self.order.awaits_payment() {
            return;
        }
        self.cancel_links();
        for part in self.order.parts_at(PartStep::Held) {
            self.effect(Effect::ReleaseStock { part });
        }
        self.order.ended = Some(Ended::Expired);
        let (order, number) = (self.order.id, self.order.number.clone());
        self.tell_buyer(Fact::Expired { order, number });
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
