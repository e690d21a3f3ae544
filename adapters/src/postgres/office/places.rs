//! What the office sets of a zone's place and time: its border, its localities, its closed days.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::ZoneId;
use realserv_domain::language::Name;
use realserv_domain::place::Point;
use realserv_domain::ring::Ring;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

/// These rings and no others.
pub async fn set_rings(
    db: &mut PgConnection,
    zone: ZoneId,
    rings: &[Ring],
) -> Result<(), StoreError> {
    sqlx::query!("delete from zone_ring where zone_id = $1", zone.0).execute(&mut *db).await?;
    for (position, ring) in (0_i16..).zip(rings) {
        let lat_e6: Vec<i32> = ring.points().iter().map(|point| point.lat_e6).collect();
        let lon_e6: Vec<i32> = ring.points().iter().map(|point| point.lon_e6).collect();
        sqlx::query!(
            "insert into zone_ring (zone_id, position, lat_e6, lon_e6) values ($1, $2, $3, $4)",
            zone.0,
            position,
            &lat_e6,
            &lon_e6,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// A named place, in a zone or in none.
#[derive(Clone, Debug)]
pub struct PlaceRow {
    pub id: Uuid,
    pub zone: Option<ZoneId>,
    pub pin: String,
    pub name: Name,
    pub point: Point,
}

/// By PIN code and id; only those in no zone, or those of one PIN code, where that is asked.
pub async fn localities(
    db: &mut PgConnection,
    id: Option<Uuid>,
    (without_zone, pin): (bool, Option<&str>),
    after: Option<(String, Uuid)>,
    limit: i64,
) -> Result<Vec<PlaceRow>, StoreError> {
    let (after_pin, after_id) = after.unzip();
    let rows = sqlx::query!(
        "select id, zone_id, pin, name_en, name_hi, name_te, lat_e6, lon_e6
         from locality
         where ($1::uuid is null or id = $1)
           and (not $2::boolean or zone_id is null)
           and ($3::text is null or pin = $3)
           and ($4::text is null or (pin, id) > ($4, $5))
         order by pin, id
         limit $6",
        id,
        without_zone,
        pin,
        after_pin,
        after_id,
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| PlaceRow {
        id: row.id,
        zone: row.zone_id.map(ZoneId),
        pin: row.pin,
        name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
        point: Point { lat_e6: row.lat_e6, lon_e6: row.lon_e6 },
    });
    Ok(rows.collect())
}

/// The row as nobody else can change it until the transaction ends.
pub async fn lock_locality(
    db: &mut PgConnection,
    id: Uuid,
) -> Result<Option<PlaceRow>, StoreError> {
    sqlx::query!("select id from locality where id = $1 for update", id)
        .fetch_optional(&mut *db)
        .await?;
    Ok(localities(db, Some(id), (false, None), None, 1).await?.pop())
}

pub async fn move_locality(
    db: &mut PgConnection,
    id: Uuid,
    zone: Option<ZoneId>,
) -> Result<(), StoreError> {
    sqlx::query!("update locality set zone_id = $2 where id = $1", id, zone.map(|zone| zone.0))
        .execute(db)
        .await?;
    Ok(())
}

/// A day on which nobody comes.
#[derive(Clone, Debug)]
pub struct ClosedDay {
    pub on: Date,
    pub name: Name,
}

/// From this day on, in order.
pub async fn closed_days(
    db: &mut PgConnection,
    zone: ZoneId,
    from: Date,
) -> Result<Vec<ClosedDay>, StoreError> {
    let rows = sqlx::query!(
        "select on_day, name_en, name_hi, name_te
         from zone_closed_day
         where zone_id = $1 and on_day >= $2
         order by on_day",
        zone.0,
        from.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| ClosedDay {
        on: row.on_day.to_jiff(),
        name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
    });
    Ok(rows.collect())
}

/// A day that is there already has another name from now on.
pub async fn close_day(
    db: &mut PgConnection,
    zone: ZoneId,
    day: &ClosedDay,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into zone_closed_day (zone_id, on_day, name_en, name_hi, name_te)
         values ($1, $2, $3, $4, $5)
         on conflict (zone_id, on_day) do update
         set name_en = excluded.name_en, name_hi = excluded.name_hi, name_te = excluded.name_te",
        zone.0,
        day.on.to_sqlx() as _,
        day.name.en,
        day.name.hi,
        day.name.te,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// False where that day was open.
pub async fn open_day(db: &mut PgConnection, zone: ZoneId, on: Date) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "delete from zone_closed_day where zone_id = $1 and on_day = $2",
        zone.0,
        on.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
