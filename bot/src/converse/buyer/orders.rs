//! The buyer's orders: what they are at, cancelling one, opening a payment link again.
//!
//! ```text
//! buyer: cancel
//!   us: Shall we cancel order RS7K2M9QA? You get a full refund: ₹20,050.  [Yes, cancel it] [Keep it]
//! buyer: Yes, cancel it
//!   us: Order RS7K2M9QA is cancelled, as you asked. Your refund of ₹20,050 …          (the order's own answer)
//! ```
//!
//! None of this changes the open question: orders and carts live side by side.

use realserv_domain::ids::{OrderId, OrderNumber};
use realserv_domain::message::{Message, Row};
use realserv_domain::orders::{Cancelling, ClaimWhy, Fact, KeptFor, OrderEvent, OrderState};
use realserv_templates::Day;
use realserv_templates::fit::BODY;

use super::draft::Draft;
use super::facts::{message, pay_now, what};
use super::order_card::{
    afterwards, asks_the_buyer, codes_of, heading, is_coming, part_lines, state_of, ways_on,
};
use super::view::{View, buttons, list, text};
use super::{Alone, WaitsFor};
use crate::converse::page::Page;
use crate::converse::{Ask, OrderCard};

impl Draft<'_, '_> {
    pub(super) fn list_orders(&mut self, page: u16) {
        self.wait(Ask::MyOrders { states: Vec::new(), page }, WaitsFor::OrdersToShow);
    }

    pub(super) fn list_orders_to_cancel(&mut self, page: u16) {
        self.wait(
            Ask::MyOrders { states: OrderState::OPEN.into(), page },
            WaitsFor::OrdersToCancel,
        );
    }

    pub(super) fn look_where_they_are(&mut self) {
        self.look_among_open(WaitsFor::OrdersOnTheirWay);
    }

    /// Something that was ordered is not wanted any more.
    pub(super) fn look_what_to_take_out_of(&mut self) {
        self.look_among_open(WaitsFor::OrdersToTakeOutOf);
    }

    pub(super) fn look_who_asks(&mut self) {
        let states = vec![OrderState::NeedsBuyer, OrderState::Offered];
        self.wait(Ask::MyOrders { states, page: 0 }, WaitsFor::OrdersThatAskTheBuyer);
    }

    pub(super) fn look_up_number(&mut self, number: OrderNumber, cancel: bool) {
        let waits_for = WaitsFor::OrderNumbered { number, cancel };
        self.wait(Ask::MyOrders { states: Vec::new(), page: 0 }, waits_for);
    }

    fn look_among_open(&mut self, waits_for: WaitsFor) {
        self.wait(Ask::MyOrders { states: OrderState::OPEN.into(), page: 0 }, waits_for);
    }

    pub(super) fn look_for_codes(&mut self) {
        self.look_among_open(WaitsFor::OrdersWithCodes);
    }

    /// Of the last order that can have some.
    pub(super) fn look_for_invoices(&mut self) {
        let states = vec![OrderState::OnTheWay, OrderState::Delivered, OrderState::Cancelled];
        self.wait(Ask::MyOrders { states, page: 0 }, WaitsFor::OrdersWithInvoices);
    }

    /// Of an order that was cancelled on the road there are papers, of most that were cancelled there are none.
    fn invoices(&mut self, orders: &[OrderCard]) {
        let came = |order: &&OrderCard| order.state != OrderState::Cancelled;
        match orders.iter().find(|order| order.has_invoices || came(order)) {
            Some(last) => {
                let by = self.ctx.person.id;
                self.tell_order(last.order, OrderEvent::InvoicesAsked { by });
            }
            // Nothing but cancelled ones: what came before them stands on a page of its own.
            None if !orders.is_empty() => {
                let states = vec![OrderState::OnTheWay, OrderState::Delivered];
                self.wait(Ask::MyOrders { states, page: 0 }, WaitsFor::OrdersWithInvoices);
            }
            None => {
                let note = self.words().invoices_no_order();
                self.note(note);
                self.again();
            }
        }
    }

    pub(super) fn look_for_unpaid(&mut self, waits_for: WaitsFor) {
        let states = vec![OrderState::AwaitingPayment];
        self.wait(Ask::MyOrders { states, page: 0 }, waits_for);
    }

    pub(super) fn my_orders(
        &mut self,
        orders: &[OrderCard],
        page: Page,
        waited_for: Option<WaitsFor>,
    ) {
        match waited_for {
            Some(WaitsFor::OrdersToCancel) => self.orders_to_cancel(orders, page),
            Some(WaitsFor::OrdersToPay) => self.orders_to_pay(orders, Self::open_link),
            Some(WaitsFor::OrdersToPayInCash) => {
                self.orders_to_pay(orders, Self::pay_order_in_cash)
            }
            Some(WaitsFor::OldButton) => self.old_button_while_unpaid(orders),
            Some(WaitsFor::OrdersWithCodes) => self.codes(orders),
            Some(WaitsFor::OrdersWithInvoices) => self.invoices(orders),
            Some(WaitsFor::OrdersOnTheirWay) => self.where_they_are(orders, page),
            Some(WaitsFor::OrdersToLessen) => self.orders_to_lessen(orders, page),
            Some(WaitsFor::OrdersToTakeOutOf) => self.take_out_of(orders, page),
            Some(WaitsFor::OrdersToClaim { why, count }) => {
                self.orders_to_claim(orders, why, count);
            }
            Some(WaitsFor::OrdersThatAskTheBuyer) => self.yes_at_rest(orders),
            Some(WaitsFor::OrderNumbered { number, cancel }) => {
                self.numbered(orders, &number, cancel);
            }
            // Showing them is the harmless thing to do with a list of orders.
            Some(_) | None => self.orders_to_show(orders, page),
        }
    }

    /// One that is coming is meant, however many there were before it.
    fn where_they_are(&mut self, open: &[OrderCard], page: Page) {
        match open {
            [] => self.list_orders(0),
            _some => self.orders_to_show(open, page),
        }
    }

    /// "Cancel the masons", of what is ordered already: where that is all of an order it is cancelled, else taken out of it.
    fn take_out_of(&mut self, open: &[OrderCard], page: Page) {
        let lines =
            |card: &OrderCard| card.parts.iter().map(|part| part.card.lines.len()).sum::<usize>();
        match open {
            [one] if lines(one) == 1 => self.ask_to_cancel(one),
            [] => self.orders_to_cancel(&[], page),
            some => self.orders_to_lessen(some, page),
        }
    }

    /// "Yes" to a question of an order's, which leaves no question open here. Only "Is that fine?" can be answered with it;
    /// of any other, and of several, the buttons say what it could mean.
    fn yes_at_rest(&mut self, open: &[OrderCard]) {
        let asking: Vec<&OrderCard> = open.iter().filter(|card| asks_the_buyer(card)).collect();
        let counters: Vec<_> = asking
            .iter()
            .flat_map(|card| card.parts.iter().map(move |part| (card.order, part)))
            .filter_map(|(order, part)| {
                Some((order, part.card.part, part.counter.as_ref()?.counter))
            })
            .collect();
        match (asking.as_slice(), counters.as_slice()) {
            ([], _) => self.thanked(),
            ([_], [(order, part, counter)]) => {
                let (by, part, counter) = (self.ctx.person.id, *part, *counter);
                self.decide(*order, OrderEvent::CounterAccepted { part, by, counter });
            }
            ([card, ..], _) => self.show_order(card),
        }
    }

    fn numbered(&mut self, orders: &[OrderCard], number: &OrderNumber, cancel: bool) {
        match orders.iter().find(|card| card.number == *number) {
            Some(card) if cancel => self.ask_to_cancel(card),
            Some(card) => self.show_order(card),
            None => self.list_orders(0),
        }
    }

    fn orders_to_show(&mut self, orders: &[OrderCard], page: Page) {
        match orders {
            [] => self.no_orders(),
            [one] if page.number == 0 => self.show_order(one),
            several => {
                let view = self.view();
                let rows = rows(several, page, &SHOWN, &view);
                let body = view.words.orders_which_text();
                let message = list(body, &view.words.menu_choose_button(), rows);
                self.say(message);
            }
        }
    }

    fn no_orders(&mut self) {
        let view = self.view();
        let menu = view.button(Alone::Menu, &view.words.help_menu_button());
        let message = buttons(view.words.orders_none_yet(), vec![menu]);
        self.say(message);
    }

    fn orders_to_cancel(&mut self, open: &[OrderCard], page: Page) {
        match open {
            [] => {
                let view = self.view();
                let body = if view.cart.is_empty() {
                    view.words.orders_nothing_to_cancel()
                } else {
                    view.words.orders_nothing_to_cancel_but_cart()
                };
                let row = vec![
                    view.button(Alone::MyOrders, &view.words.menu_my_orders_title()),
                    view.button(Alone::Menu, &view.words.help_menu_button()),
                ];
                let message = buttons(body, row);
                self.say(message);
            }
            [one] if page.number == 0 => self.ask_to_cancel(one),
            several => {
                let view = self.view();
                let rows = rows(several, page, &CANCELLED, &view);
                let body = view.words.orders_cancel_which_text();
                let message = list(body, &view.words.menu_choose_button(), rows);
                self.say(message);
            }
        }
    }

    /// The codes that count now: of one order with all about it, of several in one message.
    fn codes(&mut self, orders: &[OrderCard]) {
        let coded = orders.iter().filter(|card| card.parts.iter().any(|part| is_coming(part.step)));
        let coded: Vec<&OrderCard> = coded.collect();
        let view = self.view();
        let words = view.words;
        let body = match coded.as_slice() {
            [] => words.orders_no_code(),
            [one] => return self.show_order(one),
            several => {
                let heading = words.orders_codes_heading_line();
                let codes = several.iter().flat_map(|card| codes_of(card, &view));
                std::iter::once(heading).chain(codes).collect::<Vec<_>>().join("\n")
            }
        };
        let mine = view.button(Alone::MyOrders, &words.menu_my_orders_title());
        let message = buttons(body, vec![mine]);
        self.say(message);
    }

    fn orders_to_pay(&mut self, orders: &[OrderCard], show: fn(&mut Self, &OrderCard)) {
        match orders.first() {
            Some(card) => show(self, card),
            None if !self.conversation.buyer.cart.is_empty() => self.check_out(),
            None => {
                let body = self.words().pay_nothing_open();
                self.say(text(body));
            }
        }
    }

    pub(super) fn one_order(&mut self, order: Option<&OrderCard>, waited_for: Option<WaitsFor>) {
        let Some(card) = order else { return self.old_button() };
        match waited_for {
            Some(WaitsFor::OrderToCancel) => self.ask_to_cancel(card),
            Some(WaitsFor::OrderToPay) => self.open_link(card),
            Some(WaitsFor::OrderToRetime { part }) => self.ask_new_time(card, part),
            Some(WaitsFor::OrderToLessen) => self.ask_what_is_less(card),
            Some(WaitsFor::LineToLessen { part, sku }) => {
                self.ask_how_many_are_left(card, part, sku)
            }
            Some(WaitsFor::OrderToClaim { why }) => self.ask_what_is_wrong(card, why),
            Some(WaitsFor::LineToClaim { part, sku, why }) => {
                self.ask_how_many_are_wrong(card, (part, sku), why);
            }
            Some(WaitsFor::OrderToTell { event }) => self.tell_order(card.order, event),
            Some(_) | None => self.show_order(card),
        }
    }

    /// The link of an order that waits for its money; what else is possible when there is none.
    fn open_link(&mut self, card: &OrderCard) {
        match (&card.pay, card.state) {
            (Some((url, until)), OrderState::AwaitingPayment) if !self.ctx.terms.pays_in_chat() => {
                let until = until.to_zoned(self.ctx.now.time_zone().clone());
                let body = pay_now(
                    &card.number,
                    (card.online_paise, card.gate_paise),
                    &until,
                    self.words(),
                );
                self.say_link(body, url.clone());
            }
            // None was made, or it was refused, or it is paid in the chat, by a bill that must be a new one: the order knows, and
            // makes what is needed.
            (_, OrderState::AwaitingPayment) => {
                let event = OrderEvent::PayAgainAsked { by: self.ctx.person.id };
                self.tell_order(card.order, event);
            }
            (_, _) => self.show_order(card),
        }
    }

    /// One that may be paid so is shown with the button; of another the order says why not.
    fn pay_order_in_cash(&mut self, card: &OrderCard) {
        if card.may_be_cash || card.state != OrderState::AwaitingPayment {
            return self.show_order(card);
        }
        self.tell_order(card.order, OrderEvent::CashChosen { by: self.ctx.person.id });
    }

    /// "This is where we are": at an order that waits for its money, if there is one.
    fn old_button_while_unpaid(&mut self, orders: &[OrderCard]) {
        let note = self.words().help_old_tap();
        match orders.first() {
            Some(card) => {
                self.say(text(note));
                self.show_order(card);
            }
            None => {
                self.note(note);
                self.again();
            }
        }
    }

    fn ask_to_cancel(&mut self, card: &OrderCard) {
        if let Some(locked) = card.parts.iter().find(|part| part.is_locked) {
            let (order, number, part) = (card.order, card.number.clone(), locked.card.clone());
            let message = message(&Fact::CodeTriedTooOften { order, number, part }, &self.view());
            return message.into_iter().for_each(|message| self.say(message));
        }
        if !can_be_cancelled(card) {
            return self.show_order(card);
        }
        if card.is_disputed {
            let (order, number) = (card.order, card.number.clone());
            let message = message(&Fact::CancelDisputed { order, number }, &self.view());
            return message.into_iter().for_each(|message| self.say(message));
        }
        let message = shall_we_cancel(card.order, &card.number, card.cancelling, &self.view());
        self.say(message);
    }

    pub(super) fn show_order(&mut self, card: &OrderCard) {
        let view = self.view();
        let words = view.words;
        let heading = heading(card, &view);
        let mut lines = vec![heading.clone(), words.orders_total_line(card.total_paise)];
        if !card.gate_paise.is_zero() && OrderState::OPEN.contains(&card.state) {
            lines.push(words.orders_gate_line(card.gate_paise));
        }
        lines.extend(card.parts.iter().flat_map(|part| part_lines(part, card, &view)));
        if !card.refunded_paise.is_zero() {
            lines.push(words.orders_refunded_line(card.refunded_paise));
        }
        if !card.stray_refunded_paise.is_zero() {
            lines.push(words.orders_stray_refunded_line(card.stray_refunded_paise));
        }
        let body = lines.join("\n");
        if let Some(rows) = afterwards(card, &view) {
            let message = list(body, &words.menu_choose_button(), rows);
            return self.say(message);
        }
        let ways = ways_on(card, &view);
        // Twenty lines of goods fill a bubble with buttons, and what is cut would be the code.
        let messages = if body.chars().count() <= BODY {
            vec![buttons(body, ways)]
        } else {
            vec![text(body), buttons(heading, ways)]
        };
        messages.into_iter().for_each(|message| self.say(message));
    }
}

/// The question, with the sums that its *yes* is bound to.
pub(super) fn shall_we_cancel(
    order: OrderId,
    number: &OrderNumber,
    means: Cancelling,
    view: &View<'_>,
) -> Message {
    let words = view.words;
    let Cancelling { back_paise: back, kept_paise: kept, kept_for, some_has_come } = means;
    let unpaid = back.is_zero() && kept.is_zero();
    let part = if some_has_come { "rest" } else { "all" };
    let body = match kept_for {
        Some(KeptFor::Crew) if unpaid && !some_has_come => {
            words.orders_cancel_called_out(number, what(true))
        }
        Some(KeptFor::Trip | KeptFor::Several) if unpaid && !some_has_come => {
            words.orders_cancel_called_out(number, what(false))
        }
        Some(_) | None if unpaid => words.orders_cancel_unpaid(number, part),
        None => words.orders_cancel_all_back(number, part, back),
        Some(KeptFor::Packing) => words.orders_cancel_packed(number, part, back, kept),
        Some(KeptFor::Trip) => words.orders_cancel_on_its_way(number, part, back, kept),
        Some(KeptFor::Crew) => words.orders_cancel_crew_called(number, part, back, kept),
        Some(KeptFor::Several) => words.orders_cancel_several_kept(number, part, back, kept),
    };
    let row = vec![
        view.button(Alone::CancelYes(order, back, kept), &words.orders_cancel_yes_button()),
        view.button(Alone::CancelNo(order), &words.orders_cancel_no_button()),
    ];
    buttons(body, row)
}

/// What a tap on an order of a list means, and one on "More…" or "Back".
pub(super) struct Taps {
    of_order: fn(OrderId) -> Alone,
    of_page: fn(u16) -> Alone,
}

const SHOWN: Taps = Taps { of_order: Alone::Order, of_page: Alone::MoreOrders };
const CANCELLED: Taps = Taps { of_order: Alone::Cancel, of_page: Alone::MoreToCancel };

/// Of which order something is wrong, and what.
pub(super) const SHORT: Taps =
    Taps { of_order: |order| Alone::ClaimWhy(order, ClaimWhy::Short), of_page: Alone::MoreOrders };
pub(super) const BROKEN: Taps =
    Taps { of_order: |order| Alone::ClaimWhy(order, ClaimWhy::Broken), of_page: Alone::MoreOrders };
pub(super) const WRONG: Taps = Taps { of_order: Alone::Claim, of_page: Alone::MoreOrders };

pub(super) const LESSENED: Taps = Taps { of_order: Alone::Less, of_page: Alone::MoreOrders };

/// A row an order, and rows for the pages before and after.
pub(super) fn rows(orders: &[OrderCard], page: Page, taps: &Taps, view: &View<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> =
        orders.iter().map(|card| row(card, (taps.of_order)(card.order), view)).collect();
    if page.more {
        let next = (taps.of_page)(page.number.saturating_add(1));
        rows.push(view.row(next, &view.words.browse_more_title(), None));
    }
    if let Some(before) = page.number.checked_sub(1) {
        rows.push(view.row((taps.of_page)(before), &view.words.browse_back_title(), None));
    }
    rows
}

fn row(card: &OrderCard, choice: Alone, view: &View<'_>) -> Row {
    let zone = view.now.time_zone().clone();
    let day = Day { on: card.placed_at.to_zoned(zone).date(), today: view.now.date() };
    let about = view.words.orders_row_description(state_of(card), card.total_paise, day);
    view.row(choice, card.number.as_str(), Some(about))
}

fn can_be_cancelled(card: &OrderCard) -> bool {
    OrderState::OPEN.contains(&card.state)
}
