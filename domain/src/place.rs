//! Where something is. Coordinates are integers in millionths of a degree: nothing here needs a float.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::{AddressId, ZoneId};
use crate::language::Name;
use crate::quantity::{UnknownWord, western_digit};
use crate::vehicles::Lane;

/// An Indian postal code: six digits, the first not zero.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pin(String);

impl Pin {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first PIN code inside a line of words: "500049 near the temple", "Miyapur 500 049".
    #[must_use]
    pub fn find_in(text: &str) -> Option<Self> {
        let plain: Vec<char> = text.chars().map(western_digit).collect();
        (0..plain.len()).find_map(|start| Self::at(&plain, start)).map(|(pin, _)| pin)
    }

    /// The same words without this PIN code, where it stands among them in any digits.
    #[must_use]
    pub fn cut_out_of(&self, text: &str) -> String {
        let plain: Vec<char> = text.chars().map(western_digit).collect();
        let found = (0..plain.len()).find_map(|start| {
            let (pin, end) = Self::at(&plain, start)?;
            (pin == *self).then_some((start, end))
        });
        let Some((start, end)) = found else { return text.to_owned() };
        text.chars().take(start).chain(text.chars().skip(end)).collect()
    }

    /// Six digits from `start`, one blank allowed after the third, no digit on either side; and where they end.
    fn at(text: &[char], start: usize) -> Option<(Self, usize)> {
        if start > 0 && text.get(start - 1).is_some_and(char::is_ascii_digit) {
            return None;
        }
        let mut digits = String::new();
        let mut at = start;
        while digits.len() < 6 {
            match text.get(at) {
                Some(c) if c.is_ascii_digit() => digits.push(*c),
                Some(' ') if digits.len() == 3 => {}
                _ => return None,
            }
            at += 1;
        }
        let ends = !text.get(at).is_some_and(char::is_ascii_digit);
        if ends { Some((digits.parse().ok()?, at)) } else { None }
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Pin {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let digits: String = text.chars().filter(|c| *c != ' ').map(western_digit).collect();
        let good = digits.len() == 6
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0');
        if good {
            Ok(Self(digits))
        } else {
            Err(UnknownWord { what: "PIN code", word: text.to_owned() })
        }
    }
}

/// A point on the map, in millionths of a degree (0.11 m north to south).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Point {
    pub lat_e6: i32,
    pub lon_e6: i32,
}

/// Two thousand kilometres: two squares of it fit 64 bits.
const NEAR_MM: u64 = 2_000_000_000;

impl Point {
    /// Metres as the crow flies. Flat-earth around Hyderabad (17.4° N): under 0.2 % off within 60 km.
    #[must_use]
    pub fn metres_to(self, other: Self) -> u32 {
        // One millionth of a degree: 0.111 195 m north to south; times cos 17.4° = 0.106 107 m east to west.
        let north = (i64::from(self.lat_e6) - i64::from(other.lat_e6)) * 111_195 / 1000;
        let east = (i64::from(self.lon_e6) - i64::from(other.lon_e6)) * 106_107 / 1000;
        let (north, east) = (north.unsigned_abs(), east.unsigned_abs());
        // A pin may come from anywhere on earth, and the squares of its millimetres do not fit 64 bits. Those of the town do,
        // and a cart may be priced among tens of thousands of offers.
        let metres = match north.max(east) {
            0..NEAR_MM => u128::from((north * north + east * east).isqrt() / 1000),
            _ => (u128::from(north).pow(2) + u128::from(east).pow(2)).isqrt() / 1000,
        };
        u32::try_from(metres).unwrap_or(u32::MAX)
    }
}

/// A site is a person's place: a log shows about where (0.01°, a kilometre), not where.
impl fmt::Debug for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Point(~{}.{:02},~{}.{:02})",
            self.lat_e6 / 1_000_000,
            self.lat_e6 / 10_000 % 100,
            self.lon_e6 / 1_000_000,
            self.lon_e6 / 10_000 % 100
        )
    }
}

/// An address in words is read by a driver on a small phone, between goods, map and money: about eight lines of it.
pub const MOST_ADDRESS: usize = 300;

/// Where an order goes: the facts without the words, which stay in the `address` row and may be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub address: AddressId,
    pub zone: ZoneId,
    pub locality: Name,
    pub pin: Pin,
    pub point: Point,
    /// What the lane lets in; none until it mattered and the buyer was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<Lane>,
}

/// Where a place falls, asked before the cart is priced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Served {
    Inside(Site),
    /// Known place, not served yet: the waiting list.
    Outside {
        pin: Option<Pin>,
        locality: Option<Name>,
    },
    /// A pin on the map with no place near it that we know, and no PIN code: another city, or open land.
    TooFar,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_found_among_words() {
        let found = |text| Pin::find_in(text).map(|p| p.0);
        assert_eq!(found("Miyapur 500049 opp. metro"), Some("500049".into()));
        assert_eq!(found("500 049"), Some("500049".into()));
        assert_eq!(found("౫౦౦౦౪౯"), Some("500049".into()));
        assert_eq!(found("call 9848012345"), None);
        assert_eq!(found("plot 14"), None);
    }

    #[test]
    fn a_pin_is_cut_out_of_words() {
        let pin: Pin = "500049".parse().unwrap();
        assert_eq!(pin.cut_out_of("Miyapur 500 049 opp. metro"), "Miyapur  opp. metro");
        assert_eq!(pin.cut_out_of("గేటు ౫౦౦౦౪౯"), "గేటు ");
        assert_eq!(pin.cut_out_of("500072, not 500049"), "500072, not ");
        assert_eq!(pin.cut_out_of("call 5000499848"), "call 5000499848");
    }

    #[test]
    fn distances_are_near_the_truth() {
        let miyapur = Point { lat_e6: 17_496_000, lon_e6: 78_358_000 };
        let uppal = Point { lat_e6: 17_405_000, lon_e6: 78_559_000 };
        // 23.57 km by the haversine formula.
        let metres = miyapur.metres_to(uppal);
        assert!((23_450..=23_650).contains(&metres), "{metres}");
        assert_eq!(miyapur.metres_to(miyapur), 0);
    }

    #[test]
    fn the_other_side_of_the_earth_is_far_and_no_more() {
        let miyapur = Point { lat_e6: 17_496_000, lon_e6: 78_358_000 };
        for (lat_e6, lon_e6) in [
            (51_500_000, -120_000),
            (40_700_000, -74_000_000),
            (1_300_000, 103_800_000),
            (0, 0),
            (-90_000_000, -180_000_000),
            (i32::MIN, i32::MAX),
        ] {
            assert!(miyapur.metres_to(Point { lat_e6, lon_e6 }) > 1_000_000, "{lat_e6},{lon_e6}");
        }
    }
}
