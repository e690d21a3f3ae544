//! "Did you mean …": products that typed words may have meant, the likeliest first.
//!
//! ```text
//! buyer: 50 bags ultratek
//!   us: 50 bags: which of these do you mean?  ≡ Choose: UltraTech OPC 53 · UltraTech PPC · None of these
//!
//! buyer: 50 bags opc 53 qwzx
//!   us: Do you mean 50 bags of UltraTech OPC 53?  [Yes] [No]
//! ```

use realserv_domain::catalog::Sku;
use realserv_domain::ids::SkuId;
use realserv_domain::message::Message;
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::understand::{self, Count, Fit, Item, Measure};
use realserv_templates::Amount;
use serde::{Deserialize, Serialize};

use super::Here;
use super::stage::{Heard, Next};
use super::view::{View, buttons, list};
use crate::converse::anywhere::{Word, word};

/// Nine products and a row for "none of these".
pub(super) const MOST: usize = 9;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nearest {
    pub skus: Vec<SkuId>,
    /// How many were wanted, when that was understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Count>,
    /// The amounts of which one is wanted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub either: Vec<Count>,
    /// The line of the cart whose place it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<SkuId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Picked(SkuId, Option<Count>),
    Back,
}

impl Nearest {
    /// Which of an item's products, the likeliest first.
    pub(super) fn of(Item { skus, count, either, .. }: Item) -> Self {
        let skus = skus.into_iter().take(MOST).collect();
        Self { skus, count, either, instead_of: None }
    }

    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let skus: Vec<&Sku> =
            self.skus.iter().filter_map(|sku| view.catalog.get(*sku)).take(MOST).collect();
        match skus.as_slice() {
            [one] => self.is_it(one, view),
            several => self.which(several, view),
        }
    }

    /// Nobody chooses from a list of one.
    fn is_it(&self, sku: &Sku, view: &View<'_>) -> Message {
        let words = view.words;
        let amount = self.count.and_then(|count| match count.of(sku) {
            Fit::Same(quantity) | Fit::Converted(quantity) => Some(view.amount(sku, quantity)),
            Fit::Misfit => None,
        });
        let body = match amount {
            Some(amount) => words.browse_is_it_this_amount(view.name(sku), amount),
            None => words.browse_is_it_this(view.name(sku)),
        };
        // Half of those who ask "how much for 100 bags" ask for the price.
        let body = match view.price_from(sku) {
            Some(price) => format!("{body}\n{price}"),
            None => body,
        };
        let row = vec![
            view.button(Here::Sku(sku.id), &words.browse_yes_button()),
            view.button(Here::Back, &words.browse_no_button()),
        ];
        buttons(body, row)
    }

    fn which(&self, skus: &[&Sku], view: &View<'_>) -> Message {
        let words = view.words;
        let mut rows: Vec<_> = skus
            .iter()
            .map(|sku| view.row(Here::Sku(sku.id), view.name(sku), view.price_from(sku)))
            .collect();
        rows.push(view.row(Here::Back, &words.browse_none_of_these_title(), None));
        let body = match self.wanted(skus, view) {
            Some(amount) => words.browse_did_you_mean_amount_text(&amount),
            None => words.browse_did_you_mean_text(),
        };
        list(body, &words.menu_choose_button(), rows)
    }

    /// The amount as it was typed; a bare number has a unit where all of them are sold in one.
    fn wanted(&self, skus: &[&Sku], view: &View<'_>) -> Option<String> {
        let Count { number, measure, .. } = self.count?;
        let of = |unit: Unit, quantity: Quantity| {
            view.words.browse_amount_button(Amount { quantity, unit })
        };
        match measure {
            Some(Measure::Unit(unit)) => Some(of(unit, number)),
            Some(Measure::Brass | Measure::CubicMetre | Measure::Vehicle | Measure::Loose) => None,
            None => {
                let unit = skus.first()?.unit;
                let shared = skus.iter().all(|sku| sku.unit == unit);
                Some(if shared { of(unit, number) } else { number.to_string() })
            }
        }
    }

    pub(super) fn step(&self, heard: &Heard<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::Sku(sku)) => Next::Leave(Exit::Picked(*sku, self.count)),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) => match self.skus.as_slice() {
                [one] => self.said_of(*one, text),
                _ if word(text) == Some(Word::No) => Next::Leave(Exit::Back),
                _ => Next::Pass,
            },
        }
    }

    /// "Yes", "no", or the amount that it should be.
    fn said_of(&self, sku: SkuId, text: &str) -> Next<Self, Exit> {
        match (word(text), understand::count(text)) {
            (Some(Word::Yes), _) => Next::Leave(Exit::Picked(sku, self.count)),
            (Some(Word::No), _) => Next::Leave(Exit::Back),
            (_, Some(count)) => Next::Leave(Exit::Picked(sku, Some(count))),
            (_, None) => Next::Pass,
        }
    }
}
