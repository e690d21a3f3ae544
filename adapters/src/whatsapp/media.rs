//! Files that people sent, fetched from Meta: first where one lies, then its bytes.
//!
//! The address lives five minutes and the id of it seven days (whatsapp.md 7.2). The token goes along to both, so an address
//! that is not Meta's over TLS is not called. What a file is called and says of itself is not believed here nor asked.

use std::time::Duration;

use reqwest::StatusCode;
use sha2::{Digest as _, Sha256};
use tracing::{Instrument, field, info_span};

use super::client::{Client, note};
use super::failure::{Next, SendFailure};
use crate::http;
use crate::lenient::Object;

/// 25 MB over a line that is not the best.
const LONGEST_FETCH: Duration = Duration::from_secs(60);

/// An address that has died is asked for anew so often.
const ADDRESSES: u32 = 3;

/// Why a file did not come.
#[derive(Debug, thiserror::Error)]
pub enum FetchFailure {
    /// Meta has it no more, or never had it.
    #[error("Meta does not have the file")]
    Gone,
    #[error("the file has more than {most} bytes")]
    TooBig { most: u64 },
    /// What came is not what Meta says it has.
    #[error("the file did not come whole")]
    Broken,
    #[error("the file cannot be fetched")]
    Failed(#[source] SendFailure),
}

struct Place {
    url: String,
    sha256: Vec<u8>,
    bytes: Option<u64>,
}

/// Meta's code for an id that is not there, or not ours.
const UNKNOWN: [i64; 2] = [33, 100];

impl Client {
    /// All of a file, if it has no more bytes than `most`.
    ///
    /// # Errors
    /// With what can be done next: `Gone` and `TooBig` for ever, the others may pass.
    pub async fn fetch_media(
        &self,
        id: &str,
        most: u64,
        correlation_id: &str,
    ) -> Result<Vec<u8>, FetchFailure> {
        let span = info_span!(
            "whatsapp.fetch_media",
            correlation.id = correlation_id,
            bytes = field::Empty,
            outcome = field::Empty
        );
        let work = async {
            let fetched = self.fetched(id, most).await;
            let span = tracing::Span::current();
            match &fetched {
                Ok(content) => {
                    span.record("bytes", content.len());
                    span.record("outcome", "ok");
                }
                Err(FetchFailure::Failed(failure)) => note::<()>(&span, &Err(failure.clone())),
                Err(failure) => {
                    span.record("outcome", field::display(failure));
                }
            }
            fetched
        };
        work.instrument(span).await
    }

    async fn fetched(&self, id: &str, most: u64) -> Result<Vec<u8>, FetchFailure> {
        for _ in 0..ADDRESSES {
            let place = self.place_of(id).await?;
            if place.bytes.is_some_and(|bytes| bytes > most) {
                return Err(FetchFailure::TooBig { most });
            }
            // Dead meanwhile: there is another.
            let Some(content) = self.content_at(&place.url, most).await? else { continue };
            let whole = Sha256::digest(&content).as_slice() == place.sha256;
            return if whole { Ok(content) } else { Err(FetchFailure::Broken) };
        }
        let died = SendFailure::ours("each address of the file was dead when it was called");
        Err(FetchFailure::Failed(SendFailure { next: Next::Again { after: None }, ..died }))
    }

    async fn place_of(&self, id: &str) -> Result<Place, FetchFailure> {
        // An id is digits; whatever else came as one must not become a path.
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(FetchFailure::Gone);
        }
        let answer = self.call(self.http().get(self.node_url(id))).await;
        let answer = answer.map_err(|failure| match failure.code {
            Some(code) if UNKNOWN.contains(&code) => FetchFailure::Gone,
            Some(_) | None => FetchFailure::Failed(failure),
        })?;
        let unreadable = || FetchFailure::Failed(unreadable());
        let answer = Object::read(&answer).map_err(|_| unreadable())?;
        let url = answer.word("url").ok_or_else(unreadable)?;
        let sha256 = answer.word("sha256").and_then(|hash| hex::decode(hash).ok());
        let sha256 = sha256.ok_or_else(unreadable)?;
        let bytes = answer.int("file_size").and_then(|bytes| u64::try_from(bytes).ok());
        Ok(Place { url, sha256, bytes })
    }

    /// None: nothing lies there any more.
    async fn content_at(&self, url: &str, most: u64) -> Result<Option<Vec<u8>>, FetchFailure> {
        if !self.may_be_called(url) {
            let strange = SendFailure::ours("Meta names an address that is not its own");
            return Err(FetchFailure::Failed(strange));
        }
        let request = self.authorised(self.http().get(url)).timeout(LONGEST_FETCH);
        let lost = |error| FetchFailure::Failed(SendFailure::lost(http::lost(error)));
        let mut response = request.send().await.map_err(lost)?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(None),
            status => return Err(FetchFailure::Failed(by_status(status))),
        }
        let mut content = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(lost)? {
            let bytes = u64::try_from(content.len() + piece.len()).unwrap_or(u64::MAX);
            if bytes > most {
                return Err(FetchFailure::TooBig { most });
            }
            content.extend_from_slice(&piece);
        }
        Ok(Some(content))
    }
}

fn unreadable() -> SendFailure {
    let said = SendFailure::ours("Meta does not say where the file lies");
    SendFailure { next: Next::Unknown, ..said }
}

fn by_status(status: StatusCode) -> SendFailure {
    let next = match status.as_u16() {
        401 | 403 => Next::PauseAll,
        _ => Next::Again { after: None },
    };
    SendFailure { next, ..SendFailure::ours(format!("HTTP {status} in place of the file")) }
}
