-- Meta's last word on each configuration that bills in the chat are paid under: `Active`, `Needs Connecting`, `Needs Testing`.
create table payment_configuration (
    name text primary key,
    status text not null,
    updated_at timestamptz not null
);
