//! Words of the vendor's desk: menu, today's parts, stock, hours off, and what was not understood.

words! {
    /// The vendor's first menu. `name` is the person's.
    fn desk_menu(name: &str);
    /// The same when no name is known.
    fn desk_menu_unnamed();
    /// The menu under a note.
    fn desk_menu_again();
    fn desk_menu_list_button();
    fn desk_menu_parts_title();
    fn desk_menu_stock_title();
    fn desk_menu_account_title();
    fn desk_menu_off_title();
    fn desk_menu_open_title();
    fn desk_menu_buy_title();
    fn desk_menu_person_title();
    fn desk_menu_button();

    /// Above the list of what is to do.
    fn desk_parts(count: usize);
    fn desk_parts_none();
    fn desk_parts_list_button();
    /// Above the parts of a day in the list. Cut to 24 letters.
    fn desk_parts_day_title(day: Day);
    /// Under a part's number in the list: what, where, how far. Cut to 72 letters.
    fn desk_part_description(step: StepOf, place: &Name, line: &str);
    /// A part is no longer among those to do.
    fn desk_part_gone();
    /// A code was typed and several orders are on their way; above the list of them.
    fn desk_which_code(code: &str);
    /// A vehicle was typed and several orders wait for one; above the list of them.
    fn desk_which_vehicle(vehicle: &str);
    /// A step was typed and several orders can be meant; above the list of them.
    fn desk_which_packed();
    fn desk_which_dispatched();
    fn desk_which_crew_sent();
    fn desk_which_on_the_way();
    fn desk_which_delivered();
    fn desk_which_give_back();
    /// One part with all that is known of it.
    fn desk_part(number: &OrderNumber, step: StepOf, lines: &str, when: &str, details: &str, money: &str);

    /// Above the list of stock.
    fn desk_stock();
    fn desk_stock_none();
    fn desk_stock_list_button();
    /// Under a name in the list: what is free, what is held, the price. Cut to 72 letters.
    fn desk_stock_description(free: Amount, price: Paise, unit: Unit);
    fn desk_stock_held_description(free: Amount, held: Quantity, price: Paise, unit: Unit);
    fn desk_stock_more_title();
    /// Asks for a new count of one thing.
    fn desk_stock_ask(name: &Name, unit: Unit);
    /// What was typed is no count of it.
    fn desk_stock_unreadable(name: &Name, unit: Unit);
    /// A new count, and the one before it.
    fn desk_stock_noted(name: &Name, free: Amount, was: Amount);
    /// Little is left of something; may come as a template, so whole sentences.
    fn desk_stock_low(name: &Name, left: Amount);
    fn desk_stock_low_button();
    /// A new price for one unit, and the one before it.
    fn desk_price_noted(name: &Name, price: Paise, unit: Unit, was: Paise);
    /// What was typed changes nothing.
    fn desk_same(name: &Name, price: Paise, unit: Unit, free: Amount);
    /// Under a change: takes it back.
    fn desk_undo_button();
    fn desk_stock_undone(name: &Name, free: Amount);
    fn desk_price_undone(name: &Name, price: Paise, unit: Unit);
    /// Another change came after the one that was to be taken back.
    fn desk_undo_late(name: &Name, price: Paise, unit: Unit, free: Amount);
    fn desk_undo_nothing();
    /// What was to be changed is not sold any more.
    fn desk_listing_gone();
    /// A price or a count was typed that several things can be meant by; above the list of them.
    fn desk_shelf_which(number: &str);
    fn desk_shelf_which_gone();
    /// It is none of the vendor's things.
    fn desk_shelf_not_yours();
    /// A number may be a price or a count.
    fn desk_price_or_stock(name: &Name, number: &str, price: Paise, unit: Unit, free: Amount);
    fn desk_as_price_button(price: Paise);
    fn desk_as_stock_button(free: Amount);

    /// How a vendor stands with us: what he gets, the cash that he holds, and who owes the rest.
    fn desk_account_we_pay(due: Paise, cash: Paise, net: Paise);
    fn desk_account_you_pay(due: Paise, cash: Paise, net: Paise);
    fn desk_account_even(due: Paise, cash: Paise);
    fn desk_account_nothing();

    fn desk_off_ask();
    fn desk_off_hours_button();
    fn desk_off_today_button();
    fn desk_off_tomorrow_button();
    /// Closed until a time of today.
    fn desk_off_until(until: &Zoned);
    fn desk_off_until_day(day: Day, until: &Zoned);
    fn desk_off_today();
    fn desk_off_tomorrow();
    fn desk_off_unreadable();
    /// "Next Friday"; `days` are the two that it may be.
    fn desk_off_which_week(days: &str);
    /// Open on a day that was not understood.
    fn desk_open_which_day();
    /// Closed on days to come, open on them again, and which there are; `days` in a row: "Fri 25 Dec, Sat 26 Dec".
    fn desk_closed(days: &str);
    fn desk_closed_already(days: &str);
    fn desk_closed_too_many();
    fn desk_open_on(days: &str);
    fn desk_open_button();
    /// He has not answered so many orders in a row, and gets no more until he taps.
    fn desk_paused(orders: usize);
    fn desk_open();

    /// A tap on an earlier message, above the question that counts now.
    fn desk_old_tap();
    /// Something was not understood; a question follows.
    fn desk_not_understood();
    /// A photo, document or voice note that is for the office.
    fn desk_media();
    /// A shared place or contact, which the desk has no use for.
    fn desk_not_needed();
    /// Somebody who sells nothing here tapped on something of a vendor.
    fn desk_not_a_vendor();
    /// After STOP: nothing but orders and their news.
    fn desk_stopped();
    /// A person of the office was asked for.
    fn desk_person_called();
}
