-- Who wants to sell: what they told, and what the office decided. At most one of a person waits.
create table application (
    id uuid primary key,
    person_id uuid not null references person (id),
    phone_number_id text not null,
    state text not null default 'open',
    -- As buyers are to read it; blanked with the person.
    name text not null,
    -- The document of what was told.
    told text not null,
    sent_at timestamptz not null,
    decided_at timestamptz,
    decided_by text,
    -- Of a refusal, as the person was told.
    reason text,
    -- Of an approval.
    vendor_id uuid references vendor (id),
    constraint application_state_known check (state in ('open', 'approved', 'refused')),
    constraint application_decided_whole check ((state = 'open') = (decided_at is null)),
    constraint application_refused_with_a_reason check ((state = 'refused') = (reason is not null)),
    constraint application_approved_with_a_vendor check ((state = 'approved') = (vendor_id is not null))
);
create unique index application_one_open on application (person_id) where state = 'open';
create index application_by_time on application (sent_at, id);
