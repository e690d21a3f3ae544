//! A vendor changes the price or the count of what he sells, in his chat. The rows are written as the office writes them.

use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::office::listings::{self, ListingRow};
use realserv_domain::ids::{SkuId, VendorId};
use realserv_domain::quantity::Quantity;
use sqlx::PgConnection;

use crate::app::App;
use crate::converse::vendor::Becomes;
use crate::converse::{DeskStock, ListingChange, ListingOutcome};

/// Does it under the listing's lock, so that what is answered as old and new is what was and is.
pub(super) async fn change(
    app: &App,
    db: &mut PgConnection,
    (vendor, sku): (VendorId, SkuId),
    change: ListingChange,
) -> Result<ListingOutcome, StoreError> {
    let now = app.clock.now();
    let today = app.clock.today().date();
    let Some(row) = listings::lock_of_vendor(db, today, vendor, sku).await? else {
        return Ok(ListingOutcome::Gone);
    };
    let was = shown(&row)?;
    let new = match change.of(&was, row.revision) {
        Becomes::New(new) => new,
        Becomes::Same => return Ok(ListingOutcome::Same { now: was }),
        Becomes::TooLate => return Ok(ListingOutcome::TooLate { now: was }),
    };
    if new.price_paise == was.price_paise {
        let low = app.settings.snapshot().low_stock_of(new.available);
        listings::set_available(db, now, row.id, new.available, low).await?;
    } else {
        listings::set_price(db, now, row.id, new.price_paise).await?;
    }
    // What was taken back is not offered to be taken back again.
    let again = !matches!(change, ListingChange::Undo { .. });
    let revision = again.then_some(row.revision + 1);
    Ok(ListingOutcome::Changed { was, now: new, revision })
}

fn shown(row: &ListingRow) -> Result<DeskStock, StoreError> {
    let unit = row.unit.parse();
    Ok(DeskStock {
        sku: row.sku,
        name: row.sku_name.clone(),
        unit: unit.map_err(|e| StoreError::unreadable("sku", "unit", row.sku.0, e))?,
        available: Quantity::from_milli(row.on_hand.milli() - row.reserved.milli()),
        reserved: row.reserved,
        price_paise: row.price_paise,
    })
}
