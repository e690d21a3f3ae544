//! Who asked, and the audit row of what was done: written in the transaction of the act.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use realserv_adapters::postgres::office::audit;
use serde_json::{Map, Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::problem::Problem;
use crate::app::App;

/// The only one who can act for now.
pub(super) const ADMIN: &str = "admin key";

/// The request as logs and audit know it; the outermost layer makes one for each.
#[derive(Clone, Debug)]
pub(super) struct Asker {
    /// The caller's own, or one of ours.
    pub correlation_id: String,
    /// Never given twice: what ids of events are drawn from.
    pub request: Uuid,
}

impl<S: Send + Sync> FromRequestParts<S> for Asker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let known = parts.extensions.get::<Self>().cloned();
        known.ok_or_else(|| Problem::broken(Unlayered))
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a request came past the layer that names it")]
struct Unlayered;

/// An act of the office, on its way to the audit log.
pub(super) struct Act<'a> {
    /// `order.refund`
    pub action: &'a str,
    /// `order:<id>`
    pub subject: String,
    pub detail: Value,
}

impl Act<'_> {
    pub(super) async fn write(
        &self,
        db: &mut PgConnection,
        app: &App,
        asker: &Asker,
    ) -> Result<(), Problem> {
        let act = audit::Act {
            actor: ADMIN,
            action: self.action,
            subject: &self.subject,
            detail: &self.detail.to_string(),
            correlation_id: &asker.correlation_id,
        };
        Ok(audit::write(db, app.clock.now(), &act).await?)
    }
}

/// This node sells by the change at once; the others, and this one if it fails here, follow within a second. The change
/// is committed, so that nothing here may make it look refused.
pub(super) async fn catalogue_changed(app: &App) {
    if let Err(error) = app.catalogue.refresh(&app.pool).await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the catalogue is read again in a moment"
        );
    }
}

/// What of a thing is different now, before and after; none if nothing is.
pub(super) fn difference(before: &Value, after: &Value) -> Option<Value> {
    let (Value::Object(before), Value::Object(after)) = (before, after) else { return None };
    let mut was = Map::new();
    let mut is = Map::new();
    for (name, value) in after {
        let old = before.get(name).unwrap_or(&Value::Null);
        if old != value {
            was.insert(name.clone(), old.clone());
            is.insert(name.clone(), value.clone());
        }
    }
    (!is.is_empty()).then(|| json!({ "before": was, "after": is }))
}
