//! Which vehicle brings a load, and in how many trips: by weight and room, by what the trips cost, and by the lane.
//!
//! Kinds of vehicles are the office's dated data. One kind brings the whole load of a part: a yard that fills a tipper
//! does not send an auto after it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::catalog::{Kind, Sku};
use crate::language::Name;
use crate::money::Paise;
use crate::quantity::{Quantity, Unit, UnknownWord};

/// How wide a lane a vehicle needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// An auto or a tractor: it turns where people live.
    Narrow,
    /// A tipper or a lorry.
    Wide,
}

impl Width {
    pub const ALL: [Self; 2] = [Self::Narrow, Self::Wide];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Wide => "wide",
        }
    }
}

impl FromStr for Width {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|width| width.as_str() == word)
            .ok_or_else(|| UnknownWord { what: "width", word: word.to_owned() })
    }
}

/// What the lane of a site lets in: the widest that fits.
pub type Lane = Width;

/// A kind of vehicle as the office describes it, at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vehicle {
    /// `tractor`
    pub code: String,
    pub name: Name,
    pub most_kg: u32,
    pub most_cft: u32,
    /// For each trip, whatever the way.
    pub base_paise: Paise,
    /// For each kilometre of each trip, as the crow flies and one way.
    pub per_km_paise: Paise,
    pub width: Width,
}

/// What a part weighs and how much room it takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    pub grams: i64,
    pub cft: Quantity,
}

/// The attribute of a SKU that says how many cubic feet one unit takes, where a vehicle is full of it before it is heavy.
pub const CFT: &str = "cft";

/// What one unit of loose goods takes up, where the yard says how dense they are.
fn by_density(sku: &Sku) -> Option<Quantity> {
    let kg: i64 = sku.attrs.get("kg_per_cft")?.parse().ok().filter(|kg| *kg > 0)?;
    Some(Quantity::from_milli(i64::from(sku.weight_grams) / kg))
}

impl Load {
    /// People come by themselves.
    #[must_use]
    pub fn of(sku: &Sku, quantity: Quantity) -> Self {
        if sku.kind == Kind::Labour {
            return Self::default();
        }
        let grams = quantity.milli().saturating_mul(i64::from(sku.weight_grams));
        let one = match sku.unit {
            Unit::Cft => Quantity::whole(1),
            Unit::Bag
            | Unit::Tonne
            | Unit::Kg
            | Unit::Load
            | Unit::Piece
            | Unit::Rod
            | Unit::Person => {
                let stated = sku.attrs.get(CFT).and_then(|cft| cft.parse().ok());
                stated.or_else(|| by_density(sku)).unwrap_or_default()
            }
        };
        let cft = quantity.milli().saturating_mul(one.milli());
        Self { grams: up(grams, 1000), cft: Quantity::from_milli(up(cft, 1000)) }
    }

    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self { grams: self.grams.saturating_add(other.grams), cft: self.cft.plus(other.cft) }
    }
}

impl std::iter::Sum for Load {
    fn sum<I: Iterator<Item = Self>>(loads: I) -> Self {
        loads.fold(Self::default(), Self::plus)
    }
}

/// Division up; nothing is below zero here.
const fn up(value: i64, by: i64) -> i64 {
    let more = if value % by > 0 { 1 } else { 0 };
    value / by + more
}

impl Vehicle {
    /// How often it must go. None for what can carry nothing.
    #[must_use]
    pub fn trips(&self, load: Load) -> Option<u32> {
        let grams = i64::from(self.most_kg) * 1000;
        let milli_cft = i64::from(self.most_cft) * 1000;
        if grams <= 0 || milli_cft <= 0 {
            return None;
        }
        let trips = up(load.grams, grams).max(up(load.cft.milli(), milli_cft)).max(1);
        u32::try_from(trips).ok()
    }

    /// What so many trips cost, in thousandths of a paisa.
    pub(crate) fn cost_milli(&self, trips: u32, metres: u32) -> i128 {
        let way = i128::from(self.per_km_paise.get()) * i128::from(metres);
        (i128::from(self.base_paise.get()) * 1000 + way) * i128::from(trips)
    }
}

/// How a part comes: which vehicle, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Haul {
    /// The vehicle's code.
    pub vehicle: String,
    pub name: Name,
    pub width: Width,
    pub trips: u32,
}

impl Haul {
    /// The same vehicle with a smaller load of the same thing.
    #[must_use]
    pub fn with_less(&self, now: Quantity, was: Quantity) -> Self {
        let of_it = i64::from(self.trips).saturating_mul(now.milli());
        let trips = up(of_it, was.milli().max(1)).clamp(1, i64::from(self.trips).max(1));
        Self { trips: u32::try_from(trips).unwrap_or(self.trips), ..self.clone() }
    }
}

/// The cheapest vehicle that the lane lets in, with its trips and what they cost in thousandths of a paisa. Of equals the
/// one that goes less often, then the first by code. A lane that nobody knows lets everything in; one that lets nothing
/// in is left to the yard, which sends what it has.
#[must_use]
pub fn cheapest(
    fleet: &[Vehicle],
    load: Load,
    metres: u32,
    lane: Option<Lane>,
) -> Option<(&Vehicle, u32, i128)> {
    fleet
        .iter()
        .filter(|vehicle| lane.is_none_or(|lane| vehicle.width <= lane))
        .filter_map(|vehicle| {
            let trips = vehicle.trips(load)?;
            Some((vehicle, trips, vehicle.cost_milli(trips, metres)))
        })
        .min_by(|(a, trips_a, cost_a), (b, trips_b, cost_b)| {
            (cost_a, trips_a, &a.code).cmp(&(cost_b, trips_b, &b.code))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn vehicle(code: &str, most: (u32, u32), paise: (i64, i64), width: Width) -> Vehicle {
        Vehicle {
            code: code.to_owned(),
            name: Name::same(code),
            most_kg: most.0,
            most_cft: most.1,
            base_paise: Paise::new(paise.0),
            per_km_paise: Paise::new(paise.1),
            width,
        }
    }

    fn fleet() -> Vec<Vehicle> {
        vec![
            vehicle("auto", (750, 30), (40_000, 1500), Width::Narrow),
            vehicle("tractor", (3500, 100), (90_000, 2500), Width::Narrow),
            vehicle("tipper", (12_000, 300), (200_000, 4500), Width::Wide),
        ]
    }

    fn chosen(kg: i64, cft: u32, lane: Option<Lane>) -> Option<(String, u32)> {
        let load = Load { grams: kg * 1000, cft: Quantity::whole(cft) };
        let fleet = fleet();
        let (vehicle, trips, _) = cheapest(&fleet, load, 5_000, lane)?;
        Some((vehicle.code.clone(), trips))
    }

    #[test]
    fn weight_room_and_lane_decide() {
        let is = |code: &str, trips| Some((code.to_owned(), trips));
        assert_eq!(chosen(500, 0, None), is("auto", 1));
        assert_eq!(chosen(2_500, 0, None), is("tractor", 1));
        assert_eq!(chosen(10_000, 0, None), is("tipper", 1));
        assert_eq!(chosen(10_000, 0, Some(Lane::Wide)), is("tipper", 1));
        assert_eq!(chosen(10_000, 0, Some(Lane::Narrow)), is("tractor", 3));
        // Light, and as big as a room.
        assert_eq!(chosen(700, 91, None), is("tractor", 1));
        assert_eq!(chosen(0, 0, None), is("auto", 1), "what weighs nothing comes too");
    }

    #[test]
    fn a_lane_that_lets_nothing_in_is_left_to_the_yard() {
        let wide = [vehicle("lorry", (16_000, 500), (1, 1), Width::Wide)];
        assert_eq!(cheapest(&wide, Load::default(), 0, Some(Lane::Narrow)), None);
        let broken = [vehicle("ghost", (0, 10), (1, 1), Width::Narrow)];
        assert_eq!(cheapest(&broken, Load::default(), 0, None), None);
    }

    #[test]
    fn a_smaller_load_goes_less_often() {
        let haul = Haul {
            vehicle: "tractor".into(),
            name: Name::same("tractor"),
            width: Width::Narrow,
            trips: 3,
        };
        let trips = |now, was| haul.with_less(Quantity::whole(now), Quantity::whole(was)).trips;
        assert_eq!((trips(40, 200), trips(100, 200), trips(200, 200)), (1, 2, 3));
        assert_eq!((trips(0, 200), trips(5, 0)), (1, 3));
    }

    fn some_fleet() -> impl Strategy<Value = Vec<Vehicle>> {
        let one = (1_u32..6, 1_u32..6, 0_i64..5, 0_i64..5, any::<bool>());
        proptest::collection::vec(one, 0..4).prop_map(|kinds| {
            let mut codes = 0;
            let mut made = |(kg, cft, base, km, narrow)| {
                codes += 1;
                let width = if narrow { Width::Narrow } else { Width::Wide };
                vehicle(&format!("v{codes}"), (kg, cft), (base, km), width)
            };
            kinds.into_iter().map(&mut made).collect()
        })
    }

    proptest! {
        /// Against trying every vehicle with every number of trips, one more at a time.
        #[test]
        fn nothing_that_fits_is_cheaper(
            fleet in some_fleet(),
            kg in 0_i64..20,
            cft in 0_u32..20,
            km in 0_u32..9,
            lane in prop_oneof![Just(None), Just(Some(Lane::Narrow)), Just(Some(Lane::Wide))],
        ) {
            let load = Load { grams: kg * 1000, cft: Quantity::whole(cft) };
            let mut best: Option<i64> = None;
            for vehicle in &fleet {
                if lane == Some(Lane::Narrow) && vehicle.width == Width::Wide {
                    continue;
                }
                for trips in 1..=20_u32 {
                    let carries = i64::from(vehicle.most_kg * trips) >= kg
                        && vehicle.most_cft * trips >= cft;
                    let one = vehicle.base_paise.get() + vehicle.per_km_paise.get() * i64::from(km);
                    let cost = one * i64::from(trips);
                    if carries && best.is_none_or(|best| cost < best) {
                        best = Some(cost);
                    }
                }
            }
            let found = cheapest(&fleet, load, km * 1000, lane);
            prop_assert_eq!(found.map(|(.., cost)| cost), best.map(|cost| i128::from(cost) * 1000));
            if let Some((vehicle, trips, _)) = found {
                prop_assert!(i64::from(vehicle.most_kg * trips) >= kg);
                prop_assert!(vehicle.most_cft * trips >= cft);
                prop_assert!(lane != Some(Lane::Narrow) || vehicle.width == Width::Narrow);
            }
        }
    }
}
