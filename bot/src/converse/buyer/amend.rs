//! What of the review is to change; *back* returns to the review.
//!
//! ```text
//! buyer: Change
//!   us: What shall we change?  [Items] [Place] [Time]
//! ```

use realserv_domain::message::Message;
use serde::{Deserialize, Serialize};

use super::Here;
use super::review::Review;
use super::stage::{Heard, Next};
use super::view::{View, buttons};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amend {
    pub review: Review,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Items,
    Site,
    Time(Review),
    Back(Review),
}

impl Amend {
    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let row = vec![
            view.button(Here::Change, &words.review_items_button()),
            view.button(Here::AmendSite, &words.review_place_button()),
            view.button(Here::AmendTime, &words.review_time_button()),
        ];
        buttons(words.review_what_to_change(), row)
    }

    pub(super) fn step(&self, heard: &Heard<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::Change) => Next::Leave(Exit::Items),
            Heard::Chose(Here::AmendSite) => Next::Leave(Exit::Site),
            Heard::Chose(Here::AmendTime) => Next::Leave(Exit::Time(self.review.clone())),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back(self.review.clone())),
            Heard::Chose(_) | Heard::Said(_) => Next::Pass,
        }
    }
}
