//! The database of a command: `DATABASE_URL`, or a private server under the data folder.

use std::path::Path;
use std::time::Duration;

use realserv_adapters::postgres::cluster::{Cluster, ClusterOptions};
use realserv_adapters::postgres::{self, MIGRATIONS, StoreError};
use sqlx::PgPool;
use sqlx::migrate::Migrate;

use super::folder::{Folder, Use};
use super::{Failure, Stop};
use crate::config::Config;

/// Enough for two workers a kind, the deliverers, receive and the API; PostgreSQL's own default allows 100.
const MOST_CONNECTIONS: u32 = 24;

/// A database that starts together with us is there by then; whoever starts us tries again.
const PATIENCE: Duration = Duration::from_secs(30);

/// The database's name on a private server.
const NAME: &str = "realserv";

pub(super) struct Database {
    pub pool: PgPool,
    /// The private server, to be stopped at the end.
    cluster: Option<Cluster>,
    /// Given back last, when nothing of ours uses the folder any more.
    _folder: Option<Folder>,
}

impl Database {
    pub(super) async fn close(self) {
        self.pool.close().await;
        if let Some(cluster) = self.cluster {
            end(cluster).await;
        }
    }
}

async fn end(cluster: Cluster) {
    if let Err(error) = cluster.stop().await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the private PostgreSQL did not stop; the next start adopts it",
        );
    }
}

/// The configured database. Whoever opens it closes it, whatever happens between: a drop would not wait for the server.
pub(super) async fn open(config: &Config, how: Use, stop: &Stop) -> Result<Database, Failure> {
    match &config.database_url {
        Some(url) => {
            stop.or(postgres::reach(url.reveal(), PATIENCE)).await?;
            let pool = stop.or(postgres::connect(url.reveal(), MOST_CONNECTIONS)).await?;
            Ok(Database { pool, cluster: None, _folder: None })
        }
        None => open_private((&config.data_dir, how), false, stop).await,
    }
}

/// Starts the private server; `fresh` begins with an empty database.
pub(super) async fn open_private(
    (data_dir, how): (&Path, Use),
    fresh: bool,
    stop: &Stop,
) -> Result<Database, Failure> {
    let folder = Folder::take(data_dir, how)?;
    let options = ClusterOptions::kept(super::cluster_folder(data_dir)).unless(stop.token());
    let cluster = Cluster::start(options).await.map_err(|error| stop.failure(error))?;
    if let Some(wanted) = cluster.moved_from() {
        tracing::warn!(
            wanted = %wanted.display(),
            used = %cluster.folder().display(),
            "PostgreSQL's user may not enter the data folder: its files lie elsewhere",
        );
    }
    match stop.or(connect(&cluster, fresh)).await {
        Ok(pool) => Ok(Database { pool, cluster: Some(cluster), _folder: Some(folder) }),
        Err(failure) => {
            end(cluster).await;
            Err(failure)
        }
    }
}

async fn connect(cluster: &Cluster, fresh: bool) -> Result<PgPool, Failure> {
    if fresh {
        cluster.drop_database(NAME).await?;
    }
    cluster.ensure_database(NAME).await?;
    Ok(postgres::connect(&cluster.url(NAME), MOST_CONNECTIONS).await?)
}

/// Brings the schema up to date, or refuses when told not to.
pub(super) async fn prepare(pool: &PgPool, no_migrate: bool) -> Result<(), Failure> {
    if !no_migrate {
        postgres::migrate(pool).await?;
        return Ok(());
    }
    let missing = missing(pool).await?;
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(", ");
    Err(Failure::Refused(format!(
        "the schema lacks {names}: run `realserv migrate up`, or start without --no-migrate"
    )))
}

/// Steps that this program knows and the database does not have.
pub(super) async fn missing(pool: &PgPool) -> Result<Vec<String>, Failure> {
    let mut db = pool.acquire().await.map_err(StoreError::from)?;
    let table = MIGRATIONS.table_name.as_ref();
    db.ensure_migrations_table(table).await?;
    let applied = db.list_applied_migrations(table).await?;
    let known = |version| applied.iter().any(|step| step.version == version);
    let up = MIGRATIONS.iter().filter(|step| !step.migration_type.is_down_migration());
    Ok(up
        .filter(|step| !known(step.version))
        .map(|step| format!("{:04} {}", step.version, step.description))
        .collect())
}
