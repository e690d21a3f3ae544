//! Words of a vendor's money: the settlement of a week, payouts, and the account that they go to.

words! {
    /// Above the lines of a settlement.
    fn money_week(from: Date, to: Date);
    fn money_opening(sum: Paise);
    fn money_sold(sum: Paise);
    fn money_returns(sum: Paise);
    fn money_fees(sum: Paise);
    fn money_taxes(sum: Paise);
    fn money_cash(sum: Paise);
    fn money_paid(sum: Paise);
    fn money_other(sum: Paise);
    /// The last line: how he stands.
    fn money_we_owe(sum: Paise);
    fn money_you_owe(sum: Paise);
    fn money_even();
    /// What becomes of what is owed.
    fn money_goes(sum: Paise);
    fn money_held_kyc(sum: Paise);
    fn money_held_account(sum: Paise);
    fn money_held_unchecked(sum: Paise);
    fn money_held_upi(sum: Paise);
    fn money_held_small(sum: Paise);
    fn money_held_office(sum: Paise);
    /// No cycle has ended yet.
    fn money_none();
    /// Between the last settlement and today's balance.
    fn money_since();

    /// Below a statement as a file.
    fn money_paper(to: Date);
    fn money_paper_button();
    fn money_sheet_button();

    /// A payout has arrived. `account` is masked.
    fn money_paid_out(sum: Paise, account: &str, utr: &str);
    /// By hand, or to an account that is forgotten.
    fn money_paid_out_plain(sum: Paise, utr: &str);
    /// It has not, and another account is wanted.
    fn money_not_paid_account(sum: Paise, account: &str);
    fn money_not_paid(sum: Paise);

    /// Asks for the account.
    fn money_account_ask();
    /// Above the question.
    fn money_account_unreadable();
    fn money_account_checking(account: &str);
    /// The bank's name for it; whose is it?
    fn money_account_found(account: &str, name: &str);
    fn money_account_found_other(account: &str, name: &str);
    fn money_account_yes_button();
    fn money_account_other_button();
    fn money_account_give_button();
    fn money_account_wrong(account: &str);
    fn money_account_in_use(account: &str, name: &str);
    fn money_account_with_office(account: &str);
}
