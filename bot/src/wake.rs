//! Who is told that there is work, and of what. What a commit leaves behind goes to the rooms of this node by hand: keys
//! with events, rows that are in its hands already. Looking into the tables makes sure of the rest: what another node left,
//! or what a restart forgot.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use realserv_adapters::postgres::inbox::{KeyKind, NewEvent};
use realserv_adapters::postgres::outbox::{Channel, Claimed, Pushed};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::role::Role;

/// What each room that runs is told.
#[derive(Default)]
pub struct Bells {
    /// Nobody is there to be told in a process that does no turns.
    is_heard: bool,
    people: Agenda,
    orders: Agenda,
    books: Agenda,
    vendors: Agenda,
    whatsapp: Tray,
    razorpay: Tray,
    media: Tray,
    payouts: Tray,
    email: Tray,
    push: Tray,
    sms: Tray,
}

/// What a committed transaction left for others to do.
#[derive(Debug, Default)]
pub struct Left {
    pub people: Vec<Uuid>,
    pub orders: Vec<Uuid>,
    pub books: Vec<Uuid>,
    pub vendors: Vec<Uuid>,
    pub rows: Vec<Claimed>,
    /// Rows wait behind one that another node has in hand.
    pub is_behind_another: bool,
}

impl Left {
    /// The keys of these events.
    #[must_use]
    pub fn events(events: &[NewEvent]) -> Self {
        let of = |kind| {
            events.iter().filter(move |event| event.key_kind == kind).map(|event| event.key_id)
        };
        Self {
            people: of(KeyKind::Person).collect(),
            orders: of(KeyKind::Order).collect(),
            books: of(KeyKind::Books).collect(),
            vendors: of(KeyKind::Vendor).collect(),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn with_pushed(mut self, pushed: Pushed) -> Self {
        self.rows.extend(pushed.ours);
        self.is_behind_another |= pushed.is_behind_another;
        self
    }

    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.people.extend(other.people);
        self.orders.extend(other.orders);
        self.books.extend(other.books);
        self.vendors.extend(other.vendors);
        self.rows.extend(other.rows);
        self.is_behind_another |= other.is_behind_another;
        self
    }
}

impl Bells {
    #[must_use]
    pub fn of(role: Role) -> Self {
        Self { is_heard: role.works(), ..Self::default() }
    }

    pub fn ring(&self, left: Left) {
        if !self.is_heard {
            return;
        }
        self.people.add(left.people);
        self.orders.add(left.orders);
        self.books.add(left.books);
        self.vendors.add(left.vendors);
        let mut rows = left.rows;
        for (channel, tray) in self.trays() {
            let (mine, others) = rows.into_iter().partition(|row| row.channel == channel);
            tray.put(mine);
            rows = others;
        }
        if left.is_behind_another {
            for (_, tray) in self.trays() {
                tray.look_soon();
            }
        }
    }

    /// One for each way out; timers ring by themselves.
    fn trays(&self) -> [(Channel, &Tray); 7] {
        [
            (Channel::Whatsapp, &self.whatsapp),
            (Channel::Razorpay, &self.razorpay),
            (Channel::Media, &self.media),
            (Channel::Payouts, &self.payouts),
            (Channel::Email, &self.email),
            (Channel::Push, &self.push),
            (Channel::Sms, &self.sms),
        ]
    }

    #[must_use]
    pub fn agenda(&self, kind: KeyKind) -> &Agenda {
        match kind {
            KeyKind::Person => &self.people,
            KeyKind::Order => &self.orders,
            KeyKind::Books => &self.books,
            KeyKind::Vendor => &self.vendors,
        }
    }

    #[must_use]
    pub fn whatsapp(&self) -> &Tray {
        &self.whatsapp
    }

    #[must_use]
    pub fn razorpay(&self) -> &Tray {
        &self.razorpay
    }

    #[must_use]
    pub fn media(&self) -> &Tray {
        &self.media
    }

    #[must_use]
    pub fn payouts(&self) -> &Tray {
        &self.payouts
    }

    #[must_use]
    pub fn email(&self) -> &Tray {
        &self.email
    }

    #[must_use]
    pub fn push(&self) -> &Tray {
        &self.push
    }

    #[must_use]
    pub fn sms(&self) -> &Tray {
        &self.sms
    }

    /// Whoever waits for a time looks again: the clock was moved.
    pub fn time_has_moved(&self) {
        for (_, tray) in self.trays() {
            tray.look();
        }
    }
}

/// Keys with events, each once. One worker of this node has a key at a time; what comes for it meanwhile is remembered.
#[derive(Default)]
pub struct Agenda {
    keys: Mutex<Keys>,
    bell: Notify,
    /// Another process has left something.
    call: Notify,
}

#[derive(Default)]
struct Keys {
    waiting: VecDeque<Uuid>,
    known: HashMap<Uuid, Standing>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Waits,
    Worked,
    /// More came while it is being worked on.
    WorkedAndWanted,
}

impl Agenda {
    pub fn add(&self, wanted: Vec<Uuid>) {
        if wanted.is_empty() {
            return;
        }
        let mut keys = self.lock();
        for key in wanted {
            keys.add(key);
        }
        if !keys.waiting.is_empty() {
            self.bell.notify_one();
        }
    }

    /// Keys to work on, the longest wanted first.
    #[must_use]
    pub fn take(&self, most: usize) -> Vec<Uuid> {
        let mut keys = self.lock();
        let count = keys.waiting.len().min(most);
        let taken: Vec<Uuid> = keys.waiting.drain(..count).collect();
        for key in &taken {
            keys.known.insert(*key, Standing::Worked);
        }
        // Another worker may have the rest.
        if !keys.waiting.is_empty() {
            self.bell.notify_one();
        }
        taken
    }

    /// These were worked on; those of them that are wanted again wait behind the others.
    pub fn done(&self, worked: &[Uuid]) {
        let mut keys = self.lock();
        for key in worked {
            if keys.known.remove(key) == Some(Standing::WorkedAndWanted) {
                keys.add(*key);
            }
        }
        if !keys.waiting.is_empty() {
            self.bell.notify_one();
        }
    }

    #[must_use]
    pub fn waiting(&self) -> usize {
        self.lock().waiting.len()
    }

    pub async fn rings(&self) {
        self.bell.notified().await;
    }

    /// Something was left in the tables, nobody said by whom.
    pub fn look(&self) {
        self.call.notify_one();
    }

    pub async fn shall_look(&self) {
        self.call.notified().await;
    }

    fn lock(&self) -> MutexGuard<'_, Keys> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keys {
    fn add(&mut self, key: Uuid) {
        match self.known.get(&key) {
            None => {
                self.known.insert(key, Standing::Waits);
                self.waiting.push_back(key);
            }
            Some(Standing::Worked) => {
                self.known.insert(key, Standing::WorkedAndWanted);
            }
            Some(Standing::Waits | Standing::WorkedAndWanted) => {}
        }
    }
}

/// Rows that are in this node's hands and wait for whoever calls the world.
#[derive(Default)]
pub struct Tray {
    rows: Mutex<Vec<Claimed>>,
    /// Others than these may have come due.
    looks: AtomicBool,
    /// What another node has in hand is through in a moment, and something waits behind it.
    looks_soon: AtomicBool,
    opened: AtomicBool,
    bell: Notify,
}

impl Tray {
    fn put(&self, rows: Vec<Claimed>) {
        if rows.is_empty() {
            return;
        }
        self.lock().extend(rows);
        self.bell.notify_one();
    }

    fn look(&self) {
        self.looks.store(true, Ordering::Relaxed);
        self.bell.notify_one();
    }

    fn look_soon(&self) {
        self.looks_soon.store(true, Ordering::Relaxed);
        self.bell.notify_one();
    }

    /// Whether to look into the tables in a moment; asked once.
    #[must_use]
    pub fn shall_look_soon(&self) -> bool {
        self.looks_soon.swap(false, Ordering::Relaxed)
    }

    /// Whether a room has worked on it before, and broken down.
    #[must_use]
    pub fn is_opened_again(&self) -> bool {
        self.opened.swap(true, Ordering::Relaxed)
    }

    /// Whether to look into the tables at once; asked once.
    #[must_use]
    pub fn shall_look(&self) -> bool {
        self.looks.swap(false, Ordering::Relaxed)
    }

    #[must_use]
    pub fn take(&self) -> Vec<Claimed> {
        std::mem::take(&mut self.lock())
    }

    pub async fn rings(&self) {
        self.bell.notified().await;
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Claimed>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_worked_on_by_one_and_remembered_when_more_comes() {
        let agenda = Agenda::default();
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        agenda.add(vec![a, b, a]);
        assert_eq!(agenda.take(1), [a]);
        agenda.add(vec![a]);
        assert_eq!(agenda.take(9), [b], "a is with somebody");
        agenda.done(&[a, b]);
        assert_eq!(agenda.take(9), [a]);
        agenda.done(&[a]);
        assert!(agenda.take(9).is_empty());
    }
}
