//! How long a person waits for an answer when nobody else writes: from the webhook to the message handed to the Graph API.
//!
//! `cargo run --release -p realserv-tests --bin latency [messages]`: program, sandbox and a private PostgreSQL with durable
//! commits, all on this machine, one message after the other.
#![expect(clippy::print_stdout, reason = "the figures are printed")]

use std::time::{Duration, Instant};

use realserv_adapters::postgres;
use realserv_adapters::postgres::cluster::{Cluster, ClusterOptions};
use realserv_tests::town::Options;
use realserv_tests::{Done, Town};

/// A few for warmth, which do not count.
const WARM_UP: usize = 30;

#[tokio::main]
async fn main() -> Done {
    let messages: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(500);
    let folder = tempfile::tempdir()?;
    let cluster = Cluster::start(ClusterOptions::kept(folder.path().join("postgres"))).await?;
    cluster.ensure_database("latency").await?;
    let pool = postgres::connect(&cluster.url("latency"), 24).await?;
    postgres::migrate(&pool).await?;
    // The pair limit would hold back one person who writes five hundred times.
    let no_limit = |name| (name, "0".to_owned());
    let variables = vec![no_limit("WHATSAPP_MESSAGES_PER_SECOND"), no_limit("WHATSAPP_PAIR_BURST")];
    let town = Town::over(pool.clone(), Options { variables, ..Options::default() }).await?;
    let times = measure(&town, messages).await?;
    println!(
        "{messages} messages one after the other, limits off, durable commits: p50 {:.1} ms, p99 {:.1} ms, worst {:.1} ms",
        millis(times[times.len() / 2]),
        millis(times[times.len() * 99 / 100]),
        millis(times[times.len() - 1]),
    );
    town.close().await;
    pool.close().await;
    cluster.stop().await?;
    Ok(())
}

/// Sorted, shortest first. A real turn: the menu, as a list.
async fn measure(
    town: &Town,
    messages: usize,
) -> Result<Vec<Duration>, Box<dyn std::error::Error + Send + Sync>> {
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    let mut times = Vec::with_capacity(messages);
    for message in 0..messages + WARM_UP {
        let began = Instant::now();
        asha.phone.says("menu").await?;
        asha.phone.hears("").await?;
        let took = began.elapsed();
        if message >= WARM_UP {
            times.push(took);
        }
        town.quiet().await;
    }
    times.sort_unstable();
    Ok(times)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
