-- What is taken of a sale, by the day of its delivery: dated rows, the latest that has begun holds. Hundredths of a percent.
create table fee_rate (
    levy text not null,
    -- The trade, of what the law asks of trades; empty where a levy knows none.
    scope text not null default '',
    from_on date not null,
    per_ten_thousand integer not null,
    base text not null,
    threshold_paise bigint not null default 0,
    set_at timestamptz not null,
    primary key (levy, scope, from_on),
    constraint fee_rate_levy_known check (levy in
        ('commission', 'commission_gst', 'tcs', 'tds', 'tds_no_pan', 'operator_gst', 'welfare_fee')),
    constraint fee_rate_base_known check (base in ('gross', 'taxable')),
    constraint fee_rate_in_range check (per_ten_thousand between 0 and 3000),
    constraint fee_rate_threshold_not_negative check (threshold_paise >= 0)
);
-- What the law says since these days. Commission, welfare fee and the operator's GST are the office's to begin: no rate of
-- them is certain.
insert into fee_rate (levy, from_on, per_ten_thousand, base, threshold_paise, set_at) values
    ('commission', '2024-07-10', 0, 'taxable', 0, '2024-07-10'),
    ('commission_gst', '2024-07-10', 1800, 'gross', 0, '2024-07-10'),
    ('tcs', '2024-07-10', 50, 'taxable', 0, '2024-07-10'),
    ('tds', '2024-10-01', 10, 'gross', 50000000, '2024-10-01'),
    ('tds_no_pan', '2024-10-01', 500, 'gross', 0, '2024-10-01'),
    ('welfare_fee', '2024-07-10', 0, 'gross', 0, '2024-07-10');

-- A GSTIN has the PAN in it; who has none of the first may still have told the second.
alter table vendor
    add column pan text,
    add constraint vendor_pan_form check (pan ~ '^[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]$');

-- Not every movement of money belongs to an order: cash that a vendor hands over, what Razorpay pays to the bank.
alter table ledger_posting alter column order_id drop not null;
create unique index ledger_posting_once_without_order on ledger_posting (cause) where order_id is null;

-- Cash that a vendor has handed over.
create table remittance (
    id uuid primary key,
    vendor_id uuid not null references vendor (id),
    amount_paise bigint not null,
    -- The bank's, or the number of the receipt.
    reference text not null,
    at timestamptz not null,
    constraint remittance_positive check (amount_paise > 0),
    constraint remittance_once unique (vendor_id, reference)
);

-- Chargebacks, mirrored from the aggregate.
create table dispute (
    provider_id text primary key,
    order_id uuid not null references orders (id),
    payment_id text not null,
    amount_paise bigint not null,
    deducted_paise bigint not null,
    status text not null,
    phase text not null,
    respond_by timestamptz,
    updated_at timestamptz not null
);
create index dispute_by_order on dispute (order_id);

-- What Razorpay's report of a day said, row by row.
create table settlement_row (
    kind text not null,
    entity_id text not null,
    settlement_id text not null,
    day date not null,
    amount_paise bigint not null,
    credit_paise bigint not null,
    debit_paise bigint not null,
    fee_paise bigint not null,
    tax_paise bigint not null,
    utr text not null,
    dispute_id text,
    primary key (kind, entity_id)
);
create index settlement_row_by_day on settlement_row (day);

-- What has been paid out to the bank; posted once.
create table settlement (
    id text primary key,
    day date not null,
    amount_paise bigint not null,
    utr text not null,
    posted_at timestamptz not null
);

create table reconciliation (
    day date primary key,
    state text not null,
    tries integer not null default 0,
    updated_at timestamptz not null,
    constraint reconciliation_state_known check (state in ('asked', 'failed', 'done'))
);

-- What the report and the ledger do not agree about, until the office has closed it.
create table reconciliation_difference (
    id uuid primary key,
    day date not null,
    kind text not null,
    entity_id text not null,
    order_id uuid references orders (id),
    ours_paise bigint,
    theirs_paise bigint,
    found_at timestamptz not null,
    closed_at timestamptz,
    note text,
    constraint reconciliation_difference_once unique (kind, entity_id),
    constraint reconciliation_difference_kind_known check (kind in
        ('missing_here', 'missing_there', 'amount_differs', 'fee_differs', 'tax_differs')),
    constraint reconciliation_difference_note check ((closed_at is null) = (note is null))
);
create index reconciliation_difference_by_day on reconciliation_difference (day);

create index payment_by_seen on payment (seen_at);

-- The books have events of their own.
alter table inbox
    drop constraint inbox_key_kind_known,
    add constraint inbox_key_kind_known check (key_kind in ('person', 'order', 'books'));
