//! What zones have of their own: hours, closed days, price lists, borders. Read whole for the snapshot that every turn looks
//! at; the prices of one cart once more for its quote.

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use realserv_domain::ids::{ListingId, SkuId, ZoneId};
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::place::Point;
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::{Becomes, ZonePrice};
use realserv_domain::ring::Ring;
use realserv_domain::zones::{Service, Zones};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// Everything.
pub async fn load(db: &mut PgConnection) -> Result<Zones, StoreError> {
    let services = services(&mut *db).await?;
    let prices = prices(&mut *db, None, None).await?;
    let rings = rings(db).await?;
    let rings = rings.into_iter().map(|row| (row.zone, row.ring)).collect();
    Ok(Zones::new(services, prices, rings))
}

async fn services(db: &mut PgConnection) -> Result<BTreeMap<ZoneId, Service>, StoreError> {
    let rows = sqlx::query!("select id, opens, closes, closed_weekdays from zone")
        .fetch_all(&mut *db)
        .await?;
    let mut services: BTreeMap<ZoneId, Service> = rows
        .into_iter()
        .map(|row| {
            let service = Service {
                opens: row.opens.map(jiff_sqlx::Time::to_jiff),
                closes: row.closes.map(jiff_sqlx::Time::to_jiff),
                closed_weekdays: weekdays(&row.closed_weekdays),
                closed_days: BTreeMap::new(),
            };
            (ZoneId(row.id), service)
        })
        .collect();
    let days =
        sqlx::query!("select zone_id, on_day, name_en, name_hi, name_te from zone_closed_day",)
            .fetch_all(db)
            .await?;
    for row in days {
        let name = Name { en: row.name_en, hi: row.name_hi, te: row.name_te };
        let service = services.entry(ZoneId(row.zone_id)).or_default();
        service.closed_days.insert(row.on_day.to_jiff(), name);
    }
    Ok(services)
}

/// Monday is 1, as ISO 8601 counts; the column takes nothing else.
#[must_use]
pub fn weekdays(numbers: &[i16]) -> Vec<Weekday> {
    let one = |n: &i16| Weekday::from_monday_one_offset(i8::try_from(*n).ok()?).ok();
    numbers.iter().filter_map(one).collect()
}

/// Rows that hold or will hold, in the order in which they were written: of one zone and of some SKUs, where they are named.
pub async fn prices(
    db: &mut PgConnection,
    zone: Option<ZoneId>,
    skus: Option<&[Uuid]>,
) -> Result<Vec<ZonePrice>, StoreError> {
    let rows = sqlx::query!(
        "select zone_id, sku_id, listing_id, least_milli, price_paise, per_mille, from_at, until_at
         from zone_price
         where ($1::uuid is null or zone_id = $1)
           and ($2::uuid[] is null or sku_id = any($2))
         order by made_at, id",
        zone.map(|zone| zone.0),
        skus,
    )
    .fetch_all(db)
    .await?;
    let read = rows.into_iter().filter_map(|row| {
        // The row is one or the other: a constraint.
        let becomes = match (row.listing_id, row.price_paise, row.per_mille) {
            (Some(listing), Some(paise), None) => {
                Becomes::Price(ListingId(listing), Paise::new(paise))
            }
            (_, _, per_mille) => Becomes::PerMille(per_mille?),
        };
        Some(ZonePrice {
            zone: ZoneId(row.zone_id),
            sku: SkuId(row.sku_id),
            becomes,
            least: Quantity::from_milli(row.least_milli),
            from_at: row.from_at.to_jiff(),
            until_at: row.until_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    });
    Ok(read.collect())
}

/// A zone's border, or one of several.
#[derive(Clone, Debug)]
pub struct RingRow {
    pub zone: ZoneId,
    pub ring: Ring,
}

/// Of zones that are served, by their code.
pub async fn rings(db: &mut PgConnection) -> Result<Vec<RingRow>, StoreError> {
    let rows = sqlx::query!(
        "select zone_ring.zone_id, zone_ring.lat_e6, zone_ring.lon_e6
         from zone_ring
         join zone on zone.id = zone_ring.zone_id and zone.active
         order by zone.code, zone_ring.position",
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| ring_row(row.zone_id, &row.lat_e6, &row.lon_e6)).collect()
}

/// Of one zone, served or not.
pub async fn rings_of(db: &mut PgConnection, zone: ZoneId) -> Result<Vec<RingRow>, StoreError> {
    let rows = sqlx::query!(
        "select zone_id, lat_e6, lon_e6 from zone_ring where zone_id = $1 order by position",
        zone.0,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| ring_row(row.zone_id, &row.lat_e6, &row.lon_e6)).collect()
}

/// What was stored was a ring.
#[derive(Debug, thiserror::Error)]
#[error("the points are no ring: {0:?}")]
struct Broken(realserv_domain::ring::NoRing);

fn ring_row(zone: Uuid, lat_e6: &[i32], lon_e6: &[i32]) -> Result<RingRow, StoreError> {
    let point = |(lat, lon): (&i32, &i32)| Point { lat_e6: *lat, lon_e6: *lon };
    let ring = Ring::new(lat_e6.iter().zip(lon_e6).map(point).collect());
    let unreadable = |no| StoreError::unreadable("zone_ring", "lat_e6", zone, Broken(no));
    Ok(RingRow { zone: ZoneId(zone), ring: ring.map_err(unreadable)? })
}
