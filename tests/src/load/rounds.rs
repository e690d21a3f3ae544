//! Everything side by side, round after round, so that the machine's noise falls on all alike.

use std::path::Path;

use super::figures::Figures;
use super::pgbench::{self, Protocol};
use super::run::{Contender, Load, Pace, run};
use super::server::Server;
use crate::Trouble;

/// Turns a second of every contender, a row a round.
pub struct Rounds {
    pub rows: Vec<Row>,
}

pub struct Row {
    pub real: Figures,
    pub one_by_one: f64,
    pub pgbench: f64,
    pub pgbench_prepared: f64,
    pub stores_nothing: f64,
}

/// So many rounds of so many seconds each.
pub async fn rounds(
    server: &Server,
    folder: &Path,
    count: usize,
    load: Load,
) -> Result<Rounds, Trouble> {
    let load = Load { pace: Pace::Closed, ..load };
    let mut rows = Vec::new();
    for _ in 0..count {
        let bare = async |contender| run(server, folder, contender, load).await;
        let one_by_one = bare(Contender::OneByOne).await?.turns_a_second();
        let real = bare(Contender::RealServ).await?;
        let pgbench = pgbench::run(server, folder, load.seconds, Protocol::Simple).await?;
        let pgbench_prepared =
            pgbench::run(server, folder, load.seconds, Protocol::Prepared).await?;
        let stores_nothing = bare(Contender::StoresNothing).await?.turns_a_second();
        rows.push(Row { real, one_by_one, pgbench, pgbench_prepared, stores_nothing });
    }
    Ok(Rounds { rows })
}
