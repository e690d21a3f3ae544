//! Which line of the cart is to change.
//!
//! ```text
//! buyer: Change
//!   us: What shall we change?  ≡ Choose: UltraTech OPC 53 (50 bags) · … · Empty the cart · Back
//! buyer: UltraTech OPC 53
//!   us: … How many bags?  [20 bags] [50 bags] [Remove]
//! ```

use realserv_domain::ids::SkuId;
use realserv_domain::message::Message;
use serde::{Deserialize, Serialize};

use super::stage::{Heard, Next};
use super::view::{View, list};
use super::{Here, ListChoice};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    #[serde(default)]
    pub page: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Line(SkuId),
    Empty,
    Back,
}

/// Four rows of ten are kept for more, save, empty and back.
const LINES_A_PAGE: usize = 6;

impl Change {
    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let first = usize::from(self.page) * LINES_A_PAGE;
        let lines = view.cart.lines();
        let mut rows: Vec<_> = lines
            .iter()
            .skip(first)
            .take(LINES_A_PAGE)
            .map(|line| match view.catalog.get(line.sku) {
                Some(sku) => {
                    let amount = words.browse_amount_button(view.amount(sku, line.quantity));
                    view.row(Here::Line(line.sku), view.name(sku), Some(amount))
                }
                None => view.row(Here::Line(line.sku), &words.cart_gone_title(), None),
            })
            .collect();
        if lines.len() > first + LINES_A_PAGE {
            let next = Here::Page(self.page.saturating_add(1));
            rows.push(view.row(next, &words.browse_more_title(), None));
        }
        rows.push(view.row(ListChoice::SaveCart, &words.lists_save_title(), None));
        rows.push(view.row(Here::EmptyCart, &words.cart_empty_title(), None));
        rows.push(view.row(Here::Back, &words.browse_back_title(), None));
        list(words.cart_which_line_text(), &words.menu_choose_button(), rows)
    }

    pub(super) fn step(&self, heard: &Heard<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::Line(sku)) => Next::Leave(Exit::Line(*sku)),
            Heard::Chose(Here::Page(page)) => Next::Ask(Self { page: *page }),
            Heard::Chose(Here::EmptyCart) => Next::Leave(Exit::Empty),
            Heard::Chose(Here::Back) => match self.page.checked_sub(1) {
                Some(page) => Next::Ask(Self { page }),
                None => Next::Leave(Exit::Back),
            },
            Heard::Chose(_) | Heard::Said(_) => Next::Pass,
        }
    }
}
