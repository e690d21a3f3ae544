//! The sandbox: stands in for Meta's WhatsApp Cloud API and for Razorpay on the wire, with people who have phones.
//!
//! It shares no code with the program, so that a mistake in a wire type cannot cancel itself out. What the companies would refuse
//! is refused with their codes. Used by `realserv demo`, by tests in process, and by the browser page that it serves.
//!
//! ```no_run
//! # async fn play() -> Result<(), Box<dyn std::error::Error>> {
//! use realserv_sandbox::{How, Options, Sandbox};
//! let sandbox = Sandbox::start(Options::default()).await?;
//! sandbox.set_webhooks("http://127.0.0.1:8080/webhooks/whatsapp", "http://127.0.0.1:8080/webhooks/razorpay");
//! let asha = sandbox.person("919848012345", "Asha").labelled("buyer");
//! asha.says("hi").await?;
//! asha.taps("English").await?;
//! let url = asha.opens("Pay now").await?;
//! sandbox.pay(&url, How::Upi)?;
//! sandbox.settled().await;
//! println!("{}", asha.transcript());
//! # Ok(()) }
//! ```

mod options;

mod clock;

mod faults;

mod people;

mod graph;

mod razorpay;

mod webhooks;

mod page;

mod server;

mod agenda;

mod ids;

mod world;

use std::{
    net::SocketAddr,
    sync::{Arc, PoisonError},
    time::Duration,
};

use axum::serve::ListenerExt as _;
use serde_json::Value;
use tokio::{net::TcpListener, sync::oneshot};
use tokio_util::sync::DropGuard;

use crate::{
    agenda::Agenda,
    webhooks::{Delivery, Outcome},
    world::World,
};
pub use crate::{
    clock::Clock,
    faults::{Direction, Fault, Faults, Rule},
    graph::TemplateStatus,
    options::{Options, Pace},
    people::{
        Bill, BillLine, Bubble, Button, ButtonKind, Card, Failure, Header, List, Media, Person,
        Picture, Place, Product, Row, Section, Shown, Side, Tick, Trouble,
    },
    razorpay::{How, LinkStatus, Paid, PayTrouble, PaymentLink, Refund, callback_signature},
    webhooks::{hmac_hex, meta_json},
    world::{Refusal, Totals},
};

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("cannot listen on {address}")]
    Listen {
        address: SocketAddr,
        #[source]
        source: std::io::Error,
    },
    #[error("cannot make an HTTP client")]
    Client(#[source] reqwest::Error),
}

/// Why Meta would not take the webhook's address.
#[derive(Debug, thiserror::Error)]
pub enum HandshakeError {
    #[error("the webhook cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    #[error("the webhook answered {status} with {body:?} instead of the challenge")]
    Answer { status: u16, body: String },
}

/// A running sandbox. A cheap handle; the server stops when the last one is dropped.
#[derive(Clone)]
pub struct Sandbox {
    world: Arc<World>,
    address: SocketAddr,
    _stop: Arc<DropGuard>,
}

impl Sandbox {
    /// Listens and serves.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let wanted = options.listen;
        let refused = |source| StartError::Listen { address: wanted, source };
        let listener = TcpListener::bind(wanted).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let own = format!("http://{address}");
        let url = options.public_url.clone().unwrap_or(own).trim_end_matches('/').to_owned();
        let client = client().map_err(StartError::Client)?;
        let world = Arc::new(World::new(options, url, client));
        let stop = world.stop.clone();
        // Small answers must not wait for the peer's delayed acknowledgement.
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "no TCP_NODELAY");
            }
        });
        let (serving, running) = (Arc::clone(&world), Arc::clone(&world));
        world.tasks.spawn(async move {
            // Ends connections that wait for nothing; calls that hang are let go by the same token.
            let stopped = serving.stop.clone().cancelled_owned();
            if let Err(error) =
                axum::serve(listener, server::router(serving)).with_graceful_shutdown(stopped).await
            {
                tracing::error!(%error, "the sandbox's server ended");
            }
        });
        world.tasks.spawn(async move {
            let stopped = running.stop.clone();
            tokio::select! {
                () = Agenda::run(running) => {}
                () = stopped.cancelled() => {}
            }
        });
        Ok(Self { world, address, _stop: Arc::new(stop.drop_guard()) })
    }

    /// Stops serving and waits until everything has ended.
    pub async fn stop(self) {
        self.world.stop.cancel();
        self.world.tasks.close();
        self.world.tasks.wait().await;
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The page with the phones; no slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        self.world.url.clone()
    }

    /// `WHATSAPP_API_URL` for the program.
    #[must_use]
    pub fn graph_url(&self) -> String {
        format!("http://{}/graph", self.address)
    }

    /// `RAZORPAY_API_URL` for the program.
    #[must_use]
    pub fn razorpay_url(&self) -> String {
        format!("http://{}/razorpay", self.address)
    }

    /// What it was started with: secrets and ids to hand to the program.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.world.options
    }

    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.world.clock
    }

    /// Moves business time forward. Follow it with `settled` to wait for what that set off.
    pub fn forward(&self, by: Duration) {
        self.world.clock.forward(by);
        self.world.changed();
    }

    /// Where webhooks go from now on.
    pub fn set_webhooks(&self, whatsapp: &str, razorpay: &str) {
        let mut urls = self.world.webhook_urls.write().unwrap_or_else(PoisonError::into_inner);
        whatsapp.clone_into(&mut urls.whatsapp);
        razorpay.clone_into(&mut urls.razorpay);
    }

    /// Meta's handshake: a GET with the verify token that must be answered with the challenge.
    pub async fn verify_webhook(&self) -> Result<(), HandshakeError> {
        let url =
            self.world.webhook_urls.read().unwrap_or_else(PoisonError::into_inner).whatsapp.clone();
        let challenge = self.world.ids.digits(18);
        let query = [
            ("hub.mode", "subscribe"),
            ("hub.challenge", &challenge),
            ("hub.verify_token", &self.world.options.verify_token),
        ];
        let answer = self
            .world
            .post
            .client()
            .get(url)
            .query(&query)
            .send()
            .await
            .map_err(HandshakeError::Unreachable)?;
        let status = answer.status().as_u16();
        let body = answer.text().await.map_err(HandshakeError::Unreachable)?;
        if status == 200 && body == challenge {
            Ok(())
        } else {
            Err(HandshakeError::Answer { status, body })
        }
    }

    /// Somebody with that number (digits with country code); the same phone for the same number.
    #[must_use]
    pub fn person(&self, number: &str, name: &str) -> Person {
        let world = Arc::clone(&self.world);
        let phone = world.people.add(number, name, "buyer", &world.options.business_account_id);
        let person = Person { world, phone };
        person.touched();
        person
    }

    /// Everybody with a phone, in the order in which they came.
    #[must_use]
    pub fn people(&self) -> Vec<Person> {
        let person = |phone| Person { world: Arc::clone(&self.world), phone };
        self.world.people.all().into_iter().map(person).collect()
    }

    /// Does with a payment link what a payer does; `url` is its short URL. Webhooks follow: `settled` waits for them.
    pub fn pay(&self, url: &str, how: How) -> Result<Paid, PayTrouble> {
        razorpay::pay(&self.world, url, how)
    }

    /// All payment links, oldest first.
    #[must_use]
    pub fn payment_links(&self) -> Vec<PaymentLink> {
        self.world.money.links()
    }

    #[must_use]
    pub fn refunds(&self) -> Vec<Refund> {
        self.world.money.refunds()
    }

    /// The next so many refunds end as failed.
    pub fn fail_next_refunds(&self, count: u32) {
        self.world.money.fail_refunds(count);
    }

    /// From now on Razorpay's events take the shapes that were seen beside the documented ones: ids without prefix, empty arrays for
    /// objects, missing times.
    pub fn razorpay_shapes_are_odd(&self, odd: bool) {
        self.world.money.odd_shapes(odd);
    }

    /// What refunds can be paid from.
    pub fn set_balance(&self, paise: i64) {
        self.world.money.set_balance(paise);
    }

    /// Pays out what was captured; answers the settlement's id.
    pub fn settle(&self) -> Option<String> {
        razorpay::settle(&self.world)
    }

    /// New events are signed with another secret; retries of older ones keep the old.
    pub fn rotate_razorpay_secret(&self, secret: &str) {
        self.world.money.rotate_secret(secret);
    }

    /// After 24 hours of failures Razorpay sends nothing until somebody enables the endpoint again.
    pub fn enable_razorpay_webhook(&self) {
        self.world.money.enable_webhook();
    }

    /// Meta's reviewers judge a template, in one language or all; the webhook follows. Answers how many rows changed.
    pub fn judge_template(
        &self,
        name: &str,
        language: Option<&str>,
        status: TemplateStatus,
    ) -> usize {
        graph::judge(&self.world, name, language, status)
    }

    /// New templates stay PENDING until judged, instead of being approved at once.
    pub fn review_templates_by_hand(&self, by_hand: bool) {
        self.world.graph.templates.review_by_hand(by_hand);
    }

    /// Meta holds the messages of templates back to see how people take the first ones.
    pub fn hold_templates(&self) {
        self.world.graph.pacing.start();
    }

    /// People liked them: what was held goes out, and nothing is held any more.
    pub fn release_templates(&self) {
        graph::release(&self.world);
    }

    /// People did not: what was held fails, and nothing is held any more.
    pub fn drop_held_templates(&self) {
        graph::drop_held(&self.world);
    }

    /// Several people write, and one webhook carries it all. Answers the messages' ids.
    pub async fn hear_together(&self, said: &[(&Person, &str)]) -> Result<Vec<String>, Trouble> {
        let (payload, ids) = people::written_together(&self.world, said);
        self.carry(|world| Delivery::meta(world, "together", "messages", &payload)).await?;
        Ok(ids)
    }

    /// Sends a WhatsApp webhook of one's own making, signed like any other, and waits for the answer.
    pub async fn delivers(&self, payload: &Value) -> Result<(), Trouble> {
        self.carry(|world| Delivery::meta(world, "own", "own", payload)).await
    }

    /// The same for Razorpay; `event_id` is the header that stays over retries.
    pub async fn delivers_razorpay(&self, payload: &Value, event_id: &str) -> Result<(), Trouble> {
        self.carry(|world| Delivery::razorpay(world, "own", "own", payload, event_id.to_owned()))
            .await
    }

    async fn carry(&self, delivery: impl FnOnce(&World) -> Delivery) -> Result<(), Trouble> {
        let (tell, told) = oneshot::channel();
        self.world.post.send(&self.world, delivery(&self.world).answer_to(tell));
        match told.await {
            Ok(Outcome::Delivered | Outcome::Kept) => Ok(()),
            Ok(Outcome::Refused { status, body }) => Err(Trouble::Refused { status, body }),
            Ok(Outcome::Unreachable { why }) => Err(Trouble::Unreachable { why }),
            Err(_) => Err(Trouble::Unreachable { why: "the sandbox has stopped".to_owned() }),
        }
    }

    /// Faults to switch on and off.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.world.faults
    }

    /// Waits until no webhook is due or under way and no call is being answered.
    pub async fn settled(&self) {
        self.world.agenda.settled(|| self.world.clock.now()).await;
    }

    /// What has been counted so far.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.world.counts.totals()
    }

    /// Messages that the program sent and the Graph API accepted.
    #[must_use]
    pub fn sent_count(&self) -> u64 {
        self.totals().sent
    }

    /// Every request that was refused, oldest first, at most the last 1000. A good program has none.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        self.world.refusals()
    }
}

/// The client of all webhooks. Without root certificates: they go over plain HTTP to this machine, and reading the system's store
/// would cost every start 25 ms.
fn client() -> Result<reqwest::Client, reqwest::Error> {
    // Whoever came first has chosen the TLS provider for the process; both use ring.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().tls_certs_only(std::iter::empty()).build()
}
