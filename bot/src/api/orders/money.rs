//! An order's money as the API shows it: links, payments, refunds, and the ledger.

use realserv_adapters::postgres::office::orders::{EntryRow, LinkRow, PaymentRow, RefundRow};
use realserv_domain::orders::{Dispute, Link, Order, Refund};
use realserv_domain::payments::Payment;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::shown::{Instant, word};

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct LinkShown {
    pub id: Uuid,
    /// At Razorpay: the order's number and the attempt.
    #[schema(example = "RS7K3M9QX-1")]
    pub reference: String,
    #[schema(example = 2_050_000)]
    pub amount_paise: i64,
    /// created, partially_paid, paid, expired, cancelled, or what Razorpay says that we do not know.
    #[schema(example = "paid")]
    pub status: String,
    pub expires_at: Instant,
    /// Razorpay's id; null until it answered.
    #[schema(required, example = "plink_ExjpAUN3gVHrPJ")]
    pub provider_id: Option<String>,
    #[schema(required)]
    pub short_url: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PaymentShown {
    /// Razorpay's id.
    #[schema(example = "pay_FVOKLsBLQAHgDI")]
    pub provider_id: String,
    #[schema(example = 2_050_000)]
    pub amount_paise: i64,
    /// created, failed, authorized, captured, refunded, or what Razorpay says that we do not know.
    #[schema(example = "captured")]
    pub status: String,
    /// As Razorpay says it: upi, card, netbanking …
    #[schema(example = "upi")]
    pub method: String,
    /// Razorpay's fee, its GST included.
    pub fee_paise: i64,
    pub fee_tax_paise: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct RefundShown {
    /// Ours; also Razorpay's idempotency key.
    pub id: Uuid,
    pub payment_id: String,
    #[schema(example = 50_000)]
    pub amount_paise: i64,
    /// cancelled_by_buyer, cancelled_by_vendor, cancelled_by_office, nobody_accepted, paid_twice, paid_too_late,
    /// paid_after_cancelling, wrong_amount, cash_instead, fewer_came, short_at_site, broken, taken_back or goodwill.
    #[schema(example = "goodwill")]
    pub why: String,
    /// asked, pending, processed, failed, or what Razorpay says that we do not know.
    #[schema(example = "processed")]
    pub status: String,
    #[schema(required)]
    pub provider_id: Option<String>,
}

/// A chargeback: what the buyer's bank asks back.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct DisputeShown {
    /// Razorpay's id.
    #[schema(example = "disp_AHfqOvkldwsbqt")]
    pub provider_id: String,
    pub payment_id: String,
    #[schema(example = 2_050_000)]
    pub amount_paise: i64,
    /// What is out of our balance for it.
    #[schema(example = 2_050_000)]
    pub deducted_paise: i64,
    /// open, under_review, won, lost, closed, or what Razorpay says that we do not know.
    #[schema(example = "open")]
    pub status: String,
    /// As Razorpay says it: retrieval, chargeback, pre_arbitration, arbitration, fraud.
    #[schema(example = "chargeback")]
    pub phase: String,
    pub reason: String,
    /// Until when proof of the delivery can be handed in, in Razorpay's dashboard.
    #[schema(required)]
    pub respond_by: Option<Instant>,
    /// What was lost and nobody was owed, less what vendors bear.
    pub loss_paise: i64,
    /// platform or vendor, once somebody has said so.
    #[schema(required, example = "platform")]
    pub borne_by: Option<String>,
}

/// One event's set of entries, which sums to zero.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PostingShown {
    pub id: i64,
    #[schema(example = "captured:pay_FVOKLsBLQAHgDI")]
    pub cause: String,
    pub at: Instant,
    pub entries: Vec<EntryShown>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct EntryShown {
    /// razorpay, cash_with_vendor, buyer, vendor, delivery, gateway_fee, gateway_fee_gst, price_support, commission,
    /// gst_payable, tcs_payable, tds_payable, welfare_fee, welfare_payable, round_off, cancellation_fee, called_out,
    /// claims, suspense, disputed, dispute_loss or bank.
    #[schema(example = "razorpay")]
    pub account: String,
    /// The vendor or buyer whose account it is, where one is kept for each.
    #[schema(required)]
    pub party_id: Option<Uuid>,
    /// Positive: debit. Negative: credit.
    #[schema(example = 2_001_620)]
    pub amount_paise: i64,
}

pub(super) fn link(order: &Order, link: &Link) -> LinkShown {
    LinkShown {
        id: link.id.0,
        reference: format!("{}-{}", order.number, link.attempt),
        amount_paise: link.amount_paise.get(),
        status: word(&link.status),
        expires_at: Instant(link.expires_at),
        provider_id: link.provider.as_ref().map(|id| id.0.clone()),
        short_url: link.short_url.clone(),
    }
}

pub(super) fn payment(payment: &Payment) -> PaymentShown {
    PaymentShown {
        provider_id: payment.provider.0.clone(),
        amount_paise: payment.amount_paise.get(),
        status: word(&payment.status),
        method: payment.method.clone(),
        fee_paise: payment.fee_paise.get(),
        fee_tax_paise: payment.fee_tax_paise.get(),
    }
}

pub(super) fn refund(refund: &Refund) -> RefundShown {
    RefundShown {
        id: refund.id.0,
        payment_id: refund.payment.0.clone(),
        amount_paise: refund.amount_paise.get(),
        why: word(&refund.why),
        status: word(&refund.status),
        provider_id: refund.provider.as_ref().map(|id| id.0.clone()),
    }
}

pub(super) fn dispute(dispute: &Dispute) -> DisputeShown {
    let said = &dispute.said;
    DisputeShown {
        provider_id: said.provider.0.clone(),
        payment_id: said.payment.0.clone(),
        amount_paise: said.amount_paise.get(),
        deducted_paise: said.deducted_paise.get(),
        status: word(&said.status),
        phase: said.phase.clone(),
        reason: said.reason.clone(),
        respond_by: said.respond_by.map(Instant),
        loss_paise: dispute.loss().get(),
        borne_by: dispute.borne_by.as_ref().map(word),
    }
}

/// As the tables have it.
impl From<LinkRow> for LinkShown {
    fn from(row: LinkRow) -> Self {
        Self {
            id: row.id,
            reference: row.reference,
            amount_paise: row.amount_paise.get(),
            status: row.status,
            expires_at: Instant(row.expires_at),
            provider_id: row.provider_id,
            short_url: row.short_url,
        }
    }
}

impl From<PaymentRow> for PaymentShown {
    fn from(row: PaymentRow) -> Self {
        Self {
            provider_id: row.provider_id,
            amount_paise: row.amount_paise,
            status: row.status,
            method: row.method,
            fee_paise: row.fee_paise,
            fee_tax_paise: row.fee_tax_paise,
        }
    }
}

impl From<RefundRow> for RefundShown {
    fn from(row: RefundRow) -> Self {
        Self {
            id: row.id,
            payment_id: row.payment_id,
            amount_paise: row.amount_paise,
            why: row.why,
            status: row.status,
            provider_id: row.provider_id,
        }
    }
}

/// Entries come in the order of their postings.
pub(super) fn postings(entries: Vec<EntryRow>) -> Vec<PostingShown> {
    let mut postings: Vec<PostingShown> = Vec::new();
    for row in entries {
        let entry = EntryShown {
            account: row.account,
            party_id: row.party,
            amount_paise: row.amount_paise.get(),
        };
        match postings.last_mut().filter(|posting| posting.id == row.posting) {
            Some(posting) => posting.entries.push(entry),
            None => postings.push(PostingShown {
                id: row.posting,
                cause: row.cause,
                at: Instant(row.at),
                entries: vec![entry],
            }),
        }
    }
    postings
}
