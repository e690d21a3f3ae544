//! Vendors as the office sees them.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{PersonId, VendorId};
use realserv_domain::language::Name;
use realserv_domain::place::Point;
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
pub struct VendorRow {
    pub id: VendorId,
    pub code: String,
    pub person: PersonId,
    /// As stored: mask it before anybody sees it.
    pub phone: Option<String>,
    pub language: Option<String>,
    pub name: Name,
    pub point: Point,
    pub opens: Time,
    pub closes: Time,
    pub off_until: Option<Timestamp>,
    /// How far he goes; none: as far as the zone allows.
    pub reach_metres: Option<i32>,
    /// Monday 1 to Sunday 7.
    pub closed_weekdays: Vec<i16>,
    pub closed_days: Vec<Date>,
    pub gstin: Option<String>,
    pub pan: Option<String>,
    pub legal_name: Option<String>,
    pub address: Option<String>,
    /// open, approved or refused.
    pub kyc: String,
    pub active: bool,
    pub offers_made: i32,
    pub offers_accepted: i32,
    pub listings: i64,
}

/// Whom the office has approved; the office writes the names in the other scripts.
#[derive(Clone, Debug)]
pub struct NewVendor<'a> {
    pub id: VendorId,
    pub code: &'a str,
    pub person: PersonId,
    pub name: &'a str,
    pub point: Point,
    pub opens: Time,
    pub closes: Time,
    pub gstin: Option<String>,
    pub pan: Option<String>,
}

/// By code.
pub async fn list(
    db: &mut PgConnection,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<VendorRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select vendor.id, vendor.code, vendor.person_id, person.phone, person.language,
                  vendor.name_en, vendor.name_hi, vendor.name_te, vendor.lat_e6, vendor.lon_e6,
                  vendor.opens, vendor.closes, vendor.off_until, vendor.reach_metres,
                  vendor.closed_weekdays, vendor.closed_days as "closed_days: Vec<jiff_sqlx::Date>", vendor.gstin, vendor.pan, vendor.legal_name,
                  vendor.address, vendor.kyc, vendor.active,
                  vendor.offers_made, vendor.offers_accepted,
                  (select count(*) from listing
                   where listing.vendor_id = vendor.id and listing.active) as "listings!"
           from vendor
           join person on person.id = vendor.person_id
           where ($1::uuid is null or vendor.id = $1)
             and ($2::boolean is null or vendor.active = $2)
             and ($3::text is null or vendor.code > $3)
           order by vendor.code
           limit $4"#,
        filter.id,
        filter.active,
        filter.after,
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| VendorRow {
        id: VendorId(row.id),
        code: row.code,
        person: PersonId(row.person_id),
        phone: row.phone,
        language: row.language,
        name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
        point: Point { lat_e6: row.lat_e6, lon_e6: row.lon_e6 },
        opens: row.opens.to_jiff(),
        closes: row.closes.to_jiff(),
        off_until: row.off_until.map(jiff_sqlx::Timestamp::to_jiff),
        reach_metres: row.reach_metres,
        closed_weekdays: row.closed_weekdays,
        closed_days: row.closed_days.into_iter().map(jiff_sqlx::Date::to_jiff).collect(),
        gstin: row.gstin,
        pan: row.pan,
        legal_name: row.legal_name,
        address: row.address,
        kyc: row.kyc,
        active: row.active,
        offers_made: row.offers_made,
        offers_accepted: row.offers_accepted,
        listings: row.listings,
    });
    Ok(rows.collect())
}

pub async fn one(db: &mut PgConnection, id: VendorId) -> Result<Option<VendorRow>, StoreError> {
    let filter = Filter { id: Some(id.0), ..Filter::default() };
    Ok(list(db, &filter, 1).await?.pop())
}

/// The row as nobody else can change it until the transaction ends.
pub async fn lock(db: &mut PgConnection, id: VendorId) -> Result<Option<VendorRow>, StoreError> {
    sqlx::query!("select id from vendor where id = $1 for update", id.0)
        .fetch_optional(&mut *db)
        .await?;
    one(db, id).await
}

/// Who sells from now on; false where the code or the person is a vendor's already.
pub async fn insert(db: &mut PgConnection, row: &NewVendor<'_>) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "insert into vendor (id, code, person_id, name_en, name_hi, name_te, lat_e6, lon_e6, opens, closes,
                             gstin, pan, kyc)
         values ($1, $2, $3, $4, $4, $4, $5, $6, $7, $8, $9, $10, 'approved')
         on conflict do nothing",
        row.id.0,
        row.code,
        row.person.0,
        row.name,
        row.point.lat_e6,
        row.point.lon_e6,
        row.opens.to_sqlx() as _,
        row.closes.to_sqlx() as _,
        row.gstin,
        row.pan,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Writes what the office may change.
pub async fn save(db: &mut PgConnection, row: &VendorRow) -> Result<(), StoreError> {
    let was = sqlx::query_scalar!("select active from vendor where id = $1", row.id.0)
        .fetch_one(&mut *db)
        .await?;
    sqlx::query!(
        "update vendor
         set name_en = $2, name_hi = $3, name_te = $4, opens = $5, closes = $6, off_until = $7,
             pan = $8, gstin = $9, legal_name = $10, address = $11, kyc = $12, reach_metres = $13,
             closed_weekdays = $14, closed_days = $15
         where id = $1",
        row.id.0,
        row.name.en,
        row.name.hi,
        row.name.te,
        row.opens.to_sqlx() as _,
        row.closes.to_sqlx() as _,
        row.off_until.map(ToSqlx::to_sqlx) as _,
        row.pan,
        row.gstin,
        row.legal_name,
        row.address,
        row.kyc,
        row.reach_metres,
        &row.closed_weekdays,
        &row.closed_days.iter().map(|day| day.to_sqlx()).collect::<Vec<_>>() as _,
    )
    .execute(&mut *db)
    .await?;
    // Apart from the rest: naming this column makes every node read the catalogue again.
    if was != row.active {
        sqlx::query!("update vendor set active = $2 where id = $1", row.id.0, row.active)
            .execute(db)
            .await?;
    }
    Ok(())
}

/// Where the active ones stand.
pub async fn points(db: &mut PgConnection) -> Result<Vec<(VendorId, Point)>, StoreError> {
    let rows = sqlx::query!("select id, lat_e6, lon_e6 from vendor where active order by id")
        .fetch_all(db)
        .await?;
    let point = |lat_e6, lon_e6| Point { lat_e6, lon_e6 };
    Ok(rows.into_iter().map(|row| (VendorId(row.id), point(row.lat_e6, row.lon_e6))).collect())
}
