//! The one error shape, `application/problem+json` (RFC 9457).
//!
//! A handler returns a `Problem`; it rides on the response as an extension, and one layer writes the body, adds the
//! correlation id and logs it, once. What the caller reads never holds the cause; the log has it.

use std::error::Error;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use realserv_adapters::postgres::StoreError;
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong, as a caller may tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Unreadable,
    Unauthorized,
    NotFound,
    MethodNotAllowed,
    Conflict,
    TooLarge,
    UnsupportedMedia,
    Invalid,
    Broken,
    Unloadable,
    Unavailable,
}

impl Kind {
    pub(super) const ALL: [Self; 11] = [
        Self::Unreadable,
        Self::Unauthorized,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::TooLarge,
        Self::UnsupportedMedia,
        Self::Invalid,
        Self::Broken,
        Self::Unloadable,
        Self::Unavailable,
    ];

    pub(super) const fn status(self) -> StatusCode {
        match self {
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Broken | Self::Unloadable => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The kind of a bare status that is no success.
    pub(super) fn of(status: StatusCode) -> Option<Self> {
        if !status.is_client_error() && !status.is_server_error() {
            return None;
        }
        let same = Self::ALL.into_iter().find(|kind| kind.status() == status);
        let other = if status.is_server_error() { Self::Broken } else { Self::Unreadable };
        Some(same.unwrap_or(other))
    }

    /// The last piece of the `type`: stable, for programs.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Unauthorized => "unauthorized",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::Conflict => "conflict",
            Self::TooLarge => "too-large",
            Self::UnsupportedMedia => "unsupported-media-type",
            Self::Invalid => "invalid",
            Self::Broken => "broken",
            Self::Unloadable => "unreadable-record",
            Self::Unavailable => "unavailable",
        }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Unreadable => "The request cannot be read",
            Self::Unauthorized => "A key is needed",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "Method not allowed",
            Self::Conflict => "This makes no sense now",
            Self::TooLarge => "The body is too large",
            Self::UnsupportedMedia => "The body is of another kind",
            Self::Invalid => "Some fields cannot be taken",
            Self::Broken => "Something broke on our side",
            Self::Unloadable => "Something that we keep cannot be read",
            Self::Unavailable => "Try again in a moment",
        }
    }

    /// What a caller can do about it, for the document.
    pub(super) const fn meaning(self) -> &'static str {
        match self {
            Self::Unreadable => {
                "An id, a query parameter, a header or the JSON itself cannot be read. `errors` names which."
            }
            Self::Unauthorized => "No key, or one that is not known. Nothing else was looked at.",
            Self::NotFound => "There is nothing at this address, or nothing with this id.",
            Self::MethodNotAllowed => "The address exists; the `Allow` header says what it takes.",
            Self::Conflict => {
                "Understood, but it does not fit the state of things; `detail` says why. Look again and decide anew."
            }
            Self::TooLarge => "A body may have 1 MB.",
            Self::UnsupportedMedia => {
                "Send `Content-Type: application/json`, and sheets as `text/csv`."
            }
            Self::Invalid => {
                "The body was read; `errors` names every field that cannot be taken, and why. Nothing was changed."
            }
            Self::Broken => {
                "A fault of ours, logged under the `correlation_id`. Nothing was changed."
            }
            Self::Unloadable => {
                "Something is stored in a form that this program cannot read; `detail` says what, and what to do. Asking again does not help."
            }
            Self::Unavailable => {
                "The database does not answer, or the request took longer than 15 seconds. Try again after the seconds in `Retry-After`."
            }
        }
    }
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct FieldProblem {
    /// The field as it was sent, nested ones with a dot: `name.te`. Headers and parameters by their own name.
    #[schema(example = "amount_paise")]
    pub field: String,
    #[schema(example = "must be 100 or more")]
    pub message: String,
}

#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub kind: Kind,
    pub detail: String,
    pub errors: Vec<FieldProblem>,
    /// For the log alone.
    pub cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl Problem {
    pub(super) fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), errors: Vec::new(), cause: None }
    }

    pub(super) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, detail)
    }

    pub(super) fn conflict(detail: impl Into<String>) -> Self {
        Self::new(Kind::Conflict, detail)
    }

    /// Fields of a body that was read.
    pub(super) fn invalid(errors: Vec<FieldProblem>) -> Self {
        Self { errors, ..Self::new(Kind::Invalid, "Some fields cannot be taken; see errors.") }
    }

    /// One field of a body that was read.
    pub(super) fn field(field: &str, message: impl Into<String>) -> Self {
        Self::invalid(vec![FieldProblem { field: field.to_owned(), message: message.into() }])
    }

    /// A parameter of address, query or header.
    pub(super) fn parameters(errors: Vec<FieldProblem>) -> Self {
        let detail = "The address or a header cannot be read; see errors.";
        Self { errors, ..Self::new(Kind::Unreadable, detail) }
    }

    pub(super) fn broken(cause: impl Error + Send + Sync + 'static) -> Self {
        let detail = "This is a fault of ours. It has been logged; nothing was changed.";
        Self { cause: Some(Arc::new(cause)), ..Self::new(Kind::Broken, detail) }
    }

    pub(super) fn too_slow() -> Self {
        Self::new(Kind::Unavailable, "This took too long and was given up.")
    }

    pub(super) fn body(&self, public_url: &str, correlation_id: &str) -> ProblemBody {
        ProblemBody {
            kind: format!("{}/docs#{}", public_url.trim_end_matches('/'), self.kind.name()),
            title: self.kind.title(),
            status: self.kind.status().as_u16(),
            detail: self.detail.clone(),
            correlation_id: correlation_id.to_owned(),
            errors: self.errors.clone(),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        if error.is_passing() {
            let detail = "The database does not answer.";
            return Self { cause: Some(Arc::new(error)), ..Self::new(Kind::Unavailable, detail) };
        }
        if let StoreError::Unreadable { table, column, row, .. } = &error {
            let detail = format!(
                "{table}.{column} of {row} is stored in a form that this program cannot read. Most often a newer program wrote it: bring that one back. The log says why."
            );
            return Self { cause: Some(Arc::new(error)), ..Self::new(Kind::Unloadable, detail) };
        }
        if is_data_exception(&error) {
            let detail = "A value is of no kind that can be stored.";
            return Self { cause: Some(Arc::new(error)), ..Self::new(Kind::Invalid, detail) };
        }
        Self::broken(error)
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        Self::from(StoreError::from(error))
    }
}

/// SQLSTATE class 22: a value that a type cannot hold. Every field is checked before; this is the net below.
fn is_data_exception(error: &StoreError) -> bool {
    let StoreError::Sqlx(sqlx::Error::Database(cause)) = error else { return false };
    cause.code().is_some_and(|code| code.starts_with("22"))
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What went wrong. Sent as `application/problem+json` with every status of 400 and above.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct ProblemBody {
    /// Which kind of problem, as an address that explains it. Stable: programs may compare its end.
    #[serde(rename = "type")]
    #[schema(rename = "type", example = "https://realserv.example/docs#invalid")]
    pub kind: String,
    #[schema(value_type = String, example = "Some fields cannot be taken")]
    pub title: &'static str,
    /// The HTTP status.
    #[schema(example = 422, minimum = 400, maximum = 599)]
    pub status: u16,
    /// In words, for this case.
    #[schema(example = "Some fields cannot be taken; see errors.")]
    pub detail: String,
    /// Also in the header `X-Correlation-ID`: names this request in our log.
    #[schema(example = "0193f3c2a0007c1f8d4e5a6b7c8d9e0f")]
    pub correlation_id: String,
    /// Every field that is wrong; empty where it is not about fields.
    pub errors: Vec<FieldProblem>,
}

/// What any request may be answered with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the document alone")]
pub(super) enum Refused {
    /// An id, a query parameter or a header cannot be read; `errors` names which.
    #[response(status = 400, content_type = "application/problem+json")]
    Unreadable(ProblemBody),
    /// No key, or one that is not known. Nothing else was looked at.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthorized(ProblemBody),
    /// A fault of ours, logged under the correlation id, or something stored that cannot be read. Nothing was changed.
    #[response(status = 500, content_type = "application/problem+json")]
    Broken(ProblemBody),
    /// The database does not answer, or the request took longer than 15 seconds. Try again.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(ProblemBody),
}

/// … and one that names a thing.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the document alone")]
pub(super) enum Missing {
    /// Nothing has this id.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(ProblemBody),
}

/// … and one that brings a body.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the document alone")]
pub(super) enum BadBody {
    /// The body has more than 1 MB.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(ProblemBody),
    /// The body is not of the media type that this address takes.
    #[response(status = 415, content_type = "application/problem+json")]
    UnsupportedMedia(ProblemBody),
    /// The body was read; `errors` names every field that cannot be taken. Nothing was changed.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(ProblemBody),
}

/// … and one that may come at the wrong moment.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the document alone")]
pub(super) enum Untimely {
    /// It makes no sense as things are now; `detail` says why. Also: the `Idempotency-Key` was used for another request.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(ProblemBody),
}
