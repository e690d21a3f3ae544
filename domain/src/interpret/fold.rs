//! Spelling without its accidents: what two people write for one spoken word becomes one key.
//!
//! Words of Telugu and Hindi have no one spelling in Latin letters: *bastha* and *basta*, *cooli* and *kuli*, *mesthri* and
//! *mestri* are the same said aloud. The native scripts are written out in Latin letters first, so a word needs to be known
//! in one of them only.

/// A spelling as it is looked up: phrases without blanks, Hindi without nukta, its two signs of the nose as one.
pub(super) fn plain(spelling: &str) -> String {
    spelling.chars().filter(|c| !c.is_whitespace()).filter_map(letter_plain).collect()
}

const fn letter_plain(c: char) -> Option<char> {
    match c {
        '\u{093c}' | '\u{200c}' | '\u{200d}' => None,
        '\u{0901}' => Some('\u{0902}'),
        '\u{0958}' => Some('\u{0915}'),
        '\u{0959}' => Some('\u{0916}'),
        '\u{095a}' => Some('\u{0917}'),
        '\u{095b}' => Some('\u{091c}'),
        '\u{095c}' => Some('\u{0921}'),
        '\u{095d}' => Some('\u{0922}'),
        '\u{095e}' => Some('\u{092b}'),
        '\u{095f}' => Some('\u{092f}'),
        other => Some(other),
    }
}

/// The key of a word in any of the three scripts. Two words with one key sound alike.
pub(super) fn key(word: &str) -> String {
    sounds(&latin(word))
}

/// Without the vowels, for who leaves them out: *blks*, *smnt*. Its first letter stays, whatever it is.
pub(super) fn bones(key: &str) -> String {
    let mut chars = key.chars();
    let first = chars.next();
    first.into_iter().chain(chars.filter(|c| !is_vowel(*c))).collect()
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Devanagari and Telugu in Latin letters, roughly as people type them.
fn latin(word: &str) -> String {
    let mut out = String::new();
    // A consonant carries an *a* until a vowel sign or a virama says otherwise.
    let mut open = false;
    for c in word.chars() {
        let (text, kind) = letter(c);
        match kind {
            Sound::Consonant => {
                if open {
                    out.push('a');
                }
                out.push_str(text);
                open = true;
            }
            Sound::Sign => {
                out.push_str(text);
                open = false;
            }
            Sound::Mark => {
                if open {
                    out.push('a');
                }
                out.push_str(text);
                open = false;
            }
            Sound::Plain => {
                if open {
                    out.push('a');
                }
                open = false;
                if text.is_empty() { out.push(c) } else { out.push_str(text) }
            }
            Sound::Silent => {}
        }
    }
    // Telugu says its last *a*, Hindi does not.
    if open && word.chars().any(|c| ('\u{0c00}'..='\u{0c7f}').contains(&c)) {
        out.push('a');
    }
    out
}

enum Sound {
    Consonant,
    /// A vowel sign or the virama: it takes the place of the *a*.
    Sign,
    /// Anusvara and visarga: after the vowel.
    Mark,
    Plain,
    Silent,
}

/// Both scripts stand in the same order, 0x300 apart, so one table serves them.
fn letter(c: char) -> (&'static str, Sound) {
    let code = u32::from(c);
    let place = match code {
        0x0900..=0x097f => code - 0x0900,
        0x0c00..=0x0c7f => code - 0x0c00,
        _ => return ("", Sound::Plain),
    };
    match place {
        0x01 | 0x02 => ("n", Sound::Mark),
        0x03 => ("h", Sound::Mark),
        0x05 => ("a", Sound::Plain),
        0x06 => ("aa", Sound::Plain),
        0x07 => ("i", Sound::Plain),
        0x08 => ("ii", Sound::Plain),
        0x09 => ("u", Sound::Plain),
        0x0a => ("uu", Sound::Plain),
        0x0b => ("ri", Sound::Plain),
        0x0d..=0x0f => ("e", Sound::Plain),
        0x10 => ("ai", Sound::Plain),
        0x11..=0x13 => ("o", Sound::Plain),
        0x14 => ("au", Sound::Plain),
        0x15 | 0x58 => ("k", Sound::Consonant),
        0x16 | 0x59 => ("kh", Sound::Consonant),
        0x17 | 0x5a => ("g", Sound::Consonant),
        0x18 => ("gh", Sound::Consonant),
        0x19 | 0x1e | 0x23 | 0x28 | 0x29 => ("n", Sound::Consonant),
        0x1a => ("ch", Sound::Consonant),
        0x1b => ("chh", Sound::Consonant),
        0x1c | 0x5b => ("j", Sound::Consonant),
        0x1d => ("jh", Sound::Consonant),
        0x1f | 0x24 => ("t", Sound::Consonant),
        0x20 | 0x25 => ("th", Sound::Consonant),
        0x21 | 0x26 => ("d", Sound::Consonant),
        0x22 | 0x27 => ("dh", Sound::Consonant),
        0x2a => ("p", Sound::Consonant),
        0x2b | 0x5e => ("ph", Sound::Consonant),
        0x2c => ("b", Sound::Consonant),
        0x2d => ("bh", Sound::Consonant),
        0x2e => ("m", Sound::Consonant),
        0x2f | 0x5f => ("y", Sound::Consonant),
        0x30 | 0x31 | 0x5c | 0x5d => ("r", Sound::Consonant),
        0x32..=0x34 => ("l", Sound::Consonant),
        0x35 => ("v", Sound::Consonant),
        0x36 | 0x37 => ("sh", Sound::Consonant),
        0x38 => ("s", Sound::Consonant),
        0x39 => ("h", Sound::Consonant),
        0x3e => ("aa", Sound::Sign),
        0x3f => ("i", Sound::Sign),
        0x40 => ("ii", Sound::Sign),
        0x41 => ("u", Sound::Sign),
        0x42 => ("uu", Sound::Sign),
        0x43 => ("ri", Sound::Sign),
        0x45..=0x47 => ("e", Sound::Sign),
        0x48 => ("ai", Sound::Sign),
        0x49..=0x4b => ("o", Sound::Sign),
        0x4c => ("au", Sound::Sign),
        0x4d => ("", Sound::Sign),
        // The nukta is often left out.
        0x3c => ("", Sound::Silent),
        _ => ("", Sound::Plain),
    }
}

/// Latin letters by sound: breath after a consonant, length of a vowel and doubled letters do not count.
fn sounds(word: &str) -> String {
    let lower: Vec<char> = word.chars().collect();
    let mut out: Vec<char> = Vec::with_capacity(lower.len());
    let mut at = 0;
    while let Some(c) = lower.get(at) {
        let next = lower.get(at + 1).copied();
        let (sound, length) = match (*c, next) {
            ('p', Some('h')) => ('f', 2),
            ('c', Some('h')) if lower.get(at + 2) == Some(&'h') => ('c', 3),
            ('c', Some('h')) => ('c', 2),
            ('s', Some('h')) => ('s', 2),
            ('c', Some('k')) | ('q', Some('u')) => ('k', 2),
            ('c', Some('e' | 'i' | 'y')) => ('s', 1),
            ('c' | 'q', _) => ('k', 1),
            ('x', _) => ('k', 1),
            ('w', _) => ('v', 1),
            ('z', _) => ('j', 1),
            ('k' | 'g' | 'j' | 't' | 'd' | 'b' | 'r', Some('h')) => (*c, 2),
            ('a', Some('a')) => ('a', 2),
            ('e', Some('e')) | ('i', Some('i')) => ('i', 2),
            ('o', Some('o')) | ('u', Some('u')) => ('u', 2),
            ('a', Some('i' | 'y')) => ('e', 2),
            ('y', _) => ('i', 1),
            (c, _) => (c, 1),
        };
        if out.last() != Some(&sound) {
            out.push(sound);
        }
        at += length;
    }
    out.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_is_one() {
        for (one, other) in [
            ("basta", "bastha"),
            ("cooli", "kuli"),
            ("mestri", "mesthri"),
            ("siment", "cyment"),
            ("రెండు", "rendu"),
            ("బస్తా", "basta"),
            ("बोरी", "bori"),
            ("रेत", "ret"),
            ("साढ़े", "saadhe"),
            ("ఇసుక", "isuka"),
            ("कल", "kal"),
            ("zameen", "jamin"),
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        assert_eq!(bones(&key("blocks")), "blks");
        assert_ne!(key("saat"), key("aath"));
    }
}
