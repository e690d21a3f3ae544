//! The format of a content, by its content alone: what a file is called proves nothing.

use realserv_domain::media::Format;

/// None: none of those that are kept.
#[must_use]
pub fn recognise(content: &[u8]) -> Option<Format> {
    let found = infer::get(content)?;
    match found.mime_type() {
        "audio/m4a" => Some(Format::M4a),
        "audio/opus" => Some(Format::Ogg),
        mime => Format::of_mime(mime),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_first_bytes() {
        let opus = [b"OggS".as_slice(), &[0; 24], b"OpusHead"].concat();
        for (content, format) in [
            ([0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0xFF, 0xD9].as_slice(), Some(Format::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Some(Format::Png)),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some(Format::Webp)),
            (b"%PDF-1.4\n%%EOF\n", Some(Format::Pdf)),
            (b"\0\0\0\x18ftypmp42....", Some(Format::Mp4)),
            (b"\0\0\0\x18ftypM4A ....", Some(Format::M4a)),
            (b"ID3\x03....", Some(Format::Mp3)),
            (b"#!AMR\n............", Some(Format::Amr)),
            (b"OggS\0....", Some(Format::Ogg)),
            (&opus, Some(Format::Ogg)),
            // A program, a script, a page, an archive, nothing.
            (b"MZ\x90\0\x03\0\0\0", None),
            (b"\x7fELF\x02\x01\x01", None),
            (b"#!/bin/sh\n", None),
            (b"<html><script>", None),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
            (b"PK\x03\x04\x14\0\0\0", None),
            (b"", None),
        ] {
            assert_eq!(recognise(content), format, "{:?}", String::from_utf8_lossy(content));
        }
    }
}
