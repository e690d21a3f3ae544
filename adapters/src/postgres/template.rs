//! Databases for tests: one throw-away server for all test processes of a checkout, a template that is migrated once,
//! and a clone of it for each test. Nothing has to be prepared, and nothing is left some seconds after the last test.
//!
//! The migrations live elsewhere: a caller brings a hash of them and a function that applies them.

use std::error::Error;

use sqlx::{Connection, PgConnection};
use tokio::sync::OnceCell;

use super::cluster::{Cluster, ClusterError, ClusterOptions, checked, execute};

/// Any number, the same in all test processes: who holds this advisory lock makes the template.
const TEMPLATE_LOCK: i64 = 0x7265_616c;

/// The longest part of a test's name that goes into its database's name.
const HINT_LENGTH: usize = 30;

/// A server for tests.
#[derive(Debug)]
pub struct TestServer {
    cluster: Cluster,
}

impl TestServer {
    /// Starts the one for all, or joins the one that another test process has started.
    pub async fn shared() -> Result<&'static Self, ClusterError> {
        static SERVER: OnceCell<TestServer> = OnceCell::const_new();
        SERVER
            .get_or_try_init(|| async {
                let options = ClusterOptions::lingering(env!("CARGO_MANIFEST_DIR"));
                Ok(Self { cluster: Cluster::start(options).await? })
            })
            .await
    }

    /// One for this test alone, which may cut it off or kill it.
    pub async fn private() -> Result<Self, ClusterError> {
        Ok(Self { cluster: Cluster::start(ClusterOptions::throw_away()).await? })
    }

    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// A database of its own for a test, with the schema in it. `migrations` is their hash (hexadecimal); `migrate`
    /// gets the URL of an empty database, is called once for each hash, and closes its connections before it returns.
    pub async fn database<F, E>(
        &self,
        hint: &str,
        migrations: &str,
        migrate: F,
    ) -> Result<TestDatabase, ClusterError>
    where
        F: AsyncFnOnce(String) -> Result<(), E>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let mut server = self.cluster.connect().await?;
        let short = migrations.get(..12).unwrap_or(migrations);
        let template = format!("template_{short}");
        self.make_template(&mut server, &template, migrate).await?;
        self.clone_database(&mut server, &name_for(hint), &template).await
    }

    /// A database without anything in it.
    pub async fn empty_database(&self, hint: &str) -> Result<TestDatabase, ClusterError> {
        let mut server = self.cluster.connect().await?;
        self.clone_database(&mut server, &name_for(hint), "template0").await
    }

    async fn make_template<F, E>(
        &self,
        server: &mut PgConnection,
        template: &str,
        migrate: F,
    ) -> Result<(), ClusterError>
    where
        F: AsyncFnOnce(String) -> Result<(), E>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        if exists(server, template).await? {
            return Ok(());
        }
        // Held by the session, so a test that is killed here gives it back.
        sqlx::query("select pg_advisory_lock($1)")
            .bind(TEMPLATE_LOCK)
            .execute(&mut *server)
            .await?;
        if !exists(server, template).await? {
            let draft = checked(&format!("draft_{template}"))?.to_owned();
            execute(server, format!("drop database if exists {draft} with (force)")).await?;
            execute(server, format!("create database {draft}")).await?;
            migrate(self.cluster.url(&draft)).await.map_err(|e| ClusterError::Migrate(e.into()))?;
            // The name is given last, so that what has it is complete.
            execute(server, format!("alter database {draft} with allow_connections false")).await?;
            execute(server, format!("alter database {draft} rename to {}", checked(template)?))
                .await?;
        }
        sqlx::query("select pg_advisory_unlock($1)").bind(TEMPLATE_LOCK).execute(server).await?;
        Ok(())
    }

    async fn clone_database(
        &self,
        server: &mut PgConnection,
        name: &str,
        template: &str,
    ) -> Result<TestDatabase, ClusterError> {
        let (name, template) = (checked(name)?, checked(template)?);
        execute(server, format!("create database {name} template {template}")).await?;
        Ok(TestDatabase {
            name: name.to_owned(),
            url: self.cluster.url(name),
            server: self.cluster.url("postgres"),
        })
    }
}

async fn exists(server: &mut PgConnection, name: &str) -> Result<bool, ClusterError> {
    let found = sqlx::query("select 1 from pg_database where datname = $1")
        .bind(name)
        .fetch_optional(server)
        .await?;
    Ok(found.is_some())
}

/// `t_<hint>_<process>_<count>`: two tests never meet, and who looks into the server sees whose it is.
fn name_for(hint: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let hint: String = hint.chars().take(HINT_LENGTH).map(plain).collect();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("t_{hint}_{}_{count}", std::process::id())
}

/// A test's own database, until dropped.
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
    url: String,
    server: String,
}

impl TestDatabase {
    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for TestDatabase {
    /// A drop cannot wait on the test's own runtime, so a thread brings one along. What fails here costs a few megabytes
    /// until the server goes.
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropping = std::thread::spawn(move || drop_database(&server, name));
        drop(dropping.join());
    }
}

fn drop_database(server: &str, name: String) -> Result<(), Box<dyn Error + Send + Sync>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut server = PgConnection::connect(server).await?;
        execute(&mut server, format!("drop database if exists {name} with (force)")).await?;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_hint_gives_a_name_that_postgres_takes() {
        for hint in ["", "stock::returns when an offer expires", "ధర", &"x".repeat(200)] {
            let name = name_for(hint);
            assert!(checked(&name).is_ok(), "{name}");
        }
        assert_ne!(name_for("a"), name_for("a"));
    }
}
