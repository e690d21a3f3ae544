-- What is sold, where, and by whom.

create table zone (
    id uuid primary key,
    code text not null,
    name_en text not null,
    name_hi text not null,
    name_te text not null,
    active boolean not null default true,
    delivery_base_paise bigint not null,
    delivery_per_km_paise bigint not null,
    reach_metres integer not null,
    constraint zone_code_unique unique (code),
    constraint zone_charges_not_negative
        check (delivery_base_paise >= 0 and delivery_per_km_paise >= 0 and reach_metres > 0)
);

-- A named place with its PIN code. Without a zone it is known but not served.
create table locality (
    id uuid primary key,
    zone_id uuid references zone (id),
    pin text not null,
    name_en text not null,
    name_hi text not null,
    name_te text not null,
    lat_e6 integer not null,
    lon_e6 integer not null,
    constraint locality_pin_form check (pin ~ '^[1-9][0-9]{5}$'),
    constraint locality_unique unique (pin, name_en)
);

create table sku (
    id uuid primary key,
    code text not null,
    kind text not null,
    name_en text not null,
    name_hi text not null,
    name_te text not null,
    attrs jsonb not null default '{}',
    unit text not null,
    minimum_milli bigint not null,
    step_milli bigint not null,
    usual_milli bigint[] not null default '{}',
    hsn text not null,
    gst_rate smallint not null,
    weight_grams integer not null default 0,
    rank smallint not null default 100,
    active boolean not null default true,
    constraint sku_code_unique unique (code),
    constraint sku_kind_known
        check (kind in ('cement', 'steel', 'sand', 'aggregate', 'brick', 'block', 'labour')),
    constraint sku_unit_known
        check (unit in ('bag', 'tonne', 'kg', 'cft', 'load', 'piece', 'rod', 'person')),
    constraint sku_numbers_sane check (minimum_milli > 0 and step_milli > 0 and gst_rate >= 0)
);

create table vendor (
    id uuid primary key,
    code text not null,
    person_id uuid not null references person (id),
    name_en text not null,
    name_hi text not null,
    name_te text not null,
    lat_e6 integer not null,
    lon_e6 integer not null,
    opens time not null default '07:00',
    closes time not null default '21:00',
    off_until timestamptz,
    gstin text,
    active boolean not null default true,
    -- Offers of late, for the ranking.
    offers_made integer not null default 0,
    offers_accepted integer not null default 0,
    constraint vendor_code_unique unique (code),
    constraint vendor_person_unique unique (person_id),
    constraint vendor_hours_in_order check (opens < closes)
);

-- A vendor's offer of a SKU. Stock is on hand and of that reserved; labour: people a day.
create table listing (
    id uuid primary key,
    vendor_id uuid not null references vendor (id),
    sku_id uuid not null references sku (id),
    price_paise bigint not null,
    gst_rate smallint not null,
    minimum_milli bigint not null default 0,
    on_hand_milli bigint not null,
    reserved_milli bigint not null default 0,
    active boolean not null default true,
    updated_at timestamptz not null,
    constraint listing_vendor_sku_unique unique (vendor_id, sku_id),
    constraint listing_price_positive check (price_paise > 0),
    constraint listing_stock_not_negative check (on_hand_milli >= 0 and reserved_milli >= 0),
    constraint listing_never_oversold check (reserved_milli <= on_hand_milli)
) with (fillfactor = 80);
create index listing_by_sku on listing (sku_id) where active;

-- Every price that ever stood, for history and for disputes.
create table listing_price (
    listing_id uuid not null references listing (id),
    price_paise bigint not null,
    from_at timestamptz not null,
    primary key (listing_id, from_at)
);

-- People booked of a labour listing, by half of the day. A full day takes both.
create table crew_day (
    listing_id uuid not null references listing (id),
    on_day date not null,
    morning_milli bigint not null default 0,
    afternoon_milli bigint not null default 0,
    primary key (listing_id, on_day),
    constraint crew_day_not_negative check (morning_milli >= 0 and afternoon_milli >= 0)
);

-- Grows when a price, a SKU, a vendor or what is active changes; stock does not count. Every node follows it.
create table catalogue_version (
    only_one boolean primary key default true,
    version bigint not null,
    constraint catalogue_version_only_one check (only_one)
);
insert into catalogue_version (version) values (1);

create function catalogue_changed() returns trigger language plpgsql as $$
begin
    update catalogue_version set version = version + 1;
    notify catalogue;
    return null;
end
$$;
create trigger sku_changes_catalogue after insert or update or delete on sku
    for each statement execute function catalogue_changed();
create trigger listing_changes_catalogue
    after insert or delete or update of price_paise, active on listing
    for each statement execute function catalogue_changed();
create trigger vendor_changes_catalogue after insert or delete or update of active on vendor
    for each statement execute function catalogue_changed();

-- Where people live and build. Words may be blanked by erasure; an order keeps locality and PIN of its own.
create table address (
    id uuid primary key,
    person_id uuid not null references person (id),
    zone_id uuid not null references zone (id),
    locality_id uuid not null references locality (id),
    pin text not null,
    lat_e6 integer not null,
    lon_e6 integer not null,
    -- 'pin' shared on the map, or 'words' with the locality's centre
    source text not null,
    words text not null,
    -- Who is called there, where the person's own number is hidden; digits with country code.
    contact_phone text,
    made_at timestamptz not null,
    constraint address_source_known check (source in ('pin', 'words')),
    -- More would not fit the message that a driver reads.
    constraint address_words_short check (char_length(words) <= 300)
);
create index address_by_person on address (person_id, made_at);

-- Who asked from where we do not deliver yet.
create table waiting_list (
    person_id uuid not null references person (id),
    pin text not null,
    asked_at timestamptz not null,
    primary key (person_id, pin)
);
