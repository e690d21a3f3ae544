//! Calling an order off: what comes back is said before, and asked twice.

use realserv_domain::language::Language;
use realserv_domain::money::Paise;
use realserv_domain::orders::{Cancelling, KeptFor, OrderEvent, OrderState, PartStep};

use realserv_templates::Words;

use super::afterwards::{another, card};
use super::{ORDER, Phone};
use crate::converse::{Effect, OrderCard};

pub(super) fn means(back: i64, kept: i64, kept_for: Option<KeptFor>) -> Cancelling {
    let (back_paise, kept_paise) = (Paise::rupees(back), Paise::rupees(kept));
    Cancelling { back_paise, kept_paise, kept_for, some_has_come: false }
}

#[test]
fn cancelling_says_what_comes_back_before_and_asks_twice() {
    let mut asha = Phone::known(Language::En);
    asha.orders = vec![card(OrderState::Accepted, PartStep::Accepted)];
    asha.says("cancel");
    asha.sees("You get a full refund: *₹20,050*");
    assert_eq!(asha.effects, []);
    asha.taps("Yes, cancel it");
    let (back_paise, kept_paise) = (Paise::rupees(20_050), Paise::ZERO);
    let event = OrderEvent::CancelAsked { part: None, by: asha.person.id, back_paise, kept_paise };
    assert_eq!(asha.effects, [Effect::TellOrder { order: ORDER, event }]);
}

#[test]
fn the_question_names_what_comes_back_and_what_is_kept() {
    let rest = |means| Cancelling { some_has_come: true, ..means };
    let cases = [
        (means(0, 0, None), "Nothing was paid"),
        (means(0, 0, Some(KeptFor::Packing)), "Nothing was paid"),
        (means(0, 0, Some(KeptFor::Trip)), "we call it back, and you pay nothing"),
        (means(0, 0, Some(KeptFor::Crew)), "we tell them, and you pay nothing"),
        (means(20_050, 0, None), "You get a full refund: *₹20,050*"),
        (
            rest(means(8000, 0, None)),
            "what is still to come of order *RS7K3M9QX*? You get *₹8,000* back",
        ),
        (rest(means(0, 0, None)), "what is still to come of order *RS7K3M9QX*? You pay nothing"),
        (rest(means(0, 0, Some(KeptFor::Trip))), "what is still to come"),
        (rest(means(7600, 400, Some(KeptFor::Packing))), "what is still to come"),
        (rest(means(7200, 800, Some(KeptFor::Trip))), "what is still to come"),
        (rest(means(1100, 1100, Some(KeptFor::Crew))), "what is still to come"),
        (rest(means(7000, 1000, Some(KeptFor::Several))), "what is still to come"),
        (means(19_050, 1000, Some(KeptFor::Packing)), "₹1,000 is kept for the packing"),
        (means(19_250, 800, Some(KeptFor::Trip)), "₹800 is kept for the delivery, *₹19,250*"),
        (means(1100, 1100, Some(KeptFor::Crew)), "₹1,100 is kept for them"),
        (means(18_250, 1800, Some(KeptFor::Several)), "₹1,800 is kept for what was done"),
    ];
    for (cancelling, words) in cases {
        let mut asha = Phone::known(Language::En);
        asha.orders =
            vec![OrderCard { cancelling, ..card(OrderState::Accepted, PartStep::Packed) }];
        asha.says("cancel");
        asha.sees(words);
        asha.taps("Yes, cancel it");
        let Cancelling { back_paise, kept_paise, .. } = cancelling;
        let event =
            OrderEvent::CancelAsked { part: None, by: asha.person.id, back_paise, kept_paise };
        assert_eq!(asha.effects, [Effect::TellOrder { order: ORDER, event }]);
    }
}

/// A button of before the sums stood on it asks again, with them.
#[test]
fn a_yes_that_names_no_sums_is_asked_again() {
    let mut asha = Phone::known(Language::En);
    asha.orders = vec![card(OrderState::Accepted, PartStep::Accepted)];
    asha.taps_id(&format!("1.b.-.cancel-yes.{ORDER}"));
    asha.sees("You get a full refund");
    assert_eq!(asha.effects, []);
}

#[test]
fn keeping_the_order_keeps_it() {
    let mut asha = Phone::known(Language::En);
    asha.orders = vec![card(OrderState::Accepted, PartStep::Accepted)];
    asha.says("cancel");
    asha.taps("Keep it");
    assert_eq!(asha.effects, []);
}

#[test]
fn of_several_orders_the_person_says_which_to_cancel() {
    let mut asha = Phone::known(Language::En);
    asha.orders = vec![
        card(OrderState::Accepted, PartStep::Accepted),
        another(card(OrderState::Offered, PartStep::Offered)),
        card(OrderState::Delivered, PartStep::Delivered),
    ];
    asha.says("cancel");
    assert_eq!(asha.choices().len(), 2, "what is delivered cannot be cancelled");
    let (id, _) = asha.choices()[1].clone();
    asha.taps_id(&id);
    asha.sees("Shall we cancel");
}

#[test]
fn nothing_to_cancel_leaves_the_cart_alone() {
    let mut asha = Phone::with_cart();
    asha.says("cancel");
    asha.sees("Your cart is as it was");
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn while_a_bank_decides_it_is_said_before_and_nothing_is_promised() {
    for language in Language::ALL {
        let mut asha = Phone::known(language);
        let accepted = card(OrderState::Accepted, PartStep::Accepted);
        asha.orders = vec![OrderCard { is_disputed: true, ..accepted }];
        asha.says("cancel");
        assert_eq!(asha.effects, []);
        let words = Words::of(language);
        asha.sees(&words.pay_cancel_disputed(&asha.orders[0].number));
    }
}
