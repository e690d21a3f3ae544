//! Every state that a small order can reach, walked event by event: none is a trap, whoever taps is answered, and
//! whoever waits is waited for by a timer.

use std::collections::{BTreeMap, VecDeque};

use realserv_domain::ids::PersonId;
use realserv_domain::orders::*;

use crate::acts::{Act, event};
use crate::town::*;

/// More states than this means that something counts without end.
const MOST_STATES: usize = 20_000;

/// What tells two orders apart, without their ids and instants.
fn shape(world: &World) -> String {
    let order = &world.order;
    let parts: Vec<_> = order
        .parts
        .iter()
        .map(|part| {
            let wrong = match &part.state {
                PartState::OnTheWay { wrong_codes, .. } => *wrong_codes,
                _ => 0,
            };
            let asked = part.asked.len();
            (part.step(), part.rounds, asked, wrong, part.counter(), world.stock[&part.id])
        })
        .collect();
    let links: Vec<_> =
        order.links.iter().map(|link| (link.status.rank(), link.provider.is_some())).collect();
    let payments: Vec<_> = order.payments.iter().map(|p| (&p.provider, p.status.rank())).collect();
    let refunds: Vec<_> = order.refunds.iter().map(|r| (r.why, r.status.rank())).collect();
    let open = world.now.timestamp() < order.quote_ends_at;
    let reminded = order.reminded_with.is_some();
    let rating = order.rated.map(|rated| rated.rating);
    format!(
        "{:?} {:?} {:?} {parts:?} {links:?} {payments:?} {refunds:?} {open} {reminded} {rating:?}",
        order.method, order.ended, order.attention
    )
}

/// One of each kind of act, and the next timer.
const ACTS: &[Act] = &[
    Act::LinkMade,
    Act::LinkRefused,
    Act::LinkCancelled,
    Act::Pays(0),
    Act::Pays(1),
    Act::Fails(0),
    Act::RefundSeen(0, true),
    Act::RefundSeen(0, false),
    Act::PayAgain,
    Act::Cash,
    Act::Wait(0),
    Act::MoneyBack(0),
    Act::NewTime(0),
    Act::Cancel(None),
    Act::Rate(true),
    Act::Rate(false),
    Act::Accept(0),
    Act::Reject(0),
    Act::Fewer(0, 10_000),
    Act::OtherTime(0),
    Act::CounterYes(0),
    Act::CounterNo(0),
    Act::Dearer(0, 3),
    Act::Pack(0),
    Act::Dispatch(0),
    Act::Leave(0),
    Act::Code(0),
    Act::WrongCode(0),
    Act::VendorCancels(0),
    Act::OfficeCancels(None),
    Act::OfficeReassigns(0),
    Act::OfficeDelivers(0),
    Act::OfficeSettles(0, true),
];

/// Lets the timer that is due next happen.
fn next_timer(world: &World) -> Option<World> {
    let mut next = world.clone();
    next.timers.sort_by_key(|(at, _)| *at);
    let (at, timer) = next.timers.first().copied()?;
    next.timers.remove(0);
    if at > next.now.timestamp() {
        next.now = at.to_zoned(next.now.time_zone().clone());
    }
    next.does(OrderEvent::Due { timer });
    Some(next)
}

fn after(world: &World, act: Act) -> Option<World> {
    // A third link tells nothing that the second does not.
    if matches!(act, Act::PayAgain) && world.order.links.len() >= 2 {
        return None;
    }
    // Nor does a share that shrinks again and again.
    let shrunk = world.order.refunds.iter().any(|refund| refund.why == RefundWhy::FewerCame);
    if matches!(act, Act::Fewer(..)) && shrunk {
        return None;
    }
    let event = event(world, act)?;
    let mut next = world.clone();
    next.does(event);
    Some(next)
}

/// All states that can be reached from here, one world for each.
fn reachable(from: World) -> Vec<World> {
    let mut seen = BTreeMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(world) = queue.pop_front() {
        let shape = shape(&world);
        if seen.contains_key(&shape) {
            continue;
        }
        assert!(seen.len() < MOST_STATES, "states without end: {shape}");
        queue.extend(ACTS.iter().filter_map(|act| after(&world, *act)));
        queue.extend(next_timer(&world));
        seen.insert(shape, world);
    }
    seen.into_values().collect()
}

fn worlds() -> Vec<World> {
    let few = |mut world: World| {
        world.terms = Terms { most_rounds: 1, code_tries: 2, ..Terms::default() };
        world.candidates =
            vec![listing(1, CEMENT, 38_550), listing(2, CEMENT, 38_600), listing(4, MASON, 90_000)];
        world
    };
    vec![
        few(World::placed(Method::Online, &[(CEMENT, 50)])),
        few(World::placed(Method::Cash, &[(CEMENT, 10)])),
        few(World::paid(&[(MASON, 2)])),
    ]
}

fn has_ended(world: &World) -> bool {
    let state = world.order.state();
    world.order.ended.is_some() || state == OrderState::Delivered
}

/// Whom an act is of: somebody who looks at the phone until an answer comes.
fn taps(world: &World, act: Act) -> Option<PersonId> {
    let part = &world.order.parts[0];
    let vendor = Some(part.share.vendor.person).filter(|_| !part.offers.is_empty());
    match act {
        Act::PayAgain | Act::Cash | Act::Wait(_) | Act::MoneyBack(_) => Some(BUYER),
        Act::NewTime(_) | Act::Cancel(_) | Act::Rate(_) => Some(BUYER),
        Act::Accept(_) | Act::Reject(_) | Act::Pack(_) | Act::Dispatch(_) => vendor,
        Act::Leave(_) | Act::Code(_) | Act::WrongCode(_) | Act::VendorCancels(_) => vendor,
        _ => None,
    }
}

#[test]
fn no_state_is_a_trap_and_every_tap_is_answered() {
    let mut reached = 0;
    for start in worlds() {
        for world in reachable(start) {
            reached += 1;
            let shape = shape(&world);
            for act in ACTS {
                let Some(person) = taps(&world, *act) else { continue };
                let Some(event) = event(&world, *act) else { continue };
                let effects = world.clone().does(event);
                let answers = told(&effects, person).len();
                assert_eq!(answers, 1, "{act:?} in {shape}: {:?}", told(&effects, person));
            }
            let ended =
                after(&world, Act::OfficeCancels(None)).is_some_and(|next| has_ended(&next));
            assert!(ended, "the office cannot end {shape}");
            waits_for_somebody(&world);
        }
    }
    assert!(reached > 500, "{reached}");
}

/// Where no person has promised anything, time alone leads on: unpaid, offered and unserved orders end by themselves.
fn waits_for_somebody(world: &World) {
    let mut world = world.clone();
    for _ in 0..200 {
        let with_vendor = world.order.parts.iter().any(|part| part.step().is_with_vendor());
        if has_ended(&world) || with_vendor {
            return;
        }
        let shape = shape(&world);
        world = next_timer(&world).unwrap_or_else(|| panic!("nothing comes for {shape}"));
    }
    panic!("time alone does not end {}", shape(&world));
}
