//! Cash at the gate: the balance of an advance, and what a buyer agreed to pay more.

use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::quantity::Quantity;
use realserv_domain::quote;

use crate::town::*;

/// Too much for cash: ₹30,840 of cement and ₹3,600 of sand with their deliveries.
const CART: &[(u128, u32)] = &[(CEMENT, 80), (SAND, 3)];

fn with_advance() -> World {
    let mut world = World::placed(Method::Advance, CART);
    world.link_made();
    world
}

fn gates(world: &World) -> Paise {
    world.order.parts.iter().map(|part| world.order.gate_for(part)).sum()
}

#[test]
fn the_link_asks_for_the_advance_and_the_gates_for_the_balance() {
    let mut world = with_advance();
    let order = &world.order;
    let advance = advance(order.total_paise, order.cash_limit_paise, &world.terms).unwrap();
    assert_eq!(order.links[0].amount_paise, advance.now_paise);
    assert_eq!(gates(&world), advance.gate_paise);
    for part in &order.parts {
        assert_eq!(part.gate_paise.get() % 100, 0, "nobody has paise at a gate");
        assert!(part.gate_paise > Paise::ZERO);
    }
    let effects = world.pays("pay_1");
    assert!(world.order.is_paid());
    assert_eq!(names(&effects, BUYER)[0], "paid");
}

#[test]
fn each_vendor_collects_his_gate_and_the_books_close() {
    let mut world = with_advance();
    world.pays("pay_1");
    world.all_accept();
    for at in 0..2 {
        world.dispatches(at);
        let effects = world.delivers(at);
        let (gate, vendor) = (world.part(at).gate_paise, world.part(at).share.vendor.clone());
        let by_you = told(&effects, vendor.person)[0];
        let Fact::DeliveredByYou { cash_paise, .. } = by_you else { panic!("{by_you:?}") };
        assert_eq!(*cash_paise, Some(gate));
        assert_eq!(world.balance(Account::CashWithVendor(vendor.id)), gate);
    }
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

#[test]
fn the_whole_sum_paid_by_mistake_is_a_wrong_amount() {
    let mut world = with_advance();
    let total = world.order.total_paise;
    world.pays_amount("pay_1", total);
    assert_eq!(world.order.refunds[0].why, RefundWhy::WrongAmount);
    assert!(!world.order.is_paid());
}

#[test]
fn cancelling_gives_back_what_was_paid_of_it_and_no_more() {
    let mut world = with_advance();
    world.pays("pay_1");
    world.all_accept();
    let online = world.order.online_for(world.part(0));
    let part = world.part(0).id;
    world.cancels_part(Some(part));
    assert_eq!(world.order.refunds[0].amount_paise, online);
    let rest = world.order.online_for(world.part(1));
    world.cancels();
    assert_eq!(world.order.refunds[1].amount_paise, rest);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

#[test]
fn a_truck_that_went_is_kept_of_the_advance() {
    let mut world = with_advance();
    world.pays("pay_1");
    world.all_accept();
    world.dispatches(0);
    let delivery = world.part(0).share.delivery_paise;
    let online = world.order.online_for(world.part(0));
    let part = world.part(0).id;
    world.cancels_part(Some(part));
    assert_eq!(world.order.refunds[0].amount_paise, online - delivery);
    let vendor = Account::Vendor(world.vendor_of(0));
    assert_eq!(world.balance(vendor), -delivery);
    assert_eq!(world.balance(Account::Suspense), Paise::ZERO);
}

#[test]
fn a_part_that_leaves_before_the_money_changes_what_is_asked_for() {
    let mut world = with_advance();
    let part = world.part(1).id;
    world.cancels_part(Some(part));
    let order = &world.order;
    assert_eq!(order.links.last().unwrap().amount_paise, order.online_paise());
    assert_eq!(order.online_paise() + order.at_the_gates(), order.total_paise);
}

#[test]
fn fewer_comes_off_the_gate_first() {
    let mut world = World::placed(Method::Advance, &[(CEMENT, 80)]);
    world.link_made();
    world.pays("pay_1");
    let price = world.part(0).share.lines[0].price_paise;
    let (before, total) = (world.part(0).gate_paise, world.order.total_paise);
    let (offer, by) = (world.offer_of(0), world.vendor_of(0));
    let counter = Counter::Fewer { quantity: Quantity::whole(70) };
    let asked = world.does(OrderEvent::OfferCountered { offer, by, counter });
    let Fact::Countered { refund_paise, .. } = told(&asked, BUYER)[0] else { panic!() };
    assert_eq!(*refund_paise, Some(Paise::ZERO));
    let part = world.part(0).id;
    world.does(OrderEvent::CounterAccepted { part, by: BUYER, counter });
    let less = Quantity::whole(10).at(price);
    assert_eq!(world.part(0).gate_paise, before - less);
    assert_eq!(world.order.total_paise, total - less);
    assert!(world.order.refunds.is_empty());
}

#[test]
fn a_dearer_price_that_the_buyer_takes_is_collected_at_the_gate() {
    let mut world = World::paid(&[(CEMENT, 50)]);
    let (offer, by) = (world.offer_of(0), world.vendor_of(0));
    let ask_paise = Paise::rupees(420);
    world.does(OrderEvent::DearerAsked { offer, by, ask_paise });
    let counter = Counter::Dearer { ask_paise };
    assert_eq!(world.part(0).counter(), Some(counter));
    let (part, due) = (world.part(0).id, world.order.due_for(world.part(0)));
    world.does(OrderEvent::CounterAccepted { part, by: BUYER, counter });
    let part = world.part(0);
    assert_eq!(part.step(), PartStep::Accepted);
    assert_eq!(part.gate_paise, world.order.due_for(part) - due);
    assert_eq!(part.share.price_support(), Paise::ZERO, "who pays it is the buyer");
    assert_eq!(part.owed(), part.share.total());
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

#[test]
fn more_than_may_be_cash_is_not_asked() {
    let mut world = World::paid(&[(CEMENT, 500)]);
    let (offer, by) = (world.offer_of(0), world.vendor_of(0));
    let ask_paise = Paise::rupees(500);
    let effects = world.does(OrderEvent::DearerAsked { offer, by, ask_paise });
    assert_eq!(names(&effects, person_of(1)), ["counter_not_possible"]);
}

/// Yard 5 is a little dearer than may be borne, and the only one left.
fn only_the_dear_one() -> World {
    let mut world = World::paid(&[(CEMENT, 50)]);
    let dear = listing(5, CEMENT, 42_000);
    world.candidates = vec![listing(1, CEMENT, 38_550), dear];
    world.rejects(0);
    world
}

#[test]
fn where_nobody_is_left_but_a_dearer_one_the_buyer_may_pay_the_difference() {
    let mut world = only_the_dear_one();
    let more = Paise::new(50 * (42_000 - 38_550));
    assert_eq!(world.part(0).more_paise(), Some(more));
    let (part, total) = (world.part(0).id, world.order.total_paise);
    let stale = OrderEvent::MoreChosen { part, by: BUYER, more_paise: Paise::rupees(1) };
    assert_eq!(names(&world.does(stale), BUYER), ["nobody_accepted"], "bound to what was said");
    let effects = world.does(OrderEvent::MoreChosen { part, by: BUYER, more_paise: more });
    assert_eq!(names(&effects, person_of(5)), ["offer"]);
    assert_eq!(names(&effects, BUYER), ["still_asking"], "not that the price stays the same");
    assert_eq!(world.part(0).gate_paise, more);
    assert_eq!(world.order.total_paise, total + more);
    assert_eq!(world.order.online_paise(), total, "what was paid stays what was paid");
    world.accepts(0);
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    assert_eq!(world.balance(Account::PriceSupport), Paise::ZERO);
}

#[test]
fn the_dearer_one_may_be_gone_by_then() {
    let mut world = only_the_dear_one();
    let (part, more_paise) = (world.part(0).id, world.part(0).more_paise().unwrap());
    world.candidates.clear();
    let effects = world.does(OrderEvent::MoreChosen { part, by: BUYER, more_paise });
    assert_eq!(names(&effects, BUYER), ["nobody_accepted"]);
    assert_eq!(world.part(0).more_paise(), None);
    assert_eq!(world.part(0).gate_paise, Paise::ZERO);
}

/// The buyer has agreed to pay more to yard 5, and to nobody else.
#[test]
fn a_dearer_price_leaves_with_the_yard_that_it_was_agreed_for() {
    let mut world = only_the_dear_one();
    let (part, paid) = (world.part(0).id, world.order.total_paise);
    let more_paise = world.part(0).more_paise().unwrap();
    world.does(OrderEvent::MoreChosen { part, by: BUYER, more_paise });
    world.accepts(0);
    assert_eq!(world.part(0).gate_paise, Paise::rupees(1_725));
    world.candidates.push(listing(6, CEMENT, 38_500));
    let by = vendor_id(5);
    let effects = world.does(OrderEvent::VendorCancelled { part, by });
    assert_eq!(
        names(&effects, BUYER),
        ["dearer_is_off", "asking_next"],
        "the price stays the same"
    );
    let Fact::DearerIsOff { less_paise, .. } = told(&effects, BUYER)[0] else { panic!() };
    assert_eq!(*less_paise, more_paise);
    let line = &world.part(0).share.lines[0];
    assert_eq!((world.vendor_of(0), line.price_paise), (vendor_id(6), Paise::new(38_550)));
    assert_eq!(world.part(0).gate_paise, Paise::ZERO);
    assert_eq!(world.order.total_paise, paid);
    world.accepts(0);
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(world.owed_to(vendor_id(6)), paid, "at the price that was quoted");
    assert_eq!(world.balance(Account::PriceSupport), Paise::ZERO);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

/// Half rupees are rounded up at the gate; what was rounded goes with the price.
#[test]
fn a_dearer_counter_leaves_no_rounding_behind_and_nobody_else_gives_back_what_was_paid() {
    for method in [Method::Online, Method::Cash] {
        let mut world = World::placed(method, &[(CEMENT, 25)]);
        if method == Method::Online {
            world.link_made();
            world.pays("pay_1");
        }
        let (part, by, total) = (world.part(0).id, world.vendor_of(0), world.order.total_paise);
        let (due, offer, ask_paise) =
            (world.order.due_for(world.part(0)), world.offer_of(0), Paise::new(42_008));
        world.does(OrderEvent::DearerAsked { offer, by, ask_paise });
        let counter = Counter::Dearer { ask_paise };
        world.does(OrderEvent::CounterAccepted { part, by: BUYER, counter });
        // 25 times 34.58 is 864.50.
        assert_eq!(world.order.total_paise, total + Paise::rupees(865));
        world.candidates = vec![listing(2, CEMENT, 38_600)];
        world.does(OrderEvent::VendorCancelled { part, by });
        assert_eq!(world.vendor_of(0), vendor_id(2));
        assert_eq!((world.order.total_paise, world.order.due_for(world.part(0))), (total, due));
        assert_eq!(world.part(0).round_off_paise, Paise::ZERO);
        let (offer, by, ask_paise) = (world.offer_of(0), vendor_id(2), Paise::new(41_903));
        world.does(OrderEvent::DearerAsked { offer, by, ask_paise });
        let counter = Counter::Dearer { ask_paise };
        world.does(OrderEvent::CounterAccepted { part, by: BUYER, counter });
        assert_eq!(world.part(0).step(), PartStep::Accepted);
        world.candidates.clear();
        world.does(OrderEvent::VendorCancelled { part, by });
        assert_eq!(world.order.state(), OrderState::Cancelled);
        assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
        assert_eq!((world.order.total_paise, world.order.due_for(world.part(0))), (total, due));
    }
}

/// Less of a dearer part came off the gate, and some of what was paid went back at the dearer price.
#[test]
fn what_was_paid_of_a_dearer_price_goes_back_when_its_yard_leaves() {
    let mut world = only_the_dear_one();
    let part = world.part(0).id;
    let more_paise = world.part(0).more_paise().unwrap();
    world.does(OrderEvent::MoreChosen { part, by: BUYER, more_paise });
    world.accepts(0);
    let less = Less { part, sku: sku_id(CEMENT), quantity: Quantity::whole(40) };
    world.does(OrderEvent::OfficeMadeLess { less });
    assert_eq!(world.part(0).gate_paise, Paise::ZERO);
    assert_eq!(world.order.refunds[0].amount_paise, Paise::new(10 * 42_000 - 172_500));
    world.candidates.push(listing(6, CEMENT, 38_500));
    world.does(OrderEvent::VendorCancelled { part, by: vendor_id(5) });
    assert_eq!(world.order.refunds[1].amount_paise, Paise::new(40 * 3_450));
    let paid = world.order.payments[0].amount_paise;
    assert_eq!(world.order.refunded_of(&world.order.payments[0].provider), Paise::new(10 * 38_550));
    world.accepts(0);
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(world.owed_to(vendor_id(6)), paid - Paise::new(10 * 38_550));
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

/// Nobody has paise at a gate, and a second vendor's sum is whole too.
#[test]
fn of_a_cash_order_every_gate_collects_whole_rupees() {
    let mut listings = listings();
    listings[4].price_paise = Paise::new(119_970);
    let carts = quote::make(
        &cart(&[(CEMENT, 3), (SAND, 1), (MASON, 1)]),
        &catalog(),
        &listings,
        &site(),
        schedule(),
        &DELIVERY,
    );
    let quote = carts.unwrap();
    let total = quote.total_paise;
    let mut world = World::from(Method::Cash, quote);
    world.does(OrderEvent::Placed);
    for part in &world.order.parts {
        assert_eq!(world.order.gate_for(part).get() % 100, 0, "{}", world.order.gate_for(part));
    }
    assert_eq!((world.order.total_paise, gates(&world)), (total, total));
    world.all_accept();
    for at in 0..3 {
        world.does(OrderEvent::OfficeDelivered { part: world.part(at).id });
    }
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

/// The law's limit is two lakh rupees, and what is rounded up at a gate counts.
#[test]
fn rounding_at_the_gate_does_not_reach_what_the_law_forbids() {
    let terms = Terms { cash_limit_paise: Paise::rupees(500_000), ..Terms::default() };
    let mut world = World::paid(&[(CEMENT, 1)]);
    world.order.cash_limit_paise = cash_limit(false, &terms);
    for (more, possible) in [(19_999_950, false), (19_999_860, true)] {
        let (offer, by) = (world.offer_of(0), world.vendor_of(0));
        let ask_paise = Paise::new(38_550 + more);
        let effects = world.does(OrderEvent::DearerAsked { offer, by, ask_paise });
        let told = if possible { "counter_noted" } else { "counter_not_possible" };
        assert_eq!(names(&effects, person_of(1)), [told]);
    }
}
