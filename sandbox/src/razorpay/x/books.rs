//! What RazorpayX keeps: whom money may go to, what became of it, and what the current account holds.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};

use crate::options::Options;
use crate::razorpay::books::Keyed;

/// How a payout ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayoutEnd {
    Processed,
    /// The bank does not take it; the money never left.
    Failed,
    /// It left and came back.
    Reversed,
    /// The bank says nothing: until `Sandbox::end_payout` it is under way.
    Stuck,
}

impl PayoutEnd {
    /// The word in the page's API.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "processed" => Self::Processed,
            "failed" => Self::Failed,
            "reversed" => Self::Reversed,
            "stuck" => Self::Stuck,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug)]
pub(super) struct Contact {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) reference_id: String,
    pub(super) notes: Value,
    pub(super) created_at: i64,
}

impl Contact {
    pub(super) fn json(&self) -> Value {
        json!({"id": self.id, "entity": "contact", "name": self.name, "contact": null, "email": null,
            "type": self.kind, "reference_id": self.reference_id, "batch_id": null, "active": true,
            "notes": self.notes, "created_at": self.created_at})
    }
}

/// Where money goes: a bank account or a UPI address.
#[derive(Clone, Debug)]
pub(super) struct FundAccount {
    pub(super) id: String,
    pub(super) contact_id: String,
    /// `bank_account` or `vpa`.
    pub(super) kind: String,
    /// That of the holder, as it was sent; empty for a UPI address.
    pub(super) name: String,
    pub(super) details: Value,
    /// Account number or address: what people know it by.
    pub(super) number: String,
    pub(super) created_at: i64,
}

impl FundAccount {
    pub(super) fn json(&self) -> Value {
        let mut account = json!({"id": self.id, "entity": "fund_account", "contact_id": self.contact_id,
            "account_type": self.kind, "batch_id": null, "active": true, "created_at": self.created_at});
        account[self.kind.as_str()] = self.details.clone();
        account
    }
}

#[derive(Clone, Debug)]
pub(super) struct Validation {
    pub(super) id: String,
    pub(super) fund_account: Value,
    pub(super) amount: i64,
    /// `created` or `completed`.
    pub(super) status: &'static str,
    /// `active` or `invalid`, once completed.
    pub(super) account_status: Option<&'static str>,
    pub(super) registered_name: Option<String>,
    pub(super) notes: Value,
    pub(super) created_at: i64,
}

impl Validation {
    pub(super) fn json(&self) -> Value {
        json!({"id": self.id, "entity": "fund_account.validation", "fund_account": self.fund_account,
            "status": self.status, "amount": self.amount, "currency": "INR", "notes": self.notes,
            "results": {"account_status": self.account_status, "registered_name": self.registered_name},
            "utr": null, "created_at": self.created_at})
    }
}

/// Money on its way to somebody.
#[derive(Clone, Debug)]
pub struct Payout {
    pub id: String,
    pub fund_account_id: String,
    pub amount_paise: i64,
    pub mode: String,
    pub status: &'static str,
    /// Ours: what the program calls it.
    pub reference_id: String,
    pub utr: Option<String>,
    pub(super) narration: String,
    pub(super) purpose: String,
    pub(super) notes: Value,
    /// Whether it waits for money instead of failing.
    pub(super) queues: bool,
    pub(super) reason: Option<&'static str>,
    pub(super) created_at: i64,
}

impl Payout {
    pub(super) fn json(&self) -> Value {
        let details = json!({"reason": self.reason, "source": source(self.reason), "description": description(self.reason)});
        // The fee is known when it is under way; of it the tax.
        let (fees, tax) = if self.status == "queued" { (0, 0) } else { (590, 90) };
        json!({"id": self.id, "entity": "payout", "fund_account_id": self.fund_account_id,
            "amount": self.amount_paise, "currency": "INR", "notes": self.notes, "fees": fees, "tax": tax,
            "status": self.status, "purpose": self.purpose, "utr": self.utr, "mode": self.mode,
            "reference_id": self.reference_id, "narration": self.narration, "batch_id": null,
            "failure_reason": null, "status_details": details, "created_at": self.created_at,
            "fee_type": null})
    }
}

fn source(reason: Option<&str>) -> Option<&'static str> {
    Some(match reason? {
        "low_balance" => "business",
        "payout_bank_processing" => "internal",
        _ => "beneficiary_bank",
    })
}

fn description(reason: Option<&str>) -> Option<&'static str> {
    Some(match reason? {
        "low_balance" => {
            "Payout is queued as there is insufficient balance in your business account."
        }
        "payout_bank_processing" => "Payout is being processed by our partner bank.",
        "payout_processed" => {
            "Payout is processed and the money has been credited into the beneficiary account."
        }
        "bank_account_invalid" => "Beneficiary bank account is invalid. Check the account details.",
        "bank_account_closed" => "Beneficiary bank account is closed.",
        _ => "Payout failed at the beneficiary bank.",
    })
}

/// Behind the lock.
#[derive(Default)]
pub(super) struct Vault {
    pub(super) contacts: BTreeMap<String, Contact>,
    pub(super) accounts: BTreeMap<String, FundAccount>,
    pub(super) validations: BTreeMap<String, Validation>,
    pub(super) payouts: BTreeMap<String, Payout>,
    pub(super) keys: HashMap<String, Keyed>,
    pub(super) balance: i64,
    /// How the next ones end; without any they are processed.
    pub(super) ends: VecDeque<PayoutEnd>,
    /// Whose accounts are, where it is not their contact's: none is nobody's.
    pub(super) names: HashMap<String, Option<String>>,
    secret: String,
}

/// RazorpayX's side of one sandbox.
pub(crate) struct Bank {
    vault: Mutex<Vault>,
}

impl Bank {
    pub(crate) fn new(options: &Options) -> Self {
        let vault = Vault {
            balance: options.razorpayx_balance_paise,
            secret: options.razorpayx_webhook_secret.clone(),
            ..Vault::default()
        };
        Self { vault: Mutex::new(vault) }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Vault> {
        self.vault.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn webhook_secret(&self) -> String {
        self.lock().secret.clone()
    }

    pub(crate) fn rotate_secret(&self, secret: &str) {
        secret.clone_into(&mut self.lock().secret);
    }

    pub(crate) fn balance(&self) -> i64 {
        self.lock().balance
    }

    pub(crate) fn balances(&self) -> Value {
        json!({"entity": "collection", "count": 1, "items": [{"entity": "balance", "balance": self.balance(), "currency": "INR"}]})
    }

    /// The next payouts end so, one after the other.
    pub(crate) fn end_next(&self, ends: &[PayoutEnd]) {
        self.lock().ends.extend(ends);
    }

    /// In whose name an account is; none: there is no such account.
    pub(crate) fn name(&self, number: &str, name: Option<&str>) {
        self.lock().names.insert(number.to_owned(), name.map(str::to_owned));
    }

    pub(crate) fn payouts(&self) -> Vec<Payout> {
        self.lock().payouts.values().cloned().collect()
    }
}
