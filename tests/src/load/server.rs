//! The database server of a run: private, durable as in production, the same for every contender of a round.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use realserv_adapters::postgres::cluster::{Cluster, ClusterOptions};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::Trouble;

/// Customers of before a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    pub people: u32,
    pub messages_each: u32,
}

/// A conversation at rest.
const STATE: &str = r#"{"version":1,"role":"buyer","language":"en","buyer":{"cart":[],"stage":"menu","question":7},"vendor":{"stage":"idle","question":0}}"#;

/// How long a server may take to fall.
const FALLS_WITHIN: Duration = Duration::from_secs(10);

pub struct Server {
    cluster: Cluster,
    folder: PathBuf,
}

impl Server {
    pub async fn start(folder: &Path) -> Result<Self, Trouble> {
        let cluster = Self::open(folder).await?;
        Ok(Self { cluster, folder: folder.to_owned() })
    }

    async fn open(folder: &Path) -> Result<Cluster, Trouble> {
        Ok(Cluster::start(ClusterOptions::kept(folder.join("postgres"))).await?)
    }

    /// The server falls over, as in a power cut without the loss of what was synced, and is started again at once.
    pub(super) async fn falls_and_rises(&mut self) -> Result<(), Trouble> {
        let pid = self.pid();
        Command::new("kill").args(["-QUIT", &pid.to_string()]).status()?;
        let began = Instant::now();
        while Path::new(&format!("/proc/{pid}/stat")).exists() && !is_zombie(pid) {
            if began.elapsed() > FALLS_WITHIN {
                return Err("the database server does not fall".into());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // The new one first: its lease is taken before the old one's goes.
        self.cluster = Self::open(&self.folder).await?;
        Ok(())
    }

    /// Every connection of the program's is cut.
    pub(super) async fn cuts_connections(&self, database: &str) -> Result<(), Trouble> {
        let mut db = self.connect().await?;
        sqlx::query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1")
            .bind(database)
            .execute(&mut db)
            .await?;
        Ok(db.close().await?)
    }

    /// An empty database.
    pub async fn fresh(&self, name: &str) -> Result<String, Trouble> {
        self.cluster.drop_database(name).await?;
        self.cluster.ensure_database(name).await?;
        Ok(self.cluster.url(name))
    }

    /// A checkpoint before a run, so that none of an earlier one's falls into it.
    pub(super) async fn settle(&self) -> Result<(), Trouble> {
        let mut db = self.connect().await?;
        sqlx::query("checkpoint").execute(&mut db).await?;
        Ok(db.close().await?)
    }

    /// How much has ever been written to the log.
    pub(super) async fn wal_bytes(&self) -> Result<u64, Trouble> {
        let mut db = self.connect().await?;
        let bytes: i64 = sqlx::query_scalar("select (pg_current_wal_lsn() - '0/0')::bigint")
            .fetch_one(&mut db)
            .await?;
        db.close().await?;
        Ok(u64::try_from(bytes)?)
    }

    /// What was seen forty days ago, as the program would have written it.
    pub(super) async fn write_old_rows(&self, url: &str, rows: u32) -> Result<(), Trouble> {
        if rows == 0 {
            return Ok(());
        }
        let mut db = PgConnection::connect(url).await?;
        sqlx::query(
            "insert into seen
             select 'old', 'wamid.HBgMOTE5ODEwMDAwMDAwFQIAEhg' || lpad(number::text, 24, '0'),
                    clock_timestamp() - interval '40 days'
             from generate_series(1, $1) as number",
        )
        .bind(i64::from(rows))
        .execute(&mut db)
        .await?;
        sqlx::query("vacuum analyze seen").execute(&mut db).await?;
        Ok(db.close().await?)
    }

    /// People who have talked with the program before, and all that was said: copies of one who has.
    pub(super) async fn write_customers(&self, url: &str, known: Known) -> Result<(), Trouble> {
        if known.people == 0 {
            return Ok(());
        }
        let mut db = PgConnection::connect(url).await?;
        let (people, each) = (i64::from(known.people), i64::from(known.messages_each));
        sqlx::query(
            "with made as (
                 insert into person (id, phone, user_id, name, language, made_at)
                 select gen_random_uuid(), '9170' || lpad(number::text, 8, '0'),
                        'IN.9170' || lpad(number::text, 8, '0'), 'Known', 'en',
                        clock_timestamp() - interval '3 days'
                 from generate_series(1, $1) as number
                 returning id)
             insert into conversation (person_id, phone_number_id, state, last_heard_at, updated_at)
             select id, $2, $3, clock_timestamp() - interval '3 days', clock_timestamp() - interval '3 days'
             from made",
        )
        .bind(people)
        .bind(super::run::PHONE_NUMBER_ID)
        .bind(STATE)
        .execute(&mut db)
        .await?;
        sqlx::query(
            "with said as (
                 insert into message (at, id, person_id, phone_number_id, direction, wamid, body)
                 select clock_timestamp() - interval '3 days' + number * interval '1 second',
                        gen_random_uuid(), person_id, phone_number_id,
                        case number % 2 when 0 then 'out' else 'in' end,
                        case number % 2 when 1 then 'wamid.KNOWN' || person_id || number end,
                        '{\"shape\":\"text\",\"body\":\"About 50 bags of UltraTech OPC 53, number ' || number || '\"}'
                 from conversation cross join generate_series(1, $1) as number
                 returning id, direction)
             insert into delivery (effect_id, wamid, rank, at)
             select id, 'wamid.SAID' || id, 5, clock_timestamp() - interval '3 days'
             from said where direction = 'out'",
        )
        .bind(each)
        .execute(&mut db)
        .await?;
        for table in ["person", "conversation", "message", "delivery"] {
            sqlx::query(AssertSqlSafe(format!("vacuum analyze {table}"))).execute(&mut db).await?;
        }
        Ok(db.close().await?)
    }

    /// Every yard is open and has more than anybody can order. The PIN codes that are served.
    pub(super) async fn fills_the_shelves(&self, url: &str) -> Result<Vec<String>, Trouble> {
        let mut db = PgConnection::connect(url).await?;
        for statement in [
            "update listing set on_hand_milli = 1000000000000",
            "update vendor set opens = '00:00', closes = '23:59:59'",
        ] {
            sqlx::query(statement).execute(&mut db).await?;
        }
        let pins = "select distinct pin from locality where zone_id is not null order by pin";
        let pins = sqlx::query_scalar(pins).fetch_all(&mut db).await?;
        db.close().await?;
        Ok(pins)
    }

    /// What the tables should not hold when every order has been accepted.
    pub(super) async fn faults_of_orders(&self, url: &str) -> Result<Vec<String>, Trouble> {
        let mut db = PgConnection::connect(url).await?;
        let mut faults = Vec::new();
        for (what, query) in [
            (
                "orders that are not accepted",
                "select count(*) from orders where state <> 'accepted'",
            ),
            (
                "orders that are not paid once",
                "select count(*) from orders where (select count(*) from payment where order_id = orders.id) <> 1",
            ),
            (
                "paise in the ledger that do not balance",
                "select coalesce(abs(sum(amount_paise)), 0)::bigint from ledger_entry",
            ),
            ("dead letters", "select count(*) from dead_letter"),
            ("refunds", "select count(*) from refund"),
            (
                "turns that waited for each other",
                "select deadlocks from pg_stat_database where datname = current_database()",
            ),
        ] {
            let found: i64 = sqlx::query_scalar(query).fetch_one(&mut db).await?;
            if found > 0 {
                faults.push(format!("{what}: {found}"));
            }
        }
        db.close().await?;
        Ok(faults)
    }

    /// How many of them are left.
    pub(super) async fn old_rows(&self, url: &str, of: u32) -> Result<u64, Trouble> {
        if of == 0 {
            return Ok(0);
        }
        let mut db = PgConnection::connect(url).await?;
        let left: i64 = sqlx::query_scalar("select count(*) from seen where source = 'old'")
            .fetch_one(&mut db)
            .await?;
        db.close().await?;
        Ok(u64::try_from(left)?)
    }

    pub(super) fn pid(&self) -> u32 {
        self.cluster.pid()
    }

    pub(super) fn socket_folder(&self) -> &Path {
        self.cluster.socket_folder()
    }

    pub async fn stop(self) -> Result<(), Trouble> {
        Ok(self.cluster.stop().await?)
    }

    async fn connect(&self) -> Result<PgConnection, Trouble> {
        Ok(PgConnection::connect(&self.cluster.url("postgres")).await?)
    }
}

/// Fallen, and not yet buried by whoever started it.
fn is_zombie(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_none_or(|(_, rest)| rest.starts_with('Z'))
}
