-- Invoices and credit notes, each vendor's own series within a financial year, without a gap.

alter table vendor
    -- As it stands on his papers; his shop's name where nothing is said.
    add column legal_name text,
    add column address text;

alter table person
    -- Of a business that buys: on its invoices.
    add column gstin text,
    add column trade_name text,
    add constraint person_gstin_form check (gstin ~ '^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]{3}$');

-- The last place that was given. The row is locked from the number to the commit: what is rolled back leaves no gap.
create table invoice_series (
    vendor_id uuid not null references vendor (id),
    kind text not null,
    -- The calendar year in which the financial year begins.
    financial_year smallint not null,
    last integer not null,
    primary key (vendor_id, kind, financial_year),
    constraint invoice_series_kind_known check (kind in ('tax_invoice', 'bill_of_supply', 'bill', 'credit_note'))
);

create table invoice (
    id uuid primary key,
    vendor_id uuid not null,
    kind text not null,
    financial_year smallint not null,
    place integer not null,
    number text not null,
    order_id uuid not null references orders (id),
    part_id uuid not null references part (id),
    -- Of a credit note: the invoice that it is of.
    credits uuid references invoice (id),
    dated date not null,
    total_paise bigint not null,
    -- domain::invoices::Invoice as it was issued. Kept for as long as tax law asks, also when its buyer is erased elsewhere.
    paper text not null,
    made_at timestamptz not null,
    foreign key (vendor_id, kind, financial_year)
        references invoice_series (vendor_id, kind, financial_year),
    constraint invoice_place_once unique (vendor_id, kind, financial_year, place),
    constraint invoice_place_positive check (place > 0),
    constraint invoice_total_positive check (total_paise > 0),
    constraint invoice_credits_one check ((kind = 'credit_note') = (credits is not null))
);
create index invoice_by_order on invoice (order_id);
create index invoice_by_day on invoice (dated, id);
create index invoice_by_vendor on invoice (vendor_id, dated, id);
