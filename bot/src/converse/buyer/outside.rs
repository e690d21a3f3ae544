//! A place that is not served yet, or that we could not find.
//!
//! ```text
//! buyer: 501301
//!   us: We do not serve Ghatkesar yet. Shall we write to you when we do?  [Yes, tell me] [Another place]
//!
//! buyer: (a pin in Mumbai)
//!   us: We serve only Hyderabad … Shall we write to you when we come there? Then type its PIN code.  [Another place]
//! ```
//!
//! A pin on the map has no PIN code that we know, and the waiting list goes by PIN codes: so the buyer types it.

use realserv_domain::language::Name;
use realserv_domain::message::{Button, Message};
use realserv_domain::place::Pin;
use serde::{Deserialize, Serialize};

use super::stage::{Heard, Next};
use super::view::{View, buttons};
use super::whither;
use super::{Alone, Here};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outside {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locality: Option<Name>,
    /// A pin on the map, far from all that we know.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub too_far: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    OtherSite,
    /// Another place, typed at once.
    Whither(whither::Exit),
    Back,
}

impl Outside {
    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let mut row = self.join(view);
        row.push(view.button(Here::OtherSite, &words.address_other_button()));
        row.push(view.button(Alone::Menu, &words.help_menu_button()));
        buttons(self.body(view), row)
    }

    /// The same beside another question, which stays open: only what stands on its own.
    pub(super) fn aside(&self, view: &View<'_>) -> Message {
        let mut row = self.join(view);
        row.push(view.button(Alone::Menu, &view.words.help_menu_button()));
        buttons(self.body(view), row)
    }

    fn join(&self, view: &View<'_>) -> Vec<Button> {
        let join = |pin: &Pin| {
            let title = view.words.address_tell_me_button();
            view.button(Alone::JoinWaitingList(pin.clone()), &title)
        };
        self.pin.iter().map(join).collect()
    }

    fn body(&self, view: &View<'_>) -> String {
        let words = view.words;
        let (place, question) = match (&self.locality, &self.pin) {
            (Some(locality), _) => {
                (words.address_outside(locality), words.address_shall_we_write())
            }
            (None, Some(pin)) => (words.address_outside_pin(pin), words.address_shall_we_write()),
            (None, None) if self.too_far => {
                (words.address_too_far(), words.address_shall_we_write_far())
            }
            (None, None) => return words.address_not_found(),
        };
        if view.cart.is_empty() {
            format!("{place}\n\n{question}")
        } else {
            format!("{place} {}\n\n{question}", words.address_cart_kept())
        }
    }

    pub(super) fn step(&self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::OtherSite) => Next::Leave(Exit::OtherSite),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) => whither::spoken(text, view, Exit::Whither),
        }
    }
}
