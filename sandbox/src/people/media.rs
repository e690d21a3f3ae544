//! What a person can send besides text: small samples are ready, own bytes welcome.

use serde_json::{Map, Value, json};

use super::{
    sending::Draft,
    shown::{Card, Picture, Shown},
};
use crate::world::World;

/// Something to send.
#[derive(Clone, Debug)]
pub enum Media {
    Photo {
        bytes: Vec<u8>,
        caption: Option<String>,
    },
    Video {
        bytes: Vec<u8>,
        caption: Option<String>,
    },
    /// A recorded voice note.
    Voice {
        bytes: Vec<u8>,
    },
    /// A sound file that was attached or forwarded, not recorded.
    Audio {
        bytes: Vec<u8>,
    },
    Document {
        bytes: Vec<u8>,
        mime: String,
        filename: String,
        caption: Option<String>,
    },
    Sticker {
        bytes: Vec<u8>,
    },
    Contact {
        name: String,
        phone: String,
    },
}

impl Media {
    /// A tiny JPEG.
    #[must_use]
    pub fn photo() -> Self {
        Self::Photo { bytes: vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0xFF, 0xD9], caption: None }
    }

    /// A voice note: Ogg with Opus, as phones record it.
    #[must_use]
    pub fn voice() -> Self {
        Self::Voice { bytes: b"OggS\0 sandbox voice".to_vec() }
    }

    /// A sound file, as one attaches it.
    #[must_use]
    pub fn audio() -> Self {
        Self::Audio { bytes: b"ID3\x03sandbox song".to_vec() }
    }

    #[must_use]
    pub fn video() -> Self {
        Self::Video { bytes: b"\0\0\0\x18ftypmp42sandbox".to_vec(), caption: None }
    }

    #[must_use]
    pub fn sticker() -> Self {
        Self::Sticker { bytes: b"RIFF\x10\0\0\0WEBPsandbox".to_vec() }
    }

    /// A PDF under that name.
    #[must_use]
    pub fn document(filename: &str) -> Self {
        Self::Document {
            bytes: b"%PDF-1.4\n%sandbox\n%%EOF\n".to_vec(),
            mime: "application/pdf".to_owned(),
            filename: filename.to_owned(),
            caption: None,
        }
    }

    /// Somebody else's card.
    #[must_use]
    pub fn contact(name: &str, phone: &str) -> Self {
        Self::Contact { name: name.to_owned(), phone: phone.to_owned() }
    }

    /// The same with a caption, where there can be one.
    #[must_use]
    pub fn with_caption(mut self, text: &str) -> Self {
        if let Self::Photo { caption, .. }
        | Self::Video { caption, .. }
        | Self::Document { caption, .. } = &mut self
        {
            *caption = Some(text.to_owned());
        }
        self
    }

    pub(crate) fn with_caption_of(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.with_caption(text),
            None => self,
        }
    }

    /// The message: the bytes are kept by the sandbox, the webhook carries their id.
    pub(super) fn draft(self, world: &World) -> Draft {
        match self {
            Self::Photo { bytes, caption } => {
                Upload { kind: "image", mime: "image/jpeg", caption, ..Upload::default() }
                    .draft(world, bytes)
            }
            Self::Video { bytes, caption } => {
                Upload { kind: "video", mime: "video/mp4", caption, ..Upload::default() }
                    .draft(world, bytes)
            }
            Self::Voice { bytes } => {
                let extra = json!({"voice": true});
                let mime = "audio/ogg; codecs=opus";
                Upload { kind: "audio", mime, extra, ..Upload::default() }.draft(world, bytes)
            }
            Self::Audio { bytes } => {
                let extra = json!({"voice": false});
                Upload { kind: "audio", mime: "audio/mpeg", extra, ..Upload::default() }
                    .draft(world, bytes)
            }
            Self::Document { bytes, mime, filename, caption } => {
                let extra = json!({"filename": filename});
                Upload { kind: "document", mime: &mime, caption, extra }.draft(world, bytes)
            }
            Self::Sticker { bytes } => {
                let extra = json!({"animated": false});
                Upload { kind: "sticker", mime: "image/webp", extra, ..Upload::default() }
                    .draft(world, bytes)
            }
            Self::Contact { name, phone } => contact(&name, &phone),
        }
    }
}

#[derive(Default)]
struct Upload<'a> {
    kind: &'static str,
    mime: &'a str,
    caption: Option<String>,
    extra: Value,
}

impl Upload<'_> {
    /// Keeps the bytes and describes them as Meta's webhooks do.
    fn draft(self, world: &World, bytes: Vec<u8>) -> Draft {
        let kept = world.graph.media.keep_inbound(world, self.mime, bytes);
        let mut content = Map::new();
        content.insert("id".to_owned(), json!(kept.id));
        content.insert("mime_type".to_owned(), json!(self.mime));
        // base64 here, hex when fetched: Meta's own difference.
        content.insert("sha256".to_owned(), json!(kept.sha256_base64));
        content.insert("url".to_owned(), json!(kept.url));
        if let Value::Object(extra) = &self.extra {
            content.extend(extra.clone());
        }
        if let Some(caption) = &self.caption {
            content.insert("caption".to_owned(), json!(caption));
        }
        let picture = Picture {
            kind: self.kind.to_owned(),
            url: format!("/api/media/{}", kept.id),
            filename: self.extra["filename"].as_str().map(str::to_owned),
            voice: self.extra["voice"] == json!(true),
        };
        let shown = Shown { media: Some(picture), ..Shown::text(self.caption.unwrap_or_default()) };
        Draft::new(self.kind, Value::Object(content), shown)
    }
}

/// `origin` at the contact, as the newer edition of Meta's page has it.
fn contact(name: &str, phone: &str) -> Draft {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let content = json!([{
        "name": {"formatted_name": name, "first_name": name},
        "phones": [{"phone": phone, "wa_id": digits, "type": "CELL"}],
        "origin": "other",
    }]);
    let card = Card { name: name.to_owned(), phones: vec![phone.to_owned()] };
    Draft::new("contacts", content, Shown { contacts: vec![card], ..Shown::default() })
}
