//! A step in the making: the conversation as it becomes, and what has been asked and said so far.

use realserv_domain::ids::{MediaId, OrderId};
use realserv_domain::language::Language;
use realserv_domain::media::Purpose;
use realserv_domain::message::{Media, Message};
use realserv_domain::orders::OrderEvent;
use realserv_templates::Words;

use super::view::{View, text, with_note};
use super::{Buyer, Stage, WaitsFor};
use crate::converse::{Ask, Conversation, Ctx, Effect, Role, Step, media};

pub(super) struct Draft<'c, 'a> {
    pub(super) conversation: Conversation,
    pub(super) ctx: &'c mut Ctx<'a>,
    asks: Vec<Ask>,
    effects: Vec<Effect>,
    /// Said before the next question.
    note: Option<String>,
    /// Something was said in this turn before the tables were asked.
    spoke: bool,
}

/// Whoever is asked one thing reads two bubbles at the most.
const MOST_BUBBLES: usize = 2;

impl<'c, 'a> Draft<'c, 'a> {
    pub(super) fn new(conversation: Conversation, ctx: &'c mut Ctx<'a>) -> Self {
        let (asks, effects) = (Vec::new(), Vec::new());
        let mut draft = Self { conversation, ctx, asks, effects, note: None, spoke: false };
        draft.skip_greeting();
        draft
    }

    /// Whoever has a language needs no greeting that asks for one.
    pub(super) fn skip_greeting(&mut self) {
        if self.conversation.language.is_some() && self.conversation.buyer.stage == Stage::Greeting
        {
            self.conversation.buyer.stage = Stage::Menu;
        }
    }

    pub(super) fn done(mut self) -> Step {
        if let Some(note) = self.note.take() {
            self.say(text(note));
        }
        self.conversation.buyer.spoke =
            self.conversation.buyer.waits_for.is_some() && (self.spoke || self.bubbles() > 0);
        Step { conversation: self.conversation, asks: self.asks, effects: self.effects }
    }

    /// The turn goes on with what the tables answered.
    pub(super) fn goes_on(&mut self) {
        self.spoke = std::mem::take(&mut self.conversation.buyer.spoke);
    }

    fn bubbles(&self) -> usize {
        self.effects.iter().filter(|effect| matches!(effect, Effect::Say { .. })).count()
    }

    pub(super) fn buyer(&mut self) -> &mut Buyer {
        &mut self.conversation.buyer
    }

    pub(super) fn language(&self) -> Language {
        self.conversation.language.unwrap_or_default()
    }

    pub(super) fn words(&self) -> &'static Words {
        Words::of(self.language())
    }

    pub(super) fn view(&self) -> View<'_> {
        View {
            words: self.words(),
            language: self.language(),
            catalog: self.ctx.catalog,
            zones: self.ctx.zones,
            zone: self.conversation.buyer.site.as_ref().map(|site| site.zone),
            terms: self.ctx.terms,
            form: self.ctx.form,
            now: self.ctx.now,
            cart: &self.conversation.buyer.cart,
            way: &self.conversation.buyer.way,
            person: self.ctx.person,
            question: self.conversation.buyer.question,
        }
    }

    pub(super) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// The file is fetched; none of what nobody would look at.
    pub(super) fn fetch(&mut self, sent: &Media, purpose: Purpose) -> Option<MediaId> {
        let effect = media::fetch(sent, purpose, self.ctx)?;
        let id = effect.media();
        self.effects.push(effect);
        id
    }

    pub(super) fn say(&mut self, message: Message) {
        self.effects.push(Effect::Say { message, news: None });
    }

    /// A line before the next question, or a bubble of its own when none follows.
    pub(super) fn note(&mut self, note: String) {
        self.note = Some(match self.note.take() {
            Some(before) => format!("{before}\n\n{note}"),
            None => note,
        });
    }

    /// A message that stands on its own, under what was to be said before the next question.
    pub(super) fn say_under_note(&mut self, message: Message) {
        let messages = match self.note.take() {
            Some(note) => with_note(&note, vec![message]),
            None => vec![message],
        };
        messages.into_iter().for_each(|message| self.say(message));
    }

    /// Goes to a stage and asks its question under a new number; what is typed next answers it.
    pub(super) fn ask(&mut self, mut stage: Stage) {
        self.conversation.role = Role::Buyer;
        if !stage.is_other_page_of(&self.conversation.buyer.stage) {
            self.past_questions_are_over();
        }
        if let Stage::Whither(whither) = &mut stage {
            let offered = self.ctx.form.is_some() && whither.known.is_empty();
            whither.form = offered.then(|| self.ctx.mint.form_token(self.ctx.person.id));
        }
        self.conversation.buyer.stage = stage;
        self.again();
    }

    pub(super) fn past_questions_are_over(&mut self) {
        self.buyer().question = self.conversation.buyer.question.wrapping_add(1);
    }

    /// The question that is open, once more, under the number it has.
    pub(super) fn again(&mut self) {
        let mut messages = self.conversation.buyer.stage.question(&self.view());
        if let Some(note) = self.note.take() {
            messages = with_note(&note, messages);
        }
        // The form is what can be done without.
        if usize::from(self.spoke) + self.bubbles() + messages.len() > MOST_BUBBLES {
            messages.retain(|message| !matches!(message, Message::Form { .. }));
        }
        self.effects
            .extend(messages.into_iter().map(|message| Effect::Say { message, news: None }));
    }

    /// Asks the tables; the answer comes back within the turn and is read as `waits_for` says.
    pub(super) fn wait(&mut self, ask: Ask, waits_for: WaitsFor) {
        self.asks.push(ask);
        self.conversation.buyer.waits_for = Some(waits_for);
    }

    pub(super) fn tell_order(&mut self, order: OrderId, event: OrderEvent) {
        self.effects.push(Effect::TellOrder { order, event });
    }
}
