//! Chargebacks (razorpay.md 11): a payer's bank takes the money back first, and decides afterwards.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    errors::{Answer, RazorpayError},
    events::{self, Event},
    paging::{Page, collection},
    payment::Payment,
};
use crate::world::World;

/// Ten days to hand in proof.
const TO_RESPOND: i64 = 10 * 24 * 3600;

/// What a bank says next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    UnderReview,
    Won,
    Lost,
    Closed,
}

impl Verdict {
    /// The word in the page's API, the status and the event.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "under_review" => Self::UnderReview,
            "won" => Self::Won,
            "lost" => Self::Lost,
            "closed" => Self::Closed,
            _ => return None,
        })
    }

    fn word(self) -> &'static str {
        match self {
            Self::UnderReview => "under_review",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Closed => "closed",
        }
    }

    fn event(self) -> &'static str {
        match self {
            Self::UnderReview => "payment.dispute.under_review",
            Self::Won => "payment.dispute.won",
            Self::Lost => "payment.dispute.lost",
            Self::Closed => "payment.dispute.closed",
        }
    }
}

/// A chargeback.
#[derive(Clone, Debug)]
pub(super) struct Dispute {
    pub(super) id: String,
    pub(super) payment_id: String,
    amount: i64,
    deducted: i64,
    status: &'static str,
    created_at: i64,
}

impl Dispute {
    fn json(&self) -> Value {
        json!({"id": self.id, "entity": "dispute", "payment_id": self.payment_id, "amount": self.amount, "currency": "INR",
            "amount_deducted": self.deducted, "reason_code": "goods_or_services_not_received",
            "reason_description": "Goods or services not received", "respond_by": self.created_at + TO_RESPOND,
            "status": self.status, "phase": "chargeback", "created_at": self.created_at, "evidence": {}})
    }
}

/// A movement of the balance that is no payment and no refund.
#[derive(Clone, Debug)]
pub(super) struct Adjustment {
    pub(super) id: String,
    pub(super) payment_id: String,
    pub(super) dispute_id: String,
    /// Positive: credited.
    pub(super) amount: i64,
    pub(super) created_at: i64,
}

/// The payer's bank takes a captured payment back, all of it. Answers the dispute's id.
pub(crate) fn open(world: &Arc<World>, payment_id: &str) -> Option<String> {
    let now = world.clock.seconds();
    let mut ledger = world.money.lock();
    let payment = ledger.payments.get(payment_id).filter(|payment| payment.captured)?.clone();
    let (id, amount) = (world.ids.razorpay("disp_"), payment.amount);
    let dispute = Dispute {
        id: id.clone(),
        payment_id: payment_id.to_owned(),
        amount,
        deducted: amount,
        status: "open",
        created_at: now,
    };
    ledger.disputes.insert(id.clone(), dispute.clone());
    ledger.adjust(world, &dispute, -amount, now);
    drop(ledger);
    tell(world, "payment.dispute.created", &dispute, &payment, now);
    Some(id)
}

/// The bank goes on. False: there is no such dispute, or it is decided.
pub(crate) fn decide(world: &Arc<World>, id: &str, verdict: Verdict) -> bool {
    let now = world.clock.seconds();
    let mut ledger = world.money.lock();
    let Some(dispute) = ledger.disputes.get_mut(id) else { return false };
    if !matches!(dispute.status, "open" | "under_review") {
        return false;
    }
    dispute.status = verdict.word();
    let back = if matches!(verdict, Verdict::Won | Verdict::Closed) { dispute.deducted } else { 0 };
    dispute.deducted -= back;
    let dispute = dispute.clone();
    if back > 0 {
        ledger.adjust(world, &dispute, back, now);
    }
    let payment = ledger.payments.get(&dispute.payment_id).cloned();
    drop(ledger);
    if let Some(payment) = payment {
        tell(world, verdict.event(), &dispute, &payment, now);
    }
    true
}

fn tell(world: &Arc<World>, name: &'static str, dispute: &Dispute, payment: &Payment, now: i64) {
    let entities = vec![("payment", payment.json()), ("dispute", dispute.json())];
    world.changed();
    events::emit(world, &dispute.payment_id, vec![Event { name, entities, created_at: now }]);
}

impl super::books::Ledger {
    fn adjust(&mut self, world: &World, dispute: &Dispute, amount: i64, now: i64) {
        self.balance += amount;
        self.adjustments.push(Adjustment {
            id: world.ids.razorpay("adj_"),
            payment_id: dispute.payment_id.clone(),
            dispute_id: dispute.id.clone(),
            amount,
            created_at: now,
        });
    }
}

/// `GET /v1/disputes/{id}`.
pub(super) fn fetch(world: &World, id: &str) -> Answer<Value> {
    world.money.lock().disputes.get(id).map(Dispute::json).ok_or_else(RazorpayError::unknown_id)
}

/// `GET /v1/disputes`.
pub(super) fn list(world: &World, query: &[(String, String)]) -> Answer<Value> {
    let page = Page::read(query)?;
    let ledger = world.money.lock();
    let found = ledger.disputes.values().rev();
    Ok(collection(page.cut(found, |dispute| dispute.created_at).map(Dispute::json).collect()))
}
