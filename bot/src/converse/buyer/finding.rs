//! How the site is found, said after the place itself: a landmark at the slot, at the review, at any time before paying.
//!
//! ```text
//! buyer: 500049
//!   us: 📍 Miyapur, 500049 … ✍️ Only the area is known so far. Please type a landmark too …  ≡ Choose a time
//! buyer: blue gate, opposite the temple
//!   us: 📍 Noted: blue gate, opposite the temple. …  ≡ Choose a time
//! ```

use realserv_domain::understand::Reading;
use realserv_domain::way::{Way, may_tell_way, tells_way};

use super::draft::Draft;
use super::stage::Stage;
use super::whither;
use crate::converse::Effect;

impl Draft<'_, '_> {
    /// Takes words that tell the way to the site of this checkout. What says so itself is always taken; other words only
    /// while nothing is known and nothing else can be made of them.
    pub(super) fn is_way(&mut self, said: &str, reading: &Reading) -> bool {
        let missing = self.conversation.buyer.way.is_unknown();
        let meant =
            tells_way(said) || (missing && *reading == Reading::Nothing && may_tell_way(said));
        if !meant || !self.is_checking_out() {
            return false;
        }
        if whither::is_too_long(said) {
            let note = self.words().address_too_long();
            self.note(note);
        } else {
            self.keep_way(said);
        }
        self.again();
        true
    }

    /// The way to an order that is placed: the driver is somebody else's, and the office tells him.
    pub(super) fn is_way_too_late(&mut self, said: &str) -> bool {
        let at_rest = matches!(self.conversation.buyer.stage, Stage::Menu);
        let late = at_rest && tells_way(said);
        if late {
            self.buyer().misses = 0;
            self.call_person(None);
        }
        late
    }

    fn keep_way(&mut self, said: &str) {
        let Some(site) = self.conversation.buyer.site.clone() else { return };
        let from_map = self.conversation.buyer.way.from_map;
        let way = Way::read(said, &site.pin, &site.locality, from_map);
        let note = self.words().address_way_noted(&way.words);
        self.note(note);
        self.effect(Effect::KeepWay { address: site.address, words: said.trim().to_owned() });
        self.buyer().way = way;
        self.buyer().misses = 0;
    }

    /// The site is known and the order not placed.
    pub(super) fn is_checking_out(&self) -> bool {
        let buyer = &self.conversation.buyer;
        let at_it = match buyer.stage {
            Stage::Whom(_)
            | Stage::Named(_)
            | Stage::Slot(_)
            | Stage::Work(_)
            | Stage::Lane(_)
            | Stage::Review(_)
            | Stage::Amend(_)
            | Stage::Short(_) => true,
            Stage::Greeting
            | Stage::Menu
            | Stage::Browse(_)
            | Stage::Nearest(_)
            | Stage::HowMany(_)
            | Stage::Basket
            | Stage::Change(_)
            | Stage::Whither(_)
            | Stage::Outside(_)
            | Stage::OfOrder(_)
            | Stage::NameList(_) => false,
        };
        at_it && buyer.site.is_some()
    }
}
