//! What only vendors type: the words of the desk, in the three languages and roman letters.

use crate::converse::anywhere;

/// A word of the desk in any of its spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Accept,
    Reject,
    Parts,
    Stock,
    TakeOff,
    OpenAgain,
    Menu,
    Person,
}

/// A whole message that is one of the desk's words; "ok" inside a sentence accepts nothing.
pub(super) fn word(text: &str) -> Option<Word> {
    if text.trim() == "👍" {
        return Some(Word::Accept);
    }
    anywhere::word(text).map_or_else(|| desk_spelling(text), shared)
}

/// Words that both sides know, as a vendor means them.
fn shared(word: anywhere::Word) -> Option<Word> {
    match word {
        anywhere::Word::Yes => Some(Word::Accept),
        anywhere::Word::No | anywhere::Word::Cancel => Some(Word::Reject),
        anywhere::Word::Orders => Some(Word::Parts),
        anywhere::Word::Hello
        | anywhere::Word::Help
        | anywhere::Word::Menu
        | anywhere::Word::Back
        | anywhere::Word::Thanks
        | anywhere::Word::Buy
        | anywhere::Word::Sell
        | anywhere::Word::ChooseLanguage
        | anywhere::Word::Language(_) => Some(Word::Menu),
        anywhere::Word::Person => Some(Word::Person),
        anywhere::Word::Cart
        | anywhere::Word::Reorder
        | anywhere::Word::Pay
        | anywhere::Word::CheckOut
        | anywhere::Word::Change
        | anywhere::Word::Empty
        // The question about it says whose it is: the buyer's.
        | anywhere::Word::Code => None,
    }
}

fn desk_spelling(text: &str) -> Option<Word> {
    let plain: String = text
        .to_lowercase()
        .chars()
        .filter(|c| !matches!(c, '.' | '!' | '?' | '*' | '\'' | '’'))
        .collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    SPELLINGS
        .iter()
        .find(|(_, spellings)| spellings.contains(&plain.as_str()))
        .map(|(word, _)| *word)
}

/// Each meaning with its spellings, in lower case.
const SPELLINGS: &[(Word, &[&str])] = &[
    (
        Word::Accept,
        &[
            "accept",
            "accepted",
            "accept order",
            "hau",
            "theek",
            "thik",
            "स्वीकार",
            "ठीक",
            "తీసుకుంటా",
            "ఒప్పుకుంటా",
        ],
    ),
    (
        Word::Reject,
        &["reject", "rejected", "nakko", "cannot", "cant", "ना", "नक्को", "अस्वीकार", "తిరస్కరించు"],
    ),
    (
        Word::Parts,
        &[
            "order",
            "todays orders",
            "today orders",
            "today",
            "आज के ऑर्डर",
            "ఆర్డర్",
            "ఈరోజు ఆర్డర్లు",
            "ఈ రోజు ఆర్డర్లు",
        ],
    ),
    (
        Word::Stock,
        &["stock", "my stock", "price", "prices", "rates", "स्टॉक", "मेरा स्टॉक", "స్టాక్", "నా స్టాక్"],
    ),
    (
        Word::TakeOff,
        &[
            "off",
            "time off",
            "take off",
            "take time off",
            "holiday",
            "leave",
            "close",
            "closed",
            "chutti",
            "selavu",
            "band",
            "bandh",
            "छुट्टी",
            "बंद",
            "సెలవు",
            "మూసి",
            "మూసేశాం",
        ],
    ),
    (
        Word::OpenAgain,
        &["open", "open again", "opened", "on", "khula", "खुला", "चालू", "తెరిచాం", "ఓపెన్", "ओपन"],
    ),
];
