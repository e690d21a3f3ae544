-- Tickets as the office works on them: a number that can be said, whose it is, whom it waits for, and what was said and done.

-- A program before this one opens tickets without any of it while nodes are restarted one after the other: hence the defaults.
alter table ticket drop constraint ticket_state_known;
alter table ticket
    -- What people say: the program draws it from the id; other rows have one of chance, longer, so that both kinds never meet.
    add column number text not null default 'T-' || upper(substr(md5(gen_random_uuid()::text), 1, 10)),
    -- On which of our numbers; none where it was opened of an order.
    add column phone_number_id text,
    -- Who of the office has it.
    add column owner text,
    -- Since when it waits for whoever is next: the office while it is open, the person while it waits for them.
    add column waits_since timestamptz not null default clock_timestamp(),
    add column first_reply_at timestamptz,
    add column solved_at timestamptz,
    add column closed_at timestamptz,
    -- How often it was open again after it was solved.
    add column reopened integer not null default 0,
    -- Asked once, whatever becomes of it afterwards.
    add column satisfaction_asked_at timestamptz,
    add column satisfaction text,
    add constraint ticket_number_unique unique (number),
    add constraint ticket_state_known check (state in ('open', 'waiting', 'solved', 'closed')),
    add constraint ticket_satisfaction_known check (satisfaction in ('good', 'bad'));
update ticket set waits_since = opened_at;

drop index ticket_open;
create index ticket_by_wait on ticket (state, waits_since, id);
create index ticket_by_person on ticket (person_id, opened_at);
create index ticket_by_opened on ticket (opened_at);

-- What was said and done, in its order.
create table ticket_event (
    id bigint generated always as identity primary key,
    ticket_id uuid not null references ticket (id),
    at timestamptz not null,
    what text not null,
    -- Who of the office; null: the person, or the program.
    done_by text,
    -- Whose words these are about; both are blanked together.
    person_id uuid references person (id),
    words text,
    -- The message of the transcript that says the same.
    message_id uuid,
    constraint ticket_event_known check (what in (
        'opened', 'asked_again', 'said', 'replied', 'noted', 'assigned', 'unassigned', 'solved', 'reopened', 'closed',
        'marked'))
);
create index ticket_event_by_ticket on ticket_event (ticket_id, id);
-- What somebody quotes of the office's words.
create index ticket_event_by_person on ticket_event (person_id, id) where person_id is not null;
