//! What is taken back within one message: "20 bags … no wait 30", "last time 80, now 30".

use super::elements::{Element, Placed};

/// The elements as they are meant in the end.
pub(super) fn revised(elements: Vec<Placed>) -> Vec<Placed> {
    corrected(without_past(elements))
}

fn is_quantity(placed: &Placed) -> bool {
    matches!(placed.element, Element::Quantity { .. })
}

/// What is told of another time counts nothing, where something is asked for now.
fn without_past(elements: Vec<Placed>) -> Vec<Placed> {
    let clauses: Vec<&[Placed]> =
        elements.split_inclusive(|placed| placed.element == Element::Break).collect();
    let is_past = |clause: &[Placed]| clause.iter().any(|p| p.element == Element::Aside);
    let now = clauses.iter().any(|clause| !is_past(clause) && clause.iter().any(is_quantity));
    let mut out = Vec::new();
    for clause in &clauses {
        let keep = |placed: &&Placed| {
            !(now && is_past(clause))
                || placed.element == Element::Break
                || matches!(placed.element, Element::Do(_) | Element::Not(_))
        };
        out.extend(clause.iter().filter(keep).map(|placed| match placed.element {
            // Only of another time: what is wanted now was not said.
            Element::Aside => Placed { element: Element::Doubt, ..placed.clone() },
            _ => placed.clone(),
        }));
    }
    without_what_was(out)
}

/// "30 tha, 20 karo": the number before *tha* is what it was, where another one follows.
fn without_what_was(elements: Vec<Placed>) -> Vec<Placed> {
    let mut gone = Vec::new();
    for (at, placed) in elements.iter().enumerate() {
        if placed.element != Element::Was {
            continue;
        }
        let follows = elements.iter().skip(at).any(is_quantity);
        let before = elements.get(..at).unwrap_or_default();
        let stops = |p: &&Placed| p.element != Element::Break;
        let near = before.iter().rev().take_while(stops).position(is_quantity);
        gone.push((at, near.filter(|_| follows).map(|back| at - 1 - back)));
    }
    let mut elements = elements;
    for (word, was) in gone.into_iter().rev() {
        // *tha* of something else.
        let Some(was) = was else {
            elements.remove(word);
            continue;
        };
        let next = elements.iter().skip(word).position(is_quantity).map(|skip| word + skip);
        let old = elements.get(was).cloned();
        if let (Some(old), Some(next)) = (old, next.and_then(|next| elements.get_mut(next))) {
            let (from, to) = (next.from, next.to);
            *next = Placed { from, to, ..in_place_of(&old, next) };
        }
        elements.remove(was);
    }
    elements
}

/// A number behind *wait* takes the place of the last one before it.
fn corrected(mut elements: Vec<Placed>) -> Vec<Placed> {
    while let Some(at) = elements.iter().position(|placed| placed.element == Element::Wait) {
        let before = elements.get(..at).unwrap_or_default().iter().rposition(is_quantity);
        let after = elements
            .iter()
            .skip(at)
            .position(is_quantity)
            .map(|skip| at + skip)
            .filter(|after| !names_between(&elements, at, *after));
        let Some((old, new)) = before.zip(after) else {
            elements.remove(at);
            continue;
        };
        let (was, is) = (elements.get(old).cloned(), elements.get(new).cloned());
        if let (Some(was), Some(is)) = (was, is)
            && let Some(place) = elements.get_mut(old)
        {
            *place = in_place_of(&was, &is);
        }
        // The word, what stands between it and the number, and *kar do* behind it.
        let behind = |p: &Placed| matches!(p.element, Element::Do(_) | Element::Becomes);
        let end = if elements.get(new + 1).is_some_and(behind) { new + 2 } else { new + 1 };
        elements.drain(at..end);
    }
    elements
}

/// Whether another thing is named before the number: then it is of that.
fn names_between(elements: &[Placed], from: usize, to: usize) -> bool {
    let between = elements.get(from..to).unwrap_or_default();
    between.iter().any(|placed| matches!(placed.element, Element::Bit(_)))
}

fn in_place_of(was: &Placed, is: &Placed) -> Placed {
    let mut one = is.clone();
    if let (
        Element::Quantity { unit, rod, .. },
        Element::Quantity { unit: known, rod: of_bars, .. },
    ) = (&mut one.element, &was.element)
    {
        *unit = unit.or(*known);
        *rod |= *of_bars;
    }
    one.from = was.from;
    one.to = was.to.max(is.to);
    one
}
