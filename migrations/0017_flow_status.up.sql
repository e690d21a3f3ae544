-- What Meta says of our forms (Flows). No row: it never said anything, and the form is offered.
create table flow_status (
    flow_id text primary key,
    -- Meta's word: `PUBLISHED` is the only one under which a form is offered.
    status text not null,
    -- Told by a refused message and not by Meta's own news: it rests until then, and is tried again.
    rests_until timestamptz,
    updated_at timestamptz not null
);
