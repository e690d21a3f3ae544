//! The running program: every room started and awaited here, and the HTTP surface in one place.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderValue, header};
use axum::middleware::map_response_with_state;
use axum::response::Response;
use axum::routing::{get, post};
use realserv_adapters::postgres::inbox::KeyKind;
use realserv_domain::notice::Way;
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::receive::{self, Intake};
use crate::web::Web;
use crate::{api, deliver, flows, front, health, hear, housekeeping, links, steady, turn};

/// With 1,024 a thousand new connections at once cost two seconds in SYN retries.
const BACKLOG: u32 = 4096;

/// Turns of one kind worked on side by side; on two cores two lanes do as much as four.
const WORKERS: usize = 2;

/// A stop waits so long for requests that are being answered, and then for calls that are out: with the drain of three
/// seconds under ten in all. Leases of what is still out run out, and others go on.
const LONGEST_ANSWER: Duration = Duration::from_secs(2);
const LONGEST_STOP: Duration = Duration::from_secs(4);

/// A program that runs in this process.
pub struct Program {
    pub app: Arc<App>,
    pub address: SocketAddr,
    ready: Arc<AtomicBool>,
    listening: CancellationToken,
    working: CancellationToken,
    servers: JoinSet<()>,
    rooms: JoinSet<()>,
}

/// Nobody can reach a program that cannot listen.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}")]
pub struct CannotListen {
    address: SocketAddr,
    #[source]
    source: io::Error,
}

pub fn listen(address: SocketAddr) -> Result<TcpListener, CannotListen> {
    bind(address).map_err(|source| CannotListen { address, source })
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

impl Program {
    /// Starts every room.
    pub fn start(app: Arc<App>, listener: TcpListener) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let listening = CancellationToken::new();
        let working = CancellationToken::new();
        let ready = Arc::new(AtomicBool::new(true));
        let mut rooms = JoinSet::new();
        let mut servers = JoinSet::new();
        let (intake, receiving) = Intake::new(Arc::clone(&app), working.clone());
        rooms.spawn(receiving);
        open(&mut rooms, "node", &app, &working, |app, stop| async move {
            app.node.beat(&app.pool, &app.clock, stop).await;
        });
        // Also where only webhooks are taken: statuses are priced there.
        open(&mut rooms, "settings", &app, &working, |app, stop| async move {
            app.settings.follow(&app.pool, stop).await;
        });
        // Also where a form asks whether a place is served.
        if app.role.works() || app.role.answers_the_office() || app.site_form.is_configured() {
            open(&mut rooms, "catalogue", &app, &working, |app, stop| async move {
                app.catalogue.follow(&app.pool, stop).await;
            });
        }
        if app.role.works() && app.site_form.is_configured() {
            open(&mut rooms, "site form", &app, &working, |app, stop| async move {
                app.site_form.follow(&app.pool, stop).await;
            });
        }
        if app.role.works() {
            open_working_rooms(&app, &mut rooms, &working);
        }
        let web = Web::new(Arc::clone(&app), intake, Arc::clone(&ready));
        match app.config.metrics_listen {
            None => {
                servers.spawn(serve_http(listener, router(&web).merge(inside()), &web, &listening));
            }
            Some(inside_address) => {
                let within = listen(inside_address).map_err(io::Error::other)?;
                servers.spawn(serve_http(listener, router(&web), &web, &listening));
                servers.spawn(serve_http(within, inside(), &web, &listening));
            }
        }
        Ok(Self { app, address, ready, listening, working, servers, rooms })
    }

    /// Says that it goes (readiness turns 503), keeps listening for `drain`, then finishes what is out and ends.
    pub async fn stop(mut self, drain: Duration) {
        self.ready.store(false, Ordering::Relaxed);
        tokio::time::sleep(drain).await;
        // First nobody new, then those who are being answered, then the rooms that answer them.
        self.listening.cancel();
        if !ended(&mut self.servers, LONGEST_ANSWER).await {
            tracing::warn!("some requests were still being answered at the end");
        }
        self.working.cancel();
        if !ended(&mut self.rooms, LONGEST_STOP).await {
            tracing::warn!("some calls were still out at the end; they are repeated");
        }
        self.app.node.leave(&self.app.pool).await;
    }
}

/// Everything that works without being asked.
fn open_working_rooms(app: &Arc<App>, rooms: &mut JoinSet<()>, stop: &CancellationToken) {
    for (name, kind) in [
        ("turns of persons", KeyKind::Person),
        ("turns of orders", KeyKind::Order),
        ("turns of the books", KeyKind::Books),
        ("turns of vendors", KeyKind::Vendor),
    ] {
        for _ in 0..WORKERS {
            open(rooms, name, app, stop, move |app, stop| turn::work(app, kind, stop));
        }
        open(rooms, name, app, stop, move |app, stop| turn::look_for_leftovers(app, kind, stop));
    }
    open(rooms, "whatsapp", app, stop, |app, stop| deliver::work(app, deliver::Whatsapp, stop));
    open(rooms, "razorpay", app, stop, |app, stop| deliver::work(app, deliver::Razorpay, stop));
    open(rooms, "media", app, stop, |app, stop| deliver::work(app, deliver::Media, stop));
    open(rooms, "payouts", app, stop, |app, stop| deliver::work(app, deliver::Payouts, stop));
    if app.carriers.has(Way::Email) {
        open(rooms, "email", app, stop, |app, stop| deliver::work(app, deliver::ByEmail, stop));
    }
    if app.carriers.has(Way::Push) {
        open(rooms, "push", app, stop, |app, stop| deliver::work(app, deliver::ByPush, stop));
    }
    if app.carriers.has(Way::Sms) {
        open(rooms, "sms", app, stop, |app, stop| deliver::work(app, deliver::BySms, stop));
    }
    open(rooms, "timers", app, stop, deliver::ring_timers);
    open(rooms, "calls", app, stop, hear::listen);
    open(rooms, "books", app, stop, turn::open_the_books);
    open(rooms, "housekeeping", app, stop, housekeeping::keep);
}

fn open<W: Future<Output = ()> + Send + 'static>(
    rooms: &mut JoinSet<()>,
    name: &'static str,
    app: &Arc<App>,
    stop: &CancellationToken,
    work: impl Fn(Arc<App>, CancellationToken) -> W + Send + Sync + 'static,
) {
    let (app, stop) = (Arc::clone(app), stop.clone());
    rooms.spawn(async move {
        let again = stop.clone();
        steady::room(name, again, || work(Arc::clone(&app), stop.clone())).await;
    });
}

/// Whether all came to their end in time.
async fn ended(tasks: &mut JoinSet<()>, patience: Duration) -> bool {
    let all = async { while tasks.join_next().await.is_some() {} };
    tokio::time::timeout(patience, all).await.is_ok()
}

/// Answers until told to stop; requests under way are finished.
fn serve_http(
    listener: TcpListener,
    router: Router<Web>,
    web: &Web,
    listening: &CancellationToken,
) -> impl Future<Output = ()> + use<> {
    let router = router.layer(map_response_with_state(Arc::clone(&web.ready), part_when_leaving));
    let server = axum::serve(listener, router.with_state(web.clone()))
        .with_graceful_shutdown(listening.clone().cancelled_owned());
    async move {
        if let Err(error) = server.await {
            tracing::error!(error = &error as &dyn std::error::Error, "the HTTP server ended");
        }
    }
}

/// Whoever keeps a connection open to a program that goes is told to open another with its answer: to whichever program is
/// ready. Else the last request would meet the end of the connection on its way.
async fn part_when_leaving(
    State(ready): State<Arc<AtomicBool>>,
    mut response: Response,
) -> Response {
    if !ready.load(Ordering::Relaxed) {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// What everybody may reach of a process of this role. Webhooks and health are under no rate limit.
fn router(web: &Web) -> Router<Web> {
    let role = web.app.role;
    let mut router = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready));
    if role.receives() {
        router = router.merge(doors());
    }
    if role.answers_the_office() {
        router = router.route("/", get(front::page)).merge(links::router()).merge(api::router(web));
    }
    router
}

/// Where the outside tells its news.
fn doors() -> Router<Web> {
    let whatsapp = get(receive::whatsapp::handshake)
        .post(receive::whatsapp::news)
        .layer(DefaultBodyLimit::max(receive::whatsapp::MOST_BYTES));
    let razorpay =
        post(receive::razorpay::hook).layer(DefaultBodyLimit::max(receive::razorpay::MOST_BYTES));
    let razorpayx =
        post(receive::razorpayx::hook).layer(DefaultBodyLimit::max(receive::razorpay::MOST_BYTES));
    let flow = post(flows::address).layer(DefaultBodyLimit::max(flows::MOST_BYTES));
    let sms = post(receive::sms::report).layer(DefaultBodyLimit::max(receive::sms::MOST_BYTES));
    Router::new()
        .route("/webhooks/sms/{secret}", sms)
        .route("/webhooks/whatsapp", whatsapp)
        .route("/webhooks/razorpay", razorpay)
        .route("/webhooks/razorpayx", razorpayx)
        .route("/pay/return", get(receive::razorpay::returned))
        .route("/flows/address", flow)
}

/// What only the operator needs: on an address of its own when `REALSERV_METRICS_LISTEN` is set.
fn inside() -> Router<Web> {
    Router::new().route("/health", get(health::details)).route("/metrics", get(health::metrics))
}
