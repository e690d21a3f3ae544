//! Two conversations that turn out to be one person's: once with the number hidden, once by the number alone.
//!
//! Nothing that was begun may be lost. What this one has under way stays; only where it rests does the other's go on.

use super::buyer::{self, Buyer};
use super::vendor::Stage;
use super::{Conversation, Role};

impl Conversation {
    #[must_use]
    pub(super) fn joined_by(self, other: Self) -> Self {
        let language = self.language.or(other.language);
        let role = if other.role == Role::Vendor { Role::Vendor } else { self.role };
        let takes_buyer = rests(&self.buyer) && !rests(&other.buyer);
        let buyer = if takes_buyer { other.buyer } else { self.buyer };
        let takes_desk = self.vendor.stage == Stage::Idle;
        let vendor = if takes_desk { other.vendor } else { self.vendor };
        // Both chats are one from now on: who has it longer has it.
        let held = self.held.into_iter().chain(other.held).max_by_key(|held| held.until);
        let ticket = self.ticket.or(other.ticket);
        Self { version: self.version, role, language, buyer, vendor, reminder: None, held, ticket }
    }
}

fn rests(buyer: &Buyer) -> bool {
    buyer.cart.is_empty() && matches!(buyer.stage, buyer::Stage::Greeting | buyer::Stage::Menu)
}

#[cfg(test)]
mod tests {
    use realserv_domain::ids::SkuId;
    use realserv_domain::language::Language;
    use realserv_domain::quantity::Quantity;
    use uuid::Uuid;

    use super::*;

    fn with_a_cart(question: u32, bags: u32) -> Conversation {
        let mut talk = Conversation::new(Role::Buyer);
        talk.buyer.question = question;
        talk.buyer.cart.set(SkuId(Uuid::nil()), Quantity::whole(bags)).unwrap();
        talk.buyer.stage = buyer::Stage::Basket;
        talk
    }

    #[test]
    fn what_is_under_way_stays_and_a_rest_gives_way() {
        let resting = Conversation::new(Role::Buyer);
        let (fifty, nine) = (with_a_cart(4, 50), with_a_cart(7, 9));
        assert_eq!(resting.clone().joined_by(fifty.clone()), fifty);
        assert_eq!(fifty.clone().joined_by(resting), fifty);
        assert_eq!(fifty.clone().joined_by(nine).buyer, fifty.buyer);
    }

    #[test]
    fn a_language_once_chosen_is_kept() {
        let mut chosen = Conversation::new(Role::Buyer);
        chosen.language = Some(Language::Te);
        let joined = Conversation::new(Role::Buyer).joined_by(chosen);
        assert_eq!(joined.language, Some(Language::Te));
    }
}
