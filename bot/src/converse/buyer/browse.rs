//! The products of a kind, page by page. For labour these are the trades.
//!
//! ```text
//!   us: Which cement?  ≡ Choose: UltraTech OPC 53 (from ₹385 a bag) · … · More…
//! buyer: UltraTech OPC 53
//! ```

use realserv_domain::catalog::{Kind, Sku};
use realserv_domain::ids::SkuId;
use realserv_domain::message::Message;
use serde::{Deserialize, Serialize};

use super::stage::{Heard, Next};
use super::view::{View, list};
use super::{Alone, Here};
use crate::converse::page::page;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Browse {
    pub kind: Kind,
    #[serde(default)]
    pub page: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Picked(SkuId),
    Back,
}

impl Browse {
    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let skus: Vec<&Sku> = view.catalog.of_kind(self.kind).collect();
        let words = view.words;
        if skus.is_empty() {
            return super::view::buttons(
                words.browse_nothing_now(self.kind),
                vec![view.button(Alone::Menu, &words.help_menu_button())],
            );
        }
        let page = page(skus.len(), self.page);
        let mut rows: Vec<_> = skus
            .into_iter()
            .skip(page.first)
            .take(page.count)
            .map(|sku| view.row(Here::Sku(sku.id), view.name(sku), view.price_from(sku)))
            .collect();
        if page.more {
            let next = Here::Page(self.page.saturating_add(1));
            rows.push(view.row(next, &words.browse_more_title(), None));
        }
        // A first page of ten has no room for a row back; the word works always.
        if self.page > 0 || rows.len() < 10 {
            rows.push(view.row(Here::Back, &words.browse_back_title(), None));
        }
        let body = match self.kind {
            Kind::Labour => words.browse_which_trade_text(),
            Kind::Cement
            | Kind::Steel
            | Kind::Sand
            | Kind::Aggregate
            | Kind::Brick
            | Kind::Block => words.browse_which_text(self.kind),
        };
        list(body, &words.menu_choose_button(), rows)
    }

    pub(super) fn step(&self, heard: &Heard<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::Sku(sku)) => Next::Leave(Exit::Picked(*sku)),
            Heard::Chose(Here::Page(page)) => Next::Ask(Self { kind: self.kind, page: *page }),
            Heard::Chose(Here::Back) => self.back(),
            Heard::Chose(_) | Heard::Said(_) => Next::Pass,
        }
    }

    /// One page back, or out of the list.
    fn back(&self) -> Next<Self, Exit> {
        match self.page.checked_sub(1) {
            Some(page) => Next::Ask(Self { kind: self.kind, page }),
            None => Next::Leave(Exit::Back),
        }
    }
}
