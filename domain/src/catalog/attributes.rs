//! What may be said of a SKU of each kind: fixed names, and for each the words or the form that its value has.
//!
//! One table. Whoever writes a SKU (the files that a fresh installation starts with, the office, an imported sheet) asks
//! `check` first, so that filters, typed lines and prices never meet "opc-53" beside "OPC53".

use std::collections::BTreeMap;

use super::Kind;
use crate::quantity::Quantity;

/// A fixed name, and what stands under it.
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    pub name: &'static str,
    pub values: Values,
    /// Without it nobody knows what the SKU is.
    pub required: bool,
}

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Values {
    OneOf(&'static [&'static str]),
    /// Whole, from one to the other.
    Number(u32, u32),
    /// `6in`, `9x4x3in`, `230x110x75mm`.
    Size,
    /// Cubic feet, to a thousandth: what one of it takes up in a vehicle.
    Room,
    /// `50kg`: what is in the bag, where the bag is not the usual one.
    Pack,
    /// A name as its maker writes it.
    Name,
}

const fn must(name: &'static str, values: Values) -> Attribute {
    Attribute { name, values, required: true }
}

const fn may(name: &'static str, values: Values) -> Attribute {
    Attribute { name, values, required: false }
}

const BRAND: Attribute = may("brand", Values::Name);

/// Kilograms in a cubic foot, where the yard states it: sand is wet or dry, and a table would only guess.
const DENSITY: Attribute = may("kg_per_cft", Values::Number(10, 100));

/// Cubic feet in a load, where the yard states it: a trolley holds 90 and a tipper 350.
const LOAD: Attribute = may("load_cft", Values::Number(10, 2000));

// Nominal sizes of IS 1786, bars and wire.
const DIAMETERS: &[&str] =
    &["4", "5", "6", "8", "10", "12", "16", "20", "25", "28", "32", "36", "40"];

const CEMENT: &[Attribute] =
    &[must("grade", Values::OneOf(&["OPC43", "OPC53", "PPC", "PSC"])), BRAND];

const STEEL: &[Attribute] = &[
    must("diameter_mm", Values::OneOf(DIAMETERS)),
    must("grade", Values::OneOf(&["Fe415", "Fe500", "Fe500D", "Fe550", "Fe550D", "Fe600"])),
    BRAND,
];

const SAND: &[Attribute] = &[
    must("type", Values::OneOf(&["river", "msand", "psand"])),
    may("grade", Values::OneOf(&["coarse", "fine", "washed", "unwashed"])),
    may("size", Values::Pack),
    DENSITY,
    LOAD,
    BRAND,
];

const AGGREGATE: &[Attribute] = &[
    must("size_mm", Values::Number(1, 100)),
    may("grade", Values::OneOf(&["VSI", "soling"])),
    may("size", Values::Pack),
    DENSITY,
    LOAD,
    BRAND,
];

const BRICK: &[Attribute] = &[
    must("type", Values::OneOf(&["red", "flyash"])),
    may("size", Values::Size),
    may("grade", Values::OneOf(&["first", "second", "wirecut", "modular"])),
    BRAND,
];

const BLOCK: &[Attribute] = &[
    must("type", Values::OneOf(&["aac", "concrete"])),
    must("size", Values::Size),
    may("grade", Values::OneOf(&["solid", "hollow"])),
    may("cft", Values::Room),
    BRAND,
];

const LABOUR: &[Attribute] = &[
    must(
        "trade",
        Values::OneOf(&[
            "mason",
            "helper",
            "carpenter",
            "plumber",
            "electrician",
            "painter",
            "bar_bender",
        ]),
    ),
    // A crew that works only so; without it the buyer chooses.
    may("shift", Values::OneOf(&["full", "half"])),
];

/// The attribute by which things of a kind are another purchase: price and use go by it.
#[must_use]
pub const fn size_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Steel => Some("diameter_mm"),
        Kind::Aggregate => Some("size_mm"),
        Kind::Block => Some("size"),
        Kind::Labour => Some("trade"),
        Kind::Cement | Kind::Sand | Kind::Brick => None,
    }
}

/// All that may be said of a kind.
#[must_use]
pub const fn of(kind: Kind) -> &'static [Attribute] {
    match kind {
        Kind::Cement => CEMENT,
        Kind::Steel => STEEL,
        Kind::Sand => SAND,
        Kind::Aggregate => AGGREGATE,
        Kind::Brick => BRICK,
        Kind::Block => BLOCK,
        Kind::Labour => LABOUR,
    }
}

/// The values that an attribute may have, where they are a closed set.
#[must_use]
pub fn choices(kind: Kind, name: &str) -> &'static [&'static str] {
    match of(kind).iter().find(|attribute| attribute.name == name).map(|of_it| of_it.values) {
        Some(Values::OneOf(values)) => values,
        Some(Values::Number(..) | Values::Size | Values::Room | Values::Pack | Values::Name)
        | None => &[],
    }
}

/// Whether any kind has an attribute of this name: a filter that names another can find nothing.
#[must_use]
pub fn is_known(name: &str) -> bool {
    Kind::ALL.into_iter().any(|kind| of(kind).iter().any(|attribute| attribute.name == name))
}

/// Why an attribute cannot be written. Each names the attribute.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttributeRefusal {
    #[error("{} has no such attribute; it has {}", kind.as_str(), names(*kind))]
    Unknown { kind: Kind, name: String },
    #[error("must be {allowed}")]
    NotAllowed { name: String, allowed: String },
    #[error("is missing: {} needs it", kind.as_str())]
    Missing { kind: Kind, name: &'static str },
}

impl AttributeRefusal {
    /// The attribute that is refused.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Unknown { name, .. } | Self::NotAllowed { name, .. } => name,
            Self::Missing { name, .. } => name,
        }
    }
}

/// Everything that is wrong with the attributes of a SKU of this kind; empty when nothing is.
#[must_use]
pub fn check(kind: Kind, attrs: &BTreeMap<String, String>) -> Vec<AttributeRefusal> {
    let known = of(kind);
    let mut refusals: Vec<AttributeRefusal> = known
        .iter()
        .filter(|attribute| attribute.required && !attrs.contains_key(attribute.name))
        .map(|attribute| AttributeRefusal::Missing { kind, name: attribute.name })
        .collect();
    for (name, value) in attrs {
        match known.iter().find(|attribute| attribute.name == name) {
            None => refusals.push(AttributeRefusal::Unknown { kind, name: name.clone() }),
            Some(attribute) if attribute.values.allow(value) => {}
            Some(attribute) => {
                let allowed = attribute.values.in_words();
                refusals.push(AttributeRefusal::NotAllowed { name: name.clone(), allowed });
            }
        }
    }
    refusals
}

/// A brand fits the title of a row in WhatsApp's lists (24 characters) and leaves room for what it is.
const LONGEST_NAME: usize = 20;

impl Values {
    fn allow(self, value: &str) -> bool {
        match self {
            Self::OneOf(words) => words.contains(&value),
            Self::Number(least, most) => {
                whole(value).is_some_and(|number| (least..=most).contains(&number))
            }
            Self::Size => is_size(value),
            Self::Room => {
                let room = value.parse::<Quantity>().ok().filter(|_| !value.starts_with('+'));
                room.is_some_and(|room| !room.is_zero() && room < Quantity::whole(1000))
            }
            Self::Pack => {
                value.strip_suffix("kg").and_then(whole).is_some_and(|kg| (1..=100).contains(&kg))
            }
            Self::Name => {
                let length = value.chars().count();
                (1..=LONGEST_NAME).contains(&length)
                    && value.trim() == value
                    && !value.chars().any(|c| c.is_control() || matches!(c, ';' | '='))
            }
        }
    }

    fn in_words(self) -> String {
        match self {
            Self::OneOf(words) => format!("one of {}", words.join(", ")),
            Self::Number(least, most) => format!("a whole number from {least} to {most}"),
            Self::Size => "a size such as 6in, 9x4x3in or 230x110x75mm".to_owned(),
            Self::Room => "cubic feet of one, such as 0.636".to_owned(),
            Self::Pack => "a weight such as 50kg".to_owned(),
            Self::Name => {
                format!("a name of 1 to {LONGEST_NAME} characters without ; and =")
            }
        }
    }
}

/// Digits alone, in the one form that a number has: no sign, no zero in front.
fn whole(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| plain)
}

fn is_size(value: &str) -> bool {
    let numbers = value.strip_suffix("in").or_else(|| value.strip_suffix("mm"));
    numbers.is_some_and(|numbers| {
        let sides: Vec<&str> = numbers.split('x').collect();
        matches!(sides.len(), 1 | 3) && sides.into_iter().all(|side| whole(side).is_some())
    })
}

fn names(kind: Kind) -> String {
    of(kind).iter().map(|attribute| attribute.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(kind: Kind, attrs: &[(&str, &str)]) -> Vec<String> {
        let attrs = attrs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let refusals = check(kind, &attrs.collect());
        refusals.iter().map(|refusal| format!("{} {refusal}", refusal.name())).collect()
    }

    #[test]
    fn what_a_sku_is_has_fixed_words() {
        let good: [(Kind, &[(&str, &str)]); 7] = [
            (Kind::Cement, &[("grade", "OPC53"), ("brand", "Birla A1")]),
            (Kind::Steel, &[("diameter_mm", "12"), ("grade", "Fe500D")]),
            (Kind::Sand, &[("type", "msand"), ("kg_per_cft", "48"), ("load_cft", "100")]),
            (Kind::Aggregate, &[("size_mm", "20"), ("size", "50kg")]),
            (Kind::Brick, &[("type", "red"), ("size", "9x4x3in"), ("grade", "wirecut")]),
            (Kind::Block, &[("type", "aac"), ("size", "6in")]),
            (Kind::Labour, &[("trade", "bar_bender"), ("shift", "half")]),
        ];
        for (kind, attrs) in good {
            assert_eq!(wrong(kind, attrs), [""; 0], "{kind:?}");
        }
    }

    #[test]
    fn every_attribute_that_is_wrong_is_named() {
        assert_eq!(
            wrong(Kind::Cement, &[("grade", "opc53"), ("colour", "grey"), ("brand", "a=b")]),
            [
                "brand must be a name of 1 to 20 characters without ; and =",
                "colour cement has no such attribute; it has grade, brand",
                "grade must be one of OPC43, OPC53, PPC, PSC",
            ]
        );
        assert_eq!(wrong(Kind::Block, &[("type", "aac")]), ["size is missing: block needs it"]);
        assert_eq!(
            wrong(Kind::Labour, &[("trade", "mason"), ("brand", "X")]),
            ["brand labour has no such attribute; it has trade, shift"]
        );
    }

    #[test]
    fn a_number_has_one_form() {
        for size in ["020", "20.0", "+20", "0", "101", "", "2O"] {
            assert_eq!(wrong(Kind::Aggregate, &[("size_mm", size)]).len(), 1, "{size}");
        }
        for size in ["6", "in", "6x4in", "9x4x3", "9x4x3 in", "9x04x3in", "x4x3in"] {
            assert_eq!(wrong(Kind::Block, &[("type", "aac"), ("size", size)]).len(), 1, "{size}");
        }
    }
}
