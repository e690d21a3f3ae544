-- Orders, their parts, stock they hold, money they move.

create table orders (
    id uuid primary key,
    number text not null,
    buyer_id uuid not null references person (id),
    address_id uuid not null references address (id),
    zone_id uuid not null references zone (id),
    method text not null,
    state text not null,
    -- Why a person of the office should look; null when nobody need.
    attention text,
    total_paise bigint not null,
    placed_at timestamptz not null,
    updated_at timestamptz not null,
    -- The aggregate of domain::orders::Order. The columns and tables beside it are written with it, for queries.
    life text not null,
    life_version smallint not null,
    constraint orders_number_unique unique (number),
    constraint orders_total_not_negative check (total_paise >= 0)
);
create index orders_by_buyer on orders (buyer_id, placed_at desc);
create index orders_by_placed on orders (placed_at desc, id);
create index orders_needing_attention on orders (updated_at) where attention is not null;

create table part (
    id uuid primary key,
    order_id uuid not null references orders (id),
    vendor_id uuid not null references vendor (id),
    state text not null,
    total_paise bigint not null,
    deliver_on date,
    work_on date,
    updated_at timestamptz not null
);
create index part_by_order on part (order_id);
create index part_by_vendor on part (vendor_id, updated_at desc);

create table order_line (
    part_id uuid not null references part (id),
    position smallint not null,
    sku_id uuid not null references sku (id),
    listing_id uuid not null references listing (id),
    quantity_milli bigint not null,
    unit text not null,
    price_paise bigint not null,
    ask_paise bigint not null,
    gst_rate smallint not null,
    total_paise bigint not null,
    taxable_paise bigint not null,
    cgst_paise bigint not null,
    sgst_paise bigint not null,
    primary key (part_id, position),
    constraint order_line_quantity_positive check (quantity_milli > 0)
);

-- A part shown to a vendor. At most one is open for a part.
create table offer (
    id uuid primary key,
    part_id uuid not null references part (id),
    vendor_id uuid not null references vendor (id),
    state text not null,
    sent_at timestamptz not null,
    ends_at timestamptz not null,
    answered_at timestamptz,
    constraint offer_state_known check (state in ('open', 'accepted', 'rejected', 'lapsed', 'withdrawn'))
);
create unique index offer_one_open_per_part on offer (part_id) where state = 'open';

-- Stock that a part holds (reserved) or has taken (deducted). What a hold says, listing and crew_day say too.
create table hold (
    -- Held while the checkout decides, before the part's own row is written with the turn.
    part_id uuid not null references part (id) deferrable initially deferred,
    listing_id uuid not null references listing (id),
    quantity_milli bigint not null,
    -- Labour holds people of a day instead of goods.
    work_on date,
    shift text,
    deducted boolean not null default false,
    primary key (part_id, listing_id),
    constraint hold_quantity_positive check (quantity_milli > 0)
);

create table payment_link (
    id uuid primary key,
    order_id uuid not null references orders (id),
    attempt smallint not null,
    reference text not null,
    provider_id text,
    short_url text,
    amount_paise bigint not null,
    status text not null,
    expires_at timestamptz not null,
    constraint payment_link_reference_unique unique (reference),
    constraint payment_link_provider_unique unique (provider_id)
);
create index payment_link_by_order on payment_link (order_id);

create table payment (
    provider_id text primary key,
    order_id uuid not null references orders (id),
    amount_paise bigint not null,
    status text not null,
    method text not null,
    fee_paise bigint not null,
    fee_tax_paise bigint not null,
    seen_at timestamptz not null
);
create index payment_by_order on payment (order_id);

create table refund (
    id uuid primary key,
    order_id uuid not null references orders (id),
    payment_id text not null references payment (provider_id),
    amount_paise bigint not null,
    why text not null,
    status text not null,
    provider_id text,
    updated_at timestamptz not null,
    constraint refund_amount_positive check (amount_paise > 0)
);
create index refund_by_order on refund (order_id);

-- Double entry, append-only. A cause posts once for an order; a posting that does not balance cannot be committed.
create table ledger_posting (
    id bigint generated always as identity primary key,
    order_id uuid not null references orders (id),
    cause text not null,
    at timestamptz not null,
    constraint ledger_posting_once unique (order_id, cause)
);

create table ledger_entry (
    posting_id bigint not null references ledger_posting (id),
    position smallint not null,
    account text not null,
    -- Whose, for accounts that are kept per buyer or vendor.
    party uuid,
    -- Positive: debit. Negative: credit.
    amount_paise bigint not null,
    primary key (posting_id, position),
    constraint ledger_entry_not_zero check (amount_paise <> 0)
);
create index ledger_entry_by_account on ledger_entry (account, party);

create function ledger_balances() returns trigger language plpgsql as $$
begin
    if (select sum(amount_paise) from ledger_entry where posting_id = new.posting_id) <> 0 then
        raise exception 'ledger posting % does not balance', new.posting_id
            using errcode = 'check_violation', constraint = 'ledger_posting_balances';
    end if;
    return null;
end
$$;
create constraint trigger ledger_posting_balances after insert on ledger_entry
    deferrable initially deferred for each row execute function ledger_balances();

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only: post a correction instead'
        using errcode = 'check_violation', constraint = 'ledger_append_only';
end
$$;
create trigger ledger_entry_append_only before update or delete on ledger_entry
    for each row execute function ledger_is_append_only();
create trigger ledger_posting_append_only before update or delete on ledger_posting
    for each row execute function ledger_is_append_only();

-- A person of the office is wanted.
create table ticket (
    id uuid primary key,
    person_id uuid not null references person (id),
    order_id uuid references orders (id),
    about text not null,
    state text not null,
    opened_at timestamptz not null,
    constraint ticket_state_known check (state in ('open', 'closed'))
);
create index ticket_open on ticket (opened_at) where state = 'open';

-- Every act of the office: who, what, on what, with which values. Append-only.
create table audit_log (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null,
    correlation_id text not null
);
create index audit_log_by_subject on audit_log (subject, at);
