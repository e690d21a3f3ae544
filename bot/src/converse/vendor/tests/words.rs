//! Words instead of buttons: who types what stands on one has tapped it, and who types a step of an order is asked of
//! which when several can be meant.

use realserv_domain::orders::{Fact, Method, OrderEvent, PartStep};

use super::life::told;
use super::*;
use crate::converse::vendor::Stage;

/// A phone on which a message with something to tap has just come, with the tables behind it.
type Scene = fn(&mut Desk) -> Turn;

fn at(desk: &mut Desk, step: PartStep, card: PartCard) -> Turn {
    desk.parts = vec![to_do(step, card.clone())];
    if step == PartStep::Offered {
        desk.is_told(offered(Method::Online))
    } else {
        desk.is_told(noted(step, card))
    }
}

const SCENES: &[(&str, Scene)] = &[
    ("alert", |desk| at(desk, PartStep::Offered, goods())),
    ("accepted", |desk| at(desk, PartStep::Accepted, goods())),
    ("packed", |desk| at(desk, PartStep::Packed, goods())),
    ("dispatched", |desk| at(desk, PartStep::Dispatched, goods())),
    ("on the way", |desk| at(desk, PartStep::OnTheWay, goods())),
    ("accepted crew", |desk| at(desk, PartStep::Accepted, crew())),
    ("dispatched crew", |desk| at(desk, PartStep::Dispatched, crew())),
    ("crew on the way", |desk| at(desk, PartStep::OnTheWay, crew())),
    ("giving back", |desk| {
        let accepted = at(desk, PartStep::Accepted, goods());
        let (_, id) = ids(accepted.messages()[0])[2].clone();
        desk.taps(&id)
    }),
    ("why not", |desk| {
        let alert = at(desk, PartStep::Offered, goods());
        let (_, id) = ids(alert.messages()[0])[1].clone();
        desk.taps(&id)
    }),
    ("menu", |desk| desk.says("menu")),
    ("off", |desk| desk.says("off")),
    ("off now", |desk| {
        desk.says("off");
        desk.says("2 hours")
    }),
    ("open", |desk| desk.says("open")),
    ("price noted", |desk| {
        desk.stock = vec![on_sale(&cement())];
        desk.says("cement 385")
    }),
    ("price or stock", |desk| {
        desk.stock = vec![on_sale(&cement())];
        desk.says("cement 200")
    }),
    ("which thing", |desk| {
        desk.stock = vec![on_sale(&cement()), on_sale(&ppc())];
        desk.says("cement 385")
    }),
    ("which", |desk| {
        desk.parts = vec![to_do(PartStep::Packed, goods()), another(PartStep::Packed)];
        desk.says("TS09AB1234 Ramesh")
    }),
];

fn another(step: PartStep) -> DeskPart {
    let mut part = to_do(step, goods());
    part.card.part = PartId(Uuid::from_u128(33));
    part.number = "RS2222222".parse().unwrap();
    part
}

#[test]
fn who_types_what_stands_on_a_button_has_tapped_it_in_every_language() {
    for language in languages() {
        for (name, scene) in SCENES {
            let scene = || {
                let mut desk = Desk::open();
                desk.conversation.language = Some(language);
                let turn = scene(&mut desk);
                let choices: Vec<_> = turn.messages().into_iter().flat_map(ids).collect();
                assert!(!choices.is_empty(), "{name}");
                (desk, choices)
            };
            for at in 0..scene().1.len() {
                let ((mut tapped, choices), (mut typed, _)) = (scene(), scene());
                let (title, id) = &choices[at];
                let taps = tapped.taps(id);
                let says = typed.says(&title.to_uppercase());
                assert_eq!(taps.effects, says.effects, "{language:?}, {name}: {title}");
                // A question is counted again where the words lead to it by another way.
                typed.conversation.vendor.question = tapped.conversation.vendor.question;
                assert_eq!(
                    tapped.conversation, typed.conversation,
                    "{language:?}, {name}: {title}"
                );
            }
        }
    }
}

#[test]
fn a_step_is_understood_as_people_say_it() {
    let packed = OrderEvent::Packed { part: PART, by: VENDOR };
    let left = OrderEvent::LeftForSite { part: PART, by: VENDOR };
    for (step, said, event) in [
        (PartStep::Accepted, "packed", Some(&packed)),
        (PartStep::Accepted, "Pack ho gaya", Some(&packed)),
        (PartStep::Accepted, "ప్యాక్ చేశాం", Some(&packed)),
        (PartStep::Accepted, "dispatch", None),
        (PartStep::Packed, "loaded", None),
        // A truck that was never said to be loaded: which one is it?
        (PartStep::Packed, "on the way", None),
        (PartStep::Dispatched, "on the way", Some(&left)),
        (PartStep::Dispatched, "निकल गए", Some(&left)),
    ] {
        let mut desk = Desk::open();
        desk.parts = vec![to_do(step, goods())];
        let turn = desk.says(said);
        assert_eq!(told(&turn).first(), event, "{said}: {}", turn.shown());
        let asks = matches!(desk.conversation.vendor.stage, Stage::NamingCarrier(_));
        assert_eq!(asks, event.is_none(), "{said}: {}", turn.shown());
    }
    for said in ["delivered", "డెలివరీ అయింది", "पहुँच गए"]
    {
        let mut desk = Desk::open();
        desk.parts = vec![to_do(PartStep::OnTheWay, crew())];
        assert!(desk.says(said).shown().contains("4-digit code"));
    }
}

#[test]
fn a_step_that_fits_several_orders_asks_which_and_one_that_fits_none_shows_them() {
    let mut desk = Desk::open();
    desk.parts = vec![to_do(PartStep::Accepted, goods()), another(PartStep::Accepted)];
    let asked = desk.says("packed");
    assert!(asked.shown().starts_with("Which order is packed?"), "{}", asked.shown());
    assert_eq!(asked.done(), Vec::<&Effect>::new());
    assert_eq!(told(&desk.says("rs7k3m9qx")).len(), 1);
    assert_eq!(told(&desk.says("RS2222222 packed")).len(), 1);
    // What has moved on since is not said of it again.
    let asked = desk.says("packed");
    desk.parts[0].step = PartStep::Packed;
    let turn = desk.taps(&asked.id("RS7K3M9QX"));
    let event = OrderEvent::Packed { part: PartId(Uuid::from_u128(33)), by: VENDOR };
    assert_eq!(told(&turn), [event]);
    desk.parts = vec![to_do(PartStep::OnTheWay, goods())];
    let shown = desk.says("packed");
    assert!(shown.shown().ends_with("[Delivered] [Less has come]"), "{}", shown.shown());
}

#[test]
fn an_orders_number_says_of_which_it_is_meant_whatever_was_asked() {
    let mut desk = Desk::open();
    desk.parts = vec![to_do(PartStep::OnTheWay, goods()), another(PartStep::OnTheWay)];
    desk.says("RS7K3M9QX delivered");
    assert!(matches!(&desk.conversation.vendor.stage, Stage::HearingCode(h) if h.part == PART));
    let tried = desk.says("RS2222222 4821");
    let part = PartId(Uuid::from_u128(33));
    assert_eq!(told(&tried), [OrderEvent::CodeTried { part, by: VENDOR, code: "4821".into() }]);
    desk.parts = vec![to_do(PartStep::Offered, goods()), another(PartStep::Offered)];
    desk.parts[1].offer = Some(OfferId(Uuid::from_u128(44)));
    let accepted = desk.says("ok RS2222222");
    let offer = OfferId(Uuid::from_u128(44));
    assert_eq!(told(&accepted), [OrderEvent::OfferAccepted { offer, by: VENDOR }]);
}

/// "Ok" under a new order must never be taken for the answer to an older question.
#[test]
fn yes_gives_an_order_back_only_as_long_as_that_was_asked_last() {
    let given = [OrderEvent::VendorCancelled { part: PART, by: VENDOR }];
    let asked = |desk: &mut Desk| {
        let accepted = at(desk, PartStep::Accepted, goods());
        desk.taps(&accepted.id("Cannot do it"))
    };
    let mut desk = Desk::open();
    asked(&mut desk);
    assert_eq!(told(&desk.says("yes")), given);
    let mut desk = Desk::open();
    asked(&mut desk);
    assert!(desk.says("no").shown().contains("Order RS7K3M9QX*: Accepted"));
    assert_eq!(desk.conversation.vendor.stage, Stage::Idle);
    let others: [fn(&mut Desk); 3] = [
        |desk| drop(desk.is_told(offered(Method::Online))),
        |desk| drop(desk.says("orders")),
        |desk| {
            let fact = Fact::PartCancelled {
                order: ORDER,
                number: number(),
                part: goods(),
                step: PartStep::Accepted,
                by: realserv_domain::orders::Party::Buyer,
                paid_paise: Paise::ZERO,
            };
            drop(desk.is_told(fact));
        },
    ];
    for comes_between in others {
        let mut desk = Desk::open();
        asked(&mut desk);
        comes_between(&mut desk);
        let turn = desk.says("yes");
        assert!(told(&turn).iter().all(|event| !given.contains(event)), "{}", turn.shown());
    }
}
