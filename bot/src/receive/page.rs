//! The page that a payer's browser comes back to: seen for a second on a phone, in the three languages. The answer itself
//! comes in the chat.

use std::sync::LazyLock;

use realserv_domain::language::Language;
use realserv_templates::Words;

/// What the page can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Paid,
    NotPaid,
    /// A return that is not signed, or when payments are off.
    Unknown,
}

impl Page {
    pub(super) fn html(self) -> &'static str {
        static PAID: LazyLock<String> =
            LazyLock::new(|| drawn("✅", Words::pay_returned_paid_text));
        static NOT_PAID: LazyLock<String> =
            LazyLock::new(|| drawn("⏳", Words::pay_returned_not_paid_text));
        static UNKNOWN: LazyLock<String> =
            LazyLock::new(|| drawn("🤔", Words::pay_returned_unknown_text));
        match self {
            Self::Paid => &PAID,
            Self::NotPaid => &NOT_PAID,
            Self::Unknown => &UNKNOWN,
        }
    }
}

fn drawn(sign: &str, words: fn(&Words) -> String) -> String {
    let said = Language::ALL.map(|language| {
        let text = words(Words::of(language)).replace('&', "&amp;").replace('<', "&lt;");
        format!("<p lang=\"{}\">{text}</p>", language.code())
    });
    include_str!("page.html").replace("{sign}", sign).replace("{said}", &said.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_speaks_the_three_languages() {
        for page in [Page::Paid, Page::NotPaid, Page::Unknown] {
            let html = page.html();
            assert_eq!(html.matches("<p lang=").count(), 3, "{html}");
            assert_eq!(html.matches("WhatsApp").count(), 3, "{html}");
            assert!(!html.contains("{said}") && !html.contains("{sign}"), "{html}");
        }
        assert!(Page::Paid.html().contains("<p lang=\"te\">థాంక్స్. WhatsAppకి తిరిగి"));
    }
}
