//! How a vendor stands with us: what he gets, what he holds, and who owes the rest.
//!
//! ```text
//! vendor  hisaab                       (or taps My account in the menu)
//! bot     For what you delivered you get ₹41,250. You hold ₹19,595 in cash from buyers. So we owe you ₹21,655.
//! ```

use realserv_domain::ledger::VendorAccount;
use realserv_domain::money::Paise;
use realserv_templates::Words;

use super::WaitsFor;
use super::draft::Draft;
use crate::converse::Ask;

pub(super) fn open(draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    draft.ask(Ask::DeskAccount { vendor }, WaitsFor::Account);
}

pub(super) fn show(account: VendorAccount, draft: &mut Draft<'_, '_>) {
    let text = text(account, draft.words());
    draft.menu_list(&text);
}

/// How he stands, in a line.
pub(super) fn text(account: VendorAccount, words: &Words) -> String {
    let VendorAccount { due_paise: due, cash_paise: cash } = account;
    let net = account.net();
    if due.is_zero() && cash.is_zero() {
        words.desk_account_nothing()
    } else if net > Paise::ZERO {
        words.desk_account_we_pay(due, cash, net)
    } else if net < Paise::ZERO {
        words.desk_account_you_pay(due, cash, -net)
    } else {
        words.desk_account_even(due, cash)
    }
}
