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
use realserv_domain::message::{Button, Message, Row};
use realserv_domain::orders::{Cancelling, KeptFor, OrderEvent, OrderState, PartStep};
use realserv_templates::{Amount, Day};

use super::draft::Draft;
use super::view::{View, buttons, list, text};
use super::{Alone, WaitsFor};
use crate::converse::{OrderCard, OrderCardPart};

impl Draft<'_, '_> {
    pub(super) fn my_orders(&mut self, orders: &[OrderCard], waited_for: Option<WaitsFor>) {
        match waited_for {
            Some(WaitsFor::OrdersToCancel) => self.orders_to_cancel(orders),
            Some(WaitsFor::OrdersToPay) => self.orders_to_pay(orders),
            // Showing them is the harmless thing to do with a list of orders.
            Some(_) | None => self.orders_to_show(orders),
        }
    }

    fn orders_to_show(&mut self, orders: &[OrderCard]) {
        match orders {
            [] => self.no_orders(),
            [one] => self.show_order(one),
            several => {
                let view = self.view();
                let rows = several.iter().map(|card| row(card, Alone::Order(card.order), &view));
                let body = view.words.orders_which_text();
                let message = list(body, &view.words.menu_choose_button(), rows.collect());
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

    fn orders_to_cancel(&mut self, orders: &[OrderCard]) {
        let open: Vec<&OrderCard> = orders.iter().filter(|card| can_be_cancelled(card)).collect();
        match open.as_slice() {
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
            [one] => self.ask_to_cancel(one),
            several => {
                let view = self.view();
                let rows = several.iter().map(|card| row(card, Alone::Cancel(card.order), &view));
                let body = view.words.orders_cancel_which_text();
                let message = list(body, &view.words.menu_choose_button(), rows.collect());
                self.say(message);
            }
        }
    }

    fn orders_to_pay(&mut self, orders: &[OrderCard]) {
        match orders.iter().find(|card| card.state == OrderState::AwaitingPayment) {
            Some(card) => self.open_link(card),
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
            Some(WaitsFor::OrderToTell { event }) => self.tell_order(card.order, event),
            Some(_) | None => self.show_order(card),
        }
    }

    /// The link of an order that waits for its money; what else is possible when there is none.
    fn open_link(&mut self, card: &OrderCard) {
        match (&card.pay, card.state) {
            (Some((url, until)), OrderState::AwaitingPayment) => {
                let until = until.to_zoned(self.ctx.now.time_zone().clone());
                let body = self.words().pay_now(&card.number, card.total_paise, &until);
                self.say_link(body, url.clone());
            }
            // None was made, or it was refused: the order knows, and makes another where that is needed.
            (None, OrderState::AwaitingPayment) => {
                let event = OrderEvent::PayAgainAsked { by: self.ctx.person.id };
                self.tell_order(card.order, event);
            }
            (_, _) => self.show_order(card),
        }
    }

    fn ask_to_cancel(&mut self, card: &OrderCard) {
        if !can_be_cancelled(card) {
            return self.show_order(card);
        }
        let message = shall_we_cancel(card.order, &card.number, card.cancelling, &self.view());
        self.say(message);
    }

    pub(super) fn show_order(&mut self, card: &OrderCard) {
        let view = self.view();
        let words = view.words;
        let mut lines = vec![
            words.orders_heading_line(&card.number, card.state),
            words.orders_total_line(card.total_paise),
        ];
        let alone = card.parts.len() == 1;
        lines.extend(card.parts.iter().flat_map(|part| part_lines(part, alone, &view)));
        if !card.refunded_paise.is_zero() {
            lines.push(words.orders_refunded_line(card.refunded_paise));
        }
        let message = buttons(lines.join("\n"), ways_on(card, &view));
        self.say(message);
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
    let body = match kept_for {
        None if back.is_zero() => words.orders_cancel_unpaid(number),
        None if some_has_come => words.orders_cancel_rest_back(number, back),
        None => words.orders_cancel_all_back(number, back),
        Some(KeptFor::Packing) => words.orders_cancel_packed(number, back, kept),
        Some(KeptFor::Trip) => words.orders_cancel_on_its_way(number, back, kept),
        Some(KeptFor::Crew) => words.orders_cancel_crew_called(number, back, kept),
        Some(KeptFor::Several) => words.orders_cancel_several_kept(number, back, kept),
    };
    let row = vec![
        view.button(Alone::CancelYes(order, back, kept), &words.orders_cancel_yes_button()),
        view.button(Alone::CancelNo(order), &words.orders_cancel_no_button()),
    ];
    buttons(body, row)
}

fn row(card: &OrderCard, choice: Alone, view: &View<'_>) -> Row {
    let zone = view.now.time_zone().clone();
    let day = Day { on: card.placed_at.to_zoned(zone).date(), today: view.now.date() };
    let about = view.words.orders_row_description(card.state, card.total_paise, day);
    view.row(choice, card.number.as_str(), Some(about))
}

fn part_lines(part: &OrderCardPart, alone: bool, view: &View<'_>) -> Vec<String> {
    let words = view.words;
    let items = part.card.lines.iter().map(|line| {
        let amount = Amount { quantity: line.quantity, unit: line.unit };
        let name = line.name.in_language(view.language);
        words.cart_item_line(name, amount, line.unit.as_str())
    });
    // The heading says it already when there is one part only, but for what is between two states of an order.
    let between = matches!(part.step, PartStep::Packed | PartStep::Dispatched);
    let heading = (!alone || between).then(|| words.orders_part_line(&part.card.vendor, part.step));
    heading.into_iter().chain(items).collect()
}

/// At most three buttons, the likeliest wish first.
fn ways_on(card: &OrderCard, view: &View<'_>) -> Vec<Button> {
    let words = view.words;
    let order = card.order;
    let person = || view.button(Alone::PersonFor(order), &words.help_person_button());
    let cancel = || view.button(Alone::Cancel(order), &words.orders_cancel_button());
    let again = || view.button(Alone::Reorder, &words.orders_again_button());
    match card.state {
        OrderState::AwaitingPayment => {
            let pay = view.button(Alone::PayLink(order), &words.pay_now_button());
            let cash = || view.button(Alone::CashInstead(order), &words.review_cash_button());
            vec![pay, if card.may_be_cash { cash() } else { person() }, cancel()]
        }
        OrderState::NeedsBuyer => {
            let unserved = card.parts.iter().find(|part| part.step == PartStep::Unserved);
            match unserved.map(|part| (part.card.part, part.time_has_passed)) {
                Some((part, time_has_passed)) => {
                    let go_on = if time_has_passed {
                        view.button(Alone::NewTime(order, part), &words.orders_new_time_button())
                    } else {
                        view.button(Alone::Wait(order, part), &words.orders_wait_button())
                    };
                    let back = words.orders_money_back_button();
                    vec![go_on, view.button(Alone::MoneyBack(order, part), &back), person()]
                }
                None => vec![cancel(), person()],
            }
        }
        OrderState::Offered | OrderState::Accepted | OrderState::OnTheWay => {
            vec![cancel(), person()]
        }
        OrderState::Delivered | OrderState::Expired | OrderState::Cancelled => {
            vec![again(), person()]
        }
    }
}

fn can_be_cancelled(card: &OrderCard) -> bool {
    match card.state {
        OrderState::AwaitingPayment
        | OrderState::Offered
        | OrderState::NeedsBuyer
        | OrderState::Accepted
        | OrderState::OnTheWay => true,
        OrderState::Delivered | OrderState::Expired | OrderState::Cancelled => false,
    }
}
