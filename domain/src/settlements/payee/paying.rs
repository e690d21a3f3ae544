//! A payout's way: held, due, sent; and processed, or back.

use uuid::Uuid;

use super::{
    Alarm, Draft, Kyc, Mode, PayAccount, PayeeEffect, PayeeNews, PayeeTimer, Payout, PayoutCall,
    PayoutSaid, PayoutState, SettledCard, Settlement, Why, patience,
};
use crate::ids::{EffectId, PayAccountId, PayoutId};
use crate::ledger::{Account, Posting};
use crate::money::Paise;
use crate::settlements::pay_day;
use crate::settlements::payout::{Attempt, AttemptStatus, Trouble};

/// How often what fails of itself is sent again by itself, and after how long.
const MOST_ATTEMPTS: usize = 3;
const AGAIN_MINUTES: i64 = 120;

/// "Deemed success" may take three working days (razorpay.md 10); these looks take five days.
const SLOW_LOOKS: u8 = 24;

/// What is over stays so many payouts long: one of them may still come back.
const REMEMBERED: usize = 20;

/// What a bank tells of a payout that never was.
const NEVER_MADE: &str = "refused";

impl Draft<'_, '_> {
    /// A cycle is closed: what was not sent is in it, and goes with it.
    pub(super) fn closed(&mut self, settlement: &Settlement) {
        self.payee.closed = settlement.closes();
        self.payee.settled_to = Some(settlement.to);
        let mut hold = None;
        for payout in self.payee.payouts.iter_mut().filter(|payout| payout.is_open()) {
            hold = payout.office_hold.take().or(hold);
            payout.state = PayoutState::Carried;
        }
        self.forget_old();
        if settlement.closing_paise > Paise::ZERO {
            self.payee.payouts.push(Payout {
                id: self.ctx.mint.id(),
                settlement: settlement.id,
                amount_paise: settlement.closing_paise,
                state: PayoutState::Due,
                pay_at: pay_day(self.ctx.now),
                office_hold: hold,
                attempts: Vec::new(),
            });
        }
        let said = self.effects.len();
        self.review();
        let payout = self.payee.payouts.iter().find(|one| one.settlement == settlement.id);
        let news = PayeeNews::Settled { card: SettledCard::of(settlement, payout) };
        self.effects.insert(said, PayeeEffect::Tell { news });
    }

    fn forget_old(&mut self) {
        let over = self.payee.payouts.len().saturating_sub(REMEMBERED);
        let mut place = 0;
        self.payee.payouts.retain(|payout| {
            place += 1;
            place > over || payout.is_open() || payout.state == PayoutState::Sent
        });
    }

    /// Looks at all that has not left: whether anything holds it still.
    pub(super) fn review(&mut self) {
        let waits =
            |one: &&Payout| matches!(one.state, PayoutState::Held { .. } | PayoutState::Due);
        let waiting: Vec<PayoutId> =
            self.payee.payouts.iter().filter(waits).map(|payout| payout.id).collect();
        for id in waiting {
            let Some(at) = self.payee.payouts.iter().position(|one| one.id == id) else { continue };
            let Some(payout) = self.payee.payouts.get(at) else { continue };
            let why = self.what_holds(payout);
            let (is_due, pay_at) = (payout.pay_at <= self.ctx.now.timestamp(), payout.pay_at);
            let was_due = payout.state == PayoutState::Due;
            let account = self.payee.account.clone();
            let Some(payout) = self.payee.payouts.get_mut(at) else { continue };
            match account {
                Some(account) if why.is_empty() && is_due => self.send(id, &account),
                Some(_) if why.is_empty() => {
                    payout.state = PayoutState::Due;
                    if !was_due || payout.attempts.is_empty() {
                        let timer = PayeeTimer::PayDay { payout: id };
                        self.effect(PayeeEffect::SetTimer { timer, at: pay_at });
                    }
                }
                Some(_) | None => payout.state = PayoutState::Held { why },
            }
        }
    }

    fn what_holds(&self, payout: &Payout) -> Vec<Why> {
        let account = self.payee.account.as_ref();
        let unchecked = account.is_none() && self.payee.candidate.is_some();
        let least = self.ctx.terms.payout_min_paise;
        let holds = [
            (Why::Office, payout.office_hold.is_some()),
            (Why::Kyc, self.ctx.kyc != Kyc::Approved),
            (Why::BelowMinimum, payout.amount_paise < least),
            (Why::OwedLess, self.owed < payout.amount_paise),
            (Why::AccountUnchecked, unchecked),
            (Why::NoAccount, account.is_none() && !unchecked),
            (Why::TooMuchForUpi, account.is_some_and(|one| !one.takes(payout.amount_paise))),
            (Why::NoWay, !self.ctx.can_pay),
        ];
        holds.into_iter().filter_map(|(why, holds)| holds.then_some(why)).collect()
    }

    fn send(&mut self, id: PayoutId, account: &PayAccount) {
        let key: EffectId = self.ctx.mint.id();
        let (key, sent_at) = (key.0, self.ctx.now.timestamp());
        let vendor = self.payee.vendor;
        let Some(payout) = self.payout(id) else { return };
        payout.attempts.push(Attempt {
            key,
            account: Some(account.id),
            sent_at,
            status: AttemptStatus::Asked,
            provider: None,
            utr: None,
            reason: None,
            looks: 0,
        });
        payout.state = PayoutState::Sent;
        let (posting, amount_paise) = (payout.sent(vendor, key), payout.amount_paise);
        self.post(posting);
        let call = PayoutCall::Pay {
            key,
            fund_account: account.fund_account.clone(),
            amount_paise,
            mode: Mode::of(account.is_upi, amount_paise),
        };
        self.effect(PayeeEffect::Call { call });
        self.timer_in(patience(0), PayeeTimer::Look { key });
    }

    pub(super) fn payout_seen(&mut self, key: Uuid, said: PayoutSaid) {
        let Some((id, attempt)) = self.attempt(key) else {
            // So old that it is forgotten here: only that it came back would be news.
            if said.status == AttemptStatus::Reversed {
                self.alarm(Alarm::PayoutReversed);
            }
            return;
        };
        let was = std::mem::replace(&mut attempt.status, said.status.clone());
        let was_paid = was == AttemptStatus::Processed;
        // What has ended has ended, in whatever order the news of it come; but what arrived can come back.
        let comes_back = was_paid && said.status == AttemptStatus::Reversed;
        if !was.is_under_way() && !comes_back {
            attempt.status = was;
            return;
        }
        attempt.provider = Some(said.provider);
        attempt.utr = said.utr.or_else(|| attempt.utr.take());
        attempt.reason = said.reason.or_else(|| attempt.reason.take());
        match said.status {
            AttemptStatus::Processed => self.arrived(id, key),
            AttemptStatus::Reversed => self.came_back(id, key, was_paid),
            AttemptStatus::Failed | AttemptStatus::Rejected => self.came_back(id, key, false),
            AttemptStatus::Cancelled | AttemptStatus::Refused => self.came_back(id, key, false),
            AttemptStatus::Unknown(_) if was == said.status => {}
            AttemptStatus::Unknown(_) => self.alarm(Alarm::PayoutUnknown),
            AttemptStatus::Asked | AttemptStatus::Pending | AttemptStatus::Queued => {}
            AttemptStatus::Scheduled | AttemptStatus::Processing => {}
        }
    }

    /// The provider will not make it; whatever it says after that is of another.
    pub(super) fn payout_refused(&mut self, key: Uuid, detail: String) {
        let Some((id, attempt)) = self.attempt(key) else { return };
        if attempt.status != AttemptStatus::Asked {
            return;
        }
        attempt.status = AttemptStatus::Refused;
        attempt.reason = Some(if detail.is_empty() { NEVER_MADE.to_owned() } else { detail });
        self.came_back(id, key, false);
    }

    fn arrived(&mut self, id: PayoutId, key: Uuid) {
        let shown = self.shown_of(key);
        let Some(payout) = self.payout(id) else { return };
        payout.state = PayoutState::Processed;
        let utr = payout.utr().map(str::to_owned);
        let (posting, amount_paise) = (payout.paid(key), payout.amount_paise);
        self.post(posting);
        self.tell(PayeeNews::PaidOut { amount_paise, utr, shown });
    }

    /// It is owed again.
    fn came_back(&mut self, id: PayoutId, key: Uuid, had_arrived: bool) {
        let (vendor, shown) = (self.payee.vendor, self.shown_of(key).unwrap_or_default());
        let from = if had_arrived { Account::Bank } else { Account::PayoutInTransit };
        let Some(payout) = self.payout(id) else { return };
        let Some(attempt) = payout.attempts.iter().find(|one| one.key == key) else { return };
        let reversed = attempt.status == AttemptStatus::Reversed;
        let refused = attempt.status == AttemptStatus::Refused;
        let (account, reason) = (attempt.account, attempt.reason.clone().unwrap_or_default());
        payout.state = if reversed { PayoutState::Reversed } else { PayoutState::Failed };
        let (posting, amount_paise) = (payout.back(vendor, key, from), payout.amount_paise);
        let tries = payout.attempts.len();
        self.post(posting);
        // A refusal is ours to mend; what a bank says of a payee's account is his.
        let trouble = if refused { Trouble::Other } else { Trouble::of(&reason) };
        match trouble {
            Trouble::Passing if !reversed && tries < MOST_ATTEMPTS => self.again_later(id),
            Trouble::Account => {
                self.payee.account.take_if(|one| Some(one.id) == account);
                self.tell(PayeeNews::NotPaid { amount_paise, shown, wants_account: true });
                self.alarm(if reversed { Alarm::PayoutReversed } else { Alarm::PayoutFailed });
            }
            Trouble::Passing | Trouble::Other => {
                self.tell(PayeeNews::NotPaid { amount_paise, shown, wants_account: false });
                self.alarm(if reversed { Alarm::PayoutReversed } else { Alarm::PayoutFailed });
            }
        }
    }

    /// A new transfer under a new key, in a while.
    fn again_later(&mut self, id: PayoutId) {
        let now = self.ctx.now.timestamp();
        let at = now.checked_add(jiff::SignedDuration::from_mins(AGAIN_MINUTES)).unwrap_or(now);
        let Some(payout) = self.payout(id) else { return };
        (payout.state, payout.pay_at) = (PayoutState::Due, at);
        let timer = PayeeTimer::PayDay { payout: id };
        self.effect(PayeeEffect::SetTimer { timer, at });
    }

    /// What has not arrived elsewhere goes to the account that is in use now.
    pub(super) fn try_again_elsewhere(&mut self, account: PayAccountId) {
        let now = self.ctx.now.timestamp();
        for payout in &mut self.payee.payouts {
            let failed = matches!(payout.state, PayoutState::Failed | PayoutState::Reversed);
            let elsewhere = payout.attempts.last().is_some_and(|one| one.account != Some(account));
            if failed && elsewhere {
                (payout.state, payout.pay_at) = (PayoutState::Due, now);
            }
        }
    }

    /// Asks how a transfer stands, until it has ended.
    pub(super) fn look(&mut self, key: Uuid) {
        let Some((_, attempt)) = self.attempt(key) else { return };
        if !attempt.status.is_under_way() {
            return;
        }
        attempt.looks = attempt.looks.saturating_add(1);
        let (looks, provider) = (attempt.looks, attempt.provider.clone());
        if let Some(provider) = provider {
            self.effect(PayeeEffect::Call { call: PayoutCall::LookUp { key, provider } });
        }
        if looks == SLOW_LOOKS {
            self.alarm(Alarm::PayoutSlow);
        }
        self.timer_in(patience(looks), PayeeTimer::Look { key });
    }

    pub(super) fn office_held(&mut self, id: PayoutId, reason: String) {
        let open = self.payout(id).filter(|payout| payout.is_open());
        if let Some(payout) = open {
            payout.office_hold = Some(reason);
            self.review();
        }
    }

    pub(super) fn office_released(&mut self, id: PayoutId) {
        if let Some(payout) = self.payout(id) {
            payout.office_hold = None;
            self.review();
        }
    }

    pub(super) fn office_retried(&mut self, id: PayoutId) {
        let now = self.ctx.now.timestamp();
        let failed =
            |one: &&mut Payout| matches!(one.state, PayoutState::Failed | PayoutState::Reversed);
        if let Some(payout) = self.payout(id).filter(failed) {
            (payout.state, payout.pay_at) = (PayoutState::Due, now);
            self.review();
        }
    }

    /// At the bank's own counter or by its own file: nothing is sent, and what is owed is paid.
    pub(super) fn office_paid(&mut self, id: PayoutId, utr: String) {
        let key: EffectId = self.ctx.mint.id();
        let (key, vendor, sent_at) = (key.0, self.payee.vendor, self.ctx.now.timestamp());
        let Some(payout) = self.payout(id).filter(|payout| payout.is_open()) else { return };
        payout.attempts.push(Attempt {
            key,
            account: None,
            sent_at,
            status: AttemptStatus::Processed,
            provider: None,
            utr: Some(utr),
            reason: None,
            looks: 0,
        });
        let posting = payout.sent(vendor, key);
        self.post(posting);
        self.arrived(id, key);
    }

    fn post(&mut self, posting: Posting) {
        let vendor = Account::Vendor(self.payee.vendor);
        let moved = posting.entries().iter().filter(|entry| entry.account == vendor);
        for entry in moved {
            self.owed += -entry.amount_paise;
        }
        self.effect(PayeeEffect::Post { posting });
    }

    fn payout(&mut self, id: PayoutId) -> Option<&mut Payout> {
        self.payee.payouts.iter_mut().find(|payout| payout.id == id)
    }

    fn attempt(&mut self, key: Uuid) -> Option<(PayoutId, &mut Attempt)> {
        self.payee.payouts.iter_mut().find_map(|payout| {
            let id = payout.id;
            payout.attempts.iter_mut().find(|one| one.key == key).map(|attempt| (id, attempt))
        })
    }

    /// The account that a transfer went to, as far as it is still known.
    fn shown_of(&self, key: Uuid) -> Option<String> {
        let attempts = self.payee.payouts.iter().flat_map(|payout| &payout.attempts);
        let account = attempts.into_iter().find(|one| one.key == key)?.account?;
        let known = self.payee.account.as_ref().filter(|one| one.id == account);
        known.map(|account| account.shown.clone())
    }
}
