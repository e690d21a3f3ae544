//! What Meta sends us: the signature, the handshake, and a request taken apart into its updates.
//!
//! One POST may carry a thousand updates. Each is read on its own and keeps its own raw text and its own key
//! against duplicates, so that a piece that nobody understands never takes the others with it.

/// Entries and changes around the updates.
mod envelope;

/// `messages[]`: what people said and did.
mod message;

/// `statuses[]`: how far our messages have come.
mod status;

/// Every other field: templates, forms, preferences, changed ids.
mod account;

use std::borrow::Cow;
use std::collections::HashMap;

use realserv_domain::message::Inbound;
use realserv_domain::phone::Phone;
use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation;

pub use self::account::{
    FlowNews, FlowUpdate, PaymentConfiguration, Preference, PreferenceValue, TemplateUpdate,
    UserIdUpdate,
};
use self::envelope::Piece;
pub use self::status::{Pricing, StatusFailure, StatusUpdate};
use super::payments::InChat;
use crate::lenient::Object;
pub use crate::secret::Forged;
use crate::secret::{self, Secret};

/// The header that carries the signature.
pub const SIGNATURE_HEADER: &str = "X-Hub-Signature-256";

/// One update of a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// With `event_id` the key against duplicates: Meta repeats for up to seven days.
    pub source: &'static str,
    pub event_id: String,
    /// Our number that it came to; absent for news about the whole account.
    pub phone_number_id: Option<String>,
    /// The JSON of this piece as it came.
    pub raw: String,
    pub news: News,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Message(Inbound),
    Status(StatusUpdate),
    /// Something happened to a bill in the chat: a hint to ask (`Client::payment_in_chat`).
    Payment(InChat),
    /// Meta's word on the configuration that bills are paid under.
    PaymentConfiguration(PaymentConfiguration),
    TemplateStatus(TemplateUpdate),
    Flow(FlowUpdate),
    /// Stopped or resumed marketing in WhatsApp's own menu.
    Preference(Preference),
    UserIdChanged(UserIdUpdate),
    /// Understood as something that asks nothing of us, or newer than this program: stored and counted by `kind`.
    Other {
        kind: String,
    },
    /// Not what it says it is: stored, and somebody should look.
    Broken {
        why: &'static str,
    },
}

/// The body is no webhook of WhatsApp at all. It was signed, so it is answered with 200, counted and kept.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("the body is not UTF-8")]
    NotUtf8(#[source] std::str::Utf8Error),
    #[error("the body is not a JSON object")]
    NotJson(#[source] serde_json::Error),
    #[error("the body is about {0:?}, not about a WhatsApp account")]
    NotWhatsApp(String),
}

/// Whether Meta signed these very bytes. Meta signs ASCII with `\uXXXX` and `\/`, so JSON that was parsed and
/// written again never fits; hash what came.
///
/// # Errors
/// If the header is missing, of another form, or fits none of the secrets.
pub fn verify(secrets: &[Secret], header: Option<&str>, body: &[u8]) -> Result<(), Forged> {
    let signature = header.and_then(|header| header.strip_prefix("sha256=")).ok_or(Forged)?;
    secret::verify(secrets, signature, body)
}

/// The answer to Meta's handshake, when the token is ours: the challenge itself, as plain text. Otherwise 403.
#[must_use]
pub fn challenge(query: &str, verify_token: &Secret) -> Option<String> {
    // The names hold dots, so no nested decoder may see them.
    let pairs = crate::query::pairs(query);
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, v)| v.as_str());
    let ours = value("hub.mode") == Some("subscribe")
        && value("hub.verify_token").is_some_and(|token| verify_token.equals(token));
    ours.then(|| value("hub.challenge").map(str::to_owned)).flatten()
}

/// All updates of a body whose signature was verified.
///
/// # Errors
/// Only when the body as a whole is none of WhatsApp's.
pub fn parse(body: &[u8]) -> Result<Vec<Update>, Unreadable> {
    let text = std::str::from_utf8(body).map_err(Unreadable::NotUtf8)?;
    let mut updates = Vec::new();
    for piece in envelope::open(text)? {
        match piece {
            Piece::Change { field, time, value } => read_change(&field, &time, value, &mut updates),
            Piece::Broken { raw, why } => updates.push(broken(raw, None, why)),
        }
    }
    Ok(updates)
}

fn read_change(field: &str, time: &str, raw: &str, updates: &mut Vec<Update>) {
    let Ok(value) = Object::read(raw) else {
        updates.push(broken(raw, None, "a value that is no object"));
        return;
    };
    let change = Change::new(field, time, raw, value);
    match field {
        "messages" => read_messages(&change, updates),
        "message_template_status_update" => updates.push(account::template(&change)),
        "flows" => updates.push(account::flow(&change)),
        "user_preferences" => updates.extend(account::preferences(&change)),
        "payment_configuration_update" => updates.push(account::payment_configuration(&change)),
        "user_id_update" => updates.extend(account::user_ids(&change)),
        _ => updates.push(change.other(field, raw)),
    }
}

fn read_messages(change: &Change<'_>, updates: &mut Vec<Update>) {
    let before = updates.len();
    let people = People::new(&change.value);
    let pieces = |key| change.value.list(key);
    updates.extend(pieces("messages").into_iter().map(|raw| message::read(change, &people, raw)));
    updates.extend(pieces("statuses").into_iter().map(|raw| status::read(change, raw)));
    updates.extend(pieces("errors").into_iter().map(|raw| change.other("messages.errors", raw)));
    if updates.len() == before {
        updates.push(change.other("messages", change.raw));
    }
}

/// What the pieces of one change share.
struct Change<'a> {
    field: &'a str,
    /// When Meta made the entry: tells apart two pieces of news that read alike, such as a second pause.
    time: &'a str,
    raw: &'a str,
    value: Object<'a>,
    phone_number_id: Option<String>,
}

impl<'a> Change<'a> {
    fn new(field: &'a str, time: &'a str, raw: &'a str, value: Object<'a>) -> Self {
        let metadata = value.object("metadata").unwrap_or_default();
        Self { field, time, raw, phone_number_id: metadata.id("phone_number_id"), value }
    }

    /// An update under a key of its own.
    fn update(&self, source: &'static str, event_id: String, raw: &str, news: News) -> Update {
        let phone_number_id = self.phone_number_id.clone();
        Update { source, event_id, phone_number_id, raw: raw.to_owned(), news }
    }

    /// An update that Meta gives no id: its text is its key.
    fn hashed(&self, raw: &str, news: News) -> Update {
        let event_id = fingerprint(&[self.field, self.time, raw]);
        self.update("whatsapp.other", event_id, raw, news)
    }

    fn other(&self, kind: &str, raw: &str) -> Update {
        self.hashed(raw, News::Other { kind: kind.to_owned() })
    }

    fn broken(&self, raw: &str, why: &'static str) -> Update {
        broken(raw, self.phone_number_id.clone(), why)
    }
}

fn broken(raw: &str, phone_number_id: Option<String>, why: &'static str) -> Update {
    Update {
        source: "whatsapp.broken",
        event_id: fingerprint(&[raw]),
        phone_number_id,
        raw: raw.to_owned(),
        news: News::Broken { why },
    }
}

/// NUL between the parts: none of them can contain it unescaped.
fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex::encode(hash.finalize())
}

/// `contacts[]`, which stands beside the messages and in no order of theirs: names by `wa_id` and by `user_id`.
struct People(HashMap<String, Contact>);

#[derive(Clone, Default)]
struct Contact {
    name: Option<String>,
    wa_id: Option<String>,
    user_id: Option<String>,
}

impl People {
    fn new(value: &Object<'_>) -> Self {
        let mut people = HashMap::new();
        for contact in value.list("contacts").into_iter().filter_map(|raw| Object::read(raw).ok()) {
            let known = Contact {
                name: contact.object("profile").and_then(|p| plain_name(&p.text("name")?)),
                wa_id: contact.id("wa_id"),
                user_id: contact.id("user_id"),
            };
            for mark in [&known.wa_id, &known.user_id].into_iter().flatten() {
                people.insert(mark.clone(), known.clone());
            }
        }
        Self(people)
    }

    /// By either mark, and only if neither contradicts.
    fn find(&self, wa_id: Option<&str>, user_id: Option<&str>) -> Option<&Contact> {
        [user_id, wa_id].into_iter().flatten().find_map(|mark| self.0.get(mark))
    }
}

/// A `wa_id` or `from`: with its country code always, so that ten digits are no Indian number but somebody else's.
fn phone(digits: Option<&str>) -> Option<Phone> {
    let digits = digits?.trim().trim_start_matches('+');
    if digits.len() < 11 { None } else { digits.parse().ok() }
}

/// Room for a name in a list and in a template.
const LONGEST_NAME: usize = 60;

/// A stranger's words: one line, nothing that turns or hides the text around it, cut between letters.
fn plain_name(name: &str) -> Option<String> {
    let visible: Cow<'_, str> = name.chars().filter(|c| !turns_or_hides(*c)).collect();
    let one_line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short = String::new();
    let mut length = 0;
    for grapheme in one_line.graphemes(true) {
        length += grapheme.chars().count();
        if length > LONGEST_NAME {
            break;
        }
        short.push_str(grapheme);
    }
    let short = short.trim_end();
    if short.is_empty() { None } else { Some(short.to_owned()) }
}

/// Controls other than blanks, and the marks that change the direction of writing. Joiners stay: Telugu, Hindi and
/// emoji need them.
fn turns_or_hides(c: char) -> bool {
    let direction =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    direction || (c.is_control() && !c.is_whitespace()) || c == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_short_line() {
        let name = |text: &str| plain_name(text);
        assert_eq!(name(" Ravi\n\u{202e}K\u{7} ").as_deref(), Some("Ravi K"));
        assert_eq!(name("\u{200f}\u{0}\n"), None);
        assert_eq!(name("రవి కుమార్").as_deref(), Some("రవి కుమార్"));
        // The family is seven characters and one letter: it stays whole or goes.
        let crowded = format!("{}👨‍👩‍👧‍👦", "a".repeat(58));
        assert_eq!(name(&crowded), Some("a".repeat(58)));
        let fits = format!("{}👨‍👩‍👧‍👦", "a".repeat(53));
        assert_eq!(name(&fits), Some(fits));
    }

    #[test]
    fn a_short_foreign_number_is_not_taken_for_an_indian_one() {
        assert_eq!(phone(Some("919900000001")).unwrap().reveal(), "919900000001");
        assert_eq!(phone(Some("6591234567")), None);
        assert_eq!(phone(Some("not a number")), None);
    }
}
