//! A message as the caller wrote it: everything that can be checked without knowing what was sent before (whatsapp.md 5).

use super::{
    check::{Node, is_one_emoji},
    content,
    errors::{Answer, GraphError},
    interactive, template_send,
};
use crate::{
    people::{Bill, Shown},
    world::World,
};

const TYPES: &[&str] = &[
    "text",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "reaction",
    "interactive",
    "template",
];

/// A request that was read and found good.
pub(super) struct Letter {
    pub(super) kind: &'static str,
    pub(super) shown: Shown,
    /// `service` for free-form messages, else the template's category.
    pub(super) category: &'static str,
    pub(super) to: Addressee,
    pub(super) quotes: Option<String>,
    pub(super) callback: Option<String>,
    pub(super) identity: Option<String>,
}

impl Letter {
    /// The bill of an `order_details`; that of an `order_status` has no total.
    pub(super) fn invoice(&self) -> Option<&Bill> {
        self.shown.bill.as_ref().filter(|bill| bill.total_paise.is_some())
    }
}

/// To whom: as the caller wrote it and as WhatsApp knows it.
#[derive(Clone)]
pub(super) enum Addressee {
    Number { input: String, number: String },
    User { user_id: String },
}

impl Addressee {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Number { number, .. } => number,
            Self::User { user_id } => user_id,
        }
    }

    pub(super) fn is_user(&self) -> bool {
        matches!(self, Self::User { .. })
    }
}

/// Checks everything that does not depend on what was sent before.
pub(super) fn read(world: &World, root: &Node) -> Answer<Letter> {
    let kind = root.one_of("type", TYPES)?;
    root.only(&[
        "messaging_product",
        "recipient_type",
        "to",
        "recipient",
        "type",
        kind,
        "context",
        "biz_opaque_callback_data",
        "recipient_identity_key_hash",
    ])?;
    if root.has("recipient_type") {
        root.one_of("recipient_type", &["individual"])?;
    }
    let to = addressee(world, root)?;
    let callback = root.short("biz_opaque_callback_data", 1..=512)?.map(str::to_owned);
    let identity = root.short("recipient_identity_key_hash", 1..=255)?.map(str::to_owned);
    let quotes = match root.opt_node("context")? {
        None => None,
        Some(_) if kind == "reaction" => {
            return Err(GraphError::value("context is not allowed for reactions"));
        }
        Some(context) => {
            context.only(&["message_id"])?;
            Some(context.text("message_id", 1..=255)?.to_owned())
        }
    };
    let (library, now) = (&world.graph.media, world.clock.now());
    let mut category = "service";
    let known = TYPES.iter().find(|known| **known == kind).copied().unwrap_or("text");
    let shown = match known {
        "text" => content::text(&root.node("text")?)?,
        "location" => content::location(&root.node("location")?)?,
        "contacts" => content::contacts(root)?,
        "reaction" => reaction(&root.node("reaction")?)?,
        "interactive" => interactive::read(&root.node("interactive")?, library, now)?,
        "template" => {
            let filled =
                template_send::read(&root.node("template")?, &world.graph.templates, library, now)?;
            category = filled.category;
            filled.shown
        }
        media => content::media(media, &root.node(media)?, library, now)?,
    };
    Ok(Letter { kind: known, shown, category, to, quotes, callback, identity })
}

/// `to` wins over `recipient`.
fn addressee(world: &World, root: &Node) -> Answer<Addressee> {
    let Some(input) = root.opt_text("to")? else {
        let Some(user_id) = root.opt_text("recipient")? else {
            return Err(GraphError::missing("to"));
        };
        return Ok(Addressee::User { user_id: user_id.to_owned() });
    };
    let allowed = |c: char| c.is_ascii_digit() || "+ -()".contains(c);
    let mut number: String = input.chars().filter(char::is_ascii_digit).collect();
    // Without + and country code Meta puts the business's own country code in front.
    if number.len() == 10 && !input.starts_with('+') {
        number.insert_str(0, &world.options.display_phone_number[..2]);
    }
    if !(7..=15).contains(&number.len()) || !input.chars().all(allowed) {
        return Err(GraphError::value("to is not a valid phone number"));
    }
    if number == world.options.display_phone_number {
        return Err(GraphError::same_recipient());
    }
    Ok(Addressee::Number { input: input.to_owned(), number })
}

fn reaction(node: &Node) -> Answer<Shown> {
    node.only(&["message_id", "emoji"])?;
    node.text("message_id", 1..=255)?;
    let emoji = node
        .required("emoji")?
        .as_str()
        .ok_or_else(|| GraphError::schema("Param reaction.emoji must be a string"))?;
    // Nothing takes the reaction back.
    if !emoji.is_empty() && !is_one_emoji(emoji) {
        return Err(GraphError::value("reaction.emoji must be one emoji"));
    }
    Ok(Shown::text(emoji))
}
