//! Nothing was understood: it answers the office, if that has asked something; else what is the part that nobody knows, then the nearest that we have, then a person. The cart stays
//! as it is.
//!
//! ```text
//! buyer: blarg
//!   us: Sorry, what is “blarg”? Type what you need and how much …
//! buyer: ultrablarg
//!   us: Sorry, we still did not understand. Is it one of these? …  ≡ Choose: UltraTech OPC 53 · … · None of these
//! buyer: blarg!
//!   us: We are sorry … Would you like to talk to a person? Your cart is kept.  [Talk to a person] [Menu]
//! ```

use realserv_domain::understand;
use realserv_templates::fit;

use super::Alone;
use super::draft::Draft;
use super::stage::Stage;
use super::view::buttons;
use crate::converse::ticket;

/// So many of the words that nobody knows are said again, and so much of them.
const MOST_WORDS: usize = 3;
const MOST_LETTERS: usize = 40;

/// So many of the nearest products are shown.
const NEAREST: usize = 3;

impl Draft<'_, '_> {
    pub(super) fn missed(&mut self, said: &str, unknown: &[String]) {
        if let Some(effects) =
            ticket::takes_what_is_not_understood(&mut self.conversation, said, self.ctx)
        {
            return effects.into_iter().for_each(|effect| self.effect(effect));
        }
        let misses = self.conversation.buyer.misses.saturating_add(1);
        self.buyer().misses = misses;
        match misses {
            1 => self.ask_what_it_is(said, unknown),
            2 => self.show_the_nearest(said),
            _ => self.offer_a_person(),
        }
    }

    /// Of a question that nobody understands no single word is strange.
    fn ask_what_it_is(&mut self, said: &str, unknown: &[String]) {
        let most = if said.contains('?') { 0 } else { MOST_WORDS };
        let strange: Vec<&str> = unknown.iter().take(most).map(String::as_str).collect();
        let words = self.words();
        let note = if strange.is_empty() {
            words.help_not_understood()
        } else {
            words.help_what_is_it(&fit(&strange.join(" "), MOST_LETTERS))
        };
        self.note(note);
        self.again();
    }

    /// An open question about something else stays: its own answers are what is nearest.
    fn show_the_nearest(&mut self, said: &str) {
        let orders = self.is_at_rest() || matches!(self.conversation.buyer.stage, Stage::Basket);
        let most = if orders { NEAREST } else { 0 };
        let skus = understand::alike(said, self.ctx.catalog, most);
        if skus.is_empty() {
            let note = self.words().help_not_understood_again();
            self.note(note);
            return self.again();
        }
        self.keep_the_open_question();
        let note = self.words().help_one_of_these();
        self.note(note);
        self.ask_which(skus, None);
    }

    pub(super) fn offer_a_person(&mut self) {
        let words = self.words();
        let view = self.view();
        let row = vec![
            view.button(Alone::Person, &words.help_person_button()),
            view.button(Alone::Menu, &words.help_menu_button()),
        ];
        self.say(buttons(words.help_offer_person(), row));
    }
}
