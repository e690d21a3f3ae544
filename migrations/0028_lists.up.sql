-- What buyers keep under a name, to order it again.
create table saved_list (
    id uuid primary key,
    person_id uuid not null references person (id),
    -- A person's words: they go with the person.
    name text not null,
    -- The same without capitals: a name that is used again takes the place of what it stood for.
    name_key text not null,
    -- The document of a cart: things and amounts.
    lines text not null,
    -- Where it went last, if that was known.
    address_id uuid references address (id),
    made_at timestamptz not null,
    constraint saved_list_name_short check (char_length(name) between 1 and 24),
    constraint saved_list_named_once unique (person_id, name_key)
);

-- Lists that come round again: their buyer is asked on the evening before.
create table list_repeat (
    list_id uuid primary key references saved_list (id) on delete cascade,
    -- "week.1" (Monday), "days.14", "month.31".
    every text not null,
    -- The next day that is asked about.
    next_on date not null,
    -- The day of the question that is open.
    asked_on date,
    -- Questions in a row without an answer.
    unanswered smallint not null default 0,
    -- When it is to be looked at; none while the event of that is under way.
    ring_at timestamptz,
    constraint list_repeat_every_known check (every ~ '^(week|days|month)[.][0-9]+$'),
    constraint list_repeat_unanswered_few check (unanswered between 0 and 3)
);
create index list_repeat_by_time on list_repeat (ring_at) where ring_at is not null;
