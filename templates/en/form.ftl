# Words of the form that asks for a site. It opens inside WhatsApp, from a button in the chat. No * and no _ but in the first one.

# Below the question where it should come; the button below opens the form.
form-offer = 📝 Or fill in a short form: PIN code, street, landmark, whom to call.

# Button: opens it. No emoji: WhatsApp refuses them here.
form-open-button = Fill in the form

# First on the screen.
form-intro-line = Where should it come? We tell you here whether we serve the PIN code.

# Labels of the fields, at most 20 letters.
form-pin-label = PIN code
form-street-label = House/plot, street
form-landmark-label = Landmark
form-name-label = Contact at the site
form-phone-label = Mobile number

# Below the number.
form-phone-note = Not needed. The driver calls it when he is near.

# Above two choices: “Yes, a lorry fits” and “Only auto, tractor”.
form-lane-title = Does a lorry get there?

# Button: sends the form.
form-send-button = Use this address

# What is wrong with what was typed.
form-pin-digits-line = A PIN code has six digits, like 500049. Please check it.
form-street-missing-line = Please write the house or plot number and the street.
form-phone-digits-line = A mobile number has ten digits, like 98480 12345. Please check it, or leave it empty.

# The place is not served. $locality: the name of the place. $pin: its PIN code.
form-outside-line = We do not serve { $locality } ({ $pin }) yet, sorry. Try another PIN code, or close this and type { $pin } in the chat: we will write when we do.
form-outside-pin-line = We do not serve { $pin } yet, sorry. Try another PIN code, or close this and type { $pin } in the chat: we will write when we do.

# Opened or sent after something else was asked; the form closes.
form-over-line = This form is from an earlier question. Please go on in the chat.
