//! An order as its buyer reads it: where it is, who brings what and when, the codes, and what can be tapped.

use realserv_domain::message::{Button, Row};
use realserv_domain::orders::{ClaimState, OrderState, PartCard, PartStep};
use realserv_templates::{Amount, SlotOn, StateOf, StepOf, WorkDayOn, fit};

use super::facts::{items, what};
use super::view::View;
use super::{Alone, Choice, ListChoice, counter, facts, numbered};
use crate::converse::{ClaimOnCard, OrderCard, OrderCardPart};

/// Where the order is; where one part alone is packed or loaded, that says more.
pub(super) fn heading(card: &OrderCard, view: &View<'_>) -> String {
    match card.parts.as_slice() {
        [part] if matches!(part.step, PartStep::Packed | PartStep::Dispatched) => {
            let step = StepOf { step: part.step, is_labour: part.card.is_labour };
            view.words.orders_heading_step_line(&card.number, step)
        }
        _ => view.words.orders_heading_line(&card.number, state_of(card)),
    }
}

/// Who brings it and where it is, what it is, when it comes, and its code.
pub(super) fn part_lines(part: &OrderCardPart, card: &OrderCard, view: &View<'_>) -> Vec<String> {
    let words = view.words;
    let is_labour = part.card.is_labour;
    let items = part.card.lines.iter().map(|line| {
        let amount = Amount { quantity: line.quantity, unit: line.unit };
        let name = line.name.in_language(view.language);
        words.cart_item_line(numbered::BULLET, name, amount, line.unit.as_str())
    });
    let (vendor, what) = (&part.card.vendor, what(is_labour));
    let heading = match card.state {
        // The heading of the order says it already.
        _ if card.parts.len() == 1 => None,
        // Its parts still wait for a payment that will not come.
        OrderState::Expired => Some(words.review_vendor_line(what, vendor)),
        OrderState::AwaitingPayment
        | OrderState::Offered
        | OrderState::NeedsBuyer
        | OrderState::Accepted
        | OrderState::OnTheWay
        | OrderState::Delivered
        | OrderState::Cancelled => {
            Some(words.orders_part_line(what, vendor, StepOf { step: part.step, is_labour }))
        }
    };
    let promised = OrderState::OPEN.contains(&card.state) && part.step.lives();
    let comes = if promised && !part.time_has_passed { comes(&part.card, view) } else { None };
    let code = is_coming(part.step).then(|| {
        if is_labour {
            words.orders_crew_code_line(part.code.reveal())
        } else {
            words.orders_code_line(part.code.reveal())
        }
    });
    let instead = part.counter.as_ref().map(|instead| {
        let (items, when) = (facts::items(&instead.with, view), facts::when(&instead.with, view));
        words.orders_counter_line(vendor, &items, &when)
    });
    let claims = part.claims.iter().map(|claim| claim_line(claim, view));
    heading.into_iter().chain(items).chain(claims).chain(comes).chain(instead).chain(code).collect()
}

/// What was missing or broken, and where that stands.
fn claim_line(claim: &ClaimOnCard, view: &View<'_>) -> String {
    let (words, why) = (view.words, claim.why.as_str());
    let amount = Amount { quantity: claim.quantity, unit: claim.unit };
    let name = claim.name.in_language(view.language);
    match claim.state {
        ClaimState::Asked { .. } => words.orders_claim_asked_line(why, amount, name),
        ClaimState::WithOffice { .. } => words.orders_claim_office_line(why, amount, name),
        ClaimState::Settled { given_paise, .. } if given_paise.is_zero() => {
            words.orders_claim_nothing_line(why, amount, name)
        }
        ClaimState::Settled { given_paise, .. } => {
            words.orders_claim_settled_line(why, amount, name, given_paise)
        }
    }
}

/// A line with the time that was promised.
fn comes(part: &PartCard, view: &View<'_>) -> Option<String> {
    let today = view.now.date();
    if part.is_labour {
        part.schedule.work.map(|work| view.words.review_work_line(WorkDayOn { work, today }))
    } else {
        part.schedule.delivery.map(|slot| view.words.review_slot_line(SlotOn { slot, today }))
    }
}

/// An order of workers alone has their words; one whose vendor offers something else waits for the buyer.
pub(super) fn state_of(card: &OrderCard) -> StateOf {
    let is_labour = card.parts.iter().all(|part| part.card.is_labour);
    let state = if asks_the_buyer(card) { OrderState::NeedsBuyer } else { card.state };
    StateOf { state, is_labour }
}

pub(super) fn asks_the_buyer(card: &OrderCard) -> bool {
    card.state == OrderState::NeedsBuyer || card.parts.iter().any(|part| part.counter.is_some())
}

/// Somebody has said that he brings it, and has not yet: its code will be asked for.
pub(super) const fn is_coming(step: PartStep) -> bool {
    step.is_with_vendor()
}

/// A line for each part that is coming. Several orders share a bubble, so little is said of each.
pub(super) fn codes_of(card: &OrderCard, view: &View<'_>) -> impl Iterator<Item = String> {
    let coming = card.parts.iter().filter(|part| is_coming(part.step));
    coming.map(move |part| {
        let items = fit(&items(&part.card, view), MOST_ITEMS);
        view.words.orders_code_of_line(&card.number, &items, part.code.reveal())
    })
}

/// Ten codes fit a bubble with so many letters of what each is for.
const MOST_ITEMS: usize = 50;

/// At most three buttons, the likeliest wish first.
pub(super) fn ways_on(card: &OrderCard, view: &View<'_>) -> Vec<Button> {
    let words = view.words;
    let order = card.order;
    let person = || view.button(Alone::PersonFor(order), &words.help_person_button());
    let cancel = || view.button(Alone::Cancel(order), &words.orders_cancel_button());
    match card.state {
        OrderState::AwaitingPayment => {
            let pay = view.button(Alone::PayLink(order), &words.pay_now_button());
            let cash = || view.button(Alone::CashInstead(order), &words.review_cash_button());
            vec![pay, if card.may_be_cash { cash() } else { person() }, cancel()]
        }
        OrderState::NeedsBuyer => {
            let unserved = card.parts.iter().find(|part| part.step == PartStep::Unserved);
            match unserved.map(|part| (part.card.part, part.time_has_passed, part.more_paise)) {
                Some((part, time_has_passed, more_paise)) => {
                    let more = more_paise.filter(|_| !time_has_passed).map(|more| {
                        view.button(Alone::More(order, part, more), &words.orders_more_button(more))
                    });
                    let go_on = if time_has_passed {
                        view.button(Alone::NewTime(order, part), &words.orders_new_time_button())
                    } else {
                        view.button(Alone::Wait(order, part), &words.orders_wait_button())
                    };
                    let back = words.orders_money_back_button();
                    let back = view.button(Alone::MoneyBack(order, part), &back);
                    match more {
                        Some(more) => vec![more, go_on, back],
                        None => vec![go_on, back, person()],
                    }
                }
                None => vec![cancel(), person()],
            }
        }
        OrderState::Offered | OrderState::Accepted | OrderState::OnTheWay => {
            let asked =
                card.parts.iter().find_map(|part| Some((&part.card, part.counter.as_ref()?)));
            if let Some((part, instead)) = asked {
                return counter::answers(order, part, instead.counter, view);
            }
            let less = || view.button(Alone::Less(order), &words.less_button());
            let may_be_less = card.parts.iter().any(|part| part.may_be_less);
            may_be_less.then(less).into_iter().chain([cancel(), person()]).collect()
        }
        OrderState::Delivered | OrderState::Expired | OrderState::Cancelled => vec![person()],
    }
}

/// What can be done with an order that is over: more than three things, the likeliest wish first. None while it is not.
pub(super) fn afterwards(card: &OrderCard, view: &View<'_>) -> Option<Vec<Row>> {
    let (words, order) = (view.words, card.order);
    let delivered = match card.state {
        OrderState::Delivered => true,
        OrderState::Expired | OrderState::Cancelled => false,
        OrderState::AwaitingPayment
        | OrderState::NeedsBuyer
        | OrderState::Offered
        | OrderState::Accepted
        | OrderState::OnTheWay => return None,
    };
    let row = |choice: Choice, title: String| view.row(choice, &title, None);
    let claimed = card.parts.iter().any(|part| part.may_be_claimed);
    let claim = claimed.then(|| row(Alone::Claim(order).into(), words.claims_button()));
    let invoice = delivered.then(|| row(Alone::Invoice(order).into(), words.invoices_button()));
    let rest = [
        row(Alone::Reorder.into(), words.orders_again_button()),
        row(ListChoice::SaveOrder(order).into(), words.lists_save_title()),
        row(ListChoice::RepeatOrder(order).into(), words.lists_repeat_order_title()),
        row(Alone::PersonFor(order).into(), words.help_person_button()),
    ];
    Some(claim.into_iter().chain(invoice).chain(rest).collect())
}
