//! What is done with a cart that is there already: more, less, something else, nothing of it.

use super::draft::Draft;
use super::elements::{Bit, Denies, Do, Element, Placed};
use super::lines;
use super::{Op, SURE_ENOUGH};

/// A line and what becomes of it.
pub(super) struct Edited {
    pub(super) draft: Draft,
    pub(super) op: Op,
}

/// Whether the words change something rather than ask for it.
pub(super) fn is_edit(elements: &[Placed]) -> bool {
    let does = |clause: &[Placed]| {
        clause.iter().any(|p| matches!(p.element, Element::Do(what) if what != Do::Set))
    };
    let sets = |clause: &[Placed]| clause.iter().any(|p| p.element == Element::Do(Do::Set));
    let denies = |clause: &[Placed]| clause.iter().any(|p| matches!(p.element, Element::Not(_)));
    let alone = |clause: &[Placed]| clause.iter().all(|p| matches!(p.element, Element::Not(_)));
    // "30 bola tha, ab 45 bhejo".
    let was = elements.iter().any(|p| p.element == Element::Was);
    if was && says(elements) {
        return true;
    }
    elements.split(|placed| placed.element == Element::Break).any(|clause| {
        does(clause)
            || sets(clause) && says(clause)
            || denies(clause) && (says(clause) || alone(clause))
    })
}

pub(super) fn read(elements: &[Placed]) -> Vec<Edited> {
    let clauses: Vec<&[Placed]> = elements
        .split(|placed| placed.element == Element::Break)
        .filter(|clause| !clause.is_empty())
        .collect();
    let mut out: Vec<Edited> = Vec::new();
    // A denied thing that waits for what shall be there in its place.
    let mut denied: Vec<Draft> = Vec::new();
    let mut last_op = None;
    for clause in clauses {
        let does: Vec<Do> = clause
            .iter()
            .filter_map(
                |placed| if let Element::Do(what) = placed.element { Some(what) } else { None },
            )
            .collect();
        let not = clause.iter().position(|placed| matches!(placed.element, Element::Not(_)));
        let becomes = clause.iter().any(|placed| placed.element == Element::Becomes);
        if let Some(at) = clause
            .iter()
            .position(|p| matches!(p.element, Element::Do(Do::Instead | Do::InsteadOf)))
            .filter(|at| !does.contains(&Do::Add) || says(clause.get(at + 1..).unwrap_or_default()))
        {
            let gone = out.last().filter(|last| last.op == Op::Remove).and_then(|l| l.draft.kind);
            let mut instead = instead(clause, at, &mut denied);
            // "cement hata do, us ki jagah do gaadi msand": one thing more.
            for one in &mut instead {
                if gone.is_some() && one.draft.kind.is_some() && one.draft.kind != gone {
                    one.op = Op::Add;
                }
            }
            out.extend(instead);
            continue;
        }
        // "no make it 40": the no is a comma.
        let plain_no = not == Some(0) && does.iter().any(|what| *what != Do::Remove);
        if let (Some(at), false) = (not, plain_no) {
            let (before, after) =
                (clause.get(..at).unwrap_or_default(), clause.get(at + 1..).unwrap_or_default());
            let after_not =
                clause.get(at).is_some_and(|p| p.element == Element::Not(Denies::After));
            // "16mm not 12mm": the first is meant.
            if after_not && says(before) && says(after) {
                out.extend(denial(after, before, &mut denied));
            } else {
                out.extend(denial(before, after, &mut denied));
            }
            continue;
        }
        let clause = &from_to(clause, becomes || does.contains(&Do::Raise));
        let drafts = lines::read(clause);
        if drafts.is_empty() {
            // "drop it from the order", "add to same order": said of what stood before.
            match does.first() {
                Some(Do::Remove) => {
                    out.extend(denied.drain(..).map(removed));
                    if let Some(last) = out.last_mut()
                        && last.op == Op::Set
                        && last.draft.qty.is_none()
                    {
                        last.op = Op::Remove;
                    }
                }
                Some(Do::Add) => {
                    out.iter_mut().filter(|e| e.op == Op::Set).for_each(|e| e.op = Op::Add)
                }
                _ => {}
            }
            continue;
        }
        let op = op_of(&does, becomes).or(last_op);
        last_op = op.filter(|op| *op == Op::Add || *op == Op::Less);
        for draft in drafts {
            if op == Some(Op::Remove) {
                out.push(removed(draft));
            } else if let Some(was) = denied.pop() {
                // "10mm vaddu, 12mm rods 40": two lines. "12mm vaddu, 10mm": one.
                if was.qty.is_none() && draft.kind.is_some() && draft.qty.is_some() {
                    out.push(removed(was));
                    out.push(Edited { draft, op: op.unwrap_or(Op::Set) });
                } else {
                    out.push(Edited { draft: in_place_of(&was, draft), op: Op::Set });
                }
            } else {
                out.push(Edited { draft, op: op.unwrap_or(Op::Set) });
            }
        }
    }
    // "make it 80 bags, 60 kaadu": what it was.
    let set = out.iter().any(|edited| edited.op == Op::Set && edited.draft.qty.is_some());
    out.extend(
        denied
            .into_iter()
            .filter(|draft| !(set && draft.qty.is_some() && draft.is_bare()))
            .map(removed),
    );
    out
}

/// "cement 100 ku 60 karo": the second is what it becomes.
fn from_to(clause: &[Placed], changes: bool) -> Vec<Placed> {
    let numbers: Vec<usize> = clause
        .iter()
        .enumerate()
        .filter(|(_, p)| matches!(p.element, Element::Quantity { .. }))
        .map(|(at, _)| at)
        .collect();
    let things = clause
        .iter()
        .filter(|p| matches!(p.element, Element::Bit(Bit::Kind(_) | Bit::Attr(..) | Bit::Rod)))
        .count();
    match numbers.as_slice() {
        [first, _] if changes && things <= 1 => clause
            .iter()
            .enumerate()
            // A guessed number stays as a doubt.
            .filter(|(place, p)| place != first || p.sure < SURE_ENOUGH)
            .map(|(place, p)| match place == *first {
                true => Placed { element: Element::Doubt, ..p.clone() },
                false => p.clone(),
            })
            .collect(),
        _ => clause.to_vec(),
    }
}

fn op_of(does: &[Do], becomes: bool) -> Option<Op> {
    let has = |what: Do| does.contains(&what);
    if has(Do::Remove) {
        Some(Op::Remove)
    } else if becomes && (has(Do::Raise) || has(Do::Less) || has(Do::Add)) {
        Some(Op::Set)
    } else if has(Do::Less) {
        Some(Op::Less)
    } else if has(Do::Add) || has(Do::Raise) {
        Some(Op::Add)
    } else if has(Do::Set) || becomes {
        Some(Op::Set)
    } else {
        None
    }
}

fn removed(mut draft: Draft) -> Edited {
    draft.qty = Some(crate::quantity::Quantity::ZERO);
    draft.unit = None;
    draft.ask = None;
    Edited { draft, op: Op::Remove }
}

/// What it becomes keeps the kind of what it was.
fn in_place_of(was: &Draft, mut draft: Draft) -> Draft {
    let same = draft.kind.is_none() || draft.kind == was.kind;
    let says_no_more = draft.attrs.is_empty() && draft.brand.is_none() && draft.mm.is_none();
    if draft.qty.is_some() && was.qty.is_some() && same && says_no_more {
        // "16mm rods 20 kaadu 30": only the number changes.
        let qty = draft.qty;
        let unit = draft.unit.or(was.unit);
        let (from, to) = (was.from.min(draft.from), was.to.max(draft.to));
        let sure = was.sure.min(draft.sure);
        return Draft { qty, unit, from, to, sure, ask: None, ..was.clone() };
    }
    if draft.kind.is_none() {
        draft.kind = was.kind;
        draft.ask = None;
        draft.say_attrs();
    }
    if draft.kind == was.kind && draft.kind.is_some() {
        draft.ask = draft.ask.filter(|_| draft.qty.is_some() && draft.unit.is_some());
        for (key, value) in &was.attrs {
            if draft.attrs.is_empty() && matches!(*key, "type" | "trade") {
                draft.attrs.insert(key, value.clone());
            }
        }
    }
    draft
}

fn says(elements: &[Placed]) -> bool {
    elements.iter().any(|p| {
        matches!(
            p.element,
            Element::Bit(_) | Element::Quantity { .. } | Element::Unit(_) | Element::Shift(_)
        )
    })
}

/// "sand vaddu", "rendu load kaadu ek load", "12mm nakko 10mm".
fn denial(before: &[Placed], after: &[Placed], denied: &mut Vec<Draft>) -> Vec<Edited> {
    let mut was = lines::read(before);
    let now = lines::read(&with_kind_of(before, after));
    match (was.is_empty(), says(after)) {
        // "no plumber now": what it denies stands behind it.
        (true, true) => {
            denied.extend(lines::read(after));
            Vec::new()
        }
        (false, true) => {
            let last = was.pop();
            let mut out: Vec<Edited> = was.into_iter().map(removed).collect();
            for draft in now {
                match &last {
                    Some(last)
                        if draft.kind.is_none()
                            || last.kind.is_none()
                            || draft.kind == last.kind =>
                    {
                        out.push(Edited { draft: in_place_of(last, draft), op: Op::Set });
                    }
                    Some(last) => {
                        out.push(removed(last.clone()));
                        out.push(Edited { draft, op: Op::Set });
                    }
                    None => out.push(Edited { draft, op: Op::Set }),
                }
            }
            out
        }
        (false, false) => {
            denied.extend(was);
            Vec::new()
        }
        (true, false) => Vec::new(),
    }
}

/// A bare size is of what was spoken of.
fn with_kind_of(before: &[Placed], after: &[Placed]) -> Vec<Placed> {
    let kind = before
        .iter()
        .find(|p| matches!(p.element, Element::Bit(Bit::Kind(_) | Bit::Rod | Bit::Attr(..))));
    let has = after.iter().any(|p| {
        matches!(
            p.element,
            Element::Bit(Bit::Kind(_) | Bit::Rod | Bit::Attr(..) | Bit::Brand(Some(_), _))
        )
    });
    let mut out: Vec<Placed> = Vec::new();
    if let (Some(kind), false) = (kind, has) {
        let mut kind = kind.clone();
        if let Element::Bit(Bit::Attr(of, key, _)) = &kind.element
            && !matches!(*key, "type" | "trade")
        {
            kind.element = Element::Bit(Bit::Kind(*of));
        }
        out.push(kind);
    }
    out.extend(after.iter().cloned());
    out
}

/// X *ki jagah* Y, Y *instead of* X.
fn instead(clause: &[Placed], at: usize, denied: &mut Vec<Draft>) -> Vec<Edited> {
    let (before, after) =
        (clause.get(..at).unwrap_or_default(), clause.get(at + 1..).unwrap_or_default());
    let english = clause.get(at).is_some_and(|p| p.element == Element::Do(Do::InsteadOf));
    let (was, now) = match (english, says(before)) {
        (true, true) => (after.to_vec(), before.to_vec()),
        // "instead of acc ultratech": the first is gone, the rest is wanted.
        (true, false) => {
            let first = after
                .iter()
                .position(|p| matches!(p.element, Element::Bit(_) | Element::Quantity { .. }));
            let cut = first.map_or(0, |first| {
                let same = |p: &Placed| {
                    std::mem::discriminant(&p.element)
                        == after.get(first).map_or(std::mem::discriminant(&Element::Break), |f| {
                            std::mem::discriminant(&f.element)
                        })
                };
                after
                    .iter()
                    .enumerate()
                    .skip(first + 1)
                    .find(|(_, p)| same(p))
                    .map_or(after.len(), |(at, _)| at)
            });
            (
                after.get(..cut).unwrap_or_default().to_vec(),
                after.get(cut..).unwrap_or_default().to_vec(),
            )
        }
        (false, _) => (before.to_vec(), after.to_vec()),
    };
    let old = lines::read(&was);
    let new = lines::read(&with_kind_of(&was, &now));
    if new.is_empty() {
        denied.extend(old);
        return Vec::new();
    }
    new.into_iter()
        .map(|draft| {
            let draft = match old.first() {
                Some(old) => in_place_of(old, draft),
                None => draft,
            };
            Edited { draft, op: Op::Set }
        })
        .collect()
}
