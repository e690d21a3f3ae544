//! Vendors: looked at, renamed, their hours, on and off.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use realserv_adapters::postgres::office::vendors;
use realserv_domain::identity::{Gstin, NotAGstin, NotOne, Pan};
use realserv_domain::ids::VendorId;
use realserv_domain::settlements::Kyc;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::act::{Act, Asker, catalogue_changed, difference};
use super::input::{Body, Fields, Form, Id, Search};
use super::paging::{Page, PageParameters, Paging};
use super::payees;
use super::problem::{BadBody, Missing, Problem, Refused};
use super::shown::{Day, Instant, Names, NamesChange, Place, masked};
use crate::wake::Left;
use crate::web::Web;

/// Of a number with blanks and dashes in it.
const MOST_TYPED: usize = 40;

/// A vendor who goes less far sells to nobody; one who goes further comes from another city.
const LEAST_REACH_METRES: i64 = 500;
const MOST_REACH_METRES: i64 = 200_000;

/// Of three years.
const MOST_CLOSED_DAYS: usize = 100;

/// Who sells.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VendorShown {
    pub id: Uuid,
    #[schema(example = "VEN-KALUVA")]
    pub code: String,
    pub name: Names,
    /// Who gets the alerts; also the id of the conversation.
    pub person_id: Uuid,
    /// The last four digits.
    #[schema(required, example = "…1731")]
    pub phone: Option<String>,
    /// en, hi or te.
    #[schema(required, example = "te")]
    pub language: Option<String>,
    pub point: Place,
    /// From when the yard answers, in the business's time zone.
    #[schema(example = "07:00")]
    pub opens: String,
    #[schema(example = "21:00")]
    pub closes: String,
    /// Away until then; null when not away.
    #[schema(required)]
    pub off_until: Option<Instant>,
    /// How far a site may be, as the crow flies; null: as far as its zone allows.
    #[schema(required, example = 12_000)]
    pub reach_metres: Option<i32>,
    /// Days of the week on which nothing is answered or brought, Monday 1 to Sunday 7.
    #[schema(example = json!([7]))]
    pub closed_weekdays: Vec<i16>,
    /// Holidays, in their order. The vendor adds and removes his own in the chat (*closed 25 december*).
    #[schema(example = json!(["2027-01-14"]))]
    pub closed_days: Vec<Day>,
    #[schema(required, example = "36ZZZFK1042A1ZE")]
    pub gstin: Option<String>,
    /// As the business is registered: on its invoices. Null: the shop's name.
    #[schema(required, example = "Kaluva Building Materials Private Limited")]
    pub legal_name: Option<String>,
    /// Of the business, with its PIN code: on its invoices.
    #[schema(required, example = "Plot 12, Balanagar Main Road, Hyderabad 500037")]
    pub address: Option<String>,
    /// The office's own note of it, for who has no GSTIN; a GSTIN has the PAN in it.
    #[schema(required, example = "ZZZPR1116O")]
    pub pan: Option<String>,
    /// open, approved or refused: nothing is paid out to whom the office does not know.
    #[schema(example = "approved")]
    pub kyc: String,
    /// Whether orders may go there.
    pub active: bool,
    pub offers_made: i32,
    pub offers_accepted: i32,
    /// How many active listings.
    pub listing_count: i64,
}

/// What to change; what is left out stays.
#[derive(Debug, ToSchema)]
pub(super) struct VendorChange {
    #[schema(value_type = NamesChange, required = false)]
    name: Option<NamesChange>,
    /// `false` keeps new orders away; what was accepted goes on.
    #[schema(value_type = bool, required = false)]
    active: Option<bool>,
    /// HH:MM in the business's time zone, before `closes`.
    #[schema(value_type = String, required = false, example = "07:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    opens: Option<Time>,
    #[schema(value_type = String, required = false, example = "21:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    closes: Option<Time>,
    /// Away until then; null: back now.
    #[schema(value_type = Option<Instant>, required = false)]
    off_until: Option<Option<Timestamp>>,
    /// How far a site may be, as the crow flies; null: as far as its zone allows.
    #[schema(value_type = Option<i32>, required = false, minimum = 500, maximum = 200_000, example = 12_000)]
    reach_metres: Option<Option<i32>>,
    /// All of them, Monday 1 to Sunday 7: nobody is promised this vendor for them, and what is asked waits for the next day.
    #[schema(value_type = Vec<i16>, required = false, example = json!([7]))]
    closed_weekdays: Option<Vec<i16>>,
    /// All holidays, up to a hundred.
    #[schema(value_type = Vec<Day>, required = false, max_items = 100, example = json!(["2027-01-14"]))]
    closed_days: Option<Vec<Date>>,
    /// Fifteen characters with a right check character, of any state; null: not registered.
    #[schema(value_type = Option<String>, required = false, example = "36ZZZFK1042A1ZE", pattern = "^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]{3}$")]
    gstin: Option<Option<Gstin>>,
    /// As the business is registered; null: the shop's name stands on its invoices.
    #[schema(value_type = Option<String>, required = false, min_length = 2, max_length = 120)]
    legal_name: Option<Option<String>>,
    /// Of the business, with its PIN code; rule 46 wants it on each invoice. Null: none.
    #[schema(value_type = Option<String>, required = false, min_length = 5, max_length = 240)]
    address: Option<Option<String>>,
    /// Ten characters, those within the GSTIN where there is one; null: not known, and income tax is withheld at the rate for
    /// that.
    #[schema(value_type = Option<String>, required = false, example = "ZZZPR1116O", pattern = "^[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]$")]
    pan: Option<Option<Pan>>,
    /// open, approved or refused. Approved, what waits for it is paid.
    #[schema(value_type = String, required = false, example = "approved")]
    kyc: Option<Kyc>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `filter`")]
struct VendorSearchParameters {
    /// Only those to whom orders may go (true) or may not (false).
    active: Option<bool>,
}

pub(super) struct VendorSearch {
    filter: vendors::Filter,
    paging: Paging<String>,
}

impl Form for VendorSearch {
    fn read(fields: &mut Fields) -> Self {
        let active = fields.take("active", |given| given.flag());
        let paging = Paging::<String>::read(fields);
        let filter = vendors::Filter { id: None, active, after: paging.after.clone() };
        Self { filter, paging }
    }
}

impl Form for VendorChange {
    fn read(fields: &mut Fields) -> Self {
        Self {
            name: fields.within("name"),
            active: fields.take("active", |given| given.flag()),
            opens: fields.take("opens", |given| given.time()),
            closes: fields.take("closes", |given| given.time()),
            off_until: fields.take_or_clear("off_until", |given| given.instant()),
            reach_metres: fields.take_or_clear("reach_metres", |given| {
                let metres = given.whole(LEAST_REACH_METRES, MOST_REACH_METRES)?;
                i32::try_from(metres).map_err(|_| "is too far".to_owned())
            }),
            closed_weekdays: fields.take("closed_weekdays", |given| given.weekdays()),
            closed_days: fields.take("closed_days", |given| given.days(MOST_CLOSED_DAYS)),
            gstin: fields.take_or_clear("gstin", |given| {
                let typed = given.text(1, MOST_TYPED)?;
                typed.parse().map_err(|why: NotAGstin| format!("is no GSTIN: it {why}"))
            }),
            legal_name: fields.take_or_clear("legal_name", |given| given.text(2, 120)),
            address: fields.take_or_clear("address", |given| given.text(5, 240)),
            kyc: fields
                .take("kyc", |given| given.word::<Kyc>("open, approved, refused").map(Some))
                .flatten(),
            pan: fields.take_or_clear("pan", |given| {
                let typed = given.text(1, MOST_TYPED)?;
                typed
                    .parse()
                    .map_err(|why: NotOne| format!("is no PAN such as ZZZPR1116O: it {why}"))
            }),
        }
    }
}

/// Vendors, by code
#[utoipa::path(
    get, path = "/vendors", tag = "vendors",
    params(VendorSearchParameters, PageParameters),
    responses((status = 200, body = Page<VendorShown>, description = "A page of vendors"), Refused),
)]
pub(super) async fn list_vendors(
    State(web): State<Web>,
    Search(search): Search<VendorSearch>,
) -> Result<Json<Page<VendorShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = vendors::list(&mut db, &search.filter, search.paging.fetch()).await?;
    Ok(Json(search.paging.page(rows, |row| row.code.clone(), VendorShown::from)))
}

/// One vendor
#[utoipa::path(
    get, path = "/vendors/{id}", tag = "vendors",
    params(("id" = Uuid, Path, description = "The vendor's id")),
    responses((status = 200, body = VendorShown, description = "The vendor"), Refused, Missing),
)]
pub(super) async fn get_vendor(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<VendorShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let row = vendors::one(&mut db, VendorId(id)).await?.ok_or_else(missing)?;
    Ok(Json(row.into()))
}

/// Change a vendor
#[utoipa::path(
    patch, path = "/vendors/{id}", tag = "vendors",
    params(("id" = Uuid, Path, description = "The vendor's id")),
    request_body = VendorChange,
    responses((status = 200, body = VendorShown, description = "As it is now"), Refused, Missing, BadBody),
)]
pub(super) async fn change_vendor(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(change): Body<VendorChange>,
) -> Result<Json<VendorShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let mut row = vendors::lock(&mut transaction, VendorId(id)).await?.ok_or_else(missing)?;
    let (before, kyc) = (changeable(&row), row.kyc.clone());
    let hours = if change.opens.is_some() { "opens" } else { "closes" };
    let number = if change.pan.is_some() { "pan" } else { "gstin" };
    change.apply(&mut row);
    if row.opens >= row.closes {
        return Err(Problem::field(hours, "the yard must open before it closes"));
    }
    if !pan_fits(&row) {
        return Err(Problem::field(number, "the PAN is not the one within the GSTIN"));
    }
    if let Some(detail) = difference(&before, &changeable(&row)) {
        vendors::save(&mut transaction, &row).await?;
        let act = Act { action: "vendor.change", subject: format!("vendor:{id}"), detail };
        act.write(&mut transaction, app, &asker).await?;
        // What waits for it is paid.
        let left = match row.kyc != kyc {
            true => payees::look_again(&mut transaction, app, &asker, VendorId(id)).await?,
            false => Left::default(),
        };
        transaction.commit().await?;
        app.bells.ring(left);
        catalogue_changed(app).await;
    }
    Ok(Json(row.into()))
}

impl VendorChange {
    fn apply(self, row: &mut vendors::VendorRow) {
        self.name.unwrap_or_default().apply(&mut row.name);
        row.active = self.active.unwrap_or(row.active);
        row.opens = self.opens.unwrap_or(row.opens);
        row.closes = self.closes.unwrap_or(row.closes);
        row.off_until = self.off_until.unwrap_or(row.off_until);
        row.reach_metres = self.reach_metres.unwrap_or(row.reach_metres);
        if let Some(days) = self.closed_weekdays {
            row.closed_weekdays = days;
        }
        if let Some(days) = self.closed_days {
            row.closed_days = days;
        }
        if let Some(kyc) = self.kyc {
            kyc.as_str().clone_into(&mut row.kyc);
        }
        if let Some(gstin) = self.gstin {
            row.gstin = gstin.map(String::from);
        }
        if let Some(legal_name) = self.legal_name {
            row.legal_name = legal_name;
        }
        if let Some(address) = self.address {
            row.address = address;
        }
        if let Some(pan) = self.pan {
            row.pan = pan.map(String::from);
        }
    }
}

fn changeable(row: &vendors::VendorRow) -> Value {
    json!({
        "name": row.name,
        "active": row.active,
        "opens": clock(row.opens),
        "closes": clock(row.closes),
        "off_until": row.off_until,
        "reach_metres": row.reach_metres,
        "closed_weekdays": row.closed_weekdays,
        "closed_days": row.closed_days,
        "gstin": row.gstin,
        "legal_name": row.legal_name,
        "address": row.address,
        "pan": row.pan,
        "kyc": row.kyc,
    })
}

/// Whether the PAN that is noted is the one within the GSTIN.
fn pan_fits(row: &vendors::VendorRow) -> bool {
    let gstin = row.gstin.as_deref().and_then(|gstin| gstin.parse::<Gstin>().ok());
    let pan = row.pan.as_deref().and_then(|pan| pan.parse::<Pan>().ok());
    match (gstin, pan) {
        (Some(gstin), Some(pan)) => gstin.is_of(&pan),
        (_, _) => true,
    }
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn missing() -> Problem {
    Problem::not_found("There is no vendor with this id.")
}

impl From<vendors::VendorRow> for VendorShown {
    fn from(row: vendors::VendorRow) -> Self {
        Self {
            id: row.id.0,
            code: row.code,
            name: row.name.into(),
            person_id: row.person.0,
            phone: masked(row.phone.as_deref()),
            language: row.language,
            point: row.point.into(),
            opens: clock(row.opens),
            closes: clock(row.closes),
            off_until: row.off_until.map(Instant),
            reach_metres: row.reach_metres,
            closed_weekdays: row.closed_weekdays,
            closed_days: row.closed_days.into_iter().map(Day).collect(),
            gstin: row.gstin,
            legal_name: row.legal_name,
            address: row.address,
            pan: row.pan,
            kyc: row.kyc,
            active: row.active,
            offers_made: row.offers_made,
            offers_accepted: row.offers_accepted,
            listing_count: row.listings,
        }
    }
}
