//! Interactive messages that show goods: products, catalogue, carousels (whatsapp.md 5.4, 5.6).

use super::{
    check::{Node, check_url, unique},
    errors::{Answer, GraphError},
    interactive::{Anatomy, parts},
    media::Library,
};
use crate::people::{Button, ButtonKind, Product, Shown};

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
    let (mut cards, mut catalogs) = (Vec::new(), Vec::new());
    for (at, card) in action.nodes("cards", 2..=10)?.iter().enumerate() {
        card.only(&["card_index", "type", "header", "body", "action"])?;
        if card.integer("card_index")? != i64::try_from(at).unwrap_or(-1) {
            return Err(GraphError::value(format!("{} must be {at}", card.path_of("card_index"))));
        }
        cards.push(match card.one_of("type", &["cta_url", "product"])? {
            "product" => {
                let action = card.node("action")?;
                catalogs.push(action.opt_text("catalog_id")?);
                Shown { products: vec![product(&action)?], ..Shown::default() }
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
    if catalogs.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(GraphError::value("All products must be of the same catalog"));
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
