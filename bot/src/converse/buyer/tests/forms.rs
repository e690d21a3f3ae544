//! The form that asks for a site: where it is offered, what comes of it, and when it comes too late.

use realserv_domain::form::{FormToken, SiteForm};
use realserv_domain::language::Language;
use realserv_domain::message::Message;
use realserv_domain::place::MOST_ADDRESS;
use realserv_domain::vehicles::Lane;

use super::{Phone, site};
use crate::converse::buyer::Stage;
use crate::converse::{Effect, Event};

fn at_where() -> Phone {
    let mut asha = Phone::with_cart();
    asha.form = Some("610000000000001");
    asha.taps("Checkout");
    asha.sees("Where should it come?");
    asha
}

fn offered(asha: &Phone) -> Option<FormToken> {
    asha.screen.iter().find_map(|message| {
        if let Message::Form { token, .. } = message { Some(token.clone()) } else { None }
    })
}

fn filled(token: Option<FormToken>, pin: &str) -> SiteForm {
    SiteForm {
        token,
        pin: pin.parse().unwrap(),
        street: "Plot 14, HMT Swarnapuri".to_owned(),
        landmark: "opp. temple".to_owned(),
        name: "Ravi".to_owned(),
        phone: None,
        lane: None,
    }
}

fn sends(asha: &mut Phone, form: SiteForm) {
    asha.does(Event::Filled { form });
}

#[test]
fn the_form_stands_below_the_question_where_the_account_has_it() {
    let asha = at_where();
    assert_eq!(asha.screen.len(), 2);
    assert!(matches!(asha.screen.first(), Some(Message::AskLocation { .. })));
    let token = offered(&asha).expect("a form");
    assert_eq!(token.person(), Some(asha.person.id));
    assert!(asha.conversation.buyer.waits_for_form(&token));
    // Whoever has none sees what was always there.
    let mut ravi = Phone::with_cart();
    ravi.taps("Checkout");
    assert_eq!((ravi.screen.len(), offered(&ravi)), (1, None));
}

#[test]
fn a_known_site_is_chosen_by_tap_and_a_new_one_may_be_filled_in() {
    let mut asha = Phone::with_cart();
    asha.form = Some("610000000000001");
    asha.saved = vec![site()];
    asha.taps("Checkout");
    assert_eq!(offered(&asha), None);
    asha.taps("Another place");
    assert!(offered(&asha).is_some());
}

#[test]
fn what_was_filled_in_goes_the_way_of_typed_words() {
    let mut asha = at_where();
    let token = offered(&asha);
    sends(&mut asha, filled(token.clone(), "500049"));
    asha.sees("When should it come?");
    assert_eq!(asha.conversation.buyer.way.words, "Plot 14, HMT Swarnapuri, opp. temple, Ravi");
    assert!(!asha.conversation.buyer.waits_for_form(&token.unwrap()), "its question is over");
    assert!(asha.effects.is_empty());
}

#[test]
fn whom_to_call_and_the_lane_are_kept_with_the_site() {
    let mut asha = at_where();
    asha.person.has_phone = false;
    let phone: realserv_domain::phone::Phone = "9848012345".parse().unwrap();
    let form = SiteForm {
        phone: Some(phone.clone()),
        lane: Some(Lane::Narrow),
        ..filled(offered(&asha), "500049")
    };
    sends(&mut asha, form);
    // Who hides the number is not asked for it again.
    asha.sees("When should it come?");
    asha.sees("Noted: *+91 98480 12345*");
    let address = site().address;
    let kept =
        [Effect::KeepContact { address, phone }, Effect::KeepLane { address, lane: Lane::Narrow }];
    assert_eq!(asha.effects, kept);
    assert_eq!(asha.conversation.buyer.site.unwrap().lane, Some(Lane::Narrow));
}

#[test]
fn a_phone_that_leaves_out_the_token_is_believed_while_the_question_is_open() {
    let mut asha = at_where();
    sends(&mut asha, filled(None, "500049"));
    asha.sees("When should it come?");
    sends(&mut asha, filled(None, "500049"));
    asha.sees("earlier message");
}

#[test]
fn a_form_of_an_earlier_question_changes_nothing() {
    let mut asha = at_where();
    let first = offered(&asha);
    asha.says("menu");
    sends(&mut asha, filled(first.clone(), "500049"));
    asha.sees("earlier message");
    assert_eq!(asha.conversation.buyer.site, None);
    asha.says("cart");
    asha.taps("Checkout");
    assert_ne!(offered(&asha), first, "each question has a form of its own");
    let before = asha.conversation.clone();
    sends(&mut asha, filled(first, "500049"));
    asha.sees("Where should it come?");
    assert_eq!(asha.conversation, before);
}

#[test]
fn whoever_types_is_answered_as_ever_and_the_form_is_over() {
    let mut asha = at_where();
    let token = offered(&asha);
    asha.says("123");
    asha.sees("A PIN code has six digits");
    assert_eq!(offered(&asha), token, "the same question has the same form");
    asha.says("501301");
    asha.sees("We do not serve *Ghatkesar* yet");
    sends(&mut asha, filled(token, "500049"));
    asha.sees("earlier message");
    assert!(matches!(asha.conversation.buyer.stage, Stage::Outside(_)));
}

#[test]
fn a_place_that_is_not_served_is_refused_as_in_words() {
    let mut asha = at_where();
    let form = filled(offered(&asha), "501301");
    sends(&mut asha, form);
    asha.sees("We do not serve *Ghatkesar* yet");
    asha.taps("Yes, tell me");
    asha.sees("501301");
}

#[test]
fn more_than_a_driver_reads_is_asked_again() {
    let mut asha = at_where();
    let street = "x".repeat(MOST_ADDRESS);
    let form = SiteForm { street, ..filled(offered(&asha), "500049") };
    sends(&mut asha, form);
    asha.sees("too long for the driver");
    asha.sees("Where should it come?");
}

#[test]
fn two_bubbles_are_enough_and_the_form_is_what_is_left_out() {
    let mut asha = Phone::known(Language::En);
    asha.form = Some("610000000000001");
    asha.says("50 bags ultratech opc 53");
    asha.sees("Where should it come?");
    assert!(asha.screen.len() <= 2, "{} bubbles", asha.screen.len());
}

/// A form that is let rest is not offered any more, also under a question that had it.
#[test]
fn a_form_that_rests_is_not_offered_again() {
    let mut asha = at_where();
    asha.form = None;
    asha.says("123");
    asha.sees("Where should it come?");
    assert_eq!(offered(&asha), None);
}
