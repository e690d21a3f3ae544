-- The loop: people, inbox, conversations, outbox, and what is kept of them.

-- One row: the secret that ids and delivery codes are drawn from, made once.
create table installation (
    only_one boolean primary key default true,
    secret bytea not null,
    made_at timestamptz not null,
    constraint installation_only_one check (only_one),
    constraint installation_secret_length check (octet_length(secret) = 32)
);

-- Anybody who writes to us. Our own id is the key; both of Meta's marks may be missing and may change.
create table person (
    id uuid primary key,
    phone text,
    user_id text,
    name text,
    language text,
    -- Since when this person wants nothing from us but the news of orders.
    opted_out_at timestamptz,
    -- Two persons found to be one: this one's history went to that one.
    merged_into uuid references person (id),
    made_at timestamptz not null,
    constraint person_phone_unique unique (phone),
    constraint person_user_id_unique unique (user_id),
    constraint person_language_known check (language in ('en', 'hi', 'te'))
);

create index person_by_merge on person (merged_into) where merged_into is not null;

-- Dedupe: narrow, written in the same statement as the event. Old rows are found page by page, once a day: no index on
-- their time (adapters/src/postgres/housekeeping/rows.rs).
create table seen (
    source text not null,
    event_id text not null,
    at timestamptz not null,
    primary key (source, event_id)
);

-- Events waiting for their key. A row leaves with the turn that works on it; what is kept is in raw_event and turn_log.
-- One index and no other: on a table that is filled and emptied all day a second one would be taken now and then by a
-- planner that found the table empty when it last looked, and then read all that has left.
create table inbox (
    seq bigint generated always as identity,
    id uuid not null,
    -- 'person' or 'order'
    key_kind text not null,
    key_id uuid not null,
    phone_number_id text not null default '',
    event text not null,
    correlation_id text not null,
    received_at timestamptz not null,
    primary key (key_id, seq),
    constraint inbox_key_kind_known check (key_kind in ('person', 'order'))
);

-- What was received, to the byte of its own piece. Partitions are made before their day and dropped after their time by
-- bot/src/housekeeping.rs; what has none goes to the rest.
create table raw_event (
    at timestamptz not null,
    source text not null,
    event_id text not null,
    person_id uuid,
    body text not null
) partition by range (at);
create table raw_event_rest partition of raw_event default;

-- A person on one of our numbers. `state` is the versioned document of bot/src/converse.
create table conversation (
    person_id uuid not null references person (id),
    phone_number_id text not null,
    state text not null,
    -- When the person last wrote, by Meta's clock: the 24-hour window counts from here.
    last_heard_at timestamptz,
    updated_at timestamptz not null,
    primary key (person_id, phone_number_id)
) with (fillfactor = 70);

-- One row a turn: the event, the answers it learned, what it decided. Replay reads it.
create table turn_log (
    at timestamptz not null,
    id uuid not null,
    key_kind text not null,
    key_id uuid not null,
    event text not null,
    answers text not null,
    effects text not null,
    correlation_id text not null
) partition by range (at);
create table turn_log_rest partition of turn_log default;
create index turn_log_by_key on turn_log (key_id, at);

-- A sequence and no identity column: partitions know those only from PostgreSQL 17 on.
create sequence message_seq;

-- The transcript: what people wrote and what we wrote, as documents of domain/src/message.rs.
create table message (
    -- The order in which one person's messages were said; several share a moment.
    seq bigint not null default nextval('message_seq'),
    at timestamptz not null,
    -- Ours: the effect's id. Theirs: drawn from the event.
    id uuid not null,
    person_id uuid not null,
    phone_number_id text not null,
    direction text not null,
    -- Meta's id of an inbound message; outbound ones have it in `delivery`.
    wamid text,
    body text not null,
    constraint message_direction_known check (direction in ('in', 'out'))
) partition by range (at);
create table message_rest partition of message default;
create index message_by_person on message (person_id, seq);

-- How far each message of ours has come. A status names its effect, because we sent that along; it may arrive before our
-- own call has returned, so both sides upsert. No index on `at`: it would keep statuses from folding within their page.
create table delivery (
    effect_id uuid primary key,
    -- Meta's id, once it is known.
    wamid text,
    -- domain::message::Delivery by rank: only ever moves up
    rank smallint not null,
    failure_code bigint,
    category text,
    -- Whom to tell when it does not arrive; gone once they have been told.
    awaited text,
    at timestamptz not null
) with (fillfactor = 70);

-- The processes that work on this database. What a node has leased is free again when it is gone from here; who does not
-- say for some seconds that it lives is removed by the others.
create table node (
    id uuid primary key,
    alive_until timestamptz not null
);

-- The only way out. A row leaves when the world has answered and its answer is in the inbox.
create table outbox (
    seq bigint generated always as identity,
    id uuid not null,
    channel text not null,
    -- What comes one after the other: all that one person is told, all that is asked about one link or refund. Of a timer:
    -- whose event it becomes.
    lane uuid not null,
    phone_number_id text not null default '',
    body text not null,
    due_at timestamptz not null,
    -- The node that has it in hand. Written so by the node that makes it, where nothing stands before it in its lane.
    leased_by uuid,
    tries smallint not null default 0,
    correlation_id text not null,
    made_at timestamptz not null,
    primary key (lane, seq),
    constraint outbox_channel_known check (channel in ('whatsapp', 'razorpay', 'timer'))
) with (fillfactor = 80);
create index outbox_due on outbox (channel, due_at) where leased_by is null;

-- Rate limits that all nodes share: when the next message may leave if there were no burst (GCRA).
create table send_rate (
    -- 'number' or 'pair'
    scope text not null,
    phone_number_id text not null,
    person_id uuid not null,
    next_at timestamptz not null,
    primary key (scope, phone_number_id, person_id)
) with (fillfactor = 50);

-- Events whose turn failed alone, again and again: set aside, listed, retried or dropped by the office.
create table dead_letter (
    id uuid primary key,
    key_kind text not null,
    key_id uuid not null,
    phone_number_id text not null default '',
    event text not null,
    reason text not null,
    correlation_id text not null,
    at timestamptz not null
);

-- When somebody last went through the tables for old rows.
create table housekeeping (
    only_one boolean primary key default true,
    went_round_at timestamptz not null,
    constraint housekeeping_only_one check (only_one)
);

-- What Meta says of our approved templates.
create table template_status (
    name text not null,
    language text not null,
    status text not null,
    updated_at timestamptz not null,
    primary key (name, language)
);

-- Numbers that the office may change: one JSON value a row, see domain::orders::Terms.
create table setting (
    name text primary key,
    value text not null,
    updated_at timestamptz not null
);
