//! A ticket that the office has written for: its words reach the chat, and what its person says next is put to it.
//!
//! ```text
//! office: (for T-7K3M9Q) Which bags were torn?
//!   us: 🎫 T-7K3M9Q, from our office: Which bags were torn?
//! buyer: the ones at the bottom                (put to the ticket)
//!   us: 👍 Passed on to our office (T-7K3M9Q).
//! buyer: 50 bags opc 53                        (an order stays an order)
//!   us: 🧾 Your order: …
//! office: (solves it)
//!   us: ✅ We have settled T-7K3M9Q. Is it solved for you?  [👍 Yes] [👎 No]
//! ```
//!
//! What is typed answers the ticket when it quotes the office's words; when it follows them and is nothing that the chat takes for
//! itself (a word that works anywhere, things to order, an answer that the open question wants typed); and, while the office waits
//! for it, when nobody would understand it otherwise. So no order is broken by a ticket: what is lost on neither side is
//! said. Who has been told by a template that there is an answer reads it with the tap, or with whatever they say next.

use jiff::{SignedDuration, Timestamp};
use realserv_domain::ids::{TicketId, TicketNumber};
use realserv_domain::message::{Button, Media, MediaKind, Message};
use realserv_templates::fit::BUTTON;
use realserv_templates::{Words, fit, whatsapp};
use serde::{Deserialize, Serialize};

use super::anywhere::{Word, parted, word};
use super::buyer::{self, Alone};
use super::choice::{Choice as Side, Tap};
use super::{Ask, Conversation, Ctx, Effect, Event, News, Role, Step, held, vendor};

/// So many answers of the office wait for somebody who is away; more are in the ticket.
const MOST_UNREAD: usize = 5;

/// Why a ticket is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketAbout {
    AskedForPerson,
    /// News of an order could not be delivered to them.
    Unreachable,
    /// Sent a photo of a list, a voice note …: somebody should look at it.
    SentMedia,
    Order,
    /// What was delivered did not please its buyer.
    BadRating,
    /// Has told of a business, for us to register.
    WantsToSell,
    /// A yard that has not answered several orders, and gets no more for now.
    SilentVendor,
}

/// What became of a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketMarked {
    pub number: TicketNumber,
    /// The mark that stands.
    pub good: bool,
    pub is_new: bool,
    /// It was not solved, and is open again.
    pub reopened: bool,
}

/// What the office does for a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketNews {
    /// It writes.
    Replied { ticket: TicketId, number: TicketNumber, text: String },
    /// It is done; whether its person is asked.
    Solved { ticket: TicketId, number: TicketNumber, asks: bool },
    /// It is closed: what is said belongs to it no more.
    Closed { ticket: TicketId },
}

/// The ticket that the office wrote for last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketTalk {
    pub ticket: TicketId,
    pub number: TicketNumber,
    /// From then on what is said has nothing to do with it.
    pub until: Timestamp,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub solved: bool,
    /// Whether it is solved is asked, and not answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asks: bool,
    /// Nothing but answers to it has been said since the office's words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub next: bool,
    /// That an answer is passed on was said since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub noted: bool,
    /// The office's words since the last answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// They were not sent yet: a template has told that they are there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unread: bool,
}

impl TicketTalk {
    fn new(ticket: TicketId, number: TicketNumber, ctx: &Ctx<'_>) -> Self {
        Self {
            ticket,
            number,
            until: until(ctx),
            solved: false,
            asks: false,
            next: true,
            noted: false,
            words: Vec::new(),
            unread: false,
        }
    }

    /// The words as they are sent, once the window is open.
    fn passed_on(&self, ctx: &Ctx<'_>, conversation: &Conversation) -> Vec<Effect> {
        let language = conversation.language.unwrap_or_default();
        let read = tap(Alone::ReadTicket(self.ticket));
        let afar = whatsapp::TicketAnswered { number: &self.number, read: &read }.call(language);
        let news = ctx.person.window_open.then_some(News { about: None, otherwise: Some(afar) });
        let said = |text: &String| Effect::PassOn {
            message: Message::Text { body: Words::of(language).ticket_reply(&self.number, text) },
            news: news.clone().map(Box::new),
            ticket: Some(self.ticket),
        };
        self.words.iter().map(said).collect()
    }
}

fn until(ctx: &Ctx<'_>) -> Timestamp {
    let now = ctx.now.timestamp();
    let days = SignedDuration::from_hours(24 * i64::from(ctx.terms.ticket_days));
    now.checked_add(days).unwrap_or(now)
}

/// The office has done something for a ticket of this person.
pub(super) fn told(conversation: Conversation, news: TicketNews, ctx: &Ctx<'_>) -> Step {
    match news {
        TicketNews::Replied { ticket, number, text } => {
            replied(conversation, (ticket, number), text, ctx)
        }
        TicketNews::Solved { ticket, number, asks } => {
            solved(conversation, (ticket, number), asks, ctx)
        }
        TicketNews::Closed { ticket } => {
            let mut conversation = conversation;
            conversation.ticket = conversation.ticket.filter(|talk| talk.ticket != ticket);
            held::nothing(conversation)
        }
    }
}

fn replied(
    mut conversation: Conversation,
    (ticket, number): (TicketId, TicketNumber),
    text: String,
    ctx: &Ctx<'_>,
) -> Step {
    let before = conversation.ticket.take().filter(|talk| talk.ticket == ticket);
    let mut talk = TicketTalk::new(ticket, number, ctx);
    let unread = before.filter(|talk| talk.unread).map(|talk| talk.words).unwrap_or_default();
    let told = !unread.is_empty();
    talk.words = unread;
    talk.words.push(text);
    if talk.words.len() > MOST_UNREAD {
        talk.words.remove(0);
    }
    // Whoever has the chat has written in it.
    let now = ctx.now.timestamp();
    if let Some(held) = conversation.held.as_mut().filter(|held| now < held.until) {
        held.wrote = true;
        held.unanswered_since = None;
    }
    let effects = if ctx.person.window_open {
        talk.passed_on(ctx, &conversation)
    } else {
        talk.unread = true;
        let read = tap(Alone::ReadTicket(ticket));
        let call = whatsapp::TicketAnswered { number: &talk.number, read: &read };
        let call = call.call(conversation.language.unwrap_or_default());
        let message = Message::Template(call);
        // One template is enough for all that waits.
        if told { Vec::new() } else { vec![Effect::Say { message, news: None }] }
    };
    conversation.ticket = Some(Box::new(talk));
    Step { effects, ..held::nothing(conversation) }
}

fn solved(
    mut conversation: Conversation,
    (ticket, number): (TicketId, TicketNumber),
    asks: bool,
    ctx: &Ctx<'_>,
) -> Step {
    let before = conversation.ticket.take().filter(|talk| talk.ticket == ticket);
    let mut talk = before.map_or_else(|| TicketTalk::new(ticket, number, ctx), |talk| *talk);
    talk.until = until(ctx);
    (talk.solved, talk.asks, talk.next) = (true, asks, true);
    let language = conversation.language.unwrap_or_default();
    let words = Words::of(language);
    let (good, bad) = (tap(Alone::MarkTicket(ticket, true)), tap(Alone::MarkTicket(ticket, false)));
    let call = whatsapp::TicketSolved { number: &talk.number, good: &good, bad: &bad };
    let call = call.call(language);
    let button = |id: &str, title: &str| Button { id: id.to_owned(), title: fit(title, BUTTON) };
    let effects = match (ctx.person.window_open, asks) {
        (true, true) => {
            let message = Message::Buttons {
                body: words.ticket_ask(&talk.number),
                buttons: vec![
                    button(&good, &words.ticket_yes_button()),
                    button(&bad, &words.ticket_no_button()),
                ],
                photo: None,
            };
            let news = News { about: None, otherwise: Some(call) };
            vec![Effect::Say { message, news: Some(Box::new(news)) }]
        }
        (true, false) => vec![says(words.ticket_settled(&talk.number))],
        (false, true) => vec![Effect::Say { message: Message::Template(call), news: None }],
        // Nothing that they must know: it costs a template.
        (false, false) => Vec::new(),
    };
    conversation.ticket = Some(Box::new(talk));
    Step { effects, ..held::nothing(conversation) }
}

/// The person does something: what waited for them is read first.
pub(super) fn heard(mut conversation: Conversation, event: Event, ctx: &mut Ctx<'_>) -> Step {
    let unread = read_now(&mut conversation, ctx);
    let mut step = sorted(conversation, event, (!unread.is_empty(), ctx));
    step.effects.splice(0..0, unread);
    step
}

fn read_now(conversation: &mut Conversation, ctx: &Ctx<'_>) -> Vec<Effect> {
    let Some(mut talk) = conversation.ticket.take() else { return Vec::new() };
    let mut effects = Vec::new();
    if talk.unread {
        effects = talk.passed_on(ctx, conversation);
        // What came with it was said before it was read.
        (talk.unread, talk.next) = (false, false);
    }
    conversation.ticket = Some(talk);
    effects
}

fn sorted(conversation: Conversation, event: Event, (read, ctx): (bool, &mut Ctx<'_>)) -> Step {
    if let Event::Tapped(Tap { choice: Side::Buyer(buyer::Choice::Alone(choice)), .. }) = &event {
        if let Alone::ReadTicket(ticket) = choice {
            return read_again(conversation, *ticket, read, ctx);
        }
        if let Alone::MarkTicket(ticket, good) = choice {
            return marks(conversation, *ticket, *good);
        }
    }
    if let Event::Answered { ticket, number, words } = &event {
        return answers(conversation, (*ticket, number.clone()), words.clone(), ctx);
    }
    if let Event::Said { text } = &event {
        match meant(&conversation, text, ctx) {
            Meant::Mark { ticket, good } => return marks(conversation, ticket, good),
            Meant::Answer { ticket, number } => {
                return answers(conversation, (ticket, number), text.clone(), ctx);
            }
            Meant::Else => {}
        }
    }
    if let Event::Sent { media, .. } = &event
        && let Some(of) = wants_media(&conversation, media, ctx)
    {
        return answers(conversation, of, in_words(media), ctx);
    }
    passed(conversation, event, ctx)
}

/// A photo or a voice note after the office's words, where the open question asks for none.
fn wants_media(
    conversation: &Conversation,
    media: &Media,
    ctx: &Ctx<'_>,
) -> Option<(TicketId, TicketNumber)> {
    let talk = current(conversation, ctx).filter(|talk| talk.next)?;
    let asked = conversation.role == Role::Buyer && conversation.buyer.asks_of_an_order();
    let takes = media.kind != MediaKind::Sticker && !asked && is_free(conversation, ctx);
    takes.then(|| (talk.ticket, talk.number.clone()))
}

/// What a typed line is to a ticket.
enum Meant {
    Answer { ticket: TicketId, number: TicketNumber },
    Mark { ticket: TicketId, good: bool },
    Else,
}

fn meant(conversation: &Conversation, text: &str, ctx: &mut Ctx<'_>) -> Meant {
    let Some(talk) = current(conversation, ctx).filter(|talk| talk.next) else {
        return Meant::Else;
    };
    if !is_free(conversation, ctx) {
        return Meant::Else;
    }
    let (ticket, number) = (talk.ticket, talk.number.clone());
    match word(text) {
        Some(yes @ (Word::Yes | Word::No)) if talk.asks => {
            Meant::Mark { ticket, good: yes == Word::Yes }
        }
        // The office has asked last. What is said to "it is settled" opens nothing again.
        Some(Word::Yes | Word::No) if !talk.solved => Meant::Answer { ticket, number },
        // What the office has just spoken of is asked of the office.
        Some(Word::Total) if !talk.solved && !shows_a_price(conversation) => {
            Meant::Answer { ticket, number }
        }
        Some(_) => Meant::Else,
        None if parted(text).0.is_some() => Meant::Else,
        None if is_of_the_chat(conversation, text, ctx) => Meant::Else,
        None => Meant::Answer { ticket, number },
    }
}

fn shows_a_price(conversation: &Conversation) -> bool {
    conversation.role == Role::Buyer && buyer::shows_a_price(conversation)
}

fn is_of_the_chat(conversation: &Conversation, text: &str, ctx: &mut Ctx<'_>) -> bool {
    match conversation.role {
        Role::Buyer => buyer::takes(conversation, text, ctx),
        Role::Vendor => vendor::takes(conversation, text, ctx),
    }
}

/// Nobody of the office talks here just now.
fn is_free(conversation: &Conversation, ctx: &Ctx<'_>) -> bool {
    conversation.holder(ctx.now.timestamp()).is_none()
}

fn current<'c>(conversation: &'c Conversation, ctx: &Ctx<'_>) -> Option<&'c TicketTalk> {
    let now = ctx.now.timestamp();
    conversation.ticket.as_deref().filter(|talk| now < talk.until)
}

/// What the chat would not understand answers a ticket whose person is next.
pub(super) fn waiting<'c>(conversation: &'c Conversation, ctx: &Ctx<'_>) -> Option<&'c TicketTalk> {
    current(conversation, ctx).filter(|talk| !talk.solved)
}

/// Not for the ticket: the office's words are no more the last thing that was said. What the office hears in a chat that it has is
/// kept with the ticket as well.
fn passed(mut conversation: Conversation, event: Event, ctx: &mut Ctx<'_>) -> Step {
    let is_for_office = !is_free(&conversation, ctx) && !held::acts(&conversation, &event);
    let words = if let Event::Said { text } = &event {
        Some(text.clone())
    } else if let Event::Sent { media, .. } = &event {
        Some(in_words(media))
    } else {
        None
    };
    let kept = waiting(&conversation, ctx)
        .filter(|_| is_for_office)
        .zip(words)
        .map(|(talk, words)| Effect::AnswerTicket { ticket: talk.ticket, words });
    if let Some(talk) = conversation.ticket.as_mut().filter(|_| !is_for_office) {
        talk.next &= matches!(event, Event::Unreadable { .. });
    }
    let mut step = held::heard(conversation, event, ctx);
    step.effects.extend(kept);
    step
}

/// Something is said for a ticket.
fn answers(
    mut conversation: Conversation,
    (ticket, number): (TicketId, TicketNumber),
    words: String,
    ctx: &Ctx<'_>,
) -> Step {
    let before = conversation.ticket.take().filter(|talk| talk.ticket == ticket);
    let was_noted = before.as_ref().is_some_and(|talk| talk.noted);
    let mut talk = TicketTalk::new(ticket, number, ctx);
    talk.noted = true;
    let mut effects = vec![Effect::AnswerTicket { ticket, words }];
    let now = ctx.now.timestamp();
    match conversation.held.as_mut().filter(|held| now < held.until) {
        Some(held) => {
            held.unanswered_since.get_or_insert(now);
        }
        None if was_noted => {}
        None => effects.push(says(spoken(&conversation).ticket_passed_on(&talk.number))),
    }
    conversation.ticket = Some(Box::new(talk));
    Step { effects, ..held::nothing(conversation) }
}

/// Typed words that nobody understands, for a ticket whose person is next.
pub(super) fn takes_what_is_not_understood(
    conversation: &mut Conversation,
    words: &str,
    ctx: &Ctx<'_>,
) -> Option<Vec<Effect>> {
    let of = waiting(conversation, ctx).map(|talk| (talk.ticket, talk.number.clone()))?;
    let step = answers(conversation.clone(), of, words.to_owned(), ctx);
    *conversation = step.conversation;
    Some(step.effects)
}

fn read_again(mut conversation: Conversation, ticket: TicketId, read: bool, ctx: &Ctx<'_>) -> Step {
    let Some(mut talk) = conversation.ticket.take() else {
        let effects = vec![says(spoken(&conversation).ticket_over())];
        return Step { effects, ..held::nothing(conversation) };
    };
    let effects = match (read, talk.ticket == ticket && !talk.words.is_empty()) {
        (true, _) => Vec::new(),
        (false, true) => talk.passed_on(ctx, &conversation),
        (false, false) => vec![says(spoken(&conversation).ticket_over())],
    };
    talk.next |= talk.ticket == ticket;
    conversation.ticket = Some(talk);
    Step { effects, ..held::nothing(conversation) }
}

fn marks(conversation: Conversation, ticket: TicketId, good: bool) -> Step {
    let asks = vec![Ask::MarkTicket { ticket, good }];
    Step { asks, ..held::nothing(conversation) }
}

/// The tables have noted it, or had noted it before.
pub(super) fn marked(
    mut conversation: Conversation,
    ticket: TicketId,
    marked: Option<TicketMarked>,
    ctx: &Ctx<'_>,
) -> Step {
    let words = spoken(&conversation);
    let Some(TicketMarked { number, good, is_new, reopened }) = marked else {
        let effects = vec![says(words.ticket_over())];
        return Step { effects, ..held::nothing(conversation) };
    };
    let said = match (is_new, good) {
        (false, _) => words.ticket_marked_before(&number),
        (true, true) => words.ticket_thanks(&number),
        (true, false) => words.ticket_sorry(&number),
    };
    if is_new {
        conversation.ticket = conversation.ticket.filter(|talk| talk.ticket != ticket);
    }
    if reopened {
        // What is typed next says what is still wrong.
        conversation.ticket = Some(Box::new(TicketTalk::new(ticket, number, ctx)));
    }
    Step { effects: vec![says(said)], ..held::nothing(conversation) }
}

fn spoken(conversation: &Conversation) -> &'static Words {
    Words::of(conversation.language.unwrap_or_default())
}

fn says(body: String) -> Effect {
    Effect::Say { message: Message::Text { body }, news: None }
}

fn tap(choice: Alone) -> String {
    Tap { question: None, choice: Side::Buyer(buyer::Choice::from(choice)) }.encode()
}

/// For the office, which reads English; the thing itself stands in the transcript.
#[must_use]
pub fn in_words(media: &Media) -> String {
    let kind = match media.kind {
        MediaKind::Image => "(image)",
        MediaKind::Video => "(video)",
        MediaKind::Voice => "(voice note)",
        MediaKind::Audio => "(audio)",
        MediaKind::Document => "(document)",
        MediaKind::Sticker => "(sticker)",
    };
    match media.caption.as_deref() {
        Some(caption) => format!("{kind} {caption}"),
        None => kind.to_owned(),
    }
}
