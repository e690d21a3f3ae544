//! Listings as a sheet: a vendor's price, what is free of it, minimum, GST of his own, threshold. What orders hold stays theirs.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::office::{listings, sheets, taxes};
use realserv_adapters::postgres::seed;
use realserv_domain::catalog::GstRate;
use realserv_domain::ids::ListingId;
use realserv_domain::money::Paise;
use realserv_domain::quantity::Quantity;
use realserv_domain::tax::{self, Dated};
use sqlx::PgConnection;
use uuid::Uuid;

use super::table::{Mistake, Reader, Table};
use super::{ImportError, Importer, Report, cells};
use crate::seed::ids;

pub(super) const COLUMNS: &[&str] = &[
    "vendor",
    "sku",
    "price_rupees",
    "available",
    "minimum",
    "gst_percent",
    "low_stock",
    "active",
];

/// A row, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    vendor: String,
    sku: String,
    price: Paise,
    available: Quantity,
    minimum: Quantity,
    /// None: the SKU's.
    gst_rate: Option<GstRate>,
    /// None: a share of the count.
    low: Option<Quantity>,
    active: bool,
}

pub(super) async fn import(
    db: &mut PgConnection,
    table: &mut Table,
    by: &Importer<'_>,
) -> Result<Report, ImportError> {
    let mut seen = BTreeSet::new();
    let lines = table.map(|row| line(row, &mut seen));
    let codes = |of: fn(&Line) -> &String| -> Vec<String> {
        let codes: BTreeSet<String> = lines.iter().map(|(_, line)| of(line).clone()).collect();
        codes.into_iter().collect()
    };
    let vendors = sheets::vendors(&mut *db, &codes(|line| &line.vendor)).await?;
    let skus = sheets::skus(&mut *db, &codes(|line| &line.sku)).await?;
    let old = locked(&mut *db, by.now.date(), &vendors, &skus).await?;
    let mut wrong = Vec::new();
    for (number, line) in &lines {
        let mut refuse = |column, problem| wrong.push(Mistake { row: *number, column, problem });
        if !vendors.contains_key(&line.vendor) {
            refuse("vendor", format!("there is no vendor {}", line.vendor));
        }
        if !skus.contains_key(&line.sku) {
            refuse("sku", format!("there is no SKU {}", line.sku));
        }
        if let Some(row) = old.get(&line.key())
            && let Some(problem) = tax_stays(&mut *db, line, row, by.now.date()).await?
        {
            refuse("gst_percent", problem);
        }
    }
    table.refuse(wrong);
    table.checked().map_err(ImportError::Mistakes)?;

    let mut report = Report::of("listings");
    let mut new = Vec::new();
    for (number, line) in lines {
        let Some(row) = old.get(&line.key()) else {
            report.note(number, &line.key(), None);
            new.push(line);
            continue;
        };
        let was = Line::of(row);
        let what = Report::differences(COLUMNS, &was.written(), &line.written());
        if !what.is_empty() {
            change(&mut *db, by, row.id, (&was, &line)).await?;
        }
        report.note(number, &line.key(), Some(what));
    }
    add(db, by, &new).await?;
    Ok(report)
}

/// What is there of these, by vendor and SKU, and nobody else changes it before the transaction ends.
async fn locked(
    db: &mut PgConnection,
    today: Date,
    vendors: &BTreeMap<String, Uuid>,
    skus: &BTreeMap<String, Uuid>,
) -> Result<BTreeMap<String, listings::ListingRow>, StoreError> {
    let vendors: Vec<Uuid> = vendors.values().copied().collect();
    let skus: Vec<Uuid> = skus.values().copied().collect();
    sheets::lock_listings(&mut *db, &vendors, &skus).await?;
    let filter = listings::Filter {
        vendors: Some(vendors),
        skus: Some(skus),
        ..listings::Filter::default()
    };
    let rows = listings::list(db, today, &filter, i64::MAX).await?;
    Ok(rows.into_iter().map(|row| (key(&row.vendor_code, &row.sku_code), row)).collect())
}

fn key(vendor: &str, sku: &str) -> String {
    format!("{vendor}/{sku}")
}

fn line(row: &mut Reader<'_>, seen: &mut BTreeSet<String>) -> Option<Line> {
    let vendor = row.read("vendor", cells::code);
    let sku = row.read("sku", cells::code);
    let price = row.read("price_rupees", cells::price);
    let available = row.read("available", cells::quantity);
    let minimum = row.read("minimum", cells::quantity);
    let gst_rate = row.read("gst_percent", cells::or_empty(tax::rate));
    let low = row.read("low_stock", cells::or_empty(cells::quantity));
    let active = row.read("active", cells::flag);
    let line = Line {
        vendor: vendor?,
        sku: sku?,
        price: price?,
        available: available?,
        minimum: minimum?,
        gst_rate: gst_rate?,
        low: low?,
        active: active?,
    };
    if !seen.insert(line.key()) {
        row.refuse("sku", format!("{} stands in the file twice", line.key()));
    }
    Some(line)
}

/// Why the own rate of today cannot be what the row says.
async fn tax_stays(
    db: &mut PgConnection,
    line: &Line,
    row: &listings::ListingRow,
    today: Date,
) -> Result<Option<String>, StoreError> {
    if row.own_gst_rate == line.gst_rate {
        return Ok(None);
    }
    let rows = taxes::of_listing(db, row.id).await?;
    let new = Dated { from_on: today, is: line.gst_rate };
    Ok(tax::may_set(&rows, &new, today).err().map(|refusal| refusal.to_string()))
}

async fn change(
    db: &mut PgConnection,
    by: &Importer<'_>,
    id: ListingId,
    (was, is): (&Line, &Line),
) -> Result<(), StoreError> {
    let now = by.now.timestamp();
    let share = by.terms.low_stock_of(is.available);
    // A statement that changes nothing would still give the catalogue a new version.
    if was.price != is.price {
        listings::set_price(&mut *db, now, id, is.price).await?;
    }
    if (was.active, was.minimum) != (is.active, is.minimum) {
        listings::set_terms(&mut *db, now, id, is.active, is.minimum).await?;
    }
    if was.low != is.low {
        listings::set_low(&mut *db, now, id, is.low, share).await?;
    }
    if was.available != is.available {
        listings::set_available(&mut *db, now, id, is.available, share).await?;
    }
    if was.gst_rate != is.gst_rate {
        let new = Dated { from_on: by.now.date(), is: is.gst_rate };
        taxes::set_of_listing(db, id, &new).await?;
    }
    Ok(())
}

async fn add(db: &mut PgConnection, by: &Importer<'_>, new: &[Line]) -> Result<(), StoreError> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<seed::ListingRow> = new
        .iter()
        .map(|line| seed::ListingRow {
            id: line.id(),
            vendor: line.vendor.clone(),
            sku: line.sku.clone(),
            price_paise: line.price,
            minimum: line.minimum,
            on_hand: line.available,
        })
        .collect();
    seed::insert_listings(&mut *db, by.now.timestamp(), &rows).await?;
    for line in new {
        let inserted = Line { gst_rate: None, low: None, active: true, ..line.clone() };
        // Counted now, so that it is known what is little of it.
        let uncounted = Line { available: Quantity::ZERO, ..inserted };
        change(&mut *db, by, line.id(), (&uncounted, line)).await?;
    }
    Ok(())
}

impl Line {
    fn of(row: &listings::ListingRow) -> Self {
        Self {
            vendor: row.vendor_code.clone(),
            sku: row.sku_code.clone(),
            price: row.price_paise,
            available: Quantity::from_milli(row.on_hand.milli() - row.reserved.milli()),
            minimum: row.minimum,
            gst_rate: row.own_gst_rate,
            low: row.low,
            active: row.active,
        }
    }

    fn key(&self) -> String {
        key(&self.vendor, &self.sku)
    }

    fn id(&self) -> ListingId {
        ids::id::<ListingId>("listing", &self.key())
    }

    fn written(&self) -> Vec<String> {
        vec![
            self.vendor.clone(),
            self.sku.clone(),
            cells::rupees(self.price),
            self.available.to_string(),
            self.minimum.to_string(),
            self.gst_rate.map_or(String::new(), cells::percent),
            self.low.map_or(String::new(), |low| low.to_string()),
            cells::yes(self.active),
        ]
    }
}

pub(super) async fn export(
    db: &mut PgConnection,
    today: Date,
) -> Result<Vec<Vec<String>>, StoreError> {
    let rows = listings::list(db, today, &listings::Filter::default(), i64::MAX).await?;
    Ok(rows.iter().map(|row| Line::of(row).written()).collect())
}
