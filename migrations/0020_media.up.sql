-- Files that people sent. The content lies in the store, under the hash of it; here stands what it is and what became of it.
create table media (
    id uuid primary key,
    person_id uuid not null references person (id),
    -- The message of the transcript that brought it.
    message_id uuid not null,
    -- WhatsApp's id of it, which lives seven days; blanked with the person.
    provider_id text,
    -- As the message says: image, video, voice, audio, document.
    kind text not null,
    -- What it is for: claim, list, proof, chat, kyc.
    purpose text not null,
    order_id uuid references orders (id),
    part_id uuid references part (id),
    ticket_id uuid references ticket (id),
    state text not null default 'waits',
    refused_because text,
    -- Of a kept one: the type that its content has, and where it lies.
    mime text,
    bytes bigint,
    sha256 bytea,
    stored_as text,
    sent_at timestamptz not null,
    ended_at timestamptz,
    constraint media_kind_known check (kind in ('image', 'video', 'voice', 'audio', 'document', 'sticker')),
    constraint media_purpose_known check (purpose in ('claim', 'list', 'proof', 'chat', 'kyc')),
    -- erased: it was kept, and its person wished it gone.
    constraint media_state_known check (state in ('waits', 'kept', 'refused', 'erased')),
    constraint media_kept_whole check (
        (state = 'kept') = (mime is not null and bytes is not null and sha256 is not null and stored_as is not null)
    ),
    constraint media_refused_with_a_reason check ((state = 'refused') = (refused_because is not null)),
    constraint media_ended check ((state = 'waits') = (ended_at is null)),
    constraint media_of_a_part check ((order_id is null) = (part_id is null)),
    constraint media_hash_whole check (octet_length(sha256) = 32)
);
create index media_by_message on media (message_id);
create index media_by_part on media (part_id) where part_id is not null;
create index media_by_ticket on media (ticket_id) where ticket_id is not null;
create index media_by_person on media (person_id, sent_at);
-- Whether anybody else has sent the same, before it is taken out of the store.
create index media_by_hash on media (sha256) where state = 'kept';

alter table outbox drop constraint outbox_channel_known;
alter table outbox add constraint outbox_channel_known check (channel in ('whatsapp', 'razorpay', 'timer', 'media'));
