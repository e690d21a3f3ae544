//! What a vendor has on offer, page by page, and a new count of one thing. What he types of it unasked is in `shelf`.
//!
//! ```text
//! vendor  stock
//! bot     This is what you sell here. Tap one to change how much is available.   [Show stock]
//! vendor  (taps UltraTech OPC 53)
//! bot     How much UltraTech OPC 53 is available now? …
//! vendor  200
//! bot     ✅ Noted: 200 bags of UltraTech OPC 53 available. It was 600 bags.   [Undo]
//! ```

use realserv_domain::ids::{OrderNumber, SkuId};
use realserv_domain::language::Name;
use realserv_domain::message::Row;
use realserv_domain::quantity::Unit;
use realserv_domain::understand::{self, Fit};
use realserv_templates::{Amount, Words};
use serde::{Deserialize, Serialize};

use super::changed::change;
use super::draft::{Draft, button, row, under};
use super::{Choice, Stage, WaitsFor, shelf};
use crate::converse::{Ask, DeskStock, ListingChange};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountingStock {
    pub sku: SkuId,
    pub name: Name,
    pub unit: Unit,
}

/// Nine things and the row that leads on: a list holds ten.
const PAGE: usize = 9;

pub(super) fn open(page: u8, draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    draft.ask(Ask::DeskStock { vendor }, WaitsFor::Stock { page });
}

pub(super) fn show(stock: &[DeskStock], page: u8, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    if stock.is_empty() {
        let note = words.desk_stock_none();
        return draft.menu_list(&note);
    }
    let (shown, next) = page_of(stock, page);
    let mut rows: Vec<Row> = shown.iter().map(|thing| thing_row(thing, words)).collect();
    if let Some(page) = next {
        rows.push(row(Choice::Stock { page }, &words.desk_stock_more_title(), None));
    }
    draft.list(&words.desk_stock(), words.desk_stock_list_button(), rows);
}

/// What stands on a page, and which page follows it. A page past the end (the list has shrunk) is the first page again.
pub(super) fn page_of<T>(all: &[T], page: u8) -> (&[T], Option<u8>) {
    let start = usize::from(page) * PAGE;
    let (page, start) = if start < all.len() { (page, start) } else { (0, 0) };
    let left = all.get(start..).unwrap_or_default();
    // Ten fit when nothing follows them.
    let count = if left.len() <= PAGE + 1 { left.len() } else { PAGE };
    let next = (left.len() > count).then(|| page.saturating_add(1));
    (left.get(..count).unwrap_or_default(), next)
}

fn thing_row(thing: &DeskStock, words: &Words) -> Row {
    let free = Amount { quantity: thing.available, unit: thing.unit };
    let note = if thing.reserved.is_zero() {
        words.desk_stock_description(free, thing.price_paise, thing.unit)
    } else {
        words.desk_stock_held_description(free, thing.reserved, thing.price_paise, thing.unit)
    };
    let name = thing.name.in_language(words.language());
    row(Choice::StockOf { sku: thing.sku }, name, Some(&note))
}

/// Little is left of something, said once. Who wants nothing but the news of orders is left in peace.
pub(super) fn low(
    number: &OrderNumber,
    (sku, name): (SkuId, &Name),
    left: Amount,
    draft: &mut Draft<'_, '_>,
) {
    if draft.ctx.person.opted_out {
        return;
    }
    let words = draft.words();
    let body = words.desk_stock_low(name, left);
    let count = button(Choice::StockOf { sku }, words.desk_stock_low_button());
    let all = button(Choice::Stock { page: 0 }, words.desk_menu_stock_title());
    draft.news(number, &body, vec![count, all]);
}

/// A thing was tapped: how much of it is there now?
pub(super) fn count(sku: SkuId, draft: &mut Draft<'_, '_>) {
    let Some(card) = draft.ctx.catalog.get(sku) else { return open(0, draft) };
    CountingStock { sku, name: card.name.clone(), unit: card.unit }.open(draft);
}

impl CountingStock {
    pub(super) fn open(self, draft: &mut Draft<'_, '_>) {
        let body = draft.words().desk_stock_ask(&self.name, self.unit);
        draft.ask_for_words(Stage::CountingStock(self), &body);
    }

    pub(super) fn ask(&self, draft: &mut Draft<'_, '_>, note: Option<&str>) {
        let body = draft.words().desk_stock_ask(&self.name, self.unit);
        draft.say(&under(note, body));
    }

    pub(super) fn said(self, text: &str, draft: &mut Draft<'_, '_>) {
        match self.counted(text, draft) {
            Some(new) => change(self.sku, new, draft),
            // "ppc 320": of something else, or something else of it.
            None if shelf::said(text, draft) => {}
            None => {
                let body = draft.words().desk_stock_unreadable(&self.name, self.unit);
                draft.say(&body);
            }
        }
    }

    /// "200", "200 bags", "10 ton" of cement, "50 more"; zero is an answer too.
    fn counted(&self, text: &str, draft: &Draft<'_, '_>) -> Option<ListingChange> {
        let count = understand::count(text)?;
        let sku = draft.ctx.catalog.get(self.sku)?;
        match count.of(sku) {
            Fit::Same(more) | Fit::Converted(more) if count.more => {
                Some(ListingChange::MoreStock { more })
            }
            Fit::Same(available) | Fit::Converted(available) => {
                Some(ListingChange::Stock { available })
            }
            Fit::Misfit => None,
        }
    }
}
