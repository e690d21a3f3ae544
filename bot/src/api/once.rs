//! `Idempotency-Key`: a POST that is sent again, because its answer was lost, happens once.
//!
//! The key is noted in `seen`, in the transaction of the act, and beside it what it was used for; both are trimmed after
//! 30 days. A request that was refused notes nothing and may be sent again with the same key.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use realserv_adapters::postgres::inbox;
use realserv_adapters::postgres::office::audit;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::problem::{FieldProblem, Problem};
use crate::app::App;

const HEADER: &str = "idempotency-key";
const LONGEST: usize = 255;

/// `seen.source` of keys, and of what they were used for.
const KEYS: &str = "api";
const USES: &str = "api use";

/// The header, if it was sent.
pub(super) struct OnceKey(Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for OnceKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get(HEADER) else { return Ok(Self(None)) };
        let key = value.to_str().ok().map(str::trim).filter(|key| is_key(key));
        key.map(|key| Self(Some(key.to_owned()))).ok_or_else(|| {
            let message = format!("must be 1 to {LONGEST} visible ASCII characters");
            Problem::parameters(vec![FieldProblem { field: "Idempotency-Key".to_owned(), message }])
        })
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= LONGEST && key.bytes().all(|b| b.is_ascii_graphic())
}

/// Whether a request is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    First,
    /// It was taken before: answer, and do nothing.
    Again,
}

impl OnceKey {
    /// Notes the key for this use; the same key for another use is refused.
    pub(super) async fn note(
        &self,
        db: &mut PgConnection,
        app: &App,
        what: &str,
    ) -> Result<Sight, Problem> {
        let Some(key) = &self.0 else { return Ok(Sight::First) };
        let used = hex(&Sha256::digest(format!("{key}\n{what}")));
        let sources = [KEYS.to_owned(), USES.to_owned()];
        let new =
            inbox::first_sight(db, app.clock.now(), &sources, &[key.clone(), used.clone()]).await?;
        if new.iter().any(|(source, _)| source == KEYS) {
            return Ok(Sight::First);
        }
        // The use was noted just now if the key was noted for something else; the caller's rollback forgets it.
        let same = new.is_empty() && audit::was_seen(db, USES, &used).await?;
        if same {
            Ok(Sight::Again)
        } else {
            Err(Problem::conflict("This Idempotency-Key was used for another request."))
        }
    }

    /// The id of what the request causes: the key's own, so that it can be found again; else the request's.
    pub(super) fn event(&self, request: Uuid) -> Uuid {
        let Some(key) = &self.0 else { return request };
        let digest = Sha256::digest(format!("{KEYS}\n{key}").as_bytes());
        let mut bytes = [0_u8; 16];
        bytes.copy_from_slice(&digest[..16]);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
