//! What the address form shows and says. Pure: what is known of places is handed in.

use realserv_adapters::postgres::sites::Locality;
use realserv_adapters::whatsapp::flows::{
    ADDRESS_SCREEN, Labels, Reply, Wrong, read_typed, returned,
};
use realserv_domain::form::{FormToken, SiteForm};
use realserv_domain::language::Language;
use realserv_domain::place::MOST_ADDRESS;
use realserv_domain::zones::Zones;
use realserv_templates::Words;

use crate::places::{self, Found};

/// The screen as it is first seen.
pub(super) fn opened(language: Language) -> Reply {
    screen(language, None)
}

/// The chat has gone on: it says so and closes.
pub(super) fn over(language: Language) -> Reply {
    Reply::Over { words: Words::of(language).form_over_line() }
}

/// The same screen, with what is wrong; what was typed stays in its fields.
fn screen(language: Language, wrong: Option<&str>) -> Reply {
    let words = Words::of(language);
    let labels = Labels {
        intro: words.form_intro_line(),
        pin: words.form_pin_label(),
        street: words.form_street_label(),
        landmark: words.form_landmark_label(),
        name: words.form_name_label(),
        phone: words.form_phone_label(),
        phone_help: words.form_phone_note(),
        lane: words.form_lane_title(),
        wide: words.address_lane_wide_button(),
        narrow: words.address_lane_narrow_button(),
        send: words.form_send_button(),
    };
    Reply::Screen { screen: ADDRESS_SCREEN, data: labels.data(wrong) }
}

/// Where we deliver.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) localities: &'a [Locality],
    pub(super) zones: &'a Zones,
}

impl Known<'_> {
    /// What was typed is used, or has to be put right. The turn that hears of it looks again, by the same rule.
    pub(super) fn sent(self, fields: &str, token: FormToken, language: Language) -> Reply {
        let words = Words::of(language);
        let wrong = match read_typed(fields, token) {
            Ok(form) => match self.refuses(&form, language) {
                None => return Reply::Finished { returns: returned(&form) },
                Some(wrong) => wrong,
            },
            Err(Wrong::Pin) => words.form_pin_digits_line(),
            Err(Wrong::Street) => words.form_street_missing_line(),
            Err(Wrong::Phone) => words.form_phone_digits_line(),
        };
        screen(language, Some(&wrong))
    }

    /// Why the chat could not go on with it.
    fn refuses(self, form: &SiteForm, language: Language) -> Option<String> {
        let words = Words::of(language);
        let said = form.words();
        if said.chars().count() > MOST_ADDRESS {
            return Some(words.form_street_missing_line());
        }
        match places::find(self.localities, self.zones, None, Some(&form.pin), &said) {
            Some(Found { zone: Some(_), .. }) => None,
            Some(Found { locality, zone: None }) => {
                Some(words.form_outside_line(&locality.name, &form.pin))
            }
            None => Some(words.form_outside_pin_line(&form.pin)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use realserv_templates::whatsapp::ADDRESS_FLOW;
    use serde_json::Value;

    use super::*;

    fn keys(of: &Value) -> BTreeSet<&str> {
        of.as_object().unwrap().keys().map(String::as_str).collect()
    }

    /// What a screen does not declare is dropped, and what it declares and is not sent stays empty.
    #[test]
    fn the_screen_at_meta_has_a_place_for_each_label_and_none_besides() {
        let flow: Value = serde_json::from_str(ADDRESS_FLOW).unwrap();
        let [screen] = flow["screens"].as_array().unwrap().as_slice() else { panic!() };
        assert_eq!(screen["id"], ADDRESS_SCREEN);
        for language in Language::ALL {
            let Reply::Screen { data, .. } = opened(language) else { panic!() };
            assert_eq!(keys(&data), keys(&screen["data"]));
        }
        // The examples that its reviewer sees are what people see.
        let Reply::Screen { data, .. } = opened(Language::En) else { panic!() };
        for (key, value) in data.as_object().unwrap() {
            assert_eq!(&screen["data"][key]["__example__"], value, "{key}");
        }
    }
}
