//! In-chat invoices and their states (whatsapp.md 6.2, 6.3, 6.5), as they are read. What became of an order is in `orders.rs`.

use super::{
    check::Node,
    errors::{Answer, GraphError},
};
use crate::{
    clock::SECOND,
    people::{Bill, BillLine, Button, ButtonKind, Shown},
};

/// `{value, offset: 100}` in paise.
fn amount(node: &Node, key: &str) -> Answer<i64> {
    let amount = node.node(key)?;
    if amount.integer("offset")? != 100 {
        return Err(GraphError::value(format!("{} must be 100", amount.path_of("offset"))));
    }
    let value = amount.integer("value")?;
    if value < 0 {
        return Err(GraphError::value(format!("{} must not be negative", amount.path_of("value"))));
    }
    amount.short("description", 0..=60)?;
    amount.short("discount_program_name", 0..=60)?;
    Ok(value)
}

/// Shipping and discount may be missing and count as nothing then.
fn opt_amount(node: &Node, key: &str) -> Answer<i64> {
    if node.has(key) { amount(node, key) } else { Ok(0) }
}

/// An invoice: the total must be the sum of its parts, to the paisa.
pub(super) fn order_details(action: &Node, shown: &mut Shown, now: i64) -> Answer<()> {
    action.only(&["name", "parameters"])?;
    action.one_of("name", &["review_and_pay"])?;
    let parameters = action.node("parameters")?;
    let reference_id = reference(&parameters)?;
    let goods = parameters.one_of("type", &["physical-goods", "digital-goods"])?;
    if goods == "physical-goods" {
        for beneficiary in parameters.opt_nodes("beneficiaries")? {
            beneficiary.text("name", 1..=200)?;
            beneficiary.text("address_line1", 1..=100)?;
            beneficiary.short("address_line2", 0..=100)?;
            beneficiary.text("postal_code", 6..=6)?;
        }
    }
    parameters.one_of("currency", &["INR"])?;
    payment_settings(&parameters)?;
    let total = amount(&parameters, "total_amount")?;
    let order = parameters.node("order")?;
    order.one_of("status", &["pending"])?;
    let lines = order_lines(&order)?;
    let subtotal = amount(&order, "subtotal")?;
    let sum: i64 = lines.iter().map(|line| line.amount_paise.saturating_mul(line.quantity)).sum();
    if sum != subtotal {
        return Err(GraphError::value(format!(
            "order.subtotal {subtotal} is not the sum of the items {sum}"
        )));
    }
    let due = subtotal + amount(&order, "tax")? + opt_amount(&order, "shipping")?
        - opt_amount(&order, "discount")?;
    if due != total {
        return Err(GraphError::value(format!(
            "total_amount {total} is not subtotal + tax + shipping - discount = {due}"
        )));
    }
    if let Some(expiration) = order.opt_node("expiration")? {
        let at: i64 = expiration.text("timestamp", 1..=20)?.parse().unwrap_or(0);
        expiration.text("description", 1..=120)?;
        if at < now / SECOND + 300 {
            return Err(GraphError::value(
                "order.expiration.timestamp must be at least 300 seconds ahead",
            ));
        }
    }
    shown.buttons.push(Button {
        title: "Review and pay".to_owned(),
        kind: ButtonKind::Pay { reference_id: reference_id.clone() },
    });
    shown.bill =
        Some(Bill { reference_id, total_paise: Some(total), status: "pending".to_owned(), lines });
    Ok(())
}

/// Quantities are integers of at least one: 2.5 t of sand are one item with the unit in its name.
fn order_lines(order: &Node) -> Answer<Vec<BillLine>> {
    let items = order.nodes("items", 1..=usize::MAX)?;
    let with_images = items.iter().any(|item| item.has("image"));
    if with_images && items.len() > 10 {
        return Err(GraphError::value("At most 10 items when items have images"));
    }
    items
        .iter()
        .map(|item| {
            let quantity = item.integer("quantity")?;
            if quantity < 1 {
                return Err(GraphError::value(format!(
                    "{} must be at least 1",
                    item.path_of("quantity")
                )));
            }
            let price = amount(item, "amount")?;
            let price = if item.has("sale_amount") { amount(item, "sale_amount")? } else { price };
            Ok(BillLine {
                name: item.text("name", 1..=60)?.to_owned(),
                quantity,
                amount_paise: price,
            })
        })
        .collect()
}

/// Whether a gateway configuration exists shows only when the person tries to pay, as with Meta.
fn payment_settings(parameters: &Node) -> Answer<()> {
    for setting in parameters.nodes("payment_settings", 1..=5)? {
        let kind =
            setting.one_of("type", &["payment_gateway", "upi_intent_link", "payment_link"])?;
        let detail = setting.node(kind)?;
        if kind == "payment_gateway" {
            let gateway = detail.one_of("type", &["razorpay", "payu", "billdesk", "zaakpay"])?;
            detail.text("configuration_name", 1..=60)?;
            if let Some(own) = detail.opt_node(gateway)? {
                own.short("receipt", 0..=40)?;
            }
        }
    }
    Ok(())
}

/// `[A-Za-z0-9_.-]{1,35}`.
fn reference(parameters: &Node) -> Answer<String> {
    let reference = parameters.text("reference_id", 1..=35)?;
    if reference.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c)) {
        return Ok(reference.to_owned());
    }
    Err(GraphError::value(format!(
        "{} has a character that is not allowed",
        parameters.path_of("reference_id")
    )))
}

/// What has become of an invoice; whether the step is allowed is decided when it is delivered (2046, 2047).
pub(super) fn order_status(action: &Node, shown: &mut Shown) -> Answer<()> {
    action.only(&["name", "parameters"])?;
    action.one_of("name", &["review_order"])?;
    let parameters = action.node("parameters")?;
    let order = parameters.node("order")?;
    let known = ["pending", "processing", "partially_shipped", "shipped", "completed", "canceled"];
    let status = order.one_of("status", &known)?.to_owned();
    order.short("description", 0..=120)?;
    shown.bill = Some(Bill {
        reference_id: reference(&parameters)?,
        total_paise: None,
        status,
        lines: Vec::new(),
    });
    Ok(())
}

/// Where an in-chat order stands, after its last message: whether a further step is allowed.
pub(super) fn step_failure(from: &str, to: &str) -> Option<i64> {
    let final_already = matches!(from, "completed" | "canceled");
    (final_already || to == "pending").then_some(2046)
}
