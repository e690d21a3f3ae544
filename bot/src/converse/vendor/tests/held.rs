//! The office has the chat with a vendor: a lorry at the gate does not wait for that.

use jiff::ToSpan;
use realserv_domain::orders::Method;

use super::life::{taken, told};
use super::*;

fn held(desk: &mut Desk) {
    let until = desk.now.timestamp().checked_add(30.minutes()).unwrap();
    desk.turn(Event::OfficeTook { by: "Ravi".to_owned(), until });
    let text = "When can you load?".to_owned();
    let turn = desk.turn(Event::OfficeWrote { text, by: "Ravi".to_owned() });
    assert!(matches!(turn.effects.as_slice(), [Effect::PassOn { .. }]));
}

#[test]
fn taps_on_an_order_act_and_words_answer_only_what_such_a_tap_has_asked() {
    let mut desk = Desk::open();
    let alert = desk.is_told(offered(Method::Online));
    held(&mut desk);
    assert!(desk.says("in an hour").effects.is_empty());
    assert!(desk.says("cement 385").effects.is_empty(), "no price is changed in a talk");
    let accepted = desk.taps(&alert.id("Accept"));
    assert_eq!(told(&accepted).len(), 1);
    let yours = desk.is_told(taken(goods(), Method::Online));
    assert!(desk.says("fine").effects.is_empty(), "nothing is asked");
    desk.taps(&yours.id("Packed"));
    let next = desk.is_told(noted(PartStep::Packed, goods()));
    let asked = desk.taps(&next.id("Dispatched"));
    assert!(asked.shown().contains("TS09AB1234"), "{}", asked.shown());
    let sent = desk.says("ts 09 ab 1234 Ramesh");
    assert_eq!(told(&sent).len(), 1, "the vehicle was asked for");
    assert!(desk.says("thanks").effects.is_empty());
}

#[test]
fn given_back_the_desk_hears_that_it_is_over() {
    for language in languages() {
        let mut desk = Desk::open();
        desk.conversation.language = Some(language);
        held(&mut desk);
        let turn = desk.turn(Event::OfficeReleased);
        let [message] = turn.messages()[..] else { panic!("{turn:?}") };
        assert!(shown(message).starts_with('✅'));
        assert_eq!(desk.conversation.held, None);
    }
}
