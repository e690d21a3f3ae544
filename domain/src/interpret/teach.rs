//! Whether a spelling may be taught: it means nothing yet, what it is to mean is known, it counts nothing, and no example line
//! is read otherwise because of it.

use super::aliases::{Alias, Aliases, MOST_ALIASES, MOST_WORDS};
use super::guard;
use super::lexemes::{self, Lexeme, What};
use super::lexicon::{self, Lex};
use super::scan::{self, Placed, Token};
use super::{fold, interpret};
use crate::catalog::{Catalog, Kind};
use crate::ids::AliasId;

/// "ret" has three.
const FEWEST_LETTERS: usize = 3;
const MOST_LETTERS: usize = 40;
const MOST_LETTERS_OF_MEANING: usize = 60;

/// Heard, or with an ending that the lexicon takes off: what is below was guessed.
const KNOWN: u16 = 940;

/// Why a spelling is not taught.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AliasRefusal {
    #[error("must be one to {MOST_WORDS} words of letters, without marks")]
    NotWords,
    #[error("must have {FEWEST_LETTERS} letters or more")]
    TooShort,
    #[error("must have {MOST_LETTERS} letters or fewer")]
    TooLong,
    #[error("must not hold a digit: what people count is never taught")]
    HasDigit,
    #[error("says a number: what people count is never taught")]
    SaysNumber,
    #[error("means something already: {0}")]
    Known(String),
    #[error("sounds like words that mean something already")]
    SoundsKnown,
    #[error("is taught already, as {0}; take that back first")]
    Taught(String),
    #[error("there are {MOST_ALIASES} already; take back what nobody types")]
    Full,
    #[error(
        "must be words of the lexicon or the catalogue, with the digits of a size or grade at most"
    )]
    MeansNoWords,
    #[error("nobody knows {0}: give words that are read as they are written")]
    MeansNothing(String),
    #[error("counts something: give a name without an amount")]
    MeansNumber,
    #[error("leads back to what is taught")]
    Circle,
    #[error("holds {0}, which is taught itself; give what that means")]
    MeansTaught(String),
    #[error("changes how an example line is read: {0}")]
    ChangesExample(String),
    #[error("would make a wrong amount pass in silence: {0}")]
    WrongAmount(String),
}

impl AliasRefusal {
    /// The field that has to change.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::NotWords
            | Self::TooShort
            | Self::TooLong
            | Self::HasDigit
            | Self::SaysNumber
            | Self::Known(_)
            | Self::SoundsKnown
            | Self::Taught(_)
            | Self::Full => "word",
            Self::MeansNoWords
            | Self::MeansNothing(_)
            | Self::MeansNumber
            | Self::Circle
            | Self::MeansTaught(_)
            | Self::ChangesExample(_)
            | Self::WrongAmount(_) => "means",
        }
    }
}

impl Aliases {
    /// All that hold with one more, if it may be taught: as it is kept, and with it in its place.
    pub fn with(
        &self,
        id: AliasId,
        word: &str,
        means: &str,
        catalog: &Catalog,
    ) -> Result<(Alias, Self), AliasRefusal> {
        if self.iter().count() >= MOST_ALIASES {
            return Err(AliasRefusal::Full);
        }
        let alias = Alias { id, word: word_of(word)?, means: meaning_of(means)? };
        if let Some(other) = self.of(&alias.word) {
            return Err(AliasRefusal::Taught(other.means.clone()));
        }
        self.no_circle(&alias)?;
        let meaning = meaning(&alias.means, catalog)?;
        is_free(&alias.word, &meaning, catalog)?;
        let with = self.and(alias.clone());
        guard::holds(&alias, self, &with, catalog)?;
        Ok((alias, with))
    }

    fn no_circle(&self, alias: &Alias) -> Result<(), AliasRefusal> {
        let alone = Self::new(vec![alias.clone()], 0);
        if alone.touch(&alias.means) {
            return Err(AliasRefusal::Circle);
        }
        for other in self.iter() {
            let of_other = Self::new(vec![other.clone()], 0);
            if of_other.touch(&alias.means) {
                let back = alone.touch(&other.means);
                return Err(match back {
                    true => AliasRefusal::Circle,
                    false => AliasRefusal::MeansTaught(other.word.clone()),
                });
            }
        }
        Ok(())
    }
}

/// A spelling as it is kept.
fn word_of(text: &str) -> Result<String, AliasRefusal> {
    let letters = scan::letters(text.trim());
    if letters.iter().any(char::is_ascii_digit) {
        return Err(AliasRefusal::HasDigit);
    }
    if !letters.iter().all(|c| scan::is_letter(*c) || c.is_whitespace()) {
        return Err(AliasRefusal::NotWords);
    }
    let text: String = letters.into_iter().collect();
    let words: Vec<String> = text.split_whitespace().map(fold::plain).collect();
    let count = words.iter().map(|word| word.chars().count()).sum::<usize>();
    match count {
        _ if words.is_empty() || words.len() > MOST_WORDS => Err(AliasRefusal::NotWords),
        0..FEWEST_LETTERS => Err(AliasRefusal::TooShort),
        _ if count > MOST_LETTERS => Err(AliasRefusal::TooLong),
        _ => Ok(words.join(" ")),
    }
}

fn meaning_of(text: &str) -> Result<String, AliasRefusal> {
    let text: String = scan::letters(text.trim()).into_iter().collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=MOST_LETTERS_OF_MEANING).contains(&text.chars().count());
    if fits { Ok(text) } else { Err(AliasRefusal::MeansNoWords) }
}

/// What a meaning says, where all of it is known and none of it counts.
fn meaning(means: &str, catalog: &Catalog) -> Result<Vec<Lex>, AliasRefusal> {
    let tokens = scan::tokens(&scan::letters(means));
    // As it will stand in a text: all of it in one place.
    let placed = |placed: Placed| Placed { from: 0, to: 1, ..placed };
    let read = lexemes::lexemes(&tokens.into_iter().map(placed).collect::<Vec<_>>());
    let mut says = Vec::new();
    let mut names = false;
    for lexeme in &read {
        match &lexeme.what {
            What::Word(lex) if counts(*lex) => return Err(AliasRefusal::MeansNumber),
            What::Word(lex) if lexeme.sure >= KNOWN => says.push(*lex),
            What::Word(_) | What::Unknown { .. } if catalog.names(&lexeme.word) => names = true,
            What::Word(_) | What::Unknown { .. } => {
                return Err(AliasRefusal::MeansNothing(lexeme.word.clone()));
            }
            // Of a size or a grade; an amount is found below.
            What::Number { digits: true, .. } => {}
            What::Number { .. } | What::Ordinal(_) | What::DayMonth(..) | What::Code => {
                return Err(AliasRefusal::MeansNumber);
            }
            What::Comma | What::Line | What::Dash | What::Colon | What::Money | What::Query => {
                return Err(AliasRefusal::MeansNoWords);
            }
        }
    }
    if says.is_empty() && !names {
        return Err(AliasRefusal::MeansNoWords);
    }
    let alone = interpret(means, guard::TODAY);
    if alone.lines.iter().any(|line| line.qty.is_some()) {
        return Err(AliasRefusal::MeansNumber);
    }
    Ok(says)
}

const fn counts(lex: Lex) -> bool {
    lexicon::is_number(lex) || matches!(lex, Lex::Few | Lex::OfMonth | Lex::Month(_))
}

/// Whether a spelling says nothing of its own that its meaning does not say too.
fn is_free(word: &str, meaning: &[Lex], catalog: &Catalog) -> Result<(), AliasRefusal> {
    let joined = fold::plain(word);
    if lexicon::exact(&joined).is_some() || catalog.names(&joined) {
        return Err(AliasRefusal::Known(word.to_owned()));
    }
    if lexicon::is_torn(&fold::key(&joined)) {
        return Err(AliasRefusal::SoundsKnown);
    }
    let words = word.split_whitespace().map(|word| Token::Word(word.to_owned()));
    let tokens: Vec<Placed> = words
        .enumerate()
        .map(|(at, token)| Placed { token, from: at * 2, to: at * 2 + 1 })
        .collect();
    let read = lexemes::lexemes(&tokens);
    let guessed = |lexeme: &&Lexeme| lexeme.sure >= lexemes::SURELY_HEARD;
    let known: Vec<&Lexeme> = read.iter().filter(guessed).collect();
    if let [one] = read.as_slice()
        && !known.is_empty()
    {
        return Err(AliasRefusal::Known(one.word.clone()));
    }
    for lexeme in known {
        match &lexeme.what {
            What::Number { .. } => return Err(AliasRefusal::SaysNumber),
            What::Word(lex) if counts(*lex) => return Err(AliasRefusal::SaysNumber),
            What::Word(Lex::Filler) => {}
            What::Word(lex) if is_said(*lex, meaning) => {}
            _ => return Err(AliasRefusal::Known(lexeme.word.clone())),
        }
    }
    Ok(())
}

/// The same, or more closely: *kankar patthar* may be metal of 20 mm, and no sand.
fn is_said(lex: Lex, meaning: &[Lex]) -> bool {
    let kind = kind_of(lex);
    meaning.contains(&lex) || kind.is_some() && meaning.iter().any(|said| kind_of(*said) == kind)
}

const fn kind_of(lex: Lex) -> Option<Kind> {
    match lex {
        Lex::Thing(kind) | Lex::Of(kind, ..) | Lex::Brand(kind, _) => Some(kind),
        Lex::Rod => Some(Kind::Steel),
        _ => None,
    }
}
