//! Lists that a buyer keeps: shown, put into the cart at today's prices, removed.
//!
//! ```text
//! buyer: lists
//!   us: 📋 Your lists …  ≡ Choose: Plinth (50 bags UltraTech OPC 53) · Slab · … · Repeat or remove
//! buyer: Plinth
//!   us: 🛒 Your cart: 50 bags UltraTech OPC 53 …
//! ```

use jiff::civil::Date;
use realserv_domain::cart::{Cart, CartLine};
use realserv_domain::catalog::Sku;
use realserv_domain::ids::{OrderId, SkuId};
use realserv_domain::interpret;
use realserv_domain::lists::{ListName, MOST_LISTS};
use realserv_domain::message::{Button, Message, Row};
use realserv_domain::understand::Reading;
use realserv_domain::way::KnownSite;
use realserv_templates::{Day, fit};
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::list_words;
use super::name_list::{self, NameList, Of};
use super::repeat::every_in_words;
use super::stage::{Heard, Stage};
use super::view::{View, buttons, list, with_note};
use super::{Alone, ListChoice, WaitsFor};
use crate::converse::{Ask, ListAnswer, ListAsk, ListCard, ListOf};

/// Why the tables were asked about lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "wish")]
pub enum Wish {
    Show {
        page: u16,
    },
    /// Which of them is to change?
    Change {
        page: u16,
    },
    /// "Plinth list".
    Named {
        name: String,
        said: String,
    },
    Take,
    Card,
    Removed,
    HowOften,
    Repeats,
    Stopped,
    Skipped,
    /// For the day that was asked about.
    OrderFor {
        on: Date,
    },
    Kept {
        then: Then,
        repeats: bool,
    },
}

/// Where one was when a list was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// The open question is still open.
    Again,
    Basket,
    Price,
    Rest,
}

/// Rows of lists; two of ten are kept for more and for changes.
const A_PAGE: usize = 8;
const MOST_ROWS: usize = 10;

/// What stands first tells which list it is.
const MOST_ITEMS: usize = 300;

impl Draft<'_, '_> {
    // -- saving

    /// "Save as Plinth"; what has no name yet is asked for one.
    pub(super) fn is_save(&mut self, said: &str) -> bool {
        let Some(name) = list_words::name_to_save_as(said) else { return false };
        self.buyer().misses = 0;
        match ListName::read(&name) {
            Some(name) => self.keep_list(name, self.what_is_there(), Then::Again, false),
            None => {
                let note = self.words().lists_no_name();
                self.note(note);
                self.ask_list_name(self.what_is_there(), false);
            }
        }
        true
    }

    pub(super) fn save_list(&mut self) {
        self.ask_list_name(self.what_is_there(), false);
    }

    /// A list of an order; where it comes round, how often is asked next.
    pub(super) fn save_order(&mut self, order: OrderId, repeats: bool) {
        self.ask_list_name(Of::Order { order }, repeats);
    }

    /// The cart; who has none means what was ordered last.
    fn what_is_there(&self) -> Of {
        if matches!(self.conversation.buyer.stage, Stage::Review(_)) {
            Of::Review
        } else if self.conversation.buyer.cart.is_empty() {
            Of::LastOrder
        } else {
            Of::Cart
        }
    }

    fn ask_list_name(&mut self, of: Of, repeats: bool) {
        self.ask(Stage::NameList(NameList { of, repeats }));
    }

    /// Whatever is typed now is the name, but for a plain order.
    pub(super) fn names_a_list(&mut self, said: &str, reading: &Reading) -> bool {
        matches!(self.conversation.buyer.stage, Stage::NameList(_))
            && !self.is_clear_order(reading, said)
            && self.heard(&Heard::Said(said))
    }

    pub(super) fn left_name_list(&mut self, exit: name_list::Exit) {
        let then = |of| match of {
            Of::Cart => Then::Basket,
            Of::Review => Then::Price,
            Of::Order { .. } | Of::LastOrder => Then::Rest,
        };
        match exit {
            name_list::Exit::Named(NameList { of, repeats }, name) => {
                self.keep_list(name, of, then(of), repeats);
            }
            name_list::Exit::Back(NameList { of, .. }) => match then(of) {
                Then::Rest => self.open_menu(),
                Then::Price => self.check_out(),
                Then::Again | Then::Basket => self.ask(Stage::Basket),
            },
        }
    }

    fn keep_list(&mut self, name: ListName, of: Of, then: Then, repeats: bool) {
        let of = match of {
            Of::Order { order } => ListOf::Order { order },
            Of::LastOrder => ListOf::LastOrder,
            Of::Cart | Of::Review => {
                let cart = self.conversation.buyer.cart.clone();
                let address = self.conversation.buyer.site.as_ref().map(|site| site.address);
                ListOf::Cart { cart, address }
            }
        };
        self.about_lists(ListAsk::Keep { name, of }, Wish::Kept { then, repeats });
    }

    fn kept(&mut self, card: &ListCard, replaced: bool, wish: Option<&Wish>) {
        let view = self.view();
        let (name, items) = (card.name.as_str(), items(&card.cart, &view));
        let body = if replaced {
            view.words.lists_replaced(name, &items)
        } else {
            view.words.lists_kept(name, &items)
        };
        let (then, repeats) = match wish {
            Some(Wish::Kept { then, repeats }) => (*then, *repeats),
            Some(_) | None => (Then::Again, false),
        };
        if repeats {
            self.rest();
            self.note(body);
            return self.ask_how_often(card);
        }
        let repeat =
            view.button(ListChoice::HowOften(card.list), &view.words.lists_repeat_button());
        let again = card.repeat.is_none().then_some(repeat);
        let row = again.into_iter().chain([self.lists_button()]).collect();
        self.say_and_go_on(body, row, then);
    }

    fn not_kept(&mut self, body: String, wish: Option<&Wish>) {
        let then = match wish {
            Some(Wish::Kept { then, .. }) => *then,
            Some(_) | None => Then::Again,
        };
        let row = vec![self.lists_button()];
        self.say_and_go_on(body, row, then);
    }

    fn lists_button(&self) -> Button {
        let view = self.view();
        view.button(ListChoice::All, &view.words.lists_button())
    }

    /// What has become of a list, and where one was before. A question that must be seen to be answered is asked under it;
    /// a cart is one tap away.
    fn say_and_go_on(&mut self, body: String, mut row: Vec<Button>, then: Then) {
        let stands = matches!(self.conversation.buyer.stage, Stage::Menu | Stage::Basket);
        match then {
            Then::Price => {
                self.note(body);
                return self.check_out();
            }
            Then::Again if !stands => {
                self.note(body);
                return self.again();
            }
            Then::Again => {}
            Then::Basket => {
                let view = self.view();
                row.insert(0, view.button(Alone::GoOn, &view.words.follow_go_on_button()));
                self.rest();
            }
            Then::Rest => self.rest(),
        }
        let message = buttons(body, row);
        self.say(message);
    }

    // -- showing

    pub(super) fn about_lists(&mut self, ask: ListAsk, wish: Wish) {
        self.wait(Ask::List(ask), WaitsFor::Lists(wish));
    }

    pub(super) fn show_lists(&mut self, page: u16) {
        self.about_lists(ListAsk::All, Wish::Show { page });
    }

    /// "Plinth list", where nothing but the cart could be meant.
    pub(super) fn is_list_named(&mut self, said: &str, reading: &Reading) -> bool {
        let counts =
            matches!(reading, Reading::Items(items) if items.iter().any(|i| i.count.is_some()));
        let rests = self.is_at_rest() || self.shows_the_cart();
        let name = list_words::list_named(said).filter(|_| rests && !counts);
        let Some(name) = name else { return false };
        self.about_lists(ListAsk::All, Wish::Named { name, said: said.to_owned() });
        true
    }

    pub(super) fn learned_of_lists(&mut self, answer: ListAnswer, waited_for: Option<WaitsFor>) {
        let wish = if let Some(WaitsFor::Lists(wish)) = waited_for { Some(wish) } else { None };
        match answer {
            ListAnswer::All { lists } => self.lists_learned(&lists, wish),
            ListAnswer::Kept { list, replaced } => self.kept(&list, replaced, wish.as_ref()),
            ListAnswer::Full => {
                let body = self.words().lists_full(MOST_LISTS);
                self.not_kept(body, wish.as_ref());
            }
            ListAnswer::Nothing => {
                let body = self.words().lists_nothing_to_save();
                self.not_kept(body, wish.as_ref());
            }
            ListAnswer::One { list: Some(card) } => self.list_learned(&card, wish),
            ListAnswer::One { list: None } => {
                let message = buttons(self.words().lists_gone(), vec![self.lists_button()]);
                self.say(message);
            }
            // Answered before either side is asked.
            ListAnswer::Due { .. } => {}
        }
    }

    fn lists_learned(&mut self, lists: &[ListCard], wish: Option<Wish>) {
        match wish {
            Some(Wish::Named { name, said }) => self.list_of_name(lists, &name, &said),
            _ if lists.is_empty() => {
                let view = self.view();
                let menu = view.button(Alone::Menu, &view.words.help_menu_button());
                let message = buttons(view.words.lists_none_yet(), vec![menu]);
                self.say(message);
            }
            Some(Wish::Change { page }) => {
                let view = self.view();
                let rows = rows_to_change(lists, page, &view);
                let body = view.words.lists_change_text();
                let message = list(body, &view.words.menu_choose_button(), rows);
                self.say(message);
            }
            Some(Wish::Show { page }) => self.say_lists(lists, page, None),
            // Showing them is the harmless thing to do with lists.
            Some(_) | None => self.say_lists(lists, 0, None),
        }
    }

    fn say_lists(&mut self, lists: &[ListCard], page: u16, under: Option<&str>) {
        let messages = vec![all(lists, page, &self.view())];
        let messages = under.map_or(messages.clone(), |under| with_note(under, messages));
        messages.into_iter().for_each(|message| self.say(message));
    }

    fn list_of_name(&mut self, lists: &[ListCard], name: &str, said: &str) {
        let key = ListName::read(name).map(|name| name.key());
        let found = lists.iter().find(|card| Some(card.name.key()) == key);
        if let Some(card) = found {
            return self.take_list(card, None);
        }
        let read = interpret::read(said, self.ctx.catalog, self.ctx.now.date());
        match read.reading {
            // "Cement list": what we have of it.
            Reading::Items(_) | Reading::Nearest(_) => self.order(read.reading, said, &read.meant),
            Reading::Nothing => {
                let no_such = self.words().lists_no_such(&fit(name, MOST_OF_WORDS));
                if lists.is_empty() {
                    self.note(no_such);
                    self.again()
                } else {
                    self.say_lists(lists, 0, Some(&no_such))
                }
            }
        }
    }

    fn list_learned(&mut self, card: &ListCard, wish: Option<Wish>) {
        match wish {
            Some(Wish::Take) => self.take_list(card, None),
            Some(Wish::OrderFor { on }) => self.take_list(card, Some(on)),
            Some(Wish::HowOften) => self.ask_how_often(card),
            Some(Wish::Repeats) => self.say_it_repeats(card),
            Some(Wish::Stopped) => self.say_it_stopped(card),
            Some(Wish::Skipped) => self.say_it_is_skipped(card),
            Some(Wish::Removed) => {
                let body = self.words().lists_removed(card.name.as_str());
                let message = buttons(body, vec![self.lists_button()]);
                self.say(message);
            }
            Some(
                Wish::Card
                | Wish::Show { .. }
                | Wish::Change { .. }
                | Wish::Named { .. }
                | Wish::Kept { .. },
            )
            | None => self.show_list(card),
        }
    }

    fn show_list(&mut self, card: &ListCard) {
        let view = self.view();
        let words = view.words;
        let mut body = words.lists_card(card.name.as_str(), &items(&card.cart, &view));
        let round = match card.repeat {
            Some(repeat) => {
                let next = Day { on: repeat.next_on, today: view.now.date() };
                let line = words.lists_repeats_line(&every_in_words(repeat.every, &view), next);
                body = format!("{body}\n{line}");
                view.button(ListChoice::Stop(card.list), &words.lists_stop_button())
            }
            None => view.button(ListChoice::HowOften(card.list), &words.lists_repeat_button()),
        };
        let row = vec![
            view.button(ListChoice::Take(card.list), &words.lists_into_cart_button()),
            round,
            view.button(ListChoice::Remove(card.list), &words.lists_remove_button()),
        ];
        let message = buttons(body, row);
        self.say(message);
    }

    pub(super) fn tapped_of_lists(&mut self, choice: ListChoice) {
        let ask = match choice {
            ListChoice::All => return self.show_lists(0),
            ListChoice::More(page) => return self.show_lists(page),
            ListChoice::Change(page) => {
                return self.about_lists(ListAsk::All, Wish::Change { page });
            }
            ListChoice::SaveCart => return self.save_list(),
            ListChoice::SaveOrder(order) => return self.save_order(order, false),
            ListChoice::RepeatOrder(order) => return self.save_order(order, true),
            ListChoice::Take(list) => (ListAsk::One { list }, Wish::Take),
            ListChoice::Card(list) => (ListAsk::One { list }, Wish::Card),
            ListChoice::HowOften(list) => (ListAsk::One { list }, Wish::HowOften),
            ListChoice::Remove(list) => (ListAsk::Remove { list }, Wish::Removed),
            ListChoice::Repeat(list, every) => (ListAsk::Repeat { list, every }, Wish::Repeats),
            ListChoice::Stop(list) => (ListAsk::Stop { list }, Wish::Stopped),
            ListChoice::Order(list, on) => (ListAsk::Answered { list, on }, Wish::OrderFor { on }),
            ListChoice::Skip(list, on) => (ListAsk::Answered { list, on }, Wish::Skipped),
        };
        self.about_lists(ask.0, ask.1);
    }

    // -- into the cart

    /// A list's things beside what the cart holds already; for a day that was asked about, on to the price.
    fn take_list(&mut self, card: &ListCard, on: Option<Date>) {
        self.buyer().misses = 0;
        let gone = self.take_lines(&card.cart, card.site.clone());
        let view = self.view();
        let names = gone.iter().map(|sku| name_of(*sku, &view)).collect::<Vec<_>>().join(", ");
        let names = fit(&names, MOST_ITEMS);
        if gone.len() == card.cart.lines().len() {
            let note = view.words.lists_all_gone(card.name.as_str(), &names);
            self.note(note);
            return self.open_cart_or_menu();
        }
        if !gone.is_empty() {
            let note = view.words.lists_some_are_gone(&names);
            self.note(note);
        }
        match on {
            Some(on) => self.order_for(on),
            None => self.ask(Stage::Basket),
        }
    }

    pub(super) fn open_cart_or_menu(&mut self) {
        if self.conversation.buyer.cart.is_empty() { self.open_menu() } else { self.open_cart() }
    }

    /// Puts what is sold of a cart into this one, with its site; which things are not sold now.
    pub(super) fn take_lines(&mut self, from: &Cart, site: Option<KnownSite>) -> Vec<SkuId> {
        let sold = |sku: SkuId| self.ctx.catalog.get(sku).is_some_and(|s| s.from_price.is_some());
        let (now, gone): (Vec<CartLine>, Vec<CartLine>) =
            from.lines().iter().partition(|line| sold(line.sku));
        let mut full = false;
        for CartLine { sku, quantity } in now {
            full |= self.set_line(sku, quantity).is_err();
        }
        if full {
            let note = self.words().cart_full();
            self.note(note);
        }
        if let Some(KnownSite { site, way }) = site {
            self.buyer().site = Some(site);
            self.buyer().way = way;
        }
        gone.into_iter().map(|line| line.sku).collect()
    }
}

/// What is said again of a name that nobody knows.
const MOST_OF_WORDS: usize = 30;

/// All lists: a tap on one takes it. Those that come round can be stopped right here, as far as there is room.
fn all(lists: &[ListCard], page: u16, view: &View<'_>) -> Message {
    let words = view.words;
    let (shown, more) = page_of(lists, page);
    let row = |card: &ListCard| {
        view.row(ListChoice::Take(card.list), card.name.as_str(), Some(about(card, view)))
    };
    let mut rows: Vec<Row> = shown.iter().map(row).collect();
    if let Some(next) = more {
        rows.push(view.row(ListChoice::More(next), &words.browse_more_title(), None));
    }
    let room = MOST_ROWS.saturating_sub(rows.len() + 1);
    let round = shown.iter().filter(|card| card.repeat.is_some()).take(room);
    rows.extend(round.map(|card| {
        let title = words.lists_stop_title(card.name.as_str());
        view.row(ListChoice::Stop(card.list), &title, None)
    }));
    rows.push(view.row(ListChoice::Change(page), &words.lists_change_title(), None));
    list(words.lists_text(), &words.menu_choose_button(), rows)
}

fn rows_to_change(lists: &[ListCard], page: u16, view: &View<'_>) -> Vec<Row> {
    let (shown, more) = page_of(lists, page);
    let row = |card: &ListCard| {
        view.row(ListChoice::Card(card.list), card.name.as_str(), Some(about(card, view)))
    };
    let more =
        more.map(|next| view.row(ListChoice::Change(next), &view.words.browse_more_title(), None));
    shown.iter().map(row).chain(more).collect()
}

/// A page, and the number of the next. One that is not there any more is the first again.
fn page_of(lists: &[ListCard], page: u16) -> (&[ListCard], Option<u16>) {
    let page = if lists.len() > usize::from(page) * A_PAGE { page } else { 0 };
    let rest = lists.get(usize::from(page) * A_PAGE..).unwrap_or_default();
    let more = (rest.len() > A_PAGE).then(|| page.saturating_add(1));
    (rest.get(..A_PAGE).unwrap_or(rest), more)
}

/// What is in it, and when it comes round.
fn about(card: &ListCard, view: &View<'_>) -> String {
    let items = items(&card.cart, view);
    match card.repeat {
        Some(repeat) => {
            let next = Day { on: repeat.next_on, today: view.now.date() };
            let every = every_in_words(repeat.every, view);
            view.words.lists_repeats_description(&every, next, &items)
        }
        None => items,
    }
}

/// "50 bags UltraTech OPC 53, 1 load river sand"; what is not sold now has its name all the same.
pub(super) fn items(cart: &Cart, view: &View<'_>) -> String {
    let item = |line: &CartLine| match card_of(line.sku, view) {
        Some(sku) => {
            let amount = view.amount(sku, line.quantity);
            view.words.orders_item_line(view.name(sku), amount, amount.unit.as_str())
        }
        None => view.words.cart_gone_title(),
    };
    let items: Vec<String> = cart.lines().iter().map(item).collect();
    fit(&items.join(", "), MOST_ITEMS)
}

fn card_of<'v>(sku: SkuId, view: &View<'v>) -> Option<&'v Sku> {
    let off_sale = || view.catalog.off_sale().find(|card| card.id == sku);
    view.catalog.get(sku).or_else(off_sale)
}

fn name_of(sku: SkuId, view: &View<'_>) -> String {
    let name = card_of(sku, view).map(|card| card.name.in_language(view.language).to_owned());
    name.unwrap_or_else(|| view.words.cart_gone_title())
}
