//! What a cell of a person's sheet can be, and how it is written again: the same text for the same thing.

use std::collections::BTreeMap;

use realserv_domain::catalog::{GstRate, MOST_PRICE, PhotoUrl};
use realserv_domain::money::Paise;
use realserv_domain::quantity::Quantity;

use crate::seed::values;

/// Longer names fit no list of WhatsApp's anyway.
const LONGEST_NAME: usize = 80;

/// A lakh of crores of anything is a slip.
const MOST_CODE: usize = 60;

pub(super) fn code(text: &str) -> Result<String, &'static str> {
    let good = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    let sane = (1..=MOST_CODE).contains(&text.len()) && text.chars().all(good);
    if sane && !text.starts_with('-') {
        Ok(text.to_owned())
    } else {
        Err("must be capital letters, digits and dashes, 60 at the most")
    }
}

pub(super) fn name(text: &str) -> Result<String, &'static str> {
    let sane = (1..=LONGEST_NAME).contains(&text.chars().count());
    if sane && !text.chars().any(char::is_control) {
        Ok(text.to_owned())
    } else {
        Err("must have 1 to 80 characters, on one line")
    }
}

pub(super) fn quantity(text: &str) -> Result<Quantity, &'static str> {
    text.parse().map_err(|_| "must be a number from 0 to 9999999.999 with at most three decimals")
}

pub(super) fn some_quantity(text: &str) -> Result<Quantity, &'static str> {
    let quantity = quantity(text)?;
    if quantity.is_zero() { Err("must be more than 0") } else { Ok(quantity) }
}

pub(super) fn price(text: &str) -> Result<Paise, &'static str> {
    let price = values::rupees(text).ok();
    let price = price.filter(|price| *price > Paise::ZERO && *price <= MOST_PRICE);
    price.ok_or("must be rupees with at most two decimals, from 0.01 to 100000")
}

pub(super) fn flag(text: &str) -> Result<bool, &'static str> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("must be yes or no"),
    }
}

/// `50|100|200`, or nothing.
pub(super) fn usual(text: &str) -> Result<Vec<Quantity>, &'static str> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    values::usual(text).map_err(|_| "must be at most three numbers such as 50|100|200")
}

/// `grade=OPC53;brand=UltraTech`
pub(super) fn attrs(text: &str) -> Result<BTreeMap<String, String>, &'static str> {
    values::attrs(text).map_err(|_| "must be names and values such as grade=OPC53;brand=ACC")
}

/// An empty cell is nothing.
pub(super) fn or_empty<T, E>(
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> impl FnOnce(&str) -> Result<Option<T>, E> {
    |text| if text.is_empty() { Ok(None) } else { parse(text).map(Some) }
}

pub(super) fn address(photo: Option<&PhotoUrl>) -> String {
    photo.map_or_else(String::new, PhotoUrl::to_string)
}

pub(super) fn yes(flag: bool) -> String {
    if flag { "yes".to_owned() } else { "no".to_owned() }
}

pub(super) fn rupees(price: Paise) -> String {
    let (whole, rest) = (price.get() / 100, price.get() % 100);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") }
}

pub(super) fn percent(rate: GstRate) -> String {
    let (whole, rest) = (rate.0 / 100, rate.0 % 100);
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole}.{rest:02}").trim_end_matches('0').to_owned()
}

pub(super) fn pairs(attrs: &BTreeMap<String, String>) -> String {
    attrs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";")
}

pub(super) fn list(quantities: &[Quantity]) -> String {
    quantities.iter().map(Quantity::to_string).collect::<Vec<_>>().join("|")
}
