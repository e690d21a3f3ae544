//! Words of an offer to a vendor: alert, reminder, accept, reject.

words! {
    /// One line of goods or people, in an alert and on every card of a vendor's part.
    fn offer_item_line(amount: Amount, name: &Name);
    /// Stands for the lines that a bubble has no room for.
    fn offer_more_line(count: usize);

    /// A delivery slot alone; goes into the lines below and into a template.
    fn offer_slot_line(slot: SlotOn);
    /// A crew's day and shift alone.
    fn offer_work_day_line(work: WorkDayOn);
    /// When goods are wanted; a line of its own.
    fn offer_delivery_line(slot: &str);
    /// When a crew is wanted; a line of its own.
    fn offer_work_line(work: &str);
    /// No time was fixed; a line of its own.
    fn offer_any_time_line();
    /// The vehicle and how often it goes; goes into the lines below and into a template.
    fn offer_trips_line(vehicle: &Name, trips: u32);
    /// How the goods come; a line of its own.
    fn offer_vehicle_line(trips: &str);
    /// The same where the lane lets nothing bigger in.
    fn offer_vehicle_narrow_line(trips: &str);

    /// A time of today alone; goes into the line below and into a template.
    fn offer_clock_line(clock: &Zoned);
    /// A time of another day.
    fn offer_day_clock_line(day: Day, clock: &Zoned);
    /// Until when to answer; a line of its own.
    fn offer_until_line(until: &str);

    /// The alert: a new order that is paid already.
    fn offer_alert_online(number: &OrderNumber, lines: &str, place: &Name, when: &str, total: Paise, until: &str);
    /// The alert: a new order with cash to collect.
    fn offer_alert_cash(number: &OrderNumber, lines: &str, place: &Name, when: &str, total: Paise, until: &str);
    /// The alert: a new order with cash to collect that is not all the vendor gets.
    fn offer_alert_cash_more(number: &OrderNumber, lines: &str, place: &Name, when: &str, cash: Paise, total: Paise, until: &str);
    /// Half of the time has passed; paid already.
    fn offer_reminder_online(number: &OrderNumber, lines: &str, place: &Name, when: &str, total: Paise, until: &str);
    /// The same with cash to collect.
    fn offer_reminder_cash(number: &OrderNumber, lines: &str, place: &Name, when: &str, total: Paise, until: &str);
    /// The same with cash to collect that is not all the vendor gets.
    fn offer_reminder_cash_more(number: &OrderNumber, lines: &str, place: &Name, when: &str, cash: Paise, total: Paise, until: &str);
    /// Behind the total in a template: nothing is to be collected.
    fn offer_paid_line();
    /// Behind the total in a template: it is to be collected.
    fn offer_cash_line();
    /// The same when that is not all the vendor gets.
    fn offer_cash_more_line(cash: Paise);
    fn offer_accept_button();
    fn offer_reject_button();

    /// Asks why an order is not taken, above the list of reasons.
    fn offer_reject_ask(number: &OrderNumber);
    fn offer_reject_list_button();
    fn offer_reason_out_of_stock_title();
    fn offer_reason_too_far_title();
    fn offer_reason_no_vehicle_title();
    fn offer_reason_price_title();
    fn offer_reason_closed_title();

    /// The time to answer is over.
    fn offer_lapsed(number: &OrderNumber);
    /// A tap on an offer that is somebody else's now.
    fn offer_gone(number: &OrderNumber);
    /// The rejection was noted.
    fn offer_reject_noted(number: &OrderNumber);

    /// The buyer is asked whether fewer, or another time, is as good. `until`: when he has to answer.
    fn offer_counter_noted(number: &OrderNumber, until: &Zoned);
    /// He did not say yes.
    fn offer_counter_refused(number: &OrderNumber);
    /// Words that can be about several orders, of which `number` is one; their list follows.
    fn offer_counter_which(number: &OrderNumber, text: &str);
    fn offer_counter_several_lines(number: &OrderNumber);
    fn offer_counter_not_fewer(number: &OrderNumber);
    fn offer_counter_not_that_time(number: &OrderNumber);
    fn offer_counter_price_held(number: &OrderNumber);

    /// "accept" was typed and nothing waits for an answer.
    fn offer_none_open();
    /// "accept" was typed and several orders wait: the list below says which.
    fn offer_several_open(count: usize);
}
