//! Less of an order that has not left yet: which line, how many are left, what it means, yes.
//!
//! ```text
//! buyer: (taps Less of it)
//!   us: Order RS7K2M9QA: what do you want less of?  ≡ UltraTech OPC 53 (50 bags) · River sand (5 tonnes)
//! ```

use realserv_domain::ids::{OrderId, OrderNumber, PartId, SkuId};
use realserv_domain::message::{Button, Message, Row};
use realserv_domain::money::Paise;
use realserv_domain::orders::{
    Fact, Less, LineCard, Method, NoFewer, OrderEvent, OrderState, Party,
};
use realserv_domain::quantity::Quantity;
use realserv_templates::Amount;

use super::draft::Draft;
use super::facts::{changed_since, items, person, with_money};
use super::of_order::{Exit, OfOrder, Wants};
use super::orders::{LESSENED, rows};
use super::stage::Stage;
use super::view::{View, buttons, list, text};
use super::{Alone, WaitsFor};
use crate::converse::page::Page;
use crate::converse::{Ask, IfLess, OrderCard, OrderCardPart};

/// A list holds ten rows.
const MOST_ROWS: usize = 10;

impl Draft<'_, '_> {
    pub(super) fn look_what_could_be_less(&mut self) {
        let states = OrderState::OPEN.into();
        self.wait(Ask::MyOrders { states, page: 0 }, WaitsFor::OrdersToLessen);
    }

    pub(super) fn orders_to_lessen(&mut self, open: &[OrderCard], page: Page) {
        match open {
            [] => self.list_orders(0),
            [one] => self.ask_what_is_less(one),
            several => {
                let view = self.view();
                let rows = rows(several, page, &LESSENED, &view);
                let body = view.words.less_which_order_text();
                let message = list(body, &view.words.menu_choose_button(), rows);
                self.say(message);
            }
        }
    }

    /// What can no longer be less is shown as it is.
    pub(super) fn ask_what_is_less(&mut self, card: &OrderCard) {
        let lines = lines(card, |part| part.may_be_less);
        match lines.as_slice() {
            [] => self.show_order(card),
            [(part, sku, _)] => self.ask_how_many_are_left(card, *part, *sku),
            several => {
                let view = self.view();
                let choice = |part, sku| Alone::LessOf(card.order, part, sku);
                let rows = line_rows(several, choice, &view);
                let body = view.words.less_which_text(&card.number);
                let message = list(body, &view.words.menu_choose_button(), rows);
                self.say(message);
            }
        }
    }

    pub(super) fn ask_how_many_are_left(&mut self, card: &OrderCard, part: PartId, sku: SkuId) {
        let lines = lines(card, |part| part.may_be_less);
        match lines.iter().find(|line| (line.0, line.1) == (part, sku)) {
            Some((.., line)) => {
                self.ask_of_line(card, (part, sku), line, Wants::Less { asked: None })
            }
            None => self.show_order(card),
        }
    }

    pub(super) fn ask_of_line(
        &mut self,
        card: &OrderCard,
        (part, sku): (PartId, SkuId),
        line: &LineCard,
        wants: Wants,
    ) {
        let (order, number, line) = (card.order, card.number.clone(), line.clone());
        self.ask(Stage::OfOrder(OfOrder { order, number, part, sku, line, wants }));
    }

    pub(super) fn left_order(&mut self, exit: Exit) {
        match exit {
            Exit::Keep => {
                self.rest();
                let body = self.words().orders_not_cancelled();
                self.say(text(body));
            }
            Exit::Left(of, quantity) => {
                let less = Less { part: of.part, sku: of.sku, quantity };
                self.wait(Ask::IfLess { order: of.order, less }, WaitsFor::IfLess);
            }
            Exit::Yes(order, means) => {
                let IfLess { less, back_paise, kept_paise, .. } = *means;
                let by = self.ctx.person.id;
                self.rest();
                self.decide(order, OrderEvent::FewerAsked { less, by, back_paise, kept_paise });
            }
            Exit::Claims(of, quantity, photo) => {
                let (part, sku, by) = (of.part, of.sku, self.ctx.person.id);
                let Wants::Claim { why, .. } = of.wants else { return self.rest() };
                self.rest();
                let event = OrderEvent::ClaimMade { part, by, sku, why, quantity, photo };
                self.decide(of.order, event);
            }
        }
    }

    /// What it would mean is asked about; where it cannot be, the number is asked for again, or nothing any more.
    pub(super) fn if_less(&mut self, means: Option<Result<Box<IfLess>, NoFewer>>) {
        let Stage::OfOrder(of) = self.conversation.buyer.stage.clone() else {
            return self.old_button();
        };
        match means {
            Some(Ok(means)) => {
                let wants = Wants::Less { asked: Some(means) };
                self.ask(Stage::OfOrder(OfOrder { wants, ..of }));
            }
            Some(Err(why)) => {
                let over = match why {
                    NoFewer::HasLeft | NoFewer::IsOver | NoFewer::NoSuchLine => true,
                    NoFewer::Disputed | NoFewer::NotPayable => true,
                    NoFewer::NotFewer | NoFewer::TooLittle => false,
                    NoFewer::BelowMinimum { .. } | NoFewer::NotAStep { .. } => false,
                };
                let note = refusal(why, &of.number, Some(&of.line), &self.view());
                if over {
                    self.rest();
                    let row = vec![person(of.order, &self.view())];
                    self.say(buttons(note, row));
                } else {
                    self.note(note);
                    self.again();
                }
            }
            None => {
                self.rest();
                self.old_button();
            }
        }
    }

    /// Nothing is asked of an order any more; a cart that was there is there again.
    pub(super) fn rest(&mut self) {
        let empty = self.conversation.buyer.cart.is_empty();
        self.buyer().stage = if empty { Stage::Menu } else { Stage::Basket };
        self.past_questions_are_over();
    }

    /// The same, where what is open is about this order.
    pub(super) fn leave_order(&mut self, order: OrderId) {
        if matches!(&self.conversation.buyer.stage, Stage::OfOrder(of) if of.order == order) {
            self.rest();
        }
    }
}

/// Every line of the parts that fit, with where it stands.
pub(super) fn lines(
    card: &OrderCard,
    fits: impl Fn(&OrderCardPart) -> bool,
) -> Vec<(PartId, SkuId, LineCard)> {
    let parts = card.parts.iter().filter(|part| fits(part));
    let lines = parts.flat_map(|part| {
        let skus = part.skus.iter().copied();
        skus.zip(&part.card.lines).map(|(sku, line)| (part.card.part, sku, line.clone()))
    });
    lines.take(MOST_ROWS).collect()
}

pub(super) fn line_rows(
    lines: &[(PartId, SkuId, LineCard)],
    choice: impl Fn(PartId, SkuId) -> Alone,
    view: &View<'_>,
) -> Vec<Row> {
    let row = |(part, sku, line): &(PartId, SkuId, LineCard)| {
        let amount = Amount { quantity: line.quantity, unit: line.unit };
        let about = view.words.browse_amount_button(amount);
        view.row(choice(*part, *sku), line.name.in_language(view.language), Some(about))
    };
    lines.iter().map(row).collect()
}

/// "50 bags UltraTech OPC 53".
pub(super) fn line(line: &LineCard, view: &View<'_>) -> String {
    let amount = Amount { quantity: line.quantity, unit: line.unit };
    view.words.orders_item_line(line.name.in_language(view.language), amount, line.unit.as_str())
}

/// The question, with the sums that its *yes* is bound to.
pub(super) fn question(
    order: OrderId,
    number: &OrderNumber,
    means: &IfLess,
    view: &View<'_>,
) -> Message {
    let words = view.words;
    let wanted = items(&means.part, view);
    let what = match &means.with {
        Some(with) => words.less_ask(number, &wanted, &items(with, view)),
        None => words.less_ask_out(number, &wanted),
    };
    let money =
        if means.paid { money_back(means, view) } else { words.less_pay(means.total_paise) };
    let comes = means.with.as_ref().is_some_and(|with| !with.delivery_paise.is_zero());
    let stays = if comes { words.less_delivery_stays() } else { String::new() };
    let body = format!("{what} {money} {stays}");
    buttons(body.trim_end().to_owned(), answers(order, means, view))
}

/// To the bank, and at the gate: what is collected becomes less first. Nothing, where a bank has given it back already.
fn money_back(means: &IfLess, view: &View<'_>) -> String {
    let (words, kept) = (view.words, means.kept_paise);
    let back = means.refund_paise.unwrap_or(means.back_paise);
    let to_bank = match (back.is_zero(), kept.is_zero()) {
        (true, true) => None,
        (false, true) => Some(words.less_back(back)),
        (true, false) => Some(words.less_kept(kept)),
        (false, false) => Some(words.less_back_kept(back, kept)),
    };
    // Of what goes whole nothing is collected any more.
    let off = if means.with.is_some() { means.back_paise - back } else { means.part.gate_paise };
    let at_gate = (!off.is_zero()).then(|| words.less_gate(off));
    to_bank.into_iter().chain(at_gate).collect::<Vec<_>>().join(" ")
}

fn answers(order: OrderId, means: &IfLess, view: &View<'_>) -> Vec<Button> {
    let yes = Alone::LessYes(order, means.less, means.back_paise, means.kept_paise);
    vec![
        view.button(yes, &view.words.less_yes_button()),
        view.button(Alone::CancelNo(order), &view.words.orders_cancel_no_button()),
    ]
}

fn refusal(why: NoFewer, number: &OrderNumber, line: Option<&LineCard>, view: &View<'_>) -> String {
    let words = view.words;
    let amount = |quantity: Quantity| line.map(|line| Amount { quantity, unit: line.unit });
    let known = match why {
        NoFewer::HasLeft => Some(words.less_has_left(number)),
        NoFewer::NotFewer => {
            line.map(|known| words.less_not_fewer(number, &self::line(known, view)))
        }
        NoFewer::BelowMinimum { minimum } => {
            amount(minimum).map(|amount| words.less_below_minimum(number, amount))
        }
        NoFewer::NotAStep { step } => {
            amount(step).map(|amount| words.less_not_a_step(number, amount))
        }
        NoFewer::TooLittle => Some(words.less_too_little(number)),
        NoFewer::Disputed => Some(words.less_disputed(number)),
        NoFewer::IsOver | NoFewer::NoSuchLine | NoFewer::NotPayable => None,
    };
    known.unwrap_or_else(|| words.less_is_over(number))
}

/// What became of it; none for facts of other files.
pub(super) fn told(fact: &Fact, view: &View<'_>) -> Option<Message> {
    let words = view.words;
    if let Fact::FewerAskedAgain {
        order,
        number,
        part,
        less,
        with,
        back_paise,
        kept_paise,
        refund_paise,
        total_paise,
        method: _,
        paid,
    } = fact
    {
        let means = IfLess {
            less: *less,
            part: part.clone(),
            with: with.as_deref().cloned(),
            back_paise: *back_paise,
            kept_paise: *kept_paise,
            refund_paise: *refund_paise,
            total_paise: *total_paise,
            paid: *paid,
        };
        return Some(changed_since(words.less_changed(), question(*order, number, &means, view)));
    }
    if let Fact::FewerNotPossible { order, number, line, why } = fact {
        let body = refusal(*why, number, line.as_ref(), view);
        return Some(buttons(body, vec![person(*order, view)]));
    }
    if let Fact::CameShort { .. } = fact {
        return came_short(fact, view);
    }
    made_less(fact, view)
}

/// Goods that are missing come another day; for people who are missing others can be looked for.
fn came_short(fact: &Fact, view: &View<'_>) -> Option<Message> {
    let words = view.words;
    let Fact::CameShort { order, number, part, missing, sku, refund_paise, off_paise, .. } = fact
    else {
        return None;
    };
    let back = (!refund_paise.is_zero()).then(|| words.less_came_refund(*refund_paise));
    let gate = match (part.gate_paise, off_paise.is_zero()) {
        (Paise::ZERO, true) => None,
        (Paise::ZERO, false) => Some(words.less_came_no_cash()),
        (gate, _) => Some(words.less_came_pay(gate)),
    };
    let items = line(missing, view);
    let (said, count) = if part.is_labour {
        (words.less_came_people(number, &items), words.less_came_people_count())
    } else {
        (words.less_came(number, &items), words.less_came_count())
    };
    let body = [Some(said), back, gate].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let body = format!("{body}\n\n{count}");
    Some(match sku.filter(|_| part.is_labour) {
        Some(sku) => {
            let others = Alone::FindOthers(*order, sku, missing.quantity);
            buttons(body, vec![view.button(others, &words.less_find_others_button())])
        }
        None => text(body),
    })
}

fn made_less(fact: &Fact, view: &View<'_>) -> Option<Message> {
    let words = view.words;
    let Fact::MadeLess {
        number,
        part,
        by,
        refund_paise,
        kept_paise,
        off_paise,
        total_paise,
        method,
        unpaid,
        ..
    } = fact
    else {
        return None;
    };
    let items = items(part, view);
    let done = match by {
        Party::Office => words.less_done_by_office(number, &items),
        Party::Buyer | Party::Vendor => words.less_done(number, &items),
    };
    Some(text(match (method, unpaid) {
        (_, true) => format!("{done} {}", words.less_new_link(*total_paise)),
        (Method::Cash, false) => format!("{done} {}", words.less_cash(*total_paise)),
        (Method::Online | Method::Advance, false) => {
            let paid = *refund_paise + *kept_paise;
            let done = if paid.is_zero() {
                done
            } else {
                with_money(done, *refund_paise, *kept_paise, view)
            };
            match (part.gate_paise, off_paise.is_zero()) {
                (Paise::ZERO, true) => done,
                (Paise::ZERO, false) => format!("{done} {}", words.less_no_cash()),
                (gate, _) => format!("{done}\n\n{}", words.orders_gate_line(gate)),
            }
        }
    }))
}
