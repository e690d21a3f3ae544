//! Where it should come: a pin, a PIN code with words, or a place of before.
//!
//! ```text
//!   us: 📍 Where should it come? Tap the button and send your site’s location, or type the PIN code and a landmark.
//!   us: 📝 Or fill in a short form.  [Fill in the form]      (where the account has it)
//! buyer: (pin)                       or: 500049 opp. metro station       or: the form
//! ```
//!
//! Which place is meant, and whether it is served, only the tables know; the answer comes to `answers`.

use realserv_domain::form::{FormToken, SiteForm};
use realserv_domain::ids::AddressId;
use realserv_domain::message::Message;
use realserv_domain::place::{MOST_ADDRESS, Pin};
use realserv_domain::quantity::western_digit;
use realserv_domain::way::KnownSite;
use serde::{Deserialize, Serialize};

use super::Here;
use super::stage::{Heard, Next};
use super::view::{View, buttons, list};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whither {
    /// Where this buyer had things brought before, at most three.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<KnownSite>,
    /// The form that is offered with this question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormToken>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Known(KnownSite),
    /// Words that may name a place, with the PIN code among them.
    Words {
        pin: Option<Pin>,
        words: String,
    },
    Back,
}

impl Whither {
    pub(super) fn question(&self, view: &View<'_>) -> Vec<Message> {
        if self.known.is_empty() {
            let place = Message::AskLocation { body: view.words.address_where() };
            return std::iter::once(place).chain(self.form(view)).collect();
        }
        vec![self.known_question(view)]
    }

    /// Below the question and never in its place: WhatsApp may refuse the form, and a phone may be too old for it.
    fn form(&self, view: &View<'_>) -> Option<Message> {
        let (flow, token) = (view.form?.to_owned(), self.form.clone()?);
        let title = view.words.form_open_button();
        Some(Message::Form { body: view.words.form_offer(), title, flow, token })
    }

    /// Whether this form answers the question. Some phones leave the token out: whoever was asked where, and says where, is
    /// believed.
    pub(super) fn is_answered_by(&self, form: &SiteForm) -> bool {
        form.token.is_none() || form.token == self.form
    }

    fn known_question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let titles: Vec<&str> =
            self.known.iter().map(|known| known.site.locality.in_language(view.language)).collect();
        let distinct = titles
            .iter()
            .enumerate()
            .all(|(at, title)| titles.iter().skip(at + 1).all(|other| other != title));
        let body = words.address_where_known();
        if distinct && titles.len() <= 2 {
            let mut row: Vec<_> = self
                .known
                .iter()
                .zip(&titles)
                .map(|(known, title)| view.button(Here::Site(known.site.address), title))
                .collect();
            row.push(view.button(Here::OtherSite, &words.address_other_button()));
            return buttons(body, row);
        }
        // Two sites in one locality would be two buttons of one title, which WhatsApp refuses.
        let mut rows: Vec<_> = self
            .known
            .iter()
            .zip(&titles)
            .map(|(known, title)| {
                let about = match known.way.words.as_str() {
                    "" => words.address_pin_description(&known.site.pin),
                    way => way.to_owned(),
                };
                view.row(Here::Site(known.site.address), title, Some(about))
            })
            .collect();
        rows.push(view.row(Here::OtherSite, &words.address_other_button(), None));
        list(body, &words.menu_choose_button(), rows)
    }

    pub(super) fn step(&self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::Site(address)) => self.known_site(*address),
            Heard::Chose(Here::OtherSite) => Next::Ask(Self::default()),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) => spoken(text, view, |place| place),
        }
    }

    fn known_site(&self, address: AddressId) -> Next<Self, Exit> {
        match self.known.iter().find(|known| known.site.address == address) {
            Some(known) => Next::Leave(Exit::Known(known.clone())),
            None => Next::Pass,
        }
    }
}

/// Words that may name a place; a lone number is none, and was meant as a PIN code, which has six digits.
pub(super) fn spoken<S, E>(text: &str, view: &View<'_>, exit: fn(Exit) -> E) -> Next<S, E> {
    let pin = Pin::find_in(text);
    let names_something = text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    if pin.is_none() && !names_something {
        let number = text.chars().any(|c| western_digit(c).is_ascii_digit());
        return if number { Next::Stay(view.words.address_pin_digits()) } else { Next::Pass };
    }
    if is_too_long(text) {
        return Next::Stay(view.words.address_too_long());
    }
    Next::Leave(exit(Exit::Words { pin, words: text.trim().to_owned() }))
}

pub(super) fn is_too_long(address: &str) -> bool {
    address.trim().chars().count() > MOST_ADDRESS
}
