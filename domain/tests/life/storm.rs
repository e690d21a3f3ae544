//! A storm over the ledger: a hundred thousand events in any order, most of them about money, and after each order every
//! paisa is explained by what the order itself says, not by what was posted.

use std::collections::{BTreeMap, BTreeSet};

use realserv_domain::fees::{PanHolder, Standing};
use realserv_domain::ids::{PartId, SkuId, VendorId};
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::payments::*;

use crate::acts::{Act, Verdict, event};
use crate::dice::Dice;
use crate::pots::{Pot, Pots, explained, pot, rates};
use crate::town::*;

const EVENTS: usize = 100_000;
const SEED: u64 = 4;

/// The storm over one order, and what its buyer was told that stays of his money.
struct Storm {
    world: World,
    kept_told: Paise,
    events: usize,
    /// What the buyer was quoted, and for which vendors he has agreed to pay more.
    quoted: BTreeMap<SkuId, Paise>,
    agreed: BTreeSet<(PartId, VendorId)>,
    /// What a payment is of never changes, however often and in whatever state it is seen.
    amounts: BTreeMap<usize, Paise>,
}

impl Storm {
    fn over(world: World) -> Self {
        let lines = world.order.parts.iter().flat_map(|part| &part.share.lines);
        let quoted = lines.map(|line| (line.sku, line.price_paise)).collect();
        let (agreed, amounts) = (BTreeSet::new(), BTreeMap::new());
        Self { world, kept_told: Paise::ZERO, events: 0, quoted, agreed, amounts }
    }

    fn does(&mut self, event: OrderEvent) {
        let paid = self.world.order.is_paid();
        let claimed = self.claimed(&event);
        let dearer = match event {
            OrderEvent::MoreChosen { part, .. }
            | OrderEvent::CounterAccepted { part, counter: Counter::Dearer { .. }, .. } => {
                Some(part)
            }
            _ => None,
        };
        let named = if let OrderEvent::MoreChosen { more_paise, .. } = event {
            Some((more_paise, self.world.order.at_the_gates()))
        } else {
            None
        };
        let unpaid = self.comes_to(&event);
        let effects = self.world.does(event);
        assert!(unpaid.is_none_or(|told| told == self.world.order.total_paise), "{unpaid:?}");
        if let Some((more, before)) = named {
            // Or nothing: somebody brings it at the buyer's price after all.
            let rise = self.world.order.at_the_gates() - before;
            let off = rise - more;
            assert!(rise.is_zero() || off.get().abs() < 100, "{rise} more, told {more}");
        }
        let agreed = dearer.and_then(|id| self.world.order.part(id));
        self.agreed.extend(agreed.map(|part| (part.id, part.share.vendor.id)));
        self.costs_what_was_said();
        let (gates, most) = (self.world.order.at_the_gates(), self.world.order.cash_limit_paise);
        assert!(gates <= most, "{gates} in cash, of {most}");
        let order = &self.world.order;
        for part in order.parts.iter().filter(|part| part.step().lives()) {
            let (gate, due) = (order.gate_for(part), order.due_for(part).to_next_rupee());
            assert!(gate <= due, "{gate} is collected of {due}");
        }
        assert_eq!(claimed, self.claimed_again(&claimed), "taken back, and claimed still");
        self.events += 1;
        for fact in told(&effects, BUYER) {
            if let Fact::Cancelled { kept_paise, .. } | Fact::MadeLess { kept_paise, .. } = fact {
                assert!(paid || kept_paise.is_zero(), "kept of what was never paid");
                self.kept_told += *kept_paise;
            }
        }
    }

    /// What the buyer of an unpaid order is told that it comes to, where he takes something out of it and something stays.
    fn comes_to(&self, event: &OrderEvent) -> Option<Paise> {
        let OrderEvent::FewerAsked { less, back_paise, kept_paise, .. } = event else {
            return None;
        };
        let (order, now) = (&self.world.order, &self.world.now);
        let means = order.fewer(*less, Party::Buyer, now, &self.world.terms).ok()?;
        let unpaid = order.state() == OrderState::AwaitingPayment;
        let done = (means.back_paise, means.kept_paise) == (*back_paise, *kept_paise);
        (unpaid && done && !means.total_paise.is_zero()).then_some(means.total_paise)
    }

    /// Nobody pays more than he was quoted but to the vendor for whom he has agreed to it.
    fn costs_what_was_said(&self) {
        for part in &self.world.order.parts {
            let to_whom = (part.id, part.share.vendor.id);
            let agreed = part.step() != PartStep::Unserved && self.agreed.contains(&to_whom);
            for line in &part.share.lines {
                let quoted = self.quoted[&line.sku];
                assert!(agreed || line.price_paise == quoted, "{} of {quoted}", line.price_paise);
            }
        }
    }

    /// What was taken back beside its claims of each part with an open one. Until that is settled it stays: it may be of
    /// the same goods. Only what a bank took is of no goods.
    fn claimed(&self, event: &OrderEvent) -> Vec<(usize, Paise)> {
        if matches!(event, OrderEvent::OfficeSettledDispute { .. }) {
            return Vec::new();
        }
        let parts = self.world.order.parts.iter().enumerate();
        let open = parts.filter(|(_, part)| part.claims.iter().any(Claim::is_open));
        open.map(|(at, part)| (at, beside_claims(part))).collect()
    }

    fn claimed_again(&self, before: &[(usize, Paise)]) -> Vec<(usize, Paise)> {
        let part = |at: usize| &self.world.order.parts[at];
        let open = |at: usize| part(at).claims.iter().any(Claim::is_open);
        let now = |(at, was): &(usize, Paise)| {
            (*at, if open(*at) { beside_claims(part(*at)) } else { *was })
        };
        before.iter().map(now).collect()
    }

    fn acts(&mut self, act: Act) {
        if let Some(event) = event(&self.world, act) {
            self.does(event);
        }
    }

    /// Razorpay's word on any link: some payments, each as far as it may be, right and wrong, with and without a fee.
    fn bank(&mut self, dice: &mut Dice) {
        let order = &self.world.order;
        if order.links.is_empty() {
            return;
        }
        let link = dice.pick(&order.links).clone();
        let total = link.amount_paise;
        let payments = (0..=dice.below(2)).map(|_| self.payment(total, dice)).collect();
        let status = dice.pick(&[LinkStatus::Created, LinkStatus::Paid, LinkStatus::Expired]);
        self.does(OrderEvent::LinkSeen { link: link.id, status: status.clone(), payments });
    }

    fn payment(&mut self, total: Paise, dice: &mut Dice) -> Payment {
        let n = dice.below(4);
        let wrong = Paise::rupees(dice.between(1, 40_000));
        let amount = if dice.of_a_thousand(150) { wrong } else { total };
        let amount = *self.amounts.entry(n).or_insert(amount);
        let status = match dice.below(8) {
            0 => PaymentStatus::Created,
            1 => PaymentStatus::Failed,
            2 => PaymentStatus::Authorized,
            _ => PaymentStatus::Captured,
        };
        let seen = payment(&format!("pay_{n}"), amount, status);
        if dice.of_a_thousand(300) {
            return Payment { fee_paise: Paise::ZERO, fee_tax_paise: Paise::ZERO, ..seen };
        }
        seen
    }

    /// What is over is brought to its end: the office calls it delivered or off, and says who bears a trip.
    fn ends(&mut self, dice: &mut Dice) {
        for at in 0..self.world.order.parts.len() {
            if dice.of_a_thousand(500) {
                self.acts(Act::OfficeDelivers(at));
            }
        }
        for n in 0..u8::try_from(self.world.order.payments.len()).unwrap() {
            let ends = [Verdict::Won, Verdict::Lost, Verdict::LostInPart, Verdict::Closed];
            self.acts(Act::Disputes(n, *dice.pick(&ends)));
            self.acts(Act::OfficeSettlesDispute(n % 2, dice.of_a_thousand(500)));
        }
        self.acts(Act::OfficeCancels(None));
        for at in 0..self.world.order.parts.len() {
            self.acts(Act::OfficeSettles(at, dice.of_a_thousand(500)));
            // Something is found missing of what has come, and somebody says what that is worth.
            for _ in 0..dice.below(3) {
                self.acts(Act::Claim(at, dice.between(1, 8_000), dice.of_a_thousand(500)));
                let says = [Act::ClaimYes(at), Act::ClaimNo(at)];
                self.acts(*dice.pick(&says));
                let ours = dice.of_a_thousand(500);
                self.acts(Act::SettlesClaim(at, dice.between(0, 400_000), ours));
            }
        }
        let order = &self.world.order;
        let lives = order.parts.iter().any(|part| part.step().lives());
        assert!(!lives || order.ended.is_some(), "the office could not end it");
    }

    fn posted(&self) -> Pots {
        let mut pots = Pots::new();
        for posting in &self.world.postings {
            let sum: Paise = posting.entries().iter().map(|entry| entry.amount_paise).sum();
            assert!(sum.is_zero(), "{} is off by {sum}", posting.cause);
            for entry in posting.entries() {
                *pots.entry(pot(entry.account)).or_default() += entry.amount_paise;
            }
        }
        pots.retain(|_, paise| !paise.is_zero());
        pots
    }
}

fn beside_claims(part: &Part) -> Paise {
    let given = |claim: &Claim| match claim.state {
        ClaimState::Settled { given_paise, borne_by: Bearer::Vendor, .. } => given_paise,
        ClaimState::Settled { .. } | ClaimState::Asked { .. } => Paise::ZERO,
        ClaimState::WithOffice { .. } => Paise::ZERO,
    };
    part.taken_back_paise - part.claims.iter().map(given).sum()
}

/// What was kept is a fee or the vendor's, and only the posting says which: there it must be to the paisa.
fn with_kept(mut pots: Pots, storm: &Storm) -> Pots {
    let kept = storm.world.postings.iter().filter(|posting| posting.cause.starts_with("kept:"));
    for entry in kept.flat_map(|posting| posting.entries()) {
        if pot(entry.account) != Pot::Buyer {
            *pots.entry(pot(entry.account)).or_default() += entry.amount_paise;
        }
    }
    pots.retain(|_, paise| !paise.is_zero());
    pots
}

/// What goes back to a bank, or was taken by one, is what had come from it: what was handed over at a gate goes back by
/// hand, or stays.
fn only_what_was_online_goes_back_online(order: &Order) {
    for part in order.parts.iter().filter(|part| part.step() == PartStep::Delivered) {
        let of_claims = |of: fn(&Claim) -> Paise| part.claims.iter().map(of).sum::<Paise>();
        let ours = |claim: &Claim| match claim.state {
            ClaimState::Settled { given_paise, borne_by: Bearer::Platform, .. } => given_paise,
            ClaimState::Settled { .. } | ClaimState::Asked { .. } => Paise::ZERO,
            ClaimState::WithOffice { .. } => Paise::ZERO,
        };
        let back = part.taken_back_paise + of_claims(ours) - of_claims(Claim::by_hand);
        let online = order.online_for(part);
        assert!(back <= online, "{back} of {online} in {order:#?}");
        assert!(of_claims(Claim::by_hand) <= order.gate_for(part));
    }
}

/// Half a percent at most of what the platform collected, and nothing of what was handed over at a gate.
fn tcs_is_of_what_was_online(order: &Order) {
    for part in &order.parts {
        let tcs = part.levies.unwrap_or_default().tcs_paise;
        let most = order.online_for(part).times_ratio(5, 1000) + Paise::new(1);
        assert!(tcs <= most.max(Paise::ZERO), "{tcs} of {most}");
    }
}

/// Who agreed to a claim has lost what he was asked for, to the paisa, and the office's word costs him its share of that.
/// With the last of a part its round-off goes too.
fn claims_cost_what_was_asked(order: &Order) {
    let stays = |part: &&Part| order.stays_sold(part) >= Paise::rupees(1);
    for claim in order.parts.iter().filter(stays).flat_map(|part| &part.claims) {
        let ClaimState::Settled { given_paise: given, lost_paise: lost, borne_by, .. } =
            claim.state
        else {
            continue;
        };
        let support = claim.support_paise.times_ratio(given.get(), claim.paise.get());
        let all_of_it = if borne_by == Bearer::Vendor { given + support } else { Paise::ZERO };
        assert_eq!(lost, all_of_it, "{claim:?} in {order:#?}");
    }
}

fn is_explained(storm: &Storm) {
    let (posted, order) = (storm.posted(), &storm.world.order);
    assert_eq!(posted, with_kept(explained(order, storm.kept_told), storm), "{order:#?}");
    let all: Paise = posted.values().copied().sum();
    assert!(all.is_zero());
    only_what_was_online_goes_back_online(order);
    claims_cost_what_was_asked(order);
    tcs_is_of_what_was_online(order);
    let owed = posted.get(&Pot::Buyer).copied().unwrap_or_default();
    // What a failed refund owes the office knows of.
    let failed = order.refunds.iter().any(|refund| refund.status == RefundStatus::Failed);
    assert!(owed.is_zero() || failed, "{owed} in {}", serde_json::to_string(order).unwrap());
    assert!(owed.is_zero() || owed.get() < 0, "the buyer has got more than he paid: {owed}");
    let goodwill = order.refunds.iter().any(|refund| refund.why == RefundWhy::Goodwill);
    assert!(goodwill || !posted.contains_key(&Pot::Suspense), "{order:#?}");
    let paid: Paise = order
        .payments
        .iter()
        .filter(|paid| paid.status == PaymentStatus::Captured)
        .map(|paid| paid.amount_paise)
        .sum();
    let back: Paise = order
        .refunds
        .iter()
        .filter(|refund| refund.status != RefundStatus::Failed)
        .map(|refund| refund.amount_paise)
        .sum();
    assert!(back <= paid, "{back} went back of {paid}");
}

/// One of everything that may happen, money more often than the rest.
fn one_act(storm: &mut Storm, dice: &mut Dice) {
    let at = dice.below(3);
    let which = if dice.of_a_thousand(700) { None } else { Some(at) };
    let n = u8::try_from(dice.below(4)).unwrap();
    let act = match dice.below(63) {
        0..6 => return storm.bank(dice),
        6..9 => Act::LinkMade,
        9 => Act::LinkRefused,
        10 => Act::LinkCancelled,
        11 => Act::Fails(n),
        12..15 => Act::RefundSeen(n, dice.of_a_thousand(700)),
        15 => Act::RefundRefused(n),
        16 => Act::PayAgain,
        17 => Act::Cash,
        18 if dice.of_a_thousand(500) => Act::More(at),
        18 => Act::MoneyBack(at),
        19 => Act::NewTime(at),
        20 => Act::Cancel(which),
        21..26 => Act::Accept(at),
        26 => Act::Reject(at),
        27 => Act::Pack(at),
        28 => Act::Dispatch(at),
        29 => Act::Leave(at),
        30 => Act::Code(at),
        31 => Act::WrongCode(at),
        32 => Act::VendorCancels(at),
        33 if dice.of_a_thousand(300) => Act::OfficeCancels(which),
        34 => Act::OfficeRefunds(dice.between(1, 2_000_000)),
        35 => Act::OfficeReassigns(at),
        36 => Act::OfficeDelivers(at),
        37 => Act::OfficeSettles(at, dice.of_a_thousand(500)),
        38..40 => Act::Fewer(at, dice.between(1, 60_000)),
        40 => Act::OtherTime(at),
        41..43 => Act::CounterYes(at),
        43 => Act::CounterNo(at),
        44 => Act::Dearer(at, dice.between(0, 10) - 2),
        45..48 => Act::TakesOut(at, dice.between(1, 16) * 500),
        48 => Act::OfficeTakesOut(at, dice.between(1, 16) * 500),
        49..51 => Act::Short(at, dice.between(1, 8_000), dice.of_a_thousand(500)),
        51..54 => Act::Claim(at, dice.between(1, 8_000), dice.of_a_thousand(500)),
        54 => Act::ClaimYes(at),
        55 => Act::ClaimNo(at),
        56 => Act::SettlesClaim(at, dice.between(0, 400_000), dice.of_a_thousand(500)),
        57..60 => Act::Disputes(n, *dice.pick(&Verdict::ALL)),
        60 => Act::OfficeSettlesDispute(n % 2, dice.of_a_thousand(500)),
        61 => Act::OfficeTakesBack(at, dice.between(1, 2_000_000)),
        _ => {
            storm.world.waits(dice.between(1, 60));
            storm.events += 1;
            return;
        }
    };
    storm.acts(act);
}

/// Registered or not, with a PAN or without, small and past the threshold.
fn standing(dice: &mut Dice) -> Standing {
    let masons = [(sku_id(MASON), "mason".to_owned())];
    Standing {
        registered: dice.of_a_thousand(700),
        pan: dice.pick(&[None, Some(PanHolder::Individual), Some(PanHolder::Other)]).to_owned(),
        year_gross_paise: Paise::rupees(dice.between(0, 600_000)),
        trades: masons.into_iter().collect(),
    }
}

fn one_order(dice: &mut Dice) -> Storm {
    let world = match dice.below(5) {
        0 => World::placed(Method::Cash, &[(CEMENT, 10), (MASON, 1)]),
        1 => World::linked(&[(STEEL, 7)]),
        2 => World::placed(Method::Online, &[(STEEL, 7), (SAND, 3), (MASON, 2)]),
        3 => World::placed(Method::Advance, &[(CEMENT, 80), (MASON, 2)]),
        _ => World::accepted(&[(STEEL, 7), (MASON, 1)]),
    };
    // What was done to set it up is part of the story: nothing is kept before somebody cancels.
    let mut storm = Storm::over(world);
    storm.world.terms.rates = rates();
    storm.world.standing = standing(dice);
    storm.world.terms.packed_fee_per_mille = *dice.pick(&[0, 50, 300, 900]);
    if storm.world.order.method == Method::Online && dice.of_a_thousand(500) {
        // Little may be cash: one part may become dearer and not every one.
        storm.world.order.cash_limit_paise = Paise::rupees(dice.between(20, 400));
    }
    // One yard has everything, for more than the platform may bear.
    let dear = [(CEMENT, 42_017), (STEEL, 6_913), (SAND, 131_050), (MASON, 97_025)];
    storm.world.candidates.extend(dear.map(|(sku, price)| listing(6, sku, price)));
    for _ in 0..=dice.below(46) {
        one_act(&mut storm, dice);
    }
    storm.ends(dice);
    storm
}

#[test]
fn after_a_hundred_thousand_events_every_paisa_is_explained() {
    let mut dice = Dice::new(SEED);
    let (mut events, mut all) = (0, Pots::new());
    while events < EVENTS {
        let storm = one_order(&mut dice);
        is_explained(&storm);
        for (pot, paise) in storm.posted() {
            *all.entry(pot).or_default() += paise;
        }
        events += storm.events;
    }
    let sum: Paise = all.values().copied().sum();
    assert!(sum.is_zero(), "{all:?}");
    // A storm that moves nothing proves nothing.
    assert_eq!(all.len(), 20, "every account was used: {all:?}");
}
