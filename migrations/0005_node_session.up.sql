-- Which nodes hold an advisory lock for as long as they have their connection: whose lock is free has ended, and nobody need wait for
-- their silence. Unlogged, because a server that lost all sessions without the nodes' doing (a crash, a failover) must not take them
-- for dead: it has lost these rows as well.
create unlogged table node_session (
    node_id uuid primary key,
    -- A server that restarts in good order keeps the rows, and no session.
    server_started_at timestamptz not null
);

-- How often what this node had in hand was given to others while it was still known: what a node that lives must hear of.
alter table node add column taken_over integer not null default 0;
