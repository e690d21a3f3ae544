//! The crowd: what everybody said last, since when they wait, and what is on its way to the program.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use uuid::Uuid;

use super::bank::Bank;
use super::figures::Times;
use super::hooks::{Hooks, STEPS};
use super::http::{find, word_after};
use super::market::{Deed, Market};
use super::script::Place;

/// Where a call has the program's own id of the message.
const DATA: &[u8] = b"\"biz_opaque_callback_data\":\"";

/// A webhook that waits for a free connection.
pub(super) struct Job {
    pub request: Vec<u8>,
    pub is_message: bool,
}

#[derive(Clone, Default)]
struct Person {
    place: Place,
    waits_since: Option<Instant>,
}

/// What was counted since the last look.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    pub turns: Times,
    pub messages: Times,
    pub statuses: Times,
    pub repeated: u64,
    pub wrong: u64,
    pub refused: u64,
    /// Messages that came again, by how long before the next kill each had been heard. None: nobody was killed since.
    pub again: Vec<Option<Duration>>,
}

pub(super) struct Crowd {
    hooks: Hooks,
    people: Vec<Person>,
    pub jobs: VecDeque<Job>,
    /// Webhooks that were not answered with 200 yet.
    under_way: usize,
    pub counted: Counted,
    /// Whether who hears an answer says the next thing at once.
    pub talks_on: bool,
    /// Whether each message of the business is followed by its three statuses.
    pub with_statuses: bool,
    /// Whether every webhook is posted twice, as Meta may.
    pub twice: bool,
    sent: u64,
    run: u64,
    /// Which messages were said to whom, and when, by the program's own ids of them.
    heard: HashMap<Vec<u8>, Instant>,
    kills: Vec<Instant>,
    pub said: u64,
    /// Where these people order and pay; without it they talk.
    market: Option<(Market, Rc<Bank>)>,
}

impl Counted {
    /// Answers that nobody waited for, and messages that came twice.
    pub(super) fn all_repeated(&self) -> u64 {
        self.repeated + u64::try_from(self.again.len()).unwrap_or(u64::MAX)
    }
}

/// Shared by all tasks of the one thread.
#[derive(Clone)]
pub(super) struct Shared {
    crowd: Rc<RefCell<Crowd>>,
    bell: Rc<Notify>,
}

impl Shared {
    pub(super) fn new(crowd: Crowd) -> Self {
        Self { crowd: Rc::new(RefCell::new(crowd)), bell: Rc::new(Notify::new()) }
    }

    /// Does something with the crowd; whoever waits for a webhook to post looks again.
    pub(super) fn with<T>(&self, act: impl FnOnce(&mut Crowd) -> T) -> T {
        let mut crowd = self.crowd.borrow_mut();
        let before = crowd.jobs.len();
        let result = act(&mut crowd);
        // One connection for each new webhook; who is busy looks again when it is free.
        for _ in before..crowd.jobs.len() {
            self.bell.notify_one();
        }
        result
    }

    pub(super) async fn next_job(&self) -> Job {
        loop {
            let rings = self.bell.notified();
            if let Some(job) = self.crowd.borrow_mut().jobs.pop_front() {
                return job;
            }
            rings.await;
        }
    }
}

impl Crowd {
    pub(super) fn new(hooks: Hooks, people: usize, run: u64) -> Self {
        Self {
            hooks,
            people: vec![Person::default(); people],
            jobs: VecDeque::new(),
            under_way: 0,
            counted: Counted::default(),
            talks_on: true,
            with_statuses: true,
            twice: false,
            sent: 0,
            run,
            heard: HashMap::new(),
            kills: Vec::new(),
            said: 0,
            market: None,
        }
    }

    pub(super) fn goes_to_market(&mut self, market: Market, bank: Rc<Bank>) {
        self.market = Some((market, bank));
    }

    /// # Panics
    /// If these people do not order.
    pub(super) fn market(&mut self) -> &mut Market {
        &mut self.market.as_mut().expect("a crowd that orders").0
    }

    /// What people do at the market is posted.
    pub(super) fn at_market(&mut self, act: impl FnOnce(&mut Market) -> Vec<Deed>) {
        let deeds = act(self.market());
        deeds.into_iter().for_each(|deed| self.does(deed));
    }

    fn does(&mut self, deed: Deed) {
        let at = seconds();
        let request = match deed {
            Deed::Says { from, text } => self.hooks.text(&from, &text, at),
            Deed::Taps { from, id, title } => self.hooks.tap(&from, &id, title, at),
            Deed::Pays { link } => {
                let paid = self.market.as_ref().and_then(|(_, bank)| bank.pays(link));
                let Some(event) = paid else { return self.counted.wrong += 1 };
                self.hooks.razorpay(&event)
            }
        };
        self.post(Job { request, is_message: true });
    }

    pub(super) fn len(&self) -> usize {
        self.people.len()
    }

    pub(super) fn all_are_known(&self) -> bool {
        self.people.iter().all(|person| person.place.is_known() && person.waits_since.is_none())
    }

    pub(super) fn waiting(&self) -> usize {
        self.people.iter().filter(|person| person.waits_since.is_some()).count()
    }

    /// A webhook was answered with 200.
    pub(super) fn was_taken(&mut self) {
        self.under_way -= 1;
    }

    /// Everybody has their answer, and the program every webhook.
    pub(super) fn is_quiet(&self) -> bool {
        self.under_way == 0 && self.waiting() == 0
    }

    pub(super) fn is_free(&self, person: usize) -> bool {
        self.people[person].waits_since.is_none()
    }

    /// Somebody says the next line of the script; `due` is when they meant to.
    pub(super) fn says(&mut self, person: usize, due: Instant) {
        let one = &mut self.people[person];
        one.waits_since = Some(due);
        self.said += 1;
        let (text, _) = one.place.line();
        let request = self.hooks.text(&number(person), text, seconds());
        self.post(Job { request, is_message: true });
    }

    /// A message of the program's to somebody: answers the id that Meta would give it.
    pub(super) fn hears(&mut self, body: &[u8]) -> String {
        self.sent += 1;
        let wamid = format!("wamid.OUT{}x{}", self.run, self.sent);
        let to = word_after(body, b"\"to\":\"").unwrap_or_default();
        if self.with_statuses {
            self.tells_how_far(&wamid, to, body);
        }
        if self.is_again(body) {
            return wamid;
        }
        if let Some((market, _)) = &mut self.market {
            let deed = market.hears(&String::from_utf8_lossy(to), body);
            deed.into_iter().for_each(|deed| self.does(deed));
            return wamid;
        }
        let Some(person) = index(to).filter(|index| *index < self.people.len()) else {
            self.counted.wrong += 1;
            return wamid;
        };
        let one = &mut self.people[person];
        let Some(since) = one.waits_since else {
            self.counted.repeated += 1;
            return wamid;
        };
        let (_, expected) = one.place.line();
        if find(body, expected.as_bytes()).is_none() {
            self.counted.wrong += 1;
            if std::env::args().any(|word| word == "--show-wrong") {
                eprintln!("{:?}: {}", one.place.line(), String::from_utf8_lossy(body));
            }
            return wamid;
        }
        self.counted.turns.add(since.elapsed());
        one.waits_since = None;
        one.place = one.place.next();
        if self.talks_on || !self.people[person].place.is_known() {
            self.says(person, Instant::now());
        }
        wamid
    }

    /// What was heard before and is said again is counted to this moment.
    pub(super) fn was_killed(&mut self) {
        self.kills.push(Instant::now());
    }

    /// How many different messages were heard.
    pub(super) fn heard(&self) -> usize {
        self.heard.len()
    }

    /// The same message a second time, by the program's own id of it. The bare servers give none.
    fn is_again(&mut self, body: &[u8]) -> bool {
        let Some(id) = word_after(body, DATA).map(<[u8]>::to_vec) else { return false };
        let now = Instant::now();
        match self.heard.insert(id, now) {
            Some(before) => {
                // Not the last kill: what is in nobody's hand may wait for several lives until one lasts long enough.
                let next = self.kills.iter().find(|killed| **killed >= before);
                self.counted.again.push(next.map(|killed| killed.duration_since(before)));
                true
            }
            None => false,
        }
    }

    fn tells_how_far(&mut self, wamid: &str, to: &[u8], body: &[u8]) {
        let data = word_after(body, DATA).unwrap_or_default();
        let (to, data) = (String::from_utf8_lossy(to), String::from_utf8_lossy(data));
        let at = seconds();
        for step in STEPS {
            let request = self.hooks.status(wamid, &to, step, &data, at);
            self.post(Job { request, is_message: false });
        }
    }

    /// Statuses of messages that were sent long ago, out of the blue; with the id that the program gave them, because of
    /// others it keeps nothing.
    pub(super) fn posts_a_status(&mut self, message: u64, step: &'static str) {
        let wamid = format!("wamid.OLD{}x{message}", self.run);
        let effect = Uuid::from_u64_pair(self.run, message).to_string();
        let request = self.hooks.status(&wamid, &number(0), step, &effect, seconds());
        self.post(Job { request, is_message: false });
    }

    fn post(&mut self, job: Job) {
        if self.twice {
            self.jobs.push_back(Job { request: job.request.clone(), is_message: job.is_message });
            self.under_way += 1;
        }
        self.jobs.push_back(job);
        self.under_way += 1;
    }
}

/// Everybody has a number of twelve digits that tells who it is.
fn number(person: usize) -> String {
    format!("9198{person:08}")
}

fn index(number: &[u8]) -> Option<usize> {
    std::str::from_utf8(number).ok()?.strip_prefix("9198")?.parse().ok()
}

/// Meta's clock, which is the machine's.
#[expect(clippy::disallowed_methods, reason = "Meta has a clock of its own")]
fn seconds() -> i64 {
    jiff::Timestamp::now().as_second()
}
