//! Words of the form that asks for a site: the bubble that offers it, what stands on its screen, and what it says of what was
//! typed there. What is said there has no markup: WhatsApp shows a star as a star.

words! {
    /// Below the question where: the form is another way to say it.
    fn form_offer();
    /// Button: opens it.
    fn form_open_button();
    /// First on the screen.
    fn form_intro_line();
    /// The field of the PIN code.
    fn form_pin_label();
    /// The field of house or plot and street.
    fn form_street_label();
    /// The field of the landmark.
    fn form_landmark_label();
    /// The field of whom the driver asks for.
    fn form_name_label();
    /// The field of whom he calls.
    fn form_phone_label();
    /// Below it: it may stay empty.
    fn form_phone_note();
    /// Above the choice of what gets into the lane.
    fn form_lane_title();
    /// Button: sends it.
    fn form_send_button();
    /// The PIN code has not six digits.
    fn form_pin_digits_line();
    /// House or plot and street are missing.
    fn form_street_missing_line();
    /// The number is no mobile number.
    fn form_phone_digits_line();
    /// The place is known and not served; the waiting list is in the chat.
    fn form_outside_line(locality: &Name, pin: &Pin);
    /// The same where the PIN code is all that is known.
    fn form_outside_pin_line(pin: &Pin);
    /// The question that it answered is not open any more.
    fn form_over_line();
}
