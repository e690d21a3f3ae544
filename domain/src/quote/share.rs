//! One vendor's lines with their GST, and his delivery charge.

use super::choose::Offering;
use super::{Candidate, Delivery, Line, Share};
use crate::catalog::{GstRate, Kind};
use crate::money::Paise;
use crate::tax::Gst;
use crate::time::Schedule;
use crate::vehicles::{self, Haul, Lane, Load};

/// The share of the vendor whose offerings these are. There is at least one.
pub(super) fn of(offerings: &[Offering<'_>], schedule: Schedule, way: Way<'_>) -> Share {
    #[expect(clippy::expect_used, reason = "a vendor is chosen because of a line that he serves")]
    let first = offerings.first().expect("a chosen vendor serves a line");
    let lines: Vec<Line> = offerings.iter().map(|o| line(o, schedule)).collect();
    let delivery_paise = way.charge(offerings);
    let delivery_gst_rate = highest_rate(&lines);
    Share {
        vendor: first.candidate.vendor.clone(),
        distance_metres: first.distance_metres,
        delivery_paise,
        delivery_gst_rate,
        delivery_gst: Gst::inside(delivery_paise, delivery_gst_rate),
        haul: way.haul(offerings),
        lines,
    }
}

fn line(offering: &Offering<'_>, schedule: Schedule) -> Line {
    let (sku, candidate) = (offering.sku, offering.candidate);
    let price_paise = unit_price(candidate, sku.kind, schedule);
    let total_paise = offering.quantity.at(price_paise);
    Line {
        sku: sku.id,
        kind: sku.kind,
        name: sku.name.clone(),
        unit: sku.unit,
        hsn: candidate.hsn.clone(),
        quantity: offering.quantity,
        minimum: sku.minimum.max(candidate.minimum),
        step: sku.step,
        listing: candidate.listing,
        price_paise,
        quoted_paise: None,
        ask_paise: price_paise,
        gst_rate: candidate.gst_rate,
        total_paise,
        gst: Gst::inside(total_paise, candidate.gst_rate),
    }
}

/// The price of one unit as it is booked: people are listed by the day, and half a shift is half a day.
pub(super) fn unit_price(candidate: &Candidate, kind: Kind, schedule: Schedule) -> Paise {
    let half = kind == Kind::Labour && schedule.work.is_some_and(|work| work.shift.is_half());
    if half { candidate.price_paise.times_ratio(1, 2) } else { candidate.price_paise }
}

/// How goods get to a site.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    pub(super) delivery: &'a Delivery<'a>,
    /// What the site's lane lets in, where that is known.
    pub(super) lane: Option<Lane>,
}

impl Way<'_> {
    /// One vendor's delivery charge: base, kilometres, weight and vehicles, up to the next whole rupee. People come by
    /// themselves.
    pub(super) fn charge(self, offerings: &[Offering<'_>]) -> Paise {
        let Some(first) = goods(offerings).next() else { return Paise::ZERO };
        let terms = &self.delivery.terms;
        let metres = first.distance_metres;
        let way = i128::from(terms.per_km_paise.get()) * i128::from(metres);
        let mut milli = i128::from(terms.base_paise.get()) * 1000 + way;
        // Most zones have one price whatever comes: nothing is weighed for them.
        if !terms.per_tonne_paise.is_zero() {
            let grams = i128::from(load(offerings).grams);
            milli += i128::from(terms.per_tonne_paise.get()) * grams / 1000;
        }
        if terms.vehicles_per_mille > 0 {
            let cheapest =
                vehicles::cheapest(self.delivery.fleet, load(offerings), metres, self.lane);
            let cost = cheapest.map_or(0, |(.., cost)| cost);
            milli += cost * i128::from(terms.vehicles_per_mille) / 1000;
        }
        let rupees = (milli.max(0) + 99_999) / 100_000;
        Paise::rupees(i64::try_from(rupees).unwrap_or(i64::MAX / 100))
    }

    fn haul(self, offerings: &[Offering<'_>]) -> Option<Haul> {
        let first = goods(offerings).next()?;
        let (metres, fleet) = (first.distance_metres, self.delivery.fleet);
        let (vehicle, trips, _) = vehicles::cheapest(fleet, load(offerings), metres, self.lane)?;
        let (name, width) = (vehicle.name.clone(), vehicle.width);
        Some(Haul { vehicle: vehicle.code.clone(), name, width, trips })
    }
}

fn goods<'o, 'a>(offerings: &'o [Offering<'a>]) -> impl Iterator<Item = &'o Offering<'a>> {
    offerings.iter().filter(|offering| offering.sku.kind != Kind::Labour)
}

fn load(offerings: &[Offering<'_>]) -> Load {
    goods(offerings).map(|offering| offering.load).sum()
}

/// Delivery by the seller goes with the goods (composite supply, CGST Act s. 8); of several rates the highest.
pub(super) fn highest_rate(lines: &[Line]) -> GstRate {
    let goods = lines.iter().filter(|line| line.kind != Kind::Labour);
    goods.map(|line| line.gst_rate).max().unwrap_or_default()
}
