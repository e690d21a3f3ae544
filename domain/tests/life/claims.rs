//! Something is missing or broken after it was handed over: the vendor's word, or the office's.

use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::quantity::Quantity;

use crate::town::*;

const CART: &[(u128, u32)] = &[(CEMENT, 50)];

fn delivered(method: Method) -> World {
    let mut world = match method {
        Method::Online => World::paid(CART),
        Method::Advance => {
            let mut world = World::placed(Method::Advance, &[(CEMENT, 80)]);
            world.link_made();
            world.pays("pay_1");
            world
        }
        Method::Cash => World::placed(Method::Cash, CART),
    };
    world.accepts(0);
    world.dispatches(0);
    world.delivers(0);
    world
}

fn claims(world: &mut World, count: u32, why: ClaimWhy) -> Vec<Effect> {
    let (part, sku, quantity) = (world.part(0).id, sku_id(CEMENT), Quantity::whole(count));
    world.does(OrderEvent::ClaimMade { part, by: BUYER, sku, why, quantity, photo: None })
}

fn answers(world: &mut World, claim: u8, answer: ClaimAnswer) -> Vec<Effect> {
    let (part, by) = (world.part(0).id, world.vendor_of(0));
    world.does(OrderEvent::ClaimAnswered { part, by, claim, answer })
}

fn settles(world: &mut World, claim: u8, paise: Paise, borne_by: Bearer) -> Vec<Effect> {
    let part = world.part(0).id;
    world.does(OrderEvent::OfficeSettledClaim { part, claim, amount_paise: paise, borne_by })
}

const YES: ClaimAnswer = ClaimAnswer::Agreed { rest: Rest::Back };

fn worth(world: &World, count: u32) -> Paise {
    Quantity::whole(count).at(world.part(0).share.lines[0].price_paise)
}

fn why(effects: &[Effect]) -> NoClaim {
    match told(effects, BUYER).as_slice() {
        [Fact::ClaimNotPossible { why, .. }] => *why,
        others => panic!("{others:?}"),
    }
}

#[test]
fn a_yard_that_agrees_gives_it_up_and_the_money_goes_back_at_once() {
    let mut world = delivered(Method::Online);
    let (owed, worth) = (world.part(0).owed(), worth(&world, 7));
    let effects = claims(&mut world, 7, ClaimWhy::Short);
    assert_eq!(names(&effects, person_of(1)), ["claim_asked"]);
    assert_eq!(names(&effects, BUYER), ["claim_noted"]);
    assert!(!world.order.needs_person() && world.order.refunds.is_empty());
    let effects = answers(&mut world, 0, YES);
    assert_eq!(names(&effects, BUYER), ["claim_settled"]);
    assert_eq!(names(&effects, person_of(1)), ["claim_closed"]);
    assert!(deeds(&effects).contains(&"take_back".to_owned()), "it is in the yard");
    let refund = &world.order.refunds[0];
    assert_eq!((refund.amount_paise, refund.why), (worth, RefundWhy::ShortAtSite));
    assert_eq!(world.part(0).owed(), owed - worth);
    assert_eq!(-world.owed_to(vendor_id(1)), -(owed - worth));
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    let again = answers(&mut world, 0, YES);
    assert_eq!(
        (names(&again, person_of(1)), deeds(&again).len()),
        (vec!["claim_closed".into()], 0)
    );
}

#[test]
fn a_no_or_silence_puts_it_on_the_offices_list_until_the_office_has_said() {
    let mut world = delivered(Method::Online);
    let (owed, worth) = (world.part(0).owed(), worth(&world, 4));
    claims(&mut world, 4, ClaimWhy::Broken);
    let effects = answers(&mut world, 0, ClaimAnswer::Refused);
    assert_eq!(names(&effects, BUYER), ["claim_with_office"]);
    assert_eq!(names(&effects, person_of(1)), ["claim_goes_to_office"]);
    assert_eq!(world.order.attention, Some(Attention::ClaimOpen));
    let half = worth.times_ratio(1, 2);
    let effects = settles(&mut world, 0, half, Bearer::Platform);
    assert_eq!(names(&effects, BUYER), ["claim_settled"]);
    assert_eq!(world.order.attention, None);
    assert_eq!(world.order.refunds[0].why, RefundWhy::Broken);
    assert_eq!(world.balance(Account::Claims), half);
    assert_eq!(world.part(0).owed(), owed, "not at the vendor's cost");
    assert!(deeds(&settles(&mut world, 0, worth, Bearer::Vendor)).is_empty(), "said once");
    claims(&mut world, 2, ClaimWhy::Broken);
    let effects = world.waits(24 * 60);
    assert_eq!(names(&effects, BUYER), ["claim_with_office"]);
    settles(&mut world, 1, Paise::ZERO, Bearer::Vendor);
    assert_eq!((world.order.attention, world.order.refunds.len()), (None, 1), "nothing given");
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

#[test]
fn of_a_cash_order_the_vendor_hands_it_back_whoever_bears_it() {
    for (borne_by, ours) in [(Bearer::Vendor, false), (Bearer::Platform, true)] {
        let mut world = delivered(Method::Cash);
        let (total, worth) = (world.order.total_paise, worth(&world, 3));
        let owed = world.part(0).owed();
        claims(&mut world, 3, ClaimWhy::Broken);
        settles(&mut world, 0, worth, borne_by);
        assert!(world.order.refunds.is_empty(), "there is no payment to refund");
        assert_eq!(world.balance(Account::CashWithVendor(vendor_id(1))), total - worth);
        let left = if ours { owed } else { owed - worth };
        assert_eq!(-world.owed_to(vendor_id(1)), -left);
        assert_eq!(world.balance(Account::Suspense), Paise::ZERO);
    }
}

#[test]
fn what_cannot_be_claimed_is_said() {
    let mut world = World::dispatched(CART);
    assert_eq!(why(&claims(&mut world, 1, ClaimWhy::Short)), NoClaim::NotDelivered);
    world.delivers(0);
    let left = Quantity::whole(50);
    let unit = realserv_domain::quantity::Unit::Bag;
    assert_eq!(why(&claims(&mut world, 51, ClaimWhy::Short)), NoClaim::TooMuch { left, unit });
    assert_eq!(why(&claims(&mut world, 0, ClaimWhy::Short)), NoClaim::TooLittle);
    claims(&mut world, 40, ClaimWhy::Short);
    assert_eq!(why(&claims(&mut world, 1, ClaimWhy::Broken)), NoClaim::OneIsOpen);
    answers(&mut world, 0, YES);
    let left = Quantity::whole(10);
    assert_eq!(why(&claims(&mut world, 11, ClaimWhy::Short)), NoClaim::TooMuch { left, unit });
    world.waits(24 * 60);
    assert_eq!(why(&claims(&mut world, 1, ClaimWhy::Short)), NoClaim::TooLate { hours: 24 });
    let stranger = OrderEvent::ClaimMade {
        part: world.part(0).id,
        by: person_of(1),
        sku: sku_id(CEMENT),
        why: ClaimWhy::Short,
        quantity: Quantity::whole(1),
        photo: None,
    };
    assert!(world.does(stranger).is_empty());
}

#[test]
fn a_substitutes_support_goes_back_with_what_he_gives_up() {
    let mut world = World::paid(CART);
    world.rejects(0);
    world.accepts(0);
    world.dispatches(0);
    world.delivers(0);
    let support = world.balance(Account::PriceSupport);
    assert!(support > Paise::ZERO);
    claims(&mut world, 25, ClaimWhy::Short);
    answers(&mut world, 0, ClaimAnswer::Agreed { rest: Rest::Lost });
    // Of the goods: nothing is added to what he brings them for.
    assert_eq!(world.balance(Account::PriceSupport), support.times_ratio(1, 2));
    assert_eq!(-world.owed_to(world.vendor_of(0)), -world.part(0).owed());
}

/// The buyer says seven bags are missing, and the office has heard of it too: one of the two gives the money back, not both.
#[test]
fn while_a_claim_is_open_the_office_settles_it_and_takes_nothing_back_beside_it() {
    let mut world = delivered(Method::Online);
    let (part, worth) = (world.part(0).id, worth(&world, 7));
    assert_eq!(worth, Paise::new(269_850));
    claims(&mut world, 7, ClaimWhy::Short);
    let refused = world.order.takes_back(world.part(0));
    assert_eq!(refused, Err(NoTakeBack::ClaimIsOpen { claim: 0 }));
    let takes_back = OrderEvent::OfficeTookBack { part, amount_paise: worth };
    assert!(world.does(takes_back.clone()).is_empty());
    answers(&mut world, 0, YES);
    let refunds: Vec<_> = world.order.refunds.iter().map(|refund| refund.amount_paise).collect();
    assert_eq!(refunds, [worth]);
    assert_eq!(world.part(0).taken_back_paise, worth);
    assert_eq!(world.order.takes_back(world.part(0)), Ok(()), "for something else");
    world.does(takes_back);
    assert_eq!(world.order.refunds.len(), 2);
}

/// What an advance covers goes back to the bank; the rest the vendor has in hand.
#[test]
fn with_an_advance_the_money_goes_back_the_way_it_came() {
    let mut world = delivered(Method::Advance);
    let online = world.order.online_for(world.part(0));
    claims(&mut world, 40, ClaimWhy::Broken);
    let given = world.part(0).claims[0].paise;
    assert!(given > online);
    answers(&mut world, 0, YES);
    assert_eq!(world.order.refunds[0].amount_paise, online);
    assert_eq!(world.part(0).claims[0].by_hand(), given - online);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

/// Yard 2 takes cement and steel for the first one's price, and the platform adds to the cement alone.
#[test]
fn a_yard_gives_up_what_it_was_asked_for_and_no_support_of_another_line() {
    let mut world = World::paid(&[(CEMENT, 50), (STEEL, 100)]);
    world.candidates = vec![listing(2, CEMENT, 40_092), listing(2, STEEL, 6_233)];
    world.rejects(0);
    world.accepts(0);
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(world.balance(Account::PriceSupport), Paise::rupees(771));
    let mut owed = world.owed_to(vendor_id(2));
    for (sku, count, back, support) in [(STEEL, 60, 373_980, 0), (CEMENT, 10, 385_500, 15_420)] {
        let (part, by) = (world.part(0).id, vendor_id(2));
        let (sku, quantity, why) = (sku_id(sku), Quantity::whole(count), ClaimWhy::Short);
        let says = OrderEvent::ClaimMade { part, by: BUYER, sku, why, quantity, photo: None };
        let asked = world.does(says);
        let claim = u8::try_from(world.part(0).claims.len() - 1).unwrap();
        let [Fact::ClaimAsked { loses_paise, .. }] = told(&asked, person_of(2))[..] else {
            panic!("{asked:?}")
        };
        let asked_for = *loses_paise;
        assert_eq!(asked_for, Paise::new(back + support));
        let closed = world.does(OrderEvent::ClaimAnswered { part, by, claim, answer: YES });
        let [Fact::ClaimClosed { given_paise, loses_paise, .. }] = told(&closed, person_of(2))[..]
        else {
            panic!("{closed:?}")
        };
        assert_eq!((*given_paise, *loses_paise), (Paise::new(back), asked_for));
        owed = owed - asked_for;
        assert_eq!(world.owed_to(vendor_id(2)), owed);
    }
    assert_eq!(world.balance(Account::PriceSupport), Paise::new(77_100 - 15_420));
    // All that is left: nothing of it stays with anybody.
    let (part, left) = (world.part(0).id, world.order.stays_sold(world.part(0)));
    world.does(OrderEvent::OfficeTookBack { part, amount_paise: left });
    for account in [Account::PriceSupport, Account::RoundOff, Account::Buyer(BUYER)] {
        assert_eq!(world.balance(account), Paise::ZERO, "{account:?}");
    }
    assert_eq!(world.owed_to(vendor_id(2)), Paise::ZERO);
}
