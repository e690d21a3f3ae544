//! Words of the delivery slot and of the work day.

words! {
    /// Asks for the delivery slot, above a list.
    fn schedule_when_text(locality: &Name, pin: &Pin);
    /// Asks for the day of the workers, above a list.
    fn schedule_which_day_text(locality: &Name, pin: &Pin);
    /// Asks for a later day, above a list of days; `last` is the last that can be ordered for.
    fn schedule_which_later_day_text(locality: &Name, pin: &Pin, last: Day);
    /// A row: days later than those in the list.
    fn schedule_later_title();
    /// A day as a row.
    fn schedule_day_title(day: Day);
    /// A day later than orders are taken for; `last` is the last one.
    fn schedule_too_far(last: Day);
    /// Button that opens the list of times.
    fn schedule_choose_button();
    /// A delivery slot as a row.
    fn schedule_slot_title(slot: SlotOn);
    /// A work day as a row.
    fn schedule_work_title(work: WorkDayOn);
    /// Under the row of a work day.
    fn schedule_shift_description(shift: Shift);
    /// The chosen slot cannot be kept any more.
    fn schedule_slot_closed();
    /// The chosen work day cannot be kept any more.
    fn schedule_day_closed();
    /// Nobody comes on that day, and why.
    fn schedule_day_is_named(day: Day, name: &Name);
    /// Nobody comes on that day of any week.
    fn schedule_weekday_closed(day: Day);
    /// Under the question where no time is free in the days ahead.
    fn schedule_nothing_free();
    /// A time was typed with an order that cannot be had.
    fn schedule_not_then();
}
