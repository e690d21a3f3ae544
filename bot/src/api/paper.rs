//! Papers, shown in a browser.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use realserv_domain::message::Paper;

use super::problem::Problem;
use crate::app::App;
use crate::papers::{self, PaperError};

/// Of what is on paper, the paper, under the name that it has in the chat.
pub(super) async fn shown(
    app: &App,
    paper: Paper,
    missing: fn() -> Problem,
) -> Result<Response, Problem> {
    let zone = app.clock.today().time_zone().clone();
    let file = match papers::file(&app.pool, &zone, paper).await {
        Ok(file) => file,
        Err(PaperError::Missing) => return Err(missing()),
        Err(PaperError::Store(error)) => return Err(error.into()),
        Err(error @ (PaperError::Unwritten(_) | PaperError::Stopped)) => {
            return Err(Problem::broken(error));
        }
    };
    let headers = [
        (header::CONTENT_TYPE, file.mime.to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{}\"", file.name)),
    ];
    Ok((headers, file.bytes).into_response())
}
