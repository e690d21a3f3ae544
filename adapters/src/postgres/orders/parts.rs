//! Parts, their lines and their offers, mirrored from the aggregate.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Time;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::OfferId;
use realserv_domain::orders::{Order, Part, PartState};
use realserv_domain::quote::Line;
use sqlx::PgConnection;
use uuid::Uuid;

use super::word;
use crate::postgres::StoreError;

pub(super) async fn save(
    db: &mut PgConnection,
    now: Timestamp,
    orders: &[&Order],
) -> Result<(), StoreError> {
    let parts: Vec<(&Order, &Part)> = orders
        .iter()
        .flat_map(|order| order.parts.iter().map(move |part| (*order, part)))
        .collect();
    let ids: Vec<Uuid> = parts.iter().map(|(_, part)| part.id.0).collect();
    let order_ids: Vec<Uuid> = parts.iter().map(|(order, _)| order.id.0).collect();
    let vendors: Vec<Uuid> = parts.iter().map(|(_, part)| part.share.vendor.id.0).collect();
    let states: Vec<String> = parts.iter().map(|(_, part)| word(&part.state.step())).collect();
    let totals: Vec<i64> = parts.iter().map(|(_, part)| part.share.total().get()).collect();
    let deliver: Vec<Option<jiff_sqlx::Date>> = parts
        .iter()
        .map(|(order, part)| order.schedule_of(part).delivery.map(|slot| slot.on.to_sqlx()))
        .collect();
    let work: Vec<Option<jiff_sqlx::Date>> = parts
        .iter()
        .map(|(order, part)| order.schedule_of(part).work.map(|work| work.on.to_sqlx()))
        .collect();
    let due: Vec<Option<jiff_sqlx::Time>> =
        parts.iter().map(|(order, part)| due_time(order, part).map(ToSqlx::to_sqlx)).collect();
    let delivered: Vec<Option<jiff_sqlx::Timestamp>> =
        parts.iter().map(|(_, part)| delivered_at(part).map(ToSqlx::to_sqlx)).collect();
    sqlx::query!(
        "insert into part (id, order_id, vendor_id, state, total_paise, deliver_on, work_on, due_time,
                           delivered_at, updated_at)
         select id, order_id, vendor_id, state, total_paise, deliver_on, work_on, due_time, delivered_at, $8
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::date[], $7::date[],
                     $9::time[], $10::timestamptz[])
             as new (id, order_id, vendor_id, state, total_paise, deliver_on, work_on, due_time, delivered_at)
         on conflict (id) do update
         set vendor_id = excluded.vendor_id, state = excluded.state,
             total_paise = excluded.total_paise, deliver_on = excluded.deliver_on,
             work_on = excluded.work_on, due_time = excluded.due_time,
             delivered_at = excluded.delivered_at, updated_at = excluded.updated_at
         where (part.vendor_id, part.state, part.total_paise, part.deliver_on, part.work_on, part.due_time)
             is distinct from (excluded.vendor_id, excluded.state, excluded.total_paise,
                               excluded.deliver_on, excluded.work_on, excluded.due_time)",
        &ids,
        &order_ids,
        &vendors,
        &states,
        &totals,
        &deliver as _,
        &work as _,
        now.to_sqlx() as _,
        &due as _,
        &delivered as _,
    )
    .execute(&mut *db)
    .await?;
    open_offers(db, &parts).await
}

/// By when it is promised: goods have a slot, a crew's shift begins.
fn due_time(order: &Order, part: &Part) -> Option<Time> {
    let schedule = order.schedule_of(part);
    let slot = schedule.delivery.map(|slot| slot.part.hours().1);
    slot.or_else(|| schedule.work.map(|work| work.shift.begins()))
}

fn delivered_at(part: &Part) -> Option<Timestamp> {
    match part.state {
        PartState::Delivered { at } => Some(at),
        PartState::Held
        | PartState::Offered { .. }
        | PartState::Unserved { .. }
        | PartState::Accepted { .. }
        | PartState::Packed { .. }
        | PartState::Dispatched { .. }
        | PartState::OnTheWay { .. }
        | PartState::Cancelled { .. } => None,
    }
}

/// Offers that stand open now. Those that ended were closed before, see `close_offers`.
async fn open_offers(db: &mut PgConnection, parts: &[(&Order, &Part)]) -> Result<(), StoreError> {
    let mut ids = Vec::new();
    let mut part_ids = Vec::new();
    let mut vendors = Vec::new();
    let mut sent: Vec<jiff_sqlx::Timestamp> = Vec::new();
    let mut ends: Vec<jiff_sqlx::Timestamp> = Vec::new();
    for (_, part) in parts {
        if let PartState::Offered { offer, since, ends_at, .. } = &part.state {
            ids.push(offer.0);
            part_ids.push(part.id.0);
            vendors.push(part.share.vendor.id.0);
            sent.push(since.to_sqlx());
            ends.push(ends_at.to_sqlx());
        }
    }
    if ids.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "with opened as (
             insert into offer (id, part_id, vendor_id, state, sent_at, ends_at)
             select id, part_id, vendor_id, 'open', sent_at, ends_at
             from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[])
                 as new (id, part_id, vendor_id, sent_at, ends_at)
             on conflict (id) do nothing
             returning vendor_id
         )
         update vendor set offers_made = offers_made + asked.count
         from (select vendor_id, count(*) from opened group by vendor_id) as asked
         where vendor.id = asked.vendor_id",
        &ids,
        &part_ids,
        &vendors,
        &sent as _,
        &ends as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How an open offer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferEnd {
    Accepted,
    Rejected,
    Lapsed,
    Withdrawn,
}

impl OfferEnd {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Lapsed => "lapsed",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Locks the vendors whose offers the batch may open or end: each statement counts in their rows, in an order of its own,
/// and two batches would wait for each other. One vendor alone needs none.
pub async fn lock_vendors(db: &mut PgConnection, orders: &[&Order]) -> Result<(), StoreError> {
    let parts = orders.iter().flat_map(|order| &order.parts);
    let asked = parts.flat_map(|part| {
        part.offers.iter().map(|asked| asked.vendor).chain([part.share.vendor.id])
    });
    let vendors: BTreeSet<Uuid> = asked.map(|vendor| vendor.0).collect();
    if vendors.len() < 2 {
        return Ok(());
    }
    let vendors: Vec<Uuid> = vendors.into_iter().collect();
    sqlx::query!(
        "select id from vendor where id = any($1) order by id for no key update",
        &vendors,
    )
    .fetch_all(db)
    .await?;
    Ok(())
}

/// Closes the offers of orders that their new state no longer has open: as `ends` says, and withdrawn where it says
/// nothing. Must run before `super::save`, which may open the next one: a part has one open offer at most.
pub async fn close_offers(
    db: &mut PgConnection,
    now: Timestamp,
    orders: &[&Order],
    ends: &[(OfferId, OfferEnd)],
) -> Result<(), StoreError> {
    let parts = || orders.iter().flat_map(|order| &order.parts);
    let ids: Vec<Uuid> = parts().map(|part| part.id.0).collect();
    let open: Vec<Uuid> = parts().filter_map(|part| Some(part.open_offer()?.0)).collect();
    let ended: Vec<Uuid> = ends.iter().map(|(offer, _)| offer.0).collect();
    let states: Vec<String> = ends.iter().map(|(_, end)| end.as_str().to_owned()).collect();
    sqlx::query!(
        "with ended as (
             select * from unnest($2::uuid[], $3::text[]) as ended (offer_id, state)
         ), closed as (
             update offer
             set state = coalesce((select state from ended where offer_id = offer.id), $5),
                 answered_at = $6
             where part_id = any($1) and state = 'open' and id <> all($4)
             returning vendor_id, state
         )
         update vendor set offers_accepted = offers_accepted + accepted.count
         from (
             select vendor_id, count(*) from closed where state = 'accepted' group by vendor_id
         ) as accepted
         where vendor.id = accepted.vendor_id",
        &ids,
        &ended,
        &states,
        &open,
        OfferEnd::Withdrawn.as_str(),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Lines are written when an order is placed, and again when a part moves to another vendor or becomes less. One that was
/// taken out whole is gone; those behind it move up.
pub async fn insert_lines(db: &mut PgConnection, parts: &[&Part]) -> Result<(), StoreError> {
    let lines: Vec<(Uuid, i16, &Line)> = parts
        .iter()
        .flat_map(|part| (0_i16..).zip(&part.share.lines).map(|(at, line)| (part.id.0, at, line)))
        .collect();
    let ids: Vec<Uuid> = parts.iter().map(|part| part.id.0).collect();
    let counts: Vec<i16> = parts
        .iter()
        .map(|part| i16::try_from(part.share.lines.len()).unwrap_or(i16::MAX))
        .collect();
    sqlx::query!(
        "delete from order_line
         using unnest($1::uuid[], $2::smallint[]) as has (part_id, lines)
         where order_line.part_id = has.part_id and order_line.position >= has.lines",
        &ids,
        &counts,
    )
    .execute(&mut *db)
    .await?;
    let part_ids: Vec<Uuid> = lines.iter().map(|(part, ..)| *part).collect();
    let positions: Vec<i16> = lines.iter().map(|(_, at, _)| *at).collect();
    let column =
        |get: fn(&Line) -> i64| lines.iter().map(|(.., line)| get(line)).collect::<Vec<_>>();
    let skus: Vec<Uuid> = lines.iter().map(|(.., line)| line.sku.0).collect();
    let listings: Vec<Uuid> = lines.iter().map(|(.., line)| line.listing.0).collect();
    let units: Vec<String> = lines.iter().map(|(.., line)| line.unit.as_str().to_owned()).collect();
    let rates: Vec<i16> =
        lines.iter().map(|(.., line)| i16::try_from(line.gst_rate.0).unwrap_or(i16::MAX)).collect();
    sqlx::query!(
        "insert into order_line (part_id, position, sku_id, listing_id, quantity_milli, unit, price_paise,
                                 ask_paise, gst_rate, total_paise, taxable_paise, cgst_paise, sgst_paise)
         select * from unnest($1::uuid[], $2::smallint[], $3::uuid[], $4::uuid[], $5::bigint[], $6::text[],
                              $7::bigint[], $8::bigint[], $9::smallint[], $10::bigint[], $11::bigint[],
                              $12::bigint[], $13::bigint[])
         on conflict (part_id, position) do update
         set sku_id = excluded.sku_id, unit = excluded.unit, price_paise = excluded.price_paise,
             listing_id = excluded.listing_id, ask_paise = excluded.ask_paise,
             quantity_milli = excluded.quantity_milli, total_paise = excluded.total_paise,
             gst_rate = excluded.gst_rate, taxable_paise = excluded.taxable_paise,
             cgst_paise = excluded.cgst_paise, sgst_paise = excluded.sgst_paise",
        &part_ids,
        &positions,
        &skus,
        &listings,
        &column(|line| line.quantity.milli()),
        &units,
        &column(|line| line.price_paise.get()),
        &column(|line| line.ask_paise.get()),
        &rates,
        &column(|line| line.total_paise.get()),
        &column(|line| line.gst.taxable_paise.get()),
        &column(|line| line.gst.cgst_paise.get()),
        &column(|line| line.gst.sgst_paise.get()),
    )
    .execute(db)
    .await?;
    Ok(())
}
