-- What people type and nobody knows, and what the office makes of it.

-- A spelling that means another one, from one version of them on until another. A row is ended and never changed: what held
-- at any version can be told.
create table alias (
    id uuid primary key,
    -- As domain/src/interpret/teach.rs keeps it: lower case, one blank between words.
    word text not null,
    means text not null,
    from_version bigint not null,
    taught_at timestamptz not null,
    until_version bigint,
    undone_at timestamptz,
    constraint alias_from_version_unique unique (from_version),
    constraint alias_until_version_unique unique (until_version),
    constraint alias_ends_after_it_began check (until_version > from_version),
    constraint alias_ends_whole check ((until_version is null) = (undone_at is null)),
    constraint alias_is_no_number check (word !~ '[0-9]' and char_length(word) between 3 and 60),
    constraint alias_means_something check (char_length(means) between 1 and 60)
);
create unique index alias_word_once on alias (word) where until_version is null;

-- They travel with the catalogue: every node reads them with it.
create trigger alias_changes_catalogue after insert or update or delete on alias
    for each statement execute function catalogue_changed();

-- Words of buyers' messages that nobody knew. Nobody's: no person, no number, and of what stood around them only words of the
-- lexicon (domain/src/interpret/strange.rs). Gone when they were not seen for 90 days.
create table unknown_word (
    word text primary key,
    times bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    -- Of the last message: en, hi, te, hi-Latn, te-Latn, mixed; null where its words were of none.
    language text,
    -- The last few lines around it, masked, the latest first.
    places text[] not null,
    constraint unknown_word_was_seen check (times > 0 and first_at <= last_at),
    constraint unknown_word_few_places check (cardinality(places) between 1 and 5)
);
create index unknown_word_by_times on unknown_word (times desc, word);
