//! The menu, stock, hours off, nonsense.

use realserv_domain::message::{Media, MediaKind};

use super::*;
use crate::converse::anywhere;
use crate::converse::vendor::Stage;
use realserv_templates::Words;

fn thing(n: u128) -> DeskStock {
    DeskStock {
        sku: if n == 0 { CEMENT } else { SkuId(Uuid::from_u128(100 + n)) },
        name: Name::same(&format!("Thing {n}")),
        unit: Unit::Bag,
        available: Quantity::whole(120),
        reserved: Quantity::whole(20),
        price_paise: Paise::rupees(385),
    }
}

#[test]
fn hi_opens_the_menu_and_every_row_leads_somewhere() {
    let mut desk = Desk::open();
    let menu = desk.says("hi");
    assert_eq!(
        menu.shown(),
        "Namaste Ravi! What would you like to do?\n_Type *hindi* or *telugu* to change the language._ \
         [Today's orders] [My stock] [My account] [Take time off] [Buy something] [Talk to a person]"
    );
    for (_, id) in menu.messages().into_iter().flat_map(ids) {
        let mut desk = Desk::open();
        assert_eq!(desk.taps(&id).messages().len(), 1, "{id}");
    }
    desk.person.is_off = true;
    let menu = desk.says("hi").shown();
    assert!(menu.contains("[Open again]") && !menu.contains("[Take time off]"), "{menu}");
    desk.person.is_off = false;
    let menu = desk.says("hi");
    desk.taps(&menu.id("Buy something"));
    assert_eq!(desk.conversation.role, Role::Buyer);
    desk.says("sell");
    assert_eq!(desk.conversation.role, Role::Vendor);
}

#[test]
fn todays_orders_lead_to_a_card_with_its_next_step() {
    let mut desk = Desk::open();
    assert!(desk.says("orders").shown().contains("nothing to do now"));
    let mut other = to_do(PartStep::Accepted, crew());
    other.card.part = PartId(Uuid::from_u128(33));
    desk.parts = vec![to_do(PartStep::Packed, goods()), other];
    let list = desk.says("today's orders");
    assert!(list.shown().contains("You have *2* orders to do"), "{}", list.shown());
    let card = desk.taps(&list.id("RS7K3M9QX"));
    assert!(card.shown().contains("Order RS7K3M9QX*: Packed"), "{}", card.shown());
    assert!(card.shown().ends_with("[Dispatched] [Cannot do it]"), "{}", card.shown());
    desk.parts.clear();
    assert!(desk.taps(&list.id("RS7K3M9QX")).shown().contains("no longer on your list"));
}

#[test]
fn an_open_offer_on_the_list_can_be_accepted_from_its_card() {
    let mut desk = Desk::open();
    desk.parts = vec![to_do(PartStep::Offered, goods())];
    let card = desk.says("orders");
    assert!(card.shown().ends_with("[Accept] [Reject]"), "{}", card.shown());
    assert!(
        !card.shown().contains("98480"),
        "the buyer's number is for who accepts: {}",
        card.shown()
    );
}

#[test]
fn stock_pages_by_nine_and_takes_a_new_count() {
    let mut desk = Desk::open();
    assert!(desk.says("stock").shown().contains("You sell nothing here yet"));
    desk.stock = (0..21).map(thing).collect();
    let first = desk.says("stock");
    assert!(first.shown().contains("[Thing 8] [More…]"), "{}", first.shown());
    let second = desk.taps(&first.id("More…"));
    assert!(second.shown().contains("[Thing 9]") && second.shown().contains("[More…]"));
    let last = desk.taps(&second.id("More…"));
    assert!(last.shown().ends_with("[Thing 18] [Thing 19] [Thing 20]"), "{}", last.shown());
    desk.stock = (0..10).map(thing).collect();
    assert!(!desk.says("stock").shown().contains("More…"), "ten fit on one page");

    let asked = desk.taps(&first.id("Thing 0"));
    assert!(asked.shown().contains("How much *UltraTech OPC 53*"), "{}", asked.shown());
    for (text, expected) in
        [("200", 200), ("200 bags", 200), ("10 ton", 200), ("0", 0), ("౨౦౦", 200), ("50 more", 650)]
    {
        let mut desk2 = Desk::open();
        desk2.conversation = desk.conversation.clone();
        desk2.stock = vec![on_sale(&cement())];
        let noted = desk2.says(text);
        assert_eq!(desk2.stock[0].available, Quantity::whole(expected), "{text}");
        assert!(noted.shown().contains("It was 600 bags"), "{}", noted.shown());
        assert_eq!(desk2.conversation.vendor.stage, Stage::Idle);
    }
    let odd = desk.says("2 lorries");
    assert_eq!(odd.done(), Vec::<&Effect>::new());
    assert!(odd.shown().contains("did not understand that as a number"), "{}", odd.shown());
}

#[test]
fn hours_off_by_a_button_or_by_words_and_open_again() {
    let off_until = |desk: &mut Desk, turn: Turn| match turn.done().as_slice() {
        [Effect::SetOff { vendor: VENDOR, until }] => {
            assert_eq!(desk.conversation.vendor.stage, Stage::Idle);
            until.map(|at| at.to_zoned(desk.now.time_zone().clone()).datetime().to_string())
        }
        other => panic!("{other:?}"),
    };
    for (title, until) in [
        ("2 hours", "2026-11-23T11:00:00"),
        ("Rest of today", "2026-11-24T00:00:00"),
        ("Tomorrow too", "2026-11-25T00:00:00"),
    ] {
        let mut desk = Desk::open();
        let asked = desk.says("off");
        let chosen = desk.taps(&asked.id(title));
        assert_eq!(off_until(&mut desk, chosen).as_deref(), Some(until));
        let mut desk = Desk::open();
        desk.says("take time off");
        let typed = desk.says(title);
        assert_eq!(off_until(&mut desk, typed).as_deref(), Some(until), "{title}");
    }
    let mut desk = Desk::open();
    let open = desk.says("open again");
    assert_eq!(off_until(&mut desk, open), None);
}

/// What the question gives as examples, between stars, is understood as it stands there.
#[test]
fn the_examples_of_time_off_are_understood_in_every_language() {
    for language in Language::ALL {
        let words = Words::of(language);
        let christmas = date(2026, 12, 25);
        for text in
            [words.desk_off_ask(), words.desk_off_unreadable(), words.desk_closed_already("1")]
        {
            let examples = text.split('*').skip(1).step_by(2);
            // Beside them stands the word that calls a person.
            let of_time = examples.filter(|said| *said != "1" && anywhere::word(said).is_none());
            for example in of_time {
                let mut desk = Desk::open();
                desk.conversation.language = Some(language);
                desk.says("off");
                let set = desk.says(example);
                match set.done().as_slice() {
                    [Effect::SetOff { until: Some(_), .. }] => {}
                    [Effect::CloseDays { days, .. } | Effect::OpenDays { days, .. }] => {
                        assert_eq!(*days, [christmas], "{example}");
                    }
                    other => panic!("{language:?}: {example}: {other:?}"),
                }
            }
        }
    }
}

#[test]
fn last_weeks_time_off_closes_nothing_today() {
    let mut desk = Desk::open();
    let last_week = desk.says("off").id("Rest of today");
    desk.says("hi");
    desk.says("off");
    let tapped = desk.taps(&last_week);
    assert_eq!(tapped.done(), Vec::<&Effect>::new());
    assert!(tapped.shown().contains("earlier message"), "{}", tapped.shown());
    assert!(tapped.shown().contains("[2 hours]"), "{}", tapped.shown());
}

#[test]
fn nonsense_stickers_and_places_are_answered_and_change_nothing() {
    let sticker = |kind| Event::Sent {
        media: Media { kind, media_id: "m".into(), mime_type: "x".into(), caption: None },
        message_id: "wamid.1".into(),
    };
    let events = [
        Event::Said { text: "qwerty zxcv".into() },
        Event::Said { text: String::new() },
        sticker(MediaKind::Sticker),
        sticker(MediaKind::Voice),
        Event::Shared { point: Point { lat_e6: 1, lon_e6: 2 }, words: None },
        Event::Contact { phone: None },
        Event::Unreadable { kind: "poll".into() },
        Event::TappedUnknown { id: "old".into(), title: "Old".into() },
        Event::Carted { lines: Vec::new() },
    ];
    for event in events {
        let mut desk = Desk::open();
        let turn = desk.turn(event.clone());
        assert!(turn.shown().contains("[Today's orders]"), "{event:?}: {}", turn.shown());
        let looks = |e: &&Effect| matches!(e, Effect::OpenTicket { .. } | Effect::Fetch { .. });
        assert!(turn.done().iter().all(looks), "{event:?}");
        assert_eq!(desk.conversation.vendor.stage, Stage::Idle);
    }
}

#[test]
fn nonsense_in_a_question_asks_it_again() {
    let mut desk = Desk::open();
    let way = desk.is_told(noted(PartStep::OnTheWay, goods()));
    desk.parts = vec![to_do(PartStep::OnTheWay, goods())];
    desk.taps(&way.id("Delivered"));
    let before = desk.conversation.vendor.clone();
    let turn = desk.says("the gate is locked");
    assert!(turn.shown().contains("only the 4 digits"), "{}", turn.shown());
    let turn = desk.turn(Event::Unreadable { kind: "poll".into() });
    assert!(turn.shown().contains("4-digit code"), "{}", turn.shown());
    assert_eq!(desk.conversation.vendor, before);
}

#[test]
fn who_sells_nothing_is_told_so() {
    let mut desk = Desk::open();
    let alert = desk.is_told(offered(realserv_domain::orders::Method::Online));
    desk.person.vendor = None;
    let turn = desk.taps(&alert.id("Accept"));
    assert_eq!(turn.done(), Vec::<&Effect>::new());
    assert!(turn.shown().contains("This is for vendors"), "{}", turn.shown());
}

#[test]
fn the_desk_speaks_three_languages() {
    let mut menus: Vec<String> = Vec::new();
    for language in languages() {
        let mut desk = Desk::open();
        desk.conversation.language = Some(language);
        menus.push(desk.says("menu").shown());
    }
    menus.dedup();
    assert_eq!(menus.len(), 3, "{menus:?}");
}
