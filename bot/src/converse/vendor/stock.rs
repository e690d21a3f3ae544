//! What a vendor has on offer, page by page, and a new count of one thing.
//!
//! ```text
//! vendor  stock
//! bot     This is what you sell here. Tap one to change how much is available.   [Show stock]
//! vendor  (taps UltraTech OPC 53)
//! bot     How much UltraTech OPC 53 is available now? …
//! vendor  200
//! bot     ✅ Noted: 200 bags of UltraTech OPC 53 available.
//! ```

use realserv_domain::ids::SkuId;
use realserv_domain::language::Name;
use realserv_domain::message::Row;
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::understand::{self, Fit};
use realserv_templates::{Amount, Words};
use serde::{Deserialize, Serialize};

use super::draft::{Draft, row, under};
use super::{Choice, Stage, WaitsFor};
use crate::converse::{Ask, DeskStock, Effect};

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

/// A page past the end (the list has shrunk) is the first page again.
pub(super) fn show(stock: &[DeskStock], page: u8, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    if stock.is_empty() {
        let note = words.desk_stock_none();
        return draft.menu_list(&note);
    }
    let start = usize::from(page) * PAGE;
    let (page, start) = if start < stock.len() { (page, start) } else { (0, 0) };
    let left = stock.len() - start;
    // Ten fit when nothing follows them.
    let count = if left <= PAGE + 1 { left } else { PAGE };
    let mut rows: Vec<Row> =
        stock.iter().skip(start).take(count).map(|thing| thing_row(thing, words)).collect();
    if left > count {
        let next = Choice::Stock { page: page.saturating_add(1) };
        rows.push(row(next, &words.desk_stock_more_title(), None));
    }
    draft.list(&words.desk_stock(), words.desk_stock_list_button(), rows);
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

/// A thing was tapped: how much of it is there now?
pub(super) fn count(sku: SkuId, draft: &mut Draft<'_, '_>) {
    let Some(card) = draft.ctx.catalog.get(sku) else { return open(0, draft) };
    let counting = CountingStock { sku, name: card.name.clone(), unit: card.unit };
    let body = draft.words().desk_stock_ask(&counting.name, counting.unit);
    draft.ask_for_words(Stage::CountingStock(counting), &body);
}

impl CountingStock {
    pub(super) fn ask(&self, draft: &mut Draft<'_, '_>, note: Option<&str>) {
        let body = draft.words().desk_stock_ask(&self.name, self.unit);
        draft.say(&under(note, body));
    }

    pub(super) fn said(self, text: &str, draft: &mut Draft<'_, '_>) {
        let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
        match self.counted(text, draft) {
            Some(available) => {
                draft.stage(Stage::Idle);
                draft.effect(Effect::SetStock { vendor, sku: self.sku, available });
                let free = Amount { quantity: available, unit: self.unit };
                let body = draft.words().desk_stock_noted(&self.name, free);
                draft.say(&body);
            }
            None => {
                let body = draft.words().desk_stock_unreadable(&self.name, self.unit);
                draft.say(&body);
            }
        }
    }

    /// "200", "200 bags", "10 ton" of cement; zero is an answer too.
    fn counted(&self, text: &str, draft: &Draft<'_, '_>) -> Option<Quantity> {
        let count = understand::count(text)?;
        let sku = draft.ctx.catalog.get(self.sku)?;
        match count.of(sku) {
            Fit::Same(quantity) | Fit::Converted(quantity) => Some(quantity),
            Fit::Misfit => None,
        }
    }
}
