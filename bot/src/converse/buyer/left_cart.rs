//! A cart that was left, asked about once: what is in it, and what it waits for.
//!
//! ```text
//!   us: 🛒 You left 50 bags UltraTech OPC 53 in your cart. We only need to know where it should come.
//!       [Continue] [No reminders]
//! buyer: Continue
//! ```

use realserv_domain::message::Message;
use realserv_templates::fit;

use super::draft::Draft;
use super::stage::Stage;
use super::view::{View, buttons};
use super::{Alone, basket};
use crate::converse::{Conversation, Ctx, Step};

/// What stands first is what it was begun for.
const MOST_ITEMS: usize = 300;

/// The open question stays open.
pub(in crate::converse) fn cart_left(conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    let mut draft = Draft::new(conversation, ctx);
    let message = message(&draft.conversation.buyer.stage, &draft.view());
    draft.say(message);
    draft.done()
}

fn message(stage: &Stage, view: &View<'_>) -> Message {
    let words = view.words;
    let items = basket::rows(view)
        .map(|(name, amount)| words.orders_item_line(name, amount, amount.unit.as_str()));
    let items = fit(&items.collect::<Vec<_>>().join(", "), MOST_ITEMS);
    let body = match stage {
        Stage::Review(review) => {
            let until = review.ends_at(view.terms).to_zoned(view.now.time_zone().clone());
            words.follow_cart_price(&items, &until)
        }
        Stage::Whither(_) | Stage::Outside(_) => words.follow_cart_place(&items),
        Stage::Slot(_) | Stage::Work(_) => words.follow_cart_time(&items),
        Stage::Greeting
        | Stage::Menu
        | Stage::Browse(_)
        | Stage::Nearest(_)
        | Stage::HowMany(_)
        | Stage::Basket
        | Stage::Change(_)
        | Stage::Whom(_)
        | Stage::Named(_)
        | Stage::Lane(_)
        | Stage::Amend(_)
        | Stage::Short(_)
        | Stage::OfOrder(_)
        | Stage::NameList(_) => words.follow_cart(&items),
    };
    let row = vec![
        view.button(Alone::GoOn, &words.follow_go_on_button()),
        view.button(Alone::NoReminders, &words.follow_stop_button()),
    ];
    buttons(body, row)
}
