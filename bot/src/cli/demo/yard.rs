//! The vendors of the demo: everyone has a phone, and something to sell however often the demo was played.

use jiff::Zoned;
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::office::listings::{self, Filter};
use realserv_domain::orders::Terms;
use realserv_domain::quantity::Quantity;
use realserv_sandbox::{Person, Sandbox};
use sqlx::PgConnection;

use crate::seed::{self, Mistakes};

/// What the story buys.
const STORY_SKU: &str = "CEM-OPC53-ULTRATECH";

/// A yard that has fewer bags than the story buys gets as many as the seed gives the smallest.
const STORY_BAGS: i64 = 50;
const A_LORRY: i64 = 400;

/// More yards than any town has.
const ALL: i64 = 1_000;

pub(super) fn vendors(sandbox: &Sandbox) -> Result<Vec<Person>, Mistakes> {
    let market = seed::marketplace()?;
    let phones = market.vendors.iter().map(|vendor| {
        sandbox.person(vendor.phone.reveal(), &vendor.vendor.name.en).labelled("vendor")
    });
    Ok(phones.collect())
}

/// Brings cement to yards that the demos before have emptied: otherwise the hundredth on one folder finds none.
pub(super) async fn restock(db: &mut PgConnection, now: &Zoned) -> Result<(), StoreError> {
    let filter = Filter { active: Some(true), ..Filter::default() };
    for yard in listings::list(db, now.date(), &filter, ALL).await? {
        let free = yard.on_hand.milli() - yard.reserved.milli();
        if yard.sku_code == STORY_SKU && free < STORY_BAGS * 1000 {
            let lorry = Quantity::from_milli(A_LORRY * 1000);
            let low = Terms::default().low_stock_of(lorry);
            listings::set_available(db, now.timestamp(), yard.id, lorry, low).await?;
        }
    }
    Ok(())
}
