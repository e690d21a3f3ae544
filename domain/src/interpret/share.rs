//! What one line says for its neighbours: the head of a list, its foot, and so many of each.

use super::About;
use super::draft::Draft;
use super::lexicon::Unit;
use crate::catalog::Kind;
use crate::quantity::Quantity;

/// "opc 53, 50 bags" is one thing, and so is "50 bags, opc 53".
pub(super) fn joined(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let fits = out.last().is_some_and(|last| {
            let counts_it = !draft.is_of_something()
                && draft.ask.is_none()
                && last.qty.is_none()
                && last.is_of_something();
            let names_it = draft.qty.is_none()
                && (draft.is_of_something() || last.may_be_counted_in(draft.counted))
                && last.qty.is_some()
                && draft.ask.is_none()
                && (!last.is_of_something() || draft.kind.is_none() || draft.kind == last.kind)
                && merged(last, &draft).is_some()
                && !(last.is_of_something()
                    && draft.kind.is_some()
                    && draft.attrs.is_empty()
                    && draft.brand.is_none());
            let shift_alone = draft.shift.is_some() && !draft.says_something();
            counts_it || names_it || shift_alone
        });
        // "four masons and seven helpers, full shift": of all of them.
        if draft.shift.is_some() && !draft.says_something() {
            let hired = out.iter_mut().filter(|of_it| of_it.kind == Some(Kind::Labour));
            hired.for_each(|of_it| of_it.shift = of_it.shift.or(draft.shift));
        }
        match out.last().and_then(|last| merged(last, &draft)).filter(|_| fits) {
            Some(one) => {
                out.pop();
                out.push(one);
            }
            None => out.push(draft),
        }
    }
    out
}

/// Both as one, where nothing in them contends.
fn merged(a: &Draft, b: &Draft) -> Option<Draft> {
    let mut one = a.clone();
    if let (Some(x), Some(y)) = (a.kind, b.kind)
        && x != y
    {
        return None;
    }
    for (key, value) in &b.attrs {
        if a.attrs.get(key).is_some_and(|known| known != value) {
            return None;
        }
        one.attrs.insert(key, value.clone());
    }
    if a.mm.is_some() && b.mm.is_some() && a.mm != b.mm
        || a.qty.is_some() && b.qty.is_some()
        || a.brand.is_some() && b.brand.is_some() && a.brand != b.brand
    {
        return None;
    }
    one.kind = a.kind.or(b.kind);
    one.qty = a.qty.or(b.qty);
    one.either = if a.either.is_empty() { b.either.clone() } else { a.either.clone() };
    one.counted = a.counted.or(b.counted);
    one.mm = a.mm.or(b.mm);
    one.inches = a.inches.or(b.inches);
    one.brand_at = if a.brand.is_some() { a.brand_at } else { b.brand_at };
    one.brand = a.brand.or(b.brand);
    one.grade_at = a.grade_at.max(b.grade_at);
    one.qty_at = a.qty_at.max(b.qty_at);
    one.shift = a.shift.or(b.shift);
    one.rod |= b.rod;
    one.each |= b.each;
    one.sure = a.sure.min(b.sure);
    one.from = a.from.min(b.from);
    one.to = a.to.max(b.to);
    one.ask = a.ask.or(b.ask);
    Some(one)
}

/// "sariya vizag ka, 12mm dedh ton, 8mm ek ton": a thing without a number is the head of those that follow and are of it.
/// A brand alone at the end is the foot of those before it.
pub(super) fn headed(mut drafts: Vec<Draft>) -> Vec<Draft> {
    let mut at = 0;
    while at < drafts.len() {
        let head = drafts.get(at).cloned().unwrap_or_default();
        let is_head = head.qty.is_none() && head.ask.is_none() && head.is_of_something();
        let follow = drafts
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .take_while(|next| next.qty.is_some() && next.ask.is_none() && head.heads(next));
        let count = follow.count();
        if is_head && count > 0 {
            for next in drafts.iter_mut().skip(at + 1).take(count) {
                next.follow(&head);
            }
            drafts.remove(at);
        } else {
            at += 1;
        }
    }
    let foot = drafts.last().cloned().filter(|last| {
        !drafts.iter().any(|draft| draft.each)
            && last.brand.is_some()
            && last.qty.is_none()
            && last.attrs.is_empty()
            && last.mm.is_none()
    });
    if let Some(foot) = foot {
        let fits =
            |draft: &Draft| draft.qty.is_some() && draft.brand.is_none() && foot.heads(draft);
        if drafts.iter().any(fits) {
            drafts.pop();
            drafts.iter_mut().filter(|draft| fits(draft)).for_each(|draft| draft.follow(&foot));
        }
    }
    drafts
}

impl Draft {
    /// Whether what it says can be said of that one too.
    fn heads(&self, next: &Self) -> bool {
        let kind = next.kind.or(match next.counted {
            Some(Unit::Bag) => Some(Kind::Cement),
            _ => None,
        });
        let same_kind = kind.is_none() || self.kind.is_none() || self.kind == kind;
        let contends = self
            .attrs
            .iter()
            .any(|(key, value)| next.attrs.get(key).is_some_and(|known| known != value))
            || self.mm.is_some() && next.mm.is_some()
            || self.brand.is_some() && next.brand.is_some() && self.brand != next.brand;
        same_kind && !contends
    }

    fn follow(&mut self, head: &Self) {
        self.kind = self.kind.or(head.kind);
        self.brand = self.brand.or(head.brand);
        self.mm = self.mm.or(head.mm);
        self.inches = self.inches.or(head.inches);
        self.rod |= head.rod;
        for (key, value) in &head.attrs {
            self.attrs.entry(key).or_insert_with(|| value.clone());
        }
    }
}

/// What is not sold, or a bare number, beside things that are clear says nothing about them; and a sum that is parted
/// among those behind it is no line of its own.
pub(super) fn without_asides(drafts: Vec<Draft>) -> Vec<Draft> {
    let clear = |draft: &Draft| {
        draft.qty.is_some()
            && draft.ask.is_none()
            && (draft.is_of_something() || draft.counted.is_some())
    };
    let any_clear = drafts.iter().any(clear);
    let parted = |at: usize, draft: &Draft| {
        let behind: Vec<&Draft> = drafts.iter().skip(at + 1).filter(|d| d.qty.is_some()).collect();
        let sum: i64 = behind.iter().filter_map(|d| d.qty).map(Quantity::milli).sum();
        behind.len() > 1
            && !draft.is_of_something()
            && draft.qty.is_some_and(|qty| qty.milli() == sum)
    };
    let keep: Vec<bool> = drafts
        .iter()
        .enumerate()
        .map(|(at, draft)| {
            let aside =
                matches!(draft.ask, Some(About::NotSold | About::What)) && draft.qty.is_none();
            !(any_clear && aside || parted(at, draft))
        })
        .collect();
    drafts.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(draft, _)| draft).collect()
}

/// "mason aur helper do do": what is said of each goes to those before it that have nothing.
pub(super) fn shared(mut drafts: Vec<Draft>) -> Vec<Draft> {
    for at in 0..drafts.len() {
        let Some(draft) = drafts.get(at).filter(|draft| draft.each && draft.qty.is_some()).cloned()
        else {
            continue;
        };
        let silent = |draft: &&Draft| draft.qty.is_none();
        let first = at - drafts.iter().take(at).rev().take_while(silent).count();
        let last = at + drafts.iter().skip(at + 1).take_while(silent).count();
        let group = drafts.get(first..=last).unwrap_or_default();
        // "ek ek painter aur plumber poore din": a day for each, too.
        let shift = draft.shift.or_else(|| group.iter().find_map(|draft| draft.shift));
        for draft in drafts.iter_mut().take(last + 1).skip(first) {
            draft.shift = draft.shift.or(shift);
        }
        for before in drafts.iter_mut().take(at).rev().take_while(|before| before.qty.is_none()) {
            before.qty = draft.qty;
            before.counted = before.counted.or(draft.counted);
            before.kind = before.kind.or(draft.kind);
            before.rod |= draft.rod;
        }
        for behind in drafts.iter_mut().skip(at + 1).take_while(|behind| behind.qty.is_none()) {
            behind.qty = draft.qty;
            behind.counted = behind.counted.or(draft.counted);
            behind.kind = behind.kind.or(draft.kind);
            behind.rod |= draft.rod;
        }
    }
    drafts
}

/// A brand, or a bar's grade, said once at the head or the foot of a list counts for each line of its kind.
pub(super) fn with_brands(mut drafts: Vec<Draft>) -> Vec<Draft> {
    for key in ["brand", "grade"] {
        for kind in [Kind::Cement, Kind::Steel] {
            if key == "grade" && kind == Kind::Cement {
                continue;
            }
            let of_kind: Vec<usize> = (0..drafts.len())
                .filter(|at| drafts.get(*at).is_some_and(|d| d.kind == Some(kind)))
                .collect();
            let with: Vec<usize> = of_kind
                .iter()
                .copied()
                .filter(|at| drafts.get(*at).is_some_and(|d| d.attrs.contains_key(key)))
                .collect();
            let [one] = with.as_slice() else { continue };
            let Some(said) = drafts.get(*one).cloned() else { continue };
            let said_at = if key == "brand" { said.brand_at } else { said.grade_at };
            let head = of_kind.first() == Some(one) && said_at < said.qty_at;
            let foot = of_kind.last() == Some(one) && of_kind.len() > 1 && said_at > said.qty_at;
            if !head && !foot {
                continue;
            }
            let Some(value) = said.attrs.get(key).cloned() else { continue };
            for at in of_kind {
                if let Some(draft) = drafts.get_mut(at) {
                    draft.attrs.entry(key).or_insert_with(|| value.clone());
                }
            }
        }
    }
    drafts
}
