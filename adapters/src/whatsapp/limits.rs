//! Meta's limits on a message (whatsapp.md §5.3, §5.4, §5.8), checked before Meta refuses it.
//!
//! Counted in Unicode scalar values. Meta does not say what it counts; templates leave slack.

use std::collections::HashSet;

use realserv_domain::message::{Button, Message, Row, Section, TemplateCall};

use super::bill;

/// Which limit a message breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LimitBroken {
    #[error("{field} is empty")]
    Empty { field: &'static str },
    #[error("{field} has {found} characters, {most} are allowed")]
    TooLong { field: &'static str, most: usize, found: usize },
    #[error("{found} {field}, {most} are allowed")]
    TooMany { field: &'static str, most: usize, found: usize },
    #[error("{field} stands twice")]
    Twice { field: &'static str },
    #[error("{field} is not of the form that Meta allows")]
    Form { field: &'static str },
}

pub(super) type Checked = Result<(), LimitBroken>;

const TEXT: usize = 4096;
const INTERACTIVE_BODY: usize = 1024;
const BUTTONS: usize = 3;
const BUTTON_ID: usize = 256;
const BUTTON_TITLE: usize = 20;
const SECTIONS: usize = 10;
const SECTION_TITLE: usize = 24;
/// Over all sections.
const ROWS: usize = 10;
const ROW_ID: usize = 200;
const ROW_TITLE: usize = 24;
const ROW_DESCRIPTION: usize = 72;
const URL: usize = 2000;
/// Editions of Meta's page differ between 20 and 30 (whatsapp.md 13).
const FORM_TITLE: usize = 20;
/// Meta names no limit (whatsapp.md 5.3); phones show so much.
const FILE_NAME: usize = 240;
const FLOW_ID: usize = 64;
const TEMPLATE_NAME: usize = 512;
const TEMPLATE_TEXT: usize = 1024;
const TEMPLATE_BUTTONS: usize = 10;
const PAYLOAD: usize = 256;

/// Whether Meta would take the message.
///
/// # Errors
/// With the first limit that it breaks.
pub fn check(message: &Message) -> Checked {
    match message {
        Message::Text { body } => length("text.body", body, TEXT),
        // A photo was checked when it became one.
        Message::Buttons { body, buttons, photo: _ } => {
            length("body", body, INTERACTIVE_BODY)?;
            check_buttons(buttons)
        }
        Message::List { body, button, sections } => {
            length("body", body, TEXT)?;
            length("list.button", button, BUTTON_TITLE)?;
            check_sections(sections)
        }
        Message::Link { body, title, url } => {
            length("body", body, INTERACTIVE_BODY)?;
            length("link.title", title, BUTTON_TITLE)?;
            check_url(url)
        }
        Message::Bill { body, bill } => {
            length("body", body, INTERACTIVE_BODY)?;
            bill::check(bill)
        }
        Message::BillEnded { body, reference, end: _ } => {
            length("body", body, INTERACTIVE_BODY)?;
            bill::check_reference(reference)
        }
        Message::Document { body, paper: _, file_name } => {
            length("document.caption", body, INTERACTIVE_BODY)?;
            length("document.filename", file_name, FILE_NAME)
        }
        Message::AskLocation { body } | Message::AskContact { body } => {
            length("body", body, INTERACTIVE_BODY)
        }
        Message::Form { body, title, flow, token: _ } => {
            length("body", body, INTERACTIVE_BODY)?;
            length("form.title", title, FORM_TITLE)?;
            if title.chars().any(is_emoji) {
                return Err(LimitBroken::Form { field: "form.title" });
            }
            length("form.flow", flow, FLOW_ID)
        }
        Message::Template(call) => check_template(call),
    }
}

fn check_buttons(buttons: &[Button]) -> Checked {
    count("buttons", buttons.len(), BUTTONS)?;
    for button in buttons {
        length("button.id", &button.id, BUTTON_ID)?;
        length("button.title", &button.title, BUTTON_TITLE)?;
    }
    unique("button.id", buttons.iter().map(|button| &button.id))?;
    unique("button.title", buttons.iter().map(|button| &button.title))
}

fn check_sections(sections: &[Section]) -> Checked {
    count("list.sections", sections.len(), SECTIONS)?;
    for section in sections {
        match &section.title {
            Some(title) => length("section.title", title, SECTION_TITLE)?,
            None if sections.len() > 1 => {
                return Err(LimitBroken::Empty { field: "section.title" });
            }
            None => {}
        }
        count("section.rows", section.rows.len(), ROWS)?;
    }
    let rows: Vec<&Row> = sections.iter().flat_map(|section| &section.rows).collect();
    count("list.rows", rows.len(), ROWS)?;
    for row in &rows {
        length("row.id", &row.id, ROW_ID)?;
        length("row.title", &row.title, ROW_TITLE)?;
        if let Some(description) = &row.description {
            length("row.description", description, ROW_DESCRIPTION)?;
        }
    }
    unique("row.id", rows.iter().map(|row| &row.id))
}

fn check_url(url: &str) -> Checked {
    length("link.url", url, URL)?;
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    if is_web && !url.contains(char::is_whitespace) {
        Ok(())
    } else {
        Err(LimitBroken::Form { field: "link.url" })
    }
}

/// Pictures and signs, as Meta refuses them on a form's button; letters and marks of our languages are far below.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

fn check_template(call: &TemplateCall) -> Checked {
    length("template.name", &call.name, TEMPLATE_NAME)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !call.name.chars().all(plain) {
        return Err(LimitBroken::Form { field: "template.name" });
    }
    for (name, value) in &call.variables {
        length("variable.name", name, TEMPLATE_NAME)?;
        length("variable", value, TEMPLATE_TEXT)?;
    }
    unique("variable.name", call.variables.iter().map(|(name, _)| name))?;
    if call.payloads.len() > TEMPLATE_BUTTONS {
        return Err(LimitBroken::TooMany {
            field: "payloads",
            most: TEMPLATE_BUTTONS,
            found: call.payloads.len(),
        });
    }
    call.payloads.iter().try_for_each(|payload| length("payload", payload, PAYLOAD))
}

/// One to `most`; blanks alone are nothing.
pub(super) fn length(field: &'static str, text: &str, most: usize) -> Checked {
    if text.trim().is_empty() {
        return Err(LimitBroken::Empty { field });
    }
    let found = text.chars().count();
    if found > most { Err(LimitBroken::TooLong { field, most, found }) } else { Ok(()) }
}

fn count(field: &'static str, found: usize, most: usize) -> Checked {
    match found {
        0 => Err(LimitBroken::Empty { field }),
        found if found > most => Err(LimitBroken::TooMany { field, most, found }),
        _ => Ok(()),
    }
}

fn unique<'a>(field: &'static str, texts: impl Iterator<Item = &'a String>) -> Checked {
    let mut seen = HashSet::new();
    for text in texts {
        if !seen.insert(text) {
            return Err(LimitBroken::Twice { field });
        }
    }
    Ok(())
}
