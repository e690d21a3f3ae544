//! From *hi* to the pay button by taps, in nine messages or fewer.

use realserv_domain::catalog::Kind;
use realserv_domain::language::Language;
use realserv_domain::message::Message;
use realserv_domain::money::Paise;
use realserv_domain::orders::Fact;
use realserv_domain::time::Schedule;

use super::{ORDER, Phone, number};
use crate::converse::Effect;
use crate::converse::buyer::Stage;

#[test]
fn a_first_order_takes_nine_messages() {
    let mut asha = Phone::new();
    asha.says("hi");
    asha.sees("Asha");
    asha.taps("English");
    assert_eq!(asha.effects, [Effect::KeepLanguage { language: Language::En }]);
    asha.taps("Cement");
    asha.taps("UltraTech OPC 53");
    asha.sees("How many bags?");
    asha.says("50");
    asha.sees("50 bags UltraTech OPC 53");
    asha.taps("Checkout");
    assert!(matches!(asha.screen[0], Message::AskLocation { .. }));
    asha.shares_pin();
    asha.taps("Today, 8 am–12 noon");
    asha.sees("UltraTech OPC 53: 50 bags × ₹385 = ₹19,250");
    asha.sees("Delivery: ₹800");
    asha.sees("Total: ₹20,050");
    asha.sees("9:30 am");
    asha.taps("Confirm");
    asha.sees("RS7K3M9QX");
    assert_eq!(asha.sent, 9);
    assert!(asha.conversation.buyer.cart.is_empty());
    pay_button_comes(&mut asha);
}

fn pay_button_comes(asha: &mut Phone) {
    let until = asha.now.timestamp();
    let url = "https://rzp.io/i/abc".to_owned();
    let total_paise = Paise::rupees(20_050);
    let fact = Fact::PayNow {
        order: ORDER,
        number: number(),
        total_paise,
        gate_paise: Paise::ZERO,
        url: url.clone(),
        until,
        bill: None,
    };
    let message = asha.told(fact);
    let Message::Link { title, url: shown, .. } = message else { panic!("{message:?}") };
    assert_eq!((title.as_str(), shown), ("Pay now", url));
}

/// Taps the first thing of each question, in each language.
#[test]
fn the_same_path_leads_through_in_every_language() {
    for language in Language::ALL {
        let mut asha = Phone::new();
        asha.says("hello");
        asha.taps(language.own_name());
        for _kind_product_quantity_checkout in 0..4 {
            taps_first(&mut asha);
        }
        asha.shares_pin();
        taps_first(&mut asha);
        taps_first(&mut asha);
        asha.sees("RS7K3M9QX");
        assert!(asha.sent <= 9);
    }
}

fn taps_first(asha: &mut Phone) {
    let (id, _) = asha.choices().first().cloned().unwrap();
    asha.taps_id(&id);
}

#[test]
fn workers_are_booked_by_trade_heads_day_and_shift() {
    let mut asha = Phone::known(Language::En);
    asha.says("menu");
    asha.taps("Workers");
    let trade = asha.choices()[0].1.clone();
    asha.taps(&trade);
    asha.sees("How many people?");
    asha.says("2");
    asha.taps("Checkout");
    asha.shares_pin();
    asha.sees("Which day shall the workers come?");
    asha.taps("Tomorrow, 8 am–5 pm");
    asha.sees("Total");
    let Some(schedule) = review_schedule(&asha) else { panic!("no review") };
    assert!(schedule.delivery.is_none() && schedule.work.is_some());
}

#[test]
fn a_mixed_cart_asks_for_a_slot_and_for_a_day() {
    let mut asha = Phone::with_cart();
    asha.taps("Add more");
    asha.taps("Workers");
    let trade = asha.choices()[0].1.clone();
    asha.taps(&trade);
    asha.says("3");
    asha.taps("Checkout");
    asha.shares_pin();
    asha.sees("When should it come?");
    asha.taps("Tomorrow, 8 am–12 noon");
    asha.sees("Which day shall the workers come?");
    asha.taps("Tomorrow, 8 am–5 pm");
    let schedule = review_schedule(&asha).unwrap();
    assert!(schedule.delivery.is_some() && schedule.work.is_some());
}

fn review_schedule(phone: &Phone) -> Option<Schedule> {
    let Stage::Review(review) = &phone.conversation.buyer.stage else { return None };
    Some(review.quote.schedule)
}

#[test]
fn every_product_of_every_kind_can_be_reached_by_taps() {
    for kind in Kind::ALL {
        let mut asha = Phone::known(Language::En);
        asha.says("menu");
        let row = asha.choices().into_iter().find(|(id, _)| id.ends_with(kind.as_str())).unwrap();
        asha.taps_id(&row.0);
        let mut seen = 0;
        loop {
            seen += asha.choices().iter().filter(|(id, _)| id.contains(".sku.")).count();
            match asha.choices().iter().find(|(_, title)| title == "More…") {
                Some((id, _)) => asha.taps_id(&id.clone()),
                None => break,
            }
        }
        assert_eq!(seen, asha.catalog.of_kind(kind).count(), "{kind:?}");
        for _page in 0..9 {
            match asha.choices().iter().find(|(_, title)| title == "Back") {
                Some((id, _)) => asha.taps_id(&id.clone()),
                None => break,
            }
        }
        asha.says("back");
        asha.sees("What does your site need");
    }
}

#[test]
fn a_row_of_the_page_before_can_still_be_tapped_and_one_of_another_list_cannot() {
    let kind = |asha: &Phone, kind: Kind| asha.catalog.of_kind(kind).count();
    let mut asha = Phone::known(Language::En);
    let long = Kind::ALL.into_iter().find(|one| kind(&asha, *one) > 10).unwrap();
    asha.says("menu");
    let row = asha.choices().into_iter().find(|(id, _)| id.ends_with(long.as_str())).unwrap();
    asha.taps_id(&row.0);
    let (first, _) = asha.choices().swap_remove(0);
    asha.taps("More…");
    asha.taps_id(&first);
    asha.sees("How many");
    asha.taps_id(&first);
    asha.sees("earlier message");
}

#[test]
fn an_old_button_gets_a_kind_answer_and_changes_nothing() {
    let mut asha = Phone::with_cart();
    let old = asha.id_of("Checkout");
    asha.taps("Add more");
    let before = asha.conversation.clone();
    asha.taps_id(&old);
    asha.sees("earlier message");
    asha.sees("What does your site need");
    assert_eq!(asha.conversation, before);
}

#[test]
fn a_second_tap_on_pay_places_no_second_order() {
    let mut asha = Phone::at_review();
    let pay = asha.id_of("Confirm");
    asha.taps_id(&pay);
    asha.sees("is placed");
    asha.taps_id(&pay);
    asha.sees("earlier message");
}

#[test]
fn the_language_can_be_changed_at_any_moment_and_the_question_stays() {
    let mut asha = Phone::with_cart();
    asha.says("language");
    asha.taps("తెలుగు");
    asha.holds(&[("UltraTech OPC 53", 50)]);
    assert_eq!(asha.conversation.language, Some(Language::Te));
    assert_eq!(asha.choices().len(), 3, "the cart is shown again");
}
