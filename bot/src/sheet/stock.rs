//! A vendor's counts as a sheet, and the way back. The last sheet can be taken back as long as nobody, office or vendor, has
//! changed any of its listings since: their revisions say so. What orders hold and take does not count as a change.

use std::collections::{BTreeMap, BTreeSet};

use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::office::stock_imports::{self, Counted};
use realserv_adapters::postgres::office::{listings, sheets};
use realserv_domain::ids::VendorId;
use realserv_domain::quantity::Quantity;
use sqlx::PgConnection;
use uuid::Uuid;

use super::table::{Mistake, Table};
use super::{ImportError, Importer, Report, cells};

const COLUMNS: &[&str] = &["sku", "available"];

/// Why the last sheet cannot be taken back.
#[derive(Debug)]
pub enum NoWayBack {
    /// There is none, or it has been taken back.
    Nothing,
    /// These have been changed since.
    ChangedSince(Vec<String>),
}

/// Sets the counts that the sheet names, and keeps what was under this id.
pub async fn import(
    db: &mut PgConnection,
    bytes: &[u8],
    (id, vendor): (Uuid, VendorId),
    by: &Importer<'_>,
) -> Result<Report, ImportError> {
    let mut table = Table::read(bytes, COLUMNS).map_err(ImportError::Mistakes)?;
    let mut seen = BTreeSet::new();
    let lines: Vec<(u64, (String, Quantity))> = table.map(|row| {
        let sku = row.read("sku", cells::code);
        let available = row.read("available", cells::quantity);
        let sku = sku?;
        if !seen.insert(sku.clone()) {
            row.refuse("sku", format!("{sku} stands in the file twice"));
        }
        Some((sku, available?))
    });
    let his = listings_of(&mut *db, vendor, by).await?;
    let missing = lines.iter().filter(|(_, (sku, _))| !his.contains_key(sku));
    let missing = missing.map(|(row, (sku, _))| Mistake {
        row: *row,
        column: "sku",
        problem: format!("this vendor does not list {sku}"),
    });
    table.refuse(missing.collect());
    table.checked().map_err(ImportError::Mistakes)?;

    let mut report = Report::of("stock");
    let mut counted = Vec::new();
    for (number, (sku, available)) in lines {
        let Some(row) = his.get(&sku) else { continue };
        let was = free(row);
        let what = (was != available).then(|| format!("available: {was} → {available}"));
        if what.is_some() {
            let low = by.terms.low_stock_of(available);
            let now = by.now.timestamp();
            listings::set_available(&mut *db, now, row.id, available, low).await?;
            counted.push(Counted { listing: row.id, was, revision: row.revision + 1 });
        }
        report.note(number, &sku, Some(what.into_iter().collect()));
    }
    if !counted.is_empty() {
        stock_imports::keep(&mut *db, by.now.timestamp(), (id, vendor), &counted).await?;
    }
    report.write_down(db, by, &format!("vendor:{}", vendor.0)).await?;
    Ok(report)
}

/// Brings back what was free before the vendor's last sheet; how many counts that were.
pub async fn undo(
    db: &mut PgConnection,
    vendor: VendorId,
    by: &Importer<'_>,
) -> Result<Result<usize, NoWayBack>, StoreError> {
    let his = listings_of(&mut *db, vendor, by).await?;
    let Some((id, lines)) = stock_imports::last(&mut *db, vendor).await? else {
        return Ok(Err(NoWayBack::Nothing));
    };
    let by_id = |line: &Counted| his.values().find(|row| row.id == line.listing);
    let changed: Vec<String> = lines
        .iter()
        .filter_map(|line| by_id(line).filter(|row| row.revision != line.revision))
        .map(|row| row.sku_code.clone())
        .collect();
    if !changed.is_empty() {
        return Ok(Err(NoWayBack::ChangedSince(changed)));
    }
    for line in &lines {
        let low = by.terms.low_stock_of(line.was);
        listings::set_available(&mut *db, by.now.timestamp(), line.listing, line.was, low).await?;
    }
    stock_imports::undone(db, id).await?;
    Ok(Ok(lines.len()))
}

async fn listings_of(
    db: &mut PgConnection,
    vendor: VendorId,
    by: &Importer<'_>,
) -> Result<BTreeMap<String, listings::ListingRow>, StoreError> {
    sheets::lock_listings_of(&mut *db, vendor.0).await?;
    let filter = listings::Filter { vendor: Some(vendor.0), ..listings::Filter::default() };
    let rows = listings::list(db, by.now.date(), &filter, i64::MAX).await?;
    Ok(rows.into_iter().map(|row| (row.sku_code.clone(), row)).collect())
}

fn free(row: &listings::ListingRow) -> Quantity {
    Quantity::from_milli(row.on_hand.milli() - row.reserved.milli())
}
