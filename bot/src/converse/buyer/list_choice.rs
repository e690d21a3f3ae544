//! What can be tapped of lists. Each names all that it needs, as the rest of `Alone` does.

use jiff::civil::Date;
use realserv_domain::ids::{ListId, OrderId};
use realserv_domain::lists::Every;
use serde::{Deserialize, Serialize};

use super::{Alone, Choice};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListChoice {
    All,
    /// Another page of them.
    More(u16),
    /// Which of them is to repeat or to be removed?
    Change(u16),
    /// Into the cart.
    Take(ListId),
    Card(ListId),
    Remove(ListId),
    HowOften(ListId),
    Repeat(ListId, Every),
    Stop(ListId),
    /// What a question about a day is answered with.
    Order(ListId, Date),
    Skip(ListId, Date),
    /// What is to be kept.
    SaveCart,
    SaveOrder(OrderId),
    RepeatOrder(OrderId),
}

impl From<ListChoice> for Choice {
    fn from(choice: ListChoice) -> Self {
        Alone::Lists(choice).into()
    }
}

impl ListChoice {
    pub(super) fn encode(self) -> String {
        match self {
            Self::All => "lists".to_owned(),
            Self::More(page) => format!("more-lists.{page}"),
            Self::Change(page) => format!("change-lists.{page}"),
            Self::Take(list) => format!("list.{list}"),
            Self::Card(list) => format!("list-card.{list}"),
            Self::Remove(list) => format!("remove-list.{list}"),
            Self::HowOften(list) => format!("how-often.{list}"),
            Self::Repeat(list, every) => format!("repeat-list.{list}.{every}"),
            Self::Stop(list) => format!("stop-list.{list}"),
            Self::Order(list, on) => format!("order-list.{list}.{on}"),
            Self::Skip(list, on) => format!("skip-list.{list}.{on}"),
            Self::SaveCart => "save-cart".to_owned(),
            Self::SaveOrder(order) => format!("save-order.{order}"),
            Self::RepeatOrder(order) => format!("repeat-order.{order}"),
        }
    }

    pub(super) fn parse(word: &str, rest: &str) -> Option<Self> {
        let with = || rest.split_once('.');
        Some(match (word, rest) {
            ("lists", "") => Self::All,
            ("save-cart", "") => Self::SaveCart,
            ("more-lists", page) => Self::More(page.parse().ok()?),
            ("change-lists", page) => Self::Change(page.parse().ok()?),
            ("list", list) => Self::Take(list.parse().ok()?),
            ("list-card", list) => Self::Card(list.parse().ok()?),
            ("remove-list", list) => Self::Remove(list.parse().ok()?),
            ("how-often", list) => Self::HowOften(list.parse().ok()?),
            ("stop-list", list) => Self::Stop(list.parse().ok()?),
            ("save-order", order) => Self::SaveOrder(order.parse().ok()?),
            ("repeat-order", order) => Self::RepeatOrder(order.parse().ok()?),
            ("repeat-list", _) => {
                let (list, every) = with()?;
                Self::Repeat(list.parse().ok()?, every.parse().ok()?)
            }
            ("order-list", _) => {
                let (list, on) = with()?;
                Self::Order(list.parse().ok()?, on.parse().ok()?)
            }
            ("skip-list", _) => {
                let (list, on) = with()?;
                Self::Skip(list.parse().ok()?, on.parse().ok()?)
            }
            _ => return None,
        })
    }

    /// Whether it answers a question, or stops one, and starts no talk that somebody of the office would be in.
    pub(in crate::converse) const fn settles(self) -> bool {
        match self {
            Self::Skip(..) | Self::Stop(_) => true,
            Self::All
            | Self::More(_)
            | Self::Change(_)
            | Self::Take(_)
            | Self::Card(_)
            | Self::Remove(_)
            | Self::HowOften(_)
            | Self::Repeat(..)
            | Self::Order(..)
            | Self::SaveCart
            | Self::SaveOrder(_)
            | Self::RepeatOrder(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_is_written_on_a_button_reads_back() {
        let (list, order) = (ListId(Uuid::from_u128(7)), OrderId(Uuid::from_u128(8)));
        let on = Date::constant(2026, 12, 7);
        let every = |word: &str| ListChoice::Repeat(list, word.parse().unwrap());
        for choice in [
            ListChoice::All,
            ListChoice::More(1),
            ListChoice::Change(0),
            ListChoice::Take(list),
            ListChoice::Card(list),
            ListChoice::Remove(list),
            ListChoice::HowOften(list),
            every("week.1"),
            every("days.14"),
            every("month.31"),
            ListChoice::Stop(list),
            ListChoice::Order(list, on),
            ListChoice::Skip(list, on),
            ListChoice::SaveCart,
            ListChoice::SaveOrder(order),
            ListChoice::RepeatOrder(order),
        ] {
            let id = Choice::from(choice).encode();
            assert_eq!(Choice::parse(&id), Some(choice.into()), "{id}");
            assert!(id.len() < 180, "{id}");
        }
        let id = "order-list.00000000-0000-0000-0000-000000000007.2026-12-07";
        assert_eq!(Choice::parse(id), Some(ListChoice::Order(list, on).into()), "never changes");
        assert_eq!(Choice::parse("repeat-list.00000000-0000-0000-0000-000000000007.year.1"), None);
    }
}
