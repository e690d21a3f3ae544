//! One line while it is being put together.

use std::collections::BTreeMap;

use super::between::Between;
use super::elements::{Bit, Placed};
use super::lexicon::Unit;
use super::{About, UnitWord};
use crate::catalog::Kind;
use crate::quantity::Quantity;

/// A line while it is being put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) kind: Option<Kind>,
    pub(super) attrs: BTreeMap<&'static str, String>,
    pub(super) qty: Option<Quantity>,
    /// What it may be, where two numbers were said.
    pub(super) either: Vec<Quantity>,
    pub(super) unit: Option<UnitWord>,
    pub(super) sure: u16,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) ask: Option<About>,
    pub(super) counted: Option<Unit>,
    pub(super) rod: bool,
    pub(super) each: bool,
    pub(super) mm: Option<u32>,
    pub(super) inches: Option<u32>,
    pub(super) brand: Option<(Option<Kind>, &'static str)>,
    pub(super) brand_at: usize,
    pub(super) grade_at: usize,
    pub(super) qty_at: usize,
    pub(super) shift: Option<&'static str>,
}

/// How sure a line is in which a word may be mistyped.
pub(super) const DOUBTED: u16 = 450;

impl Draft {
    pub(super) fn new() -> Self {
        Self { sure: u16::MAX, from: usize::MAX, ..Self::default() }
    }

    /// Names a thing, or says of one what it is.
    pub(super) fn is_of_something(&self) -> bool {
        self.kind.is_some() || self.mm.is_some() || self.inches.is_some() || self.brand.is_some()
    }

    pub(super) fn says_something(&self) -> bool {
        self.is_of_something() || self.qty.is_some() || self.ask.is_some()
    }

    /// Whether a unit that stands alone can be its.
    pub(super) fn may_be_counted_in(&self, unit: Option<Unit>) -> bool {
        let Some(unit) = unit else { return true };
        let fits = match self.kind {
            Some(Kind::Labour) => unit == Unit::Person,
            Some(Kind::Cement) => matches!(unit, Unit::Bag | Unit::Tonne | Unit::Kg),
            Some(_) | None => true,
        };
        self.counted.is_none() && fits
    }

    /// A quantity without any thing of its own.
    pub(super) fn is_bare(&self) -> bool {
        !self.is_of_something()
            || self.kind == Some(Kind::Cement) && self.attrs.is_empty() && self.brand.is_none()
    }

    /// An electrician's wires and a painter's doors are there already.
    pub(super) fn works_on_what_is_not_sold(&self) -> bool {
        let trade = self.attrs.get("trade").map(String::as_str);
        matches!(trade, Some("electrician" | "plumber" | "painter" | "carpenter"))
    }

    pub(super) fn at(&mut self, placed: &Placed) {
        self.sure = self.sure.min(placed.sure);
        self.from = self.from.min(placed.from);
        self.to = self.to.max(placed.to);
    }

    /// Takes one more word about the thing; false where it is about another.
    pub(super) fn take_bit(&mut self, bit: &Bit) -> bool {
        match bit {
            Bit::Kind(kind) => self.take_kind(*kind),
            Bit::Attr(Kind::Labour, key, value) => self.take_trade(key, value),
            Bit::Attr(kind, key, value) => {
                if self.attrs.get(key).is_some_and(|known| known != value) || !self.take_kind(*kind)
                {
                    return false;
                }
                self.attrs.insert(key, value.clone());
                true
            }
            Bit::Brand(kind, name) => {
                let other_kind = kind.is_some() && self.kind.is_some() && *kind != self.kind;
                if other_kind || self.brand.is_some_and(|(_, known)| known != *name) {
                    return false;
                }
                self.brand = Some((*kind, name));
                self.kind = self.kind.or(*kind);
                true
            }
            Bit::Mm(mm) => {
                if self.mm.is_some_and(|known| known != *mm) {
                    return false;
                }
                self.mm = Some(*mm);
                true
            }
            Bit::Inches(inches) => {
                if self.inches.is_some_and(|known| known != *inches) {
                    return false;
                }
                self.inches = Some(*inches);
                true
            }
            Bit::Rod => {
                if !self.take_kind(Kind::Steel) {
                    return false;
                }
                self.rod = true;
                true
            }
        }
    }

    pub(super) fn has_a_fraction(&self) -> bool {
        self.qty.is_some_and(|qty| qty.milli() % 1000 != 0)
    }

    pub(super) fn take_kind(&mut self, kind: Kind) -> bool {
        match self.kind {
            None => {
                self.kind = Some(kind);
                true
            }
            Some(known) => known == kind,
        }
    }

    /// "plumber mistri", "painter labour": the trade that is more than a hand or a mestri.
    pub(super) fn take_trade(&mut self, key: &'static str, value: &str) -> bool {
        if !self.take_kind(Kind::Labour) {
            return false;
        }
        let common = |trade: &str| matches!(trade, "mason" | "helper");
        match self.attrs.get(key).cloned() {
            Some(known) if known == value => true,
            Some(known) if common(&known) && !common(value) => {
                self.attrs.insert(key, value.to_owned());
                true
            }
            Some(known) => !common(&known) && common(value),
            None => {
                self.attrs.insert(key, value.to_owned());
                true
            }
        }
    }

    pub(super) fn take_between(&mut self, between: &Between) {
        self.ask = Some(About::Quantity);
        self.either = between.amounts.map(Vec::from).unwrap_or_default();
        self.counted = between.unit.or(self.counted);
    }

    pub(super) fn take_quantity(
        &mut self,
        value: Quantity,
        unit: Option<Unit>,
        each: bool,
        rod: bool,
    ) {
        if let Some(known) = self.qty.filter(|known| *known != value) {
            self.ask = Some(About::Quantity);
            self.either = vec![known, value];
        }
        self.qty = Some(value);
        self.counted = unit.or(self.counted);
        self.each |= each;
        if rod {
            self.rod = true;
            let _: bool = self.take_kind(Kind::Steel);
        }
    }
}
