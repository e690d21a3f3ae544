//! Somebody of the office has the chat: the bot is silent until they give it back, or their time is over.
//!
//! ```text
//! buyer: person
//!   us: Somebody from our office will write to you here soon …
//!       (the office takes the chat)
//! office: Ravi here. Which gate?
//! buyer: the blue one                          (kept, and nobody but Ravi answers)
//!       (the office gives it back)
//!   us: ✅ Our office has finished here. …  and the question that was open
//! ```
//!
//! The hold is a part of the conversation and changes by events of its one loop, so a turn comes before it or after it and
//! never beside it. What is heard meanwhile stands in the transcript and changes nothing, but *stop* and *start*, and taps on
//! what an order has asked: those have a clock of their own. News of orders go out. No timer ends a hold: its time is looked
//! at when something is heard.

use jiff::{SignedDuration, Timestamp};
use realserv_domain::media::Purpose;
use realserv_domain::message::Message;
use realserv_templates::Words;
use serde::{Deserialize, Serialize};

use super::anywhere::{Word, word};
use super::buyer::{Alone, Here};
use super::choice::{Choice, Tap};
use super::{Conversation, Ctx, Effect, Event, Role, Step, buyer, media, vendor};

/// Whoever comes back later than this knows that the talk is over.
const ENDED_LONG_AGO: SignedDuration = SignedDuration::from_hours(12);

/// Who of the office has a chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub by: String,
    pub until: Timestamp,
    /// Whether the person has read anything of theirs: then the end is told.
    #[serde(default)]
    pub wrote: bool,
    /// Since when something stands there that the office has not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered_since: Option<Timestamp>,
    /// A vendor has gone on with an order by a tap: the question that followed takes his words.
    #[serde(default)]
    pub desk: bool,
}

/// Somebody else was first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBy {
    pub by: String,
    pub until: Timestamp,
}

impl Conversation {
    /// Who has the chat now.
    #[must_use]
    pub fn holder(&self, now: Timestamp) -> Option<&Held> {
        self.held.as_ref().filter(|held| now < held.until)
    }

    /// Takes the chat, or goes on having it until then.
    pub fn take(&mut self, by: &str, until: Timestamp, now: Timestamp) -> Result<(), TakenBy> {
        if let Some(held) = self.holder(now).filter(|held| held.by != by) {
            return Err(TakenBy { by: held.by.clone(), until: held.until });
        }
        let before = self.held.take();
        self.held = Some(Held {
            by: by.to_owned(),
            until,
            wrote: before.as_ref().is_some_and(|held| held.wrote),
            unanswered_since: before.as_ref().and_then(|held| held.unanswered_since),
            desk: before.is_some_and(|held| held.desk),
        });
        Ok(())
    }

    /// Whoever writes has the chat, for at least so long from now.
    pub fn write(&mut self, by: &str, minutes: u32, now: Timestamp) -> Result<(), TakenBy> {
        let at_least = now.checked_add(SignedDuration::from_mins(minutes.into())).unwrap_or(now);
        let until = self.holder(now).map_or(at_least, |held| held.until.max(at_least));
        self.take(by, until, now)?;
        if let Some(held) = &mut self.held {
            held.wrote = true;
            held.unanswered_since = None;
        }
        Ok(())
    }
}

/// The office takes the chat. Who was first keeps it: the API has looked already, under the same lock as turns.
pub(super) fn took(
    mut conversation: Conversation,
    by: &str,
    until: Timestamp,
    ctx: &Ctx<'_>,
) -> Step {
    let _ = conversation.take(by, until, ctx.now.timestamp());
    nothing(conversation)
}

/// The office writes. Its words go out in any case: they were taken.
pub(super) fn wrote(mut conversation: Conversation, text: String, by: &str, ctx: &Ctx<'_>) -> Step {
    let _ = conversation.write(by, ctx.terms.hold_minutes, ctx.now.timestamp());
    let message = Message::Text { body: text };
    let effects = vec![Effect::PassOn { message, news: None, ticket: None }];
    Step { effects, ..nothing(conversation) }
}

/// The office gives the chat back: what was open is asked again, if the person has talked with somebody meanwhile.
pub(super) fn released(mut conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    let talked = conversation.held.take().is_some_and(|held| held.wrote);
    if !talked || !ctx.person.window_open || ctx.person.opted_out {
        return nothing(conversation);
    }
    match conversation.role {
        Role::Buyer => buyer::office_done(conversation, ctx),
        Role::Vendor => {
            let effects = vec![done(&conversation)];
            Step { effects, ..nothing(conversation) }
        }
    }
}

/// The time has come to look at a cart. Its buyer talks with somebody: later.
pub(super) fn cart_waits(conversation: Conversation, until: Timestamp) -> Step {
    let effects = match conversation.buyer.watch {
        Some(super::CartWatch::Due) => vec![Effect::LookAtCart { at: until }],
        Some(super::CartWatch::Done) | None => Vec::new(),
    };
    Step { effects, ..nothing(conversation) }
}

/// A reminder is not said while somebody has the chat.
pub(super) fn nothing(conversation: Conversation) -> Step {
    Step { conversation, asks: Vec::new(), effects: Vec::new() }
}

/// The person does something.
pub(super) fn heard(mut conversation: Conversation, event: Event, ctx: &mut Ctx<'_>) -> Step {
    let now = ctx.now.timestamp();
    if conversation.holder(now).is_none() {
        let ended = conversation.held.take();
        let mut step = super::answered(conversation, event, ctx);
        if ended.is_some_and(|held| held.wrote && now.duration_since(held.until) < ENDED_LONG_AGO) {
            step.effects.insert(0, done(&step.conversation));
        }
        return step;
    }
    if acts(&conversation, &event) {
        let goes_on = is_of_a_part(&event);
        if let Some(held) = conversation.held.as_mut() {
            held.desk |= goes_on;
        }
        return super::answered(conversation, event, ctx);
    }
    if let Some(held) = conversation.held.as_mut() {
        held.unanswered_since.get_or_insert(now);
    }
    // A file is for whoever of the office reads the chat.
    let fetched = if let Event::Sent { media, .. } = &event {
        media::fetch(media, Purpose::Chat, ctx)
    } else {
        None
    };
    let effects = fetched.into_iter().collect();
    Step { effects, ..nothing(conversation) }
}

fn done(conversation: &Conversation) -> Effect {
    let words = Words::of(conversation.language.unwrap_or_default());
    Effect::Say { message: Message::Text { body: words.help_office_done() }, news: None }
}

/// What never waits for the office.
pub(super) fn acts(conversation: &Conversation, event: &Event) -> bool {
    match event {
        Event::Said { text } => {
            matches!(word(text), Some(Word::Stop | Word::Start)) || answers_the_desk(conversation)
        }
        Event::Tapped(Tap { question, choice }) => match choice {
            Choice::Buyer(buyer::Choice::Here(choice)) => {
                pays(choice) && *question == Some(conversation.buyer.question)
            }
            Choice::Buyer(buyer::Choice::Alone(choice)) => decides(choice),
            Choice::Vendor(choice) => is_of_an_order(choice),
        },
        Event::TappedUnknown { .. }
        | Event::Shared { .. }
        | Event::Sent { .. }
        | Event::Contact { .. }
        | Event::Filled { .. }
        | Event::Carted { .. }
        | Event::Answered { .. }
        | Event::Unreadable { .. } => false,
        // Not of the person's making: they do not come here.
        Event::Learned(_)
        | Event::Told(_)
        | Event::Joined { .. }
        | Event::Opened { .. }
        | Event::RepeatDue { .. }
        | Event::Undelivered { .. }
        | Event::PhotoRefused { .. }
        | Event::WindowClosed { .. }
        | Event::MediaSeen { .. }
        | Event::CartWaits
        | Event::Quiet
        | Event::OfficeTook { .. }
        | Event::OfficeWrote { .. }
        | Event::OfficeReleased
        | Event::Application(_)
        | Event::Ticket(_) => true,
    }
}

/// A vehicle, a code, a count: asked for by a tap of this vendor while the office had the chat.
fn answers_the_desk(conversation: &Conversation) -> bool {
    conversation.role == Role::Vendor
        && conversation.vendor.stage != vendor::Stage::Idle
        && conversation.held.as_ref().is_some_and(|held| held.desk)
}

fn is_of_a_part(event: &Event) -> bool {
    matches!(event, Event::Tapped(Tap { choice: Choice::Vendor(_), .. }))
}

/// The priced order that is open, to be paid: its price ends.
const fn pays(choice: &Here) -> bool {
    matches!(choice, Here::PayOnline | Here::PayAdvance | Here::PayCash)
}

/// Taps of a buyer that an order waits for, and what leads to them in one step.
const fn decides(choice: &Alone) -> bool {
    match choice {
        Alone::NoReminders
        | Alone::PayLink(_)
        | Alone::PayAgain(_)
        | Alone::CashInstead(_)
        | Alone::Cancel(_)
        | Alone::CancelYes(..)
        | Alone::CancelNo(_)
        | Alone::Wait(..)
        | Alone::MoneyBack(..)
        | Alone::More(..)
        | Alone::NewTime(..)
        | Alone::NewSlot(..)
        | Alone::NewDay(..)
        | Alone::CounterYes(..)
        | Alone::CounterNo(..)
        | Alone::LessYes(..)
        | Alone::Rate(..)
        | Alone::ReadTicket(_)
        | Alone::MarkTicket(..) => true,
        Alone::Lists(choice) => choice.settles(),
        Alone::Menu
        | Alone::Language(_)
        | Alone::ChooseLanguage
        | Alone::MyOrders
        | Alone::MoreOrders(_)
        | Alone::MoreToCancel(_)
        | Alone::Person
        | Alone::Help
        | Alone::Cart
        | Alone::GoOn
        | Alone::Reorder
        | Alone::CrewAgain(..)
        | Alone::FindOthers(..)
        | Alone::JoinWaitingList(_)
        | Alone::Order(_)
        | Alone::Less(_)
        | Alone::LessOf(..)
        | Alone::Invoice(_)
        | Alone::Claim(_)
        | Alone::ClaimWhy(..)
        | Alone::ClaimOf(..)
        | Alone::PersonFor(_) => false,
    }
}

/// Taps of a vendor on an offer or a part: a yard, a lorry or a buyer at the gate waits for them.
const fn is_of_an_order(choice: &vendor::Choice) -> bool {
    use vendor::Choice as Tapped;
    match choice {
        Tapped::Accept { .. }
        | Tapped::Reject { .. }
        | Tapped::Because { .. }
        | Tapped::Packed { .. }
        | Tapped::Dispatch { .. }
        | Tapped::CrewSent { .. }
        | Tapped::OnTheWay { .. }
        | Tapped::Delivered { .. }
        | Tapped::CrewArrived { .. }
        | Tapped::CameShort { .. }
        | Tapped::ShortOf { .. }
        | Tapped::PeopleCame { .. }
        | Tapped::RestBack
        | Tapped::RestLost
        | Tapped::ClaimYes { .. }
        | Tapped::ClaimNo { .. }
        | Tapped::GiveBack { .. }
        | Tapped::GiveBackSurely { .. } => true,
        Tapped::Menu
        | Tapped::Parts { .. }
        | Tapped::Offers { .. }
        | Tapped::Part { .. }
        | Tapped::For { .. }
        | Tapped::ForPage { .. }
        | Tapped::Stock { .. }
        | Tapped::StockOf { .. }
        | Tapped::Account
        | Tapped::StatementPaper { .. }
        | Tapped::StatementSheet { .. }
        | Tapped::WagesPaper { .. }
        | Tapped::WagesSheet { .. }
        | Tapped::Applies { .. }
        | Tapped::GiveAccount
        | Tapped::AccountMine { .. }
        | Tapped::AccountOther { .. }
        | Tapped::Shelf { .. }
        | Tapped::ShelfPage { .. }
        | Tapped::AsPrice
        | Tapped::AsStock
        | Tapped::Undo { .. }
        | Tapped::TakeOff
        | Tapped::Off { .. }
        | Tapped::Open
        | Tapped::OpenOn { .. }
        | Tapped::Buy
        | Tapped::Person => false,
    }
}

/// What a buyer is being asked, as he would be asked now; nothing is written, said or changed.
#[must_use]
pub fn open_question(conversation: &Conversation, ctx: &mut Ctx<'_>) -> Vec<Message> {
    match conversation.role {
        Role::Buyer => {
            let step = buyer::language_chosen(conversation.clone(), ctx);
            let mut said = Vec::new();
            for effect in step.effects {
                if let Effect::Say { message, .. } = effect {
                    said.push(message);
                }
            }
            said
        }
        Role::Vendor => Vec::new(),
    }
}
