//! Contacts and their fund accounts. The same details again are the same contact, or account.

use serde_json::{Value, json};

use super::{
    books::{Contact, FundAccount},
    object, only, text,
};
use crate::razorpay::errors::{Answer, RazorpayError};
use crate::razorpay::fields::notes;
use crate::world::World;

const KINDS: [&str; 4] = ["vendor", "customer", "employee", "self"];

pub(super) fn create(world: &World, body: &Value) -> Answer<Value> {
    let map = object(body)?;
    only(map, &["name", "email", "contact", "type", "reference_id", "notes"])?;
    let name = text(map, "name", (3, 50))?;
    if let Some(wrong) = name.chars().find(|c| !(c.is_alphanumeric() || " .'’()-_&/,".contains(*c)))
    {
        let text = format!("The name format is invalid: {wrong}");
        return Err(RazorpayError::bad(text).field("name"));
    }
    let kind = map.get("type").and_then(Value::as_str).unwrap_or_default();
    if !kind.is_empty() && !KINDS.contains(&kind) {
        return Err(RazorpayError::bad(format!("Invalid type: {kind}")).field("type"));
    }
    let reference_id = text(map, "reference_id", (0, 40))?;
    let notes = notes(map).map_err(|error| RazorpayError::bad(error.description))?;
    let mut vault = world.bank.lock();
    let same = |known: &&Contact| {
        known.name == name && known.kind == kind && known.reference_id == reference_id
    };
    if let Some(known) = vault.contacts.values().find(same) {
        return Ok(known.json());
    }
    let contact = Contact {
        id: world.ids.razorpay("cont_"),
        name: name.to_owned(),
        kind: kind.to_owned(),
        reference_id: reference_id.to_owned(),
        notes: if notes.is_null() { json!([]) } else { notes },
        created_at: world.clock.seconds(),
    };
    let answer = contact.json();
    vault.contacts.insert(contact.id.clone(), contact);
    Ok(answer)
}

pub(super) fn fetch(world: &World, id: &str) -> Answer<Value> {
    world.bank.lock().contacts.get(id).map(Contact::json).ok_or_else(RazorpayError::unknown_id)
}

pub(super) fn create_fund_account(world: &World, body: &Value) -> Answer<Value> {
    let map = object(body)?;
    only(map, &["contact_id", "account_type", "bank_account", "vpa"])?;
    let contact_id = text(map, "contact_id", (1, 40))?;
    let kind = text(map, "account_type", (1, 40))?;
    let (name, number, details) = match kind {
        "bank_account" => bank(map)?,
        "vpa" => upi(map)?,
        _ => {
            return Err(
                RazorpayError::bad("The selected account type is invalid.").field("account_type")
            );
        }
    };
    let mut vault = world.bank.lock();
    if !vault.contacts.contains_key(contact_id) {
        return Err(RazorpayError::unknown_id());
    }
    let same = |known: &&FundAccount| known.contact_id == contact_id && known.details == details;
    if let Some(known) = vault.accounts.values().find(same) {
        return Ok(known.json());
    }
    let account = FundAccount {
        id: world.ids.razorpay("fa_"),
        contact_id: contact_id.to_owned(),
        kind: kind.to_owned(),
        name,
        details,
        number,
        created_at: world.clock.seconds(),
    };
    let answer = account.json();
    vault.accounts.insert(account.id.clone(), account);
    Ok(answer)
}

pub(super) fn fetch_fund_account(world: &World, id: &str) -> Answer<Value> {
    world.bank.lock().accounts.get(id).map(FundAccount::json).ok_or_else(RazorpayError::unknown_id)
}

type Read = (String, String, Value);

fn bank(map: &serde_json::Map<String, Value>) -> Answer<Read> {
    let missing =
        || RazorpayError::bad("The bank account field is required.").field("bank_account");
    let bank = map.get("bank_account").and_then(Value::as_object).ok_or_else(missing)?;
    only(bank, &["name", "ifsc", "account_number"])?;
    let name = text(bank, "name", (3, 120))?;
    let ifsc = text(bank, "ifsc", (11, 11))
        .map_err(|_| RazorpayError::bad("The ifsc must be 11 characters.").field("ifsc"))?;
    let well_formed = ifsc.bytes().enumerate().all(|(at, byte)| match at {
        0..=3 => byte.is_ascii_uppercase(),
        4 => byte == b'0',
        _ => byte.is_ascii_alphanumeric(),
    });
    if !well_formed {
        return Err(RazorpayError::bad("Invalid IFSC Code in Bank Account").field("ifsc"));
    }
    let number = text(bank, "account_number", (5, 35))?;
    if !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(
            RazorpayError::bad("The account number format is invalid.").field("account_number")
        );
    }
    let details = json!({"ifsc": ifsc, "bank_name": "Sandbox Bank", "name": name, "notes": [], "account_number": number});
    Ok((name.to_owned(), number.to_owned(), details))
}

fn upi(map: &serde_json::Map<String, Value>) -> Answer<Read> {
    let missing = || RazorpayError::bad("The vpa field is required.").field("vpa");
    let vpa = map.get("vpa").and_then(Value::as_object).ok_or_else(missing)?;
    only(vpa, &["address"])?;
    let address = text(vpa, "address", (3, 100))?;
    let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let Some((name, handle)) =
        address.split_once('@').filter(|(name, _)| name.chars().all(of_name))
    else {
        return Err(RazorpayError::bad(
            "Invalid VPA. Please enter a valid Virtual Payment Address",
        )
        .field("address"));
    };
    let details = json!({"username": name, "handle": handle, "address": address});
    Ok((String::new(), address.to_owned(), details))
}
