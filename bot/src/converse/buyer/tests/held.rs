//! Somebody of the office has the chat: what is heard meanwhile, and how the bot comes back.

use jiff::{Timestamp, ToSpan};
use realserv_domain::language::Language;
use realserv_domain::orders::Fact;

use super::afterwards::facts;
use super::stored::one_of_each_stage;
use super::{ORDER, PART, Phone, number};
use crate::converse::buyer::Alone;
use crate::converse::choice::{Choice, Tap};
use crate::converse::{CartWatch, Conversation, Effect, Event, Held, Role, TakenBy, buyer};

const DONE: &str = "Our office has finished here";

fn after(phone: &Phone, minutes: i64) -> Timestamp {
    phone.now.timestamp().checked_add(minutes.minutes()).unwrap()
}

fn takes(phone: &mut Phone, minutes: i64) {
    let until = after(phone, minutes);
    phone.runs(Event::OfficeTook { by: "Ravi".to_owned(), until });
}

fn writes(phone: &mut Phone) {
    phone.runs(Event::OfficeWrote { text: "Which gate?".to_owned(), by: "Ravi".to_owned() });
    let said = phone.effects.pop();
    assert!(matches!(said, Some(Effect::PassOn { .. })), "{said:?}");
}

/// Does it, and hears nothing; the conversation is as it was but for who has it.
fn in_silence(phone: &mut Phone, event: Event) {
    let before = phone.conversation.clone();
    phone.screen.clear();
    phone.runs(event.clone());
    assert!(phone.screen.is_empty() && phone.effects.is_empty(), "{event:?}: {}", phone.shown());
    let held = phone.conversation.held.take();
    assert_eq!(phone.conversation, Conversation { held: None, ..before }, "{event:?}");
    phone.conversation.held = held;
}

pub(super) fn tap(choice: Alone) -> Event {
    let choice = Choice::Buyer(buyer::Choice::from(choice));
    Event::Tapped(Tap { question: None, choice })
}

#[test]
fn who_is_first_has_the_chat_until_the_time_is_over() {
    let now: Timestamp = "2026-11-23T03:30:00Z".parse().unwrap();
    let at = |minutes: i64| now.checked_add(minutes.minutes()).unwrap();
    let mut talk = Conversation::new(Role::Buyer);
    assert_eq!(talk.take("Ravi", at(30), now), Ok(()));
    let first = TakenBy { by: "Ravi".to_owned(), until: at(30) };
    assert_eq!(talk.take("Sana", at(60), at(29)), Err(first.clone()));
    assert_eq!(talk.write("Sana", 30, at(29)), Err(first));
    assert_eq!(talk.take("Ravi", at(40), at(29)), Ok(()), "who has it may have it longer");
    assert_eq!(talk.holder(at(39)).map(|held| held.until), Some(at(40)));
    assert_eq!(talk.take("Sana", at(90), at(40)), Ok(()), "the time is over");
    talk.write("Sana", 30, at(41)).unwrap();
    assert_eq!(talk.holder(at(41)).map(|held| held.until), Some(at(90)), "never shorter");
    talk.write("Sana", 30, at(80)).unwrap();
    assert_eq!(talk.holder(at(81)).map(|held| held.until), Some(at(110)));
}

#[test]
fn nothing_that_is_heard_meanwhile_is_answered_or_changes_anything() {
    for stage in one_of_each_stage() {
        let mut asha = Phone::with_cart();
        asha.conversation.buyer.stage = stage;
        takes(&mut asha, 30);
        for text in ["40", "menu", "cancel", "2 masons", "person", "हिन्दी", "yes", "क्या?"]
        {
            in_silence(&mut asha, Event::Said { text: text.to_owned() });
        }
        let point = super::site().point;
        in_silence(&mut asha, Event::Shared { point, words: None });
        in_silence(&mut asha, Event::Unreadable { kind: "poll".to_owned() });
        in_silence(&mut asha, tap(Alone::Menu));
        in_silence(&mut asha, tap(Alone::Less(ORDER)));
    }
}

#[test]
fn what_was_not_answered_is_known_until_the_office_writes() {
    let mut asha = Phone::with_cart();
    takes(&mut asha, 30);
    let since =
        |asha: &Phone| asha.conversation.held.as_ref().and_then(|held| held.unanswered_since);
    assert_eq!(since(&asha), None);
    let first = asha.now.timestamp();
    asha.runs(Event::Said { text: "the blue one".to_owned() });
    asha.now = asha.now.checked_add(5.minutes()).unwrap();
    asha.runs(Event::Said { text: "hello?".to_owned() });
    assert_eq!(since(&asha), Some(first));
    writes(&mut asha);
    assert_eq!(since(&asha), None);
}

#[test]
fn stop_and_what_an_order_has_asked_never_wait() {
    let mut asha = Phone::with_cart();
    asha.orders = vec![super::afterwards::card(
        realserv_domain::orders::OrderState::NeedsBuyer,
        realserv_domain::orders::PartStep::Unserved,
    )];
    takes(&mut asha, 30);
    asha.says("stop");
    assert!(matches!(asha.effects.pop(), Some(Effect::SetOptedOut { at: Some(_) })));
    let order = asha.orders[0].order;
    asha.does(tap(Alone::MoneyBack(order, PART)));
    assert!(matches!(asha.effects.pop(), Some(Effect::TellOrder { .. })), "{}", asha.shown());
    assert!(asha.screen.is_empty(), "the order answers in its own turn");
    assert!(asha.conversation.holder(asha.now.timestamp()).is_some());
    let news = facts().into_iter().find(|fact| matches!(fact, Fact::Dispatched { .. })).unwrap();
    asha.told(news);
    let mut bina = Phone::at_review();
    let pay = bina.id_of("Confirm");
    takes(&mut bina, 30);
    bina.taps_id(&pay);
    assert!(bina.shown().contains(&number().to_string()), "{}", bina.shown());
}

#[test]
fn nobody_is_reminded_of_anything_meanwhile_and_the_cart_is_looked_at_later() {
    let mut asha = Phone::with_cart();
    takes(&mut asha, 300);
    let is_one = |fact: &Fact| matches!(fact, Fact::PayReminder { .. });
    in_silence(&mut asha, Event::Told(facts().into_iter().find(is_one).unwrap()));
    asha.now = asha.now.checked_add(121.minutes()).unwrap();
    assert_eq!(asha.cart_waits(), None);
    assert_eq!(asha.looks_at, asha.conversation.held.as_ref().map(|held| held.until));
    assert_eq!(asha.conversation.buyer.watch, Some(CartWatch::Due));
}

#[test]
fn given_back_the_open_question_is_asked_again_in_each_language() {
    for (language, words) in
        [(Language::En, DONE), (Language::Hi, "बात पूरी हुई"), (Language::Te, "అయిపోయింది")]
    {
        let mut asha = Phone::known(language);
        asha.says("menu");
        takes(&mut asha, 30);
        writes(&mut asha);
        asha.does(Event::OfficeReleased);
        assert!(asha.shown().contains(words), "{}", asha.shown());
        assert!(!asha.choices().is_empty(), "the menu is there again");
        assert_eq!(asha.conversation.held, None);
    }
}

#[test]
fn who_has_heard_nothing_of_the_office_hears_nothing_of_its_end() {
    let mut asha = Phone::with_cart();
    takes(&mut asha, 30);
    in_silence(&mut asha, Event::OfficeReleased);
    takes(&mut asha, 30);
    asha.now = asha.now.checked_add(30.minutes()).unwrap();
    asha.says("cart");
    assert!(!asha.shown().contains(DONE) && asha.shown().contains("50 bags"), "{}", asha.shown());
    assert_eq!(asha.conversation.held, None);
    let mut closed = Phone::with_cart();
    takes(&mut closed, 30);
    writes(&mut closed);
    closed.person.window_open = false;
    in_silence(&mut closed, Event::OfficeReleased);
}

#[test]
fn after_the_time_the_next_message_is_answered_with_one_line_before_it() {
    let mut asha = Phone::with_cart();
    takes(&mut asha, 30);
    writes(&mut asha);
    asha.now = asha.now.checked_add(29.minutes()).unwrap();
    in_silence(&mut asha, Event::Said { text: "cart".to_owned() });
    asha.now = asha.now.checked_add(1.minutes()).unwrap();
    asha.says("cart");
    assert!(asha.shown().starts_with("✅") && asha.shown().contains("50 bags"), "{}", asha.shown());
    asha.says("cart");
    assert!(!asha.shown().contains(DONE), "once");
    // A day later everybody knows that the talk is over.
    takes(&mut asha, 30);
    writes(&mut asha);
    asha.now = asha.now.checked_add(24.hours()).unwrap();
    asha.says("cart");
    assert!(!asha.shown().contains(DONE), "{}", asha.shown());
}

#[test]
fn a_hold_is_kept_with_the_conversation_and_rows_without_one_read() {
    let mut asha = Phone::with_cart();
    let free = serde_json::to_string(&asha.conversation).unwrap();
    assert!(!free.contains("held"), "what nobody holds is written as before");
    takes(&mut asha, 30);
    writes(&mut asha);
    let json = serde_json::to_string(&asha.conversation).unwrap();
    assert_eq!(serde_json::from_str::<Conversation>(&json).unwrap(), asha.conversation);
    let held: Held =
        serde_json::from_str(r#"{"by":"Ravi","until":"2026-11-23T04:00:00Z"}"#).unwrap();
    assert!(!held.wrote && !held.desk && held.unanswered_since.is_none());
}
