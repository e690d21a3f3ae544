//! What several resources show alike: names, moments, decimals, places, masked numbers.

use jiff::Timestamp;
use jiff::civil::Date;
use realserv_domain::catalog::GstRate;
use realserv_domain::language::Name;
use realserv_domain::phone::Phone;
use realserv_domain::place::Point;
use realserv_domain::quantity::Quantity;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::input::{Fields, Form};

/// A moment, RFC 3339 in UTC.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(value_type = String, format = DateTime, example = "2026-11-23T03:30:00Z")]
pub(super) struct Instant(pub Timestamp);

/// A day of the business, without a time.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(value_type = String, format = Date, example = "2026-11-23")]
pub(super) struct Day(pub Date);

/// A decimal as text, with at most three decimals and without needless zeros: `"50"`, `"2.5"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(value_type = String, example = "2.5", pattern = r"^[0-9]{1,7}(\.[0-9]{1,3})?$")]
pub(super) struct Decimal(pub String);

impl From<Quantity> for Decimal {
    fn from(quantity: Quantity) -> Self {
        Self(quantity.to_string())
    }
}

/// Per cent: 18 % is kept as 1800.
impl From<GstRate> for Decimal {
    fn from(rate: GstRate) -> Self {
        let (whole, rest) = (rate.0 / 100, rate.0 % 100);
        if rest == 0 {
            return Self(whole.to_string());
        }
        Self(format!("{whole}.{rest:02}").trim_end_matches('0').to_owned())
    }
}

/// A name in the three languages of the product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Names {
    #[schema(example = "UltraTech OPC 53")]
    pub en: String,
    #[schema(example = "अल्ट्राटेक OPC 53")]
    pub hi: String,
    #[schema(example = "అల్ట్రాటెక్ OPC 53")]
    pub te: String,
}

impl From<Name> for Names {
    fn from(name: Name) -> Self {
        Self { en: name.en, hi: name.hi, te: name.te }
    }
}

/// Names to change; a language that is left out keeps its name.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct NamesChange {
    #[schema(value_type = String, required = false, min_length = 1, max_length = 80)]
    pub en: Option<String>,
    #[schema(value_type = String, required = false, min_length = 1, max_length = 80)]
    pub hi: Option<String>,
    #[schema(value_type = String, required = false, min_length = 1, max_length = 80)]
    pub te: Option<String>,
}

impl Form for NamesChange {
    fn read(fields: &mut Fields) -> Self {
        let mut name = |language| fields.take(language, |given| given.text(1, 80));
        Self { en: name("en"), hi: name("hi"), te: name("te") }
    }
}

/// Names of something new: all three.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "read by the document; the values are in a `Name`")]
pub(super) struct NamesWanted {
    #[schema(min_length = 1, max_length = 80)]
    en: String,
    #[schema(min_length = 1, max_length = 80)]
    hi: String,
    #[schema(min_length = 1, max_length = 80)]
    te: String,
}

/// What `NamesWanted` reads as.
struct NewName(Name);

impl Form for NewName {
    fn read(fields: &mut Fields) -> Self {
        let mut name = |language| fields.need(language, |given| given.text(1, 80));
        Self(Name { en: name("en"), hi: name("hi"), te: name("te") })
    }
}

impl NamesWanted {
    pub(super) fn need(fields: &mut Fields, field: &str) -> Name {
        if !fields.has(field) {
            fields.refuse(field, "is missing");
        }
        fields.within::<NewName>(field).map_or_else(|| Name::same(""), |new| new.0)
    }
}

impl NamesChange {
    pub(super) fn apply(self, to: &mut Name) {
        let pairs = [(self.en, &mut to.en), (self.hi, &mut to.hi), (self.te, &mut to.te)];
        for (new, name) in pairs {
            if let Some(new) = new {
                *name = new;
            }
        }
    }
}

/// A point on the map, in millionths of a degree.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(super) struct Place {
    #[schema(example = 17_496_000)]
    pub lat_e6: i32,
    #[schema(example = 78_358_000)]
    pub lon_e6: i32,
}

impl From<Point> for Place {
    fn from(point: Point) -> Self {
        Self { lat_e6: point.lat_e6, lon_e6: point.lon_e6 }
    }
}

/// The last four digits, which are enough to tell two numbers apart.
pub(super) fn masked(phone: Option<&str>) -> Option<String> {
    phone?.parse::<Phone>().ok().map(|phone| phone.to_string())
}

/// The word of an enum, as documents and columns have it; what a provider said and we do not know stands as it was said.
pub(super) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        Ok(Value::Object(one)) => match one.into_iter().next() {
            Some((_, Value::String(word))) => word,
            Some((name, _)) => name,
            None => String::new(),
        },
        Ok(_) | Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_decimals_of_a_hundred() {
        for (rate, shown) in [(1800, "18"), (500, "5"), (1250, "12.5"), (25, "0.25"), (0, "0")] {
            assert_eq!(Decimal::from(GstRate(rate)).0, shown);
        }
    }
}
