//! Which SKU a line means, where it can be only one.

use super::{Line, UnitWord};
use crate::catalog::convert::{self, Measure};
use crate::catalog::{Catalog, Sku};
use crate::quantity::{Quantity, Unit};

/// The only thing on sale that is all that the line says of it, and is sold in what it counts; none where several are.
#[must_use]
pub fn only_sku<'a>(line: &Line, catalog: &'a Catalog) -> Option<&'a Sku> {
    let sold = |sku: &&Sku| line.unit.is_none_or(|unit| is_sold_in(unit, sku));
    let mut fitting = catalog.of_kind(line.kind?).filter(|sku| is_said(line, sku)).filter(sold);
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// Whether a thing is all that a line says of it.
#[must_use]
pub fn is_said(line: &Line, sku: &Sku) -> bool {
    let is = |(name, value): (&String, &String)| match sku.attrs.get(name) {
        Some(has) => has.eq_ignore_ascii_case(value),
        // A crew is hired for either shift unless it says otherwise.
        None => name == "shift",
    };
    line.kind.is_none_or(|kind| kind == sku.kind) && line.attrs.iter().all(is)
}

/// Whether a thing can be counted so.
#[must_use]
pub fn is_sold_in(unit: UnitWord, sku: &Sku) -> bool {
    unit.measure()
        .is_some_and(|measure| convert::into_unit(Quantity::whole(1), measure, sku).is_some())
}

impl UnitWord {
    /// In the catalogue's terms; nobody knows how many bars another yard ties together.
    #[must_use]
    pub const fn measure(self) -> Option<Measure> {
        match self {
            Self::Bag => Some(Measure::Unit(Unit::Bag)),
            Self::Tonne => Some(Measure::Unit(Unit::Tonne)),
            Self::Kg => Some(Measure::Unit(Unit::Kg)),
            Self::Cft => Some(Measure::Unit(Unit::Cft)),
            Self::Load => Some(Measure::Unit(Unit::Load)),
            Self::Piece => Some(Measure::Unit(Unit::Piece)),
            Self::Rod => Some(Measure::Unit(Unit::Rod)),
            Self::Person => Some(Measure::Unit(Unit::Person)),
            Self::Bundle => None,
        }
    }
}
