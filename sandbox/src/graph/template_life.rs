//! What Meta does to a template after it was handed in (whatsapp.md 9.3).

use std::sync::Arc;

use serde_json::json;

use super::templates::{Template, TemplateStatus};
use crate::{
    webhooks::{Delivery, envelope},
    world::World,
};

/// Meta's reviewers change their mind: sets the status of all languages (or one) and tells the program. Answers how many.
pub(crate) fn judge(
    world: &Arc<World>,
    name: &str,
    language: Option<&str>,
    status: TemplateStatus,
) -> usize {
    let mut judged = Vec::new();
    for template in world.graph.templates.lock().known.values_mut() {
        if template.name == name && language.is_none_or(|language| template.language == language) {
            let mut changed = Template::clone(template);
            changed.status = status;
            *template = Arc::new(changed);
            judged.push(Arc::clone(template));
        }
    }
    let reason = if status == TemplateStatus::Rejected { "INCORRECT_CATEGORY" } else { "NONE" };
    for template in &judged {
        tell(world, template, reason);
    }
    judged.len()
}

/// The webhook `message_template_status_update`.
pub(super) fn tell(world: &Arc<World>, template: &Template, reason: &str) {
    // An int here, a text everywhere else.
    let id: u64 = template.id.parse().unwrap_or(0);
    let mut value = json!({
        "event": template.status.word(),
        "message_template_id": id,
        "message_template_name": template.name,
        "message_template_language": template.language,
        "message_template_category": template.category,
        "reason": reason,
    });
    if template.status == TemplateStatus::Paused {
        value["other_info"] = json!({"title": "FIRST_PAUSE", "description": "Paused for 3 hours because of low quality"});
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
