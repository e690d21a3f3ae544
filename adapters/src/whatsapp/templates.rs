//! Our templates at Meta: which there are, in which state, and how a new one is handed in (whatsapp.md §9).

use realserv_domain::language::Language;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tracing::{Instrument, Span, field, info_span};

use super::client::{Client, note};
use super::failure::SendFailure;
use crate::lenient::Object;

/// A template as Meta keeps it. Each language is one of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: String,
    pub name: String,
    /// Meta's code; may be one that we do not speak.
    pub language: String,
    pub status: TemplateStatus,
    /// `UTILITY`, `MARKETING`, `AUTHENTICATION`. Meta may change it, and with it the price.
    pub category: String,
    /// The body's text, to see whether Meta has the words that we have.
    pub body: Option<String>,
}

/// Only `Self::Approved` may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateStatus {
    Approved,
    Archived,
    Deleted,
    Disabled,
    Flagged,
    InAppeal,
    LimitExceeded,
    Locked,
    Paused,
    Pending,
    PendingDeletion,
    Reinstated,
    Rejected,
    /// A word that is newer than this program.
    Unknown(String),
}

impl TemplateStatus {
    /// Meta's word, of a listing or of a webhook's `event`.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "APPROVED" => Self::Approved,
            "ARCHIVED" => Self::Archived,
            "DELETED" => Self::Deleted,
            "DISABLED" => Self::Disabled,
            "FLAGGED" => Self::Flagged,
            "IN_APPEAL" => Self::InAppeal,
            "LIMIT_EXCEEDED" => Self::LimitExceeded,
            "LOCKED" => Self::Locked,
            "PAUSED" => Self::Paused,
            "PENDING" => Self::Pending,
            "PENDING_DELETION" => Self::PendingDeletion,
            "REINSTATED" => Self::Reinstated,
            "REJECTED" => Self::Rejected,
            other => Self::Unknown(other.to_owned()),
        }
    }

    /// Meta's word again, for the `template_status` table.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Approved => "APPROVED",
            Self::Archived => "ARCHIVED",
            Self::Deleted => "DELETED",
            Self::Disabled => "DISABLED",
            Self::Flagged => "FLAGGED",
            Self::InAppeal => "IN_APPEAL",
            Self::LimitExceeded => "LIMIT_EXCEEDED",
            Self::Locked => "LOCKED",
            Self::Paused => "PAUSED",
            Self::Pending => "PENDING",
            Self::PendingDeletion => "PENDING_DELETION",
            Self::Reinstated => "REINSTATED",
            Self::Rejected => "REJECTED",
            Self::Unknown(word) => word,
        }
    }

    /// Reinstated is approved again after a pause.
    #[must_use]
    pub fn may_be_sent(&self) -> bool {
        matches!(self, Self::Approved | Self::Reinstated)
    }
}

/// A template to hand in for review: a body with named variables, each with an example for the reviewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateDefinition {
    pub name: String,
    pub language: Language,
    pub category: TemplateCategory,
    /// `Order {{order_no}} reaches your site by {{eta}}.`
    pub body: String,
    pub examples: Vec<(String, String)>,
    pub footer: Option<String>,
    /// Quick replies first: Meta wants them together.
    pub buttons: Vec<TemplateButton>,
}

impl TemplateDefinition {
    /// As Meta wants a new one.
    #[must_use]
    pub fn handed_in(&self) -> Value {
        let mut body = content(self);
        body["name"] = json!(self.name);
        body["language"] = json!(self.language.code());
        body["parameter_format"] = json!("named");
        body
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TemplateCategory {
    Utility,
    Marketing,
    Authentication,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum TemplateButton {
    QuickReply { text: String },
    Url { text: String, url: String },
}

/// Most that Meta gives at once, and more pages than 6,000 templates need.
const PAGE: &str = "100";
const MOST_PAGES: usize = 100;
const FIELDS: &str = "id,name,status,category,language,components";

impl Client {
    /// All templates of the account, page by page.
    ///
    /// # Errors
    /// When a page cannot be had.
    pub async fn list_templates(&self) -> Result<Vec<Template>, SendFailure> {
        let span = template_span("list");
        let work = async {
            let listed = self.all_pages().await;
            note(&Span::current(), &listed);
            listed
        };
        work.instrument(span).await
    }

    async fn all_pages(&self) -> Result<Vec<Template>, SendFailure> {
        let mut templates = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut query = vec![("fields", FIELDS), ("limit", PAGE)];
            query.extend(after.as_deref().map(|cursor| ("after", cursor)));
            let url = self.account_url("message_templates");
            let page = self.call(self.http().get(url).query(&query)).await?;
            let page = Object::read(&page).map_err(|e| SendFailure::ours(e.to_string()))?;
            templates.extend(page.list("data").into_iter().filter_map(read_template));
            after = next_page(&page);
            if after.is_none() {
                break;
            }
        }
        Ok(templates)
    }

    /// Hands a template in for review.
    ///
    /// # Errors
    /// With Meta's words about what is wrong with it.
    pub async fn create_template(
        &self,
        definition: &TemplateDefinition,
    ) -> Result<Template, SendFailure> {
        let url = self.account_url("message_templates");
        let answer = self.write_template("create", url, &definition.handed_in()).await?;
        let answer = Object::read(&answer).unwrap_or_default();
        Ok(Template {
            id: answer.text("id").unwrap_or_default(),
            name: definition.name.clone(),
            language: definition.language.code().to_owned(),
            status: TemplateStatus::from_word(&answer.text("status").unwrap_or_default()),
            category: answer.text("category").unwrap_or_default(),
            body: Some(definition.body.clone()),
        })
    }

    /// Replaces the words of a template, which goes back to review: an approved one once a day, ten times a month.
    ///
    /// # Errors
    /// With Meta's words about what is wrong with it.
    pub async fn edit_template(
        &self,
        id: &str,
        definition: &TemplateDefinition,
    ) -> Result<(), SendFailure> {
        self.write_template("edit", self.node_url(id), &content(definition)).await.map(|_| ())
    }

    async fn write_template(
        &self,
        what: &'static str,
        url: String,
        body: &Value,
    ) -> Result<String, SendFailure> {
        let work = async {
            let written = self.call(self.http().post(url).json(body)).await;
            note(&Span::current(), &written);
            written
        };
        work.instrument(template_span(what)).await
    }
}

fn template_span(call: &'static str) -> Span {
    info_span!("whatsapp.templates", call, outcome = field::Empty, code = field::Empty)
}

/// Meta gives a cursor on the last page too; what the last page lacks is `next`.
fn next_page(page: &Object<'_>) -> Option<String> {
    let paging = page.object("paging")?;
    paging.raw("next")?;
    paging.object("cursors")?.word("after")
}

fn read_template(raw: &str) -> Option<Template> {
    let template = Object::read(raw).ok()?;
    let components = template.list("components");
    let mut components = components.into_iter().filter_map(|raw| Object::read(raw).ok());
    let body = components.find(|c| c.text("type").as_deref() == Some("BODY"));
    Some(Template {
        id: template.text("id").unwrap_or_default(),
        name: template.word("name")?,
        language: template.word("language")?,
        status: TemplateStatus::from_word(&template.text("status").unwrap_or_default()),
        category: template.text("category").unwrap_or_default(),
        body: body.and_then(|body| body.text("text")),
    })
}

fn content(definition: &TemplateDefinition) -> Value {
    let mut components = vec![body(definition)];
    if let Some(footer) = &definition.footer {
        components.push(json!({"type": "FOOTER", "text": footer}));
    }
    if !definition.buttons.is_empty() {
        let buttons: Vec<Value> = definition.buttons.iter().map(button).collect();
        components.push(json!({"type": "BUTTONS", "buttons": buttons}));
    }
    json!({"category": definition.category, "components": components})
}

fn body(definition: &TemplateDefinition) -> Value {
    let example = |(name, value): &(String, String)| json!({"param_name": name, "example": value});
    let examples: Vec<Value> = definition.examples.iter().map(example).collect();
    let mut body = json!({"type": "BODY", "text": definition.body});
    if !examples.is_empty() {
        body["example"] = json!({"body_text_named_params": examples});
    }
    body
}

fn button(button: &TemplateButton) -> Value {
    match button {
        TemplateButton::QuickReply { text } => json!({"type": "QUICK_REPLY", "text": text}),
        TemplateButton::Url { text, url } => json!({"type": "URL", "text": text, "url": url}),
    }
}
