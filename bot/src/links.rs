//! `/media/{token}`: a file that a person sent, for who was given the link. It opens one file, for minutes, and nobody can make
//! one without the installation's secret. What is behind it came from a stranger: a browser shows it and runs nothing of it.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::{SignedDuration, Timestamp};
use realserv_adapters::files::{Handed, Shown, Stream};
use realserv_adapters::postgres::media::{self, KeptRow};
use realserv_adapters::secret::Sealed;
use realserv_domain::ids::MediaId;
use realserv_domain::media::Format;
use uuid::Uuid;

use crate::app::App;
use crate::web::Web;

/// Long enough to open what one is looking at, too short to be passed on.
const LIFE: SignedDuration = SignedDuration::from_mins(10);

/// What the secret signs here and nowhere else.
const USE: &[u8] = b"realserv media link 1";

/// A link that opens one file until then.
pub(crate) struct Link {
    pub url: String,
    pub until: Timestamp,
}

pub(crate) fn link(app: &App, media: MediaId) -> Link {
    let until = app.clock.now().checked_add(LIFE).unwrap_or(Timestamp::MAX);
    // To the second, as the token has it.
    let until = Timestamp::from_second(until.as_second()).unwrap_or(until);
    let token = Token { media, until }.signed(&app.secret);
    Link { url: format!("{}/media/{token}", app.config.public_url), until }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    media: MediaId,
    until: Timestamp,
}

impl Token {
    fn signed(self, secret: &[u8; 32]) -> String {
        Sealed::new(secret, USE).seal(&self.bytes())
    }

    fn bytes(self) -> [u8; 24] {
        let mut bytes = [0; 24];
        bytes[..16].copy_from_slice(self.media.0.as_bytes());
        bytes[16..].copy_from_slice(&self.until.as_second().to_be_bytes());
        bytes
    }

    /// None: forged, or over.
    fn read(text: &str, secret: &[u8; 32], now: Timestamp) -> Option<Self> {
        let bytes: [u8; 24] = Sealed::new(secret, USE).open(text)?.try_into().ok()?;
        let (id, seconds) = bytes.split_at(16);
        let media = MediaId(Uuid::from_slice(id).ok()?);
        let until = Timestamp::from_second(i64::from_be_bytes(seconds.try_into().ok()?)).ok()?;
        (now < until).then_some(Self { media, until })
    }
}

pub(crate) fn router() -> Router<Web> {
    Router::new().route("/media/{token}", get(show))
}

async fn show(State(web): State<Web>, Path(token): Path<String>) -> Response {
    let app = &web.app;
    let now = app.clock.now();
    let Some(token) = Token::read(&token, &app.secret, now) else { return over() };
    match handed(app, token, now).await {
        Ok(Some(response)) => response,
        Ok(None) => over(),
        Err(error) => {
            tracing::warn!(error = &*error as &dyn std::error::Error, "a file cannot be shown");
            said(StatusCode::SERVICE_UNAVAILABLE, "The file cannot be shown just now.\n")
        }
    }
}

async fn handed(
    app: &App,
    token: Token,
    now: Timestamp,
) -> Result<Option<Response>, Box<dyn std::error::Error + Send + Sync>> {
    let mut db = app.pool.acquire().await?;
    let row = media::one(&mut db, token.media.0).await?;
    drop(db);
    let Some(kept) = row.and_then(|row| row.kept) else { return Ok(None) };
    let disposition = disposition(token.media, &kept.mime);
    let shown = Shown { mime: &kept.mime, disposition: &disposition };
    let left = Duration::try_from(token.until.duration_since(now)).unwrap_or(Duration::ZERO);
    let left = left.max(Duration::from_secs(1));
    Ok(match app.files.hand(&kept.key, &shown, left).await? {
        Some(Handed::Stream(stream)) => Some(streamed(stream, &kept, &disposition)),
        Some(Handed::Link(url)) => Some((StatusCode::FOUND, elsewhere(&url)).into_response()),
        None => None,
    })
}

/// Pictures, sounds and films are shown; papers are saved, for a browser would open them in this very origin.
fn disposition(media: MediaId, mime: &str) -> String {
    let format = Format::of_mime(mime);
    let end = format.map_or("bin", Format::extension);
    let how = if format.is_some_and(Format::may_be_shown) { "inline" } else { "attachment" };
    format!("{how}; filename=\"{media}.{end}\"")
}

fn streamed(stream: Stream, kept: &KeptRow, disposition: &str) -> Response {
    let mut headers = guarded();
    for (name, value) in
        [(header::CONTENT_TYPE, kept.mime.as_str()), (header::CONTENT_DISPOSITION, disposition)]
    {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    headers.insert(header::CONTENT_LENGTH, stream.bytes.into());
    (headers, Body::from_stream(stream.pieces)).into_response()
}

fn elsewhere(url: &str) -> HeaderMap {
    let mut headers = guarded();
    if let Ok(url) = HeaderValue::from_str(url) {
        headers.insert(header::LOCATION, url);
    }
    headers
}

/// Forged, expired, refused or erased: from outside all the same.
fn over() -> Response {
    said(StatusCode::NOT_FOUND, "This link is over, or there is no such file. Ask for a new one.\n")
}

fn said(status: StatusCode, words: &'static str) -> Response {
    (status, guarded(), words).into_response()
}

/// Nothing is guessed, kept on the way, framed, or run.
fn guarded() -> HeaderMap {
    HeaderMap::from_iter([
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'"),
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_one_file_for_its_time_and_for_who_has_the_secret() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let until = now.checked_add(LIFE).unwrap();
        let token = Token { media: MediaId(Uuid::from_u128(7)), until };
        let text = token.signed(&[1; 32]);
        assert_eq!(Token::read(&text, &[1; 32], now), Some(token));
        assert_eq!(Token::read(&text, &[1; 32], until), None, "over");
        assert_eq!(Token::read(&text, &[2; 32], now), None, "another installation's");
        for at in 0..text.len() {
            let mut forged = text.clone().into_bytes();
            forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).unwrap();
            assert_eq!(Token::read(&forged, &[1; 32], now), None, "{at}");
        }
        assert_eq!(Token::read("", &[1; 32], now), None);
    }

    #[test]
    fn papers_are_saved_and_pictures_shown() {
        let media = MediaId(Uuid::from_u128(7));
        assert!(disposition(media, "image/jpeg").starts_with("inline; filename=\"0000"));
        assert!(disposition(media, "application/pdf").starts_with("attachment; "));
        assert!(disposition(media, "text/html").starts_with("attachment; "));
    }
}
