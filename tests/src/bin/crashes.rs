//! Kills the program at every step of a story and compares the ends: `crashes --every 40`. docs/performance.md tells more.
//!
//! The program must have been built: `cargo build --release --bins -p realserv-tests`.
#![expect(clippy::print_stdout, reason = "the figures are printed")]

use clap::Parser;
use realserv_tests::Done;
use realserv_tests::crash::{Campaign, Each, run};

#[derive(Parser)]
struct Arguments {
    /// What is counted on the way to PostgreSQL
    #[arg(long, value_enum, default_value = "statement")]
    each: Each,
    /// Play only one point of so many
    #[arg(long, default_value_t = 1)]
    every: usize,
    /// The first point, counted from one
    #[arg(long, default_value_t = 1)]
    from: usize,
    /// The last point
    #[arg(long, default_value_t = usize::MAX)]
    to: usize,
    /// Worlds at a time
    #[arg(long, default_value_t = 4)]
    worlds: usize,
    /// Meta tells nobody how far messages have come: those in flight at a kill are not recognised and come twice
    #[arg(long)]
    no_statuses: bool,
    /// Print differences at once, not only at the end
    #[arg(long)]
    verbose: bool,
}

#[tokio::main]
async fn main() -> Done {
    let Arguments { each, every, from, to, worlds, no_statuses, verbose } = Arguments::parse();
    let campaign = Campaign { each, every, from, to, worlds, with_statuses: !no_statuses, verbose };
    let report = run(campaign).await?;
    println!("{report}");
    if report.is_whole() {
        Ok(())
    } else {
        Err("a killed program ended its story differently".into())
    }
}
