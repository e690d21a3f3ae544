//! Words of the priced order, of what cannot be had, and of the placed order.

words! {
    /// First line of the priced order.
    fn review_heading_line();
    /// A line of it with its price.
    fn review_item_line(mark: &str, name: &Name, amount: Amount, price: Paise, total: Paise);
    /// The same where the price of one does not say it (half a day of work).
    fn review_item_total_line(mark: &str, name: &Name, amount: Amount, total: Paise);
    /// The vendor above his lines, when several share the order; `what` he brings is *goods* or *crew*.
    fn review_share_line(what: &str, vendor: &Name);
    /// The one vendor of the order.
    fn review_vendor_line(what: &str, vendor: &Name);
    /// The delivery charge.
    fn review_delivery_line(delivery: Paise);
    /// How the goods come: the vehicle and how often it goes.
    fn review_vehicle_line(vehicle: &Name, trips: u32);
    /// What gets into the lane, and how to say that it is otherwise.
    fn review_lane_narrow_line();
    /// The same where everything gets in.
    fn review_lane_wide_line();
    /// The GST that is inside the prices.
    fn review_gst_line(gst: Paise);
    /// Rounding to whole rupees.
    fn review_round_off_line(round_off: Paise);
    /// Where it goes.
    fn review_place_line(locality: &Name, pin: &Pin);
    /// The same with the way there.
    fn review_place_way_line(way: &str, locality: &Name, pin: &Pin);
    /// When the goods come.
    fn review_slot_line(slot: SlotOn);
    /// When the workers come.
    fn review_work_line(work: WorkDayOn);
    /// The total, above the buttons for paying.
    fn review_total(total: Paise, until: &Zoned);
    /// Button: the order is right, and is paid by UPI, card or net banking.
    fn review_confirm_button();
    /// What that button does.
    fn review_confirm_line();
    /// Button: pay cash when it comes.
    fn review_cash_button();
    /// Button: pay a part now, the rest in cash when it comes.
    fn review_advance_button(now: Paise);
    /// It can be paid in two parts.
    fn review_advance_line(now: Paise, gate: Paise);
    /// The review is older than its price.
    fn review_stale();
    /// Cash is refused for this total.
    fn review_cash_limit(limit: Paise);
    /// Why there is no button for cash.
    fn review_cash_up_to_line(limit: Paise);
    /// The same for a first order.
    fn review_cash_first_line(limit: Paise, later: Paise);
    /// Too much for one payment online.
    fn review_online_limit(limit: Paise);
    /// Nobody takes payments online just now.
    fn review_online_off();
    /// After a reason why not online: cash is possible.
    fn review_cash_instead();
    /// After a reason why not online: a person of the office arranges it.
    fn review_office_helps(limit: Paise);
    /// Asks what of the order to change.
    fn review_what_to_change();
    /// Button: change the things in the order.
    fn review_items_button();
    /// Button: change the place.
    fn review_place_button();
    /// Button: change the time.
    fn review_time_button();
    /// Nobody near the place sells it.
    fn review_not_sold(name: &Name, locality: &Name);
    /// Less is left than asked for.
    fn review_out_of_stock(name: &Name, amount: Amount);
    /// Nothing is left.
    fn review_sold_out(name: &Name);
    /// Every vendor near wants a bigger order of it.
    fn review_vendor_minimum(name: &Name, amount: Amount);
    /// Button: take the amount that can be had.
    fn review_take_button(amount: Amount);
    /// Button: order without this thing.
    fn review_leave_out_button();
    /// The order is placed and waits for its payment; the pay button follows in a bubble of its own.
    fn review_placed_online(number: &OrderNumber, total: Paise, until: &Zoned);
    /// The same where a part is paid in advance.
    fn review_placed_advance(number: &OrderNumber, now: Paise, gate: Paise, until: &Zoned);
    /// The order is placed for cash.
    fn review_placed_cash(number: &OrderNumber, total: Paise);
}
