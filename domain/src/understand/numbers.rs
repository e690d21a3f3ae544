//! Numbers made of several words: "do sau pachas", "iravai aidu", "5 hazaar", "sava do".

use super::lexicon::Meaning;
use super::words::{Form, Piece};
use crate::quantity::Quantity;

/// Joins what makes one number. Two numbers in digits stay two: "53 50".
pub(super) fn joined(pieces: &[Piece]) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut rest = pieces;
    while let Some(first) = rest.first() {
        let mut sum = Sum::default();
        let length = rest.iter().take_while(|piece| sum.takes(piece)).count();
        match sum.value().filter(|_| length > 0) {
            Some(value) => out.push(Piece::Number { value, form: sum.form }),
            None => out.push(first.clone()),
        }
        let length = if sum.value().is_some() { length.max(1) } else { 1 };
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// A number as it is being said, in thousandths.
struct Sum {
    /// Thousands and lakhs that are finished.
    total: i64,
    /// What a "hundred" or "thousand" would multiply.
    current: i64,
    /// "sava", "paune", "saadhe": added to the number that follows.
    modify: i64,
    said: Said,
    form: Form,
}

/// What was said last, which decides what may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Modify,
    Digits,
    Word,
}

impl Default for Sum {
    fn default() -> Self {
        Self { total: 0, current: 0, modify: 0, said: Said::Nothing, form: Form::Digits }
    }
}

impl Sum {
    fn takes(&mut self, piece: &Piece) -> bool {
        match piece {
            Piece::Number { value, form } => self.takes_number(value.milli(), *form),
            Piece::Said { meaning: Meaning::Multiply(by), word } => {
                self.takes_multiplier(*by, word)
            }
            Piece::Said { meaning: Meaning::Modify(by), .. } if self.said == Said::Nothing => {
                (self.modify, self.said, self.form) = (*by, Said::Modify, Form::Word);
                true
            }
            Piece::Said { .. } | Piece::Name(_) | Piece::Unknown | Piece::Break => false,
        }
    }

    fn takes_number(&mut self, value: i64, form: Form) -> bool {
        let joins = match (self.said, form) {
            (Said::Nothing | Said::Modify, _) => true,
            // Digits stand for themselves: "2 hazaar 500" may be two numbers and is left as two.
            (Said::Digits | Said::Word, Form::Digits) | (Said::Digits, _) => false,
            (Said::Word, Form::Word | Form::Weak | Form::Doubtful) => self.has_room_for(value),
        };
        if !joins {
            return false;
        }
        self.current += value + self.modify;
        self.form = match (self.said, form) {
            (Said::Nothing, form) => form,
            (_, Form::Doubtful) => Form::Doubtful,
            (Said::Modify | Said::Digits | Said::Word, Form::Digits | Form::Word | Form::Weak) => {
                if self.form == Form::Doubtful {
                    Form::Doubtful
                } else {
                    Form::Word
                }
            }
        };
        self.modify = 0;
        self.said = if form == Form::Digits { Said::Digits } else { Said::Word };
        true
    }

    /// "iravai aidu": fewer than ten after tens, fewer than a hundred after hundreds, whole ones only.
    fn has_room_for(&self, value: i64) -> bool {
        let so_far = if self.current == 0 { self.total } else { self.current };
        let unit = [1_000_000, 100_000, 10_000].into_iter().find(|unit| so_far % unit == 0);
        so_far >= 20_000 && value % 1000 == 0 && unit.is_some_and(|unit| value < unit)
    }

    fn takes_multiplier(&mut self, by: i64, word: &str) -> bool {
        // A bare "k" is a letter; "5k" is five thousand.
        if word == "k" && self.said != Said::Digits {
            return false;
        }
        let times = if self.current == 0 { 1000 + self.modify } else { self.current };
        let Some(product) = times.checked_mul(by) else { return false };
        if by >= 1000 {
            self.total = self.total.saturating_add(product);
            self.current = 0;
        } else {
            self.current = product;
        }
        self.modify = 0;
        self.said = Said::Word;
        // One slip from "kg".
        self.form =
            if word == "k" || self.form == Form::Doubtful { Form::Doubtful } else { Form::Word };
        true
    }

    fn value(&self) -> Option<Quantity> {
        let sum = self.total.checked_add(self.current)?;
        let said = matches!(self.said, Said::Digits | Said::Word);
        said.then(|| Quantity::from_milli(sum))
    }
}

#[cfg(test)]
mod tests {
    use super::super::shelf::Shelf;
    use super::super::{tokens, words};
    use super::*;
    use crate::catalog::Catalog;

    fn numbers(text: &str) -> String {
        let catalog = Catalog::default();
        let shelf = Shelf::of(&catalog);
        let pieces = joined(&words::pieces(&tokens::tokens(text), &shelf));
        let shown = pieces.iter().filter_map(|piece| match piece {
            Piece::Number { value, .. } => Some(value.to_string()),
            Piece::Said { .. } | Piece::Name(_) | Piece::Unknown | Piece::Break => None,
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_add_up_to_numbers_in_three_languages() {
        let table = [
            ("50", "50"),
            ("53 50", "53 50"),
            ("20 5", "20 5"),
            ("do", "2"),
            ("do sau", "200"),
            ("do sau pachas", "250"),
            ("ek hazaar paanch sau", "1500"),
            ("rendu vandalu", "200"),
            ("iravai aidu", "25"),
            ("aidu vandalu", "500"),
            ("rendu velu", "2000"),
            ("veyyi", "1000"),
            ("5k", "5000"),
            ("k", ""),
            ("5 hazaar", "5000"),
            ("2 hazaar 500", "2000 500"),
            ("2 lakh", "200000"),
            ("3 dozen", "36"),
            ("dedh", "1.5"),
            ("dhai hazaar", "2500"),
            ("sava do", "2.25"),
            ("paune do", "1.75"),
            ("saadhe teen", "3.5"),
            ("sava sau", "125"),
            ("rendunnara", "2.5"),
            ("ara", "0.5"),
            ("½", "0.5"),
            ("rendu moodu", "2 3"),
            ("యాభై", "50"),
            ("दो सौ पचास", "250"),
            ("ఇరవై ఐదు", "25"),
            ("sava", ""),
        ];
        for (text, expected) in table {
            assert_eq!(numbers(text), expected, "{text:?}");
        }
    }
}
