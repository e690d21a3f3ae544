//! From the yard to the gate: skipped steps, taps twice, taps out of order, codes.

use proptest::prelude::*;
use realserv_domain::catalog::GstRate;
use realserv_domain::ids::PersonId;
use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::quote::{self, Candidate, Share};
use realserv_domain::tax::Gst;

use crate::town::*;

const CART: &[(u128, u32)] = &[(CEMENT, 50)];

#[derive(Clone, Copy, Debug)]
enum Tap {
    Pack,
    Dispatch,
    Leave,
    Code,
}

fn tap(world: &mut World, tap: Tap) -> Vec<Effect> {
    match tap {
        Tap::Pack => world.packs(0),
        Tap::Dispatch => world.dispatches(0),
        Tap::Leave => world.leaves(0),
        Tap::Code => world.delivers(0),
    }
}

/// Every tap in every state that a part with a vendor can have: what he hears, and where the part is then.
#[test]
fn the_table_of_a_vendors_taps() {
    use PartStep::*;
    use Tap::*;
    let (noted, refused, done) = ("step_noted", "step_refused", "delivered_by_you");
    for (before, now, hears, after) in [
        (vec![], Pack, noted, Packed),
        (vec![], Dispatch, noted, Dispatched),
        (vec![], Leave, refused, Accepted),
        (vec![], Code, refused, Accepted),
        (vec![Pack], Pack, noted, Packed),
        (vec![Pack], Dispatch, noted, Dispatched),
        (vec![Pack], Leave, refused, Packed),
        (vec![Pack], Code, refused, Packed),
        (vec![Dispatch], Pack, refused, Dispatched),
        (vec![Dispatch], Dispatch, noted, Dispatched),
        (vec![Dispatch], Leave, noted, OnTheWay),
        (vec![Dispatch], Code, done, Delivered),
        (vec![Dispatch, Leave], Pack, refused, OnTheWay),
        (vec![Dispatch, Leave], Dispatch, refused, OnTheWay),
        (vec![Dispatch, Leave], Leave, noted, OnTheWay),
        (vec![Dispatch, Leave], Code, done, Delivered),
        (vec![Dispatch, Code], Pack, refused, Delivered),
        (vec![Dispatch, Code], Dispatch, refused, Delivered),
        (vec![Dispatch, Code], Leave, refused, Delivered),
        (vec![Dispatch, Code], Code, noted, Delivered),
    ] {
        let mut world = World::accepted(CART);
        for earlier in &before {
            tap(&mut world, *earlier);
        }
        let effects = tap(&mut world, now);
        assert_eq!(names(&effects, person_of(1)), [hears], "{before:?} then {now:?}");
        assert_eq!(world.part(0).step(), after, "{before:?} then {now:?}");
        // A tap twice never tells the buyer twice.
        let again = tap(&mut world, now);
        assert!(told(&again, BUYER).is_empty(), "{before:?} then {now:?} twice");
    }
}

#[test]
fn taps_on_a_part_that_is_only_offered_or_cancelled_are_refused() {
    for mut world in [World::paid(CART), {
        let mut world = World::accepted(CART);
        world.cancels();
        world
    }] {
        for now in [Tap::Pack, Tap::Dispatch, Tap::Leave, Tap::Code] {
            let before = world.order.clone();
            let effects = tap(&mut world, now);
            assert_eq!(names(&effects, person_of(1)), ["step_refused"], "{now:?}");
            assert_eq!(world.order, before);
        }
    }
}

#[test]
fn strangers_hear_nothing_and_change_nothing() {
    let mut world = World::accepted(CART);
    let part = world.part(0).id;
    let by = vendor_id(77);
    for event in [
        OrderEvent::Packed { part, by },
        OrderEvent::Dispatched { part, by, carrier: truck() },
        OrderEvent::CodeTried { part, by, code: world.part(0).code.reveal().to_owned() },
        OrderEvent::VendorCancelled { part, by },
    ] {
        assert!(world.does(event).is_empty());
    }
    let mut unpaid = World::linked(CART);
    let (part, by) = (unpaid.part(0).id, vendor_id(1));
    assert!(unpaid.does(OrderEvent::Packed { part, by }).is_empty(), "he does not know of it yet");
}

#[test]
fn another_truck_is_told_to_the_buyer() {
    let mut world = World::dispatched(CART);
    let (part, by) = (world.part(0).id, vendor_id(1));
    let carrier = Carrier { vehicle: "AP10XY0001".into(), driver: "Salim".into() };
    let effects = world.does(OrderEvent::Dispatched { part, by, carrier: carrier.clone() });
    let Fact::Dispatched { carrier: told, .. } = told(&effects, BUYER)[0] else { panic!() };
    assert_eq!(*told, carrier);
}

#[test]
fn five_wrong_codes_lock_the_part_and_the_office_opens_it() {
    let mut world = World::dispatched(CART);
    let wrong = world.wrong_code(0);
    for left in [4, 3, 2, 1] {
        let effects = world.tries(0, &wrong);
        let Fact::CodeWrong { tries_left, .. } = told(&effects, person_of(1))[0] else { panic!() };
        assert_eq!(*tries_left, left);
        assert_eq!(world.part(0).step(), PartStep::OnTheWay);
    }
    let effects = world.tries(0, &wrong);
    assert_eq!(names(&effects, person_of(1)), ["code_locked"]);
    assert_eq!(names(&effects, BUYER), ["code_tried_too_often"]);
    assert_eq!(deeds(&effects), ["raise_alarm"]);
    assert_eq!(world.order.attention, Some(Attention::CodeLocked));
    assert_eq!(names(&world.delivers(0), person_of(1)), ["code_locked"], "the right one too");
    let part = world.part(0).id;
    let effects = world.does(OrderEvent::OfficeDelivered { part });
    assert_eq!(names(&effects, BUYER), ["delivered"]);
    assert_eq!(world.order.attention, None);
    assert!(world.does(OrderEvent::OfficeDelivered { part }).is_empty());
}

#[test]
fn words_instead_of_a_code_are_no_try_and_telugu_digits_are_digits() {
    let mut world = World::dispatched(CART);
    world.leaves(0);
    for words in ["he is coming", "12", "12345", ""] {
        let effects = world.tries(0, words);
        let Fact::CodeWrong { tries_left: 5, .. } = told(&effects, person_of(1))[0] else {
            panic!("{effects:?}")
        };
    }
    let telugu: String = world
        .part(0)
        .code
        .reveal()
        .chars()
        .map(|c| char::from_u32(u32::from('౦') + c.to_digit(10).unwrap()).unwrap())
        .collect();
    world.tries(0, &format!(" {telugu} "));
    assert_eq!(world.part(0).step(), PartStep::Delivered);
}

#[test]
fn a_crew_may_say_that_it_is_on_its_way_and_can_mistype_at_the_gate() {
    let mut world = World::accepted(&[(MASON, 2)]);
    let effects = world.leaves(0);
    assert_eq!(names(&effects, BUYER), ["on_the_way"]);
    world.delivers(0);
    assert_eq!(world.order.state(), OrderState::Delivered);
    let mut other = World::accepted(&[(MASON, 2)]);
    let wrong = other.wrong_code(0);
    assert_eq!(names(&other.tries(0, &wrong), person_of(4)), ["code_wrong"]);
    other.delivers(0);
    assert_eq!(other.order.state(), OrderState::Delivered);
}

#[test]
fn a_dearer_substitute_is_paid_his_price_and_the_platform_bears_the_gap() {
    let mut world = World::paid(CART);
    world.rejects(0);
    world.accepts(0);
    world.dispatches(0);
    world.delivers(0);
    let gap = Paise::new(50 * 50);
    assert_eq!(world.balance(Account::PriceSupport), gap);
    let share = share_of(&world.order, 0).total();
    assert_eq!(world.owed_to(vendor_id(2)), share + gap);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    assert_eq!(world.owed_to(vendor_id(1)), Paise::ZERO);
}

/// What the facts of an order say that this vendor gets, alert to payout.
fn told_to_get(effects: &[Effect], person: PersonId) -> Vec<Paise> {
    let owed = |fact: &&Fact| match fact {
        Fact::Offer { part, .. }
        | Fact::OfferReminder { part, .. }
        | Fact::OfferTaken { part, .. }
        | Fact::StepNoted { part, .. }
        | Fact::DeliveredByYou { part, .. } => Some(part.owed_paise),
        _ => None,
    };
    told(effects, person).iter().filter_map(owed).collect()
}

/// Online and cash, at the listed price and with a dearer substitute, with a round-off and with several parts.
#[test]
fn a_vendor_is_told_what_the_ledger_owes_him() {
    for (method, cart, rejected) in [
        (Method::Online, CART, 0),
        (Method::Online, CART, 2),
        (Method::Cash, &[(CEMENT, 10)], 0),
        (Method::Cash, &[(CEMENT, 10)], 1),
        (Method::Online, &[(STEEL, 7)], 0),
        (Method::Cash, &[(STEEL, 7)], 1),
        (Method::Online, &[(STEEL, 7), (SAND, 3), (MASON, 2)], 0),
    ] {
        let mut world = World::placed(method, cart);
        let mut effects = world.last.clone();
        if method == Method::Online {
            world.link_made();
            effects.extend(world.pays("pay_1"));
        }
        for _ in 0..rejected {
            effects.extend(world.rejects(0));
        }
        effects.extend(world.waits(5));
        for at in 0..world.order.parts.len() {
            effects.extend(world.accepts(at));
            effects.extend(world.dispatches(at));
            effects.extend(world.delivers(at));
        }
        for at in 0..world.order.parts.len() {
            let owed = world.owed_to(world.vendor_of(at));
            let said = told_to_get(&effects, world.part(at).share.vendor.person);
            assert!(said.len() >= 4, "{method:?} {cart:?}: {said:?}");
            assert!(said.iter().all(|said| *said == owed), "{method:?} {cart:?}: {owed} {said:?}");
        }
        assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    }
}

#[test]
fn the_round_off_is_posted_with_the_first_part() {
    let mut world = World::accepted(&[(STEEL, 7)]);
    assert_eq!(world.order.round_off_paise, Paise::new(-31));
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(world.balance(Account::RoundOff), Paise::new(31));
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

/// All that stands on a vendor's invoice for a part: each line and the delivery, with their tax and the odd paise.
fn invoiced(share: &Share) -> Paise {
    let whole =
        |gst: &Gst| gst.taxable_paise + gst.cgst_paise + gst.sgst_paise + gst.leftover_paise;
    share.lines.iter().map(|line| whole(&line.gst)).sum::<Paise>() + whole(&share.delivery_gst)
}

proptest! {
    /// Whatever the prices and rates: each vendor is owed what his invoice says, and what the buyer pays more or less is
    /// the order's round-off. No paisa stands anywhere else.
    #[test]
    fn the_ledger_of_a_delivered_order_explains_each_paisa(
        prices in prop::array::uniform3(1_i64..200_000),
        rates in prop::array::uniform3(prop::sample::select(vec![0_u16, 500, 1200, 1800, 2800])),
        counts in prop::array::uniform3(1_u32..40),
        cash in any::<bool>(),
    ) {
        let skus = [(1, CEMENT), (3, SAND), (4, MASON)];
        let mut candidates = Vec::new();
        for ((vendor, sku), (price, rate)) in skus.into_iter().zip(prices.into_iter().zip(rates)) {
            candidates.push(Candidate { gst_rate: GstRate(rate), ..listing(vendor, sku, price) });
        }
        let lines: Vec<_> = skus.into_iter().zip(counts).map(|((_, sku), n)| (sku, n)).collect();
        let quote = quote::make(&cart(&lines), &catalog(), &candidates, &site(), schedule(), &DELIVERY);
        let method = if cash { Method::Cash } else { Method::Online };
        let mut world = World::from(method, quote.unwrap());
        world.does(OrderEvent::Placed);
        if !cash {
            world.link_made();
            world.pays("pay_1");
        }
        world.all_accept();
        let mut collected = Paise::ZERO;
        let mut invoices = Paise::ZERO;
        for at in 0..world.order.parts.len() {
            world.does(OrderEvent::OfficeDelivered { part: world.part(at).id });
            let vendor = world.vendor_of(at);
            let invoice = invoiced(share_of(&world.order, at));
            prop_assert_eq!(world.owed_to(vendor), invoice);
            invoices += invoice;
            collected += world.balance(Account::CashWithVendor(vendor));
        }
        prop_assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
        prop_assert_eq!(collected, if cash { world.order.total_paise } else { Paise::ZERO });
        prop_assert_eq!(world.balance(Account::RoundOff), -world.order.round_off_paise);
        prop_assert_eq!(invoices + world.order.round_off_paise, world.order.total_paise);
        for nobodys in [Account::Suspense, Account::PriceSupport, Account::CancellationFee] {
            prop_assert_eq!(world.balance(nobodys), Paise::ZERO);
        }
    }
}

#[test]
fn a_card_shows_what_belongs_to_its_part() {
    let world = World::accepted(&[(CEMENT, 50), (MASON, 2)]);
    let goods = PartCard::of(&world.order, world.part(0));
    let crew = PartCard::of(&world.order, world.part(1));
    assert!(goods.schedule.delivery.is_some() && goods.schedule.work.is_none());
    assert!(crew.schedule.delivery.is_none() && crew.schedule.work.is_some());
    assert!(crew.is_labour && !goods.is_labour);
    assert_eq!(goods.total_paise + crew.total_paise, world.order.total_paise);
}
