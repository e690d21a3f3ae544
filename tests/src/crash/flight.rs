//! What was in flight to people when the program was killed, and who heard something twice.

use std::collections::HashSet;
use std::time::Duration;

use realserv_sandbox::{Bubble, Person, Side};
use uuid::Uuid;

use super::world::World;
use crate::Trouble;

/// Messages whose call Meta had taken and whose answer the program had not written down.
#[derive(Clone, Debug, Default)]
pub(super) struct InFlight {
    effects: HashSet<Uuid>,
    /// How long Meta had had the oldest of them.
    pub longest: Duration,
}

impl InFlight {
    /// Right after a kill: the rows that have not left, of messages that have.
    pub(super) async fn look(world: &World) -> Result<Self, Trouble> {
        let waiting: Vec<Uuid> =
            sqlx::query_scalar("select id from outbox where channel = 'whatsapp'")
                .fetch_all(&world.pool)
                .await?;
        let waiting: HashSet<Uuid> = waiting.into_iter().collect();
        let now = world.sandbox.clock().millis();
        let mut found = Self::default();
        for bubble in world.people().iter().flat_map(Person::chat) {
            let Some(effect) = effect(&bubble).filter(|effect| waiting.contains(effect)) else {
                continue;
            };
            found.effects.insert(effect);
            let since = Duration::from_millis((now - bubble.at_ms).max(0).unsigned_abs());
            found.longest = found.longest.max(since);
        }
        Ok(found)
    }

    pub(super) fn count(&self) -> usize {
        self.effects.len()
    }
}

/// The program's own id of a message of its.
pub(super) fn effect(bubble: &Bubble) -> Option<Uuid> {
    let id = bubble.message.get("biz_opaque_callback_data")?.as_str()?;
    Uuid::try_parse(id).ok().filter(|_| bubble.side == Side::Business)
}

/// How many different messages a person has.
pub(super) fn heard(person: &Person) -> usize {
    person.chat().iter().filter_map(effect).collect::<HashSet<_>>().len()
}

/// A chat in which everything stands once, and what stood in it again.
pub(super) struct Once {
    pub bubbles: Vec<Bubble>,
    pub again: Vec<Bubble>,
}

impl Once {
    pub(super) fn of(person: &Person) -> Self {
        let mut seen = HashSet::new();
        let (bubbles, again) = person
            .chat()
            .into_iter()
            .partition(|bubble| effect(bubble).is_none_or(|effect| seen.insert(effect)));
        Self { bubbles, again }
    }

    /// Those that must not have come again: they were not in flight, or came more than twice.
    pub(super) fn wrongly_again(&self, in_flight: Option<&InFlight>) -> Vec<&Bubble> {
        let mut once_more = HashSet::new();
        let mut may = |bubble: &Bubble| {
            effect(bubble).is_some_and(|effect| {
                let flew = in_flight.is_some_and(|flight| flight.effects.contains(&effect));
                flew && once_more.insert(effect)
            })
        };
        self.again.iter().filter(|bubble| !may(bubble)).collect()
    }
}
