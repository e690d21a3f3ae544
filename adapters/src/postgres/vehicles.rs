//! Kinds of vehicles: each row holds from its moment on, until the next of the same code.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::vehicles::Vehicle;
use sqlx::PgConnection;

use super::StoreError;

/// A row, as it was written.
#[derive(Clone, Debug)]
pub struct VehicleRow {
    pub vehicle: Vehicle,
    pub from_at: Timestamp,
    /// False: from then on there is none.
    pub in_use: bool,
}

/// What brings goods at this moment.
pub async fn fleet(db: &mut PgConnection, now: Timestamp) -> Result<Vec<Vehicle>, StoreError> {
    let rows = rows(db, None, Some(now)).await?;
    Ok(rows.into_iter().filter(|row| row.in_use).map(|row| row.vehicle).collect())
}

/// By code, the latest first; of one code where it is named. At a moment: only the row that holds then.
pub async fn rows(
    db: &mut PgConnection,
    code: Option<&str>,
    at: Option<Timestamp>,
) -> Result<Vec<VehicleRow>, StoreError> {
    let rows = sqlx::query!(
        "select code, from_at, name_en, name_hi, name_te, most_kg, most_cft, base_paise, per_km_paise,
                width, in_use
         from vehicle
         where ($1::text is null or code = $1)
           and ($2::timestamptz is null
                or from_at = (select max(earlier.from_at)
                              from vehicle as earlier
                              where earlier.code = vehicle.code and earlier.from_at <= $2))
         order by code, from_at desc",
        code,
        at.map(ToSqlx::to_sqlx) as _,
    )
    .fetch_all(db)
    .await?;
    let read = rows.into_iter().map(|row| {
        let width = row.width.parse();
        let unreadable = |e| StoreError::unreadable("vehicle", "width", &row.code, e);
        let vehicle = Vehicle {
            width: width.map_err(unreadable)?,
            code: row.code,
            name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
            most_kg: u32::try_from(row.most_kg).unwrap_or(0),
            most_cft: u32::try_from(row.most_cft).unwrap_or(0),
            base_paise: Paise::new(row.base_paise),
            per_km_paise: Paise::new(row.per_km_paise),
        };
        Ok(VehicleRow { vehicle, from_at: row.from_at.to_jiff(), in_use: row.in_use })
    });
    read.collect()
}

/// False where one of this code stands from the same moment on.
pub async fn add(db: &mut PgConnection, row: &VehicleRow) -> Result<bool, StoreError> {
    let vehicle = &row.vehicle;
    let done = sqlx::query!(
        "insert into vehicle (code, from_at, name_en, name_hi, name_te, most_kg, most_cft, base_paise,
                              per_km_paise, width, in_use)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict do nothing",
        vehicle.code,
        row.from_at.to_sqlx() as _,
        vehicle.name.en,
        vehicle.name.hi,
        vehicle.name.te,
        i32::try_from(vehicle.most_kg).unwrap_or(i32::MAX),
        i32::try_from(vehicle.most_cft).unwrap_or(i32::MAX),
        vehicle.base_paise.get(),
        vehicle.per_km_paise.get(),
        vehicle.width.as_str(),
        row.in_use,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
