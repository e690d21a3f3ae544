//! The life of a part and of an order as `ARCHITECTURE.md` draws it. The drawing is not drawn: it is what walks find.
//!
//! When it is not current, this writes it anew:
//! `REALSERV_DRAW=1 cargo nextest run -p realserv-domain -E 'test(drawing)'`

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use realserv_domain::orders::*;
use serde::Serialize;

use crate::acts::Act;
use crate::town::*;
use crate::walks::{Walked, few, walk, walks};

const WRITE_ANEW: &str = "REALSERV_DRAW";

/// Arrows with what causes them; from nowhere is where it begins.
#[derive(Default)]
struct Drawing {
    arrows: BTreeMap<(String, String), BTreeSet<String>>,
    ends: BTreeSet<String>,
}

impl Drawing {
    fn begins(&mut self, state: impl Serialize) {
        self.arrows.entry(("[*]".into(), word(state))).or_default().insert("placed".into());
    }

    fn goes(&mut self, from: impl Serialize, to: impl Serialize, event: &OrderEvent) {
        self.arrows.entry((word(from), word(to))).or_default().insert(name_of(event));
    }

    /// One arrow a pair.
    fn mermaid(&self) -> String {
        let mut text = String::from("```mermaid\nstateDiagram-v2\n");
        let mut draw = |from: &str, to: &str, why: &str| {
            text.push_str(&format!("    {from} --> {to}{why}\n"));
        };
        for ((from, to), events) in &self.arrows {
            let events: Vec<&str> = events.iter().map(String::as_str).collect();
            draw(from, to, &format!(" : {}", events.join("<br/>")));
        }
        self.ends.iter().for_each(|end| draw(end, "[*]", ""));
        text.push_str("```\n");
        text
    }
}

/// As it is stored: `awaiting_payment`.
fn word(state: impl Serialize) -> String {
    serde_json::to_value(state).unwrap().as_str().unwrap().to_owned()
}

/// `offer accepted`; timers in brackets. A colon would end the label.
fn name_of(event: &OrderEvent) -> String {
    let json = serde_json::to_value(event).unwrap();
    let name = match event {
        OrderEvent::Due { .. } => format!("({})", json["timer"]["timer"].as_str().unwrap()),
        _ => json["event"].as_str().unwrap().to_owned(),
    };
    name.replace('_', " ")
}

fn draw_parts(drawing: &mut Drawing, before: &World, step: &Walked) {
    let asked = |part: &Part| part.offers.len();
    for (was, is) in before.order.parts.iter().zip(&step.world.order.parts) {
        // The same state again is an arrow only where another vendor has been asked.
        if was.step() != is.step() || asked(was) != asked(is) {
            drawing.goes(was.step(), is.step(), &step.event);
        }
        if !is.step().lives() {
            drawing.ends.insert(word(is.step()));
        }
    }
}

fn draw_order(drawing: &mut Drawing, before: &World, step: &Walked) {
    let (was, is) = (before.order.state(), step.world.order.state());
    if was != is {
        drawing.goes(was, is, &step.event);
    }
    if !OrderState::OPEN.contains(&is) {
        drawing.ends.insert(word(is));
    }
}

/// Two parts in different states make an order's: what one vendor does while the other does nothing, or is done.
fn pairs() -> Vec<World> {
    vec![
        few(World::placed(Method::Cash, &[(CEMENT, 10), (MASON, 1)])),
        few(World::linked(&[(CEMENT, 10), (MASON, 1)])),
    ]
}

const ACTS_OF_PAIRS: &[Act] = &[
    Act::Pays(0),
    Act::Accept(0),
    Act::Accept(1),
    Act::Reject(0),
    Act::MoneyBack(0),
    Act::NewTime(0),
    Act::Dispatch(0),
    Act::Code(0),
    Act::Code(1),
    Act::VendorCancels(0),
    Act::OfficeReassigns(0),
    Act::Cancel(Some(0)),
    Act::OfficeCancels(Some(0)),
    Act::OfficeCancels(Some(1)),
];

/// What stands between the marks of `ARCHITECTURE.md`.
fn drawn() -> String {
    let (mut parts, mut order) = (Drawing::default(), Drawing::default());
    for (start, acts) in walks() {
        // A walk that begins in the middle shows nothing of the beginning.
        if start.order.payments.is_empty() {
            parts.begins(start.order.parts[0].step());
            order.begins(start.order.state());
        }
        walk(start, acts, |before, step| {
            draw_parts(&mut parts, before, step);
            draw_order(&mut order, before, step);
        });
    }
    for start in pairs() {
        walk(start, ACTS_OF_PAIRS, |before, step| draw_order(&mut order, before, step));
    }
    format!(
        "\nA part, from checkout to the gate:\n\n{}\nAn order, which is what its parts and its money add up to:\n\n{}\n",
        parts.mermaid(),
        order.mermaid()
    )
}

#[test]
fn the_drawing_of_the_life_of_an_order_is_what_the_code_does() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ARCHITECTURE.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("<!-- drawn -->").expect("the mark where it begins");
    let (now, after) = rest.split_once("<!-- /drawn -->").expect("the mark where it ends");
    let drawn = drawn();
    if std::env::var_os(WRITE_ANEW).is_some() {
        let page = format!("{before}<!-- drawn -->\n{drawn}<!-- /drawn -->{after}");
        return std::fs::write(path, page).unwrap();
    }
    assert_eq!(
        now.trim(),
        drawn.trim(),
        "ARCHITECTURE.md is not current; to write it anew:\n\
         {WRITE_ANEW}=1 cargo nextest run -p realserv-domain -E 'test(drawing)'"
    );
}
