//! Text into words, numbers and breaks, each with the place where it stands.

use crate::quantity::{Quantity, western_digit};

use super::{fold, lexicon};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Number(Quantity),
    /// A day of the month: 27th.
    Ordinal(u8),
    /// dd/mm.
    DayMonth(u8, u8),
    /// Too long to count anything: a phone number, a PIN code.
    Code,
    Word(String),
    /// A comma, a plus, an ampersand, a semicolon.
    Comma,
    Line,
    Dash,
    Colon,
    /// `@`, `₹`: a price follows.
    Money,
    Query,
    /// The mark of an inch.
    Inch,
}

/// A token and the letters that it stands for, first and behind the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A message is cut here: nobody types so much, and work grows with it.
const MOST_TOKENS: usize = 200;

/// The text as it is read, letter by letter: lower case, western digits. Places count in it.
pub(super) fn letters(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).map(western_digit).collect()
}

pub(super) fn tokens(chars: &[char]) -> Vec<Placed> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut line_start = true;
    while at < chars.len() && found.len() < MOST_TOKENS {
        let rest = chars.get(at..).unwrap_or_default();
        let Some(first) = rest.first() else { break };
        if line_start && let Some(length) = list_number(rest) {
            at += length;
            line_start = false;
            continue;
        }
        if !first.is_whitespace() {
            line_start = false;
        }
        if let Some(length) = storeys(rest, at.checked_sub(1).and_then(|at| chars.get(at))) {
            at += length;
            continue;
        }
        let (token, length) = if first.is_ascii_digit() || is_fraction(*first) {
            number(rest)
        } else if is_letter(*first) {
            word(rest)
        } else {
            line_start |= *first == '\n';
            let inside = at > 0
                && chars.get(at - 1).is_some_and(|c| is_letter(*c))
                && chars.get(at + 1).is_some_and(|c| is_letter(*c));
            // "m-sand", "fly-ash": one word.
            let mark = mark(*first).filter(|mark| !(inside && *mark == Token::Dash));
            (mark.or_else(|| ends_a_sentence(rest, found.last())), 1)
        };
        if let Some(token) = token {
            found.push(Placed { token, from: at, to: at + length });
        }
        at += length.max(1);
    }
    found
}

/// A full stop, and none of an abbreviation: "cement 40. bricks 2000", "rs. 340".
fn ends_a_sentence(rest: &[char], before: Option<&Placed>) -> Option<Token> {
    const SHORT: &[&str] = &[
        "rs", "no", "nos", "dr", "mr", "mrs", "st", "h", "d", "p", "sq", "ft", "kg", "mm",
        "approx", "qty", "opp", "nr", "pls", "plz", "m", "o", "c", "b", "a", "s",
    ];
    let stops = matches!(rest, ['.'] | ['.', '.' | ' ' | '\n', ..] | ['।', ..]);
    let short = before.is_some_and(
        |placed| matches!(&placed.token, Token::Word(word) if SHORT.contains(&word.as_str())),
    );
    (stops && !short).then_some(Token::Comma)
}

const fn mark(c: char) -> Option<Token> {
    match c {
        ',' | ';' | '+' | '&' | '|' | '•' => Some(Token::Comma),
        '\n' => Some(Token::Line),
        '-' | '\u{2013}' | '\u{2014}' | '\u{2212}' => Some(Token::Dash),
        ':' | '=' => Some(Token::Colon),
        '@' | '₹' => Some(Token::Money),
        '"' | '\u{201d}' | '\u{2033}' => Some(Token::Inch),
        '?' => Some(Token::Query),
        '×' | '*' => Some(Token::Word(String::new())),
        _ => None,
    }
}

/// "G+2" is a house.
fn storeys(rest: &[char], before: Option<&char>) -> Option<usize> {
    let [first, plus, digit, ..] = rest else { return None };
    let alone = before.is_none_or(|before| !is_letter(*before));
    (alone && *first == 'g' && *plus == '+' && digit.is_ascii_digit()).then_some(3)
}

/// "1. ", "2) " where a line begins.
fn list_number(rest: &[char]) -> Option<usize> {
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let mark = rest.get(digits)?;
    let blank = rest.get(digits + 1).is_some_and(|c| c.is_whitespace());
    let closes = *mark == ')' || (*mark == '.' && blank);
    ((1..=2).contains(&digits) && closes).then_some(digits + 1)
}

pub(super) fn is_letter(c: char) -> bool {
    (c.is_alphabetic()
        || matches!(c, '\u{0900}'..='\u{0963}' | '\u{0c00}'..='\u{0c63}' | '\u{200c}' | '\u{200d}'))
        && !c.is_ascii_digit()
}

const fn is_fraction(c: char) -> bool {
    matches!(c, '½' | '¼' | '¾')
}

/// Whatever begins with a digit: 50, 1,500, 2.5, 2½, 1/2, 27th, 27/11, 2moro, a phone number.
fn number(rest: &[char]) -> (Option<Token>, usize) {
    let run: String = rest.iter().take_while(|c| c.is_ascii_digit() || is_letter(**c)).collect();
    let run_length = run.chars().count();
    let digits = run.chars().take_while(char::is_ascii_digit).count();
    let tail: String = run.chars().skip(digits).collect();
    if !tail.is_empty() && lexicon::exact(&fold::plain(&run)).is_some() {
        return (Some(Token::Word(run)), run_length);
    }
    if matches!(tail.as_str(), "st" | "nd" | "rd" | "th" | "va" | "na" | "వ" | "న")
        && let Ok(day @ 1..=31) = run.get(..digits).unwrap_or_default().parse::<u8>()
    {
        return (Some(Token::Ordinal(day)), run_length);
    }
    if let Some(length) = with_dashes(rest) {
        return (Some(Token::Code), length);
    }
    if let Some(length) = in_two_halves(rest) {
        return (Some(Token::Code), length);
    }
    if let Some(found) = with_slash(rest) {
        return found;
    }
    let length = number_length(rest);
    let text: String = rest.iter().take(length).filter(|c| **c != ',').collect();
    (Some(value(&text)), length)
}

/// 12-5-88 is a door, 98490-12345 a phone.
fn with_dashes(rest: &[char]) -> Option<usize> {
    let text: String =
        rest.iter().take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '/')).collect();
    let text = text.trim_end_matches(['-', '/']);
    let parts = text.split(['-', '/']).count();
    let dashed = text.contains('-');
    let long = text.split('-').any(|part| part.chars().count() >= 5);
    (dashed && (parts >= 3 || long && parts == 2)).then(|| text.chars().count())
}

/// A phone number with a blank in it: 98480 22338.
fn in_two_halves(rest: &[char]) -> Option<usize> {
    let digits = |from: usize| rest.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    let first = digits(0);
    let second = if rest.get(first) == Some(&' ') { digits(first + 1) } else { 0 };
    (first + second == 10 && (4..=6).contains(&first)).then_some(first + second + 1)
}

/// A fraction or a date.
fn with_slash(rest: &[char]) -> Option<(Option<Token>, usize)> {
    let text: String = rest.iter().take_while(|c| c.is_ascii_digit() || **c == '/').collect();
    let length = text.chars().count();
    let mut parts = text.split('/');
    let (first, second) = (parts.next()?, parts.next()?);
    let (a, b) = (first.parse::<u16>().ok()?, second.parse::<u16>().ok()?);
    let token = match (a, b) {
        (1, 2) => Token::Number(Quantity::from_milli(500)),
        (1, 4) => Token::Number(Quantity::from_milli(250)),
        (3, 4) => Token::Number(Quantity::from_milli(750)),
        (1..=31, 1..=12) => {
            Token::DayMonth(u8::try_from(a).unwrap_or(1), u8::try_from(b).unwrap_or(1))
        }
        _ => Token::Code,
    };
    Some((Some(token), length))
}

fn number_length(text: &[char]) -> usize {
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let mut length = 0;
    while let Some(c) = text.get(length) {
        let joins = c.is_ascii_digit()
            || (*c == '.' && length > 0 && digit(length + 1))
            || (*c == ',' && groups(text, length));
        if !joins {
            break;
        }
        length += 1;
    }
    match text.get(length) {
        Some(c) if is_fraction(*c) => length + 1,
        _ => length.max(1),
    }
}

/// 1,500 and 1,00,000: groups of two or three digits, the last of three.
fn groups(text: &[char], comma: usize) -> bool {
    let mut at = comma;
    let mut last = 0;
    while text.get(at) == Some(&',') {
        last = text.iter().skip(at + 1).take_while(|c| c.is_ascii_digit()).count();
        if !(2..=3).contains(&last) {
            return false;
        }
        at += last + 1;
    }
    comma > 0 && last == 3
}

fn value(text: &str) -> Token {
    let fraction = match text.chars().last() {
        Some('½') => 500,
        Some('¼') => 250,
        Some('¾') => 750,
        _ => 0,
    };
    let digits: String = text.chars().filter(|c| !is_fraction(*c)).collect();
    if digits.is_empty() {
        return Token::Number(Quantity::from_milli(fraction));
    }
    let whole = digits.chars().take_while(char::is_ascii_digit).count();
    if whole >= 7 || (whole == 6 && digits.starts_with("50")) {
        return Token::Code;
    }
    match digits.parse::<Quantity>() {
        Ok(number) => Token::Number(number.plus(Quantity::from_milli(fraction))),
        Err(_) => Token::Code,
    }
}

/// Letters; digits glued behind them belong to a known word only ("a1", "m3").
fn word(rest: &[char]) -> (Option<Token>, usize) {
    let letters = rest.iter().take_while(|c| is_letter(**c)).count();
    let run = rest.iter().take_while(|c| is_letter(**c) || c.is_ascii_digit()).count();
    let whole: String = rest.iter().take(run).collect();
    if run > letters && lexicon::exact(&fold::plain(&whole)).is_some() {
        return (Some(Token::Word(whole)), run);
    }
    let text: String = rest.iter().take(letters).collect();
    (Some(Token::Word(text)), letters)
}
