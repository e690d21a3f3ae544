//! How a conversation comes to the end of its turn, whoever answers: the tables while it happens, the log in a replay.

use std::collections::VecDeque;

use crate::converse::{Answer, Ask, Event};

/// A decision may ask, learn, and ask again; a fourth round has never been needed, a fifth is a circle.
const MOST_ROUNDS: usize = 4;

/// It went in a circle.
#[derive(Debug)]
pub(crate) struct TooMany;

/// Each round steps with all its events, and then asks; what is learned are the events of the next.
pub(crate) struct Rounds {
    begun: usize,
    events: VecDeque<Event>,
    asks: Vec<Ask>,
}

impl Rounds {
    pub(crate) fn of(event: Event) -> Self {
        Self { begun: 0, events: VecDeque::from([event]), asks: Vec::new() }
    }

    /// Whether there is another round; none when nothing is asked any more.
    pub(crate) fn go_on(&mut self) -> Result<bool, TooMany> {
        if self.events.is_empty() {
            return Ok(false);
        }
        if self.begun > MOST_ROUNDS {
            return Err(TooMany);
        }
        self.begun += 1;
        Ok(true)
    }

    pub(crate) fn event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// What a step of this round asks.
    pub(crate) fn ask(&mut self, asks: Vec<Ask>) {
        self.asks.extend(asks);
    }

    /// What this round has asked.
    pub(crate) fn asked(&mut self) -> Vec<Ask> {
        std::mem::take(&mut self.asks)
    }

    pub(crate) fn learn(&mut self, answer: Answer) {
        self.events.push_back(Event::Learned(answer));
    }
}
