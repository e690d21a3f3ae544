//! Words of the place: where it should come, outside the zone, waiting list.

words! {
    /// Asks for the place, above WhatsApp’s button that sends a pin.
    fn address_where();
    /// Asks a returning buyer for the place, above buttons with places of before.
    fn address_where_known();
    /// Button: another place than the known ones.
    fn address_other_button();
    /// Under a known site in a list.
    fn address_pin_description(pin: &Pin);
    /// The place is known and not served.
    fn address_outside(locality: &Name);
    /// The PIN code is not served.
    fn address_outside_pin(pin: &Pin);
    /// A pin on the map, far from all that we know.
    fn address_too_far();
    /// After one of these three: what is in the cart stays.
    fn address_cart_kept();
    /// May we write when the place is served?
    fn address_shall_we_write();
    /// The same for a pin on the map, whose PIN code is not known.
    fn address_shall_we_write_far();
    /// We could not find the place from the words.
    fn address_not_found();
    /// A number that is no PIN code was typed for the place.
    fn address_pin_digits();
    /// The address has more letters than a driver is shown.
    fn address_too_long();
    /// Asks who hides the number whom to call, above WhatsApp’s button that shares it.
    fn address_whom_to_call();
    /// Below it, above the button that skips it.
    fn address_no_number();
    /// Button: no number.
    fn address_skip_button();
    /// What was typed is no mobile number.
    fn address_phone_digits();
    /// The number to call.
    fn address_phone_noted(phone: &str);
    /// What the driver asks for, where the profile has no name.
    fn address_whom_to_ask_for();
    /// A name was typed.
    fn address_name_noted(name: &str);
    /// Button: join the waiting list for this place.
    fn address_tell_me_button();
    /// On the waiting list.
    fn address_on_waiting_list(pin: &Pin);
    /// A pin came without being asked for; it is kept for the next order.
    fn address_kept(locality: &Name, pin: &Pin);
    /// Nothing was said of the way to the site; a line that leaves the question open.
    fn address_no_way_line();
    /// A landmark was typed after the place.
    fn address_way_noted(way: &str);
    /// Asks what gets into the lane, when a vehicle that needs room is to come.
    fn address_lane_ask(vehicle: &Name, locality: &Name);
    /// Button: everything gets in.
    fn address_lane_wide_button();
    /// Button: nothing bigger than a tractor does.
    fn address_lane_narrow_button();
    /// It is kept for this site.
    fn address_lane_noted_narrow();
    /// The same where everything gets in.
    fn address_lane_noted_wide();
    /// We serve a place now that the person waited for.
    fn address_opened(pin: &Pin);
}
