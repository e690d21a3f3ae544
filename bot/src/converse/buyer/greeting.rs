//! The first bubble and the language question.
//!
//! ```text
//! buyer: hi
//!   us: 🙏 Namaste Asha! This is RealServ … Choose your language · अपनी भाषा चुनें · మీ భాషను ఎంచుకోండి
//!       [English] [हिन्दी] [తెలుగు]
//! ```

use realserv_domain::language::Language;
use realserv_domain::message::{Button, Message};
use realserv_templates::fit;

use super::Alone;
use super::view::{View, buttons};

/// Profile names are strangers' text: one line of them, not too long.
const MOST_OF_A_NAME: usize = 30;

/// The buttons stand on their own, so that a language can be chosen long after the greeting.
pub(super) fn question(view: &View<'_>) -> Message {
    let body = match view.person.name.as_deref().and_then(presentable) {
        Some(name) => view.words.menu_greeting(&name),
        None => view.words.menu_greeting_no_name(),
    };
    buttons(body, languages(view))
}

pub(super) fn languages(view: &View<'_>) -> Vec<Button> {
    Language::ALL.map(|language| view.button(Alone::Language(language), language.own_name())).into()
}

/// A name without WhatsApp's marks and line breaks; none when nothing readable is left.
fn presentable(name: &str) -> Option<String> {
    let plain: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !matches!(c, '*' | '_' | '~' | '`'))
        .collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.chars().any(char::is_alphabetic).then(|| fit(&plain, MOST_OF_A_NAME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_name_is_text_of_a_stranger() {
        assert_eq!(presentable("Asha *Devi*\n\n"), Some("Asha Devi".to_owned()));
        assert_eq!(presentable("🙏🙏"), None);
        assert_eq!(presentable(&"a".repeat(80)).map(|n| n.chars().count()), Some(30));
    }
}
