//! Which buttons a template may have when it is created (whatsapp.md 9.2).

use serde_json::Value;

use super::{
    errors::{Answer, GraphError},
    template_rules::rule,
};

const FIELD_TOO_LONG: i64 = 2_388_040;

/// Kinds have limits of their own below the ten of all together.
pub(super) fn check(component: &Value) -> Answer<()> {
    let buttons = component["buttons"].as_array().map(Vec::as_slice).unwrap_or_default();
    if buttons.is_empty() || buttons.len() > 10 {
        return Err(rule(0, format!("There are {} buttons; 1 to 10 are allowed", buttons.len())));
    }
    let kinds: Vec<String> = buttons
        .iter()
        .map(|button| button["type"].as_str().unwrap_or_default().to_uppercase())
        .collect();
    for (button, kind) in buttons.iter().zip(&kinds) {
        check_button(button, kind)?;
    }
    for (kind, most) in
        [("URL", 2), ("PHONE_NUMBER", 1), ("COPY_CODE", 1), ("FLOW", 1), ("ORDER_DETAILS", 1)]
    {
        let count = kinds.iter().filter(|known| *known == kind).count();
        if count > most {
            return Err(rule(0, format!("There are {count} {kind} buttons; {most} may be")));
        }
    }
    // Quick replies stand together: quick reply or not changes at most once along the row.
    let changes = kinds
        .windows(2)
        .filter(|pair| (pair[0] == "QUICK_REPLY") != (pair[1] == "QUICK_REPLY"))
        .count();
    if changes > 1 {
        return Err(rule(0, "Quick reply buttons must stand together"));
    }
    let mut titles: Vec<&str> =
        buttons.iter().filter_map(|button| button["text"].as_str()).collect();
    titles.sort_unstable();
    if titles.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(rule(0, "Two buttons have the same text"));
    }
    Ok(())
}

/// Titles of template buttons may have 25 characters, five more than those of a chat.
fn check_button(button: &Value, kind: &str) -> Answer<()> {
    let most = |key: &str, most: usize| {
        let text = button[key].as_str().unwrap_or_default();
        if (1..=most).contains(&text.chars().count()) {
            Ok(())
        } else {
            Err(rule(
                FIELD_TOO_LONG,
                format!("{key} of a {kind} button must have 1 to {most} characters"),
            ))
        }
    };
    match kind {
        "QUICK_REPLY" | "FLOW" | "ORDER_DETAILS" | "CATALOG" | "MPM" | "VOICE_CALL" => {
            most("text", 25)
        }
        "PHONE_NUMBER" => most("text", 25).and_then(|()| most("phone_number", 20)),
        "URL" => {
            most("text", 25)?;
            most("url", 2000)?;
            check_button_url(button)
        }
        "COPY_CODE" => most("example", 15),
        "SPM" | "REQUEST_CONTACT_INFO" | "OTP" => Ok(()),
        other => Err(GraphError::schema(format!("Unknown button type \"{other}\""))),
    }
}

/// One variable at the very end, with a sample.
fn check_button_url(button: &Value) -> Answer<()> {
    let url = button["url"].as_str().unwrap_or_default();
    match url.matches("{{").count() {
        0 => Ok(()),
        1 if url.ends_with("}}") => {
            let example = button["example"].as_array().is_some_and(|list| !list.is_empty());
            if example { Ok(()) } else { Err(rule(0, "A URL with a variable needs an example")) }
        }
        _ => Err(rule(0, "A URL may have one variable, at its end")),
    }
}
