//! How a cell is read: money, places, attributes, tax numbers. No floats on the way.

use std::collections::BTreeMap;

use realserv_domain::catalog::GstRate;
use realserv_domain::money::Paise;
use realserv_domain::quantity::{Quantity, UnknownWord};

fn unknown(what: &'static str, text: &str) -> UnknownWord {
    UnknownWord { what, word: text.to_owned() }
}

/// `340`, `9.20`: at most two decimals.
pub(crate) fn rupees(text: &str) -> Result<Paise, UnknownWord> {
    let refused = || unknown("price in rupees", text);
    // A quantity reads decimals exactly, in thousandths; a paisa is ten of them.
    let milli = text.parse::<Quantity>().map_err(|_| refused())?.milli();
    if milli % 10 == 0 { Ok(Paise::new(milli / 10)) } else { Err(refused()) }
}

/// `17.4985` as millionths of a degree.
pub(super) fn degrees_e6(text: &str) -> Result<i32, UnknownWord> {
    let refused = || unknown("place in degrees", text);
    let (whole, decimals) = text.split_once('.').ok_or_else(refused)?;
    if decimals.len() > 6 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return Err(refused());
    }
    format!("{whole}{decimals:0<6}").parse().map_err(|_| refused())
}

/// `grade=OPC53;brand=UltraTech`
pub(crate) fn attrs(text: &str) -> Result<BTreeMap<String, String>, UnknownWord> {
    let pair = |part: &str| {
        let (name, value) = part.split_once('=')?;
        (!name.is_empty() && !value.is_empty()).then(|| (name.to_owned(), value.to_owned()))
    };
    text.split(';').map(|part| pair(part).ok_or_else(|| unknown("name=value", part))).collect()
}

/// `50|100|200`: as many as a message has buttons.
pub(crate) fn usual(text: &str) -> Result<Vec<Quantity>, UnknownWord> {
    let found: Vec<Quantity> = text.split('|').map(str::parse).collect::<Result<_, _>>()?;
    // Three reply buttons at most: developers.facebook.com, interactive reply buttons.
    if found.len() <= 3 { Ok(found) } else { Err(unknown("list of three or fewer", text)) }
}

/// Rates that goods and labour can have (reference: GST since 22-09-2025), in hundredths of a percent.
pub(super) fn gst_rate(text: &str) -> Result<GstRate, UnknownWord> {
    let rate = text.parse().ok().filter(|rate| [0, 500, 600, 1200, 1800].contains(rate));
    rate.map(GstRate).ok_or_else(|| unknown("GST rate", text))
}

/// A GSTIN of Telangana (state code 36) whose check character is right.
pub(super) fn gstin(text: &str) -> Result<String, UnknownWord> {
    let refused = || unknown("GSTIN of Telangana", text);
    let (body, check) = text.split_at_checked(14).ok_or_else(refused)?;
    let good = text.len() == 15 && text.starts_with("36") && check.chars().next() == check_of(body);
    if good { Ok(text.to_owned()) } else { Err(refused()) }
}

/// The check character: every second digit of base 36 counts twice, and the digits of each product are added.
fn check_of(body: &str) -> Option<char> {
    let mut sum = 0;
    for (at, c) in body.chars().enumerate() {
        let digit = c.to_digit(36).filter(|_| !c.is_ascii_lowercase())?;
        let product = if at % 2 == 0 { digit } else { digit * 2 };
        sum += product / 36 + product % 36;
    }
    char::from_digit((36 - sum % 36) % 36, 36).map(|c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_places_are_read_to_the_last_digit() {
        assert_eq!(rupees("9.2"), Ok(Paise::new(920)));
        assert_eq!(rupees("69.50"), Ok(Paise::new(6950)));
        assert_eq!(degrees_e6("17.4985"), Ok(17_498_500));
        for wrong in ["", "9.205", "-1", "nine"] {
            assert!(rupees(wrong).is_err(), "{wrong}");
        }
        for wrong in ["", "17", "17.1234567", "17.4x", "x.4"] {
            assert!(degrees_e6(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_gstin_with_one_character_changed_is_refused() {
        // Vectors of the reference: real ones of other states check too, but are not ours.
        assert_eq!(check_of("27AAPFU0939F1Z"), Some('V'));
        assert_eq!(check_of("29AAGCB7383J1Z"), Some('4'));
        let good = "36AABCT1332L1ZF";
        assert_eq!(gstin(good), Ok(good.to_owned()));
        for at in 0..good.len() {
            for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".chars() {
                let mut wrong: Vec<char> = good.chars().collect();
                if wrong[at] != c {
                    wrong[at] = c;
                    assert!(gstin(&wrong.iter().collect::<String>()).is_err(), "{wrong:?}");
                }
            }
        }
    }
}
