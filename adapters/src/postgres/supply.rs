//! What a quote can be made of: who sells it, what is free of it, and who can be asked.

use jiff::{Timestamp, Zoned};
use jiff_sqlx::ToSqlx;
use realserv_domain::catalog::GstRate;
use realserv_domain::ids::{ListingId, PersonId, SkuId, VendorId};
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::place::Point;
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::Candidate;
use realserv_domain::time::Schedule;
use realserv_domain::vendors::{ClosedDays, Hours, Vendor};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use super::stock::Crew;

/// Every active listing of these SKUs with what is free of it now; labour: of that day and shift. Taxed as it is today;
/// what no day has a rate for is not sold. Vendors who are off now were promised no new orders, and none is asked to go
/// further than he does, or on a day on which he does not work.
pub async fn candidates(
    db: &mut PgConnection,
    now: &Zoned,
    skus: &[Uuid],
    (site, schedule): (Point, Schedule),
) -> Result<Vec<Candidate>, StoreError> {
    let work = schedule.work;
    let rows = sqlx::query!(
        r#"select listing.id, listing.sku_id, listing.price_paise, tax.hsn,
                  coalesce(own.gst_rate, tax.gst_rate) as "gst_rate!",
                  listing.minimum_milli, listing.on_hand_milli, listing.reserved_milli,
                  sku.kind = 'labour' as "is_labour!",
                  coalesce(crew_day.morning_milli, 0) as "morning_milli!",
                  coalesce(crew_day.afternoon_milli, 0) as "afternoon_milli!",
                  vendor.id as vendor_id, vendor.person_id, vendor.name_en, vendor.name_hi,
                  vendor.name_te, vendor.lat_e6, vendor.lon_e6, vendor.opens, vendor.closes,
                  vendor.off_until, vendor.closed_weekdays,
                  vendor.closed_days as "closed_days: Vec<jiff_sqlx::Date>", vendor.reach_metres,
                  vendor.offers_made, vendor.offers_accepted
           from listing
           join sku on sku.id = listing.sku_id
           join vendor on vendor.id = listing.vendor_id and vendor.active
           cross join lateral (
               select hsn, gst_rate
               from sku_tax
               where sku_tax.sku_id = sku.id and from_on <= $3
               order by from_on desc
               limit 1
           ) as tax
           left join lateral (
               select gst_rate
               from listing_tax
               where listing_tax.listing_id = listing.id and from_on <= $3
               order by from_on desc
               limit 1
           ) as own on true
           left join crew_day on crew_day.listing_id = listing.id and crew_day.on_day = $2
           where listing.sku_id = any($1) and listing.active and sku.active
           order by listing.id"#,
        skus,
        work.map(|work| work.on.to_sqlx()) as _,
        now.date().to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let now = now.timestamp();
    let found = rows.into_iter().filter_map(|row| {
        let point = Point { lat_e6: row.lat_e6, lon_e6: row.lon_e6 };
        let reach = row.reach_metres.and_then(|reach| u32::try_from(reach).ok());
        if reach.is_some_and(|reach| site.metres_to(point) > reach) {
            return None;
        }
        let closed = closed_days(&row.closed_weekdays, row.closed_days);
        let goods = schedule.delivery.map(|slot| slot.on);
        let on = if row.is_labour { work.map(|work| work.on) } else { goods };
        if on.is_some_and(|on| closed.contains(on)) {
            return None;
        }
        let free = if row.is_labour {
            let crew = Crew { morning: row.morning_milli, afternoon: row.afternoon_milli };
            work.map_or(0, |work| row.on_hand_milli - crew.booked(work.shift))
        } else {
            row.on_hand_milli - row.reserved_milli
        };
        Some(Candidate {
            listing: ListingId(row.id),
            sku: SkuId(row.sku_id),
            vendor: Vendor {
                id: VendorId(row.vendor_id),
                person: PersonId(row.person_id),
                name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
                point,
                hours: Hours {
                    opens: row.opens.to_jiff(),
                    closes: row.closes.to_jiff(),
                    off_until: row.off_until.map(jiff_sqlx::Timestamp::to_jiff),
                    closed,
                },
            },
            price_paise: Paise::new(row.price_paise),
            hsn: row.hsn,
            gst_rate: GstRate(u16::try_from(row.gst_rate).unwrap_or(0)),
            minimum: Quantity::from_milli(row.minimum_milli),
            available: Quantity::from_milli(free),
            acceptance_per_mille: acceptance(row.offers_made, row.offers_accepted),
        })
    });
    let is_there = |one: &Candidate| one.vendor.hours.off_until.is_none_or(|until| until <= now);
    Ok(found.filter(is_there).collect())
}

/// The vendor as he is now; none while he is off, or when the office has switched him off.
pub async fn who_can_be_asked(
    db: &mut PgConnection,
    now: Timestamp,
    vendor: VendorId,
) -> Result<Option<Vendor>, StoreError> {
    let row = sqlx::query!(
        r#"select id, person_id, name_en, name_hi, name_te, lat_e6, lon_e6, opens, closes, off_until,
                  closed_weekdays, closed_days as "closed_days: Vec<jiff_sqlx::Date>"
           from vendor
           where id = $1 and active and (off_until is null or off_until <= $2)"#,
        vendor.0,
        now.to_sqlx() as _,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Vendor {
        id: VendorId(row.id),
        person: PersonId(row.person_id),
        name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
        point: Point { lat_e6: row.lat_e6, lon_e6: row.lon_e6 },
        hours: Hours {
            opens: row.opens.to_jiff(),
            closes: row.closes.to_jiff(),
            off_until: row.off_until.map(jiff_sqlx::Timestamp::to_jiff),
            closed: closed_days(&row.closed_weekdays, row.closed_days),
        },
    }))
}

fn closed_days(weekdays: &[i16], days: Vec<jiff_sqlx::Date>) -> ClosedDays {
    let weekdays = weekdays.iter().filter_map(|day| i8::try_from(*day).ok()).collect();
    ClosedDays { weekdays, days: days.into_iter().map(jiff_sqlx::Date::to_jiff).collect() }
}

/// A newcomer is taken for a good one until he has been asked a few times.
fn acceptance(made: i32, accepted: i32) -> u16 {
    const TRUSTED: i32 = 5;
    u16::try_from((accepted + TRUSTED) * 1000 / (made + TRUSTED).max(1)).unwrap_or(1000)
}
