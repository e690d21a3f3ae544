//! Every question to a yard and all that it is told, with the longest data there may be, in three languages.

use super::stored::one_of_each_stage;
use super::walk::{check, every_fact};
use super::*;
use crate::converse::longest::{assert_whole, holds_long, lengthened};

fn desk(language: Language) -> Desk {
    let mut desk = Desk::open();
    desk.conversation.language = Some(language);
    let long = desk.catalog.iter().map(lengthened).collect();
    desk.catalog = Catalog::new(long, 2);
    desk.site = lengthened(&desk.site);
    desk.stock = [cement(), ppc()].iter().map(on_sale).map(|thing| lengthened(&thing)).collect();
    desk
}

#[test]
fn every_question_to_a_yard_holds_the_longest_data() {
    for language in languages() {
        for stage in one_of_each_stage() {
            let mut desk = desk(language);
            desk.conversation.vendor.stage = lengthened(&stage);
            let event = Event::Unreadable { kind: "poll".into() };
            let turn = desk.turn(event.clone());
            check(&turn, &event);
            turn.messages().into_iter().for_each(assert_whole);
        }
    }
}

#[test]
fn all_that_a_yard_is_told_holds_the_longest_data() {
    for language in languages() {
        for window_open in [true, false] {
            let mut long = 0;
            // A reminder is never a template.
            let is_said = |fact: &Fact| window_open || !matches!(fact, Fact::OfferReminder { .. });
            for fact in every_fact().into_iter().filter(is_said) {
                let mut desk = desk(language);
                desk.person.window_open = window_open;
                let event = Event::Told(lengthened(&fact));
                let turn = desk.turn(event.clone());
                check(&turn, &event);
                turn.messages().into_iter().for_each(assert_whole);
                long += turn.messages().into_iter().filter(|message| holds_long(message)).count();
            }
            assert!(long > 15, "the long data is in {long} messages only");
        }
    }
}
