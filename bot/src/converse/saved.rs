//! What conversations ask about a buyer's lists, and what the tables answer.

use jiff::civil::Date;
use realserv_domain::cart::Cart;
use realserv_domain::ids::{AddressId, ListId, OrderId};
use realserv_domain::lists::{Every, ListName, Repeat};
use realserv_domain::way::KnownSite;
use serde::{Deserialize, Serialize};

/// About lists. Those that change something do what they ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "deed")]
pub enum ListAsk {
    All,
    One {
        list: ListId,
    },
    Keep {
        name: ListName,
        of: ListOf,
    },
    Remove {
        list: ListId,
    },
    Repeat {
        list: ListId,
        every: Every,
    },
    Stop {
        list: ListId,
    },
    /// The evening has come on which a list is asked about: counts the question, sets the next time, and says whether and what
    /// to ask.
    Due {
        list: ListId,
        on: Date,
        wants_to_hear: bool,
    },
    /// The question about that day has its answer.
    Answered {
        list: ListId,
        on: Date,
    },
}

/// What is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of")]
pub enum ListOf {
    Cart { cart: Cart, address: Option<AddressId> },
    Order { order: OrderId },
    LastOrder,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "learned")]
pub enum ListAnswer {
    All {
        lists: Vec<ListCard>,
    },
    /// As it is now, or was before it was removed; none where there is no such list of theirs.
    One {
        list: Option<ListCard>,
    },
    Kept {
        list: ListCard,
        /// Another list had this name.
        replaced: bool,
    },
    Full,
    /// There is no such order, or nothing in it.
    Nothing,
    /// None: nobody is asked.
    Due {
        due: Option<ListDue>,
    },
}

/// A list as its buyer is shown it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListCard {
    pub list: ListId,
    pub name: ListName,
    pub cart: Cart,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<KnownSite>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
}

/// What a buyer hears of a list whose evening has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListDue {
    pub list: ListCard,
    /// The day that is asked about; none where nobody is asked any more.
    pub on: Option<Date>,
}
