//! While the office waits for an answer: which typed lines are the buyer's side's own all the same.

use realserv_domain::interpret;
use realserv_domain::understand::{self, When};

use super::draft::Draft;
use super::stage::Stage;
use super::trouble::tells_trouble;
use crate::converse::{Conversation, Ctx};

/// What is asked now says what things cost.
pub(in crate::converse) const fn shows_a_price(conversation: &Conversation) -> bool {
    matches!(
        conversation.buyer.stage,
        Stage::Basket | Stage::HowMany(_) | Stage::Browse(_) | Stage::Review(_)
    )
}

/// Things to order or a change of what is shown, what stands on a button, and what the open question wants typed. Nothing is
/// decided here.
pub(in crate::converse) fn takes(
    conversation: &Conversation,
    said: &str,
    ctx: &mut Ctx<'_>,
) -> bool {
    let draft = Draft::new(conversation.clone(), ctx);
    let read = interpret::read(said, draft.ctx.catalog, draft.ctx.now.date());
    let buys = || {
        !draft.conversation.buyer.typed.is_empty()
            || draft.is_of_an_order(said, &read) && read.meant.unknown.is_empty()
            || draft.is_a_title(said)
    };
    // Whoever writes of torn bags buys none, and of "two more …" with words that nobody knows an order was not made.
    draft.is_asked_for(said) || !tells_trouble(said) && buys()
}

impl Draft<'_, '_> {
    /// A place, a number, a name; an amount where one is asked or shown; a day where one is chosen.
    fn is_asked_for(&self, said: &str) -> bool {
        let amount = || understand::count(said).is_some();
        let time = || When::read(said, self.ctx.now.date()).is_some();
        match self.conversation.buyer.stage {
            Stage::Whither(_) | Stage::Outside(_) | Stage::Whom(_) | Stage::Named(_) => true,
            Stage::NameList(_) => true,
            Stage::HowMany(_)
            | Stage::Change(_)
            | Stage::Basket
            | Stage::Short(_)
            | Stage::OfOrder(_) => amount(),
            Stage::Slot(_) | Stage::Work(_) => time(),
            Stage::Review(_) | Stage::Amend(_) => amount() || time(),
            Stage::Greeting
            | Stage::Menu
            | Stage::Browse(_)
            | Stage::Nearest(_)
            | Stage::Lane(_) => false,
        }
    }
}
