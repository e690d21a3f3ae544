//! How a bill in the chat stands. WhatsApp knows its reference and which payment was made; what that payment is worth says
//! Razorpay, on whose account it is. Neither is believed without the other, and a webhook is not believed at all.

use realserv_adapters::razorpay::{self, CallFailure, Next, PaymentEntity};
use realserv_adapters::whatsapp::{self, InChat, SendFailure, TransactionStatus};
use realserv_domain::money::Paise;
use realserv_domain::orders::{FailedInChat, OrderEvent, link_of_bill};
use realserv_domain::payments::{Payment, ProviderId};

use crate::app::App;

const RUPEES: &str = "INR";
const GATEWAY: &str = "razorpay";

/// The bill that is asked about.
#[derive(Clone, Copy)]
pub(super) struct Bill<'a> {
    pub(super) reference: &'a str,
    pub(super) configuration: &'a str,
    pub(super) amount_paise: Paise,
}

pub(super) async fn look_up(
    app: &App,
    razorpay: &razorpay::Client,
    bill: Bill<'_>,
    claimed: bool,
) -> Result<OrderEvent, CallFailure> {
    let found = match app.whatsapp.as_ref() {
        Some(client) => {
            let number = app.number_for("");
            let asked = client.payment_in_chat(&number, bill.configuration, bill.reference);
            asked.await.map_err(by_meta)?
        }
        None => None,
    };
    let mut seen = match found.as_ref() {
        Some(found) => what_it_says(bill, found),
        None => Said::default(),
    };
    let mut payments = Vec::new();
    if let Some(paid) = seen.paid.take() {
        let entity = match razorpay.payment(&paid).await {
            Ok(entity) => Some(entity),
            // Not on our account: the configuration is another one's, or the payment nobody's.
            Err(failure) if failure.next == Next::Never => None,
            Err(failure) => return Err(failure),
        };
        match entity.filter(|entity| is_of(entity, bill)) {
            Some(PaymentEntity { payment, .. }) => payments.push(payment),
            None => seen.doubt = Some("razorpay"),
        }
    }
    if claimed && payments.is_empty() && seen.doubt.is_none() {
        // Meta's own answer may lag behind its webhook. If it does not, somebody else has signed one.
        note(bill, "unconfirmed", "a payment in the chat is claimed, and not confirmed");
    }
    if let Some(why) = seen.doubt {
        note(bill, why, "a payment in the chat does not fit its bill: refused");
    }
    Ok(event(bill, payments, seen))
}

fn event(bill: Bill<'_>, payments: Vec<Payment>, seen: Said) -> OrderEvent {
    let Said { failed, doubt, .. } = seen;
    let reference = bill.reference.to_owned();
    OrderEvent::BillSeen { reference, payments, failed, doubtful: doubt.is_some() }
}

fn note(bill: Bill<'_>, why: &'static str, words: &'static str) {
    metrics::counter!("realserv_chat_payments_refused_total", "why" => why).increment(1);
    tracing::warn!(bill.reference, why, "{words}");
}

/// What of Meta's answer can be gone by.
#[derive(Default)]
struct Said {
    /// The one payment that succeeded.
    paid: Option<ProviderId>,
    failed: Vec<FailedInChat>,
    doubt: Option<&'static str>,
}

fn what_it_says(bill: Bill<'_>, found: &InChat) -> Said {
    let mut said = Said::default();
    let mut paid = Vec::new();
    for transaction in &found.transactions {
        match (&transaction.status, &transaction.payment) {
            (TransactionStatus::Success, payment) => paid.push((payment, &transaction.gateway)),
            (TransactionStatus::Failed(trouble), Some(payment)) => {
                said.failed.push(FailedInChat { payment: payment.clone(), trouble: *trouble });
            }
            (
                TransactionStatus::Failed(_)
                | TransactionStatus::Pending
                | TransactionStatus::Unknown(_),
                _,
            ) => {}
        }
    }
    // It is only money that has to fit; what was tried in vain cost nobody anything.
    if !found.is_captured() {
        return said;
    }
    let fits = found.amount_paise == Some(bill.amount_paise) && found.currency == RUPEES;
    match paid.as_slice() {
        [(Some(payment), gateway)] if fits && *gateway == GATEWAY => {
            said.paid = Some((*payment).clone());
        }
        [_] if !fits => said.doubt = Some("amount"),
        _ => said.doubt = Some("transactions"),
    }
    said
}

/// The payment of Razorpay's that was made for this bill: its notes are those that went out with the bill.
fn is_of(entity: &PaymentEntity, bill: Bill<'_>) -> bool {
    let noted = entity.notes.get("reference").map(String::as_str);
    noted.is_none() || noted == link_of_bill(bill.reference)
}

/// A question to Meta that failed, as failures of this room are. It never counts against Razorpay's breaker, which opens when
/// nobody answers at all: with a status, somebody has.
fn by_meta(failure: SendFailure) -> CallFailure {
    let next = match failure.next {
        whatsapp::Next::Again { after } => Next::Again { after },
        whatsapp::Next::Unknown | whatsapp::Next::PauseAll => Next::Again { after: None },
        whatsapp::Next::Never
        | whatsapp::Next::NeedsTemplate
        | whatsapp::Next::TemplateUnusable
        | whatsapp::Next::MediaUnusable
        | whatsapp::Next::FormUnusable
        | whatsapp::Next::RecipientUnreachable => Next::Never,
    };
    let code = failure.code.map(|code| code.to_string());
    CallFailure { status: Some(BAD_GATEWAY), code, description: failure.detail, next }
}

const BAD_GATEWAY: u16 = 502;
