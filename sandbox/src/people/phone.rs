//! A person's phone: who it is, what stands in the chat, what the business may do there. State only; acts are in `acts.rs`.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use serde_json::Value;

use super::shown::Shown;
use crate::{
    clock::SECOND,
    graph::{Bucket, Price},
    ids,
};

/// Bubbles kept of one chat.
const KEPT: usize = 500;
/// The customer service window: 24 hours from each message of the person.
const WINDOW: i64 = 24 * 3600 * SECOND;

/// Who wrote a bubble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Person,
    Business,
}

/// How far a message has come, in the order of the ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tick {
    Accepted,
    Sent,
    Delivered,
    Read,
    /// Of a voice note alone.
    Played,
    Failed,
}

/// Why a message was not delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub code: i64,
    pub title: String,
    pub details: String,
}

/// One message in a chat.
#[derive(Clone, Debug)]
pub struct Bubble {
    pub id: String,
    pub side: Side,
    /// The name to print in front of it.
    pub from: Arc<str>,
    pub at_ms: i64,
    /// `text`, `interactive` …
    pub kind: String,
    /// As it went over the wire.
    pub message: Arc<Value>,
    pub shown: Shown,
    pub tick: Tick,
    pub failure: Option<Failure>,
    pub quotes: Option<String>,
    /// The emoji that the business put on it, and the one of the person.
    pub reaction: Option<String>,
    pub own_reaction: Option<String>,
    pub edited: bool,
    pub deleted: bool,
    pub(crate) callback_data: Option<String>,
    /// Sent to the user id: its statuses do not tell a hidden number.
    pub(crate) to_user_id: bool,
    /// For the price in statuses: the template's category, or `service`.
    pub(crate) category: &'static str,
    /// Settled when it is sent.
    pub(crate) price: Option<Price>,
}

impl fmt::Display for Bubble {
    /// `Asha: hi`; more lines are indented. `{:#}` adds the ticks.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = self.shown.to_string();
        if self.deleted {
            text = "🚫 deleted".to_owned();
        }
        if let Some(emoji) = &self.own_reaction {
            text.push_str(&format!(" ({emoji})"));
        }
        if let Some(failure) = &self.failure {
            text.push_str(&format!(" ✗ {} {}", failure.code, failure.title));
        }
        if out.alternate() && self.side == Side::Business {
            text.push_str(match self.tick {
                Tick::Accepted => " 🕓",
                Tick::Sent => " ✓",
                Tick::Delivered => " ✓✓",
                Tick::Read => " ✓✓ read",
                Tick::Played => " ✓✓ played",
                Tick::Failed => "",
            });
        }
        write!(out, "{}: {}", self.from, text.replace('\n', "\n    "))
    }
}

/// Whom the business is really talking to: the hash of a key that only this installation has.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) hash: String,
    pub(crate) made_at: i64,
}

impl Identity {
    /// Long before any play begins.
    const FIRST_MADE: i64 = 1_600_000_000;

    fn first(number: &str) -> Self {
        Self { hash: ids::identity_hash(number), made_at: Self::FIRST_MADE }
    }

    pub(crate) fn next(&self, seconds: i64) -> Self {
        Self { hash: ids::identity_hash(&self.hash), made_at: seconds }
    }
}

/// What is known of one phone.
pub(crate) struct Phone {
    state: Mutex<PhoneState>,
}

pub(crate) struct PhoneState {
    pub(crate) number: String,
    pub(crate) user_id: String,
    pub(crate) name: Arc<str>,
    pub(crate) label: String,
    /// The person has a username and shows no number: webhooks carry the user id alone.
    pub(crate) hidden: bool,
    pub(crate) blocked: bool,
    pub(crate) opted_out: bool,
    /// Out of reach: what is sent waits for the phone to come back.
    pub(crate) offline: bool,
    pub(crate) waiting: Vec<String>,
    /// The chat is in view.
    pub(crate) looking: bool,
    /// Read receipts are off.
    pub(crate) discreet: bool,
    /// Codes with which the next messages to this person fail.
    pub(crate) fails: VecDeque<i64>,
    /// The key of the phone's WhatsApp: another one after each new installation.
    pub(crate) identity: Identity,
    pub(crate) window_closes: Option<i64>,
    pub(crate) typing_until: Option<i64>,
    pub(crate) pair: Bucket,
    pub(crate) chat: VecDeque<Bubble>,
    /// Bubbles ever added, and how many of them `new_bubbles` has handed out.
    pub(crate) added: u64,
    pub(crate) handed_out: u64,
    /// The number of the last change, for those who watch.
    pub(crate) changed: u64,
}

impl Phone {
    pub(crate) fn new(number: &str, name: &str, label: &str, business: &str) -> Self {
        Self {
            state: Mutex::new(PhoneState {
                number: number.to_owned(),
                user_id: ids::user_id(business, number),
                name: Arc::from(name),
                label: label.to_owned(),
                hidden: false,
                blocked: false,
                opted_out: false,
                offline: false,
                waiting: Vec::new(),
                looking: false,
                discreet: false,
                fails: VecDeque::new(),
                identity: Identity::first(number),
                window_closes: None,
                typing_until: None,
                pair: Bucket::default(),
                chat: VecDeque::new(),
                added: 0,
                handed_out: 0,
                changed: 0,
            }),
        }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, PhoneState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PhoneState {
    pub(crate) fn add(&mut self, bubble: Bubble) {
        if self.chat.len() == KEPT {
            self.chat.pop_front();
        }
        self.chat.push_back(bubble);
        self.added += 1;
    }

    pub(crate) fn bubble(&mut self, id: &str) -> Option<&mut Bubble> {
        self.chat.iter_mut().rev().find(|bubble| bubble.id == id)
    }

    /// The person wrote: free-form messages are allowed for 24 hours from now.
    pub(crate) fn open_window(&mut self, now: i64) {
        self.window_closes = Some(now + WINDOW);
    }

    pub(crate) fn window_is_open(&self, now: i64) -> bool {
        self.window_closes.is_some_and(|closes| now < closes)
    }

    /// Bubbles since the last call.
    pub(crate) fn take_new(&mut self) -> Vec<Bubble> {
        let fresh =
            usize::try_from(self.added - self.handed_out).unwrap_or(KEPT).min(self.chat.len());
        self.handed_out = self.added;
        self.chat.iter().skip(self.chat.len() - fresh).cloned().collect()
    }
}

/// All phones, by number and by user id.
#[derive(Default)]
pub(crate) struct Directory {
    phones: RwLock<Phones>,
}

#[derive(Default)]
struct Phones {
    by_number: HashMap<String, Arc<Phone>>,
    by_user: HashMap<String, Arc<Phone>>,
    in_order: Vec<Arc<Phone>>,
}

impl Phones {
    /// Ids are drawn from the number, and no two accounts ever have the same.
    fn new_user_id(&self, number: &str, business: &str) -> String {
        let first = ids::user_id(business, number);
        if self.by_user.contains_key(&first) {
            ids::user_id(business, &format!("{number}#{}", self.in_order.len()))
        } else {
            first
        }
    }
}

impl Directory {
    /// The phone of that number; made when there is none.
    pub(crate) fn add(&self, number: &str, name: &str, label: &str, business: &str) -> Arc<Phone> {
        let mut phones = self.phones.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = phones.by_number.get(number)
            && known.lock().number == number
        {
            return Arc::clone(known);
        }
        let phone = Arc::new(Phone::new(number, name, label, business));
        phones.by_user.insert(phone.lock().user_id.clone(), Arc::clone(&phone));
        phones.by_number.insert(number.to_owned(), Arc::clone(&phone));
        phones.in_order.push(Arc::clone(&phone));
        phone
    }

    /// A new account on a number that another one had, if any; that one can be reached no more.
    pub(crate) fn sell(&self, number: &str, name: &str, business: &str) -> Arc<Phone> {
        let mut phones = self.phones.write().unwrap_or_else(PoisonError::into_inner);
        let user_id = phones.new_user_id(number, business);
        if let Some(gone) = phones.by_number.remove(number) {
            phones.by_user.remove(&gone.lock().user_id);
        }
        let phone = Arc::new(Phone::new(number, name, "buyer", business));
        phone.lock().user_id.clone_from(&user_id);
        phones.by_user.insert(user_id, Arc::clone(&phone));
        phones.by_number.insert(number.to_owned(), Arc::clone(&phone));
        phones.in_order.push(Arc::clone(&phone));
        phone
    }

    pub(crate) fn by_number(&self, number: &str) -> Option<Arc<Phone>> {
        self.phones.read().unwrap_or_else(PoisonError::into_inner).by_number.get(number).cloned()
    }

    pub(crate) fn by_user(&self, user_id: &str) -> Option<Arc<Phone>> {
        self.phones.read().unwrap_or_else(PoisonError::into_inner).by_user.get(user_id).cloned()
    }

    /// The phone in whose chat a message stands. The id tells the number, so no index of messages is needed.
    pub(crate) fn by_message(&self, wamid: &str) -> Option<Arc<Phone>> {
        self.by_number(&ids::number_in(wamid)?)
    }

    /// The phone goes on under another number and gets another user id; the old number still finds its messages.
    pub(crate) fn renumber(&self, phone: &Arc<Phone>, number: &str, business: &str) {
        let mut phones = self.phones.write().unwrap_or_else(PoisonError::into_inner);
        let mut state = phone.lock();
        phones.by_user.remove(&state.user_id);
        number.clone_into(&mut state.number);
        state.user_id = phones.new_user_id(number, business);
        phones.by_user.insert(state.user_id.clone(), Arc::clone(phone));
        phones.by_number.insert(number.to_owned(), Arc::clone(phone));
    }

    /// The phone gets a user id that it never had; the old one finds nobody any more.
    pub(crate) fn reidentify(&self, phone: &Arc<Phone>, business: &str) -> String {
        let mut phones = self.phones.write().unwrap_or_else(PoisonError::into_inner);
        let mut state = phone.lock();
        phones.by_user.remove(&state.user_id);
        // The old one is part of what the new one is made of: no two are equal.
        let business = format!("{business}/{}", state.user_id);
        state.user_id = ids::user_id(&business, &state.number);
        phones.by_user.insert(state.user_id.clone(), Arc::clone(phone));
        state.user_id.clone()
    }

    pub(crate) fn all(&self) -> Vec<Arc<Phone>> {
        self.phones.read().unwrap_or_else(PoisonError::into_inner).in_order.clone()
    }
}
