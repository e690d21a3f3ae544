//! What a message is about: by what it names, and by the few words that say more than the things.

use super::elements::{Element, Placed};
use super::lexemes::{Lexeme, What};
use super::lexicon::{Cue, Lex};
use super::when::When;
use super::{Detail, Intent, edit};

/// What was said, as far as it decides.
pub(super) struct Said {
    cues: Vec<Cue>,
    query: bool,
    things: bool,
    units: bool,
    quantities: bool,
    puzzles: bool,
    edits: bool,
    /// Asks for more or less without saying of what.
    vague: bool,
    /// What it costs is asked beside an order that is whole.
    asked_beside: bool,
    removes: bool,
    denies: bool,
    unsure: bool,
    day: bool,
    /// The first word is of the first order: a greeting elsewhere greets nobody.
    greets_first: bool,
    others: usize,
}

/// A word that turns an order into something else must be read for certain.
const fn least_sure(cue: Cue) -> u16 {
    match cue {
        Cue::Abuse | Cue::Complaint | Cue::Paid | Cue::Price | Cue::Ask | Cue::Human => 900,
        _ => 850,
    }
}

/// A word that nearly is one that would make the order something else.
pub(super) fn half_heard(lexemes: &[Lexeme]) -> Option<String> {
    let found = lexemes.iter().find(|lexeme| match lexeme.lex() {
        None => matches!(lexeme.what, What::Unknown { deed: true, .. }),
        Some(Lex::Cue(cue @ (Cue::Price | Cue::Ask | Cue::Cancel | Cue::Where | Cue::Paid))) => {
            lexeme.sure < least_sure(cue)
        }
        // "sala do brass": *sava*, or does he curse?
        Some(Lex::Cue(Cue::Abuse)) => true,
        _ => false,
    });
    found.map(|lexeme| lexeme.word.clone())
}

impl Said {
    pub(super) fn of(lexemes: &[Lexeme], elements: &[Placed], when: &When) -> Self {
        let cues: Vec<Cue> = lexemes
            .iter()
            .enumerate()
            .filter(|(at, lexeme)| !(lexeme.is(Lex::Cue(Cue::Price)) && is_told(lexemes, *at)))
            .filter_map(|(_, lexeme)| match lexeme.lex() {
                Some(Lex::Cue(cue)) if lexeme.sure >= least_sure(cue) => Some(cue),
                _ => None,
            })
            .collect();
        let has =
            |wanted: fn(&Element) -> bool| elements.iter().any(|placed| wanted(&placed.element));
        Self {
            query: lexemes.iter().any(|lexeme| lexeme.what == What::Query),
            things: has(|e| {
                let bags = Some(super::lexicon::Unit::Bag);
                matches!(e, Element::Bit(_))
                    || matches!(e, Element::Quantity { unit, .. } if *unit == bags)
            }),
            units: has(|e| matches!(e, Element::Unit(_))),
            quantities: has(|e| matches!(e, Element::Quantity { .. } | Element::Between(_))),
            puzzles: has(|e| matches!(e, Element::Puzzle(_))),
            edits: edit::is_edit(elements),
            vague: has(|e| {
                matches!(
                    e,
                    Element::Do(
                        super::elements::Do::Add
                            | super::elements::Do::Less
                            | super::elements::Do::Raise
                    )
                )
            }),
            asked_beside: asked_beside(lexemes),
            removes: has(|e| matches!(e, Element::Do(super::elements::Do::Remove))),
            unsure: lexemes.iter().any(|l| l.is(Lex::Unsure)),
            denies: has(|e| matches!(e, Element::Not(_))),
            day: when.said || when.part.is_some(),
            greets_first: lexemes.first().is_some_and(|l| l.is(Lex::Cue(Cue::Greet))),
            others: lexemes.iter().filter(|l| matches!(l.what, What::Unknown { .. })).count(),
            cues,
        }
    }

    fn cue(&self, cue: Cue) -> bool {
        self.cues.contains(&cue)
    }

    pub(super) const fn is_vague(&self) -> bool {
        self.vague
    }

    fn wants(&self) -> bool {
        self.cue(Cue::Want)
    }

    pub(super) fn intent(&self) -> (Intent, Option<Detail>) {
        let plain = |intent| (intent, None);
        let names = self.things || self.quantities || self.puzzles || self.units;
        let orders = self.things && self.quantities && (self.wants() || self.asked_beside);
        if self.cue(Cue::Abuse) && !orders {
            return (Intent::Other, Some(Detail::Abuse));
        }
        if self.cue(Cue::Paid) && !orders {
            return (Intent::Other, Some(Detail::Paid));
        }
        let plainly = self.things && self.quantities && self.wants();
        if self.cue(Cue::Refund) || self.cue(Cue::Complaint) && !plainly {
            return (Intent::Other, Some(Detail::Complaint));
        }
        if self.cue(Cue::Human) && !(self.things && self.quantities) {
            return plain(Intent::Human);
        }
        if self.cue(Cue::NotCome) || self.cue(Cue::Where) && !orders {
            return plain(Intent::Status);
        }
        if self.cue(Cue::Cancel) && !self.things && !self.quantities {
            return plain(Intent::Cancel);
        }
        if self.cue(Cue::Order) && (self.denies || self.removes) && !names {
            return plain(Intent::Cancel);
        }
        if self.cue(Cue::Repeat) && !self.removes {
            return (Intent::Order, Some(Detail::Repeat));
        }
        if self.edits && self.day && !names && self.things == self.quantities {
            return plain(Intent::Edit);
        }
        if self.asks() && !orders && !self.unsure {
            return plain(Intent::Question);
        }
        if self.cue(Cue::Talk) && !(self.things && self.quantities) {
            return plain(Intent::Human);
        }
        let changes = names || (self.day || self.vague) && !self.cue(Cue::Address);
        if self.edits && changes {
            return plain(Intent::Edit);
        }
        if self.cue(Cue::Stop) && !names {
            return (Intent::Other, Some(Detail::Stop));
        }
        if self.cue(Cue::Start) && !names {
            return (Intent::Other, Some(Detail::Start));
        }
        if names {
            return plain(Intent::Order);
        }
        if self.cue(Cue::Talk) {
            return plain(Intent::Human);
        }
        if self.cue(Cue::Address) {
            return plain(Intent::Other);
        }
        if self.day {
            return plain(Intent::Edit);
        }
        if self.wants() {
            return plain(Intent::Order);
        }
        self.small_talk()
    }

    fn asks(&self) -> bool {
        let told = self.cue(Cue::Tell) && !self.wants() && !self.edits;
        let asked = self.query && !(self.things && self.quantities);
        self.cue(Cue::Price) || self.cue(Cue::Ask) || told || asked
    }

    fn small_talk(&self) -> (Intent, Option<Detail>) {
        if self.cue(Cue::Thanks) {
            (Intent::Chatter, Some(Detail::Thanks))
        } else if self.greets_first && self.others == 0 {
            (Intent::Greeting, None)
        } else if self.cue(Cue::Ok) && self.others == 0 {
            (Intent::Chatter, None)
        } else if self.cue(Cue::Greet) {
            (Intent::Greeting, None)
        } else {
            (Intent::Other, None)
        }
    }
}

/// "340 rate ki": a price that is named is not asked for.
fn is_told(lexemes: &[Lexeme], at: usize) -> bool {
    let number = |l: &Lexeme| matches!(l.what, What::Number { .. });
    let before = at.checked_sub(1).and_then(|at| lexemes.get(at));
    let accepted = lexemes.get(at + 1).is_some_and(|l| l.is(Lex::Cue(Cue::Ok)));
    accepted || before.is_some_and(number) && lexemes.iter().filter(|l| number(l)).count() > 1
}

/// Two clauses: one with a thing and a number, and one that only asks.
fn asked_beside(lexemes: &[Lexeme]) -> bool {
    let ends = |l: &Lexeme| matches!(l.what, What::Comma | What::Line | What::Query);
    let number = |l: &Lexeme| matches!(l.what, What::Number { .. });
    let thing = |l: &Lexeme| {
        matches!(
            l.lex(),
            Some(Lex::Thing(_) | Lex::Of(..) | Lex::Brand(..) | Lex::Rod | Lex::Unit(_))
        )
    };
    let cue = |l: &Lexeme| matches!(l.lex(), Some(Lex::Cue(Cue::Price | Cue::Ask)));
    let mut orders = false;
    let mut asks = false;
    for clause in lexemes.split(ends) {
        let asking = clause.iter().any(cue);
        orders |= !asking && clause.iter().any(number) && clause.iter().any(thing);
        asks |= asking && !clause.iter().any(thing);
    }
    orders && asks
}
