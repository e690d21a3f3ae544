//! Words when an order becomes less before it leaves, or less of it comes to the gate.

words! {
    /// Button: less of it.
    fn less_button();
    /// Above the list of what is ordered: of which is less wanted?
    fn less_which_text(number: &OrderNumber);
    /// Under an open order in a list of several.
    fn less_which_order_text();
    /// How many of it are wanted now.
    fn less_how_many(number: &OrderNumber, items: &str);
    /// Button: take it out whole.
    fn less_none_button();
    /// It is so many already, or fewer.
    fn less_not_fewer(number: &OrderNumber, items: &str);
    /// Fewer than it is sold by.
    fn less_below_minimum(number: &OrderNumber, amount: Amount);
    /// It is sold in steps.
    fn less_not_a_step(number: &OrderNumber, amount: Amount);
    /// Worth less than a rupee.
    fn less_too_little(number: &OrderNumber);
    /// It has left the yard, or the crew was called.
    fn less_has_left(number: &OrderNumber);
    /// The buyer's bank has not decided yet about its payment.
    fn less_disputed(number: &OrderNumber);
    /// It has come, is cancelled, or is not of this order any more.
    fn less_is_over(number: &OrderNumber);
    /// Asks: instead of this only that?
    fn less_ask(number: &OrderNumber, wanted: &str, items: &str);
    /// Asks: take this out?
    fn less_ask_out(number: &OrderNumber, wanted: &str);
    /// Second sentence: what comes back.
    fn less_back(back: Paise);
    /// The same where that much less is collected in cash.
    fn less_gate(back: Paise);
    /// Second sentence: it is packed, so something is kept.
    fn less_back_kept(back: Paise, kept: Paise);
    /// The same where nothing is left to come back.
    fn less_kept(kept: Paise);
    /// Last sentence: some of the goods are left, and the truck drives as far.
    fn less_delivery_stays();
    /// Second sentence: what is to be paid then.
    fn less_pay(total: Paise);
    /// Above the question asked anew.
    fn less_changed();
    fn less_yes_button();
    /// First sentence: it is less now, as the buyer asked.
    fn less_done(number: &OrderNumber, items: &str);
    /// The same by the office.
    fn less_done_by_office(number: &OrderNumber, items: &str);
    /// Second sentence: not paid yet, a new button follows.
    fn less_new_link(total: Paise);
    /// Second sentence: cash.
    fn less_cash(total: Paise);
    /// Second sentence: what was to be paid in cash is not any more.
    fn less_no_cash();
    /// First sentence: the driver says that something has not come.
    fn less_came(number: &OrderNumber, items: &str);
    /// Second sentence: money goes back.
    fn less_came_refund(amount: Paise);
    /// Second or third sentence: what is to be paid to the driver.
    fn less_came_pay(total: Paise);
    /// The same when that is nothing any more.
    fn less_came_no_cash();
    /// Below it.
    fn less_came_count();
    /// The same of people, as their contractor says at the site.
    fn less_came_people(number: &OrderNumber, items: &str);
    /// Below it, with the button.
    fn less_came_people_count();
    /// Others in the place of those who are missing.
    fn less_find_others_button();

    /// To the vendor: the buyer wants less; what is left, when, and what he gets.
    fn less_vendor(number: &OrderNumber, lines: &str, money: &str);
    /// The same by the office.
    fn less_vendor_by_office(number: &OrderNumber, lines: &str, money: &str);
    /// The last line after one of these, of goods.
    fn less_vendor_stock();
    /// The same while he has not answered yet.
    fn less_vendor_offer(number: &OrderNumber, lines: &str, money: &str);
    /// Button at the gate: not all has come.
    fn less_short_button();
    /// Above the list of what was sent: of which has less come?
    fn less_short_which_text(number: &OrderNumber);
    /// How many have come.
    fn less_short_how_many(number: &OrderNumber, amount: Amount, name: &Name);
    /// What was typed is no number of it.
    fn less_short_unreadable(number: &OrderNumber);
    /// What became of the rest.
    fn less_short_rest(amount: Amount, name: &Name);
    fn less_short_back_button();
    fn less_short_lost_button();
    /// Noted; the code is still wanted.
    fn less_short_noted(number: &OrderNumber, lines: &str, money: &str);
    fn less_short_too_many(number: &OrderNumber, quantity: Quantity);
    fn less_short_nothing(number: &OrderNumber);
    fn less_short_too_little(number: &OrderNumber);
    fn less_short_gone(number: &OrderNumber);
}
