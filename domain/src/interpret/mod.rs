//! What a typed line means, whatever is on the shelf: an order with its lines and its day, a change to one, or something
//! else. A closed lexicon in three languages, the way words sound, edit distance, and one question back.
//!
//! Nothing is guessed in silence: what was read by a slip makes a line less sure, and a line that is not sure enough is
//! asked about.
//!
//! Text → tokens (`scan`) → words with a meaning (`lexemes`) → numbers (`numbers`), days (`when`) → elements → lines.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a word means one of fifty things, and each place looks for a few of them"
)]

/// Spelling without its accidents.
mod fold;

/// Words and their meanings.
mod lexicon;

/// The tables of the lexicon.
mod words;

/// Text into tokens.
mod scan;

/// Tokens into words with a meaning.
mod lexemes;

/// Numbers of several words.
mod numbers;

/// Days and parts of the day.
mod when;

/// Numbers that count nothing.
mod noise;

/// Two numbers for one thing.
mod between;

/// Quantities, things, and what is done with them.
mod elements;

/// A line while it is being put together.
mod draft;

/// Elements into lines.
mod lines;

/// What is taken back within a message.
mod revise;

/// Which site a message names.
mod site;

/// Lines and the catalogue.
mod shelf;

/// A message as things of the catalogue.
mod items;

/// Which of several things is taken.
mod choose;

/// What a line says for its neighbours.
mod share;

/// What the words of a line mean together.
mod settle;

/// Changes to what is there.
mod edit;

/// What a message is about.
mod intent;

/// Spellings that the office teaches.
mod aliases;

/// Which of them may be taught.
mod teach;

/// What they must not change.
mod guard;

/// What nobody knows, kept for the office.
mod strange;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalog::{Kind, attributes};
use crate::language::Language;
use crate::quantity::Quantity;
use crate::time::DayPart;

pub use self::aliases::{Alias, Aliases, MOST_ALIASES};
pub use self::choose::choose;
use self::draft::Draft;
use self::elements::{Do, Element, Placed};
pub use self::guard::{Change, Reading as PastReading, changed};
use self::intent::Said;
pub use self::items::{Read, items, read};
use self::lexemes::{Lexeme, What};
use self::lexicon::Lex;
pub use self::shelf::{is_said, is_sold_in, only_sku};
pub use self::site::{names_site, site_named};
pub use self::strange::{Strange, masked, strange};
pub use self::teach::AliasRefusal;

/// A message, read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpretation {
    pub intent: Intent,
    /// A finer word for it: repeat, thanks, complaint, abuse, paid, stop, start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Detail>,
    /// None where the words are of no language: numbers, brands.
    pub language: Option<Tongue>,
    pub lines: Vec<Line>,
    pub date: Option<Date>,
    pub part: Option<DayPart>,
    /// The question that must be put before anything is taken for granted.
    pub ask: Option<Question>,
    /// Words that nobody knows.
    pub unknown: Vec<String>,
    /// What is ordered comes on top of what is spoken of: "same as last, 20 bags extra".
    #[serde(default)]
    pub on_top: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    Order,
    /// Changes what is in the cart or order.
    Edit,
    /// Price, stock, area, credit, hours.
    Question,
    Status,
    /// The whole order.
    Cancel,
    Human,
    Greeting,
    /// Thanks, ok.
    Chatter,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    Repeat,
    Thanks,
    Complaint,
    Abuse,
    Paid,
    Stop,
    Start,
}

/// The language of a message, and its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tongue {
    #[serde(rename = "en")]
    English,
    #[serde(rename = "hi")]
    Hindi,
    #[serde(rename = "te")]
    Telugu,
    #[serde(rename = "hi-Latn")]
    HindiInLatin,
    #[serde(rename = "te-Latn")]
    TeluguInLatin,
    #[serde(rename = "mixed")]
    Mixed,
}

impl Tongue {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Hindi => "hi",
            Self::Telugu => "te",
            Self::HindiInLatin => "hi-Latn",
            Self::TeluguInLatin => "te-Latn",
            Self::Mixed => "mixed",
        }
    }
}

/// One thing, and how many of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub kind: Option<Kind>,
    /// What the text says of it, by the catalogue's fixed names.
    pub attrs: BTreeMap<String, String>,
    pub qty: Option<Quantity>,
    pub unit: Option<UnitWord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op: Option<Op>,
    /// In a thousand.
    pub confidence: u16,
    /// The words that say it, as they were typed.
    pub span: String,
}

/// What people count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitWord {
    Bag,
    Tonne,
    Kg,
    Cft,
    Load,
    Piece,
    Rod,
    Bundle,
    Person,
}

impl UnitWord {
    pub const ALL: [Self; 9] = [
        Self::Bag,
        Self::Tonne,
        Self::Kg,
        Self::Cft,
        Self::Load,
        Self::Piece,
        Self::Rod,
        Self::Bundle,
        Self::Person,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bag => "bag",
            Self::Tonne => "tonne",
            Self::Kg => "kg",
            Self::Cft => "cft",
            Self::Load => "load",
            Self::Piece => "piece",
            Self::Rod => "rod",
            Self::Bundle => "bundle",
            Self::Person => "person",
        }
    }
}

/// What a line of an edit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    Set,
    Add,
    Less,
    Remove,
}

/// What is asked, and about which words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub about: About,
    pub span: String,
    /// What is said of the thing beside what is asked, as a line without an amount.
    pub of: Option<Line>,
    /// The amounts of which one is meant, where two were said.
    pub either: Vec<Quantity>,
}

impl Question {
    const fn of_all(about: About) -> Self {
        Self { about, span: String::new(), of: None, either: Vec::new() }
    }

    const fn spelling(span: String) -> Self {
        Self { about: About::Spelling, span, of: None, either: Vec::new() }
    }

    /// Words that would answer it; none where any may.
    #[must_use]
    pub fn choices(&self) -> Vec<String> {
        let kind = self.of.as_ref().and_then(|line| line.kind);
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match self.about {
            About::Quantity => self.either.iter().map(Quantity::to_string).collect(),
            About::Unit => settle::units_of(kind).map(|unit| unit.as_str().to_owned()).collect(),
            About::Trade => words(attributes::choices(Kind::Labour, "trade")),
            About::What => words(&Kind::ALL.map(Kind::as_str)),
            About::Which | About::Day | About::NotSold | About::NotHired | About::Spelling => {
                Vec::new()
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// How many, or which of two numbers.
    Quantity,
    /// Counted in what?
    Unit,
    /// Which thing?
    What,
    Trade,
    /// Which of the two?
    Which,
    Day,
    /// It is nothing that is sold here.
    NotSold,
    /// Nobody for that is hired here.
    NotHired,
    /// It was read by a guess.
    Spelling,
}

/// A line below this is asked about.
const SURE_ENOUGH: u16 = 700;

/// Reads a message. `today` is the day on which it was written.
#[must_use]
pub fn interpret(text: &str, today: Date) -> Interpretation {
    interpret_with(text, today, &Aliases::default())
}

/// Reads a message by what the office has taught besides.
#[must_use]
pub fn interpret_with(text: &str, today: Date, aliases: &Aliases) -> Interpretation {
    let letters = scan::letters(text);
    let tokens = aliases.put_into(scan::tokens(&letters));
    let lexemes = numbers::joined(&lexemes::lexemes(&tokens));
    let when = when::read(&lexemes, today);
    let elements = revise::revised(elements::elements(&lexemes, &when.used));
    let adds = elements.iter().any(|placed| placed.element == Element::Do(Do::Add));
    let said = Said::of(&lexemes, &elements, &when);
    let (intent, detail) = said.intent();
    let mut reading = Reading { letters: &letters, lines: Vec::new(), ask: None };
    reading.take_lines(intent, &elements);
    let nothing = reading.lines.is_empty() && reading.ask.is_none();
    let vague = match intent {
        // "Send material".
        Intent::Order if nothing && detail.is_none() => Some(About::What),
        // "Make it a little less": how much of what?
        Intent::Edit if nothing && said.is_vague() => Some(About::Quantity),
        _ => None,
    };
    reading.ask_where(vague);
    let guessed = match intent {
        Intent::Order => intent::half_heard(&lexemes),
        Intent::Edit => guessed_edit(&lexemes),
        _ => None,
    };
    reading.ask = reading.ask.or(guessed.map(Question::spelling));
    let buys = matches!(intent, Intent::Order | Intent::Edit);
    let unsure = buys && lexemes.iter().any(|lexeme| lexeme.is(Lex::Unsure));
    if unsure {
        reading.doubt_the_number();
    }
    reading.ask_where((buys && when.torn).then_some(About::Day));
    Interpretation {
        intent,
        detail,
        language: tongue(text, &lexemes),
        lines: reading.lines,
        date: when.date.filter(|_| buys),
        part: when.part.filter(|_| buys),
        ask: reading.ask,
        unknown: unknown(&lexemes),
        on_top: adds || detail == Some(Detail::Repeat) && lexemes.iter().any(|l| l.is(Lex::And)),
    }
}

/// The days that a message names which says nothing else: one, or the two of which "next Friday" may be either; and the part
/// of the day, where it is said too. None where there is more to it.
#[must_use]
pub fn days_named(
    text: &str,
    today: Date,
    aliases: &Aliases,
) -> Option<(Vec<Date>, Option<DayPart>)> {
    let letters = scan::letters(text);
    let tokens = aliases.put_into(scan::tokens(&letters));
    let lexemes = numbers::joined(&lexemes::lexemes(&tokens));
    let when = when::read(&lexemes, today);
    let beside =
        |lexeme: &Lexeme| lexeme.is(Lex::Filler) || matches!(lexeme.what, What::Comma | What::Line);
    let alone = lexemes.iter().zip(&when.used).all(|(lexeme, used)| *used || beside(lexeme));
    let days: Vec<Date> = match when.date {
        Some(date) => vec![date],
        None => when::either_week(&lexemes, today)?.into(),
    };
    alone.then_some((days, when.part))
}

/// The word by which an edit was guessed, or could be another one.
fn guessed_edit(lexemes: &[Lexeme]) -> Option<String> {
    let found = lexemes.iter().find(|lexeme| match lexeme.what {
        What::Unknown { near, .. } => near,
        What::Word(Lex::Not | Lex::Remove | Lex::Add | Lex::Less | Lex::Raise) => {
            lexeme.sure < lexemes::AS_WRITTEN
        }
        _ => false,
    });
    found.map(|lexeme| lexeme.word.clone())
}

/// The lines as they are taken over, and the first question.
struct Reading<'a> {
    letters: &'a [char],
    lines: Vec<Line>,
    ask: Option<Question>,
}

impl Reading<'_> {
    fn take_lines(&mut self, intent: Intent, elements: &[Placed]) {
        match intent {
            Intent::Order => {
                lines::read(elements).into_iter().for_each(|draft| self.ordered(draft));
            }
            Intent::Edit => {
                edit::read(elements).into_iter().for_each(|edited| self.changed(edited));
            }
            Intent::Question
            | Intent::Status
            | Intent::Cancel
            | Intent::Human
            | Intent::Greeting
            | Intent::Chatter
            | Intent::Other => {}
        }
    }

    /// Who is not sure of the only line has not said it.
    fn doubt_the_number(&mut self) {
        self.ask_where(Some(About::Quantity));
        if self.lines.len() == 1 {
            self.lines.clear();
        }
    }

    /// A question about the whole, unless there is one already.
    fn ask_where(&mut self, about: Option<About>) {
        let whole = about.map(Question::of_all);
        self.ask = self.ask.take().or(whole);
    }

    fn span(&self, draft: &Draft) -> String {
        self.letters.get(draft.from..draft.to).unwrap_or_default().iter().collect()
    }

    fn question(&mut self, about: About, draft: &Draft) {
        if self.ask.is_none() {
            let either = draft.either.clone();
            let of = Line { qty: None, ..self.line(draft.clone(), None) };
            self.ask = Some(Question { about, span: of.span.clone(), of: Some(of), either });
        }
    }

    /// Only what is certain; the rest is a question.
    fn ordered(&mut self, draft: Draft) {
        if let Some(about) = draft.ask {
            return self.question(about, &draft);
        }
        if draft.qty.is_none_or(Quantity::is_zero) {
            return self.question(About::Quantity, &draft);
        }
        self.take(draft, None);
    }

    fn changed(&mut self, edited: edit::Edited) {
        let edit::Edited { draft, op } = edited;
        if matches!(draft.ask, Some(About::NotSold | About::NotHired | About::Which)) {
            return self.question(About::Which, &draft);
        }
        // "Make it 10 or 15".
        let between = draft.ask == Some(About::Quantity) && !draft.either.is_empty();
        if between && op != Op::Remove {
            return self.question(About::Quantity, &draft);
        }
        // A load of masons.
        let miscounted = draft.ask == Some(About::Unit) && draft.kind.is_some();
        match op {
            Op::Set | Op::Add | Op::Less if miscounted && draft.unit.is_some() => {
                self.question(About::Unit, &draft);
            }
            Op::Add | Op::Less if draft.qty.is_none() => self.question(About::Quantity, &draft),
            Op::Set if draft.qty.is_none() && draft.attrs.is_empty() => {
                self.question(About::What, &draft)
            }
            Op::Set | Op::Add | Op::Less | Op::Remove => self.take(draft, Some(op)),
        }
    }

    fn take(&mut self, draft: Draft, op: Option<Op>) {
        if draft.sure < SURE_ENOUGH {
            self.question(About::Spelling, &draft);
        }
        let line = self.line(draft, op);
        self.lines.push(line);
    }

    fn line(&self, draft: Draft, op: Option<Op>) -> Line {
        let span = self.span(&draft);
        Line {
            kind: draft.kind,
            attrs: draft.attrs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
            qty: draft.qty,
            unit: draft.unit,
            op,
            confidence: draft.sure.min(lexemes::AS_WRITTEN),
            span,
        }
    }
}

fn unknown(lexemes: &[Lexeme]) -> Vec<String> {
    let strange = lexemes.iter().filter(|lexeme| matches!(lexeme.what, What::Unknown { .. }));
    strange.map(|lexeme| lexeme.word.clone()).filter(|word| !word.is_empty()).collect()
}

/// By script, and in Latin letters by the words that only one language has.
fn tongue(text: &str, lexemes: &[Lexeme]) -> Option<Tongue> {
    let script = |range: std::ops::RangeInclusive<char>| text.chars().any(|c| range.contains(&c));
    let (hindi, telugu) = (script('\u{0900}'..='\u{097f}'), script('\u{0c00}'..='\u{0c7f}'));
    let latin = lexemes.iter().any(|l| l.word.chars().count() > 2 && l.word.is_ascii());
    let of = |tongue| lexemes.iter().any(|l| lexicon::tongue(&l.word) == Some(tongue));
    match (hindi, telugu) {
        (true, true) => Some(Tongue::Mixed),
        (true, false) => Some(if latin { Tongue::Mixed } else { Tongue::Hindi }),
        (false, true) => Some(if latin { Tongue::Mixed } else { Tongue::Telugu }),
        (false, false) => match (of('h'), of('t')) {
            (true, true) => Some(Tongue::Mixed),
            (false, true) => Some(Tongue::TeluguInLatin),
            (true, false) => Some(Tongue::HindiInLatin),
            (false, false) => of('e').then_some(Tongue::English),
        },
    }
}

impl From<Language> for Tongue {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::English,
            Language::Hi => Self::HindiInLatin,
            Language::Te => Self::TeluguInLatin,
        }
    }
}
