//! Pacing: messages of a new template that Meta holds back until it has seen how people take the first ones (whatsapp.md 5.2, 9.3).

use std::sync::{Arc, Mutex, PoisonError};

use super::{letter::Addressee, statuses};
use crate::{people::Phone, world::World};

/// What becomes of a message after it was dropped: its template is paused.
const DROPPED: i64 = 132_015;

/// The messages that wait; `None` while nothing is held.
#[derive(Default)]
pub(crate) struct Pacing {
    held: Mutex<Option<Vec<Held>>>,
}

struct Held {
    phone: Arc<Phone>,
    id: String,
    to: Addressee,
    callback: Option<String>,
}

impl Pacing {
    /// From now on templates are held.
    pub(crate) fn start(&self) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default();
    }

    pub(super) fn is_on(&self) -> bool {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Keeps a message that would otherwise be on its way. Answers whether it did.
    pub(super) fn keep(
        &self,
        phone: &Arc<Phone>,
        id: &str,
        to: &Addressee,
        callback: Option<&str>,
    ) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(held) = held.as_mut() else { return false };
        held.push(Held {
            phone: Arc::clone(phone),
            id: id.to_owned(),
            to: to.clone(),
            callback: callback.map(str::to_owned),
        });
        true
    }

    fn take(&self) -> Vec<Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
    }
}

/// People liked it: what waited goes out, and nothing is held any more.
pub(crate) fn release(world: &Arc<World>) {
    for held in world.graph.pacing.take() {
        statuses::follow(world, &held.phone, &held.id);
    }
}

/// People did not: the rest is dropped.
pub(crate) fn drop_held(world: &Arc<World>) {
    for Held { phone, id, to, callback } in world.graph.pacing.take() {
        statuses::fail(world, Some(&phone), &to, &id, DROPPED, callback.as_deref());
    }
}
