//! The schema goes up, down, and up again, with a marketplace and an order in it.

use realserv_adapters::postgres::template::TestServer;
use realserv_adapters::postgres::{self, MIGRATIONS};
use realserv_sandbox::How;
use realserv_tests::town::Options;
use realserv_tests::{Done, Town};

#[tokio::test]
async fn up_down_up_with_data() -> Done {
    let server = TestServer::shared().await?;
    let database = server.empty_database("migrations").await?;
    let pool = postgres::connect(database.url(), 12).await?;
    postgres::migrate(&pool).await?;
    let town = Town::over(pool.clone(), Options::default()).await?;
    let vendors = town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("50 bags ultratech opc 53").await?;
    asha.shares_pin(17.496, 78.358).await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    assert_eq!(vendors.len(), 18);
    town.close().await;

    MIGRATIONS.undo(&pool, 0).await?;
    let left: i64 = sqlx::query_scalar(
        "select count(*) from pg_class
         join pg_namespace on pg_namespace.oid = relnamespace
         where nspname = 'public' and relkind in ('r', 'p') and relname <> '_sqlx_migrations'",
    )
    .fetch_one(&pool)
    .await?;
    assert_eq!(left, 0, "a step down left tables behind");

    postgres::migrate(&pool).await?;
    let town = Town::over(pool, Options::default()).await?;
    town.buyer("Ravi").says("hi").await?;
    town.close().await;
    Ok(())
}
