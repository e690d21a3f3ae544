//! Which number is called at the site, from somebody whose own WhatsApp does not show us. Asked once for a site; who would
//! rather not say skips it.
//!
//! ```text
//!   us: 📞 Which number can we call at the site? …  [Share contact info]
//!   us: Without a number they find you by the map alone.  [Skip]
//! buyer: (shares the number)         or: 98480 12345
//! ```
//!
//! The number is kept with the address, where it can be blanked, and not in the conversation.

use realserv_domain::message::Message;
use realserv_domain::phone::Phone;
use realserv_domain::place::Site;
use realserv_domain::quantity::western_digit;
use serde::{Deserialize, Serialize};

use super::Here;
use super::stage::{Heard, Next};
use super::view::{View, buttons};
use crate::converse::anywhere::{Word, word};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whom {
    pub site: Site,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Given(Site, Phone),
    Skipped(Site),
    Back,
}

impl Whom {
    /// WhatsApp's button for a number stands alone, so skipping has a bubble of its own.
    pub(super) fn question(&self, view: &View<'_>) -> Vec<Message> {
        let words = view.words;
        let skip = view.button(Here::Skip, &words.address_skip_button());
        vec![
            Message::AskContact { body: words.address_whom_to_call() },
            buttons(words.address_no_number(), vec![skip]),
        ]
    }

    pub(super) fn step(&self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::Skip) => Next::Leave(Exit::Skipped(self.site.clone())),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) => match Phone::find_in(text) {
                Some(phone) => Next::Leave(Exit::Given(self.site.clone(), phone)),
                None if word(text) == Some(Word::No) => {
                    Next::Leave(Exit::Skipped(self.site.clone()))
                }
                None if text.chars().any(|c| western_digit(c).is_ascii_digit()) => {
                    Next::Stay(view.words.address_phone_digits())
                }
                None => Next::Pass,
            },
        }
    }
}
