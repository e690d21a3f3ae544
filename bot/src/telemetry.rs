//! Logs and metrics of the process: installed once, by `main`.

use std::io::IsTerminal;
use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

/// From well under the aim for an idle turn (15 ms) to far over what anybody waits.
const BUCKETS: [f64; 14] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Webhooks in a batch, up to as many as one takes.
const BATCHES: [f64; 8] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 256.0];

/// How the log reads: lines for a person, JSON for a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogForm {
    Lines,
    Json,
}

/// Installs the log. `filter` is `RUST_LOG`, or what the command thinks right.
pub fn install_log(form: LogForm, filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // Colours are for a terminal: in a file or a pipe they are noise (https://no-color.org for who wants none there either).
        .with_ansi(std::io::stderr().is_terminal() && !no_color())
        // A terminal that was closed takes no line, and complaining about that on the same terminal panics.
        .log_internal_errors(false);
    // A second installation is a test's: the first stands.
    let _ = match form {
        LogForm::Lines => subscriber.with_target(false).try_init(),
        LogForm::Json => subscriber.json().flatten_event(true).try_init(),
    };
}

#[expect(clippy::disallowed_methods, reason = "of the terminal, not of the configuration")]
fn no_color() -> bool {
    std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty())
}

pub fn install_metrics() {
    let batches = Matcher::Suffix("_webhooks".to_owned());
    let builder = PrometheusBuilder::new()
        .set_buckets(&BUCKETS)
        .and_then(|builder| builder.set_buckets_for_metric(batches, &BATCHES));
    if let Ok(Ok(handle)) = builder.map(PrometheusBuilder::install_recorder) {
        let _ = METRICS.set(handle);
    }
}

/// Prometheus text; none when metrics are not installed.
pub fn rendered() -> Option<String> {
    METRICS.get().map(PrometheusHandle::render)
}
