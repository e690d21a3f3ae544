//! The alert and what follows from it, up to the gate.

use realserv_domain::orders::{Carrier, Fact, Method, OrderEvent, PartStep, Party, RejectReason};

use super::*;
use crate::converse::vendor::Stage;

pub(super) fn told(turn: &Turn) -> Vec<OrderEvent> {
    let tell = |effect: &&Effect| {
        let Effect::TellOrder { order, event } = effect else { panic!("{effect:?}") };
        assert_eq!(*order, ORDER);
        event.clone()
    };
    turn.done().iter().map(tell).collect()
}

pub(super) fn taken(part: PartCard, method: Method) -> Fact {
    Fact::OfferTaken {
        order: ORDER,
        number: number(),
        part,
        site: realserv_domain::place::Site {
            address: Uuid::from_u128(20).into(),
            zone: Uuid::from_u128(21).into(),
            locality: Name::same("Miyapur"),
            pin: "500049".parse().unwrap(),
            point: Point { lat_e6: 17_496_000, lon_e6: 78_358_000 },
            lane: None,
        },
        buyer: Uuid::from_u128(22).into(),
        method,
    }
}

#[test]
fn from_the_alert_to_the_gate_every_step_is_one_tap() {
    let mut desk = Desk::open();
    let alert = desk.is_told(offered(Method::Online));
    assert_eq!(
        alert.shown(),
        "🔔 *New order RS7K3M9QX*\n• 50 bags: UltraTech OPC 53\n📍 Miyapur\n🚚 Deliver: Today, 12 noon–4 pm\n\
         You get *₹19,750* in all, before our fee and tax. The buyer has paid online.\nPlease answer by 9:10 am. [Accept] [Reject]"
    );
    let accepted = desk.taps(&alert.id("Accept"));
    assert_eq!(told(&accepted), [OrderEvent::OfferAccepted { offer: OFFER, by: VENDOR }]);

    let yours = desk.is_told(taken(goods(), Method::Online));
    assert_eq!(
        yours.shown(),
        "✅ *Order RS7K3M9QX is yours*\n• 50 bags: UltraTech OPC 53\n🚚 Deliver: Today, 12 noon–4 pm\n\
         📍 Plot 14, near the temple, Miyapur 500049\nhttps://maps.google.com/?q=17.496000,78.358000\n\
         📞 Asha, +91 98480 12345\n💰 You get ₹19,750 before our fee and tax, paid online. Collect nothing. [Packed] [Dispatched] [Cannot do it]"
    );
    let packed = desk.taps(&yours.id("Packed"));
    assert_eq!(told(&packed), [OrderEvent::Packed { part: PART, by: VENDOR }]);

    let next = desk.is_told(noted(PartStep::Packed, goods()));
    let asked = desk.taps(&next.id("Dispatched"));
    assert!(asked.shown().contains("TS09AB1234 Ramesh"), "{}", asked.shown());
    let sent = desk.says("ts 09 ab 1234 Ramesh");
    let carrier = Carrier { vehicle: "TS09AB1234".into(), driver: "Ramesh".into() };
    assert_eq!(told(&sent), [OrderEvent::Dispatched { part: PART, by: VENDOR, carrier }]);

    let next = desk.is_told(noted(PartStep::Dispatched, goods()));
    let left = desk.taps(&next.id("On the way"));
    assert_eq!(told(&left), [OrderEvent::LeftForSite { part: PART, by: VENDOR }]);

    let next = desk.is_told(noted(PartStep::OnTheWay, goods()));
    desk.parts = vec![to_do(PartStep::OnTheWay, goods())];
    let asked = desk.taps(&next.id("Delivered"));
    assert!(asked.shown().contains("4-digit code"), "{}", asked.shown());
    let tried = desk.says("code 4821");
    assert_eq!(
        told(&tried),
        [OrderEvent::CodeTried { part: PART, by: VENDOR, code: "4821".into() }]
    );
    let wrong = desk.is_told(Fact::CodeWrong {
        order: ORDER,
        number: number(),
        part: goods(),
        tries_left: 4,
    });
    assert!(wrong.shown().contains("4 tries are left"), "{}", wrong.shown());
    assert_eq!(told(&desk.says("౪౮౧౨")).len(), 1);
    let fees_paise = Paise::rupees(50);
    let (number, part, cash_paise) = (number(), goods(), None);
    let done =
        desk.is_told(Fact::DeliveredByYou { order: None, number, part, cash_paise, fees_paise });
    assert!(done.shown().contains("is delivered. ₹19,700 will come"), "{}", done.shown());
    assert!(done.shown().contains("Our fee and tax, ₹50, are"), "{}", done.shown());
    assert_eq!(desk.conversation.vendor.stage, Stage::Idle);
}

/// What a driver cannot do without stands at the end, where a bubble is cut.
#[test]
fn a_full_cart_to_a_long_address_still_shows_map_phone_and_money() {
    for language in languages() {
        for window_open in [true, false] {
            let mut desk = Desk::open();
            desk.conversation.language = Some(language);
            desk.person.window_open = window_open;
            desk.site.way.words = "opp. metro pillar 12, ".repeat(110);
            desk.site.locality = Name::same(&"Ameenpur ".repeat(12));
            let yours = desk.is_told(taken(super::walk::twenty_lines(), Method::Cash)).shown();
            for wanted in ["RS7K3M9QX", "17.496000,78.358000", "+91 98480 12345", "₹19,750"] {
                assert!(yours.contains(wanted), "{wanted} is not in {yours}");
            }
            let alert = Fact::Offer {
                order: ORDER,
                number: number(),
                part: super::walk::twenty_lines(),
                offer: OFFER,
                ends_at: "2026-11-23T09:10+05:30".parse().unwrap(),
                method: Method::Cash,
            };
            assert!(desk.is_told(alert).shown().contains("₹19,750"));
        }
    }
}

#[test]
fn a_crew_needs_no_vehicle_and_shows_its_code_on_arrival() {
    let mut desk = Desk::open();
    let yours = desk.is_told(taken(crew(), Method::Cash));
    assert!(yours.shown().contains("👷 Work: Tomorrow, 8 am–5 pm"), "{}", yours.shown());
    assert!(yours.shown().contains("Collect ₹4,400 in cash"), "{}", yours.shown());
    let sent = desk.taps(&yours.id("Crew sent"));
    assert_eq!(told(&sent), [OrderEvent::LeftForSite { part: PART, by: VENDOR }]);
    let next = desk.is_told(noted(PartStep::OnTheWay, crew()));
    desk.parts = vec![to_do(PartStep::OnTheWay, crew())];
    let asked = desk.taps(&next.id("Crew arrived"));
    assert!(asked.shown().contains("order RS7K3M9QX"), "{}", asked.shown());
}

#[test]
fn a_rejection_takes_a_reason_by_one_tap_or_by_typing() {
    let mut desk = Desk::open();
    let alert = desk.is_told(offered(Method::Cash));
    assert!(alert.shown().contains("Collect *₹19,750* in cash"), "{}", alert.shown());
    let asked = desk.taps(&alert.id("Reject"));
    assert_eq!(asked.done(), Vec::<&Effect>::new());
    let mut typed = Desk::open();
    typed.conversation = desk.conversation.clone();

    let rejected = desk.taps(&asked.id("Not in stock"));
    let reason = RejectReason::OutOfStock;
    let expected = [OrderEvent::OfferRejected { offer: OFFER, by: VENDOR, reason }];
    assert_eq!(told(&rejected), expected);
    for text in ["ledu", "Not in stock", "stock ledu"] {
        let mut desk = Desk::open();
        desk.conversation = typed.conversation.clone();
        assert_eq!(told(&desk.says(text)), expected, "{text}");
    }
    let nonsense = typed.says("biscuit");
    assert!(nonsense.shown().contains("[Too far]"), "{}", nonsense.shown());
}

#[test]
fn a_closed_window_gets_the_template_with_the_same_payloads() {
    let mut open = Desk::open();
    let alert = open.is_told(offered(Method::Online));
    let mut closed = Desk::open();
    closed.person.window_open = false;
    let template = closed.is_told(offered(Method::Online));
    assert!(matches!(template.messages().as_slice(), [Message::Template(_)]));
    for title in ["Accept", "Reject"] {
        assert_eq!(template.id(title), alert.id(title));
        assert!(template.id(title).len() <= 128, "Meta's limit of a payload");
    }
    let cancelled = Fact::PartCancelled {
        order: ORDER,
        number: number(),
        part: goods(),
        step: PartStep::Accepted,
        by: Party::Buyer,
        paid_paise: Paise::ZERO,
    };
    for fact in [cancelled, Fact::OfferLapsed { number: number() }] {
        let turn = closed.is_told(fact);
        assert!(matches!(turn.messages().as_slice(), [Message::Template(_)]), "{}", turn.shown());
    }
}

fn reminder(method: Method) -> Fact {
    Fact::OfferReminder {
        order: ORDER,
        number: number(),
        part: goods(),
        offer: OFFER,
        ends_at: "2026-11-23T09:10+05:30".parse().unwrap(),
        method,
    }
}

/// Free of charge or not at all, and never to who has had enough.
#[test]
fn a_reminder_is_never_a_template_and_its_stop_ends_them() {
    let mut closed = Desk::open();
    closed.person.window_open = false;
    assert_eq!(closed.is_told(reminder(Method::Online)).effects, []);
    assert_eq!(closed.conversation.reminder, None);
    let mut desk = Desk::open();
    let reminded = desk.is_told(reminder(Method::Online));
    let stopped = desk.taps(&reminded.id("No reminders"));
    assert!(matches!(stopped.done().as_slice(), [Effect::SetOptedOut { at: Some(_) }]));
    desk.person.opted_out = true;
    assert_eq!(desk.is_told(reminder(Method::Online)).effects, []);
    assert_eq!(
        desk.is_told(offered(Method::Online)).messages().len(),
        1,
        "an alert is no reminder"
    );
}

#[test]
fn what_has_left_is_called_back_by_its_name() {
    for by in [Party::Buyer, Party::Office] {
        for (part, wanted) in [(goods(), "call the driver back"), (crew(), "call them back")] {
            let mut desk = Desk::open();
            let step = PartStep::OnTheWay;
            let told = desk.is_told(Fact::PartCancelled {
                order: ORDER,
                number: number(),
                part,
                step,
                by,
                paid_paise: Paise::ZERO,
            });
            assert!(told.shown().contains(wanted), "{}", told.shown());
        }
    }
}

#[test]
fn only_what_is_still_in_the_yard_needs_nothing_more_when_the_window_is_closed() {
    for (by, step, template) in [
        (Party::Buyer, PartStep::Packed, "vendor_part_cancelled"),
        (Party::Office, PartStep::Accepted, "vendor_part_cancelled"),
        (Party::Vendor, PartStep::Accepted, "order_update"),
        (Party::Vendor, PartStep::OnTheWay, "order_update"),
        (Party::Buyer, PartStep::OnTheWay, "order_update"),
        (Party::Office, PartStep::Dispatched, "order_update"),
    ] {
        let mut desk = Desk::open();
        desk.person.window_open = false;
        let told = desk.is_told(cancelled(goods(), (step, by), Paise::ZERO));
        let messages = told.messages();
        let [Message::Template(call)] = messages.as_slice() else { panic!("{}", told.shown()) };
        assert_eq!(call.name, template, "{by:?} {step:?}");
        assert_eq!(told.shown().contains("given back"), by == Party::Vendor, "{}", told.shown());
    }
}

fn cancelled(part: PartCard, (step, by): (PartStep, Party), paid_paise: Paise) -> Fact {
    Fact::PartCancelled { order: ORDER, number: number(), part, step, by, paid_paise }
}

/// A crew that was called the evening before is not told that nothing is to be done, and hears what it gets.
#[test]
fn what_is_paid_all_the_same_is_told_in_each_window_and_language() {
    let paid = Paise::rupees(1_100);
    for window_open in [true, false] {
        for (part, step, first) in [
            (crew(), PartStep::Accepted, "Please tell them not to come. You get ₹1,100 for"),
            (crew(), PartStep::OnTheWay, "Please call them back. You get ₹1,100 for the crew"),
            (goods(), PartStep::Dispatched, "type *stock*. You get ₹1,100 for the trip."),
        ] {
            let mut desk = Desk::open();
            desk.person.window_open = window_open;
            let shown = desk.is_told(cancelled(part, (step, Party::Buyer), paid)).shown();
            assert!(shown.contains(first), "{shown}");
            assert!(!shown.contains("free again"), "{shown}");
        }
        for language in languages() {
            let mut desk = Desk::open();
            desk.person.window_open = window_open;
            desk.conversation.language = Some(language);
            let fact = cancelled(crew(), (PartStep::Accepted, Party::Buyer), paid);
            let shown = desk.is_told(fact).shown();
            assert!(shown.contains("₹1,100"), "{shown}");
        }
    }
}

#[test]
fn alert_and_reminder_say_whether_cash_is_to_be_collected_in_each_form() {
    for window_open in [true, false] {
        let mut desk = Desk::open();
        desk.person.window_open = window_open;
        for (method, words) in [(Method::Online, "paid online"), (Method::Cash, "in cash")] {
            let reminder = window_open.then(|| reminder(method));
            for fact in [offered(method)].into_iter().chain(reminder) {
                let shown = desk.is_told(fact).shown();
                assert!(shown.contains(words), "{shown}");
            }
        }
    }
}

#[test]
fn a_typed_answer_is_enough_when_one_offer_is_open() {
    for text in ["accept", "ok", "OK 👍", "sare", "हाँ", "👍"] {
        let mut desk = Desk::open();
        desk.parts = vec![to_do(PartStep::Offered, goods()), to_do(PartStep::Packed, goods())];
        let accepted = desk.says(text);
        assert_eq!(
            told(&accepted),
            [OrderEvent::OfferAccepted { offer: OFFER, by: VENDOR }],
            "{text}"
        );
    }
    for text in ["reject", "no", "ledu", "నకు వద్దు"] {
        let mut desk = Desk::open();
        desk.parts = vec![to_do(PartStep::Offered, goods())];
        let turn = desk.says(text);
        let asks_why = turn.shown().contains("[Not in stock]");
        assert_eq!(asks_why, text != "నకు వద్దు", "{text}: {}", turn.shown());
    }
    let mut desk = Desk::open();
    assert!(desk.says("ok").shown().contains("No order is waiting"));
    desk.parts = vec![to_do(PartStep::Offered, goods()), to_do(PartStep::Offered, crew())];
    let several = desk.says("ok");
    assert_eq!(several.done(), Vec::<&Effect>::new());
    assert!(several.shown().contains("*2* orders are waiting"), "{}", several.shown());
}

#[test]
fn digits_and_vehicles_out_of_the_blue_go_to_the_only_part_they_fit() {
    let mut desk = Desk::open();
    desk.parts = vec![to_do(PartStep::OnTheWay, goods()), to_do(PartStep::Accepted, crew())];
    let tried = desk.says("4821");
    assert_eq!(
        told(&tried),
        [OrderEvent::CodeTried { part: PART, by: VENDOR, code: "4821".into() }]
    );
    desk.parts = vec![to_do(PartStep::Packed, goods())];
    let sent = desk.says("Ramesh TS09AB1234");
    assert!(matches!(told(&sent).as_slice(), [OrderEvent::Dispatched { .. }]));
    desk.parts = Vec::new();
    assert_eq!(desk.says("4821").done(), Vec::<&Effect>::new());
}

#[test]
fn a_refused_step_says_where_it_stands_and_what_fits() {
    let mut desk = Desk::open();
    let turn = desk.is_told(Fact::StepRefused {
        order: ORDER,
        number: number(),
        part: goods(),
        step: PartStep::Dispatched,
    });
    assert_eq!(
        turn.shown(),
        "That is not possible for order RS7K3M9QX now. It is now: Dispatched. [On the way] [Delivered] [Less has come]"
    );
}

#[test]
fn giving_back_asks_once_more() {
    let mut desk = Desk::open();
    let yours = desk.is_told(taken(goods(), Method::Online));
    let asked = desk.taps(&yours.id("Cannot do it"));
    assert_eq!(asked.done(), Vec::<&Effect>::new());
    let given = desk.taps(&asked.id("Yes, give back"));
    assert_eq!(told(&given), [OrderEvent::VendorCancelled { part: PART, by: VENDOR }]);
}

#[test]
fn what_the_question_was_about_ends_it() {
    let naming = |desk: &mut Desk| {
        let packed = desk.is_told(noted(PartStep::Packed, goods()));
        desk.taps(&packed.id("Dispatched"));
        assert!(matches!(desk.conversation.vendor.stage, Stage::NamingCarrier(_)));
    };
    let ends = [
        noted(PartStep::Dispatched, goods()),
        Fact::PartCancelled {
            order: ORDER,
            number: number(),
            part: goods(),
            step: PartStep::Accepted,
            by: Party::Buyer,
            paid_paise: Paise::ZERO,
        },
        Fact::StepRefused {
            order: ORDER,
            number: number(),
            part: goods(),
            step: PartStep::OnTheWay,
        },
    ];
    for fact in ends {
        let mut desk = Desk::open();
        naming(&mut desk);
        desk.is_told(fact.clone());
        assert_eq!(desk.conversation.vendor.stage, Stage::Idle, "{fact:?}");
    }
    // News of another order leaves the question open.
    let mut desk = Desk::open();
    naming(&mut desk);
    desk.is_told(offered(Method::Online));
    assert!(matches!(desk.conversation.vendor.stage, Stage::NamingCarrier(_)));
}
