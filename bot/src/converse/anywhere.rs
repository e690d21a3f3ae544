//! Words that mean the same at any moment, in three languages and their Latin spellings, and what both sides do with
//! them: language, a person, buying or selling.
//!
//! Only a message that is nothing but such a word counts, so that "pay" inside an address changes nothing.

use realserv_domain::ids::OrderNumber;
use realserv_domain::language::Language;

use super::buyer::Alone;
use super::choice::Choice;
use super::{Conversation, Ctx, Event, Role, Step, buyer, vendor};

/// What a short message can mean wherever the person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Hello,
    Help,
    Menu,
    /// Which stand in the lists.
    Prices,
    /// What all of it comes to.
    Total,
    Back,
    Cart,
    /// The list of them.
    Orders,
    /// The one that is coming.
    Status,
    /// What the buyer tells at the gate.
    Code,
    /// The papers of an order.
    Invoice,
    Cancel,
    /// Of an order.
    Less,
    Reorder,
    /// What is kept to be ordered again.
    Lists,
    SaveList,
    Pay,
    Cash,
    CheckOut,
    Change,
    Empty,
    Person,
    Buy,
    Sell,
    ChooseLanguage,
    Language(Language),
    Yes,
    No,
    Thanks,
    /// No more messages, but the news of orders.
    Stop,
    /// Messages again; a greeting from who has not stopped them.
    Start,
}

/// The word that a message is, if it is one. Case, blanks, punctuation and emoji around it do not matter.
#[must_use]
pub fn word(text: &str) -> Option<Word> {
    let plain = plain(text);
    WORDS.iter().find(|(_, spellings)| spellings.contains(&plain.as_str())).map(|(word, _)| *word)
}

/// A message without capitals, punctuation, emoji and needless blanks.
pub(in crate::converse) fn plain(text: &str) -> String {
    let plain: String =
        text.to_lowercase().chars().map(|c| if is_part_of_a_word(c) { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An order's number among words, and the words without it.
pub(in crate::converse) fn parted(text: &str) -> (Option<OrderNumber>, String) {
    let mut number = None;
    let rest: Vec<&str> = text
        .split_whitespace()
        .filter(|word| match word.trim_matches(['*', '.', ',', ':', '!']).parse() {
            Ok(found) if number.is_none() => {
                number = Some(found);
                false
            }
            Ok(_) | Err(_) => true,
        })
        .collect();
    (number, rest.join(" "))
}

/// Letters, digits, and the vowel signs and joiners of Telugu and Devanagari, which are no letters to Unicode.
fn is_part_of_a_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{0900}'..='\u{0963}' | '\u{0C00}'..='\u{0C7F}' | '\u{200C}' | '\u{200D}')
}

/// Each meaning with its spellings, in lower case.
#[rustfmt::skip] // Reads as a dictionary; one word a line would be four hundred lines.
const WORDS: &[(Word, &[&str])] = &[
    (Word::Hello, &[
        "hi", "hii", "hiii", "hello", "helo", "hey", "hai", "good morning", "good afternoon",
        "good evening", "namaste", "namaskar", "namaskaram", "namasthe", "नमस्ते", "नमस्कार", "हाय",
        "हेलो", "हैलो", "నమస్తే", "నమస్కారం", "హాయ్", "హలో",
    ]),
    (Word::Help, &[
        "help", "how", "how to order", "madad", "sahayam", "sahayta", "sahay", "मदद", "सहायता", "సహాయం",
        "సాయం", "హెల్ప్",
    ]),
    (Word::Menu, &[
        "menu", "main menu", "shuru", "modati", "restart", "मेनू", "मेन्यू", "शुरू", "మెనూ", "మెను",
    ]),
    (Word::Prices, &[
        "price", "prices", "price list", "rate", "rates", "rate list", "bhav", "rate kya hai", "dhara", "dhara entha", "rate entha",
        "रेट", "भाव", "दाम", "कीमत", "ధర", "ధరలు", "ధర ఎంత", "రేటు", "రేట్లు",
    ]),
    (Word::Total, &[
        "how much", "how much will it be", "how much total", "how much in total", "how much is it", "how much does it cost",
        "how much will it cost", "what is the total", "total", "total price", "total kitna", "total kitna hoga", "kitna hoga",
        "kitna lagega", "kitna hua", "kul kitna", "entha", "enta", "entha avutundi", "enta avutundi", "entha avuthundi",
        "total entha", "motham entha", "mottam entha", "कितना लगेगा", "कितना होगा", "कितना हुआ", "कुल कितना", "टोटल कितना", "टोटल",
        "ఎంత అవుతుంది", "ఎంత అయింది", "మొత్తం ఎంత", "మొత్తం ఎంత అవుతుంది", "ఎంత", "టోటల్ ఎంత", "టోటల్",
    ]),
    (Word::Back, &[
        "back", "go back", "previous", "wapas", "vapas", "peeche", "piche", "venakki", "venakku", "वापस",
        "पीछे", "వెనక్కి", "వెనుకకు", "వెనక్కు",
    ]),
    (Word::Cart, &[
        "cart", "my cart", "show cart", "basket", "kart", "कार्ट", "मेरा कार्ट", "కార్ట్", "నా కార్ట్",
        "బుట్ట",
    ]),
    (Word::Orders, &[
        "my orders", "orders", "my order", "mera order", "naa order", "na order", "मेरे ऑर्डर", "मेरा ऑर्डर", "ऑर्डर",
        "నా ఆర్డర్లు", "నా ఆర్డర్", "ఆర్డర్లు",
    ]),
    (Word::Status, &[
        "status", "order status", "where is my order", "track", "track order", "order kahan hai", "kahan hai",
        "mera order kahan hai", "order kab aayega", "kab aayega", "where is my material", "where is my cement", "where is order",
        "where is it", "when will it come", "when will my order come", "when is it coming", "when will it reach", "ekkada undi",
        "order ekkada", "order ekkada undi", "na order ekkada undi", "naa order ekkada undi", "eppudu vastundi",
        "order eppudu vastundi", "paid", "i paid", "i have paid", "payment done", "paid already", "paisa de diya", "paise de diye",
        "payment kar diya", "payment ho gaya", "dabbulu kattanu", "payment chesanu", "पैसे दे दिए", "पेमेंट कर दिया", "पेमेंट हो गया",
        "డబ్బులు కట్టాను", "పేమెంట్ చేశాను", "मेरा ऑर्डर कहाँ है", "मेरा ऑर्डर कहां है", "ऑर्डर कहाँ है", "ऑर्डर कहां है", "कहां है",
        "ऑर्डर कब आएगा", "कब आएगा", "माल कब आएगा", "నా ఆర్డర్ ఎక్కడ ఉంది", "ఆర్డర్ ఎక్కడ ఉంది", "ఆర్డర్ ఎక్కడ", "ఆర్డర్ ఎప్పుడు వస్తుంది",
        "నా ఆర్డర్ ఎప్పుడు వస్తుంది", "ఎప్పుడు వస్తుంది", "स्टेटस", "कहाँ है", "స్టేటస్", "ఎక్కడ ఉంది",
    ]),
    (Word::Code, &[
        "code", "my code", "otp", "delivery code", "arrival code", "code kya hai", "mera code", "naa code",
        "na code", "code enti", "कोड", "मेरा कोड", "डिलीवरी कोड", "ओटीपी", "కోడ్", "నా కోడ్", "డెలివరీ కోడ్", "ఓటీపీ",
        "ఓటిపి",
    ]),
    (Word::Invoice, &[
        "invoice", "my invoice", "send invoice", "gst invoice", "tax invoice", "bill", "my bill", "send bill", "gst bill", "pakka bill",
        "bill bhejo", "bill chahiye", "bill kavali", "bill pampandi", "invoice bhejo", "invoice kavali", "credit note", "receipt",
        "बिल", "पक्का बिल", "बिल भेजो", "बिल चाहिए", "इनवॉइस", "रसीद", "బిల్లు", "బిల్", "బిల్లు కావాలి", "బిల్లు పంపండి", "ఇన్వాయిస్", "రసీదు",
    ]),
    (Word::Cancel, &[
        "order cancel karo", "order cancel karna hai", "order cancel kar do", "order cancel", "cancel the order",
        "mujhe order cancel karna hai", "mujhe order cancel karwana hai", "cancel karwana hai", "order cancel cheyandi",
        "order cancel chey", "ऑर्डर कैंसल करें", "ऑर्डर कैंसल", "ऑर्डर कैंसल कर दो", "ఆర్డర్ క్యాన్సిల్", "ఆర్డర్ క్యాన్సిల్ చేయి",
        "ఆర్డర్ క్యాన్సిల్ చేయాలి", "cancel", "cancel order", "cancel my order", "i want to cancel", "want to cancel", "i want to cancel my order",
        "cancel it", "please cancel", "cancel karna hai", "cancel kar do", "cancel chestanu", "कैंसल करना है", "कैंसिल करना है",
        "कैंसल कर दो", "ऑर्डर कैंसल करो", "ऑर्डर कैंसल करना है", "క్యాన్సిల్ చేయండి", "క్యాన్సిల్ చేయి", "ఆర్డర్ క్యాన్సిల్ చేయండి", "cancel karo", "cancel cheyi", "cancel chey",
        "cancel cheyandi", "raddu", "raddu cheyi", "radd", "radd karo", "रद्द", "रद्द करो", "रद्द करें",
        "कैंसल", "कैंसिल", "రద్దు", "రద్దు చేయి", "రద్దు చేయండి", "క్యాన్సిల్", "కాన్సిల్",
    ]),
    (Word::Less, &[
        "less", "less of it", "fewer", "reduce", "reduce order", "reduce quantity", "order less", "kam", "kam karo", "kam karna hai",
        "kam kar do", "order kam karo", "thakkuva", "takkuva", "takkuva cheyi", "tagginchu", "tagginchandi", "thagginchandi",
        "कम", "कम करो", "कम करना है", "कम कर दो", "ऑर्डर कम करो", "తక్కువ", "తగ్గించు", "తగ్గించండి", "తగ్గించాలి", "ఆర్డర్ తగ్గించండి",
    ]),
    (Word::Reorder, &[
        "reorder", "re order", "order again", "repeat", "repeat order", "same again", "last order",
        "same order", "phir se", "phir se order", "wahi order", "malli", "malli order", "ade order",
        "फिर से", "दोबारा", "वही ऑर्डर", "మళ్లీ", "మళ్ళీ", "మళ్లీ ఆర్డర్", "అదే ఆర్డర్",
    ]),
    (Word::Lists, &[
        "list", "lists", "my list", "my lists", "saved list", "saved lists", "show list", "show lists", "show my lists",
        "meri list", "meri lists", "mera list", "list dikhao", "lists dikhao", "naa list", "na list", "naa lists", "na lists",
        "list chupinchu", "list chupinchandi", "लिस्ट", "लिस्टें", "मेरी लिस्ट", "मेरी लिस्टें", "लिस्ट दिखाओ", "सेव की हुई लिस्ट", "లిస్ట్",
        "లిస్టు", "లిస్టులు", "నా లిస్ట్", "నా లిస్టు", "నా లిస్టులు", "లిస్ట్ చూపించు", "లిస్ట్ చూపించండి",
    ]),
    (Word::SaveList, &[
        "save", "save list", "save this list", "save the list", "save as list", "save as a list", "save it", "save cart",
        "save my cart", "save this", "list save", "list save karo", "list save kar do", "save karo", "save kar do", "list banao",
        "list bana do", "list save cheyi", "list save chey", "list save cheyandi", "save cheyi", "save cheyandi", "list ga save cheyi",
        "लिस्ट सेव करो", "लिस्ट सेव कर दो", "लिस्ट सेव करें", "सेव करो", "सेव कर दो", "लिस्ट बनाओ", "लिस्ट बना दो", "లిస్ట్ సేవ్ చేయి",
        "లిస్ట్ సేవ్ చేయండి", "లిస్టు సేవ్ చేయి", "లిస్ట్‌గా సేవ్ చేయి", "సేవ్ చేయి", "సేవ్ చేయండి",
    ]),
    (Word::Pay, &[
        "payment failed", "payment fail", "payment not done", "no link came", "link not received", "link nahi aaya", "link raledu",
        "pay", "pay now", "payment", "upi", "gpay", "phonepe", "link not working", "link not opening", "send link", "payment link", "pay link", "link", "pay karo", "paisa bhejna",
        "chellinchu", "भुगतान", "पेमेंट", "पे", "చెల్లింపు", "చెల్లించు", "పేమెంట్",
    ]),
    (Word::Cash, &[
        "cash me de dunga", "cash mein de dunga", "cash dunga", "cash istanu", "cash", "cod", "change to cash", "i will pay cash", "डिलीवरी पर कैश", "కాష్", "cash on delivery", "pay cash", "by cash", "in cash", "nagad", "naqad", "nagadu", "dabbulu", "नगद",
        "नकद", "कैश", "क्याश", "క్యాష్", "నగదు",
    ]),
    (Word::CheckOut, &[
        "checkout", "check out", "place order", "order now", "order karo", "order cheyi", "confirm order",
        "done", "that is all", "thats all", "bas", "चेकआउट", "ऑर्डर करो", "बस", "చెకౌట్", "ఆర్డర్ చేయి",
        "చాలు", "అంతే",
    ]),
    (Word::Change, &[
        "change", "edit", "change cart", "remove", "delete", "remove item", "badlo", "marchu", "hatao", "hata do",
        "teeseyi", "theeseyi", "हटाओ", "हटा दो", "हटा दें", "తీసేయి", "తీసేయండి", "बदलो", "बदलें", "మార్చు", "మార్చండి",
    ]),
    (Word::Empty, &[
        "clear", "clear cart", "empty cart", "empty", "khali karo", "khaali karo", "cart khali",
        "khali cheyi", "खाली करो", "खाली", "ఖాళీ", "ఖాళీ చేయి",
    ]),
    (Word::Person, &[
        "complaint", "complain", "problem", "issue", "शिकायत", "समस्या", "ఫిర్యాదు", "సమస్య", "person", "human", "agent", "talk to a person", "talk to person", "customer care", "support",
        "call me", "baat karni hai", "aadmi", "manishi", "matladali", "matladandi", "व्यक्ति", "आदमी",
        "बात करनी है", "किसी से बात करें", "इंसान", "మనిషి", "మనిషితో", "మాట్లాడాలి", "మనిషితో మాట్లాడాలి",
    ]),
    (Word::Buy, &[
        "buy", "buyer", "i want to buy", "khareedna", "kharidna", "konali", "खरीदना", "కొనాలి",
    ]),
    (Word::Sell, &[
        "sell", "seller", "vendor", "desk", "i want to sell", "bechna", "ammali", "बेचना", "అమ్మాలి",
    ]),
    (Word::ChooseLanguage, &[
        "language", "change language", "bhasha", "basha", "bhaasha", "भाषा", "భాష",
    ]),
    (Word::Language(Language::En), &[
        "english", "inglish", "in english", "अंग्रेजी", "अंग्रेज़ी", "ఇంగ్లీష్",
    ]),
    (Word::Language(Language::Hi), &[
        "hindi", "in hindi", "हिन्दी", "हिंदी", "హిందీ",
    ]),
    (Word::Language(Language::Te), &[
        "telugu", "in telugu", "telgu", "तेलुगु", "తెలుగు",
    ]),
    (Word::Yes, &[
        "yes", "y", "ok", "okay", "okey", "sure", "confirm", "haan", "han", "ha", "ji", "theek hai",
        "thik hai", "avunu", "sare", "sari", "हाँ", "हां", "हा", "ठीक है", "जी", "అవును", "సరే", "ఓకే",
        "ओके",
    ]),
    (Word::No, &[
        "none", "none of these", "nothing", "koi nahi", "koi nahin", "edi kadu", "edi kaadu", "कोई नहीं", "ఏదీ కాదు",
        "no", "n", "nahi", "nahin", "nope", "vaddu", "kaadu", "ledu", "नहीं", "नही", "వద్దు", "కాదు",
        "లేదు",
    ]),
    (Word::Thanks, &[
        "thanks", "thank you", "thankyou", "tq", "thx", "super", "dhanyavad", "dhanyawad", "shukriya",
        "dhanyavadalu", "धन्यवाद", "शुक्रिया", "ధన్యవాదాలు", "థాంక్స్",
    ]),
    (Word::Stop, &[
        "stop", "stop messages", "stop all", "unsubscribe", "opt out", "optout", "cancel messages", "no messages",
        "band karo", "message band karo", "messages band karo", "stop cheyandi", "aapandi", "बंद करो", "मैसेज बंद करो",
        "मैसेज मत भेजो", "ఆపు", "ఆపండి", "మెసేజ్‌లు ఆపండి", "మెసేజ్‌లు వద్దు", "మెసేజ్లు వద్దు",
    ]),
    (Word::Start, &[
        "start", "resume", "subscribe", "unstop", "start messages", "message chalu karo", "messages pampandi",
        "मैसेज चालू करो", "मैसेज भेजो", "మెసేజ్‌లు పంపండి", "మెసేజ్లు పంపండి",
    ]),
];

/// What both sides share, before a side looks; gives the event back when it is not that.
#[expect(clippy::result_large_err, reason = "the event moves on to a side, nothing has failed")]
pub(super) fn step(
    conversation: Conversation,
    event: Event,
    ctx: &mut Ctx<'_>,
) -> Result<Step, (Conversation, Event)> {
    let word = match &event {
        Event::Said { text } => word(text),
        Event::Tapped(tap) => match &tap.choice {
            Choice::Buyer(buyer::Choice::Alone(Alone::Language(language))) => {
                Some(Word::Language(*language))
            }
            Choice::Buyer(buyer::Choice::Alone(Alone::ChooseLanguage)) => {
                Some(Word::ChooseLanguage)
            }
            Choice::Buyer(buyer::Choice::Alone(Alone::Person)) => Some(Word::Person),
            // Under a vendor's reminder as well; for a buyer the same tap goes on to his side.
            Choice::Buyer(buyer::Choice::Alone(Alone::NoReminders)) => Some(Word::Stop),
            Choice::Buyer(_) | Choice::Vendor(_) => None,
        },
        Event::TappedUnknown { .. }
        | Event::Shared { .. }
        | Event::Sent { .. }
        | Event::Contact { .. }
        | Event::Filled { .. }
        | Event::Carted { .. }
        | Event::Unreadable { .. }
        | Event::Learned(_)
        | Event::Told(_)
        | Event::Joined { .. }
        | Event::Opened { .. }
        | Event::RepeatDue { .. }
        | Event::Undelivered { .. }
        | Event::PhotoRefused { .. }
        | Event::WindowClosed { .. }
        | Event::MediaSeen { .. }
        | Event::CartWaits
        | Event::Quiet
        | Event::OfficeTook { .. }
        | Event::OfficeWrote { .. }
        | Event::OfficeReleased
        | Event::Application(_)
        | Event::Ticket(_)
        | Event::Answered { .. } => None,
    };
    let Some(word) = word else { return Err((conversation, event)) };
    match word {
        Word::Language(language) => Ok(speak(conversation, language, ctx)),
        Word::ChooseLanguage => Ok(buyer::choose_language(conversation, ctx)),
        Word::Person if conversation.role == Role::Vendor && is_said(&event) => {
            Ok(vendor::person(conversation, ctx))
        }
        Word::Person => Ok(buyer::person(conversation, ctx)),
        Word::Buy => Ok(buyer::menu(conversation, ctx)),
        Word::Sell if ctx.person.vendor.is_some() => Ok(vendor::menu(conversation, ctx)),
        Word::Sell => Ok(vendor::apply(conversation, said(&event), ctx)),
        Word::Stop if conversation.role == Role::Vendor => Ok(vendor::stopped(conversation, ctx)),
        Word::Start if ctx.person.opted_out && conversation.role == Role::Vendor => {
            Ok(vendor::started(conversation, ctx))
        }
        Word::Hello | Word::Help | Word::Menu | Word::Back | Word::Start
            if conversation.role == Role::Vendor =>
        {
            Ok(vendor::menu(conversation, ctx))
        }
        Word::Hello
        | Word::Help
        | Word::Menu
        | Word::Back
        | Word::Cart
        | Word::Prices
        | Word::Total
        | Word::Orders
        | Word::Status
        | Word::Code
        | Word::Invoice
        | Word::Cancel
        | Word::Less
        | Word::Reorder
        | Word::Lists
        | Word::SaveList
        | Word::Pay
        | Word::Cash
        | Word::CheckOut
        | Word::Change
        | Word::Empty
        | Word::Yes
        | Word::No
        | Word::Thanks
        | Word::Stop
        | Word::Start => Err((conversation, event)),
    }
}

/// Typed words belong to the side that the person is on, taps to the side that offered them.
const fn is_said(event: &Event) -> bool {
    matches!(event, Event::Said { .. })
}

const fn said(event: &Event) -> &str {
    if let Event::Said { text } = event { text.as_str() } else { "" }
}

/// The language changes at once, and what was open is asked again in it.
fn speak(mut conversation: Conversation, language: Language, ctx: &mut Ctx<'_>) -> Step {
    conversation.language = Some(language);
    let mut step = match conversation.role {
        Role::Buyer => buyer::language_chosen(conversation, ctx),
        Role::Vendor => vendor::language_chosen(conversation, ctx),
    };
    step.effects.insert(0, super::Effect::KeepLanguage { language });
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_has_two_meanings_and_each_is_written_as_it_is_looked_up() {
        let mut seen = std::collections::BTreeMap::new();
        for (meaning, spellings) in WORDS {
            for spelling in *spellings {
                assert_eq!(word(spelling), Some(*meaning), "{spelling}");
                assert_eq!(seen.insert(*spelling, *meaning), None, "{spelling} twice");
            }
        }
    }

    #[test]
    fn capitals_blanks_and_emoji_do_not_matter_but_other_words_do() {
        assert_eq!(word("  HELLO!! 🙏"), Some(Word::Hello));
        assert_eq!(word("నమస్తే"), Some(Word::Hello));
        assert_eq!(word("वापस।"), Some(Word::Back));
        assert_eq!(word("cancel the cement only"), None);
        assert_eq!(word("pay road, miyapur"), None);
        assert_eq!(word("🙏"), None);
        assert_eq!(word(""), None);
    }

    #[test]
    fn an_orders_number_is_found_among_words() {
        let found = |text| {
            let (number, rest) = parted(text);
            format!("{} / {rest}", number.map_or("-".into(), |n: OrderNumber| n.to_string()))
        };
        assert_eq!(found("packed rs7k3m9qx"), "RS7K3M9QX / packed");
        assert_eq!(found("RS7K3M9QX: 4 8 2 1"), "RS7K3M9QX / 4 8 2 1");
        assert_eq!(found("*RS7K3M9QX*"), "RS7K3M9QX / ");
        assert_eq!(found("TS09AB1234 Ramesh"), "- / TS09AB1234 Ramesh");
    }
}
