//! Asking for the money: payment links, cash instead, and what ends when nobody pays.

use jiff::{Timestamp, ToSpan};

use super::draft::Draft;
use super::{Effect, Ended, Fact, Link, Method, Order, OrderState, PartStep, RazorpayCall, Timer};
use crate::ids::{LinkId, PartId};
use crate::money::Paise;
use crate::payments::{LinkStatus, ProviderId};

/// Razorpay wants a link to live for more than 15 minutes (razorpay.md 2.2). One made late in a quote's life is
/// cancelled by us when the quote ends.
const LEAST_LINK_MINUTES: u32 = 16;

/// A link is there within seconds. Who waits longer should know that it is not his phone.
const SLOW_LINK_MINUTES: u32 = 3;

/// Who is reminded later than this before the end has no time left to pay in.
pub(super) const LEAST_TO_PAY_MINUTES: u32 = 2;

/// When to look at a link that has ended: somebody can have paid at the last moment with every webhook lost, and banks
/// confirm payments for three to five days (razorpay.md 2.5 and 4). Minutes after its end: soon, then ever more rarely.
const LATE_LOOKS: [u32; 8] =
    [10, 60, 6 * 60, 24 * 60, 2 * 24 * 60, 3 * 24 * 60, 4 * 24 * 60, 5 * 24 * 60];

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
        self.remind_to_pay_later();
        self.new_link();
    }

    fn placed_for_cash(&mut self) {
        self.say_placed_for_cash();
        self.offer_all();
    }

    fn say_placed_for_cash(&mut self) {
        let (order, number) = (self.order.id, self.order.number.clone());
        let (total_paise, vendors) = (self.order.total_paise, self.order.living(None).len());
        self.tell_buyer(Fact::PlacedForCash { order, number, total_paise, vendors });
    }

    /// False when there are too many already, which is told.
    fn new_link(&mut self) -> bool {
        let order = &self.order;
        if order.links.len() >= MOST_LINKS {
            self.say_link_trouble();
            return false;
        }
        let attempt = u16::try_from(order.links.len() + 1).unwrap_or(u16::MAX);
        let reference = format!("{}-{attempt}", order.number);
        let amount_paise = order.online_paise();
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
            bills: Vec::new(),
        });
        self.call(RazorpayCall::CreateLink { link, reference, amount_paise, expires_at });
        let slow_at = self.in_minutes(self.now(), SLOW_LINK_MINUTES);
        self.set_timer(Timer::LinkIsSlow { link }, slow_at);
        self.poll_later(link);
        true
    }

    pub(super) fn link_is_slow(&mut self, id: LinkId) {
        let newest = self.order.links.last();
        let waits = newest
            .is_some_and(|last| last.id == id && last.status.is_open() && last.provider.is_none());
        if waits && self.quote_is_open() {
            let order = &self.order;
            let (until, cash) = (order.quote_ends_at, order.may_be_cash());
            let (order, number) = (order.id, order.number.clone());
            self.tell_buyer(Fact::LinkIsSlow { order, number, until, cash });
        }
    }

    /// While it can be paid every few minutes, afterwards for some days. One that is paid is looked at no more, nor is
    /// one that Razorpay never made.
    fn poll_later(&mut self, id: LinkId) {
        let Some(link) = self.link(id) else { return };
        let (open, ends) = (link.status.is_open(), link.expires_at);
        if link.is_settled() || (!open && link.provider.is_none()) {
            return;
        }
        let now = self.now();
        let at = if open && now <= ends {
            Some(self.in_minutes(now, self.ctx.terms.poll_minutes.max(1)))
        } else {
            LATE_LOOKS
                .map(|minutes| self.in_minutes(ends, minutes))
                .into_iter()
                .find(|at| *at > now)
        };
        if let Some(at) = at {
            self.set_timer(Timer::PollLink { link: id }, at);
        }
    }

    pub(super) fn link(&self, id: LinkId) -> Option<&Link> {
        self.order.links.iter().find(|link| link.id == id)
    }

    /// Whether a payment would still be taken as it is: unpaid, and the quote has not ended.
    pub(super) fn quote_is_open(&self) -> bool {
        self.order.quote_is_open(self.now())
    }

    pub(super) fn link_created(&mut self, id: LinkId, provider: ProviderId, short_url: String) {
        let Some(link) = self.order.links.iter_mut().find(|link| link.id == id) else { return };
        if link.provider.is_some() {
            return;
        }
        let was_refused = !link.status.is_open();
        link.provider = Some(provider.clone());
        link.short_url = Some(short_url);
        if was_refused {
            // Nobody has looked at it since.
            self.poll_later(id);
        }
        let newest = self.order.links.last().is_some_and(|last| last.id == id);
        let is_wanted = newest && self.quote_is_open();
        let reminds = self.order.reminded_with == Some(id);
        let shown = is_wanted && if reminds { self.say_pay_reminder() } else { self.pay_now() };
        if !shown {
            // Made while the buyer changed his mind, or after all when it was refused: nobody may pay it any more.
            self.call(RazorpayCall::CancelLink { link: id, provider });
        }
    }

    /// Sends the pay button of the open link, or the bill to pay in the chat; false when there is neither to send.
    pub(super) fn pay_now(&mut self) -> bool {
        let Some(url) = self.open_url() else { return false };
        let (order, number) = (self.order.id, self.order.number.clone());
        let (total_paise, until) = (self.order.online_paise(), self.order.quote_ends_at);
        let gate_paise = self.order.at_the_gates();
        let bill = self.new_bill();
        self.tell_buyer(Fact::PayNow { order, number, total_paise, gate_paise, url, until, bill });
        true
    }

    fn open_url(&self) -> Option<String> {
        let open = self.order.links.last().filter(|link| link.status.is_open());
        open.and_then(|link| link.short_url.clone())
    }

    fn remind_to_pay_later(&mut self) {
        let minutes = self.ctx.terms.pay_reminder_minutes;
        let until = self.order.quote_ends_at;
        let at = until.checked_sub(i64::from(minutes).minutes()).unwrap_or(until);
        // Not at night. Who can still pay in the morning is reminded then.
        let zone = self.ctx.now.time_zone().clone();
        let at = self.ctx.terms.quiet_hours().after(&at.to_zoned(zone));
        // Where a quote is shorter than that, its first message is reminder enough.
        if minutes > 0 && at > self.now() && self.in_minutes(at, LEAST_TO_PAY_MINUTES) <= until {
            self.set_timer(Timer::PayReminder { until }, at);
        }
    }

    /// Once, with the link that is open. Where it was refused, or closed by Razorpay, one more is made and brings the
    /// reminder with it: a dead button would be worse than silence.
    pub(super) fn remind_to_pay(&mut self, until: Timestamp) {
        let order = &self.order;
        let has_time = self.in_minutes(self.now(), LEAST_TO_PAY_MINUTES) <= until;
        let is_meant = order.quote_ends_at == until && order.reminded_with.is_none();
        if !is_meant || !has_time || !self.quote_is_open() {
            return;
        }
        let Some((link, status)) = order.links.last().map(|link| (link.id, &link.status)) else {
            return;
        };
        match status {
            LinkStatus::Created | LinkStatus::PartiallyPaid => {
                // One that is being made comes by itself, and says until when.
                if self.say_pay_reminder() {
                    self.order.reminded_with = Some(link);
                }
            }
            LinkStatus::Expired | LinkStatus::Cancelled if order.links.len() < MOST_LINKS => {
                self.new_link();
                self.order.reminded_with = self.order.links.last().map(|link| link.id);
            }
            // Money has come, or nobody knows what Razorpay means; who has seen nine links needs no tenth.
            LinkStatus::Expired
            | LinkStatus::Cancelled
            | LinkStatus::Paid
            | LinkStatus::Unknown(_) => {}
        }
    }

    fn say_pay_reminder(&mut self) -> bool {
        let Some(url) = self.open_url() else { return false };
        let (order, number) = (self.order.id, self.order.number.clone());
        let (total_paise, until) = (self.order.online_paise(), self.order.quote_ends_at);
        self.tell_buyer(Fact::PayReminder { order, number, total_paise, url, until });
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
            self.say_link_trouble();
        }
    }

    fn say_link_trouble(&mut self) {
        let (order, number) = (self.order.id, self.order.number.clone());
        let cash = self.order.may_be_cash();
        self.tell_buyer(Fact::LinkTrouble { order, number, cash });
    }

    /// Asks Razorpay how a link stands, and how the bills beside it do. Without its id there is nothing to ask yet; the poll
    /// comes back.
    pub(super) fn look_up(&mut self, id: LinkId) {
        if let Some(provider) = self.link(id).and_then(|link| link.provider.clone()) {
            self.call(RazorpayCall::LookUpLink { link: id, provider });
        }
        self.look_up_bills(id);
    }

    /// A lost webhook costs at most the time between two polls; what is found is settled as any other payment.
    pub(super) fn poll(&mut self, id: LinkId) {
        let Some(link) = self.link(id).filter(|link| !link.is_settled()) else { return };
        if link.status == LinkStatus::Paid {
            // Of the link all is known. A bill beside it can still be paid in the chat, a second time.
            self.look_up_bills(id);
        } else {
            self.look_up(id);
        }
        self.poll_later(id);
    }

    pub(super) fn link_status(&mut self, id: LinkId, status: LinkStatus) {
        if let Some(link) = self.order.links.iter_mut().find(|link| link.id == id)
            && status.rank() > link.status.rank()
        {
            link.status = status;
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
        if being_made || (!self.pay_now() && self.new_link()) {
            let (order, number) = (self.order.id, self.order.number.clone());
            self.tell_buyer(Fact::PayButtonComes { order, number });
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
            return self.say_placed_for_cash();
        }
        if state != OrderState::AwaitingPayment {
            return self.too_late(state);
        }
        if !self.order.may_be_cash() {
            let (order, number) = (self.order.id, self.order.number.clone());
            let limit_paise = self.order.cash_limit_paise;
            return self.tell_buyer(Fact::CashNotPossible { order, number, limit_paise });
        }
        self.cancel_links();
        self.order.method = Method::Cash;
        self.order.spread_balance(self.ctx.terms);
        self.placed_for_cash();
    }

    /// A part left before the money came: the rest gets a new sum, and a link of its own.
    pub(super) fn price_again(&mut self) {
        let living = self.order.parts.iter().filter(|part| part.step() == PartStep::Held);
        let sum: Paise = living.map(|part| part.share.total()).sum();
        self.order.total_paise = sum.to_rupee();
        self.order.round_off_paise = self.order.total_paise - sum;
        self.order.spread_balance(self.ctx.terms);
        self.cancel_links();
        self.new_link();
    }

    /// The round-off is the first part's, so a part that left unpaid goes to the end.
    pub(super) fn move_to_end(&mut self, part: PartId) {
        self.order.parts.sort_by_key(|other| other.id == part);
    }

    /// Closes every link that could still be paid. One that Razorpay has not made yet is closed when it appears; one
    /// whose time is over has been ended by Razorpay, which refuses to end it again (razorpay.md 2.7).
    pub(super) fn cancel_links(&mut self) {
        let now = self.now();
        let open: Vec<_> = self
            .order
            .links
            .iter()
            .filter(|link| link.status.is_open() && link.expires_at > now)
            .filter_map(|link| Some((link.id, link.provider.clone()?)))
            .collect();
        for (link, provider) in open {
            self.call(RazorpayCall::CancelLink { link, provider });
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
}

impl Order {
    fn quote_is_open(&self, now: Timestamp) -> bool {
        self.awaits_payment() && now < self.quote_ends_at
    }

    /// Whether one more link would be made, and could still be paid.
    pub(super) fn may_get_a_link(&self, now: Timestamp) -> bool {
        self.quote_is_open(now) && self.links.len() < MOST_LINKS
    }
}
