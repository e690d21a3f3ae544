//! What a request brings. A body or a query is taken apart field by field, so that one answer names every field that is
//! wrong: missing, of another kind, out of range, or not known here.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, MatchedPath, Query, RawPathParams, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use realserv_domain::catalog::photo::PhotoRefusal;
use realserv_domain::catalog::{GstRate, PhotoUrl};
use realserv_domain::money::Paise;
use realserv_domain::phone::Phone;
use realserv_domain::quantity::Quantity;
use realserv_domain::tax;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::problem::{FieldProblem, Kind, Problem};

/// Something that can be read from fields. A value for a bad field may be anything: `Fields::finish` refuses it.
pub(super) trait Form: Sized {
    fn read(fields: &mut Fields) -> Self;
}

/// A JSON body.
pub(super) struct Body<T>(pub T);

impl<T: Form, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            let detail = "Send the body as JSON, with Content-Type: application/json.";
            return Err(Problem::new(Kind::UnsupportedMedia, detail));
        }
        let bytes = whole(request, state).await?;
        let given: Value = serde_json::from_slice(&bytes).map_err(|error| {
            // serde_json's words tell line and column, and nothing of what stands there.
            Problem::new(Kind::Unreadable, format!("The body is not JSON: {error}."))
        })?;
        let Value::Object(given) = given else {
            return Err(Problem::new(Kind::Invalid, "The body must be a JSON object."));
        };
        let mut fields = Fields { given, is_text: false, inside: String::new(), wrong: Vec::new() };
        let form = T::read(&mut fields);
        fields.finish().map_err(Problem::invalid)?;
        Ok(Self(form))
    }
}

/// A sheet.
pub(super) struct CsvBody(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for CsvBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if media_type(request.headers()) != "text/csv" {
            let detail = "Send the sheet as CSV, with Content-Type: text/csv.";
            return Err(Problem::new(Kind::UnsupportedMedia, detail));
        }
        Ok(Self(whole(request, state).await?))
    }
}

async fn whole<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        if rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
            Problem::new(Kind::TooLarge, "The body may have 1 MB.")
        } else {
            Problem::new(Kind::Unreadable, "The body did not arrive whole.")
        }
    })
}

fn media_type(headers: &HeaderMap) -> String {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = media_type(headers);
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// The query of the address.
pub(super) struct Search<T>(pub T);

impl<T: Form, S: Send + Sync> FromRequestParts<S> for Search<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let pairs = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        let Ok(Query(pairs)) = pairs else {
            return Err(Problem::new(Kind::Unreadable, "The query of the address cannot be read."));
        };
        let mut fields =
            Fields { given: Map::new(), is_text: true, inside: String::new(), wrong: Vec::new() };
        for (name, value) in pairs {
            if fields.given.insert(name.clone(), Value::String(value)).is_some() {
                fields.refuse(&name, "is given twice");
            }
        }
        let form = T::read(&mut fields);
        fields.finish().map_err(Problem::parameters)?;
        Ok(Self(form))
    }
}

/// The id in the address, whatever its name there.
pub(super) struct Id(pub Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let refused = |name: &str| {
            // Typed from a chat or a paper: those say numbers and codes.
            let message = "must be a UUID, the id that the list gives; a number or a code is searched for there".to_owned();
            Problem::parameters(vec![FieldProblem { field: name.to_owned(), message }])
        };
        // Not UTF-8: the framework has no parameters then, but the route knows what it is called.
        let Ok(params) = RawPathParams::from_request_parts(parts, state).await else {
            let path = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
            let name = path.split('{').nth(1).and_then(|rest| rest.split('}').next());
            return Err(refused(name.unwrap_or("id")));
        };
        let (name, text) = params.iter().next().unwrap_or(("id", ""));
        Uuid::try_parse(text).map(Self).map_err(|_| refused(name))
    }
}

/// What a field may be read as: `Ok`, or what is wrong with it.
pub(super) type Read<T> = Result<T, String>;

/// One field's value, typed in JSON and text in a query.
pub(super) struct Given {
    value: Value,
    is_text: bool,
}

/// The fields of a request that are still to be read, and what was wrong with those that were.
pub(super) struct Fields {
    given: Map<String, Value>,
    is_text: bool,
    /// `name.` within the object `name`.
    inside: String,
    wrong: Vec<FieldProblem>,
}

impl Fields {
    /// A field that may be left out, and may not be null.
    pub(super) fn take<T>(&mut self, name: &str, read: impl FnOnce(Given) -> Read<T>) -> Option<T> {
        let value = self.given.remove(name)?;
        match read(Given { value, is_text: self.is_text }) {
            Ok(read) => Some(read),
            Err(message) => {
                self.refuse(name, message);
                None
            }
        }
    }

    /// A field that may be left out, or null to clear what is there.
    pub(super) fn take_or_clear<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Given) -> Read<T>,
    ) -> Option<Option<T>> {
        if self.given.get(name).is_some_and(Value::is_null) {
            self.given.remove(name);
            return Some(None);
        }
        self.take(name, read).map(Some)
    }

    /// A field that must be there.
    pub(super) fn need<T: Default>(
        &mut self,
        name: &str,
        read: impl FnOnce(Given) -> Read<T>,
    ) -> T {
        if !self.given.contains_key(name) {
            self.refuse(name, "is missing");
        }
        self.take(name, read).unwrap_or_default()
    }

    /// Whether it was sent and is still to be read.
    pub(super) fn has(&self, name: &str) -> bool {
        self.given.contains_key(name)
    }

    /// Neither a value nor null was given, and one of them is needed.
    pub(super) fn refuse_missing(&mut self, name: &str) {
        let field = format!("{}{name}", self.inside);
        if !self.wrong.iter().any(|wrong| wrong.field == field) {
            self.refuse(name, "is missing");
        }
    }

    /// A field that is an object with fields of its own.
    pub(super) fn within<T: Form>(&mut self, name: &str) -> Option<T> {
        let Value::Object(given) = self.given.remove(name)? else {
            self.refuse(name, "must be an object");
            return None;
        };
        let inside = format!("{}{name}.", self.inside);
        let mut fields = Self { given, is_text: self.is_text, inside, wrong: Vec::new() };
        let form = T::read(&mut fields);
        if let Err(wrong) = fields.finish() {
            self.wrong.extend(wrong);
        }
        Some(form)
    }

    /// Two fields that do not go together, or a rule over several.
    pub(super) fn refuse(&mut self, name: &str, message: impl Into<String>) {
        let field = format!("{}{name}", self.inside);
        self.wrong.push(FieldProblem { field, message: message.into() });
    }

    /// Whether nothing was wrong so far: a rule over several fields needs all of them.
    pub(super) fn is_good(&self) -> bool {
        self.wrong.is_empty()
    }

    fn finish(mut self) -> Result<(), Vec<FieldProblem>> {
        for name in std::mem::take(&mut self.given).keys() {
            // A name may be as long as the body; nobody needs all of it back.
            let name: String = name.chars().take(64).collect();
            self.refuse(&name, "is not known here");
        }
        if self.wrong.is_empty() { Ok(()) } else { Err(self.wrong) }
    }
}

impl Given {
    pub(super) fn text(self, least: usize, most: usize) -> Read<String> {
        let Value::String(text) = self.value else { return Err("must be a text".to_owned()) };
        if text.contains('\0') {
            return Err("must not contain a NUL character".to_owned());
        }
        let text = text.trim().to_owned();
        let length = text.chars().count();
        if length < least || length > most {
            return Err(format!("must have {least} to {most} characters"));
        }
        Ok(text)
    }

    pub(super) fn whole(self, least: i64, most: i64) -> Read<i64> {
        let number = match &self.value {
            Value::String(text) if self.is_text => text.parse().ok(),
            Value::Number(number) => number.as_i64(),
            _ => None,
        };
        let number = number.ok_or("must be a whole number")?;
        if number < least || number > most {
            return Err(format!("must be from {least} to {most}"));
        }
        Ok(number)
    }

    pub(super) fn paise(self, least: i64, most: i64) -> Read<Paise> {
        self.whole(least, most).map(Paise::new).map_err(|message| match message.as_str() {
            "must be a whole number" => "must be whole paise, without quotes".to_owned(),
            _ => message,
        })
    }

    pub(super) fn flag(self) -> Read<bool> {
        match &self.value {
            Value::Bool(flag) => Ok(*flag),
            Value::String(word) if self.is_text && word == "true" => Ok(true),
            Value::String(word) if self.is_text && word == "false" => Ok(false),
            _ => Err("must be true or false".to_owned()),
        }
    }

    pub(super) fn id(self) -> Read<Uuid> {
        let text = self.value.as_str().unwrap_or("");
        Uuid::try_parse(text).map_err(|_| "must be a UUID".to_owned())
    }

    /// `"50"`, `"2.5"`: a text, because 0.1 is not a number of computers.
    pub(super) fn quantity(self) -> Read<Quantity> {
        quantity(&self.value)
    }

    pub(super) fn quantities(self, most: usize) -> Read<Vec<Quantity>> {
        let Value::Array(items) = &self.value else {
            return Err("must be a list of decimal texts".to_owned());
        };
        if items.len() > most {
            return Err(format!("must have at most {most} entries"));
        }
        items.iter().map(quantity).collect()
    }

    /// Texts by name.
    pub(super) fn texts(self) -> Read<BTreeMap<String, String>> {
        let texts = serde_json::from_value(self.value).ok();
        let sane = |texts: &BTreeMap<String, String>| {
            texts.iter().all(|(name, text)| !name.contains('\0') && !text.contains('\0'))
        };
        texts.filter(sane).ok_or_else(|| "must be an object of texts".to_owned())
    }

    pub(super) fn time(self) -> Read<Time> {
        let text = self.value.as_str().unwrap_or("");
        let plain = text.len() == 5 && text.as_bytes().get(2) == Some(&b':');
        let time: Option<Time> = text.parse().ok().filter(|_| plain);
        time.ok_or_else(|| "must be a time of the day such as 07:30".to_owned())
    }

    /// A day of the business, within this century.
    pub(super) fn day(self) -> Read<Date> {
        let text = self.value.as_str().unwrap_or("");
        let day: Option<Date> = text.parse().ok().filter(|_| text.len() == 10);
        let day = day.filter(|day| (2000..2100).contains(&day.year()));
        day.ok_or_else(|| "must be a day such as 2027-04-01, of this century".to_owned())
    }

    /// Monday 1 to Sunday 7, each once.
    pub(super) fn weekdays(self) -> Read<Vec<i16>> {
        let message = || "must be a list of days of the week, Monday 1 to Sunday 7".to_owned();
        let day = |value: &Value| {
            let day = value.as_i64().filter(|day| (1..=7).contains(day));
            day.and_then(|day| i16::try_from(day).ok()).ok_or_else(message)
        };
        let list = self.value.as_array().filter(|list| list.len() <= 7).ok_or_else(message)?;
        let days: BTreeSet<i16> = list.iter().map(day).collect::<Result<_, _>>()?;
        Ok(days.into_iter().collect())
    }

    /// Each once, in their order.
    pub(super) fn days(self, most: usize) -> Read<Vec<Date>> {
        let message = || format!("must be a list of at most {most} days such as 2027-04-01");
        let is_text = self.is_text;
        let day =
            |value: &Value| Given { value: value.clone(), is_text }.day().map_err(|_| message());
        let list = self.value.as_array().filter(|list| list.len() <= most).ok_or_else(message)?;
        let days: BTreeSet<Date> = list.iter().map(day).collect::<Result<_, _>>()?;
        Ok(days.into_iter().collect())
    }

    /// As people write it.
    pub(super) fn phone(self) -> Read<Phone> {
        let text = self.value.as_str().unwrap_or("");
        let phone = Phone::find_in(text);
        phone.ok_or_else(|| "must be a mobile number of India such as 98480 12345".to_owned())
    }

    /// Where a picture is.
    pub(super) fn photo(self) -> Read<PhotoUrl> {
        let text = self.value.as_str().ok_or("must be a text")?;
        text.parse().map_err(|refusal: PhotoRefusal| refusal.to_string())
    }

    /// Per cent as a text.
    pub(super) fn gst(self) -> Read<GstRate> {
        tax::rate(self.value.as_str().unwrap_or("")).map_err(|refusal| refusal.to_string())
    }

    pub(super) fn instant(self) -> Read<Timestamp> {
        let text = self.value.as_str().unwrap_or("");
        let at: Option<Timestamp> = text.parse().ok().filter(is_of_our_time);
        at.ok_or_else(|| {
            "must be a moment such as 2026-11-23T03:30:00Z, of this century".to_owned()
        })
    }

    /// As it was sent, for who takes it apart with names of its own.
    pub(super) fn json(self) -> Value {
        self.value
    }

    /// One of a domain enum's words.
    pub(super) fn word<T: DeserializeOwned>(self, words: &str) -> Read<T> {
        let unknown = |_| format!("must be one of {words}");
        serde_json::from_value(self.value).map_err(unknown)
    }
}

fn quantity(value: &Value) -> Read<Quantity> {
    let text = value.as_str().ok_or("must be a decimal text such as \"2.5\"")?;
    // The domain also reads what people type; an API takes one form.
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !text.ends_with('.');
    let quantity: Option<Quantity> = text.parse().ok().filter(|_| plain);
    quantity.ok_or_else(|| {
        "must be a decimal text from 0 to 9999999.999 with at most three decimals".to_owned()
    })
}

/// PostgreSQL and people alike have no use for the year -9999.
pub(super) fn is_of_our_time(at: &Timestamp) -> bool {
    const FIRST: i64 = 946_684_800; // 2000-01-01
    const LAST: i64 = 4_102_444_800; // 2100-01-01
    (FIRST..LAST).contains(&at.as_second())
}
