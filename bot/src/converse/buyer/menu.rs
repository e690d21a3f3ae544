//! The list of kinds, with what else can be done.
//!
//! ```text
//!   us: What does your site need today? …
//!       ≡ Choose: Cement · Steel · Sand · Aggregate · Bricks · Blocks · Workers · My orders · Language · Talk to a person
//! buyer: Cement
//! ```

use realserv_domain::catalog::Kind;
use realserv_domain::message::{Message, Row};

use super::view::{View, list};
use super::{Alone, Here};

pub(super) fn question(view: &View<'_>) -> Message {
    let words = view.words;
    let mut rows: Vec<Row> = Kind::ALL
        .into_iter()
        .map(|kind| {
            view.row(Here::Kind(kind), &words.menu_kind_title(kind), Some(about(view, kind)))
        })
        .collect();
    rows.push(view.row(Alone::MyOrders, &words.menu_my_orders_title(), None));
    rows.push(view.row(Alone::ChooseLanguage, &words.menu_language_title(), None));
    rows.push(view.row(Alone::Person, &words.menu_person_title(), None));
    list(words.menu_choose_text(), &words.menu_choose_button(), rows)
}

fn about(view: &View<'_>, kind: Kind) -> String {
    match kind {
        Kind::Cement => view.words.menu_cement_description(),
        Kind::Steel => view.words.menu_steel_description(),
        Kind::Sand => view.words.menu_sand_description(),
        Kind::Aggregate => view.words.menu_aggregate_description(),
        Kind::Brick => view.words.menu_brick_description(),
        Kind::Block => view.words.menu_block_description(),
        Kind::Labour => view.words.menu_labour_description(),
    }
}
