-- What buyers find missing or broken in what was handed over: written with the aggregate, for queries.
create table claim (
    part_id uuid not null references part (id),
    number smallint not null,
    sku_id uuid not null references sku (id),
    why text not null,
    quantity_milli bigint not null,
    -- What the buyer paid for so much of it.
    paise bigint not null,
    state text not null,
    -- Once it is settled: what the buyer gets, and who bears it.
    given_paise bigint,
    borne_by text,
    -- WhatsApp's own names of the photo and of the message that it came in; the picture itself is not kept here.
    media_id text,
    message_id text,
    said_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (part_id, number),
    constraint claim_why_known check (why in ('short', 'broken')),
    constraint claim_state_known check (state in ('asked', 'with_office', 'settled')),
    constraint claim_quantity_positive check (quantity_milli > 0),
    constraint claim_settled_with_a_sum check ((state = 'settled') = (given_paise is not null)),
    constraint claim_given_within check (given_paise between 0 and paise),
    constraint claim_bearer_known check (borne_by in ('platform', 'vendor'))
);
create index claim_open on claim (said_at) where state <> 'settled';
