//! The first bubble and the language question.
//!
//! ```text
//! buyer: hi
//!   us: 🙏 Namaste Asha! This is RealServ … Choose your language · अपनी भाषा चुनें · మీ భాషను ఎంచుకోండి
//!       [English] [हिन्दी] [తెలుగు]
//! ```

use realserv_domain::language::Language;
use realserv_domain::message::{Button, Message};

use super::Alone;
use super::named::presentable;
use super::view::{View, buttons};

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
