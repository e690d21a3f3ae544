//! Interactive messages that sell: products, catalogue, carousels, in-chat invoices and their states (whatsapp.md 5.4, 5.6, 6.2, 6.5).

use super::{
    check::{Node, check_url, unique},
    errors::{Answer, GraphError},
    interactive::{Anatomy, parts},
    media::Library,
};
use crate::{
    clock::SECOND,
    people::{Bill, BillLine, Button, ButtonKind, Product, Shown},
};

/// One product of the catalogue. That it exists is not checked: Meta drops unknown SKUs when the message is shown.
pub(super) fn product(action: &Node) -> Answer<Product> {
    action.only(&["catalog_id", "product_retailer_id"])?;
    action.text("catalog_id", 1..=64)?;
    let id = action.text("product_retailer_id", 1..=100)?.to_owned();
    Ok(Product { id, section: None, quantity: None, price: None })
}

/// At most 30 products in at most 10 sections; the header is required here.
pub(super) fn product_list(message: &Node, action: &Node) -> Answer<Vec<Product>> {
    message.required("header")?;
    action.only(&["catalog_id", "sections"])?;
    action.text("catalog_id", 1..=64)?;
    let mut products = Vec::new();
    let sections = action.nodes("sections", 1..=10)?;
    let several = sections.len() > 1;
    for section in sections {
        section.only(&["title", "product_items"])?;
        let title = if several {
            Some(section.text("title", 1..=24)?)
        } else {
            section.short("title", 0..=24)?
        };
        for item in section.nodes("product_items", 1..=30)? {
            item.only(&["product_retailer_id"])?;
            let id = item.text("product_retailer_id", 1..=100)?.to_owned();
            products.push(Product {
                id,
                section: title.map(str::to_owned),
                quantity: None,
                price: None,
            });
        }
    }
    if products.len() > 30 {
        return Err(GraphError::value(format!(
            "Total product count exceed max allowed count: 30, got {}",
            products.len()
        )));
    }
    unique("product_retailer_id", products.iter().map(|product| product.id.as_str()))?;
    Ok(products)
}

/// The button is WhatsApp's own and cannot be worded.
pub(super) fn catalog(action: &Node) -> Answer<Button> {
    action.only(&["name", "parameters"])?;
    action.one_of("name", &["catalog_message"])?;
    if let Some(parameters) = action.opt_node("parameters")? {
        parameters.only(&["thumbnail_product_retailer_id"])?;
    }
    Ok(Button { title: "View catalog".to_owned(), kind: ButtonKind::Catalog })
}

/// Two to ten cards, all of one kind with the same kind and number of buttons.
pub(super) fn carousel(action: &Node, library: &Library, now: i64) -> Answer<Vec<Shown>> {
    action.only(&["cards"])?;
    let mut cards = Vec::new();
    for (at, card) in action.nodes("cards", 2..=10)?.iter().enumerate() {
        card.only(&["card_index", "type", "header", "body", "action"])?;
        if card.integer("card_index")? != i64::try_from(at).unwrap_or(-1) {
            return Err(GraphError::value(format!("{} must be {at}", card.path_of("card_index"))));
        }
        cards.push(match card.one_of("type", &["cta_url", "product"])? {
            "product" => {
                Shown { products: vec![product(&card.node("action")?)?], ..Shown::default() }
            }
            _ => media_card(card, library, now)?,
        });
    }
    let form = |card: &Shown| {
        let links = card
            .buttons
            .iter()
            .filter(|button| matches!(button.kind, ButtonKind::Url { .. }))
            .count();
        (card.products.len(), card.buttons.len(), links)
    };
    if cards.windows(2).any(|pair| form(&pair[0]) != form(&pair[1])) {
        return Err(GraphError::value("All cards must have the same kind and number of buttons"));
    }
    Ok(cards)
}

/// A card of a media carousel: picture, a short text, and a link or quick replies (whatsapp.md 5.6).
/// Its `type` stays `cta_url` even with quick replies: the published syntax has it so.
fn media_card(card: &Node, library: &Library, now: i64) -> Answer<Shown> {
    card.required("header")?;
    let anatomy = Anatomy {
        headers: &["image", "video"],
        body_max: 160,
        body_required: false,
        footer: false,
    };
    let mut shown = parts(card, &anatomy, library, now)?;
    if shown.text.matches('\n').count() > 2 {
        return Err(GraphError::value(format!(
            "{} may have at most 2 line breaks",
            card.path_of("body.text")
        )));
    }
    let action = card.node("action")?;
    action.only(&["name", "parameters", "buttons"])?;
    if action.has("buttons") {
        for button in action.nodes("buttons", 1..=3)? {
            button.one_of("type", &["quick_reply"])?;
            let reply = button.node("quick_reply")?;
            let title = reply.text("title", 1..=20)?.to_owned();
            let id = reply.text("id", 1..=20)?.to_owned();
            shown.buttons.push(Button { title, kind: ButtonKind::QuickReply { id } });
        }
        return Ok(shown);
    }
    action.one_of("name", &["cta_url"])?;
    let parameters = action.node("parameters")?;
    parameters.only(&["display_text", "url"])?;
    let title = parameters.text("display_text", 1..=20)?.to_owned();
    let url = parameters.text("url", 1..=2000)?.to_owned();
    check_url(&parameters.path_of("url"), &url)?;
    shown.buttons.push(Button { title, kind: ButtonKind::Url { url } });
    Ok(shown)
}

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
        kind: ButtonKind::Pay { reference_id },
    });
    shown.bill = Some(Bill::of(action.required("parameters")?));
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
    order.one_of("status", &known)?;
    order.short("description", 0..=120)?;
    reference(&parameters)?;
    shown.bill = Some(Bill::state(action.required("parameters")?));
    Ok(())
}

/// Where an in-chat order stands, after its last message: whether a further step is allowed.
pub(super) fn step_failure(from: &str, to: &str) -> Option<i64> {
    let final_already = matches!(from, "completed" | "canceled");
    (final_already || to == "pending").then_some(2046)
}
