//! The cart: changing it, its limits, its rules of quantity.

use realserv_domain::language::Language;
use realserv_domain::quantity::Quantity;

use super::Phone;

#[test]
fn quantities_that_break_a_rule_are_refused_with_the_rule() {
    let mut asha = Phone::known(Language::En);
    asha.says("menu");
    asha.taps("Cement");
    asha.taps("UltraTech OPC 53");
    asha.says("2");
    asha.sees("The smallest order of UltraTech OPC 53 is 5 bags");
    asha.says("50.5");
    asha.sees("Only whole numbers, please: 50 bags or 51 bags");
    asha.says("999999");
    asha.sees("The most in one order is 1,00,000 bags");
    asha.holds(&[]);
    asha.says("50 bags");
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn a_weight_is_turned_into_bags_and_said_so() {
    let mut asha = Phone::known(Language::En);
    asha.says("menu");
    asha.taps("Cement");
    asha.taps("UltraTech OPC 53");
    asha.says("2 tonnes");
    asha.sees("That makes 40 bags");
    asha.holds(&[("UltraTech OPC 53", 40)]);
}

#[test]
fn a_line_is_changed_and_taken_out() {
    let mut asha = Phone::with_cart();
    asha.taps("Change");
    asha.taps("UltraTech OPC 53");
    asha.sees("In your cart now: 50 bags");
    asha.says("100 bags");
    asha.holds(&[("UltraTech OPC 53", 100)]);
    asha.taps("Change");
    asha.taps("UltraTech OPC 53");
    asha.taps("Remove");
    asha.sees("cart is empty");
}

#[test]
fn the_cart_is_emptied_by_a_row_and_by_a_word() {
    let mut asha = Phone::with_cart();
    asha.taps("Change");
    asha.taps("Empty the cart");
    asha.holds(&[]);
    let mut asha = Phone::with_cart();
    asha.says("clear cart");
    asha.holds(&[]);
}

#[test]
fn the_twenty_first_thing_is_refused_kindly() {
    let mut asha = Phone::known(Language::En);
    let skus: Vec<_> = asha.catalog.iter().map(|sku| (sku.id, sku.minimum)).collect();
    let (last, _) = skus[20];
    for (sku, minimum) in skus.into_iter().take(20) {
        asha.conversation.buyer.cart.set(sku, minimum).unwrap();
    }
    let code = asha.catalog.get(last).unwrap().code.clone();
    asha.does(crate::converse::Event::Carted { lines: vec![(code, Quantity::whole(100))] });
    assert_eq!(asha.conversation.buyer.cart.lines().len(), 20);
    asha.sees("could not be taken");
}

/// Twenty lines of the longest names in the longest language still fit, as two bubbles at most.
#[test]
fn a_full_cart_can_be_shown_changed_and_reviewed_in_every_language() {
    for language in Language::ALL {
        let mut asha = Phone::known(language);
        let mut skus: Vec<_> =
            asha.catalog.iter().map(|s| (s.id, s.minimum, s.name.te.len())).collect();
        skus.sort_by_key(|(_, _, length)| std::cmp::Reverse(*length));
        for (sku, minimum, _) in skus.into_iter().take(20) {
            asha.conversation.buyer.cart.set(sku, minimum).unwrap();
        }
        asha.says("cart");
        asha.says("change");
        let more = asha.choices().into_iter().find(|(id, _)| id.ends_with("page.1")).unwrap();
        asha.taps_id(&more.0);
        asha.says("back");
        asha.says("checkout");
        asha.shares_pin();
        asha.says("kal subah");
        asha.says("kal");
        assert!(asha.shown().contains('×'), "{}", asha.shown());
    }
}

#[test]
fn a_native_cart_is_taken_by_codes_and_quantities() {
    let mut asha = Phone::known(Language::En);
    let lines = vec![
        ("CEM-OPC53-ULTRATECH".to_owned(), Quantity::whole(60)),
        ("NO-SUCH-THING".to_owned(), Quantity::whole(5)),
    ];
    asha.does(crate::converse::Event::Carted { lines });
    asha.holds(&[("UltraTech OPC 53", 60)]);
    asha.sees("One item could not be taken");
}

#[test]
fn a_product_that_left_the_catalogue_can_only_be_taken_out() {
    let mut asha = Phone::with_cart();
    let gone = realserv_domain::ids::SkuId(uuid::Uuid::from_u128(9));
    asha.conversation.buyer.cart.set(gone, Quantity::whole(1)).unwrap();
    asha.says("change");
    asha.taps("Not sold any more");
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn hello_with_things_in_the_cart_says_that_they_wait() {
    let mut asha = Phone::with_cart();
    asha.says("namaste");
    asha.sees("One item is waiting in your cart");
    asha.holds(&[("UltraTech OPC 53", 50)]);
}
