//! Every stored form that was ever released still loads, and is written again as it was.

use std::collections::BTreeSet;

use realserv_domain::application::{Application, OpenHours, TaxNumber};
use realserv_domain::orders::Carrier;
use realserv_domain::understand::{Count, Measure, OfYard, Told};

use super::*;
use crate::converse::vendor::apply::{Applying, Asks};
use crate::converse::vendor::carrier::NamingCarrier;
use crate::converse::vendor::code::HearingCode;
use crate::converse::vendor::give_back::GivingBack;
use crate::converse::vendor::offer::Rejecting;
use crate::converse::vendor::shelf::{PickingListing, PriceOrStock};
use crate::converse::vendor::short::CountingCame;
use crate::converse::vendor::stock::CountingStock;
use crate::converse::vendor::which::Meant;
use crate::converse::vendor::{self, Stage};

/// All of them: the released ones, and those that came later.
pub(super) fn one_of_each_stage() -> Vec<Stage> {
    let counting = |came| {
        let (order, part, number, sku) = (ORDER, PART, number(), CEMENT);
        let line = goods().lines.into_iter().next().unwrap();
        Stage::CountingCame(CountingCame { order, part, number, sku, line, crew: false, came })
    };
    let mut all = released();
    all.extend([counting(None), counting(Some(Quantity::whole(43)))]);
    all.push(Stage::GivingAccount);
    all.extend(applying());
    all.push(Stage::HearingCode(HearingCode {
        order: ORDER,
        part: PART,
        number: number(),
        crew: true,
        roll: Some((CEMENT, 5)),
    }));
    all
}

fn applying() -> Vec<Stage> {
    let told = Application {
        name: "Sri Lakshmi Traders".into(),
        sells: vec![Kind::Cement, Kind::Sand],
        point: Some(Point { lat_e6: 17_496_000, lon_e6: 78_358_000 }),
        hours: OpenHours::of(7, 21),
        tax: TaxNumber::read("36AABCT1332L1ZF"),
        papers: 2,
    };
    let asked =
        [Asks::Name, Asks::Sells, Asks::Place, Asks::Hours, Asks::Tax, Asks::Papers, Asks::Review];
    let so_far = |asks| Stage::Applying(Box::new(Applying { asks, told: told.clone() }));
    asked.map(so_far).to_vec()
}

fn released() -> Vec<Stage> {
    vec![
        Stage::Idle,
        Stage::Rejecting(Rejecting { order: ORDER, number: number(), offer: OFFER }),
        Stage::NamingCarrier(NamingCarrier { order: ORDER, part: PART, number: number() }),
        Stage::HearingCode(HearingCode {
            order: ORDER,
            part: PART,
            number: number(),
            crew: false,
            roll: None,
        }),
        Stage::HearingCode(HearingCode {
            order: ORDER,
            part: PART,
            number: number(),
            crew: true,
            roll: None,
        }),
        Stage::CountingStock(CountingStock {
            sku: CEMENT,
            name: Name::same("UltraTech OPC 53"),
            unit: Unit::Bag,
        }),
        Stage::TakingOff,
        Stage::Which(Meant::Code { code: "4821".to_owned() }),
        Stage::Which(Meant::Carrier {
            carrier: Carrier { vehicle: "TS09AB1234".to_owned(), driver: "Ramesh".to_owned() },
        }),
        Stage::Which(Meant::OnTheWay),
        Stage::GivingBack(GivingBack { order: ORDER, part: PART, number: number() }),
        Stage::PickingListing(PickingListing {
            said: OfYard {
                skus: vec![CEMENT, PPC],
                told: Told::Price { price_paise: Paise::rupees(385), per: None },
                sure: true,
            },
        }),
        Stage::PickingListing(PickingListing {
            said: OfYard {
                skus: vec![CEMENT],
                told: Told::Stock {
                    count: Count {
                        number: Quantity::whole(200),
                        measure: Some(Measure::Unit(Unit::Bag)),
                        more: false,
                    },
                },
                sure: false,
            },
        }),
        Stage::PriceOrStock(PriceOrStock {
            sku: CEMENT,
            name: Name::same("UltraTech OPC 53"),
            unit: Unit::Bag,
            number: Quantity::whole(200),
            price_paise: Paise::rupees(340),
            available: Quantity::whole(600),
        }),
    ]
}

fn named(stage: &Stage) -> &'static str {
    match stage {
        Stage::Idle => "idle",
        Stage::Rejecting(_) => "rejecting",
        Stage::NamingCarrier(_) => "naming_carrier",
        Stage::HearingCode(_) => "hearing_code",
        Stage::CountingStock(_) => "counting_stock",
        Stage::PickingListing(_) => "picking_listing",
        Stage::PriceOrStock(_) => "price_or_stock",
        Stage::TakingOff => "taking_off",
        Stage::GivingAccount => "giving_account",
        Stage::Which(_) => "which",
        Stage::GivingBack(_) => "giving_back",
        Stage::CountingCame(_) => "counting_came",
        Stage::Applying(_) => "applying",
    }
}

#[test]
fn the_desks_of_version_1_load_and_are_written_as_they_were() {
    let stored: Vec<vendor::Desk> =
        serde_json::from_str(include_str!("../fixtures/desks_v1.json")).unwrap();
    let stages = released();
    let now: Vec<vendor::Desk> = stages
        .into_iter()
        .map(|stage| vendor::Desk { stage, question: 3, ..vendor::Desk::default() })
        .collect();
    assert_eq!(stored, now);
    let written: serde_json::Value = serde_json::to_value(&now).unwrap();
    let kept: serde_json::Value =
        serde_json::from_str(include_str!("../fixtures/desks_v1.json")).unwrap();
    assert_eq!(written, kept);
}

/// A desk that has changed something keeps the way back.
#[test]
fn a_desk_keeps_what_can_be_undone() {
    let undo = |was| Some(vendor::Undo { sku: CEMENT, revision: 7, was });
    let price = vendor::Was::Price { price_paise: Paise::rupees(340) };
    let stock = vendor::Was::Stock { was: Quantity::whole(600), set: Quantity::whole(200) };
    for undo in [undo(price), undo(stock)] {
        let desk = vendor::Desk { undo, ..vendor::Desk::default() };
        let written = serde_json::to_string(&desk).unwrap();
        assert_eq!(serde_json::from_str::<vendor::Desk>(&written).unwrap(), desk);
    }
}

#[test]
fn every_stage_has_its_fixture() {
    let names: BTreeSet<&str> = one_of_each_stage().iter().map(named).collect();
    assert_eq!(names.len(), 13, "{names:?}");
}
