//! The price of a whole cart at a place: which vendor supplies what, each line with its GST, delivery, total.

/// Which vendors supply which lines.
mod choose;

/// One vendor's lines with GST and delivery.
mod share;

/// Another vendor for a part, at the buyer's prices.
mod substitute;

/// Price lists of zones.
mod zone_price;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::substitute::{Wanted, bearable, dearer_substitutes, ranked_substitutes, substitute};
pub use self::zone_price::{Becomes, ZonePrice, in_zone};

use self::choose::Need;
use crate::cart::Cart;
use crate::catalog::{Catalog, GstRate, Kind};
use crate::ids::{ListingId, SkuId, VendorId};
use crate::language::Name;
use crate::money::Paise;
use crate::place::Site;
use crate::quantity::{Quantity, Unit};
use crate::tax::Gst;
use crate::time::Schedule;
use crate::vehicles::{Haul, Vehicle};
use crate::vendors::Vendor;

/// A vendor's listing of a SKU that the cart needs, with what is free of it. Input of `make`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub listing: ListingId,
    pub sku: SkuId,
    pub vendor: Vendor,
    /// GST included, per unit; labour: per person and full day.
    pub price_paise: Paise,
    /// HSN or SAC and rate, as they are on the day of the quote.
    pub hsn: String,
    pub gst_rate: GstRate,
    pub minimum: Quantity,
    /// On hand less reserved; labour: people free on that day and shift.
    pub available: Quantity,
    /// Accepted offers of the last hundred, per thousand.
    pub acceptance_per_mille: u16,
}

/// What the office sets for a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryTerms {
    /// For each part with goods.
    pub base_paise: Paise,
    pub per_km_paise: Paise,
    /// How far a vendor may stand from the site.
    pub reach_metres: u32,
    /// For each tonne of a part, by the kilogram.
    pub per_tonne_paise: Paise,
    /// Of what the vehicles of a part cost by their own rates, so much in a thousand comes on top.
    pub vehicles_per_mille: u32,
}

impl DeliveryTerms {
    /// A base and the kilometres, whatever comes.
    #[must_use]
    pub const fn flat(base_paise: Paise, per_km_paise: Paise, reach_metres: u32) -> Self {
        let (per_tonne_paise, vehicles_per_mille) = (Paise::ZERO, 0);
        Self { base_paise, per_km_paise, reach_metres, per_tonne_paise, vehicles_per_mille }
    }
}

/// What bringing things to a zone is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery<'a> {
    pub terms: DeliveryTerms,
    /// The vehicles that there are now.
    pub fleet: &'a [Vehicle],
}

/// A line as it is offered to the buyer and will stand on the vendor's invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub sku: SkuId,
    pub kind: Kind,
    pub name: Name,
    pub unit: Unit,
    pub hsn: String,
    pub quantity: Quantity,
    /// What it may be made less to: not below the one, in multiples of the other. Zero in lines of before there were such
    /// rules.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub minimum: Quantity,
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub step: Quantity,
    /// The listing that supplies it now; changes when a part moves to another vendor.
    pub listing: ListingId,
    /// What the buyer pays for one unit, GST included: what he was quoted, until he agrees to pay one vendor more.
    pub price_paise: Paise,
    /// What he was quoted, while he pays this vendor more than that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted_paise: Option<Paise>,
    /// That vendor's own price for one unit.
    pub ask_paise: Paise,
    pub gst_rate: GstRate,
    pub total_paise: Paise,
    pub gst: Gst,
}

fn is_nothing(quantity: &Quantity) -> bool {
    quantity.is_zero()
}

/// One vendor's share of the cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub vendor: Vendor,
    pub distance_metres: u32,
    pub lines: Vec<Line>,
    /// The vendor's delivery charge, GST included at the highest rate of his goods; zero for labour alone.
    pub delivery_paise: Paise,
    pub delivery_gst_rate: GstRate,
    pub delivery_gst: Gst,
    /// How the goods come; none for labour alone, and of before vehicles were known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub haul: Option<Haul>,
}

impl Line {
    /// After its quantity or its price has changed.
    pub fn add_up(&mut self) {
        self.total_paise = self.quantity.at(self.price_paise);
        self.gst = Gst::inside(self.total_paise, self.gst_rate);
    }

    /// The buyer pays what this vendor asks.
    pub fn pay_ask(&mut self) {
        self.quoted_paise.get_or_insert(self.price_paise);
        self.price_paise = self.ask_paise;
        self.add_up();
    }

    /// The buyer pays what he was quoted again.
    pub fn pay_quoted(&mut self) {
        if let Some(quoted) = self.quoted_paise.take() {
            self.price_paise = quoted;
            self.add_up();
        }
    }
}

impl Share {
    #[must_use]
    pub fn total(&self) -> Paise {
        self.lines.iter().map(|line| line.total_paise).sum::<Paise>() + self.delivery_paise
    }
}

/// A cart with prices. `goods + delivery + round_off == total`, and total is whole rupees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    pub site: Site,
    pub schedule: Schedule,
    pub shares: Vec<Share>,
    /// Contractors who are not asked for its people, as theirs did not come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<VendorId>,
    pub goods_paise: Paise,
    pub delivery_paise: Paise,
    /// All CGST and SGST inside the total.
    pub gst_paise: Paise,
    pub round_off_paise: Paise,
    pub total_paise: Paise,
}

/// Why a cart has no price. The chat and the API must put each into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuoteRefusal {
    CartEmpty,
    /// Nobody near the site sells it (any more).
    NotSold {
        sku: SkuId,
    },
    /// Somebody does, but not so much: the most that one vendor has.
    OutOfStock {
        sku: SkuId,
        available: Quantity,
    },
    /// Every vendor who has it wants at least this much.
    BelowMinimum {
        sku: SkuId,
        minimum: Quantity,
    },
}

/// Prices a cart: vendors for the goods, contractors for the labour, each line, delivery, round-off.
///
/// The candidates are all listings of the cart's SKUs; who stands too far away is left out here.
pub fn make(
    cart: &Cart,
    catalog: &Catalog,
    candidates: &[Candidate],
    site: &Site,
    schedule: Schedule,
    delivery: &Delivery<'_>,
) -> Result<Quote, QuoteRefusal> {
    if cart.is_empty() {
        return Err(QuoteRefusal::CartEmpty);
    }
    let mut listed: BTreeMap<SkuId, Vec<&Candidate>> = BTreeMap::new();
    for of_one in candidates.chunk_by(|a, b| a.sku == b.sku) {
        let sku = of_one.first().map(|candidate| candidate.sku);
        sku.into_iter().for_each(|sku| listed.entry(sku).or_default().extend(of_one));
    }
    let mut goods = Vec::new();
    let mut labour = Vec::new();
    for line in cart.lines() {
        let sku = catalog.get(line.sku).ok_or(QuoteRefusal::NotSold { sku: line.sku })?;
        let of_it = listed.get(&sku.id).map(Vec::as_slice).unwrap_or_default();
        let need = Need::of(sku, line.quantity, of_it, (site, &delivery.terms))?;
        if sku.kind == Kind::Labour { labour.push(need) } else { goods.push(need) }
    }
    // What the cart does not contain has no time, whatever the conversation remembered.
    let schedule = Schedule {
        delivery: schedule.delivery.filter(|_| !goods.is_empty()),
        work: schedule.work.filter(|_| !labour.is_empty()),
    };
    // A yard sells no people and a contractor no sand: the two are priced apart.
    let way = share::Way { delivery, lane: site.lane };
    let shares = choose::vendors(&goods, way)
        .into_iter()
        .chain(choose::vendors(&labour, way))
        .map(|offerings| share::of(&offerings, schedule, way))
        .collect();
    Ok(add_up(site.clone(), schedule, shares))
}

/// The sums. The total is whole rupees; the round-off, at most half a rupee either way, is a row of its own.
fn add_up(site: Site, schedule: Schedule, shares: Vec<Share>) -> Quote {
    let lines = || shares.iter().flat_map(|share| &share.lines);
    let goods_paise: Paise = lines().map(|line| line.total_paise).sum();
    let delivery_paise: Paise = shares.iter().map(|share| share.delivery_paise).sum();
    let gst_paise = lines().map(|line| line.gst.tax()).sum::<Paise>()
        + shares.iter().map(|share| share.delivery_gst.tax()).sum::<Paise>();
    let total_paise = (goods_paise + delivery_paise).to_rupee();
    let round_off_paise = total_paise - goods_paise - delivery_paise;
    Quote {
        site,
        schedule,
        shares,
        not: Vec::new(),
        goods_paise,
        delivery_paise,
        gst_paise,
        round_off_paise,
        total_paise,
    }
}
