//! Elements into lines: which quantity goes with which words.

use super::About;
use super::draft::{DOUBTED, Draft};
use super::elements::{Bit, Element, Placed};
use super::lexicon::Unit;
use super::settle::{kind_of_size, settle};
use super::share::{headed, joined, shared, with_brands, without_asides};
use crate::catalog::Kind;

/// All lines of the elements, in the order of the text.
pub(super) fn read(elements: &[Placed]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for stretch in elements.split(|placed| placed.element == Element::Break) {
        let stretch = with_bare_numbers(stretch);
        drafts.extend(chunks(&stretch).into_iter().flat_map(|chunk| groups(&chunk)));
    }
    let drafts = without_asides(shared(headed(joined(drafts))));
    let sized = kind_of_sizes(&drafts);
    let mut previous: Option<Draft> = None;
    let mut out = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let mut draft = draft.clone();
        if draft.kind.is_none() && draft.mm.is_some() {
            draft.kind = kind_of_size(&draft, previous.as_ref()).or(sized);
        }
        let mut settled = settle(draft.clone(), previous.as_ref());
        if settled.ask == Some(About::Unit) && settled.unit.is_none() {
            // "40mm okati, 20mm rendu tractorlu": counted as the one behind it.
            let next = drafts.get(at + 1).map(|next| settle(next.clone(), Some(&settled)));
            let again = settle(draft, next.as_ref());
            if next.is_some_and(|next| next.kind == again.kind && next.ask.is_none()) {
                settled = again;
            }
        }
        if settled.says_something() {
            previous = Some(settled.clone());
            out.push(settled);
        }
    }
    with_brands(out)
}

/// What sizes without a name are of: the one kind in the message that has sizes.
fn kind_of_sizes(drafts: &[Draft]) -> Option<Kind> {
    let has = |kind: Kind| drafts.iter().any(|draft| draft.kind == Some(kind));
    match (has(Kind::Steel), has(Kind::Aggregate)) {
        (true, false) => Some(Kind::Steel),
        (false, true) => Some(Kind::Aggregate),
        (true, true) | (false, false) => None,
    }
}

/// "cement 53 50 bags", "20 metal 2 load": a number that is a grade or a size, because another one counts.
fn with_bare_numbers(stretch: &[Placed]) -> Vec<Placed> {
    let bare = |placed: &Placed| match placed.element {
        Element::Quantity { value, unit: None, rod: false, .. } if value.milli() % 1000 == 0 => {
            u32::try_from(value.milli() / 1000).ok()
        }
        _ => None,
    };
    let numbers = stretch.iter().filter(|p| matches!(p.element, Element::Quantity { .. })).count();
    let says = |wanted: Kind| {
        stretch.iter().any(|p| match &p.element {
            Element::Bit(Bit::Kind(kind) | Bit::Attr(kind, ..) | Bit::Brand(Some(kind), _)) => {
                *kind == wanted
            }
            Element::Quantity { unit: Some(Unit::Bag), .. } | Element::Unit(Unit::Bag) => {
                wanted == Kind::Cement
            }
            _ => false,
        })
    };
    let (cement, metal) = (says(Kind::Cement), says(Kind::Aggregate));
    let bars = says(Kind::Steel) || stretch.iter().any(|p| p.element == Element::Bit(Bit::Rod));
    let sized = stretch.iter().any(|p| matches!(p.element, Element::Bit(Bit::Mm(_))));
    let mut left = numbers;
    stretch
        .iter()
        .map(|placed| {
            let mut placed = placed.clone();
            match bare(&placed) {
                Some(grade @ (43 | 53)) if cement && left > 1 => {
                    left -= 1;
                    let grade = Bit::Attr(Kind::Cement, "grade", format!("OPC{grade}"));
                    placed.element = Element::Bit(grade);
                }
                Some(size @ (8 | 10 | 12 | 16 | 20 | 25)) if bars && !sized && left > 1 => {
                    left -= 1;
                    placed.element = Element::Bit(Bit::Mm(size));
                }
                Some(size @ (6 | 10 | 12 | 20 | 40)) if metal && left > 1 => {
                    left -= 1;
                    placed.element = Element::Bit(Bit::Mm(size));
                }
                _ => {}
            }
            placed
        })
        .collect()
}

fn is_quantity(placed: &Placed) -> bool {
    matches!(placed.element, Element::Quantity { .. } | Element::Between(_))
}

fn is_bit(placed: &Placed) -> bool {
    matches!(placed.element, Element::Bit(_) | Element::Puzzle(_))
}

/// A stretch with several quantities, cut so that each has its own words: before each one, or behind it.
fn chunks(stretch: &[Placed]) -> Vec<Vec<Placed>> {
    let places: Vec<usize> =
        stretch.iter().enumerate().filter(|(_, p)| is_quantity(p)).map(|(at, _)| at).collect();
    if places.len() < 2 {
        return vec![stretch.to_vec()];
    }
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return vec![stretch.to_vec()];
    };
    let before = stretch.get(..*first).unwrap_or_default().iter().any(is_bit);
    let behind = stretch.get(last + 1..).unwrap_or_default().iter().any(is_bit);
    let cut_before: Vec<usize> = places.iter().skip(1).copied().collect();
    let cut_behind: Vec<usize> = places.iter().rev().skip(1).rev().map(|at| at + 1).collect();
    let cut_before: Vec<usize> =
        cut_before.into_iter().map(|at| behind_size(stretch, at)).collect();
    let quantity_first = cut(stretch, &cut_before);
    let thing_first = cut(stretch, &cut_behind);
    match (before, behind) {
        (true, false) => thing_first,
        (false, true) | (false, false) => quantity_first,
        (true, true) => {
            if torn(&thing_first) <= torn(&quantity_first) {
                thing_first
            } else {
                quantity_first
            }
        }
    }
}

/// "50 bags dalmia 12mm 2 ton radha": the size is of what follows, because cement has none.
fn behind_size(stretch: &[Placed], at: usize) -> usize {
    let before = stretch.get(..at).unwrap_or_default();
    let size = before
        .last()
        .is_some_and(|p| matches!(p.element, Element::Bit(Bit::Mm(_) | Bit::Inches(_))));
    let kind = before.iter().rev().skip(1).find_map(|p| match &p.element {
        Element::Bit(Bit::Kind(kind) | Bit::Attr(kind, ..) | Bit::Brand(Some(kind), _)) => {
            Some(*kind)
        }
        Element::Quantity { unit: Some(Unit::Bag), .. } => Some(Kind::Cement),
        _ => None,
    });
    let sized = matches!(kind, None | Some(Kind::Steel | Kind::Aggregate | Kind::Block));
    if size && !sized { at - 1 } else { at }
}

fn cut(stretch: &[Placed], cuts: &[usize]) -> Vec<Vec<Placed>> {
    let mut from = 0;
    let mut out = Vec::new();
    for to in cuts.iter().copied().chain([stretch.len()]) {
        out.push(stretch.get(from..to).unwrap_or_default().to_vec());
        from = to;
    }
    out
}

/// How many chunks speak of two things, or of none.
fn torn(chunks: &[Vec<Placed>]) -> usize {
    chunks
        .iter()
        .filter(|chunk| {
            let drafts = groups(chunk);
            drafts.len() != 1 || !drafts.first().is_some_and(Draft::is_of_something)
        })
        .count()
}

/// The things that one chunk speaks of: one, unless its words are of several.
fn groups(chunk: &[Placed]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = vec![Draft::new()];
    let or = chunk.iter().any(|placed| placed.element == Element::Or);
    for placed in chunk {
        let Some(last) = drafts.last_mut() else { continue };
        match &placed.element {
            Element::Bit(bit) => {
                if !last.take_bit(bit) {
                    let mut next = Draft::new();
                    let _: bool = next.take_bit(bit);
                    next.at(placed);
                    next.brand_at = placed.from;
                    drafts.push(next);
                    continue;
                }
                if matches!(bit, Bit::Brand(..)) && last.brand_at == 0 {
                    last.brand_at = placed.from;
                }
                if matches!(bit, Bit::Attr(Kind::Steel, "grade", _)) {
                    last.grade_at = placed.from;
                }
                last.at(placed);
            }
            Element::Quantity { value, unit, each, rod } => {
                last.take_quantity(*value, *unit, *each, *rod);
                last.qty_at = placed.from;
                last.at(placed);
            }
            Element::Between(between) => {
                last.take_between(between);
                last.at(placed);
            }
            Element::Unit(unit) => {
                last.counted = last.counted.or(Some(*unit));
                last.at(placed);
            }
            Element::Shift(shift) => {
                last.shift = Some(shift);
                last.at(placed);
            }
            Element::Puzzle(which) => {
                last.ask = last.ask.or(Some(match *which {
                    "trade" if last.attrs.contains_key("trade") => continue,
                    "not_sold" if last.works_on_what_is_not_sold() => continue,
                    "trade" => About::Trade,
                    "beldar" => About::Trade,
                    "not_sold" => About::NotSold,
                    "not_hired" => About::NotHired,
                    _ => About::What,
                }));
                last.at(placed);
            }
            Element::Doubt => last.sure = last.sure.min(DOUBTED),
            Element::Strange => {}
            Element::Break
            | Element::Or
            | Element::Not(_)
            | Element::Do(_)
            | Element::Becomes
            | Element::Aside
            | Element::Was
            | Element::Wait => {}
        }
    }
    // "12mm or 16mm".
    if or && drafts.len() > 1 {
        let mut one = Draft::new();
        for draft in &drafts {
            one.from = one.from.min(draft.from);
            one.to = one.to.max(draft.to);
        }
        one.ask = Some(About::Which);
        one.kind = drafts.first().and_then(|draft| draft.kind);
        return vec![one];
    }
    drafts
        .retain(|draft| draft.says_something() || draft.counted.is_some() || draft.shift.is_some());
    drafts
}
