//! Words of trouble with what came, or did not: a person of the office reads them. Our own messages say "reply to this
//! message and our office will help you", and nobody who writes of wrong material wants to buy some. What was torn or is
//! missing has questions of its own (`wrong`).
//!
//! ```text
//! buyer: wrong material came
//!   us: Somebody from our office will write to you here soon …
//! ```

use super::draft::Draft;
use super::wrong::{ALSO_BROKEN, wrong};

impl Draft<'_, '_> {
    pub(super) fn is_trouble(&mut self, said: &str) -> bool {
        let trouble = tells_trouble(said);
        if trouble {
            self.buyer().misses = 0;
            match wrong(said, ALSO_BROKEN) {
                Some(wrong) => self.look_what_is_wrong(wrong),
                None => self.call_person(None),
            }
        }
        trouble
    }
}

pub(super) fn tells_trouble(said: &str) -> bool {
    let lower = said.to_lowercase();
    let words =
        lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '!' | '?' | ':'));
    words.into_iter().any(|word| TROUBLE.contains(&word))
        || PHRASES.iter().any(|phrase| lower.contains(phrase))
}

/// Words that nobody orders with.
#[rustfmt::skip] // Reads as a dictionary.
const TROUBLE: &[&str] = &[
    "torn", "broken", "damaged", "damage", "wrong", "missing", "complaint", "cheating", "cheated", "fraud", "spoiled", "wet",
    "came", "aaye", "aaya", "vacharu", "vachayi", "invoice", "bill", "చిరిగి", "చిరిగిన", "వాపస్", "వచ్చారు", "ఇన్‌వాయిస్", "బిల్లు", "बिल",
    "leaking", "problem", "issue", "refund", "defective", "kharab", "toota", "tuta", "phata", "galat", "gaayab", "chirigindi",
    "chirigipoyindi", "pagilindi", "padaindi", "tappu",
    "खराब", "ख़राब", "टूटा", "टूटी", "टूटे", "फटा", "फटी", "फटे", "गलत", "ग़लत", "शिकायत", "गायब", "भीगा", "भीगी",
    "చిరిగింది", "చిరిగిపోయింది", "చిరిగిపోయాయి", "చిరిగాయి", "పగిలింది", "పగిలాయి", "పాడైంది", "పాడైపోయింది", "తప్పు", "ఫిర్యాదు",
    "తడిసింది", "రాలేదు",
];

const PHRASES: &[&str] = &[
    "phone number",
    "mobile number",
    "contact number",
    "driver number",
    "driver ka number",
    "driver no",
    "change address",
    "change the address",
    "address change",
    "wapas karo",
    "wapas do",
    "wapas chahiye",
    "money back",
    "paisa kat",
    "paise kat",
    "paid but",
    "वापस करो",
    "वापस चाहिए",
    "पैसा कट",
    "पैसे कट",
    "డబ్బు కట్",
    "డబ్బులు కట్",
    "not come",
    "not came",
    "not reached",
    "not received",
    "not arrived",
    "did not come",
    "didn't come",
    "hasn't come",
    "nobody came",
    "no one came",
    "less bags",
    "short by",
    "nahi aaya",
    "nahin aaya",
    "nahi aayi",
    "nahi mila",
    "kam hai",
    "raaledu",
    "raledu",
    "नहीं आया",
    "नहीं आई",
    "नहीं आए",
    "नहीं मिला",
    "कम हैं",
    "ఇంకా రాలేదు",
    "తక్కువ వచ్చాయి",
];

#[cfg(test)]
mod tests {
    use super::tells_trouble;

    #[test]
    fn trouble_is_told_from_orders() {
        for said in [
            "two bags are torn",
            "Wrong material came",
            "driver has not come",
            "ఒక బస్తా చిరిగింది",
            "2 బస్తాలు చిరిగిపోయాయి",
            "सीमेंट खराब है",
            "माल अभी तक नहीं आया",
        ] {
            assert!(tells_trouble(said), "{said}");
        }
        for said in [
            "50 bags opc 53",
            "2 masons tomorrow",
            "no sand",
            "when will it come",
            "opp bus stop",
            "ఇసుక 5 టన్నులు",
        ] {
            assert!(!tells_trouble(said), "{said}");
        }
    }
}
