//! A step in the making: the conversation as it becomes, what has been asked, said and told so far.

use realserv_domain::ids::{MediaId, OrderId, OrderNumber, VendorId};
use realserv_domain::media::Purpose;
use realserv_domain::message::{Button, Media, Message, Paper, Row, Section};
use realserv_domain::orders::OrderEvent;
use realserv_templates::{Words, fit, whatsapp};

use super::{Choice, Stage, WaitsFor};
use crate::converse::{Ask, Conversation, Ctx, Effect, Step, Tap};
use crate::converse::{choice, media};

/// Limits of WhatsApp's list rows, in characters.
const MOST_ROW_TITLE: usize = 24;
const MOST_ROW_NOTE: usize = 72;

/// A bubble with buttons or a list holds this many characters of text; cut, never refused.
pub(super) const MOST_BODY: usize = 1024;

pub(super) struct Draft<'c, 'a> {
    pub(super) conversation: Conversation,
    pub(super) ctx: &'c mut Ctx<'a>,
    asks: Vec<Ask>,
    effects: Vec<Effect>,
}

impl<'c, 'a> Draft<'c, 'a> {
    pub(super) fn new(conversation: Conversation, ctx: &'c mut Ctx<'a>) -> Self {
        Self { conversation, ctx, asks: Vec::new(), effects: Vec::new() }
    }

    pub(super) fn done(self) -> Step {
        Step { conversation: self.conversation, asks: self.asks, effects: self.effects }
    }

    pub(super) fn words(&self) -> &'static Words {
        Words::of(self.conversation.language.unwrap_or_default())
    }

    pub(super) fn vendor(&self) -> Option<VendorId> {
        self.ctx.person.vendor
    }

    pub(super) fn stage(&mut self, stage: Stage) {
        self.conversation.vendor.stage = stage;
    }

    /// A stage that waits for typed words: they must come to this side.
    pub(super) fn ask_for_words(&mut self, stage: Stage, body: &str) {
        self.ask_for_answer(stage);
        self.say(body);
    }

    /// The same where the caller says what is asked.
    pub(super) fn ask_for_answer(&mut self, stage: Stage) {
        self.conversation.role = crate::converse::Role::Vendor;
        self.past_questions_are_over();
        self.stage(stage);
    }

    pub(super) fn past_questions_are_over(&mut self) {
        self.conversation.vendor.question = self.conversation.vendor.question.wrapping_add(1);
    }

    pub(super) fn ask(&mut self, ask: Ask, why: WaitsFor) {
        self.conversation.vendor.waits_for = Some(why);
        self.asks.push(ask);
    }

    pub(super) fn tell(&mut self, order: OrderId, event: OrderEvent) {
        self.effects.push(Effect::TellOrder { order, event });
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

    pub(super) fn send(&mut self, message: Message) {
        self.effects.push(Effect::Say { message, news: None });
    }

    /// A file that is written when it leaves.
    pub(super) fn send_paper(&mut self, paper: Paper, file_name: String, body: String) {
        self.send(Message::Document { body, paper, file_name });
    }

    pub(super) fn say(&mut self, body: &str) {
        self.send(Message::Text { body: body.to_owned() });
    }

    /// Up to three buttons under a text; none leaves the text alone.
    pub(super) fn say_with(&mut self, body: &str, buttons: Vec<Button>) {
        if buttons.is_empty() {
            self.say(body);
        } else {
            self.send(Message::Buttons { body: fit(body, MOST_BODY), buttons, photo: None });
        }
    }

    /// What `news` has room for.
    pub(super) fn most_of_news(&self) -> usize {
        if self.ctx.person.window_open { MOST_BODY } else { whatsapp::MOST_NEWS }
    }

    /// News of an order that nobody asked for just now: as a template when the 24-hour window is closed.
    pub(super) fn news(&mut self, number: &OrderNumber, body: &str, buttons: Vec<Button>) {
        if self.ctx.person.window_open {
            return self.say_with(body, buttons);
        }
        let call = whatsapp::OrderUpdate { number, news: body }.call(self.words().language());
        self.send(Message::Template(call));
    }

    pub(super) fn list(&mut self, body: &str, button: String, rows: Vec<Row>) {
        self.list_of(body, button, vec![Section { title: None, rows }]);
    }

    pub(super) fn list_of(&mut self, body: &str, button: String, sections: Vec<Section>) {
        self.send(Message::List { body: fit(body, MOST_BODY), button, sections });
    }

    // -- what fits nothing that was asked

    pub(super) fn not_a_vendor(&mut self) {
        let body = self.words().desk_not_a_vendor();
        self.say(&body);
    }

    pub(super) fn not_understood(&mut self) {
        let body = self.words().desk_not_understood();
        self.ask_again_or_menu(&body);
    }

    pub(super) fn not_needed(&mut self) {
        let body = self.words().desk_not_needed();
        self.ask_again_or_menu(&body);
    }

    pub(super) fn old_button(&mut self) {
        let body = self.words().desk_old_tap();
        self.ask_again_or_menu(&body);
    }

    /// The open question in its words, or the menu: there is always a way on.
    pub(super) fn ask_again_or_menu(&mut self, note: &str) {
        match self.conversation.vendor.stage.clone() {
            // The side is a vendor's, and this person is none any more, or never was.
            Stage::Idle if self.vendor().is_none() => self.say(note),
            Stage::Idle => self.menu_list(note),
            Stage::Rejecting(rejecting) => rejecting.ask(self, Some(note)),
            Stage::NamingCarrier(naming) => naming.ask(self, Some(note)),
            Stage::HearingCode(hearing) => hearing.ask(self, Some(note)),
            Stage::CountingStock(counting) => counting.ask(self, Some(note)),
            Stage::TakingOff => super::off::ask(self, Some(note)),
            Stage::GivingAccount => super::money::ask_account(self, Some(note)),
            Stage::Applying(applying) => applying.ask(self, Some(note)),
            Stage::GivingBack(giving) => giving.ask(self, Some(note)),
            Stage::CountingCame(counting) => counting.ask(self, Some(note)),
            Stage::PriceOrStock(asked) => asked.ask(self, Some(note)),
            Stage::PickingListing(picking) => {
                self.say(note);
                picking.look(0, None, self);
            }
            // Only the tables know what to list, so the note is a bubble of its own.
            Stage::Which(meant) => {
                self.say(note);
                meant.look(self);
            }
        }
    }

    pub(super) fn row(&self, choice: Choice, title: &str, note: Option<&str>) -> Row {
        row_of(self.id(choice), title, note)
    }

    /// The id of a choice, with the question where it answers one.
    pub(super) fn id(&self, choice: Choice) -> String {
        let question = choice.answers().then_some(self.conversation.vendor.question);
        Tap { question, choice: choice::Choice::Vendor(choice) }.encode()
    }
}

/// A note above a body, an empty line between.
pub(super) fn under(note: Option<&str>, body: String) -> String {
    match note {
        Some(note) => format!("{note}\n\n{body}"),
        None => body,
    }
}

/// Lines one under the other; what is empty leaves no gap.
pub(super) fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines.join("\n")
}

/// The id of a choice that stands on its own.
pub(super) fn id(choice: Choice) -> String {
    Tap { question: None, choice: choice::Choice::Vendor(choice) }.encode()
}

pub(super) fn button(choice: Choice, title: String) -> Button {
    Button { id: id(choice), title }
}

pub(super) fn row(choice: Choice, title: &str, note: Option<&str>) -> Row {
    row_of(id(choice), title, note)
}

fn row_of(id: String, title: &str, note: Option<&str>) -> Row {
    Row {
        id,
        title: fit(title, MOST_ROW_TITLE),
        description: note.map(|note| fit(note, MOST_ROW_NOTE)),
    }
}
