//! Files that people sent: fetched from Meta, recognised by their content, looked through by the scanner, and then kept.
//!
//! In this order, so that nothing is stored of which somebody has not said that it is clean. A file is in memory meanwhile and
//! nowhere else; it is stored whole under the hash of its content, and then its row says so. Who dies between the two
//! does it again: the same content under the same name. What became of it is an event of the person.

use std::error::Error;

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::clamd::{Scanner, Verdict};
use realserv_adapters::files::{Digest, Key, recognise};
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::inbox::{self, KeyKind, NewEvent};
use realserv_adapters::postgres::media::{self, End as Ended};
use realserv_adapters::postgres::outbox::{self, Back, Claimed};
use realserv_adapters::whatsapp::{self, FetchFailure, Next};
use realserv_domain::ids::{Minter, PersonId};
use realserv_domain::media::{Outcome as Became, Refusal, Seen, Wanted, most_bytes, taken};
use tokio::sync::Semaphore;

use super::{Channel, End, Outcome, Prepared, backoff};
use crate::app::App;
use crate::turn::event::{Fetching, PersonEvent};
use crate::wake::{Left, Tray};

/// Files in memory at once, the largest of 25 MB.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// So long it is tried while Meta, the scanner or the store does not answer. Then its sender is told, for nobody waits longer
/// for a word about a photo; who sends it again is heard again.
const GIVES_UP_AFTER: SignedDuration = SignedDuration::from_mins(30);

pub struct Media;

/// What became of a file.
#[derive(Clone, Debug)]
pub struct Looked {
    person: PersonId,
    wanted: Wanted,
    end: Ended,
}

impl Channel for Media {
    const CHANNEL: outbox::Channel = outbox::Channel::Media;

    /// None of a row that cannot be read.
    type Answer = Option<Looked>;
    type With = ();

    fn tray<'a>(&self, app: &'a App) -> &'a Tray {
        app.bells.media()
    }

    async fn prepare(&self, _: &App, rows: &[Claimed]) -> Result<Prepared<()>, StoreError> {
        let go = rows.iter().map(|row| (row.clone(), ())).collect();
        Ok(Prepared { go, wait: Vec::new(), gone: Vec::new() })
    }

    async fn call(app: &App, row: &Claimed, (): ()) -> End<Self::Answer> {
        let Ok(Fetching { person, wanted }) = serde_json::from_str(&row.body) else {
            tracing::error!(effect.id = %row.id, "an outbox row cannot be read: dropped");
            return End::Answered(None);
        };
        let started = tokio::time::Instant::now();
        let tried = keep(app, row, &wanted).await;
        let ended = tried.or_else(|not_now| not_now.given_up(app.clock.now(), row));
        let outcome = match &ended {
            Ok(Ended::Kept { .. }) => "kept",
            Ok(Ended::Refused(refusal)) => refusal.as_str(),
            Err(_) => "again",
        };
        metrics::histogram!("realserv_outside_seconds", "call" => "media.keep", "outcome" => outcome)
            .record(started.elapsed());
        match ended {
            Ok(end) => End::Answered(Some(Looked { person, wanted, end })),
            Err(not_now) => not_now.end(app.clock.now(), row),
        }
    }

    async fn settle(
        app: &App,
        outcomes: &[Outcome<Self::Answer>],
        back: &[Back],
    ) -> Result<Left, StoreError> {
        let now = app.clock.now();
        let (mut events, mut done, mut looked) = (Vec::new(), Vec::new(), Vec::new());
        for Outcome { row, end } in outcomes {
            let End::Answered(answer) = end else { continue };
            done.push(row.place());
            if let Some(answer) = answer {
                events.push(new_event(app, row, answer)?);
                looked.push(answer);
            }
        }
        let mut transaction = app.pool.begin().await?;
        outbox::done(&mut transaction, &done).await?;
        outbox::put_back(&mut transaction, back).await?;
        for Looked { wanted, end, .. } in looked {
            media::end(&mut transaction, now, wanted.media, end).await?;
        }
        inbox::push(&mut transaction, now, &events).await?;
        transaction.commit().await?;
        Ok(Left::events(&events))
    }
}

fn new_event(app: &App, row: &Claimed, looked: &Looked) -> Result<NewEvent, StoreError> {
    let Wanted { media, kind, purpose, .. } = looked.wanted;
    let outcome = match looked.end {
        Ended::Kept { .. } => Became::Kept,
        Ended::Refused(because) => Became::Refused { because },
    };
    let event = PersonEvent::MediaSeen(Seen { media, kind, purpose, outcome });
    let event = serde_json::to_string(&event)
        .map_err(|error| StoreError::unreadable("inbox", "event", row.id, error))?;
    let millis = u64::try_from(row.made_at.as_millisecond()).unwrap_or(0);
    Ok(NewEvent {
        id: Minter::new(app.secret, row.id, millis).id(),
        key_kind: KeyKind::Person,
        key_id: looked.person.0,
        phone_number_id: row.phone_number_id.clone(),
        event,
        correlation_id: row.correlation_id.clone(),
    })
}

/// Why it is not decided yet.
enum NotNow {
    /// Nobody answers; what is said when it stays so.
    Silent(Refusal),
    /// Something answers, and not well.
    Trouble(Refusal),
    /// Everything is refused until somebody repairs it.
    Closed,
    /// WhatsApp is off.
    Off,
}

impl NotNow {
    fn given_up(self, now: Timestamp, row: &Claimed) -> Result<Ended, Self> {
        let long = now.duration_since(row.made_at) >= GIVES_UP_AFTER;
        match self {
            Self::Silent(refusal) | Self::Trouble(refusal) if long => Ok(Ended::Refused(refusal)),
            Self::Silent(_) | Self::Trouble(_) | Self::Closed | Self::Off => Err(self),
        }
    }

    fn end<T>(self, now: Timestamp, row: &Claimed) -> End<T> {
        let at = backoff(now, row);
        match self {
            Self::Silent(_) => End::Unreachable { at },
            Self::Trouble(_) => End::Later { at, counts: true },
            Self::Closed => End::Closed { at },
            Self::Off => End::Later { at, counts: false },
        }
    }
}

async fn keep(app: &App, row: &Claimed, wanted: &Wanted) -> Result<Ended, NotNow> {
    // Where nobody can look, nothing is even fetched.
    let Some(scanner) = &app.scanner else { return Ok(Ended::Refused(Refusal::Unchecked)) };
    let Some(client) = &app.whatsapp else { return Err(NotNow::Off) };
    let Ok(_one_of_few) = AT_ONCE.acquire().await else { return Err(NotNow::Off) };
    let content = match fetch(client, row, wanted).await? {
        Ok(content) => content,
        Err(refusal) => return Ok(Ended::Refused(refusal)),
    };
    let format = match taken(wanted.kind, &wanted.mime_type, recognise(&content)) {
        Ok(format) => format,
        Err(refusal) => return Ok(Ended::Refused(refusal)),
    };
    if let Some(refusal) = looked_through(scanner, row, &content).await? {
        return Ok(Ended::Refused(refusal));
    }
    let (digest, bytes) = (Digest::of(&content), content.len() as u64);
    let (key, mime) = (Key::of(digest), format.mime());
    if let Err(error) = app.files.put(&key, mime, content).await {
        tracing::warn!(
            error = &error as &dyn Error,
            correlation.id = row.correlation_id,
            "a file cannot be stored; trying again",
        );
        return Err(NotNow::Silent(Refusal::Unchecked));
    }
    Ok(Ended::Kept { mime, bytes, digest, key })
}

async fn fetch(
    client: &whatsapp::Client,
    row: &Claimed,
    wanted: &Wanted,
) -> Result<Result<Vec<u8>, Refusal>, NotNow> {
    let most = most_bytes(wanted.kind);
    let failure = match client.fetch_media(&wanted.provider, most, &row.correlation_id).await {
        Ok(content) => return Ok(Ok(content)),
        Err(failure) => failure,
    };
    match failure {
        FetchFailure::Gone => Ok(Err(Refusal::Gone)),
        FetchFailure::TooBig { .. } => Ok(Err(Refusal::TooBig)),
        FetchFailure::Broken => Err(NotNow::Trouble(Refusal::Gone)),
        FetchFailure::Failed(failure) => {
            tracing::warn!(
                error = &failure as &dyn Error,
                correlation.id = row.correlation_id,
                "a file cannot be fetched",
            );
            match failure.next {
                Next::PauseAll => Err(NotNow::Closed),
                Next::Unknown => Err(NotNow::Silent(Refusal::Gone)),
                Next::Again { .. } => Err(NotNow::Trouble(Refusal::Gone)),
                Next::Never
                | Next::NeedsTemplate
                | Next::TemplateUnusable
                | Next::FormUnusable
                | Next::MediaUnusable
                | Next::RecipientUnreachable => Ok(Err(Refusal::Gone)),
            }
        }
    }
}

/// None: clean.
async fn looked_through(
    scanner: &Scanner,
    row: &Claimed,
    content: &[u8],
) -> Result<Option<Refusal>, NotNow> {
    match scanner.scan(content).await {
        Ok(Verdict::Clean) => Ok(None),
        Ok(Verdict::TooLong) => Ok(Some(Refusal::TooBig)),
        Ok(Verdict::Infected(signature)) => {
            metrics::counter!("realserv_infected_files_total").increment(1);
            tracing::warn!(
                signature,
                effect.id = %row.id,
                correlation.id = row.correlation_id,
                "somebody sent a file that the scanner knows: it is not kept",
            );
            Ok(Some(Refusal::Infected))
        }
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn Error,
                correlation.id = row.correlation_id,
                "nobody says whether a file is clean: it is not kept before somebody does",
            );
            Err(NotNow::Silent(Refusal::Unchecked))
        }
    }
}
