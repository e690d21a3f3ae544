//! Puts the program under load, and says what it stood: `load turns|statuses|rounds`. docs/performance.md tells how to read it.
//!
//! The program must have been built: `cargo build --release -p realserv -p realserv-tests`.
#![expect(clippy::print_stdout, reason = "the figures are printed")]

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use realserv_tests::load::{
    Contender, Kills, Kind, Known, Limits, Load, Many, Orders, Pace, Plan, Seen, Troubles, bare,
    kills, nodes, orders, rounds, run, server::Server, troubles,
};
use realserv_tests::{Done, Trouble};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
    /// Where the private PostgreSQL of the runs keeps its files
    #[arg(long, global = true, default_value = "target/load")]
    folder: PathBuf,
}

#[derive(Subcommand)]
enum What {
    /// People talk with the program
    Turns {
        #[command(flatten)]
        load: Options,
        /// Turns a second, whatever happens; without it everybody writes as soon as they have their answer
        #[arg(long)]
        rate: Option<f64>,
        #[arg(long, value_enum, default_value = "program")]
        against: Against,
    },
    /// Nothing but status webhooks, as fast as they are taken
    Statuses {
        #[command(flatten)]
        load: Options,
        #[arg(long, value_enum, default_value = "program")]
        against: Against,
    },
    /// The program, two bare servers and pgbench, one after the other, round after round
    Rounds {
        #[command(flatten)]
        load: Options,
        #[arg(long, default_value_t = 3)]
        rounds: usize,
    },
    /// Kills the program again and again while people talk with it; fails when anything but a message in flight came twice
    Kills {
        #[arg(long, default_value_t = 200)]
        kills: u64,
        #[arg(long, default_value_t = 100)]
        people: usize,
        #[arg(long, default_value_t = 64)]
        connections: usize,
        /// Draws the moments
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Messages of the business are followed by no statuses: those in flight at a kill come twice
        #[arg(long)]
        no_statuses: bool,
    },
    /// Several nodes behind a proxy share the work; `--kill` ends one of them by force
    Nodes {
        #[command(flatten)]
        many: ManyOptions,
        #[arg(long, default_value_t = 10)]
        seconds: u64,
        #[arg(long)]
        kill: bool,
        /// Every webhook is posted twice, most often to two nodes
        #[arg(long)]
        twice: bool,
    },
    /// Whole orders as fast as they go: a line, checkout, pay, paid, accepted
    Orders {
        #[arg(long, default_value_t = 200)]
        buyers: usize,
        #[arg(long, default_value_t = 10)]
        seconds: u64,
        #[arg(long, default_value_t = 256)]
        connections: usize,
    },
    /// The Graph API has bad days, PostgreSQL falls over and cuts its connections, one after the other, while people talk
    Troubles {
        #[arg(long, default_value_t = 200)]
        people: usize,
        /// Messages of people a second
        #[arg(long, default_value_t = 200.0)]
        rate: f64,
        #[arg(long, default_value_t = 64)]
        connections: usize,
        /// How long each of them lasts
        #[arg(long, default_value_t = 3)]
        seconds: u64,
        /// Only these
        #[arg(long, value_enum, value_delimiter = ',')]
        only: Vec<Kind>,
    },
    /// Nodes behind a proxy that follows /health/ready are restarted one after the other
    Rolling {
        #[command(flatten)]
        many: ManyOptions,
        #[arg(long, default_value_t = 2)]
        rounds: u64,
        /// REALSERV_DRAIN_SECONDS
        #[arg(long, default_value_t = 3)]
        drain: u32,
    },
    /// A bare server to compare with; the other commands start it
    #[command(hide = true)]
    Bare {
        #[arg(long)]
        listen: SocketAddr,
        #[arg(long)]
        graph: String,
        #[arg(long)]
        app_secret: String,
        #[arg(long)]
        phone_number_id: String,
        #[arg(long)]
        database: Option<String>,
    },
}

#[derive(clap::Args, Clone, Copy)]
struct Options {
    #[arg(long, default_value_t = 1000)]
    people: usize,
    /// What is measured; some seconds of warming up come before
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Connections over which webhooks are posted
    #[arg(long, default_value_t = 128)]
    connections: usize,
    /// Messages of the business are followed by no statuses
    #[arg(long)]
    no_statuses: bool,
    /// Every webhook is posted twice
    #[arg(long)]
    twice: bool,
    /// Rows that have had their time when the program starts
    #[arg(long, default_value_t = 0)]
    old_rows: u32,
    /// Customers of before
    #[arg(long, default_value_t = 0)]
    known_people: u32,
    /// Messages that each of them has had
    #[arg(long, default_value_t = 10)]
    known_messages: u32,
    /// Meta's limits are on, in the program too: so many messages a second; and 45 at once to one person, then one in six seconds
    #[arg(long)]
    limits: Option<u32>,
    /// Print answers that fit nothing
    #[arg(long)]
    show_wrong: bool,
}

#[derive(clap::Args, Clone, Copy)]
struct ManyOptions {
    #[arg(long, default_value_t = 2)]
    nodes: usize,
    #[arg(long, default_value_t = 200)]
    people: usize,
    /// Messages of people a second
    #[arg(long, default_value_t = 200.0)]
    rate: f64,
    #[arg(long, default_value_t = 64)]
    connections: usize,
}

impl ManyOptions {
    fn many(self, plan: Plan, twice: bool, drain_seconds: u32) -> Many {
        let Self { nodes, people, rate, connections } = self;
        Many { nodes, people, rate, connections, twice, drain_seconds, plan }
    }
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Against {
    Program,
    OneByOne,
    StoresNothing,
}

impl Options {
    fn load(self, pace: Pace) -> Load {
        Load {
            people: self.people,
            pace,
            seconds: self.seconds,
            connections: self.connections,
            with_statuses: !self.no_statuses,
            twice: self.twice,
            old_rows: self.old_rows,
            known: Known { people: self.known_people, messages_each: self.known_messages },
            limits: self.limits.map(|a_second| Limits {
                a_second,
                pair_burst: 45,
                pair_seconds: 6,
            }),
        }
    }
}

impl Against {
    fn contender(self) -> Contender {
        match self {
            Self::Program => Contender::RealServ,
            Self::OneByOne => Contender::OneByOne,
            Self::StoresNothing => Contender::StoresNothing,
        }
    }
}

fn main() -> Done {
    let arguments = Arguments::parse();
    if let What::Bare { listen, graph, app_secret, phone_number_id, database } = arguments.what {
        let options = bare::Options { listen, graph, app_secret, phone_number_id, database };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        return runtime.block_on(bare::serve(options));
    }
    // One thread, so that the load takes as little from the program as it can.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure(arguments))
}

async fn measure(arguments: Arguments) -> Done {
    std::fs::create_dir_all(&arguments.folder)?;
    let folder = arguments.folder.canonicalize()?;
    let mut server = Server::start(&folder).await?;
    let done = command(arguments.what, &mut server, &folder).await;
    server.stop().await?;
    done
}

fn judge(seen: &Seen) -> Result<(), Trouble> {
    println!("{seen}");
    if seen.is_whole() { Ok(()) } else { Err("the nodes did not share as they should".into()) }
}

async fn command(what: What, server: &mut Server, folder: &std::path::Path) -> Result<(), Trouble> {
    match what {
        What::Turns { load, rate, against } => {
            let load = load.load(rate.map_or(Pace::Closed, Pace::Open));
            let figures = run(server, folder, against.contender(), load).await?;
            println!("{figures}");
            if figures.lost + figures.repeated + figures.wrong > 0 {
                return Err("an answer was lost, repeated or wrong".into());
            }
        }
        What::Statuses { load, against } => {
            let load = load.load(Pace::StatusesOnly);
            println!("{}", run(server, folder, against.contender(), load).await?);
        }
        What::Rounds { load, rounds: count } => {
            let shown = rounds(server, folder, count, load.load(Pace::Closed)).await?;
            for row in &shown.rows {
                let real = row.real.turns_a_second();
                println!(
                    "{real:.0} turns/s; against one by one {:.2} x of {:.0}, pgbench {:.2} x of {:.0} (prepared {:.2} x of {:.0}), nothing stored {:.2} x of {:.0}",
                    real / row.one_by_one,
                    row.one_by_one,
                    real / row.pgbench,
                    row.pgbench,
                    real / row.pgbench_prepared,
                    row.pgbench_prepared,
                    real / row.stores_nothing,
                    row.stores_nothing,
                );
                println!("{}", row.real);
            }
        }
        What::Kills { kills: count, people, connections, seed, no_statuses } => {
            let with_statuses = !no_statuses;
            let wanted = Kills { kills: count, people, connections, seed, with_statuses };
            let survived = kills(server, folder, wanted).await?;
            println!("{survived}");
            if !survived.is_whole() {
                return Err("the program did not survive as it should".into());
            }
        }
        What::Nodes { many, seconds, kill, twice } => {
            let plan = if kill { Plan::Kill { seconds } } else { Plan::Share { seconds } };
            judge(&nodes(server, folder, many.many(plan, twice, 0)).await?)?;
        }
        What::Rolling { many, rounds, drain } => {
            let plan = Plan::Rolling { rounds };
            judge(&nodes(server, folder, many.many(plan, false, drain)).await?)?;
        }
        What::Orders { buyers, seconds, connections } => {
            let placed = orders(server, folder, Orders { buyers, seconds, connections }).await?;
            println!("{placed}");
            if !placed.is_whole() {
                return Err("an order was lost or is not as it should be".into());
            }
        }
        What::Troubles { people, rate, connections, seconds, only } => {
            let kinds = if only.is_empty() { Kind::value_variants().to_vec() } else { only };
            let wanted = Troubles { people, rate, connections, seconds, kinds };
            let stood = troubles(server, folder, wanted).await?;
            println!("{stood}");
            if !stood.is_whole() {
                return Err("the program did not stand it as it should".into());
            }
        }
        What::Bare { .. } => {}
    }
    Ok(())
}
