//! Zones as every turn looks at them: when things are brought there, what they cost there, and where their borders lie.
//!
//! A snapshot like the catalogue: read when the tables change, and never asked for. A quote reads its prices anew.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday};
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::catalog::Sku;
use crate::ids::{SkuId, ZoneId};
use crate::language::Name;
use crate::money::Paise;
use crate::place::Point;
use crate::quantity::Quantity;
use crate::quote::ZonePrice;
use crate::ring::Ring;
use crate::time::{self, Slot, WorkDay};

/// When things are brought to a zone and people work there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Trucks come from then on; none: whenever a slot begins.
    pub opens: Option<Time>,
    /// And until then.
    pub closes: Option<Time>,
    /// Days of the week on which nobody comes.
    #[serde(with = "iso_weekdays")]
    pub closed_weekdays: Vec<Weekday>,
    /// Single days, and what they are.
    pub closed_days: BTreeMap<Date, Name>,
}

/// Weekdays as ISO 8601 counts them: Monday is 1.
mod iso_weekdays {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(days: &[Weekday], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(days.iter().map(|day| day.to_monday_one_offset()))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<Weekday>, D::Error> {
        let numbers = Vec::<i8>::deserialize(from)?;
        let days = numbers.into_iter().map(Weekday::from_monday_one_offset);
        days.collect::<Result<_, _>>().map_err(serde::de::Error::custom)
    }
}

/// Why nobody comes on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closed {
    /// As in every week.
    Weekday,
    /// A festival, an election, a strike.
    Named(Name),
}

impl Service {
    #[must_use]
    pub fn closed(&self, on: Date) -> Option<Closed> {
        if let Some(name) = self.closed_days.get(&on) {
            return Some(Closed::Named(name.clone()));
        }
        self.closed_weekdays.contains(&on.weekday()).then_some(Closed::Weekday)
    }

    /// Only what lies within the hours as a whole: whoever is promised a morning stands at the gate from eight.
    fn lets(&self, slot: &Slot) -> bool {
        let (begins, ends) = slot.part.hours();
        self.closed(slot.on).is_none()
            && self.opens.is_none_or(|opens| opens <= begins)
            && self.closes.is_none_or(|closes| ends <= closes)
    }

    /// Slots that can still be promised here, soonest first.
    #[must_use]
    pub fn open_slots(&self, now: &Zoned, days_ahead: u32, count: usize) -> Vec<Slot> {
        let open = time::open_slots(now, days_ahead, usize::MAX).into_iter();
        open.filter(|slot| self.lets(slot)).take(count).collect()
    }

    /// Days that a crew can still be booked for here. Crews have shifts of their own, which trucks' hours do not touch.
    #[must_use]
    pub fn open_work_days(&self, now: &Zoned, called_by: Time, count: usize) -> Vec<WorkDay> {
        let open = time::open_work_days(now, called_by, usize::MAX).into_iter();
        open.filter(|day| self.closed(day.on).is_none()).take(count).collect()
    }
}

/// What a buyer of much pays less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    pub least: Quantity,
    /// The lowest there is from so much on, for one unit.
    pub price_paise: Paise,
}

/// All zones, as far as they have something of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zones {
    services: BTreeMap<ZoneId, Service>,
    prices: BTreeMap<SkuId, Vec<ZonePrice>>,
    rings: Vec<(ZoneId, Ring)>,
}

/// What a zone without rows of its own has.
static ALWAYS: Service = Service {
    opens: None,
    closes: None,
    closed_weekdays: Vec::new(),
    closed_days: BTreeMap::new(),
};

impl Zones {
    /// Of rings that overlap the first counts.
    #[must_use]
    pub fn new(
        services: BTreeMap<ZoneId, Service>,
        prices: Vec<ZonePrice>,
        rings: Vec<(ZoneId, Ring)>,
    ) -> Self {
        let mut by_sku: BTreeMap<SkuId, Vec<ZonePrice>> = BTreeMap::new();
        prices.into_iter().for_each(|price| by_sku.entry(price.sku).or_default().push(price));
        Self { services, prices: by_sku, rings }
    }

    #[must_use]
    pub fn service(&self, zone: ZoneId) -> &Service {
        self.services.get(&zone).unwrap_or(&ALWAYS)
    }

    /// The zone whose border lies around this point.
    #[must_use]
    pub fn around(&self, point: Point) -> Option<ZoneId> {
        self.rings.iter().find(|(_, ring)| ring.contains(point)).map(|(zone, _)| *zone)
    }

    /// About what one unit costs: the lowest price there is for so much of it, in the zone or, before that is known, in any.
    #[must_use]
    pub fn about(
        &self,
        sku: &Sku,
        quantity: Quantity,
        zone: Option<ZoneId>,
        now: Timestamp,
    ) -> Option<Paise> {
        let from = sku.from_price?;
        let breaks = self.breaks(sku, zone, now);
        let reached = breaks.iter().filter(|one| one.least <= quantity);
        Some(reached.map(|one| one.price_paise).min().unwrap_or(from).min(from))
    }

    /// From how much on it is cheaper, the smallest amount first; each is cheaper than the one before.
    #[must_use]
    pub fn breaks(&self, sku: &Sku, zone: Option<ZoneId>, now: Timestamp) -> Vec<Break> {
        let (Some(from), Some(prices)) = (sku.from_price, self.prices.get(&sku.id)) else {
            return Vec::new();
        };
        let mut breaks: Vec<Break> = prices
            .iter()
            .filter(|price| price.holds_at(now) && zone.is_none_or(|zone| zone == price.zone))
            .filter(|price| price.least > sku.minimum)
            .map(|price| Break { least: price.least, price_paise: price.of(from) })
            .collect();
        breaks.sort_by_key(|one| (one.least, one.price_paise));
        let mut lowest = from;
        breaks.retain(|one| {
            let cheaper = one.price_paise < lowest;
            lowest = lowest.min(one.price_paise);
            cheaper
        });
        breaks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    use crate::time::{DayPart, Shift};

    fn at(text: &str) -> Zoned {
        format!("{text}[Asia/Kolkata]").parse().unwrap()
    }

    #[test]
    fn closed_days_and_hours_leave_the_other_slots() {
        let ugadi = Name::same("Ugadi");
        let service = Service {
            opens: Some(time(8, 0, 0, 0)),
            closes: Some(time(16, 0, 0, 0)),
            closed_weekdays: vec![Weekday::Sunday],
            closed_days: BTreeMap::from([(date(2026, 11, 24), ugadi.clone())]),
        };
        // Monday the 23rd.
        let slots: Vec<(String, DayPart)> = service
            .open_slots(&at("2026-11-23T09:00"), 6, 100)
            .into_iter()
            .map(|slot| (slot.on.to_string(), slot.part))
            .collect();
        assert_eq!(slots.len(), 10, "five days of two slots: {slots:?}");
        assert!(slots.iter().all(|(on, part)| {
            on != "2026-11-24" && on != "2026-11-29" && *part != DayPart::Evening
        }));
        assert_eq!(service.closed(date(2026, 11, 24)), Some(Closed::Named(ugadi)));
        assert_eq!(service.closed(date(2026, 11, 29)), Some(Closed::Weekday));
        assert_eq!(service.closed(date(2026, 11, 25)), None);
        let days = service.open_work_days(&at("2026-11-23T11:00"), time(20, 0, 0, 0), 3);
        assert!(days.iter().all(|day| day.on == date(2026, 11, 25)), "{days:?}");
        assert_eq!(days.iter().map(|day| day.shift).collect::<Vec<_>>(), Shift::ALL);
    }

    #[test]
    fn a_zone_without_rows_is_open_whenever_the_town_is() {
        let zones = Zones::default();
        let now = at("2026-11-23T09:00");
        let service = zones.service(ZoneId(uuid::Uuid::nil()));
        assert_eq!(service.open_slots(&now, 6, 9), time::open_slots(&now, 6, 9));
        assert_eq!(zones.around(Point { lat_e6: 0, lon_e6: 0 }), None);
    }

    #[test]
    fn the_card_shows_from_how_much_on_it_is_cheaper() {
        let (here, there) = (ZoneId(uuid::Uuid::from_u128(1)), ZoneId(uuid::Uuid::from_u128(2)));
        let id = SkuId(uuid::Uuid::from_u128(3));
        let sku = Sku {
            id,
            code: "CEM".into(),
            kind: crate::catalog::Kind::Cement,
            name: Name::same("cement"),
            attrs: BTreeMap::new(),
            photo: None,
            unit: crate::quantity::Unit::Bag,
            minimum: Quantity::whole(5),
            step: Quantity::whole(1),
            usual: Vec::new(),
            weight_grams: 50_000,
            rank: 1,
            made_at: at("2026-11-01T09:00").timestamp(),
            from_price: Some(Paise::rupees(340)),
        };
        let now = at("2026-11-23T09:00").timestamp();
        let row = |zone, least, more, from_at| ZonePrice {
            zone,
            sku: id,
            becomes: crate::quote::Becomes::PerMille(more),
            least: Quantity::whole(least),
            from_at,
            until_at: None,
        };
        let later = at("2026-12-01T00:00").timestamp();
        let prices = vec![
            row(here, 500, -100, now),
            row(here, 100, -50, now),
            row(here, 200, -20, now),
            row(there, 300, -200, now),
            row(here, 50, -500, later),
            row(here, 0, 100, now),
        ];
        let zones = Zones::new(BTreeMap::new(), prices, Vec::new());
        let breaks = |zone| -> Vec<(i64, Paise)> {
            let breaks = zones.breaks(&sku, zone, now).into_iter();
            breaks.map(|one| (one.least.milli() / 1000, one.price_paise)).collect()
        };
        let (a, b, c) = (Paise::rupees(323), Paise::rupees(306), Paise::rupees(272));
        assert_eq!(breaks(Some(here)), [(100, a), (500, b)], "two hundred are no cheaper");
        assert_eq!(breaks(None), [(100, a), (300, c)], "somewhere in the town");
        let about = |count| zones.about(&sku, Quantity::whole(count), Some(here), now);
        assert_eq!((about(99), about(100), about(600)), (sku.from_price, Some(a), Some(b)));
    }
}
