-- What replay needs beside event, answers and effects: in which order the turns of one key were, what each decision looked
-- at, and the conversation as it found it. Rows of before have none of it and cannot be replayed. A sequence and no identity
-- column: partitions know those only from PostgreSQL 17 on. The default comes after the column, so that no old row is written.
create sequence turn_log_seq;
alter table turn_log
    add column seq bigint,
    -- The document of bot/src/turn/facts.rs; null for orders and the books.
    add column facts text,
    -- The document of bot/src/converse before the event. Erasure blanks it with the event: '' is what was erased.
    add column state text;
alter table turn_log alter column seq set default nextval('turn_log_seq');

-- What turns look at in memory (catalogue, zones, terms), kept once by the hash of its content, in pieces: a changed price
-- writes the piece that it is in. Facts name the hash; housekeeping takes away what no log can name any more.
create table turn_basis (
    hash text primary key,
    body text not null,
    -- When it was last known to be looked at.
    used_at timestamptz not null
);
