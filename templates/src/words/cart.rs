//! Words of the cart.

words! {
    /// First line of the cart.
    fn cart_heading_line();
    /// A line of the cart, and of an order shown later. `measure` is the unit's fixed name (*bag*, *person*): people are
    /// counted in other words than goods.
    fn cart_item_line(mark: &str, name: &str, amount: Amount, measure: &str);
    /// Last line of a cart with goods.
    fn cart_about_with_delivery(about: Paise);
    /// Last line of a cart with workers only.
    fn cart_about(about: Paise);
    /// Last line of a cart whose price is not known yet.
    fn cart_price_comes_later();
    /// Button: go on to place and time.
    fn cart_checkout_button();
    /// Button: back to the menu, to add more.
    fn cart_add_more_button();
    /// Button: change the cart or the order.
    fn cart_change_button();
    /// An empty cart.
    fn cart_is_empty();
    /// Who asks what it comes to before the place and the time are known.
    fn cart_total_comes();
    /// Line before the menu when somebody says hello and has things in the cart.
    fn cart_is_kept(count: usize);
    /// A time of delivery was typed with the order; above the cart.
    fn cart_slot_noted(slot: SlotOn);
    /// A work day was typed with the order; above the cart.
    fn cart_work_noted(work: WorkDayOn);
    /// Above the list of cart lines when one is to be changed.
    fn cart_which_line_text();
    /// Button: take this line out of the cart.
    fn cart_remove_button();
    /// A line was taken out by words.
    fn cart_taken_out(name: &str);
    /// What should be taken out is not in the cart.
    fn cart_not_in_it(name: &str);
    /// Row: empty the whole cart.
    fn cart_empty_title();
    /// Row of a thing that is not sold any more; choosing it takes it out.
    fn cart_gone_title();
    /// After the cart was emptied.
    fn cart_emptied();
    /// A twenty-first thing did not fit into the cart.
    fn cart_full();
    /// Some things of a WhatsApp cart could not be taken.
    fn cart_some_refused(count: usize);
    /// A typed amount took the place of another, or was added to it; above the cart.
    fn cart_changed(name: &str, to: Amount, from: Amount);
    /// What was taken where several fitted what was typed.
    fn cart_taken_for_you(names: &str);
    /// The one that was typed then.
    fn cart_in_its_place(name: &str, before: &str);
    /// Above a question about something else that was typed with it.
    fn cart_has(items: &str);
    /// Button: something else of its kind instead of this line.
    fn cart_another_button();
}
