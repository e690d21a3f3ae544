//! Which site a message names: "madhapur site ki", "for the lb nagar site".

use super::fold;
use crate::language::Language;
use crate::place::Site;

/// What people call the place where they build.
const SITE: &[&str] =
    &["site", "sight", "sait", "saitu", "సైట్", "సైటు", "సైట్\u{200c}కి", "సైట్కి", "साइट"];

/// Words before *site* that name none.
#[rustfmt::skip] // Reads as a dictionary.
const NAMES_NONE: &[&str] = &[
    "my", "our", "the", "this", "that", "same", "a", "at", "to", "for", "on", "of", "in", "from", "old", "last", "work",
    "naa", "na", "maa", "ma", "mana", "ee", "aa", "mera", "meri", "mere", "hamara", "hamari", "apni", "apna", "is", "us", "wahi",
    "bags", "bag", "load", "loads", "ton", "tons", "tonnes", "subah", "shaam", "kal", "aaj", "repu", "ellundi", "poddunna",
    "sayantram", "tomorrow", "today", "morning", "evening", "నా", "మా", "ఈ", "ఆ", "అదే", "రేపు", "मेरी", "हमारी", "इस", "उसी", "कल", "आज",
];

/// So many words may be one name: "LB Nagar", "Old Alwal Extension".
const MOST_WORDS: usize = 3;

/// The words that stand before *site* and may name one: two at most.
#[must_use]
pub fn site_named(said: &str) -> Option<String> {
    let words = words(said);
    let at = words.iter().position(|word| SITE.contains(&word.as_str()))?;
    let names = |word: &&String| {
        let letters = word.chars().all(|c| !c.is_numeric()) && word.chars().count() > 1;
        letters && !NAMES_NONE.contains(&word.as_str())
    };
    let before = words.get(..at)?.iter().rev().take(2).take_while(names);
    let mut named: Vec<&str> = before.map(String::as_str).collect();
    named.reverse();
    (!named.is_empty()).then(|| named.join(" "))
}

/// Whether a message speaks of this site by the name of its place, in any of the languages, as it sounds.
#[must_use]
pub fn names_site(said: &str, site: &Site) -> bool {
    let words = words(said);
    let spoken: Vec<String> = (1..=MOST_WORDS)
        .flat_map(|length| words.windows(length).map(|words| fold::key(&words.concat())))
        .collect();
    Language::ALL.into_iter().any(|language| {
        let names = site.locality.in_language(language).to_lowercase();
        let mut names = names.split('/').map(|name| self::words(name).concat());
        names.any(|name| name.chars().count() > 2 && spoken.contains(&fold::key(&name)))
    })
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let parted = lower.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '.' | ';' | '?' | '!' | '-' | '/' | ':' | '(' | ')')
    });
    parted.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_named_by_the_words_before_it() {
        for (said, named) in [
            ("200 basthalu ramco cement madhapur site ki", Some("cement madhapur")),
            ("for the lb nagar site, 50 bags", Some("lb nagar")),
            ("50 bags at my site", None),
            ("site ki 50 bags", None),
            ("2 mestri repu poddunna gachibowli site ki", Some("gachibowli")),
            ("రేపు మియాపూర్ సైట్ కి 50 బస్తాలు", Some("మియాపూర్")),
        ] {
            assert_eq!(site_named(said).as_deref(), named, "{said}");
        }
    }
}
