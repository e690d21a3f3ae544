//! The life of an order, from the price of a cart to the last refund, as tables and as chance plays it. One binary, so
//! that there is one thing to link.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail where it stands")]

/// Orders when nothing goes wrong.
mod paths;

/// Links, payments, cash.
mod money;

/// Paid within the chat.
mod in_chat;

/// Reminded to pay.
mod reminders;

/// Who takes a part.
mod offers;

/// Cash at the gate.
mod gate;

/// Fewer, later, dearer.
mod counter;

/// A time that passes.
mod late;

/// Less of it before it leaves.
mod fewer;

/// Missing or broken at the site.
mod claims;

/// From the yard to the gate.
mod fulfil;

/// What is taken of it.
mod levied;

/// Invoices and credit notes.
mod invoices;

/// Their numbers, and what holds of them.
mod series;

/// What a bank takes back.
mod disputes;

/// Money events in every order.
mod orders_of_money;

/// How it was found.
mod rating;

/// Stopped before the end.
mod cancel;

/// The price of a cart.
mod quotes;

/// What is true whatever happens.
mod chance;

/// Chance with a seed.
mod dice;

/// A hundred thousand events over the ledger.
mod storm;

/// Where money stands, and why.
mod pots;

/// A week of a whole town.
mod week;

/// What is true at its end.
mod weeks;

/// Every state that can be reached.
mod walks;

/// The same as a drawing.
mod drawing;

/// What is stored must be readable for ever.
mod stored;

/// What may be done to an order.
mod acts;

/// What people are told of sums is what happens.
mod told;

/// The people, the prices, and a world that carries out effects.
mod town;
