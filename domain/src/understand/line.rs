//! One line of a message: which words say what is wanted, which numbers say how much, and what is left over.

use super::lexicon::Meaning;
use super::pieces::{could_be_measure, is, is_grade_word, is_thing, measure, owns_number, size};
use super::shelf::{Sense, Shelf, Want, inches};
use super::words::{Form, Piece};
use super::{Count, Fit, Item, Measure};
use crate::catalog::{Kind, Sku};
use crate::quantity::{Quantity, Unit};

/// A line, read.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) wants: Vec<Want>,
    pub(super) counts: Vec<Count>,
    /// Numbers that belong to nothing so far.
    pub(super) loose: Vec<Quantity>,
    /// A measure without a number of its own.
    idle: Option<Measure>,
    /// Something in it was not understood.
    pub(super) doubt: bool,
    /// Its count comes on top of what is there already.
    pub(super) more: bool,
    helpers_first: bool,
    /// A filler that could be a mistyped measure, which a bare number would have meant.
    nearly_measured: bool,
    /// Where its counts stand, first and last piece, to cut a line that holds several items.
    pub(super) spans: Vec<(usize, usize)>,
}

/// Reads the pieces of one line against what is on the shelf.
pub(super) fn read(pieces: &[Piece], shelf: &Shelf<'_>) -> Line {
    let mut line = Line::default();
    let mut at = 0;
    while at < pieces.len() {
        at += line.take(pieces, at, shelf).max(1);
    }
    line.settle(shelf);
    line
}

impl Line {
    /// Takes what begins at `at`; how many pieces that was.
    fn take(&mut self, pieces: &[Piece], at: usize, shelf: &Shelf<'_>) -> usize {
        let rest = pieces.get(at..).unwrap_or_default();
        match rest.first() {
            Some(Piece::Number { value, form }) => {
                self.take_number((*value, *form), pieces, at, shelf)
            }
            Some(Piece::Said { meaning, word }) => self.take_word(*meaning, word, rest, at),
            Some(Piece::Name(name)) => {
                self.wants.push(Want::one(Sense::Name(name.clone())));
                1
            }
            Some(Piece::Unknown) => {
                self.doubt = true;
                1
            }
            Some(Piece::Break) | None => 1,
        }
    }

    fn take_number(
        &mut self,
        (value, form): (Quantity, Form),
        pieces: &[Piece],
        at: usize,
        shelf: &Shelf<'_>,
    ) -> usize {
        let before = at.checked_sub(1).and_then(|before| pieces.get(before));
        let rest = pieces.get(at..).unwrap_or_default();
        self.doubt |= form == Form::Doubtful;
        if let Some((size, length)) = size(rest) {
            self.wants.push(Want::one(Sense::Size(size)));
            return length;
        }
        let next = rest.get(1);
        if is(next, Meaning::Mm) {
            self.wants.push(Want::one(Sense::Mm(value)));
            return 2;
        }
        if is(next, Meaning::Inch) {
            self.wants.push(Want(inches(value)));
            return 2;
        }
        if let Some(length) = self.take_grade(value, before, rest, shelf) {
            return length;
        }
        self.doubt |= is_grade_word(before) && shelf.has_grade_in_front_of(value);
        match next.and_then(measure) {
            Some(measure) => {
                self.count(value, Some(measure), next, (at, at + 1));
                return 2;
            }
            None if form == Form::Digits || is_thing(next) => {}
            None => {
                // "do" alone is an English word, "one" may be "the one": no quantity without a thing behind it.
                self.doubt = true;
                return 1;
            }
        }
        self.doubt |= form == Form::Weak;
        self.loose.push(value);
        self.spans.push((at, at));
        1
    }

    /// The 53 of "opc 53" and "53 grade", the 500 of "fe 500 d"; how many pieces it took.
    fn take_grade(
        &mut self,
        value: Quantity,
        before: Option<&Piece>,
        rest: &[Piece],
        shelf: &Shelf<'_>,
    ) -> Option<usize> {
        let next = rest.get(1);
        let ductile = is(next, Meaning::Ductile);
        let behind_its_word = is_grade_word(before);
        let before_its_word = is(next, Meaning::Grade);
        // "opc 50 bags" counts bags, but "opc 53 bags 50" does not count 53 of them.
        let counts_something =
            next.and_then(measure).is_some() && !matches!(rest.get(2), Some(Piece::Number { .. }));
        if !(before_its_word || ductile || behind_its_word)
            || (counts_something && !before_its_word)
        {
            return None;
        }
        let mut senses = vec![Sense::Grade(format!("{value}d"))];
        if !ductile {
            senses.insert(0, Sense::Grade(value.to_string()));
        }
        if !senses.iter().any(|sense| shelf.has(sense)) {
            return None;
        }
        self.wants.push(Want(senses));
        Some(if ductile || before_its_word { 2 } else { 1 })
    }

    fn take_word(&mut self, meaning: Meaning, word: &str, rest: &[Piece], at: usize) -> usize {
        match meaning {
            Meaning::Kind(kind) => self.want(Sense::Kind(kind)),
            Meaning::Feature(feature) => self.want(Sense::Feature(feature)),
            Meaning::Either(features) => {
                self.wants.push(Want(features.iter().map(|f| Sense::Feature(f)).collect()));
            }
            Meaning::Labour => {
                self.want(Sense::Kind(Kind::Labour));
                self.helpers_first = true;
            }
            Meaning::Rod => {
                self.want(Sense::Kind(Kind::Steel));
                return self.take_measure(Measure::Unit(Unit::Rod), rest, at);
            }
            Meaning::Measure(measure) => return self.take_measure(measure, rest, at),
            Meaning::Filler => {
                self.nearly_measured |= could_be_measure(word);
            }
            Meaning::Fe => self.want(Sense::Kind(Kind::Steel)),
            Meaning::More => self.more = true,
            Meaning::Grade | Meaning::Inch | Meaning::And => {}
            Meaning::No
            | Meaning::Mm
            | Meaning::Times
            | Meaning::Ductile
            | Meaning::Multiply(_)
            | Meaning::Modify(_)
            | Meaning::Number(_)
            | Meaning::Doubtful(_)
            | Meaning::Weak(_) => self.doubt = true,
        }
        1
    }

    fn want(&mut self, sense: Sense) {
        let want = Want::one(sense);
        if !self.wants.contains(&want) {
            self.wants.push(want);
        }
    }

    /// "bags 50" counts too, unless the number has something of its own behind it: "rods 12 mm".
    fn take_measure(&mut self, measure: Measure, rest: &[Piece], at: usize) -> usize {
        match (rest.get(1), rest.get(2)) {
            (Some(Piece::Number { value, form: Form::Digits }), after) if !owns_number(after) => {
                self.count(*value, Some(measure), rest.first(), (at, at + 1));
                2
            }
            _ => {
                self.idle = Some(measure);
                1
            }
        }
    }

    fn count(
        &mut self,
        number: Quantity,
        measure: Option<Measure>,
        by: Option<&Piece>,
        span: (usize, usize),
    ) {
        if is(by, Meaning::Rod) {
            self.want(Sense::Kind(Kind::Steel));
        }
        let count = Count::new(number, measure);
        if !self.counts.contains(&count) {
            self.counts.push(count);
        }
        self.spans.push(span);
    }

    /// What the parts mean together.
    fn settle(&mut self, shelf: &Shelf<'_>) {
        self.drop_cement_of_bricks();
        self.drop_pack_size();
        self.drop_mere_qualifiers(shelf);
        self.place_loose_numbers(shelf);
        if let ([number], [], Some(measure)) =
            (self.loose.as_slice(), self.counts.as_slice(), self.idle)
        {
            self.counts = vec![Count::new(*number, Some(measure))];
            self.loose.clear();
        }
        if let ([number], []) = (self.loose.as_slice(), self.counts.as_slice()) {
            self.doubt |= self.nearly_measured;
            self.counts = vec![Count::new(*number, None)];
            self.loose.clear();
        }
        self.doubt |= !self.loose.is_empty() || self.counts.len() > 1;
    }

    /// "cement solid block", "cement fly ash brick": the cement is what they are made of.
    fn drop_cement_of_bricks(&mut self) {
        let wants = |kind| self.wants.contains(&Want::one(Sense::Kind(kind)));
        if wants(Kind::Brick) || wants(Kind::Block) {
            self.wants.retain(|want| *want != Want::one(Sense::Kind(Kind::Cement)));
        }
    }

    /// "20 bags of 50 kg": the second says how big a bag is.
    fn drop_pack_size(&mut self) {
        let in_bags = |count: &Count| count.measure == Some(Measure::Unit(Unit::Bag));
        let idle_bag = self.idle == Some(Measure::Unit(Unit::Bag));
        let others = self.counts.len() > 1 || !self.loose.is_empty();
        if others && (self.counts.iter().any(in_bags) || idle_bag) {
            self.counts.retain(|count| *count != A_BAG);
        }
    }

    /// "washed", "second": by themselves they ask for nothing.
    fn drop_mere_qualifiers(&mut self, shelf: &Shelf<'_>) {
        let says_something = |want: &Want| match want.0.as_slice() {
            [Sense::Name(name)] => shelf.is_brand(name),
            _ => true,
        };
        if !self.wants.iter().any(says_something) {
            self.doubt |= !self.wants.is_empty();
            self.wants.clear();
        }
    }

    /// A bare 53 of cement is its grade, a bare 12 of steel its diameter, when another number says how much or none does.
    fn place_loose_numbers(&mut self, shelf: &Shelf<'_>) {
        for number in std::mem::take(&mut self.loose) {
            match self.attribute(number, shelf) {
                Some(sense) => self.wants.push(Want::one(sense)),
                None => self.loose.push(number),
            }
        }
    }

    /// The attribute that a bare number would be of what is wanted so far. Bricks and blocks come by the hundred, in
    /// sizes of hundreds: theirs stay numbers, in doubt.
    fn attribute(&mut self, number: Quantity, shelf: &Shelf<'_>) -> Option<Sense> {
        let grade = Sense::Grade(number.to_string());
        if self.wants.is_empty() {
            let cement = [Quantity::whole(43), Quantity::whole(53)].contains(&number);
            return Some(grade).filter(|grade| cement && shelf.has(grade));
        }
        let found = [grade, Sense::Mm(number)].into_iter().find(|sense| {
            let mut wants = self.wants.clone();
            wants.push(Want::one(sense.clone()));
            !shelf.fits(&wants).is_empty()
        })?;
        let fits = shelf.fits(&self.wants);
        if fits.iter().any(|sku| matches!(sku.kind, Kind::Brick | Kind::Block)) {
            self.doubt = true;
            return None;
        }
        Some(found)
    }

    /// Names nothing to buy, and yet says something: a number, an unknown word.
    pub(super) fn says_more(&self) -> bool {
        self.wants.is_empty() && (self.doubt || !self.counts.is_empty() || !self.loose.is_empty())
    }

    /// The item that this line is, with what fits; none when nothing does.
    pub(super) fn item(&self, shelf: &Shelf<'_>) -> Option<Item> {
        if self.wants.is_empty() {
            return None;
        }
        let fits = shelf.fits(&self.wants);
        let count = match self.counts.as_slice() {
            [count] if self.loose.is_empty() => Some(Count { more: self.more, ..*count }),
            _ => None,
        };
        let fits = self.in_order(by_unit(fits, count));
        let first = fits.first()?;
        let kind = Some(first.kind).filter(|kind| fits.iter().all(|sku| sku.kind == *kind));
        let skus = fits.iter().map(|sku| sku.id).collect();
        Some(Item { skus, kind, count, either: Vec::new(), sure: !self.doubt })
    }

    fn in_order<'s>(&self, mut fits: Vec<&'s Sku>) -> Vec<&'s Sku> {
        if self.helpers_first && self.counts.len() == 1 {
            fits.sort_by_key(|sku| sku.attrs.get("trade").is_none_or(|trade| trade != "helper"));
        }
        fits
    }
}

/// What "50 kg" says beside bags.
const A_BAG: Count = Count::new(Quantity::whole(50), Some(Measure::Unit(Unit::Kg)));

/// What can be sold in the measure that was typed; of a kind that has it in that very unit, only that. When nothing
/// can, all stay, and the count is a misfit for each.
fn by_unit(fits: Vec<&Sku>, count: Option<Count>) -> Vec<&Sku> {
    let Some(count) = count.filter(|count| count.measure.is_some()) else { return fits };
    let exact = |sku: &&Sku| matches!(count.of(sku), Fit::Same(_));
    let exact_kinds: Vec<Kind> = fits.iter().filter(|sku| exact(sku)).map(|sku| sku.kind).collect();
    let mut kept: Vec<&Sku> = fits
        .iter()
        .copied()
        .filter(|sku| match count.of(sku) {
            Fit::Same(_) => true,
            Fit::Converted(_) => !exact_kinds.contains(&sku.kind),
            Fit::Misfit => false,
        })
        .collect();
    kept.sort_by_key(|sku| !exact(sku));
    if kept.is_empty() { fits } else { kept }
}
