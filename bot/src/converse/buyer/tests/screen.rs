//! What stands on the screen: a message in words, its choices, and whether Meta takes it.

use realserv_domain::message::Message;

pub(super) fn text_of(message: &Message) -> String {
    let mut text = match message {
        Message::Text { body }
        | Message::Buttons { body, .. }
        | Message::List { body, .. }
        | Message::Bill { body, .. }
        | Message::BillEnded { body, .. }
        | Message::AskLocation { body }
        | Message::AskContact { body } => body.clone(),
        Message::Link { body, title, url } => format!("{body}\n[{title} → {url}]"),
        Message::Form { body, title, .. } => format!("{body}\n[{title}]"),
        Message::Document { body, file_name, .. } => format!("[📎 {file_name}]\n{body}"),
        Message::Template(call) => realserv_templates::whatsapp::text_of(call),
    };
    for (_, title) in choices_of(message) {
        text.push_str(&format!("\n[{title}]"));
    }
    text
}

pub(super) fn choices_of(message: &Message) -> Vec<(String, String)> {
    match message {
        Message::Buttons { buttons, .. } => {
            buttons.iter().map(|b| (b.id.clone(), b.title.clone())).collect()
        }
        Message::List { sections, .. } => sections
            .iter()
            .flat_map(|section| &section.rows)
            .map(|row| (row.id.clone(), row.title.clone()))
            .collect(),
        Message::Text { .. }
        | Message::Link { .. }
        | Message::Bill { .. }
        | Message::BillEnded { .. }
        | Message::AskLocation { .. }
        | Message::AskContact { .. }
        | Message::Document { .. }
        | Message::Form { .. }
        | Message::Template(_) => Vec::new(),
    }
}

/// Meta's limits (whatsapp.md 5.3): what it would refuse fails here.
#[track_caller]
pub(super) fn assert_fits(message: &Message) {
    let within = |text: &str, most: usize, what: &str| {
        let count = text.chars().count();
        assert!((1..=most).contains(&count), "{what} of {count}: {text:?}");
    };
    match message {
        Message::Text { body } => within(body, 4096, "body"),
        Message::Buttons { body, buttons, .. } => {
            within(body, 1024, "body");
            assert!((1..=3).contains(&buttons.len()), "{} buttons", buttons.len());
            buttons.iter().for_each(|button| within(&button.title, 20, "button"));
        }
        Message::List { body, button, sections } => {
            within(body, 4096, "body");
            within(button, 20, "list button");
            let rows: Vec<_> = sections.iter().flat_map(|section| &section.rows).collect();
            assert!((1..=10).contains(&rows.len()), "{} rows", rows.len());
            for row in rows {
                within(&row.title, 24, "row");
                within(&row.id, 200, "id");
                if let Some(description) = &row.description {
                    within(description, 72, "description");
                }
            }
        }
        Message::Link { body, title, .. } | Message::Form { body, title, .. } => {
            within(body, 1024, "body");
            within(title, 20, "button");
        }
        Message::Bill { body, .. } => {
            within(body, 1024, "body");
            assert_eq!(realserv_adapters::whatsapp::limits::check(message), Ok(()));
        }
        Message::AskLocation { body }
        | Message::AskContact { body }
        | Message::Document { body, .. }
        | Message::BillEnded { body, .. } => {
            within(body, 1024, "body");
        }
        Message::Template(_) => {}
    }
    let choices = choices_of(message);
    for (at, (id, title)) in choices.iter().enumerate() {
        let others = choices.iter().skip(at + 1);
        let is_buttons = matches!(message, Message::Buttons { .. });
        for (other_id, other) in others {
            assert_ne!(id, other_id, "ids are unique");
            assert!(!is_buttons || title != other, "button titles are unique: {title}");
        }
    }
}
