//! Words of the product lists and of the quantity of one product.

words! {
    /// Above a list of the products of a kind.
    fn browse_which_text(kind: Kind);
    /// Above the list of trades.
    fn browse_which_trade_text();
    /// When nobody sells any of a kind now.
    fn browse_nothing_now(kind: Kind);
    /// Second line of a product’s row: the lowest price.
    fn browse_from_price_description(price: Paise, unit: Unit);
    /// Last row of a long list: the next page.
    fn browse_more_title();
    /// Row that goes one step back.
    fn browse_back_title();
    /// Above a list of products when typed words fit several.
    fn browse_did_you_mean_text();
    /// The same when the amount was understood.
    fn browse_did_you_mean_amount_text(amount: &str);
    /// Only one product is likely, but not all that was typed with it was understood.
    fn browse_is_it_this(name: &str);
    /// The same with its amount.
    fn browse_is_it_this_amount(name: &str, amount: Amount);
    /// Button under these two.
    fn browse_yes_button();
    /// Button under these two.
    fn browse_no_button();
    /// Row for somebody who means none of the products shown.
    fn browse_none_of_these_title();
    /// An amount on a button or under a row.
    fn browse_amount_button(amount: Amount);
    /// First line of the quantity question.
    fn browse_product_line(name: &str, price: Paise, unit: Unit);
    /// The same when nobody sells it now.
    fn browse_product_no_price_line(name: &str);
    /// Line of the quantity question: what the cart holds of it already. The answer replaces it.
    fn browse_held_line(amount: Amount);
    /// Line of the quantity question: from so much on it is cheaper.
    fn browse_break_line(amount: Amount, price: Paise, unit: Unit);
    /// Line of the quantity question: the smallest amount.
    fn browse_minimum_line(amount: Amount);
    /// Last line of the quantity question, above buttons with usual amounts.
    fn browse_how_many_bag_line();
    /// Last line of the quantity question, above buttons with usual amounts.
    fn browse_how_many_tonne_line();
    /// Last line of the quantity question, above buttons with usual amounts.
    fn browse_how_many_kg_line();
    /// Last line of the quantity question, above buttons with usual amounts.
    fn browse_how_many_cft_line();
    /// Last line of the quantity question, above buttons with usual amounts.
    fn browse_how_many_load_line();
    /// Last line of the quantity question, above buttons with usual amounts.
    fn browse_how_many_piece_line();
    /// Last line of the quantity question, above buttons with usual amounts.
    fn browse_how_many_rod_line();
    /// Last line of the quantity question, above buttons with usual amounts.
    fn browse_how_many_person_line();
    /// Line before the quantity question: less was asked than is sold.
    fn browse_below_minimum(name: &str, amount: Amount);
    /// Line before the quantity question: the amount is not a whole number of steps.
    fn browse_not_a_step(step: Amount, below: Amount, above: Amount);
    /// The same when a step is one whole unit.
    fn browse_only_whole(below: Amount, above: Amount);
    /// An amount was typed, and nothing that it could be of.
    fn browse_amount_of_what(amount: &str);
    /// Line before the quantity question: far too much.
    fn browse_too_much(amount: Amount);
    /// Line before the quantity question: it is not sold in the unit that was typed.
    fn browse_other_unit(unit: Unit);
    /// The same where the trade knows about how much that is.
    fn browse_other_unit_about(unit: Unit, amount: Amount);
    /// Line before the cart: a weight or volume was turned into the unit of sale.
    fn browse_converted(amount: Amount);
    /// The product has left the catalogue while the person was choosing.
    fn browse_gone();
}
