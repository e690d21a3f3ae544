//! Calls to Razorpay. Each may be repeated: a link is known by its reference, a refund by its idempotency key, and
//! looking or cancelling twice is looking or cancelling once. What Razorpay answers becomes an event of the order.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::inbox::{self, BOOKS, KeyKind, NewEvent};
use realserv_adapters::postgres::outbox::{self, Back, Claimed};
use realserv_adapters::razorpay::{CallFailure, Client, NewLink, Next, RefundEntity};
use realserv_domain::books::BooksEvent;
use realserv_domain::ids::{Minter, OrderId, RefundId};
use realserv_domain::orders::{OrderEvent, RazorpayCall};
use uuid::Uuid;

use super::bills::{self, Bill};
use super::{Channel, End, Outcome, Prepared, backoff};
use crate::app::App;
use crate::turn::event::{Asking, BooksAsking};
use crate::wake::{Left, Tray};

pub struct Razorpay;

impl Channel for Razorpay {
    const CHANNEL: outbox::Channel = outbox::Channel::Razorpay;

    /// What follows; none where nothing does.
    type Answer = Option<Follows>;
    type With = ();

    fn tray<'a>(&self, app: &'a App) -> &'a Tray {
        app.bells.razorpay()
    }

    async fn prepare(&self, _: &App, rows: &[Claimed]) -> Result<Prepared<()>, StoreError> {
        let go = rows.iter().map(|row| (row.clone(), ())).collect();
        Ok(Prepared { go, wait: Vec::new(), gone: Vec::new() })
    }

    async fn call(app: &App, row: &Claimed, (): ()) -> End<Self::Answer> {
        call(app, row).await
    }

    async fn settle(
        app: &App,
        outcomes: &[Outcome<Self::Answer>],
        back: &[Back],
    ) -> Result<Left, StoreError> {
        let now = app.clock.now();
        let mut events = Vec::new();
        let mut done = Vec::new();
        for Outcome { row, end } in outcomes {
            let End::Answered(event) = end else { continue };
            done.push(row.place());
            if let Some(follows) = event {
                events.push(new_event(app, row, follows)?);
            }
        }
        let mut transaction = app.pool.begin().await?;
        outbox::done(&mut transaction, &done).await?;
        outbox::put_back(&mut transaction, back).await?;
        inbox::push(&mut transaction, now, &events).await?;
        transaction.commit().await?;
        Ok(Left::events(&events))
    }
}

/// For whom an answer is, and what it says.
#[derive(Clone, Debug)]
pub enum Follows {
    Order(OrderId, OrderEvent),
    Books(BooksEvent),
}

fn new_event(app: &App, row: &Claimed, follows: &Follows) -> Result<NewEvent, StoreError> {
    let (key_kind, key_id, body) = match follows {
        Follows::Order(order, event) => (KeyKind::Order, order.0, serde_json::to_string(event)),
        Follows::Books(event) => (KeyKind::Books, BOOKS, serde_json::to_string(event)),
    };
    let body = body.map_err(|e| StoreError::unreadable("inbox", "event", row.id, e))?;
    let millis = u64::try_from(row.made_at.as_millisecond()).unwrap_or(0);
    Ok(NewEvent {
        id: Minter::new(app.secret, row.id, millis).id::<Uuid>(),
        key_kind,
        key_id,
        phone_number_id: row.phone_number_id.clone(),
        event: body,
        correlation_id: row.correlation_id.clone(),
    })
}

async fn call(app: &App, row: &Claimed) -> End<Option<Follows>> {
    let now = app.clock.now();
    let Some(client) = app.razorpay.as_ref() else {
        return End::Later { at: backoff(now, row), counts: false };
    };
    if let Ok(asking) = serde_json::from_str(&row.body) {
        return report(client, now, row, asking).await;
    }
    let Ok(Asking { order, call }) = serde_json::from_str(&row.body) else {
        tracing::error!(effect.id = %row.id, "an outbox row cannot be read: dropped");
        return End::Answered(None);
    };
    let started = tokio::time::Instant::now();
    let name = name(&call);
    let answer = ask(app, client, order, &call).await;
    let outcome = answer.as_ref().map_or_else(|failure| failure.next.as_str(), |_| "answered");
    metrics::histogram!("realserv_outside_seconds", "call" => name, "outcome" => outcome)
        .record(started.elapsed());
    match answer {
        Ok(event) => End::Answered(event.map(|event| Follows::Order(order, event))),
        Err(failure) => after(now, row, name, &failure, |failure| {
            refused(call, failure).map(|event| Follows::Order(order, event))
        }),
    }
}

/// A page of the report of a day.
async fn report(
    client: &Client,
    now: Timestamp,
    row: &Claimed,
    BooksAsking { report: day, skip }: BooksAsking,
) -> End<Option<Follows>> {
    match client.report(day, skip).await {
        Ok(rows) => End::Answered(Some(Follows::Books(BooksEvent::ReportSeen { day, skip, rows }))),
        Err(failure) => after(now, row, "razorpay.report", &failure, |failure| {
            let detail = failure.description.clone();
            Some(Follows::Books(BooksEvent::ReportRefused { day, detail }))
        }),
    }
}

fn name(call: &RazorpayCall) -> &'static str {
    match call {
        RazorpayCall::CreateLink { .. } => "razorpay.create_link",
        RazorpayCall::LookUpLink { .. } => "razorpay.look_up_link",
        RazorpayCall::LookUpBill { .. } => "whatsapp.look_up_payment",
        RazorpayCall::LookUpRefund { .. } => "razorpay.look_up_refund",
        RazorpayCall::CancelLink { .. } => "razorpay.cancel_link",
        RazorpayCall::Refund { .. } => "razorpay.refund",
        RazorpayCall::LookUpDispute { .. } => "razorpay.look_up_dispute",
    }
}

/// What Razorpay's answer means for the order; none where it means nothing.
async fn ask(
    app: &App,
    client: &Client,
    order: OrderId,
    call: &RazorpayCall,
) -> Result<Option<OrderEvent>, CallFailure> {
    let event = match call {
        RazorpayCall::CreateLink { link, reference, amount_paise, expires_at } => {
            let new = NewLink {
                reference: reference.clone(),
                amount_paise: *amount_paise,
                description: format!("RealServ order {reference}"),
                expires_at: *expires_at,
                callback_url: format!("{}/pay/return", app.config.public_url),
                customer_name: None,
                // Copied onto every payment of the link, so that a payment alone names its order.
                notes: BTreeMap::from([
                    ("reference".to_owned(), reference.clone()),
                    ("order".to_owned(), order.to_string()),
                ]),
            };
            let made = client.create_link(&new).await?;
            OrderEvent::LinkCreated {
                link: *link,
                provider: made.provider,
                short_url: made.short_url,
            }
        }
        RazorpayCall::LookUpLink { link, provider, .. } => {
            let seen = client.seen(provider).await?;
            OrderEvent::LinkSeen { link: *link, status: seen.status, payments: seen.payments }
        }
        RazorpayCall::LookUpBill { reference, configuration, amount_paise, claimed, .. } => {
            let bill = Bill { reference, configuration, amount_paise: *amount_paise };
            bills::look_up(app, client, bill, *claimed).await?
        }
        RazorpayCall::LookUpRefund { refund, payment, provider, .. } => {
            let all = client.refunds_of(payment).await?;
            let Some(seen) = all.into_iter().find(|seen| seen.provider == *provider) else {
                return Ok(None);
            };
            refund_seen(*refund, seen)
        }
        RazorpayCall::LookUpDispute { dispute } => {
            OrderEvent::DisputeSeen { said: client.dispute(dispute).await?.0 }
        }
        RazorpayCall::CancelLink { link, provider, .. } => {
            client.cancel_link(provider).await?;
            OrderEvent::LinkCancelled { link: *link }
        }
        // Of a payment made in the chat too: its configuration pays into this very account, so one way back serves both, with
        // our key against doing it twice. Meta's own `payments_refund` has no such key, and its webhook names no refund of ours.
        RazorpayCall::Refund { refund, payment, amount_paise, .. } => {
            let notes = BTreeMap::new();
            let made = client.refund(payment, *amount_paise, refund.0, &notes).await?;
            refund_seen(*refund, made)
        }
    };
    Ok(Some(event))
}

fn refund_seen(refund: RefundId, seen: RefundEntity) -> OrderEvent {
    OrderEvent::RefundSeen { refund, provider: seen.provider, status: seen.status }
}

fn after(
    now: Timestamp,
    row: &Claimed,
    call: &'static str,
    failure: &CallFailure,
    refused: impl FnOnce(&CallFailure) -> Option<Follows>,
) -> End<Option<Follows>> {
    match failure.next {
        Next::Again { after } => {
            let least = after.and_then(|d| SignedDuration::try_from(d).ok()).unwrap_or_default();
            let at = backoff(now, row).max(now.checked_add(least).unwrap_or(now));
            if failure.status.is_some() {
                End::Later { at, counts: true }
            } else {
                End::Unreachable { at }
            }
        }
        Next::Unknown => End::Unreachable { at: backoff(now, row) },
        Next::Never => {
            tracing::warn!(
                status = failure.status,
                description = failure.description,
                call,
                correlation.id = row.correlation_id,
                "Razorpay refuses a call for good",
            );
            End::Answered(refused(failure))
        }
    }
}

/// A link that cannot be cancelled has been paid or has ended: looking tells which.
fn refused(call: RazorpayCall, failure: &CallFailure) -> Option<OrderEvent> {
    let detail = failure.description.clone();
    match call {
        RazorpayCall::CreateLink { link, .. } => Some(OrderEvent::LinkRefused { link, detail }),
        RazorpayCall::CancelLink { link, .. } => Some(OrderEvent::LinkHinted { link }),
        RazorpayCall::Refund { refund, .. } => Some(OrderEvent::RefundRefused { refund, detail }),
        RazorpayCall::LookUpLink { .. } | RazorpayCall::LookUpRefund { .. } => None,
        // Asked again by the poll.
        RazorpayCall::LookUpBill { .. } | RazorpayCall::LookUpDispute { .. } => None,
    }
}
