//! "Did you mean …": products that typed words may have meant, the likeliest first.
//!
//! ```text
//! buyer: 50 bags ultratek
//!   us: Which one do you mean?  ≡ Choose: UltraTech OPC 53 · UltraTech PPC · None of these
//! ```

use realserv_domain::ids::SkuId;
use realserv_domain::message::Message;
use realserv_domain::understand::Count;
use serde::{Deserialize, Serialize};

use super::Here;
use super::stage::{Heard, Next};
use super::view::{View, list};

/// Nine products and a row for "none of these".
pub(super) const MOST: usize = 9;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nearest {
    pub skus: Vec<SkuId>,
    /// How many were wanted, when that was understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Count>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Picked(SkuId, Option<Count>),
    Back,
}

impl Nearest {
    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let mut rows: Vec<_> = self
            .skus
            .iter()
            .filter_map(|sku| view.catalog.get(*sku))
            .take(MOST)
            .map(|sku| view.row(Here::Sku(sku.id), view.name(sku), view.price_from(sku)))
            .collect();
        rows.push(view.row(Here::Back, &words.browse_none_of_these_title(), None));
        list(words.browse_did_you_mean_text(), &words.menu_choose_button(), rows)
    }

    pub(super) fn step(&self, heard: &Heard<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::Sku(sku)) => Next::Leave(Exit::Picked(*sku, self.count)),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back),
            Heard::Chose(_) | Heard::Said(_) => Next::Pass,
        }
    }
}
