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
address-outside = We do not serve *{ $locality }* yet, sorry. Your cart is kept.

    Shall we write to you when we do?

# The PIN code is not served. $pin: the PIN code.
address-outside-pin = We do not serve *{ $pin }* yet, sorry. Your cart is kept.

    Shall we write to you when we do?

# We could not find the place from the words.
address-not-found = We could not find that place. Please send your site’s location, or type its 6-digit PIN code. We serve Hyderabad and the area around it.

# Button: join the waiting list for this place.
address-tell-me-button = Yes, tell me

# On the waiting list. $pin: the PIN code.
address-on-waiting-list = Done. We will write to you as soon as we serve { $pin }.

# A pin came without being asked for; it is kept for the next order. $locality: the place. $pin: its PIN code.
address-kept = 📍 Got it: *{ $locality }*, { $pin }. Your next order goes there.
