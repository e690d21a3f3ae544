//! PostgreSQL: one module for each aggregate, functions named for intent. The caller owns the transaction, and the
//! signature shows it: the first parameter is `&mut PgConnection`.

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgConnection, PgPool};

/// The private server that a program without `DATABASE_URL` starts for itself.
pub mod cluster;

/// Throw-away servers and databases for tests.
pub mod template;

/// What can go wrong, and whether trying again can help.
pub mod error;

/// Persons, found or made by WhatsApp's marks.
pub mod people;

/// Events waiting for their key.
pub mod inbox;

/// How processes tell each other that events wait.
pub mod calls;

/// The only way out.
pub mod outbox;

/// The processes that work on this database.
pub mod nodes;

/// How old rows leave.
pub mod housekeeping;

/// How fast we may send, shared by all nodes.
pub mod rate;

/// Conversations, transcript, turn log.
pub mod conversations;

/// How far each message of ours has come.
pub mod deliveries;

/// Where somebody is reached beside WhatsApp.
pub mod contacts;

/// What was told beside WhatsApp, and how far it came.
pub mod notices;

/// What a batch of turns reads and what it leaves behind.
pub mod turns;

/// What turns look at in memory, kept by its content.
pub mod basis;

/// What a replay reads.
pub mod replay;

/// The catalogue's snapshot.
pub mod catalogue;

/// Words that nobody knew, and what the office has taught.
pub mod words;

/// Invoices, numbered without a gap.
pub mod invoices;

/// What buyers keep under a name.
pub mod lists;

/// Business terms that the office has set.
pub mod settings;

/// Dated rates, and how a vendor stands with the tax office.
pub mod fees;

/// What messages cost.
pub mod sends;

/// Places, zones, saved addresses.
pub mod sites;

/// What zones have of their own: hours, prices, borders.
pub mod zones;

/// Who waits for us to come to their place.
pub mod waiting;

/// What conversations wait for.
pub mod conversation_timers;

/// What brings goods, and what it carries.
pub mod vehicles;

/// What a quote can be made of.
pub mod supply;

/// Stock held, deducted, given back.
pub mod stock;

/// Orders, their projections, and the ledger.
pub mod orders;

/// What Razorpay has settled, beside the ledger.
pub mod books;

/// How vendors stand in the ledger.
pub mod accounts;

/// Sales, yards, stock and tickets in figures.
pub mod reports;

/// What vendors are paid.
pub mod payees;

/// Their cycles, out of the ledger.
pub mod settlements;

/// What a vendor sees of his business.
pub mod desk;

/// Somebody in the office is wanted.
pub mod tickets;

/// Files that people sent.
pub mod media;

/// What the office looks at and changes.
pub mod office;

/// What Meta says of our templates.
pub mod templates;

/// What Meta says of our forms.
pub mod flows;

/// And of what bills in the chat are paid under.
pub mod payment_configurations;

/// The marketplace that a fresh installation starts with.
pub mod seed;

/// A server that may not be there yet.
pub mod reach;

pub use error::StoreError;
pub use reach::{is_address, reach};

/// The schema's steps, up and down.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../migrations");

/// How statements are planned. Almost all of them find a few rows by key and come again and again, with arrays as long as
/// the batch: planned once, by index, whatever size a table had when its first statement came. PostgreSQL would take an
/// `unnest` for a hundred rows and read small tables as a whole, and plan anew each time because of it. `jit` must be off
/// with it: the fine on whole tables would set it off where one has no index.
const PLANS: [(&str, &str); 3] =
    [("plan_cache_mode", "force_generic_plan"), ("enable_seqscan", "off"), ("jit", "off")];

/// Opens a pool. Connections are for the loop's few workers and the API; sixteen keep two cores busy.
pub async fn connect(url: &str, most: u32) -> Result<PgPool, StoreError> {
    let options: PgConnectOptions = url.parse()?;
    let options = options.application_name("realserv").options(PLANS);
    // A connection that broke while it rested fails its first statement, which every room tries again; a ping before each
    // use would cost a round trip for each transaction.
    let pool = PgPoolOptions::new().max_connections(most).test_before_acquire(false);
    Ok(pool.connect_with(options).await?)
}

/// Brings the schema up to date; several nodes may try at once.
pub async fn migrate(pool: &PgPool) -> Result<(), sqlx::migrate::MigrateError> {
    MIGRATIONS.run(pool).await
}

/// The secret that ids are drawn from; the first to ask makes it, from the server's own strong randomness.
pub async fn installation_secret(
    db: &mut PgConnection,
    now: jiff::Timestamp,
) -> Result<[u8; 32], StoreError> {
    use jiff_sqlx::ToSqlx;
    let made = sqlx::query_scalar!(
        // Two version-4 UUIDs carry 244 random bits; hashing spreads them over 32 bytes.
        "insert into installation (secret, made_at)
         values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), $1)
         on conflict (only_one) do update set made_at = installation.made_at
         returning secret",
        now.to_sqlx() as _,
    )
    .fetch_one(db)
    .await?;
    made.try_into().map_err(|_| StoreError::Conflict { what: "the installation's secret" })
}
