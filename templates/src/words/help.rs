//! Words of help, misunderstandings and kindness.

words! {
    /// Button: the menu.
    fn help_menu_button();
    /// Button: one step back.
    fn help_back_button();
    /// Button: talk to a person of the office.
    fn help_person_button();
    /// What can be typed, asked with “help”.
    fn help_examples();
    /// Nothing was understood, for the first time.
    fn help_not_understood();
    /// Nothing was understood again.
    fn help_not_understood_again();
    /// Words that nobody knows, said again.
    fn help_what_is_it(words: &str);
    /// Above the products that come nearest.
    fn help_one_of_these();
    /// Nothing was understood three times; offers a person.
    fn help_offer_person();
    /// A tap on a button of an earlier question.
    fn help_old_tap();
    /// After thanks.
    fn help_welcome();
    /// A person of the office will answer soon.
    fn help_person_soon();
    /// A person of the office will answer in the morning.
    fn help_person_later();
    /// A photo or document has come.
    fn help_media_received();
    /// A voice note has come.
    fn help_voice_received();
    /// A sticker has come.
    fn help_sticker();
    /// A contact card has come.
    fn help_contact();
    /// A contact card of somebody whose own number is hidden, before there is a site.
    fn help_contact_later();
    /// An edited or deleted message, a poll, anything that cannot be read.
    fn help_unreadable();
    /// A message was edited.
    fn help_edited();
    /// A message was deleted.
    fn help_deleted();
    /// After STOP: nothing but the news of orders. Says how to take it back.
    fn help_stopped();
    /// After START.
    fn help_started();
    /// A person of the office has talked with them and is done; the bot answers again. The open question may follow.
    fn help_office_done();
    /// Something of ours broke on what the person said; it is kept for the office.
    fn help_apology();
}
