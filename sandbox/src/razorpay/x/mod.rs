//! RazorpayX: who is paid (contacts, fund accounts), whether an account is somebody's (validations), and payouts from the
//! business's own current account (razorpay.md 10). Keys, webhook and secret are its own.

mod books;

mod contacts;

mod payouts;

mod validations;

use std::sync::Arc;

use serde_json::Value;

use super::{
    Call,
    errors::{Answer, RazorpayError},
    json,
};
use crate::world::World;

pub(crate) use self::books::Bank;
pub use self::books::{Payout, PayoutEnd};
pub(crate) use self::payouts::{fill, finish, reverse};

/// Whether a path is RazorpayX's.
pub(super) fn is_of(path: &[&str]) -> bool {
    matches!(path.first(), Some(&"contacts" | &"fund_accounts" | &"payouts" | &"banking_balances"))
}

pub(super) fn route(world: &Arc<World>, call: &Call<'_>) -> Answer<Value> {
    let query = call.query.as_slice();
    match (call.method, call.path.as_slice()) {
        ("POST", ["contacts"]) => contacts::create(world, &json(call)?),
        ("GET", ["contacts", id]) => contacts::fetch(world, id),
        ("POST", ["fund_accounts"]) => contacts::create_fund_account(world, &json(call)?),
        ("POST", ["fund_accounts", "validations"]) => validations::create(world, &json(call)?),
        ("GET", ["fund_accounts", "validations", id]) => validations::fetch(world, id),
        ("GET", ["fund_accounts", id]) => contacts::fetch_fund_account(world, id),
        ("POST", ["payouts"]) => payouts::create(world, call.payout_key, &json(call)?),
        ("GET", ["payouts"]) => payouts::list(world, query),
        ("GET", ["payouts", id]) => payouts::fetch(world, id),
        ("POST", ["payouts", id, "cancel"]) => payouts::cancel(world, id),
        ("GET", ["banking_balances"]) => Ok(world.bank.balances()),
        _ => Err(RazorpayError::unknown_url()),
    }
}

/// The account that money leaves, as every request of it must name it.
fn source(world: &World, map: &serde_json::Map<String, Value>) -> Answer<()> {
    let named = map.get("account_number").and_then(Value::as_str).unwrap_or_default();
    if named.is_empty() {
        let text = "The account number field is required.";
        return Err(RazorpayError::bad(text).field("account_number"));
    }
    if named != world.options.razorpayx_account_number {
        let text = "The account number is invalid.";
        return Err(RazorpayError::bad(text).field("account_number"));
    }
    Ok(())
}

/// A text within its lengths.
fn text<'a>(
    map: &'a serde_json::Map<String, Value>,
    key: &str,
    (least, most): (usize, usize),
) -> Answer<&'a str> {
    let text = map.get(key).and_then(Value::as_str).unwrap_or_default();
    let length = text.chars().count();
    if length < least {
        let must = if least > 1 {
            format!("must be at least {least} characters")
        } else {
            "is required".to_owned()
        };
        return Err(RazorpayError::bad(format!("The {key} field {must}.")).field(key));
    }
    if length > most {
        let text = format!("The {key} may not be greater than {most} characters.");
        return Err(RazorpayError::bad(text).field(key));
    }
    Ok(text)
}

/// Unlike links, RazorpayX says which field it does not know.
fn only(map: &serde_json::Map<String, Value>, known: &[&str]) -> Answer<()> {
    match map.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => {
            Err(RazorpayError::bad(format!("{key} is/are not required and should not be sent"))
                .field(key))
        }
        None => Ok(()),
    }
}

fn object(body: &Value) -> Answer<&serde_json::Map<String, Value>> {
    body.as_object().ok_or_else(|| RazorpayError::bad("The body must be an object"))
}
