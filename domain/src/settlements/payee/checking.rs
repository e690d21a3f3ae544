//! An account that is given is checked with the provider, shown to the vendor with the name that the bank has, and taken into
//! use on his word; where that name is not his, on the office's.

use super::{
    Alarm, Candidate, Draft, Given, PayAccount, PayeeEffect, PayeeNews, PayeeTimer, PayoutCall,
    Standing, Validation, Whose, patience,
};
use crate::ids::PayAccountId;
use crate::payments::ProviderId;
use crate::settlements::names_fit;

/// Banks answer within seconds, and at night within hours; after so many looks nobody waits any more.
const MOST_LOOKS: u8 = 12;

impl Draft<'_, '_> {
    /// The last one given counts.
    pub(super) fn account_given(
        &mut self,
        id: PayAccountId,
        is_upi: bool,
        shown: String,
        by: Given,
    ) {
        let standing = Standing::Checking { validation: None, looks: 0 };
        self.payee.candidate = Some(Candidate { id, is_upi, shown, by, standing });
        self.effect(PayeeEffect::Call { call: PayoutCall::Check { account: id } });
    }

    /// The candidate, if it is this one and still being checked.
    fn checking(&mut self, id: PayAccountId) -> Option<(&mut Option<ProviderId>, &mut u8)> {
        let candidate = self.payee.candidate.as_mut().filter(|one| one.id == id)?;
        match &mut candidate.standing {
            Standing::Checking { validation, looks } => Some((validation, looks)),
            Standing::Found { .. } | Standing::WithOffice { .. } => None,
        }
    }

    pub(super) fn account_seen(&mut self, id: PayAccountId, said: Validation) {
        let Some((validation, looks)) = self.checking(id) else { return };
        match said.whose {
            Whose::NotKnown => {
                let (is_first, after) = (validation.is_none(), patience(*looks));
                *validation = Some(said.validation);
                if is_first {
                    self.timer_in(after, PayeeTimer::LookAtAccount { account: id });
                }
            }
            Whose::Nobodys => self.account_wrong(id),
            Whose::Of(name) => self.account_found(id, said.fund_account, name),
        }
    }

    fn account_found(&mut self, id: PayAccountId, fund_account: ProviderId, name: String) {
        let fits = names_fit(&name, self.ctx.name);
        let Some(candidate) = self.payee.candidate.as_mut().filter(|one| one.id == id) else {
            return;
        };
        let shown = candidate.shown.clone();
        match candidate.by {
            // Whoever has the papers before him need not be asked, where the bank says the same.
            Given::Office if fits => self.use_account(fund_account, name),
            Given::Office => {
                candidate.standing = Standing::WithOffice { fund_account, name };
                self.alarm(Alarm::AccountName);
            }
            Given::Vendor => {
                candidate.standing = Standing::Found { fund_account, name: name.clone(), fits };
                self.tell(PayeeNews::AccountFound { account: id, shown, name, fits });
            }
        }
    }

    pub(super) fn account_wrong(&mut self, id: PayAccountId) {
        let Some(candidate) = self.payee.candidate.take_if(|one| one.id == id) else { return };
        self.tell(PayeeNews::AccountWrong { shown: candidate.shown });
    }

    /// Said once: a second yes, or one to an account that is not asked about, changes nothing.
    pub(super) fn account_confirmed(&mut self, id: PayAccountId, by: Given) {
        let Some(candidate) = self.payee.candidate.as_mut().filter(|one| one.id == id) else {
            return;
        };
        let shown = candidate.shown.clone();
        match (candidate.standing.clone(), by) {
            (Standing::Found { fund_account, name, fits: true }, Given::Vendor)
            | (Standing::Found { fund_account, name, .. }, Given::Office)
            | (Standing::WithOffice { fund_account, name }, Given::Office) => {
                self.use_account(fund_account, name);
            }
            (Standing::Found { fund_account, name, fits: false }, Given::Vendor) => {
                candidate.standing = Standing::WithOffice { fund_account, name };
                self.tell(PayeeNews::AccountWithOffice { shown });
                self.alarm(Alarm::AccountName);
            }
            (Standing::Checking { .. }, _) | (Standing::WithOffice { .. }, Given::Vendor) => {}
        }
    }

    fn use_account(&mut self, fund_account: ProviderId, name: String) {
        let Some(Candidate { id, is_upi, shown, .. }) = self.payee.candidate.take() else { return };
        self.tell(PayeeNews::AccountInUse { shown: shown.clone(), name: name.clone() });
        self.payee.account = Some(PayAccount { id, is_upi, shown, fund_account, name });
        self.try_again_elsewhere(id);
        self.review();
    }

    pub(super) fn account_dropped(&mut self, id: PayAccountId) {
        self.payee.candidate.take_if(|one| one.id == id);
    }

    /// Asks how it stands; a webhook may name the question before its own answer has come.
    pub(super) fn look_at_account(&mut self, id: PayAccountId, hinted: Option<ProviderId>) {
        let Some((validation, _)) = self.checking(id) else { return };
        if let Some(validation) = hinted.or_else(|| validation.clone()) {
            let call = PayoutCall::LookUpAccount { account: id, validation };
            self.effect(PayeeEffect::Call { call });
        }
    }

    pub(super) fn look_at_account_again(&mut self, id: PayAccountId) {
        let Some((_, looks)) = self.checking(id) else { return };
        *looks = looks.saturating_add(1);
        let looks = *looks;
        if looks > MOST_LOOKS {
            return self.account_wrong(id);
        }
        self.look_at_account(id, None);
        self.timer_in(patience(looks), PayeeTimer::LookAtAccount { account: id });
    }
}
