//! What a list is called.
//!
//! ```text
//! buyer: save list
//!   us: 💾 What shall we call this list? Type a short name, like Plinth.  [Not now]
//! buyer: Plinth
//!   us: 💾 Saved as *Plinth*: 50 bags UltraTech OPC 53. …  [Repeat] [My lists]
//! ```

use realserv_domain::ids::OrderId;
use realserv_domain::lists::ListName;
use realserv_domain::message::Message;
use serde::{Deserialize, Serialize};

use super::Here;
use super::stage::{Heard, Next};
use super::view::{View, buttons};
use crate::converse::anywhere::{Word, word};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameList {
    pub of: Of,
    /// How often it comes round is asked next.
    #[serde(default)]
    pub repeats: bool,
}

/// What gets the name, and so where one was when it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of")]
pub enum Of {
    Cart,
    /// The cart, while its price was shown.
    Review,
    Order {
        order: OrderId,
    },
    LastOrder,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Named(NameList, ListName),
    Back(NameList),
}

impl NameList {
    pub(super) fn question(view: &View<'_>) -> Message {
        let back = view.button(Here::Back, &view.words.lists_not_now_button());
        buttons(view.words.lists_which_name(), vec![back])
    }

    pub(super) fn step(self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back(self)),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) if word(text) == Some(Word::No) => Next::Leave(Exit::Back(self)),
            Heard::Said(text) => match ListName::read(text) {
                Some(name) => Next::Leave(Exit::Named(self, name)),
                None => Next::Stay(view.words.lists_no_name()),
            },
        }
    }
}
