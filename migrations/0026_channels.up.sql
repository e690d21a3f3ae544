-- Ways beside WhatsApp: where somebody is reached, and what was told by which of them.

create table contact (
    person_id uuid primary key references person (id),
    email text,
    -- domain::notice::Way: by which alerts, and by which papers go out. WhatsApp is always one.
    alerts text[] not null default '{email,push,sms}',
    papers text[] not null default '{email}',
    changed_at timestamptz not null,
    constraint contact_email_form check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    constraint contact_alerts_known check (alerts <@ '{email,push,sms}'),
    constraint contact_papers_known check (papers <@ '{email}')
);

-- Phones and browsers that take a push, each by the token that FCM has given it.
create table device (
    id uuid primary key,
    person_id uuid not null references person (id),
    token text not null,
    platform text not null,
    added_at timestamptz not null,
    -- When it was registered last: apps do it at each start.
    seen_at timestamptz not null,
    constraint device_token_once unique (token),
    constraint device_platform_known check (platform in ('android', 'ios', 'web'))
);
create index device_by_person on device (person_id);

-- What is told beside WhatsApp: one row for each way, kept when its row of the outbox has left.
create table notice (
    id uuid primary key,
    person_id uuid not null references person (id),
    way text not null,
    about text not null,
    device_id uuid references device (id) on delete set null,
    order_id uuid references orders (id),
    offer_id uuid,
    -- Of an SMS: the message of WhatsApp whose place it takes, and until when it must not ring.
    instead_of uuid,
    not_before timestamptz not null,
    state text not null default 'queued',
    -- The gateway's or FCM's own id.
    provider_id text,
    reason text,
    -- Of an SMS: it may be with the gateway already, whatever we heard of it.
    called_at timestamptz,
    phone_number_id text not null,
    correlation_id text not null,
    made_at timestamptz not null,
    changed_at timestamptz not null,
    constraint notice_way_known check (way in ('email', 'push', 'sms')),
    constraint notice_about_known check (about in ('offer', 'paper')),
    -- needless: what it would have told was known or over. unsure: sent perhaps, and never sent again.
    constraint notice_state_known check (state in ('queued', 'accepted', 'delivered', 'failed', 'needless', 'unsure')),
    constraint notice_failed_with_a_reason check (state <> 'failed' or reason is not null),
    constraint notice_fallback_is_an_sms check (instead_of is null or way = 'sms')
);
-- One SMS for each message that did not arrive.
create unique index notice_instead_of on notice (instead_of) where instead_of is not null;
create index notice_by_provider on notice (provider_id) where way = 'sms' and provider_id is not null;
create index notice_by_person on notice (person_id, made_at, id);
create index notice_by_device on notice (device_id) where device_id is not null;

-- What the gateway reports of an SMS, which may come before the answer of the call that names it.
create table sms_report (
    request_id text primary key,
    delivered boolean not null,
    reason text,
    at timestamptz not null
);

alter table outbox drop constraint outbox_channel_known;
alter table outbox add constraint outbox_channel_known
    check (channel in ('whatsapp', 'razorpay', 'media', 'payouts', 'email', 'push', 'sms', 'timer'));
