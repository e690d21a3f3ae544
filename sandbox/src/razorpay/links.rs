//! Payment links: create, fetch, list, update, cancel, notify, expire (razorpay.md 2).

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{
    books::{Ledger, LinkStatus, PaymentLink},
    errors::{Answer, RazorpayError},
    events::{self, Event},
    paging::Page,
};
use crate::{clock::SECOND, world::World};

const MINUTE: i64 = 60;
/// Six months, the longest life of a link.
const LONGEST: i64 = 183 * 24 * 3600;
/// Expiry is swept: published samples were 11 to 24 s late.
const SWEPT_AFTER: i64 = 15;

const CREATE_KEYS: &[&str] = &[
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

fn only(map: &Map<String, Value>, known: &[&str]) -> Answer<()> {
    match map.keys().find(|key| !known.contains(&key.as_str())) {
        Some(_) => Err(RazorpayError::link("wrong input fields sent.")),
        None => Ok(()),
    }
}

fn object(body: &Value) -> Answer<&Map<String, Value>> {
    body.as_object().ok_or_else(|| RazorpayError::link("wrong input fields sent."))
}

/// A text within its length, empty when missing.
fn text<'a>(map: &'a Map<String, Value>, key: &str, most: usize) -> Answer<&'a str> {
    match map.get(key) {
        None | Some(Value::Null) => Ok(""),
        Some(Value::String(text)) if text.chars().count() <= most => Ok(text),
        Some(Value::String(_)) => {
            Err(RazorpayError::link(format!("{key}: the length must be no more than {most}")))
        }
        Some(_) => Err(RazorpayError::link(format!("{key}: must be a string"))),
    }
}

fn flag(map: &Map<String, Value>, key: &str) -> Answer<Option<bool>> {
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

fn expiry(map: &Map<String, Value>, now: i64) -> Answer<i64> {
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

fn customer(map: &Map<String, Value>) -> Answer<Value> {
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

fn callback(map: &Map<String, Value>) -> Answer<Option<String>> {
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

fn taken(reference: &str) -> RazorpayError {
    RazorpayError::link(format!(
        "payment link with given reference_id: {reference} already exists. Please create a payment link with a different reference_id"
    ))
}

/// `POST /v1/payment_links`.
pub(super) fn create(world: &Arc<World>, body: &Value) -> Answer<Value> {
    let map = object(body)?;
    only(map, CREATE_KEYS)?;
    let now = world.clock.seconds();
    let amount_paise = paise(world, map, "amount")?;
    let partial = flag(map, "accept_partial")?.unwrap_or(false);
    if flag(map, "upi_link")?.unwrap_or(false) {
        return Err(upi_refusal(map, partial));
    }
    if map.get("currency").is_some_and(|currency| currency != "INR") {
        return Err(RazorpayError::link("currency: wrong input field sent."));
    }
    let first_min_partial = match map.get("first_min_partial_amount").and_then(Value::as_i64) {
        None | Some(0) => 0,
        Some(_) if !partial => {
            return Err(RazorpayError::link(
                "first_min_partial_amount: accept_partial must be true",
            ));
        }
        Some(_) => paise(world, map, "first_min_partial_amount")?,
    };
    let reference_id = text(map, "reference_id", 40)?.to_owned();
    let short = world.ids.short();
    let link = PaymentLink {
        id: world.ids.razorpay("plink_"),
        short_url: format!("{}/razorpay/pay/{short}", world.url),
        amount_paise,
        paid_paise: 0,
        status: LinkStatus::Created,
        description: text(map, "description", 2048)?.to_owned(),
        expire_by: expiry(map, now)?,
        expired_at: 0,
        cancelled_at: 0,
        created_at: now,
        updated_at: now,
        order_id: None,
        callback_url: callback(map)?,
        payment_ids: Vec::new(),
        short,
        accept_partial: partial,
        first_min_partial,
        reminder_enable: flag(map, "reminder_enable")?.unwrap_or(true),
        customer: customer(map)?,
        notes: notes(map)?,
        notify: notify(map)?,
        reference_id,
    };
    let mut ledger = world.money.lock();
    if !link.reference_id.is_empty() {
        if ledger.references.contains_key(&link.reference_id) {
            return Err(taken(&link.reference_id));
        }
        ledger.references.insert(link.reference_id.clone(), link.id.clone());
    }
    ledger.shorts.insert(link.short.clone(), link.id.clone());
    let answer = link.json(&ledger);
    sweep_later(world, &link.id, link.expire_by);
    ledger.links.insert(link.id.clone(), link);
    drop(ledger);
    world.changed();
    Ok(answer)
}

fn upi_refusal(map: &Map<String, Value>, partial: bool) -> RazorpayError {
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

fn notify(map: &Map<String, Value>) -> Answer<Value> {
    let Some(asked) = map.get("notify").filter(|notify| !notify.is_null()) else {
        return Ok(json!({"email": false, "sms": false, "whatsapp": false}));
    };
    let asked = object(asked)?;
    only(asked, &["sms", "email"])?;
    let (sms, email) = (flag(asked, "sms")?, flag(asked, "email")?);
    Ok(json!({"email": email.unwrap_or(false), "sms": sms.unwrap_or(false), "whatsapp": false}))
}

/// `GET /v1/payment_links/{id}`.
pub(super) fn fetch(world: &World, id: &str) -> Answer<Value> {
    let ledger = world.money.lock();
    let link = ledger
        .links
        .get(id)
        .ok_or_else(|| RazorpayError::link("The id provided does not exist"))?;
    Ok(link.json(&ledger))
}

/// `GET /v1/payment_links`: the one collection that is not called a collection.
pub(super) fn list(world: &World, query: &[(String, String)]) -> Answer<Value> {
    let page = Page::read(query)?;
    let asked =
        |key: &str| query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let ledger = world.money.lock();
    let fits = |link: &&PaymentLink| {
        asked("reference_id").is_none_or(|reference| link.reference_id == reference)
            && asked("payment_id")
                .is_none_or(|payment| link.payment_ids.iter().any(|id| id == payment))
    };
    let found = ledger.links.values().rev().filter(fits);
    let links: Vec<Value> =
        page.cut(found, |link| link.created_at).map(|link| link.json(&ledger)).collect();
    Ok(json!({"payment_links": links}))
}

/// `PATCH /v1/payment_links/{id}`.
pub(super) fn update(world: &Arc<World>, id: &str, body: &Value) -> Answer<Value> {
    let map = object(body)?;
    only(map, &["reference_id", "expire_by", "notes", "reminder_enable", "accept_partial"])?;
    let now = world.clock.seconds();
    let mut ledger = world.money.lock();
    let link = ledger
        .links
        .get(id)
        .ok_or_else(|| RazorpayError::link("The id provided does not exist"))?;
    if !link.status.is_open() {
        return Err(RazorpayError::link(
            "update can only be made in created or partially paid state",
        ));
    }
    let mut link = link.clone();
    let reference = text(map, "reference_id", 40)?;
    if !reference.is_empty() && reference != link.reference_id {
        if ledger.references.contains_key(reference) {
            return Err(taken(reference));
        }
        ledger.references.insert(reference.to_owned(), id.to_owned());
        reference.clone_into(&mut link.reference_id);
    }
    if map.contains_key("expire_by") {
        link.expire_by = expiry(map, now)?;
        sweep_later(world, id, link.expire_by);
    }
    if map.contains_key("notes") {
        link.notes = notes(map)?;
    }
    link.reminder_enable = flag(map, "reminder_enable")?.unwrap_or(link.reminder_enable);
    link.accept_partial = flag(map, "accept_partial")?.unwrap_or(link.accept_partial);
    link.updated_at = now;
    let answer = link.json(&ledger);
    ledger.links.insert(id.to_owned(), link);
    drop(ledger);
    world.changed();
    Ok(answer)
}

/// `POST /v1/payment_links/{id}/cancel`: only from `created`.
pub(super) fn cancel(world: &Arc<World>, id: &str) -> Answer<Value> {
    let now = world.clock.seconds();
    let mut ledger = world.money.lock();
    let link = ledger
        .links
        .get_mut(id)
        .ok_or_else(|| RazorpayError::link("The id provided does not exist"))?;
    let refusal = match link.status {
        LinkStatus::Created => None,
        LinkStatus::Paid | LinkStatus::PartiallyPaid => {
            Some("cannot cancel or expire an already paid / partially paid link")
        }
        LinkStatus::Expired => Some("cannot cancel or expire an expired link"),
        LinkStatus::Cancelled => Some("cannot cancel or expire a cancelled link"),
    };
    if let Some(refusal) = refusal {
        return Err(RazorpayError::link(refusal));
    }
    link.status = LinkStatus::Cancelled;
    link.cancelled_at = now;
    link.updated_at = now;
    let link = link.clone();
    let answer = link.json(&ledger);
    drop(ledger);
    world.changed();
    events::emit(
        world,
        &link.id,
        vec![link_event("payment_link.cancelled", &link, answer.clone())],
    );
    Ok(answer)
}

/// `POST /v1/payment_links/{id}/notify_by/{medium}`.
pub(super) fn notify_by(world: &World, id: &str, medium: &str) -> Answer<Value> {
    if !id.starts_with("plink_") {
        return Err(RazorpayError::link(format!("invalid input [id] = [{id}]")));
    }
    if !matches!(medium, "sms" | "email") {
        return Err(RazorpayError::link("not a valid notification medium"));
    }
    fetch(world, id)?;
    Ok(json!({"success": true}))
}

fn sweep_later(world: &Arc<World>, id: &str, expire_by: i64) {
    let id = id.to_owned();
    world.agenda.later((expire_by + SWEPT_AFTER) * SECOND, move |world| sweep(world, &id));
}

/// Expires a link whose time is over, unless it was paid, cancelled or given more time.
pub(super) fn sweep(world: &Arc<World>, id: &str) {
    let now = world.clock.seconds();
    let mut ledger = world.money.lock();
    let Some(link) = ledger.links.get_mut(id) else { return };
    if !link.status.is_open() || now < link.expire_by {
        return;
    }
    link.status = LinkStatus::Expired;
    link.expired_at = now;
    let link = link.clone();
    let entity = link.json(&ledger);
    drop(ledger);
    world.changed();
    events::emit(world, &link.id, vec![link_event("payment_link.expired", &link, entity)]);
}

/// Events of links carry the link's creation time as their own: never an order of things.
pub(super) fn link_event(name: &'static str, link: &PaymentLink, entity: Value) -> Event {
    Event { name, entities: vec![("payment_link", entity)], created_at: link.created_at }
}

/// The link behind a short URL or its last part.
pub(super) fn by_short(ledger: &Ledger, url: &str) -> Option<PaymentLink> {
    let short = url.rsplit('/').next().unwrap_or_default();
    let id = ledger.shorts.get(short)?;
    ledger.links.get(id).cloned()
}
