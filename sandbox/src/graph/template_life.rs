//! What Meta does to a template after it was handed in (whatsapp.md 9.3): reviews, pauses for low quality and their end.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    errors::{Answer, GraphError},
    limits::HOUR,
    templates::{Template, TemplateStatus},
};
use crate::{
    webhooks::{Delivery, envelope},
    world::World,
};

/// Name and language: what one template is known by.
type Key = (String, String);

/// Low quality pauses a template for three hours, then for six; the third time it is disabled.
const PAUSES: [(i64, &str); 2] = [(3 * HOUR, "FIRST_PAUSE"), (6 * HOUR, "SECOND_PAUSE")];

/// Meta's reviewers change their mind: sets the status of all languages (or one) and tells the program. Answers how many.
pub(crate) fn judge(
    world: &Arc<World>,
    name: &str,
    language: Option<&str>,
    status: TemplateStatus,
) -> usize {
    let keys: Vec<Key> = world.graph.templates.lock().known.keys().cloned().collect();
    let meant = |key: &&Key| key.0 == name && language.is_none_or(|language| key.1 == language);
    let keys: Vec<&Key> = keys.iter().filter(meant).collect();
    for key in &keys {
        match status {
            TemplateStatus::Paused => pause(world, key),
            TemplateStatus::Disabled => disable(world, key),
            TemplateStatus::Rejected => {
                change(world, key, status, |_| News::of(status, "INCORRECT_CATEGORY"));
            }
            TemplateStatus::Pending | TemplateStatus::Approved => {
                change(world, key, status, |_| News::of(status, "NONE"));
            }
        }
    }
    keys.len()
}

fn pause(world: &Arc<World>, key: &Key) {
    let earlier = world.graph.templates.lock().known.get(key).map(|template| template.pauses);
    let Some(earlier) = earlier else { return };
    let Some((lasts, title)) = PAUSES.get(earlier).copied() else { return disable(world, key) };
    let description = format!("Paused for {} hours because of low quality", lasts / HOUR);
    change(world, key, TemplateStatus::Paused, |template| {
        template.pauses += 1;
        News::of(TemplateStatus::Paused, "NONE").because(title, &description)
    });
    let (key, pauses) = (key.clone(), earlier + 1);
    world.agenda.later(world.clock.now() + lasts, move |world| {
        let known = world.graph.templates.lock().known.get(&key).cloned();
        if known.is_some_and(|template| template.is_paused() && template.pauses == pauses) {
            reinstate(world, &key);
        }
    });
}

fn disable(world: &Arc<World>, key: &Key) {
    let status = TemplateStatus::Disabled;
    change(world, key, status, |_| News::of(status, "NONE").because("DISABLED", "Disabled"));
}

/// A pause has ended, by itself or by our wish. whatsapp.md 4.1 lists the event REINSTATED and the title UNPAUSE, and no others that
/// could mean it.
fn reinstate(world: &Arc<World>, key: &Key) {
    change(world, key, TemplateStatus::Approved, |_| News {
        event: "REINSTATED",
        ..News::of(TemplateStatus::Approved, "NONE").because("UNPAUSE", "The pause has ended")
    });
}

/// `POST /{template}/unpause`. `None` when no template has this id.
pub(super) fn unpause(world: &Arc<World>, id: &str) -> Option<Answer<Value>> {
    let known = world.graph.templates.by_id(id)?;
    if !known.is_paused() {
        let text = "Only a paused template can be unpaused";
        return Some(Err(GraphError::template_rule(0, "Template is not paused", text)));
    }
    reinstate(world, &(known.name.clone(), known.language.clone()));
    Some(Ok(json!({"success": true})))
}

/// Changes one template and tells what happened.
fn change(
    world: &Arc<World>,
    key: &Key,
    status: TemplateStatus,
    also: impl FnOnce(&mut Template) -> News,
) {
    let mut table = world.graph.templates.lock();
    let Some(known) = table.known.get_mut(key) else { return };
    let mut changed = Template::clone(known);
    changed.status = status;
    let news = also(&mut changed);
    *known = Arc::new(changed);
    let template = Arc::clone(known);
    drop(table);
    tell(world, &template, &news);
}

/// What a webhook says has become of a template.
struct News {
    event: &'static str,
    reason: &'static str,
    /// Title and description.
    other: Option<(&'static str, String)>,
}

impl News {
    fn of(status: TemplateStatus, reason: &'static str) -> Self {
        Self { event: status.word(), reason, other: None }
    }

    fn because(self, title: &'static str, description: &str) -> Self {
        Self { other: Some((title, description.to_owned())), ..self }
    }
}

/// The reviewers took it.
pub(super) fn tell_approved(world: &Arc<World>, template: &Template) {
    tell(world, template, &News::of(TemplateStatus::Approved, "NONE"));
}

/// The webhook `message_template_status_update`.
fn tell(world: &Arc<World>, template: &Template, news: &News) {
    // An int here, a text everywhere else.
    let id: u64 = template.id.parse().unwrap_or(0);
    let mut value = json!({
        "event": news.event,
        "message_template_id": id,
        "message_template_name": template.name,
        "message_template_language": template.language,
        "message_template_category": template.category,
        "reason": news.reason,
    });
    if let Some((title, description)) = &news.other {
        value["other_info"] = json!({"title": title, "description": description});
    }
    if template.status == TemplateStatus::Disabled {
        value["disable_info"] = json!({"disable_date": world.clock.seconds()});
    }
    let payload = envelope::field(world, "message_template_status_update", &value);
    world.changed();
    world.post.send(
        world,
        Delivery::meta(world, "templates", "message_template_status_update", &payload),
    );
}
