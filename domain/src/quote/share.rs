//! One vendor's lines with their GST, and his delivery charge.

use super::choose::Offering;
use super::{Candidate, DeliveryTerms, Line, Share};
use crate::catalog::{GstRate, Kind};
use crate::money::Paise;

use crate::tax::Gst;
use crate::time::Schedule;

/// The share of the vendor whose offerings these are. There is at least one.
pub(super) fn of(offerings: &[Offering<'_>], schedule: Schedule, terms: &DeliveryTerms) -> Share {
    #[expect(clippy::expect_used, reason = "a vendor is chosen because of a line that he serves")]
    let first = offerings.first().expect("a chosen vendor serves a line");
    let lines: Vec<Line> = offerings.iter().map(|o| line(o, schedule)).collect();
    let delivery_paise = delivery(terms, first.distance_metres, lines.iter().map(|l| l.kind));
    let delivery_gst_rate = highest_rate(&lines);
    Share {
        vendor: first.candidate.vendor.clone(),
        distance_metres: first.distance_metres,
        delivery_paise,
        delivery_gst_rate,
        delivery_gst: Gst::inside(delivery_paise, delivery_gst_rate),
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
        listing: candidate.listing,
        price_paise,
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

/// Base plus kilometres, up to the next whole rupee; people come by themselves.
pub(super) fn delivery(
    terms: &DeliveryTerms,
    distance_metres: u32,
    kinds: impl IntoIterator<Item = Kind>,
) -> Paise {
    if kinds.into_iter().all(|kind| kind == Kind::Labour) {
        return Paise::ZERO;
    }
    let per_metre_milli = i128::from(terms.per_km_paise.get()) * i128::from(distance_metres);
    let paise_milli = i128::from(terms.base_paise.get()) * 1000 + per_metre_milli;
    let rupees = (paise_milli.max(0) + 99_999) / 100_000;
    Paise::rupees(i64::try_from(rupees).unwrap_or(i64::MAX / 100))
}

/// Delivery by the seller goes with the goods (composite supply, CGST Act s. 8); of several rates the highest.
pub(super) fn highest_rate(lines: &[Line]) -> GstRate {
    let goods = lines.iter().filter(|line| line.kind != Kind::Labour);
    goods.map(|line| line.gst_rate).max().unwrap_or_default()
}
