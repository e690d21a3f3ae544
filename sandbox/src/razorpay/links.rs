//! Payment links: create, fetch, list, update, cancel, notify, expire (razorpay.md 2).

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    books::{Ledger, LinkStatus, PaymentLink},
    errors::{Answer, RazorpayError},
    events::{self, Event},
    fields::{self, flag, object, only, text},
    paging::Page,
};
use crate::{clock::SECOND, world::World};

/// Expiry is swept: published samples were 11 to 24 s late.
const SWEPT_AFTER: i64 = 15;

fn taken(reference: &str) -> RazorpayError {
    RazorpayError::link(format!(
        "payment link with given reference_id: {reference} already exists. Please create a payment link with a different reference_id"
    ))
}

/// `POST /v1/payment_links`.
pub(super) fn create(world: &Arc<World>, body: &Value) -> Answer<Value> {
    let map = object(body)?;
    only(map, fields::CREATE_KEYS)?;
    let now = world.clock.seconds();
    let amount_paise = fields::paise(world, map, "amount")?;
    let partial = flag(map, "accept_partial")?.unwrap_or(false);
    if flag(map, "upi_link")?.unwrap_or(false) {
        return Err(fields::upi_refusal(map, partial));
    }
    if map.get("currency").is_some_and(|currency| currency != "INR") {
        return Err(RazorpayError::link("currency: wrong input field sent."));
    }
    let first_min_partial = fields::first_part(world, map, partial)?;
    fields::options(map)?;
    let reference_id = text(map, "reference_id", 40)?.to_owned();
    let short = world.ids.short();
    let link = PaymentLink {
        id: world.ids.razorpay("plink_"),
        short_url: format!("{}/razorpay/pay/{short}", world.url),
        amount_paise,
        paid_paise: 0,
        status: LinkStatus::Created,
        description: text(map, "description", 2048)?.to_owned(),
        expire_by: fields::expiry(map, now)?,
        expired_at: 0,
        cancelled_at: 0,
        created_at: now,
        updated_at: now,
        order_id: None,
        callback_url: fields::callback(map)?,
        payment_ids: Vec::new(),
        short,
        accept_partial: partial,
        first_min_partial,
        reminder_enable: flag(map, "reminder_enable")?.unwrap_or(true),
        customer: fields::customer(map)?,
        notes: fields::notes(map)?,
        notify: fields::notify(map)?,
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
            // Links for UPI alone exist in live mode only: there is none here.
            && asked("upi_link").is_none_or(|wanted| wanted != "1")
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
        link.expire_by = fields::expiry(map, now)?;
        sweep_later(world, id, link.expire_by);
    }
    if map.contains_key("notes") {
        link.notes = fields::notes(map)?;
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
