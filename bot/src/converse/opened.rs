//! We serve a place now that this person waited for. Told once, beside whatever is open.
//!
//! ```text
//!   us: 🎉 We serve 501301 now. …  [Menu]
//! ```

use realserv_domain::message::{Button, Message};
use realserv_domain::place::Pin;
use realserv_templates::fit::BUTTON;
use realserv_templates::{Words, fit, whatsapp};

use super::choice::{Choice as Side, Tap};
use super::{Conversation, Ctx, Effect, News, Step, buyer};

/// Whoever wants nothing from us hears nothing: it was a wish of before.
pub(super) fn told(conversation: Conversation, pin: &Pin, ctx: &Ctx<'_>) -> Step {
    let language = conversation.language.unwrap_or_default();
    let words = Words::of(language);
    let menu = buyer::Choice::from(buyer::Alone::Menu);
    let menu = Tap { question: None, choice: Side::Buyer(menu) }.encode();
    let afar = whatsapp::ZoneOpened { pin: pin.as_str(), menu: &menu }.call(language);
    let effect = if ctx.person.window_open {
        let title = fit(&words.help_menu_button(), BUTTON);
        let message = Message::Buttons {
            body: words.address_opened(pin),
            buttons: vec![Button { id: menu, title }],
            photo: None,
        };
        let news = News { about: None, otherwise: Some(afar) };
        Effect::Say { message, news: Some(Box::new(news)) }
    } else {
        Effect::Say { message: Message::Template(afar), news: None }
    };
    let effects = if ctx.person.opted_out { Vec::new() } else { vec![effect] };
    Step { conversation, asks: Vec::new(), effects }
}
