//! Fields other than `messages` that change something for us (whatsapp.md §4). The rest is kept as `Other`.

use jiff::Timestamp;
use realserv_domain::phone::Phone;

use super::{Change, News, Update, phone};
use crate::lenient::Object;
use crate::whatsapp::templates::TemplateStatus;

/// A template was reviewed, paused, disabled …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateUpdate {
    pub name: String,
    pub language: String,
    pub status: TemplateStatus,
    /// Meta's word for why; `NONE` counts as absent.
    pub reason: Option<String>,
    pub category: Option<String>,
}

/// A form of ours was published, blocked …, or its endpoint is watched with worry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowUpdate {
    pub flow_id: String,
    pub news: FlowNews,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlowNews {
    /// `DRAFT`, `PUBLISHED`, `DEPRECATED`, `BLOCKED`, `THROTTLED`.
    Status(String),
    /// `ENDPOINT_ERROR_RATE` and the like, and whether the alert begins: `ACTIVATED`, `DEACTIVATED`.
    Alert { event: String, state: String },
}

/// What a person chose in WhatsApp's own menu about a kind of message, so far only marketing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    pub phone: Option<Phone>,
    pub user_id: Option<String>,
    pub category: String,
    pub value: PreferenceValue,
    pub at: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreferenceValue {
    Stop,
    Resume,
    SignUp,
    Unknown(String),
}

/// A person changed the phone number, and with it Meta's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserIdUpdate {
    pub before: String,
    pub now: String,
    pub phone: Option<Phone>,
}

/// Whether bills can be paid under a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentConfiguration {
    pub name: String,
    /// Meta's word: `Active`, `Needs Connecting`, `Needs Testing`.
    pub status: String,
}

pub(super) fn payment_configuration(change: &Change<'_>) -> Update {
    let value = &change.value;
    match (value.id("configuration_name"), value.word("status")) {
        (Some(name), Some(status)) => {
            let news = News::PaymentConfiguration(PaymentConfiguration { name, status });
            change.hashed(change.raw, news)
        }
        _ => change.broken(change.raw, "news of a payment configuration without name or status"),
    }
}

pub(super) fn template(change: &Change<'_>) -> Update {
    let value = &change.value;
    let parts = (
        value.id("message_template_name"),
        value.id("message_template_language"),
        value.word("event"),
    );
    let (Some(name), Some(language), Some(event)) = parts else {
        return change.broken(change.raw, "news of a template without name, language or event");
    };
    let update = TemplateUpdate {
        name,
        language,
        status: TemplateStatus::from_word(&event),
        reason: value.word("reason").filter(|reason| reason != "NONE"),
        category: value.word("message_template_category"),
    };
    change.hashed(change.raw, News::TemplateStatus(update))
}

pub(super) fn flow(change: &Change<'_>) -> Update {
    let value = &change.value;
    let (Some(flow_id), Some(event)) = (value.id("flow_id"), value.word("event")) else {
        return change.other("flows", change.raw);
    };
    let news = match (event.as_str(), value.word("new_status")) {
        ("FLOW_STATUS_CHANGE", Some(status)) => FlowNews::Status(status),
        ("FLOW_STATUS_CHANGE", None) => {
            return change.broken(change.raw, "a form's status that is none");
        }
        _ => FlowNews::Alert { state: value.word("alert_state").unwrap_or_default(), event },
    };
    change.hashed(change.raw, News::Flow(FlowUpdate { flow_id, news }))
}

pub(super) fn preferences<'a>(change: &'a Change<'_>) -> impl Iterator<Item = Update> + 'a {
    change.value.list("user_preferences").into_iter().map(|raw| match read_preference(raw) {
        Some(preference) => change.hashed(raw, News::Preference(preference)),
        None => change.broken(raw, "a preference of nobody"),
    })
}

fn read_preference(raw: &str) -> Option<Preference> {
    let preference = Object::read(raw).ok()?;
    let wa_id = preference.id("wa_id");
    let user_id = preference.id("user_id");
    if wa_id.is_none() && user_id.is_none() {
        return None;
    }
    Some(Preference {
        phone: phone(wa_id.as_deref()),
        user_id,
        category: preference.text("category").unwrap_or_default(),
        value: match preference.word("value")?.as_str() {
            "stop" => PreferenceValue::Stop,
            "resume" => PreferenceValue::Resume,
            "signup" => PreferenceValue::SignUp,
            other => PreferenceValue::Unknown(other.to_owned()),
        },
        at: preference.instant("timestamp"),
    })
}

/// The shape is documented thinly: `user_id: {previous, current}` is what has been seen; anything else is kept.
pub(super) fn user_ids<'a>(change: &'a Change<'_>) -> impl Iterator<Item = Update> + 'a {
    let pieces = change.value.list("user_id_update");
    let whole = pieces.is_empty().then(|| change.other("user_id_update", change.raw));
    let each = pieces.into_iter().map(|raw| match read_user_id(raw) {
        Some(update) => change.hashed(raw, News::UserIdChanged(update)),
        None => change.other("user_id_update", raw),
    });
    whole.into_iter().chain(each)
}

fn read_user_id(raw: &str) -> Option<UserIdUpdate> {
    let update = Object::read(raw).ok()?;
    let ids = update.object("user_id")?;
    Some(UserIdUpdate {
        before: ids.id("previous")?,
        now: ids.id("current")?,
        phone: phone(update.text("wa_id").as_deref()),
    })
}
