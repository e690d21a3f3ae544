//! An invoice as the phone shows it (whatsapp.md 6.2). That its sums are right is checked where the message comes in.

use std::fmt::{self, Write as _};

use serde::Serialize;
use serde_json::Value;

/// The invoice of an `order_details` or the state of an `order_status`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Bill {
    pub reference_id: String,
    pub total_paise: Option<i64>,
    pub status: String,
    pub lines: Vec<BillLine>,
    /// What stands between the lines and the total.
    pub charges: Vec<Charge>,
    /// When it can no longer be paid, and how the business words that.
    pub expires_ms: Option<i64>,
    pub expiry: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BillLine {
    pub name: String,
    pub quantity: i64,
    pub amount_paise: i64,
}

/// Subtotal, tax, shipping; a discount is below zero.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Charge {
    pub name: String,
    pub amount_paise: i64,
}

impl Bill {
    /// Of the parameters of an invoice.
    pub(crate) fn of(details: &Value) -> Self {
        let order = &details["order"];
        let expiration = &order["expiration"];
        let ends = expiration["timestamp"].as_str().and_then(|text| text.parse::<i64>().ok());
        let items = order["items"].as_array().into_iter().flatten();
        Self {
            total_paise: details["total_amount"]["value"].as_i64(),
            lines: items.map(BillLine::of).collect(),
            charges: charges(order),
            expires_ms: ends.map(|seconds| seconds.saturating_mul(1000)),
            expiry: expiration["description"].as_str().map(str::to_owned),
            ..Self::state(details)
        }
    }

    /// Of what tells how an order stands: its reference and a word.
    pub(crate) fn state(details: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self {
            reference_id: text(&details["reference_id"]),
            status: text(&details["order"]["status"]),
            ..Self::default()
        }
    }
}

impl BillLine {
    fn of(item: &Value) -> Self {
        let price =
            item.get("sale_amount").filter(|sale| sale.is_object()).unwrap_or(&item["amount"]);
        Self {
            name: item["name"].as_str().unwrap_or_default().to_owned(),
            quantity: item["quantity"].as_i64().unwrap_or(0),
            amount_paise: price["value"].as_i64().unwrap_or(0),
        }
    }
}

fn charges(order: &Value) -> Vec<Charge> {
    let charge = |key: &str, name: &str, sign: i64| {
        let amount = order[key]["value"].as_i64()?;
        let own = [&order[key]["discount_program_name"], &order[key]["description"]];
        let own = own.into_iter().find_map(|text| text.as_str().filter(|text| !text.is_empty()));
        let name = own.map_or_else(|| name.to_owned(), |own| format!("{name} ({own})"));
        Some(Charge { name, amount_paise: sign * amount })
    };
    let all = [
        charge("subtotal", "Subtotal", 1),
        charge("tax", "Tax", 1),
        charge("shipping", "Shipping", 1),
        charge("discount", "Discount", -1),
    ];
    all.into_iter().flatten().collect()
}

impl fmt::Display for Bill {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = format!("🧾 {} ({})", self.reference_id, self.status);
        if let Some(total) = self.total_paise {
            // Writing to a String cannot fail.
            let _ = write!(text, " ₹{}.{:02}", total / 100, total % 100);
        }
        out.write_str(&text)
    }
}
