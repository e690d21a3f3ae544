//! The registrations: a list of texts, each with the id that the gateway has for it and the one that the operators have.

use realserv_domain::language::Language;
use serde::Deserialize;

/// A text as it is registered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsTemplate {
    /// Ours.
    pub name: String,
    pub language: Language,
    /// The gateway's.
    pub template_id: String,
    /// The operators': nineteen digits. Kept beside the text, for whoever asks why an SMS does not arrive.
    pub dlt_id: String,
    /// Word by word, `{#var#}` for each variable.
    pub text: String,
}

/// All of them, at most one for a name in a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmsTemplates(Vec<SmsTemplate>);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoTemplates {
    #[error("is no list of registered texts: {0}")]
    Form(String),
    #[error("has no text in it")]
    Empty,
    #[error("has {name} in {language} twice")]
    Twice { name: String, language: &'static str },
    #[error("has no id of the gateway for {name} in {language}")]
    NoId { name: String, language: &'static str },
    #[error("has for {name} in {language} a dlt_id that is not nineteen digits")]
    NoDltId { name: String, language: &'static str },
}

const DLT_DIGITS: usize = 19;

impl SmsTemplates {
    /// As JSON: a list of objects with the fields of `SmsTemplate`.
    pub fn read(json: &str) -> Result<Self, NoTemplates> {
        let list: Vec<SmsTemplate> =
            serde_json::from_str(json).map_err(|error| NoTemplates::Form(error.to_string()))?;
        if list.is_empty() {
            return Err(NoTemplates::Empty);
        }
        for (at, one) in list.iter().enumerate() {
            let (name, language) = (one.name.clone(), one.language.code());
            let same = |other: &SmsTemplate| other.name == name && other.language == one.language;
            if list.iter().take(at).any(same) {
                return Err(NoTemplates::Twice { name, language });
            }
            if one.template_id.trim().is_empty() {
                return Err(NoTemplates::NoId { name, language });
            }
            let is_digits = one.dlt_id.bytes().all(|b| b.is_ascii_digit());
            if one.dlt_id.len() != DLT_DIGITS || !is_digits {
                return Err(NoTemplates::NoDltId { name, language });
            }
        }
        Ok(Self(list))
    }

    #[must_use]
    pub fn list(&self) -> &[SmsTemplate] {
        &self.0
    }

    /// In this language, else in English: a text that somebody half understands is better than none.
    #[must_use]
    pub fn of(&self, name: &str, language: Language) -> Option<&SmsTemplate> {
        let of =
            |language| self.0.iter().find(|known| known.name == name && known.language == language);
        of(language).or_else(|| of(Language::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(language: &str, id: &str, dlt: &str) -> String {
        format!(
            r#"{{"name":"offer","language":"{language}","template_id":"{id}","dlt_id":"{dlt}","text":"New {{#var#}}"}}"#
        )
    }

    #[test]
    fn a_text_is_found_in_its_language_or_in_english() {
        let dlt = "1107161234567890123";
        let json = format!("[{},{}]", entry("en", "64a", dlt), entry("te", "64b", dlt));
        let templates = SmsTemplates::read(&json).unwrap();
        let id = |name, language| {
            templates.of(name, language).map(|template| template.template_id.as_str())
        };
        assert_eq!(id("offer", Language::Te), Some("64b"));
        assert_eq!(id("offer", Language::Hi), Some("64a"));
        assert_eq!(id("paper", Language::En), None);
    }

    #[test]
    fn a_list_with_a_slip_is_refused_with_what_is_wrong() {
        let dlt = "1107161234567890123";
        let (good, twice) = (entry("en", "64a", dlt), entry("en", "64b", dlt));
        let named = || ("offer".to_owned(), "en");
        let (name, language) = named();
        let read = |json: &str| SmsTemplates::read(json).unwrap_err();
        assert_eq!(read(&format!("[{good},{twice}]")), NoTemplates::Twice { name, language });
        let (name, language) = named();
        assert_eq!(
            read(&format!("[{}]", entry("en", " ", dlt))),
            NoTemplates::NoId { name, language }
        );
        let (name, language) = named();
        let short = entry("en", "64a", "1107");
        assert_eq!(read(&format!("[{short}]")), NoTemplates::NoDltId { name, language });
        assert_eq!(read("[]"), NoTemplates::Empty);
        for broken in ["", "{}", "[{}]", &format!("[{}]", entry("fr", "64a", dlt))] {
            assert!(matches!(read(broken), NoTemplates::Form(_)), "{broken}");
        }
    }
}
