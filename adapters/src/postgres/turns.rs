//! What a batch of turns reads and what it leaves behind, one statement each: under load a statement costs as much as the
//! rows of several turns, and most of a small batch is statements.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{PersonId, VendorId};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use super::conversations::{
    ConversationKey, ConversationRow, SavedConversation, TranscriptRow, TurnRow,
};
use super::inbox::RawEvent;
use super::outbox::{NewEffect, Pushed};
use super::people::{Marks, PersonRow};

/// What turns of persons stand on.
#[derive(Debug, Default)]
pub struct Ground {
    pub people: HashMap<PersonId, PersonRow>,
    pub conversations: HashMap<ConversationKey, ConversationRow>,
    /// Those for whom something waits in the inbox.
    pub waits_for: HashSet<Uuid>,
}

/// Persons whose keys are locked, with their conversations. Of a later snapshot than the lock's, so it must be a statement
/// of its own.
pub async fn ground(db: &mut PgConnection, people: &[Uuid]) -> Result<Ground, StoreError> {
    // `offset 0` and `limit 1` keep each lookup an index's: an array counts as a hundred rows to the planner, and of a
    // hundred it makes a walk through the whole table.
    let rows = sqlx::query!(
        r#"select key.id as "key!", waits.some as "waits!",
                  person.id as "id?", person.name, person.language, person.merged_into, person.phone,
                  person.user_id, vendor.id as "vendor_id?", vendor.off_until as "off_until?",
                  vendor.closed_days as "closed_days?: Vec<jiff_sqlx::Date>",
                  person.opted_out_at is not null as "opted_out!",
                  talk.phone_number_id as "phone_number_id?", talk.state as "state?", talk.last_heard_at
           from unnest($1::uuid[]) as key (id)
           cross join lateral (
               select exists (select from inbox where inbox.key_id = key.id) as some
           ) as waits
           left join lateral (select * from person where person.id = key.id limit 1) as person on true
           -- Whom the office has switched off finishes what he has accepted.
           left join lateral (
               select vendor.id, vendor.off_until, vendor.closed_days
               from vendor
               where vendor.person_id = key.id and (vendor.active or exists (
                   select from part
                   where part.vendor_id = vendor.id
                     and part.state in ('accepted', 'packed', 'dispatched', 'on_the_way')))
               limit 1
           ) as vendor on true
           left join lateral (
               select * from conversation where conversation.person_id = key.id offset 0
           ) as talk on true"#,
        people,
    )
    .fetch_all(db)
    .await?;
    let mut ground = Ground::default();
    for row in rows {
        if row.waits {
            ground.waits_for.insert(row.key);
        }
        let Some(id) = row.id.map(PersonId) else { continue };
        if let (Some(number), Some(state)) = (row.phone_number_id, row.state) {
            let last_heard_at = row.last_heard_at.map(jiff_sqlx::Timestamp::to_jiff);
            ground.conversations.insert((id, number), ConversationRow { state, last_heard_at });
        }
        let person = PersonRow {
            id,
            name: row.name,
            language: row.language.and_then(|code| code.parse().ok()),
            vendor: row.vendor_id.map(VendorId),
            off_until: row.off_until.map(jiff_sqlx::Timestamp::to_jiff),
            closed_days: row
                .closed_days
                .into_iter()
                .flatten()
                .map(jiff_sqlx::Date::to_jiff)
                .collect(),
            opted_out: row.opted_out,
            marks: Marks::new(row.phone, row.user_id),
            merged_into: row.merged_into.map(PersonId),
        };
        ground.people.insert(id, person);
    }
    Ok(ground)
}

/// What turns leave behind, and what was received with them.
#[derive(Debug, Default)]
pub struct Traces {
    pub conversations: Vec<SavedConversation>,
    pub transcript: Vec<TranscriptRow>,
    pub turns: Vec<TurnRow>,
    pub raw: Vec<RawEvent>,
    pub effects: Vec<NewEffect>,
}

impl Traces {
    fn is_empty(&self) -> bool {
        self.conversations.is_empty()
            && self.transcript.is_empty()
            && self.turns.is_empty()
            && self.raw.is_empty()
            && self.effects.is_empty()
    }
}

/// Writes it. Effects of this node that may leave at once are in its hands already, so that nobody has to look for them:
/// where nothing stands before them in their lane but what it has in hand itself.
///
/// The window only ever opens further: a late webhook must not close it.
pub async fn write(
    db: &mut PgConnection,
    now: Timestamp,
    node: Uuid,
    traces: Traces,
) -> Result<Pushed, StoreError> {
    if traces.is_empty() {
        return Ok(Pushed::default());
    }
    let Traces { conversations, transcript, turns, raw, effects } = &traces;
    let rows = sqlx::query!(
        r#"with received as (
               insert into raw_event (at, source, event_id, person_id, body)
               select $1, source, event_id, person_id, body
               from unnest($3::text[], $4::text[], $5::uuid[], $6::text[])
                   as new (source, event_id, person_id, body)
           ), talked as (
               insert into conversation (person_id, phone_number_id, state, last_heard_at, updated_at)
               select person_id, phone_number_id, state, last_heard_at, $1
               from unnest($7::uuid[], $8::text[], $9::text[], $10::timestamptz[])
                   as saved (person_id, phone_number_id, state, last_heard_at)
               on conflict (person_id, phone_number_id) do update
               set state = excluded.state,
                   last_heard_at = greatest(conversation.last_heard_at, excluded.last_heard_at),
                   updated_at = excluded.updated_at
           ), said as (
               insert into message (at, id, person_id, phone_number_id, direction, wamid, body, said_by)
               select $1, id, person_id, phone_number_id, direction, wamid, body, said_by
               from unnest($11::uuid[], $12::uuid[], $13::text[], $14::text[], $15::text[], $16::text[],
                           $17::text[])
                   with ordinality
                   as new (id, person_id, phone_number_id, direction, wamid, body, said_by, position)
               order by position
           ), logged as (
               -- In this order, for the sequence: one key's turns of a batch share their moment.
               insert into turn_log (at, id, key_kind, key_id, event, answers, effects, correlation_id,
                                     facts, state)
               select $1, id, key_kind, key_id, event, answers, effects, correlation_id, facts, state
               from unnest($18::uuid[], $19::text[], $20::uuid[], $21::text[], $22::text[], $23::text[],
                           $24::text[], $32::text[], $33::text[])
                   with ordinality
                   as new (id, key_kind, key_id, event, answers, effects, correlation_id, facts, state,
                           position)
               order by position
           )
           insert into outbox (id, channel, lane, phone_number_id, body, due_at, correlation_id, made_at,
                               leased_by, tries)
           select id, channel, lane, phone_number_id, body, due_at, correlation_id, $1,
                  case when is_ours then $2::uuid end, case when is_ours then 1 else 0 end
           from (
               select *,
                      channel <> 'timer' and due_at <= $1 and not exists (
                          select from outbox as earlier
                          where earlier.lane = new.lane and earlier.leased_by is distinct from $2::uuid
                      ) as is_ours
               from unnest($25::uuid[], $26::text[], $27::uuid[], $28::text[], $29::text[],
                           $30::timestamptz[], $31::text[])
                   with ordinality
                   as new (id, channel, lane, phone_number_id, body, due_at, correlation_id, position)
           ) as new
           order by position
           returning seq, leased_by is not null as "is_ours!",
                     leased_by is null and channel <> 'timer' and exists (
                         select from outbox as earlier
                         where earlier.lane = outbox.lane and earlier.leased_by <> $2
                     ) as "is_behind_another!""#,
        now.to_sqlx() as _,
        node,
        &column(raw, |event| event.source.as_str()) as _,
        &column(raw, |event| event.event_id.as_str()) as _,
        &column(raw, |event| event.person_id) as _,
        &column(raw, |event| event.body.as_str()) as _,
        &column(conversations, |saved| saved.person.0),
        &column(conversations, |saved| saved.phone_number_id.as_str()) as _,
        &column(conversations, |saved| saved.state.as_str()) as _,
        &column(conversations, |saved| saved.last_heard_at.map(ToSqlx::to_sqlx)) as _,
        &column(transcript, |said| said.id),
        &column(transcript, |said| said.person.0),
        &column(transcript, |said| said.phone_number_id.as_str()) as _,
        &column(transcript, |said| said.author.direction()) as _,
        &column(transcript, |said| said.wamid.as_deref()) as _,
        &column(transcript, |said| said.body.as_str()) as _,
        &column(transcript, |said| said.author.said_by()) as _,
        &column(turns, |turn| turn.id),
        &column(turns, |turn| turn.key_kind.as_str()) as _,
        &column(turns, |turn| turn.key_id),
        &column(turns, |turn| turn.event.as_str()) as _,
        &column(turns, |turn| turn.answers.as_str()) as _,
        &column(turns, |turn| turn.effects.as_str()) as _,
        &column(turns, |turn| turn.correlation_id.as_str()) as _,
        &column(effects, |effect| effect.id),
        &column(effects, |effect| effect.channel.as_str()) as _,
        &column(effects, |effect| effect.lane),
        &column(effects, |effect| effect.phone_number_id.as_str()) as _,
        &column(effects, |effect| effect.body.as_str()) as _,
        &column(effects, |effect| effect.due_at.to_sqlx()) as _,
        &column(effects, |effect| effect.correlation_id.as_str()) as _,
        &column(turns, |turn| turn.facts.as_deref()) as _,
        &column(turns, |turn| turn.state.as_deref()) as _,
    )
    .fetch_all(db)
    .await?;
    let is_behind_another = rows.iter().any(|row| row.is_behind_another);
    // Rows come back in the order in which they were written.
    let written = rows.into_iter().zip(traces.effects).filter(|(row, _)| row.is_ours);
    let ours = written.map(|(row, effect)| effect.claimed(row.seq, now)).collect();
    Ok(Pushed { ours, is_behind_another })
}

/// One column of an `unnest`.
fn column<'r, R, V>(rows: &'r [R], value: impl Fn(&'r R) -> V) -> Vec<V> {
    rows.iter().map(value).collect()
}
