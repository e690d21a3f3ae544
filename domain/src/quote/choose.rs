//! Which vendors supply which lines: as few as can be, then as cheap as can be with delivery, then as near, then as
//! willing.
//!
//! Fewest vendors first because every vendor is a truck, a code and a chance to be late. For one, two and three
//! vendors all sets are tried, so the answer is the best there is; beyond that (a cart that no three yards cover, or
//! a town with very many) the vendor who covers most of what is left is taken, again and again.
//!
//! A town may have thousands of yards that sell the same cement. So offerings stand in the order of their vendors, and
//! nothing looks at all of them once for each of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::share::Way;
use super::{Candidate, DeliveryTerms, QuoteRefusal};
use crate::catalog::Sku;
use crate::ids::{ListingId, VendorId};
use crate::money::Paise;
use crate::place::Site;
use crate::quantity::Quantity;
use crate::vehicles::Load;

/// A cart line with everybody who can serve it whole: each vendor's cheapest listing, in the order of vendors. Never
/// without anybody.
pub(super) struct Need<'a> {
    offerings: Vec<Offering<'a>>,
}

/// A line as one vendor would serve it.
#[derive(Clone, Copy)]
pub(super) struct Offering<'a> {
    pub(super) sku: &'a Sku,
    pub(super) quantity: Quantity,
    pub(super) candidate: &'a Candidate,
    vendor: VendorId,
    pub(super) distance_metres: u32,
    /// Weighed once for everybody who offers the line.
    pub(super) load: Load,
}

impl<'a> Need<'a> {
    /// Who of those that list it can serve the line, or why nobody can.
    pub(super) fn of(
        sku: &'a Sku,
        quantity: Quantity,
        candidates: &[&'a Candidate],
        (site, terms): (&Site, &DeliveryTerms),
    ) -> Result<Self, QuoteRefusal> {
        let load = Load::of(sku, quantity);
        let near: Vec<Offering<'a>> = candidates
            .iter()
            .map(|candidate| (site.point.metres_to(candidate.vendor.point), *candidate))
            .filter(|(distance_metres, _)| *distance_metres <= terms.reach_metres)
            .map(|(distance_metres, candidate)| {
                let vendor = candidate.vendor.id;
                Offering { sku, quantity, candidate, vendor, distance_metres, load }
            })
            .collect();
        if near.is_empty() {
            return Err(QuoteRefusal::NotSold { sku: sku.id });
        }
        let enough: Vec<_> =
            near.iter().copied().filter(|o| o.candidate.available >= quantity).collect();
        if enough.is_empty() {
            return Err(QuoteRefusal::OutOfStock { sku: sku.id, available: most(&near) });
        }
        let offerings: Vec<_> =
            enough.iter().copied().filter(|o| o.candidate.minimum <= quantity).collect();
        match enough.iter().map(|o| o.candidate.minimum).min() {
            Some(minimum) if offerings.is_empty() => {
                Err(QuoteRefusal::BelowMinimum { sku: sku.id, minimum })
            }
            _ => Ok(Self::cheapest_of_each(offerings)),
        }
    }

    fn cheapest_of_each(mut offerings: Vec<Offering<'a>>) -> Self {
        offerings.sort_unstable_by_key(|offering| (offering.vendor, offering.cheapness()));
        offerings.dedup_by_key(|offering| offering.vendor);
        Self { offerings }
    }

    /// The cheapest way to get this line from one of these vendors.
    fn from(&self, vendors: &[VendorId]) -> Option<Offering<'a>> {
        let of = |vendor: &VendorId| {
            let at = self.offerings.binary_search_by_key(vendor, |offering| offering.vendor);
            at.ok().and_then(|at| self.offerings.get(at))
        };
        vendors.iter().filter_map(of).min_by_key(|offering| offering.cheapness()).copied()
    }
}

impl Offering<'_> {
    fn cheapness(&self) -> (Paise, u32, ListingId) {
        (self.candidate.price_paise, self.distance_metres, self.candidate.listing)
    }
}

/// The most that one vendor could really sell: whole steps, not below his minimum.
fn most(near: &[Offering<'_>]) -> Quantity {
    let sellable = |offering: &Offering<'_>| {
        let (available, step) = (offering.candidate.available.milli(), offering.sku.step.milli());
        let whole = if step > 0 { available - available % step } else { available };
        let whole = Quantity::from_milli(whole);
        if whole < offering.candidate.minimum { Quantity::ZERO } else { whole }
    };
    near.iter().map(sellable).max().unwrap_or_default()
}

/// Beyond so many vendors in one set, or so many sets, the greedy way is taken.
const MOST_VENDORS_TRIED: usize = 3;
const MOST_SETS_TRIED: usize = 20_000;

/// Each chosen vendor's offerings. Empty needs give no vendors.
pub(super) fn vendors<'a>(needs: &[Need<'a>], way: Way<'_>) -> Vec<Vec<Offering<'a>>> {
    if needs.is_empty() {
        return Vec::new();
    }
    let rows = rows(needs);
    let everybody: Vec<&[Row<'_, '_>]> = rows.chunk_by(|a, b| a.vendor == b.vendor).collect();
    let ids: Vec<VendorId> =
        everybody.iter().filter_map(|rows| rows.first().map(|row| row.vendor)).collect();
    let chosen = one_for_all(needs, &everybody, way)
        .or_else(|| {
            (2..=MOST_VENDORS_TRIED)
                .take_while(|size| sets_of(*size, ids.len()) <= MOST_SETS_TRIED)
                .find_map(|size| best_set(needs, &ids, size, way))
        })
        .unwrap_or_else(|| cover(needs.len(), &everybody, way));
    by_vendor(assign(needs, &chosen).unwrap_or_default())
}

/// An offering with its vendor and the place of its line in the cart.
#[derive(Clone, Copy)]
struct Row<'n, 'a> {
    vendor: VendorId,
    line: usize,
    offering: &'n Offering<'a>,
}

/// All offerings, each vendor's beside each other in the order of the cart.
fn rows<'n, 'a>(needs: &'n [Need<'a>]) -> Vec<Row<'n, 'a>> {
    let mut rows = Vec::with_capacity(needs.iter().map(|need| need.offerings.len()).sum());
    for (line, need) in needs.iter().enumerate() {
        let row = |offering: &'n Offering<'a>| Row { vendor: offering.vendor, line, offering };
        rows.extend(need.offerings.iter().map(row));
    }
    // Stable, and quick for what consists of sorted runs.
    rows.sort_by_key(|row| row.vendor);
    rows
}

/// The best vendor who can serve everything, if there is one.
fn one_for_all(
    needs: &[Need<'_>],
    everybody: &[&[Row<'_, '_>]],
    way: Way<'_>,
) -> Option<Vec<VendorId>> {
    let all = everybody.iter().filter(|rows| rows.len() == needs.len());
    let offered = all.map(|rows| rows.iter().map(|row| *row.offering).collect());
    best(offered, way).map(|vendor| vec![vendor])
}

/// Whose offerings rank first. What ranks them after the total is only looked at for those with the least.
fn best<'a>(offered: impl Iterator<Item = Vec<Offering<'a>>>, way: Way<'_>) -> Option<VendorId> {
    let mut least: Option<(Paise, Vec<Vec<Offering<'a>>>)> = None;
    for offerings in offered {
        let total = total_of_one(&offerings, way);
        match &mut least {
            Some((paise, equals)) if *paise == total => equals.push(offerings),
            Some((paise, _)) if *paise < total => {}
            Some(_) | None => least = Some((total, vec![offerings])),
        }
    }
    let (_, equals) = least?;
    let first = equals.into_iter().min_by_key(|offerings| rank(offerings, way))?;
    first.first().map(|offering| offering.vendor)
}

/// Goods and the way of one vendor.
fn total_of_one(offerings: &[Offering<'_>], way: Way<'_>) -> Paise {
    let goods: Paise = offerings.iter().map(|o| o.quantity.at(o.candidate.price_paise)).sum();
    goods + way.charge(offerings)
}

/// How many sets of this size there are.
fn sets_of(size: usize, of: usize) -> usize {
    (0..size).fold(1, |sets: usize, n| sets.saturating_mul(of.saturating_sub(n)) / (n + 1))
}

/// The best set of exactly this size that covers everything. As smaller sets have been tried, everybody in it has a
/// line that only he can serve, so nobody's delivery is paid for nothing.
fn best_set(
    needs: &[Need<'_>],
    everybody: &[VendorId],
    size: usize,
    way: Way<'_>,
) -> Option<Vec<VendorId>> {
    let mut best: Option<(Rank, Vec<VendorId>)> = None;
    let mut set = Vec::with_capacity(size);
    each_set(everybody, size, &mut set, &mut |set| {
        if let Some(rank) = assign(needs, set).map(|offerings| rank(&offerings, way))
            && best.as_ref().is_none_or(|(other, _)| rank < *other)
        {
            best = Some((rank, set.to_vec()));
        }
    });
    best.map(|(_, set)| set)
}

fn each_set(
    rest: &[VendorId],
    size: usize,
    set: &mut Vec<VendorId>,
    visit: &mut dyn FnMut(&[VendorId]),
) {
    if size == 0 {
        return visit(set);
    }
    let mut rest = rest;
    while let Some((first, later)) = rest.split_first() {
        set.push(*first);
        each_set(later, size - 1, set, visit);
        set.pop();
        rest = later;
    }
}

/// Every line from the cheapest of these vendors, if they can serve them all.
fn assign<'a>(needs: &[Need<'a>], vendors: &[VendorId]) -> Option<Vec<Offering<'a>>> {
    needs.iter().map(|need| need.from(vendors)).collect()
}

/// Total with delivery, then metres, then unwillingness, then ids so that equals have an order.
type Rank = (Paise, u64, Reverse<u32>, Vec<VendorId>);

fn rank(offerings: &[Offering<'_>], way: Way<'_>) -> Rank {
    let goods: Paise = offerings.iter().map(|o| o.quantity.at(o.candidate.price_paise)).sum();
    let mut vendors: BTreeMap<VendorId, Vec<Offering<'_>>> = BTreeMap::new();
    offerings.iter().for_each(|o| vendors.entry(o.vendor).or_default().push(*o));
    let delivery: Paise = vendors.values().map(|his| way.charge(his)).sum();
    let firsts = || vendors.values().filter_map(|his| his.first());
    let metres = firsts().map(|o| u64::from(o.distance_metres)).sum();
    let acceptance = firsts().map(|o| u32::from(o.candidate.acceptance_per_mille)).sum::<u32>();
    (goods + delivery, metres, Reverse(acceptance), vendors.into_keys().collect())
}

/// Takes whoever covers most of what is left, the cheapest of them first, until nothing is left.
fn cover(lines: usize, everybody: &[&[Row<'_, '_>]], way: Way<'_>) -> Vec<VendorId> {
    let mut chosen = Vec::new();
    let mut left: BTreeSet<usize> = (0..lines).collect();
    while !left.is_empty() {
        let of_left =
            |rows: &[Row<'_, '_>]| rows.iter().filter(|row| left.contains(&row.line)).count();
        let most = everybody.iter().map(|rows| of_left(rows)).max().unwrap_or(0);
        let covered = everybody.iter().filter(|rows| most > 0 && of_left(rows) == most);
        let offered = covered.map(|rows| {
            rows.iter().filter(|row| left.contains(&row.line)).map(|row| *row.offering).collect()
        });
        let Some(vendor) = best(offered, way) else { break };
        chosen.push(vendor);
        let his = everybody.iter().flat_map(|rows| rows.iter()).filter(|row| row.vendor == vendor);
        let done: BTreeSet<usize> = his.map(|row| row.line).collect();
        left.retain(|line| !done.contains(line));
    }
    chosen
}

/// Groups lines by vendor, in the order of the cart.
fn by_vendor(offerings: Vec<Offering<'_>>) -> Vec<Vec<Offering<'_>>> {
    let mut groups: Vec<Vec<Offering<'_>>> = Vec::new();
    for offering in offerings {
        let same = |group: &&mut Vec<Offering<'_>>| {
            group.first().is_some_and(|first| first.vendor == offering.vendor)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(offering),
            None => groups.push(vec![offering]),
        }
    }
    groups
}
