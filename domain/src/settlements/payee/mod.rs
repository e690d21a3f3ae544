//! A vendor's account with us as a state machine: where his money goes, what holds it, and what became of each transfer.
//!
//! What is true of a transfer the provider's own look-up says, and nothing else: a webhook is a hint, and so is a poll. A
//! transfer that may still arrive is never tried again; one that has not arrived is tried under a new key.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::account::{Candidate, Given, PayAccount, Standing};
use super::payout::{Mode, Payout, PayoutSaid, PayoutState, Why};
use super::statement::{Closing, Settlement};
use crate::ids::{Minter, PayAccountId, PayoutId, VendorId};
use crate::ledger::Posting;
use crate::money::Paise;
use crate::orders::Terms;
use crate::payments::ProviderId;

/// The account's own steps: given, checked, taken into use.
mod checking;

/// Payouts' own: held, sent, arrived, failed.
mod paying;

#[cfg(test)]
mod tests;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payee {
    pub vendor: VendorId,
    /// Where his money goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<PayAccount>,
    /// Where it shall go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<Candidate>,
    /// Those that are not over, and those that might still come back.
    #[serde(default)]
    pub payouts: Vec<Payout>,
    /// How he stood when the last cycle ended.
    #[serde(default)]
    pub closed: Closing,
    /// The last day that is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_to: Option<Date>,
}

/// Whether the office knows who he is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kyc {
    Open,
    Approved,
    Refused,
}

impl Kyc {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Refused => "refused",
        }
    }

    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [Self::Open, Self::Approved, Self::Refused].into_iter().find(|kyc| kyc.as_str() == word)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum PayeeEvent {
    /// A cycle ends before this day.
    CycleEnds {
        before: Date,
    },
    /// What came of it; none where nothing was to settle. The turn's own answer to `PayeeEffect::Close`.
    Closed {
        settlement: Option<Box<Settlement>>,
    },
    /// Something that holds payouts may be otherwise: KYC, the least that is sent.
    LookAgain,
    AccountGiven {
        account: PayAccountId,
        is_upi: bool,
        shown: String,
        by: Given,
    },
    AccountSeen {
        account: PayAccountId,
        said: Validation,
    },
    /// It cannot even be asked about.
    AccountRefused {
        account: PayAccountId,
        detail: String,
    },
    /// A webhook has something to say of a validation.
    AccountHinted {
        account: PayAccountId,
        validation: ProviderId,
    },
    /// Whoever is asked says that it is right.
    AccountConfirmed {
        account: PayAccountId,
        by: Given,
    },
    /// It is not.
    AccountDropped {
        account: PayAccountId,
    },
    PayoutSeen {
        key: Uuid,
        said: PayoutSaid,
    },
    /// It was never made.
    PayoutRefused {
        key: Uuid,
        detail: String,
    },
    /// A webhook has something to say of a transfer.
    PayoutHinted {
        key: Uuid,
        provider: ProviderId,
    },
    OfficeHeld {
        payout: PayoutId,
        reason: String,
    },
    OfficeReleased {
        payout: PayoutId,
    },
    /// Once more what has not arrived.
    OfficeRetried {
        payout: PayoutId,
    },
    /// The office has paid it at the bank.
    OfficePaid {
        payout: PayoutId,
        utr: String,
    },
    Due {
        timer: PayeeTimer,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "timer")]
pub enum PayeeTimer {
    PayDay { payout: PayoutId },
    Look { key: Uuid },
    LookAtAccount { account: PayAccountId },
}

/// What the provider says of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validation {
    pub validation: ProviderId,
    pub fund_account: ProviderId,
    pub whose: Whose,
}

/// Whose an account is, by its bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// It has not answered yet.
    NotKnown,
    /// There is no such account.
    Nobodys,
    /// In this name; some banks tell none.
    Of(String),
}

/// What the provider is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "call")]
pub enum PayoutCall {
    /// Makes the account known there, and asks in whose name it is.
    Check {
        account: PayAccountId,
    },
    LookUpAccount {
        account: PayAccountId,
        validation: ProviderId,
    },
    Pay {
        key: Uuid,
        fund_account: ProviderId,
        amount_paise: Paise,
        mode: Mode,
    },
    LookUp {
        key: Uuid,
        provider: ProviderId,
    },
}

impl PayoutCall {
    /// What is asked about one thing leaves in order.
    #[must_use]
    pub const fn lane(&self) -> Uuid {
        match self {
            Self::Check { account } | Self::LookUpAccount { account, .. } => account.0,
            Self::Pay { key, .. } | Self::LookUp { key, .. } => *key,
        }
    }
}

/// Why somebody of the office should look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alarm {
    /// A payout has not arrived, and nothing will try again by itself.
    PayoutFailed,
    /// It came back.
    PayoutReversed,
    /// It is under way for longer than any should be.
    PayoutSlow,
    /// The provider says something that we do not understand.
    PayoutUnknown,
    /// The account is in another name than the vendor's.
    AccountName,
}

impl Alarm {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PayoutFailed => "payout_failed",
            Self::PayoutReversed => "payout_reversed",
            Self::PayoutSlow => "payout_slow",
            Self::PayoutUnknown => "payout_unknown",
            Self::AccountName => "account_name",
        }
    }
}

/// What the vendor should hear. Sums and masked accounts; words are put to it elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "news")]
pub enum PayeeNews {
    Settled {
        card: SettledCard,
    },
    PaidOut {
        amount_paise: Paise,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        utr: Option<String>,
        /// Where; none: by hand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shown: Option<String>,
    },
    /// It did not arrive or came back: another account is wanted, or we see to it.
    NotPaid {
        amount_paise: Paise,
        shown: String,
        wants_account: bool,
    },
    /// In whose name the account is that he gave. `fits`: his own.
    AccountFound {
        account: PayAccountId,
        shown: String,
        name: String,
        fits: bool,
    },
    /// There is no such account.
    AccountWrong {
        shown: String,
    },
    AccountInUse {
        shown: String,
        name: String,
    },
    /// The office looks at it first.
    AccountWithOffice {
        shown: String,
    },
}

/// A settlement in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledCard {
    pub from: Date,
    pub to: Date,
    pub opening_paise: Paise,
    pub sales_paise: Paise,
    pub returns_paise: Paise,
    pub fees_paise: Paise,
    pub taxes_paise: Paise,
    pub cash_paise: Paise,
    pub paid_paise: Paise,
    pub other_paise: Paise,
    pub closing_paise: Paise,
    /// What of it is still to be paid, and what holds it; nothing: it is paid, or nothing is to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_pay_paise: Option<Paise>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Why>,
}

impl SettledCard {
    #[must_use]
    pub fn of(settlement: &Settlement, payout: Option<&Payout>) -> Self {
        let figures = settlement.figures;
        let open = payout.filter(|payout| payout.state != PayoutState::Carried);
        let held = match open.map(|payout| &payout.state) {
            Some(PayoutState::Held { why }) => why.clone(),
            Some(PayoutState::Failed | PayoutState::Reversed) => vec![Why::NoAccount],
            Some(PayoutState::Due | PayoutState::Sent) => Vec::new(),
            Some(PayoutState::Processed | PayoutState::Carried) | None => Vec::new(),
        };
        let unpaid = open.filter(|payout| payout.state != PayoutState::Processed);
        Self {
            from: settlement.from,
            to: settlement.to,
            opening_paise: settlement.opening_paise,
            sales_paise: figures.sales(),
            returns_paise: figures.returns_paise,
            fees_paise: figures.fees(),
            taxes_paise: figures.taxes(),
            cash_paise: figures.cash(),
            paid_paise: figures.paid_paise,
            other_paise: figures.other_paise,
            closing_paise: settlement.closing_paise,
            to_pay_paise: unpaid.map(|payout| payout.amount_paise),
            held,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "effect")]
pub enum PayeeEffect {
    /// Settle what is before this day; the answer is `PayeeEvent::Closed`.
    Close {
        before: Date,
    },
    Call {
        call: PayoutCall,
    },
    SetTimer {
        timer: PayeeTimer,
        at: Timestamp,
    },
    Post {
        posting: Posting,
    },
    Tell {
        news: PayeeNews,
    },
    Alarm {
        alarm: Alarm,
    },
}

/// What a decision may look at besides.
pub struct Ctx<'a> {
    pub now: &'a Zoned,
    pub terms: &'a Terms,
    pub kyc: Kyc,
    /// What he trades under, which the bank's name for his account is laid beside.
    pub name: &'a str,
    /// What we owe him by the ledger as it is now, what this turn posts left out.
    pub owed_paise: Paise,
    /// Whether the account that pays is set up.
    pub can_pay: bool,
    pub mint: &'a mut Minter,
}

#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayeeStep {
    pub payee: Payee,
    pub effects: Vec<PayeeEffect>,
}

impl Payee {
    #[must_use]
    pub fn new(vendor: VendorId) -> Self {
        Self {
            vendor,
            account: None,
            candidate: None,
            payouts: Vec::new(),
            closed: Closing::default(),
            settled_to: None,
        }
    }

    /// The one that is not over, if there is one: the last.
    #[must_use]
    pub fn unpaid(&self) -> Option<&Payout> {
        self.payouts
            .iter()
            .rev()
            .find(|payout| payout.is_open() || payout.state == PayoutState::Sent)
    }
}

/// Decides.
pub fn step(payee: Payee, event: PayeeEvent, ctx: &mut Ctx<'_>) -> PayeeStep {
    let mut draft = Draft { payee, effects: Vec::new(), owed: ctx.owed_paise, ctx };
    draft.heard(event);
    PayeeStep { payee: draft.payee, effects: draft.effects }
}

/// A step in the making.
struct Draft<'a, 'b> {
    payee: Payee,
    effects: Vec<PayeeEffect>,
    /// What we owe him, with what this step posts.
    owed: Paise,
    ctx: &'a mut Ctx<'b>,
}

impl Draft<'_, '_> {
    fn heard(&mut self, event: PayeeEvent) {
        match event {
            PayeeEvent::CycleEnds { before } => self.effect(PayeeEffect::Close { before }),
            PayeeEvent::Closed { settlement } => match settlement {
                Some(settlement) => self.closed(&settlement),
                None => self.review(),
            },
            PayeeEvent::LookAgain => self.review(),
            PayeeEvent::AccountGiven { account, is_upi, shown, by } => {
                self.account_given(account, is_upi, shown, by);
            }
            PayeeEvent::AccountSeen { account, said } => self.account_seen(account, said),
            PayeeEvent::AccountRefused { account, detail: _ } => self.account_wrong(account),
            PayeeEvent::AccountHinted { account, validation } => {
                self.look_at_account(account, Some(validation));
            }
            PayeeEvent::AccountConfirmed { account, by } => self.account_confirmed(account, by),
            PayeeEvent::AccountDropped { account } => self.account_dropped(account),
            PayeeEvent::PayoutSeen { key, said } => self.payout_seen(key, said),
            PayeeEvent::PayoutRefused { key, detail } => self.payout_refused(key, detail),
            PayeeEvent::PayoutHinted { key, provider } => {
                self.effect(PayeeEffect::Call { call: PayoutCall::LookUp { key, provider } });
            }
            PayeeEvent::OfficeHeld { payout, reason } => self.office_held(payout, reason),
            PayeeEvent::OfficeReleased { payout } => self.office_released(payout),
            PayeeEvent::OfficeRetried { payout } => self.office_retried(payout),
            PayeeEvent::OfficePaid { payout, utr } => self.office_paid(payout, utr),
            PayeeEvent::Due { timer: PayeeTimer::PayDay { .. } } => self.review(),
            PayeeEvent::Due { timer: PayeeTimer::Look { key } } => self.look(key),
            PayeeEvent::Due { timer: PayeeTimer::LookAtAccount { account } } => {
                self.look_at_account_again(account);
            }
        }
    }

    fn effect(&mut self, effect: PayeeEffect) {
        self.effects.push(effect);
    }

    fn tell(&mut self, news: PayeeNews) {
        self.effect(PayeeEffect::Tell { news });
    }

    fn alarm(&mut self, alarm: Alarm) {
        self.effect(PayeeEffect::Alarm { alarm });
    }

    fn timer_in(&mut self, minutes: i64, timer: PayeeTimer) {
        let now = self.ctx.now.timestamp();
        let at = now.checked_add(minutes.minutes()).unwrap_or(now);
        self.effect(PayeeEffect::SetTimer { timer, at });
    }
}

/// Looks grow rarer: after five minutes, ten, twenty … six hours at most.
fn patience(looks: u8) -> i64 {
    (5_i64 << looks.min(7)).min(360)
}
