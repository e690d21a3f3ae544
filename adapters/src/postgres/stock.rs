//! Stock: what parts hold of it. Goods are counted per listing; of a labour listing the people are counted per half day.
//!
//! A reservation locks its listings in id order, looks, and then writes: nothing is oversold under any concurrency, two
//! reservations never wait for each other in a circle, and one that is refused has written nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{ListingId, PartId, PersonId, SkuId};
use realserv_domain::language::Name;
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::time::{Shift, WorkDay};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// People booked of one labour listing on one day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Crew {
    pub(super) morning: i64,
    pub(super) afternoon: i64,
}

impl Crew {
    pub(super) fn booked(self, shift: Shift) -> i64 {
        match shift {
            Shift::Full => self.morning.max(self.afternoon),
            Shift::HalfMorning => self.morning,
            Shift::HalfAfternoon => self.afternoon,
        }
    }

    fn book(&mut self, shift: Shift, people: i64) {
        if shift != Shift::HalfAfternoon {
            self.morning += people;
        }
        if shift != Shift::HalfMorning {
            self.afternoon += people;
        }
    }
}

/// What one part wants to hold.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub part: PartId,
    pub listing: ListingId,
    pub sku: SkuId,
    pub quantity: Quantity,
    /// Set for labour.
    pub work: Option<WorkDay>,
}

/// Somebody was faster: what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    pub sku: SkuId,
    pub available: Quantity,
}

/// Of something little is left: a hold has just taken the free stock below its threshold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Low {
    /// Whose yard it is.
    pub person: PersonId,
    pub sku: SkuId,
    pub name: Name,
    pub unit: Unit,
    pub available: Quantity,
}

/// Holds all that is wanted or nothing. Answers what has become little by it, once until there has been more again.
pub async fn reserve(
    db: &mut PgConnection,
    wanted: &[Wanted],
) -> Result<Result<Vec<Low>, Short>, StoreError> {
    let mut shelf = Shelf::lock(db, wanted).await?;
    for want in wanted {
        if let Err(short) = shelf.take(want) {
            return Ok(Err(short));
        }
    }
    shelf.write(db, wanted).await?;
    shelf.became_low(db).await.map(Ok)
}

/// Locks these listings, and those that these parts hold something of, for a transaction that moves the stock of several
/// orders one after the other. In the one order in which everybody does, so that no two wait for each other.
pub async fn lock_ahead(
    db: &mut PgConnection,
    listings: &[Uuid],
    parts: &[Uuid],
) -> Result<(), StoreError> {
    sqlx::query!(
        "select id
         from listing
         where id in (
             select unnest($1::uuid[]) union select listing_id from hold where part_id = any($2))
         order by id
         for update",
        listings,
        parts,
    )
    .fetch_all(db)
    .await?;
    Ok(())
}

/// A listing's row.
#[derive(Clone, Copy, Debug)]
struct Goods {
    on_hand: i64,
    reserved: i64,
    /// Below so much free stock it is low, where anybody knows.
    low: Option<i64>,
    /// And whether its vendor has been told.
    told: bool,
    becomes_low: bool,
}

impl Goods {
    const fn free(&self) -> i64 {
        self.on_hand - self.reserved
    }

    fn take(&mut self, quantity: i64) {
        self.reserved += quantity;
        self.becomes_low = !self.told && self.low.is_some_and(|low| self.free() < low);
    }
}

/// The listings of a reservation, locked.
#[derive(Default)]
struct Shelf {
    goods: BTreeMap<Uuid, Goods>,
    crews: BTreeMap<(Uuid, Date), Crew>,
}

impl Shelf {
    async fn lock(db: &mut PgConnection, wanted: &[Wanted]) -> Result<Self, StoreError> {
        let listings: BTreeSet<Uuid> = wanted.iter().map(|want| want.listing.0).collect();
        let listings: Vec<Uuid> = listings.into_iter().collect();
        let mut shelf = Self::default();
        let rows = sqlx::query!(
            "select id, on_hand_milli, reserved_milli, low_milli, low_told
             from listing
             where id = any($1) and active
             order by id
             for update",
            &listings,
        )
        .fetch_all(&mut *db)
        .await?;
        for row in rows {
            let goods = Goods {
                on_hand: row.on_hand_milli,
                reserved: row.reserved_milli,
                low: row.low_milli,
                told: row.low_told,
                becomes_low: false,
            };
            shelf.goods.insert(row.id, goods);
        }
        if wanted.iter().all(|want| want.work.is_none()) {
            return Ok(shelf);
        }
        // The listing's lock guards its days too: crews are only written under it.
        let crews = sqlx::query!(
            "select listing_id, on_day, morning_milli, afternoon_milli
             from crew_day
             where listing_id = any($1)",
            &listings,
        )
        .fetch_all(db)
        .await?;
        for row in crews {
            let crew = Crew { morning: row.morning_milli, afternoon: row.afternoon_milli };
            shelf.crews.insert((row.listing_id, row.on_day.to_jiff()), crew);
        }
        Ok(shelf)
    }

    fn take(&mut self, want: &Wanted) -> Result<(), Short> {
        let short = |free| Short { sku: want.sku, available: Quantity::from_milli(free) };
        let goods = self.goods.get_mut(&want.listing.0).ok_or_else(|| short(0))?;
        let quantity = want.quantity.milli();
        match want.work {
            Some(work) => {
                let crew = self.crews.entry((want.listing.0, work.on)).or_default();
                let free = goods.on_hand - crew.booked(work.shift);
                if free < quantity {
                    return Err(short(free));
                }
                crew.book(work.shift, quantity);
            }
            None => {
                let free = goods.free();
                if free < quantity {
                    return Err(short(free));
                }
                goods.take(quantity);
            }
        }
        Ok(())
    }

    /// The shelf as it is now, with who holds what of it.
    async fn write(&self, db: &mut PgConnection, wanted: &[Wanted]) -> Result<(), StoreError> {
        let listings: Vec<Uuid> = self.goods.keys().copied().collect();
        let reserved: Vec<i64> = self.goods.values().map(|goods| goods.reserved).collect();
        let low: Vec<bool> = self.goods.values().map(|goods| goods.becomes_low).collect();
        let holds = Holds::of(wanted);
        sqlx::query!(
            "with held as (
                 insert into hold (part_id, listing_id, quantity_milli, work_on, shift)
                 select * from unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::date[], $7::text[])
             )
             update listing
             set reserved_milli = new.reserved, low_told = low_told or new.is_low
             from unnest($1::uuid[], $2::bigint[], $8::boolean[]) as new (id, reserved, is_low)
             where listing.id = new.id and listing.reserved_milli <> new.reserved",
            &listings,
            &reserved,
            &holds.parts,
            &holds.listings,
            &holds.quantities,
            &holds.days as _,
            &holds.shifts as _,
            &low,
        )
        .execute(&mut *db)
        .await?;
        if self.crews.is_empty() { Ok(()) } else { self.write_crews(db).await }
    }

    /// Whom to tell of what. Nothing is asked where nothing has become low: nearly always.
    async fn became_low(&self, db: &mut PgConnection) -> Result<Vec<Low>, StoreError> {
        let low = |(id, goods): (&Uuid, &Goods)| goods.becomes_low.then_some(*id);
        let ids: Vec<Uuid> = self.goods.iter().filter_map(low).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = sqlx::query!(
            "select listing.on_hand_milli - listing.reserved_milli as \"free!\", sku.id, sku.name_en,
                    sku.name_hi, sku.name_te, sku.unit, vendor.person_id
             from listing
             join sku on sku.id = listing.sku_id
             join vendor on vendor.id = listing.vendor_id
             where listing.id = any($1)
             order by listing.id",
            &ids,
        )
        .fetch_all(db)
        .await?;
        let low = rows.into_iter().map(|row| {
            let unit = row.unit.parse();
            Ok(Low {
                person: PersonId(row.person_id),
                sku: SkuId(row.id),
                name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
                unit: unit.map_err(|e| StoreError::unreadable("sku", "unit", row.id, e))?,
                available: Quantity::from_milli(row.free),
            })
        });
        low.collect()
    }

    async fn write_crews(&self, db: &mut PgConnection) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = self.crews.keys().map(|(id, _)| *id).collect();
        let days: Vec<jiff_sqlx::Date> = self.crews.keys().map(|(_, on)| on.to_sqlx()).collect();
        let mornings: Vec<i64> = self.crews.values().map(|crew| crew.morning).collect();
        let afternoons: Vec<i64> = self.crews.values().map(|crew| crew.afternoon).collect();
        sqlx::query!(
            "insert into crew_day (listing_id, on_day, morning_milli, afternoon_milli)
             select * from unnest($1::uuid[], $2::date[], $3::bigint[], $4::bigint[])
             on conflict (listing_id, on_day) do update
             set morning_milli = excluded.morning_milli, afternoon_milli = excluded.afternoon_milli",
            &ids,
            &days as _,
            &mornings,
            &afternoons,
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

/// Columns of `hold`.
struct Holds {
    parts: Vec<Uuid>,
    listings: Vec<Uuid>,
    quantities: Vec<i64>,
    days: Vec<Option<jiff_sqlx::Date>>,
    shifts: Vec<Option<String>>,
}

impl Holds {
    fn of(wanted: &[Wanted]) -> Self {
        let work = || wanted.iter().map(|want| want.work);
        Self {
            parts: wanted.iter().map(|want| want.part.0).collect(),
            listings: wanted.iter().map(|want| want.listing.0).collect(),
            quantities: wanted.iter().map(|want| want.quantity.milli()).collect(),
            days: work().map(|work| Some(work?.on.to_sqlx())).collect(),
            shifts: work().map(|work| Some(work?.shift.as_str().to_owned())).collect(),
        }
    }
}

/// Gives back what these parts hold and have not taken. Twice is the same as once: the hold is gone.
pub async fn release(db: &mut PgConnection, parts: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!(
        "with gone as (
             delete from hold where part_id = any($1) and not deducted returning *
         ), goods as (
             update listing
             set reserved_milli = reserved_milli - given.quantity_milli,
                 -- Enough again: the next time that it becomes little is told again.
                 low_told = low_told
                     and on_hand_milli - reserved_milli + given.quantity_milli < low_milli
             from (
                 select listing_id, sum(quantity_milli)::bigint as quantity_milli
                 from gone where work_on is null group by listing_id
             ) as given
             where listing.id = given.listing_id
         )
         update crew_day
         set morning_milli = morning_milli - given.morning, afternoon_milli = afternoon_milli - given.afternoon
         from (
             select listing_id, work_on,
                    coalesce(sum(quantity_milli) filter (where shift <> 'half_afternoon'), 0)::bigint as morning,
                    coalesce(sum(quantity_milli) filter (where shift <> 'half_morning'), 0)::bigint as afternoon
             from gone where work_on is not null group by listing_id, work_on
         ) as given
         where crew_day.listing_id = given.listing_id and crew_day.on_day = given.work_on",
        parts,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A part holds no more than this of a listing; the rest is free.
pub async fn hold_less(
    db: &mut PgConnection,
    part: PartId,
    listing: ListingId,
    quantity: Quantity,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with less as (
             update hold
             set quantity_milli = $3
             from (
                 select quantity_milli from hold where part_id = $1 and listing_id = $2 for update
             ) as before
             where part_id = $1 and listing_id = $2 and not deducted and hold.quantity_milli > $3
             returning listing_id, work_on, shift, before.quantity_milli - $3 as freed_milli
         ), goods as (
             update listing set reserved_milli = reserved_milli - less.freed_milli
             from less
             where work_on is null and listing.id = less.listing_id
         )
         update crew_day
         set morning_milli = morning_milli
                 - case when less.shift <> 'half_afternoon' then less.freed_milli else 0 end,
             afternoon_milli = afternoon_milli
                 - case when less.shift <> 'half_morning' then less.freed_milli else 0 end
         from less
         where crew_day.listing_id = less.listing_id and crew_day.on_day = less.work_on",
        part.0,
        listing.0,
        quantity.milli(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// So much less of a listing is held or was taken for a part. What was held is free, people of a day too; what was taken
/// is on the yard's count again, unless it is lost.
pub async fn take_back(
    db: &mut PgConnection,
    part: PartId,
    listing: ListingId,
    quantity: Quantity,
    is_lost: bool,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with less as (
             select work_on, shift, deducted, least(quantity_milli, $3) as freed_milli
             from hold
             where part_id = $1 and listing_id = $2
             for update
         ), gone as (
             delete from hold
             where part_id = $1 and listing_id = $2 and quantity_milli <= $3
         ), kept as (
             update hold set quantity_milli = quantity_milli - $3
             where part_id = $1 and listing_id = $2 and quantity_milli > $3
         ), goods as (
             update listing
             set reserved_milli = reserved_milli - case when deducted then 0 else freed_milli end,
                 on_hand_milli = on_hand_milli + case when deducted and not $4 then freed_milli else 0 end,
                 -- As `release`: enough again is told again when it becomes little.
                 low_told = low_told and on_hand_milli - reserved_milli
                     + case when deducted and $4 then 0 else freed_milli end < low_milli
             from less
             where work_on is null and listing.id = $2
         )
         update crew_day
         set morning_milli = morning_milli
                 - case when less.shift <> 'half_afternoon' then less.freed_milli else 0 end,
             afternoon_milli = afternoon_milli
                 - case when less.shift <> 'half_morning' then less.freed_milli else 0 end
         from less
         where crew_day.listing_id = $2 and crew_day.on_day = less.work_on",
        part.0,
        listing.0,
        quantity.milli(),
        is_lost,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The vendor accepted: goods leave the yard's count. Booked people stay booked: the day is theirs.
pub async fn deduct(db: &mut PgConnection, parts: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!(
        "with taken as (
             update hold set deducted = true where part_id = any($1) and not deducted returning *
         )
         update listing
         set on_hand_milli = on_hand_milli - sold.quantity_milli,
             reserved_milli = reserved_milli - sold.quantity_milli
         from (
             select listing_id, sum(quantity_milli)::bigint as quantity_milli
             from taken where work_on is null group by listing_id
         ) as sold
         where listing.id = sold.listing_id",
        parts,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Cancelled after the vendor accepted: back on the yard's count, also what is on a truck.
pub async fn give_back(db: &mut PgConnection, parts: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!(
        "with back as (
             update hold set deducted = false where part_id = any($1) and deducted returning *
         )
         update listing
         set on_hand_milli = on_hand_milli + returned.quantity_milli,
             reserved_milli = reserved_milli + returned.quantity_milli
         from (
             select listing_id, sum(quantity_milli)::bigint as quantity_milli
             from back where work_on is null group by listing_id
         ) as returned
         where listing.id = returned.listing_id",
        parts,
    )
    .execute(&mut *db)
    .await?;
    release(db, parts).await
}
