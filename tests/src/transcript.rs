//! A chat as a snapshot reads it. Order numbers, codes and addresses of this run's servers are given plain names, so
//! that a transcript changes only when somebody says something else.

use std::fmt;

use realserv_sandbox::{Bubble, Side};

/// A chat, one bubble after the other.
#[derive(Clone, PartialEq, Eq)]
pub struct Transcript(String);

impl Transcript {
    #[must_use]
    pub fn of(bubbles: &[Bubble]) -> Self {
        let text: Vec<String> = bubbles.iter().map(said).collect();
        Self(plain(&text.join("\n\n")))
    }
}

impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// insta prints values this way.
impl fmt::Debug for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A bubble; a code that a vendor types becomes `0000`. One digit four times is a test's wrong code and stays.
fn said(bubble: &Bubble) -> String {
    let (whole, typed) = (bubble.to_string(), bubble.shown.text.as_str());
    let is_code = bubble.side == Side::Person
        && typed.len() == 4
        && typed.bytes().all(|b| b.is_ascii_digit())
        && typed.bytes().any(|b| !typed.starts_with(char::from(b)));
    if is_code { whole.replace(typed, "0000") } else { whole }
}

/// Word by word: `RS…` becomes `RS-1`, `RS-2` in order of appearance, `T-…` becomes `T-1`, `http://127.0.0.1:…` becomes `https://pay/…`,
/// a delivery code becomes `0000`, and the bank's reference of a payout `UTR`.
fn plain(text: &str) -> String {
    let mut orders: Vec<String> = Vec::new();
    let mut links: Vec<String> = Vec::new();
    let mut tickets: Vec<String> = Vec::new();
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| c.is_whitespace()) {
        let core = word.trim();
        // A template has no bold letters: there the code follows these words.
        let is_code = out.ends_with("code is ");
        let plain = match ticket_number(core) {
            _ if is_code => hidden(core),
            Some(number) => core.replace(&number, &format!("T-{}", place(&mut tickets, &number))),
            None => rename(core, &mut orders, &mut links),
        };
        out.push_str(&word.replace(core, &plain));
    }
    out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn rename(word: &str, orders: &mut Vec<String>, links: &mut Vec<String>) -> String {
    if let Some(at) = word.find("http://127.0.0.1:") {
        let (before, url) = word.split_at(at);
        let end = url.find(']').unwrap_or(url.len());
        let (url, after) = url.split_at(end);
        return format!("{before}https://pay/{}{after}", place(links, url));
    }
    let Some(number) = order_number(word) else { return code(word) };
    let name = format!("RS-{}", place(orders, &number));
    word.replace(&number, &name)
}

/// `RS` and seven letters of Crockford's alphabet, wherever it stands in the word.
fn order_number(word: &str) -> Option<String> {
    let at = word.find("RS")?;
    let number: String = word[at..].chars().take_while(char::is_ascii_alphanumeric).collect();
    (number.len() == 9).then_some(number)
}

/// `T-` and six such letters.
fn ticket_number(word: &str) -> Option<String> {
    let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let number: String =
        bare.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let letters = number.strip_prefix("T-")?;
    let is_one = letters.len() == 6 && letters.bytes().all(|b| !b.is_ascii_lowercase());
    is_one.then_some(number)
}

/// What was four digits, whatever stands after them.
fn hidden(word: &str) -> String {
    word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// A bold four-digit number is a delivery code: nothing else is written so.
fn code(word: &str) -> String {
    let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
    // Of the sandbox's ids only their count is sure, and who else has drawn one first is not.
    if word.len() == 13 && digits == word && word.starts_with('4') {
        return "UTR".to_owned();
    }
    let is_code = digits.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit())
        && word.contains(&format!("*{digits}*"));
    if is_code { word.replace(digits, "0000") } else { word.to_owned() }
}

fn place(known: &mut Vec<String>, name: &str) -> usize {
    let at = known.iter().position(|k| k == name).unwrap_or_else(|| {
        known.push(name.to_owned());
        known.len() - 1
    });
    at + 1
}
