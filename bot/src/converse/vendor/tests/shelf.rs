//! Prices and counts, typed: what changes at once, what is asked first, and the one way back.

use super::*;
use crate::converse::vendor::Stage;

/// A yard that sells these.
fn yard(things: &[DeskStock]) -> Desk {
    let mut desk = Desk::open();
    desk.stock = things.to_vec();
    desk
}

fn one_cement() -> Desk {
    yard(&[on_sale(&cement())])
}

fn two_cements() -> Desk {
    yard(&[on_sale(&cement()), on_sale(&ppc())])
}

fn is(desk: &Desk, at: usize) -> (i64, String) {
    let thing = &desk.stock[at];
    (thing.price_paise.get() / 100, thing.available.to_string())
}

#[test]
fn a_price_a_count_and_none_are_noted_with_what_was() {
    for (said, now, shown) in [
        ("cement 385", (385, "600"), "*UltraTech OPC 53*: now ₹385 per bag. It was ₹340. [Undo]"),
        ("opc53 rate 385", (385, "600"), "now ₹385 per bag. It was ₹340. [Undo]"),
        ("opc53 170", (170, "600"), "now ₹170 per bag"),
        ("opc53 680", (680, "600"), "now ₹680 per bag"),
        (
            "stock opc53 200",
            (340, "200"),
            "200 bags of *UltraTech OPC 53* available. It was 600 bags",
        ),
        ("opc53 200 bags", (340, "200"), "200 bags of"),
        ("opc53 10 ton", (340, "200"), "200 bags of"),
        ("add 50 opc53", (340, "650"), "650 bags of"),
        (
            "cement ledu",
            (340, "0"),
            "0 bags of *UltraTech OPC 53* available. It was 600 bags. [Undo]",
        ),
        ("cement not available", (340, "0"), "It was 600 bags"),
        ("सीमेंट नहीं है", (340, "0"), "It was 600 bags"),
        ("సిమెంట్ లేదు", (340, "0"), "It was 600 bags"),
    ] {
        let mut desk = one_cement();
        let turn = desk.says(said);
        assert_eq!(is(&desk, 0), (now.0, now.1.to_owned()), "{said}: {}", turn.shown());
        assert!(turn.shown().contains(shown), "{said}: {}", turn.shown());
        assert_eq!(desk.conversation.vendor.stage, Stage::Idle, "{said}");
        assert_eq!(turn.messages().len(), 1);
    }
}

#[test]
fn what_is_so_already_is_said_and_has_no_way_back() {
    let mut desk = one_cement();
    let turn = desk.says("cement 340");
    assert_eq!(
        turn.shown(),
        "*UltraTech OPC 53* is like that already: ₹340 per bag, 600 bags available."
    );
}

#[test]
fn a_number_that_is_no_likely_price_is_asked_about() {
    for said in ["cement 169", "cement 681", "cement 3850", "opc53 rate 3850", "opc53 7000 per ton"]
    {
        let mut desk = one_cement();
        let turn = desk.says(said);
        assert_eq!(is(&desk, 0), (340, "600".to_owned()), "{said}: {}", turn.shown());
        assert!(turn.shown().contains("the price per bag, or how much you have?"), "{said}");
        assert!(turn.shown().contains("[Price ₹") && turn.shown().contains("[Stock "), "{said}");
    }
    let mut desk = one_cement();
    let asked = desk.says("cement 1.125");
    assert!(asked.shown().ends_with("[Stock 1.125 bags]"), "no price has half a paisa");
    assert!(!asked.shown().contains("[Price"), "{}", asked.shown());
}

#[test]
fn the_answer_is_tapped_or_typed() {
    for (answer, now) in [
        ("[Price ₹100]", (100, "600")),
        ("[Stock 100 bags]", (340, "100")),
        ("price", (100, "600")),
        ("rate", (100, "600")),
        ("stock", (340, "100")),
        ("my stock", (340, "600")),
        ("PRICE ₹100", (100, "600")),
        ("धरा", (340, "600")),
        ("రేటు", (100, "600")),
        ("स्टॉक", (340, "100")),
        // Something else of it is about that.
        ("cement 350", (350, "600")),
        ("biscuit", (340, "600")),
    ] {
        let mut desk = one_cement();
        let asked = desk.says("cement 100");
        let turn = match answer.strip_prefix('[').and_then(|title| title.strip_suffix(']')) {
            Some(title) => desk.taps(&asked.id(title)),
            None => desk.says(answer),
        };
        assert_eq!(is(&desk, 0), (now.0, now.1.to_owned()), "{answer}: {}", turn.shown());
    }
}

#[test]
fn a_name_that_fits_several_asks_which_and_keeps_the_number() {
    let mut desk = two_cements();
    let asked = desk.says("cement 385");
    assert_eq!(
        asked.shown(),
        "Which one is *385* for? Open the list and tap it. [UltraTech OPC 53] [Maha PPC]"
    );
    let noted = desk.taps(&asked.id("Maha PPC"));
    assert!(noted.shown().contains("*Maha PPC*: now ₹385 per bag. It was ₹340"));
    assert_eq!((is(&desk, 0).0, is(&desk, 1).0), (340, 385));
    // Typed is as good; the row of the question before is not any more.
    let again = desk.says("cement ledu");
    assert!(again.shown().starts_with("Which one is finished?"), "{}", again.shown());
    assert!(desk.taps(&asked.id("Maha PPC")).shown().contains("earlier message"));
    desk.says("ultratek");
    assert_eq!((is(&desk, 0).1, is(&desk, 1).1), ("0".to_owned(), "600".to_owned()));
}

#[test]
fn a_long_list_goes_page_by_page_and_any_row_of_it_answers() {
    let mut desk = Desk::open();
    let brands = ["Ramco", "Sagar", "Deccan", "Penna", "Bharathi", "Nagarjuna", "Zuari", "Dalmia"];
    let many: Vec<Sku> = brands
        .iter()
        .chain(&["Chettinad", "Ambuja", "Birla", "Coromandel"])
        .enumerate()
        .map(|(at, brand)| Sku {
            id: SkuId(Uuid::from_u128(500 + at as u128)),
            code: format!("CEM-{at}"),
            name: Name::same(&format!("{brand} PPC")),
            attrs: [("brand".to_owned(), (*brand).to_owned())].into(),
            ..ppc()
        })
        .collect();
    desk.stock = many.iter().map(on_sale).collect();
    desk.sells(many);
    let first = desk.says("ppc 350");
    assert!(first.shown().ends_with("[Chettinad PPC] [More…]"), "{}", first.shown());
    let second = desk.taps(&first.id("More…"));
    assert!(second.shown().ends_with("[Ambuja PPC] [Birla PPC] [Coromandel PPC]"));
    let noted = desk.taps(&first.id("Ramco PPC"));
    assert!(noted.shown().contains("*Ramco PPC*: now ₹350"), "{}", noted.shown());
}

#[test]
fn what_was_half_understood_changes_nothing_before_it_is_shown() {
    let mut desk = one_cement();
    let asked = desk.says("cement biscuit 385");
    assert!(asked.shown().starts_with("Which one is *385* for?"), "{}", asked.shown());
    assert_eq!(is(&desk, 0).0, 340);
    desk.taps(&asked.id("UltraTech OPC 53"));
    assert_eq!(is(&desk, 0).0, 385);
}

#[test]
fn what_he_does_not_sell_changes_nothing() {
    let mut desk = one_cement();
    let turn = desk.says("maha ppc 350");
    assert!(turn.shown().contains("did not find that among the things"), "{}", turn.shown());
    let asked = desk.says("cement 100");
    desk.stock.clear();
    let gone = desk.taps(&asked.id("Price ₹100"));
    assert!(gone.shown().contains("do not sell that here any more"), "{}", gone.shown());
}

#[test]
fn a_count_in_what_it_is_not_sold_in_is_asked_for_again() {
    let mut desk = one_cement();
    let asked = desk.says("cement 2 lorries");
    assert!(asked.shown().contains("How much *UltraTech OPC 53* is available now?"));
    desk.says("900");
    assert_eq!(is(&desk, 0).1, "900");
    // A price beside the open question is not taken for a count.
    let mut desk = two_cements();
    desk.says("cement 2 lorries");
    let list = desk.says("stock");
    desk.taps(&list.id("UltraTech OPC 53"));
    desk.says("ppc 350");
    assert_eq!((is(&desk, 0), is(&desk, 1)), ((340, "600".into()), (350, "600".into())));
}

#[test]
fn undo_puts_it_back_once() {
    let mut desk = one_cement();
    let noted = desk.says("cement 385");
    let undone = desk.taps(&noted.id("Undo"));
    assert_eq!(undone.shown(), "↩️ Taken back: *UltraTech OPC 53* is ₹340 per bag again.");
    assert_eq!(is(&desk, 0).0, 340);
    let late = desk.taps(&noted.id("Undo"));
    assert_eq!(
        late.shown(),
        "That has changed again since, so we have changed nothing. *UltraTech OPC 53* is now \
         ₹340 per bag, 600 bags available."
    );
    let typed = desk.says("undo");
    assert!(typed.shown().contains("nothing to take back"), "{}", typed.shown());
}

#[test]
fn an_undo_after_a_later_change_changes_nothing_also_when_the_price_is_the_same_again() {
    let mut desk = one_cement();
    let first = desk.says("cement 385");
    desk.says("cement 400");
    desk.says("cement 385");
    let late = desk.taps(&first.id("Undo"));
    assert!(late.shown().contains("changed again since"), "{}", late.shown());
    assert_eq!(is(&desk, 0).0, 385);
    assert!(desk.says("undo").shown().contains("is ₹400 per bag again"));
}

/// What orders took in between stays theirs.
#[test]
fn an_undone_count_keeps_what_was_sold_since() {
    let mut desk = one_cement();
    let noted = desk.says("cement ledu");
    desk.says("hi");
    let undone = desk.taps(&noted.id("Undo"));
    assert_eq!(undone.shown(), "↩️ Taken back: 600 bags of *UltraTech OPC 53* available.");
    let noted = desk.says("stock cement 200");
    desk.stock[0].available = Quantity::whole(150);
    desk.taps(&noted.id("Undo"));
    assert_eq!(is(&desk, 0).1, "550");
    let noted = desk.says("stock cement 900");
    desk.stock[0].available = Quantity::whole(100);
    desk.taps(&noted.id("Undo"));
    assert_eq!(is(&desk, 0).1, "0", "never less than nothing");
}

#[test]
fn three_languages_say_it() {
    let mut said: Vec<String> = Vec::new();
    for language in languages() {
        let mut desk = two_cements();
        desk.conversation.language = Some(language);
        for text in
            ["cement 385", "maha ppc 385", "maha ppc 385", "undo", "maha ppc 200", "ledu ppc"]
        {
            said.push(desk.says(text).shown());
        }
    }
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 18, "{said:#?}");
}
