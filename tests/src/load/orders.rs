//! Whole orders as fast as they go: a line, checkout, pay, paid, accepted; and the next.

use std::collections::HashSet;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::task::{JoinSet, LocalSet};

use super::bank::{self, Bank};
use super::crowd::{Crowd, Shared};
use super::drive;
use super::figures::{Cost, Times};
use super::graph::{self, Graph};
use super::hooks::Hooks;
use super::market::Market;
use super::process::{self, Program};
use super::run::{self, APP_SECRET, PHONE_NUMBER_ID, Reading};
use super::server::Server;
use crate::Trouble;

const WEBHOOK_SECRET: &str = "load-razorpay-secret-0001";

/// Before what is measured.
const WARM_UP: Duration = Duration::from_secs(3);

/// How long the last orders may take before they count as lost.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Clone, Copy, Debug)]
pub struct Orders {
    pub buyers: usize,
    pub seconds: u64,
    pub connections: usize,
}

/// What was seen.
#[derive(Debug)]
pub struct Placed {
    seconds: f64,
    orders: Times,
    cost: Cost,
    /// Begun and never accepted.
    lost: usize,
    faults: Vec<String>,
}

impl Placed {
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.lost == 0 && self.faults.is_empty()
    }
}

pub async fn orders(server: &Server, folder: &Path, wanted: Orders) -> Result<Placed, Trouble> {
    let url = server.fresh("orders").await?;
    let (door, counter) = (graph::listen()?, graph::listen()?);
    let graph_url = format!("http://{}", door.local_addr()?);
    let bank_url = format!("http://{}", counter.local_addr()?);
    let address = process::free_address()?;
    run::seed(&url, folder)?;
    let pins = server.fills_the_shelves(&url).await?;
    let mut command = run::serve(address, &graph_url, &url)?;
    command.envs([
        ("RAZORPAY_API_URL", bank_url.as_str()),
        ("RAZORPAY_KEY_ID", "rzp_test_load"),
        ("RAZORPAY_KEY_SECRET", "load-key-secret"),
        ("RAZORPAY_WEBHOOK_SECRET", WEBHOOK_SECRET),
    ]);
    let mut program = Program::start(command, address, &folder.join("orders.log"))?;
    program.ready().await?;
    let mut hooks =
        Hooks::new(&address.to_string(), PHONE_NUMBER_ID, APP_SECRET, run::run_number());
    hooks.razorpay_signs_with(WEBHOOK_SECRET);
    let bank = Rc::new(Bank::default());
    let mut crowd = Crowd::new(hooks, 0, run::run_number());
    crowd.goes_to_market(Market::new(wanted.buyers, vendors()?, pins), Rc::clone(&bank));
    let crowd = Shared::new(crowd);
    let placed = LocalSet::new()
        .run_until(async {
            let mut tasks = JoinSet::new();
            tasks.spawn_local(graph::serve(door, crowd.clone(), Graph::with_limits(None)));
            tasks.spawn_local(bank::serve(counter, bank));
            for _ in 0..wanted.connections {
                tasks.spawn_local(drive::post(address, crowd.clone()));
            }
            measure(server, &program, &crowd, wanted).await
        })
        .await?;
    program.stop().await?;
    let faults = server.faults_of_orders(&url).await?;
    Ok(Placed { faults, ..placed })
}

async fn measure(
    server: &Server,
    program: &Program,
    crowd: &Shared,
    wanted: Orders,
) -> Result<Placed, Trouble> {
    crowd.with(|crowd| crowd.at_market(|market| market.arrives()));
    until(crowd, Market::have_arrived).await?;
    server.settle().await?;
    crowd.with(|crowd| crowd.at_market(Market::begins));
    tokio::time::sleep(WARM_UP).await;
    let before = Reading::take(server, program).await?;
    crowd.with(|crowd| crowd.market().orders = Times::default());
    let began = Instant::now();
    tokio::time::sleep(Duration::from_secs(wanted.seconds)).await;
    let orders = crowd.with(|crowd| std::mem::take(&mut crowd.market().orders));
    let seconds = began.elapsed().as_secs_f64();
    let cost = Reading::take(server, program).await?.since(&before);
    crowd.with(|crowd| crowd.market().goes_on = false);
    // Those that are not over by then are counted, not an error of the run.
    let _ = until(crowd, |market| market.under_way() == 0).await;
    let lost = crowd.with(|crowd| crowd.market().under_way());
    run::silence(crowd).await;
    Ok(Placed { seconds, orders, cost, lost, faults: Vec::new() })
}

async fn until(crowd: &Shared, is_so: impl Fn(&Market) -> bool) -> Result<(), Trouble> {
    let began = Instant::now();
    while !crowd.with(|crowd| is_so(crowd.market())) {
        if began.elapsed() > PATIENCE {
            return Err("people never got their answers".into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

fn vendors() -> Result<HashSet<String>, Trouble> {
    let market = realserv::seed::marketplace()?;
    Ok(market
        .vendors
        .iter()
        .map(|vendor| vendor.phone.reveal().trim_start_matches('+').to_owned())
        .collect())
}

impl std::fmt::Display for Placed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = self.orders.count().max(1) as f64;
        let each = |seconds: f64| seconds * 1e6 / count;
        write!(
            f,
            "{:.0} orders/s, from the line to the vendor's yes p50 {:.0} ms, p99 {:.0} ms; an order: program {:.0} µs, PostgreSQL {:.0} µs, load {:.0} µs of processor, WAL {:.0} kB; lost {}",
            self.orders.count() as f64 / self.seconds,
            self.orders.millis(500),
            self.orders.millis(990),
            each(self.cost.program_cpu),
            each(self.cost.database_cpu),
            each(self.cost.load_cpu),
            self.cost.wal_bytes as f64 / count / 1000.0,
            self.lost,
        )?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}
