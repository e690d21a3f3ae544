//! What came out of a replay, beside what the log says.

use realserv_adapters::postgres::replay::LoggedTurn;
use realserv_domain::message::Message;
use serde::Serialize;

use super::{Conversation, Done, Effect, Logged, Replayed, Said, Turn};

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The id that all ids of the turn stand beside.
    Id,
    /// What was asked of the tables.
    Asks,
    /// What was done and said.
    Effects,
    /// What the person was sent, by the transcript.
    Transcript,
    /// The conversation after it.
    Conversation,
}

impl What {
    pub(super) const fn in_words(self) -> &'static str {
        match self {
            Self::Id => "its id",
            Self::Asks => "what it asks of the tables",
            Self::Effects => "what it does",
            Self::Transcript => "what the transcript says was sent",
            Self::Conversation => "the conversation after it",
        }
    }
}

/// Documents, indented, a line for each value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub what: What,
    pub logged: String,
    pub replayed: String,
}

/// Everything in which the same decision must come out as it did.
pub(super) fn all(logged: &Logged, turn: &Turn, out: &Replayed, said: &Said) -> Vec<Difference> {
    let row = &logged.row;
    [id(row, out), asks(turn, out), effects(turn, out)]
        .into_iter()
        .flatten()
        .chain(transcript(out, said))
        .chain(conversation(logged.after.as_deref(), out))
        .collect()
}

fn id(row: &LoggedTurn, out: &Replayed) -> Option<Difference> {
    differs(What::Id, &row.id, &out.turn.0)
}

pub(super) fn asks(turn: &Turn, out: &Replayed) -> Option<Difference> {
    differs(What::Asks, &turn.facts.asks, &out.asks)
}

pub(super) fn effects(turn: &Turn, out: &Replayed) -> Option<Difference> {
    let effects: Vec<&Effect> = out.effects.iter().map(|done| &done.effect).collect();
    let logged: Vec<&Effect> = turn.effects.iter().collect();
    differs(What::Effects, &logged, &effects)
}

/// A second witness, where it still stands and was not blanked.
fn transcript(out: &Replayed, said: &Said) -> Vec<Difference> {
    let one = |done: &Done| {
        let (message, body) = (done.message()?, said.get(&done.id?)?);
        if body.is_empty() {
            return None;
        }
        match serde_json::from_str::<Message>(body) {
            Ok(sent) => differs(What::Transcript, &sent, message),
            Err(_) => Some(Difference {
                what: What::Transcript,
                logged: body.clone(),
                replayed: lines(message),
            }),
        }
    };
    out.effects.iter().filter_map(one).collect()
}

fn conversation(after: Option<&str>, out: &Replayed) -> Option<Difference> {
    let (after, replayed) = (after?, out.conversation.as_ref()?);
    match serde_json::from_str::<Conversation>(after) {
        Ok(after) => differs(What::Conversation, &after, replayed),
        // The turn that began with it says that it cannot be read.
        Err(_) => None,
    }
}

/// As values: a row of an older program may write the same otherwise.
fn differs<T: PartialEq + Serialize>(what: What, logged: &T, replayed: &T) -> Option<Difference> {
    (logged != replayed).then(|| Difference {
        what,
        logged: lines(logged),
        replayed: lines(replayed),
    })
}

fn lines(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|error| error.to_string())
}
