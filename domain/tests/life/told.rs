//! What people are told of sums is what then happens: refunds, cash at the gates, what a vendor gets.
//!
//! `told_is_done` looks at every step of every test here, random ones too; the tests below ask first and compare then.

use jiff::civil::Date;
use realserv_domain::fees::{Base, Levy, Rate, Rates};
use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::quantity::Quantity;

use crate::acts::{Act, Verdict, event};
use crate::town::*;

/// Refunds that are on their way, and that wait for a bank.
#[derive(Debug, Default, PartialEq, Eq)]
struct Back {
    goes: Paise,
    waits: Paise,
}

/// Of every step: the buyer hears of each refund once, with its sum, and of the cash that his parts cost then.
pub(crate) fn told_is_done(before: &Order, after: &Order, effects: &[Effect]) {
    let mut told_back = Back::default();
    for fact in told(effects, before.buyer) {
        match fact {
            Fact::Cancelled { refund_paise, .. }
            | Fact::RefundStarted { amount_paise: refund_paise, .. } => {
                told_back.goes += *refund_paise;
            }
            Fact::RefundWaits { amount_paise, .. } => told_back.waits += *amount_paise,
            Fact::ClaimSettled { refund_paise, .. } => told_back.goes += refund_paise.unwrap(),
            Fact::MadeLess { part, refund_paise, off_paise, total_paise, unpaid, .. } => {
                told_back.goes += *refund_paise;
                at_the_gate(before, after, part, *off_paise);
                let total = if *unpaid { after.total_paise } else { after.to_collect() };
                assert_eq!(*total_paise, total, "{fact:?}");
            }
            Fact::CameShort { part, refund_paise, off_paise, .. } => {
                told_back.goes += *refund_paise;
                at_the_gate(before, after, part, *off_paise);
            }
            _others => {}
        }
    }
    assert_eq!(told_back, made(before, after), "{effects:?}");
}

fn at_the_gate(before: &Order, after: &Order, card: &PartCard, off: Paise) {
    let gate = |order: &Order| order.gate_for(order.part(card.part).unwrap());
    assert_eq!((card.gate_paise, off), (gate(after), gate(before) - gate(after)));
}

fn made(before: &Order, after: &Order) -> Back {
    let known = |refund: &Refund| before.refunds.iter().any(|known| known.id == refund.id);
    let mut back = Back::default();
    for refund in after.refunds.iter().filter(|refund| !known(refund)) {
        if refund.waits {
            back.waits += refund.amount_paise;
        } else {
            back.goes += refund.amount_paise;
        }
    }
    back
}

/// How it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Cash,
    Unpaid,
    Online,
    Advance,
    /// Paid online, and the buyer has agreed to a dearer yard.
    Dearer,
}

const WAYS: [Way; 5] = [Way::Cash, Way::Unpaid, Way::Online, Way::Advance, Way::Dearer];

/// Two yards have accepted it, but where nobody has paid; the first brings cement.
fn ordered(way: Way) -> World {
    let big: &[(u128, u32)] = &[(CEMENT, 80), (SAND, 3)];
    let mut world = match way {
        Way::Cash => World::placed(Method::Cash, &[(CEMENT, 20), (SAND, 1)]),
        Way::Unpaid => return World::linked(big),
        Way::Online | Way::Dearer => World::paid(big),
        Way::Advance => {
            let mut world = World::placed(Method::Advance, big);
            world.link_made();
            world.pays("pay_1");
            world
        }
    };
    if way == Way::Dearer {
        let (offer, by, part) = (world.offer_of(0), world.vendor_of(0), world.part(0).id);
        let ask_paise = Paise::new(42_033);
        world.does(OrderEvent::DearerAsked { offer, by, ask_paise });
        let counter = Counter::Dearer { ask_paise };
        world.does(OrderEvent::CounterAccepted { part, by: BUYER, counter });
        world.accepts(1);
    } else {
        world.all_accept();
    }
    world
}

/// What has happened before the buyer is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    Packed,
    OtherCancelled,
    OtherCame,
    Taken,
    Lost,
    LostInPart,
}

const BEFORE: [Before; 7] = [
    Before::Nothing,
    Before::Packed,
    Before::OtherCancelled,
    Before::OtherCame,
    Before::Taken,
    Before::Lost,
    Before::LostInPart,
];

/// None where that cannot be.
fn after(way: Way, before: Before) -> Option<World> {
    let mut world = ordered(way);
    let other = world.part(1).id;
    let paid = matches!(way, Way::Online | Way::Advance | Way::Dearer);
    let verdict = |world: &mut World, verdict| {
        let act = event(world, Act::Disputes(0, verdict)).unwrap();
        world.does(act);
    };
    match before {
        Before::Nothing => {}
        Before::Packed if way != Way::Unpaid => {
            world.packs(0);
        }
        Before::OtherCancelled => {
            world.cancels_part(Some(other));
        }
        Before::OtherCame if way != Way::Unpaid => {
            world.does(OrderEvent::OfficeDelivered { part: other });
        }
        Before::Taken if paid => verdict(&mut world, Verdict::Taken),
        Before::Lost if paid => verdict(&mut world, Verdict::Lost),
        Before::LostInPart if paid => verdict(&mut world, Verdict::LostInPart),
        _others => return None,
    }
    Some(world)
}

fn every_world(mut look: impl FnMut(World, Way, Before)) {
    for way in WAYS {
        for before in BEFORE {
            if let Some(world) = after(way, before) {
                look(world, way, before);
            }
        }
    }
}

#[test]
fn what_less_of_it_means_is_what_is_done() {
    for left in [0, 1, 10, 15, 19] {
        every_world(|mut world, way, before| {
            let what = format!("{way:?} {before:?} {left}");
            let sku = sku_id(CEMENT);
            let less = Less { part: world.part(0).id, sku, quantity: Quantity::whole(left) };
            let means = world.order.fewer(less, Party::Buyer, &world.now, &world.terms);
            if before == Before::Taken {
                assert_eq!(means.unwrap_err(), NoFewer::Disputed, "{what}");
                let (back_paise, kept_paise) = (Paise::ZERO, Paise::ZERO);
                let asked = OrderEvent::FewerAsked { less, by: BUYER, back_paise, kept_paise };
                assert_eq!(names(&world.does(asked), BUYER), ["fewer_not_possible"], "{what}");
                return assert!(world.order.refunds.is_empty());
            }
            let means = means.unwrap();
            let (was, living) = (world.order.clone(), world.part(0).clone());
            let (back_paise, kept_paise) = (means.back_paise, means.kept_paise);
            world.does(OrderEvent::FewerAsked { less, by: BUYER, back_paise, kept_paise });
            let goes = made(&was, &world.order).goes;
            assert_eq!(goes, means.refund_paise, "{what}");
            let part = world.order.part(less.part).unwrap();
            assert_eq!(part.step().lives(), left > 0, "{what}");
            if world.order.ended.is_some() {
                return;
            }
            if way == Way::Unpaid {
                assert_eq!(world.order.total_paise, means.total_paise, "{what}");
            } else {
                assert_eq!(world.order.to_collect(), means.total_paise, "{what}");
            }
            if let Some(with) = means.part.filter(|_| way != Way::Unpaid) {
                assert_eq!(&with.share, &part.share, "{what}");
                let gate = world.order.gate_for(part);
                assert_eq!(was.gate_for(&living) - gate + goes, back_paise, "{what}");
                assert_eq!(gate.get() % 100, 0, "whole rupees: {what}");
            }
        });
    }
}

#[test]
fn what_calling_it_off_means_is_what_is_done() {
    every_world(|mut world, way, before| {
        let means = world.order.cancelling(None, &world.now, &world.terms);
        let was = world.order.clone();
        world.cancels();
        let goes = made(&was, &world.order).goes;
        let promised = if before == Before::Taken { Paise::ZERO } else { means.back_paise };
        assert_eq!(goes, promised, "{way:?} {before:?}");
    });
}

/// The office may always: what a bank has in hand waits, and is said to wait (`told_is_done`).
#[test]
fn the_offices_less_and_what_is_short_at_the_gate_are_told_as_they_are() {
    every_world(|mut world, way, before| {
        if before != Before::Packed {
            let quantity = Quantity::whole(15);
            let less = Less { part: world.part(0).id, sku: sku_id(CEMENT), quantity };
            let effects = world.does(OrderEvent::OfficeMadeLess { less });
            assert!(names(&effects, BUYER).contains(&"made_less".into()), "{way:?} {before:?}");
        }
        if way == Way::Unpaid {
            return;
        }
        world.dispatches(0);
        let (part, by, came) = (world.part(0).id, world.vendor_of(0), Quantity::whole(9));
        let short = OrderEvent::CameShort { part, by, sku: sku_id(CEMENT), came, rest: Rest::Lost };
        let effects = world.does(short);
        let heard = names(&effects, BUYER);
        let waits = before == Before::Taken && !world.order.refunds.is_empty();
        let expected: &[&str] =
            if waits { &["came_short", "refund_waits"] } else { &["came_short"] };
        assert_eq!(heard, expected, "{way:?} {before:?}");
    });
}

fn with_rates(world: &mut World) {
    let rate = |levy, per_ten_thousand, base| Rate {
        levy,
        scope: String::new(),
        from_on: Date::constant(2020, 4, 1),
        per_ten_thousand,
        base,
        threshold_paise: Paise::ZERO,
    };
    world.terms.rates = Rates(vec![
        rate(Levy::Commission, 200, Base::Gross),
        rate(Levy::CommissionGst, 1800, Base::Taxable),
        rate(Levy::Tcs, 50, Base::Taxable),
        rate(Levy::Tds, 10, Base::Gross),
    ]);
}

/// A vendor is told what the ledger owes him: when he has delivered, and after each thing that is taken off it.
#[test]
fn what_a_vendor_is_told_that_he_gets_is_what_the_ledger_owes_him() {
    for count in [2, 7, 20] {
        every_world(|mut world, way, before| {
            if matches!(way, Way::Unpaid) {
                return;
            }
            with_rates(&mut world);
            let (what, vendor) = (format!("{way:?} {before:?} {count}"), world.vendor_of(0));
            world.dispatches(0);
            let effects = world.delivers(0);
            let heard = told(&effects, world.part(0).share.vendor.person);
            let [Fact::DeliveredByYou { part: card, fees_paise, .. }] = heard.as_slice() else {
                panic!("{what}: {heard:?}");
            };
            assert!(*fees_paise > Paise::ZERO, "{what}");
            assert_eq!(card.owed_paise - *fees_paise, world.owed_to(vendor), "{what}");
            let (part, sku, quantity) = (world.part(0).id, sku_id(CEMENT), Quantity::whole(count));
            let why = ClaimWhy::Broken;
            let claim = OrderEvent::ClaimMade { part, by: BUYER, sku, why, quantity, photo: None };
            let effects = world.does(claim);
            let heard = told(&effects, world.part(0).share.vendor.person);
            let [Fact::ClaimAsked { by_hand_paise, .. }] = heard.as_slice() else {
                panic!("{what}: {heard:?}");
            };
            let asked_by_hand = by_hand_paise.unwrap();
            let answer = ClaimAnswer::Agreed { rest: Rest::Lost };
            let agreed = OrderEvent::ClaimAnswered { part, by: vendor, claim: 0, answer };
            let effects = world.does(agreed);
            let heard = told(&effects, world.part(0).share.vendor.person);
            let [Fact::ClaimClosed { owed_paise, by_hand_paise, .. }] = heard.as_slice() else {
                panic!("{what}: {heard:?}");
            };
            assert_eq!(*owed_paise, world.owed_to(vendor), "{what}");
            assert_eq!(*by_hand_paise, asked_by_hand, "what he was asked for: {what}");
            let amount_paise = Paise::rupees(100);
            world.does(OrderEvent::OfficeTookBack { part, amount_paise });
            assert_eq!(world.order.nets(world.part(0)), world.owed_to(vendor), "{what}");
        });
    }
}

#[test]
fn what_was_paid_stays_what_was_paid_and_what_has_come_is_not_collected_again() {
    for way in [Way::Online, Way::Advance, Way::Dearer] {
        let paid = ordered(way).order.paid_by().unwrap().amount_paise;
        for before in [Before::Nothing, Before::OtherCancelled, Before::OtherCame] {
            let world = after(way, before).unwrap();
            assert_eq!(world.order.online_paise(), paid, "{way:?} {before:?}");
            let one = world.order.gate_for(world.part(0));
            let other = world.order.gate_for(world.part(1));
            let all = if before == Before::Nothing { one + other } else { one };
            assert_eq!(world.order.to_collect(), all, "{way:?} {before:?}");
        }
    }
}

/// No pay button follows where none can be made any more.
#[test]
fn an_order_that_nobody_can_pay_for_any_more_does_not_become_less() {
    let mut world = ordered(Way::Unpaid);
    let quantity = Quantity::whole(15);
    let less = Less { part: world.part(0).id, sku: sku_id(CEMENT), quantity };
    let may = |world: &World| {
        let means = world.order.fewer(less, Party::Buyer, &world.now, &world.terms).err();
        let shown = world.order.may_be_less(world.part(0), &world.now, &world.terms);
        assert_eq!(means.is_none(), shown);
        means
    };
    assert_eq!(may(&world), None);
    let mut often = world.clone();
    for left in (70..79).rev() {
        let less = Less { quantity: Quantity::whole(left), ..less };
        often.does(OrderEvent::OfficeMadeLess { less });
        often.link_made();
    }
    assert_eq!(often.order.links.len(), 9);
    assert_eq!(may(&often), Some(NoFewer::NotPayable));
    world.waits(i64::from(world.terms.quote_minutes) + 1);
    assert_eq!(may(&world), Some(NoFewer::NotPayable), "its stock is held two minutes longer");
    let total = world.order.total_paise;
    let (back_paise, kept_paise) = (Paise::rupees(25_000), Paise::ZERO);
    let asked = OrderEvent::FewerAsked { less, by: BUYER, back_paise, kept_paise };
    assert_eq!(names(&world.does(asked), BUYER), ["fewer_not_possible"]);
    assert_eq!((world.order.total_paise, world.order.links.len()), (total, 1));
}

/// The bank has given it to the buyer: nothing more goes, and nothing more is promised.
#[test]
fn of_what_a_bank_has_given_back_a_claim_sends_nothing_more() {
    let mut world = ordered(Way::Online);
    world.does(OrderEvent::OfficeDelivered { part: world.part(0).id });
    let lost = event(&world, Act::Disputes(0, Verdict::Lost)).unwrap();
    world.does(lost);
    let (part, by, quantity) = (world.part(0).id, world.vendor_of(0), Quantity::whole(7));
    let (sku, why) = (sku_id(CEMENT), ClaimWhy::Short);
    world.does(OrderEvent::ClaimMade { part, by: BUYER, sku, why, quantity, photo: None });
    let answer = ClaimAnswer::Agreed { rest: Rest::Lost };
    let effects = world.does(OrderEvent::ClaimAnswered { part, by, claim: 0, answer });
    let [Fact::ClaimSettled { given_paise, refund_paise, .. }] = told(&effects, BUYER)[..] else {
        panic!("{effects:?}");
    };
    assert_eq!((*given_paise, *refund_paise), (Paise::new(7 * 38_550), Some(Paise::ZERO)));
    assert!(world.order.refunds.is_empty());
    assert_eq!(world.balance(Account::Buyer(BUYER)), -world.order.online_for(world.part(1)));
}
