//! The office has written for a ticket: which lines answer it, in each stage.

use realserv_domain::ids::{TicketId, TicketNumber};
use realserv_domain::language::Language;
use realserv_domain::message::{Media, MediaKind, Message};
use uuid::Uuid;

use super::Phone;
use super::stored::one_of_each_stage;
use crate::converse::buyer::Stage;
use crate::converse::{Answer, Effect, Event, Tap, TicketMarked, TicketNews};

const TICKET: TicketId = TicketId(Uuid::from_u128(71));

fn number() -> TicketNumber {
    TicketNumber::of(TICKET, 0)
}

/// The first mark, which stands.
pub(super) fn marked(ticket: TicketId, good: bool) -> Answer {
    let marked = TicketMarked { number: number(), good, is_new: true, reopened: !good };
    Answer::TicketMarked { ticket, marked: Some(marked) }
}

fn replies(phone: &mut Phone, text: &str) {
    let (ticket, number, text) = (TICKET, number(), text.to_owned());
    phone.runs(Event::Ticket(TicketNews::Replied { ticket, number, text }));
}

fn solves(phone: &mut Phone, asks: bool) {
    phone.screen.clear();
    phone.runs(Event::Ticket(TicketNews::Solved { ticket: TICKET, number: number(), asks }));
}

/// What was put to the ticket since the last look.
fn answers(phone: &mut Phone) -> Vec<String> {
    let put = phone.effects.iter().filter_map(|effect| {
        if let Effect::AnswerTicket { words, .. } = effect { Some(words.clone()) } else { None }
    });
    let put = put.collect();
    phone.effects.clear();
    put
}

fn wants_words(stage: &Stage) -> bool {
    matches!(stage, Stage::Whither(_) | Stage::Outside(_) | Stage::Named(_) | Stage::NameList(_))
}

#[test]
fn what_follows_the_offices_words_is_its_answer_and_leaves_the_open_question() {
    for stage in one_of_each_stage() {
        let mut asha = Phone::with_cart();
        asha.conversation.buyer.stage = stage.clone();
        replies(&mut asha, "Why was nobody there?");
        let before = asha.conversation.buyer.clone();
        asha.says("because of the rain yesterday");
        if wants_words(&stage) {
            assert!(answers(&mut asha).is_empty(), "{stage:?}");
            continue;
        }
        assert_eq!(answers(&mut asha), ["because of the rain yesterday"], "{stage:?}");
        assert_eq!(asha.conversation.buyer, before, "{stage:?}");
        assert!(asha.shown().contains("Passed on"), "{stage:?}: {}", asha.shown());
        asha.screen.clear();
        asha.runs(Event::Said { text: "and of the mud too".to_owned() });
        assert_eq!(answers(&mut asha).len(), 1);
        assert!(asha.screen.is_empty(), "said once");
    }
}

#[test]
fn an_order_in_any_stage_stays_an_order() {
    for stage in one_of_each_stage() {
        for line in ["20 bags ultratech opc 53", "2 masons tomorrow", "cart", "cancel", "RS7K3M9QX"]
        {
            let mut asha = Phone::with_cart();
            asha.conversation.buyer.stage = stage.clone();
            replies(&mut asha, "Why was nobody there?");
            asha.says(line);
            assert!(answers(&mut asha).is_empty(), "{line} in {stage:?}");
        }
    }
}

#[test]
fn what_nobody_understands_answers_a_ticket_that_waits_and_no_other() {
    let mut asha = Phone::known(Language::En);
    replies(&mut asha, "Why was nobody there?");
    asha.says("cart");
    asha.says("blarg");
    assert_eq!(answers(&mut asha), ["blarg"]);
    solves(&mut asha, true);
    asha.says("cart");
    asha.says("blarg");
    assert!(answers(&mut asha).is_empty(), "it is solved, and other things were said since");
    assert!(!asha.shown().contains("Passed on"));
    let mut ravi = Phone::known(Language::En);
    replies(&mut ravi, "Why was nobody there?");
    ravi.now = "2026-12-01T09:00[Asia/Kolkata]".parse().unwrap();
    ravi.says("blarg");
    assert!(answers(&mut ravi).is_empty(), "too long ago");
}

#[test]
fn yes_and_no_to_whether_it_is_solved_are_marks() {
    for (said, word) in [("yes", "done"), ("no", "open again"), ("avunu", "done")] {
        let mut asha = Phone::at_review();
        replies(&mut asha, "It comes at nine.");
        solves(&mut asha, true);
        assert!(asha.shown().contains("Is it solved for you?"), "{}", asha.shown());
        asha.says(said);
        assert!(asha.shown().contains(word), "{said}: {}", asha.shown());
        assert!(answers(&mut asha).is_empty());
        let goes_on = asha.conversation.ticket.is_some();
        assert_eq!(goes_on, word == "open again", "what is still wrong is typed next");
    }
    let mut asha = Phone::at_review();
    replies(&mut asha, "It comes at nine.");
    solves(&mut asha, false);
    assert!(!asha.shown().contains("Is it solved for you?"), "nobody is asked twice");
    asha.says("ok");
    assert!(answers(&mut asha).is_empty(), "and that opens nothing");
}

#[test]
fn what_waits_behind_a_template_is_read_with_whatever_is_done_first() {
    let mut asha = Phone::with_cart();
    asha.person.window_open = false;
    asha.screen.clear();
    replies(&mut asha, "It comes at nine.");
    replies(&mut asha, "Or at ten.");
    let [Message::Template(call)] = asha.screen.as_slice() else { panic!("{:?}", asha.screen) };
    assert_eq!(call.name, "ticket_answered");
    let read = call.payloads[0].clone();
    asha.person.window_open = true;
    let mut others = asha.conversation.clone();
    asha.runs(Event::Tapped(Tap::parse(&read).unwrap()));
    let passed_on = |phone: &Phone| {
        phone.effects.iter().filter(|effect| matches!(effect, Effect::PassOn { .. })).count()
    };
    assert_eq!(passed_on(&asha), 2);
    asha.says("ten is good");
    assert_eq!(answers(&mut asha), ["ten is good"]);
    // The same with a word of the chat instead of the tap.
    std::mem::swap(&mut asha.conversation, &mut others);
    asha.says("cart");
    assert_eq!(passed_on(&asha), 2);
    assert!(asha.shown().contains("Your cart"));
    asha.runs(Event::Tapped(Tap::parse(&read).unwrap()));
    assert_eq!(passed_on(&asha), 4, "once more, for who asks");
}

/// The open question asks for it.
#[test]
fn a_photo_is_the_tickets_except_where_a_claim_wants_one() {
    for stage in one_of_each_stage() {
        let mut asha = Phone::with_cart();
        asha.conversation.buyer.stage = stage.clone();
        replies(&mut asha, "Please send a photo.");
        let message_id = "wamid.9".to_owned();
        let media = Media {
            kind: MediaKind::Image,
            media_id: "9".to_owned(),
            mime_type: "image/jpeg".to_owned(),
            caption: None,
        };
        asha.does(Event::Sent { media, message_id });
        let put = answers(&mut asha);
        assert_eq!(put.is_empty(), matches!(stage, Stage::OfOrder(_)), "{stage:?}: {put:?}");
    }
}
