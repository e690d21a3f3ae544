//! Which vendors supply which lines: as few as can be, then as cheap as can be with delivery, then as near, then as
//! willing.
//!
//! Fewest vendors first because every vendor is a truck, a code and a chance to be late. For one, two and three
//! vendors all sets are tried, so the answer is the best there is; beyond that (a cart that no three yards cover, or
//! a town with very many) the vendor who covers most of what is left is taken, again and again.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Candidate, DeliveryTerms, QuoteRefusal, share};
use crate::catalog::Sku;
use crate::ids::VendorId;
use crate::money::Paise;
use crate::place::Site;
use crate::quantity::Quantity;

/// A cart line with everybody who can serve it whole. Never without anybody.
pub(super) struct Need<'a> {
    offerings: Vec<Offering<'a>>,
}

/// A line as one vendor would serve it.
#[derive(Clone, Copy)]
pub(super) struct Offering<'a> {
    pub(super) sku: &'a Sku,
    pub(super) quantity: Quantity,
    pub(super) candidate: &'a Candidate,
    pub(super) distance_metres: u32,
    /// What his truck costs if he serves anything at all.
    delivery_paise: Paise,
}

impl<'a> Need<'a> {
    /// Who can serve the line, or why nobody can.
    pub(super) fn of(
        sku: &'a Sku,
        quantity: Quantity,
        candidates: &'a [Candidate],
        (site, terms): (&Site, &DeliveryTerms),
    ) -> Result<Self, QuoteRefusal> {
        let near: Vec<Offering<'a>> = candidates
            .iter()
            .filter(|candidate| candidate.sku == sku.id)
            .map(|candidate| {
                let distance_metres = site.point.metres_to(candidate.vendor.point);
                let delivery_paise = share::delivery(terms, distance_metres, [sku.kind]);
                Offering { sku, quantity, candidate, distance_metres, delivery_paise }
            })
            .filter(|offering| offering.distance_metres <= terms.reach_metres)
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
            _ => Ok(Self { offerings }),
        }
    }

    /// The cheapest way to get this line from one of these vendors.
    fn from(&self, vendors: &[VendorId]) -> Option<Offering<'a>> {
        self.offerings
            .iter()
            .filter(|offering| vendors.contains(&offering.candidate.vendor.id))
            .min_by_key(|offering| {
                let candidate = offering.candidate;
                (candidate.price_paise, offering.distance_metres, candidate.listing)
            })
            .copied()
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
pub(super) fn vendors<'a>(needs: &[Need<'a>]) -> Vec<Vec<Offering<'a>>> {
    if needs.is_empty() {
        return Vec::new();
    }
    let everybody = all_vendors(needs);
    let chosen = (1..=MOST_VENDORS_TRIED)
        .take_while(|size| sets_of(*size, everybody.len()) <= MOST_SETS_TRIED)
        .find_map(|size| best_set(needs, &everybody, size))
        .unwrap_or_else(|| cover(needs, &everybody));
    by_vendor(assign(needs, &chosen).unwrap_or_default())
}

fn all_vendors(needs: &[Need<'_>]) -> Vec<VendorId> {
    let mut all: Vec<_> =
        needs.iter().flat_map(|n| &n.offerings).map(|o| o.candidate.vendor.id).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// How many sets of this size there are.
fn sets_of(size: usize, of: usize) -> usize {
    (0..size).fold(1, |sets: usize, n| sets.saturating_mul(of.saturating_sub(n)) / (n + 1))
}

/// The best set of exactly this size that covers everything. As smaller sets have been tried, everybody in it has a
/// line that only he can serve, so nobody's delivery is paid for nothing.
fn best_set(needs: &[Need<'_>], everybody: &[VendorId], size: usize) -> Option<Vec<VendorId>> {
    let mut best: Option<(Rank, Vec<VendorId>)> = None;
    let mut set = Vec::with_capacity(size);
    each_set(everybody, size, &mut set, &mut |set| {
        if let Some(rank) = assign(needs, set).map(|offerings| rank(&offerings))
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

fn rank(offerings: &[Offering<'_>]) -> Rank {
    let goods: Paise = offerings.iter().map(|o| o.quantity.at(o.candidate.price_paise)).sum();
    let vendors: BTreeMap<VendorId, &Offering<'_>> =
        offerings.iter().map(|o| (o.candidate.vendor.id, o)).collect();
    let delivery: Paise = vendors.values().map(|o| o.delivery_paise).sum();
    let metres = vendors.values().map(|o| u64::from(o.distance_metres)).sum();
    let acceptance =
        vendors.values().map(|o| u32::from(o.candidate.acceptance_per_mille)).sum::<u32>();
    (goods + delivery, metres, Reverse(acceptance), vendors.into_keys().collect())
}

/// Takes whoever covers most of what is left, the cheapest of them first, until nothing is left.
fn cover(needs: &[Need<'_>], everybody: &[VendorId]) -> Vec<VendorId> {
    let mut chosen = Vec::new();
    let mut left: Vec<&Need<'_>> = needs.iter().collect();
    while !left.is_empty() {
        let covered = |vendor: &VendorId| -> Vec<Offering<'_>> {
            left.iter().filter_map(|need| need.from(&[*vendor])).collect()
        };
        let next = everybody
            .iter()
            .map(|vendor| (*vendor, covered(vendor)))
            .min_by_key(|(_, offerings)| (Reverse(offerings.len()), rank(offerings)));
        let Some((vendor, _)) = next else { break };
        chosen.push(vendor);
        left.retain(|need| need.from(&[vendor]).is_none());
    }
    chosen
}

/// Groups lines by vendor, in the order of the cart.
fn by_vendor(offerings: Vec<Offering<'_>>) -> Vec<Vec<Offering<'_>>> {
    let mut groups: Vec<Vec<Offering<'_>>> = Vec::new();
    for offering in offerings {
        let vendor = offering.candidate.vendor.id;
        let same = |group: &&mut Vec<Offering<'_>>| {
            group.first().is_some_and(|first| first.candidate.vendor.id == vendor)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(offering),
            None => groups.push(vec![offering]),
        }
    }
    groups
}
