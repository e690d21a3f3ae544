//! Where, when, review, and what cannot be had.

use jiff::ToSpan;
use realserv_domain::language::{Language, Name};
use realserv_domain::money::Paise;
use realserv_domain::place::Site;
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::QuoteRefusal;
use realserv_domain::vehicles::Lane;

use super::{Phone, site, tipper, tractor};
use crate::converse::buyer::Stage;
use crate::converse::{CheckOutRefusal, Effect, Event, TicketAbout};

#[test]
fn a_pin_code_with_a_landmark_is_one_message() {
    let mut asha = Phone::with_cart();
    asha.taps("Checkout");
    asha.says("500049 opp. metro pillar 12");
    asha.sees("When should it come?");
}

#[test]
fn a_number_that_is_no_pin_code_is_asked_again_with_what_one_looks_like() {
    for said in ["123", "౧౨౩", "50004", "9848012345", "1"] {
        let mut asha = Phone::with_cart();
        asha.taps("Checkout");
        asha.says(said);
        asha.sees("A PIN code has six digits");
        asha.says("501301");
        asha.says(said);
        asha.sees("A PIN code has six digits");
    }
}

#[test]
fn a_locality_without_a_pin_code_is_found_by_its_name() {
    let mut asha = Phone::with_cart();
    asha.taps("Checkout");
    asha.says("miyapur, near the temple");
    asha.sees("When should it come?");
}

#[test]
fn outside_the_zone_is_a_kind_refusal_with_a_waiting_list() {
    let mut asha = Phone::with_cart();
    asha.taps("Checkout");
    asha.says("501301");
    asha.sees("We do not serve *Ghatkesar* yet");
    asha.taps("Yes, tell me");
    asha.sees("501301");
    let joined = Effect::JoinWaitingList { pin: "501301".parse().unwrap() };
    assert_eq!(asha.effects, [joined]);
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn another_place_can_be_given_at_once_after_a_refusal() {
    for typed in [true, false] {
        let mut asha = Phone::with_cart();
        asha.taps("Checkout");
        asha.says("501301");
        asha.sees("We do not serve");
        if typed {
            asha.says("500049");
        } else {
            asha.taps("Another place");
            asha.shares_pin();
        }
        asha.sees("When should it come?");
    }
}

fn hidden() -> Phone {
    let mut asha = Phone::with_cart();
    asha.person.has_phone = false;
    asha.taps("Checkout");
    asha.shares_pin();
    asha.sees("Which number can we call at the site?");
    asha
}

#[test]
fn who_hides_the_number_is_asked_for_one_once_and_may_skip_it() {
    let phone: realserv_domain::phone::Phone = "9848012345".parse().unwrap();
    let kept = [Effect::KeepContact { address: site().address, phone: phone.clone() }];
    let mut asha = hidden();
    asha.says("call 98480 12345");
    asha.sees("Noted: *+91 98480 12345*");
    asha.sees("When should it come?");
    assert_eq!(asha.effects, kept);
    let mut asha = hidden();
    asha.does(Event::Contact { phone: Some(phone.clone()) });
    asha.sees("When should it come?");
    assert_eq!(asha.effects, kept);
    let mut asha = hidden();
    asha.does(Event::Contact { phone: None });
    asha.sees("ten digits");
    asha.says("1234");
    asha.sees("ten digits");
    asha.taps("Skip");
    asha.sees("When should it come?");
    // A card later in the checkout is heard as well, and nothing is asked twice.
    asha.does(Event::Contact { phone: Some(phone) });
    asha.sees("Noted: *+91 98480 12345*");
    assert_eq!(asha.effects, kept);
    asha.taps("Today, 12 noon–4 pm");
    asha.sees("Total");
}

#[test]
fn a_site_with_a_contact_and_a_person_with_a_number_are_not_asked_for_one() {
    let mut asha = Phone::with_cart();
    asha.person.has_phone = false;
    asha.contact_known = true;
    asha.taps("Checkout");
    asha.shares_pin();
    asha.sees("When should it come?");
    let mut asha = Phone::with_cart();
    asha.taps("Checkout");
    asha.shares_pin();
    asha.sees("When should it come?");
}

#[test]
fn a_lane_is_asked_once_and_only_for_what_needs_room() {
    let mut asha = Phone::with_cart();
    asha.haul = Some(tractor());
    asha.taps("Checkout");
    asha.shares_pin();
    asha.taps("Today, 12 noon–4 pm");
    asha.sees("🚛 Tractor, 3 trips");
    asha.misses("🛣️");
    asha.haul = Some(tipper());
    asha.says("back");
    asha.taps("Today, 12 noon–4 pm");
    asha.sees("Does a lorry get to your site in Miyapur?");
    asha.taps("Only auto, tractor");
    asha.sees("Noted: only an auto or a tractor gets to this site.");
    asha.sees("🚛 Tractor, 3 trips");
    asha.sees("type *lorry ok*");
    let kept = Effect::KeepLane { address: site().address, lane: Lane::Narrow };
    assert_eq!(asha.effects, [kept]);
    asha.says("back");
    asha.taps("Today, 4–7 pm");
    asha.sees("Total");
    // He was wrong: it is priced anew for what comes then.
    asha.says("lorry ok");
    asha.sees("Noted: a lorry gets to this site.");
    asha.sees("🚛 Tipper, 1 trip");
    asha.sees("type *no lorry*");
    assert_eq!(asha.effects.len(), 2);
}

#[test]
fn a_returning_buyer_chooses_a_known_site() {
    let mut asha = Phone::with_cart();
    asha.saved = vec![site()];
    asha.taps("Checkout");
    asha.taps("Miyapur");
    asha.sees("When should it come?");
}

#[test]
fn two_sites_of_one_name_are_rows_because_buttons_may_not_share_a_title() {
    let mut asha = Phone::with_cart();
    let other =
        Site { address: realserv_domain::ids::AddressId(uuid::Uuid::from_u128(99)), ..site() };
    asha.saved = vec![site(), other, site()];
    asha.saved.truncate(2);
    asha.taps("Checkout");
    assert_eq!(asha.choices().len(), 3);
    asha.taps("Another place");
    asha.says("500049");
    asha.sees("When should it come?");
}

#[test]
fn a_pin_out_of_the_blue_is_kept_for_the_next_checkout() {
    let mut asha = Phone::known(Language::En);
    asha.says("menu");
    asha.shares_pin();
    asha.sees("Your next order goes there");
    asha.taps("Cement");
    asha.taps("UltraTech OPC 53");
    asha.taps("50 bags");
    asha.taps("Checkout");
    asha.sees("When should it come?");
}

#[test]
fn a_pin_code_out_of_the_blue_is_kept_too() {
    let mut asha = Phone::known(Language::En);
    asha.says("cement");
    asha.says("500049");
    asha.sees("Your next order goes there");
    asha.taps("UltraTech OPC 53");
    asha.sees("How many bags?");
}

#[test]
fn a_pin_out_of_the_blue_that_is_not_served_leaves_the_open_question_open() {
    let mut asha = Phone::known(Language::En);
    asha.says("cement");
    let product = asha.id_of("UltraTech OPC 53");
    asha.says("501301");
    asha.sees("We do not serve *Ghatkesar* yet");
    asha.taps_id(&product);
    asha.sees("How many bags?");
}

#[test]
fn times_can_be_typed() {
    let mut asha = Phone::with_cart();
    asha.taps("Checkout");
    asha.shares_pin();
    asha.says("repu morning");
    asha.sees("Tomorrow, 8 am–12 noon");
    asha.sees("Total: ₹20,050");
}

#[test]
fn a_slot_that_has_closed_meanwhile_is_asked_again() {
    let mut asha = Phone::with_cart();
    asha.taps("Checkout");
    asha.shares_pin();
    let morning = asha.id_of("Today, 8 am–12 noon");
    asha.now = "2026-11-23T11:00[Asia/Kolkata]".parse().unwrap();
    asha.taps_id(&morning);
    asha.sees("not free any more");
    assert!(!asha.shown().contains("Today, 8 am"));
}

#[test]
fn a_review_older_than_its_price_is_priced_again() {
    let mut asha = Phone::at_review();
    asha.now = asha.now.checked_add(31.minutes()).unwrap();
    asha.taps("Confirm");
    asha.sees("fresh one");
    asha.sees("Total: ₹20,050");
    asha.taps("Confirm");
    asha.sees("is placed");
}

#[test]
fn after_three_weeks_the_slot_is_asked_again_and_the_cart_is_there() {
    let mut asha = Phone::at_review();
    asha.now = asha.now.checked_add(21.days()).unwrap();
    asha.taps("Confirm");
    asha.sees("not free any more");
    asha.sees("When should it come?");
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn what_is_left_can_be_taken_with_one_tap() {
    let mut asha = Phone::with_cart();
    asha.taps("Checkout");
    asha.shares_pin();
    let available = Quantity::whole(30);
    asha.no_quote = Some(QuoteRefusal::OutOfStock { sku: asha.cement(), available });
    asha.taps("Today, 12 noon–4 pm");
    asha.sees("only 30 bags");
    asha.taps("Take 30 bags");
    asha.holds(&[("UltraTech OPC 53", 30)]);
    asha.sees("Total: ₹12,350");
}

#[test]
fn somebody_faster_at_checkout_is_told_in_the_same_way() {
    let mut asha = Phone::at_review();
    let available = Quantity::whole(30);
    asha.no_checkout = Some(CheckOutRefusal::OutOfStock { sku: asha.cement(), available });
    asha.taps("Confirm");
    asha.says("yes");
    asha.holds(&[("UltraTech OPC 53", 30)]);
    asha.sees("Total");
}

#[test]
fn nothing_left_offers_to_leave_it_out() {
    let refusals = [
        |sku| QuoteRefusal::OutOfStock { sku, available: Quantity::ZERO },
        |sku| QuoteRefusal::NotSold { sku },
    ];
    for refusal in refusals {
        let mut asha = Phone::with_cart();
        asha.taps("Checkout");
        asha.shares_pin();
        asha.no_quote = Some(refusal(asha.cement()));
        asha.taps("Today, 12 noon–4 pm");
        asha.taps("Leave it out");
        asha.sees("cart is empty");
    }
}

#[test]
fn a_vendors_minimum_can_be_taken() {
    let mut asha = Phone::with_cart();
    asha.taps("Checkout");
    asha.shares_pin();
    let minimum = Quantity::whole(100);
    asha.no_quote = Some(QuoteRefusal::BelowMinimum { sku: asha.cement(), minimum });
    asha.taps("Today, 12 noon–4 pm");
    asha.taps("Take 100 bags");
    asha.holds(&[("UltraTech OPC 53", 100)]);
}

#[test]
fn cash_above_the_limit_is_refused_and_online_stays() {
    let mut asha = Phone::at_review();
    let limit_paise = Paise::rupees(10_000);
    asha.no_checkout = Some(CheckOutRefusal::CashLimit { limit_paise });
    asha.taps("Cash on delivery");
    asha.sees("Cash is possible up to ₹10,000");
    assert!(!asha.shown().contains("Cash on delivery"), "no button for what was refused");
    asha.says("cash");
    asha.sees("Cash is possible up to ₹10,000");
    asha.sees("in cash at your site");
    asha.taps("Confirm");
    asha.sees("is placed");
}

/// Too much for cash: a part now, the rest when it comes, by a tap or a word.
#[test]
fn an_advance_is_offered_where_it_is_too_much_for_cash() {
    for language in Language::ALL {
        for typed in [None, Some("advance"), Some("एडवांस"), Some("అడ్వాన్స్")]
        {
            let mut asha = Phone::with_cart();
            let cement = asha.cement();
            asha.conversation.language = Some(language);
            asha.conversation.buyer.cart.set(cement, Quantity::whole(100)).unwrap();
            asha.says("checkout");
            asha.shares_pin();
            asha.taps_id(&asha.choices()[0].0.clone());
            asha.sees("₹14,300");
            asha.sees("₹25,000");
            match typed {
                Some(words) => asha.says(words),
                None => asha.taps_id(&asha.choices()[1].0.clone()),
            }
            let placed = asha.shown();
            assert!(placed.contains("RS7K") && placed.contains("₹25,000"), "{placed}");
        }
    }
}

#[test]
fn cash_is_no_button_above_the_office_limit() {
    let mut asha = Phone::with_cart();
    let cement = asha.cement();
    asha.conversation.buyer.cart.set(cement, Quantity::whole(500)).unwrap();
    asha.taps("Checkout");
    asha.shares_pin();
    asha.taps("Today, 12 noon–4 pm");
    assert!(!asha.shown().contains("Cash on delivery"));
}

/// More than Razorpay takes at once is said before anything is placed, with a person who helps.
#[test]
fn an_order_too_big_to_be_paid_at_once_leads_to_the_office() {
    for language in Language::ALL {
        let mut asha = Phone::with_cart();
        let cement = asha.cement();
        asha.conversation.language = Some(language);
        asha.conversation.buyer.cart.set(cement, Quantity::whole(2000)).unwrap();
        asha.says("checkout");
        asha.shares_pin();
        asha.taps_id(&asha.choices()[0].0.clone());
        asha.sees("₹5,00,000");
        assert_eq!(asha.choices().len(), 2, "{}", asha.shown());
        for typed in ["pay", "upi", "cash"] {
            asha.says(typed);
            asha.sees("₹5,00,000");
        }
        assert_eq!(asha.effects, []);
        asha.taps_id(&asha.choices()[0].0.clone());
        let about = TicketAbout::AskedForPerson;
        assert_eq!(asha.effects, [Effect::OpenTicket { order: None, about }]);
    }
}

/// What is off is not offered, and typing it says so.
#[test]
fn without_a_payment_provider_cash_is_the_way() {
    for language in Language::ALL {
        let mut asha = Phone::with_cart();
        asha.conversation.language = Some(language);
        asha.terms.online_limit_paise = None;
        asha.says("checkout");
        asha.shares_pin();
        asha.taps_id(&asha.choices()[0].0.clone());
        let ids: Vec<String> = asha.choices().into_iter().map(|(id, _)| id).collect();
        assert!(ids[0].ends_with("pay-cash") && ids[1].ends_with("amend"), "{ids:?}");
        asha.says("upi");
        assert_eq!(asha.choices().len(), 2);
        asha.says("cash");
        assert_eq!(asha.choices(), [], "{}", asha.shown());
    }
}

#[test]
fn a_review_can_be_changed_in_each_of_its_parts() {
    let mut asha = Phone::at_review();
    asha.taps("Change");
    asha.taps("Time");
    asha.sees("When should it come?");
    asha.taps("Tomorrow, 4–7 pm");
    asha.sees("Tomorrow, 4–7 pm");
    asha.taps("Change");
    asha.taps("Place");
    asha.says("miyapur");
    // The time was said already, and nothing that changed makes it wrong.
    asha.sees("Tomorrow, 4–7 pm");
    asha.taps("Change");
    asha.taps("Items");
    asha.taps("UltraTech OPC 53");
    asha.says("60");
    asha.taps("Checkout");
    asha.sees("60 bags × ₹385");
    asha.sees("Tomorrow, 4–7 pm");
}

#[test]
fn back_leads_from_the_review_to_the_menu_step_by_step() {
    let mut asha = Phone::at_review();
    let mut stages = Vec::new();
    for _ in 0..5 {
        asha.says("back");
        stages.push(name(&asha.conversation.buyer.stage));
    }
    assert_eq!(stages, ["slot", "whither", "basket", "menu", "menu"]);
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

fn name(stage: &Stage) -> String {
    let json = serde_json::to_value(stage).unwrap();
    json["at"].as_str().unwrap().to_owned()
}

#[test]
fn cash_is_placed_without_a_link() {
    let mut asha = Phone::at_review();
    asha.taps("Cash on delivery");
    asha.sees("in cash");
}

/// Each vendor's things stand under his name, so that nobody wonders why two trucks come.
#[test]
fn an_order_of_two_vendors_names_both() {
    let mut asha = Phone::at_review();
    let Stage::Review(review) = &mut asha.conversation.buyer.stage else { panic!("no review") };
    let mut second = review.quote.shares[0].clone();
    second.vendor.name = Name::same("Balaji Sand Yard");
    review.quote.shares.push(second);
    asha.says("help");
    asha.sees("🏪 *Sri Sai Traders*\n• UltraTech OPC 53");
    asha.sees("🏪 *Balaji Sand Yard*\n• UltraTech OPC 53");
}

#[test]
fn half_a_day_of_work_shows_its_total_and_not_a_wrong_product() {
    let mut asha = Phone::at_review();
    let Stage::Review(review) = &mut asha.conversation.buyer.stage else { panic!("no review") };
    review.quote.shares[0].lines[0].total_paise = Paise::rupees(9_625);
    asha.says("help");
    asha.sees("UltraTech OPC 53: 50 bags, half a day = ₹9,625");
}
