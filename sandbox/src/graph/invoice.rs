//! In-chat invoices and their states (whatsapp.md 6.2, 6.3, 6.5), as they are read. What became of an order is in `orders.rs`.

use super::{
    check::{Node, check_url},
    errors::{Answer, GraphError},
    payment_settings,
};
use crate::{
    clock::SECOND,
    people::{Bill, Button, ButtonKind, Shown},
};

/// An invoice as a message of its own.
pub(super) fn order_details(action: &Node, shown: &mut Shown, now: i64) -> Answer<()> {
    action.only(&["name", "parameters"])?;
    action.one_of("name", &["review_and_pay"])?;
    let bill = details(action, "parameters", &[], now)?;
    shown.buttons.push(Button {
        title: "Review and pay".to_owned(),
        kind: ButtonKind::Pay { reference_id: bill.reference_id.clone() },
    });
    shown.bill = Some(bill);
    Ok(())
}

/// The parameters of an invoice, of a message as of a template's button, which may bring more keys.
pub(super) fn details(holder: &Node, key: &str, more: &[&str], now: i64) -> Answer<Bill> {
    check(&holder.node(key)?, more, now)?;
    Ok(Bill::of(holder.required(key)?))
}

fn check(parameters: &Node, more: &[&str], now: i64) -> Answer<()> {
    let known = [
        "reference_id",
        "type",
        "beneficiaries",
        "currency",
        "total_amount",
        "payment_settings",
        "payment_type",
        "payment_configuration",
        "order",
    ];
    parameters.only(&[known.as_slice(), more].concat())?;
    reference(parameters)?;
    let goods = parameters.one_of("type", &["physical-goods", "digital-goods"])?;
    parameters.one_of("currency", &["INR"])?;
    let by_gateway = payment_settings::read(parameters)?;
    let total = amount(parameters, "total_amount", &[])?;
    let order = parameters.node("order")?;
    order.only(&[
        "status",
        "type",
        "catalog_id",
        "items",
        "subtotal",
        "tax",
        "shipping",
        "discount",
        "expiration",
    ])?;
    order.one_of("status", &["pending"])?;
    if order.has("type") {
        order.one_of("type", &["quick_pay"])?;
    }
    order.short("catalog_id", 1..=64)?;
    beneficiaries(parameters, goods == "physical-goods" && order.has("shipping"))?;
    sums(&order, items(&order, by_gateway)?, total)?;
    expiration(&order, now)
}

/// What has become of an invoice; whether the step is allowed is decided when it is delivered (2046, 2047).
pub(super) fn order_status(action: &Node, shown: &mut Shown) -> Answer<()> {
    action.only(&["name", "parameters"])?;
    action.one_of("name", &["review_order"])?;
    shown.bill = Some(state(action, "parameters")?);
    Ok(())
}

/// The state of an order, of a message as of a template's component.
pub(super) fn state(holder: &Node, key: &str) -> Answer<Bill> {
    let parameters = holder.node(key)?;
    parameters.only(&["reference_id", "order"])?;
    let order = parameters.node("order")?;
    order.only(&["status", "description"])?;
    let known = ["processing", "partially_shipped", "shipped", "completed", "canceled"];
    order.one_of("status", &known)?;
    order.short("description", 0..=120)?;
    reference(&parameters)?;
    Ok(Bill::state(holder.required(key)?))
}

/// `[A-Za-z0-9_.-]{1,35}`.
fn reference(parameters: &Node) -> Answer<()> {
    let reference = parameters.text("reference_id", 1..=35)?;
    if reference.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c)) {
        return Ok(());
    }
    Err(GraphError::value(format!(
        "{} has a character that is not allowed",
        parameters.path_of("reference_id")
    )))
}

/// To whom goods go. "Required for shipped physical goods": those with a charge for shipping, be it nothing.
fn beneficiaries(parameters: &Node, shipped: bool) -> Answer<()> {
    if shipped {
        parameters.nodes("beneficiaries", 1..=usize::MAX)?;
    }
    for person in parameters.opt_nodes("beneficiaries")? {
        person.only(&[
            "name",
            "address_line1",
            "address_line2",
            "city",
            "state",
            "country",
            "postal_code",
        ])?;
        person.text("name", 1..=200)?;
        person.text("address_line1", 1..=100)?;
        person.short("address_line2", 0..=100)?;
        person.filled("city")?;
        person.filled("state")?;
        if person.filled("country")? != "India" {
            return Err(GraphError::value(format!("{} must be India", person.path_of("country"))));
        }
        if !person.text("postal_code", 6..=6)?.chars().all(|c| c.is_ascii_digit()) {
            let path = person.path_of("postal_code");
            return Err(GraphError::value(format!("{path} must have 6 digits")));
        }
    }
    Ok(())
}

/// What the items come to. Wider than an amount, so that no sum overflows.
fn items(order: &Node, by_gateway: bool) -> Answer<i128> {
    let items = order.nodes("items", 1..=usize::MAX)?;
    let with_images = items.iter().any(|item| item.has("image"));
    if with_images && items.len() > 10 {
        return Err(GraphError::value("At most 10 items when items have images"));
    }
    items.iter().map(|item| self::item(item, order.has("catalog_id"), by_gateway)).sum()
}

/// Quantities are integers of at least one: 2.5 t of sand are one item with the unit in its name.
fn item(item: &Node, of_catalog: bool, by_gateway: bool) -> Answer<i128> {
    item.only(&[
        "retailer_id",
        "name",
        "image",
        "amount",
        "sale_amount",
        "quantity",
        "country_of_origin",
        "importer_name",
        "importer_address",
    ])?;
    item.short("retailer_id", 1..=100)?;
    if let Some(image) = item.opt_node("image")? {
        if of_catalog || item.has("retailer_id") {
            let path = item.path_of("image");
            return Err(GraphError::value(format!("{path} excludes retailer_id and catalog_id")));
        }
        image.only(&["link"])?;
        check_url(&image.path_of("link"), image.filled("link")?)?;
    }
    origin(item, by_gateway && !of_catalog)?;
    let quantity = item.integer("quantity")?;
    if quantity < 1 {
        let path = item.path_of("quantity");
        return Err(GraphError::value(format!("{path} must be at least 1")));
    }
    let price = amount(item, "amount", &[])?;
    let price = if item.has("sale_amount") { amount(item, "sale_amount", &[])? } else { price };
    item.text("name", 1..=60)?;
    Ok(i128::from(price) * i128::from(quantity))
}

/// Where goods come from. The guides differ (whatsapp.md 13): that of gateways requires it where no catalogue tells it, that of UPI
/// intents does not.
fn origin(item: &Node, required: bool) -> Answer<()> {
    for key in ["country_of_origin", "importer_name"] {
        if required || item.has(key) {
            item.filled(key)?;
        }
    }
    if !required && !item.has("importer_address") {
        return Ok(());
    }
    let address = item.node("importer_address")?;
    let needed = ["address_line1", "city", "postal_code", "country_code"];
    address.only(&[needed.as_slice(), &["address_line2", "zone_code"]].concat())?;
    needed.into_iter().try_for_each(|key| address.filled(key).map(|_| ()))
}

/// The total is the sum of its parts, to the paisa.
fn sums(order: &Node, items: i128, total: i64) -> Answer<()> {
    let subtotal = amount(order, "subtotal", &[])?;
    if items != i128::from(subtotal) {
        return Err(GraphError::value(format!(
            "order.subtotal {subtotal} is not the sum of the items {items}"
        )));
    }
    let tax = amount(order, "tax", &["description"])?;
    let shipping = opt_amount(order, "shipping", &["description"])?;
    let discount = opt_amount(order, "discount", &["description", "discount_program_name"])?;
    let due: i128 = [subtotal, tax, shipping].into_iter().map(i128::from).sum();
    let due = due - i128::from(discount);
    if due == i128::from(total) {
        return Ok(());
    }
    Err(GraphError::value(format!(
        "total_amount {total} is not subtotal + tax + shipping - discount = {due}"
    )))
}

/// `{value, offset: 100}` in paise, with whatever else this amount may tell of itself.
fn amount(node: &Node, key: &str, words: &[&str]) -> Answer<i64> {
    let amount = node.node(key)?;
    amount.only(&[&["value", "offset"], words].concat())?;
    if amount.integer("offset")? != 100 {
        return Err(GraphError::value(format!("{} must be 100", amount.path_of("offset"))));
    }
    let value = amount.integer("value")?;
    if value < 0 {
        return Err(GraphError::value(format!("{} must not be negative", amount.path_of("value"))));
    }
    words.iter().try_for_each(|key| amount.short(key, 0..=60).map(|_| ()))?;
    Ok(value)
}

/// Shipping and discount may be missing and count as nothing then.
fn opt_amount(node: &Node, key: &str, words: &[&str]) -> Answer<i64> {
    if node.has(key) { amount(node, key, words) } else { Ok(0) }
}

fn expiration(order: &Node, now: i64) -> Answer<()> {
    let Some(expiration) = order.opt_node("expiration")? else { return Ok(()) };
    expiration.only(&["timestamp", "description"])?;
    let at: i64 = expiration.text("timestamp", 1..=20)?.parse().unwrap_or(0);
    expiration.text("description", 1..=120)?;
    if at >= now / SECOND + 300 {
        return Ok(());
    }
    Err(GraphError::value("order.expiration.timestamp must be at least 300 seconds ahead"))
}
