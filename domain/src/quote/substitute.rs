//! Another vendor for a whole part. The buyer's prices and delivery charge stay; only who supplies, and what he
//! himself asks, change. Where he asks more, the platform pays the gap, within the office's tolerance; beyond it the buyer
//! says whether he pays it.

use std::cmp::Reverse;

use super::{Candidate, Delivery, Line, Share, share};
use crate::ids::{ListingId, VendorId};
use crate::money::Paise;
use crate::place::Site;
use crate::tax::Gst;
use crate::time::Schedule;

/// The part that needs somebody else.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// As it stands with the vendor who has it now.
    pub share: &'a Share,
    /// Who is not asked: they have it, rejected it, or let it lapse.
    pub not: &'a [VendorId],
    pub site: &'a Site,
    pub schedule: Schedule,
}

/// The next best single vendor for the whole part.
#[must_use]
pub fn substitute(
    wanted: &Wanted<'_>,
    candidates: &[Candidate],
    delivery: &Delivery<'_>,
    price_support_per_mille: u32,
) -> Option<Share> {
    ranked_substitutes(wanted, candidates, delivery, price_support_per_mille).into_iter().next()
}

/// Everybody who could take the whole part: the least price support first, then the nearest, then the most willing.
///
/// The caller reserves by a guarded update that can fail, and then tries the next.
#[must_use]
pub fn ranked_substitutes(
    wanted: &Wanted<'_>,
    candidates: &[Candidate],
    delivery: &Delivery<'_>,
    price_support_per_mille: u32,
) -> Vec<Share> {
    let mut ranked: Vec<_> = everybody(wanted, candidates, delivery)
        .into_iter()
        .filter(|(_, share)| share.lines.iter().all(|line| bearable(line, price_support_per_mille)))
        .collect();
    ranked.sort_by_key(|(acceptance, share)| {
        (share.price_support(), share.distance_metres, *acceptance, share.vendor.id)
    });
    ranked.into_iter().map(|(_, share)| share).collect()
}

/// Everybody who could take the whole part for more than the platform may bear, at his own prices where they are; who costs
/// the buyer the least more first, then the nearest, then the most willing.
#[must_use]
pub fn dearer_substitutes(
    wanted: &Wanted<'_>,
    candidates: &[Candidate],
    delivery: &Delivery<'_>,
    price_support_per_mille: u32,
) -> Vec<Share> {
    let mut ranked: Vec<_> = everybody(wanted, candidates, delivery)
        .into_iter()
        .filter_map(|(acceptance, mut share)| {
            let mut dearer = false;
            for line in &mut share.lines {
                if !bearable(line, price_support_per_mille) {
                    dearer = true;
                    line.pay_ask();
                }
            }
            dearer.then_some((acceptance, share))
        })
        .collect();
    ranked.sort_by_key(|(acceptance, share)| {
        (share.total(), share.distance_metres, *acceptance, share.vendor.id)
    });
    ranked.into_iter().map(|(_, share)| share).collect()
}

/// The part with each vendor near who has all of it, at the buyer's prices, and how willing he is.
fn everybody(
    wanted: &Wanted<'_>,
    candidates: &[Candidate],
    delivery: &Delivery<'_>,
) -> Vec<(Reverse<Option<u16>>, Share)> {
    let asked = |c: &&Candidate| !wanted.not.contains(&c.vendor.id);
    let mut by_vendor: Vec<&Candidate> = candidates.iter().filter(asked).collect();
    // Stable: of a vendor's listings the first stays the first.
    by_vendor.sort_by_key(|c| c.vendor.id);
    by_vendor
        .chunk_by(|a, b| a.vendor.id == b.vendor.id)
        .filter_map(|his| {
            let acceptance = his.iter().map(|c| c.acceptance_per_mille).max();
            let share = taken_over(wanted, his)?;
            (share.distance_metres <= delivery.terms.reach_metres)
                .then_some((Reverse(acceptance), share))
        })
        .collect()
}

/// The same share with this vendor, if he has all of it.
fn taken_over(wanted: &Wanted<'_>, his: &[&Candidate]) -> Option<Share> {
    let lines: Vec<Line> = wanted
        .share
        .lines
        .iter()
        .map(|line| cheapest(line, his, wanted.schedule))
        .collect::<Option<_>>()?;
    let vendor = his.first()?.vendor.clone();
    let distance_metres = wanted.site.point.metres_to(vendor.point);
    let delivery_paise = wanted.share.delivery_paise;
    let delivery_gst_rate = share::highest_rate(&lines);
    Some(Share {
        vendor,
        distance_metres,
        lines,
        delivery_paise,
        delivery_gst_rate,
        delivery_gst: Gst::inside(delivery_paise, delivery_gst_rate),
        // The load is the same.
        haul: wanted.share.haul.clone(),
    })
}

/// The line from his cheapest listing that has enough; tax follows his rate, the buyer's total does not move.
fn cheapest(line: &Line, his: &[&Candidate], schedule: Schedule) -> Option<Line> {
    let (ask_paise, candidate) = his
        .iter()
        .filter(|c| c.sku == line.sku)
        .filter(|c| c.available >= line.quantity && c.minimum <= line.quantity)
        .map(|c| (share::unit_price(c, line.kind, schedule), c))
        .min_by_key(|(price, c)| (*price, c.listing))?;
    let listing: ListingId = candidate.listing;
    let (hsn, gst_rate) = (candidate.hsn.clone(), candidate.gst_rate);
    let gst = Gst::inside(line.total_paise, gst_rate);
    let minimum = line.minimum.max(candidate.minimum);
    Some(Line { listing, ask_paise, hsn, gst_rate, gst, minimum, ..line.clone() })
}

/// Whether the platform may pay the gap between what he asks and what the buyer pays.
#[must_use]
pub fn bearable(line: &Line, per_mille: u32) -> bool {
    let most = i128::from(line.price_paise.get()) * (1000 + i128::from(per_mille));
    i128::from(line.ask_paise.get()) * 1000 <= most
}

impl Line {
    /// The gap that the platform pays to a vendor who asks more than the buyer pays; never negative, because a
    /// vendor who asks less still sells at the buyer's price.
    #[must_use]
    pub fn price_support(&self) -> Paise {
        (self.quantity.at(self.ask_paise) - self.total_paise).max(Paise::ZERO)
    }
}

impl Share {
    /// What the platform adds for the whole share.
    #[must_use]
    pub fn price_support(&self) -> Paise {
        self.lines.iter().map(Line::price_support).sum()
    }
}
