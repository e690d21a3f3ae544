//! An order in several messages.

use realserv_domain::language::Language;

use super::{Phone, site};
use crate::converse::buyer::Stage;
use crate::converse::{Effect, Event};

/// Somebody who has ordered before, where we wait a moment for more.
fn types_in_pieces() -> Phone {
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![site()];
    asha.terms.quiet_ms = 1200;
    asha
}

#[test]
fn what_is_typed_in_pieces_is_one_order() {
    let mut asha = types_in_pieces();
    for said in ["50 bags", "50 bags ultratech", "opc 53", "2 masons bhi", "kal subah"] {
        asha.says(said);
    }
    asha.misses("Your order");
    asha.does(Event::Quiet);
    asha.sees("🕗 Tomorrow, 8 am–12 noon");
    asha.holds(&[("UltraTech OPC 53", 50), ("Mason", 2)]);
    asha.does(Event::Carted { lines: vec![] });
    assert_eq!(asha.conversation.buyer.typed, [] as [&str; 0]);
}

#[test]
fn each_piece_sets_the_moment_anew() {
    let mut asha = types_in_pieces();
    asha.says("50 bags ultratech opc 53");
    let until = asha.now.timestamp() + jiff::SignedDuration::from_millis(1200);
    assert_eq!(asha.effects, [Effect::AwaitQuiet { until }]);
    asha.now = asha.now.checked_add(jiff::Span::new().milliseconds(700)).unwrap();
    asha.says("no make it 40");
    asha.does(Event::Quiet);
    asha.holds(&[("UltraTech OPC 53", 40)]);
}

/// What is no part of an order is answered at once, and what was typed is not forgotten over it.
#[test]
fn all_else_is_answered_at_once() {
    let mut asha = types_in_pieces();
    for (said, answer) in [("hi", "What does your site need"), ("help", "Just type")] {
        asha.says(said);
        asha.sees(answer);
    }
    asha.says("50 bags ultratech opc 53");
    asha.says("thanks");
    asha.sees("welcome");
    asha.does(Event::Quiet);
    asha.sees("Total");
    asha.says("ok");
    asha.sees("is placed");
}

/// *Confirm* under a price, and behind it another amount: the old price is not paid for.
#[test]
fn a_tap_on_what_was_before_the_words_does_nothing_of_the_old() {
    let mut asha = types_in_pieces();
    asha.says("50 bags ultratech opc 53");
    asha.does(Event::Quiet);
    let confirm = asha.id_of("Confirm");
    asha.says("make it 60 bags");
    asha.taps_id(&confirm);
    asha.misses("is placed");
    asha.sees("60 bags × ");
    asha.taps("Confirm");
    asha.sees("is placed");
}

#[test]
fn who_calls_it_off_at_once_has_not_ordered() {
    let mut asha = types_in_pieces();
    asha.says("50 bags ultratech opc 53");
    asha.says("cancel");
    asha.does(Event::Quiet);
    asha.holds(&[]);
    assert!(!matches!(asha.conversation.buyer.stage, Stage::Review(_)));
}
