//! Words about money: the pay button, trouble, refunds.

words! {
    /// Above the pay button.
    fn pay_now(number: &OrderNumber, total: Paise, until: &Zoned);
    /// The same where the rest is paid in cash when it comes.
    fn pay_now_advance(number: &OrderNumber, total: Paise, gate: Paise, until: &Zoned);
    /// A line of the bill that is paid in the chat, where only a part is paid now.
    fn pay_bill_advance(number: &OrderNumber);
    /// What the delivery costs, on that bill.
    fn pay_bill_delivery();
    /// The paise by which its total is made whole rupees.
    fn pay_bill_round_off();
    /// Beside its tax, which is zero: it is in the prices.
    fn pay_bill_tax();
    /// Until when it can be paid.
    fn pay_bill_expiry(until: &Zoned);
    /// With it that bill shows that all has come.
    fn pay_bill_completed(number: &OrderNumber);
    /// With it that bill shows that the order is cancelled and was not paid.
    fn pay_bill_cancelled(number: &OrderNumber);
    /// The pay button itself; opens the payment page.
    fn pay_now_button();
    /// Above the pay button when the time to pay is nearly over.
    fn pay_reminder(number: &OrderNumber, total: Paise, until: &Zoned);
    /// Until when the link can be paid; a value inside a template.
    fn pay_until_line(until: &Zoned);
    /// Button: try to pay again.
    fn pay_again_button();
    /// The payment page could not be made.
    fn pay_link_trouble(number: &OrderNumber);
    /// The payment page is not there after some minutes.
    fn pay_link_slow(number: &OrderNumber, until: &Zoned);
    /// The buyer closed the payment page or ran out of time there.
    fn pay_not_finished(number: &OrderNumber);
    /// Not enough money or a limit of the bank.
    fn pay_no_funds(number: &OrderNumber);
    /// The bank or UPI has trouble.
    fn pay_bank_trouble(number: &OrderNumber);
    /// The payment was refused for another reason.
    fn pay_declined(number: &OrderNumber);
    /// Paid.
    fn pay_received(number: &OrderNumber, amount: Paise, vendors: usize);
    /// Paid after the time was over, and still served at the paid price.
    fn pay_received_late(number: &OrderNumber, amount: Paise, vendors: usize);
    /// To be paid in cash; the vendors are asked.
    fn pay_cash_placed(number: &OrderNumber, total: Paise, vendors: usize);
    /// Too much for cash.
    fn pay_cash_not_possible(number: &OrderNumber, limit: Paise);
    /// The time to pay is over; nothing was taken.
    fn pay_expired(number: &OrderNumber);
    /// A new payment page is being made.
    fn pay_button_comes(number: &OrderNumber);
    /// Somebody asks for the pay button and nothing is to be paid.
    fn pay_nothing_open();
    /// Money goes back because it was paid twice.
    fn pay_refund_paid_twice(number: &OrderNumber, amount: Paise);
    /// Money goes back because it came too late to be served.
    fn pay_refund_too_late(number: &OrderNumber, amount: Paise);
    /// Money goes back because the order was cancelled before it came.
    fn pay_refund_after_cancelling(number: &OrderNumber, amount: Paise);
    /// Money goes back because the amount was wrong.
    fn pay_refund_wrong_amount(number: &OrderNumber, amount: Paise);
    /// Money goes back because the order became a cash order.
    fn pay_refund_cash_instead(number: &OrderNumber, amount: Paise);
    /// Money goes back because no vendor took the order.
    fn pay_refund_nobody(number: &OrderNumber, amount: Paise);
    /// Money goes back because the buyer took less of it.
    fn pay_refund_fewer(number: &OrderNumber, amount: Paise);
    /// Money goes back because what came was not right.
    fn pay_refund_taken_back(number: &OrderNumber, amount: Paise);
    /// Money goes back for another reason.
    fn pay_refund_started(number: &OrderNumber, amount: Paise);
    /// His bank has a dispute about the payment: nothing can be called off or sent back until it has decided.
    fn pay_cancel_disputed(number: &OrderNumber);
    fn pay_refund_waits(number: &OrderNumber, amount: Paise);
    /// The refund has been made.
    fn pay_refund_done(number: &OrderNumber, amount: Paise);

    /// The page that the payer's browser comes back to: the money has arrived.
    fn pay_returned_paid_text();
    /// The same: not complete yet.
    fn pay_returned_not_paid_text();
    /// The same: nobody of ours paid so.
    fn pay_returned_unknown_text();
}
