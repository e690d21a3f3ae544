//! The quantity of one product, by button or typed, under the rules of its unit.
//!
//! ```text
//!   us: (its photo) UltraTech OPC 53, from ₹385 a bag. How many bags?  [20 bags] [50 bags] [100 bags]
//! buyer: 7
//!   us: We deliver at least 10 bags of it. … How many bags?
//! ```

use realserv_domain::catalog::{Catalog, QuantityRefusal, Sku, attributes};
use realserv_domain::ids::SkuId;
use realserv_domain::message::Message;
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::understand::{self, Count, Fit};
use realserv_templates::{Amount, Words};
use serde::{Deserialize, Serialize};

use super::stage::{Heard, Next};
use super::view::{View, buttons, with_photo};
use super::{Alone, Here};

/// More would be a price list.
const MOST_BREAKS: usize = 3;

/// As many as WhatsApp has buttons for.
const MOST_CHOICES: usize = 3;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HowMany {
    pub sku: SkuId,
    pub why: Why,
    /// The amounts of which one is meant: "10 or 15 bags".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub either: Vec<Quantity>,
}

/// What the quantity is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Pick,
    /// A line of the cart is being changed, and may be taken out.
    Change,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// With a line to say when what was typed had to be converted ("2 tonnes" of cement).
    Set {
        sku: SkuId,
        quantity: Quantity,
        note: Option<String>,
    },
    Remove(SkuId),
    /// Something else of its kind in its place.
    Other(SkuId),
    /// It left the catalogue while the question was open.
    Gone,
    BackFrom(SkuId, Why),
}

impl HowMany {
    pub(super) const fn new(sku: SkuId, why: Why) -> Self {
        Self { sku, why, either: Vec::new() }
    }

    /// Which of these amounts; those that cannot be had are no choice.
    pub(super) fn of_these(sku: &Sku, either: &[Count]) -> Self {
        let can_be_had = |count: &Count| match count.of(sku) {
            Fit::Same(quantity) | Fit::Converted(quantity) => {
                Some(quantity).filter(|quantity| sku.check(*quantity).is_ok())
            }
            Fit::Misfit => None,
        };
        let either = either.iter().filter_map(can_be_had).take(MOST_CHOICES).collect();
        Self { either, ..Self::new(sku.id, Why::Pick) }
    }

    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let Some(sku) = view.catalog.get(self.sku) else {
            let menu = view.button(Alone::Menu, &words.help_menu_button());
            return buttons(words.browse_gone(), vec![menu]);
        };
        let mut row: Vec<_> = self
            .worth_a_button(sku)
            .into_iter()
            .map(|quantity| {
                let title = words.browse_amount_button(view.amount(sku, quantity));
                view.button(Here::Quantity(quantity), &title)
            })
            .collect();
        match self.why {
            Why::Change => {
                row.push(view.button(Here::Remove, &words.cart_remove_button()));
                if others(sku, view.catalog).next().is_some() {
                    row.truncate(2);
                    row.push(view.button(Here::Other, &words.cart_another_button()));
                }
            }
            Why::Pick if row.is_empty() => {
                row.push(view.button(Here::Back, &words.help_back_button()));
            }
            Why::Pick => {}
        }
        with_photo(buttons(self.body(sku, view), row), sku)
    }

    fn worth_a_button(&self, sku: &Sku) -> Vec<Quantity> {
        if self.either.is_empty() { usual(sku, self.why).collect() } else { self.either.clone() }
    }

    fn body(&self, sku: &Sku, view: &View<'_>) -> String {
        let words = view.words;
        let mut lines = vec![match sku.from_price {
            Some(price) => words.browse_product_line(view.name(sku), price, sku.unit),
            None => words.browse_product_no_price_line(view.name(sku)),
        }];
        let breaks = view.zones.breaks(sku, view.zone, view.now.timestamp());
        lines.extend(breaks.iter().take(MOST_BREAKS).map(|one| {
            let amount = view.amount(sku, one.least);
            view.words.browse_break_line(amount, one.price_paise, sku.unit)
        }));
        let held = view.cart.quantity_of(self.sku);
        if !held.is_zero() {
            lines.push(words.browse_held_line(view.amount(sku, held)));
        }
        if sku.minimum > Quantity::whole(1) {
            lines.push(words.browse_minimum_line(view.amount(sku, sku.minimum)));
        }
        lines.push(how_many(sku.unit, words));
        lines.join("\n")
    }

    pub(super) fn step(&self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::Back) => Next::Leave(Exit::BackFrom(self.sku, self.why)),
            Heard::Chose(Here::Remove) => Next::Leave(Exit::Remove(self.sku)),
            Heard::Chose(Here::Other) => Next::Leave(Exit::Other(self.sku)),
            Heard::Chose(Here::Quantity(quantity)) => self.take(*quantity, None, view),
            Heard::Chose(_) => Next::Pass,
            // Words that are more than a number may name another product.
            Heard::Said(text) => {
                match understand::count(&view.catalog.aliases().put_into_text(text)) {
                    Some(count) => self.counted(count, view),
                    None if is_below_nothing(text) => self.take_below_nothing(view),
                    None => Next::Pass,
                }
            }
        }
    }

    /// Refused as too little; where a line is changed, nothing of it would take it out.
    fn take_below_nothing(&self, view: &View<'_>) -> Next<Self, Exit> {
        let Some(sku) = view.catalog.get(self.sku) else { return Next::Leave(Exit::Gone) };
        match sku.check(Quantity::ZERO) {
            Ok(()) => Next::Pass,
            Err(refusal) => Next::Stay(refused(refusal, sku, Quantity::ZERO, view)),
        }
    }

    fn counted(&self, count: Count, view: &View<'_>) -> Next<Self, Exit> {
        let Some(sku) = view.catalog.get(self.sku) else { return Next::Leave(Exit::Gone) };
        match count.of(sku) {
            Fit::Same(quantity) if quantity.is_zero() && self.why == Why::Change => {
                Next::Leave(Exit::Remove(self.sku))
            }
            Fit::Same(quantity) => self.take(view.in_all(self.sku, quantity, count), None, view),
            Fit::Converted(quantity) => {
                let note = view.words.browse_converted(view.amount(sku, quantity));
                self.take(view.in_all(self.sku, quantity, count), Some(note), view)
            }
            Fit::Misfit => Next::Stay(other_unit(count, sku, view)),
        }
    }

    fn take(&self, quantity: Quantity, note: Option<String>, view: &View<'_>) -> Next<Self, Exit> {
        let Some(sku) = view.catalog.get(self.sku) else { return Next::Leave(Exit::Gone) };
        match sku.check(quantity) {
            Ok(()) => Next::Leave(Exit::Set { sku: self.sku, quantity, note }),
            Err(refusal) => Next::Stay(refused(refusal, sku, quantity, view)),
        }
    }
}

/// "-5 bags".
fn is_below_nothing(text: &str) -> bool {
    let behind = text.trim_start().strip_prefix(['-', '−']);
    behind.is_some_and(|amount| understand::count(amount).is_some())
}

/// What could be had in its place: of its kind and size, sold in its unit.
pub(super) fn others<'c>(sku: &Sku, catalog: &'c Catalog) -> impl Iterator<Item = &'c Sku> {
    let (id, unit) = (sku.id, sku.unit);
    let size = attributes::size_of(sku.kind);
    let of_size = size.and_then(|size| sku.attrs.get(size)).cloned();
    catalog.of_kind(sku.kind).filter(move |other| {
        let same = size.and_then(|size| other.attrs.get(size)) == of_size.as_ref();
        other.id != id && other.unit == unit && same
    })
}

fn how_many(unit: Unit, words: &Words) -> String {
    match unit {
        Unit::Bag => words.browse_how_many_bag_line(),
        Unit::Tonne => words.browse_how_many_tonne_line(),
        Unit::Kg => words.browse_how_many_kg_line(),
        Unit::Cft => words.browse_how_many_cft_line(),
        Unit::Load => words.browse_how_many_load_line(),
        Unit::Piece => words.browse_how_many_piece_line(),
        Unit::Rod => words.browse_how_many_rod_line(),
        Unit::Person => words.browse_how_many_person_line(),
    }
}

/// The quantities worth a button: none that the rules refuse, and room for "remove" when a line is changed.
fn usual(sku: &Sku, why: Why) -> impl Iterator<Item = Quantity> {
    let most = match why {
        Why::Pick => 3,
        Why::Change => 1,
    };
    sku.usual.iter().copied().filter(|quantity| sku.check(*quantity).is_ok()).take(most)
}

/// It is not sold in what was typed; about how much that would be, where the trade or the yard says.
pub(super) fn other_unit(count: Count, sku: &Sku, view: &View<'_>) -> String {
    match count.about(sku) {
        Some(quantity) => {
            view.words.browse_other_unit_about(sku.unit, Amount { quantity, unit: sku.unit })
        }
        None => view.words.browse_other_unit(sku.unit),
    }
}

/// The rule that a quantity broke, and what would do.
pub(super) fn refused(
    refusal: QuantityRefusal,
    sku: &Sku,
    asked: Quantity,
    view: &View<'_>,
) -> String {
    let amount = |quantity| Amount { quantity, unit: sku.unit };
    match refusal {
        QuantityRefusal::BelowMinimum { minimum } => {
            view.words.browse_below_minimum(view.name(sku), amount(minimum))
        }
        QuantityRefusal::NotAStep { step } => {
            let (below, above) = neighbours(asked, step, sku.minimum);
            let (below, above) = (amount(below), amount(above));
            if step == Quantity::whole(1) {
                view.words.browse_only_whole(below, above)
            } else {
                view.words.browse_not_a_step(amount(step), below, above)
            }
        }
        QuantityRefusal::TooMuch { most } => view.words.browse_too_much(amount(most)),
    }
}

/// The nearest quantities that fit the step, below and above, neither under the minimum.
fn neighbours(asked: Quantity, step: Quantity, minimum: Quantity) -> (Quantity, Quantity) {
    let step = step.milli().max(1);
    let below = Quantity::from_milli(asked.milli() - asked.milli() % step);
    (below.max(minimum), Quantity::from_milli(below.milli().saturating_add(step)))
}
