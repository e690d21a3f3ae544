//! Ids, codes and moments of one run under names that every run gives them: the first uuid is `id-1`, wherever it stands.

use std::collections::HashMap;

/// How the ids of the two companies begin.
const PROVIDERS: [(&str, &str); 5] = [
    ("plink_", "plink"),
    ("pay_", "pay"),
    ("rfnd_", "rfnd"),
    ("order_", "order"),
    ("wamid.", "wamid"),
];

/// What has been named so far; kinds are counted apart.
#[derive(Default)]
pub(super) struct Names {
    known: HashMap<String, String>,
    counts: HashMap<&'static str, usize>,
}

impl Names {
    /// The text, each word of it that is another in each run under its name.
    pub(super) fn canonical(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(|c: char| !is_of_a_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let before = out.chars().next_back();
            out.push_str(&self.name(word, before, after.chars().next()));
            let mut chars = after.chars();
            out.extend(chars.next());
            rest = chars.as_str();
        }
        out
    }

    fn name(&mut self, word: &str, before: Option<char>, after: Option<char>) -> String {
        // A quote within a document within a row is escaped.
        let is_quoted = |quote| {
            before == Some(quote) && after.is_some_and(|after| after == quote || after == '\\')
        };
        let digits = word.bytes().all(|b| b.is_ascii_digit());
        if let Some(at) = word.find("127.0.0.1:") {
            return format!("{}{}", &word[..at], self.known(&word[at..], "link"));
        }
        if digits && word.len() == 4 && (is_quoted('"') || is_quoted('*')) {
            return "0000".to_owned();
        }
        // Seconds, milliseconds and microseconds of these years.
        if digits && matches!(word.len(), 10 | 13 | 16) && word.starts_with("17") || is_moment(word)
        {
            return "<moment>".to_owned();
        }
        for (prefix, kind) in PROVIDERS {
            if let Some(at) = word.find(prefix).filter(|at| word.len() > at + prefix.len() + 10) {
                return format!("{}{}", &word[..at], self.known(&word[at..], kind));
            }
        }
        self.ids(word)
    }

    /// Uuids, with dashes or without, and order numbers, wherever they stand in the word.
    fn ids(&mut self, word: &str) -> String {
        let mut out = String::with_capacity(word.len());
        let mut at = 0;
        while at < word.len() {
            let rest = &word[at..];
            let found =
                [(is_uuid as fn(&str) -> bool, 36, "id"), (is_hex, 32, "id"), (is_number, 9, "RS")]
                    .into_iter()
                    .find_map(|(fits, length, kind)| {
                        rest.get(..length).filter(|piece| fits(piece)).map(|piece| (piece, kind))
                    });
            match found {
                Some((piece, kind)) => {
                    out.push_str(&self.known(&piece.replace('-', ""), kind));
                    at += piece.len();
                }
                None => {
                    let next = rest.chars().next().map_or(1, char::len_utf8);
                    out.push_str(&rest[..next]);
                    at += next;
                }
            }
        }
        out
    }

    fn known(&mut self, word: &str, kind: &'static str) -> String {
        if let Some(name) = self.known.get(word) {
            return name.clone();
        }
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        let name = format!("{kind}-{count}");
        self.known.insert(word.to_owned(), name.clone());
        name
    }
}

fn is_of_a_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/' | '+' | '=')
}

/// `2026-11-23T03:30:00…`
fn is_moment(word: &str) -> bool {
    let bytes = word.as_bytes();
    word.len() >= 19
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && bytes[10] == b'T'
        && bytes[13] == b':'
}

fn is_uuid(piece: &str) -> bool {
    piece.bytes().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

fn is_hex(piece: &str) -> bool {
    piece.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `RS` and seven letters (domain::ids::OrderNumber).
fn is_number(piece: &str) -> bool {
    let rest = piece.strip_prefix("RS");
    rest.is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_from_run_to_run_gets_a_name() {
        let mut names = Names::default();
        let one = r#"{"id":"0193a2b4-0000-7000-8000-0000000000ab","code":"4711","at":"2026-11-23T03:30:00.5Z"}"#;
        assert_eq!(names.canonical(one), r#"{"id":"id-1","code":"0000","at":"<moment>"}"#);
        let again = "0193a2b4000070008000000000000 RS1234ABC-1 captured:pay_Ab3dEf6hIj9kLm";
        assert_eq!(
            names.canonical("to 0193a2b40000700080000000000000ab"),
            "to id-1",
            "without dashes it is the same"
        );
        assert_eq!(names.canonical(r#""{\"code\":\"4711\"}""#), r#""{\"code\":\"0000\"}""#);
        let again = names.canonical(again);
        assert!(again.ends_with(" RS-1-1 captured:pay-1"), "{again}");
        assert_eq!(
            names.canonical("see http://127.0.0.1:8080/razorpay/pay/Qx7Y, 4711 bags"),
            "see http://link-1, 4711 bags"
        );
    }
}
