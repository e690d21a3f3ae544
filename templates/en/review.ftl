# Words of the priced order, of what cannot be had, and of the placed order.

# First line of the priced order.
review-heading-line = 🧾 *Your order*

# A line of it with its price. $mark: its number "2.", or "•". $name: the product. $amount: "50 bags". $price: for one. $total: for all.
review-item-line = { $mark } { $name }: { $amount } × { $price } = { $total }

# The same where the price of one does not say it (half a day of work). $name: the trade. $amount: "2 people". $total: for all.
review-item-total-line = { $mark } { $name }: { $amount }, half a day = { $total }

# The vendor above his lines, when several share the order. $what: what he brings, "goods" or "crew". $vendor: his name.
review-share-line = { $what ->
    [crew] 👷 *{ $vendor }*
   *[other] 🏪 *{ $vendor }*
}

# The one vendor of the order. $what: what he brings, "goods" or "crew". $vendor: his name.
review-vendor-line = { $what ->
    [crew] 👷 { $vendor }
   *[other] 🏪 { $vendor }
}

# The delivery charge. $delivery: all delivery, "₹800".
review-delivery-line = 🚚 Delivery: { $delivery }

# How the goods come. $vehicle: "Tractor". $trips: how often it goes.
review-vehicle-line = { $trips ->
    [one] 🚛 { $vehicle }, 1 trip
   *[other] 🚛 { $vehicle }, { $trips } trips
}

# The buyer said that the lane of the site is narrow. What he types to change it stands between stars.
review-lane-narrow-line = 🛣️ Only an auto or a tractor gets in. If that is not so, type *lorry ok*.

# The buyer said that a lorry gets in.
review-lane-wide-line = 🛣️ A lorry gets in. If that is not so, type *no lorry*.

# The GST that is inside the prices. $gst: "₹3,058.50".
review-gst-line = Includes GST: { $gst }

# Rounding to whole rupees. $round_off: "-₹0.50".
review-round-off-line = Round-off: { $round_off }

# Where it goes. $locality: the place. $pin: its PIN code.
review-place-line = 📍 { $locality }, { $pin }

# The same with the way there. $way: "opposite the temple".
review-place-way-line = 📍 { $way }, { $locality }, { $pin }

# When the goods come. $slot: "Tomorrow, 8 am–12 noon".
review-slot-line = 🕗 { $slot }

# When the workers come. $work: "Tomorrow, 8 am–5 pm".
review-work-line = 👷 { $work }

# The total, above the buttons for paying. $total: what is paid. $until: until when the price holds, "10:35 am".
review-total = *Total: { $total }*
    This price holds until { $until }.

# Button: the order is right, and is paid by UPI, card or net banking.
review-confirm-button = Confirm

# Under the total: what the button Confirm does; the word between stars is the button's.
review-confirm-line = *Confirm* means: you pay online (UPI, card, net banking).

# Button: pay cash when it comes.
review-cash-button = Cash on delivery

# Button: pay a part now, the rest in cash when it comes. $now: what is paid now, "₹50,000".
review-advance-button = Advance { $now }

# Under the total: it can be paid in two parts. $now: what is paid now. $gate: what is paid in cash when it comes.
review-advance-line = Or pay an advance of { $now } now, and { $gate } in cash at your site.

# The review is older than its price.
review-stale = The old price has run out, so here is a fresh one.

# Cash is refused for this total. $limit: the most that can be paid in cash.
review-cash-limit = Cash is possible up to { $limit }. Please pay this one online.

# There is no button for paying online: the order is too big for one payment. $limit: the most that one payment can be. One of the next two follows it.
review-online-limit = One payment online can be { $limit } at most.

# There is no button for paying online: it is switched off. One of the next two follows it.
review-online-off = Paying online is not possible just now.

# After it: cash is possible.
review-cash-instead = You can pay cash at your site.

# After it: cash is not possible either. A button for a person hangs below. $limit: the most that can be paid in cash.
review-office-helps = Cash is possible up to { $limit }. Our office will find a way with you: tap the button below.

# Asks what of the order to change.
review-what-to-change = What shall we change?

# Button: change the items of the order.
review-items-button = Items

# Button: change the place.
review-place-button = Place

# Button: change the time.
review-time-button = Time

# Nobody near the place sells it. $name: the product. $locality: the place.
review-not-sold = Nobody near { $locality } has *{ $name }* just now. The rest of your cart is kept.

# Less is left than asked for. $name: the product. $amount: what is left, "30 bags".
review-out-of-stock = *{ $name }*: near you we can get only { $amount } just now. Shall we take that?

# Nothing is left. $name: the product.
review-sold-out = Nobody near you has *{ $name }* left just now. The rest of your cart is kept.

# Every vendor near wants a bigger order of it. $name: the product. $amount: the least, "100 bags".
review-vendor-minimum = Near you, the smallest order of *{ $name }* is { $amount }. Shall we take that?

# Button: take the amount that can be had. $amount: "30 bags".
review-take-button = Take { $amount }

# Button: order without this item.
review-leave-out-button = Leave it out

# The order is placed and waits for its payment; the pay button follows in a bubble of its own. $number: the order number. $total: what is to be paid. $until: until when, "10:35 am".
review-placed-online = ✅ Order *{ $number }* is placed: { $total }.

    Your pay button comes now. We hold everything for you until { $until }.

# The same where a part is paid in advance. $now: what is paid now. $gate: what is paid in cash when it comes.
review-placed-advance = ✅ Order *{ $number }* is placed: { $now } now, and { $gate } in cash at your site.

    Your pay button comes now. We hold everything for you until { $until }.

# The order is placed for cash. $number: the order number. $total: to be paid in cash.
review-placed-cash = ✅ Order *{ $number }* is placed. You pay { $total } in cash at your site.

# Under the total when it is too much for cash: why there is no button for it. $limit: the most that can be paid in cash.
review-cash-up-to-line = Cash is possible up to { $limit }.

# The same for a first order. $limit: the most for it. $later: the most for those after it.
review-cash-first-line = Cash is possible up to { $limit } on a first order, later up to { $later }.
