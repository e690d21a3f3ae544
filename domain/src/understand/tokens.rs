//! Text into tokens: numbers, words, and the breaks between lines. Digits of all three scripts are western afterwards.

use crate::quantity::{Quantity, western_digit};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Number(Quantity),
    /// A number behind a dash that may be a minus: "ppc -50 bags".
    Dashed(Quantity),
    /// A line that begins with one, "-5 bags": whatever it means, it is not "five bags, please".
    Minus,
    /// Lower case, letters of any script; may hold digits behind one or two letters ("a1").
    Word(String),
    /// A comma, a plus, a new line.
    Break,
}

/// A message is cut here: nobody types so much, and work grows with it.
const MOST_TOKENS: usize = 200;

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.to_lowercase().chars().filter_map(plain).collect();
    // Line after line with one: a list, where it parts or points.
    let of_list = |dashed: fn(&str) -> bool| text.lines().filter(|line| dashed(line)).count() > 1;
    let dashes_are_marks = of_list(begins_with_dash) || of_list(has_dash_inside);
    let mut tokens = Vec::new();
    // Whether a blank, a break or nothing stands before: "opc-53" has no minus in it.
    let mut apart = true;
    let mut rest = chars.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if tokens.len() >= MOST_TOKENS {
            break;
        }
        let dash = is_dash(*first) && apart && after.first().is_some_and(char::is_ascii_digit);
        apart = !first.is_alphanumeric() && !is_dash(*first);
        let length = if dash && !dashes_are_marks {
            let length = number_length(after);
            tokens.push(behind_dash(after.split_at(length).0, tokens.last()));
            length + 1
        } else if first.is_ascii_digit() || is_fraction(*first) {
            let length = number_length(rest);
            tokens.push(number(rest.split_at(length).0));
            length
        } else if is_letter(*first) {
            let length = word_length(rest);
            tokens.push(Token::Word(rest.split_at(length).0.iter().collect()));
            length
        } else {
            if matches!(first, ',' | ';' | '\n' | '+' | '&')
                && !matches!(tokens.last(), Some(Token::Break))
            {
                tokens.push(Token::Break);
            }
            rest.len() - after.len()
        };
        rest = rest.split_at(length).1;
    }
    tokens
}

/// Joiners carry no meaning here; a fraction is written out where it stands; × is the x between measures.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{200c}' | '\u{200d}' | '\u{feff}' => None,
        '×' | '*' => Some('x'),
        other => Some(western_digit(other)),
    }
}

/// Letters, and the vowel signs and marks of Devanagari and Telugu, some of which Unicode does not call letters.
fn is_letter(c: char) -> bool {
    (c.is_alphabetic() || matches!(c, '\u{0900}'..='\u{0963}' | '\u{0c00}'..='\u{0c63}'))
        && !c.is_ascii_digit()
}

fn is_fraction(c: char) -> bool {
    matches!(c, '½' | '¼' | '¾')
}

/// Digits, grouping commas, one decimal point, and a fraction at the end: `1,500`, `2.5`, `2½`.
fn number_length(text: &[char]) -> usize {
    let mut length = 0;
    while let Some(c) = text.get(length) {
        let joins = c.is_ascii_digit()
            || (*c == '.' && digit_at(text, length + 1) && digit_before(text, length))
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

fn digit_at(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(char::is_ascii_digit)
}

fn digit_before(text: &[char], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| digit_at(text, before))
}

/// A comma inside one number, as in 1,500 or 1,00,000: groups of two or three digits follow, the last of three. The
/// comma in "10,20 mm" parts two numbers.
fn groups(text: &[char], comma: usize) -> bool {
    if !digit_before(text, comma) {
        return false;
    }
    let mut at = comma;
    let mut last = 0;
    while text.get(at) == Some(&',') {
        last = text.iter().skip(at + 1).take_while(|c| c.is_ascii_digit()).count();
        if !(2..=3).contains(&last) {
            return false;
        }
        at += last + 1;
    }
    last == 3
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2212}')
}

fn begins_with_dash(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(is_dashed)
}

fn has_dash_inside(line: &str) -> bool {
    line.split_whitespace().skip(1).any(is_dashed)
}

fn is_dashed(word: &str) -> bool {
    let mut chars = word.chars().map(western_digit);
    chars.next().is_some_and(is_dash) && chars.next().is_some_and(|c| c.is_ascii_digit())
}

fn behind_dash(text: &[char], before: Option<&Token>) -> Token {
    match (number(text), before) {
        (Token::Number(_), None | Some(Token::Break)) => Token::Minus,
        (Token::Number(number), Some(_)) => Token::Dashed(number),
        (other, _) => other,
    }
}

fn number(text: &[char]) -> Token {
    let fraction = match text.last() {
        Some('½') => 500,
        Some('¼') => 250,
        Some('¾') => 750,
        _ => 0,
    };
    let digits: String = text.iter().filter(|c| !is_fraction(**c)).collect();
    if digits.is_empty() {
        return Token::Number(Quantity::from_milli(fraction));
    }
    // A phone number is no quantity, and no part of one either.
    match digits.parse::<Quantity>() {
        Ok(whole) if fraction == 0 || whole.milli() % 1000 == 0 => {
            Token::Number(whole.plus(Quantity::from_milli(fraction)))
        }
        Ok(_) | Err(_) => Token::Word(text.iter().collect()),
    }
}

/// Letters; one or two of them keep the digits behind them ("a1"), more are parted from them ("opc53").
fn word_length(text: &[char]) -> usize {
    let letters = text.iter().take_while(|c| is_letter(**c)).count();
    let digits = text.iter().skip(letters).take_while(|c| c.is_ascii_digit()).count();
    let ends = !text.get(letters + digits).is_some_and(|c| is_letter(*c));
    let is_name = letters <= 2 && ends && !text.iter().take(letters).eq(&['f', 'e']);
    // The x of "9x4x3" parts its numbers.
    let is_times = letters == 1 && text.first() == Some(&'x');
    if is_name && !is_times { letters + digits } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let show = |token: &Token| match token {
            Token::Number(number) => format!("{number}#"),
            Token::Dashed(number) => format!("-{number}#"),
            Token::Minus => "minus".to_owned(),
            Token::Word(word) => word.clone(),
            Token::Break => "/".to_owned(),
        };
        tokens(text).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_words_and_breaks_are_told_apart() {
        let table = [
            ("50 bags OPC 53", "50# bags opc 53#"),
            ("opc53 ULTRATEK 50bag", "opc 53# ultratek 50# bag"),
            ("Birla A1 50", "birla a1 50#"),
            ("fe500d 12mm", "fe 500# d 12# mm"),
            ("9x4x3in", "9# x 4# x 3# in"),
            ("9×4×3", "9# x 4# x 3#"),
            ("1,500 bricks, 2.5 ton", "1500# bricks / 2.5# ton"),
            ("1,00,000", "100000#"),
            ("10,20mm", "10# / 20# mm"),
            ("2½ ton ¼", "2.5# ton 0.25#"),
            ("౫౦ బస్తాలు", "50# బస్తాలు"),
            ("२ टन रेत।", "2# टन रेत"),
            ("m-sand\n2 load.", "m sand / 2# load"),
            ("call 9848012345", "call 9848012345"),
            ("-5 bags", "minus bags"),
            ("opc 53 -5 bags", "opc 53# -5# bags"),
            ("opc-53 - 50 bags", "opc 53# 50# bags"),
            ("-50 bags ppc\n-20 bags opc", "50# bags ppc / 20# bags opc"),
            ("ppc -50\nopc -20", "ppc 50# / opc 20#"),
            ("ppc, -5", "ppc / minus"),
            ("ppc -9848012345", "ppc 9848012345"),
            ("...", ""),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
