//! A part becomes less before it leaves, and less of it comes to the gate.

use realserv_domain::language::Name;
use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::quantity::Quantity;
use realserv_domain::vehicles::{Haul, Width};

use crate::town::*;

const CART: &[(u128, u32)] = &[(CEMENT, 50)];
const BOTH: &[(u128, u32)] = &[(CEMENT, 50), (STEEL, 100)];

fn to(world: &World, sku: u128, count: u32) -> Less {
    Less { part: world.part(0).id, sku: sku_id(sku), quantity: Quantity::whole(count) }
}

fn takes(world: &mut World, less: Less) -> Vec<Effect> {
    let means = world.order.fewer(less, Party::Buyer, &world.now, &world.terms).unwrap();
    let (back_paise, kept_paise) = (means.back_paise, means.kept_paise);
    world.does(OrderEvent::FewerAsked { less, by: BUYER, back_paise, kept_paise })
}

fn refused(world: &World, less: Less) -> NoFewer {
    world.order.fewer(less, Party::Buyer, &world.now, &world.terms).unwrap_err()
}

fn price(world: &World) -> Paise {
    world.part(0).share.lines[0].price_paise
}

fn short(world: &mut World, sku: u128, came: u32, rest: Rest) -> Vec<Effect> {
    let (part, by) = (world.part(0).id, world.vendor_of(0));
    let (sku, came) = (sku_id(sku), Quantity::whole(came));
    world.does(OrderEvent::CameShort { part, by, sku, came, rest })
}

#[test]
fn what_goes_before_it_is_packed_is_paid_back_whole() {
    let mut world = World::accepted(CART);
    let delivery = world.part(0).share.delivery_paise;
    let less = to(&world, CEMENT, 30);
    let effects = takes(&mut world, less);
    assert_eq!(names(&effects, BUYER), ["made_less"]);
    assert_eq!(names(&effects, person_of(1)), ["part_less"]);
    assert_eq!(deeds(&effects), ["take_back", "lines_changed", "refund", "post", "set_timer"]);
    let refund = &world.order.refunds[0];
    assert_eq!(refund.amount_paise, Quantity::whole(20).at(price(&world)));
    assert_eq!(refund.why, RefundWhy::CancelledByBuyer);
    assert_eq!(world.part(0).share.delivery_paise, delivery, "the truck drives as far");
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    assert_eq!(-world.owed_to(vendor_id(1)), -world.part(0).owed());
}

#[test]
fn of_a_packed_part_a_fee_is_kept_of_what_goes() {
    let mut world = World::accepted(CART);
    world.packs(0);
    let gone = Quantity::whole(20).at(price(&world));
    let less = to(&world, CEMENT, 30);
    takes(&mut world, less);
    let fee = gone.times_ratio(50, 1000);
    assert_eq!(world.order.refunds[0].amount_paise, gone - fee);
    assert_eq!(world.balance(Account::CancellationFee), -fee);
    let less = to(&world, CEMENT, 20);
    takes(&mut world, less);
    assert_eq!(world.order.refunds.len(), 2, "and once more");
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

#[test]
fn an_unpaid_order_gets_a_new_link_and_a_cash_order_is_less_at_the_gate() {
    let mut world = World::linked(CART);
    let before = world.order.total_paise;
    let less = to(&world, CEMENT, 30);
    let effects = takes(&mut world, less);
    assert!(deeds(&effects).contains(&"cancel_link".to_owned()), "{effects:?}");
    assert_eq!(world.order.links.last().unwrap().amount_paise, world.order.total_paise);
    let gone =
        (before - world.order.total_paise).get() - Quantity::whole(20).at(price(&world)).get();
    assert!(gone.abs() < 100, "off by {gone}");
    let mut world = World::placed(Method::Cash, CART);
    let less = to(&world, CEMENT, 30);
    takes(&mut world, less);
    assert_eq!(world.order.due_for(world.part(0)), world.order.total_paise);
    assert!(world.order.total_paise.get() % 100 == 0 && world.order.refunds.is_empty());
    world.accepts(0);
    world.dispatches(0);
    world.delivers(0);
    let cash = Account::CashWithVendor(vendor_id(1));
    assert_eq!(world.balance(cash), world.order.total_paise);
}

#[test]
fn minimum_and_step_stay_and_what_has_left_stays_whole() {
    let mut quote = quote_for(CART);
    let line = &mut quote.shares[0].lines[0];
    (line.minimum, line.step) = (Quantity::whole(10), Quantity::whole(5));
    let mut world = World::from(Method::Online, quote);
    world.does(OrderEvent::Placed);
    let minimum = Quantity::whole(10);
    assert_eq!(refused(&world, to(&world, CEMENT, 5)), NoFewer::BelowMinimum { minimum });
    let step = Quantity::whole(5);
    assert_eq!(refused(&world, to(&world, CEMENT, 12)), NoFewer::NotAStep { step });
    assert_eq!(refused(&world, to(&world, CEMENT, 50)), NoFewer::NotFewer);
    assert_eq!(refused(&world, to(&world, SAND, 1)), NoFewer::NoSuchLine);
    world.link_made();
    world.pays("pay_1");
    world.all_accept();
    world.dispatches(0);
    assert_eq!(refused(&world, to(&world, CEMENT, 20)), NoFewer::HasLeft);
    let (less, zero) = (to(&world, CEMENT, 20), Paise::ZERO);
    let asked = OrderEvent::FewerAsked { less, by: BUYER, back_paise: zero, kept_paise: zero };
    assert_eq!(names(&world.does(asked), BUYER), ["fewer_not_possible"]);
    world.delivers(0);
    assert_eq!(refused(&world, to(&world, CEMENT, 20)), NoFewer::IsOver);
}

#[test]
fn a_line_goes_and_with_the_last_one_the_part() {
    let mut world = World::accepted(BOTH);
    let less = to(&world, STEEL, 0);
    takes(&mut world, less);
    assert_eq!(world.part(0).share.lines.len(), 1);
    let less = to(&world, CEMENT, 0);
    let effects = takes(&mut world, less);
    assert_eq!(names(&effects, BUYER), ["cancelled"]);
    assert_eq!(world.order.state(), OrderState::Cancelled);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    assert_eq!(world.stock_of(0), Stock::Free);
}

#[test]
fn a_yes_to_what_has_changed_since_is_asked_anew() {
    let mut world = World::accepted(CART);
    let less = to(&world, CEMENT, 30);
    let means = world.order.fewer(less, Party::Buyer, &world.now, &world.terms).unwrap();
    world.packs(0);
    let (back_paise, kept_paise) = (means.back_paise, means.kept_paise);
    let effects = world.does(OrderEvent::FewerAsked { less, by: BUYER, back_paise, kept_paise });
    assert_eq!(names(&effects, BUYER), ["fewer_asked_again"]);
    assert_eq!(world.part(0).share.lines[0].quantity, Quantity::whole(50));
}

#[test]
fn the_office_takes_out_without_a_fee_and_a_called_crew_is_not_made_less_by_its_buyer() {
    let mut world = World::accepted(CART);
    world.packs(0);
    let gone = Quantity::whole(20).at(price(&world));
    let less = to(&world, CEMENT, 30);
    world.does(OrderEvent::OfficeMadeLess { less });
    let refund = &world.order.refunds[0];
    assert_eq!((refund.amount_paise, refund.why), (gone, RefundWhy::CancelledByOffice));
    let mut world = World::accepted(&[(MASON, 4)]);
    world.now = at("2026-11-23T20:30");
    let less = to(&world, MASON, 3);
    assert_eq!(refused(&world, less), NoFewer::HasLeft);
    world.does(OrderEvent::OfficeMadeLess { less });
    assert_eq!(world.part(0).share.lines[0].quantity, Quantity::whole(3));
}

#[test]
fn an_offer_that_becomes_less_stays_open_and_what_the_yard_said_of_more_is_void() {
    let mut world = World::paid(CART);
    let (offer, by) = (world.offer_of(0), world.vendor_of(0));
    let counter = Counter::Fewer { quantity: Quantity::whole(40) };
    world.does(OrderEvent::OfferCountered { offer, by, counter });
    let less = to(&world, CEMENT, 30);
    let effects = takes(&mut world, less);
    assert!(matches!(
        told(&effects, person_of(1)).as_slice(),
        [Fact::PartLess { step: PartStep::Offered, offer: Some(same), .. }] if *same == offer
    ));
    assert_eq!(world.part(0).counter(), None);
    let effects = world.accepts(0);
    assert_eq!(names(&effects, person_of(1)), ["offer_taken"]);
    assert_eq!(world.stock_of(0), Stock::Deducted);
}

#[test]
fn forty_three_of_fifty_at_the_gate() {
    let mut world = World::dispatched(CART);
    let missing = Quantity::whole(7).at(price(&world));
    let effects = short(&mut world, CEMENT, 43, Rest::Back);
    assert_eq!(names(&effects, person_of(1)), ["short_noted"]);
    assert_eq!(names(&effects, BUYER), ["came_short"]);
    let refund = &world.order.refunds[0];
    assert_eq!((refund.amount_paise, refund.why), (missing, RefundWhy::ShortAtSite));
    let again = short(&mut world, CEMENT, 43, Rest::Back);
    assert_eq!(
        (names(&again, person_of(1)), names(&again, BUYER).len()),
        (vec!["short_noted".into()], 0)
    );
    world.delivers(0);
    let owed = world.part(0).owed();
    assert_eq!(owed, world.part(0).share.delivery_paise + Quantity::whole(43).at(price(&world)));
    assert_eq!(-world.owed_to(vendor_id(1)), -owed);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

#[test]
fn what_cannot_have_come_is_refused_and_before_it_leaves_nothing_has() {
    let mut world = World::accepted(BOTH);
    assert_eq!(names(&short(&mut world, CEMENT, 43, Rest::Lost), person_of(1)), ["step_refused"]);
    world.dispatches(0);
    for (sku, came) in [(CEMENT, 51), (SAND, 1)] {
        let effects = short(&mut world, sku, came, Rest::Lost);
        assert_eq!(names(&effects, person_of(1)), ["short_not_possible"]);
        assert!(names(&effects, BUYER).is_empty());
    }
    short(&mut world, STEEL, 0, Rest::Lost);
    let effects = short(&mut world, CEMENT, 0, Rest::Lost);
    assert!(matches!(
        told(&effects, person_of(1)).as_slice(),
        [Fact::ShortNotPossible { why: NoShort::NothingCame, .. }]
    ));
    assert_eq!(world.part(0).share.lines.len(), 1);
}

/// Nobody can hand back at a gate what was never paid, so no more is kept than was.
#[test]
fn no_more_is_kept_than_was_paid_of_the_part() {
    let mut world = World::placed(Method::Advance, &[(CEMENT, 80)]);
    world.terms.packed_fee_per_mille = 300;
    world.link_made();
    world.pays("pay_1");
    world.accepts(0);
    world.packs(0);
    let (online, gate) = (world.order.online_for(world.part(0)), world.part(0).gate_paise);
    assert_eq!((online, gate), (Paise::rupees(6_232), Paise::rupees(24_928)));
    let less = to(&world, CEMENT, 5);
    let effects = takes(&mut world, less);
    // 30 % of the 28,912.50 that go would be 8,673.75.
    let [Fact::MadeLess { kept_paise, refund_paise, .. }] = told(&effects, BUYER)[..] else {
        panic!("{effects:?}")
    };
    assert_eq!((*kept_paise, *refund_paise), (online, Paise::ZERO));
    let (due, gate) = (world.order.due_for(world.part(0)), world.part(0).gate_paise);
    // Five bags and the way are 2,247.50.
    assert_eq!((due, gate), (Paise::rupees(2_247), Paise::rupees(2_247)));
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(world.balance(Account::CancellationFee), -online);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

/// The button said what fifty bags would cost more.
#[test]
fn a_part_that_nobody_has_and_that_becomes_less_is_offered_for_what_it_costs_more_then() {
    let mut world = World::paid(CART);
    world.candidates = vec![listing(1, CEMENT, 38_550), listing(5, CEMENT, 42_000)];
    world.rejects(0);
    assert_eq!(world.part(0).more_paise(), Some(Paise::rupees(1_725)));
    let less = to(&world, CEMENT, 10);
    let effects = takes(&mut world, less);
    assert_eq!(names(&effects, BUYER), ["made_less", "nobody_accepted"]);
    let more_paise = Paise::rupees(345);
    assert_eq!(world.part(0).more_paise(), Some(more_paise));
    let part = world.part(0).id;
    world.does(OrderEvent::MoreChosen { part, by: BUYER, more_paise });
    assert_eq!(world.part(0).gate_paise, more_paise);
}

/// Three trips for fifty bags are one for ten.
#[test]
fn the_trips_shrink_with_the_load() {
    let mut quote = quote_for(CART);
    let (vehicle, name) = ("auto".to_owned(), Name::same("auto"));
    quote.shares[0].haul = Some(Haul { vehicle, name, width: Width::Narrow, trips: 3 });
    let mut world = World::from(Method::Cash, quote);
    world.does(OrderEvent::Placed);
    let trips = |world: &World| world.part(0).share.haul.as_ref().unwrap().trips;
    let less = to(&world, CEMENT, 30);
    takes(&mut world, less);
    assert_eq!(trips(&world), 2);
    world.accepts(0);
    world.dispatches(0);
    short(&mut world, CEMENT, 10, Rest::Lost);
    assert_eq!(trips(&world), 1);
}

#[test]
fn what_an_unpaid_order_comes_to_then_is_what_its_new_link_asks_for() {
    let mut world = World::linked(&[(CEMENT, 51), (SAND, 1)]);
    assert_eq!(world.order.round_off_paise, Paise::new(50));
    for (part, sku, count) in [(0, CEMENT, 30), (1, SAND, 0), (0, CEMENT, 17)] {
        let (part, sku, quantity) = (world.part(part).id, sku_id(sku), Quantity::whole(count));
        let less = Less { part, sku, quantity };
        let means = world.order.fewer(less, Party::Buyer, &world.now, &world.terms).unwrap();
        takes(&mut world, less);
        let asked = world.order.links.last().unwrap().amount_paise;
        assert_eq!(means.total_paise, asked, "{less:?}");
    }
}
