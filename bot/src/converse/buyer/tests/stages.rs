//! Every stage as a table: where it is, what is tapped or typed, where that leads. Each begins with 50 bags in the cart.

use realserv_domain::language::Language;
use realserv_domain::quantity::Quantity;

use super::stored::one_of_each_stage;
use super::{Phone, site};
use crate::converse::Event;
use crate::converse::buyer::{Choice, Here, Stage};

/// What the person does: taps by the id's own spelling, types, or sends the pin of the site.
enum Does {
    Taps(&'static str),
    Types(&'static str),
    SharesPin,
}

use Does::{SharesPin, Taps, Types};

/// Stage, answer, next stage, bags in the cart afterwards.
const TABLE: &[(&str, Does, &str, u32)] = &[
    ("menu", Taps("kind.cement"), "browse", 50),
    ("menu", Types("steel (tmt bars)"), "browse", 50),
    ("menu", SharesPin, "basket", 50),
    ("menu", Types("back"), "menu", 50),
    ("browse", Taps("page.0"), "browse", 50),
    ("browse", Taps("sku.CEMENT"), "how_many", 50),
    ("browse", Types("back"), "browse", 50),
    ("browse", Taps("checkout"), "slot", 50),
    ("nearest", Taps("sku.CEMENT"), "basket", 40),
    ("nearest", Taps("back"), "basket", 50),
    ("how_many", Taps("quantity.100000"), "basket", 100),
    ("how_many", Types("60 bags"), "basket", 60),
    ("how_many", Types("2 tonnes"), "basket", 40),
    ("how_many", Types("2"), "how_many", 50),
    ("how_many", Types("3 loads"), "how_many", 50),
    ("how_many", Types("back"), "change", 50),
    ("how_many", Taps("remove"), "basket", 0),
    ("basket", Taps("checkout"), "slot", 50),
    ("basket", Taps("more"), "menu", 50),
    ("basket", Taps("change"), "change", 50),
    ("basket", Types("yes"), "slot", 50),
    ("basket", Types("no"), "basket", 50),
    ("change", Taps("line.CEMENT"), "how_many", 50),
    ("change", Taps("empty"), "menu", 0),
    ("change", Taps("back"), "basket", 50),
    ("whither", Taps("site.HERE"), "slot", 50),
    ("whither", Taps("other-site"), "whither", 50),
    ("whither", Types("500049 opp. temple"), "slot", 50),
    ("whither", Types("Miyapur"), "slot", 50),
    ("whither", Types("501301"), "outside", 50),
    ("whither", Types("nowhere street"), "whither", 50),
    ("whither", SharesPin, "slot", 50),
    ("whither", Types("12"), "whither", 50),
    ("whither", Types("back"), "basket", 50),
    ("outside", Taps("other-site"), "whither", 50),
    ("outside", Types("500049"), "slot", 50),
    ("outside", SharesPin, "slot", 50),
    ("outside", Types("back"), "basket", 50),
    ("whom", Taps("skip"), "slot", 50),
    ("whom", Types("98480 12345"), "slot", 50),
    ("whom", Types("no"), "slot", 50),
    ("whom", Types("skip"), "slot", 50),
    ("whom", Types("500049"), "whom", 50),
    ("whom", Types("who are you"), "whom", 50),
    ("whom", SharesPin, "slot", 50),
    ("whom", Types("back"), "whither", 50),
    ("slot", Taps("slot.2026-11-24.morning"), "review", 50),
    ("slot", Taps("slot.2026-11-22.morning"), "slot", 50),
    ("slot", Types("kal shaam"), "review", 50),
    ("slot", Types("back"), "whither", 50),
    ("slot", SharesPin, "slot", 50),
    ("work", Taps("work.2026-11-24.full"), "review", 50),
    ("work", Types("tomorrow"), "review", 50),
    ("work", Types("back"), "slot", 50),
    ("lane", Taps("lane.wide"), "review", 50),
    ("lane", Taps("lane.narrow"), "review", 50),
    ("lane", Types("only tractor"), "review", 50),
    ("lane", Types("yes"), "review", 50),
    ("lane", Types("no"), "review", 50),
    ("lane", Types("back"), "slot", 50),
    ("lane", SharesPin, "slot", 50),
    ("review", Types("no lorry"), "review", 50),
    ("review", Taps("amend"), "amend", 50),
    ("review", Types("change"), "amend", 50),
    ("review", Types("back"), "slot", 50),
    ("review", Types("yes"), "menu", 0),
    ("review", Taps("pay-online"), "menu", 0),
    ("review", Types("cash"), "menu", 0),
    ("amend", Taps("change"), "change", 50),
    ("amend", Taps("amend-site"), "whither", 50),
    ("amend", Taps("amend-time"), "slot", 50),
    ("amend", Types("back"), "review", 50),
    ("short", Taps("quantity.30000"), "review", 30),
    ("short", Taps("remove"), "basket", 0),
    ("short", Taps("change"), "change", 50),
    ("short", Types("back"), "slot", 50),
    ("of_order", Taps("remove"), "of_order", 50),
    ("of_order", Taps("back"), "basket", 50),
    ("of_order", Types("no"), "basket", 50),
    ("of_order", Types("make it 700"), "of_order", 50),
    ("of_order", Types("9999"), "of_order", 50),
    ("of_order", Types("back"), "basket", 50),
    ("name_list", Taps("back"), "basket", 50),
    ("name_list", Types("no"), "basket", 50),
    ("name_list", Types("Plinth"), "basket", 50),
    ("name_list", Types("!?"), "name_list", 50),
];

#[test]
fn every_answer_leads_where_the_table_says() {
    for (from, does, to, bags) in TABLE {
        let mut asha = at(from);
        let what = match does {
            Taps(spelling) => taps(&mut asha, spelling),
            Types(text) => {
                asha.says(text);
                *text
            }
            SharesPin => {
                asha.shares_pin();
                "(pin)"
            }
        };
        let reached = name(&asha.conversation.buyer.stage);
        assert_eq!(reached, *to, "{from}: {what}\n{}", asha.shown());
        let held = asha.conversation.buyer.cart.quantity_of(asha.cement());
        assert_eq!(held, Quantity::whole(*bags), "{from}: {what}");
    }
}

/// Somebody at the last of the samples of this stage, with the place known where the table wants it asked no more.
fn at(stage: &str) -> Phone {
    let mut asha = Phone::known(Language::En);
    let cement = asha.cement();
    asha.conversation.buyer.cart.set(cement, Quantity::whole(50)).unwrap();
    asha.conversation.buyer.site = Some(site());
    asha.conversation.buyer.question = 5;
    let sample = one_of_each_stage().into_iter().rfind(|sample| name(sample) == stage);
    asha.conversation.buyer.stage = sample.unwrap_or_else(|| panic!("no stage {stage}"));
    asha
}

fn taps<'t>(asha: &mut Phone, spelling: &'t str) -> &'t str {
    let spelled = spelling
        .replace("CEMENT", &asha.cement().to_string())
        .replace("HERE", &site().address.to_string());
    let choice = Choice::parse(&spelled).unwrap_or_else(|| panic!("{spelling}"));
    assert!(matches!(choice, Choice::Here(_)), "{spelling} answers no question");
    asha.taps_id(&format!("1.b.5.{spelled}"));
    spelling
}

fn name(stage: &Stage) -> String {
    serde_json::to_value(stage).unwrap()["at"].as_str().unwrap().to_owned()
}

/// A choice of another stage under the right number can only come from a program that we never released: it is old.
#[test]
fn a_choice_that_the_open_question_never_offered_changes_nothing() {
    for stage in ["menu", "basket", "whither", "slot"] {
        let mut asha = at(stage);
        // Its time was set when the cart was begun.
        asha.conversation.buyer.watch = Some(crate::converse::CartWatch::Due);
        let before = asha.conversation.clone();
        let tap = crate::converse::Tap {
            question: Some(5),
            choice: crate::converse::choice::Choice::Buyer(Here::PayOnline.into()),
        };
        asha.does(Event::Tapped(tap));
        asha.sees("earlier message");
        assert_eq!(asha.conversation, before);
    }
}
