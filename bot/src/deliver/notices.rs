//! What is told beside WhatsApp: by mail and push at once, by SMS in the place of an alert that does not arrive.
//!
//! A row is one notice by one way, and a lane of its own: nobody waits for another. What it came to stands in `notice`. Mails and
//! pushes are known by the notice's id wherever they arrive, so that a second try does no harm. An SMS is not: before its call its
//! row says so, and whoever finds that later, and no answer, does not call again.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::carrier::{CarryFailure, CarryNext};
use realserv_adapters::fcm;
use realserv_adapters::mail::Mail;
use realserv_adapters::postgres::notices::{self, Addressed, Ended, NoticeState};
use realserv_adapters::postgres::outbox::{self, Back, Claimed};
use realserv_adapters::postgres::{StoreError, contacts, inbox};
use realserv_domain::ids::DeviceId;
use realserv_domain::notice::{Notice, NoticeAbout};
use uuid::Uuid;

use super::{Channel, End, Outcome, Prepared, backoff};
use crate::app::App;
use crate::papers::{self, PaperError};
use crate::turn::event::unreached;
use crate::wake::{Left, Tray};

/// So long a paper is tried for; the office sees it then, and it stands in the chat.
const GIVES_UP_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// While an account is broken nothing goes out by it; somebody is told and it is tried again.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);

pub struct ByEmail;
pub struct ByPush;
pub struct BySms;

/// Who carries it, and how one is sent.
pub trait Carrier: Send + Sync + 'static {
    const CHANNEL: outbox::Channel;
    /// What its call is measured as.
    const CALL: &'static str;
    /// Whether sending it once more would tell it twice.
    const IS_ONCE: bool;

    fn tray(app: &App) -> &Tray;

    /// The carrier's id of it, if it gives one.
    fn send(
        app: &App,
        row: &Claimed,
        notice: &Notice,
        to: &Addressed,
    ) -> impl Future<Output = Result<Option<String>, CarryFailure>> + Send;
}

/// What a call is made with.
#[derive(Debug)]
pub enum Sending {
    To(Box<Addressed>),
    /// Nothing is called: it ends so.
    Not(NoticeState),
}

/// What became of one, and whether its device is there no more.
#[derive(Clone, Debug)]
pub struct Carried {
    ended: Ended,
    dead: Option<DeviceId>,
}

impl<C: Carrier> Channel for C {
    const CHANNEL: outbox::Channel = C::CHANNEL;

    type Answer = Carried;
    type With = Sending;

    fn tray<'a>(&self, app: &'a App) -> &'a Tray {
        <C as Carrier>::tray(app)
    }

    async fn prepare(&self, app: &App, rows: &[Claimed]) -> Result<Prepared<Sending>, StoreError> {
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut transaction = app.pool.begin().await?;
        let now = app.clock.now();
        let mut known = notices::addressed(&mut transaction, now, &ids).await?;
        let mut go = Vec::new();
        for row in rows {
            // Without its row nobody knows whom it was for.
            let sending =
                known.remove(&row.id).map_or(Sending::Not(NoticeState::Failed), sending::<C>);
            go.push((row.clone(), sending));
        }
        if C::IS_ONCE {
            let called = go.iter().filter(|(_, sending)| matches!(sending, Sending::To(_)));
            let called: Vec<Uuid> = called.map(|(row, _)| row.id).collect();
            notices::mark_called(&mut transaction, now, &called).await?;
        }
        transaction.commit().await?;
        Ok(Prepared { go, wait: Vec::new(), gone: Vec::new() })
    }

    async fn call(app: &App, row: &Claimed, with: Sending) -> End<Carried> {
        let to = match with {
            Sending::Not(state) => return ended(row, state, "it has no row of its own"),
            Sending::To(to) => to,
        };
        let Ok(notice) = serde_json::from_str::<Notice>(&row.body) else {
            tracing::error!(effect.id = %row.id, "an outbox row cannot be read: dropped");
            return ended(row, NoticeState::Failed, "it cannot be read");
        };
        let now = app.clock.now();
        if now.duration_since(row.made_at) > GIVES_UP_AFTER {
            return ended(row, NoticeState::Failed, "it could not leave for a day");
        }
        let started = tokio::time::Instant::now();
        let sent = C::send(app, row, &notice, &to).await;
        let outcome = sent.as_ref().map_or_else(|failure| failure.next.as_str(), |_| "sent");
        metrics::histogram!("realserv_outside_seconds", "call" => C::CALL, "outcome" => outcome)
            .record(started.elapsed());
        match sent {
            Ok(provider_id) => {
                let state = NoticeState::Accepted;
                let ended = Ended { id: row.id, state, provider_id, reason: None };
                End::Answered(Carried { ended, dead: None })
            }
            Err(failure) => after::<C>(now, row, &failure, &to),
        }
    }

    async fn settle(
        app: &App,
        outcomes: &[Outcome<Carried>],
        back: &[Back],
    ) -> Result<Left, StoreError> {
        let now = app.clock.now();
        let (mut done, mut ended, mut dead) = (Vec::new(), Vec::new(), HashSet::new());
        for Outcome { row, end } in outcomes {
            let End::Answered(carried) = end else { continue };
            done.push(row.place());
            ended.push(carried.ended.clone());
            dead.extend(carried.dead.map(|device| device.0));
        }
        let mut transaction = app.pool.begin().await?;
        let failed = notices::end(&mut transaction, now, &ended).await?;
        if C::IS_ONCE {
            let lanes: Vec<Uuid> = back.iter().map(|back| back.place.lane).collect();
            notices::unmark_called(&mut transaction, &lanes).await?;
        }
        outbox::done(&mut transaction, &done).await?;
        outbox::put_back(&mut transaction, back).await?;
        let dead: Vec<Uuid> = dead.into_iter().collect();
        contacts::forget_dead(&mut transaction, &dead).await?;
        let lost = notices::lost(&mut transaction, &failed).await?;
        let events = unreached(app, &lost)?;
        inbox::push(&mut transaction, now, &events).await?;
        transaction.commit().await?;
        Ok(Left::events(&events))
    }
}

fn sending<C: Carrier>(to: Addressed) -> Sending {
    if C::IS_ONCE && to.was_called {
        return Sending::Not(NoticeState::Unsure);
    }
    if to.is_over || to.has_arrived {
        return Sending::Not(NoticeState::Needless);
    }
    Sending::To(Box::new(to))
}

fn ended(row: &Claimed, state: NoticeState, why: &str) -> End<Carried> {
    let reason = (state == NoticeState::Failed).then(|| why.to_owned());
    let ended = Ended { id: row.id, state, provider_id: None, reason };
    End::Answered(Carried { ended, dead: None })
}

fn after<C: Carrier>(
    now: Timestamp,
    row: &Claimed,
    failure: &CarryFailure,
    to: &Addressed,
) -> End<Carried> {
    let channel = C::CHANNEL.as_str();
    let detail = failure.detail.as_str();
    match failure.next {
        CarryNext::Again { after } => {
            let least = after.and_then(|d| SignedDuration::try_from(d).ok()).unwrap_or_default();
            let at = backoff(now, row).max(now.checked_add(least).unwrap_or(now));
            End::Later { at, counts: true }
        }
        CarryNext::Unreachable => End::Unreachable { at: backoff(now, row) },
        CarryNext::Unknown if C::IS_ONCE => {
            tracing::warn!(channel, detail, effect.id = %row.id, "nobody knows whether it was taken");
            ended(row, NoticeState::Unsure, detail)
        }
        CarryNext::Unknown => End::Unreachable { at: backoff(now, row) },
        CarryNext::Closed => {
            tracing::error!(channel, detail, "nothing is taken until somebody repairs the account");
            End::Closed { at: now.checked_add(PAUSE).unwrap_or(now) }
        }
        CarryNext::Gone | CarryNext::Never => {
            tracing::warn!(
                channel,
                detail,
                effect.id = %row.id,
                correlation.id = row.correlation_id,
                "a notice will never be taken",
            );
            let reason = Some(failure.detail.clone());
            let state = NoticeState::Failed;
            let ended = Ended { id: row.id, state, provider_id: None, reason };
            let gone = failure.next == CarryNext::Gone;
            let dead = to.device.as_ref().filter(|_| gone).map(|(device, _)| *device);
            End::Answered(Carried { ended, dead })
        }
    }
}

/// Turned off since the row was written: its room is not even open.
fn off() -> CarryFailure {
    CarryFailure { detail: "it is off".to_owned(), next: CarryNext::Closed }
}

fn never(why: &str) -> CarryFailure {
    CarryFailure { detail: why.to_owned(), next: CarryNext::Never }
}

impl Carrier for ByEmail {
    const CHANNEL: outbox::Channel = outbox::Channel::Email;
    const CALL: &'static str = "mail.send";
    const IS_ONCE: bool = false;

    fn tray(app: &App) -> &Tray {
        app.bells.email()
    }

    async fn send(
        app: &App,
        row: &Claimed,
        notice: &Notice,
        to: &Addressed,
    ) -> Result<Option<String>, CarryFailure> {
        let mailer = app.carriers.mail.as_ref().ok_or_else(off)?;
        let to = to.email.as_ref().ok_or_else(|| never("no address is noted any more"))?;
        let pdf = match &notice.about {
            NoticeAbout::Offer { .. } => None,
            NoticeAbout::Paper { paper, file_name, .. } => {
                let zone = app.clock.today().time_zone().clone();
                let file = papers::file(&app.pool, &zone, *paper).await;
                let file = file.map_err(|error| unwritten(&error))?;
                Some((file_name.as_str(), file.bytes))
            }
        };
        let (subject, text) = (notice.title.as_str(), notice.text.as_str());
        let mail = Mail { id: row.id, at: row.made_at, to, subject, text, pdf };
        mailer.send(mail, &row.correlation_id).await.map(|()| None)
    }
}

fn unwritten(error: &PaperError) -> CarryFailure {
    let next = match error {
        PaperError::Store(_) | PaperError::Stopped => CarryNext::Again { after: None },
        PaperError::Missing | PaperError::Unwritten(_) => CarryNext::Never,
    };
    CarryFailure { detail: error.to_string(), next }
}

impl Carrier for ByPush {
    const CHANNEL: outbox::Channel = outbox::Channel::Push;
    const CALL: &'static str = "fcm.send";
    const IS_ONCE: bool = false;

    fn tray(app: &App) -> &Tray {
        app.bells.push()
    }

    async fn send(
        app: &App,
        row: &Claimed,
        notice: &Notice,
        to: &Addressed,
    ) -> Result<Option<String>, CarryFailure> {
        let client = app.carriers.push.as_ref().ok_or_else(off)?;
        let (_, token) = to.device.as_ref().ok_or_else(|| never("the device was taken away"))?;
        let now = app.clock.now();
        let push = fcm::Push {
            id: row.id,
            token,
            title: &notice.title,
            body: &notice.brief,
            kind: notice.about.as_str(),
            order: notice.about.order().map(|order| order.0),
            seconds: seconds(&notice.about, now),
        };
        client.send(now, &push, &row.correlation_id).await.map(Some)
    }
}

/// An offer that is over rings no phone.
fn seconds(about: &NoticeAbout, now: Timestamp) -> u32 {
    const DAY: u32 = 24 * 3600;
    match about {
        NoticeAbout::Offer { ends_at, .. } => {
            u32::try_from(ends_at.duration_since(now).as_secs().max(1)).unwrap_or(DAY).min(DAY)
        }
        NoticeAbout::Paper { .. } => DAY,
    }
}

impl Carrier for BySms {
    const CHANNEL: outbox::Channel = outbox::Channel::Sms;
    const CALL: &'static str = "sms.send";
    const IS_ONCE: bool = true;

    fn tray(app: &App) -> &Tray {
        app.bells.sms()
    }

    async fn send(
        app: &App,
        row: &Claimed,
        notice: &Notice,
        to: &Addressed,
    ) -> Result<Option<String>, CarryFailure> {
        let client = app.carriers.sms.as_ref().ok_or_else(off)?;
        let config = app.config.sms.as_ref().ok_or_else(off)?;
        let phone = to.phone.as_ref().ok_or_else(|| never("no number is known"))?;
        let call = notice.sms.as_ref().ok_or_else(|| never("it has no text for an SMS"))?;
        let template = config.templates.of(&call.template, call.language);
        let template = template.ok_or_else(|| never("its text is not registered"))?;
        let (id, variables) = (template.template_id.as_str(), call.variables.as_slice());
        client.send(phone, id, variables, &row.correlation_id).await.map(Some)
    }
}
