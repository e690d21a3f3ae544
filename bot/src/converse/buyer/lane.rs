//! Whether a lorry gets to the site: asked once for a site, and only when something that needs room is to come.
//!
//! ```text
//!   us: 🛣️ Does a lorry get to your site in Miyapur? This load comes by Tipper. …  [Yes, a lorry fits] [Only auto, tractor]
//! buyer: Only auto, tractor
//!   us: Your order … 🚛 Tractor, 3 trips
//!       🛣️ Only an auto or a tractor gets in. If that is not so, type lorry ok.
//! buyer: lorry ok
//! ```

use realserv_domain::language::Name;
use realserv_domain::message::Message;
use realserv_domain::place::Site;
use realserv_domain::time::Schedule;
use realserv_domain::vehicles::Lane;
use serde::{Deserialize, Serialize};

use super::Here;
use super::draft::Draft;
use super::stage::{Heard, Next, Stage};
use super::view::{View, buttons};
use crate::converse::Effect;
use crate::converse::anywhere::{Word, plain, word};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskLane {
    pub site: Site,
    pub schedule: Schedule,
    /// What would come.
    pub vehicle: Name,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Said(AskLane, Lane),
    Back(AskLane),
}

impl AskLane {
    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let row = vec![
            view.button(Here::Lane(Lane::Wide), &words.address_lane_wide_button()),
            view.button(Here::Lane(Lane::Narrow), &words.address_lane_narrow_button()),
        ];
        buttons(words.address_lane_ask(&self.vehicle, &self.site.locality), row)
    }

    pub(super) fn step(&self, heard: &Heard<'_>) -> Next<Self, Exit> {
        let said = |lane| Next::Leave(Exit::Said(self.clone(), lane));
        match heard {
            Heard::Chose(Here::Lane(lane)) => said(*lane),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back(self.clone())),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) => match (word(text), lane_in(text)) {
                (Some(Word::Yes), _) => said(Lane::Wide),
                (Some(Word::No), _) => said(Lane::Narrow),
                (_, Some(lane)) => said(lane),
                (_, None) => Next::Pass,
            },
        }
    }
}

impl Draft<'_, '_> {
    pub(super) fn left_lane(&mut self, exit: Exit) {
        match exit {
            Exit::Said(AskLane { site, schedule, .. }, lane) => {
                let site = self.keep_lane(site, lane);
                self.arrange(site, schedule);
            }
            Exit::Back(AskLane { site, schedule, .. }) => self.ask_time_anew(site, schedule),
        }
    }

    fn keep_lane(&mut self, site: Site, lane: Lane) -> Site {
        let words = self.words();
        let note = match lane {
            Lane::Narrow => words.address_lane_noted_narrow(),
            Lane::Wide => words.address_lane_noted_wide(),
        };
        self.note(note);
        self.set_lane(site, lane)
    }

    /// Without a word of it: the review says it.
    pub(super) fn set_lane(&mut self, site: Site, lane: Lane) -> Site {
        self.effect(Effect::KeepLane { address: site.address, lane });
        Site { lane: Some(lane), ..site }
    }

    /// "No lorry", while the site is known and the order not placed: what is priced already is priced anew.
    pub(super) fn is_lane(&mut self, said: &str) -> bool {
        let lane = lane_in(said).filter(|_| self.is_checking_out());
        let (Some(lane), Some(site)) = (lane, self.conversation.buyer.site.clone()) else {
            return false;
        };
        let site = self.keep_lane(site, lane);
        self.buyer().misses = 0;
        let schedule = match &self.conversation.buyer.stage {
            Stage::Review(review) => review.quote.schedule,
            Stage::Amend(amend) => amend.review.quote.schedule,
            Stage::Lane(ask) => ask.schedule,
            Stage::Greeting
            | Stage::Menu
            | Stage::Browse(_)
            | Stage::Nearest(_)
            | Stage::HowMany(_)
            | Stage::Basket
            | Stage::Change(_)
            | Stage::Whither(_)
            | Stage::Outside(_)
            | Stage::Whom(_)
            | Stage::Named(_)
            | Stage::Slot(_)
            | Stage::Work(_)
            | Stage::Short(_)
            | Stage::OfOrder(_)
            | Stage::NameList(_) => self.conversation.buyer.schedule,
        };
        self.arrange(site, schedule);
        true
    }
}

/// What people write of a lane; the whole message, so that "no lorry came" is left to who hears of trouble.
fn lane_in(said: &str) -> Option<Lane> {
    let said = plain(said);
    let among = |words: &[&str]| words.contains(&said.as_str());
    match () {
        () if among(NARROW) => Some(Lane::Narrow),
        () if among(WIDE) => Some(Lane::Wide),
        () => None,
    }
}

#[rustfmt::skip] // Reads as a dictionary.
const NARROW: &[&str] = &[
    "no lorry", "no lorries", "lorry no", "no truck", "no tipper", "small lane", "narrow lane", "narrow road", "small road",
    "only tractor", "only auto", "tractor only", "auto only", "only auto or tractor", "only tractor or auto", "only auto, tractor",
    "lorry nahi", "lorry nahi aayegi", "lorry nahi jayegi", "sirf tractor", "sirf auto", "lorry radu", "lari radu", "tractor matrame",
    "लॉरी नहीं", "लॉरी नहीं आएगी", "लॉरी नहीं जाएगी", "गली तंग है", "सिर्फ़ ट्रैक्टर", "सिर्फ ट्रैक्टर", "सिर्फ़ ऑटो",
    "లారీ రాదు", "లారీ వద్దు", "సందు ఇరుకు", "ట్రాక్టర్ మాత్రమే", "ఆటో మాత్రమే",
];

#[rustfmt::skip]
const WIDE: &[&str] = &[
    "lorry ok", "lorry okay", "ok lorry", "lorry fits", "lorry comes", "lorry can come", "truck ok", "tipper ok", "big road", "wide road",
    "lorry aayegi", "lorry jayegi", "lorry vastundi", "lari vastundi",
    "लॉरी आएगी", "लॉरी जाएगी", "लॉरी ठीक है", "लॉरी वस्తుంది", "లారీ వస్తుంది", "లారీ వస్తాది", "లారీ ఓకే",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_is_said_in_few_words_and_nothing_else() {
        for said in ["No lorry", "lorry nahi", "लॉरी नहीं", "లారీ రాదు", "only tractor!"]
        {
            assert_eq!(lane_in(said), Some(Lane::Narrow), "{said}");
        }
        for said in ["lorry ok", "Lorry fits.", "लॉरी आएगी", "లారీ వస్తుంది"]
        {
            assert_eq!(lane_in(said), Some(Lane::Wide), "{said}");
        }
        for said in ["no lorry came", "lorry", "2 lorry sand", "no"] {
            assert_eq!(lane_in(said), None, "{said}");
        }
    }
}
