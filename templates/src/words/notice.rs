//! What is told beside WhatsApp: subjects, a push, a registered SMS.

words! {
    /// Subject of a mail, first line of a push.
    fn notice_offer_subject(number: &OrderNumber);
    /// Last line of the mail of an offer, whose text is that of the chat.
    fn notice_offer_end();
    /// What a push has room for.
    fn notice_offer_brief(goods: &str, place: &Name, until: &str);
    /// As it is registered with the operators, see `crate::sms`.
    fn notice_offer_sms(number: &str, goods: &str, until: &str);
    /// Subject of a mail with a paper.
    fn notice_invoice_subject(paper: &str, number: &OrderNumber);
    fn notice_credit_subject(paper: &str, number: &OrderNumber);
    fn notice_statement_subject(from: Date, to: Date);
    /// Last lines of such a mail.
    fn notice_paper_end();
}
