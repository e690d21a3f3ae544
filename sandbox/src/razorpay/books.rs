//! What Razorpay keeps for the merchant: links, orders, payments, refunds, the balance. State and its JSON; the rules are beside it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};

use super::disputes::{Adjustment, Dispute};
use super::payment::Payment;
use super::settlements::Misreport;
use crate::options::Options;

/// Where a payment link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStatus {
    Created,
    PartiallyPaid,
    Paid,
    Cancelled,
    Expired,
}

impl LinkStatus {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::PartiallyPaid => "partially_paid",
            Self::Paid => "paid",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    pub(super) fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::PartiallyPaid)
    }
}

/// A payment link. Times in Unix seconds, `0` for never.
#[derive(Clone, Debug)]
pub struct PaymentLink {
    pub id: String,
    pub reference_id: String,
    pub short_url: String,
    pub amount_paise: i64,
    pub paid_paise: i64,
    pub status: LinkStatus,
    pub description: String,
    pub expire_by: i64,
    pub expired_at: i64,
    pub cancelled_at: i64,
    pub created_at: i64,
    pub updated_at: i64,
    /// Made when somebody first tries to pay.
    pub order_id: Option<String>,
    pub callback_url: Option<String>,
    pub payment_ids: Vec<String>,
    pub(super) short: String,
    pub(super) accept_partial: bool,
    pub(super) first_min_partial: i64,
    pub(super) reminder_enable: bool,
    pub(super) customer: Value,
    pub(super) notes: Value,
    pub(super) notify: Value,
}

impl PaymentLink {
    pub(super) fn json(&self, books: &Ledger) -> Value {
        let payments: Vec<Value> = self
            .payment_ids
            .iter()
            .filter_map(|id| books.payments.get(id))
            .filter(|payment| payment.captured)
            .map(|payment| {
                json!({"amount": payment.amount, "created_at": payment.created_at, "method": payment.method.word(),
                    "payment_id": payment.id, "plink_id": self.id, "status": "captured", "updated_at": payment.created_at})
            })
            .collect();
        let payments = if payments.is_empty() { Value::Null } else { json!(payments) };
        let mut link = json!({
            "accept_partial": self.accept_partial, "amount": self.amount_paise, "amount_paid": self.paid_paise,
            "callback_method": if self.callback_url.is_some() { "get" } else { "" },
            "callback_url": self.callback_url.as_deref().unwrap_or_default(),
            "cancelled_at": self.cancelled_at, "created_at": self.created_at, "currency": "INR", "customer": self.customer,
            "description": self.description, "expire_by": self.expire_by, "expired_at": self.expired_at,
            "first_min_partial_amount": self.first_min_partial, "id": self.id, "notes": self.notes, "notify": self.notify,
            "payments": payments, "reference_id": self.reference_id, "reminder_enable": self.reminder_enable, "reminders": [],
            "short_url": self.short_url, "status": self.status.word(), "updated_at": self.updated_at, "upi_link": false,
            "user_id": "", "whatsapp_link": false,
        });
        // Absent until somebody first tried to pay.
        if let Some(order) = &self.order_id {
            link["order_id"] = json!(order);
        }
        link
    }
}

#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) id: String,
    pub(super) amount: i64,
    pub(super) amount_paid: i64,
    pub(super) receipt: Option<String>,
    pub(super) attempts: u32,
    pub(super) notes: Value,
    pub(super) capture: Capture,
    /// Part payments, and the least that the first one may be.
    pub(super) partial: bool,
    pub(super) first_part: i64,
    pub(super) created_at: i64,
}

/// What becomes of the authorised payments of an order; seconds from the payment's creation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Capture {
    /// Captured at once if it is authorised within this; `None` leaves it to the merchant.
    pub(super) automatic_within: Option<i64>,
    /// Sent back to the payer when nobody has captured it by then.
    pub(super) sent_back_after: i64,
}

impl Capture {
    /// Uncaptured payments go back after five days.
    pub(super) const FIVE_DAYS: i64 = 5 * 24 * 3600;
    /// As links do it.
    pub(super) const ALWAYS: Self =
        Self { automatic_within: Some(i64::MAX), sent_back_after: Self::FIVE_DAYS };
    /// As orders do it that say nothing.
    pub(super) const BY_HAND: Self =
        Self { automatic_within: None, sent_back_after: Self::FIVE_DAYS };
}

impl Order {
    fn status(&self) -> &'static str {
        match (self.amount_paid >= self.amount, self.attempts) {
            (true, _) => "paid",
            (false, 0) => "created",
            (false, _) => "attempted",
        }
    }

    pub(super) fn json(&self) -> Value {
        json!({"id": self.id, "entity": "order", "amount": self.amount, "amount_paid": self.amount_paid,
            "amount_due": (self.amount - self.amount_paid).max(0), "currency": "INR", "receipt": self.receipt,
            "offer_id": null, "status": self.status(), "attempts": self.attempts, "notes": self.notes,
            "created_at": self.created_at})
    }
}

/// A refund. `status` is `pending`, `processed` or `failed`.
#[derive(Clone, Debug)]
pub struct Refund {
    pub id: String,
    pub payment_id: String,
    pub amount_paise: i64,
    pub status: &'static str,
    pub created_at: i64,
    pub(super) notes: Value,
    pub(super) receipt: Value,
    pub(super) optimum: bool,
    /// An instant refund was not possible after all.
    pub(super) slowed: bool,
    pub(super) rrn: Option<String>,
}

impl Refund {
    pub(super) fn json(&self) -> Value {
        let speed = if self.optimum { "optimum" } else { "normal" };
        let processed = if self.optimum && !self.slowed { "instant" } else { "normal" };
        json!({"id": self.id, "entity": "refund", "amount": self.amount_paise, "currency": "INR",
            "payment_id": self.payment_id, "notes": self.notes, "receipt": self.receipt,
            "acquirer_data": {"rrn": self.rrn}, "created_at": self.created_at, "batch_id": null,
            "status": self.status, "speed_processed": processed, "speed_requested": speed})
    }
}

/// What was done under an idempotency key.
#[derive(Clone, Debug)]
pub(super) enum Keyed {
    UnderWay,
    Done { body: Value, answer: Value },
}

#[derive(Clone, Debug)]
pub(super) struct Settlement {
    pub(super) id: String,
    pub(super) amount: i64,
    pub(super) fees: i64,
    pub(super) tax: i64,
    pub(super) created_at: i64,
    pub(super) rows: Vec<Row>,
}

/// A row of a settlement's report.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) credit: i64,
    pub(super) debit: i64,
    pub(super) amount: i64,
    pub(super) fee: i64,
    pub(super) tax: i64,
    pub(super) payment_id: Option<String>,
    pub(super) dispute_id: Option<String>,
    pub(super) created_at: i64,
}

/// The ledger behind the lock. Ids are in the order of their making, so the maps are too.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) links: BTreeMap<String, PaymentLink>,
    /// Every reference ever used: it stays blocked after cancel and expiry.
    pub(super) references: HashMap<String, String>,
    pub(super) shorts: HashMap<String, String>,
    pub(super) orders: BTreeMap<String, Order>,
    pub(super) payments: BTreeMap<String, Payment>,
    pub(super) refunds: BTreeMap<String, Refund>,
    pub(super) settlements: BTreeMap<String, Settlement>,
    pub(super) disputes: BTreeMap<String, Dispute>,
    pub(super) adjustments: Vec<Adjustment>,
    /// What was paid out already, by id.
    pub(super) settled: HashSet<String>,
    /// What the next report says wrongly.
    pub(super) misreports: HashMap<String, Misreport>,
    pub(super) keys: HashMap<String, Keyed>,
    pub(super) balance: i64,
    /// So many refunds still fail on demand.
    pub(super) failing_refunds: u32,
    /// So many instant refunds still become normal ones.
    pub(super) slow_refunds: u32,
    /// Events take the shapes that a strict reader trips on.
    pub(super) odd_shapes: bool,
    disabled: bool,
    secret: String,
}

/// Razorpay's side of one sandbox.
pub(crate) struct Books {
    ledger: Mutex<Ledger>,
}

impl Books {
    pub(crate) fn new(options: &Options) -> Self {
        let ledger = Ledger {
            balance: options.razorpay_balance_paise,
            secret: options.razorpay_webhook_secret.clone(),
            ..Ledger::default()
        };
        Self { ledger: Mutex::new(ledger) }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The secret that new events are signed with; retries of older ones keep theirs.
    pub(crate) fn webhook_secret(&self) -> String {
        self.lock().secret.clone()
    }

    pub(crate) fn rotate_secret(&self, secret: &str) {
        secret.clone_into(&mut self.lock().secret);
    }

    /// After 24 hours of failures Razorpay stops sending until somebody enables the endpoint again.
    pub(crate) fn disable_webhook(&self) {
        self.lock().disabled = true;
    }

    pub(crate) fn enable_webhook(&self) {
        self.lock().disabled = false;
    }

    pub(crate) fn webhook_is_disabled(&self) -> bool {
        self.lock().disabled
    }

    pub(crate) fn set_balance(&self, paise: i64) {
        self.lock().balance = paise;
    }

    pub(crate) fn balance(&self) -> i64 {
        self.lock().balance
    }

    pub(crate) fn slow_refunds(&self, next: u32) {
        self.lock().slow_refunds = next;
    }

    /// How many instant refunds will still become normal ones.
    pub(crate) fn slowing_refunds(&self) -> u32 {
        self.lock().slow_refunds
    }

    /// How many refunds will still fail on demand.
    pub(crate) fn failing_refunds(&self) -> u32 {
        self.lock().failing_refunds
    }

    pub(crate) fn odd_shapes(&self, on: bool) {
        self.lock().odd_shapes = on;
    }

    pub(crate) fn shapes_are_odd(&self) -> bool {
        self.lock().odd_shapes
    }

    pub(crate) fn fail_refunds(&self, next: u32) {
        self.lock().failing_refunds = next;
    }

    /// The next report that has this payment says something else of it.
    pub(crate) fn misreport(&self, payment: &str, how: Misreport) {
        self.lock().misreports.insert(payment.to_owned(), how);
    }

    /// Ids of captured payments, oldest first.
    pub(crate) fn captured(&self) -> Vec<String> {
        let ledger = self.lock();
        let captured = ledger.payments.values().filter(|payment| payment.captured);
        captured.map(|payment| payment.id.clone()).collect()
    }

    /// All links, oldest first.
    pub(crate) fn links(&self) -> Vec<PaymentLink> {
        self.lock().links.values().cloned().collect()
    }

    pub(crate) fn refunds(&self) -> Vec<Refund> {
        self.lock().refunds.values().cloned().collect()
    }

    /// The payments of a link as the page shows them.
    pub(crate) fn payments_of(&self, link: &PaymentLink) -> Vec<Value> {
        let ledger = self.lock();
        let payments = link.payment_ids.iter().filter_map(|id| ledger.payments.get(id));
        payments
            .map(|payment| {
                json!({"id": payment.id, "status": payment.status, "method": payment.method.word(),
                    "amount_paise": payment.amount, "refunded_paise": payment.refunded})
            })
            .collect()
    }
}

impl Ledger {
    /// What fee and tax of a captured payment come to.
    pub(super) fn fees_of(payment: &Payment) -> (i64, i64) {
        payment.fee()
    }

    pub(super) fn link_of_order(&self, order: &str) -> Option<&PaymentLink> {
        self.links.values().find(|link| link.order_id.as_deref() == Some(order))
    }
}
