//! Razorpay's entities. Every shape that razorpay.md §1.2 warns of (`notes: []`, `customer: []`, `payments: null`,
//! numbers as strings, new keys) is read; a missing id or amount alone makes an entity unreadable.

use std::collections::BTreeMap;

use jiff::Timestamp;
use realserv_domain::money::Paise;
use realserv_domain::payments::{
    Chargeback, DisputeStatus, LinkStatus, Payment, PaymentStatus, PaymentTrouble, ProviderId,
    RefundStatus,
};

use super::trouble::trouble_of;
use crate::lenient::Object;

/// The only currency that we take.
pub(super) const CURRENCY: &str = "INR";

/// A payment link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkEntity {
    pub provider: ProviderId,
    /// Ours: `<order number>-<attempt>`.
    pub reference: String,
    pub amount_paise: Paise,
    pub amount_paid_paise: Paise,
    pub currency: String,
    pub status: LinkStatus,
    pub short_url: String,
    /// Absent until somebody first tries to pay.
    pub order_id: Option<String>,
    pub expires_at: Option<Timestamp>,
    /// Captured payments, as far as the link lists them. The order knows better.
    pub payments: Vec<ProviderId>,
    pub notes: BTreeMap<String, String>,
}

/// A payment with what leads back to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentEntity {
    pub payment: Payment,
    pub order_id: Option<String>,
    /// The link that was paid, as the payment's description names it.
    pub link: Option<ProviderId>,
    /// Of an attempt that failed.
    pub trouble: Option<PaymentTrouble>,
    /// The link's notes, copied by Razorpay.
    pub notes: BTreeMap<String, String>,
}

/// A refund, whole or in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundEntity {
    pub provider: ProviderId,
    pub payment: ProviderId,
    pub amount_paise: Paise,
    pub status: RefundStatus,
    /// Our refund's id, which we sent along.
    pub receipt: Option<String>,
    /// The bank's own number of it, by which a buyer can ask his bank.
    pub bank_reference: Option<String>,
    pub notes: BTreeMap<String, String>,
}

impl LinkEntity {
    pub(super) fn read(raw: &str) -> Option<Self> {
        Self::of(&Object::read(raw).ok()?)
    }

    pub(super) fn of(link: &Object<'_>) -> Option<Self> {
        let payments = link.list("payments").into_iter().filter_map(|raw| Object::read(raw).ok());
        Some(Self {
            provider: ProviderId(link.id("id")?),
            reference: link.text("reference_id").unwrap_or_default(),
            amount_paise: paise(link, "amount")?,
            amount_paid_paise: paise(link, "amount_paid").unwrap_or_default(),
            currency: link.word("currency").unwrap_or_else(|| CURRENCY.to_owned()),
            status: link_status(&link.text("status").unwrap_or_default()),
            short_url: link.text("short_url").unwrap_or_default(),
            order_id: link.id("order_id"),
            expires_at: link.instant("expire_by"),
            payments: payments.filter_map(|p| p.id("payment_id").map(ProviderId)).collect(),
            notes: notes(link),
        })
    }
}

impl PaymentEntity {
    pub(super) fn read(raw: &str) -> Option<Self> {
        Self::of(&Object::read(raw).ok()?)
    }

    pub(super) fn of(payment: &Object<'_>) -> Option<Self> {
        let status = status_in_rupees(payment);
        let trouble = (status == PaymentStatus::Failed).then(|| {
            let word = |key| payment.text(key).unwrap_or_default();
            trouble_of(&word("error_reason"), &word("error_source"))
        });
        Some(Self {
            payment: Payment {
                provider: ProviderId(payment.id("id")?),
                amount_paise: paise(payment, "amount")?,
                status,
                method: payment.text("method").unwrap_or_default(),
                // Both are null until captured.
                fee_paise: paise(payment, "fee").unwrap_or_default(),
                fee_tax_paise: paise(payment, "tax").unwrap_or_default(),
            },
            order_id: payment.id("order_id"),
            link: payment.text("description").and_then(|text| link_of(&text)),
            trouble,
            notes: notes(payment),
        })
    }
}

impl RefundEntity {
    pub(super) fn read(raw: &str) -> Option<Self> {
        Self::of(&Object::read(raw).ok()?)
    }

    pub(super) fn of(refund: &Object<'_>) -> Option<Self> {
        let acquirer = refund.object("acquirer_data").unwrap_or_default();
        Some(Self {
            provider: ProviderId(refund.id("id")?),
            payment: ProviderId(refund.id("payment_id")?),
            amount_paise: paise(refund, "amount")?,
            status: refund_status(&refund.text("status").unwrap_or_default()),
            receipt: refund.id("receipt"),
            bank_reference: ["arn", "rrn", "utr"].into_iter().find_map(|key| acquirer.word(key)),
            notes: notes(refund),
        })
    }
}

/// A chargeback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeEntity(pub Chargeback);

impl DisputeEntity {
    pub(super) fn read(raw: &str) -> Option<Self> {
        Self::of(&Object::read(raw).ok()?)
    }

    pub(super) fn of(dispute: &Object<'_>) -> Option<Self> {
        let word = |key| dispute.text(key).unwrap_or_default();
        Some(Self(Chargeback {
            provider: ProviderId(dispute.id("id")?),
            payment: ProviderId(dispute.id("payment_id")?),
            amount_paise: paise(dispute, "amount")?,
            deducted_paise: paise(dispute, "amount_deducted").unwrap_or_default(),
            status: dispute_status(&word("status")),
            phase: word("phase"),
            reason: word("reason_code"),
            respond_by: dispute.instant("respond_by"),
        }))
    }
}

fn dispute_status(word: &str) -> DisputeStatus {
    match word {
        "open" => DisputeStatus::Open,
        "under_review" => DisputeStatus::UnderReview,
        "won" => DisputeStatus::Won,
        "lost" => DisputeStatus::Lost,
        "closed" => DisputeStatus::Closed,
        other => DisputeStatus::Unknown(other.to_owned()),
    }
}

/// The entities of a list. Links alone come under `payment_links` instead of `items`.
pub(super) fn collection<T>(raw: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let list = Object::read(raw).ok()?;
    let key = ["payment_links", "items"].into_iter().find(|key| list.has(key))?;
    Some(list.list(key).into_iter().filter_map(read).collect())
}

fn paise(object: &Object<'_>, key: &str) -> Option<Paise> {
    object.int(key).map(Paise::new)
}

fn notes(object: &Object<'_>) -> BTreeMap<String, String> {
    object.object("notes").map(|notes| notes.texts()).unwrap_or_default()
}

/// A link's payments are described by `#` and the link's id without its prefix (§2.4).
fn link_of(description: &str) -> Option<ProviderId> {
    let id = description.strip_prefix('#')?;
    let plain = id.len() == 14 && id.bytes().all(|b| b.is_ascii_alphanumeric());
    plain.then(|| ProviderId(format!("plink_{id}")))
}

/// Foreign money is never taken for rupees: it goes to a person under a status of its own.
fn status_in_rupees(payment: &Object<'_>) -> PaymentStatus {
    let word = payment.text("status").unwrap_or_default();
    match payment.word("currency") {
        Some(currency) if currency != CURRENCY => {
            PaymentStatus::Unknown(format!("{word} in {currency}"))
        }
        _ => payment_status(&word),
    }
}

fn payment_status(word: &str) -> PaymentStatus {
    match word {
        "created" => PaymentStatus::Created,
        "failed" => PaymentStatus::Failed,
        "authorized" => PaymentStatus::Authorized,
        "captured" => PaymentStatus::Captured,
        "refunded" => PaymentStatus::Refunded,
        other => PaymentStatus::Unknown(other.to_owned()),
    }
}

pub(super) fn link_status(word: &str) -> LinkStatus {
    match word {
        "created" => LinkStatus::Created,
        "partially_paid" => LinkStatus::PartiallyPaid,
        "paid" => LinkStatus::Paid,
        "expired" => LinkStatus::Expired,
        "cancelled" => LinkStatus::Cancelled,
        other => LinkStatus::Unknown(other.to_owned()),
    }
}

fn refund_status(word: &str) -> RefundStatus {
    match word {
        "pending" => RefundStatus::Pending,
        "processed" => RefundStatus::Processed,
        "failed" => RefundStatus::Failed,
        other => RefundStatus::Unknown(other.to_owned()),
    }
}
