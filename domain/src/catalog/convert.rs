//! One unit in another: what a count of rods, brass, bags or cubic metres is of what a SKU is sold in, and back.
//!
//! By definition or law (a tonne, a brass, a bag of cement) a result is exact. By a table or by what a yard states of its own
//! goods (bars of d²/162 kg a metre, kilograms in a cubic foot, cubic feet in a load), or where it had to be rounded to a
//! thousandth, it is `About`: it may be shown, and nobody is sold by it unasked.

use serde::{Deserialize, Serialize};

use super::{Kind, Sku};
use crate::quantity::{Quantity, Unit};

/// What people count in. Not all of it can be sold in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    Unit(Unit),
    /// 100 cubic feet.
    Brass,
    CubicMetre,
    /// A tractor, a tipper, a lorry: each is as big as its owner says.
    Vehicle,
    /// "Unit", days, square feet …: said of too many things to be sold in.
    Loose,
}

/// What came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Converted {
    /// To the last thousandth, by a ratio that holds everywhere.
    Exact(Quantity),
    /// To the nearest thousandth, or by a weight or volume that differs from yard to yard.
    About(Quantity),
}

impl Converted {
    #[must_use]
    pub const fn quantity(self) -> Quantity {
        match self {
            Self::Exact(quantity) | Self::About(quantity) => quantity,
        }
    }
}

/// So many of a measure, in what the SKU is sold in; none where nobody knows how.
#[must_use]
pub fn into_unit(number: Quantity, measure: Measure, sku: &Sku) -> Option<Converted> {
    ratio(measure, sku)?.of(number)
}

/// So many of what the SKU is sold in, in a measure; none where nobody knows how.
#[must_use]
pub fn from_unit(number: Quantity, sku: &Sku, measure: Measure) -> Option<Converted> {
    ratio(measure, sku)?.turned().of(number)
}

/// A fraction above zero, and whether it holds everywhere.
#[derive(Clone, Copy, Debug)]
struct Ratio {
    times: i128,
    by: i128,
    exact: bool,
}

const fn exactly(times: i128, by: i128) -> Ratio {
    Ratio { times, by, exact: true }
}

const fn about(times: i128, by: i128) -> Ratio {
    Ratio { times, by, exact: false }
}

impl Ratio {
    const fn turned(self) -> Self {
        Self { times: self.by, by: self.times, exact: self.exact }
    }

    const fn per(self, other: Self) -> Self {
        let (times, by) = (self.times * other.by, self.by * other.times);
        Self { times, by, exact: self.exact && other.exact }
    }

    const fn and(self, other: Self) -> Self {
        self.per(other.turned())
    }

    /// Half up to the thousandth. None for more than any quantity can be.
    fn of(self, number: Quantity) -> Option<Converted> {
        let product = i128::from(number.milli()).checked_mul(self.times)?;
        let rounded = product.checked_mul(2)?.checked_add(self.by)? / self.by.checked_mul(2)?;
        let quantity = Quantity::from_milli(i64::try_from(rounded).ok()?);
        let whole = product % self.by == 0;
        Some(if whole && self.exact {
            Converted::Exact(quantity)
        } else {
            Converted::About(quantity)
        })
    }
}

/// Grams and cubic feet of one of something, as far as they are known.
#[derive(Clone, Copy, Debug, Default)]
struct Body {
    grams: Option<Ratio>,
    cft: Option<Ratio>,
}

const GRAMS_OF_A_TONNE: i128 = 1_000_000;

/// IS 269 and its sisters: cement is sold in bags of 50 kg.
const GRAMS_OF_A_BAG_OF_CEMENT: i128 = 50_000;

const CFT_OF_A_BRASS: i128 = 100;

/// A foot is 0.3048 m by definition; cubed, in 10⁻¹² m³.
const CUBIC_METRE: Ratio = exactly(1_000_000_000_000, 28_316_846_592);

/// Mills roll bars of twelve metres.
const METRES_OF_A_BAR: i128 = 12;

/// How many units of the SKU one of the measure is.
fn ratio(measure: Measure, sku: &Sku) -> Option<Ratio> {
    if measure == Measure::Unit(sku.unit) {
        return Some(exactly(1, 1));
    }
    let (one, unit) = (body_of_measure(measure, sku), body_of_unit(sku));
    // What both have in common first; across from weight to volume only where the yard states it.
    let by_weight = || Some(one.grams?.per(unit.grams?));
    let by_volume = || Some(one.cft?.per(unit.cft?));
    let density = || Some(about(i128::from(stated(sku, "kg_per_cft")?) * 1000, 1));
    let to_weight = || Some(one.cft?.and(density()?).per(unit.grams?));
    let to_volume = || Some(one.grams?.per(density()?).per(unit.cft?));
    by_weight().or_else(by_volume).or_else(to_weight).or_else(to_volume)
}

fn body_of_measure(measure: Measure, sku: &Sku) -> Body {
    let grams = |grams| Body { grams: Some(grams), cft: None };
    let cft = |cft| Body { grams: None, cft: Some(cft) };
    match measure {
        Measure::Unit(Unit::Tonne) => grams(exactly(GRAMS_OF_A_TONNE, 1)),
        Measure::Unit(Unit::Kg) => grams(exactly(1000, 1)),
        Measure::Unit(Unit::Bag) if sku.kind == Kind::Cement => {
            grams(exactly(GRAMS_OF_A_BAG_OF_CEMENT, 1))
        }
        Measure::Unit(Unit::Rod) => Body { grams: grams_of_a_bar(sku), cft: None },
        Measure::Unit(Unit::Load) => Body { grams: None, cft: cft_of_a_load(sku) },
        Measure::Unit(Unit::Cft) => cft(exactly(1, 1)),
        Measure::Brass => cft(exactly(CFT_OF_A_BRASS, 1)),
        Measure::CubicMetre => cft(CUBIC_METRE),
        Measure::Unit(Unit::Bag | Unit::Piece | Unit::Person)
        | Measure::Vehicle
        | Measure::Loose => Body::default(),
    }
}

/// One unit of the SKU. What a bag or a bar weighs its row says; of the rest the row says about how much.
fn body_of_unit(sku: &Sku) -> Body {
    let weighed = Some(i128::from(sku.weight_grams)).filter(|grams| *grams > 0);
    match sku.unit {
        Unit::Tonne => Body { grams: Some(exactly(GRAMS_OF_A_TONNE, 1)), cft: None },
        Unit::Kg => Body { grams: Some(exactly(1000, 1)), cft: None },
        Unit::Bag => Body { grams: weighed.map(|grams| exactly(grams, 1)), cft: None },
        Unit::Cft => Body { grams: weighed.map(|grams| about(grams, 1)), cft: Some(exactly(1, 1)) },
        Unit::Load => Body { grams: weighed.map(|grams| about(grams, 1)), cft: cft_of_a_load(sku) },
        Unit::Rod => {
            let grams = grams_of_a_bar(sku).or_else(|| weighed.map(|grams| about(grams, 1)));
            Body { grams, cft: None }
        }
        Unit::Piece => Body { grams: weighed.map(|grams| about(grams, 1)), cft: None },
        Unit::Person => Body::default(),
    }
}

/// d²/162 kg a metre, the rule of every yard (IS 1786 within a tenth of a per cent). The mill may be 3 to 7 % off.
fn grams_of_a_bar(sku: &Sku) -> Option<Ratio> {
    let diameter = i128::from(stated(sku, "diameter_mm")?);
    (sku.kind == Kind::Steel).then(|| about(diameter * diameter * 1000 * METRES_OF_A_BAR, 162))
}

fn cft_of_a_load(sku: &Sku) -> Option<Ratio> {
    stated(sku, "load_cft").map(|cft| about(i128::from(cft), 1))
}

/// A number that stands among the SKU's attributes.
fn stated(sku: &Sku, name: &str) -> Option<u32> {
    sku.attrs.get(name)?.parse().ok().filter(|number| (1..=10_000).contains(number))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::ids::SkuId;
    use crate::language::Name;

    fn sku(kind: Kind, unit: Unit, weight_grams: u32, attrs: &[(&str, u32)]) -> Sku {
        let attrs: BTreeMap<String, String> =
            attrs.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect();
        Sku {
            id: SkuId(Uuid::nil()),
            code: String::new(),
            kind,
            name: Name::same(""),
            attrs,
            photo: None,
            unit,
            minimum: Quantity::whole(1),
            step: Quantity::whole(1),
            usual: Vec::new(),
            made_at: jiff::Timestamp::UNIX_EPOCH,
            weight_grams,
            rank: 0,
            from_price: None,
        }
    }

    fn cement() -> Sku {
        sku(Kind::Cement, Unit::Bag, 50_000, &[])
    }

    fn sand_by_tonne() -> Sku {
        sku(Kind::Sand, Unit::Tonne, 1_000_000, &[("kg_per_cft", 45), ("load_cft", 100)])
    }

    fn shelf() -> Vec<Sku> {
        vec![
            cement(),
            sand_by_tonne(),
            sku(Kind::Sand, Unit::Cft, 45_000, &[]),
            sku(Kind::Sand, Unit::Cft, 0, &[("kg_per_cft", 48)]),
            sku(Kind::Sand, Unit::Load, 4_500_000, &[("load_cft", 100)]),
            sku(Kind::Steel, Unit::Kg, 1000, &[("diameter_mm", 12)]),
            sku(Kind::Steel, Unit::Rod, 0, &[("diameter_mm", 8)]),
            sku(Kind::Brick, Unit::Piece, 2_700, &[]),
            sku(Kind::Labour, Unit::Person, 0, &[]),
        ]
    }

    const MEASURES: [Measure; 12] = [
        Measure::Unit(Unit::Bag),
        Measure::Unit(Unit::Tonne),
        Measure::Unit(Unit::Kg),
        Measure::Unit(Unit::Cft),
        Measure::Unit(Unit::Load),
        Measure::Unit(Unit::Piece),
        Measure::Unit(Unit::Rod),
        Measure::Unit(Unit::Person),
        Measure::Brass,
        Measure::CubicMetre,
        Measure::Vehicle,
        Measure::Loose,
    ];

    fn milli(converted: Option<Converted>) -> Option<i64> {
        converted.map(|converted| converted.quantity().milli())
    }

    #[test]
    fn bars_weigh_what_the_table_says() {
        // Reference: per 12 m bar. 162 instead of 162.28 makes each a fifth of a per cent heavier.
        let table =
            [(8, 4_741), (10, 7_407), (12, 10_667), (16, 18_963), (20, 29_630), (25, 46_296)];
        for (diameter, grams) in table {
            let steel = sku(Kind::Steel, Unit::Kg, 1000, &[("diameter_mm", diameter)]);
            let bar = into_unit(Quantity::whole(1), Measure::Unit(Unit::Rod), &steel);
            assert_eq!(bar, Some(Converted::About(Quantity::from_milli(grams))), "{diameter} mm");
        }
    }

    #[test]
    fn bags_and_tonnes_and_brass_are_exact() {
        let exact = |number| Some(Converted::Exact(Quantity::whole(number)));
        let tonne = Measure::Unit(Unit::Tonne);
        assert_eq!(into_unit(Quantity::whole(1), tonne, &cement()), exact(20));
        assert_eq!(from_unit(Quantity::whole(20), &cement(), tonne), exact(1));
        let sand = sku(Kind::Sand, Unit::Cft, 45_000, &[]);
        assert_eq!(into_unit(Quantity::whole(2), Measure::Brass, &sand), exact(200));
        assert_eq!(from_unit(Quantity::whole(200), &sand, Measure::Brass), exact(2));
        let by_weight = sku(Kind::Cement, Unit::Tonne, 1_000_000, &[]);
        assert_eq!(into_unit(Quantity::whole(40), Measure::Unit(Unit::Bag), &by_weight), exact(2));
    }

    #[test]
    fn what_a_yard_states_is_never_exact() {
        let about = |milli| Some(Converted::About(Quantity::from_milli(milli)));
        let sand = sand_by_tonne();
        assert_eq!(into_unit(Quantity::whole(1), Measure::Brass, &sand), about(4500));
        assert_eq!(into_unit(Quantity::whole(2), Measure::Unit(Unit::Load), &sand), about(9000));
        let by_cft = sku(Kind::Sand, Unit::Cft, 45_000, &[]);
        let tonne = Measure::Unit(Unit::Tonne);
        assert_eq!(into_unit(Quantity::whole(9), tonne, &by_cft), about(200_000));
        // 35.3147 cubic feet: a definition, and still rounded.
        assert_eq!(into_unit(Quantity::whole(1), Measure::CubicMetre, &by_cft), about(35_315));
    }

    #[test]
    fn nobody_knows_how_many_tonnes_a_gang_is() {
        let labour = sku(Kind::Labour, Unit::Person, 0, &[]);
        for measure in MEASURES {
            let there = into_unit(Quantity::whole(1), measure, &labour);
            assert_eq!(there.is_some(), measure == Measure::Unit(Unit::Person), "{measure:?}");
        }
        let unstated = sku(Kind::Sand, Unit::Tonne, 1_000_000, &[]);
        assert_eq!(into_unit(Quantity::whole(1), Measure::Brass, &unstated), None);
        assert_eq!(into_unit(Quantity::whole(1), Measure::Unit(Unit::Load), &unstated), None);
    }

    proptest! {
        /// Exact there, and exactly the same back; else back within what half a thousandth was worth.
        #[test]
        fn there_and_back(number in 0_i64..10_000_000, at in 0_usize..9, by in 0_usize..12) {
            let (sku, measure) = (shelf().remove(at), MEASURES[by]);
            let number = Quantity::from_milli(number);
            let Some(there) = into_unit(number, measure, &sku) else {
                prop_assert_eq!(from_unit(number, &sku, measure), None);
                return Ok(());
            };
            let Some(back) = from_unit(there.quantity(), &sku, measure) else {
                return Err(TestCaseError::fail("no way back"));
            };
            if let Converted::Exact(_) = there {
                prop_assert_eq!(back, Converted::Exact(number));
            }
            let one = milli(from_unit(Quantity::whole(1), &sku, measure)).unwrap_or(0);
            let slack = one / 2000 + 1;
            prop_assert!((back.quantity().milli() - number.milli()).abs() <= slack);
        }

        /// A remainder is never dropped without a word: twice as much is twice as much, unless it says "about".
        #[test]
        fn nothing_is_rounded_silently(number in 0_i64..10_000_000, at in 0_usize..9, by in 0_usize..12) {
            let (sku, measure) = (shelf().remove(at), MEASURES[by]);
            let of = |milli| into_unit(Quantity::from_milli(milli), measure, &sku);
            if let (Some(Converted::Exact(one)), Some(two)) = (of(number), of(number * 2)) {
                prop_assert_eq!(two, Converted::Exact(Quantity::from_milli(one.milli() * 2)));
            }
        }
    }
}
