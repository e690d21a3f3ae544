//! How a cell is read: money, places, attributes, tax numbers. No floats on the way.

use std::collections::BTreeMap;

use realserv_domain::catalog::GstRate;
use realserv_domain::identity::{Gstin, TELANGANA};
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

/// A GSTIN of Telangana, as it is written.
pub(super) fn gstin(text: &str) -> Result<Gstin, UnknownWord> {
    let gstin = text.parse::<Gstin>().ok();
    let ours = |gstin: &Gstin| gstin.state() == TELANGANA && gstin.as_str() == text;
    gstin.filter(ours).ok_or_else(|| unknown("GSTIN of Telangana", text))
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
    fn a_gstin_is_one_of_telangana() {
        assert!(gstin("36AABCT1332L1ZF").is_ok());
        for wrong in ["36aabct1332l1zf", "36AABCT1332L1ZG", "37AABCT1332L1ZD", ""] {
            assert!(gstin(wrong).is_err(), "{wrong}");
        }
    }
}
