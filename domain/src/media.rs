//! Files that people send: what each is for, which are kept, and why one is not.
//!
//! ```text
//! sent ──► waits ──► kept        fetched, recognised by its content, found clean, stored
//!               └──► refused     too big, not what it says, of no use to us, infected, gone, or nobody could look
//! ```
//!
//! Which bytes make which format is told by the adapter; here stands what that means.

use serde::{Deserialize, Serialize};

use crate::ids::{MediaId, OrderId, PartId};
use crate::message::{Media, MediaKind};

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "purpose")]
pub enum Purpose {
    /// Shows what a buyer found broken or missing.
    Claim { order: OrderId, part: PartId },
    /// A list of what is wanted, or whatever else a ticket was opened for.
    List,
    /// Shows that it was handed over.
    Proof { order: OrderId, part: PartId },
    /// Sent in a chat, for whoever of the office reads it.
    Chat,
    /// Says who a vendor is.
    Kyc,
}

impl Purpose {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Claim { .. } => "claim",
            Self::List => "list",
            Self::Proof { .. } => "proof",
            Self::Chat => "chat",
            Self::Kyc => "kyc",
        }
    }

    /// The order and part that it belongs to.
    #[must_use]
    pub const fn of_part(self) -> Option<(OrderId, PartId)> {
        match self {
            Self::Claim { order, part } | Self::Proof { order, part } => Some((order, part)),
            Self::List | Self::Chat | Self::Kyc => None,
        }
    }
}

/// A file that a person sent and that is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    pub media: MediaId,
    /// The provider's id of it.
    pub provider: String,
    pub kind: MediaKind,
    /// The type that it says it has.
    pub mime_type: String,
    #[serde(flatten)]
    pub purpose: Purpose,
}

impl Wanted {
    #[must_use]
    pub fn of(sent: &Media, media: MediaId, purpose: Purpose) -> Self {
        let (provider, mime_type) = (sent.media_id.clone(), sent.mime_type.clone());
        Self { media, provider, kind: sent.kind, mime_type, purpose }
    }
}

/// Whether a message brings a file that anybody would look at: a sticker says nothing.
#[must_use]
pub const fn is_worth_keeping(kind: MediaKind) -> bool {
    match kind {
        MediaKind::Image
        | MediaKind::Video
        | MediaKind::Voice
        | MediaKind::Audio
        | MediaKind::Document => true,
        MediaKind::Sticker => false,
    }
}

const MB: u64 = 1024 * 1024;

/// The largest file of each kind. WhatsApp's own limits (whatsapp.md 7.3), but for documents: there they are 100 MB, and a
/// scanned list of many pages has under 25, which is also what `clamd` looks through where nobody has set it otherwise
/// (`StreamMaxLength` of Debian's package).
#[must_use]
pub const fn most_bytes(kind: MediaKind) -> u64 {
    match kind {
        MediaKind::Image => 5 * MB,
        MediaKind::Document => 25 * MB,
        MediaKind::Video | MediaKind::Voice | MediaKind::Audio => 16 * MB,
        MediaKind::Sticker => MB / 2,
    }
}

/// The formats that are kept, as their content tells them. No other is: what nobody here can open serves nobody, and the old
/// formats of Office carry macros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Jpeg,
    Png,
    Webp,
    Pdf,
    Docx,
    Xlsx,
    Mp4,
    Ogg,
    Mp3,
    M4a,
    Aac,
    Amr,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Picture,
    Paper,
    Film,
    Sound,
}

impl Format {
    pub const ALL: [Self; 12] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Mp4,
        Self::Ogg,
        Self::Mp3,
        Self::M4a,
        Self::Aac,
        Self::Amr,
    ];

    /// Under which type it is kept and shown, whatever the sender called it.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Mp4 => "video/mp4",
            Self::Ogg => "audio/ogg",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Aac => "audio/aac",
            Self::Amr => "audio/amr",
        }
    }

    /// How a name of such a file ends.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Mp4 => "mp4",
            Self::Ogg => "ogg",
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Aac => "aac",
            Self::Amr => "amr",
        }
    }

    /// Whether a browser shows it without running anything of it.
    #[must_use]
    pub const fn may_be_shown(self) -> bool {
        match self.family() {
            Family::Picture | Family::Film | Family::Sound => true,
            Family::Paper => false,
        }
    }

    #[must_use]
    pub fn of_mime(mime: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.mime() == mime)
    }

    const fn family(self) -> Family {
        match self {
            Self::Jpeg | Self::Png | Self::Webp => Family::Picture,
            Self::Pdf | Self::Docx | Self::Xlsx => Family::Paper,
            Self::Mp4 => Family::Film,
            Self::Ogg | Self::Mp3 | Self::M4a | Self::Aac | Self::Amr => Family::Sound,
        }
    }
}

/// The format under which a file is kept, whose content is `found`. It must be one that its message may bring, and what it
/// says it is: papers to the letter, pictures and sounds by their family, since phones mix up their names.
pub fn taken(kind: MediaKind, says: &str, found: Option<Format>) -> Result<Format, Refusal> {
    let said = Format::of_mime(says);
    let found = match found {
        // One container for both: whatever was recorded as sound has no pictures in it.
        Some(Format::Mp4) if is_sound(kind) => Format::M4a,
        Some(found) => found,
        None if said.is_some() => return Err(Refusal::NotWhatItSays),
        None => return Err(Refusal::KindNotTaken),
    };
    let as_said = match said {
        Some(said) if said.family() == Family::Paper => said == found,
        Some(said) => said.family() == found.family(),
        // A type that we do not keep, or "some bytes": the content decides.
        None => true,
    };
    let fits = match kind {
        MediaKind::Image => found.family() == Family::Picture,
        MediaKind::Video => found.family() == Family::Film,
        MediaKind::Voice | MediaKind::Audio => found.family() == Family::Sound,
        // Whoever wants a photo in full sends it as a document.
        MediaKind::Document => true,
        MediaKind::Sticker => false,
    };
    if as_said && fits { Ok(found) } else { Err(Refusal::NotWhatItSays) }
}

const fn is_sound(kind: MediaKind) -> bool {
    matches!(kind, MediaKind::Voice | MediaKind::Audio)
}

/// Why a file is not kept. Of a refused one nothing stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    TooBig,
    /// Its content is another thing than its type says: a program that is called a PDF.
    NotWhatItSays,
    /// A kind of file that is not kept.
    KindNotTaken,
    Infected,
    /// The provider does not have it any more, or never gave it whole.
    Gone,
    /// Nobody could look whether it is clean.
    Unchecked,
}

impl Refusal {
    pub const ALL: [Self; 6] = [
        Self::TooBig,
        Self::NotWhatItSays,
        Self::KindNotTaken,
        Self::Infected,
        Self::Gone,
        Self::Unchecked,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TooBig => "too_big",
            Self::NotWhatItSays => "not_what_it_says",
            Self::KindNotTaken => "kind_not_taken",
            Self::Infected => "infected",
            Self::Gone => "gone",
            Self::Unchecked => "unchecked",
        }
    }
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Outcome {
    Kept,
    Refused { because: Refusal },
}

/// A file that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub media: MediaId,
    pub kind: MediaKind,
    #[serde(flatten)]
    pub purpose: Purpose,
    pub outcome: Outcome,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_says_or_it_is_not_kept() {
        use Format::{Docx, Jpeg, M4a, Mp3, Mp4, Ogg, Pdf, Png, Webp, Xlsx};
        use MediaKind::{Audio, Document, Image, Sticker, Video, Voice};
        let docx = Docx.mime();
        for (kind, says, found, expected) in [
            (Image, "image/jpeg", Some(Jpeg), Ok(Jpeg)),
            (Image, "image/jpeg", Some(Png), Ok(Png)),
            (Image, "image/jpeg", Some(Pdf), Err(Refusal::NotWhatItSays)),
            (Image, "image/jpeg", None, Err(Refusal::NotWhatItSays)),
            (Image, "image/heic", None, Err(Refusal::KindNotTaken)),
            (Document, "application/pdf", Some(Pdf), Ok(Pdf)),
            (Document, "application/pdf", None, Err(Refusal::NotWhatItSays)),
            (Document, "application/pdf", Some(Docx), Err(Refusal::NotWhatItSays)),
            (Document, docx, Some(Xlsx), Err(Refusal::NotWhatItSays)),
            (Document, "image/png", Some(Webp), Ok(Webp)),
            (Document, "application/octet-stream", Some(Pdf), Ok(Pdf)),
            (Document, "application/zip", None, Err(Refusal::KindNotTaken)),
            (Document, "application/msword", None, Err(Refusal::KindNotTaken)),
            (Voice, "audio/ogg", Some(Ogg), Ok(Ogg)),
            (Audio, "audio/mp4", Some(Mp4), Ok(M4a)),
            (Audio, "audio/ogg", Some(Mp3), Ok(Mp3)),
            (Audio, "audio/mpeg", Some(Jpeg), Err(Refusal::NotWhatItSays)),
            (Video, "video/mp4", Some(Mp4), Ok(Mp4)),
            (Video, "video/mp4", Some(M4a), Err(Refusal::NotWhatItSays)),
            (Sticker, "image/webp", Some(Webp), Err(Refusal::NotWhatItSays)),
        ] {
            assert_eq!(taken(kind, says, found), expected, "{kind:?} {says} {found:?}");
        }
    }

    #[test]
    fn a_format_is_known_by_its_type() {
        for format in Format::ALL {
            assert_eq!(Format::of_mime(format.mime()), Some(format));
        }
    }
}
