//! Words of the lists that a buyer keeps, and of their coming round.

words! {
    /// Asks what a list is called.
    fn lists_which_name();
    /// Button: it is not kept after all.
    fn lists_not_now_button();
    /// What was typed can be no name of a list; the question follows.
    fn lists_no_name();
    /// A list is kept. `items` as in `orders_item_line`; so below.
    fn lists_kept(name: &str, items: &str);
    /// The same where another list had this name.
    fn lists_replaced(name: &str, items: &str);
    /// There are as many lists as there may be.
    fn lists_full(most: usize);
    /// Neither a cart nor an order is there to be kept.
    fn lists_nothing_to_save();
    /// Button: all lists.
    fn lists_button();
    /// A row of the cart and of an order: keep it as a list.
    fn lists_save_title();
    /// A row of an order: keep it as a list that comes round.
    fn lists_repeat_order_title();
    /// Above all lists; a tap on one puts it into the cart.
    fn lists_text();
    /// There is none yet.
    fn lists_none_yet();
    /// Under a list that comes round, in a row.
    fn lists_repeats_description(every: &str, next: Day, items: &str);
    /// A row: a list comes round no more.
    fn lists_stop_title(name: &str);
    /// A row: lists to repeat or remove.
    fn lists_change_title();
    /// Above the lists, of which one is to change.
    fn lists_change_text();
    /// A list with what is in it.
    fn lists_card(name: &str, items: &str);
    /// Under it: when it comes round.
    fn lists_repeats_line(every: &str, next: Day);
    /// Buttons of one list.
    fn lists_into_cart_button();
    fn lists_repeat_button();
    fn lists_stop_button();
    fn lists_remove_button();
    /// A list was removed.
    fn lists_removed(name: &str);
    /// The list of a tap is not there any more.
    fn lists_gone();
    /// No list has the name that was typed.
    fn lists_no_such(name: &str);
    /// Some of a list is not sold now; the cart follows. `items` are names alone.
    fn lists_some_are_gone(items: &str);
    /// Nothing of it is sold now.
    fn lists_all_gone(name: &str, items: &str);
    /// Asks how often a list comes round, above rows.
    fn lists_how_often(name: &str);
    /// How often, as a row. `kind`: "week" with the day of it (1: Monday), "days" or "month" with their number.
    fn lists_every(kind: &str, number: u32);
    /// Under that row: the first day.
    fn lists_first_description(day: Day);
    /// A list comes round from now on.
    fn lists_repeats(name: &str, every: &str, next: Day);
    /// It comes round no more.
    fn lists_stopped(name: &str);
    /// The question of the evening before.
    fn lists_due(name: &str, day: Day, items: &str);
    /// Its answers; the third is `lists_stop_button`.
    fn lists_order_button();
    fn lists_skip_button();
    /// It is left out this time.
    fn lists_skipped(name: &str, next: Day);
    /// Three questions had no answer: there are no more.
    fn lists_ended(name: &str);
    /// The day that was asked about has passed; the cart follows.
    fn lists_day_is_over(day: Day);
}
