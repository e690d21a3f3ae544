//! SKUs as a sheet. What a SKU is (kind, unit) stays; HSN and GST are those of today, and new ones count from today.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::office::{sheets, skus, taxes};
use realserv_adapters::postgres::seed;
use realserv_domain::catalog::{Kind, Sku, attributes, check_quantities};
use realserv_domain::ids::SkuId;
use realserv_domain::language::Name;
use realserv_domain::tax::{self, Dated, SkuTax};
use sqlx::PgConnection;
use uuid::Uuid;

use super::table::{Mistake, Reader, Table};
use super::{ImportError, Importer, Report, cells};
use crate::seed::ids;

pub(super) const COLUMNS: &[&str] = &[
    "code",
    "kind",
    "name_en",
    "name_hi",
    "name_te",
    "attrs",
    "unit",
    "minimum",
    "step",
    "usual",
    "hsn",
    "gst_percent",
    "weight_grams",
    "rank",
    "active",
    "photo_url",
];

/// How many are read at once.
const AT_ONCE: usize = 500;

/// A row, understood.
struct Line {
    sku: Sku,
    tax: SkuTax,
    active: bool,
}

pub(super) async fn import(
    db: &mut PgConnection,
    table: &mut Table,
    by: &Importer<'_>,
) -> Result<Report, ImportError> {
    let mut seen = BTreeSet::new();
    let lines = table.map(|row| line(row, &mut seen, by));
    let codes: Vec<String> = lines.iter().map(|(_, line)| line.sku.code.clone()).collect();
    let there = sheets::lock_skus(&mut *db, &codes).await?;
    let ids: Vec<Uuid> = there.values().copied().collect();
    let today = by.now.date();
    let old = all(&mut *db, today, &ids).await?;
    let old: BTreeMap<&str, &skus::SkuRow> =
        old.iter().map(|row| (row.code.as_str(), row)).collect();
    let mut wrong = Vec::new();
    for (number, line) in &lines {
        if let Some(row) = old.get(line.sku.code.as_str()) {
            stays(*number, line, row, &mut wrong);
            if let Some(problem) = tax_stays(&mut *db, line, row, today).await? {
                wrong.push(Mistake { row: *number, column: "gst_percent", problem });
            }
        }
    }
    table.refuse(wrong);
    table.checked().map_err(ImportError::Mistakes)?;

    let mut report = Report::of("skus");
    let mut new = Vec::new();
    for (number, line) in lines {
        let code = line.sku.code.clone();
        let Some(row) = old.get(code.as_str()) else {
            report.note(number, &code, None);
            new.push(line);
            continue;
        };
        let what = Report::differences(COLUMNS, &written(row), &line.written());
        if !what.is_empty() {
            change(&mut *db, today, row, &line).await?;
        }
        report.note(number, &code, Some(what));
    }
    add(db, by, new).await?;
    Ok(report)
}

fn line(row: &mut Reader<'_>, seen: &mut BTreeSet<String>, by: &Importer<'_>) -> Option<Line> {
    // All cells are read before the first that fails ends the row: each has its say.
    let code = row.read("code", cells::code);
    let kind: Option<Kind> = row.read("kind", str::parse);
    let (en, hi, te) = (
        row.read("name_en", cells::name),
        row.read("name_hi", cells::name),
        row.read("name_te", cells::name),
    );
    let attrs = row.read("attrs", cells::attrs);
    let unit = row.read("unit", str::parse);
    let minimum = row.read("minimum", cells::some_quantity);
    let step = row.read("step", cells::some_quantity);
    let usual = row.read("usual", cells::usual);
    let hsn = row.read("hsn", tax::heading);
    let gst_rate = row.read("gst_percent", tax::rate);
    let weight_grams = row.read("weight_grams", |text| {
        text.parse().ok().filter(|grams| *grams <= 100_000_000).ok_or("must be whole grams")
    });
    let rank = row.read("rank", |text| {
        text.parse().ok().filter(|rank| *rank <= 32_767).ok_or("must be from 0 to 32767")
    });
    let active = row.read("active", cells::flag);
    let photo = row.read("photo_url", cells::or_empty(str::parse));
    for refusal in kind.zip(attrs.as_ref()).map_or(Vec::new(), |(k, a)| attributes::check(k, a)) {
        row.refuse("attrs", format!("{} {refusal}", refusal.name()));
    }
    if let (Some(minimum), Some(step), Some(usual)) = (minimum, step, &usual)
        && let Err(refusal) = check_quantities(minimum, step, usual)
    {
        row.refuse(refusal.field(), refusal.to_string());
    }
    let code = code?;
    if !seen.insert(code.clone()) {
        row.refuse("code", format!("{code} stands in the file twice"));
    }
    let sku = Sku {
        id: ids::id::<SkuId>("sku", &code),
        code,
        kind: kind?,
        name: Name { en: en?, hi: hi?, te: te? },
        attrs: attrs?,
        photo: photo?,
        unit: unit?,
        minimum: minimum?,
        step: step?,
        usual: usual?,
        made_at: by.now.timestamp(),
        weight_grams: weight_grams?,
        rank: rank?,
        from_price: None,
    };
    Some(Line { sku, tax: SkuTax { hsn: hsn?, gst_rate: gst_rate? }, active: active? })
}

/// Kind and unit are part of every order that there is.
fn stays(number: u64, line: &Line, row: &skus::SkuRow, wrong: &mut Vec<Mistake>) {
    let mut stays = |column, was: &str, is: &str| {
        if was != is {
            let problem = format!("is {was} and stays so");
            wrong.push(Mistake { row: number, column, problem });
        }
    };
    stays("kind", &row.kind, line.sku.kind.as_str());
    stays("unit", &row.unit, line.sku.unit.as_str());
}

/// Why the tax of today cannot be what the row says.
async fn tax_stays(
    db: &mut PgConnection,
    line: &Line,
    row: &skus::SkuRow,
    today: Date,
) -> Result<Option<String>, StoreError> {
    if row.tax.as_ref() == Some(&line.tax) {
        return Ok(None);
    }
    let rows = taxes::of_sku(db, row.id).await?;
    let new = Dated { from_on: today, is: line.tax.clone() };
    Ok(tax::may_set(&rows, &new, today).err().map(|refusal| refusal.to_string()))
}

async fn change(
    db: &mut PgConnection,
    today: Date,
    row: &skus::SkuRow,
    line: &Line,
) -> Result<(), StoreError> {
    skus::save(&mut *db, &line.as_row(row)).await?;
    if row.tax.as_ref() != Some(&line.tax) {
        let new = Dated { from_on: today, is: line.tax.clone() };
        taxes::set_of_sku(db, row.id, &new).await?;
    }
    Ok(())
}

async fn add(db: &mut PgConnection, by: &Importer<'_>, new: Vec<Line>) -> Result<(), StoreError> {
    let (now, today) = (by.now.timestamp(), by.now.date());
    let off: Vec<SkuId> = new.iter().filter(|line| !line.active).map(|line| line.sku.id).collect();
    let rows: Vec<seed::SkuRow> = new
        .into_iter()
        .map(|line| seed::SkuRow { sku: line.sku, tax: Dated { from_on: today, is: line.tax } })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    seed::insert_skus(&mut *db, now, &rows).await?;
    for id in off {
        if let Some(row) = skus::one(&mut *db, today, id).await? {
            skus::save(&mut *db, &skus::SkuRow { active: false, ..row }).await?;
        }
    }
    Ok(())
}

impl Line {
    fn as_row(&self, row: &skus::SkuRow) -> skus::SkuRow {
        skus::SkuRow {
            name: self.sku.name.clone(),
            attrs: self.sku.attrs.clone(),
            photo: self.sku.photo.clone(),
            minimum: self.sku.minimum,
            step: self.sku.step,
            usual: self.sku.usual.clone(),
            weight_grams: i32::try_from(self.sku.weight_grams).unwrap_or(i32::MAX),
            rank: i16::try_from(self.sku.rank).unwrap_or(i16::MAX),
            active: self.active,
            tax: Some(self.tax.clone()),
            ..row.clone()
        }
    }

    fn written(&self) -> Vec<String> {
        let sku = &self.sku;
        vec![
            sku.code.clone(),
            sku.kind.as_str().to_owned(),
            sku.name.en.clone(),
            sku.name.hi.clone(),
            sku.name.te.clone(),
            cells::pairs(&sku.attrs),
            sku.unit.as_str().to_owned(),
            sku.minimum.to_string(),
            sku.step.to_string(),
            cells::list(&sku.usual),
            self.tax.hsn.clone(),
            cells::percent(self.tax.gst_rate),
            sku.weight_grams.to_string(),
            sku.rank.to_string(),
            cells::yes(self.active),
            cells::address(sku.photo.as_ref()),
        ]
    }
}

fn written(row: &skus::SkuRow) -> Vec<String> {
    let tax = row.tax.as_ref();
    vec![
        row.code.clone(),
        row.kind.clone(),
        row.name.en.clone(),
        row.name.hi.clone(),
        row.name.te.clone(),
        cells::pairs(&row.attrs),
        row.unit.clone(),
        row.minimum.to_string(),
        row.step.to_string(),
        cells::list(&row.usual),
        tax.map_or(String::new(), |tax| tax.hsn.clone()),
        tax.map_or(String::new(), |tax| cells::percent(tax.gst_rate)),
        row.weight_grams.to_string(),
        row.rank.to_string(),
        cells::yes(row.active),
        cells::address(row.photo.as_ref()),
    ]
}

pub(super) async fn export(
    db: &mut PgConnection,
    today: Date,
) -> Result<Vec<Vec<String>>, StoreError> {
    let ids = sheets::every_sku(&mut *db).await?;
    Ok(all(db, today, &ids).await?.iter().map(written).collect())
}

async fn all(
    db: &mut PgConnection,
    today: Date,
    ids: &[Uuid],
) -> Result<Vec<skus::SkuRow>, StoreError> {
    let mut rows = Vec::with_capacity(ids.len());
    for ids in ids.chunks(AT_ONCE) {
        rows.extend(skus::list(&mut *db, today, ids, &skus::Filter::default(), i64::MAX).await?);
    }
    Ok(rows)
}
