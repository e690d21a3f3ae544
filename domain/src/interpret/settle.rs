//! What the words of a line mean together: its kind, what is said of it, and what it is counted in.

use super::draft::Draft;
use super::elements::inches_of;
use super::lexicon::Unit;
use super::{About, UnitWord};
use crate::catalog::Kind;
use crate::quantity::Quantity;

/// What its parts mean together, with what stood before it where it says less.
pub(super) fn settle(mut draft: Draft, previous: Option<&Draft>) -> Draft {
    if draft.kind.is_none() {
        draft.kind = kind_of_size(&draft, previous);
    }
    // "aac 9 inch 450, 4 inch 200".
    if let (None, Some(_), Some(block)) =
        (draft.kind, draft.inches, previous.filter(|p| p.kind == Some(Kind::Block)))
    {
        draft.kind = Some(Kind::Block);
        if let Some(of) = block.attrs.get("type") {
            draft.attrs.entry("type").or_insert_with(|| of.clone());
        }
    }
    let clear = draft.ask.is_none() || !draft.either.is_empty();
    if draft.kind.is_none() && draft.counted == Some(Unit::Bag) && clear {
        draft.kind = Some(Kind::Cement);
    }
    if let (None, Some((Some(kind), _))) = (draft.kind, draft.brand) {
        draft.kind = Some(kind);
    }
    draft.say_attrs();
    count(&mut draft, previous);
    draft
}

impl Draft {
    /// What was said of it, by the names of its kind.
    pub(super) fn say_attrs(&mut self) {
        let draft = self;
        if let (Some(kind), Some(mm)) = (draft.kind, draft.mm) {
            match kind {
                Kind::Steel => {
                    draft.attrs.insert("diameter_mm", mm.to_string());
                }
                Kind::Aggregate => {
                    draft.attrs.insert("size_mm", mm.to_string());
                }
                Kind::Block => draft.inches = draft.inches.or(Some(inches_of(mm))),
                Kind::Cement | Kind::Sand | Kind::Brick | Kind::Labour => {}
            }
        }
        if let (Some(Kind::Block), Some(inches @ (4 | 6 | 8 | 9))) = (draft.kind, draft.inches) {
            draft.attrs.insert("size", format!("{inches}in"));
        }
        if let Some((of, name)) = draft.brand
            && (of.is_none() || of == draft.kind)
        {
            draft.attrs.insert("brand", name.to_owned());
        }
        if let (Some(Kind::Labour), Some(shift)) = (draft.kind, draft.shift) {
            draft.attrs.insert("shift", shift.to_owned());
        }
    }

    /// A quintal is a hundred kilograms, a brass a hundred cubic feet.
    fn count_by_the_hundred(&mut self) {
        for quantity in self.qty.iter_mut().chain(&mut self.either) {
            *quantity = Quantity::from_milli(quantity.milli().saturating_mul(100));
        }
    }
}

/// A size alone is of a bar or of metal, as it is counted; in bare tonnes it may be either.
pub(super) fn kind_of_size(draft: &Draft, previous: Option<&Draft>) -> Option<Kind> {
    draft.mm?;
    let before = previous
        .and_then(|before| before.kind)
        .filter(|kind| matches!(kind, Kind::Steel | Kind::Aggregate));
    match draft.counted {
        _ if draft.rod => Some(Kind::Steel),
        Some(Unit::Bundle | Unit::Kg | Unit::Quintal) => Some(Kind::Steel),
        Some(Unit::Load | Unit::Cft | Unit::Feet | Unit::Brass) => Some(Kind::Aggregate),
        _ if before.is_some() => before,
        Some(Unit::Piece) if draft.brand.is_some() => Some(Kind::Steel),
        Some(_) | None => draft.brand.map(|_| Kind::Steel),
    }
}

/// The unit in the field's few words, and whether such a thing is counted so.
fn count(draft: &mut Draft, previous: Option<&Draft>) {
    let counted = draft.counted;
    let mut unit = match counted {
        Some(Unit::Bag) => Some(UnitWord::Bag),
        Some(Unit::Tonne) => Some(UnitWord::Tonne),
        Some(Unit::Kg) => Some(UnitWord::Kg),
        Some(Unit::Quintal) => {
            draft.count_by_the_hundred();
            Some(UnitWord::Kg)
        }
        Some(Unit::Cft) => Some(UnitWord::Cft),
        Some(Unit::Feet) if matches!(draft.kind, Some(Kind::Sand | Kind::Aggregate)) => {
            Some(UnitWord::Cft)
        }
        Some(Unit::Brass) => {
            draft.count_by_the_hundred();
            Some(UnitWord::Cft)
        }
        Some(Unit::Load) => Some(UnitWord::Load),
        Some(Unit::Piece) if draft.kind == Some(Kind::Steel) => Some(UnitWord::Rod),
        Some(Unit::Piece) if draft.kind == Some(Kind::Labour) => Some(UnitWord::Person),
        Some(Unit::Piece) if draft.kind == Some(Kind::Cement) => Some(UnitWord::Bag),
        Some(Unit::Piece) => Some(UnitWord::Piece),
        Some(Unit::Bundle) => Some(UnitWord::Bundle),
        Some(Unit::Person) => Some(UnitWord::Person),
        Some(Unit::Feet | Unit::CubicMetre) => {
            draft.ask = draft.ask.or(Some(About::Unit));
            None
        }
        None => None,
    };
    if draft.rod && unit.is_none() {
        unit = Some(UnitWord::Rod);
    }
    if unit.is_none() && (draft.qty.is_some() || !draft.either.is_empty()) {
        unit = match draft.kind {
            Some(Kind::Cement) => Some(UnitWord::Bag),
            Some(Kind::Brick | Kind::Block) => Some(UnitWord::Piece),
            Some(Kind::Labour) => Some(UnitWord::Person),
            Some(kind @ (Kind::Steel | Kind::Sand | Kind::Aggregate)) => {
                previous.filter(|before| before.kind == Some(kind)).and_then(|before| before.unit)
            }
            None => None,
        };
    }
    draft.unit = unit;
    if draft.qty.is_none() || draft.ask.is_some() {
        return;
    }
    draft.ask = match (draft.kind, unit) {
        (None, _) => Some(About::What),
        (Some(_), None) => Some(About::Unit),
        (Some(kind), Some(unit)) if !is_counted(kind, unit) => Some(About::Unit),
        (Some(_), Some(unit)) if is_whole(unit) && draft.has_a_fraction() => Some(About::Quantity),
        (Some(kind), _) if kind != Kind::Labour && draft.shift.is_some() => Some(About::What),
        (Some(Kind::Labour), _) if !draft.attrs.contains_key("trade") => Some(About::Trade),
        (Some(_), Some(_)) => None,
    };
}

/// Nobody sells half a bag, and half a mason is a slip.
const fn is_whole(unit: UnitWord) -> bool {
    matches!(
        unit,
        UnitWord::Bag | UnitWord::Piece | UnitWord::Rod | UnitWord::Bundle | UnitWord::Person
    )
}

/// What a kind is counted in; all of them where the kind is not known.
pub(super) fn units_of(kind: Option<Kind>) -> impl Iterator<Item = UnitWord> {
    UnitWord::ALL.into_iter().filter(move |unit| kind.is_none_or(|kind| is_counted(kind, *unit)))
}

const fn is_counted(kind: Kind, unit: UnitWord) -> bool {
    match kind {
        Kind::Cement => matches!(unit, UnitWord::Bag | UnitWord::Tonne | UnitWord::Kg),
        Kind::Steel => {
            matches!(unit, UnitWord::Tonne | UnitWord::Kg | UnitWord::Rod | UnitWord::Bundle)
        }
        Kind::Sand | Kind::Aggregate => {
            matches!(unit, UnitWord::Tonne | UnitWord::Kg | UnitWord::Cft | UnitWord::Load)
        }
        Kind::Brick | Kind::Block => matches!(unit, UnitWord::Piece | UnitWord::Load),
        Kind::Labour => matches!(unit, UnitWord::Person),
    }
}
