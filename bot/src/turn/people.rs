//! Turns of persons: load the conversation, let it decide, gather what it wants written.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{Timestamp, Zoned};
use realserv_adapters::postgres::conversation_timers::Awaited;
use realserv_adapters::postgres::conversations::{
    Author, ConversationKey, ConversationRow, SavedConversation, TranscriptRow, TurnRow,
};
use realserv_adapters::postgres::inbox::{Envelope, KeyKind, Received};
use realserv_adapters::postgres::media::NewMedia;
use realserv_adapters::postgres::office::applications;
use realserv_adapters::postgres::outbox::{Channel, NewEffect};
use realserv_adapters::postgres::people::{self, PersonRow};
use realserv_adapters::postgres::turns::{self, Ground, Traces};
use realserv_adapters::postgres::{desk, notices, payees, sites, stock, tickets, waiting};
use realserv_domain::ids::{EffectId, Minter, PersonId, TicketId, VendorId};
use realserv_domain::language::Language;
use realserv_domain::media::Wanted;
use realserv_domain::message::{Heard, Inbound, Message};
use realserv_domain::notice::Notice;
use realserv_domain::orders::OrderEvent;
use realserv_domain::settlements::{Given, PayTo, PayeeEvent};
use realserv_templates::Words;
use sqlx::PgConnection;
use tracing::Instrument;

use super::event::{Fetching, Outgoing, PersonEvent, Told, WINDOW};
use super::facts::Facts;
use super::record::Record;
use super::rounds::{Rounds, TooMany};
use super::work::{self, document, minter, read};
use super::{TurnError, about, answers, hear, notify, span};
use crate::app::App;
use crate::catalogue::Shown;
use crate::converse::{self, Answer, Conversation, Ctx, Effect, Event, News, Person, Role, Step};
use crate::settings::Holding;

pub(super) async fn decide(
    app: &App,
    db: &mut PgConnection,
    ground: Ground,
    events: &[&Received],
) -> Result<Record, TurnError> {
    let mut room = Room {
        app,
        now: app.clock.today(),
        shown: app.catalogue.shown(),
        holding: app.settings.holding(),
        form: app.site_form.offered(),
        people: ground.people,
        rows: ground.conversations,
        talks: HashMap::new(),
        record: Record::default(),
    };
    room.lock_ahead(db).await?;
    for event in events {
        let said = read("event", event.envelope.key_id, &event.event)?;
        let span = span(KeyKind::Person, &event.envelope);
        room.turn(db, &event.envelope, said).instrument(span).await?;
    }
    room.finish()
}

type Work<'a> = work::Work<'a, Answer, Effect>;

/// What a batch of turns shares.
struct Room<'a> {
    app: &'a App,
    now: Zoned,
    /// All its turns look at the same, and the log says at what.
    shown: Arc<Shown>,
    holding: Arc<Holding>,
    /// The form that asks for a site, where it is offered now.
    form: Option<String>,
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
    /// The stock of all who have a priced order before them, where there are several: each checkout would lock its own, in
    /// the order of the batch.
    async fn lock_ahead(&self, db: &mut PgConnection) -> Result<(), TurnError> {
        // Nothing but a quote names listings, and most conversations have none.
        let has_quote = |(_, row): &(_, &ConversationRow)| row.state.contains("\"listing\"");
        let quoted: Vec<_> = self.rows.iter().filter(has_quote).collect();
        if quoted.len() < 2 {
            return Ok(());
        }
        let mut listings = Vec::new();
        for ((person, _), row) in quoted {
            let conversation: Conversation = read("conversation", person.0, &row.state)?;
            listings.extend(conversation.buyer.listings_in_review().map(|id| id.0));
        }
        stock::lock_ahead(db, &listings, &[]).await?;
        Ok(())
    }

    async fn turn(
        &mut self,
        db: &mut PgConnection,
        row: &Envelope,
        event: PersonEvent,
    ) -> Result<(), TurnError> {
        let person = PersonId(row.key_id);
        let mut work = Work::new(self.app, row);
        if let Some(into) = self.people.get(&person).and_then(|card| card.merged_into) {
            return self.hand_over(&mut work, person, into, event);
        }
        let mut talk = self.talk(person, row)?;
        let mut failed = None;
        let event = match event {
            PersonEvent::Heard(inbound) => {
                self.note(db, &mut work, person, &mut talk, &inbound).await?;
                match self.answered(db, person, &inbound).await? {
                    Some(answered) => Some(answered),
                    None => hear::event_of(&inbound),
                }
            }
            PersonEvent::Told(Told { fact, told_by }) => {
                work.about = told_by;
                Some(Event::Told(fact))
            }
            PersonEvent::CartWaits => Some(Event::CartWaits),
            PersonEvent::Quiet => Some(Event::Quiet),
            PersonEvent::Joined { conversation, last_heard_at } => {
                talk.last_heard_at = talk.last_heard_at.max(last_heard_at);
                Some(Event::Joined { other: conversation })
            }
            // It was merged, and is not any more: nothing is to be handed over.
            PersonEvent::Merged => None,
            PersonEvent::OfficeTook { by, until } => Some(Event::OfficeTook { by, until }),
            PersonEvent::OfficeWrote { text, by } => Some(Event::OfficeWrote { text, by }),
            PersonEvent::OfficeReleased => Some(Event::OfficeReleased),
            PersonEvent::Ticket(news) => Some(Event::Ticket(news)),
            PersonEvent::Application(news) => Some(Event::Application(news)),
            PersonEvent::Opened { pin } => Some(Event::Opened { pin }),
            PersonEvent::RepeatDue { list, on } => Some(Event::RepeatDue { list, on }),
            PersonEvent::Undelivered { about, again: Some(again), .. } => {
                work.about = Some(about.order);
                failed = Some(again.failed);
                Some(Event::WindowClosed { otherwise: again.template, about: Some(about) })
            }
            PersonEvent::Undelivered { about, by_sms, again: None } => {
                Some(Event::Undelivered { about, by_sms })
            }
            PersonEvent::PhotoRefused { plain } => Some(Event::PhotoRefused { plain }),
            PersonEvent::WindowClosed(again) => {
                failed = Some(again.failed);
                Some(Event::WindowClosed { otherwise: again.template, about: None })
            }
            PersonEvent::MediaSeen(seen) => Some(Event::MediaSeen { seen }),
        };
        // Who it was stays in the person's own row: the log has what was decided on.
        let logged = work.document("event", &event)?;
        let mut facts = self.facts(row, talk.last_heard_at);
        let mut state = None;
        if let Some(event) = event {
            state = Some(work.document("conversation", &talk.conversation)?);
            let conversation = talk.conversation.clone();
            let before = self.record.traces.effects.len();
            talk.conversation = self.run(db, &mut work, conversation, &mut facts, event).await?;
            // The SMS that stands by for what failed stands by for what goes out in its place.
            if let (Some(failed), Some(said)) = (failed, self.record.traces.effects.get(before)) {
                notices::stand_by(db, failed, said.id).await?;
            }
        }
        let facts = Some(work.document("facts", &facts)?);
        let turn = work.log(KeyKind::Person, logged)?;
        self.record.traces.turns.push(TurnRow { facts, state, ..turn });
        self.talks.insert((person, row.phone_number_id.clone()), talk);
        Ok(())
    }

    /// This person is another one now: what still comes for them is passed on, and the conversation goes before it.
    fn hand_over(
        &mut self,
        work: &mut Work<'_>,
        person: PersonId,
        into: PersonId,
        event: PersonEvent,
    ) -> Result<(), TurnError> {
        let number = work.row.phone_number_id.clone();
        let event = if matches!(event, PersonEvent::Merged) {
            let Talk { conversation, last_heard_at } = self.talk(person, work.row)?;
            PersonEvent::Joined { conversation: Box::new(conversation), last_heard_at }
        } else {
            event
        };
        let event = work.document("event", &event)?;
        self.record.events.push(work.tell(KeyKind::Person, into.0, number, event));
        Ok(())
    }

    /// The conversation as earlier events of this batch left it, as the tables have it, or new.
    fn talk(&mut self, person: PersonId, row: &Envelope) -> Result<Talk, TurnError> {
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
        work: &mut Work<'_>,
        person: PersonId,
        talk: &mut Talk,
        inbound: &Inbound,
    ) -> Result<(), TurnError> {
        let row = work.row;
        if hear::opens_window(inbound) {
            talk.last_heard_at = talk.last_heard_at.max(Some(inbound.sent_at));
        }
        match &inbound.heard {
            Heard::NumberChanged { phone } => {
                people::number_changed(db, person, phone).await?;
            }
            Heard::UserIdChanged { user_id } => {
                let merge = people::user_id_changed(db, person, user_id).await?;
                for (gone, number) in merge.iter().flat_map(people::Merge::conversations) {
                    let event = work.document("event", &PersonEvent::Merged)?;
                    self.record.events.push(work.tell(KeyKind::Person, gone.0, number, event));
                }
            }
            _ => {}
        }
        self.record.traces.transcript.push(TranscriptRow {
            id: row.id,
            person,
            phone_number_id: row.phone_number_id.clone(),
            author: Author::Person,
            wamid: Some(inbound.message_id.clone()),
            body: document("heard", row.key_id, &inbound.heard)?,
        });
        Ok(())
    }

    /// What quotes the office's words for a ticket answers that ticket, whatever else it may be.
    async fn answered(
        &self,
        db: &mut PgConnection,
        person: PersonId,
        inbound: &Inbound,
    ) -> Result<Option<Event>, TurnError> {
        let words = hear::words_of(&inbound.heard);
        let (Some(words), Some(quotes)) = (words, &inbound.replies_to) else { return Ok(None) };
        let since = self.moment().reopen_since;
        let found = tickets::quoted(db, person, quotes, since).await?;
        Ok(found.map(|(ticket, number)| Event::Answered { ticket, number, words }))
    }

    fn moment(&self) -> tickets::Moment {
        work::moment(self.now.timestamp(), &self.holding.terms)
    }

    /// Steps, answering what is asked, until nothing is asked any more.
    async fn run(
        &mut self,
        db: &mut PgConnection,
        work: &mut Work<'_>,
        mut conversation: Conversation,
        facts: &mut Facts,
        event: Event,
    ) -> Result<Conversation, TurnError> {
        let person = facts.person(PersonId(work.row.key_id));
        let mut rounds = Rounds::of(event);
        let too_many = |TooMany| TurnError::TooManyRounds { key: person.id.0 };
        while rounds.go_on().map_err(too_many)? {
            while let Some(event) = rounds.event() {
                let step = self.step(conversation, event, &person, &mut work.mint);
                conversation = step.conversation;
                rounds.ask(step.asks);
                work.about = about::of_effects(&step.effects).or(work.about);
                self.carry_out(db, work, facts.free_until, step.effects).await?;
            }
            for ask in rounds.asked() {
                facts.asks.push(ask.clone());
                let (now, vendor) = (&self.now, person.vendor);
                let desk = answers::Desk { app: self.app, now, person: person.id, vendor };
                let answer = desk.answer(db, ask, &mut work.mint, &mut self.record).await?;
                self.follow_up(work, &answer)?;
                self.record.tell_of_low(self.app, work)?;
                facts.drawn.push(work.mint.drawn());
                work.about = about::of_answer(&answer).or(work.about);
                work.answers.push(answer.clone());
                rounds.learn(answer);
            }
        }
        Ok(conversation)
    }

    fn step(
        &self,
        conversation: Conversation,
        event: Event,
        person: &Person,
        mint: &mut Minter,
    ) -> Step {
        let (catalog, zones) = (&self.shown.catalog, &self.shown.zones);
        let terms = &self.holding.terms;
        let form = self.form.as_deref();
        let mut ctx = Ctx { now: &self.now, person, catalog, zones, terms, form, mint };
        converse::step(conversation, event, &mut ctx)
    }

    /// What the turn of this event goes by.
    fn facts(&self, row: &Envelope, heard_at: Option<Timestamp>) -> Facts {
        let card = self.people.get(&PersonId(row.key_id));
        let now = self.now.timestamp();
        Facts {
            event_id: row.id,
            number: row.phone_number_id.clone(),
            now: self.now.clone(),
            free_until: free_until(heard_at),
            heard_at,
            name: card.and_then(|card| card.name.clone()),
            vendor: card.and_then(|card| card.vendor),
            is_off: card.and_then(|card| card.off_until).is_some_and(|until| now < until),
            closed_days: card.map(|card| card.closed_from(self.now.date())).unwrap_or_default(),
            opted_out: card.is_some_and(|card| card.opted_out),
            has_phone: card.is_some_and(|card| card.marks.phone.is_some()),
            form: self.form.clone(),
            catalogue: self.shown.hash.clone(),
            terms: self.holding.hash.clone(),
            asks: Vec::new(),
            drawn: Vec::new(),
        }
    }

    fn tell_payee(
        &mut self,
        work: &mut Work<'_>,
        vendor: VendorId,
        event: &PayeeEvent,
    ) -> Result<(), TurnError> {
        let (number, event) = (work.row.phone_number_id.clone(), work.document("event", event)?);
        self.record.events.push(work.tell(KeyKind::Vendor, vendor.0, number, event));
        Ok(())
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
        free_until: Option<Timestamp>,
        effects: Vec<Effect>,
    ) -> Result<(), TurnError> {
        let row = work.row;
        let person = PersonId(row.key_id);
        let now = self.now.timestamp();
        let mut last = None;
        for effect in effects {
            work.effects.push(effect.clone());
            match effect {
                Effect::Say { message, news } => {
                    let said = Said { author: Author::Program, message, news };
                    last = Some(self.say(work, free_until, said)?);
                }
                Effect::Notify { notice } => self.notify(db, work, (last, &notice)).await?,
                Effect::PassOn { message, news, ticket } => {
                    let said = Said { author: Author::Office, message, news };
                    let id = self.say(work, free_until, said)?;
                    if let Some(ticket) = ticket {
                        tickets::reply_leaves(db, ticket, id.0).await?;
                    }
                    last = Some(id);
                }
                Effect::TellOrder { order, event } => {
                    self.record.events.push(work.tell_order(order, &event)?);
                }
                Effect::KeepLanguage { language } => {
                    people::keep_language(db, person, language).await?;
                }
                Effect::KeepName { name } => people::keep_name(db, person, &name).await?,
                Effect::KeepGstin { gstin, trade_name } => {
                    people::keep_gstin(db, person, gstin.as_ref(), trade_name.as_deref()).await?;
                }
                Effect::SetOptedOut { at } => people::set_opted_out(db, person, at).await?,
                Effect::KeepLane { address, lane } => {
                    sites::keep_lane(db, person, address, lane).await?;
                }
                Effect::KeepWay { address, words } => {
                    sites::keep_way(db, person, address, &words).await?;
                }
                Effect::KeepContact { address, phone } => {
                    sites::keep_contact(db, person, address, &phone).await?;
                }
                Effect::JoinWaitingList { pin } => {
                    waiting::join(db, now, person, &pin).await?;
                }
                Effect::OpenTicket { order, about } => {
                    let id: TicketId = work.mint.id();
                    let about = work.document("ticket", &about)?;
                    let new = tickets::NewTicket {
                        id,
                        person,
                        order,
                        phone_number_id: Some(&row.phone_number_id),
                        about: about.trim_matches('"'),
                    };
                    tickets::open(db, self.moment(), &new).await?;
                }
                Effect::AnswerTicket { ticket, words } => {
                    let of = (ticket, person);
                    tickets::answered(db, self.moment(), of, &words, row.id).await?;
                }
                Effect::Fetch { wanted } => self.fetch(work, wanted)?,
                Effect::GiveAccount { vendor, account, to } => {
                    let by = Given::Vendor;
                    payees::keep_account(db, now, (account, vendor, by), &to).await?;
                    let (is_upi, shown) = (matches!(to, PayTo::Upi { .. }), to.masked());
                    let event = PayeeEvent::AccountGiven { account, is_upi, shown, by };
                    self.tell_payee(work, vendor, &event)?;
                }
                Effect::TellPayee { vendor, event } => self.tell_payee(work, vendor, &event)?,
                Effect::Apply { id, application } => {
                    let of = (id, person, row.phone_number_id.as_str());
                    applications::keep(db, now, of, &application).await?;
                }
                Effect::SetOff { vendor, until } => desk::set_off(db, vendor, until).await?,
                Effect::CloseDays { vendor, days } => {
                    desk::close_days(db, vendor, (&days, self.now.date())).await?;
                }
                Effect::OpenDays { vendor, days } => desk::open_days(db, vendor, &days).await?,
                Effect::KeepWords { words } => self.record.words.extend(words),
                Effect::AwaitQuiet { until } => {
                    self.record.await_until(row, Awaited::Quiet, until);
                }
                Effect::LookAtCart { at } => self.record.await_until(row, Awaited::CartWaits, at),
            }
        }
        Ok(())
    }

    /// The row of the file and its way out leave with the turn that heard of it.
    fn fetch(&mut self, work: &Work<'_>, wanted: Wanted) -> Result<(), TurnError> {
        let row = work.row;
        let person = PersonId(row.key_id);
        let fetching = Fetching { person, wanted: wanted.clone() };
        self.record.traces.effects.push(NewEffect {
            id: wanted.media.0,
            channel: Channel::Media,
            // Of its own: no message waits for a file, and no file for another.
            lane: wanted.media.0,
            phone_number_id: row.phone_number_id.clone(),
            body: work.document("media", &fetching)?,
            due_at: self.now.timestamp(),
            correlation_id: row.correlation_id.clone(),
            to: None,
        });
        self.record.media.push(NewMedia { person, message: row.id, wanted });
        Ok(())
    }

    fn say(
        &mut self,
        work: &mut Work<'_>,
        free_until: Option<Timestamp>,
        Said { author, message, news }: Said,
    ) -> Result<EffectId, TurnError> {
        let row = work.row;
        let person = PersonId(row.key_id);
        let id: EffectId = work.mint.id();
        self.record.traces.transcript.push(TranscriptRow {
            id: id.0,
            person,
            phone_number_id: row.phone_number_id.clone(),
            author,
            wamid: None,
            body: document("message", row.key_id, &message)?,
        });
        let free_until = free_until.filter(|_| !matches!(message, Message::Template(_)));
        let order = work.about;
        let outgoing = Outgoing { to: person, message, free_until, news, order };
        let mut effect = effect(row, id, self.now.timestamp(), &outgoing)?;
        effect.to = self.people.get(&person).map(|card| card.marks.clone());
        self.record.traces.effects.push(effect);
        Ok(id)
    }

    /// By other ways what `said` says on WhatsApp; nothing is told beside nothing.
    async fn notify(
        &mut self,
        db: &mut PgConnection,
        work: &Work<'_>,
        (said, notice): (Option<EffectId>, &Notice),
    ) -> Result<(), TurnError> {
        let Some(said) = said else { return Ok(()) };
        for (new, effect) in notify::notify(self.app, db, work.row, (said, notice)).await? {
            self.record.notices.push(new);
            self.record.traces.effects.push(effect);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Record, TurnError> {
        for ((person, phone_number_id), talk) in self.talks {
            self.record.traces.conversations.push(SavedConversation {
                person,
                phone_number_id,
                state: document("conversation", person.0, &talk.conversation)?,
                last_heard_at: talk.last_heard_at,
            });
        }
        Ok(self.record)
    }
}

/// Something for the person, and whose words they are.
struct Said {
    author: Author,
    message: Message,
    news: Option<Box<News>>,
}

fn free_until(last_heard_at: Option<Timestamp>) -> Option<Timestamp> {
    last_heard_at.map(|heard| heard.checked_add(WINDOW).unwrap_or(heard))
}

fn effect(
    row: &Envelope,
    id: EffectId,
    now: Timestamp,
    outgoing: &Outgoing,
) -> Result<NewEffect, TurnError> {
    Ok(NewEffect {
        id: id.0,
        channel: Channel::Whatsapp,
        lane: row.key_id,
        phone_number_id: row.phone_number_id.clone(),
        body: document("message", row.key_id, outgoing)?,
        due_at: now,
        correlation_id: row.correlation_id.clone(),
        to: None,
    })
}

/// What a person hears when an event of theirs had to be set aside. Only what they said themselves deserves one.
pub(super) async fn apology(
    app: &App,
    db: &mut PgConnection,
    received: &Received,
) -> Result<Option<Traces>, TurnError> {
    let Ok(PersonEvent::Heard(_)) = serde_json::from_str(&received.event) else {
        return Ok(None);
    };
    let row = &received.envelope;
    let people = turns::ground(db, &[row.key_id]).await?.people;
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
        author: Author::Program,
        wamid: None,
        body: document("message", row.key_id, &message)?,
    };
    let to = PersonId(row.key_id);
    let outgoing = Outgoing { to, message, free_until: None, news: None, order: None };
    let effects = vec![effect(row, id, now, &outgoing)?];
    Ok(Some(Traces { transcript: vec![said], effects, ..Traces::default() }))
}
