//! Turns of persons: load the conversation, let it decide, gather what it wants written.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::{SignedDuration, Timestamp, Zoned};
use realserv_adapters::postgres::conversations::{
    self, ConversationKey, ConversationRow, SavedConversation, TranscriptRow,
};
use realserv_adapters::postgres::inbox::{KeyKind, Waiting};
use realserv_adapters::postgres::outbox::{Channel, NewEffect};
use realserv_adapters::postgres::people::{self, PersonRow};
use realserv_adapters::postgres::{desk, sites, tickets};
use realserv_domain::ids::{EffectId, Minter, PersonId, TicketId};
use realserv_domain::language::Language;
use realserv_domain::message::{Heard, Inbound, Message};
use realserv_domain::orders::OrderEvent;
use realserv_templates::Words;
use sqlx::PgConnection;
use uuid::Uuid;

use super::event::{Outgoing, PersonEvent};
use super::record::Record;
use super::work::{self, document, minter, read};
use super::{TurnError, answers, hear};
use crate::app::App;
use crate::converse::{self, Answer, Conversation, Ctx, Effect, Event, Person, Role, Step};

/// Meta counts 24 hours from the person's last message; five minutes are kept for clocks and queues (whatsapp.md 8.1).
const WINDOW: SignedDuration = SignedDuration::from_mins(23 * 60 + 55);

/// A decision may ask, learn, and ask again; a fourth round has never been needed, a fifth is a circle.
const MOST_ROUNDS: usize = 4;

pub(super) async fn decide(
    app: &App,
    db: &mut PgConnection,
    events: &[Waiting],
) -> Result<Record, TurnError> {
    let ids: Vec<Uuid> = events.iter().map(|event| event.key_id).collect();
    let people = people::load(db, &ids).await?;
    let rows = conversations::load(db, &ids).await?;
    let mut room = Room {
        app,
        now: app.clock.today(),
        people,
        rows,
        talks: HashMap::new(),
        record: Record::default(),
    };
    for event in events {
        room.turn(db, event).await?;
    }
    room.finish()
}

type Work<'a> = work::Work<'a, Answer, Effect>;

/// What a batch of turns shares.
struct Room<'a> {
    app: &'a App,
    now: Zoned,
    people: HashMap<PersonId, PersonRow>,
    rows: HashMap<ConversationKey, ConversationRow>,
    talks: HashMap<ConversationKey, Talk>,
    record: Record,
}

/// A conversation being worked on.
#[derive(Clone)]
struct Talk {
    conversation: Conversation,
    last_heard_at: Option<Timestamp>,
}

impl Room<'_> {
    async fn turn(&mut self, db: &mut PgConnection, row: &Waiting) -> Result<(), TurnError> {
        let event: PersonEvent = read("event", row.key_id, &row.event)?;
        let person = PersonId(row.key_id);
        let mut work = Work::new(self.app, row);
        let mut talk = self.talk(person, row)?;
        let (heard, event) = match event {
            PersonEvent::Heard(inbound) => {
                let event = hear::event_of(&inbound);
                (Some(inbound), event)
            }
            PersonEvent::Told(fact) => (None, Some(Event::Told(fact))),
        };
        if let Some(inbound) = &heard {
            self.note(db, person, row, &mut talk, inbound).await?;
        }
        // Who it was stays in the person's own row: the log has what was decided on.
        let logged = work.document("event", &event)?;
        if let Some(event) = event {
            talk.conversation = self.run(db, &mut work, talk.clone(), event).await?;
        }
        self.record.turns.push(work.log(KeyKind::Person, logged)?);
        self.talks.insert((person, row.phone_number_id.clone()), talk);
        Ok(())
    }

    /// The conversation as earlier events of this batch left it, as the tables have it, or new.
    fn talk(&mut self, person: PersonId, row: &Waiting) -> Result<Talk, TurnError> {
        let key = (person, row.phone_number_id.clone());
        if let Some(talk) = self.talks.remove(&key) {
            return Ok(talk);
        }
        let Some(stored) = self.rows.get(&key) else {
            let card = self.people.get(&person);
            let is_vendor = card.is_some_and(|card| card.vendor.is_some());
            let mut conversation =
                Conversation::new(if is_vendor { Role::Vendor } else { Role::Buyer });
            conversation.language = card.and_then(|card| card.language);
            return Ok(Talk { conversation, last_heard_at: None });
        };
        let conversation = read("conversation", person.0, &stored.state)?;
        Ok(Talk { conversation, last_heard_at: stored.last_heard_at })
    }

    /// What was heard goes to the transcript, opens the window, and may change who the person is.
    async fn note(
        &mut self,
        db: &mut PgConnection,
        person: PersonId,
        row: &Waiting,
        talk: &mut Talk,
        inbound: &Inbound,
    ) -> Result<(), TurnError> {
        if hear::opens_window(inbound) {
            talk.last_heard_at = talk.last_heard_at.max(Some(inbound.sent_at));
        }
        match &inbound.heard {
            Heard::NumberChanged { phone } => {
                people::change_marks(db, person, Some(phone), None).await?;
            }
            Heard::UserIdChanged { user_id } => {
                people::change_marks(db, person, None, Some(user_id)).await?;
            }
            _ => {}
        }
        self.record.transcript.push(TranscriptRow {
            id: row.id,
            person,
            phone_number_id: row.phone_number_id.clone(),
            inbound: true,
            wamid: Some(inbound.message_id.clone()),
            body: document("heard", row.key_id, &inbound.heard)?,
        });
        Ok(())
    }

    /// Steps, answering what is asked, until nothing is asked any more.
    async fn run(
        &mut self,
        db: &mut PgConnection,
        work: &mut Work<'_>,
        talk: Talk,
        event: Event,
    ) -> Result<Conversation, TurnError> {
        let person = self.person(PersonId(work.row.key_id), &talk);
        let mut conversation = talk.conversation;
        let mut events = vec![event];
        for _ in 0..=MOST_ROUNDS {
            let mut asks = Vec::new();
            for event in events.drain(..) {
                let step = self.step(conversation, event, &person, &mut work.mint)?;
                conversation = step.conversation;
                asks.extend(step.asks);
                self.carry_out(db, work, step.effects).await?;
            }
            if asks.is_empty() {
                return Ok(conversation);
            }
            for ask in asks {
                let desk = answers::Desk { app: self.app, now: &self.now, person: person.id };
                let answer = desk.answer(db, ask, &mut work.mint, &mut self.record).await?;
                self.follow_up(work, &answer)?;
                work.answers.push(answer.clone());
                events.push(Event::Learned(answer));
            }
        }
        Err(TurnError::TooManyRounds { key: work.row.key_id })
    }

    fn step(
        &self,
        conversation: Conversation,
        event: Event,
        person: &Person,
        mint: &mut Minter,
    ) -> Result<Step, TurnError> {
        let catalog = self.app.catalogue.snapshot();
        let mut ctx =
            Ctx { now: &self.now, person, catalog: &catalog, terms: &self.app.terms, mint };
        // A bug in one stage must not take the node with it: the event is set aside, the rest goes on.
        catch_unwind(AssertUnwindSafe(|| converse::step(conversation, event, &mut ctx)))
            .map_err(|_| TurnError::Panicked { key: person.id.0 })
    }

    fn person(&self, id: PersonId, talk: &Talk) -> Person {
        let card = self.people.get(&id);
        let window_open = talk
            .last_heard_at
            .is_some_and(|heard| self.now.timestamp().duration_since(heard) < WINDOW);
        Person {
            id,
            name: card.and_then(|card| card.name.clone()),
            vendor: card.and_then(|card| card.vendor),
            opted_out: card.is_some_and(|card| card.opted_out),
            has_phone: card.is_some_and(|card| card.has_phone),
            window_open,
        }
    }

    /// An order that was checked out starts its life: its first event, in this same transaction.
    fn follow_up(&mut self, work: &mut Work<'_>, answer: &Answer) -> Result<(), TurnError> {
        if let Answer::CheckedOut { order, .. } = answer {
            self.record.events.push(work.tell_order(*order, &OrderEvent::Placed)?);
        }
        Ok(())
    }

    async fn carry_out(
        &mut self,
        db: &mut PgConnection,
        work: &mut Work<'_>,
        effects: Vec<Effect>,
    ) -> Result<(), TurnError> {
        let row = work.row;
        let person = PersonId(row.key_id);
        let now = self.now.timestamp();
        for effect in effects {
            work.effects.push(effect.clone());
            match effect {
                Effect::Say { message } => self.say(work, message)?,
                Effect::TellOrder { order, event } => {
                    self.record.events.push(work.tell_order(order, &event)?);
                }
                Effect::KeepLanguage { language } => {
                    people::keep_language(db, person, language).await?;
                }
                Effect::SetOptedOut { at } => people::set_opted_out(db, person, at).await?,
                Effect::KeepContact { address, phone } => {
                    sites::keep_contact(db, person, address, &phone).await?;
                }
                Effect::JoinWaitingList { pin } => {
                    sites::join_waiting_list(db, now, person, &pin).await?;
                }
                Effect::OpenTicket { order, about } => {
                    let id: TicketId = work.mint.id();
                    let about = work.document("ticket", &about)?;
                    tickets::open(db, now, id, person, order, about.trim_matches('"')).await?;
                }
                Effect::SetOff { vendor, until } => desk::set_off(db, vendor, until).await?,
                Effect::SetStock { vendor, sku, available } => {
                    desk::set_available(db, now, vendor, sku, available).await?;
                }
            }
        }
        Ok(())
    }

    fn say(&mut self, work: &mut Work<'_>, message: Message) -> Result<(), TurnError> {
        let row = work.row;
        let person = PersonId(row.key_id);
        let id: EffectId = work.mint.id();
        self.record.transcript.push(TranscriptRow {
            id: id.0,
            person,
            phone_number_id: row.phone_number_id.clone(),
            inbound: false,
            wamid: None,
            body: document("message", row.key_id, &message)?,
        });
        let effect = outgoing(row, id, self.now.timestamp(), message)?;
        self.record.effects.push(effect);
        Ok(())
    }

    fn finish(mut self) -> Result<Record, TurnError> {
        for ((person, phone_number_id), talk) in self.talks {
            self.record.conversations.push(SavedConversation {
                person,
                phone_number_id,
                state: document("conversation", person.0, &talk.conversation)?,
                last_heard_at: talk.last_heard_at,
            });
        }
        Ok(self.record)
    }
}

fn outgoing(
    row: &Waiting,
    id: EffectId,
    now: Timestamp,
    message: Message,
) -> Result<NewEffect, TurnError> {
    let to = PersonId(row.key_id);
    Ok(NewEffect {
        id: id.0,
        channel: Channel::Whatsapp,
        lane: row.key_id,
        phone_number_id: row.phone_number_id.clone(),
        body: document("message", row.key_id, &Outgoing { to, message })?,
        due_at: now,
        correlation_id: row.correlation_id.clone(),
    })
}

/// What a person hears when an event of theirs had to be set aside. Only what they said themselves deserves one.
pub(super) async fn apology(
    app: &App,
    db: &mut PgConnection,
    row: &Waiting,
) -> Result<Vec<NewEffect>, TurnError> {
    let Ok(PersonEvent::Heard(_)) = serde_json::from_str(&row.event) else {
        return Ok(Vec::new());
    };
    let people = people::load(db, &[row.key_id]).await?;
    let language = people.values().find_map(|person| person.language).unwrap_or(Language::En);
    let body = Words::of(language).help_apology();
    let now = app.clock.now();
    let id: EffectId = minter(app, row).id();
    let message = Message::Text { body };
    // The turn that would have written the transcript was undone; the office must see what the person saw.
    let said = TranscriptRow {
        id: id.0,
        person: PersonId(row.key_id),
        phone_number_id: row.phone_number_id.clone(),
        inbound: false,
        wamid: None,
        body: document("message", row.key_id, &message)?,
    };
    conversations::keep_transcript(db, now, &[said]).await?;
    Ok(vec![outgoing(row, id, now, message)?])
}
