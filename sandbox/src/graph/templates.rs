//! The template table of the business account: create, list, edit, delete.
//!
//! What a template may look like is in `template_rules.rs`; what Meta does to it later in `template_life.rs`; how one is sent in
//! `template_send.rs`.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};

use super::{
    account::pick,
    errors::{Answer, GraphError},
    limits::{Calls, HOUR},
    template_life::tell_approved,
    template_rules,
};
use crate::world::World;

const DAY: i64 = 24 * HOUR;
/// Templates of a verified business account, each language counted.
const MOST: usize = 6000;
/// Creations within an hour.
const CREATIONS: usize = 100;
/// A deleted name is blocked for so long; an approved template may be edited once a day and ten times in 30 days.
const NAME_BLOCKED: i64 = 30 * DAY;
const EDITS_KEPT: i64 = 30 * DAY;

/// Where a template stands with Meta's reviewers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateStatus {
    Pending,
    Approved,
    Rejected,
    Paused,
    Disabled,
}

impl TemplateStatus {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Approved => "APPROVED",
            Self::Rejected => "REJECTED",
            Self::Paused => "PAUSED",
            Self::Disabled => "DISABLED",
        }
    }

    pub(crate) fn named(word: &str) -> Option<Self> {
        let all = [Self::Pending, Self::Approved, Self::Rejected, Self::Paused, Self::Disabled];
        all.into_iter().find(|status| status.word() == word)
    }
}

/// One language of one template.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) language: String,
    pub(super) category: String,
    pub(super) sub_category: Option<String>,
    pub(super) named: bool,
    pub(super) components: Value,
    pub(super) status: TemplateStatus,
    /// How often low quality has paused it.
    pub(super) pauses: usize,
    edited: Vec<i64>,
}

impl Template {
    /// The component of that type, if the template has it.
    pub(super) fn component(&self, kind: &str) -> Option<&Value> {
        let is = |component: &&Value| {
            component["type"].as_str().is_some_and(|own| own.eq_ignore_ascii_case(kind))
        };
        self.components.as_array()?.iter().find(is)
    }

    pub(super) fn is_paused(&self) -> bool {
        self.status == TemplateStatus::Paused
    }

    fn body_and_footer(&self) -> (Option<&str>, Option<&str>) {
        let text = |kind| self.component(kind).and_then(|component| component["text"].as_str());
        (text("BODY"), text("FOOTER"))
    }

    /// All fields, or those asked for; the id always.
    fn json(&self, fields: Option<&str>) -> Value {
        let mut all = json!({
            "name": self.name, "language": self.language, "status": self.status.word(), "category": self.category,
            "components": self.components, "quality_score": {"score": "UNKNOWN"},
            "parameter_format": if self.named { "NAMED" } else { "POSITIONAL" },
        });
        if let Some(sub_category) = &self.sub_category {
            all["sub_category"] = json!(sub_category);
        }
        pick(&all, fields, &self.id)
    }
}

/// All templates by name and language.
#[derive(Default)]
pub(crate) struct Templates {
    table: Mutex<Table>,
}

#[derive(Default)]
pub(super) struct Table {
    pub(super) known: BTreeMap<(String, String), Arc<Template>>,
    /// Deleted names and until when they are blocked.
    blocked: BTreeMap<String, i64>,
    created: Calls,
    /// New ones wait for a review instead of being approved at once.
    reviewed_by_hand: bool,
}

impl Templates {
    pub(super) fn find(&self, name: &str, language: &str) -> Option<Arc<Template>> {
        self.lock().known.get(&(name.to_owned(), language.to_owned())).cloned()
    }

    pub(super) fn by_id(&self, id: &str) -> Option<Arc<Template>> {
        self.lock().known.values().find(|template| template.id == id).cloned()
    }

    pub(crate) fn review_by_hand(&self, by_hand: bool) {
        self.lock().reviewed_by_hand = by_hand;
    }

    pub(crate) fn are_reviewed_by_hand(&self) -> bool {
        self.lock().reviewed_by_hand
    }

    /// All of them for the page, in the order of their names.
    pub(crate) fn rows(&self) -> Vec<Value> {
        let row = |template: &Arc<Template>| {
            json!({"name": template.name, "language": template.language, "category": template.category,
                "status": template.status.word()})
        };
        self.lock().known.values().map(row).collect()
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `POST /{waba}/message_templates`.
pub(super) fn create(world: &Arc<World>, body: &Value) -> Answer<Value> {
    let draft = template_rules::read(body)?;
    let now = world.clock.now();
    let template = {
        let mut table = world.graph.templates.lock();
        if !table.created.allow(CREATIONS, HOUR, now) {
            return Err(GraphError::too_many_templates());
        }
        let status =
            if table.reviewed_by_hand { TemplateStatus::Pending } else { TemplateStatus::Approved };
        let template = enter(world, &mut table, (draft, status))?;
        table.created.note(now);
        template
    };
    if template.status == TemplateStatus::Approved {
        tell_approved(world, &template);
    }
    Ok(json!({"id": template.id, "status": template.status.word(), "category": template.category}))
}

/// Approved so long ago that nobody is told any more, and that it is none of this hour's.
pub(crate) fn has_approved(world: &World, body: &Value) -> Answer<()> {
    let draft = template_rules::read(body)?;
    let known = (draft, TemplateStatus::Approved);
    enter(world, &mut world.graph.templates.lock(), known).map(drop)
}

fn enter(
    world: &World,
    table: &mut Table,
    (draft, status): (template_rules::Draft, TemplateStatus),
) -> Answer<Arc<Template>> {
    check_free(table, &draft, world.clock.now())?;
    let template = Arc::new(Template {
        id: world.ids.digits(60),
        name: draft.name,
        language: draft.language,
        category: draft.category,
        sub_category: draft.sub_category,
        named: draft.named,
        components: draft.components,
        status,
        pauses: 0,
        edited: Vec::new(),
    });
    table.known.insert((template.name.clone(), template.language.clone()), Arc::clone(&template));
    Ok(template)
}

fn check_free(table: &Table, draft: &template_rules::Draft, now: i64) -> Answer<()> {
    if table.known.len() >= MOST {
        return Err(GraphError::template_rule(
            2_388_019,
            "Template limit reached",
            format!("At most {MOST} templates"),
        ));
    }
    if table.blocked.get(&draft.name).is_some_and(|until| now < *until) {
        let text = format!("{} was deleted less than 30 days ago", draft.name);
        return Err(GraphError::template_rule(
            2_388_023,
            "Message template is being deleted",
            text,
        ));
    }
    if table.known.contains_key(&(draft.name.clone(), draft.language.clone())) {
        let text = format!("There is already {} content for {}", draft.language, draft.name);
        return Err(GraphError::template_rule(
            2_388_024,
            "Content in this language already exists",
            text,
        ));
    }
    // One-time codes all have Meta's words.
    let worded = draft.category != "AUTHENTICATION";
    let twin = table.known.values().filter(|_| worded).find(|known| {
        known.language == draft.language
            && known.category == draft.category
            && known.body_and_footer() == draft.body_and_footer()
    });
    match twin {
        None => Ok(()),
        Some(twin) => {
            let text = format!("Body and footer are those of {}", twin.name);
            Err(GraphError::template_rule(0, "Template content is a duplicate", text))
        }
    }
}

/// `GET /{template}`. `None` when no template has this id.
pub(super) fn describe(world: &World, id: &str, fields: Option<&str>) -> Option<Value> {
    world.graph.templates.by_id(id).map(|template| template.json(fields))
}

/// `GET /{waba}/message_templates`: by `name`, `language`, `category`, `status`, in pages of `limit` with `after`.
pub(super) fn list(world: &World, query: &[(String, String)]) -> Value {
    let asked =
        |key: &str| query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let limit =
        asked("limit").and_then(|limit| limit.parse::<usize>().ok()).unwrap_or(25).clamp(1, 1000);
    let skip = asked("after").and_then(|after| after.parse::<usize>().ok()).unwrap_or(0);
    let table = world.graph.templates.lock();
    let fits = |template: &&Arc<Template>| {
        asked("name").is_none_or(|name| template.name.contains(name))
            && asked("language").is_none_or(|language| template.language == language)
            && asked("category").is_none_or(|category| template.category == category)
            && asked("status").is_none_or(|status| template.status.word() == status)
    };
    let found: Vec<&Arc<Template>> = table.known.values().filter(fits).collect();
    let page = found.iter().skip(skip).take(limit);
    let page: Vec<Value> = page.map(|template| template.json(asked("fields"))).collect();
    let after = (skip + page.len()).to_string();
    let more = skip + page.len() < found.len();
    let mut answer =
        json!({"data": page, "paging": {"cursors": {"before": skip.to_string(), "after": after}}});
    if more {
        answer["paging"]["next"] = json!(next_page(world, query, &after));
    }
    answer
}

/// The same question, further on.
fn next_page(world: &World, query: &[(String, String)], after: &str) -> String {
    let account = &world.options.business_account_id;
    let base = format!("{}/graph/v25.0/{account}/message_templates", world.url);
    let same =
        query.iter().filter(|(key, _)| key != "after").map(|(key, value)| (&**key, &**value));
    let next = reqwest::Url::parse_with_params(&base, same.chain([("after", after)]));
    next.map_or(base, String::from)
}

/// `DELETE /{waba}/message_templates?name=…[&hsm_id=…]`.
pub(super) fn delete(world: &World, query: &[(String, String)]) -> Answer<Value> {
    let asked =
        |key: &str| query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let (name, id) = (asked("name"), asked("hsm_id"));
    if name.is_none() && id.is_none() {
        return Err(GraphError::schema("The parameter name is required"));
    }
    let mut table = world.graph.templates.lock();
    let before = table.known.len();
    table.known.retain(|_, template| {
        !(name.is_none_or(|name| template.name == name) && id.is_none_or(|id| template.id == id))
    });
    if table.known.len() == before {
        return Err(GraphError::template_rule(
            0,
            "Message template not found",
            "There is no such template to delete",
        ));
    }
    if let (Some(name), None) = (name, id) {
        table.blocked.insert(name.to_owned(), world.clock.now() + NAME_BLOCKED);
    }
    Ok(json!({"success": true}))
}

/// `POST /{template_id}`: new components or category, and back to the reviewers. `None` when no template has this id.
pub(super) fn edit(world: &Arc<World>, id: &str, body: &Value) -> Option<Answer<Value>> {
    let mut table = world.graph.templates.lock();
    let known = table.known.values().find(|template| template.id == id).cloned()?;
    let by_hand = table.reviewed_by_hand;
    let edited = match edited(&known, body, world.clock.now(), by_hand) {
        Ok(edited) => Arc::new(edited),
        Err(error) => return Some(Err(error)),
    };
    table.known.insert((edited.name.clone(), edited.language.clone()), Arc::clone(&edited));
    drop(table);
    if edited.status == TemplateStatus::Approved {
        tell_approved(world, &edited);
    }
    Some(Ok(
        json!({"success": true, "id": edited.id, "name": edited.name, "category": edited.category}),
    ))
}

fn edited(known: &Template, body: &Value, now: i64, by_hand: bool) -> Answer<Template> {
    let category = body.get("category").and_then(Value::as_str).unwrap_or(&known.category);
    if known.status == TemplateStatus::Approved {
        let lately = |within: i64| known.edited.iter().filter(|at| now - **at < within).count();
        if lately(DAY) >= 1 || lately(EDITS_KEPT) >= 10 {
            let text =
                "An approved template can be edited once in 24 hours and ten times in 30 days";
            return Err(GraphError::template_rule(0, "Template cannot be edited now", text));
        }
        if category != known.category {
            let text = "The category of an approved template cannot be changed";
            return Err(GraphError::template_rule(0, "Category cannot be edited", text));
        }
    }
    let whole = json!({
        "name": known.name, "language": known.language, "category": category, "sub_category": known.sub_category,
        "parameter_format": if known.named { "named" } else { "positional" },
        "components": body.get("components").unwrap_or(&known.components),
    });
    let draft = template_rules::read(&whole)?;
    let mut template = known.clone();
    template.category = draft.category;
    template.components = draft.components;
    template.edited.push(now);
    template.status = if by_hand { TemplateStatus::Pending } else { TemplateStatus::Approved };
    Ok(template)
}
