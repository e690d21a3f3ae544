//! The cart, shown at once after each change.
//!
//! ```text
//!   us: 🛒 Your cart
//!       • 50 bags UltraTech OPC 53
//!       About ₹19,250 and delivery …  [Checkout] [Add more] [Change]
//! buyer: Checkout
//! ```
//!
//! A cart has no prices of its own: what it shows is the lowest price that anybody asks, called "about", and for much the
//! lowest for so much.

use realserv_domain::catalog::Kind;
use realserv_domain::message::Message;
use realserv_domain::money::Paise;

use super::view::{View, buttons, long_with_buttons};
use super::{Alone, Here, numbered};

pub(super) fn question(view: &View<'_>) -> Vec<Message> {
    let words = view.words;
    if view.cart.is_empty() {
        let menu = view.button(Alone::Menu, &words.help_menu_button());
        return vec![buttons(words.cart_is_empty(), vec![menu])];
    }
    let row = vec![
        view.button(Here::CheckOut, &words.cart_checkout_button()),
        view.button(Here::AddMore, &words.cart_add_more_button()),
        view.button(Here::Change, &words.cart_change_button()),
    ];
    long_with_buttons(lines(view), closing(view), row)
}

/// What was understood, without a question of its own.
pub(super) fn summary(view: &View<'_>) -> String {
    format!("{}\n\n{}", lines(view), closing(view))
}

fn lines(view: &View<'_>) -> String {
    let words = view.words;
    let mut lines = vec![words.cart_heading_line()];
    let marks = numbered::marks(view.cart.lines().len());
    lines.extend(rows(view).zip(marks).map(|((name, amount), mark)| {
        words.cart_item_line(&mark, name, amount, amount.unit.as_str())
    }));
    lines.join("\n")
}

fn closing(view: &View<'_>) -> String {
    let words = view.words;
    match about(view) {
        Some(about) if has_goods(view) => words.cart_about_with_delivery(about),
        Some(about) => words.cart_about(about),
        None => words.cart_price_comes_later(),
    }
}

/// Names and amounts of the lines; a SKU that left the catalogue is priced, and refused, with the quote.
pub(super) fn rows<'v>(
    view: &View<'v>,
) -> impl Iterator<Item = (&'v str, realserv_templates::Amount)> {
    let view = *view;
    view.cart.lines().iter().filter_map(move |line| {
        let sku = view.catalog.get(line.sku)?;
        Some((view.name(sku), view.amount(sku, line.quantity)))
    })
}

fn about(view: &View<'_>) -> Option<Paise> {
    let prices = view.cart.lines().iter().map(|line| {
        let sku = view.catalog.get(line.sku)?;
        let now = view.now.timestamp();
        let price = view.zones.about(sku, line.quantity, view.zone, now)?;
        Some(line.quantity.at(price).to_rupee())
    });
    prices.sum()
}

fn has_goods(view: &View<'_>) -> bool {
    kinds(view).any(|kind| kind != Kind::Labour)
}

/// The kinds in the cart: goods want a slot, labour wants a day.
pub(super) fn kinds<'v>(view: &View<'v>) -> impl Iterator<Item = Kind> {
    let view = *view;
    view.cart.lines().iter().filter_map(move |line| view.catalog.get(line.sku)).map(|sku| sku.kind)
}
