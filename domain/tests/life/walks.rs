//! Every state that a small order can reach, walked event by event: none is a trap, whoever taps is answered, and
//! whoever waits is waited for by a timer, which ends the order or puts it on the office's list.

use std::collections::{BTreeMap, VecDeque};

use realserv_domain::ids::PersonId;
use realserv_domain::ledger::Account;
use realserv_domain::orders::*;
use realserv_domain::payments::RefundStatus;

use crate::acts::{Act, event};
use crate::town::*;

/// More states than this means that something counts without end.
const MOST_STATES: usize = 20_000;

/// After so many timers that change nothing the rest are polls as well: a refund is asked about for ever.
const MOST_TIMERS: usize = 200;

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
            let claims: Vec<_> = part.claims.iter().map(|claim| claim.state.as_str()).collect();
            let counter = part.counter();
            let stock = world.stock[&part.id];
            (part.step(), part.rounds, asked, wrong, counter, stock, part.shrunk, claims)
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

/// What everybody may do to an order that is paid for once, or in cash.
const GOODS: &[Act] = &[
    Act::LinkMade,
    Act::LinkCancelled,
    Act::Pays(0),
    Act::RefundSeen(0, true),
    Act::RefundSeen(0, false),
    Act::PayAgain,
    Act::Cash,
    Act::Wait(0),
    Act::MoneyBack(0),
    Act::More(0),
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

/// All that may happen to money, and enough to the goods that it can come and go at each of their turns.
const MONEY: &[Act] = &[
    Act::LinkMade,
    Act::LinkRefused,
    Act::Pays(0),
    Act::Pays(1),
    Act::Fails(0),
    Act::RefundSeen(0, true),
    Act::RefundSeen(0, false),
    Act::Cash,
    Act::Cancel(None),
    Act::Accept(0),
    Act::OfficeDelivers(0),
    Act::OfficeCancels(None),
];

/// What goes wrong with goods: less is wanted, less comes, or it comes broken.
const TROUBLE: &[Act] = &[
    Act::RefundSeen(0, true),
    Act::Cancel(None),
    Act::Accept(0),
    Act::TakesOut(0, 2_000),
    Act::Pack(0),
    Act::Dispatch(0),
    Act::Leave(0),
    Act::Short(0, 1_000, true),
    Act::Code(0),
    Act::Claim(0, 1_000, true),
    Act::ClaimYes(0),
    Act::ClaimNo(0),
    Act::SettlesClaim(0, 20_000, true),
    Act::OfficeCancels(None),
    Act::OfficeDelivers(0),
];

/// One step of a walk: what happened, and the world after it.
pub(crate) struct Walked {
    pub(crate) event: OrderEvent,
    pub(crate) world: World,
}

/// Lets the timer that is due next happen.
fn next_timer(mut next: World) -> Option<Walked> {
    next.timers.sort_by_key(|(at, _)| *at);
    let (at, timer) = next.timers.first().copied()?;
    next.timers.remove(0);
    if at > next.now.timestamp() {
        next.now = at.to_zoned(next.now.time_zone().clone());
    }
    let event = OrderEvent::Due { timer };
    next.does(event.clone());
    Some(Walked { event, world: next })
}

/// The next timer that changes something: polls that find nothing new are many, and must not hide what comes after them.
fn next_change(world: &World) -> Option<Walked> {
    let (before, mut next) = (shape(world), next_timer(world.clone())?);
    for _ in 0..MOST_TIMERS {
        if shape(&next.world) != before {
            return Some(next);
        }
        next = next_timer(next.world)?;
    }
    None
}

fn after(world: &World, act: Act) -> Option<Walked> {
    // A third link tells nothing that the second does not.
    if matches!(act, Act::PayAgain) && world.order.links.len() >= 2 {
        return None;
    }
    // Nor does a share that shrinks again and again.
    let shrunk = world.order.refunds.iter().any(|refund| refund.why == RefundWhy::FewerCame);
    if matches!(act, Act::Fewer(..)) && shrunk {
        return None;
    }
    // A second time it is the same once more.
    let (part, again) = (&world.order.parts[0], part_was_less(world));
    if matches!(act, Act::Fewer(..) | Act::TakesOut(..) | Act::Short(..)) && again {
        return None;
    }
    if matches!(act, Act::Claim(..)) && (again || !part.claims.is_empty()) {
        return None;
    }
    let event = event(world, act)?;
    let mut next = world.clone();
    next.does(event.clone());
    Some(Walked { event, world: next })
}

fn part_was_less(world: &World) -> bool {
    world.order.parts.iter().any(|part| part.shrunk > 0)
}

/// All states that can be reached from here by these acts and by time, one world for each, and each step between two.
pub(crate) fn walk(
    from: World,
    acts: &[Act],
    mut seen_step: impl FnMut(&World, &Walked),
) -> Vec<World> {
    let mut seen = BTreeMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(world) = queue.pop_front() {
        let shape = shape(&world);
        if seen.contains_key(&shape) {
            continue;
        }
        assert!(seen.len() < MOST_STATES, "states without end: {shape}");
        let steps = acts.iter().filter_map(|act| after(&world, *act)).chain(next_change(&world));
        for step in steps {
            seen_step(&world, &step);
            queue.push_back(step.world);
        }
        seen.insert(shape, world);
    }
    seen.into_values().collect()
}

/// Few vendors, rounds and tries: more of them are the same states once more.
pub(crate) fn few(mut world: World) -> World {
    world.terms = Terms { most_rounds: 1, code_tries: 2, ..Terms::default() };
    world.candidates =
        vec![listing(1, CEMENT, 38_550), listing(2, CEMENT, 38_600), listing(4, MASON, 90_000)];
    world
}

/// Where walks begin, and what is done there: goods paid online and in cash, a crew, and goods that are gone when the
/// money comes late. All acts at once would be the same states many times over.
pub(crate) fn walks() -> Vec<(World, &'static [Act])> {
    let online = || few(World::placed(Method::Online, &[(CEMENT, 10)]));
    let mut gone = online();
    gone.can_reserve_again = false;
    vec![
        (online(), GOODS),
        (few(World::placed(Method::Cash, &[(CEMENT, 10)])), GOODS),
        (few(World::paid(&[(MASON, 2)])), GOODS),
        (online(), MONEY),
        (gone, GOODS),
        (few(World::paid(&[(CEMENT, 10)])), TROUBLE),
        (few(World::placed(Method::Cash, &[(CEMENT, 10)])), TROUBLE),
        (few(World::paid(&[(MASON, 4)])), TROUBLE),
    ]
}

fn has_ended(world: &World) -> bool {
    let state = world.order.state();
    let asked = |claim: &Claim| matches!(claim.state, ClaimState::Asked { .. });
    let claims = || world.order.parts.iter().flat_map(|part| &part.claims);
    let answered = world.order.needs_person() || !claims().any(Claim::is_open);
    assert!(answered || claims().any(asked), "a claim that waits for nobody");
    world.order.ended.is_some() || (state == OrderState::Delivered && answered)
}

/// Whom an act is of: somebody who looks at the phone until an answer comes.
fn taps(world: &World, act: Act) -> Option<PersonId> {
    let part = &world.order.parts[0];
    let vendor = Some(part.share.vendor.person).filter(|_| !part.offers.is_empty());
    match act {
        Act::PayAgain | Act::Cash | Act::Wait(_) | Act::MoneyBack(_) => Some(BUYER),
        Act::More(_) => Some(BUYER),
        Act::NewTime(_) | Act::Cancel(_) | Act::Rate(_) => Some(BUYER),
        Act::TakesOut(..) | Act::Claim(..) => Some(BUYER),
        Act::Short(..) | Act::ClaimYes(_) | Act::ClaimNo(_) => vendor,
        Act::Accept(_) | Act::Reject(_) | Act::Pack(_) | Act::Dispatch(_) => vendor,
        Act::Leave(_) | Act::Code(_) | Act::WrongCode(_) | Act::VendorCancels(_) => vendor,
        _ => None,
    }
}

#[test]
fn no_state_is_a_trap_and_every_tap_is_answered() {
    let mut reached = 0;
    for (start, acts) in walks() {
        for world in walk(start, acts, |_, _| {}) {
            reached += 1;
            let shape = shape(&world);
            for act in acts {
                let Some(person) = taps(&world, *act) else { continue };
                let Some(event) = event(&world, *act) else { continue };
                let effects = world.clone().does(event);
                let answers = told(&effects, person).len();
                // What nobody has is asked for anew when it becomes less: an answer, and the question with its new sum.
                let unserved = world.order.parts[0].step() == PartStep::Unserved;
                let anew = unserved && matches!(act, Act::TakesOut(..));
                let once = answers == 1 || anew && answers == 2;
                assert!(once, "{act:?} in {shape}: {:?}", told(&effects, person));
            }
            let mut by_office = world.clone();
            for act in [Act::SettlesClaim(0, 0, true), Act::OfficeCancels(None)] {
                by_office = after(&by_office, act).map_or(by_office, |next| next.world);
            }
            let ended = has_ended(&by_office);
            assert!(ended, "the office cannot end {shape}");
            time_leads_out_of(&world);
            money_is_seen_to(&world);
        }
    }
    assert!(reached > 5_000, "{reached}");
}

/// Whoever does nothing is overtaken by time: the order ends by itself, or it stands on the office's list.
fn time_leads_out_of(world: &World) {
    let mut world = world.clone();
    for _ in 0..MOST_TIMERS {
        let with_vendor = world.order.parts.iter().any(|part| part.step().is_with_vendor());
        if has_ended(&world) || with_vendor && world.order.needs_person() {
            return;
        }
        let shape = shape(&world);
        world = next_timer(world).unwrap_or_else(|| panic!("nothing comes for {shape}")).world;
    }
    panic!("time alone does not end {}", shape(&world));
}

/// Of an order that is over nothing is owed to the buyer, unless the office has it on its list. What is on its way back
/// is asked about until it is there.
fn money_is_seen_to(world: &World) {
    if !has_ended(world) {
        return;
    }
    let owed = world.balance(Account::Buyer(BUYER));
    assert!(owed.is_zero() || world.order.needs_person(), "{owed} in {}", shape(world));
    for refund in &world.order.refunds {
        let on_its_way = refund.status.rank() < RefundStatus::Failed.rank();
        let asks = |(_, timer): &(_, Timer)| *timer == Timer::PollRefund { refund: refund.id };
        let asked = world.timers.iter().any(asks);
        assert!(!on_its_way || asked, "nobody asks about a refund in {}", shape(world));
    }
}
