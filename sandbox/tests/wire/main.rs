//! The sandbox over real HTTP, with a tiny program behind its webhooks. One binary, so that it is linked once.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod town;

mod account;

mod answers;

mod calls;

mod chat;

mod chat_orders;

mod codes;

mod drawn;

mod faults;

mod flows;

mod identity;

mod limits;

mod links;

mod media;

mod page;

mod pay;

mod payouts;

mod plain_orders;

mod prices;

mod rates;

mod refunds;

mod signatures;

mod template_life;

mod template_sends;

mod templates;

mod ticks;

mod unusual;
