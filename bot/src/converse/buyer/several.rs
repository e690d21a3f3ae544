//! An order in several messages: people type as they think. What reads as a part of an order or a change waits until nobody
//! types for a moment, and is then read as one.
//!
//! ```text
//! buyer: 50 bags cement
//! buyer: 2 mestri bhi
//! buyer: kal subah
//!   us: 🧾 Your order: 1. UltraTech OPC 53: 50 bags … 2. Mason: 2 people … 🕗 Tomorrow, 8 am–12 noon …
//! ```
//!
//! All else is answered at once: taps, pins, greetings, the words that work anywhere, answers to the open question.

use jiff::SignedDuration;
use realserv_domain::interpret::{self, Intent, Read};
use realserv_domain::understand::{self, Reading};

use super::Choice;
use super::draft::Draft;
use crate::converse::Effect;
use crate::converse::anywhere::{Word, word};
use crate::converse::choice::{Choice as Side, Tap};

/// So many pieces wait; what comes then is answered at once.
const MOST_MESSAGES: usize = 20;

impl Draft<'_, '_> {
    /// Keeps what may be a part of an order until it is whole.
    pub(super) fn may_go_on(&mut self, said: &str, word: Option<Word>, read: &Read) -> bool {
        let quiet = self.ctx.terms.quiet_ms;
        let goes_on = !self.conversation.buyer.typed.is_empty();
        let full = self.conversation.buyer.typed.len() >= MOST_MESSAGES;
        // "50 bags", and then "how much": one question.
        let is_total = goes_on && word == Some(Word::Total);
        if quiet == 0 || full || word.is_some() && !is_total {
            // Who calls it off has not ordered it.
            if matches!(word, Some(Word::Cancel | Word::No | Word::Empty)) {
                self.buyer().typed.clear();
            }
            return false;
        }
        // The question is put into words only for what could wait: most of what is typed cannot.
        let may_wait = goes_on || self.is_of_an_order(said, read);
        if !may_wait || self.is_a_title(said) {
            return false;
        }
        let wait = SignedDuration::from_millis(quiet.into());
        let Ok(until) = self.ctx.now.timestamp().checked_add(wait) else { return false };
        self.buyer().typed.push(said.to_owned());
        self.effect(Effect::AwaitQuiet { until });
        true
    }

    /// Nobody has typed for a moment.
    pub(super) fn typed_all(&mut self) {
        let said = std::mem::take(&mut self.buyer().typed).join("\n");
        if !said.is_empty() {
            let read = interpret::read(&said, self.ctx.catalog, self.ctx.now.date());
            self.said_all(&said, word(&said), read);
        }
    }

    /// A tap on a question behind which something was typed meanwhile: what it would do is not what is wanted any more, and
    /// what was typed is answered in its place.
    pub(super) fn types_on(&self, tap: &Tap) -> bool {
        matches!(tap.choice, Side::Buyer(Choice::Here(_)))
            && !self.conversation.buyer.typed.is_empty()
    }

    /// Things with an amount, or a change of what is shown; an amount alone answers the open question.
    pub(super) fn is_of_an_order(&self, said: &str, Read { meant, reading }: &Read) -> bool {
        let counted = matches!(reading, Reading::Items(items) if items.iter().any(|item| item.count.is_some()));
        let changes = meant.intent == Intent::Edit && !meant.lines.is_empty();
        understand::count(said).is_none() && counted || changes && self.shows_the_cart()
    }
}
