//! What conversations ask about lists, looked up and done in the tables within the turn.

use realserv_adapters::postgres::lists::{self, Kept, NewList, SavedList};
use realserv_adapters::postgres::{StoreError, sites};
use realserv_domain::cart::Cart;
use realserv_domain::ids::{AddressId, ListId, Minter};
use realserv_domain::lists::{ListName, Repeat, Rung};
use realserv_domain::orders::Order;
use sqlx::PgConnection;

use super::TurnError;
use super::answers::{Desk, cart_out_of};
use crate::converse::{ListAnswer, ListAsk, ListCard, ListDue, ListOf};

impl Desk<'_> {
    pub(super) async fn lists(
        &self,
        db: &mut PgConnection,
        ask: ListAsk,
        mint: &mut Minter,
    ) -> Result<ListAnswer, TurnError> {
        match ask {
            ListAsk::All => {
                let saved = lists::of_person(db, self.person, None).await?;
                Ok(ListAnswer::All { lists: self.list_cards(db, saved).await? })
            }
            ListAsk::One { list } => self.one_list(db, list).await,
            ListAsk::Keep { name, of } => self.keep_list(db, &name, of, mint).await,
            ListAsk::Remove { list } => {
                let before = self.one_list(db, list).await?;
                lists::remove(db, self.person, list).await?;
                Ok(before)
            }
            ListAsk::Repeat { list, every } => {
                if self.saved(db, list).await?.is_some() {
                    self.set_repeat(db, list, Repeat::new(every, self.now)).await?;
                }
                self.one_list(db, list).await
            }
            ListAsk::Stop { list } => {
                if self.saved(db, list).await?.is_some() {
                    lists::end_repeat(db, list).await?;
                }
                self.one_list(db, list).await
            }
            ListAsk::Due { list, on, wants_to_hear } => {
                let saved = self.saved(db, list).await?;
                let repeat = saved.and_then(|saved| saved.repeat).filter(|one| one.next_on == on);
                let due = match repeat {
                    Some(repeat) => {
                        self.rung(db, list, repeat.rung(wants_to_hear, self.now)).await?
                    }
                    // It was stopped, or set anew, before its event had its turn.
                    None => None,
                };
                Ok(ListAnswer::Due { due })
            }
            ListAsk::Answered { list, on } => {
                let saved = self.saved(db, list).await?;
                let asked = saved.and_then(|saved| saved.repeat);
                if let Some(repeat) = asked.filter(|repeat| repeat.asked_on == Some(on)) {
                    self.set_repeat(db, list, repeat.answered()).await?;
                }
                self.one_list(db, list).await
            }
        }
    }

    /// What has rung is set to its next time, and who is asked is said.
    async fn rung(
        &self,
        db: &mut PgConnection,
        list: ListId,
        rung: Rung,
    ) -> Result<Option<ListDue>, TurnError> {
        let on = match rung {
            Rung::Asks { on, then } => {
                self.set_repeat(db, list, then).await?;
                Some(on)
            }
            Rung::Passes { then } => {
                self.set_repeat(db, list, then).await?;
                return Ok(None);
            }
            Rung::Ends => {
                lists::end_repeat(db, list).await?;
                None
            }
        };
        let card = self.list_card(db, list).await?;
        Ok(card.map(|list| ListDue { list, on }))
    }

    async fn set_repeat(
        &self,
        db: &mut PgConnection,
        list: ListId,
        repeat: Repeat,
    ) -> Result<(), StoreError> {
        lists::set_repeat(db, list, &repeat, repeat.rings_at(self.now)).await
    }

    async fn keep_list(
        &self,
        db: &mut PgConnection,
        name: &ListName,
        of: ListOf,
        mint: &mut Minter,
    ) -> Result<ListAnswer, TurnError> {
        let found = match of {
            ListOf::Cart { cart, address } => Some((cart, address)),
            ListOf::Order { order } => self.own(db, order).await?.as_ref().map(out_of),
            ListOf::LastOrder => self.last_order(db).await?.as_ref().map(out_of),
        };
        let Some((cart, address)) = found.filter(|(cart, _)| !cart.is_empty()) else {
            return Ok(ListAnswer::Nothing);
        };
        let new = NewList { id: mint.id(), person: self.person, name, cart: &cart, address };
        let (list, replaced) = match lists::keep(db, self.now.timestamp(), &new).await? {
            Kept::New(list) => (list, false),
            Kept::Replaced(list) => (list, true),
            Kept::Full => return Ok(ListAnswer::Full),
        };
        match self.list_card(db, list).await? {
            Some(list) => Ok(ListAnswer::Kept { list, replaced }),
            None => Err(StoreError::Conflict { what: "a list that was just kept" }.into()),
        }
    }

    async fn saved(
        &self,
        db: &mut PgConnection,
        list: ListId,
    ) -> Result<Option<SavedList>, StoreError> {
        Ok(lists::of_person(db, self.person, Some(list)).await?.pop())
    }

    async fn one_list(&self, db: &mut PgConnection, list: ListId) -> Result<ListAnswer, TurnError> {
        Ok(ListAnswer::One { list: self.list_card(db, list).await? })
    }

    async fn list_card(
        &self,
        db: &mut PgConnection,
        list: ListId,
    ) -> Result<Option<ListCard>, StoreError> {
        let saved = lists::of_person(db, self.person, Some(list)).await?;
        Ok(self.list_cards(db, saved).await?.pop())
    }

    /// With their sites, as far as those are still served.
    async fn list_cards(
        &self,
        db: &mut PgConnection,
        saved: Vec<SavedList>,
    ) -> Result<Vec<ListCard>, StoreError> {
        let addresses: Vec<AddressId> = saved.iter().filter_map(|list| list.address).collect();
        let sites = sites::known(db, self.person, &addresses).await?;
        let card = |list: SavedList| {
            let site = list.address.and_then(|address| {
                sites.iter().find(|known| known.site.address == address).cloned()
            });
            let SavedList { id, name, cart, repeat, .. } = list;
            ListCard { list: id, name, cart, site, repeat }
        };
        Ok(saved.into_iter().map(card).collect())
    }
}

/// What an order was of, and where it went.
fn out_of(order: &Order) -> (Cart, Option<AddressId>) {
    (cart_out_of(order, |_| true), Some(order.site.address))
}
