//! A bill in the chat: the JSON of `order_details` and of `order_status`, and what Meta would refuse of it (whatsapp.md §6.2,
//! §6.3, §6.5).

use realserv_domain::message::{Bill, BillEnd, BillLine, Charge};
use realserv_domain::money::Paise;
use serde_json::{Value, json};

use super::limits::{Checked, LimitBroken, length};

const REFERENCE: usize = 35;
const RECEIPT: usize = 40;
const CONFIGURATION: usize = 60;
const LINE: usize = 60;
const EXPIRY: usize = 120;
const NAME: usize = 200;
const ADDRESS_LINE: usize = 100;

/// Where all sites are: RealServ serves one city.
const CITY: &str = "Hyderabad";
const STATE: &str = "Telangana";

pub(super) fn action(bill: &Bill) -> Value {
    let order = order(bill);
    // Razorpay copies notes onto its order and payments, as it does a link's: its webhooks lead to the same order of ours.
    let notes = json!({"reference": bill.receipt});
    let gateway = json!({
        "type": "razorpay",
        "configuration_name": bill.configuration,
        "razorpay": {"receipt": bill.receipt, "notes": notes},
    });
    let parameters = json!({
        "reference_id": bill.reference,
        "type": "physical-goods",
        "beneficiaries": [{
            "name": bill.name,
            "address_line1": bill.locality,
            "city": CITY,
            "state": STATE,
            "country": "India",
            "postal_code": bill.pin.as_str(),
        }],
        "currency": "INR",
        "total_amount": amount(bill.total_paise),
        "payment_settings": [{"type": "payment_gateway", "payment_gateway": gateway}],
        "order": order,
    });
    json!({"name": "review_and_pay", "parameters": parameters})
}

/// Both states are final; Meta writes one of them with a single l.
pub(super) fn ended(reference: &str, end: BillEnd) -> Value {
    let status = match end {
        BillEnd::Completed => "completed",
        BillEnd::Cancelled => "canceled",
    };
    let parameters = json!({"reference_id": reference, "order": {"status": status}});
    json!({"name": "review_order", "parameters": parameters})
}

fn order(bill: &Bill) -> Value {
    let items: Vec<Value> = bill.lines.iter().map(|line| item(line, bill)).collect();
    let expires_at = bill.expires_at.as_second().to_string();
    let mut tax = amount(Paise::ZERO);
    tax["description"] = json!(bill.tax);
    let mut order = json!({
        "status": "pending",
        "expiration": {"timestamp": expires_at, "description": bill.expiry},
        "items": items,
        "subtotal": amount(bill.subtotal().unwrap_or_default()),
        "tax": tax,
    });
    for (key, charge) in [("shipping", &bill.delivery), ("discount", &bill.discount)] {
        if let Some(Charge { name, amount_paise }) = charge {
            order[key] = amount(*amount_paise);
            order[key]["description"] = json!(name);
        }
    }
    order
}

/// The gateway's guide wants origin and importer of what is in no catalogue; nothing here is imported.
fn item(line: &BillLine, bill: &Bill) -> Value {
    json!({
        "name": line.name,
        "amount": amount(line.price_paise),
        "quantity": line.quantity,
        "country_of_origin": "India",
        "importer_name": "Not applicable",
        "importer_address": {
            "address_line1": "Not applicable",
            "city": CITY,
            "postal_code": bill.pin.as_str(),
            "country_code": "IN",
        },
    })
}

fn amount(paise: Paise) -> Value {
    json!({"value": paise.get(), "offset": 100})
}

/// How long it still runs is not looked at: whoever made it knew what time it is.
pub(super) fn check(bill: &Bill) -> Checked {
    check_reference(&bill.reference)?;
    length("bill.receipt", &bill.receipt, RECEIPT)?;
    length("bill.configuration", &bill.configuration, CONFIGURATION)?;
    length("bill.expiry", &bill.expiry, EXPIRY)?;
    length("bill.name", &bill.name, NAME)?;
    length("bill.locality", &bill.locality, ADDRESS_LINE)?;
    length("bill.tax", &bill.tax, LINE)?;
    if bill.lines.is_empty() {
        return Err(LimitBroken::Empty { field: "bill.lines" });
    }
    for line in &bill.lines {
        length("bill.line", &line.name, LINE)?;
        if line.quantity == 0 || line.price_paise < Paise::ZERO {
            return Err(LimitBroken::Form { field: "bill.line" });
        }
    }
    for charge in [&bill.delivery, &bill.discount].into_iter().flatten() {
        length("bill.charge", &charge.name, LINE)?;
        if charge.amount_paise < Paise::ZERO {
            return Err(LimitBroken::Form { field: "bill.charge" });
        }
    }
    if sums_up(bill) { Ok(()) } else { Err(LimitBroken::Form { field: "bill.total" }) }
}

pub(super) fn check_reference(reference: &str) -> Checked {
    length("bill.reference", reference, REFERENCE)?;
    if reference.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c)) {
        Ok(())
    } else {
        Err(LimitBroken::Form { field: "bill.reference" })
    }
}

/// Meta refuses what does not, to the paisa.
fn sums_up(bill: &Bill) -> bool {
    let of =
        |charge: &Option<Charge>| charge.as_ref().map_or(0, |charge| charge.amount_paise.get());
    let due = bill
        .subtotal()
        .and_then(|goods| goods.get().checked_add(of(&bill.delivery)))
        .and_then(|sum| sum.checked_sub(of(&bill.discount)));
    due == Some(bill.total_paise.get()) && bill.total_paise > Paise::ZERO
}
