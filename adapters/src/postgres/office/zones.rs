//! Zones as the office sees them, with the localities that belong to them.

use jiff::civil::Time;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::ZoneId;
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::place::Point;
use realserv_domain::quote::DeliveryTerms;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

/// What to look for; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub id: Option<Uuid>,
    pub active: Option<bool>,
    /// The code after which the page begins.
    pub after: Option<String>,
}

#[derive(Clone, Debug)]
pub struct ZoneRow {
    pub id: ZoneId,
    pub code: String,
    pub name: Name,
    pub active: bool,
    pub terms: DeliveryTerms,
    /// From when on trucks come; none: whenever a slot begins.
    pub opens: Option<Time>,
    pub closes: Option<Time>,
    /// Monday is 1.
    pub closed_weekdays: Vec<i16>,
}

#[derive(Clone, Debug)]
pub struct LocalityRow {
    pub id: Uuid,
    pub zone: ZoneId,
    pub pin: String,
    pub name: Name,
    pub point: Point,
}

/// By code.
pub async fn list(
    db: &mut PgConnection,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<ZoneRow>, StoreError> {
    let rows = sqlx::query!(
        "select id, code, name_en, name_hi, name_te, active, delivery_base_paise, delivery_per_km_paise,
                reach_metres, delivery_per_tonne_paise, delivery_vehicles_per_mille,
                opens, closes, closed_weekdays
         from zone
         where ($1::uuid is null or id = $1)
           and ($2::boolean is null or active = $2)
           and ($3::text is null or code > $3)
         order by code
         limit $4",
        filter.id,
        filter.active,
        filter.after,
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| ZoneRow {
        id: ZoneId(row.id),
        code: row.code,
        name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
        active: row.active,
        terms: DeliveryTerms {
            base_paise: Paise::new(row.delivery_base_paise),
            per_km_paise: Paise::new(row.delivery_per_km_paise),
            reach_metres: u32::try_from(row.reach_metres).unwrap_or(0),
            per_tonne_paise: Paise::new(row.delivery_per_tonne_paise),
            vehicles_per_mille: u32::try_from(row.delivery_vehicles_per_mille).unwrap_or(0),
        },
        opens: row.opens.map(jiff_sqlx::Time::to_jiff),
        closes: row.closes.map(jiff_sqlx::Time::to_jiff),
        closed_weekdays: row.closed_weekdays,
    });
    Ok(rows.collect())
}

pub async fn one(db: &mut PgConnection, id: ZoneId) -> Result<Option<ZoneRow>, StoreError> {
    let filter = Filter { id: Some(id.0), ..Filter::default() };
    Ok(list(db, &filter, 1).await?.pop())
}

/// The row as nobody else can change it until the transaction ends.
pub async fn lock(db: &mut PgConnection, id: ZoneId) -> Result<Option<ZoneRow>, StoreError> {
    sqlx::query!("select id from zone where id = $1 for update", id.0)
        .fetch_optional(&mut *db)
        .await?;
    one(db, id).await
}

/// Writes what the office may change.
pub async fn save(db: &mut PgConnection, row: &ZoneRow) -> Result<(), StoreError> {
    sqlx::query!(
        "update zone
         set name_en = $2, name_hi = $3, name_te = $4, active = $5, delivery_base_paise = $6,
             delivery_per_km_paise = $7, reach_metres = $8, delivery_per_tonne_paise = $9,
             delivery_vehicles_per_mille = $10, opens = $11, closes = $12, closed_weekdays = $13
         where id = $1",
        row.id.0,
        row.name.en,
        row.name.hi,
        row.name.te,
        row.active,
        row.terms.base_paise.get(),
        row.terms.per_km_paise.get(),
        i32::try_from(row.terms.reach_metres).unwrap_or(i32::MAX),
        row.terms.per_tonne_paise.get(),
        i32::try_from(row.terms.vehicles_per_mille).unwrap_or(i32::MAX),
        row.opens.map(ToSqlx::to_sqlx) as _,
        row.closes.map(ToSqlx::to_sqlx) as _,
        &row.closed_weekdays,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The localities of these zones, by PIN code and name.
pub async fn localities(
    db: &mut PgConnection,
    zones: &[Uuid],
) -> Result<Vec<LocalityRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select id, zone_id as "zone_id!", pin, name_en, name_hi, name_te, lat_e6, lon_e6
           from locality
           where zone_id = any($1)
           order by pin, name_en"#,
        zones,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| LocalityRow {
        id: row.id,
        zone: ZoneId(row.zone_id),
        pin: row.pin,
        name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
        point: Point { lat_e6: row.lat_e6, lon_e6: row.lon_e6 },
    });
    Ok(rows.collect())
}
