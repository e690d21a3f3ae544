//! Numbers of several words: "do sau pachas", "iravai aidu", "2k", "sava do", "2 and half".

use super::lexemes::{AS_WRITTEN, Lexeme, What};
use super::lexicon::{self, Lex};
use crate::quantity::Quantity;

/// Joins what makes one number.
pub(super) fn joined(lexemes: &[Lexeme]) -> Vec<Lexeme> {
    let mut out: Vec<Lexeme> = Vec::with_capacity(lexemes.len());
    let mut at = 0;
    while let Some(first) = lexemes.get(at) {
        let rest = lexemes.get(at..).unwrap_or_default();
        if let Some((lexeme, length)) = twice(rest) {
            out.push(lexeme);
            at += length;
            continue;
        }
        match number_behind(rest, at.checked_sub(1).and_then(|at| lexemes.get(at))) {
            Some((mut lexeme, length)) => {
                // "teez sau": what was to be multiplied is not known.
                let bare = matches!(first.lex(), Some(Lex::Multiply(_)));
                let strange = out.last().is_some_and(|last| {
                    matches!(last.what, What::Unknown { .. })
                        || last.sure < AS_WRITTEN && last.lex().is_some()
                });
                let strange = strange
                    || out.last().is_some_and(|last| {
                        last.lex().is_some() && lexicon::is_near_other_number(&last.word, None)
                    });
                let several = SEVERAL.contains(&first.word.as_str());
                if bare && (strange || several) {
                    lexeme.sure = lexeme.sure.min(GUESSED);
                }
                out.push(lexeme);
                at += length;
            }
            None => {
                out.push(first.clone());
                at += 1;
            }
        }
    }
    each(just_so_many(without_both(out)))
}

/// How surely a number is read that may be another one.
const GUESSED: u16 = 450;

/// "ten sau": English before Hindi, where *teen* was meant.
fn is_of_another_tongue(number: &Lexeme, multiplier: &Lexeme) -> bool {
    let tongue = |l: &Lexeme| lexicon::tongue(&l.word);
    matches!((tongue(number), tongue(multiplier)), (Some('e'), Some('h' | 't')))
}

/// Thousands, but how many?
const SEVERAL: &[&str] = &[
    "vela",
    "velu",
    "vandala",
    "vandalu",
    "vandhala",
    "vandhalu",
    "lakshala",
    "lakshalu",
    "వేల",
    "వేలు",
    "వందల",
    "వందలు",
    "లక్షల",
    "లక్షలు",
    "hundreds",
    "thousands",
    "lakhs",
];

/// A number as it is being said, in thousandths.
#[derive(Default)]
struct Sum {
    total: i64,
    current: i64,
    modify: Option<i64>,
    any: bool,
    digits: bool,
    /// By what the last multiplier multiplied.
    last: i64,
}

fn one_number(rest: &[Lexeme]) -> Option<(Lexeme, usize)> {
    number_behind(rest, None)
}

/// *do* behind a trade, with nothing to give after it, counts: "mistri do", "mazdoor do kam kar do".
fn number_behind(rest: &[Lexeme], before: Option<&Lexeme>) -> Option<(Lexeme, usize)> {
    let trade =
        matches!(before.and_then(Lexeme::lex), Some(Lex::Of(crate::catalog::Kind::Labour, ..)));
    let next = rest.get(1);
    let ends = next.is_none_or(|next| {
        matches!(next.what, What::Comma | What::Line)
            || matches!(
                next.lex(),
                Some(Lex::Less | Lex::Add | Lex::And | Lex::Not | Lex::Shift(_) | Lex::Remove)
            )
    });
    let behind = trade && ends;

    let mut sum = Sum { digits: true, ..Sum::default() };
    let mut length = 0;
    let mut sure = u16::MAX;
    while let Some(lexeme) = rest.get(length) {
        let took = match &lexeme.what {
            What::Number { value, digits, .. } => sum.number(value.milli(), *digits),
            What::Word(Lex::Multiply(by)) => {
                let bare_k = lexeme.word == "k" && !(sum.any && sum.digits);
                let before = length.checked_sub(1).and_then(|at| rest.get(at));
                if before.is_some_and(|before| is_of_another_tongue(before, lexeme)) {
                    sure = GUESSED;
                }
                !bare_k && sum.multiply(*by)
            }
            What::Word(Lex::Modify(by)) if !sum.any && sum.modify.is_none() => {
                sum.modify = Some(*by);
                sum.digits = false;
                true
            }
            What::Word(Lex::WeakNumber(milli)) if behind || counts(rest, length) => {
                sum.number(*milli, false)
            }
            // "teen so bori": *sau*.
            What::Word(Lex::Filler) if lexeme.word == "so" && sum.any && !sum.digits => {
                sum.multiply(100)
            }
            What::Word(Lex::And) if sum.last >= 100 && sum.takes_rest(rest.get(length + 1)) => true,
            // "2 and a half", "two and half".
            What::Word(Lex::And) if sum.any => match half_behind(rest, length + 1) {
                Some(skip) => {
                    sum.current += 500;
                    sum.digits = false;
                    length += skip;
                    true
                }
                None => false,
            },
            _ => false,
        };
        if !took {
            break;
        }
        sure = sure.min(lexeme.sure);
        length += 1;
    }
    let value = sum.value()?;
    let (first, last) = (rest.first()?, rest.get(length.checked_sub(1)?)?);
    let what = What::Number { value, digits: sum.digits, each: false };
    let word = first.word.clone();
    Some((Lexeme { what, word, sure, from: first.from, to: last.to }, length))
}

/// "do do", "aath aath sau": so many of each.
fn twice(rest: &[Lexeme]) -> Option<(Lexeme, usize)> {
    let [first, second, ..] = rest else { return None };
    let spoken =
        matches!(first.what, What::Number { digits: false, .. } | What::Word(Lex::WeakNumber(_)));
    if !spoken || first.word != second.word || first.what != second.what {
        return None;
    }
    let tail = rest.get(1..)?;
    let (mut lexeme, length) = match (one_number(tail), &second.what) {
        (Some(found), _) => found,
        (None, What::Word(Lex::WeakNumber(milli))) => {
            let value = Quantity::from_milli(*milli);
            let what = What::Number { value, digits: false, each: true };
            (Lexeme { what, ..second.clone() }, 1)
        }
        (None, _) => return None,
    };
    if let What::Number { each, .. } = &mut lexeme.what {
        *each = true;
    }
    lexeme.from = first.from;
    Some((lexeme, length + 1))
}

/// *do* is a number in front of what it counts, and *give* everywhere else.
fn counts(rest: &[Lexeme], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| rest.get(at));
    let said_before =
        before.is_some_and(|before| matches!(before.what, What::Word(Lex::Modify(_))));
    let next = rest.get(at + 1).and_then(Lexeme::lex);
    said_before
        || matches!(
            next,
            Some(
                Lex::Unit(_)
                    | Lex::Multiply(_)
                    | Lex::Thing(_)
                    | Lex::Of(..)
                    | Lex::Rod
                    | Lex::Anybody
                    | Lex::Brand(..)
                    | Lex::Either(_)
                    | Lex::Foreign
                    | Lex::Cue(lexicon::Cue::Want)
            )
        )
}

fn half_behind(rest: &[Lexeme], at: usize) -> Option<usize> {
    let half = |at: usize| matches!(rest.get(at).map(|l| &l.what), Some(What::Number { value, digits: false, .. }) if value.milli() == 500);
    if half(at) {
        Some(1)
    } else if rest.get(at).is_some_and(|l| l.word == "a") && half(at + 1) {
        Some(2)
    } else {
        None
    }
}

impl Sum {
    fn number(&mut self, value: i64, digits: bool) -> bool {
        let half = digits && matches!(value, 250 | 500 | 750);
        let joins = if !self.any || half && self.digits && self.last == 0 {
            // "1 1/2".
            true
        } else if digits {
            // "2 hazaar 500".
            self.last >= 1000
                && self.current == 0
                && (100_000..self.last * 1000).contains(&value)
                && value % 1000 == 0
        } else {
            !self.digits_alone() && self.has_room_for(value)
        };
        if !joins {
            return false;
        }
        self.current += value + self.modify.take().unwrap_or(0);
        self.digits &= digits;
        self.any = true;
        true
    }

    /// "hundred and fifty".
    fn takes_rest(&self, next: Option<&Lexeme>) -> bool {
        match next.map(|next| &next.what) {
            Some(What::Number { value, digits: false, .. }) => self.has_room_for(value.milli()),
            _ => false,
        }
    }

    const fn digits_alone(&self) -> bool {
        self.digits && self.last == 0
    }

    /// "iravai aidu": fewer than ten after tens, fewer than a hundred after hundreds, whole ones only.
    fn has_room_for(&self, value: i64) -> bool {
        let so_far = if self.current == 0 { self.total } else { self.current };
        let unit = [1_000_000, 100_000, 10_000].into_iter().find(|unit| so_far % unit == 0);
        so_far >= 20_000 && value % 1000 == 0 && unit.is_some_and(|unit| value < unit)
    }

    fn multiply(&mut self, by: i64) -> bool {
        let times = if self.current == 0 && !self.any {
            1000 + self.modify.take().unwrap_or(0)
        } else if self.current == 0 {
            return false;
        } else {
            self.current
        };
        let Some(product) = times.checked_mul(by) else { return false };
        if by >= 1000 {
            self.total = self.total.saturating_add(product);
            self.current = 0;
        } else {
            self.current = product;
        }
        self.last = by;
        self.any = true;
        true
    }

    fn value(&self) -> Option<Quantity> {
        let sum = self.total.checked_add(self.current)?;
        match (self.any, self.modify) {
            (true, _) => Some(Quantity::from_milli(sum)),
            // "sava gaadi": one and a quarter.
            (false, Some(by)) if by.abs() == 250 => Some(Quantity::from_milli(1000 + by)),
            (false, _) => None,
        }
    }
}

/// "rendu simhadri ve": both are of that brand.
fn without_both(lexemes: Vec<Lexeme>) -> Vec<Lexeme> {
    const OF_IT: &[&str] = &["ve", "vi", "wale", "వే", "వి", "వాటివి"];
    let brand = |at: usize| {
        lexemes.get(at).is_some_and(|l| matches!(l.lex(), Some(Lex::Brand(..) | Lex::Brands(_))))
    };
    let both = |at: usize, lexeme: &Lexeme| {
        ["rendu", "dono", "రెండు", "दोनों"].contains(&lexeme.word.as_str())
            && brand(at + 1)
            && lexemes.get(at + 2).is_some_and(|l| OF_IT.contains(&l.word.as_str()))
    };
    let kept = lexemes.iter().enumerate().filter(|(at, lexeme)| !both(*at, lexeme));
    kept.map(|(_, lexeme)| lexeme.clone()).collect()
}

/// "oka 15 bastalu", "ek 50 bori": just 15, just 50.
fn just_so_many(lexemes: Vec<Lexeme>) -> Vec<Lexeme> {
    let mut out: Vec<Lexeme> = Vec::with_capacity(lexemes.len());
    for lexeme in lexemes {
        let one_before = out.last().is_some_and(|last| {
            matches!(&last.what, What::Number { value, digits: false, .. } if value.milli() == 1000)
        });
        let digits = matches!(lexeme.what, What::Number { digits: true, .. });
        let many = matches!(&lexeme.what, What::Number { value, .. } if value.milli() >= 10_000);
        if one_before && (digits || many) {
            out.pop();
        }
        out.push(lexeme);
    }
    out
}

/// "bees bees bori": twenty of each. "2 each", "okko lodu" too.
fn each(lexemes: Vec<Lexeme>) -> Vec<Lexeme> {
    let mut out: Vec<Lexeme> = Vec::with_capacity(lexemes.len());
    let mut all_of_each = Vec::new();
    for (at, lexeme) in lexemes.iter().enumerate() {
        if lexeme.is(Lex::Each) {
            say_each(&mut out, lexeme, lexemes.get(at + 1));
            continue;
        }
        let mut lexeme = lexeme.clone();
        let after_each = at > 0 && lexemes.get(at - 1).is_some_and(|l| l.is(Lex::Each));
        if after_each && let What::Number { each, .. } = &mut lexeme.what {
            *each = true;
        }
        let twice = match (out.last().map(|last| &last.what), &lexeme.what) {
            (
                Some(What::Number { value: a, digits: x, .. }),
                What::Number { value: b, digits: y, .. },
            ) => a == b && x == y && a.milli() != 53_000 && a.milli() != 43_000,
            _ => false,
        };
        if twice && let Some(last) = out.last_mut() {
            if let What::Number { each, .. } = &mut last.what {
                *each = true;
            }
            last.to = lexeme.to;
            continue;
        }
        let okko = matches!(&lexeme.what, What::Number { .. }) && lexeme.word == "okko";
        // "okko size lo 15 rodlu": fifteen of each.
        let behind = okko.then(|| number_behind_fillers(&lexemes, at + 1)).flatten();
        if let Some(of_each) = behind {
            all_of_each.push(of_each);
            continue;
        }
        let of_each = okko || all_of_each.contains(&at);
        if of_each && let What::Number { each, .. } = &mut lexeme.what {
            *each = true;
        }
        out.push(lexeme);
    }
    out
}

fn number_behind_fillers(lexemes: &[Lexeme], from: usize) -> Option<usize> {
    let fillers = lexemes.iter().skip(from).take_while(|l| l.is(Lex::Filler)).count();
    let number = lexemes.get(from + fillers)?;
    matches!(number.what, What::Number { .. }).then_some(from + fillers)
}

/// *each* behind its number, in front of it, or without any: one of each.
fn say_each(out: &mut Vec<Lexeme>, lexeme: &Lexeme, next: Option<&Lexeme>) {
    if next.is_some_and(|next| matches!(next.what, What::Number { .. })) {
        return;
    }
    let stops = |l: &Lexeme| matches!(l.what, What::Comma | What::Line);
    let number = out
        .iter_mut()
        .rev()
        .take_while(|l| !stops(l))
        .find(|l| matches!(l.what, What::Number { .. }));
    match number {
        Some(Lexeme { what: What::Number { each, .. }, .. }) => *each = true,
        _ => {
            let value = Quantity::from_milli(1000);
            let what = What::Number { value, digits: false, each: true };
            out.push(Lexeme { what, ..lexeme.clone() });
        }
    }
}
