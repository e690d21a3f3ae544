//! The one HTTP server of the sandbox: Graph API, Razorpay, the page and its API on one port.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::DefaultBodyLimit,
    http::{Response, StatusCode},
    routing::{any, get},
};

use crate::{graph, page, razorpay, world::World};

/// A document of 100 MB is the largest thing that Meta takes.
const LARGEST_BODY: usize = 101 * 1024 * 1024;
/// A call that never answers is let go after this, in real time: longer than any sensible client waits.
const NEVER: Duration = Duration::from_secs(90);

pub(crate) fn router(world: Arc<World>) -> Router {
    Router::new()
        .route("/graph/{*path}", any(graph::handle))
        .route("/razorpay/v1/{*path}", any(razorpay::handle))
        .route(
            "/razorpay/pay/{short}",
            get(razorpay::pay_page::show).post(razorpay::pay_page::submit),
        )
        .merge(page::router())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(world)
}

/// The answer of a call that a fault leaves hanging.
pub(crate) async fn never(world: &World) -> Response<Body> {
    tokio::select! {
        () = tokio::time::sleep(NEVER) => {}
        () = world.stop.cancelled() => {}
    }
    graph::plain(StatusCode::GATEWAY_TIMEOUT, "")
}
