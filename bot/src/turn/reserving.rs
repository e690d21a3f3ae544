//! The order's asks: who may be asked, and what can be held. Reserving holds stock under a lock and can be refused by
//! what others did.

use realserv_adapters::postgres::stock::{self, Wanted};
use realserv_adapters::postgres::supply;
use realserv_adapters::postgres::{StoreError, fees, orders::find, sites, zones};
use realserv_domain::catalog::Kind;
use realserv_domain::fees::Standing;
use realserv_domain::ids::{PartId, SkuId, VendorId};
use realserv_domain::money::Paise;
use realserv_domain::orders::{Answer, Ask, Order, Part, PartState};
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::{self, Delivery, Line, Share};
use realserv_domain::time::{self, Schedule};
use sqlx::PgConnection;
use uuid::Uuid;

use super::record::Record;
use super::{TurnError, invoicing};
use crate::app::App;

pub(super) async fn answer(
    app: &App,
    db: &mut PgConnection,
    order: &Order,
    ask: Ask,
    record: &mut Record,
) -> Result<Answer, TurnError> {
    match ask {
        Ask::CanBeAsked { part } => can_be_asked(app, db, order, part).await,
        Ask::ReserveElsewhere { part, not, most_more_paise } => {
            elsewhere(app, db, order, (part, &not, most_more_paise), record).await
        }
        Ask::Standing { part } => standing(app, db, order, part).await,
        Ask::Invoice { part, draft } => {
            invoicing::invoice(db, &app.clock.today(), order, part, draft).await
        }
        Ask::ReserveAgain if has_ordered_again(db, order).await? => Ok(Answer::CannotServe),
        Ask::ReserveAgain => again(db, order, record).await,
    }
}

/// What a share wants of the shelves.
pub(super) fn wanted(part: PartId, share: &Share, schedule: Schedule) -> Vec<Wanted> {
    let work = |kind| (kind == Kind::Labour).then_some(schedule.work).flatten();
    share
        .lines
        .iter()
        .map(|line| Wanted {
            part,
            listing: line.listing,
            sku: line.sku,
            quantity: line.quantity,
            work: work(line.kind),
        })
        .collect()
}

async fn can_be_asked(
    app: &App,
    db: &mut PgConnection,
    order: &Order,
    id: PartId,
) -> Result<Answer, TurnError> {
    let cannot = Answer::CannotBeAsked { part: id };
    let Some(part) = order.part(id) else { return Ok(cannot) };
    let vendor = supply::who_can_be_asked(db, app.clock.now(), part.share.vendor.id).await?;
    Ok(vendor.map_or(cannot, |vendor| Answer::CanBeAsked { part: id, vendor }))
}

/// The buyer did not wait for the lost payment: whoever needs fifty bags does not need a hundred.
async fn has_ordered_again(db: &mut PgConnection, order: &Order) -> Result<bool, StoreError> {
    let lines = order.parts.iter().flat_map(|part| &part.share.lines);
    let skus: Vec<Uuid> = lines.map(|line| line.sku.0).collect();
    find::has_ordered_since(db, order.buyer, order.placed_at, &skus).await
}

/// Gives back what the part holds, and holds it with the best vendor who still has it all; with one who asks more than the
/// platform may bear only as far as the buyer has agreed to pay that.
async fn elsewhere(
    app: &App,
    db: &mut PgConnection,
    order: &Order,
    (id, not, most_more): (PartId, &[VendorId], Paise),
    record: &mut Record,
) -> Result<Answer, TurnError> {
    stock::give_back(db, &[id.0]).await?;
    let nobody = Answer::NobodyLeft { part: id, more_paise: None };
    let Some(part) = order.part(id) else { return Ok(nobody) };
    let Some(terms) = sites::delivery_terms(db, order.site.zone).await? else { return Ok(nobody) };
    let skus: Vec<Uuid> = part.share.lines.iter().map(|line| line.sku.0).collect();
    let schedule = order.schedule_of(part);
    let today = app.clock.today();
    let now = today.timestamp();
    let mut candidates =
        supply::candidates(db, &today, &skus, (order.site.point, schedule)).await?;
    let prices = zones::prices(db, Some(order.site.zone), Some(&skus)).await?;
    let of = |sku: SkuId| -> Quantity {
        let lines = part.share.lines.iter().filter(|line| line.sku == sku);
        lines.map(|line| line.quantity).fold(Quantity::ZERO, Quantity::plus)
    };
    quote::in_zone(&prices, now, of, &mut candidates);
    let search = quote::Wanted { share: &part.share, not, site: &order.site, schedule };
    // The part's vehicles and its charge stay as they are.
    let delivery = Delivery { terms, fleet: &[] };
    let support = app.settings.snapshot().price_support_per_mille;
    let dearer = quote::dearer_substitutes(&search, &candidates, &delivery, support);
    let more = |dearer: &Share| dearer.total() - part.share.total();
    let more_paise = dearer.first().map(more);
    let agreed = dearer.into_iter().filter(|share| more(share) <= most_more);
    let ranked = quote::ranked_substitutes(&search, &candidates, &delivery, support);
    for share in ranked.into_iter().chain(agreed) {
        if let Ok(low) = stock::reserve(db, &wanted(id, &share, schedule)).await? {
            record.became_low(&order.number, low);
            return Ok(Answer::Moved { part: id, share });
        }
    }
    Ok(Answer::NobodyLeft { part: id, more_paise })
}

/// A payment came late: the same vendors, the same stock, all of it or nothing.
async fn again(
    db: &mut PgConnection,
    order: &Order,
    record: &mut Record,
) -> Result<Answer, TurnError> {
    let live = |part: &&Part| !matches!(part.state, PartState::Cancelled { .. });
    let wanted: Vec<Wanted> = order
        .parts
        .iter()
        .filter(live)
        .flat_map(|part| wanted(part.id, &part.share, order.schedule_of(part)))
        .collect();
    Ok(match stock::reserve(db, &wanted).await? {
        Ok(low) => {
            record.became_low(&order.number, low);
            Answer::ReservedAgain
        }
        Err(_) => Answer::CannotServe,
    })
}

/// How the vendor of a delivered part stands with the tax office; the year began on the first of April.
async fn standing(
    app: &App,
    db: &mut PgConnection,
    order: &Order,
    id: PartId,
) -> Result<Answer, TurnError> {
    let Some(part) = order.part(id) else {
        return Ok(Answer::Standing { part: id, standing: Standing::default() });
    };
    let year_began = time::financial_year_began(&app.clock.today());
    let standing = fees::standing(db, part.share.vendor.id, year_began).await?;
    let catalog = app.catalogue.snapshot();
    let people = part.share.lines.iter().filter(|line| line.kind == Kind::Labour);
    let trade = |line: &Line| {
        let sku = catalog.get(line.sku)?;
        Some((line.sku, sku.attrs.get("trade")?.clone()))
    };
    let trades = people.filter_map(trade).collect();
    Ok(Answer::Standing { part: id, standing: Standing { trades, ..standing } })
}

/// The part holds what it wants now, which is less than it held.
pub(super) async fn hold_less(
    db: &mut PgConnection,
    order: &Order,
    id: PartId,
) -> Result<(), StoreError> {
    for line in order.part(id).iter().flat_map(|part| &part.share.lines) {
        stock::hold_less(db, id, line.listing, line.quantity).await?;
    }
    Ok(())
}
