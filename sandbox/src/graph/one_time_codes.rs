//! Authentication templates: one-time codes in Meta's own words and layout (whatsapp.md 9.1). Nobody words them, so that what a
//! creator may say are a few switches.

use serde_json::{Value, json};

use super::{
    check::Node,
    errors::{Answer, GraphError},
    template_rules::{kind_of, rule},
};

/// Checks what a creator said of the parts.
pub(super) fn check(components: &[Node]) -> Answer<()> {
    let mut has_button = false;
    for component in components {
        let words = match kind_of(component).as_str() {
            "BODY" => {
                component.only(&["type", "text", "add_security_recommendation"])?;
                body(component.opt_bool("add_security_recommendation")?.unwrap_or(false))
            }
            "FOOTER" => {
                component.only(&["type", "text", "code_expiration_minutes"])?;
                let minutes = component.get("code_expiration_minutes").and_then(Value::as_i64);
                let minutes = minutes.unwrap_or_default();
                if !(1..=90).contains(&minutes) {
                    return Err(rule(0, "code_expiration_minutes must be within 1 to 90"));
                }
                footer(minutes)
            }
            "BUTTONS" => {
                has_button = true;
                one_button(component)?;
                continue;
            }
            kind => return Err(rule(0, format!("An authentication template has no {kind}"))),
        };
        // An edit brings back the words that stand there.
        if component.opt_text("text")?.is_some_and(|text| text != words) {
            return Err(rule(0, "The text of an authentication template is fixed"));
        }
    }
    if has_button { Ok(()) } else { Err(rule(0, "An authentication template needs its button")) }
}

fn one_button(component: &Node) -> Answer<()> {
    let buttons = component.opt_nodes("buttons")?;
    let [button] = buttons.as_slice() else {
        return Err(rule(0, "An authentication template has one button"));
    };
    if kind_of(button) != "OTP" {
        return Err(rule(0, "The button of an authentication template is of type OTP"));
    }
    let kind = button.opt_text("otp_type")?.unwrap_or_default().to_uppercase();
    if ["COPY_CODE", "ONE_TAP", "ZERO_TAP"].contains(&kind.as_str()) {
        return Ok(());
    }
    Err(GraphError::schema("Param otp_type must be one of {COPY_CODE, ONE_TAP, ZERO_TAP}"))
}

/// The components with Meta's words in them, as they are listed and sent.
pub(super) fn worded(components: &Value) -> Value {
    let mut components = components.clone();
    for component in components.as_array_mut().into_iter().flatten() {
        let text = match component["type"].as_str().unwrap_or_default().to_uppercase().as_str() {
            "BODY" => body(component["add_security_recommendation"] == json!(true)),
            "FOOTER" => footer(component["code_expiration_minutes"].as_i64().unwrap_or_default()),
            _ => {
                let button = &mut component["buttons"][0];
                if button["text"].is_null() {
                    button["text"] = json!("Copy code");
                }
                continue;
            }
        };
        component["text"] = json!(text);
    }
    components
}

fn body(with_warning: bool) -> String {
    let warning = if with_warning { " For your security, do not share this code." } else { "" };
    format!("*{{{{1}}}}* is your verification code.{warning}")
}

fn footer(minutes: i64) -> String {
    format!("This code expires in {minutes} minutes.")
}
