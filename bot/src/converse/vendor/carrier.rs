//! Which vehicle and which driver, in one message.
//!
//! ```text
//! bot     Which vehicle and which driver for order RS7K3M9QX? Send both in one message, like this:
//!         TS09AB1234 Ramesh
//! vendor  ts 09 ab 1234 ramesh
//! bot     🚚 Order RS7K3M9QX is dispatched. …              [On the way]
//! ```

use realserv_domain::ids::{OrderId, OrderNumber, PartId};
use realserv_domain::orders::Carrier;
use realserv_domain::quantity::western_digit;
use serde::{Deserialize, Serialize};

use super::draft::{Draft, under};
use super::{Stage, fulfil};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamingCarrier {
    pub order: OrderId,
    pub part: PartId,
    pub number: OrderNumber,
}

/// What was found in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Both(Carrier),
    VehicleOnly(String),
    Nothing,
}

/// A driver's name in the buyer's message; longer ones are cut.
const MOST_NAME: usize = 40;

impl NamingCarrier {
    pub(super) fn open(self, draft: &mut Draft<'_, '_>) {
        let body = draft.words().fulfil_ask_carrier(&self.number);
        draft.ask_for_words(Stage::NamingCarrier(self), &body);
    }

    pub(super) fn ask(&self, draft: &mut Draft<'_, '_>, note: Option<&str>) {
        let body = draft.words().fulfil_ask_carrier(&self.number);
        draft.say(&under(note, body));
    }

    pub(super) fn said(self, text: &str, draft: &mut Draft<'_, '_>) {
        match find(text) {
            Found::Both(carrier) => {
                draft.stage(Stage::Idle);
                fulfil::dispatched(self.order, self.part, carrier, draft);
            }
            Found::VehicleOnly(vehicle) => {
                let body = draft.words().fulfil_carrier_no_driver(&vehicle);
                draft.say(&body);
            }
            Found::Nothing => {
                let body = draft.words().fulfil_carrier_no_vehicle(&self.number);
                draft.say(&body);
            }
        }
    }
}

/// Finds a registration anywhere in a message and takes the rest as the driver's name.
pub(super) fn find(text: &str) -> Found {
    let pieces: Vec<String> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '\u{b7}'))
        .filter(|piece| !piece.is_empty())
        .map(|piece| piece.chars().map(western_digit).collect())
        .collect();
    // People leave blanks: "TS 09 AB 1234" is four pieces. The longest run that is a number wins.
    for width in (1..=4).rev() {
        for (at, window) in pieces.windows(width).enumerate() {
            let Some(vehicle) = registration(&window.concat()) else { continue };
            let rest = pieces.iter().take(at).chain(pieces.iter().skip(at + width));
            return with_driver(vehicle, rest);
        }
    }
    Found::Nothing
}

fn with_driver<'a>(vehicle: String, rest: impl Iterator<Item = &'a String>) -> Found {
    let name: Vec<&str> = rest
        .map(String::as_str)
        .filter(|piece| piece.chars().any(char::is_alphabetic))
        .filter(|piece| !matches!(piece.to_lowercase().as_str(), "driver" | "driver:" | "and"))
        .collect();
    if name.is_empty() {
        return Found::VehicleOnly(vehicle);
    }
    Found::Both(Carrier { vehicle, driver: realserv_templates::fit(&name.join(" "), MOST_NAME) })
}

/// `TS09AB1234` and its kin, or the all-India `22BH1234AA` series; capitals, no blanks.
/// The form is the transport ministry's: state, district, series, four digits.
fn registration(text: &str) -> Option<String> {
    let plain: String =
        text.chars().filter(|c| !matches!(c, '-' | '.')).collect::<String>().to_ascii_uppercase();
    let bytes = plain.as_bytes();
    (state_form(bytes) || bharat_form(bytes)).then_some(plain)
}

/// `^[A-Z]{2}[0-9]{1,2}[A-Z]{0,3}[0-9]{4}$`
fn state_form(text: &[u8]) -> bool {
    let Some((head, tail)) = text.split_last_chunk::<4>() else { return false };
    let (state, rest) = run(head, u8::is_ascii_uppercase, 2);
    let (district, series) = run(rest, u8::is_ascii_digit, 2);
    tail.iter().all(u8::is_ascii_digit)
        && state == 2
        && district >= 1
        && series.len() <= 3
        && series.iter().all(u8::is_ascii_uppercase)
}

/// `^[0-9]{2}BH[0-9]{4}[A-Z]{1,2}$`
fn bharat_form(text: &[u8]) -> bool {
    let (year, rest) = run(text, u8::is_ascii_digit, 2);
    let Some(rest) = rest.strip_prefix(b"BH") else { return false };
    let (digits, series) = run(rest, u8::is_ascii_digit, 4);
    year == 2
        && digits == 4
        && (1..=2).contains(&series.len())
        && series.iter().all(u8::is_ascii_uppercase)
}

/// How many of at most `most` bytes in front are of a kind, and what follows them.
fn run(text: &[u8], kind: fn(&u8) -> bool, most: usize) -> (usize, &[u8]) {
    let count = text.iter().take(most).take_while(|byte| kind(byte)).count();
    (count, text.split_at(count).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        match find(text) {
            Found::Both(Carrier { vehicle, driver }) => format!("{vehicle} / {driver}"),
            Found::VehicleOnly(vehicle) => format!("{vehicle} / ?"),
            Found::Nothing => "?".to_owned(),
        }
    }

    #[test]
    fn a_vehicle_and_a_driver_are_found_however_they_are_typed() {
        let table = [
            ("TS09AB1234 Ramesh", "TS09AB1234 / Ramesh"),
            ("ts 09 ab 1234 ramesh kumar", "TS09AB1234 / ramesh kumar"),
            ("TG-08-U-7788, Yadagiri", "TG08U7788 / Yadagiri"),
            ("Ramesh TS09AB1234", "TS09AB1234 / Ramesh"),
            ("driver Ramesh, TS 9 AB 1234", "TS9AB1234 / Ramesh"),
            ("AP౧౬TY౪౫౬౭ రమేష్", "AP16TY4567 / రమేష్"),
            ("22 BH 1234 AA Salim", "22BH1234AA / Salim"),
            ("TS09AB1234", "TS09AB1234 / ?"),
            ("TS09AB1234 9848012345", "TS09AB1234 / ?"),
            ("Ramesh", "?"),
            ("TS09AB123 Ramesh", "?"),
            ("T09AB1234 Ramesh", "?"),
            ("", "?"),
            ("1234", "?"),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), expected, "{text:?}");
        }
    }
}
