//! Words that every topic uses: units, days, hours, kinds, states. Written by `crate::values`, seldom called alone.

words! {
    /// A date without its year: "Mon 23 Nov".
    fn common_date(weekday: &str, day: u32, month: &str);
    /// A date of the coming days, in a row: "Mon 23".
    fn common_date_short(weekday: &str, day: u32);
    fn common_weekday_1();
    fn common_weekday_2();
    fn common_weekday_3();
    fn common_weekday_4();
    fn common_weekday_5();
    fn common_weekday_6();
    fn common_weekday_7();
    fn common_month_1();
    fn common_month_2();
    fn common_month_3();
    fn common_month_4();
    fn common_month_5();
    fn common_month_6();
    fn common_month_7();
    fn common_month_8();
    fn common_month_9();
    fn common_month_10();
    fn common_month_11();
    fn common_month_12();
    fn common_today();
    fn common_tomorrow();
    /// The time of day; `clock` is 12-hour ("5:30"), `phase` is one of *dawn*, *morning*, *afternoon*, *evening*, *night*.
    fn common_time(clock: &str, phase: &str);

    /// A day with the hours of a delivery or a shift.
    fn common_day_hours(day: &str, hours: &str);
    fn common_part_morning();
    fn common_part_afternoon();
    fn common_part_evening();
    fn common_shift_full();
    fn common_shift_half_morning();
    fn common_shift_half_afternoon();
    /// The same in the fewest letters, for titles.
    fn common_shift_full_short();
    fn common_shift_half_morning_short();
    fn common_shift_half_afternoon_short();

    /// So many of a unit: "50 bags".
    fn common_amount_bag(count: Quantity);
    fn common_amount_tonne(count: Quantity);
    fn common_amount_kg(count: Quantity);
    fn common_amount_cft(count: Quantity);
    fn common_amount_load(count: Quantity);
    fn common_amount_piece(count: Quantity);
    fn common_amount_rod(count: Quantity);
    fn common_amount_person(count: Quantity);
    /// One of a unit, as in "₹385 per bag".
    fn common_unit_bag();
    fn common_unit_tonne();
    fn common_unit_kg();
    fn common_unit_cft();
    fn common_unit_load();
    fn common_unit_piece();
    fn common_unit_rod();
    fn common_unit_person();

    /// The seven kinds of the first menu; each fits a row's title.
    fn common_kind_cement();
    fn common_kind_steel();
    fn common_kind_sand();
    fn common_kind_aggregate();
    fn common_kind_brick();
    fn common_kind_block();
    fn common_kind_labour();

    /// Where an order is, for its buyer: stands alone or after a colon.
    fn common_state_awaiting_payment();
    fn common_state_offered();
    fn common_state_needs_buyer();
    fn common_state_accepted();
    fn common_state_on_the_way();
    fn common_state_delivered();
    fn common_state_expired();
    fn common_state_cancelled();

    /// Where a part is, for its vendor and its buyer: stands alone or after a colon.
    fn common_step_held();
    fn common_step_offered();
    fn common_step_unserved();
    fn common_step_accepted();
    fn common_step_packed();
    fn common_step_dispatched();
    fn common_step_on_the_way();
    fn common_step_delivered();
    fn common_step_cancelled();

    /// The same of workers, where goods have other words.
    fn common_crew_dispatched();
    fn common_crew_on_the_way();
    fn common_crew_delivered();
}
