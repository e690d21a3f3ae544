-- What a thing is taxed at, from a day on (business days, Asia/Kolkata). The row with the latest day that is not after the day of
-- the quote counts; rows of days to come wait for theirs, and what stood stays for whoever asks about an old invoice.
create table sku_tax (
    sku_id uuid not null references sku (id),
    from_on date not null,
    -- HSN of goods, SAC of work
    hsn text not null,
    -- hundredths of a percent
    gst_rate smallint not null,
    primary key (sku_id, from_on),
    constraint sku_tax_hsn_form check (hsn ~ '^[0-9]{4}([0-9]{2}){0,2}$'),
    constraint sku_tax_rate_sane check (gst_rate between 0 and 5000)
);

-- A vendor's own rate where the law leaves him the choice: bricks at 12 % with input credit, or 6 % without. Null: from that day on
-- the SKU's again.
create table listing_tax (
    listing_id uuid not null references listing (id),
    from_on date not null,
    gst_rate smallint,
    primary key (listing_id, from_on),
    constraint listing_tax_rate_sane check (gst_rate between 0 and 5000)
);

-- What was fixed so far has stood since GST began.
insert into sku_tax (sku_id, from_on, hsn, gst_rate)
select id, date '2017-07-01', hsn, gst_rate from sku;
insert into listing_tax (listing_id, from_on, gst_rate)
select listing.id, date '2017-07-01', listing.gst_rate
from listing
join sku on sku.id = listing.sku_id
where listing.gst_rate <> sku.gst_rate;

alter table sku drop constraint sku_numbers_sane, drop column hsn, drop column gst_rate;
alter table sku add constraint sku_numbers_sane check (minimum_milli > 0 and step_milli > 0);
alter table listing drop column gst_rate;

-- When it came into the catalogue, for "newest first". Of what was there before nobody knows.
alter table sku add column made_at timestamptz not null default timestamptz '2026-01-01 00:00+05:30';
alter table sku alter column made_at drop default;

-- What the office calls little of a listing. Null: a share of what was counted last.
alter table listing
    add column low_fixed_milli bigint,
    add constraint listing_low_fixed_not_negative check (low_fixed_milli >= 0);

-- Counts of a vendor's yard that came as a sheet, with what was before: the last one can be taken back as long as nobody has
-- changed any of its listings since (listing.revision).
create table stock_import (
    id uuid primary key,
    vendor_id uuid not null references vendor (id),
    at timestamptz not null,
    undone boolean not null default false
);
create index stock_import_by_vendor on stock_import (vendor_id, at);
create table stock_import_line (
    import_id uuid not null references stock_import (id),
    listing_id uuid not null references listing (id),
    was_milli bigint not null,
    revision bigint not null,
    primary key (import_id, listing_id)
);
