-- What vendors are owed, cycle by cycle, and what was paid of it.

-- Whether the office knows who a vendor is; until then nothing is paid out. Those who are here were seen to before.
alter table vendor
    add column kyc text not null default 'approved',
    add constraint vendor_kyc_known check (kyc in ('open', 'approved', 'refused'));

-- A vendor's account with us as the machine loads and writes it; what can be asked of it stands in the tables below as well.
create table payee (
    vendor_id uuid primary key references vendor (id),
    life text not null,
    updated_at timestamptz not null
);

-- Where a vendor's money goes, as it was given: of an account all but this is masked. Never changed; the last one that was
-- confirmed is in use.
create table pay_account (
    id uuid primary key,
    vendor_id uuid not null references vendor (id),
    -- The document of `PayTo`.
    pay_to text not null,
    given_by text not null,
    given_at timestamptz not null,
    constraint pay_account_given_by_known check (given_by in ('vendor', 'office'))
);
create index pay_account_by_vendor on pay_account (vendor_id);

-- A cycle of a vendor, closed. Positive is his; the end is the beginning and all of it together.
create table vendor_settlement (
    id uuid primary key,
    vendor_id uuid not null references vendor (id),
    from_on date not null,
    to_on date not null,
    made_at timestamptz not null,
    opening_paise bigint not null,
    gross_paise bigint not null,
    delivery_paise bigint not null,
    support_paise bigint not null,
    trips_paise bigint not null,
    returns_paise bigint not null,
    commission_paise bigint not null,
    commission_gst_paise bigint not null,
    tcs_paise bigint not null,
    tds_paise bigint not null,
    operator_gst_paise bigint not null,
    cash_paise bigint not null,
    handed_over_paise bigint not null,
    paid_paise bigint not null,
    other_paise bigint not null,
    cash_offset_paise bigint not null,
    cash_left_paise bigint not null,
    closing_paise bigint not null,
    constraint vendor_settlement_once unique (vendor_id, to_on),
    constraint vendor_settlement_days check (from_on <= to_on),
    constraint vendor_settlement_adds_up check (
        closing_paise = opening_paise + gross_paise + delivery_paise + support_paise + trips_paise
            + returns_paise + commission_paise + commission_gst_paise + tcs_paise + tds_paise
            + operator_gst_paise + cash_paise + handed_over_paise + paid_paise + other_paise)
);
create index vendor_settlement_by_time on vendor_settlement (made_at, id);

-- Which posting of the ledger is in which settlement of a vendor: each in one, for ever.
create table settled_posting (
    vendor_id uuid not null,
    posting_id bigint not null references ledger_posting (id),
    settlement_id uuid not null references vendor_settlement (id),
    primary key (vendor_id, posting_id)
);
create index settled_posting_by_settlement on settled_posting (settlement_id, posting_id);

-- Mirrored from the machine.
create table payout (
    id uuid primary key,
    vendor_id uuid not null references vendor (id),
    settlement_id uuid not null references vendor_settlement (id),
    amount_paise bigint not null,
    state text not null,
    -- What holds it, the office's own words apart.
    held_for text[] not null default '{}',
    office_hold text,
    pay_at timestamptz not null,
    made_at timestamptz not null,
    updated_at timestamptz not null,
    constraint payout_once unique (settlement_id),
    constraint payout_positive check (amount_paise > 0),
    constraint payout_state_known check (state in
        ('held', 'due', 'sent', 'processed', 'failed', 'reversed', 'carried'))
);
create index payout_by_vendor on payout (vendor_id, made_at);
create index payout_by_time on payout (made_at, id);

-- Each transfer under its key.
create table payout_attempt (
    key uuid primary key,
    payout_id uuid not null references payout (id),
    position smallint not null,
    account_id uuid references pay_account (id),
    provider_id text,
    status text not null,
    utr text,
    reason text,
    sent_at timestamptz not null,
    constraint payout_attempt_once unique (payout_id, position)
);
create unique index payout_attempt_by_provider on payout_attempt (provider_id) where provider_id is not null;
-- Never two at once: what may still arrive stands before anything else.
create unique index payout_attempt_under_way on payout_attempt (payout_id)
    where status not in ('processed', 'reversed', 'failed', 'rejected', 'cancelled', 'refused');

-- Vendors have events of their own, and what is asked for them leaves by a way of its own: who refuses payouts does not stop
-- payments.
alter table inbox
    drop constraint inbox_key_kind_known,
    add constraint inbox_key_kind_known check (key_kind in ('person', 'order', 'books', 'vendor'));
alter table outbox
    drop constraint outbox_channel_known,
    add constraint outbox_channel_known check (channel in ('whatsapp', 'razorpay', 'media', 'payouts', 'timer'));
