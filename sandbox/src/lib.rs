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

mod onlooker;

mod people;

mod graph;

mod razorpay;

mod webhooks;

mod page;

mod server;

mod agenda;

mod ids;

mod on_demand;

mod world;

mod clamd;

mod s3;

mod carriers;

use std::{
    net::SocketAddr,
    sync::{Arc, PoisonError},
    time::Duration,
};

use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio_util::sync::DropGuard;

use crate::{agenda::Agenda, world::World};
pub use crate::{
    carriers::{Carriers, CaughtMail, Fcm, MailCatcher, Pushed, Sms, SmsGateway, SmsText},
    clamd::Clamd,
    clock::Clock,
    faults::{Direction, Fault, Faults, Rule},
    graph::{FlowStatus, TemplateStatus},
    onlooker::{CallStep, Onward},
    options::{Options, Pace},
    people::{
        Bill, BillLine, Bubble, Button, ButtonKind, Card, Charge, ChatPayment, Failure, FormFault,
        Header, List, Media, OpenForm, Person, Picture, Place, Product, Row, Section, Sent, Shown,
        Side, Tick, Trouble,
    },
    razorpay::{
        How, LinkStatus, Misreport, Paid, PayTrouble, PaymentLink, Payout, PayoutEnd, Reason,
        Refund, Verdict, callback_signature,
    },
    s3::S3,
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

    /// Where RazorpayX's webhooks go from now on.
    pub fn set_payout_webhook(&self, url: &str) {
        let mut urls = self.world.webhook_urls.write().unwrap_or_else(PoisonError::into_inner);
        url.clone_into(&mut urls.razorpayx);
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

    /// The number is sold: its account is gone, and somebody else has it with an account of their own.
    #[must_use]
    pub fn new_owner(&self, number: &str, name: &str) -> Person {
        let world = Arc::clone(&self.world);
        let phone = world.people.sell(number, name, &world.options.business_account_id);
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

    /// Templates that Meta has approved long ago, each as it was handed in: nobody is told of them any more.
    ///
    /// # Errors
    /// With Meta's words about the first that it would not have taken.
    pub fn has_approved(&self, handed_in: &[serde_json::Value]) -> Result<(), String> {
        let approved = |body| graph::has_approved(&self.world, body);
        handed_in.iter().try_for_each(approved).map_err(|refused| format!("{refused:?}"))
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
