//! A cart that was left: when it is asked about, when never, and in which words.

use jiff::{ToSpan, Zoned};
use realserv_domain::language::Language;
use realserv_domain::message::Message;
use realserv_domain::quantity::Quantity;

use super::Phone;
use super::stored::one_of_each_stage;
use crate::converse::CartWatch;

fn at(text: &str) -> Zoned {
    format!("{text}[Asia/Kolkata]").parse().unwrap()
}

/// She wrote last when the clock showed this, and it shows the other now.
fn left(heard: &str, now: &str) -> Phone {
    let mut asha = Phone::with_cart();
    let heard = at(heard).timestamp();
    asha.person.heard_at = Some(heard);
    asha.person.window_closes_at = heard.checked_add(23.hours().minutes(55)).ok();
    asha.now = at(now);
    asha.person.window_open =
        asha.person.window_closes_at.is_some_and(|closes| asha.now.timestamp() < closes);
    asha
}

#[test]
fn a_cart_is_looked_at_two_hours_after_it_was_begun_and_set_once() {
    let mut asha = Phone::with_cart();
    assert_eq!(asha.looks_at, Some(at("2026-11-23T11:00").timestamp()));
    asha.looks_at = None;
    asha.says("20 bags ppc");
    assert_eq!(asha.looks_at, None, "the cart has its time");
    asha.terms.cart_reminder_minutes = 0;
    let mut never = Phone::known(Language::En);
    never.terms.cart_reminder_minutes = 0;
    never.says("50 bags ultratech opc 53");
    assert!(!never.conversation.buyer.cart.is_empty());
    assert_eq!((never.looks_at, never.conversation.buyer.watch), (None, None));
    let mut opted_out = Phone::known(Language::En);
    opted_out.person.opted_out = true;
    opted_out.says("50 bags ultratech opc 53");
    assert_eq!(opted_out.looks_at, None);
}

#[test]
fn it_is_asked_about_once_by_day_within_the_window_and_after_a_rest() {
    let said = "said";
    for (heard, now, what, again) in [
        ("2026-11-23T09:00", "2026-11-23T11:00", said, None),
        ("2026-11-23T09:10", "2026-11-23T11:00", "later", Some("2026-11-23T11:10")),
        // It would be night then.
        ("2026-11-23T19:30", "2026-11-23T20:00", "later", Some("2026-11-24T08:00")),
        ("2026-11-23T20:00", "2026-11-23T22:00", "later", Some("2026-11-24T08:00")),
        ("2026-11-23T20:00", "2026-11-24T08:00", said, None),
        // Before the morning her 24 hours are over.
        ("2026-11-23T08:04", "2026-11-24T07:30", "never", None),
        ("2026-11-23T09:00", "2026-11-24T09:00", "never", None),
    ] {
        let mut asha = left(heard, now);
        let message = asha.cart_waits();
        let name = format!("{heard} {now}");
        assert_eq!(message.is_some(), what == said, "{name}");
        assert_eq!(asha.looks_at, again.map(|again| at(again).timestamp()), "{name}");
        let watch = if again.is_some() { CartWatch::Due } else { CartWatch::Done };
        assert_eq!(asha.conversation.buyer.watch, Some(watch), "{name}");
        if again.is_none() {
            assert_eq!(asha.cart_waits(), None, "{name}: once");
        }
    }
}

#[test]
fn who_does_not_want_it_or_talks_with_the_office_is_left_in_peace() {
    let ready = || left("2026-11-23T09:00", "2026-11-23T11:00");
    let mut opted_out = ready();
    opted_out.person.opted_out = true;
    let mut with_office = ready();
    with_office.office_has_chat = true;
    let mut switched_off = ready();
    switched_off.terms.cart_reminder_minutes = 0;
    for mut asha in [opted_out, with_office, switched_off] {
        assert_eq!(asha.cart_waits(), None);
        assert_eq!(asha.conversation.buyer.watch, Some(CartWatch::Done));
    }
    let mut emptied = ready();
    emptied.says("clear cart");
    assert_eq!(emptied.conversation.buyer.watch, Some(CartWatch::Due), "its time is set");
    assert_eq!(emptied.cart_waits(), None);
    assert_eq!(emptied.conversation.buyer.watch, None, "the next cart has a time of its own");
}

/// Whatever is open stays open, in each language, and both buttons lead on.
#[test]
fn from_every_stage_it_says_what_is_in_the_cart_and_changes_nothing() {
    for language in Language::ALL {
        for stage in one_of_each_stage() {
            let mut asha = left("2026-11-23T09:00", "2026-11-23T11:00");
            asha.conversation.language = Some(language);
            asha.conversation.buyer.cart.set(asha.cement(), Quantity::whole(50)).unwrap();
            asha.conversation.buyer.stage = stage.clone();
            let before = asha.conversation.clone();
            let message = asha.cart_waits().unwrap();
            let Message::Buttons { body, buttons, .. } = message else { panic!("no buttons") };
            assert!(body.contains("50") && body.contains("OPC 53"), "{body}");
            assert_eq!(buttons.len(), 2);
            let mut after = asha.conversation.clone();
            after.buyer.watch = before.buyer.watch;
            assert_eq!(after.buyer.question, before.buyer.question);
            asha.taps_id(&buttons[0].id);
            asha.effects.clear();
            asha.taps_id(&buttons[1].id);
            assert_eq!(asha.effects.len(), 1, "opted out");
        }
    }
}
