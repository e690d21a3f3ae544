//! Words of the greeting, the language question and the first menu.

words! {
    /// The first bubble a new person sees, with three language buttons.
    fn menu_greeting(name: &str);
    /// The same for a person whose profile has no readable name.
    fn menu_greeting_no_name();
    /// Before the answer to the first words of a person whose script told the language.
    fn menu_welcome();
    /// How to get another language, under a welcome in one that was guessed.
    fn menu_other_languages();
    /// Asks for the language again, with three language buttons.
    fn menu_which_language();
    /// The first menu, above a list of kinds.
    fn menu_choose_text();
    /// The button that opens any list.
    fn menu_choose_button();
    /// A kind as a row of the menu.
    fn menu_kind_title(kind: Kind);
    /// Under the row of cement.
    fn menu_cement_description();
    /// Under the row of steel.
    fn menu_steel_description();
    /// Under the row of sand.
    fn menu_sand_description();
    /// Under the row of aggregate.
    fn menu_aggregate_description();
    /// Under the row of bricks.
    fn menu_brick_description();
    /// Under the row of blocks.
    fn menu_block_description();
    /// Under the row of workers.
    fn menu_labour_description();
    /// Row and button that show the person’s orders.
    fn menu_my_orders_title();
    /// Row that changes the language.
    fn menu_language_title();
    /// Row that calls a person of the office.
    fn menu_person_title();
}
