//! Which locality somebody means: by a pin on the map, by a PIN code, or by its name among other words.
//!
//! Coordinates here are what a phone or a person gave; nothing is asked of the outside.

use realserv_adapters::postgres::sites::Locality;
use realserv_domain::language::Language;
use realserv_domain::place::{Pin, Point};

/// Further than this from every locality we know, and the pin lies outside Hyderabad as we know it.
const NEAREST_WITHIN_METRES: u32 = 8_000;

/// Shorter names would be found inside other words.
const SHORTEST_NAME: usize = 4;

/// The locality that is meant; none when we know of nothing there.
pub fn find<'a>(
    localities: &'a [Locality],
    point: Option<Point>,
    pin: Option<&Pin>,
    words: &str,
) -> Option<&'a Locality> {
    if let Some(point) = point {
        return nearest(localities, point);
    }
    if let Some(pin) = pin {
        let same = localities.iter().filter(|l| l.pin == *pin);
        // Several localities may share a PIN code: the one that the words name, else a served one.
        return same
            .clone()
            .find(|l| names(l, words))
            .or_else(|| same.clone().find(|l| l.zone.is_some()))
            .or_else(|| same.clone().next());
    }
    localities.iter().find(|l| names(l, words))
}

fn nearest(localities: &[Locality], point: Point) -> Option<&Locality> {
    localities
        .iter()
        .map(|locality| (locality.point.metres_to(point), locality))
        .filter(|(metres, _)| *metres <= NEAREST_WITHIN_METRES)
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
    use realserv_domain::ids::ZoneId;
    use realserv_domain::language::Name;
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
        find(&all, point, pin.as_ref(), words).map(|l| l.name.en.clone())
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
}
