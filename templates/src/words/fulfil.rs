//! Words of a vendor's part from acceptance to delivery.

words! {
    /// Accepted: what to bring where. `details` are the lines of the site, or empty when they are not known.
    fn fulfil_taken(number: &OrderNumber, lines: &str, when: &str, details: &str, money: &str);
    /// The same for a crew.
    fn fulfil_taken_crew(number: &OrderNumber, lines: &str, when: &str, details: &str, money: &str);
    /// Money line: paid online.
    fn fulfil_money_online_line(total: Paise);
    /// Money line: cash to collect.
    fn fulfil_money_cash_line(total: Paise);
    /// Money line: cash to collect, which is not all that he gets.
    fn fulfil_money_cash_more_line(cash: Paise, total: Paise);
    /// Where: the way in the buyer's words, place, PIN code and a link to the map.
    fn fulfil_site(address: &str, place: &Name, pin: &Pin, map: &str);
    /// Where, when a location was sent without words.
    fn fulfil_site_by_pin(place: &Name, pin: &Pin, map: &str);
    /// The map's line where it can only show the area.
    fn fulfil_map_of_area_line(map: &str);
    /// Whom to call.
    fn fulfil_contact_line(name: &str, phone: &str);
    /// Whom to call when WhatsApp shows no name.
    fn fulfil_contact_unnamed_line(phone: &str);

    fn fulfil_packed_button();
    fn fulfil_dispatch_button();
    fn fulfil_crew_sent_button();
    fn fulfil_on_the_way_button();
    fn fulfil_delivered_button();
    fn fulfil_crew_arrived_button();

    /// His step was recorded; the next button hangs below.
    fn fulfil_noted_accepted(number: &OrderNumber);
    fn fulfil_noted_packed(number: &OrderNumber);
    fn fulfil_noted_dispatched(number: &OrderNumber);
    fn fulfil_noted_crew_sent(number: &OrderNumber);
    fn fulfil_noted_on_the_way(number: &OrderNumber);
    fn fulfil_noted_crew_on_the_way(number: &OrderNumber);
    fn fulfil_noted_delivered(number: &OrderNumber);

    /// A tap that does not fit where the part is; what can be done hangs below.
    /// Its time is over and he has not set out.
    fn fulfil_late(number: &OrderNumber, when: &str);
    fn fulfil_refused(number: &OrderNumber, step: StepOf);

    /// Asks for vehicle and driver in one message.
    fn fulfil_ask_carrier(number: &OrderNumber);
    /// There was no vehicle number in it.
    fn fulfil_carrier_no_vehicle(number: &OrderNumber);
    /// There was a vehicle number and no name.
    fn fulfil_carrier_no_driver(vehicle: &str);

    /// Asks for the buyer's four digits.
    fn fulfil_ask_code(number: &OrderNumber);
    /// Asks for the digits when a crew has arrived.
    fn fulfil_ask_crew_code(number: &OrderNumber);
    /// The same of several people: who is there is counted first.
    fn fulfil_roll_call(number: &OrderNumber, people: u32);
    fn fulfil_people_came_button(people: u32);
    fn fulfil_other_count_button();
    /// What was typed were not four digits.
    fn fulfil_code_unreadable(number: &OrderNumber);
    fn fulfil_code_wrong(number: &OrderNumber, tries: u8);
    fn fulfil_code_locked(number: &OrderNumber);

    /// Delivered; the money was paid online. `what` was brought is *goods* or *crew*.
    fn fulfil_done_online(number: &OrderNumber, what: &str, total: Paise);
    /// Delivered; the cash was collected.
    fn fulfil_done_cash(number: &OrderNumber, what: &str, cash: Paise);
    /// Delivered; the cash was collected and is not all that he gets.
    fn fulfil_done_cash_more(number: &OrderNumber, what: &str, cash: Paise, total: Paise);
    /// The last line after one of these: what was taken of it.
    fn fulfil_fees_line(fees: Paise);

    fn fulfil_cancelled_by_buyer(number: &OrderNumber);
    fn fulfil_cancelled_by_you(number: &OrderNumber);
    fn fulfil_cancelled_by_office(number: &OrderNumber);
    /// By whomever, before this vendor had answered.
    fn fulfil_cancelled_offer(number: &OrderNumber);
    /// The buyer cancels what is on the road already, and the same for a crew.
    fn fulfil_called_back(number: &OrderNumber);
    fn fulfil_called_back_crew(number: &OrderNumber);
    /// The buyer cancels a crew that was called and has not left yet.
    fn fulfil_crew_cancelled_late(number: &OrderNumber);
    /// Last sentence of what was cancelled: what the vendor gets for the trip, or for the crew.
    fn fulfil_paid_for_trip(paid: Paise);
    fn fulfil_paid_for_crew(paid: Paise);
    /// Something of what he delivered went back to the buyer at his cost.
    fn fulfil_taken_back(number: &OrderNumber, taken: Paise);
    /// The office has decided that what he was told is not paid.
    fn fulfil_trip_not_paid(number: &OrderNumber, paid: Paise);
    /// The office cancels what is on the road, and the same for a crew.
    fn fulfil_called_back_by_office(number: &OrderNumber);
    fn fulfil_called_back_crew_by_office(number: &OrderNumber);

    fn fulfil_cancel_button();
    /// Asks once more before a vendor gives an accepted order back.
    fn fulfil_cancel_ask(number: &OrderNumber);
    fn fulfil_cancel_yes_button();
    fn fulfil_cancel_no_button();
}
