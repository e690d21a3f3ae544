//! A vendor can do something else than was ordered: fewer, at another time, or for more. One tap says whether that is fine.
//!
//! ```text
//!   us: Order RS7K2M9QA: Sri Sai Cement has 40 bags UltraTech OPC 53, not 50. ₹3,850 goes back to you if you take 40. …
//!       [Yes, that is fine] [No, ask others] [Talk to a person]
//! buyer: Yes, that is fine
//!   us: ✅ Order RS7K2M9QA: Sri Sai Cement has accepted 40 bags UltraTech OPC 53 …
//! ```

use realserv_domain::ids::{OrderId, OrderNumber};
use realserv_domain::message::{Button, Message};
use realserv_domain::money::Paise;
use realserv_domain::orders::{Counter, PartCard};

use super::Alone;
use super::facts::{items, when};
use super::view::{View, buttons};

pub(super) fn question(
    order: OrderId,
    number: &OrderNumber,
    (part, with): (&PartCard, &PartCard),
    (counter, back_paise, refund_paise): (Counter, Paise, Paise),
    view: &View<'_>,
) -> Message {
    let words = view.words;
    let (vendor, wanted) = (&part.vendor, items(part, view));
    let body = match counter {
        Counter::Fewer { .. } => {
            let (has, off) = (items(with, view), part.gate_paise - with.gate_paise);
            match (refund_paise.is_zero(), off.is_zero()) {
                (true, true) => words.orders_fewer(number, vendor, &has, &wanted),
                (false, true) => {
                    words.orders_fewer_online(number, vendor, &has, &wanted, refund_paise)
                }
                (true, false) => words.orders_fewer_cash(number, vendor, &has, &wanted, off),
                (false, false) => {
                    words.orders_fewer_both(number, vendor, &has, &wanted, refund_paise, off)
                }
            }
        }
        Counter::At { .. } => {
            words.orders_other_time(number, vendor, &wanted, &when(with, view), &when(part, view))
        }
        Counter::Dearer { .. } => words.orders_dearer(number, vendor, &wanted, -back_paise),
    };
    buttons(body, answers(order, part, counter, view))
}

/// Yes, no, or somebody to talk to.
pub(super) fn answers(
    order: OrderId,
    part: &PartCard,
    counter: Counter,
    view: &View<'_>,
) -> Vec<Button> {
    let words = view.words;
    vec![
        view.button(
            Alone::CounterYes(order, part.part, counter),
            &words.orders_counter_yes_button(),
        ),
        view.button(Alone::CounterNo(order, part.part), &words.orders_counter_no_button()),
        view.button(Alone::PersonFor(order), &words.help_person_button()),
    ]
}
