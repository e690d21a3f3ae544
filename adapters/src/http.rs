//! The HTTP client of every adapter, and the one place where a request is sent and its answer is read.
//!
//! What an answer means is each provider's own matter; what is known here is whether a request may have arrived.

use std::error::Error;
use std::sync::Once;
use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::{Client, RequestBuilder, redirect};

/// How long to wait. The whole call includes reading the answer.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    pub connect: Duration,
    pub total: Duration,
}

impl Default for Timeouts {
    /// Razorpay's own advice (razorpay.md §1.1), and more than Meta needs.
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), total: Duration::from_secs(30) }
    }
}

/// Connections that wait for the next call: as many as one node has calls out at once to one host, or it closes and opens
/// some all the time.
const IDLE_CONNECTIONS: usize = 384;

/// Shorter than servers close idle connections (60 s and more), or a request meets a closing door and its outcome is
/// unknown.
const IDLE_FOR: Duration = Duration::from_secs(30);

/// A page of a hundred templates is under one megabyte; nothing that we ask for is larger.
const LONGEST_ANSWER: usize = 4 * 1024 * 1024;

/// No server may make us wait longer than this by a header.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(3600);

/// A client for the service at `base_url`. Costs a read of the system's root certificates when that is `https`, so
/// one is made per service and cloned.
///
/// A plain `http` service is the sandbox or a sidecar: it gets no roots (quick, and works where there are none) and
/// no proxy of the environment. Redirects are never followed: an API that redirects is a wrong address, and our
/// token would go along.
///
/// # Errors
/// If the system has no root certificates, or its proxy settings make no sense.
pub fn client(base_url: &str, timeouts: Timeouts) -> Result<Client, reqwest::Error> {
    install_crypto();
    let builder = Client::builder()
        .user_agent(concat!("RealServ/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(timeouts.connect)
        .timeout(timeouts.total)
        .pool_max_idle_per_host(IDLE_CONNECTIONS)
        .pool_idle_timeout(IDLE_FOR)
        .redirect(redirect::Policy::none());
    if base_url.starts_with("http://") {
        builder.tls_certs_only([]).no_proxy().build()
    } else {
        builder.build()
    }
}

/// rustls wants its cryptography named. Once a process; a provider that somebody else has installed is as good.
pub fn install_crypto() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // An error means that one is installed already, which is what we want.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

/// What came back, whatever its status.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Lost {
    #[error("the request cannot be built: {0}")]
    Unbuilt(String),
    /// No connection: certainly not arrived.
    #[error("no connection: {0}")]
    NotSent(String),
    /// The bytes left us; whether they arrived nobody knows.
    #[error("no answer: {0}")]
    MaybeSent(String),
}

/// Sends, and reads the answer up to `LONGEST_ANSWER`.
pub(crate) async fn exchange(request: RequestBuilder) -> Result<Answer, Lost> {
    let mut response = request.send().await.map_err(lost)?;
    let status = response.status().as_u16();
    let retry_after =
        retry_after(response.headers().get(RETRY_AFTER).and_then(|h| h.to_str().ok()));
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(lost)? {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return Err(Lost::MaybeSent(format!("an answer of over {LONGEST_ANSWER} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { status, retry_after, body: String::from_utf8_lossy(&body).into_owned() })
}

/// Seconds. The other form, a date, would need a clock and neither provider uses it.
fn retry_after(header: Option<&str>) -> Option<Duration> {
    let seconds: u64 = header?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_RETRY_AFTER))
}

pub(crate) fn lost(error: reqwest::Error) -> Lost {
    let (built, connected) = (!error.is_builder(), !error.is_connect());
    // URLs carry ids of numbers and payments; the log has better places for them.
    let told = with_causes(&error.without_url());
    match (built, connected) {
        (false, _) => Lost::Unbuilt(told),
        (true, false) => Lost::NotSent(told),
        (true, true) => Lost::MaybeSent(told),
    }
}

/// reqwest says "error sending request" and keeps the reason in its causes.
fn with_causes(error: &dyn Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        told.push_str(": ");
        told.push_str(&error.to_string());
        cause = error.source();
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_bounded_seconds() {
        assert_eq!(retry_after(Some("3")), Some(Duration::from_secs(3)));
        assert_eq!(retry_after(Some("999999999")), Some(LONGEST_RETRY_AFTER));
        assert_eq!(retry_after(Some("Wed, 21 Oct 2026 07:28:00 GMT")), None);
        assert_eq!(retry_after(None), None);
    }
}
