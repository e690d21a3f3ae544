//! Where somebody is reached beside WhatsApp: a vendor's under the vendor, anybody's under the conversation.
//!
//! An address is shown and audited masked: the office types it, and knows it again by its ends.

use axum::Json;
use axum::extract::State;
use realserv_adapters::postgres::contacts::{self, Contact};
use realserv_adapters::postgres::office::{conversations, vendors};
use realserv_domain::identity::{Email, NotAnEmail};
use realserv_domain::ids::{PersonId, VendorId};
use realserv_domain::notice::Way;
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::act::{Act, Asker, difference};
use super::input::{Body, Fields, Form, Given, Id, Read};
use super::problem::{BadBody, Missing, Problem, Refused};
use super::shown::Instant;
use crate::app::App;
use crate::web::Web;

/// Phones and browsers that take a push.
pub(super) mod devices;

/// What was told.
pub(super) mod notices;

/// Where a person is reached beside WhatsApp.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactShown {
    /// The first letter, and what stands behind it at the end; null: none is noted.
    #[schema(required, example = "k…@example.in")]
    pub email: Option<String>,
    /// By which of email, push and sms alerts of new orders go out, where there is an address; WhatsApp is always one. An SMS goes
    /// out only where WhatsApp does not deliver.
    #[schema(example = json!(["email", "push", "sms"]))]
    pub alerts: Vec<String>,
    /// By which ways invoices and credit notes go out as files, beside WhatsApp: email, or none.
    #[schema(example = json!(["email"]))]
    pub papers: Vec<String>,
    /// Phones and browsers that take a push, the one seen last first.
    pub devices: Vec<devices::DeviceShown>,
}

/// What to change; what is left out stays.
#[derive(Debug, ToSchema)]
pub(super) struct ContactChange {
    /// Null: none any more.
    #[schema(value_type = Option<String>, required = false, example = "kaluva@example.in", max_length = 254)]
    email: Option<Option<Email>>,
    /// Of email, push and sms, each once; an empty list: by WhatsApp alone.
    #[schema(value_type = Vec<String>, required = false, example = json!(["email", "sms"]))]
    alerts: Option<Vec<Way>>,
    /// `["email"]`, or an empty list.
    #[schema(value_type = Vec<String>, required = false, example = json!(["email"]))]
    papers: Option<Vec<Way>>,
}

impl Form for ContactChange {
    fn read(fields: &mut Fields) -> Self {
        Self {
            email: fields.take_or_clear("email", |given| {
                let typed = given.text(1, 300)?;
                typed.parse().map_err(|why: NotAnEmail| format!("is no e-mail address: it {why}"))
            }),
            alerts: fields.take("alerts", |given| ways(given, &Way::ALL)),
            papers: fields.take("papers", |given| ways(given, &Way::OF_PAPERS)),
        }
    }
}

/// In their own order, whatever the caller's.
fn ways(given: Given, may: &[Way]) -> Read<Vec<Way>> {
    let words: Vec<&str> = may.iter().map(|way| way.as_str()).collect();
    let refused = || format!("must be a list of {}, each at most once", words.join(", "));
    let Value::Array(items) = given.json() else { return Err(refused()) };
    let mut named = Vec::new();
    for item in &items {
        let way = item.as_str().and_then(Way::named).filter(|way| may.contains(way));
        let way = way.filter(|way| !named.contains(way)).ok_or_else(refused)?;
        named.push(way);
    }
    Ok(may.iter().copied().filter(|way| named.contains(way)).collect())
}

/// Where a vendor is reached beside WhatsApp
#[utoipa::path(
    get, path = "/vendors/{id}/contact", tag = "vendors",
    params(("id" = Uuid, Path, description = "The vendor's id")),
    responses((status = 200, body = ContactShown, description = "As it is"), Refused, Missing),
)]
pub(super) async fn get_vendor_contact(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<ContactShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let person = of_vendor(&mut db, VendorId(id)).await?;
    let contact = contacts::of(&mut db, person).await?;
    Ok(Json(shown(&mut db, person, &contact).await?))
}

/// Change where a vendor is reached beside WhatsApp
#[utoipa::path(
    patch, path = "/vendors/{id}/contact", tag = "vendors",
    params(("id" = Uuid, Path, description = "The vendor's id")),
    request_body = ContactChange,
    responses((status = 200, body = ContactShown, description = "As it is now"), Refused, Missing, BadBody),
)]
pub(super) async fn change_vendor_contact(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(change): Body<ContactChange>,
) -> Result<Json<ContactShown>, Problem> {
    let mut transaction = web.app.pool.begin().await?;
    let person = of_vendor(&mut transaction, VendorId(id)).await?;
    let shown = change.carry_out(&web.app, &mut transaction, person, &asker).await?;
    transaction.commit().await?;
    Ok(Json(shown))
}

/// Where somebody is reached beside WhatsApp
#[utoipa::path(
    get, path = "/conversations/{person_id}/contact", tag = "conversations",
    params(("person_id" = Uuid, Path, description = "The person's id")),
    responses((status = 200, body = ContactShown, description = "As it is"), Refused, Missing),
)]
pub(super) async fn get_contact(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<ContactShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let person = known(&mut db, id).await?;
    let contact = contacts::of(&mut db, person).await?;
    Ok(Json(shown(&mut db, person, &contact).await?))
}

/// Change where somebody is reached beside WhatsApp
///
/// A buyer's address, for invoices by mail.
#[utoipa::path(
    patch, path = "/conversations/{person_id}/contact", tag = "conversations",
    params(("person_id" = Uuid, Path, description = "The person's id")),
    request_body = ContactChange,
    responses((status = 200, body = ContactShown, description = "As it is now"), Refused, Missing, BadBody),
)]
pub(super) async fn change_contact(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(change): Body<ContactChange>,
) -> Result<Json<ContactShown>, Problem> {
    let mut transaction = web.app.pool.begin().await?;
    let person = known(&mut transaction, id).await?;
    let shown = change.carry_out(&web.app, &mut transaction, person, &asker).await?;
    transaction.commit().await?;
    Ok(Json(shown))
}

pub(super) async fn of_vendor(
    db: &mut PgConnection,
    vendor: VendorId,
) -> Result<PersonId, Problem> {
    let row = vendors::one(db, vendor).await?;
    let row = row.ok_or_else(|| Problem::not_found("There is no vendor with this id."))?;
    Ok(row.person)
}

async fn known(db: &mut PgConnection, id: Uuid) -> Result<PersonId, Problem> {
    let person = PersonId(id);
    if conversations::knows(db, person).await? {
        return Ok(person);
    }
    Err(Problem::not_found("There is nobody with this id."))
}

impl ContactChange {
    async fn carry_out(
        self,
        app: &App,
        db: &mut PgConnection,
        person: PersonId,
        asker: &Asker,
    ) -> Result<ContactShown, Problem> {
        let before = contacts::lock(db, person).await?;
        let mut contact = before.clone();
        if let Some(email) = self.email {
            contact.email = email;
        }
        let preference = &mut contact.preference;
        preference.alerts = self.alerts.unwrap_or_else(|| preference.alerts.clone());
        preference.papers = self.papers.unwrap_or_else(|| preference.papers.clone());
        if contact != before {
            contacts::save(db, app.clock.now(), person, &contact).await?;
            // Two addresses may look alike when masked: that it is another one is said all the same.
            let detail = difference(&masked(&before), &masked(&contact));
            let detail = detail.unwrap_or_else(|| json!({ "email": "another" }));
            let subject = format!("person:{person}");
            Act { action: "contact.change", subject, detail }.write(db, app, asker).await?;
        }
        shown(db, person, &contact).await
    }
}

fn masked(contact: &Contact) -> Value {
    json!({
        "email": contact.email.as_ref().map(Email::masked),
        "alerts": words(&contact.preference.alerts),
        "papers": words(&contact.preference.papers),
    })
}

fn words(ways: &[Way]) -> Vec<String> {
    ways.iter().map(|way| way.as_str().to_owned()).collect()
}

async fn shown(
    db: &mut PgConnection,
    person: PersonId,
    contact: &Contact,
) -> Result<ContactShown, Problem> {
    let devices = contacts::devices(db, person).await?;
    Ok(ContactShown {
        email: contact.email.as_ref().map(Email::masked),
        alerts: words(&contact.preference.alerts),
        papers: words(&contact.preference.papers),
        devices: devices.into_iter().map(devices::DeviceShown::from).collect(),
    })
}

impl From<contacts::DeviceRow> for devices::DeviceShown {
    fn from(row: contacts::DeviceRow) -> Self {
        Self {
            id: row.id.0,
            platform: row.platform,
            added_at: Instant(row.added_at),
            seen_at: Instant(row.seen_at),
        }
    }
}
