//! What a stage is: something that was asked, what is known so far, and what an answer makes of it.

use realserv_domain::message::Message;
use serde::{Deserialize, Serialize};

use super::Here;
use super::amend::Amend;
use super::browse::Browse;
use super::change::Change;
use super::how_many::HowMany;
use super::lane::AskLane;
use super::name_list::NameList;
use super::named::Named;
use super::nearest::Nearest;
use super::of_order::OfOrder;
use super::outside::Outside;
use super::review::Review;
use super::short::Short;
use super::slot::PickSlot;
use super::view::View;
use super::whither::Whither;
use super::whom::Whom;
use super::work::PickWork;
use super::{basket, greeting, menu};

/// The question that is open. Kept between messages, for weeks if need be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "at")]
pub enum Stage {
    /// Nobody has spoken yet, or the language question is open.
    #[default]
    Greeting,
    /// The list of kinds; also where a person rests between orders.
    Menu,
    Browse(Browse),
    Nearest(Nearest),
    HowMany(HowMany),
    /// The cart with its three buttons.
    Basket,
    Change(Change),
    Whither(Whither),
    Outside(Outside),
    Whom(Whom),
    Named(Named),
    Slot(PickSlot),
    Work(PickWork),
    Lane(AskLane),
    Review(Review),
    Amend(Amend),
    Short(Short),
    OfOrder(OfOrder),
    NameList(NameList),
}

impl Stage {
    /// The same list, further on: who scrolls back up may tap a row of the page before.
    pub(super) fn is_other_page_of(&self, before: &Self) -> bool {
        match (self, before) {
            (Self::Browse(now), Self::Browse(before)) => {
                now.kind == before.kind && now.page != before.page
            }
            (Self::Change(now), Self::Change(before)) => now.page != before.page,
            _ => false,
        }
    }

    pub(super) fn question(&self, view: &View<'_>) -> Vec<Message> {
        match self {
            Self::Greeting => vec![greeting::question(view)],
            Self::Menu => vec![menu::question(view)],
            Self::Browse(stage) => vec![stage.question(view)],
            Self::Nearest(stage) => vec![stage.question(view)],
            Self::HowMany(stage) => vec![stage.question(view)],
            Self::Basket => basket::question(view),
            Self::Change(stage) => vec![stage.question(view)],
            Self::Whither(stage) => stage.question(view),
            Self::Outside(stage) => vec![stage.question(view)],
            Self::Whom(stage) => stage.question(view),
            Self::Named(_) => vec![Named::question(view)],
            Self::Slot(stage) => vec![stage.question(view)],
            Self::Work(stage) => vec![stage.question(view)],
            Self::Lane(stage) => vec![stage.question(view)],
            Self::Review(stage) => stage.question(view),
            Self::Amend(stage) => vec![stage.question(view)],
            Self::Short(stage) => vec![stage.question(view)],
            Self::OfOrder(stage) => vec![stage.question(view)],
            Self::NameList(_) => vec![NameList::question(view)],
        }
    }
}

/// What came back while a question is open: a tap on it, or words.
#[derive(Clone, Copy, Debug)]
pub(super) enum Heard<'e> {
    Chose(&'e Here),
    Said(&'e str),
}

/// What a stage makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next<S, E> {
    /// Not to be used as it is: say why and ask the same again.
    Stay(String),
    /// The same stage asks something new.
    Ask(S),
    Leave(E),
    /// Not an answer to this question; others may understand it.
    Pass,
}
