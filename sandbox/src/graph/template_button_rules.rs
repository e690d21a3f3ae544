//! Which buttons a template may have when it is created (whatsapp.md 9.2).

use serde_json::Value;

use super::{
    check::{Node, check_url},
    errors::{Answer, GraphError},
    template_rules::rule,
};

const FIELD_TOO_LONG: i64 = 2_388_040;

/// Kinds have limits of their own below the ten of all together.
pub(super) fn check(component: &Node) -> Answer<()> {
    component.only(&["type", "buttons"])?;
    let buttons = component.opt_nodes("buttons")?;
    if buttons.is_empty() || buttons.len() > 10 {
        return Err(rule(0, format!("There are {} buttons; 1 to 10 are allowed", buttons.len())));
    }
    let kind = |button: &Node| {
        button.get("type").and_then(Value::as_str).unwrap_or_default().to_uppercase()
    };
    let kinds: Vec<String> = buttons.iter().map(kind).collect();
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
        buttons.iter().filter_map(|button| button.get("text").and_then(Value::as_str)).collect();
    titles.sort_unstable();
    if titles.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(rule(0, "Two buttons have the same text"));
    }
    Ok(())
}

/// Titles of template buttons may have 25 characters, five more than those of a chat.
fn check_button(button: &Node, kind: &str) -> Answer<()> {
    let most = |key: &str, most: usize| {
        let text = button.opt_text(key)?.unwrap_or_default();
        if (1..=most).contains(&text.chars().count()) {
            return Ok(text);
        }
        let text = format!("{key} of a {kind} button must have 1 to {most} characters");
        Err(rule(FIELD_TOO_LONG, text))
    };
    button.only(keys(kind)?)?;
    match kind {
        "PHONE_NUMBER" => {
            most("text", 25)?;
            let number = most("phone_number", 20)?;
            let digits = number.strip_prefix('+').unwrap_or(number);
            if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
                return Err(rule(0, "phone_number of a button must be digits"));
            }
        }
        "URL" => {
            most("text", 25)?;
            check_button_url(button, most("url", 2000)?)?;
        }
        "COPY_CODE" => {
            most("example", 15)?;
        }
        "SPM" | "REQUEST_CONTACT_INFO" | "OTP" => {}
        _ => {
            most("text", 25)?;
        }
    }
    Ok(())
}

/// What a button of that kind may say of itself.
fn keys(kind: &str) -> Answer<&'static [&'static str]> {
    Ok(match kind {
        "QUICK_REPLY"
        | "ORDER_DETAILS"
        | "CATALOG"
        | "MPM"
        | "SPM"
        | "VOICE_CALL"
        | "REQUEST_CONTACT_INFO" => &["type", "text"],
        "URL" => &["type", "text", "url", "example"],
        "PHONE_NUMBER" => &["type", "text", "phone_number"],
        "COPY_CODE" => &["type", "example"],
        "FLOW" => {
            &["type", "text", "flow_id", "flow_name", "flow_json", "flow_action", "navigate_screen"]
        }
        "OTP" => &[
            "type",
            "otp_type",
            "text",
            "autofill_text",
            "supported_apps",
            "zero_tap_terms_accepted",
        ],
        other => return Err(GraphError::schema(format!("Unknown button type \"{other}\""))),
    })
}

/// One variable at the very end, with a sample.
fn check_button_url(button: &Node, url: &str) -> Answer<()> {
    let path = button.path_of("url");
    let not_a_url = |error: GraphError| rule(0, error.explanation());
    match url.matches("{{").count() {
        0 => check_url(&path, url).map_err(not_a_url),
        1 if url.ends_with("}}") => {
            let fixed = url.split("{{").next().unwrap_or_default();
            check_url(&path, fixed).map_err(not_a_url)?;
            if button.opt_texts("example")?.is_empty() {
                return Err(rule(0, "A URL with a variable needs an example"));
            }
            Ok(())
        }
        _ => Err(rule(0, "A URL may have one variable, at its end")),
    }
}
