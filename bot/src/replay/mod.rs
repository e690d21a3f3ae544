//! A conversation once more, from its log: each turn is decided again from what it went by, and must come out as it did. Or, with
//! what the program and the tables say now: what would it have answered?
//!
//! ```text
//! facts, conversation, event, answers ──► converse::step ──► effects, bytes ──► as logged?
//! ```
//!
//! Each turn begins with the conversation as the log has it, so that one difference makes no other. Nothing is written, sent or
//! asked of anybody outside.

use std::collections::HashMap;
use std::sync::Arc;

use realserv_adapters::postgres::replay::LoggedTurn;
use realserv_adapters::whatsapp::{self, Recipient};
use realserv_domain::catalog::Catalog;
use realserv_domain::ids::{EffectId, Minter, PersonId, TurnId};
use realserv_domain::message::Message;
use realserv_domain::orders::Terms;
use realserv_domain::zones::Zones;
use uuid::Uuid;

use crate::basis::Lost;
use crate::converse::{self, Answer, Ask, Conversation, Ctx, Effect, Event};
use crate::turn::facts::Facts;
use crate::turn::rounds::{Rounds, TooMany};

/// The log of one conversation, with what stands beside it.
mod log;

/// What came out, beside what had.
mod compare;

/// A replay as a person reads it.
mod show;

pub use compare::{Difference, What};
pub use log::{Log, Logged, NoLog, Span};
pub use show::{Form, Outcome, told};

/// Why a turn cannot be made again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Cannot {
    /// By erasure.
    #[error("this turn was blanked: what was said in it is erased")]
    Blanked,
    #[error("this turn is older than replay: its row does not say what it went by")]
    BeforeReplay,
    #[error("its {0} cannot be read by this program")]
    Unreadable(&'static str),
    #[error("its {what}: {why}")]
    Lost { what: &'static str, why: Lost },
    #[error("the decision goes in a circle")]
    Circle,
}

/// A turn as its row has it, read.
#[derive(Clone, Debug)]
pub struct Turn {
    facts: Facts,
    /// None where nobody waited for an answer, or the office wrote and that was no decision yet.
    decided: Option<(Conversation, Event)>,
    answers: Vec<Answer>,
    effects: Vec<Effect>,
}

impl Turn {
    /// What the row says.
    pub fn read(row: &LoggedTurn) -> Result<Self, Cannot> {
        if row.event.is_empty() || row.state.as_deref() == Some("") {
            return Err(Cannot::Blanked);
        }
        let facts = row.facts.as_deref().ok_or(Cannot::BeforeReplay)?;
        let event: Option<Event> = read("event", &row.event)?;
        let decided = match (event, row.state.as_deref()) {
            (None, _) => None,
            (Some(event), Some(state)) => Some((read("conversation", state)?, event)),
            (Some(_), None) => return Err(Cannot::BeforeReplay),
        };
        Ok(Self {
            facts: read("facts", facts)?,
            decided,
            answers: read("answers", &row.answers)?,
            effects: read("effects", &row.effects)?,
        })
    }
}

fn read<T: serde::de::DeserializeOwned>(what: &'static str, text: &str) -> Result<T, Cannot> {
    serde_json::from_str(text).map_err(|_| Cannot::Unreadable(what))
}

/// What a decision looks at in memory: as it was, or as it is.
#[derive(Clone)]
pub struct Sight {
    pub shown: Arc<(Catalog, Zones)>,
    pub terms: Arc<Terms>,
}

/// What came out.
#[derive(Clone, Debug)]
pub struct Replayed {
    pub turn: TurnId,
    /// The conversation after it; none where nothing is decided, or it stopped.
    pub conversation: Option<Conversation>,
    pub asks: Vec<Ask>,
    pub effects: Vec<Done>,
    /// Asked the tables something that the log has no answer to: what follows from it is not known.
    pub stopped: bool,
}

#[derive(Clone, Debug)]
pub struct Done {
    /// Those that leave a row behind have one.
    pub id: Option<Uuid>,
    pub effect: Effect,
}

impl Done {
    pub(crate) fn message(&self) -> Option<&Message> {
        match &self.effect {
            Effect::Say { message, .. } | Effect::PassOn { message, .. } => Some(message),
            Effect::TellOrder { .. }
            | Effect::SetOptedOut { .. }
            | Effect::KeepLanguage { .. }
            | Effect::JoinWaitingList { .. }
            | Effect::KeepWay { .. }
            | Effect::KeepLane { .. }
            | Effect::KeepContact { .. }
            | Effect::KeepName { .. }
            | Effect::KeepGstin { .. }
            | Effect::Notify { .. }
            | Effect::KeepWords { .. }
            | Effect::LookAtCart { .. }
            | Effect::AwaitQuiet { .. }
            | Effect::AnswerTicket { .. }
            | Effect::OpenTicket { .. }
            | Effect::Fetch { .. }
            | Effect::Apply { .. }
            | Effect::GiveAccount { .. }
            | Effect::TellPayee { .. }
            | Effect::CloseDays { .. }
            | Effect::OpenDays { .. }
            | Effect::SetOff { .. } => None,
        }
    }

    /// The bytes that go to WhatsApp with it; none where it says nothing, or nobody would get it.
    #[must_use]
    pub fn request_body(&self, number: &str, to: &Recipient) -> Option<String> {
        let callback_data = self.id?.to_string();
        whatsapp::request_body(&whatsapp::Outgoing {
            phone_number_id: number,
            to,
            message: self.message()?,
            callback_data: &callback_data,
            media_id: None,
            reply_to: None,
            correlation_id: "",
        })
    }
}

/// Decides it again.
pub fn replay(
    secret: [u8; 32],
    person: PersonId,
    (id, turn): (Uuid, &Turn),
    sight: &Sight,
) -> Result<Replayed, Cannot> {
    let mut again = Again {
        mint: Minter::new(secret, turn.facts.event_id, millis(id)),
        facts: &turn.facts,
        answers: &turn.answers,
        out: Replayed {
            turn: TurnId(Uuid::nil()),
            conversation: None,
            asks: Vec::new(),
            effects: Vec::new(),
            stopped: false,
        },
    };
    again.out.turn = again.mint.id();
    match &turn.decided {
        Some((conversation, event)) => {
            again.decide(person, conversation.clone(), event.clone(), sight)?;
        }
        // Nobody decided these words: they are the office's, and go the same way.
        None => again.carry_out(turn.effects.clone()),
    }
    Ok(again.out)
}

/// A turn's id has its event's moment in front, as `Minter` puts it there.
fn millis(id: Uuid) -> u64 {
    let (time, _) = id.as_u64_pair();
    time >> 16
}

struct Again<'a> {
    mint: Minter,
    facts: &'a Facts,
    answers: &'a [Answer],
    out: Replayed,
}

impl Again<'_> {
    fn decide(
        &mut self,
        person: PersonId,
        mut conversation: Conversation,
        event: Event,
        sight: &Sight,
    ) -> Result<(), Cannot> {
        let person = self.facts.person(person);
        let (catalog, zones) = &*sight.shown;
        let mut rounds = Rounds::of(event);
        while rounds.go_on().map_err(|TooMany| Cannot::Circle)? {
            while let Some(event) = rounds.event() {
                let mut ctx = Ctx {
                    now: &self.facts.now,
                    person: &person,
                    catalog,
                    zones,
                    terms: &sight.terms,
                    form: self.facts.form.as_deref(),
                    mint: &mut self.mint,
                };
                let step = converse::step(conversation, event, &mut ctx);
                conversation = step.conversation;
                rounds.ask(step.asks);
                self.carry_out(step.effects);
            }
            for ask in rounds.asked() {
                let Some(answer) = self.answer(ask) else {
                    self.out.stopped = true;
                    return Ok(());
                };
                rounds.learn(answer);
            }
        }
        self.out.conversation = Some(conversation);
        Ok(())
    }

    /// The log's answer, if the log was asked the same.
    fn answer(&mut self, ask: Ask) -> Option<Answer> {
        let place = self.out.asks.len();
        let is_the_same = self.facts.asks.get(place) == Some(&ask);
        self.out.asks.push(ask);
        let answer = self.answers.get(place).filter(|_| is_the_same)?.clone();
        // Answers make orders and addresses, whose ids are drawn between ours.
        self.mint.go_on_after(*self.facts.drawn.get(place)?);
        Some(answer)
    }

    /// Draws what the turn drew for each (`people::carry_out`).
    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let id = match &effect {
                Effect::Say { .. }
                | Effect::PassOn { .. }
                | Effect::TellOrder { .. }
                | Effect::OpenTicket { .. } => {
                    let EffectId(id) = self.mint.id();
                    Some(id)
                }
                Effect::SetOptedOut { .. }
                | Effect::KeepLanguage { .. }
                | Effect::JoinWaitingList { .. }
                | Effect::KeepWay { .. }
                | Effect::KeepLane { .. }
                | Effect::KeepContact { .. }
                | Effect::KeepName { .. }
                | Effect::KeepGstin { .. }
                | Effect::Notify { .. }
                | Effect::KeepWords { .. }
                | Effect::LookAtCart { .. }
                | Effect::AwaitQuiet { .. }
                | Effect::Fetch { .. }
                | Effect::AnswerTicket { .. }
                | Effect::Apply { .. }
                | Effect::GiveAccount { .. }
                | Effect::TellPayee { .. }
                | Effect::CloseDays { .. }
                | Effect::OpenDays { .. }
                | Effect::SetOff { .. } => None,
            };
            self.out.effects.push(Done { id, effect });
        }
    }
}

/// The transcript's words by the id of their message.
pub(crate) type Said = HashMap<Uuid, String>;
