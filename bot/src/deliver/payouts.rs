//! Calls to RazorpayX. Each may be repeated: a payout is known by its key, an account by its details, and looking twice is
//! looking once. What is answered becomes an event of the vendor's account.

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::inbox::{self, KeyKind, NewEvent};
use realserv_adapters::postgres::outbox::{self, Back, Claimed};
use realserv_adapters::postgres::{StoreError, payees};
use realserv_adapters::razorpay::x::{Holder, Payer};
use realserv_adapters::razorpay::{CallFailure, Next};
use realserv_domain::ids::{Minter, PayAccountId, VendorId};
use realserv_domain::settlements::{PayTo, PayeeEvent, PayoutCall};
use uuid::Uuid;

use super::{Channel, End, Outcome, Prepared, backoff};
use crate::app::App;
use crate::turn::event::PayoutAsking;
use crate::wake::{Left, Tray};

pub struct Payouts;

/// What a call needs besides its row: the account, which stands in one table alone.
type Known = Option<(VendorId, String, PayTo)>;

impl Channel for Payouts {
    const CHANNEL: outbox::Channel = outbox::Channel::Payouts;

    /// What follows; none where nothing does.
    type Answer = Option<(VendorId, PayeeEvent)>;
    type With = Known;

    fn tray<'a>(&self, app: &'a App) -> &'a Tray {
        app.bells.payouts()
    }

    async fn prepare(&self, app: &App, rows: &[Claimed]) -> Result<Prepared<Known>, StoreError> {
        let mut go = Vec::with_capacity(rows.len());
        let mut db = app.pool.acquire().await?;
        for row in rows {
            let known = match account_of(row) {
                Some(account) => payees::account(&mut db, account).await?,
                None => None,
            };
            go.push((row.clone(), known));
        }
        Ok(Prepared { go, wait: Vec::new(), gone: Vec::new() })
    }

    async fn call(app: &App, row: &Claimed, known: Known) -> End<Self::Answer> {
        call(app, row, known).await
    }

    async fn settle(
        app: &App,
        outcomes: &[Outcome<Self::Answer>],
        back: &[Back],
    ) -> Result<Left, StoreError> {
        let now = app.clock.now();
        let (mut events, mut done) = (Vec::new(), Vec::new());
        for Outcome { row, end } in outcomes {
            let End::Answered(event) = end else { continue };
            done.push(row.place());
            if let Some((vendor, event)) = event {
                events.push(new_event(app, row, *vendor, event)?);
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

fn account_of(row: &Claimed) -> Option<PayAccountId> {
    match serde_json::from_str::<PayoutAsking>(&row.body).ok()?.call {
        PayoutCall::Check { account } => Some(account),
        PayoutCall::LookUpAccount { .. } | PayoutCall::Pay { .. } | PayoutCall::LookUp { .. } => {
            None
        }
    }
}

fn new_event(
    app: &App,
    row: &Claimed,
    vendor: VendorId,
    event: &PayeeEvent,
) -> Result<NewEvent, StoreError> {
    let body = serde_json::to_string(event)
        .map_err(|e| StoreError::unreadable("inbox", "event", row.id, e))?;
    let millis = u64::try_from(row.made_at.as_millisecond()).unwrap_or(0);
    Ok(NewEvent {
        id: Minter::new(app.secret, row.id, millis).id::<Uuid>(),
        key_kind: KeyKind::Vendor,
        key_id: vendor.0,
        phone_number_id: row.phone_number_id.clone(),
        event: body,
        correlation_id: row.correlation_id.clone(),
    })
}

async fn call(app: &App, row: &Claimed, known: Known) -> End<Option<(VendorId, PayeeEvent)>> {
    let now = app.clock.now();
    let Some(payer) = app.payer.as_ref() else {
        return End::Later { at: backoff(now, row), counts: false };
    };
    let Ok(PayoutAsking { vendor, call }) = serde_json::from_str(&row.body) else {
        tracing::error!(effect.id = %row.id, "an outbox row cannot be read: dropped");
        return End::Answered(None);
    };
    let started = tokio::time::Instant::now();
    let name = name(&call);
    let answer = ask(payer, &call, known).await;
    let outcome = answer.as_ref().map_or_else(|failure| failure.next.as_str(), |_| "answered");
    metrics::histogram!("realserv_outside_seconds", "call" => name, "outcome" => outcome)
        .record(started.elapsed());
    let failure = match answer {
        Ok(event) => return End::Answered(Some((vendor, event))),
        Err(failure) => failure,
    };
    match (failure.next, call) {
        (Next::Never, call) => refused(payer, row, (name, call), failure, now)
            .await
            .map_or_else(|again| again, |event| End::Answered(event.map(|event| (vendor, event)))),
        (Next::Again { after }, _) => {
            let least = after.and_then(|d| SignedDuration::try_from(d).ok()).unwrap_or_default();
            let at = backoff(now, row).max(now.checked_add(least).unwrap_or(now));
            match failure.status {
                Some(_) => End::Later { at, counts: true },
                None => End::Unreachable { at },
            }
        }
        (Next::Unknown, _) => End::Unreachable { at: backoff(now, row) },
    }
}

fn name(call: &PayoutCall) -> &'static str {
    match call {
        PayoutCall::Check { .. } => "razorpayx.check",
        PayoutCall::LookUpAccount { .. } => "razorpayx.look_up_account",
        PayoutCall::Pay { .. } => "razorpayx.pay",
        PayoutCall::LookUp { .. } => "razorpayx.look_up",
    }
}

async fn ask(payer: &Payer, call: &PayoutCall, known: Known) -> Result<PayeeEvent, CallFailure> {
    Ok(match call {
        PayoutCall::Check { account } => match known {
            Some((vendor, name, to)) => {
                let holder = Holder { reference: vendor.0, account: account.0, name: &name };
                let said = payer.check(holder, &to).await?;
                PayeeEvent::AccountSeen { account: *account, said }
            }
            None => {
                let detail = "the account is not kept any more".to_owned();
                PayeeEvent::AccountRefused { account: *account, detail }
            }
        },
        PayoutCall::LookUpAccount { account, validation } => {
            let said = payer.validation(validation).await?;
            PayeeEvent::AccountSeen { account: *account, said }
        }
        PayoutCall::Pay { key, fund_account, amount_paise, mode } => {
            let said = payer.pay(*key, fund_account, *amount_paise, *mode).await?;
            PayeeEvent::PayoutSeen { key: *key, said }
        }
        PayoutCall::LookUp { key, provider } => {
            let said = payer.payout(provider).await?;
            PayeeEvent::PayoutSeen { key: *key, said }
        }
    })
}

/// A refusal is of this try; an earlier one, whose answer was lost, may have been taken. So it is looked for before anybody
/// believes that no money has left.
async fn refused(
    payer: &Payer,
    row: &Claimed,
    (name, call): (&'static str, PayoutCall),
    failure: CallFailure,
    now: Timestamp,
) -> Result<Option<PayeeEvent>, End<Option<(VendorId, PayeeEvent)>>> {
    tracing::warn!(
        status = failure.status,
        description = failure.description,
        call = name,
        correlation.id = row.correlation_id,
        "RazorpayX refuses a call for good",
    );
    let detail = failure.description;
    match call {
        PayoutCall::Check { account } => Ok(Some(PayeeEvent::AccountRefused { account, detail })),
        PayoutCall::Pay { key, .. } => match payer.payout_of(key, row.made_at).await {
            Ok(Some(said)) => Ok(Some(PayeeEvent::PayoutSeen { key, said })),
            Ok(None) => Ok(Some(PayeeEvent::PayoutRefused { key, detail })),
            // Nobody can say now: who is refused for his keys is refused here too.
            Err(_) => Err(End::Later { at: backoff(now, row), counts: true }),
        },
        // Asked again by the poll.
        PayoutCall::LookUpAccount { .. } | PayoutCall::LookUp { .. } => Ok(None),
    }
}
