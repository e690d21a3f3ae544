//! Something that cannot be had as asked, and what can.
//!
//! ```text
//!   us: Only 30 bags of UltraTech OPC 53 are left near you. Shall we take 30?  [Take 30 bags] [Leave it out] [Change]
//! buyer: Take 30 bags
//! ```

use realserv_domain::catalog::Sku;
use realserv_domain::ids::SkuId;
use realserv_domain::message::Message;
use realserv_domain::place::Site;
use realserv_domain::quantity::Quantity;
use realserv_domain::time::Schedule;
use serde::{Deserialize, Serialize};

use super::Here;
use super::stage::{Heard, Next};
use super::view::{View, buttons};
use crate::converse::anywhere::{Word, word};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Short {
    pub site: Site,
    pub schedule: Schedule,
    pub sku: SkuId,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    NotSold,
    OutOfStock { available: Quantity },
    BelowMinimum { minimum: Quantity },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// This much instead; zero leaves it out.
    Take(Short, Quantity),
    ChangeCart,
    Back(Short),
}

impl Short {
    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let mut row = Vec::new();
        let sku = view.catalog.get(self.sku);
        if let Some((sku, quantity)) = sku.and_then(|sku| Some((sku, self.instead(sku)?))) {
            let title = words.review_take_button(view.amount(sku, quantity));
            row.push(view.button(Here::Quantity(quantity), &title));
        }
        row.push(view.button(Here::Remove, &words.review_leave_out_button()));
        row.push(view.button(Here::Change, &words.cart_change_button()));
        buttons(self.body(sku, view), row)
    }

    fn body(&self, sku: Option<&Sku>, view: &View<'_>) -> String {
        let words = view.words;
        let Some(sku) = sku else { return words.browse_gone() };
        let name = &sku.name;
        match self.why {
            Why::NotSold => words.review_not_sold(name, &self.site.locality),
            Why::OutOfStock { available } if available.is_zero() => words.review_sold_out(name),
            Why::OutOfStock { available } => {
                words.review_out_of_stock(name, view.amount(sku, available))
            }
            Why::BelowMinimum { minimum } => {
                words.review_vendor_minimum(name, view.amount(sku, minimum))
            }
        }
    }

    /// What can be had, rounded to the SKU's step; none when that breaks its rules.
    fn instead(&self, sku: &Sku) -> Option<Quantity> {
        let step = sku.step.milli().max(1);
        let quantity = match self.why {
            Why::NotSold => return None,
            Why::OutOfStock { available } => available.milli() / step * step,
            Why::BelowMinimum { minimum } => (minimum.milli() + step - 1) / step * step,
        };
        let quantity = Quantity::from_milli(quantity);
        sku.check(quantity).is_ok().then_some(quantity)
    }

    pub(super) fn step(&self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        let take = |quantity| Next::Leave(Exit::Take(self.clone(), quantity));
        match heard {
            Heard::Chose(Here::Quantity(quantity)) => take(*quantity),
            Heard::Chose(Here::Remove) => take(Quantity::ZERO),
            Heard::Chose(Here::Change) => Next::Leave(Exit::ChangeCart),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back(self.clone())),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) if word(text) == Some(Word::Yes) => {
                let sku = view.catalog.get(self.sku);
                sku.and_then(|sku| self.instead(sku)).map_or(Next::Pass, take)
            }
            Heard::Said(_) => Next::Pass,
        }
    }
}
