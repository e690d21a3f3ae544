//! A vendor whom the office registers itself, without a chat before.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::civil::Time;
use realserv_adapters::postgres::inbox::KeyKind;
use realserv_adapters::postgres::office::vendors::{self, NewVendor};
use realserv_adapters::postgres::people::{self, Newcomer};
use realserv_domain::application::TaxNumber;
use realserv_domain::ids::{Minter, PersonId, VendorId};
use realserv_domain::message::Sender;
use realserv_domain::phone::Phone;
use realserv_domain::place::Point;
use realserv_domain::vendors::Hours;
use serde_json::json;
use sqlx::PgConnection;
use utoipa::ToSchema;

use super::act::{Asker, catalogue_changed};
use super::applications::{new_code, numbers};
use super::deed::Deed;
use super::input::{Body, Fields, Form};
use super::once::OnceKey;
use super::problem::{BadBody, Problem, Refused, Untimely};
use super::vendors::VendorShown;
use crate::app::App;
use crate::converse::ApplicationNews;
use crate::turn::event::PersonEvent;
use crate::wake::Left;
use crate::web::Web;

/// Hyderabad and whatever a truck comes from within a day's work.
const LATITUDES: (i64, i64) = (16_800_000, 18_200_000);
const LONGITUDES: (i64, i64) = (77_700_000, 79_300_000);

/// Who it is and where; the rest is set with `PATCH /vendors/{id}`.
#[derive(Debug, ToSchema)]
pub(super) struct VendorRegistration {
    /// Capital letters, digits and dashes, nobody else's.
    #[schema(min_length = 4, max_length = 24, pattern = "^[A-Z0-9-]+$", example = "VEN-LAKSHMI")]
    code: String,
    /// As buyers read it.
    #[schema(min_length = 3, max_length = 60, example = "Sri Lakshmi Traders")]
    name: String,
    /// The WhatsApp number that gets the alerts.
    #[schema(value_type = String, example = "98480 12345")]
    phone: Option<Phone>,
    /// Of the yard, or where a contractor's crews start from; millionths of a degree.
    #[schema(minimum = 16_800_000, maximum = 18_200_000, example = 17_496_000)]
    lat_e6: i32,
    #[schema(minimum = 77_700_000, maximum = 79_300_000, example = 78_358_000)]
    lon_e6: i32,
    /// HH:MM in the business's time zone, before `closes`. Left out: 07:00.
    #[schema(value_type = String, required = false, example = "07:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    opens: Time,
    /// Left out: 21:00.
    #[schema(value_type = String, required = false, example = "21:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    closes: Time,
    /// A GSTIN, or the PAN of who has none. Left out: neither is known.
    #[schema(value_type = String, required = false, example = "36ZZZFK1042A1ZE")]
    tax_number: Option<TaxNumber>,
}

impl Form for VendorRegistration {
    fn read(fields: &mut Fields) -> Self {
        let usual = Hours::default();
        let degrees = |fields: &mut Fields, name: &'static str, (least, most): (i64, i64)| {
            let whole = fields.need(name, |given| given.whole(least, most));
            i32::try_from(whole).unwrap_or(0)
        };
        Self {
            code: fields.need("code", new_code),
            name: fields.need("name", |given| given.text(3, 60)),
            phone: fields.need("phone", |given| given.phone().map(Some)),
            lat_e6: degrees(fields, "lat_e6", LATITUDES),
            lon_e6: degrees(fields, "lon_e6", LONGITUDES),
            opens: fields.take("opens", |given| given.time()).unwrap_or(usual.opens),
            closes: fields.take("closes", |given| given.time()).unwrap_or(usual.closes),
            tax_number: fields.take("tax_number", |given| {
                let typed = given.text(1, 40)?;
                TaxNumber::read(&typed).ok_or_else(|| "is no GSTIN and no PAN".to_owned())
            }),
        }
    }
}

/// Register a vendor
///
/// What `/applications/{id}/approve` does for who told of himself in the chat: active, known to the office (`kyc` approved), without
/// listings, and told so on WhatsApp, by template where they have never written. 409 where the code is taken, and where that number
/// is a vendor already.
#[utoipa::path(
    post, path = "/vendors", tag = "vendors",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once")),
    request_body = VendorRegistration,
    responses(
        (status = 201, body = VendorShown, description = "As it is now"),
        Refused, BadBody, Untimely,
    ),
)]
pub(super) async fn register_vendor(
    State(web): State<Web>,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<VendorRegistration>,
) -> Result<(StatusCode, Json<VendorShown>), Problem> {
    let app = &web.app;
    if body.opens >= body.closes {
        return Err(Problem::field("opens", "the yard must open before it closes"));
    }
    let mut minter = Minter::new(app.secret, key.event(asker.request), 0);
    let (id, stranger): (VendorId, PersonId) = (minter.id(), minter.id());
    let mut transaction = app.pool.begin().await?;
    let (action, on) = ("vendor.register", ("vendor", id.0));
    let asked = json!({ "code": body.code, "name": body.name });
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked };
    let is_new = deed.is_new(&mut transaction).await?;
    let mut told = Left::default();
    if is_new {
        let person = whose(&mut transaction, app, &body, stranger).await?;
        insert(&mut transaction, &body, (id, person)).await?;
        let event = PersonEvent::Application(ApplicationNews::Approved { name: body.name.clone() });
        let number = app.number_for("");
        deed.tell(&mut transaction, (KeyKind::Person, person.0), number, &event).await?;
        deed.write_down(&mut transaction, json!({ "asked": deed.asked })).await?;
        told.people.push(person.0);
    }
    let row = vendors::one(&mut transaction, id).await?.ok_or_else(taken)?;
    transaction.commit().await?;
    if is_new {
        app.bells.ring(told);
        catalogue_changed(app).await;
    }
    Ok((StatusCode::CREATED, Json(row.into())))
}

/// Whoever has this number, known or new.
async fn whose(
    db: &mut PgConnection,
    app: &App,
    body: &VendorRegistration,
    id: PersonId,
) -> Result<PersonId, Problem> {
    let sender = Sender { phone: body.phone.clone(), user_id: None, name: None };
    let found = people::find_or_make(db, app.clock.now(), &[Newcomer { sender, id }]).await?;
    Ok(found.people.first().copied().unwrap_or(id))
}

async fn insert(
    db: &mut PgConnection,
    body: &VendorRegistration,
    (id, person): (VendorId, PersonId),
) -> Result<(), Problem> {
    let (gstin, pan) = numbers(body.tax_number.as_ref());
    let new = NewVendor {
        id,
        code: &body.code,
        person,
        name: &body.name,
        point: Point { lat_e6: body.lat_e6, lon_e6: body.lon_e6 },
        opens: body.opens,
        closes: body.closes,
        gstin,
        pan,
    };
    if vendors::insert(db, &new).await? { Ok(()) } else { Err(taken()) }
}

fn taken() -> Problem {
    Problem::conflict("Another vendor has this code, or this number is a vendor already.")
}
