//! The browser page: the embedded files of `page/`, and the JSON behind them (described in `page/API.md`).

mod body;

mod acts;

mod answers;

mod standing;

mod paying;

mod companies;

mod switches;

mod state;

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{Path, RawQuery, State},
    http::{HeaderValue, Response, StatusCode, header},
    response::sse::{Event, KeepAlive, Sse},
    routing::{get, post},
};
use serde_json::json;
use tokio::sync::mpsc;
use tokio_stream::{Stream, wrappers::ReceiverStream};

use crate::{
    graph::{answer, json_answer, pairs},
    world::World,
};

/// Name, type and bytes of every file in `page/`; the build script lists them.
const FILES: &[(&str, &str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// At most 20 events a second: the page asks for what changed, so changes fold.
const BREATH: Duration = Duration::from_millis(50);

/// No keys: the sandbox is for this machine alone, and it holds nothing that is anybody's.
pub(crate) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/", get(|| file(Path("index.html".to_owned()))))
        .route("/{file}", get(file))
        .route("/api/state", get(whole))
        .route("/api/events", get(events))
        .route("/api/media/{id}", get(media))
        .route("/api/people", post(acts::add))
        .route("/api/people/{number}/{act}", post(acts::act))
        .route("/api/pay", post(paying::link))
        .route("/api/razorpay", post(companies::razorpay))
        .route("/api/razorpay/events", get(companies::events))
        .route("/api/razorpay/replay", post(companies::replay))
        .route("/api/settle", post(companies::settlement))
        .route("/api/dispute", post(companies::dispute))
        .route("/api/whatsapp", post(companies::whatsapp))
        .route("/api/report", post(companies::report))
        .route("/api/templates", get(companies::templates).post(companies::judgement))
        .route("/api/clock", post(switches::clock))
        .route("/api/faults", post(switches::faults))
}

/// A file of the page. Never kept by the browser: a rebuilt sandbox shows its new page at once.
async fn file(Path(name): Path<String>) -> Response<Body> {
    let Some((_, mime, bytes)) = FILES.iter().find(|(known, ..)| *known == name) else {
        return answer(StatusCode::NOT_FOUND, "text/plain", Body::from("there is no such file"));
    };
    let mut response = answer(StatusCode::OK, mime, Body::from(*bytes));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn whole(State(world): State<Arc<World>>, RawQuery(query): RawQuery) -> Response<Body> {
    let query = pairs(query.as_deref().unwrap_or_default());
    let since =
        query.iter().find(|(key, _)| key == "since").and_then(|(_, text)| text.parse().ok());
    json_answer(StatusCode::OK, &state::whole(&world, since.unwrap_or(0)))
}

/// Tells the page that something changed, until it hangs up or the sandbox stops.
async fn events(
    State(world): State<Arc<World>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (tell, told) = mpsc::channel(1);
    let mut changes = world.changes();
    let stop = world.stop.clone();
    world.tasks.spawn(async move {
        loop {
            let seq = *changes.borrow_and_update();
            let event = Event::default().event("changed").data(json!({"seq": seq}).to_string());
            if tell.send(Ok(event)).await.is_err() {
                return;
            }
            tokio::time::sleep(BREATH).await;
            tokio::select! {
                changed = changes.changed() => if changed.is_err() { return },
                () = tell.closed() => return,
                () = stop.cancelled() => return,
            }
        }
    });
    Sse::new(ReceiverStream::new(told))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

/// Bytes without a token, unlike Meta's own URLs: an `<img>` cannot send a header.
async fn media(State(world): State<Arc<World>>, Path(id): Path<String>) -> Response<Body> {
    match world.graph.media.bytes(&id) {
        Some((mime, bytes)) => answer(StatusCode::OK, &mime, Body::from(bytes)),
        None => json_answer(StatusCode::NOT_FOUND, &json!({"error": "there is no such medium"})),
    }
}
