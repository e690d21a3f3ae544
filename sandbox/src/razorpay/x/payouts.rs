//! Payouts: the rules, the mandatory key, and queued → processing → processed, failed or reversed (razorpay.md 10).

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{
    books::{Payout, PayoutEnd, Vault},
    object, only, source, text,
};
use crate::razorpay::books::Keyed;
use crate::razorpay::errors::{Answer, RazorpayError};
use crate::razorpay::events::{self, Event};
use crate::razorpay::fields::notes;
use crate::razorpay::paging::{Page, collection};
use crate::{clock::SECOND, options::Pace, world::World};

/// The header without which no payout is made.
const KEY: &str = "X-Payout-Idempotency";
const LIFELIKE: i64 = 3 * SECOND;

const KNOWN: [&str; 11] = [
    "account_number",
    "fund_account_id",
    "amount",
    "currency",
    "mode",
    "purpose",
    "queue_if_low_balance",
    "reference_id",
    "narration",
    "notes",
    "scheduled_at",
];
const PURPOSES: [&str; 6] =
    ["refund", "cashback", "payout", "salary", "utility bill", "vendor bill"];

pub(super) fn create(world: &Arc<World>, key: Option<&str>, body: &Value) -> Answer<Value> {
    let key = key_of(key)?;
    let mut vault = world.bank.lock();
    match vault.keys.get(key) {
        None => {}
        Some(Keyed::UnderWay) => {
            let text = "Another request with the same idempotency key is still in progress.";
            return Err(RazorpayError::bad(text).status(409));
        }
        // What it has become meanwhile: the key is the payout's.
        Some(Keyed::Done { body: known, answer }) if known == body => {
            let id = answer["id"].as_str().unwrap_or_default();
            return Ok(vault.payouts.get(id).map_or_else(|| answer.clone(), Payout::json));
        }
        Some(Keyed::Done { .. }) => {
            return Err(RazorpayError::bad(
                "Different request with the same idempotency key has already been processed.",
            ));
        }
    }
    let payout = read(world, &vault, object(body)?)?;
    let answer = payout.json();
    vault.keys.insert(key.to_owned(), Keyed::Done { body: body.clone(), answer: answer.clone() });
    let (id, queued) = (payout.id.clone(), payout.status == "queued");
    if !queued {
        vault.balance -= payout.amount_paise;
    }
    vault.payouts.insert(id.clone(), payout);
    drop(vault);
    world.changed();
    tell(world, &id, if queued { "payout.queued" } else { "payout.initiated" });
    if !queued {
        end_later(world, &id);
    }
    Ok(answer)
}

fn key_of(key: Option<&str>) -> Answer<&str> {
    let bad = |text: &str| RazorpayError::bad(text).field(KEY);
    let key = key.ok_or_else(|| bad("The X-Payout-Idempotency header is required."))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ');
    if !(4..=36).contains(&key.len()) || !key.chars().all(plain) {
        return Err(bad(
            "The idempotency key must be 4 to 36 characters of letters, digits, -, _ and space.",
        ));
    }
    Ok(key)
}

fn read(world: &World, vault: &Vault, map: &Map<String, Value>) -> Answer<Payout> {
    only(map, &KNOWN)?;
    source(world, map)?;
    let fund_account_id = text(map, "fund_account_id", (1, 40))?;
    let account = vault.accounts.get(fund_account_id).ok_or_else(RazorpayError::unknown_id)?;
    let amount = map
        .get("amount")
        .and_then(Value::as_i64)
        .ok_or_else(|| RazorpayError::bad("The amount must be an integer.").field("amount"))?;
    if amount < 100 {
        return Err(RazorpayError::bad("The amount must be at least INR 1.00").field("amount"));
    }
    if map.get("currency").is_none_or(|currency| currency != "INR") {
        return Err(RazorpayError::bad("The currency must be INR").field("currency"));
    }
    let mode = text(map, "mode", (1, 10))?;
    mode_fits(mode, &account.kind, amount)?;
    let purpose = text(map, "purpose", (1, 30))?;
    if !PURPOSES.contains(&purpose) {
        return Err(RazorpayError::bad(format!("Invalid purpose: {purpose}")).field("purpose"));
    }
    let narration = text(map, "narration", (0, 30))?;
    if !narration.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ') {
        return Err(RazorpayError::bad("The narration format is invalid.").field("narration"));
    }
    let reference_id = text(map, "reference_id", (0, 40))?;
    let notes = notes(map).map_err(|error| RazorpayError::bad(error.description))?;
    let queues = map.get("queue_if_low_balance").and_then(Value::as_bool).unwrap_or(false);
    let short = vault.balance < amount;
    if short && !queues {
        let text = "Your account does not have enough balance to carry out the payout operation.";
        return Err(RazorpayError::bad(text));
    }
    Ok(Payout {
        id: world.ids.razorpay("pout_"),
        fund_account_id: fund_account_id.to_owned(),
        amount_paise: amount,
        mode: mode.to_owned(),
        status: if short { "queued" } else { "processing" },
        reference_id: reference_id.to_owned(),
        utr: None,
        narration: narration.to_owned(),
        purpose: purpose.to_owned(),
        notes: if notes.is_null() { json!([]) } else { notes },
        queues,
        reason: Some(if short { "low_balance" } else { "payout_bank_processing" }),
        created_at: world.clock.seconds(),
    })
}

/// UPI up to a lakh and to an address alone, IMPS up to five, RTGS from two.
fn mode_fits(mode: &str, kind: &str, amount: i64) -> Answer<()> {
    let fits = match mode {
        "UPI" => kind == "vpa" && amount <= 10_000_000,
        "IMPS" => kind == "bank_account" && amount <= 50_000_000,
        "NEFT" => kind == "bank_account",
        "RTGS" => kind == "bank_account" && amount > 20_000_000,
        _ => false,
    };
    if fits {
        return Ok(());
    }
    let text = format!("Payout mode {mode} is not possible for this account and amount");
    Err(RazorpayError::bad(text).field("mode"))
}

fn end_later(world: &Arc<World>, id: &str) {
    let id = id.to_owned();
    let wait = if world.options.pace == Pace::Instant { 0 } else { LIFELIKE };
    world.agenda.soon(world.clock.now() + wait, move |world| {
        let end = world.bank.lock().ends.pop_front().unwrap_or(PayoutEnd::Processed);
        let _ = finish(world, &id, end);
    });
}

/// The bank has answered. False: there is no such payout, or it has ended.
pub(crate) fn finish(world: &Arc<World>, id: &str, end: PayoutEnd) -> bool {
    let mut vault = world.bank.lock();
    let Some(payout) = vault.payouts.get_mut(id).filter(|one| one.status == "processing") else {
        return false;
    };
    let name = match end {
        PayoutEnd::Stuck => return true,
        PayoutEnd::Processed => {
            (payout.status, payout.reason) = ("processed", Some("payout_processed"));
            payout.utr = Some(world.ids.digits(4));
            "payout.processed"
        }
        PayoutEnd::Failed => {
            (payout.status, payout.reason) = ("failed", Some("bank_account_invalid"));
            "payout.failed"
        }
        PayoutEnd::Reversed => {
            (payout.status, payout.reason) = ("reversed", Some("bank_account_closed"));
            payout.utr = Some(world.ids.digits(4));
            "payout.reversed"
        }
    };
    let back = if end == PayoutEnd::Processed { 0 } else { payout.amount_paise };
    vault.balance += back;
    drop(vault);
    world.changed();
    tell(world, id, name);
    true
}

/// It comes back, also when it was processed already.
pub(crate) fn reverse(world: &Arc<World>, id: &str) -> bool {
    let mut vault = world.bank.lock();
    let may = |one: &&mut Payout| matches!(one.status, "processed" | "processing");
    let Some(payout) = vault.payouts.get_mut(id).filter(may) else { return false };
    (payout.status, payout.reason) = ("reversed", Some("bank_account_closed"));
    let back = payout.amount_paise;
    vault.balance += back;
    drop(vault);
    world.changed();
    tell(world, id, "payout.reversed");
    true
}

/// Somebody has filled the account: what waits for it goes, oldest first.
pub(crate) fn fill(world: &Arc<World>, balance: i64) {
    let mut vault = world.bank.lock();
    vault.balance = balance;
    let mut go = Vec::new();
    let mut left = balance;
    for payout in vault.payouts.values_mut().filter(|one| one.status == "queued" && one.queues) {
        if payout.amount_paise > left {
            break;
        }
        left -= payout.amount_paise;
        (payout.status, payout.reason) = ("processing", Some("payout_bank_processing"));
        go.push(payout.id.clone());
    }
    vault.balance = left;
    drop(vault);
    world.changed();
    for id in go {
        tell(world, &id, "payout.initiated");
        end_later(world, &id);
    }
}

fn tell(world: &Arc<World>, id: &str, name: &'static str) {
    let Some(entity) = world.bank.lock().payouts.get(id).map(Payout::json) else { return };
    let event =
        Event { name, entities: vec![("payout", entity)], created_at: world.clock.seconds() };
    events::emit_of_x(world, id, event);
}

pub(super) fn fetch(world: &World, id: &str) -> Answer<Value> {
    world.bank.lock().payouts.get(id).map(Payout::json).ok_or_else(RazorpayError::unknown_id)
}

pub(super) fn list(world: &World, query: &[(String, String)]) -> Answer<Value> {
    let of =
        |key: &str| query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let named = Map::from_iter([("account_number".to_owned(), json!(of("account_number")))]);
    source(world, &named)?;
    let page = Page::read(query)?;
    let vault = world.bank.lock();
    let all = vault.payouts.values().rev();
    Ok(collection(page.cut(all, |one| one.created_at).map(Payout::json).collect()))
}

pub(super) fn cancel(world: &Arc<World>, id: &str) -> Answer<Value> {
    let mut vault = world.bank.lock();
    let payout = vault.payouts.get_mut(id).ok_or_else(RazorpayError::unknown_id)?;
    if payout.status != "queued" {
        return Err(RazorpayError::bad("Only queued payouts can be cancelled."));
    }
    payout.status = "cancelled";
    let answer = payout.json();
    drop(vault);
    world.changed();
    Ok(answer)
}
