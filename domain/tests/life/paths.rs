//! An order from checkout to the gate, when nothing goes wrong.

use crate::town::*;
use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;

#[test]
fn an_online_order_goes_from_checkout_to_the_gate() {
    let mut world = World::new(Method::Online, &[(CEMENT, 50)]);
    let placed = world.does(OrderEvent::Placed);
    let timers = ["set_timer"; 3];
    assert_eq!(deeds(&placed), [&timers[..], &["create_link", "set_timer", "set_timer"]].concat());
    assert_eq!(world.order.state(), OrderState::AwaitingPayment);
    assert_eq!(names(&world.link_made(), BUYER), ["pay_now"]);

    let paid = world.pays("pay_1");
    assert_eq!(names(&paid, BUYER), ["paid"]);
    assert_eq!(names(&paid, person_of(1)), ["offer"]);
    assert_eq!(world.order.state(), OrderState::Offered);

    let accepted = world.accepts(0);
    assert_eq!(deeds(&accepted), ["deduct_stock"]);
    assert_eq!(names(&accepted, BUYER), ["accepted"]);
    assert_eq!(names(&accepted, person_of(1)), ["offer_taken"]);
    assert_eq!(world.order.state(), OrderState::Accepted);

    for (effects, fact) in [
        (world.packs(0), "packed"),
        (world.dispatches(0), "dispatched"),
        (world.leaves(0), "on_the_way"),
    ] {
        assert_eq!(names(&effects, BUYER), [fact]);
        assert_eq!(names(&effects, person_of(1)), ["step_noted"]);
    }
    assert_eq!(world.order.state(), OrderState::OnTheWay);

    let delivered = world.delivers(0);
    assert_eq!(names(&delivered, BUYER), ["delivered"]);
    assert_eq!(names(&delivered, person_of(1)), ["delivered_by_you"]);
    assert_eq!(world.order.state(), OrderState::Delivered);
    assert!(!world.order.holds_stock);

    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    let share = share_of(&world.order, 0).total();
    assert_eq!(world.owed_to(vendor_id(1)), share);
    let delivery = share_of(&world.order, 0).delivery_paise;
    assert_eq!(world.balance(Account::Delivery(vendor_id(1))), -delivery);
}

#[test]
fn a_cash_order_is_offered_at_once_and_the_vendor_has_the_cash() {
    let mut world = World::new(Method::Cash, &[(CEMENT, 10)]);
    let placed = world.does(OrderEvent::Placed);
    assert_eq!(names(&placed, BUYER), ["placed_for_cash"]);
    assert_eq!(names(&placed, person_of(1)), ["offer"]);
    world.all_accept();
    world.dispatches(0);
    let delivered = world.delivers(0);
    let by_you = told(&delivered, person_of(1));
    let Fact::DeliveredByYou { cash_paise, .. } = by_you[0] else { panic!("{by_you:?}") };
    assert_eq!(*cash_paise, Some(world.order.total_paise));
    let cash = world.balance(Account::CashWithVendor(vendor_id(1)));
    assert_eq!(cash, world.order.total_paise);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

#[test]
fn a_crew_arrives_by_its_code_alone() {
    let mut world = World::accepted(&[(MASON, 2)]);
    assert_eq!(names(&world.packs(0), person_of(4)), ["step_refused"]);
    assert_eq!(names(&world.delivers(0), BUYER), ["delivered"]);
    assert_eq!(world.order.state(), OrderState::Delivered);
}

#[test]
fn a_mixed_order_is_delivered_when_its_last_part_is() {
    let mut world = World::accepted(&[(CEMENT, 50), (SAND, 3), (MASON, 2)]);
    assert_eq!(world.order.parts.len(), 3);
    let whole = |effects: &[Effect]| match told(effects, BUYER)[0] {
        Fact::Delivered { whole_order, .. } => *whole_order,
        other => panic!("{other:?}"),
    };
    world.dispatches(0);
    assert!(!whole(&world.delivers(0)));
    world.dispatches(1);
    assert!(!whole(&world.delivers(1)));
    assert_eq!(world.order.state(), OrderState::Accepted);
    assert!(whole(&world.delivers(2)));
    assert_eq!(world.order.state(), OrderState::Delivered);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}
