# Words of follow-ups: what nobody asked for, said once.

# A cart was left; asked about once. $items: "50 bags UltraTech OPC 53, 1 load river sand".
follow-cart = 🛒 Still in your cart: { $items }. Nothing is ordered yet. Shall we go on?

# The same where only the place is missing. $items: as above.
follow-cart-place = 🛒 Still in your cart: { $items }. Nothing is ordered yet: we only need to know the place.

# The same where only day and time are missing. $items: as above.
follow-cart-time = 🛒 Still in your cart: { $items }. Nothing is ordered yet: we only need to know the day and time.

# The same where the price was shown. $items: as above. $until: until when it held, "10:35 am".
follow-cart-price = 🛒 Still in your cart: { $items }. Nothing is ordered yet. The price that you saw was good until { $until }; tap to see the price now.

# Button: on from the cart to what is missing.
follow-go-on-button = Continue

# Button: no more follow-ups.
follow-stop-button = No reminders

# The same in words, where there is no room for the button.
follow-stop-line = No more reminders? Type _stop_.
