//! A photo that WhatsApp could not fetch or show. The question under it went with it, and is asked once more without.
//!
//! ```text
//!   us: 🖼 UltraTech OPC 53 … How many bags?       (never arrives)
//!   us: UltraTech OPC 53 … How many bags?
//! ```

use realserv_domain::message::Message;

use super::choice::{Choice, Tap};
use super::{Conversation, Effect, Step};

/// Whoever has gone on meanwhile (typed the number, left for the menu) is not asked an old question.
pub(super) fn refused(conversation: Conversation, plain: Message) -> Step {
    let effects = if is_open(&conversation, &plain) {
        vec![Effect::Say { message: plain, news: None }]
    } else {
        Vec::new()
    };
    Step { conversation, asks: Vec::new(), effects }
}

/// A message without a number of a question stands on its own.
fn is_open(conversation: &Conversation, message: &Message) -> bool {
    let Message::Buttons { buttons, .. } = message else { return true };
    let tap = buttons.first().and_then(|button| Tap::parse(&button.id));
    let Some(Tap { question: Some(asked), choice }) = tap else { return true };
    match choice {
        Choice::Buyer(_) => conversation.buyer.question == asked,
        Choice::Vendor(_) => conversation.vendor.question == asked,
    }
}

#[cfg(test)]
mod tests {
    use realserv_domain::message::Button;

    use super::*;
    use crate::converse::Role;
    use crate::converse::buyer;

    fn question(number: u32) -> Message {
        let choice = Choice::Buyer(buyer::Choice::from(buyer::Here::Back));
        let id = Tap { question: Some(number), choice }.encode();
        let button = Button { id, title: "Back".to_owned() };
        Message::Buttons { body: "How many?".to_owned(), buttons: vec![button], photo: None }
    }

    #[test]
    fn only_the_question_that_is_open_is_asked_again() {
        let mut talk = Conversation::new(Role::Buyer);
        talk.buyer.question = 7;
        let said = |number| refused(talk.clone(), question(number)).effects;
        assert_eq!(said(7), [Effect::Say { message: question(7), news: None }]);
        assert!(said(6).is_empty());
        assert_eq!(refused(talk.clone(), question(6)).conversation, talk);
    }
}
