//! What was captured is paid out to the merchant's bank, less refunds and what banks took back; and the report that says
//! so row by row (razorpay.md 8).

use std::sync::Arc;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Value, json};

use super::{
    books::{Ledger, Row, Settlement},
    errors::{Answer, RazorpayError},
    events::{self, Event},
    paging::{Page, collection},
};
use crate::world::World;

/// More rows than this come on another page.
const MOST_ROWS: i64 = 1000;

/// What the next settlement's report says wrongly of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misreport {
    /// Nothing: the row is missing.
    LeftOut,
    /// So much more than it was.
    Amount(i64),
    Fee(i64),
    Tax(i64),
    /// It is there, and beside it one of the same amount that nobody made.
    Stranger,
}

impl Settlement {
    fn json(&self) -> Value {
        json!({"id": self.id, "entity": "settlement", "amount": self.amount, "status": "processed", "fees": self.fees,
            "tax": self.tax, "utr": self.utr(), "created_at": self.created_at})
    }

    fn utr(&self) -> String {
        format!("1567{}", self.created_at)
    }

    /// The day in India on which it was paid out.
    fn day(&self) -> Option<Date> {
        let zone = TimeZone::get("Asia/Kolkata").ok()?;
        Some(Timestamp::from_second(self.created_at).ok()?.to_zoned(zone).date())
    }
}

impl Row {
    fn json(&self, settlement: &Settlement) -> Value {
        json!({"entity_id": self.id, "type": self.kind, "debit": self.debit, "credit": self.credit, "amount": self.amount,
            "currency": "INR", "fee": self.fee, "tax": self.tax, "on_hold": false, "settled": true,
            "created_at": self.created_at, "settled_at": settlement.created_at, "settlement_id": settlement.id,
            "posted_at": null, "credit_type": "default", "description": null, "notes": "{}",
            "payment_id": self.payment_id, "settlement_utr": settlement.utr(), "order_id": null, "order_receipt": null,
            "method": null, "card_network": null, "card_issuer": null, "card_type": null, "dispute_id": self.dispute_id})
    }
}

impl Ledger {
    /// All that moved the balance and was not paid out yet, oldest first.
    fn unsettled(&self) -> Vec<Row> {
        let payments = self.payments.values().filter(|payment| payment.captured).map(|payment| {
            let (fee, tax) = Self::fees_of(payment);
            Row {
                id: payment.id.clone(),
                kind: "payment",
                credit: payment.amount - fee,
                debit: 0,
                amount: payment.amount,
                fee,
                tax,
                payment_id: None,
                dispute_id: None,
                created_at: payment.created_at,
            }
        });
        let processed = self.refunds.values().filter(|refund| refund.status == "processed");
        let refunds = processed.map(|refund| Row {
            id: refund.id.clone(),
            kind: "refund",
            credit: 0,
            debit: refund.amount_paise,
            amount: refund.amount_paise,
            fee: 0,
            tax: 0,
            payment_id: Some(refund.payment_id.clone()),
            dispute_id: None,
            created_at: refund.created_at,
        });
        let adjustments = self.adjustments.iter().map(|adjustment| Row {
            id: adjustment.id.clone(),
            kind: "adjustment",
            credit: adjustment.amount.max(0),
            debit: (-adjustment.amount).max(0),
            amount: adjustment.amount.abs(),
            fee: 0,
            tax: 0,
            payment_id: Some(adjustment.payment_id.clone()),
            dispute_id: Some(adjustment.dispute_id.clone()),
            created_at: adjustment.created_at,
        });
        let rows = payments.chain(refunds).chain(adjustments);
        let mut rows: Vec<Row> = rows.filter(|row| !self.settled.contains(&row.id)).collect();
        rows.sort_by_key(|row| row.created_at);
        rows
    }
}

fn misreported(row: Row, how: Option<Misreport>) -> Vec<Row> {
    match how {
        None => vec![row],
        Some(Misreport::LeftOut) => Vec::new(),
        Some(Misreport::Amount(by)) => {
            vec![Row { amount: row.amount + by, credit: row.credit + by, ..row }]
        }
        Some(Misreport::Fee(by)) => {
            vec![Row { fee: row.fee + by, credit: row.credit - by, ..row }]
        }
        Some(Misreport::Tax(by)) => vec![Row { tax: row.tax + by, ..row }],
        Some(Misreport::Stranger) => {
            let stranger = Row { id: format!("{}x", row.id), ..row.clone() };
            vec![row, stranger]
        }
    }
}

/// Pays out all that is not yet settled to the merchant's bank. Answers the settlement's id; none where nothing is left.
pub(crate) fn settle(world: &Arc<World>) -> Option<String> {
    let now = world.clock.seconds();
    let mut ledger = world.money.lock();
    let due = ledger.unsettled();
    if due.is_empty() || due.iter().map(|row| row.credit - row.debit).sum::<i64>() <= 0 {
        return None;
    }
    ledger.settled.extend(due.iter().map(|row| row.id.clone()));
    let mut rows = Vec::new();
    for row in due {
        let how = ledger.misreports.remove(&row.id);
        rows.extend(misreported(row, how));
    }
    let settlement = Settlement {
        id: world.ids.razorpay("setl_"),
        amount: rows.iter().map(|row| row.credit - row.debit).sum(),
        fees: rows.iter().map(|row| row.fee).sum(),
        tax: rows.iter().map(|row| row.tax).sum(),
        created_at: now,
        rows,
    };
    let (id, entity) = (settlement.id.clone(), settlement.json());
    ledger.settlements.insert(id.clone(), settlement);
    drop(ledger);
    let event = Event {
        name: "settlement.processed",
        entities: vec![("settlement", entity)],
        created_at: now,
    };
    events::emit(world, &id, vec![event]);
    Some(id)
}

/// `GET /v1/settlements/{id}`.
pub(super) fn fetch(world: &World, id: &str) -> Answer<Value> {
    world
        .money
        .lock()
        .settlements
        .get(id)
        .map(Settlement::json)
        .ok_or_else(RazorpayError::unknown_id)
}

/// `GET /v1/settlements`.
pub(super) fn list(world: &World, query: &[(String, String)]) -> Answer<Value> {
    let page = Page::read(query)?;
    let ledger = world.money.lock();
    let found = ledger.settlements.values().rev();
    Ok(collection(
        page.cut(found, |settlement| settlement.created_at).map(Settlement::json).collect(),
    ))
}

/// `GET /v1/settlements/recon/combined`: the rows of a month or a day, by the day on which they were settled.
pub(super) fn recon(world: &World, query: &[(String, String)]) -> Answer<Value> {
    let number = |key: &str| -> Answer<Option<i64>> {
        let Some((_, text)) = query.iter().find(|(name, _)| name == key) else { return Ok(None) };
        let number = text.parse();
        number.map(Some).map_err(|_| wrong(key, format!("The {key} must be an integer.")))
    };
    let needed = |key: &str| -> Answer<i64> {
        number(key)?.ok_or_else(|| wrong(key, format!("The {key} field is required.")))
    };
    let (year, month) = (needed("year")?, needed("month")?);
    if !(1000..=9999).contains(&year) {
        return Err(wrong("year", "The year must be 4 digits.".to_owned()));
    }
    if !(1..=12).contains(&month) {
        return Err(wrong("month", "The month must be between 1 and 12.".to_owned()));
    }
    let (day, count) = (number("day")?, number("count")?.unwrap_or(10));
    if !(1..=MOST_ROWS).contains(&count) {
        return Err(wrong("count", format!("The count must be between 1 and {MOST_ROWS}.")));
    }
    let skip = number("skip")?.unwrap_or(0).max(0);
    let wanted = |date: Date| {
        i64::from(date.year()) == year
            && i64::from(date.month()) == month
            && day.is_none_or(|day| i64::from(date.day()) == day)
    };
    let ledger = world.money.lock();
    let settlements = ledger.settlements.values().filter(|one| one.day().is_some_and(wanted));
    let rows = settlements.flat_map(|one| one.rows.iter().map(move |row| row.json(one)));
    let (skip, count) = (usize::try_from(skip).unwrap_or(0), usize::try_from(count).unwrap_or(10));
    Ok(collection(rows.skip(skip).take(count).collect()))
}

fn wrong(field: &str, text: String) -> RazorpayError {
    RazorpayError::bad(text).field(field)
}
