# Words of the place: where it should come, outside the zone, waiting list.

# Asks for the place, above WhatsApp’s button that sends a pin.
address-where = 📍 *Where should it come?*

    Tap the button and send your site’s location, or type the 6-digit PIN code with a landmark.

# Asks a returning buyer for the place, above buttons with places of before.
address-where-known = 📍 *Where should it come?*

    Choose a site, or type a new PIN code with a landmark.

# Button: another place than the known ones.
address-other-button = Another place

# Under a known site in a list. $pin: "500049".
address-pin-description = PIN { $pin }

# The place is known and not served. $locality: the name of the place.
address-outside = We do not serve *{ $locality }* yet, sorry.

# The PIN code is not served. $pin: the PIN code.
address-outside-pin = We do not serve *{ $pin }* yet, sorry.

# A pin on the map in another city, or far from everything. The waiting list needs the PIN code.
address-too-far = Sorry, that is too far for us: so far we serve only Hyderabad and the area around it.

# After one of these three, when the cart is not empty.
address-cart-kept = Your cart is kept.

# Asks whether we may write when a place is served, above a button.
address-shall-we-write = Shall we write to you when we do?

# The same for a pin on the map: the waiting list goes by PIN codes.
address-shall-we-write-far = Shall we write to you when we come there? Then please type its 6-digit PIN code.

# We could not find the place from the words.
address-not-found = We could not find that place. Please send your site’s location, or type its 6-digit PIN code. We serve Hyderabad and the area around it.

# A number came that is no PIN code.
address-pin-digits = A PIN code has six digits, like 500049. Please type it again, or send your site’s location.

# The address is too long for the message to the driver.
address-too-long = That is too long for the driver to read. Please write it in four or five lines: plot, street, a landmark and the PIN code.

# Asks somebody whose number WhatsApp hides whom to call, above WhatsApp’s button that shares it.
address-whom-to-call = 📞 *Which number can we call at the site?*

    WhatsApp does not show us yours. Tap the button to share it, or type a mobile number.

# The bubble below, above the button that skips it.
address-no-number = Without a number they find you by the map alone.

# Button: no number.
address-skip-button = Skip

# What was typed is no mobile number.
address-phone-digits = A mobile number has ten digits, like 98480 12345. Please type it again, or tap *Skip*.

# The number to call. $phone: "+91 98480 12345".
address-phone-noted = 📞 Noted: *{ $phone }*.

# Asks for a name, where the WhatsApp profile has none.
address-whom-to-ask-for = 👷 *Whom should the driver ask for at the site?* Please type a name.

# A name was typed.
address-name-noted = 👷 Noted: *{ $name }*.

# Button: join the waiting list for this place.
address-tell-me-button = Yes, tell me

# On the waiting list. $pin: the PIN code.
address-on-waiting-list = Done. We will write to you as soon as we serve { $pin }.

# A pin came without being asked for; it is kept for the next order. $locality: the place. $pin: its PIN code.
address-kept = 📍 Got it: *{ $locality }*, { $pin }. Your next order goes there.

# Nothing was said but a PIN code or the name of an area: a line under the place, which leaves the question open.
address-no-way-line = ✍️ Only the area is known so far. Please type a landmark too, like _opposite the temple_, or send your site’s location.

# A landmark was typed after the place. $way: "opposite the temple".
address-way-noted = 📍 Noted: *{ $way }*.

# The load needs a big vehicle: does it get to the site? Asked once for a site. $vehicle: "Tipper". $locality: the place.
address-lane-ask = 🛣️ *Does a lorry get to your site in { $locality }?*

    This load comes by { $vehicle }. If the lane is narrow, we send smaller vehicles.

# Button: it does.
address-lane-wide-button = Yes, a lorry fits

# Button: it does not.
address-lane-narrow-button = Only auto, tractor

# Noted for this site.
address-lane-noted-narrow = Noted: only an auto or a tractor gets to this site.
address-lane-noted-wide = Noted: a lorry gets to this site.

# We serve a place now that the person waited for; a button for the menu hangs below. $pin: the PIN code.
address-opened = 🎉 You asked us to tell you: we serve *{ $pin }* now. What do you need?
