//! What a typed line means, as the chat reads it: for whoever takes orders elsewhere, and to see why the chat answered so.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use realserv_domain::catalog::{Catalog, Kind};
use realserv_domain::interpret::{
    self, About, Detail, Intent, Interpretation, Line, Op, Question, Tongue, UnitWord,
};
use realserv_domain::language::Language;
use realserv_domain::time::DayPart;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::input::{Body, Fields, Form};
use crate::api::problem::{BadBody, Problem, Refused};
use crate::api::shown::{Day, Decimal};
use crate::web::Web;

/// As long as a message may be.
const MOST_LETTERS: usize = 4096;

const LANGUAGES: &str = "en, hi, te";

/// A message.
#[derive(Debug, ToSchema)]
pub(in crate::api) struct InterpretWanted {
    /// What was typed, several lines as one.
    #[schema(
        min_length = 1,
        max_length = 4096,
        example = "50 basta 53 grade, 2 mestri repu poddunna"
    )]
    text: String,
    /// en, hi or te: taken where the words themselves are of no language.
    #[schema(value_type = Option<String>, example = "te")]
    language: Option<Language>,
    /// When it was typed; left out or null: now. *Tomorrow* counts from its day in the business's time zone.
    #[schema(value_type = Option<String>, format = DateTime, example = "2026-11-23T09:00:00+05:30")]
    now: Option<Timestamp>,
}

impl Form for InterpretWanted {
    fn read(fields: &mut Fields) -> Self {
        let language = fields.take_or_clear("language", |given| given.word(LANGUAGES));
        Self {
            text: fields.need("text", |given| given.text(1, MOST_LETTERS)),
            language: language.flatten(),
            now: fields.take_or_clear("now", |given| given.instant()).flatten(),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct InterpretShown {
    data: InterpretationShown,
}

/// What it means.
#[derive(Debug, Serialize, ToSchema)]
struct InterpretationShown {
    /// order, edit (of what is in the cart or order), question, status, cancel, human, greeting, chatter or other.
    #[schema(value_type = String, example = "order")]
    intent: Intent,
    /// A finer word: repeat, thanks, complaint, abuse, paid, stop or start.
    #[schema(value_type = Option<String>, required, example = json!(null))]
    detail: Option<Detail>,
    /// en, hi, te, hi-Latn, te-Latn or mixed.
    #[schema(value_type = String, example = "te-Latn")]
    language: Tongue,
    /// In the order of the text; of an order or an edit only.
    lines: Vec<LineReadShown>,
    #[schema(required)]
    date: Option<Day>,
    /// morning, afternoon or evening.
    #[schema(value_type = Option<String>, required, example = "morning")]
    part: Option<DayPart>,
    /// What has to be asked before the lines may be taken for granted.
    #[schema(required)]
    ask: Option<AskShown>,
    /// Words that are not in the lexicon.
    #[schema(example = json!([]))]
    unknown: Vec<String>,
}

/// One thing, and how many of it.
#[derive(Debug, Serialize, ToSchema)]
struct LineReadShown {
    /// Null in an edit that does not say it.
    #[schema(value_type = Option<String>, required, example = "cement")]
    kind: Option<Kind>,
    /// What the text says of it, by the catalogue's names; diameter_mm and size_mm are numbers.
    #[schema(value_type = BTreeMap<String, Value>, example = json!({"grade": "OPC53"}))]
    attrs: BTreeMap<String, Value>,
    #[schema(required)]
    qty: Option<Decimal>,
    /// bag, tonne, kg, cft, load, piece, rod, bundle or person.
    #[schema(value_type = Option<String>, required, example = "bag")]
    unit: Option<UnitWord>,
    /// Of an edit: set (becomes this), add (so many more), less (so many fewer) or remove.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "set")]
    op: Option<Op>,
    /// The id of the only SKU on sale that fits; null when none or several do.
    #[schema(required)]
    sku: Option<Uuid>,
    /// From 0 to 1. Below 0.7 a line is asked about.
    #[schema(minimum = 0, maximum = 1, example = 0.99)]
    confidence: f64,
    /// The words that say it.
    #[schema(example = "50 basta 53 grade")]
    span: String,
}

/// A question back.
#[derive(Debug, Serialize, ToSchema)]
struct AskShown {
    /// quantity, unit, what, trade, which, day, not_sold, not_hired or spelling.
    #[schema(value_type = String, example = "unit")]
    about: About,
    /// The words that raise it; empty: the whole message.
    #[schema(example = "2 sand")]
    span: String,
    /// Amounts, or words of the same vocabulary, that would answer it; empty where any may.
    #[schema(example = json!(["tonne", "kg", "cft", "load"]))]
    choices: Vec<String>,
}

impl InterpretationShown {
    fn of(read: Interpretation, language: Option<Language>, catalog: &Catalog) -> Self {
        let usual = language.unwrap_or_default().into();
        let lines = read.lines.into_iter().map(|line| LineReadShown::of(line, catalog)).collect();
        Self {
            intent: read.intent,
            detail: read.detail,
            language: read.language.unwrap_or(usual),
            lines,
            date: read.date.map(Day),
            part: read.part,
            ask: read.ask.map(AskShown::from),
            unknown: read.unknown,
        }
    }
}

impl LineReadShown {
    fn of(line: Line, catalog: &Catalog) -> Self {
        let sku = interpret::only_sku(&line, catalog).map(|sku| sku.id.0);
        let attrs = line.attrs.into_iter().map(|(name, value)| {
            let number = name.ends_with("_mm").then(|| value.parse::<u32>().ok()).flatten();
            (name, number.map_or(Value::String(value), Value::from))
        });
        Self {
            kind: line.kind,
            attrs: attrs.collect(),
            qty: line.qty.map(Decimal::from),
            unit: line.unit,
            op: line.op,
            sku,
            confidence: f64::from(line.confidence) / 1000.0,
            span: line.span,
        }
    }
}

impl From<Question> for AskShown {
    fn from(question: Question) -> Self {
        let choices = question.choices();
        Self { about: question.about, span: question.span, choices }
    }
}

/// Read a typed line
///
/// What a message means by the lexicon of the chat and by what the office has taught, in English, Hindi and Telugu, in their own scripts and in Latin letters,
/// mixed, with slips. Nothing is kept and nobody is told. Takes well below a millisecond.
#[utoipa::path(
    post, path = "/catalog/interpret", tag = "catalog",
    request_body = InterpretWanted,
    responses((status = 200, body = InterpretShown, description = "What it means"), Refused, BadBody),
)]
pub(in crate::api) async fn interpret_line(
    State(web): State<Web>,
    Body(wanted): Body<InterpretWanted>,
) -> Result<Json<InterpretShown>, Problem> {
    let clock = &web.app.clock;
    let today =
        wanted.now.map_or_else(|| clock.today(), |now| now.to_zoned(clock.zone().clone())).date();
    let catalog = web.app.catalogue.snapshot();
    let read = interpret::interpret_with(&wanted.text, today, catalog.aliases());
    let data = InterpretationShown::of(read, wanted.language, &catalog);
    Ok(Json(InterpretShown { data }))
}
