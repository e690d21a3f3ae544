//! What the office writes for a question of somebody's, and whether it is solved.

words! {
    /// The office's own words, under what the question is called.
    fn ticket_reply(number: &TicketNumber, text: &str);
    /// What somebody said was put to their question.
    fn ticket_passed_on(number: &TicketNumber);
    /// It is settled; whether it is solved. Two buttons follow.
    fn ticket_ask(number: &TicketNumber);
    /// It is settled, once more.
    fn ticket_settled(number: &TicketNumber);
    /// Button: it is solved.
    fn ticket_yes_button();
    /// Button: it is not.
    fn ticket_no_button();
    /// After "yes".
    fn ticket_thanks(number: &TicketNumber);
    /// After "no": it is open again.
    fn ticket_sorry(number: &TicketNumber);
    /// It was answered before.
    fn ticket_marked_before(number: &TicketNumber);
    /// A tap on an old button.
    fn ticket_over();
}
