-- Vehicles, and what zones know of them.

-- A kind of vehicle from a moment on; the next row of the same code takes over from it, and one that is not in use ends it.
create table vehicle (
    code text not null,
    from_at timestamptz not null,
    name_en text not null,
    name_hi text not null,
    name_te text not null,
    most_kg integer not null,
    most_cft integer not null,
    base_paise bigint not null,
    per_km_paise bigint not null,
    width text not null,
    in_use boolean not null default true,
    primary key (code, from_at),
    constraint vehicle_code_form check (code ~ '^[a-z][a-z0-9_]{0,29}$'),
    constraint vehicle_carries_something check (most_kg > 0 and most_cft > 0),
    constraint vehicle_costs_not_negative check (base_paise >= 0 and per_km_paise >= 0),
    constraint vehicle_width_known check (width in ('narrow', 'wide'))
);
-- What they carry is common in Telangana: auto trolley 0.5 to 0.75 t, tractor trolley 90 to 120 cft, tipper of six wheels 250 to
-- 350 cft, lorry of ten wheels 16 to 20 t. What a trip costs is an estimate until the office knows better.
insert into vehicle (code, from_at, name_en, name_hi, name_te, most_kg, most_cft, base_paise, per_km_paise, width)
values
    ('auto', '2025-01-01T00:00:00Z', 'Auto', 'ऑटो', 'ఆటో', 750, 40, 40000, 1500, 'narrow'),
    ('tractor', '2025-01-01T00:00:00Z', 'Tractor', 'ट्रैक्टर', 'ట్రాక్టర్', 4000, 120, 90000, 2500, 'narrow'),
    ('tipper', '2025-01-01T00:00:00Z', 'Tipper', 'टिपर', 'టిప్పర్', 12000, 350, 200000, 4500, 'wide'),
    ('lorry', '2025-01-01T00:00:00Z', 'Lorry', 'लॉरी', 'లారీ', 18000, 600, 280000, 5500, 'wide');

-- Zero: the zone's charge is what it was.
alter table zone
    add column delivery_per_tonne_paise bigint not null default 0,
    add column delivery_vehicles_per_mille integer not null default 0,
    add constraint zone_load_charges_sane
        check (delivery_per_tonne_paise >= 0 and delivery_vehicles_per_mille between 0 and 2000);

-- What the lane of a site lets in, asked once, when a vehicle that needs room was to come.
alter table address
    add column lane text,
    add constraint address_lane_known check (lane in ('narrow', 'wide'));

-- What is big before it is heavy: cubic feet of one block, out of its size. A thing that the office has changed keeps its own.
update sku
set attrs = sku.attrs || jsonb_build_object('cft', big.cft)
from (values
    ('AAC-%4IN', '0.424'), ('AAC-%6IN', '0.636'), ('AAC-%8IN', '0.848'), ('AAC-%9IN', '0.953'),
    ('HOLLOW-4IN', '0.283'), ('HOLLOW-6IN', '0.424'), ('HOLLOW-8IN', '0.565')) as big (code, cft)
where sku.kind = 'block' and sku.code like 'BLK-' || big.code and not sku.attrs ? 'cft';

-- When things are brought to a zone. Null: whenever a slot begins or ends. Days of the week are those of ISO 8601, Monday 1.
alter table zone
    add column opens time,
    add column closes time,
    add column closed_weekdays smallint[] not null default '{}',
    add constraint zone_hours_in_order check (opens < closes),
    add constraint zone_weekdays_known check (closed_weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]);

-- A festival, an election, a strike: nobody comes, and the buyer is told why.
create table zone_closed_day (
    zone_id uuid not null references zone (id),
    on_day date not null,
    name_en text not null,
    name_hi text not null,
    name_te text not null,
    primary key (zone_id, on_day)
);

-- A zone's price list. Of one listing with its price there, or of everybody's with so much in a thousand more or less. Rows are added
-- and ended, never changed.
create table zone_price (
    id uuid primary key,
    zone_id uuid not null references zone (id),
    sku_id uuid not null references sku (id),
    listing_id uuid references listing (id),
    -- From so much on in one line of a cart; zero: always.
    least_milli bigint not null default 0,
    price_paise bigint,
    per_mille integer,
    from_at timestamptz not null,
    until_at timestamptz,
    made_at timestamptz not null,
    constraint zone_price_is_one_of_two
        check ((listing_id is not null and price_paise > 0 and per_mille is null)
            or (listing_id is null and price_paise is null and per_mille between -900 and 2000)),
    constraint zone_price_least_not_negative check (least_milli >= 0),
    constraint zone_price_ends_after_it_begins check (until_at >= from_at)
);
create index zone_price_by_sku on zone_price (zone_id, sku_id);

-- A zone's border, or several: rings of points, checked by the program that writes them. A pin inside is in the zone.
create table zone_ring (
    zone_id uuid not null references zone (id),
    position smallint not null,
    lat_e6 integer[] not null,
    lon_e6 integer[] not null,
    primary key (zone_id, position),
    constraint zone_ring_of_points
        check (cardinality(lat_e6) = cardinality(lon_e6) and cardinality(lat_e6) between 4 and 200)
);

-- When whoever waits is told that their place is served; null: it is not. The row leaves with the event that tells it.
alter table waiting_list add column tell_at timestamptz;
create index waiting_list_to_tell on waiting_list (tell_at) where tell_at is not null;

-- Every node keeps all this in memory, beside the catalogue, and follows the same version.
drop trigger zone_changes_catalogue on zone;
create trigger zone_changes_catalogue
    after insert or delete or update of active, opens, closes, closed_weekdays on zone
    for each row execute function catalogue_changed();
create trigger zone_closed_day_changes_catalogue after insert or update or delete on zone_closed_day
    for each row execute function catalogue_changed();
create trigger zone_price_changes_catalogue after insert or update or delete on zone_price
    for each row execute function catalogue_changed();
create trigger zone_ring_changes_catalogue after insert or update or delete on zone_ring
    for each row execute function catalogue_changed();
