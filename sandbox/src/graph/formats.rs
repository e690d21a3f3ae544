//! Whether a file is what its type says, by its first bytes: as far as Meta's limits on formats speak of it (whatsapp.md 7.3).

/// The picture of a sticker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sticker {
    Static,
    Animated,
}

/// `None` when it is no WebP. The container's flags are RFC 9649, section 2.7: bit 1 is animation.
pub(super) fn sticker(bytes: &[u8]) -> Option<Sticker> {
    if !bytes.starts_with(b"RIFF") || bytes.get(8..12) != Some(b"WEBP") {
        return None;
    }
    let extended = bytes.get(12..16) == Some(b"VP8X");
    let animated = extended && bytes.get(20).is_some_and(|flags| flags & 0b10 != 0);
    Some(if animated { Sticker::Animated } else { Sticker::Static })
}

/// Whether Meta could process it. Types whose files begin in too many ways are believed.
pub(super) fn is_what_it_says(essence: &str, bytes: &[u8]) -> bool {
    match essence {
        "image/jpeg" => bytes.starts_with(&[0xFF, 0xD8, 0xFF]),
        "image/png" => bytes.starts_with(b"\x89PNG\r\n\x1A\n"),
        "image/webp" => sticker(bytes).is_some(),
        "application/pdf" => bytes.starts_with(b"%PDF-"),
        "video/mp4" | "video/3gpp" | "audio/mp4" => bytes.get(4..8) == Some(b"ftyp"),
        "audio/amr" => bytes.starts_with(b"#!AMR"),
        "audio/ogg" => is_mono_opus(bytes),
        _ => true,
    }
}

/// Opus in Ogg names itself in the first page; the channels stand ten bytes after (RFC 7845, section 5.1).
fn is_mono_opus(bytes: &[u8]) -> bool {
    let page = &bytes[..bytes.len().min(512)];
    let head = page.windows(8).position(|window| window == b"OpusHead");
    page.starts_with(b"OggS") && head.is_some_and(|at| page.get(at + 9) == Some(&1))
}
