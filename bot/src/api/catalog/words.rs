//! Words of buyers that nobody knew: what there is to teach.

use axum::Json;
use axum::extract::State;
use realserv_adapters::postgres::words::{self, UnknownWord};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::api::input::{Fields, Form, Search};
use crate::api::paging::{Page, PageParameters, Paging};
use crate::api::problem::{Problem, Refused};
use crate::api::shown::Instant;
use crate::web::Web;

const LANGUAGES: [&str; 6] = ["en", "hi", "te", "hi-Latn", "te-Latn", "mixed"];

/// A word that buyers type and nobody knows.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct WordShown {
    #[schema(example = "gulgula")]
    word: String,
    /// In how many messages.
    #[schema(example = 17)]
    times: i64,
    first_seen_at: Instant,
    last_seen_at: Instant,
    /// Of the last message with it: en, hi, te, hi-Latn, te-Latn or mixed; null where its other words were of none.
    #[schema(required, example = "te-Latn")]
    language: Option<String>,
    /// The last lines around it, the latest first: words of the lexicon, `#` for numbers, `…` for all else. Who wrote them is not
    /// kept.
    #[schema(example = json!(["# load [gulgula] kavali"]))]
    places: Vec<String>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `WordSearch`")]
struct WordSearchParameters {
    /// en, hi, te, hi-Latn, te-Latn or mixed.
    language: Option<String>,
}

pub(in crate::api) struct WordSearch {
    language: Option<String>,
    paging: Paging<(i64, String)>,
}

impl Form for WordSearch {
    fn read(fields: &mut Fields) -> Self {
        let language = fields.take("language", |given| {
            let word = given.text(1, 10)?;
            let known = LANGUAGES.contains(&word.as_str());
            known.then_some(word).ok_or_else(|| format!("must be one of {}", LANGUAGES.join(", ")))
        });
        Self { language, paging: Paging::read(fields) }
    }
}

/// Words that nobody knows, the most frequent first
///
/// Counted when a buyer's message of goods is read. Names of people and places are not kept, as far as they can be told; nor is
/// what answers a question for a name or an address. A word that is taught is not listed while that holds, and one that
/// nobody has typed for 90 days is gone.
#[utoipa::path(
    get, path = "/catalog/words", tag = "catalog",
    params(WordSearchParameters, PageParameters),
    responses((status = 200, body = Page<WordShown>, description = "A page of words"), Refused),
)]
pub(in crate::api) async fn list_words(
    State(web): State<Web>,
    Search(search): Search<WordSearch>,
) -> Result<Json<Page<WordShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let WordSearch { language, paging } = search;
    let after = paging.after.as_ref().map(|(times, word)| (*times, word.as_str()));
    let rows = words::unknown(&mut db, language.as_deref(), after, paging.fetch()).await?;
    let key = |row: &UnknownWord| (row.times, row.word.clone());
    Ok(Json(paging.page(rows, key, WordShown::from)))
}

impl From<UnknownWord> for WordShown {
    fn from(row: UnknownWord) -> Self {
        Self {
            word: row.word,
            times: row.times,
            first_seen_at: Instant(row.first_at),
            last_seen_at: Instant(row.last_at),
            language: row.language,
            places: row.places,
        }
    }
}
