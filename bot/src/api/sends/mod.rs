//! What WhatsApp takes for messages: dated prices, and what was spent by order and by month.

use realserv_adapters::postgres::sends::CostRow;
use realserv_domain::sends::MilliPaise;
use serde::Serialize;
use utoipa::ToSchema;

/// Prices from a day on.
pub(super) mod prices;

/// What a month came to.
pub(super) mod report;

/// What an order's messages cost.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SendsShown {
    /// Delivered to the buyer and the vendors: its news, and answers to what was tapped or asked about it. What was said before it
    /// was placed is of no order.
    #[schema(example = 9)]
    pub messages: i64,
    /// At the list price, without GST, rounded half up: the free ones of a month are taken off in the month's report alone.
    #[schema(example = 92)]
    pub cost_paise: i64,
    /// The same to the thousandth of a paisa.
    #[schema(example = 92_000)]
    pub cost_milli_paise: i64,
    /// How many of them have no price here: the cost is at least what is said.
    #[schema(example = 0)]
    pub unpriced: i64,
    pub by_category: Vec<CategoryShown>,
}

/// Messages of one category that are charged alike.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CategoryShown {
    /// Meta's word: service (no template), utility, marketing, authentication …
    #[schema(example = "service")]
    pub category: String,
    /// Meta's word: regular is charged; free_customer_service and free_entry_point are not.
    #[schema(example = "regular")]
    pub kind: String,
    #[schema(example = 8)]
    pub messages: i64,
    #[schema(example = 92_000)]
    pub cost_milli_paise: i64,
}

pub(super) fn shown(rows: Vec<CostRow>) -> SendsShown {
    let cost: MilliPaise = rows.iter().map(|row| row.milli_paise).sum();
    SendsShown {
        messages: rows.iter().map(|row| row.messages).sum(),
        cost_paise: cost.to_paise().get(),
        cost_milli_paise: cost.0,
        unpriced: rows.iter().map(|row| row.unpriced).sum(),
        by_category: rows
            .into_iter()
            .map(|row| CategoryShown {
                category: row.category,
                kind: row.price_kind,
                messages: row.messages,
                cost_milli_paise: row.milli_paise.0,
            })
            .collect(),
    }
}
