//! Words for who wants to sell.

words! {
    /// Above the first question.
    fn apply_welcome();
    fn apply_ask_name();
    fn apply_name_unreadable();
    /// Above the list of kinds; `kinds` are those that are told already.
    fn apply_ask_sells();
    fn apply_ask_sells_more(kinds: &str);
    /// Typed, and not in the list.
    fn apply_sells_unreadable();
    fn apply_all_button();
    /// With WhatsApp's own button for it.
    fn apply_ask_place();
    fn apply_place_unreadable();
    /// Sent before it was asked for, or once more.
    fn apply_place_noted();
    fn apply_ask_hours();
    /// "8 am–8 pm", on a button and in the review.
    fn apply_hours_button(opens: &str, closes: &str);
    fn apply_hours_unreadable();
    fn apply_ask_number();
    fn apply_no_number_button();
    fn apply_number_unreadable();
    fn apply_ask_papers();
    fn apply_papers_unreadable();
    /// A photo has come before it was asked for.
    fn apply_papers_later();
    /// Above the question: a photo has come.
    fn apply_papers_kept(papers: u32);
    /// All of it, before it goes to the office.
    fn apply_review(name: &str, kinds: &str, hours: &str, number: &str, papers: u32);
    fn apply_review_unreadable();
    fn apply_review_gstin(gstin: &str);
    fn apply_review_pan();
    fn apply_review_no_number();
    fn apply_send_button();
    fn apply_again_button();
    fn apply_sent();
    /// The office has decided.
    fn apply_approved(name: &str);
    fn apply_refused(reason: &str);
}
