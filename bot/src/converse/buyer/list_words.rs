//! How people name a list: "save as plinth", "plinth naam se save karo", "plinth list".

use crate::converse::anywhere::plain;

/// A list's name has few words; what has more says something else.
const MOST_WORDS: usize = 4;

/// Words before a name under which something is to be kept.
const SAVE_AS: &[&[&str]] = &[
    &["save", "this", "list", "as"],
    &["save", "the", "list", "as"],
    &["save", "this", "as"],
    &["save", "it", "as"],
    &["save", "cart", "as"],
    &["save", "list", "as"],
    &["save", "as"],
    &["save", "list"],
];

/// The same behind it, in languages that put the verb last.
#[rustfmt::skip] // Reads as a dictionary.
const AS_SAVE: &[&[&str]] = &[
    &["ke", "naam", "se", "save", "karo"], &["ke", "naam", "se", "save", "kar", "do"], &["naam", "se", "save", "karo"],
    &["naam", "se", "save", "kar", "do"], &["के", "नाम", "से", "सेव", "करो"], &["के", "नाम", "से", "सेव", "कर", "दो"],
    &["नाम", "से", "सेव", "करो"], &["नाम", "से", "सेव", "कर", "दो"], &["के", "नाम", "से", "सेव", "कीजिए"],
    &["peruto", "save", "cheyi"], &["peruto", "save", "chey"], &["peruto", "save", "cheyandi"], &["ani", "save", "cheyi"],
    &["ani", "save", "cheyandi"], &["పేరుతో", "సేవ్", "చేయి"], &["పేరుతో", "సేవ్", "చేయండి"], &["అని", "సేవ్", "చేయి"],
    &["అని", "సేవ్", "చేయండి"],
];

/// What is kept, behind or before its name.
const LIST: &[&str] = &["list", "लिस्ट", "లిస్ట్", "లిస్టు"];

/// Beside a name, and no part of it.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "my", "the", "open", "show", "use", "order", "mera", "meri", "ki", "wali", "naa", "na", "मेरी", "की", "वाली", "నా",
];

/// The name, as it was typed; none where nothing is to be kept under one.
pub(super) fn name_to_save_as(said: &str) -> Option<String> {
    let words: Vec<&str> = said.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let begins =
        |with: &&&[&str]| lower.len() > with.len() && lower.iter().zip(**with).all(|(a, b)| a == b);
    let ends = |with: &&&[&str]| {
        lower.len() > with.len() && lower.iter().rev().zip(with.iter().rev()).all(|(a, b)| a == b)
    };
    let name = if let Some(found) = SAVE_AS.iter().find(begins) {
        words.get(found.len()..)?
    } else {
        let found = AS_SAVE.iter().find(ends)?;
        words.get(..words.len() - found.len())?
    };
    Some(name.join(" ").trim_matches(|c: char| matches!(c, '.' | '!' | '।' | ',')).to_owned())
}

/// The name of "plinth list", "meri plinth ki list"; none where the words are of no list, or of too much.
pub(super) fn list_named(said: &str) -> Option<String> {
    let said = plain(said);
    let words: Vec<&str> = said.split(' ').collect();
    let is_list = |word: Option<&&str>| word.is_some_and(|word| LIST.contains(word));
    if !is_list(words.last()) && !is_list(words.first()) {
        return None;
    }
    let name: Vec<&str> =
        words.into_iter().filter(|word| !LIST.contains(word) && !BESIDE.contains(word)).collect();
    (1..=MOST_WORDS).contains(&name.len()).then(|| name.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_to_save_as_is_heard_in_three_languages() {
        for (said, name) in [
            ("save as Plinth", Some("Plinth")),
            ("Save this list as first floor.", Some("first floor")),
            ("save list slab", Some("slab")),
            ("Plinth naam se save karo", Some("Plinth")),
            ("स्लैब के नाम से सेव करो", Some("स्लैब")),
            ("Slab peruto save cheyandi", Some("Slab")),
            ("ప్లింత్ పేరుతో సేవ్ చేయండి", Some("ప్లింత్")),
            ("save list", None),
            ("save as", None),
            ("save water", None),
            ("50 bags cement", None),
        ] {
            assert_eq!(name_to_save_as(said).as_deref(), name, "{said}");
        }
    }

    #[test]
    fn a_list_is_named_beside_the_word_for_it() {
        for (said, name) in [
            ("plinth list", Some("plinth")),
            ("My Plinth List!", Some("plinth")),
            ("meri plinth ki list", Some("plinth")),
            ("list first floor", Some("first floor")),
            ("ప్లింత్ లిస్ట్", Some("ప్లింత్")),
            ("स्लैब की लिस्ट", Some("स्लैब")),
            ("list", None),
            ("my list", None),
            ("what is on the list of my brother", None),
            ("cement", None),
        ] {
            assert_eq!(list_named(said).as_deref(), name, "{said}");
        }
    }
}
