//! What is true whatever happens, in whatever order: chance plays the buyer, the vendors, the office, Razorpay and
//! the clock against one order, duplicates included.

use proptest::prelude::*;
use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::payments::*;

use crate::acts::*;
use crate::town::*;

fn verdict() -> impl Strategy<Value = Verdict> {
    prop::sample::select(Verdict::ALL.to_vec())
}

fn act() -> impl Strategy<Value = Act> {
    let part = || 0_usize..3;
    let some_part = || prop::option::of(0_usize..3);
    prop_oneof![
        3 => Just(Act::LinkMade),
        1 => Just(Act::LinkRefused),
        1 => Just(Act::LinkCancelled),
        1 => Just(Act::Hint),
        6 => (0_u8..3).prop_map(Act::Pays),
        1 => Just(Act::PaysWrong),
        1 => (0_u8..3).prop_map(Act::Fails),
        2 => (0_u8..3, any::<bool>()).prop_map(|(n, good)| Act::RefundSeen(n, good)),
        1 => (0_u8..3).prop_map(Act::RefundRefused),
        1 => Just(Act::PayAgain),
        1 => Just(Act::Cash),
        1 => part().prop_map(Act::Wait),
        1 => part().prop_map(Act::MoneyBack),
        1 => part().prop_map(Act::More),
        1 => part().prop_map(Act::NewTime),
        1 => some_part().prop_map(Act::Cancel),
        1 => any::<bool>().prop_map(Act::Rate),
        8 => part().prop_map(Act::Accept),
        3 => part().prop_map(Act::Reject),
        1 => part().prop_map(Act::OldAccept),
        2 => (part(), 1_i64..60_000).prop_map(|(at, milli)| Act::Fewer(at, milli)),
        1 => part().prop_map(Act::OtherTime),
        3 => part().prop_map(Act::CounterYes),
        1 => part().prop_map(Act::CounterNo),
        1 => (part(), -10_i64..20).prop_map(|(at, percent)| Act::Dearer(at, percent)),
        3 => (part(), 1_i64..8_000).prop_map(|(at, milli)| Act::TakesOut(at, milli - milli % 500)),
        1 => (part(), 1_i64..8_000).prop_map(|(at, milli)| Act::OfficeTakesOut(at, milli - milli % 500)),
        3 => (part(), 1_i64..8_000, any::<bool>())
            .prop_map(|(at, milli, back)| Act::Short(at, milli, back)),
        4 => (part(), 1_i64..8_000, any::<bool>())
            .prop_map(|(at, milli, broken)| Act::Claim(at, milli, broken)),
        2 => part().prop_map(Act::ClaimYes),
        2 => part().prop_map(Act::ClaimNo),
        2 => (part(), 0_i64..2_000_000, any::<bool>())
            .prop_map(|(at, paise, ours)| Act::SettlesClaim(at, paise, ours)),
        4 => part().prop_map(Act::Pack),
        4 => part().prop_map(Act::Dispatch),
        4 => part().prop_map(Act::Leave),
        4 => part().prop_map(Act::Code),
        2 => part().prop_map(Act::WrongCode),
        1 => part().prop_map(Act::VendorCancels),
        1 => some_part().prop_map(Act::OfficeCancels),
        1 => (1_i64..3_000_000).prop_map(Act::OfficeRefunds),
        1 => (part(), 1_i64..3_000_000).prop_map(|(at, paise)| Act::OfficeTakesBack(at, paise)),
        3 => (0_u8..3, verdict()).prop_map(|(n, verdict)| Act::Disputes(n, verdict)),
        1 => (0_u8..2, any::<bool>()).prop_map(|(n, ours)| Act::OfficeSettlesDispute(n, ours)),
        1 => part().prop_map(Act::OfficeReassigns),
        1 => part().prop_map(Act::OfficeDelivers),
        1 => (part(), any::<bool>()).prop_map(|(at, ours)| Act::OfficeSettles(at, ours)),
        4 => (1_i64..40).prop_map(Act::MinutesPass),
        1 => any::<bool>().prop_map(Act::YardsEmpty),
    ]
}

/// Acts that mean something new each time they are done; all else done twice is done once.
fn counts_twice(act: Act) -> bool {
    matches!(
        act,
        Act::WrongCode(_)
            | Act::NewTime(_)
            | Act::OfficeRefunds(_)
            | Act::OfficeTakesBack(..)
            | Act::OfficeReassigns(_)
            | Act::Fewer(..)
            | Act::OtherTime(_)
            | Act::Dearer(..)
            | Act::Claim(..)
            | Act::TakesOut(..)
            | Act::OfficeTakesOut(..)
    )
}

/// Effects that a second time must not have: only words may be said again.
fn moves_something(effect: &Effect) -> bool {
    match effect {
        Effect::Tell { .. } => false,
        Effect::Razorpay(call) => {
            matches!(call, RazorpayCall::CreateLink { .. } | RazorpayCall::Refund { .. })
        }
        _ => true,
    }
}

fn check(world: &World) {
    let order = &world.order;
    for posting in &world.postings {
        let sum: Paise = posting.entries().iter().map(|entry| entry.amount_paise).sum();
        assert!(sum.is_zero(), "{}", posting.cause);
    }
    let mut causes: Vec<_> = world.postings.iter().map(|posting| &posting.cause).collect();
    causes.sort();
    let posted = causes.len();
    causes.dedup();
    assert_eq!(posted, causes.len(), "a cause posts once");
    for payment in &order.payments {
        assert!(order.refunded_of(&payment.provider) <= payment.amount_paise);
    }
    for part in &order.parts {
        let stock = world.stock[&part.id];
        let fits = match part.step() {
            // An expired order's parts are held in name only.
            PartStep::Held if order.ended.is_some() => stock == Stock::Free,
            PartStep::Held | PartStep::Offered => stock == Stock::Held,
            PartStep::Unserved => stock == Stock::Free,
            PartStep::Accepted | PartStep::Packed | PartStep::Dispatched => {
                stock == Stock::Deducted
            }
            PartStep::OnTheWay | PartStep::Delivered => stock == Stock::Deducted,
            PartStep::Cancelled => stock == Stock::Free,
        };
        assert!(fits, "{:?} with stock {stock:?}", part.state);
    }
    let binds = order.ended.is_none() && order.parts.iter().any(|p| p.step().binds_stock());
    assert_eq!(order.holds_stock, binds);
    if order.ended.is_some() {
        let living = |p: &&Part| p.step().lives() && p.step() != PartStep::Held;
        assert_eq!(order.parts.iter().filter(living).count(), 0);
    }
    assert_eq!(order.needs_person(), order.attention.is_some());
    assert!(order.rated.is_none() || order.state() == OrderState::Delivered);
    let known = |id| order.links.iter().any(|link| link.id == id);
    assert!(order.reminded_with.is_none_or(known), "reminded with a link of its own");
    assert!(order.total_paise.get() >= 0 && order.total_paise.get() % 100 == 0);
    for part in order.parts.iter().filter(|part| part.step().lives()) {
        let (due, gate) = (order.due_for(part), order.gate_for(part));
        assert!(gate.get() >= 0 && gate.get() % 100 == 0, "{gate}");
        assert!(gate <= due.to_next_rupee(), "{gate} of {due}");
    }
}

/// Without a failed refund in it, a finished order owes the buyer nothing, to the paisa. What nobody has explained is
/// goodwill, and trips for cash that never came, until the office says who bears them.
fn books_are_closed(world: &World) {
    let order = &world.order;
    let finished = !order.parts.iter().any(|part| part.step().lives()) || order.ended.is_some();
    let failed = order.refunds.iter().any(|refund| refund.status == RefundStatus::Failed);
    if finished && !failed {
        let owed = world.balance(Account::Buyer(BUYER));
        assert_eq!(owed, Paise::ZERO, "{:?}", order.state());
        let goodwill = order.refunds.iter().filter(|refund| refund.why == RefundWhy::Goodwill);
        let given: Paise = goodwill.map(|refund| refund.amount_paise - refund.counted_paise).sum();
        let called_out = world.postings.iter().filter(|p| p.cause.starts_with("called_out:"));
        let trips = called_out.flat_map(|posting| posting.entries());
        let trips = trips.filter(|entry| entry.account == Account::Suspense);
        let trips: Paise = trips.map(|entry| entry.amount_paise).sum();
        assert!(order.method != Method::Online || trips.is_zero());
        let called_out = order.parts.iter().filter_map(|part| part.called_out);
        assert_eq!(called_out.map(|trip| trip.paise).sum::<Paise>(), trips);
        let unsettled: Paise = order.parts.iter().filter_map(Part::unsettled_trip).sum();
        assert_eq!(world.balance(Account::Suspense), given + unsettled, "{:?}", order.state());
    }
}

fn plays(world: &mut World, acts: &[Act]) {
    for act in acts {
        match *act {
            Act::MinutesPass(minutes) => {
                world.waits(minutes);
            }
            Act::YardsEmpty(empty) => {
                world.candidates = if empty { Vec::new() } else { listings() };
                world.can_reserve_again = !empty;
            }
            Act::LinkMade
            | Act::LinkRefused
            | Act::LinkCancelled
            | Act::Hint
            | Act::Pays(_)
            | Act::PaysWrong
            | Act::Fails(_)
            | Act::RefundSeen(..)
            | Act::RefundRefused(_)
            | Act::PayAgain
            | Act::Cash
            | Act::Wait(_)
            | Act::MoneyBack(_)
            | Act::More(_)
            | Act::NewTime(_)
            | Act::Cancel(_)
            | Act::Rate(_)
            | Act::Accept(_)
            | Act::Reject(_)
            | Act::OldAccept(_)
            | Act::Fewer(..)
            | Act::OtherTime(_)
            | Act::TakesOut(..)
            | Act::OfficeTakesOut(..)
            | Act::Short(..)
            | Act::Claim(..)
            | Act::ClaimYes(_)
            | Act::ClaimNo(_)
            | Act::SettlesClaim(..)
            | Act::CounterYes(_)
            | Act::CounterNo(_)
            | Act::Dearer(..)
            | Act::Pack(_)
            | Act::Dispatch(_)
            | Act::Leave(_)
            | Act::Code(_)
            | Act::WrongCode(_)
            | Act::VendorCancels(_)
            | Act::OfficeCancels(_)
            | Act::OfficeRefunds(_)
            | Act::OfficeTakesBack(..)
            | Act::Disputes(..)
            | Act::OfficeSettlesDispute(..)
            | Act::OfficeReassigns(_)
            | Act::OfficeDelivers(_)
            | Act::OfficeSettles(..) => {
                let Some(event) = event(world, *act) else { continue };
                world.does(event.clone());
                check(world);
                if !counts_twice(*act) {
                    let before = world.order.clone();
                    let again = world.does(event);
                    assert_eq!(world.order, before, "{act:?} twice");
                    assert!(!again.iter().any(moves_something), "{act:?} twice: {again:?}");
                }
            }
        }
        check(world);
    }
    books_are_closed(world);
    let stored = serde_json::to_string(&world.order).unwrap();
    assert_eq!(serde_json::from_str::<Order>(&stored).unwrap(), world.order);
}

proptest! {
    #[test]
    fn an_online_order_stays_sound(acts in prop::collection::vec(act(), 1..30)) {
        let mut world = World::linked(&[(STEEL, 7), (SAND, 3), (MASON, 2)]);
        plays(&mut world, &acts);
    }

    #[test]
    fn a_small_paid_order_stays_sound(acts in prop::collection::vec(act(), 1..30)) {
        let mut world = World::paid(&[(STEEL, 7)]);
        plays(&mut world, &acts);
    }

    #[test]
    fn an_order_with_an_advance_stays_sound(acts in prop::collection::vec(act(), 1..30)) {
        let mut world = World::placed(Method::Advance, &[(CEMENT, 80), (SAND, 3), (MASON, 2)]);
        world.link_made();
        plays(&mut world, &acts);
    }

    #[test]
    fn a_cash_order_stays_sound(acts in prop::collection::vec(act(), 1..30)) {
        let mut world = World::placed(Method::Cash, &[(CEMENT, 10), (MASON, 1)]);
        plays(&mut world, &acts);
    }
}
