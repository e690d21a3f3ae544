//! Stopped before the end: what comes back by stage and by whom, and refunds that go wrong.

use jiff::ToSpan;
use realserv_domain::ids::RefundId;
use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::payments::*;

use crate::town::*;

const CART: &[(u128, u32)] = &[(CEMENT, 50)];

fn packed(cart: &[(u128, u32)]) -> World {
    let mut world = World::accepted(cart);
    world.packs(0);
    world
}

fn on_the_way(cart: &[(u128, u32)]) -> World {
    let mut world = World::dispatched(cart);
    world.leaves(0);
    world
}

/// Whether the buyer was told that the whole order is over, and of how many parts.
fn said_whole(effects: &[Effect]) -> (bool, usize) {
    let facts = told(effects, BUYER);
    match facts.iter().find(|fact| matches!(fact, Fact::Cancelled { .. })) {
        Some(Fact::Cancelled { whole_order, parts, .. }) => (*whole_order, parts.len()),
        _ => panic!("{facts:?}"),
    }
}

/// What the buyer was told: back and kept.
fn cancelled(effects: &[Effect]) -> (Paise, Paise) {
    let facts = told(effects, BUYER);
    match facts.iter().find(|fact| matches!(fact, Fact::Cancelled { .. })) {
        Some(Fact::Cancelled { refund_paise, kept_paise, .. }) => (*refund_paise, *kept_paise),
        _ => panic!("{facts:?}"),
    }
}

#[test]
fn what_the_buyer_gets_back_by_stage() {
    // ₹19,275 of cement and ₹320 of delivery.
    let total = Paise::rupees(19_595);
    let fee = Paise::new(97_975);
    let delivery = Paise::rupees(320);
    for (name, mut world, kept) in [
        ("offered", World::paid(CART), Paise::ZERO),
        ("accepted", World::accepted(CART), Paise::ZERO),
        ("packed", packed(CART), fee),
        ("dispatched", World::dispatched(CART), delivery),
        ("on the way", on_the_way(CART), delivery),
    ] {
        let effects = world.cancels();
        assert_eq!(cancelled(&effects), (total - kept, kept), "{name}");
        assert_eq!(names(&effects, person_of(1)), ["part_cancelled"], "{name}");
        assert_eq!(world.stock_of(0), Stock::Free, "{name}");
        assert_eq!(world.order.refunds[0].amount_paise, total - kept, "{name}");
        assert_eq!(world.order.ended, Some(Ended::CancelledBy(Party::Buyer)), "{name}");
        assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO, "{name}");
        assert!(!world.order.holds_stock, "{name}");
        assert_eq!(names(&world.cancels(), BUYER), ["too_late"], "{name}");
    }
}

/// The button said "full refund"; the truck left before it was tapped.
#[test]
fn a_yes_is_bound_to_what_was_named() {
    let mut world = World::accepted(CART);
    let means = world.order.cancelling(None, &world.now, &world.terms);
    assert_eq!((means.back_paise, means.kept_for), (world.order.total_paise, None));
    world.dispatches(0);
    let before = world.order.clone();
    let effects = world.does(cancel_asked(None, means));
    let [Fact::CancelAskedAgain { means: now, .. }] = told(&effects, BUYER)[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(now.kept_for, Some(KeptFor::Trip));
    assert_eq!(now.back_paise + now.kept_paise, means.back_paise);
    assert!(deeds(&effects).is_empty());
    assert_eq!(world.order, before);
    let (now, expected) = (*now, (now.back_paise, now.kept_paise));
    let effects = world.does(cancel_asked(None, now));
    assert_eq!(cancelled(&effects), expected, "what was named is what is done");
}

/// What is named before the decision, for parts that stand at different steps.
#[test]
fn what_cancelling_means_adds_up_over_the_parts() {
    let mut world = World::accepted(&[(CEMENT, 50), (SAND, 3), (MASON, 2)]);
    let means = |world: &World| world.order.cancelling(None, &world.now, &world.terms);
    assert_eq!(means(&world).kept_for, None);
    world.packs(0);
    assert_eq!(means(&world).kept_for, Some(KeptFor::Packing));
    world.dispatches(1);
    assert_eq!(means(&world).kept_for, Some(KeptFor::Several));
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(means(&world).kept_for, Some(KeptFor::Trip));
    world.now = at("2026-11-23T20:00");
    let last = means(&world);
    assert_eq!(last.kept_for, Some(KeptFor::Several), "the crew was called too");
    assert!(last.some_has_come);
    let living = world.order.due_for(world.part(1)) + world.order.due_for(world.part(2));
    assert_eq!(last.back_paise + last.kept_paise, living, "what has come is not cancelled");
    assert_eq!(cancelled(&world.cancels()), (last.back_paise, last.kept_paise));
}

#[test]
fn what_is_kept_belongs_to_who_had_the_work() {
    let mut fee = packed(CART);
    fee.cancels();
    assert_eq!(fee.balance(Account::CancellationFee), -Paise::new(97_975));
    let mut truck = World::dispatched(CART);
    truck.cancels();
    assert_eq!(truck.balance(Account::Vendor(vendor_id(1))), -Paise::rupees(320));
}

#[test]
fn office_and_vendor_always_give_back_all() {
    for mut world in [World::paid(CART), World::accepted(CART), packed(CART), on_the_way(CART)] {
        let total = world.order.total_paise;
        let effects = world.does(OrderEvent::OfficeCancelled { part: None });
        assert_eq!(cancelled(&effects), (total, Paise::ZERO));
        assert_eq!(world.order.refunds[0].why, RefundWhy::CancelledByOffice);
        assert_eq!(world.stock_of(0), Stock::Free);
        assert!(world.does(OrderEvent::OfficeCancelled { part: None }).is_empty());
    }
}

#[test]
fn a_delivered_order_cannot_be_cancelled() {
    let mut world = World::dispatched(CART);
    world.delivers(0);
    let effects = world.cancels();
    let Fact::TooLate { state: OrderState::Delivered, .. } = told(&effects, BUYER)[0] else {
        panic!("{effects:?}")
    };
    assert!(world.does(OrderEvent::OfficeCancelled { part: None }).is_empty());
}

#[test]
fn before_the_money_came_nothing_goes_back_and_the_link_is_closed() {
    let mut world = World::linked(CART);
    let effects = world.cancels();
    assert_eq!(cancelled(&effects), (Paise::ZERO, Paise::ZERO));
    assert_eq!(deeds(&effects), ["release_stock", "cancel_link"]);
    assert!(names(&effects, person_of(1)).is_empty(), "he never heard of it");
    assert_eq!(world.stock_of(0), Stock::Free);
}

#[test]
fn after_the_expiry_cancelling_is_too_late() {
    let mut world = World::linked(CART);
    world.waits(40);
    assert_eq!(names(&world.cancels(), BUYER), ["too_late"]);
    assert!(world.does(OrderEvent::OfficeCancelled { part: None }).is_empty());
    assert_eq!(world.order.state(), OrderState::Expired);
}

#[test]
fn one_part_is_cancelled_and_the_others_go_on() {
    let mut world = World::accepted(&[(CEMENT, 51), (SAND, 3)]);
    let [first, second] = [0, 1].map(|at| world.part(at).id);
    let due = world.order.due_for(world.part(0));
    let effects = world.cancels_part(Some(first));
    assert_eq!(cancelled(&effects).0, due);
    assert_eq!(said_whole(&effects), (false, 1));
    assert_eq!(world.order.state(), OrderState::Accepted);
    assert_eq!(world.order.ended, None);
    let effects = world.cancels_part(Some(first));
    assert_eq!(names(&effects, BUYER), ["too_late"]);
    let effects = world.cancels_part(Some(second));
    assert_eq!(said_whole(&effects), (true, 1));
    assert_eq!(world.order.state(), OrderState::Cancelled);
    let back: Paise = world.order.refunds.iter().map(|refund| refund.amount_paise).sum();
    assert_eq!(back, world.order.total_paise);
}

/// What has come has come: an order whose rest is cancelled is not cancelled.
#[test]
fn the_rest_of_a_delivered_order_is_not_the_whole_of_it() {
    let mut world = World::accepted(&[(CEMENT, 50), (SAND, 3), (MASON, 2)]);
    world.dispatches(0);
    world.delivers(0);
    let effects = world.does(OrderEvent::OfficeCancelled { part: None });
    assert_eq!(said_whole(&effects), (false, 2));
    assert_eq!(world.order.state(), OrderState::Delivered);
}

#[test]
fn a_part_that_leaves_before_the_money_came_changes_the_sum() {
    let mut world = World::linked(&[(STEEL, 7), (SAND, 3)]);
    let steel = world.part(0).id;
    let effects = world.cancels_part(Some(steel));
    assert_eq!(cancelled(&effects), (Paise::ZERO, Paise::ZERO));
    let deeds = deeds(&effects);
    assert_eq!(deeds, ["release_stock", "cancel_link", "create_link", "set_timer", "set_timer"]);
    let sand = world.order.parts[0].clone();
    assert_ne!(sand.id, steel);
    assert_eq!(world.order.total_paise, sand.share.total().to_rupee());
    assert_eq!(world.order.due_for(&sand), world.order.total_paise);
    // The old link's money no longer fits, the new one's does.
    let old = world.order.links[0].clone();
    let payments = vec![payment("pay_1", old.amount_paise, PaymentStatus::Captured)];
    let event = OrderEvent::LinkSeen { link: old.id, status: LinkStatus::Paid, payments };
    assert_eq!(names(&world.does(event), BUYER), ["refund_started"]);
    assert_eq!(names(&world.link_made(), BUYER), ["pay_now"]);
    assert_eq!(names(&world.pays("pay_2"), BUYER), ["paid"]);
    world.accepts(0);
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(world.order.state(), OrderState::Delivered);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

#[test]
fn a_crew_is_free_until_eight_of_the_evening_before_and_then_costs_half_a_day() {
    let masons = &[(MASON, 2)];
    for (now, kept) in [("2026-11-23T19:59", 0), ("2026-11-23T20:00", 900)] {
        let mut world = World::accepted(masons);
        world.now = at(now);
        assert_eq!(cancelled(&world.cancels()).1, Paise::rupees(kept), "{now}");
        assert_eq!(world.balance(Account::Vendor(vendor_id(4))), -Paise::rupees(kept));
        assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    }
    let mut nobody_yet = World::paid(masons);
    nobody_yet.now = at("2026-11-24T07:00");
    assert_eq!(cancelled(&nobody_yet.cancels()).1, Paise::ZERO, "not accepted: nobody was called");
}

/// So many masons for half of tomorrow's shift, at this price a day; it is nine in the evening.
fn called_for_half_a_shift(a_day: i64, masons: u32) -> World {
    use realserv_domain::time::{Schedule, Shift, WorkDay};
    let on = monday().date().checked_add(1.day()).unwrap();
    let half = Schedule { delivery: None, work: Some(WorkDay { on, shift: Shift::HalfMorning }) };
    let (cart, crews) = (cart(&[(MASON, masons)]), [listing(4, MASON, a_day)]);
    let quote = realserv_domain::quote::make(&cart, &catalog(), &crews, &site(), half, &DELIVERY);
    let mut world = World::from(Method::Online, quote.unwrap());
    world.does(OrderEvent::Placed);
    world.link_made();
    world.pays("pay_1");
    world.accepts(0);
    world.now = at("2026-11-23T21:00");
    world
}

/// ₹447.30 of pay are ₹447 of payment, and ₹447.70 are ₹448: neither thirty paise too much nor thirty that cannot be sent.
#[test]
fn all_that_was_paid_for_a_crew_is_all_that_is_kept_of_it() {
    for (a_day, paid) in [(89_460, 447), (89_540, 448)] {
        let mut world = called_for_half_a_shift(a_day, 1);
        assert_eq!(world.order.total_paise, Paise::rupees(paid));
        assert_eq!(cancelled(&world.cancels()), (Paise::ZERO, Paise::rupees(paid)));
        assert_eq!(world.balance(Account::Vendor(vendor_id(4))), -Paise::rupees(paid));
        assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    }
}

#[test]
fn half_a_day_of_a_half_shift_is_all_of_it() {
    let mut world = called_for_half_a_shift(90_000, 2);
    let kept = |per_mille| {
        let terms = Terms { called_crew_per_mille: per_mille, ..world.terms.clone() };
        world.order.cancelling(None, &world.now, &terms).kept_paise
    };
    assert_eq!(kept(200), Paise::rupees(360), "a fifth of the day, not of the half");
    assert_eq!(kept(900), Paise::rupees(900), "never more than was paid");
    assert_eq!(cancelled(&world.cancels()), (Paise::ZERO, Paise::rupees(900)));
    assert!(world.order.refunds.is_empty(), "nothing to send back");
}

/// The crew that hears of it hears what it gets, also for a cash order.
#[test]
fn the_vendor_is_told_what_he_gets_all_the_same() {
    let paid_of = |effects: &[Effect], person| match told(effects, person)[..] {
        [Fact::PartCancelled { paid_paise, .. }] => *paid_paise,
        ref other => panic!("{other:?}"),
    };
    let mut crew = World::accepted(&[(MASON, 2)]);
    crew.now = at("2026-11-23T20:00");
    assert_eq!(paid_of(&crew.cancels(), person_of(4)), Paise::rupees(900));
    let mut early = World::accepted(&[(MASON, 2)]);
    assert_eq!(paid_of(&early.cancels(), person_of(4)), Paise::ZERO);
    assert_eq!(paid_of(&packed(CART).cancels(), person_of(1)), Paise::ZERO, "the fee is ours");
    assert_eq!(paid_of(&on_the_way(CART).cancels(), person_of(1)), Paise::rupees(320));
    let mut cash = World::placed(Method::Cash, &[(CEMENT, 10)]);
    cash.all_accept();
    cash.dispatches(0);
    let trip = cash.part(0).share.delivery_paise;
    assert_eq!(paid_of(&cash.cancels(), person_of(1)), trip);
    let stopped = on_the_way(CART).does(OrderEvent::OfficeCancelled { part: None });
    assert_eq!(paid_of(&stopped, person_of(1)), Paise::ZERO);
}

/// How much is kept is the office's to say.
#[test]
fn what_is_kept_for_trips_and_crews_is_a_term() {
    let mut truck = World::dispatched(CART);
    truck.terms.trip_kept_per_mille = 250;
    assert_eq!(cancelled(&truck.cancels()).1, Paise::rupees(80), "a quarter of ₹320");
    assert_eq!(truck.balance(Account::Vendor(vendor_id(1))), -Paise::rupees(80));
    let mut free = World::dispatched(CART);
    free.terms.trip_kept_per_mille = 0;
    assert_eq!(free.order.cancelling(None, &free.now, &free.terms).kept_for, None);
    assert_eq!(cancelled(&free.cancels()), (free.order.total_paise, Paise::ZERO));
    for (per_mille, kept) in [(300, 540), (1000, 1800)] {
        let mut crew = World::accepted(&[(MASON, 2)]);
        crew.terms.called_crew_per_mille = per_mille;
        crew.now = at("2026-11-23T21:00");
        assert_eq!(cancelled(&crew.cancels()).1, Paise::rupees(kept));
    }
}

#[test]
fn cash_moves_no_money_when_it_is_cancelled() {
    let mut world = World::placed(Method::Cash, &[(CEMENT, 10)]);
    world.all_accept();
    world.packs(0);
    let effects = world.cancels();
    assert_eq!(cancelled(&effects), (Paise::ZERO, Paise::ZERO));
    assert!(world.order.refunds.is_empty() && world.postings.is_empty());
}

/// He has paid nothing, so there is nothing to keep it of; but the truck has gone, and the vendor hears that it is paid.
#[test]
fn a_trip_for_a_cash_order_is_paid_and_nothing_is_claimed_from_the_buyer() {
    let mut world = World::placed(Method::Cash, &[(CEMENT, 10)]);
    world.all_accept();
    world.dispatches(0);
    let means = world.order.cancelling(None, &world.now, &world.terms);
    assert_eq!((means.back_paise, means.kept_paise), (Paise::ZERO, Paise::ZERO));
    assert_eq!(means.kept_for, Some(KeptFor::Trip));
    assert_eq!(cancelled(&world.cancels()), (Paise::ZERO, Paise::ZERO));
    assert_eq!(world.stock_of(0), Stock::Free);
    let trip = world.part(0).share.delivery_paise;
    assert_eq!(world.balance(Account::Vendor(vendor_id(1))), -trip);
    assert_eq!(world.balance(Account::Suspense), trip, "for the office to say who bears it");
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    assert!(world.order.refunds.is_empty());
    assert_eq!(world.order.state(), OrderState::Cancelled);
}

/// The vendor is paid in any case; who bears it is said once.
#[test]
fn the_office_says_who_bears_a_trip_that_nobody_pays_for() {
    for borne_by in [Bearer::Platform, Bearer::Vendor] {
        let mut world = World::placed(Method::Cash, &[(CEMENT, 10)]);
        world.all_accept();
        world.dispatches(0);
        let part = world.part(0).id;
        let settled = OrderEvent::OfficeSettledTrip { part, borne_by };
        assert!(world.does(settled.clone()).is_empty(), "it is still on the road");
        world.cancels();
        let trip = world.part(0).share.delivery_paise;
        assert_eq!(world.order.attention, Some(Attention::TripUnsettled));
        let effects = world.does(settled.clone());
        assert_eq!(deeds(&effects), ["post"]);
        let ours = borne_by == Bearer::Platform;
        let told: &[&str] = if ours { &[] } else { &["trip_not_paid"] };
        assert_eq!(names(&effects, person_of(1)), told, "he was told that he is paid");
        let (cost, owed) = if ours { (trip, -trip) } else { (Paise::ZERO, Paise::ZERO) };
        assert_eq!(world.balance(Account::Suspense), Paise::ZERO);
        assert_eq!(world.balance(Account::CalledOut), cost);
        assert_eq!(world.balance(Account::Vendor(vendor_id(1))), owed);
        assert_eq!(world.order.attention, None);
        let other = OrderEvent::OfficeSettledTrip { part, borne_by: Bearer::Platform };
        assert!(world.does(settled).is_empty() && world.does(other).is_empty(), "said once");
    }
    let mut paid = World::dispatched(CART);
    paid.cancels();
    assert_eq!(paid.part(0).called_out, None, "kept of what was paid");
    assert_eq!(paid.order.attention, None);
}

/// A tap can carry the id of anybody's order.
#[test]
fn only_the_buyer_decides_over_his_order() {
    let by = person_of(9);
    for mut world in [World::linked(CART), World::paid(CART), World::dispatched(CART)] {
        let part = world.part(0).id;
        let means = world.order.cancelling(None, &world.now, &world.terms);
        let Cancelling { back_paise, kept_paise, .. } = means;
        let before = world.order.clone();
        for event in [
            OrderEvent::PayAgainAsked { by },
            OrderEvent::CashChosen { by },
            OrderEvent::WaitChosen { part, by },
            OrderEvent::MoneyBackChosen { part, by },
            OrderEvent::CancelAsked { part: None, by, back_paise, kept_paise },
        ] {
            assert!(world.does(event.clone()).is_empty(), "{event:?}");
        }
        assert_eq!(world.order, before);
    }
}

fn refund_seen(world: &mut World, status: RefundStatus) -> Vec<Effect> {
    let refund = world.order.refunds.last().unwrap().id;
    let provider = ProviderId("rfnd_1".into());
    world.does(OrderEvent::RefundSeen { refund, provider, status })
}

#[test]
fn a_refund_is_done_when_razorpay_says_so_and_once() {
    let mut world = World::paid(CART);
    world.cancels();
    assert!(refund_seen(&mut world, RefundStatus::Pending).is_empty());
    assert!(refund_seen(&mut world, RefundStatus::Unknown("queued".into())).is_empty());
    assert_eq!(names(&refund_seen(&mut world, RefundStatus::Processed), BUYER), ["refund_done"]);
    assert!(refund_seen(&mut world, RefundStatus::Processed).is_empty());
    assert!(refund_seen(&mut world, RefundStatus::Failed).is_empty(), "never back");
    let refund = world.order.refunds[0].clone();
    assert_eq!(refund.provider, Some(ProviderId("rfnd_1".into())));
    let late = OrderEvent::RefundRefused { refund: refund.id, detail: String::new() };
    assert!(world.does(late).is_empty());
}

#[test]
fn a_refund_that_fails_is_for_the_office_and_is_made_good() {
    let fails = |world: &mut World| refund_seen(world, RefundStatus::Failed);
    let refused = |world: &mut World| {
        let refund: RefundId = world.order.refunds.last().unwrap().id;
        world.does(OrderEvent::RefundRefused { refund, detail: "no balance".into() })
    };
    for how in [fails as fn(&mut World) -> Vec<Effect>, refused] {
        let mut world = World::paid(CART);
        world.cancels();
        let total = world.order.total_paise;
        let effects = how(&mut world);
        assert_eq!(deeds(&effects), ["post", "raise_alarm"]);
        assert_eq!(world.order.attention, Some(Attention::RefundFailed));
        assert_eq!(world.balance(Account::Buyer(BUYER)), -total, "owed again");
        assert!(how(&mut world).is_empty());
        let event = OrderEvent::OfficeRefunded { amount_paise: total };
        assert_eq!(names(&world.does(event.clone()), BUYER), ["refund_started"]);
        assert_eq!(world.order.refunds[1].why, RefundWhy::CancelledByBuyer);
        assert_eq!(world.order.attention, Some(Attention::RefundFailed), "it may fail again");
        assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
        assert!(world.does(event).is_empty(), "nothing is left to send back");
        again_seen(&mut world, 1, RefundStatus::Processed);
        assert_eq!(world.order.attention, None);
    }
}

fn again_seen(world: &mut World, nth: usize, status: RefundStatus) {
    let (refund, provider) = (world.order.refunds[nth].id, ProviderId(format!("rfnd_{nth}")));
    world.does(OrderEvent::RefundSeen { refund, provider, status });
}

/// The office sends it again in two pieces, of which one fails: the order stays on its list until all has come back.
#[test]
fn a_failed_refund_is_on_the_offices_list_until_all_of_it_has_come_back() {
    let mut world = World::paid(CART);
    world.cancels();
    let total = world.order.total_paise;
    refund_seen(&mut world, RefundStatus::Failed);
    let attention = |world: &World| world.order.attention == Some(Attention::RefundFailed);
    world.does(OrderEvent::OfficeRefunded { amount_paise: Paise::rupees(500) });
    again_seen(&mut world, 1, RefundStatus::Processed);
    assert!(attention(&world), "the rest is still owed");
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::rupees(500) - total);
    world.does(OrderEvent::OfficeRefunded { amount_paise: total });
    assert_eq!(world.order.refunds[2].amount_paise, total - Paise::rupees(500));
    again_seen(&mut world, 2, RefundStatus::Pending);
    assert!(attention(&world), "it is on its way");
    again_seen(&mut world, 2, RefundStatus::Failed);
    assert!(attention(&world), "it has failed again");
    world.does(OrderEvent::OfficeRefunded { amount_paise: total });
    assert_eq!(world.order.refunds[3].why, RefundWhy::CancelledByBuyer);
    again_seen(&mut world, 3, RefundStatus::Processed);
    assert!(!attention(&world));
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

/// More than a failed refund owes is goodwill, and is not taken for the buyer's due.
#[test]
fn what_is_more_than_a_failed_refund_owes_is_goodwill() {
    let mut world = World::accepted(&[(CEMENT, 50), (SAND, 3)]);
    let (part, first) = (world.part(0).id, world.order.due_for(world.part(0)));
    world.cancels_part(Some(part));
    refund_seen(&mut world, RefundStatus::Failed);
    world.does(OrderEvent::OfficeRefunded { amount_paise: first + Paise::rupees(500) });
    let sent: Vec<_> = world.order.refunds.iter().map(|r| (r.amount_paise, r.why)).collect();
    let goodwill = (Paise::rupees(500), RefundWhy::Goodwill);
    assert_eq!(sent[1..], [(first, RefundWhy::CancelledByBuyer), goodwill]);
    assert_eq!(world.balance(Account::Suspense), Paise::rupees(500));
}

/// ₹500 went back for torn bags; then the order is cancelled. All that came in has gone back, and nothing is left open.
#[test]
fn goodwill_counts_when_the_order_is_cancelled_after_all() {
    let mut world = World::accepted(&[(CEMENT, 50), (SAND, 3)]);
    let [first, total] = [world.order.due_for(world.part(0)), world.order.total_paise];
    world.does(OrderEvent::OfficeRefunded { amount_paise: Paise::rupees(500) });
    let part = world.part(0).id;
    let effects = world.cancels_part(Some(part));
    assert_eq!(cancelled(&effects).0, first, "there is enough left for one part");
    assert_eq!(world.balance(Account::Suspense), Paise::rupees(500));
    let effects = world.cancels();
    assert_eq!(cancelled(&effects).0, total - first - Paise::rupees(500));
    assert_eq!(world.balance(Account::Suspense), Paise::ZERO);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    // Razorpay could not pay the ₹500 after all: they are owed now.
    let refund = world.order.refunds[0].id;
    world.does(OrderEvent::RefundRefused { refund, detail: String::new() });
    assert_eq!(world.balance(Account::Suspense), Paise::ZERO);
    assert_eq!(world.balance(Account::Buyer(BUYER)), -Paise::rupees(500));
}

#[test]
fn goodwill_is_limited_by_what_came_in() {
    let mut world = World::dispatched(CART);
    world.delivers(0);
    let total = world.order.total_paise;
    let give = |amount_paise| OrderEvent::OfficeRefunded { amount_paise };
    world.does(give(Paise::rupees(500)));
    assert_eq!(world.order.refunds[0].why, RefundWhy::Goodwill);
    assert_eq!(world.balance(Account::Suspense), Paise::rupees(500));
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    world.does(give(Paise::rupees(1_000_000)));
    assert_eq!(world.order.refunds[1].amount_paise, total - Paise::rupees(500));
    assert!(world.does(give(Paise::rupees(1))).is_empty());
    let mut small = World::paid(CART);
    assert!(small.does(give(Paise::new(99))).is_empty(), "Razorpay sends nothing below a rupee");
    let mut cash = World::placed(Method::Cash, &[(CEMENT, 10)]);
    assert!(cash.does(give(Paise::rupees(5))).is_empty(), "cash did not come through Razorpay");
}
