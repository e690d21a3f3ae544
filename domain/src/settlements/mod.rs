//! What a vendor is paid, and when: his account with us is settled in cycles, and what is owed at the end of one goes to his
//! bank.
//!
//! A settlement is a stretch of the ledger and nothing else: each row of a vendor's accounts is in exactly one
//! (`statement`). What follows of it is the vendor's own state machine (`payee`): where his money goes, what holds it, and
//! payouts, each of which is one transfer at a time under a key of its own (`payout`).

/// Which days a cycle has, and on which day it is paid.
mod days;

/// Where a vendor's money goes, and whether it is his.
mod account;

/// A cycle's rows, summed.
mod statement;

/// Money on its way to a vendor.
mod payout;

/// A vendor's account as a state machine.
mod payee;

pub use account::{Candidate, Given, PayAccount, PayTo, Standing, name_score, names_fit};
pub use days::{cut, is_cycle_day, next_cycle, pay_day};
pub use payee::{
    Alarm, Ctx, Kyc, Payee, PayeeEffect, PayeeEvent, PayeeNews, PayeeStep, PayeeTimer, PayoutCall,
    SettledCard, Validation, Whose, step,
};
pub use payout::{Attempt, AttemptStatus, Mode, Payout, PayoutSaid, PayoutState, Trouble, Why};
pub use statement::{Closing, Figures, Line, Row, Settlement, Statement};
