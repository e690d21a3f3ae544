//! Texts of SMS, each registered with the operators word by word (DLT): what is sent names the registration and brings the
//! variables alone, and what differs from the registered text is dropped in silence (india-commerce.md 11).
//!
//! The words stand in `*/notice.ftl` like all others. Which registration a text has is configuration (`SMS_TEMPLATES`), which brings
//! the registered text along, so that the program sees when its own has become another.

use realserv_domain::ids::OrderNumber;
use realserv_domain::language::Language;
use realserv_domain::notice::{LONGEST_SMS_VARIABLE, SmsCall};

use crate::Words;
use crate::fit;

/// What stands in a registered text for a variable.
pub const VARIABLE: &str = "{#var#}";

const OFFER: &str = "offer";

/// A text as it has to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmsText {
    pub name: &'static str,
    pub language: Language,
    pub text: String,
}

/// All that there are.
#[must_use]
pub fn all() -> Vec<SmsText> {
    let offer = |language| SmsText {
        name: OFFER,
        language,
        text: Words::of(language).notice_offer_sms(VARIABLE, VARIABLE, VARIABLE),
    };
    Language::ALL.into_iter().map(offer).collect()
}

/// A new order, where WhatsApp did not bring it.
#[derive(Clone, Copy, Debug)]
pub struct OfferSms<'a> {
    pub number: &'a OrderNumber,
    /// All lines in one; as much as a variable holds.
    pub goods: &'a str,
    pub until: &'a str,
}

impl OfferSms<'_> {
    #[must_use]
    pub fn call(&self, language: Language) -> SmsCall {
        let variables = [self.number.as_str(), self.goods, self.until];
        let variables = variables.map(|text| fit(text, LONGEST_SMS_VARIABLE)).to_vec();
        SmsCall { template: OFFER.to_owned(), language, variables }
    }
}

/// What arrives: the registered text with these variables.
#[must_use]
pub fn filled(registered: &str, variables: &[String]) -> String {
    let mut variables = variables.iter();
    let mut pieces = registered.split(VARIABLE);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push_str(variables.next().map_or("", String::as_str));
        text.push_str(piece);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gateways know variables by their place.
    #[test]
    fn variables_stand_in_the_same_order_in_every_language() {
        for language in Language::ALL {
            let text = Words::of(language).notice_offer_sms("<1>", "<2>", "<3>");
            let places = ["<1>", "<2>", "<3>"].map(|mark| text.find(mark));
            assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
        }
    }

    #[test]
    fn what_is_sent_is_the_registered_text_with_short_variables() {
        let number = "RS7K3M9QX".parse().unwrap();
        let goods = "50 bags: UltraTech OPC 53 Grade Cement, 2 tonnes: TMT 12 mm";
        for registered in all() {
            let call =
                OfferSms { number: &number, goods, until: "9:40 am" }.call(registered.language);
            let long = |text: &String| text.chars().count() > LONGEST_SMS_VARIABLE;
            assert!(!call.variables.iter().any(long), "{call:?}");
            let text = filled(&registered.text, &call.variables);
            let [number, goods, until] = call.variables.as_slice() else { panic!("{call:?}") };
            assert_eq!(text, Words::of(registered.language).notice_offer_sms(number, goods, until));
            assert_eq!(registered.text.matches(VARIABLE).count(), call.variables.len());
        }
    }
}
