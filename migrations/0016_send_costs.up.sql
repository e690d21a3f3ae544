-- What WhatsApp takes for a message, by category and the country of who gets it: dated rows, the latest that has begun holds.
create table send_price (
    category text not null,
    country text not null default 'IN',
    from_on date not null,
    -- Thousandths of a paisa for each message that is delivered, without GST.
    milli_paise bigint not null,
    -- So many of a number are free in a calendar month, of those that would be charged.
    free_a_month integer not null default 0,
    set_at timestamptz not null,
    primary key (category, country, from_on),
    constraint send_price_category_known check (category in
        ('marketing', 'utility', 'authentication', 'service')),
    constraint send_price_country_known check (country in ('IN')),
    constraint send_price_in_range check (milli_paise between 0 and 10000000),
    constraint send_price_free_not_negative check (free_a_month >= 0)
);
-- As quoted for India in 2026, without 18 % GST; the office corrects what Meta's own rate card says otherwise. Messages that are
-- no templates cost from October 2026 on, beyond a thousand a month: known of one page of Meta's, and so a row like any other.
insert into send_price (category, from_on, milli_paise, free_a_month, set_at) values
    ('marketing', '2026-01-01', 86310, 0, '2026-01-01'),
    ('utility', '2026-01-01', 11500, 0, '2026-01-01'),
    ('authentication', '2026-01-01', 11500, 0, '2026-01-01'),
    ('service', '2025-07-01', 0, 0, '2026-01-01'),
    ('service', '2026-10-01', 11500, 1000, '2026-01-01');

-- What a message was sent for and what it costs, beside how far it has come. The price is fixed by the first status that tells
-- it; it is owed when the message is delivered.
alter table delivery
    add column order_id uuid,
    add column phone_number_id text,
    -- Meta's word: `regular` is charged, `free_customer_service` and `free_entry_point` are not.
    add column price_kind text,
    -- Null beside a kind: nobody has told what such a message costs.
    add column milli_paise bigint,
    -- The business's day of that status.
    add column priced_on date;
-- An order's messages have its id from the first, so that statuses still fold within their page.
create index delivery_by_order on delivery (order_id) where order_id is not null;

-- The same for ever, summed up when the rows of `delivery` leave.
create table send_cost (
    -- The first day of the month.
    month date not null,
    phone_number_id text not null,
    -- Nil: of no order.
    order_id uuid not null,
    category text not null,
    price_kind text not null,
    messages bigint not null,
    -- Of these, those that nobody knows the price of.
    unpriced bigint not null,
    milli_paise bigint not null,
    primary key (month, phone_number_id, order_id, category, price_kind)
);
create index send_cost_by_order on send_cost (order_id);

-- What a conversation waits for: the next look at a cart that was left, the end of what is being typed. The row leaves with the
-- event that it becomes.
create table conversation_timer (
    person_id uuid not null references person (id),
    phone_number_id text not null,
    -- The event's name.
    event text not null,
    due_at timestamptz not null,
    primary key (person_id, phone_number_id, event),
    constraint conversation_timer_event_known check (event in ('cart_waits', 'quiet'))
);
create index conversation_timer_due on conversation_timer (due_at);
