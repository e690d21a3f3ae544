//! What a phone draws of a message: the same for the page (as JSON) and for a transcript (as lines).

use std::fmt;

use serde::Serialize;

use super::bill::Bill;

/// A message as the person sees it; templates have their variables filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Shown {
    /// The template's name, when it is one.
    pub template: Option<String>,
    pub header: Option<Header>,
    pub text: String,
    pub footer: Option<String>,
    pub buttons: Vec<Button>,
    pub list: Option<List>,
    pub media: Option<Picture>,
    pub place: Option<Place>,
    pub contacts: Vec<Card>,
    pub products: Vec<Product>,
    pub bill: Option<Bill>,
    /// The cards of a carousel.
    pub cards: Vec<Shown>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Header {
    Text { text: String },
    Image { url: String },
    Video { url: String },
    Document { url: String, filename: Option<String> },
    Location { place: Place },
}

/// Something that can be tapped.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Button {
    pub title: String,
    #[serde(flatten)]
    pub kind: ButtonKind,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ButtonKind {
    /// A reply button: its tap is an `interactive` answer.
    Reply {
        id: String,
    },
    /// A quick reply of a template or carousel: its tap is a `button` answer with the payload.
    QuickReply {
        id: String,
    },
    /// A link; no webhook when it is opened.
    Url {
        url: String,
    },
    Phone {
        number: String,
    },
    Copy {
        code: String,
    },
    /// "Send location".
    Location,
    Address,
    Contact,
    Flow {
        token: String,
    },
    Catalog,
    /// "Review and pay".
    Pay {
        reference_id: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct List {
    /// The button that opens the list.
    pub label: String,
    pub sections: Vec<Section>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    pub title: Option<String>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub description: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// `image`, `video`, `audio`, `document` or `sticker`.
    pub kind: String,
    pub url: String,
    pub filename: Option<String>,
    pub voice: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    pub latitude: f64,
    pub longitude: f64,
    pub name: Option<String>,
    pub address: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    pub name: String,
    pub phones: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Product {
    pub id: String,
    pub section: Option<String>,
    pub quantity: Option<u64>,
    pub price: Option<String>,
}

impl Shown {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// All that could be tapped with an answer, by title.
    #[must_use]
    pub fn tappable(&self) -> Vec<String> {
        let mut titles: Vec<String> = Vec::new();
        for button in self.all_buttons() {
            if matches!(button.kind, ButtonKind::Reply { .. } | ButtonKind::QuickReply { .. }) {
                titles.push(button.title.clone());
            }
        }
        titles.extend(self.rows().map(|row| row.title.clone()));
        titles
    }

    /// The buttons of the message and of its cards.
    pub fn all_buttons(&self) -> impl Iterator<Item = &Button> {
        self.buttons.iter().chain(self.cards.iter().flat_map(|card| &card.buttons))
    }

    /// The rows of its list.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.list.iter().flat_map(|list| &list.sections).flat_map(|section| &section.rows)
    }
}

impl fmt::Display for Shown {
    /// A transcript: text first, then one line for buttons, one for the list.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = Vec::new();
        lines.extend(self.header.as_ref().map(ToString::to_string));
        lines.extend(self.media.as_ref().map(ToString::to_string));
        lines.extend(self.place.as_ref().map(ToString::to_string));
        lines.extend(
            self.contacts.iter().map(|card| format!("👤 {} {}", card.name, card.phones.join(", "))),
        );
        if !self.text.is_empty() {
            lines.push(self.text.clone());
        }
        lines.extend(self.products.iter().map(ToString::to_string));
        lines.extend(self.bill.as_ref().map(ToString::to_string));
        lines.extend(self.footer.as_ref().map(|footer| format!("_{footer}_")));
        lines.extend(
            self.cards.iter().map(|card| format!("▢ {}", card.to_string().replace('\n', " · "))),
        );
        if !self.buttons.is_empty() {
            let buttons: Vec<String> = self.buttons.iter().map(ToString::to_string).collect();
            lines.push(buttons.join(" "));
        }
        lines.extend(self.list.as_ref().map(ToString::to_string));
        out.write_str(&lines.join("\n"))
    }
}

impl fmt::Display for Header {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { text } => write!(out, "*{text}*"),
            Self::Image { url } => write!(out, "🖼 {}", name_in(url)),
            Self::Video { .. } => out.write_str("🎬"),
            Self::Document { filename: Some(name), .. } => write!(out, "📄 {name}"),
            Self::Document { filename: None, .. } => out.write_str("📄"),
            Self::Location { place } => place.fmt(out),
        }
    }
}

/// What a picture is called in its address.
fn name_in(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

impl fmt::Display for Button {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ButtonKind::Url { url } => write!(out, "[{} → {url}]", self.title),
            ButtonKind::Phone { number } => write!(out, "[{} → {number}]", self.title),
            _ => write!(out, "[{}]", self.title),
        }
    }
}

impl fmt::Display for List {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sections: Vec<String> = self.sections.iter().map(ToString::to_string).collect();
        write!(out, "≡ {}: {}", self.label, sections.join(" | "))
    }
}

impl fmt::Display for Section {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(title) = &self.title {
            write!(out, "({title}) ")?;
        }
        let rows: Vec<String> = self.rows.iter().map(ToString::to_string).collect();
        out.write_str(&rows.join(" | "))
    }
}

impl fmt::Display for Row {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.title)?;
        match &self.description {
            Some(description) => write!(out, " — {description}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Picture {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.kind.as_str() {
            "image" => "🖼",
            "video" => "🎬",
            "audio" if self.voice => "🎤",
            "audio" => "🎵",
            "sticker" => "🏷",
            _ => "📄",
        };
        match &self.filename {
            Some(name) => write!(out, "{sign} {name}"),
            None => write!(out, "{sign} {}", self.kind),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "📍 {:.4}, {:.4}", self.latitude, self.longitude)?;
        for part in [&self.name, &self.address].into_iter().flatten() {
            write!(out, " · {part}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Product {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "🛒 {}", self.id)?;
        if let Some(quantity) = self.quantity {
            write!(out, " × {quantity}")?;
        }
        Ok(())
    }
}
