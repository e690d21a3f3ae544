//! What the business says of itself: profile, ice breakers, commands. Their limits are in whatsapp.md 0.3.

use serde_json::Value;

use super::{
    check::{Node, check_length, has_emoji},
    errors::{Answer, GraphError},
};

/// Checks what is to be set on an edge of the number; edges without documented limits take anything.
pub(super) fn check(edge: &str, body: &Value) -> Answer<()> {
    match edge {
        "whatsapp_business_profile" => profile(&Node::root(body)?),
        "conversational_automation" => automation(&Node::root(body)?),
        _ => Ok(()),
    }
    // Calls of management know one code for what is wrong.
    .map_err(|refused| GraphError::schema(refused.explanation()))
}

fn profile(body: &Node) -> Answer<()> {
    body.only(&[
        "messaging_product",
        "about",
        "address",
        "description",
        "email",
        "websites",
        "vertical",
        "profile_picture_handle",
    ])?;
    body.one_of("messaging_product", &["whatsapp"])?;
    for (key, most) in [("about", 139), ("address", 256), ("description", 512), ("email", 128)] {
        body.short(key, 0..=most)?;
    }
    let websites = body.opt_texts("websites")?;
    if websites.len() > 2 {
        return Err(GraphError::value("websites: at most 2"));
    }
    websites.into_iter().try_for_each(|website| check_length("websites", website, 0..=256))
}

fn automation(body: &Node) -> Answer<()> {
    body.only(&["messaging_product", "prompts", "commands", "enable_welcome_message"])?;
    let prompts = body.opt_texts("prompts")?;
    if prompts.len() > 4 {
        return Err(GraphError::value("prompts: at most 4 ice breakers"));
    }
    for prompt in prompts {
        words("prompts", prompt, 80)?;
    }
    let commands = body.opt_nodes("commands")?;
    if commands.len() > 30 {
        return Err(GraphError::value("commands: at most 30"));
    }
    for command in commands {
        command.only(&["command_name", "command_description"])?;
        words("command_name", command.filled("command_name")?, 32)?;
        words("command_description", command.filled("command_description")?, 256)?;
    }
    Ok(())
}

/// What people tap has no emoji.
fn words(path: &str, text: &str, most: usize) -> Answer<()> {
    check_length(path, text, 1..=most)?;
    if has_emoji(text) {
        return Err(GraphError::value(format!("{path} must not contain emoji")));
    }
    Ok(())
}
