//! Words of follow-ups: what nobody asked for, said once.

words! {
    /// A cart was left; asked about once. `items` as in `orders_item_line`; so below.
    fn follow_cart(items: &str);
    /// The same where only the place is missing.
    fn follow_cart_place(items: &str);
    /// The same where only day and time are missing.
    fn follow_cart_time(items: &str);
    /// The same where the price was shown; it held until then.
    fn follow_cart_price(items: &str, until: &Zoned);
    /// Button: on from the cart to what is missing.
    fn follow_go_on_button();
    /// Button: no more follow-ups.
    fn follow_stop_button();
    /// The same in words, where there is no room for the button.
    fn follow_stop_line();
}
