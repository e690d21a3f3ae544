//! The post: lanes in which one webhook follows the other, faults, retries with a schedule of business time.

use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::body::Bytes;
use serde_json::Value;
use tokio::sync::oneshot;

use super::sign::{hmac_hex, meta_json};
use crate::{
    agenda::Busy,
    clock::{SECOND, micros},
    faults::{Direction, Fault},
    world::{World, count},
};

/// Meta tries again at once, then ever more rarely, up to seven days. The steps between are not published.
const META_RETRIES: [i64; 9] = [1, 5, 30, 300, 1800, 3600, 4 * 3600, 12 * 3600, 24 * 3600];
const META_GIVES_UP: i64 = 7 * 24 * 3600;
/// Razorpay: exponential for 24 hours, then the endpoint is disabled. Steps as in the reference, section 12.
const RAZORPAY_RETRIES: [i64; 7] = [60, 120, 300, 600, 1200, 2400, 3600];
const RAZORPAY_GIVES_UP: i64 = 24 * 3600;
/// Support replays single events of at most 15 days; so many are kept here.
const REPLAYABLE: i64 = 15 * 24 * 3600 * SECOND;
const REPLAYS_KEPT: usize = 200;
/// How long a webhook that is to be overtaken stands aside.
const STEP_ASIDE: Duration = Duration::from_millis(100);

/// Whose webhook it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Company {
    Meta,
    Razorpay,
    /// The same company; another product with a webhook and a secret of its own.
    RazorpayX,
}

/// How a delivery ended, for the one who waits for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Delivered,
    /// A fault lost it, or keeps it for later.
    Kept,
    Refused {
        status: u16,
        body: String,
    },
    Unreachable {
        why: String,
    },
}

/// One webhook, ready to be sent.
pub(crate) struct Delivery {
    company: Company,
    /// Webhooks of one lane never overtake each other, unless a fault says so.
    lane: String,
    /// The event's name, for faults that are choosy and for the log.
    name: String,
    body: Bytes,
    event_id: String,
    secret: String,
    first_tried: Option<i64>,
    tries: usize,
    signature: Signature,
    answered: Option<oneshot::Sender<Outcome>>,
    /// Held until the first answer: whoever waits for quiet waits for this.
    busy: Option<Busy>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Signature {
    Right,
    Wrong,
    Missing,
}

impl Delivery {
    /// A webhook of Meta's.
    pub(crate) fn meta(world: &World, lane: &str, name: &str, payload: &Value) -> Self {
        let body = Bytes::from(meta_json(payload));
        Self::new(Company::Meta, lane, name, body, String::new(), world.options.app_secret.clone())
    }

    /// A webhook of Razorpay's: compact JSON as it is, with the event id that stays over all tries.
    pub(crate) fn razorpay(
        world: &World,
        lane: &str,
        name: &str,
        payload: &Value,
        event_id: String,
    ) -> Self {
        let body = Bytes::from(payload.to_string());
        let secret = world.money.webhook_secret();
        Self::new(Company::Razorpay, lane, name, body, event_id, secret)
    }

    /// A webhook of RazorpayX's.
    pub(crate) fn razorpayx(
        world: &World,
        lane: &str,
        name: &str,
        payload: &Value,
        event_id: String,
    ) -> Self {
        let body = Bytes::from(payload.to_string());
        let secret = world.bank.webhook_secret();
        Self::new(Company::RazorpayX, lane, name, body, event_id, secret)
    }

    fn new(
        company: Company,
        lane: &str,
        name: &str,
        body: Bytes,
        event_id: String,
        secret: String,
    ) -> Self {
        Self {
            company,
            lane: lane.to_owned(),
            name: name.to_owned(),
            body,
            event_id,
            secret,
            first_tried: None,
            tries: 0,
            signature: Signature::Right,
            answered: None,
            busy: None,
        }
    }

    /// Tells how the first try ended.
    pub(crate) fn answer_to(mut self, waiting: oneshot::Sender<Outcome>) -> Self {
        self.answered = Some(waiting);
        self
    }

    fn again(&self) -> Self {
        Self {
            company: self.company,
            lane: self.lane.clone(),
            name: self.name.clone(),
            body: self.body.clone(),
            event_id: self.event_id.clone(),
            secret: self.secret.clone(),
            first_tried: self.first_tried,
            tries: self.tries,
            signature: Signature::Right,
            answered: None,
            busy: None,
        }
    }

    fn tell(&mut self, outcome: Outcome) {
        if let Some(waiting) = self.answered.take() {
            // Whoever asked may have gone; that is not this delivery's concern.
            let _ = waiting.send(outcome);
        }
    }
}

/// All webhooks under way.
pub(crate) struct Post {
    client: reqwest::Client,
    /// A lane that exists here has a task that works on it.
    lanes: Mutex<HashMap<String, VecDeque<Delivery>>>,
    /// Lanes that were opened for one webhook alone, to run beside the person's own: Meta promises no order (whatsapp.md 1.4).
    lanes_beside: AtomicU64,
    /// Razorpay's last events and when they were made: its support can send them anew.
    sent: Mutex<VecDeque<(i64, Delivery)>>,
}

impl Post {
    pub(crate) fn new(client: reqwest::Client) -> Self {
        let (lanes, lanes_beside) = Default::default();
        Self { client, lanes, lanes_beside, sent: Mutex::default() }
    }

    pub(crate) fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// Sends a webhook for the first time, through the faults that are set.
    pub(crate) fn send(&self, world: &Arc<World>, mut delivery: Delivery) {
        if delivery.company != Company::Meta {
            self.remember(world.clock.now(), delivery.again());
        }
        let direction = match delivery.company {
            Company::Meta => Direction::WhatsappWebhooks,
            Company::Razorpay | Company::RazorpayX => Direction::RazorpayWebhooks,
        };
        if delivery.company == Company::Meta && !world.graph.settings.is_subscribed() {
            return delivery.tell(Outcome::Kept);
        }
        if delivery.company == Company::RazorpayX && url_of_x(world).is_empty() {
            return delivery.tell(Outcome::Kept);
        }
        delivery.busy = Some(world.agenda.busy());
        match world.faults.strike(direction, &delivery.name) {
            Some(Fault::Drop) => delivery.tell(Outcome::Kept),
            Some(Fault::LostOnce) => {
                count(&world.counts.failed);
                try_again(world, delivery.again());
                delivery.tell(Outcome::Kept);
            }
            Some(Fault::Duplicate) => {
                let mut twin = delivery.again();
                twin.busy = Some(world.agenda.busy());
                self.enqueue(world, delivery);
                self.enqueue(world, twin);
            }
            Some(Fault::Delay(by)) => {
                delivery.tell(Outcome::Kept);
                delivery.busy = None;
                let due = world.clock.now() + micros(by);
                world.agenda.later(due, move |world| world.post.enqueue(world, delivery));
            }
            Some(Fault::Reorder) => {
                delivery.tell(Outcome::Kept);
                let due = world.clock.now() + micros(STEP_ASIDE);
                world.agenda.soon(due, move |world| world.post.enqueue(world, delivery));
            }
            Some(Fault::Parallel) => {
                let beside = self.lanes_beside.fetch_add(1, Ordering::Relaxed);
                delivery.lane = format!("{} beside {beside}", delivery.lane);
                self.enqueue(world, delivery);
            }
            Some(Fault::WrongSignature) => {
                delivery.signature = Signature::Wrong;
                self.enqueue(world, delivery);
            }
            Some(Fault::Unsigned) => {
                delivery.signature = Signature::Missing;
                self.enqueue(world, delivery);
            }
            // The other faults are faults of calls and are not accepted for webhooks.
            Some(_) | None => self.enqueue(world, delivery),
        }
    }

    fn remember(&self, now: i64, delivery: Delivery) {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        if sent.len() == REPLAYS_KEPT {
            sent.pop_front();
        }
        sent.push_back((now, delivery));
    }

    /// Id, name and time of Razorpay's last events, newest first.
    pub(crate) fn events(&self) -> Vec<(String, String, i64)> {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        let told =
            |(at, event): &(i64, Delivery)| (event.event_id.clone(), event.name.clone(), *at);
        sent.iter().rev().map(told).collect()
    }

    /// Sends an event anew as it was: the same id, the same bytes, the secret of its day. Whether there is such an event.
    pub(crate) fn replay(&self, world: &Arc<World>, event_id: &str) -> bool {
        let oldest = world.clock.now() - REPLAYABLE;
        let known = {
            let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
            let found =
                sent.iter().rev().find(|(at, event)| event.event_id == event_id && *at >= oldest);
            found.map(|(_, event)| event.again())
        };
        let Some(delivery) = known else { return false };
        self.enqueue(world, delivery);
        true
    }

    fn enqueue(&self, world: &Arc<World>, mut delivery: Delivery) {
        if delivery.busy.is_none() {
            delivery.busy = Some(world.agenda.busy());
        }
        let lane = delivery.lane.clone();
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(waiting) = lanes.get_mut(&lane) {
            waiting.push_back(delivery);
            return;
        }
        lanes.insert(lane.clone(), VecDeque::new());
        drop(lanes);
        world.tasks.spawn(work(Arc::clone(world), lane, delivery));
    }

    /// The lane's next webhook; with none left the lane is gone.
    fn next(&self, lane: &str) -> Option<Delivery> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        let next = lanes.get_mut(lane).and_then(VecDeque::pop_front);
        if next.is_none() {
            lanes.remove(lane);
        }
        next
    }

    async fn try_once(&self, world: &World, delivery: &Delivery) -> Outcome {
        let request = self.request(world, delivery);
        let answer = match request.send().await {
            Ok(answer) => answer,
            Err(error) => return Outcome::Unreachable { why: error.to_string() },
        };
        let status = answer.status().as_u16();
        let taken = match delivery.company {
            // Meta takes exactly 200 for success, Razorpay any 2xx.
            Company::Meta => status == 200,
            Company::Razorpay | Company::RazorpayX => (200..300).contains(&status),
        };
        let body = answer.text().await.unwrap_or_default();
        if taken { Outcome::Delivered } else { Outcome::Refused { status, body } }
    }

    fn request(&self, world: &World, delivery: &Delivery) -> reqwest::RequestBuilder {
        let urls = world.webhook_urls.read().unwrap_or_else(PoisonError::into_inner).clone();
        let secret = match delivery.signature {
            Signature::Right => Some(delivery.secret.clone()),
            Signature::Wrong => Some(format!("not-{}", delivery.secret)),
            Signature::Missing => None,
        };
        let signature = secret.map(|secret| hmac_hex(&secret, &delivery.body));
        let request = match delivery.company {
            Company::Meta => self
                .client
                .post(urls.whatsapp)
                // Aim is 250 ms; Meta's own time-out is not published, vendors quote up to 10 s.
                .timeout(Duration::from_secs(10))
                .header("user-agent", "facebookexternalua")
                .headers(one_header(
                    "x-hub-signature-256",
                    signature.map(|hex| format!("sha256={hex}")),
                )),
            Company::Razorpay | Company::RazorpayX => self
                .client
                .post(if delivery.company == Company::Razorpay {
                    urls.razorpay
                } else {
                    urls.razorpayx
                })
                // Any 2xx within 5 seconds, says Razorpay.
                .timeout(Duration::from_secs(5))
                .header("user-agent", "Razorpay-Webhook/v1")
                .header("request-id", &delivery.event_id)
                .header("x-razorpay-event-id", &delivery.event_id)
                .header("accept-encoding", "gzip")
                .headers(one_header("x-razorpay-signature", signature)),
        };
        request.header("content-type", "application/json").body(delivery.body.clone())
    }
}

fn url_of_x(world: &World) -> String {
    world.webhook_urls.read().unwrap_or_else(PoisonError::into_inner).razorpayx.clone()
}

fn one_header(name: &'static str, value: Option<String>) -> reqwest::header::HeaderMap {
    let mut headers = reqwest::header::HeaderMap::new();
    if let Some(value) = value.and_then(|value| value.parse().ok()) {
        headers.insert(name, value);
    }
    headers
}

/// Sends what stands in a lane, one after the other, until it is empty.
async fn work(world: Arc<World>, lane: String, first: Delivery) {
    let mut current = Some(first);
    while let Some(mut delivery) = current {
        if world.stop.is_cancelled() {
            return;
        }
        let outcome = tokio::select! {
            outcome = world.post.try_once(&world, &delivery) => outcome,
            () = world.stop.cancelled() => return,
        };
        if outcome == Outcome::Delivered {
            count(&world.counts.webhooks);
        } else {
            count(&world.counts.failed);
            tracing::debug!(event = %delivery.name, ?outcome, "webhook was not taken");
            try_again(&world, delivery.again());
        }
        delivery.tell(outcome);
        // Before the guard goes: an empty lane must not look busy, nor a full one idle.
        current = world.post.next(&lane);
    }
}

/// Puts a delivery that was not taken back on the agenda, unless the company's patience has ended.
fn try_again(world: &Arc<World>, mut delivery: Delivery) {
    let now = world.clock.now();
    let first = *delivery.first_tried.get_or_insert(now);
    let (steps, gives_up): (&[i64], i64) = match delivery.company {
        Company::Meta => (&META_RETRIES, META_GIVES_UP),
        Company::Razorpay | Company::RazorpayX => (&RAZORPAY_RETRIES, RAZORPAY_GIVES_UP),
    };
    let wait = steps[delivery.tries.min(steps.len() - 1)] * SECOND;
    delivery.tries += 1;
    if now + wait - first > gives_up * SECOND {
        tracing::warn!(event = %delivery.name, "webhook given up");
        if delivery.company == Company::Razorpay {
            world.money.disable_webhook();
        }
        return;
    }
    world.agenda.later(now + wait, move |world| {
        if delivery.company == Company::Razorpay && world.money.webhook_is_disabled() {
            return;
        }
        count(&world.counts.retries);
        world.post.enqueue(world, delivery);
    });
}
