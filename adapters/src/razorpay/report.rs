//! The settlement report (razorpay.md 8).

use jiff::civil::Date;
use realserv_domain::books::{PAGE, ReportRow, RowKind};
use realserv_domain::money::Paise;
use realserv_domain::payments::ProviderId;

use super::client::Client;
use super::entity::collection;
use super::failure::CallFailure;
use crate::lenient::Object;

impl Client {
    /// A page of what was settled on a day in India, from a row on.
    ///
    /// # Errors
    /// If Razorpay cannot be asked, or a row of it cannot be read.
    pub async fn report(&self, day: Date, skip: usize) -> Result<Vec<ReportRow>, CallFailure> {
        let (year, month, of_month) =
            (day.year().to_string(), day.month().to_string(), day.day().to_string());
        let (count, skip) = (PAGE.to_string(), skip.to_string());
        let query = [
            ("year", year.as_str()),
            ("month", &month),
            ("day", &of_month),
            ("count", &count),
            ("skip", &skip),
        ];
        let answer = self.get("report", "settlements/recon/combined", &query).await?;
        let unreadable = || CallFailure::unreadable("settlement report");
        // A row that is left out would be a difference that nobody made.
        let rows = collection(&answer, |raw| Some(read(raw))).ok_or_else(unreadable)?;
        rows.into_iter().collect::<Option<Vec<_>>>().ok_or_else(unreadable)
    }
}

fn read(raw: &str) -> Option<ReportRow> {
    let row = Object::read(raw).ok()?;
    let paise = |key| row.int(key).map(Paise::new);
    Some(ReportRow {
        kind: RowKind::named(&row.word("type")?),
        entity: ProviderId(row.id("entity_id")?),
        settlement: ProviderId(row.id("settlement_id")?),
        utr: row.text("settlement_utr").unwrap_or_default(),
        amount_paise: paise("amount")?,
        credit_paise: paise("credit")?,
        debit_paise: paise("debit")?,
        fee_paise: paise("fee").unwrap_or_default(),
        tax_paise: paise("tax").unwrap_or_default(),
        dispute: row.id("dispute_id").map(ProviderId),
    })
}
