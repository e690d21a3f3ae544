//! The database server of a run: private, durable as in production, the same for every contender of a round.

use std::path::Path;

use realserv_adapters::postgres::cluster::{Cluster, ClusterOptions};
use sqlx::{Connection, PgConnection};

use crate::Trouble;

pub struct Server {
    cluster: Cluster,
}

impl Server {
    pub async fn start(folder: &Path) -> Result<Self, Trouble> {
        Ok(Self { cluster: Cluster::start(ClusterOptions::kept(folder.join("postgres"))).await? })
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
