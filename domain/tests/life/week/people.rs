//! What people and the bank do when they hear something: how likely, and after how many seconds.

use realserv_domain::ids::{PartId, PersonId, VendorId};
use realserv_domain::orders::{
    Carrier, ClaimAnswer, ClaimWhy, Fact, OrderEvent, RejectReason, Rest,
};

use crate::dice::Dice;

/// What is going to happen to an order. What depends on the moment is made an event when it comes.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Event(OrderEvent),
    /// Opens the newest link and pays; the bank needs a while.
    Pays {
        bank_seconds: i64,
        wrong_amount: bool,
    },
    CallsOff,
    TakesOut(PartId),
    ComesShort(PartId, VendorId),
    Claims(PartId, ClaimWhy),
    ChoosesAnotherTime(PartId),
    TypesCode(PartId, VendorId, Code),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Right,
    Wrong,
}

/// How a yard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    Quick,
    Slow,
    Rejecting,
    Silent,
}

impl Manner {
    pub(crate) fn of(dice: &mut Dice) -> Self {
        match dice.below(100) {
            0..65 => Self::Quick,
            65..82 => Self::Slow,
            82..92 => Self::Rejecting,
            _ => Self::Silent,
        }
    }
}

/// Deeds with the seconds until they are done.
type Soon = Vec<(i64, Deed)>;

/// From the pay button: most pay at once, some late, twice, wrongly, or not at all.
pub(crate) fn sees_pay_button(dice: &mut Dice) -> Soon {
    let pays = |bank_seconds, wrong_amount| Deed::Pays { bank_seconds, wrong_amount };
    match dice.below(1000) {
        0..820 => vec![(dice.between(30, 900), pays(4, false))],
        // Authorised before the link ends, captured after the hold has ended.
        820..860 => vec![(dice.between(60, 1_500), pays(2_400, false))],
        860..880 => vec![(60, pays(4, false)), (62, pays(30, false))],
        880..890 => vec![(120, pays(4, true))],
        890..920 => vec![(dice.between(60, 1_200), Deed::CallsOff)],
        _ => Vec::new(),
    }
}

/// The buyer's answer to what became of a part, if there is one.
pub(crate) fn buyer_hears(fact: &Fact, buyer: PersonId, dice: &mut Dice) -> Soon {
    let back = |part| Deed::Event(OrderEvent::MoneyBackChosen { part, by: buyer });
    let wait = |part| Deed::Event(OrderEvent::WaitChosen { part, by: buyer });
    match fact {
        Fact::PayNow { .. } => sees_pay_button(dice),
        // Half of those who are offered a dearer yard would rather have their goods.
        Fact::NobodyAccepted { part, more_paise: Some(more_paise), .. }
            if dice.of_a_thousand(500) =>
        {
            let (part, more_paise) = (part.part, *more_paise);
            let takes = OrderEvent::MoreChosen { part, by: buyer, more_paise };
            vec![(dice.between(60, 600), Deed::Event(takes))]
        }
        Fact::NobodyAccepted { part, .. } => match dice.below(10) {
            0..3 => vec![(dice.between(60, 3_000), back(part.part))],
            3..7 => vec![(dice.between(60, 600), wait(part.part))],
            _ => Vec::new(),
        },
        Fact::TimePassed { part, .. } => match dice.below(10) {
            0..6 => vec![(dice.between(60, 7_200), Deed::ChoosesAnotherTime(part.part))],
            6..8 => vec![(dice.between(60, 7_200), back(part.part))],
            _ => Vec::new(),
        },
        // Plans change, before anything has come.
        Fact::Accepted { .. } if dice.of_a_thousand(20) => {
            vec![(dice.between(600, 36_000), Deed::CallsOff)]
        }
        Fact::Accepted { part, .. } if dice.of_a_thousand(25) => {
            vec![(dice.between(600, 36_000), Deed::TakesOut(part.part))]
        }
        Fact::Delivered { part, .. } if dice.of_a_thousand(35) => {
            let why = *dice.pick(&ClaimWhy::ALL);
            vec![(dice.between(600, 100_000), Deed::Claims(part.part, why))]
        }
        _ => Vec::new(),
    }
}

/// A yard that is told of something missing or broken: most agree, some do not, some say nothing.
pub(crate) fn vendor_hears_claim(
    (part, claim): (PartId, u8),
    by: VendorId,
    dice: &mut Dice,
) -> Soon {
    let answer = match dice.below(10) {
        0..4 => ClaimAnswer::Agreed { rest: Rest::Lost },
        4..6 => ClaimAnswer::Agreed { rest: Rest::Back },
        6..8 => ClaimAnswer::Refused,
        _ => return Vec::new(),
    };
    let event = OrderEvent::ClaimAnswered { part, by, claim, answer };
    vec![(dice.between(300, 40_000), Deed::Event(event))]
}

/// A yard's answer to an alert.
pub(crate) fn vendor_hears_offer(
    fact: &Fact,
    (by, manner): (VendorId, Manner),
    dice: &mut Dice,
) -> Soon {
    let Fact::Offer { offer, .. } = fact else { return Vec::new() };
    let offer = *offer;
    let accept = Deed::Event(OrderEvent::OfferAccepted { offer, by });
    let reason = *dice.pick(&RejectReason::ALL);
    let reject = Deed::Event(OrderEvent::OfferRejected { offer, by, reason });
    let (per_thousand, seconds) = match manner {
        Manner::Quick => (20, dice.between(20, 360)),
        Manner::Slow => (50, dice.between(200, 900)),
        Manner::Rejecting => (600, dice.between(30, 400)),
        Manner::Silent if dice.of_a_thousand(850) => return Vec::new(),
        Manner::Silent => (0, dice.between(60, 500)),
    };
    vec![(seconds, if dice.of_a_thousand(per_thousand) { reject } else { accept })]
}

/// A yard's work on a part that it has taken, counted from now; `until` is how long until it should leave.
pub(crate) fn carries(
    part: PartId,
    by: VendorId,
    labour: bool,
    until: i64,
    dice: &mut Dice,
) -> Soon {
    let event = Deed::Event;
    let start = until.max(60) + dice.between(0, 5_400);
    if dice.of_a_thousand(12) {
        let at = dice.between(60, start.max(61));
        return vec![(at, event(OrderEvent::VendorCancelled { part, by }))];
    }
    let never = dice.below(1000);
    if never < 3 {
        return Vec::new();
    }
    let mut work = Vec::new();
    if !labour {
        let carrier = Carrier { vehicle: "TS09AB1234".into(), driver: "Raju".into() };
        work.push((start - 30, event(OrderEvent::Packed { part, by })));
        work.push((start, event(OrderEvent::Dispatched { part, by, carrier })));
        work.push((start + 300, event(OrderEvent::LeftForSite { part, by })));
    }
    if never < 6 {
        return work;
    }
    let there = start + dice.between(900, 4_500);
    if dice.of_a_thousand(15) {
        work.push((there, Deed::TypesCode(part, by, Code::Wrong)));
    }
    // A bag has fallen off, or was never loaded.
    if dice.of_a_thousand(20) {
        work.push((there, Deed::ComesShort(part, by)));
    }
    // One of three hundred has forgotten it for good.
    let code = if dice.of_a_thousand(3) { Code::Wrong } else { Code::Right };
    let tries = if code == Code::Wrong { 6 } else { 1 };
    work.extend((1..=tries).map(|n| (there + 60 * n, Deed::TypesCode(part, by, code))));
    work
}
