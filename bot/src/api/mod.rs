//! The office's REST API under `/api/v1`, its OpenAPI document and its one error shape.

use axum::Router;

use crate::serve::Web;

pub fn router(_web: &Web) -> Router<Web> {
    Router::new()
}
