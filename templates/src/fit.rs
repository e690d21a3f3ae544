//! Cutting a text to WhatsApp's limits, which count Unicode scalar values, without cutting a letter in two.

use unicode_segmentation::UnicodeSegmentation;

/// A reply button's title, and the button that opens a list.
pub const BUTTON: usize = 20;
/// The title of a list's row or section.
pub const TITLE: usize = 24;
/// The second line of a list's row.
pub const DESCRIPTION: usize = 72;
/// The body of a message with buttons, a link or a request for a pin.
pub const BODY: usize = 1024;
/// The body of a plain text or a list.
pub const TEXT: usize = 4096;

/// At most `most` scalar values; what is cut ends in `…`. A Telugu or Hindi syllable stays whole: `స్త్రీ` is one cluster.
#[must_use]
pub fn fit(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let room = most.saturating_sub(1);
    let mut kept = String::with_capacity(text.len());
    let mut used = 0;
    for cluster in text.graphemes(true) {
        used += cluster.chars().count();
        if used > room {
            break;
        }
        kept.push_str(cluster);
    }
    kept.truncate(kept.trim_end().len());
    if most > 0 {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(fit("UltraTech OPC 53", 24), "UltraTech OPC 53");
        assert_eq!(fit("", 0), "");
    }

    #[test]
    fn what_is_cut_ends_in_an_ellipsis_without_a_blank_before_it() {
        assert_eq!(fit("UltraTech OPC 53 Grade Cement", 24), "UltraTech OPC 53 Grade…");
        assert_eq!(fit("abc", 1), "…");
        assert_eq!(fit("abc", 0), "");
    }

    #[test]
    fn a_telugu_syllable_is_never_cut_in_two() {
        let text = "స్త్రీల కృష్ణా ఇసుక, మొదటి రకం";
        for most in 0..=text.chars().count() {
            let cut = fit(text, most);
            assert!(cut.chars().count() <= most, "{most}: {cut}");
            let kept = cut.trim_end_matches('…');
            let boundary = text.grapheme_indices(true).any(|(at, _)| at == kept.len());
            assert!(boundary || kept.len() == text.len(), "{most}: {cut}");
        }
    }
}
