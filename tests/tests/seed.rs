//! The seeded marketplace in a real PostgreSQL: written once, never over what is there.

use std::error::Error;

use jiff::Timestamp;
use realserv::seed::{Seeded, seed};
use realserv_adapters::postgres::template::{TestDatabase, TestServer};
use realserv_adapters::postgres::{self, MIGRATIONS, catalogue};
use realserv_domain::catalog::Kind;
use sqlx::PgPool;

type Done = Result<(), Box<dyn Error + Send + Sync>>;

#[tokio::test]
async fn seeding_twice_changes_nothing() -> Done {
    let (_town, pool) = database("seeding_twice").await?;

    let first = seed(&pool, at("2026-11-23T09:00:00+05:30")?).await?;
    assert_eq!((first.zones, first.vendors), (5, 18));
    assert!(first.localities >= 55 && first.skus >= 97 && first.listings >= 300, "{first:?}");
    let before = digest(&pool).await?;

    let second = seed(&pool, at("2026-11-24T09:00:00+05:30")?).await?;
    assert_eq!(second, Seeded::default());
    assert_eq!(digest(&pool).await?, before, "not even the catalogue's version");
    Ok(())
}

#[tokio::test]
async fn what_the_office_changed_stays_changed() -> Done {
    let (_town, pool) = database("office_changes").await?;
    let now = at("2026-11-23T09:00:00+05:30")?;
    seed(&pool, now).await?;

    for change in [
        "update listing set price_paise = 36000, on_hand_milli = 0 where sku_id in
             (select id from sku where code = 'CEM-OPC53-ULTRATECH')",
        "update sku set code = 'SAND-M', active = false where code = 'SND-MSAND'",
        "update vendor set active = false, closes = '18:00' where code = 'VEN-KALUVA'",
        "update person set phone = null, language = 'te' where phone = '919004036482'",
        "update zone set delivery_base_paise = 0 where code = 'HYD-WEST'",
        "update locality set zone_id = null, name_en = 'Old Miyapur' where pin = '500049'",
    ] {
        let done = sqlx::query(change).execute(&pool).await?;
        assert!(done.rows_affected() > 0, "{change}");
    }
    let before = digest(&pool).await?;

    assert_eq!(seed(&pool, now).await?, Seeded::default());
    assert_eq!(digest(&pool).await?, before);
    Ok(())
}

#[tokio::test]
async fn a_zone_and_a_vendor_who_were_there_first_are_used() -> Done {
    let (_town, pool) = database("there_first").await?;
    sqlx::query(
        "insert into zone (id, code, name_en, name_hi, name_te, delivery_base_paise,
                           delivery_per_km_paise, reach_metres)
         values ('00000000-0000-7000-8000-000000000001', 'HYD-WEST', 'W', 'W', 'W', 1, 1, 1)",
    )
    .execute(&pool)
    .await?;
    sqlx::query(
        "insert into person (id, phone, made_at)
         values ('00000000-0000-7000-8000-000000000002', '919004021731', '2026-11-01')",
    )
    .execute(&pool)
    .await?;

    let seeded = seed(&pool, at("2026-11-23T09:00:00+05:30")?).await?;
    assert_eq!((seeded.zones, seeded.vendors), (4, 18));
    let hers: (bool, bool) = sqlx::query_as(
        "select (select zone_id = '00000000-0000-7000-8000-000000000001' from locality where pin = '500049'),
                (select person_id = '00000000-0000-7000-8000-000000000002' from vendor
                 where code = 'VEN-KALUVA')",
    )
    .fetch_one(&pool)
    .await?;
    assert_eq!(hers, (true, true));
    Ok(())
}

#[tokio::test]
async fn the_catalogue_has_a_price_for_everything() -> Done {
    let (_town, pool) = database("seeded_catalogue").await?;
    seed(&pool, at("2026-11-23T09:00:00+05:30")?).await?;

    let catalog = catalogue::load(&mut *pool.acquire().await?).await?;
    assert!(catalog.iter().all(|sku| sku.from_price.is_some()));
    let first = catalog.of_kind(Kind::Cement).next().map(|sku| sku.name.en.as_str());
    assert_eq!(first, Some("UltraTech OPC 53"));
    assert_eq!(catalog.of_kind(Kind::Labour).count(), 7);
    Ok(())
}

/// A fresh database with the schema, kept until the first of the two is dropped.
async fn database(hint: &str) -> Result<(TestDatabase, PgPool), Box<dyn Error + Send + Sync>> {
    let migrations: String = MIGRATIONS
        .iter()
        .filter(|step| step.migration_type.is_up_migration())
        .fold([0_u8; 8], |mut sum, step| {
            sum.iter_mut().zip(step.checksum.iter()).for_each(|(sum, byte)| *sum ^= byte);
            sum
        })
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let database = TestServer::shared()
        .await?
        .database(hint, &migrations, async |url: String| -> Done {
            let pool = postgres::connect(&url, 1).await?;
            postgres::migrate(&pool).await?;
            pool.close().await;
            Ok(())
        })
        .await?;
    let pool = postgres::connect(database.url(), 2).await?;
    Ok((database, pool))
}

/// Everything that seeding writes, a word for each table; in an order of its own, because a parallel plan gives them as
/// they are ready.
async fn digest(pool: &PgPool) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(
        "select 'zone ' || md5(string_agg(row::text, '|' order by row::text)) from zone as row
         union all
         select 'locality ' || md5(string_agg(row::text, '|' order by row::text)) from locality as row
         union all
         select 'sku ' || md5(string_agg(row::text, '|' order by row::text)) from sku as row
         union all
         select 'person ' || md5(string_agg(row::text, '|' order by row::text)) from person as row
         union all
         select 'vendor ' || md5(string_agg(row::text, '|' order by row::text)) from vendor as row
         union all
         select 'listing ' || md5(string_agg(row::text, '|' order by row::text)) from listing as row
         union all
         select 'listing_price ' || md5(string_agg(row::text, '|' order by row::text)) from listing_price as row
         union all
         select 'catalogue_version ' || md5(string_agg(row::text, '|' order by row::text)) from catalogue_version as row
         order by 1",
    )
    .fetch_all(pool)
    .await
}

fn at(text: &str) -> Result<Timestamp, jiff::Error> {
    text.parse()
}
