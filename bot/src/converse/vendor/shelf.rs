//! What a vendor types of his own goods: a price, a count, or that there is none. Nothing is guessed: several things that
//! fit the name, and a number that may be a price or a count, are asked about.
//!
//! ```text
//! vendor  cement 385
//! bot     Which one do you mean: *385*?                               [Show list]
//! vendor  (taps UltraTech OPC 53)
//! bot     ✅ *UltraTech OPC 53*: now ₹385 per bag. It was ₹340.        [Undo]
//! vendor  ultratech opc 200
//! bot     Is *200* the price of *UltraTech OPC 53* or how many there are? …   [Price ₹200] [Stock 200 bags]
//! vendor  isuka ledu
//! bot     ✅ Noted: 0 bags of *River Sand 50 kg Bag* available. It was 310 bags.   [Undo]
//! ```

use realserv_domain::ids::SkuId;
use realserv_domain::language::{Language, Name};
use realserv_domain::message::{Button, Row};
use realserv_domain::money::Paise;
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::understand::{self, Count, Fit, Measure, OfYard, Reading, Told};
use realserv_templates::{Amount, Words, fit};
use serde::{Deserialize, Serialize};

use super::changed::change;
use super::draft::Draft;
use super::stock::{CountingStock, page_of};
use super::{Choice, Stage, WaitsFor};
use crate::converse::anywhere::plain;
use crate::converse::{Ask, DeskStock, ListingChange};

/// A price moves by some percent a week; cement has never doubled or halved over night. What lies further from the old
/// price is a count or a slip of the finger, and is asked about: more than half, and less than double.
const PRICE_BAND: i64 = 2;

/// Limit of WhatsApp's buttons, in characters.
const MOST_TITLE: usize = 20;

/// Something was said of several things that the vendor sells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickingListing {
    pub said: OfYard,
}

/// A number that may be the price or the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceOrStock {
    pub sku: SkuId,
    pub name: Name,
    pub unit: Unit,
    pub number: Quantity,
    /// As it is now, to be compared with.
    pub price_paise: Paise,
    pub available: Quantity,
}

/// Takes words that say something of a thing on sale; false when these do not.
pub(super) fn said(text: &str, draft: &mut Draft<'_, '_>) -> bool {
    let Some(said) = understand::of_yard(text, draft.ctx.catalog) else { return false };
    PickingListing { said }.look(0, None, draft);
    true
}

impl PickingListing {
    pub(super) fn look(self, page: u8, picked: Option<SkuId>, draft: &mut Draft<'_, '_>) {
        let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
        draft.ask(Ask::DeskStock { vendor }, WaitsFor::Shelf { picking: self, page, picked });
    }

    /// The tables have answered.
    pub(super) fn among(
        self,
        stock: &[DeskStock],
        (page, picked): (u8, Option<SkuId>),
        draft: &mut Draft<'_, '_>,
    ) {
        let fits: Vec<&DeskStock> =
            stock.iter().filter(|thing| self.said.skus.contains(&thing.sku)).collect();
        let picked = fits.iter().find(|thing| Some(thing.sku) == picked);
        match (picked, fits.as_slice()) {
            (Some(thing), _) => said_of(thing, self.said.told, draft),
            (None, []) => {
                draft.stage(Stage::Idle);
                let note = draft.words().desk_shelf_not_yours();
                draft.menu_list(&note);
            }
            (None, [only]) if self.said.sure => said_of(only, self.said.told, draft),
            (None, several) => self.ask(several, page, draft),
        }
    }

    fn ask(self, fits: &[&DeskStock], page: u8, draft: &mut Draft<'_, '_>) {
        let words = draft.words();
        let body = match self.said.told {
            Told::Price { price_paise, .. } => words.desk_shelf_which(&price_paise.to_string()),
            Told::Stock { count: Count { number, .. } } | Told::Bare { number } => {
                words.desk_shelf_which(&number.to_string())
            }
            Told::Gone => words.desk_shelf_which_gone(),
        };
        let stage = Stage::PickingListing(self);
        // Another page of the same list: a row of the page before is as good an answer.
        if draft.conversation.vendor.stage != stage {
            draft.ask_for_answer(stage);
        }
        let rows = rows(fits, page, draft);
        draft.list(&body, words.desk_stock_list_button(), rows);
    }

    /// A name alone says which; something else of another thing is about that one.
    pub(super) fn said(self, text: &str, draft: &mut Draft<'_, '_>) {
        if said(text, draft) {
            return;
        }
        let named = match understand::read(text, draft.ctx.catalog) {
            Reading::Items(items) => match items.as_slice() {
                [only] if only.sure && only.count.is_none() => only.skus.clone(),
                _ => Vec::new(),
            },
            Reading::Nearest(_) | Reading::Nothing => Vec::new(),
        };
        let skus: Vec<SkuId> =
            self.said.skus.iter().filter(|sku| named.contains(sku)).copied().collect();
        if skus.is_empty() {
            let note = draft.words().desk_not_understood();
            return draft.ask_again_or_menu(&note);
        }
        let said = OfYard { skus, told: self.said.told, sure: true };
        Self { said }.look(0, None, draft);
    }
}

fn rows(fits: &[&DeskStock], page: u8, draft: &Draft<'_, '_>) -> Vec<Row> {
    let words = draft.words();
    let (shown, next) = page_of(fits, page);
    let mut rows: Vec<Row> = shown
        .iter()
        .map(|thing| {
            let free = Amount { quantity: thing.available, unit: thing.unit };
            let note = words.desk_stock_description(free, thing.price_paise, thing.unit);
            let name = thing.name.in_language(words.language());
            draft.row(Choice::Shelf { sku: thing.sku }, name, Some(&note))
        })
        .collect();
    if let Some(page) = next {
        rows.push(draft.row(Choice::ShelfPage { page }, &words.desk_stock_more_title(), None));
    }
    rows
}

/// What was said, of the thing that is meant.
fn said_of(thing: &DeskStock, told: Told, draft: &mut Draft<'_, '_>) {
    match told {
        Told::Gone => change(thing.sku, ListingChange::Stock { available: Quantity::ZERO }, draft),
        Told::Stock { count } => counted(count, thing, draft),
        Told::Price { price_paise, per } => {
            let per_unit = per.is_none_or(|per| per == Measure::Unit(thing.unit));
            if per_unit && is_near(price_paise, thing.price_paise) {
                change(thing.sku, ListingChange::Price { price_paise }, draft);
            } else {
                let number = Quantity::from_milli(price_paise.get().saturating_mul(10));
                PriceOrStock::of(thing, number).open(draft);
            }
        }
        Told::Bare { number } => bare(number, thing, draft),
    }
}

fn counted(count: Count, thing: &DeskStock, draft: &mut Draft<'_, '_>) {
    let fit = draft.ctx.catalog.get(thing.sku).map_or(Fit::Misfit, |sku| count.of(sku));
    match fit {
        Fit::Same(more) | Fit::Converted(more) if count.more => {
            change(thing.sku, ListingChange::MoreStock { more }, draft);
        }
        Fit::Same(available) | Fit::Converted(available) => {
            change(thing.sku, ListingChange::Stock { available }, draft);
        }
        // Not counted in that: how much is it, then?
        Fit::Misfit => {
            CountingStock { sku: thing.sku, name: thing.name.clone(), unit: thing.unit }
                .open(draft);
        }
    }
}

fn bare(number: Quantity, thing: &DeskStock, draft: &mut Draft<'_, '_>) {
    match understand::rupees(number).filter(|price| is_near(*price, thing.price_paise)) {
        Some(price_paise) => change(thing.sku, ListingChange::Price { price_paise }, draft),
        None => PriceOrStock::of(thing, number).open(draft),
    }
}

/// See `PRICE_BAND`.
fn is_near(price: Paise, old: Paise) -> bool {
    let (price, old) = (price.get(), old.get());
    price.saturating_mul(PRICE_BAND) >= old && price <= old.saturating_mul(PRICE_BAND)
}

impl PriceOrStock {
    fn of(thing: &DeskStock, number: Quantity) -> Self {
        Self {
            sku: thing.sku,
            name: thing.name.clone(),
            unit: thing.unit,
            number,
            price_paise: thing.price_paise,
            available: thing.available,
        }
    }

    fn open(self, draft: &mut Draft<'_, '_>) {
        draft.ask_for_answer(Stage::PriceOrStock(self.clone()));
        self.ask(draft, None);
    }

    pub(super) fn ask(&self, draft: &mut Draft<'_, '_>, note: Option<&str>) {
        let free = Amount { quantity: self.available, unit: self.unit };
        let body = draft.words().desk_price_or_stock(
            &self.name,
            &self.number.to_string(),
            self.price_paise,
            self.unit,
            free,
        );
        let answers = self.answers(draft.words()).into_iter();
        let buttons = answers
            .map(|(choice, title)| Button { id: draft.id(choice), title: fit(&title, MOST_TITLE) })
            .collect();
        draft.say_with(&super::draft::under(note, body), buttons);
    }

    /// What it may be; no price has a part of a paisa.
    fn answers(&self, words: &Words) -> Vec<(Choice, String)> {
        let price = understand::rupees(self.number)
            .map(|price| (Choice::AsPrice, words.desk_as_price_button(price)));
        let free = Amount { quantity: self.number, unit: self.unit };
        price.into_iter().chain([(Choice::AsStock, words.desk_as_stock_button(free))]).collect()
    }

    pub(super) fn as_price(&self, draft: &mut Draft<'_, '_>) {
        match understand::rupees(self.number) {
            Some(price_paise) => change(self.sku, ListingChange::Price { price_paise }, draft),
            None => self.ask(draft, None),
        }
    }

    pub(super) fn as_stock(&self, draft: &mut Draft<'_, '_>) {
        change(self.sku, ListingChange::Stock { available: self.number }, draft);
    }

    /// "Price", "stock", or what stands on the buttons; false for all else.
    pub(super) fn takes(&self, text: &str, draft: &mut Draft<'_, '_>) -> bool {
        let typed = plain(text);
        let is = |wanted: &Choice| {
            Language::ALL.into_iter().any(|language| {
                let mut answers = self.answers(Words::of(language)).into_iter();
                answers.any(|(choice, title)| choice == *wanted && plain(&title) == typed)
            })
        };
        if is(&Choice::AsPrice) || understand::says_price(text) {
            self.as_price(draft);
        } else if is(&Choice::AsStock) || understand::says_stock(text) {
            self.as_stock(draft);
        } else {
            return false;
        }
        true
    }

    /// Something else of a thing is about that one.
    pub(super) fn said(&self, text: &str, draft: &mut Draft<'_, '_>) {
        if !said(text, draft) {
            let note = draft.words().desk_not_understood();
            self.ask(draft, Some(&note));
        }
    }
}

impl Draft<'_, '_> {
    /// What was said of several things, and still waits to be told of which.
    pub(super) fn picking(&self) -> Option<PickingListing> {
        match &self.conversation.vendor.stage {
            Stage::PickingListing(picking) => Some(picking.clone()),
            Stage::Idle
            | Stage::Rejecting(_)
            | Stage::NamingCarrier(_)
            | Stage::HearingCode(_)
            | Stage::CountingStock(_)
            | Stage::PriceOrStock(_)
            | Stage::TakingOff
            | Stage::GivingAccount
            | Stage::Applying(_)
            | Stage::Which(_)
            | Stage::CountingCame(_)
            | Stage::GivingBack(_) => None,
        }
    }

    /// The number that waits to be told what it is.
    pub(super) fn price_or_stock(&self) -> Option<PriceOrStock> {
        match &self.conversation.vendor.stage {
            Stage::PriceOrStock(asked) => Some(asked.clone()),
            Stage::Idle
            | Stage::Rejecting(_)
            | Stage::NamingCarrier(_)
            | Stage::HearingCode(_)
            | Stage::CountingStock(_)
            | Stage::PickingListing(_)
            | Stage::TakingOff
            | Stage::GivingAccount
            | Stage::Applying(_)
            | Stage::Which(_)
            | Stage::CountingCame(_)
            | Stage::GivingBack(_) => None,
        }
    }
}
