//! Which locality somebody means: by a pin on the map, by a PIN code, or by its name among other words.
//!
//! Coordinates here are what a phone or a person gave; nothing is asked of the outside.

use std::collections::BTreeSet;

use realserv_adapters::postgres::sites::Locality;
use realserv_domain::ids::ZoneId;
use realserv_domain::language::Language;
use realserv_domain::place::{Pin, Point};
use realserv_domain::zones::Zones;

/// Further than this from every locality we know, and the pin lies outside Hyderabad as we know it.
const NEAREST_WITHIN_METRES: u32 = 8_000;

/// Shorter names would be found inside other words.
const SHORTEST_NAME: usize = 4;

/// The locality that is meant, and the zone it is served from: its own, or the one whose border lies around it.
pub struct Found<'a> {
    pub locality: &'a Locality,
    pub zone: Option<ZoneId>,
}

/// PIN codes of which any place is served, each once.
pub fn served_pins(localities: &[Locality], zones: &Zones) -> Vec<String> {
    let served = localities.iter().filter(|locality| zone_of(locality, zones).is_some());
    let pins: BTreeSet<&str> = served.map(|locality| locality.pin.as_str()).collect();
    pins.into_iter().map(str::to_owned).collect()
}

fn zone_of(locality: &Locality, zones: &Zones) -> Option<ZoneId> {
    locality.zone.or_else(|| zones.around(locality.point))
}

/// None when we know of nothing there. A pin within a zone's border is in that zone, whatever place is nearest.
pub fn find<'a>(
    localities: &'a [Locality],
    zones: &Zones,
    point: Option<Point>,
    pin: Option<&Pin>,
    words: &str,
) -> Option<Found<'a>> {
    let found = |locality| Found { locality, zone: zone_of(locality, zones) };
    if let Some(point) = point {
        let Some(zone) = zones.around(point) else {
            return nearest(localities, point, NEAREST_WITHIN_METRES).map(found);
        };
        let locality = nearest(localities, point, u32::MAX)?;
        return Some(Found { locality, zone: Some(zone) });
    }
    by_words(localities, zones, pin, words).map(found)
}

fn by_words<'a>(
    localities: &'a [Locality],
    zones: &Zones,
    pin: Option<&Pin>,
    words: &str,
) -> Option<&'a Locality> {
    if let Some(pin) = pin {
        let same = localities.iter().filter(|l| l.pin == *pin);
        // Several localities may share a PIN code: the one that the words name, else a served one.
        return same
            .clone()
            .find(|l| names(l, words))
            .or_else(|| same.clone().find(|l| zone_of(l, zones).is_some()))
            .or_else(|| same.clone().next());
    }
    localities.iter().find(|l| names(l, words))
}

fn nearest(localities: &[Locality], point: Point, within: u32) -> Option<&Locality> {
    localities
        .iter()
        .map(|locality| (locality.point.metres_to(point), locality))
        .filter(|(metres, _)| *metres <= within)
        .min_by_key(|(metres, _)| *metres)
        .map(|(_, locality)| locality)
}

/// Whether the words contain the locality's name in any language. "Kukatpally / KPHB" is called by either.
fn names(locality: &Locality, words: &str) -> bool {
    let words = words.to_lowercase();
    Language::ALL.into_iter().any(|language| {
        locality
            .name
            .in_language(language)
            .to_lowercase()
            .split('/')
            .map(str::trim)
            .any(|name| name.chars().count() >= SHORTEST_NAME && words.contains(name))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use realserv_domain::language::Name;
    use realserv_domain::ring::Ring;
    use uuid::Uuid;

    use super::*;

    fn locality(name: &str, pin: &str, lat_e6: i32, lon_e6: i32, served: bool) -> Locality {
        Locality {
            id: Uuid::nil(),
            zone: served.then_some(ZoneId(Uuid::nil())),
            name: Name {
                en: name.to_owned(), hi: name.to_owned(), te: "మియాపూర్".to_owned()
            },
            pin: pin.parse().unwrap(),
            point: Point { lat_e6, lon_e6 },
        }
    }

    fn some() -> Vec<Locality> {
        vec![
            locality("Miyapur", "500049", 17_496_000, 78_358_000, true),
            locality("Kukatpally / KPHB", "500072", 17_485_000, 78_414_000, true),
            locality("Sangareddy", "502001", 17_627_000, 78_087_000, false),
        ]
    }

    fn found(point: Option<Point>, pin: Option<&str>, words: &str) -> Option<String> {
        let pin = pin.map(|pin| pin.parse().unwrap());
        let all = some();
        let found = find(&all, &Zones::default(), point, pin.as_ref(), words);
        found.map(|found| found.locality.name.en.clone())
    }

    #[test]
    fn a_pin_on_the_map_means_the_nearest_and_nothing_far_away() {
        let at = |lat_e6, lon_e6| Some(Point { lat_e6, lon_e6 });
        assert_eq!(found(at(17_497_000, 78_360_000), None, ""), Some("Miyapur".into()));
        assert_eq!(found(at(12_970_000, 77_590_000), None, ""), None);
    }

    #[test]
    fn words_name_a_place_by_any_of_its_names() {
        assert_eq!(found(None, None, "near KPHB temple"), Some("Kukatpally / KPHB".into()));
        assert_eq!(found(None, None, "మియాపూర్ మెట్రో దగ్గర"), Some("Miyapur".into()));
        assert_eq!(found(None, Some("502001"), ""), Some("Sangareddy".into()));
        assert_eq!(found(None, None, "my house"), None);
    }

    #[test]
    fn a_border_says_more_than_the_nearest_place() {
        let ring = |corners: [(i32, i32); 5]| {
            let point = |(lat_e6, lon_e6)| Point { lat_e6, lon_e6 };
            Ring::new(corners.map(point).to_vec()).unwrap()
        };
        let west = ZoneId(Uuid::from_u128(7));
        // Around Sangareddy, and a field on the way there.
        let border = ring([
            (17_600_000, 78_000_000),
            (17_600_000, 78_200_000),
            (17_650_000, 78_200_000),
            (17_650_000, 78_000_000),
            (17_600_000, 78_000_000),
        ]);
        let zones = Zones::new(BTreeMap::new(), Vec::new(), vec![(west, border)]);
        let all = some();
        let zone = |point: Option<Point>, pin: Option<&str>| {
            let pin = pin.map(|pin| pin.parse().unwrap());
            let found = find(&all, &zones, point, pin.as_ref(), "")?;
            Some((found.locality.name.en.as_str(), found.zone))
        };
        let at = |lat_e6, lon_e6| Some(Point { lat_e6, lon_e6 });
        assert_eq!(zone(at(17_610_000, 78_190_000), None), Some(("Sangareddy", Some(west))));
        assert_eq!(zone(None, Some("502001")), Some(("Sangareddy", Some(west))));
        let own = Some(ZoneId(Uuid::nil()));
        assert_eq!(zone(at(17_497_000, 78_360_000), None), Some(("Miyapur", own)));
        assert_eq!(served_pins(&all, &zones), ["500049", "500072", "502001"]);
        assert_eq!(served_pins(&all, &Zones::default()), ["500049", "500072"]);
    }
}
