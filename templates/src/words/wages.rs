//! Words of the days that a contractor's crews have worked.

words! {
    /// Above the trades of a week.
    fn wages_week(from: Date, to: Date);
    fn wages_line(trade: &str, days: Quantity, sum: Paise);
    fn wages_total(sum: Paise);
    /// Nobody has worked, this week or the last.
    fn wages_none();
    /// Below a week as a file.
    fn wages_paper(to: Date);
    fn wages_this_button();
    fn wages_last_button();
}
