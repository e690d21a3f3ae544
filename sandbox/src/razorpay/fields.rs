//! The fields of payment links (and of what resembles them): types, lengths, limits, in Razorpay's words (razorpay.md 2.2, 2.7).

use serde_json::{Map, Value, json};

use super::errors::{Answer, RazorpayError};
use crate::world::World;

const MINUTE: i64 = 60;
/// Six months, the longest life of a link.
const LONGEST: i64 = 183 * 24 * 3600;

pub(super) const CREATE_KEYS: &[&str] = &[
    "amount",
    "currency",
    "accept_partial",
    "first_min_partial_amount",
    "upi_link",
    "description",
    "reference_id",
    "customer",
    "expire_by",
    "notify",
    "reminder_enable",
    "notes",
    "callback_url",
    "callback_method",
    "options",
];

/// Links refuse what they do not know, unlike most of this API, and do not say which key it was.
pub(super) fn only(map: &Map<String, Value>, known: &[&str]) -> Answer<()> {
    match map.keys().find(|key| !known.contains(&key.as_str())) {
        Some(_) => Err(RazorpayError::link("wrong input fields sent.")),
        None => Ok(()),
    }
}

/// A body that is no object is as wrong as a field that is none.
pub(super) fn object(body: &Value) -> Answer<&Map<String, Value>> {
    body.as_object().ok_or_else(|| RazorpayError::link("wrong input fields sent."))
}

/// A text within its length, empty when missing.
pub(super) fn text<'a>(map: &'a Map<String, Value>, key: &str, most: usize) -> Answer<&'a str> {
    match map.get(key) {
        None | Some(Value::Null) => Ok(""),
        Some(Value::String(text)) if text.chars().count() <= most => Ok(text),
        Some(Value::String(_)) => {
            Err(RazorpayError::link(format!("{key}: the length must be no more than {most}")))
        }
        Some(_) => Err(RazorpayError::link(format!("{key}: must be a string"))),
    }
}

/// A switch that may be left out; texts such as "true" are refused.
pub(super) fn flag(map: &Map<String, Value>, key: &str) -> Answer<Option<bool>> {
    match map.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(value)) => Ok(Some(*value)),
        Some(_) => Err(RazorpayError::link(format!("{key}: must be a boolean"))),
    }
}

/// Whole paise, at least one rupee, within the account's ceiling.
pub(super) fn paise(world: &World, map: &Map<String, Value>, key: &str) -> Answer<i64> {
    let value = map.get(key).filter(|value| !value.is_null());
    let value = value.ok_or_else(|| RazorpayError::link(format!("{key}: cannot be blank.")))?;
    let paise =
        value.as_i64().ok_or_else(|| RazorpayError::link(format!("{key}: must be an integer.")))?;
    if paise < 100 {
        return Err(RazorpayError::link(format!("{key}: amount should be minimum 1.00 for INR.")));
    }
    let ceiling = world.options.razorpay_ceiling_paise;
    if ceiling > 0 && paise > ceiling {
        return Err(RazorpayError::link("amount exceeds maximum amount allowed."));
    }
    Ok(paise)
}

/// The least of the first part; only where parts are taken. `0` for none.
pub(super) fn first_part(world: &World, map: &Map<String, Value>, partial: bool) -> Answer<i64> {
    let key = "first_min_partial_amount";
    match map.get(key) {
        None | Some(Value::Null) => Ok(0),
        Some(value) if value.as_i64() == Some(0) => Ok(0),
        Some(_) if !partial => {
            Err(RazorpayError::link(format!("{key}: accept_partial must be true")))
        }
        Some(_) => paise(world, map, key),
    }
}

/// What checkout and order of a link may be told (razorpay.md 2.3): sections and the names in them.
const OPTIONS: [(&str, &[&str]); 3] = [
    ("order", &["transfers", "offers", "method", "bank_account"]),
    ("checkout", &["name", "theme", "method", "config", "partial_payment"]),
    ("hosted_page", &["label", "show_preferences"]),
];

/// Nothing of it changes what this sandbox does; a name that is wrong is refused all the same.
pub(super) fn options(map: &Map<String, Value>) -> Answer<()> {
    let Some(options) = map.get("options").filter(|options| !options.is_null()) else {
        return Ok(());
    };
    for (section, fields) in object(options)? {
        let (_, known) = OPTIONS
            .iter()
            .find(|(name, _)| name == section)
            .ok_or_else(|| RazorpayError::link("wrong input fields sent."))?;
        only(object(fields)?, known)?;
    }
    Ok(())
}

/// At most 15 pairs, values of at most 255 characters.
pub(super) fn notes(map: &Map<String, Value>) -> Answer<Value> {
    let Some(notes) = map.get("notes").filter(|notes| !notes.is_null()) else {
        return Ok(Value::Null);
    };
    let Some(pairs) = notes.as_object() else {
        return Err(RazorpayError::link("notes: must be an object"));
    };
    if pairs.len() > 15 {
        return Err(RazorpayError::link(
            "notes: number of fields in notes should be less than or equal to 15",
        ));
    }
    for value in pairs.values() {
        let length =
            value.as_str().map_or_else(|| value.to_string().len(), |text| text.chars().count());
        if length > 255 {
            return Err(RazorpayError::link("value: the length must not be greater than 255."));
        }
    }
    Ok(notes.clone())
}

/// Nothing, or 0, means six months.
pub(super) fn expiry(map: &Map<String, Value>, now: i64) -> Answer<i64> {
    let by = match map.get("expire_by") {
        None | Some(Value::Null) => 0,
        Some(value) => {
            value.as_i64().ok_or_else(|| RazorpayError::link("expire_by: must be an integer."))?
        }
    };
    match by {
        0 => Ok(now + LONGEST),
        // Exactly 15:00 was refused, 16:00 taken.
        by if by <= now + 15 * MINUTE => {
            Err(RazorpayError::link("expire_by: timestamp must be atleast 15 minutes in future"))
        }
        by if by > now + LONGEST => {
            Err(RazorpayError::link("expire_by: timestamp must be within 6 months"))
        }
        by => Ok(by),
    }
}

/// All fields are optional, empty texts are fine, and without a customer the entity shows `[]`.
pub(super) fn customer(map: &Map<String, Value>) -> Answer<Value> {
    let Some(customer) = map.get("customer").filter(|customer| !customer.is_null()) else {
        return Ok(json!([]));
    };
    let Some(fields) = customer.as_object() else {
        return Err(RazorpayError::link("customer: must be an object"));
    };
    only(fields, &["name", "contact", "email"])?;
    text(fields, "name", 255)?;
    let email = text(fields, "email", 255)?;
    if !email.is_empty() && !email.contains('@') {
        return Err(RazorpayError::link("email: must be a valid email address."));
    }
    let contact = text(fields, "contact", 20)?;
    let digits: Vec<char> = contact.chars().filter(char::is_ascii_digit).collect();
    if !contact.is_empty() && !(8..=15).contains(&digits.len()) {
        return Err(RazorpayError::link("contact: Contact number is invalid."));
    }
    // Fixtures such as 9999999999 fail live.
    if digits.windows(8).any(|run| run.iter().all(|digit| *digit == run[0])) {
        return Err(RazorpayError::link("Recurring digits in customer contact are disallowed"));
    }
    Ok(customer.clone())
}

/// The method must be `get` whenever there is a URL.
pub(super) fn callback(map: &Map<String, Value>) -> Answer<Option<String>> {
    let url = text(map, "callback_url", 2048)?;
    let method = text(map, "callback_method", 10)?;
    if url.is_empty() {
        return Ok(None);
    }
    let absolute =
        reqwest::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if !absolute {
        return Err(RazorpayError::link("callback_url: must be a valid URL."));
    }
    if method != "get" {
        return Err(RazorpayError::link("callback_method: must be a valid value."));
    }
    Ok(Some(url.to_owned()))
}

/// Links for UPI alone exist in live mode only; this account has a test key.
pub(super) fn upi_refusal(map: &Map<String, Value>, partial: bool) -> RazorpayError {
    if partial {
        return RazorpayError::link("partial payment not supported in upi link");
    }
    if map.get("currency").is_some_and(|currency| currency != "INR") {
        return RazorpayError::link("upi is currently supported only in indian currency");
    }
    RazorpayError::link(
        "UPI Payment Links is not supported in Test Mode. Please experience the product in Live Mode.",
    )
}

/// `whatsapp` appears in answers but is no documented input.
pub(super) fn notify(map: &Map<String, Value>) -> Answer<Value> {
    let Some(asked) = map.get("notify").filter(|notify| !notify.is_null()) else {
        return Ok(json!({"email": false, "sms": false, "whatsapp": false}));
    };
    let asked = object(asked)?;
    only(asked, &["sms", "email"])?;
    let (sms, email) = (flag(asked, "sms")?, flag(asked, "email")?);
    Ok(json!({"email": email.unwrap_or(false), "sms": sms.unwrap_or(false), "whatsapp": false}))
}
