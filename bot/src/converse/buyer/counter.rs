//! A vendor can do something else than was ordered: fewer, or at another time. One tap says whether that is as good.
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
use realserv_domain::orders::{Counter, Method, PartCard};

use super::Alone;
use super::facts::{items, when};
use super::view::{View, buttons};

pub(super) fn question(
    order: OrderId,
    number: &OrderNumber,
    (part, with): (&PartCard, &PartCard),
    (counter, back_paise, method): (Counter, Paise, Method),
    view: &View<'_>,
) -> Message {
    let words = view.words;
    let (vendor, wanted) = (&part.vendor, items(part, view));
    let body = match (counter, method) {
        (Counter::Fewer { .. }, Method::Online) => {
            words.orders_fewer_online(number, vendor, &items(with, view), &wanted, back_paise)
        }
        (Counter::Fewer { .. }, Method::Cash) => {
            words.orders_fewer_cash(number, vendor, &items(with, view), &wanted, back_paise)
        }
        (Counter::At { .. }, _) => {
            words.orders_other_time(number, vendor, &wanted, &when(with, view), &when(part, view))
        }
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
