//! The form that asks for a building site: what it returns when somebody has filled it in, and the token by which it is known
//! which question it answers.
//!
//! Whoever fills it in is believed what he could as well have typed, and nothing else: no price, no person, no order.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::PersonId;
use crate::phone::Phone;
use crate::place::Pin;
use crate::vehicles::Lane;

/// Names the question that a form answers: whose it is, and 128 bits that nobody guesses. Good while that question is open.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FormToken(String);

impl FormToken {
    pub(crate) fn new(person: PersonId, secret: u128) -> Self {
        Self(format!("{}.{secret:032x}", person.0.simple()))
    }

    /// What a phone hands back; whether it is ours shows when it is compared.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (person, secret) = text.split_once('.')?;
        let is_hex = |part: &str| part.len() == 32 && part.bytes().all(|b| b.is_ascii_hexdigit());
        (is_hex(person) && is_hex(secret)).then(|| Self(text.to_owned()))
    }

    /// Whose conversation has the question, if anybody's.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        let (person, _) = self.0.split_once('.')?;
        Uuid::try_parse(person).ok().map(PersonId)
    }

    /// For the message that offers the form.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for FormToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormToken(****)")
    }
}

/// A site as it was filled in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteForm {
    /// Some phones leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<FormToken>,
    pub pin: Pin,
    /// House or plot, street.
    pub street: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub landmark: String,
    /// Whom the driver asks for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<Lane>,
}

impl SiteForm {
    /// As somebody would have typed it who knows what a driver needs; the PIN code stands beside.
    #[must_use]
    pub fn words(&self) -> String {
        let parts = [&self.street, &self.landmark, &self.name];
        let said: Vec<&str> =
            parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        said.join(", ")
    }
}

/// It is a person's place: a log shows about where, not where.
impl fmt::Debug for SiteForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SiteForm({}, {} letters)", self.pin, self.words().chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_whose_it_is_and_hides_itself() {
        let person = PersonId(Uuid::from_u128(7));
        let token = FormToken::new(person, 42);
        assert_eq!(FormToken::read(token.reveal()), Some(token.clone()));
        assert_eq!(token.person(), Some(person));
        assert_eq!(format!("{token:?}"), "FormToken(****)");
        for wrong in ["", "unused", "7.42", &"0".repeat(65), &token.reveal()[..64]] {
            assert_eq!(FormToken::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_was_filled_in_reads_like_what_is_typed() {
        let form = SiteForm {
            token: None,
            pin: "500049".parse().unwrap(),
            street: " Plot 14, HMT Swarnapuri".to_owned(),
            landmark: String::new(),
            name: "Ravi ".to_owned(),
            phone: None,
            lane: None,
        };
        assert_eq!(form.words(), "Plot 14, HMT Swarnapuri, Ravi");
        assert_eq!(format!("{form:?}"), "SiteForm(500049, 29 letters)");
    }
}
