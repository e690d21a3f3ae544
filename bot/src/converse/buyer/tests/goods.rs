//! Less of an order, and what was missing or broken of it: samples of all that a buyer hears of it.

use realserv_domain::ids::SkuId;
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::orders::{
    ClaimCard, ClaimWhy, Fact, Less, Method, NoClaim, NoFewer, PartCard, Party,
};
use realserv_domain::quantity::{Quantity, Unit};
use uuid::Uuid;

use super::afterwards::part;
use super::{ORDER, number};
use crate::converse::IfLess;

pub(super) const CEMENT: SkuId = SkuId(Uuid::from_u128(9));

/// That something is less, missing or broken.
pub(super) fn facts_of_goods() -> Vec<Fact> {
    let (order, total_paise) = (ORDER, Paise::rupees(20_050));
    let (back_paise, kept_paise) = (Paise::rupees(7_700), Paise::rupees(385));
    let until = "2026-11-24T04:00:00Z".parse().unwrap();
    let missing = || part(false).lines.into_iter().next();
    let IfLess { less, .. } = if_less();
    let mut all = Vec::new();
    for method in [Method::Online, Method::Cash] {
        for (with, paid, refund_paise) in [
            (Some(Box::new(part(false))), true, None),
            (Some(Box::new(part(false))), true, Some(Paise::ZERO)),
            (None, false, None),
        ] {
            let (number, part) = (number(), part(false));
            all.push(Fact::FewerAskedAgain {
                order,
                number,
                part,
                less,
                with,
                back_paise,
                kept_paise,
                refund_paise,
                total_paise,
                method,
                paid,
            });
        }
        for (by, unpaid) in [(Party::Buyer, true), (Party::Office, false), (Party::Buyer, false)] {
            let (number, part, refund_paise) = (number(), part(true), back_paise);
            let off_paise = if by == Party::Buyer { kept_paise } else { Paise::ZERO };
            all.push(Fact::MadeLess {
                order,
                number,
                part,
                by,
                refund_paise,
                kept_paise,
                off_paise,
                total_paise,
                method,
                unpaid,
            });
        }
        for (refund_paise, off_paise, gate_paise) in [
            (back_paise, Paise::ZERO, Paise::ZERO),
            (back_paise, kept_paise, Paise::ZERO),
            (Paise::ZERO, kept_paise, back_paise),
            (Paise::ZERO, Paise::ZERO, Paise::ZERO),
        ] {
            let (number, missing) = (number(), missing().unwrap());
            let part = PartCard { gate_paise, ..part(false) };
            all.push(Fact::CameShort {
                order,
                number,
                part,
                missing,
                sku: Some(CEMENT),
                refund_paise,
                off_paise,
                method,
            });
        }
    }
    let quantity = Quantity::whole(10);
    let whys = [
        NoFewer::HasLeft,
        NoFewer::IsOver,
        NoFewer::NoSuchLine,
        NoFewer::NotFewer,
        NoFewer::BelowMinimum { minimum: quantity },
        NoFewer::NotAStep { step: quantity },
        NoFewer::TooLittle,
        NoFewer::Disputed,
        NoFewer::NotPayable,
    ];
    for why in whys {
        for line in [missing(), None] {
            all.push(Fact::FewerNotPossible { order, number: number(), line, why });
        }
    }
    let whys = [
        NoClaim::NotDelivered,
        NoClaim::TooLate { hours: 24 },
        NoClaim::NoSuchLine,
        NoClaim::TooMuch { left: quantity, unit: Unit::Bag },
        NoClaim::TooLittle,
        NoClaim::OneIsOpen,
    ];
    all.extend(whys.map(|why| Fact::ClaimNotPossible { order, number: number(), why }));
    for why in ClaimWhy::ALL {
        let claim = claim(why);
        all.push(Fact::ClaimNoted { order, number: number(), claim: claim.clone(), until });
        all.push(Fact::ClaimWithOffice { order, number: number(), claim: claim.clone() });
        for (method, by) in [
            (Method::Online, Party::Vendor),
            (Method::Cash, Party::Vendor),
            (Method::Online, Party::Office),
            (Method::Cash, Party::Office),
        ] {
            for (given_paise, refund_paise, waits) in [
                (Paise::ZERO, None, false),
                (back_paise, None, false),
                (back_paise, Some(kept_paise), false),
                (back_paise, Some(Paise::ZERO), false),
                (back_paise, Some(Paise::ZERO), true),
            ] {
                let (number, claim, vendor) = (number(), claim.clone(), part(false).vendor);
                all.push(Fact::ClaimSettled {
                    order,
                    number,
                    claim,
                    given_paise,
                    by_hand_paise: Paise::ZERO,
                    refund_paise,
                    waits,
                    by,
                    method,
                    vendor,
                });
            }
        }
    }
    all
}

fn claim(why: ClaimWhy) -> ClaimCard {
    ClaimCard {
        claim: 0,
        why,
        name: Name::same("UltraTech OPC 53"),
        quantity: Quantity::whole(1500),
        unit: Unit::Bag,
        paise: Paise::rupees(7_700),
        has_photo: true,
    }
}

/// Half of it.
pub(super) fn if_less() -> IfLess {
    IfLess {
        less: Less { part: part(false).part, sku: CEMENT, quantity: Quantity::whole(750) },
        part: part(false),
        with: Some(part(false)),
        back_paise: Paise::rupees(9_625),
        kept_paise: Paise::ZERO,
        refund_paise: None,
        total_paise: Paise::rupees(10_425),
        paid: true,
    }
}

/// What the tables would say: nothing below ten, and nothing of an order that has left.
pub(super) fn if_less_of(less: Less) -> Option<Result<Box<IfLess>, NoFewer>> {
    let minimum = Quantity::whole(10);
    let too_few = less.quantity < minimum && !less.quantity.is_zero();
    let with = if less.quantity.is_zero() { None } else { Some(part(false)) };
    Some(match too_few {
        true => Err(NoFewer::BelowMinimum { minimum }),
        false => Ok(Box::new(IfLess { less, with, ..if_less() })),
    })
}
