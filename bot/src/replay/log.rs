//! The log of one conversation, read in one moment with all that its turns went by.

use std::collections::BTreeSet;

use jiff::Timestamp;
use realserv_adapters::postgres::replay::{self as rows, LoggedTurn};
use realserv_adapters::postgres::{StoreError, catalogue, zones};
use realserv_adapters::whatsapp::Recipient;
use realserv_domain::ids::PersonId;
use realserv_domain::orders::Terms;
use realserv_domain::phone::Phone;
use sqlx::{PgConnection, PgPool};
use std::sync::Arc;
use uuid::Uuid;

use super::{Cannot, Said, Sight, Turn};
use crate::basis::Archive;
use crate::settings::Settings;

/// Which turns are wanted.
#[derive(Clone, Debug, Default)]
pub struct Span {
    /// The person's id or telephone number.
    pub conversation: String,
    /// On which of our numbers.
    pub number: Option<String>,
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
}

/// Why there is nothing to replay.
#[derive(Debug, thiserror::Error)]
pub enum NoLog {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the schema is older than this program: run `realserv migrate up`")]
    OldSchema,
    #[error("{0:?} is neither the id of a person nor a telephone number")]
    NoMark(String),
    #[error("nobody here is {0}")]
    Nobody(String),
    #[error("they never wrote to {0}, nor were written to from it")]
    NotOnThisNumber(String),
    #[error("they wrote to several of our numbers: say which with --number, of {}", .0.join(", "))]
    WhichNumber(Vec<String>),
    #[error(
        "there are no turns of that time in the log: they are too old and left it, or nothing was said"
    )]
    NoTurns,
}

/// A turn of the log with what it was decided on, as far as that can be had.
pub struct Logged {
    pub row: LoggedTurn,
    pub turn: Result<(Turn, Sight), Cannot>,
    /// The conversation after it, as the log or the table has it.
    pub after: Option<String>,
}

pub struct Log {
    pub secret: [u8; 32],
    pub person: PersonId,
    pub merged_into: Option<PersonId>,
    /// Where messages to them go now: that is not in the log.
    pub to: Recipient,
    pub number: String,
    pub turns: Vec<Logged>,
    pub said: Said,
    /// What the tables say now, where that is to be decided by.
    pub against: Option<Sight>,
}

impl Log {
    /// Reads it; `against` what holds now, where the terms are given that hold when the office has set nothing.
    pub async fn read(pool: &PgPool, span: &Span, against: Option<&Terms>) -> Result<Self, NoLog> {
        let mut transaction = rows::reading(pool).await?;
        let db = &mut *transaction;
        if !rows::is_possible(db).await? {
            return Err(NoLog::OldSchema);
        }
        let whose = whose(db, &span.conversation).await?;
        let all = rows::turns(db, whose.id).await?;
        let standing = rows::conversations(db, whose.id).await?;
        let read: Vec<Result<Turn, Cannot>> = all.iter().map(Turn::read).collect();
        let numbers = numbers(&standing, &read);
        let number = chosen(span.number.as_deref(), numbers)?;
        let of_number = |(_, turn): &(LoggedTurn, Result<Turn, Cannot>)| {
            turn.as_ref().map_or(true, |turn| turn.facts.number == number)
        };
        let turns: Vec<_> = all.into_iter().zip(read).filter(of_number).collect();
        let stands = standing.into_iter().find(|one| one.phone_number_id == number);
        let afters = afters(&turns, stands.map(|one| one.state));
        let mut archive = Archive::default();
        let mut logged = Vec::new();
        for ((row, turn), after) in turns.into_iter().zip(afters) {
            let is_wanted = span.from.is_none_or(|from| from <= row.at)
                && span.to.is_none_or(|to| row.at <= to);
            if !is_wanted {
                continue;
            }
            let turn = match turn {
                Ok(turn) => sight(db, &mut archive, &turn).await?.map(|sight| (turn, sight)),
                Err(cannot) => Err(cannot),
            };
            logged.push(Logged { row, turn, after });
        }
        let since = logged.first().map(|first| first.row.at).ok_or(NoLog::NoTurns)?;
        Ok(Self {
            secret: rows::secret(db).await?.ok_or(NoLog::NoTurns)?,
            person: whose.id,
            merged_into: whose.merged_into,
            to: Recipient { phone: whose.marks.phone, user_id: whose.marks.user_id },
            number,
            turns: logged,
            said: rows::said(db, whose.id, since).await?,
            against: match against {
                Some(usual) => Some(present(db, usual).await?),
                None => None,
            },
        })
    }
}

async fn whose(db: &mut PgConnection, mark: &str) -> Result<rows::Whose, NoLog> {
    let id = Uuid::try_parse(mark.trim()).ok();
    let phone = mark.parse::<Phone>().ok().filter(|_| id.is_none());
    if id.is_none() && phone.is_none() {
        return Err(NoLog::NoMark(mark.to_owned()));
    }
    let found = rows::whose(db, id, phone.as_ref().map(Phone::reveal)).await?;
    found.ok_or_else(|| NoLog::Nobody(mark.to_owned()))
}

/// Those on which anything stands or stood.
fn numbers(standing: &[rows::Standing], turns: &[Result<Turn, Cannot>]) -> BTreeSet<String> {
    let stands = standing.iter().map(|one| one.phone_number_id.clone());
    let turned = turns.iter().flatten().map(|turn| turn.facts.number.clone());
    stands.chain(turned).collect()
}

fn chosen(wanted: Option<&str>, numbers: BTreeSet<String>) -> Result<String, NoLog> {
    if let Some(wanted) = wanted {
        let found = numbers.contains(wanted).then(|| wanted.to_owned());
        return found.ok_or_else(|| NoLog::NotOnThisNumber(wanted.to_owned()));
    }
    let mut numbers: Vec<String> = numbers.into_iter().collect();
    match numbers.len() {
        0 => Err(NoLog::NoTurns),
        1 => Ok(numbers.remove(0)),
        _ => Err(NoLog::WhichNumber(numbers)),
    }
}

/// The conversation after each turn: as the next found it, and after the last as it stands. Not known where the row after it does
/// not say.
fn afters(
    turns: &[(LoggedTurn, Result<Turn, Cannot>)],
    stands: Option<String>,
) -> Vec<Option<String>> {
    let mut after = stands.filter(|state| !state.is_empty());
    let mut afters = Vec::with_capacity(turns.len());
    for (row, turn) in turns.iter().rev() {
        afters.push(after.clone());
        after = match turn {
            Ok(Turn { decided: None, .. }) => after,
            Ok(Turn { decided: Some(_), .. }) => row.state.clone(),
            Err(_) => None,
        };
    }
    afters.reverse();
    afters
}

/// What the turn looked at in memory.
async fn sight(
    db: &mut PgConnection,
    archive: &mut Archive,
    turn: &Turn,
) -> Result<Result<Sight, Cannot>, StoreError> {
    let lost = |what| move |why| Cannot::Lost { what, why };
    let shown = archive.catalogue(&mut *db, &turn.facts.catalogue).await?;
    let terms = archive.terms(db, &turn.facts.terms).await?;
    Ok(shown.map_err(lost("catalogue")).and_then(|shown| {
        let terms = terms.map_err(lost("terms"))?;
        Ok(Sight { shown, terms })
    }))
}

async fn present(db: &mut PgConnection, usual: &Terms) -> Result<Sight, StoreError> {
    let catalog = catalogue::load(&mut *db).await?;
    let zones = zones::load(&mut *db).await?;
    let terms = Settings::read(db, usual).await?;
    Ok(Sight { shown: Arc::new((catalog, zones)), terms: Arc::new(terms) })
}
