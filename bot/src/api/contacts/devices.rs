//! Phones and browsers of a vendor that take a push: registered by the token that FCM gave them, forgotten when they are sold.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use realserv_adapters::postgres::contacts::{self, NewDevice};
use realserv_domain::ids::{DeviceId, Minter, VendorId};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::act::{Act, Asker};
use super::super::input::{Body, Fields, Form, Id};
use super::super::once::{OnceKey, Sight};
use super::super::problem::{BadBody, Missing, Problem, Refused, Untimely};
use super::super::shown::Instant;
use super::of_vendor;
use crate::web::Web;

/// A phone or browser. Its token is not shown: whoever has it can ring it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct DeviceShown {
    pub id: Uuid,
    /// android, ios or web.
    #[schema(example = "android")]
    pub platform: String,
    pub added_at: Instant,
    /// When it was registered last. After 60 days without that nothing goes there any more.
    pub seen_at: Instant,
}

#[derive(Debug, ToSchema)]
pub(in crate::api) struct DeviceWanted {
    /// As FCM gave it to the app. Register it at each start of the app: a token that is known is seen again.
    #[schema(min_length = 20, max_length = 1000)]
    token: String,
    /// android, ios or web.
    #[schema(example = "android")]
    platform: String,
}

impl Form for DeviceWanted {
    fn read(fields: &mut Fields) -> Self {
        Self {
            token: fields.need("token", |given| {
                let token = given.text(20, 1000)?;
                let is_token = token.bytes().all(|b| b.is_ascii_graphic());
                is_token.then_some(token).ok_or_else(|| "is no token of FCM".to_owned())
            }),
            platform: fields.need("platform", |given| {
                let word = given.text(1, 20)?;
                let is_known = matches!(word.as_str(), "android" | "ios" | "web");
                is_known
                    .then_some(word)
                    .ok_or_else(|| "must be one of android, ios, web".to_owned())
            }),
        }
    }
}

/// Register a phone or browser of a vendor
///
/// The ten seen last are kept.
#[utoipa::path(
    post, path = "/vendors/{id}/devices", tag = "vendors",
    params(
        ("id" = Uuid, Path, description = "The vendor's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = DeviceWanted,
    responses(
        (status = 201, body = DeviceShown, description = "The device"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn add_device(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(wanted): Body<DeviceWanted>,
) -> Result<(StatusCode, Json<DeviceShown>), Problem> {
    let app = &web.app;
    let now = app.clock.now();
    let mut transaction = app.pool.begin().await?;
    let person = of_vendor(&mut transaction, VendorId(id)).await?;
    let what = format!("device.add {id} {} {}", wanted.platform, wanted.token);
    let sight = key.note(&mut transaction, app, &what).await?;
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    let device: DeviceId = Minter::new(app.secret, asker.request, millis).id();
    let DeviceWanted { token, platform } = wanted;
    let new = NewDevice { id: device, person, token, platform };
    let row = contacts::register(&mut transaction, now, &new).await?;
    // Each start of an app would fill the log: what is new is written down.
    if sight == Sight::First && row.id == device {
        let detail = json!({ "device": row.id, "platform": row.platform });
        let act = Act { action: "device.add", subject: format!("person:{person}"), detail };
        act.write(&mut transaction, app, &asker).await?;
    }
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(row.into())))
}

/// Forget a phone or browser
#[utoipa::path(
    delete, path = "/devices/{id}", tag = "vendors",
    params(("id" = Uuid, Path, description = "The device's id")),
    responses((status = 204, description = "Gone"), Refused, Missing),
)]
pub(in crate::api) async fn remove_device(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
) -> Result<StatusCode, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let person = contacts::forget(&mut transaction, DeviceId(id)).await?;
    let person = person.ok_or_else(|| Problem::not_found("There is no device with this id."))?;
    let detail = json!({ "device": id });
    let act = Act { action: "device.remove", subject: format!("person:{person}"), detail };
    act.write(&mut transaction, app, &asker).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
