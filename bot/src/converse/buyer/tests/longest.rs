//! Every question and every piece of news with the longest data there may be, in three languages: within WhatsApp's limits,
//! nothing of a body lost, no letter cut.

use realserv_domain::cart::MOST_LINES;
use realserv_domain::catalog::Catalog;
use realserv_domain::language::Language;
use realserv_domain::money::Paise;
use realserv_domain::quantity::Quantity;
use realserv_domain::time::{DayPart, Schedule, Shift, Slot, WorkDay};
use realserv_domain::way::Way;

use super::afterwards::facts;
use super::screen::assert_fits;
use super::stored::one_of_each_stage;
use super::{Phone, site, tipper};
use crate::converse::Event;
use crate::converse::buyer::named::Named;
use crate::converse::buyer::review::Review;
use crate::converse::buyer::{Stage, change::Change};
use crate::converse::longest::{assert_whole, holds_long, lengthened};

/// Somebody whose cart is full of things with the longest names.
fn phone(language: Language) -> Phone {
    let mut phone = Phone::known(language);
    let long: Vec<_> = phone.catalog.iter().map(lengthened).collect();
    phone.catalog = Catalog::new(long, 2);
    let skus: Vec<_> = phone.catalog.iter().map(|sku| (sku.id, sku.minimum)).collect();
    for (sku, least) in skus.into_iter().take(MOST_LINES) {
        let most = Quantity::from_milli(least.milli() * 40);
        phone.conversation.buyer.cart.set(sku, most).unwrap();
    }
    phone.conversation.buyer.site = Some(lengthened(&site()));
    phone.conversation.buyer.way = lengthened(&Way { words: "x".into(), from_map: true });
    phone.conversation.buyer.name_settled = true;
    phone
}

/// The review of all of it, and what is behind *Change*.
fn of_a_full_cart(phone: &Phone) -> Vec<Stage> {
    let on = "2026-11-24".parse().unwrap();
    let schedule = Schedule {
        delivery: Some(Slot { on, part: DayPart::Afternoon }),
        work: Some(WorkDay { on, shift: Shift::HalfAfternoon }),
    };
    let mut quote = phone.quote(&phone.conversation.buyer.cart, lengthened(&site()), schedule);
    for share in &mut quote.shares {
        share.haul = Some(lengthened(&tipper()));
    }
    let shown_at = phone.now.timestamp();
    let review = |cash_limit_paise| {
        Stage::Review(Review { quote: lengthened(&quote), shown_at, cash_limit_paise })
    };
    vec![
        review(Paise::rupees(50)),
        review(Paise::rupees(100_000_000)),
        Stage::Basket,
        Stage::Change(Change { page: 0 }),
        Stage::Change(Change { page: 1 }),
        Stage::Named(Named { site: lengthened(&site()) }),
    ]
}

#[test]
fn every_question_holds_the_longest_data() {
    for language in Language::ALL {
        let mut stages: Vec<Stage> = one_of_each_stage().iter().map(lengthened).collect();
        stages.extend(of_a_full_cart(&phone(language)));
        let mut long = 0;
        for stage in stages {
            let mut asha = phone(language);
            asha.conversation.buyer.stage = stage.clone();
            // Asked again, under a note.
            asha.runs(Event::Unreadable { kind: "poll".into() });
            assert!((1..=2).contains(&asha.screen.len()), "{stage:?}: {}", asha.screen.len());
            asha.screen.iter().for_each(assert_fits);
            asha.screen.iter().for_each(assert_whole);
            long += asha.screen.iter().filter(|message| holds_long(message)).count();
        }
        assert!(long > 15, "the long data is in {long} messages only");
    }
}

#[test]
fn every_piece_of_news_holds_the_longest_data() {
    for language in Language::ALL {
        for window_open in [true, false] {
            let mut asha = phone(language);
            asha.person.window_open = window_open;
            let mut long = 0;
            for fact in facts().iter().map(lengthened) {
                asha.screen.clear();
                asha.runs(Event::Told(fact));
                asha.screen.iter().for_each(assert_fits);
                asha.screen.iter().for_each(assert_whole);
                long += asha.screen.iter().filter(|message| holds_long(message)).count();
            }
            assert!(long > 15, "the long data is in {long} messages only");
        }
    }
}
