//! A replay as a person reads it, turn by turn, or as documents for machines, one a line. The same log gives the same text to
//! the byte: nothing of now stands in it.

use std::collections::HashMap;
use std::fmt::Write;

use realserv_domain::message::Message;
use serde::Serialize;
use serde_json::{Value, json};

use super::compare::{self, Difference, What};
use super::{Cannot, Done, Effect, Event, Log, Logged, Replayed, Sight, Turn, replay};
use crate::api::conversations::text;

/// For whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    Json,
}

/// How many came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub same: usize,
    pub differ: usize,
    pub cannot: usize,
    /// Of those that are the same: they leave another conversation behind.
    pub remember: usize,
}

/// The whole replay; against what holds now only where the answers would differ.
#[must_use]
pub fn told(log: &Log, form: Form) -> (String, Outcome) {
    let against = log.against.is_some();
    let mut telling = Telling { log, against, outcome: Outcome::default(), titles: HashMap::new() };
    let mut out = String::new();
    if form == Form::Text {
        telling.head(&mut out);
    }
    for (place, logged) in log.turns.iter().enumerate() {
        let made = telling.make(logged);
        telling.count(&made);
        if !against || made.is_worth_showing() {
            match form {
                Form::Text => telling.lines(&mut out, place + 1, logged, &made),
                Form::Json => line(&mut out, telling.document(logged, &made)),
            }
        }
        telling.remember_titles(logged);
    }
    match form {
        Form::Text => telling.foot(&mut out),
        Form::Json => line(&mut out, json!({"outcome": telling.outcome})),
    }
    (out, telling.outcome)
}

/// What became of a turn.
enum Made<'a> {
    Cannot(Cannot),
    Out { turn: &'a Turn, out: Box<Replayed>, differences: Vec<Difference>, remembers: bool },
}

impl Made<'_> {
    fn is_worth_showing(&self) -> bool {
        match self {
            Self::Cannot(_) => true,
            Self::Out { differences, .. } => !differences.is_empty(),
        }
    }
}

struct Telling<'a> {
    log: &'a Log,
    against: bool,
    outcome: Outcome,
    /// What stood on the buttons, by their ids.
    titles: HashMap<String, String>,
}

impl<'a> Telling<'a> {
    fn make(&self, logged: &'a Logged) -> Made<'a> {
        let (turn, then) = match &logged.turn {
            Ok((turn, sight)) => (turn, sight),
            Err(cannot) => return Made::Cannot(cannot.clone()),
        };
        let sight: &Sight = self.log.against.as_ref().unwrap_or(then);
        match replay(self.log.secret, self.log.person, (logged.row.id, turn), sight) {
            Err(cannot) => Made::Cannot(cannot),
            Ok(out) => {
                let all = compare::all(logged, turn, &out, &self.log.said);
                let remembers = all.iter().any(|one| one.what == What::Conversation);
                let answers = |one: &Difference| matches!(one.what, What::Asks | What::Effects);
                let differences = match self.against {
                    true => all.into_iter().filter(answers).collect(),
                    false => all,
                };
                Made::Out { turn, out: Box::new(out), differences, remembers }
            }
        }
    }

    fn count(&mut self, made: &Made<'_>) {
        match made {
            Made::Cannot(_) => self.outcome.cannot += 1,
            Made::Out { differences, remembers, .. } if differences.is_empty() => {
                self.outcome.same += 1;
                self.outcome.remember += usize::from(*remembers);
            }
            Made::Out { .. } => self.outcome.differ += 1,
        }
    }

    fn head(&self, out: &mut String) {
        line(out, format_args!("Conversation of {} on {}", self.log.person, self.log.number));
        if let Some(into) = self.log.merged_into {
            line(out, format_args!("(they turned out to be {into}, whose log goes on from here)"));
        }
    }

    fn foot(&self, out: &mut String) {
        let Outcome { same, differ, cannot, remember } = self.outcome;
        let all = same + differ + cannot;
        let as_it_was = if self.against { "would answer the same" } else { "as logged" };
        let not = if self.against { "would not" } else { "not as logged" };
        let mut text = format!("\n{all} turns: {same} {as_it_was}, {differ} {not}");
        if cannot > 0 {
            let _ = write!(text, ", {cannot} cannot be replayed");
        }
        if self.against && remember > 0 {
            let _ = write!(text, " ({remember} would answer the same and remember something else)");
        }
        line(out, text + ".");
    }

    fn lines(&self, out: &mut String, place: usize, logged: &Logged, made: &Made<'_>) {
        let when = match made {
            Made::Out { turn, .. } => turn.facts.now.strftime("%Y-%m-%d %H:%M:%S %:z").to_string(),
            Made::Cannot(_) => logged.row.at.to_string(),
        };
        line(out, format_args!("\n{place}  {when}  {}", logged.row.id));
        match made {
            Made::Cannot(cannot) => line(out, format_args!("   ? {cannot}")),
            Made::Out { turn, out: replayed, differences, .. } => {
                self.heard(turn).iter().for_each(|heard| line(out, format_args!("   < {heard}")));
                if self.against {
                    then_and_now(out, turn, replayed, differences);
                } else {
                    self.came_out(out, turn, replayed, differences);
                }
            }
        }
    }

    /// What was decided, its bytes, and whether the log says so.
    fn came_out(
        &self,
        out: &mut String,
        turn: &Turn,
        replayed: &Replayed,
        differences: &[Difference],
    ) {
        for ask in &replayed.asks {
            line(out, format_args!("   asks {}", word(ask, "ask")));
        }
        if replayed.stopped {
            line(out, "   (the log has no answer to that: what follows is not known)");
        }
        for done in &replayed.effects {
            shown(&done.effect).iter().for_each(|text| line(out, format_args!("   {text}")));
            if done.message().is_some() {
                let body = done.request_body(&turn.facts.number, &self.log.to);
                let body = body.unwrap_or_else(|| "(nobody would get it any more)".to_owned());
                line(out, format_args!("   POST {body}"));
            }
        }
        if differences.is_empty() {
            line(out, "   = as logged");
        }
        for difference in differences {
            line(out, format_args!("   ! not as logged: {}", difference.what.in_words()));
            changed(out, difference);
        }
    }

    /// What came in, as far as it can be read out.
    fn heard(&self, turn: &Turn) -> Vec<String> {
        let Some((_, event)) = &turn.decided else {
            let by_office = !turn.effects.is_empty();
            let text = if by_office { "(the office wrote)" } else { "(nothing to answer)" };
            return vec![text.to_owned()];
        };
        match event {
            Event::Said { text } => text.lines().map(str::to_owned).collect(),
            Event::Tapped(tap) => {
                let id = tap.encode();
                let title = self.titles.get(&id).map(|title| format!("[{title}] "));
                vec![format!("{}({id})", title.unwrap_or_default())]
            }
            Event::TappedUnknown { title, .. } => vec![format!("[{title}]")],
            Event::Shared { .. }
            | Event::Sent { .. }
            | Event::Contact { .. }
            | Event::Filled { .. }
            | Event::Carted { .. }
            | Event::Unreadable { .. }
            | Event::Learned(_)
            | Event::Told(_)
            | Event::Joined { .. }
            | Event::Opened { .. }
            | Event::RepeatDue { .. }
            | Event::Undelivered { .. }
            | Event::PhotoRefused { .. }
            | Event::WindowClosed { .. }
            | Event::MediaSeen { .. }
            | Event::CartWaits
            | Event::Quiet
            | Event::OfficeTook { .. }
            | Event::OfficeReleased
            | Event::Application(_)
            | Event::Ticket(_) => vec![value(event).to_string()],
            Event::Answered { number, words, .. } => {
                let words = words.lines().map(str::to_owned);
                std::iter::once(format!("(for {number})")).chain(words).collect()
            }
            Event::OfficeWrote { by, .. } => vec![format!("(the office wrote: {by})")],
        }
    }

    fn remember_titles(&mut self, logged: &Logged) {
        let Ok((turn, _)) = &logged.turn else { return };
        for effect in &turn.effects {
            if let Effect::Say { message, .. } = effect {
                self.titles.extend(titles(message));
            }
        }
    }

    fn document(&self, logged: &Logged, made: &Made<'_>) -> Value {
        let mut document = json!({"id": logged.row.id, "at": logged.row.at});
        match made {
            Made::Cannot(cannot) => {
                document["result"] = json!("cannot");
                document["why"] = json!(cannot.to_string());
            }
            Made::Out { turn, out, differences, .. } => {
                let number = &turn.facts.number;
                let bodies =
                    out.effects.iter().filter_map(|done| done.request_body(number, &self.log.to));
                let effects = out
                    .effects
                    .iter()
                    .map(|Done { id, effect }| json!({"id": id, "effect": effect}));
                document["result"] = json!(if differences.is_empty() { "same" } else { "differs" });
                document["now"] = json!(turn.facts.now);
                document["number"] = json!(number);
                document["event"] = value(&turn.decided.as_ref().map(|(_, event)| event));
                document["asks"] = value(&out.asks);
                document["answers"] = value(&turn.answers);
                document["effects"] = effects.collect();
                document["bodies"] = bodies.collect();
                document["stopped"] = json!(out.stopped);
                document["differences"] = value(&differences);
            }
        }
        document
    }
}

/// Both answers as their reader would see them; where they look the same, what is behind.
fn then_and_now(out: &mut String, turn: &Turn, replayed: &Replayed, differences: &[Difference]) {
    let then: Vec<String> = turn.effects.iter().flat_map(shown).collect();
    let now: Vec<String> = replayed.effects.iter().flat_map(|done| shown(&done.effect)).collect();
    if then == now && !replayed.stopped {
        differences.iter().for_each(|one| changed(out, one));
        return;
    }
    line(out, "   then:");
    then.iter().for_each(|text| line(out, format_args!("     {text}")));
    line(out, "   now:");
    now.iter().for_each(|text| line(out, format_args!("     {text}")));
    if replayed.stopped
        && let Some(ask) = replayed.asks.last()
    {
        line(out, format_args!("     asks {}", value(ask)));
        line(out, "     (the log has no answer to that: what follows is not known)");
    }
}

/// A message line by line, anything else as its document.
fn shown(effect: &Effect) -> Vec<String> {
    match effect {
        Effect::Say { message, .. } | Effect::PassOn { message, .. } => {
            text::said(message).into_iter().map(|text| format!("> {text}")).collect()
        }
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
        | Effect::SetOff { .. } => vec![format!("* {}", value(effect))],
    }
}

/// The lines between the first and the last that differ.
fn changed(out: &mut String, difference: &Difference) {
    let logged: Vec<&str> = difference.logged.lines().collect();
    let replayed: Vec<&str> = difference.replayed.lines().collect();
    let alike = |(a, b): &(&&str, &&str)| a == b;
    let before = logged.iter().zip(&replayed).take_while(alike).count();
    let (logged, replayed) =
        (logged.get(before..).unwrap_or_default(), replayed.get(before..).unwrap_or_default());
    let after = logged.iter().rev().zip(replayed.iter().rev()).take_while(alike).count();
    for (sign, lines) in [("-", logged), ("+", replayed)] {
        for text in lines.iter().take(lines.len() - after) {
            line(out, format_args!("     {sign} {text}"));
        }
    }
}

/// What stands on the buttons and rows of a message, by their ids.
fn titles(message: &Message) -> Vec<(String, String)> {
    match message {
        Message::Buttons { buttons, .. } => {
            buttons.iter().map(|button| (button.id.clone(), button.title.clone())).collect()
        }
        Message::List { sections, .. } => {
            let rows = sections.iter().flat_map(|section| &section.rows);
            rows.map(|row| (row.id.clone(), row.title.clone())).collect()
        }
        Message::Text { .. }
        | Message::Link { .. }
        | Message::Bill { .. }
        | Message::BillEnded { .. }
        | Message::AskLocation { .. }
        | Message::AskContact { .. }
        | Message::Document { .. }
        | Message::Form { .. }
        | Message::Template(_) => Vec::new(),
    }
}

/// The word of a document that is tagged with one.
fn word(of: &impl Serialize, tag: &str) -> String {
    value(of).get(tag).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

fn line(out: &mut String, text: impl std::fmt::Display) {
    let _ = writeln!(out, "{text}");
}
