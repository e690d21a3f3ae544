//! Words when something was missing or broken of what was handed over.

words! {
    /// Button: something is missing or broken.
    fn claims_button();
    /// What was it? Buttons below.
    fn claims_what(number: &OrderNumber);
    fn claims_short_button();
    fn claims_broken_button();
    /// Above the list of what came.
    fn claims_which_text(number: &OrderNumber);
    /// How many are missing. `items` is all that was to come.
    fn claims_how_many_short(number: &OrderNumber, items: &str);
    /// How many are broken.
    fn claims_how_many_broken(number: &OrderNumber, items: &str);
    /// What was typed is no number of it.
    fn claims_unreadable();
    /// Asks for a photo, once.
    fn claims_photo(items: &str);
    fn claims_no_photo_button();
    /// A photo came before the number.
    fn claims_photo_kept();
    /// The vendor is asked. `why` is *short* or *broken*, here and below.
    fn claims_noted(number: &OrderNumber, items: &str, why: &str, day: Day, until: &Zoned);
    fn claims_not_delivered(number: &OrderNumber);
    fn claims_too_late(number: &OrderNumber, hours: u32);
    fn claims_no_such_line(number: &OrderNumber);
    fn claims_too_much(number: &OrderNumber, amount: Amount);
    fn claims_too_little(number: &OrderNumber);
    fn claims_one_is_open(number: &OrderNumber);
    /// The vendor says otherwise, or nothing.
    fn claims_with_office(number: &OrderNumber, items: &str);
    /// First sentences: the vendor agrees, or the office has decided so.
    fn claims_agreed(number: &OrderNumber, items: &str);
    fn claims_decided(number: &OrderNumber, items: &str);
    /// Second sentence: his bank has given him the money before.
    fn claims_by_bank();
    /// The vendor agrees: the money goes back.
    fn claims_agreed_online(number: &OrderNumber, items: &str, amount: Paise);
    /// The same of a cash order: he hands it back.
    fn claims_agreed_cash(number: &OrderNumber, vendor: &Name, items: &str, amount: Paise);
    /// The office has decided.
    fn claims_decided_online(number: &OrderNumber, items: &str, amount: Paise);
    fn claims_decided_cash(number: &OrderNumber, vendor: &Name, items: &str, amount: Paise);
    fn claims_decided_nothing(number: &OrderNumber, items: &str);

    /// To the vendor: the buyer says that something is missing or broken. `amount` is what he would give up.
    fn claims_vendor_asked(number: &OrderNumber, items: &str, why: &str, amount: Paise);
    /// The same of a cash order: he would hand it back.
    fn claims_vendor_asked_cash(number: &OrderNumber, items: &str, why: &str, amount: Paise);
    /// The same where some of it was paid in cash.
    fn claims_vendor_asked_both(number: &OrderNumber, items: &str, why: &str, amount: Paise, cash: Paise);
    /// Last sentence: the buyer has sent a photo.
    fn claims_vendor_photo();
    fn claims_vendor_here_button();
    fn claims_vendor_lost_button();
    fn claims_vendor_no_button();
    fn claims_vendor_agree_button();
    /// His no, or his silence.
    fn claims_vendor_office(number: &OrderNumber, items: &str);
    /// It is given back at his cost; `owed` is what he gets for the order after it, fee and tax taken off.
    fn claims_vendor_lost(number: &OrderNumber, items: &str, amount: Paise, owed: Paise);
    /// The same of a cash order.
    fn claims_vendor_lost_cash(number: &OrderNumber, items: &str, amount: Paise);
    /// The office gives it back at our cost.
    fn claims_vendor_ours(number: &OrderNumber, items: &str);
    /// The same of a cash order: he hands it back and is paid for it.
    fn claims_vendor_ours_cash(number: &OrderNumber, items: &str, amount: Paise);
    /// Nothing is given back.
    fn claims_vendor_nothing(number: &OrderNumber, items: &str);
}
