//! What only vendors type: the words of the desk, in the three languages and roman letters.

use realserv_domain::language::Language;
use realserv_templates::Words;

use crate::converse::anywhere;

/// A word of the desk in any of its spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Accept,
    Reject,
    Parts,
    Stock,
    Account,
    Statement,
    Wages,
    GiveAccount,
    TakeOff,
    OpenAgain,
    Undo,
    Menu,
    Person,
    Buy,
    // The steps of an order.
    Packed,
    Dispatched,
    CrewSent,
    OnTheWay,
    Delivered,
    CameShort,
    GiveBack,
}

/// A whole message that is one of the desk's words; "ok" inside a sentence accepts nothing.
pub(super) fn word(text: &str) -> Option<Word> {
    if text.trim() == "👍" {
        return Some(Word::Accept);
    }
    title(text).or_else(|| match anywhere::word(text) {
        Some(word) => shared(word),
        None => desk_spelling(text),
    })
}

/// What stands on the desk's buttons and rows, in whichever language it was seen: who types it has tapped it.
fn title(text: &str) -> Option<Word> {
    let said = anywhere::plain(text);
    let is = |title: fn(&Words) -> String| {
        Language::ALL
            .into_iter()
            .any(|language| anywhere::plain(&title(Words::of(language))) == said)
    };
    TITLES.iter().find(|(_, title)| is(*title)).map(|(word, _)| *word)
}

type Title = fn(&Words) -> String;

const TITLES: &[(Word, Title)] = &[
    (Word::Accept, Words::offer_accept_button),
    (Word::Reject, Words::offer_reject_button),
    (Word::Packed, Words::fulfil_packed_button),
    (Word::Dispatched, Words::fulfil_dispatch_button),
    (Word::CrewSent, Words::fulfil_crew_sent_button),
    (Word::OnTheWay, Words::fulfil_on_the_way_button),
    (Word::Delivered, Words::fulfil_delivered_button),
    (Word::Delivered, Words::fulfil_crew_arrived_button),
    (Word::CameShort, Words::less_short_button),
    (Word::GiveBack, Words::fulfil_cancel_button),
    (Word::Parts, Words::desk_menu_parts_title),
    (Word::Stock, Words::desk_menu_stock_title),
    (Word::GiveAccount, Words::money_account_give_button),
    (Word::TakeOff, Words::desk_menu_off_title),
    (Word::OpenAgain, Words::desk_menu_open_title),
    (Word::OpenAgain, Words::desk_open_button),
    (Word::Undo, Words::desk_undo_button),
    (Word::Buy, Words::desk_menu_buy_title),
    (Word::Person, Words::desk_menu_person_title),
    (Word::Menu, Words::desk_menu_button),
];

/// Words that both sides know, as a vendor means them.
fn shared(word: anywhere::Word) -> Option<Word> {
    match word {
        anywhere::Word::Yes => Some(Word::Accept),
        anywhere::Word::No | anywhere::Word::Cancel => Some(Word::Reject),
        anywhere::Word::Orders | anywhere::Word::Status => Some(Word::Parts),
        anywhere::Word::Hello
        | anywhere::Word::Help
        | anywhere::Word::Menu
        | anywhere::Word::Back
        | anywhere::Word::Thanks
        | anywhere::Word::Buy
        | anywhere::Word::Sell
        | anywhere::Word::ChooseLanguage
        | anywhere::Word::Language(_) => Some(Word::Menu),
        anywhere::Word::Start => Some(Word::Menu),
        anywhere::Word::Prices => Some(Word::Stock),
        anywhere::Word::Person => Some(Word::Person),
        anywhere::Word::Less => Some(Word::CameShort),
        // A yard asks for its money with the word by which a buyer pays.
        anywhere::Word::Pay => Some(Word::Account),
        anywhere::Word::Cart
        | anywhere::Word::Total
        | anywhere::Word::Reorder
        | anywhere::Word::Lists
        | anywhere::Word::SaveList
        | anywhere::Word::Cash
        | anywhere::Word::CheckOut
        | anywhere::Word::Change
        | anywhere::Word::Empty
        // The question about it says whose it is: the buyer's.
        | anywhere::Word::Code
        | anywhere::Word::Invoice
        // Answered before a side looks.
        | anywhere::Word::Stop => None,
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

/// Closed or open, with the days that stand beside the word: "closed 25 december", "friday chutti".
pub(super) fn beside_days(text: &str) -> Option<(Word, String)> {
    const MOST_WORDS: usize = 3;
    let words: Vec<&str> = text.split_whitespace().collect();
    let longest_first = (1..words.len().min(MOST_WORDS + 1)).rev();
    let at_either_end = longest_first.flat_map(|count| {
        let (first, after) = words.split_at(count);
        let (before, last) = words.split_at(words.len() - count);
        [(first, after), (last, before)]
    });
    let mut said = at_either_end.filter_map(|(said, rest)| {
        let said = said.join(" ");
        // "On friday" names a day.
        let word = desk_spelling(&said).filter(|_| !said.eq_ignore_ascii_case("on"))?;
        matches!(word, Word::TakeOff | Word::OpenAgain).then(|| (word, rest.join(" ")))
    });
    said.next()
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
            "haan de denge",
            "de denge",
            "bhej denge",
            "haan bhej denge",
            "ho jayega",
            "manzoor",
            "manjur",
            "teesukuntam",
            "theesukuntam",
            "pampistam",
            "मंजूर",
            "दे देंगे",
            "भेज देंगे",
            "తీసుకుంటా",
            "తీసుకుంటాను",
            "సరే తీసుకుంటాం",
            "పంపిస్తాం",
            "పంపుతాం",
            "అంగీకరిస్తున్నాను",
            "అంగీకరిస్తున్నాం",
            "ఒప్పుకుంటున్నాం",
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
        Word::Statement,
        &[
            "statement",
            "my statement",
            "settlement",
            "my settlement",
            "last settlement",
            "weekly statement",
            "hafte ka hisaab",
            "varam lekka",
            "स्टेटमेंट",
            "हफ्ते का हिसाब",
            "హిసాబ్ స్టేట్మెంట్",
            "స్టేట్మెంట్",
            "వారం లెక్క",
        ],
    ),
    (
        Word::Wages,
        &[
            "wages",
            "wage sheet",
            "attendance",
            "muster",
            "muster roll",
            "hajiri",
            "haziri",
            "hazari",
            "coolie",
            "kooli",
            "हाजिरी",
            "हाज़िरी",
            "मज़दूरी",
            "मजदूरी",
            "హాజరు",
            "హాజరీ",
            "కూలి",
            "కూలీ",
        ],
    ),
    (
        Word::GiveAccount,
        &[
            "bank",
            "bank account",
            "my bank",
            "change bank",
            "change account",
            "new account",
            "account number",
            "bank khata",
            "khata",
            "बैंक",
            "खाता",
            "बैंक खाता",
            "బ్యాంకు",
            "ఖాతా",
            "బ్యాంకు ఖాతా",
        ],
    ),
    (
        Word::Account,
        &[
            "balance",
            "my balance",
            "account",
            "my account",
            "payment",
            "my payment",
            "payout",
            "dues",
            "hisaab",
            "hisab",
            "mera hisaab",
            "mera hisab",
            "baaki",
            "baki",
            "bakaya",
            "lekka",
            "lekkalu",
            "naa lekka",
            "na lekka",
            "हिसाब",
            "मेरा हिसाब",
            "हिसाब किताब",
            "बाकी",
            "बाक़ी",
            "बकाया",
            "बैलेंस",
            "लेखा",
            "లెక్క",
            "లెక్కలు",
            "నా లెక్క",
            "బాకీ",
            "బ్యాలెన్స్",
        ],
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
    // Not "wrong": that is said of a code, of an order, of anything.
    (Word::Undo, &["undo it", "take it back", "take back"]),
    (
        Word::Packed,
        &[
            "pack",
            "packed",
            "packing done",
            "ready",
            "pack ho gaya",
            "tayyar",
            "pack ayindi",
            "pack chesam",
            "ప్యాక్",
            "ప్యాక్ చేశాం",
            "రెడీ",
            "पैक",
            "तैयार",
        ],
    ),
    (
        Word::Dispatched,
        &[
            "dispatch",
            "dispatched",
            "loaded",
            "sent",
            "load ho gaya",
            "gaadi load ho gayi",
            "bhej diya",
            "load ayindi",
            "pampam",
            "pampinchamu",
            "लोड हो गया",
            "भेज दिया",
            "डिस्पैच",
            "లోడ్ అయింది",
            "పంపాం",
            "పంపించాం",
            "డిస్పాచ్",
        ],
    ),
    (
        Word::CrewSent,
        &[
            "labour sent",
            "workers sent",
            "labour bhej diya",
            "labour pampam",
            "लेबर भेज दिया",
            "लेबर भेजे",
            "లేబర్‌ను పంపాం",
            "పనివాళ్ళు బయలుదేరారు",
        ],
    ),
    (
        Word::OnTheWay,
        &[
            "on the way",
            "on way",
            "on its way",
            "left",
            "nikal gaya",
            "nikal gaye",
            "nikal gayi",
            "raste mein",
            "bayaluderindi",
            "bayaluderam",
            "daarilo undi",
            "निकल गया",
            "निकल गई",
            "रास्ते में",
            "బయలుదేరింది",
            "బయలుదేరాం",
            "దారిలో ఉంది",
        ],
    ),
    (
        Word::Delivered,
        &[
            "deliver",
            "delivered",
            "delivery done",
            "reached",
            "arrived",
            "unloaded",
            "deliver ho gaya",
            "pahunch gaya",
            "pahunch gaye",
            "delivery ayindi",
            "cherindi",
            "डिलीवर",
            "पहुँच गया",
            "पहुंच गया",
            "पहुँच गए",
            "पहुंच गए",
            "చేరింది",
            "ఇచ్చేశాం",
            "వచ్చారు",
        ],
    ),
    (
        Word::GiveBack,
        &[
            "give back",
            "can not do it",
            "cant do it",
            "nahi de payenge",
            "ivvalem",
            "नहीं दे सकते",
            "ఇవ్వలేము",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_has_two_meanings_and_each_is_understood() {
        let mut seen = std::collections::BTreeMap::new();
        for (meaning, spellings) in SPELLINGS {
            for spelling in *spellings {
                assert_eq!(word(spelling), Some(*meaning), "{spelling}");
                assert_eq!(seen.insert(*spelling, *meaning), None, "{spelling} twice");
            }
        }
    }

    #[test]
    fn no_title_of_the_desk_means_two_things() {
        for language in Language::ALL {
            for (meaning, title) in TITLES {
                let title = title(Words::of(language));
                assert_eq!(word(&title), Some(*meaning), "{title}");
            }
        }
    }

    /// What our own texts tell vendors to type, between stars, is understood in each language.
    #[test]
    fn what_we_tell_vendors_to_type_is_understood() {
        for language in Language::ALL {
            let words = Words::of(language);
            for text in [words.desk_stopped(), words.desk_not_a_vendor(), words.desk_menu_unnamed()]
            {
                for said in text.split('*').skip(1).step_by(2) {
                    let known = anywhere::word(said).is_some() || word(said).is_some();
                    assert!(known, "{language:?}: {said:?} in {text}");
                }
            }
        }
    }
}
