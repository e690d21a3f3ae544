//! A price or a count becomes another one: what it is now, what it was, and one way back.
//!
//! ```text
//! vendor  opc53 rate 385
//! bot     ✅ *UltraTech OPC 53*: now ₹385 per bag. It was ₹340.        [Undo]
//! vendor  (taps Undo)
//! bot     ↩️ *UltraTech OPC 53* is back at ₹340 per bag.
//! vendor  (taps Undo again)
//! bot     That has changed again since, so we have changed nothing. …
//! ```

use realserv_domain::ids::SkuId;
use realserv_domain::money::Paise;
use realserv_domain::quantity::Quantity;
use realserv_templates::Amount;
use serde::{Deserialize, Serialize};

use super::draft::{Draft, button};
use super::{Choice, Stage, WaitsFor};
use crate::converse::{Ask, DeskStock};

/// Takes back one change of one listing, as long as no other has followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    pub sku: SkuId,
    /// Which change; a later one has a higher number.
    pub revision: i64,
    pub was: Was,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Was {
    Price {
        price_paise: Paise,
    },
    /// What was free before, and what was said to be free: orders may have taken of it since, and keep what they took.
    Stock {
        was: Quantity,
        set: Quantity,
    },
}

/// What a vendor wants of one thing that he sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum ListingChange {
    Price {
        price_paise: Paise,
    },
    /// What is free to sell; what orders hold comes on top of it.
    Stock {
        available: Quantity,
    },
    /// So many came in.
    MoreStock {
        more: Quantity,
    },
    Undo {
        undo: Undo,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum ListingOutcome {
    Changed {
        was: DeskStock,
        now: DeskStock,
        /// Which change this is, for an undo. None: it was one.
        revision: Option<i64>,
    },
    /// It is so already.
    Same { now: DeskStock },
    /// Something has changed since what was to be undone.
    TooLate { now: DeskStock },
    /// It is not sold by this vendor now.
    Gone,
}

/// What a change makes of a thing.
pub enum Becomes {
    New(DeskStock),
    /// It is so already.
    Same,
    /// To be undone was a change after which another one came.
    TooLate,
}

impl ListingChange {
    /// Of a thing as it is under its lock, at this revision.
    #[must_use]
    pub fn of(self, was: &DeskStock, revision: i64) -> Becomes {
        let mut new = was.clone();
        match self {
            Self::Price { price_paise } => new.price_paise = price_paise,
            Self::Stock { available } => new.available = available,
            Self::MoreStock { more } => new.available = was.available.plus(more),
            Self::Undo { undo } if undo.revision != revision => return Becomes::TooLate,
            Self::Undo { undo } => match undo.was {
                Was::Price { price_paise } => new.price_paise = price_paise,
                // What was sold since stays sold, and what is held stays held: never less than nothing.
                Was::Stock { was: before, set } => {
                    let milli = was.available.milli() + before.milli() - set.milli();
                    new.available = Quantity::from_milli(milli);
                }
            },
        }
        if new == *was { Becomes::Same } else { Becomes::New(new) }
    }
}

/// Changes it at once; the tables say what it was.
pub(super) fn change(sku: SkuId, change: ListingChange, draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    draft.stage(Stage::Idle);
    draft.ask(Ask::ChangeListing { vendor, sku, change }, WaitsFor::Changed);
}

pub(super) fn undo(undo: Undo, draft: &mut Draft<'_, '_>) {
    change(undo.sku, ListingChange::Undo { undo }, draft);
}

/// "Undo" was typed: the last change of this chat is meant.
pub(super) fn undo_last(draft: &mut Draft<'_, '_>) {
    match draft.conversation.vendor.undo {
        Some(last) => undo(last, draft),
        None => {
            let note = draft.words().desk_undo_nothing();
            draft.menu_list(&note);
        }
    }
}

/// The tables have answered.
pub(super) fn changed(outcome: ListingOutcome, draft: &mut Draft<'_, '_>) {
    match outcome {
        ListingOutcome::Changed { was, now, revision: Some(revision) } => {
            noted(&was, &now, revision, draft);
        }
        ListingOutcome::Changed { was, now, revision: None } => undone(&was, &now, draft),
        ListingOutcome::Same { now } => {
            let body = draft.words().desk_same(&now.name, now.price_paise, now.unit, free(&now));
            draft.say(&body);
        }
        ListingOutcome::TooLate { now } => {
            let words = draft.words();
            let body = words.desk_undo_late(&now.name, now.price_paise, now.unit, free(&now));
            draft.say(&body);
        }
        ListingOutcome::Gone => {
            let note = draft.words().desk_listing_gone();
            draft.menu_list(&note);
        }
    }
}

fn noted(was: &DeskStock, now: &DeskStock, revision: i64, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let (body, before) = if was.price_paise == now.price_paise {
        let before = Was::Stock { was: was.available, set: now.available };
        (words.desk_stock_noted(&now.name, free(now), free(was)), before)
    } else {
        let before = Was::Price { price_paise: was.price_paise };
        (words.desk_price_noted(&now.name, now.price_paise, now.unit, was.price_paise), before)
    };
    let undo = Undo { sku: now.sku, revision, was: before };
    draft.conversation.vendor.undo = Some(undo);
    draft.say_with(&body, vec![button(Choice::Undo { undo }, words.desk_undo_button())]);
}

fn undone(was: &DeskStock, now: &DeskStock, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let body = if was.price_paise == now.price_paise {
        words.desk_stock_undone(&now.name, free(now))
    } else {
        words.desk_price_undone(&now.name, now.price_paise, now.unit)
    };
    draft.conversation.vendor.undo = None;
    draft.say(&body);
}

fn free(thing: &DeskStock) -> Amount {
    Amount { quantity: thing.available, unit: thing.unit }
}
