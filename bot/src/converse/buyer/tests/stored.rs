//! Every stored form that was ever released still loads, and says the same when it is written again.

use realserv_domain::catalog::Kind;
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::orders::{ClaimWhy, Photo};
use realserv_domain::quantity::Quantity;
use realserv_domain::time::{DayPart, Schedule, Shift, Slot, WorkDay};
use realserv_domain::understand::{Count, Item, Measure};
use realserv_domain::way::{KnownSite, Way};

use super::afterwards::part;
use super::goods::{CEMENT, if_less};
use super::{ORDER, Phone, number, site, tipper};
use crate::converse::buyer::amend::Amend;
use crate::converse::buyer::browse::Browse;
use crate::converse::buyer::change::Change;
use crate::converse::buyer::how_many::{self, HowMany};
use crate::converse::buyer::lane::AskLane;
use crate::converse::buyer::name_list::{NameList, Of};
use crate::converse::buyer::nearest::Nearest;
use crate::converse::buyer::of_order::{OfOrder, Wants};
use crate::converse::buyer::outside::Outside;
use crate::converse::buyer::review::Review;
use crate::converse::buyer::short::{self, Short};
use crate::converse::buyer::slot::PickSlot;
use crate::converse::buyer::whither::Whither;
use crate::converse::buyer::whom::Whom;
use crate::converse::buyer::work::PickWork;
use crate::converse::buyer::{Stage, WaitsFor};
use crate::converse::{Conversation, STATE_VERSION};

/// All of them: the released ones, and those that came later.
pub(super) fn one_of_each_stage() -> Vec<Stage> {
    let line = part(false).lines.into_iter().next().unwrap();
    let of = |wants| {
        let (order, number, part) = (ORDER, number(), part(false).part);
        let sku = CEMENT;
        Stage::OfOrder(OfOrder { order, number, part, sku, line: line.clone(), wants })
    };
    let photo = Photo { media_id: "1".into(), message_id: "wamid.1".into(), file: None };
    let claim = |why, quantity, photo| of(Wants::Claim { why, quantity, photo });
    let mut all = released();
    all.extend([
        of(Wants::Less { asked: Some(Box::new(if_less())) }),
        claim(ClaimWhy::Short, None, None),
        claim(ClaimWhy::Broken, None, Some(photo)),
        claim(ClaimWhy::Broken, Some(Quantity::whole(3)), None),
        of(Wants::Less { asked: None }),
    ]);
    let on = "2026-11-24".parse().unwrap();
    let schedule = Schedule { delivery: Some(Slot { on, part: DayPart::Morning }), work: None };
    all.insert(0, Stage::Slot(PickSlot { site: site(), days: vec![on] }));
    all.extend(
        [Of::Review, Of::Order { order: ORDER }, Of::LastOrder, Of::Cart]
            .map(|of| Stage::NameList(NameList { of, repeats: false })),
    );
    all.push(Stage::Lane(AskLane { site: site(), schedule, vehicle: tipper().name }));
    all
}

/// Those that the first released program knew.
fn released() -> Vec<Stage> {
    let phone = Phone::known(realserv_domain::language::Language::En);
    let sku = phone.cement();
    let slot = Slot { on: "2026-11-24".parse().unwrap(), part: DayPart::Morning };
    let work = WorkDay { on: slot.on, shift: Shift::HalfMorning };
    let schedule = Schedule { delivery: Some(slot), work: Some(work) };
    let mut cart = realserv_domain::cart::Cart::default();
    cart.set(sku, Quantity::whole(50)).unwrap();
    let review = Review {
        quote: phone.quote(&cart, site(), schedule),
        shown_at: phone.now.timestamp(),
        cash_limit_paise: Paise::rupees(25_000),
    };
    let available = Quantity::whole(30);
    let short = |why| Stage::Short(Short { site: site(), schedule, sku, why });
    let count = Some(Count {
        number: Quantity::whole(2),
        measure: Some(Measure::Unit(realserv_domain::quantity::Unit::Tonne)),
        more: false,
    });
    vec![
        Stage::Greeting,
        Stage::Menu,
        Stage::Browse(Browse { kind: Kind::Cement, page: 1 }),
        Stage::Nearest(Nearest { skus: vec![sku], count, either: Vec::new(), instead_of: None }),
        Stage::HowMany(HowMany::new(sku, how_many::Why::Pick)),
        Stage::HowMany(HowMany::new(sku, how_many::Why::Change)),
        Stage::Basket,
        Stage::Change(Change { page: 0 }),
        Stage::Whither(Whither {
            known: vec![KnownSite { site: site(), way: Way::default() }],
            form: None,
        }),
        Stage::Outside(Outside {
            pin: Some("501301".parse().unwrap()),
            locality: Some(Name::same("Ghatkesar")),
            too_far: false,
        }),
        Stage::Whom(Whom { site: site() }),
        Stage::Slot(PickSlot::at(site())),
        Stage::Work(PickWork { site: site(), delivery: Some(slot) }),
        Stage::Review(review.clone()),
        Stage::Amend(Amend { review }),
        short(short::Why::NotSold),
        short(short::Why::OutOfStock { available }),
        short(short::Why::BelowMinimum { minimum: available }),
    ]
}

fn conversations() -> Vec<Conversation> {
    let mut asha = Phone::with_cart();
    // Nobody looked at carts then.
    asha.conversation.buyer.watch = None;
    let mut all: Vec<Conversation> = released()
        .into_iter()
        .map(|stage| {
            let mut conversation = asha.conversation.clone();
            conversation.buyer.stage = stage;
            conversation
        })
        .collect();
    // What is there seldom, on one of them.
    if let Some(last) = all.last_mut() {
        last.buyer.site = Some(site());
        last.buyer.contact_settled = Some(site().address);
        last.buyer.misses = 2;
        last.buyer.waits_for = Some(WaitsFor::LastCart { said: None });
        last.buyer.pending = vec![Item {
            skus: vec![asha.cement()],
            kind: Some(Kind::Cement),
            count: None,
            either: Vec::new(),
            sure: false,
        }];
    }
    all
}

#[test]
fn the_first_released_form_still_loads() {
    let stored = include_str!("../../fixtures/conversation_v1.json");
    let loaded: Vec<Conversation> = serde_json::from_str(stored).unwrap();
    assert!(loaded == conversations(), "what was stored is read as something else");
    assert!(loaded.iter().all(|conversation| conversation.version == STATE_VERSION));
}

/// A change of the stored form shows here first: raise the version and keep the old fixture.
#[test]
fn what_is_written_now_is_the_released_form() {
    let stored = include_str!("../../fixtures/conversation_v1.json");
    let stored: serde_json::Value = serde_json::from_str(stored).unwrap();
    let written = serde_json::to_value(conversations()).unwrap();
    assert!(written == stored, "{}", serde_json::to_string_pretty(&written).unwrap());
}

/// Taps on buttons of long ago, and words, meet any stored stage.
#[test]
fn every_stored_stage_answers_in_every_language() {
    for language in realserv_domain::language::Language::ALL {
        for stage in one_of_each_stage() {
            for text in ["blah blah", "help", "hi", "cart", "yes", "no"] {
                let mut asha = Phone::known(language);
                let cement = asha.cement();
                asha.conversation.buyer.cart.set(cement, Quantity::whole(50)).unwrap();
                asha.conversation.buyer.stage = stage.clone();
                asha.says(text);
            }
        }
    }
}
