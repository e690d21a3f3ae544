# Words of a vendor's part from acceptance to delivery. The reader owns or runs a yard, or leads a crew.

# The vendor has accepted. $number: the order's. $lines: what is ordered, a line each. $when: a line, "🚚 Deliver: Today, 8 am–12 noon".
# $details: lines with the address and the buyer's number. $money: the line about money below.
fulfil-taken =
    ✅ *Order { $number } is yours*
    { $lines }
    { $when }
    { $details }
    { $money }
fulfil-taken-crew =
    ✅ *Order { $number } is yours*
    { $lines }
    { $when }
    { $details }
    { $money }
# $total: what the vendor gets in all. What is taken of it is known when it is delivered.
fulfil-money-online-line = 💰 You get { $total } before our fee and tax, paid online. Collect nothing.
fulfil-money-cash-line = 💰 Collect { $total } in cash.
# The same when what he collects is not all that he gets. $cash: to collect.
fulfil-money-cash-more-line = 💰 Collect { $cash } in cash. You get { $total } in all, before our fee and tax.
# $address: the way in the buyer's words. $place: locality. $pin: PIN code. $map: a link.
fulfil-site =
    📍 { $address }, { $place } { $pin }
    { $map }
# The same when a location was sent without words.
fulfil-site-by-pin =
    📍 { $place } { $pin }
    { $map }
# The map where nobody sent a pin: it shows the middle of the area. $map: a link.
fulfil-map-of-area-line = { $map } (about here: no location was sent)
# $name: the buyer's. $phone: number to call.
fulfil-contact-line = 📞 { $name }, { $phone }
fulfil-contact-unnamed-line = 📞 { $phone }

# Buttons, 20 characters at most.
fulfil-packed-button = Packed
fulfil-dispatch-button = Dispatched
fulfil-crew-sent-button = Crew sent
fulfil-on-the-way-button = On the way
fulfil-delivered-button = Delivered
fulfil-crew-arrived-button = Crew arrived

# A step was recorded. A button for the next step hangs below.
fulfil-noted-accepted = Order { $number } is accepted. Tap when the goods are packed or have left.
fulfil-noted-packed = 📦 Order { $number } is packed. Tap *Dispatched* when it is loaded.
fulfil-noted-dispatched = 🚚 Order { $number } is dispatched. Tap *On the way* when the driver leaves.
fulfil-noted-crew-sent = 👷 The crew for order { $number } is sent. Tap *On the way* when they leave.
fulfil-noted-on-the-way = 🚚 Order { $number } is on the way. At the site, tap *Delivered* and ask the buyer for the code.
fulfil-noted-crew-on-the-way = 👷 The crew for order { $number } is on the way. At the site, tap *Crew arrived* and ask the buyer for the code.
fulfil-noted-delivered = ✅ Order { $number } is complete. Thank you!

# He has accepted it, its time is over, and he has not set out. $number: the order. $when: "Today, 8 am–12 noon".
fulfil-late = ⏰ Order { $number } was promised for { $when } and is not on its way. Please send it now, or tap *Cannot do it* so that somebody else can. Our office sees it too.

# The tap came too early or too late. $step: where the order is, "Packed".
fulfil-refused = That is not possible for order { $number } now. It is now: { $step }.

# Asks for vehicle and driver in one message. The example stays as it is.
fulfil-ask-carrier =
    Which vehicle and which driver for order { $number }? Send both in one message, like this:
    👉 *TS09AB1234 Ramesh*
fulfil-carrier-no-vehicle =
    We could not find a vehicle number in that. Please send number and driver for order { $number } like this:
    👉 *TS09AB1234 Ramesh*
# $vehicle: the number as understood, TS09AB1234.
fulfil-carrier-no-driver =
    Vehicle { $vehicle }, good. Who is the driver? Please send both together:
    👉 *{ $vehicle } Ramesh*

fulfil-ask-code = Ask the buyer for the 4-digit code of order { $number } and type it here.
fulfil-ask-crew-code = Ask the buyer for the 4-digit code of order { $number } and type it here.
# $people: how many are to come, two or more.
fulfil-roll-call = Have all { $people } people come? Then ask the buyer for the 4-digit code of order { $number } and type it here. If fewer have come, tap how many.
# Buttons, 20 characters at most. $people: how many have come.
fulfil-people-came-button = { $people } came
fulfil-other-count-button = Another number
fulfil-code-unreadable = Please type only the 4 digits that the buyer tells you for order { $number }.
# $tries: how many tries are left.
fulfil-code-wrong = { $tries ->
    [one] That is not the code of order { $number }. Please ask the buyer again: *one* try is left.
   *[other] That is not the code of order { $number }. Please ask the buyer again: { $tries } tries are left.
}
fulfil-code-locked = The code of order { $number } was wrong too often. Our office has been told and will call you. Please stay with the buyer.

# $what: what was brought, "goods" or "crew". $total: what the vendor gets, our fee and tax taken off. $cash: what was collected.
fulfil-done-online = { $what ->
    [crew] ✅ Order { $number } is complete: your crew is there. { $total } will come with your next payout. Thank you!
   *[other] ✅ Order { $number } is delivered. { $total } will come with your next payout. Thank you!
}
fulfil-done-cash = { $what ->
    [crew] ✅ Order { $number } is complete: your crew is there. { $cash } in cash is noted as collected. Thank you!
   *[other] ✅ Order { $number } is delivered. { $cash } in cash is noted as collected. Thank you!
}
fulfil-done-cash-more = { $what ->
    [crew] ✅ Order { $number } is complete: your crew is there. { $cash } in cash is noted as collected. You get { $total } in all; the difference is settled with your next payout. Thank you!
   *[other] ✅ Order { $number } is delivered. { $cash } in cash is noted as collected. You get { $total } in all; the difference is settled with your next payout. Thank you!
}

# The last line after one of these. The totals above are without it. $fees: our commission and the taxes withheld.
fulfil-fees-line = 🧾 Our fee and tax, { $fees }, are taken off already.

fulfil-cancelled-by-buyer = The buyer has cancelled order { $number }. Please do not send it; what you held for it is free again.
fulfil-cancelled-by-you = You have given back order { $number }. The buyer has been told.
fulfil-cancelled-by-office = Our office has cancelled order { $number }. Please do not send it; what you held for it is free again.

# Cancelled by whomever before this vendor had answered. $number: the order.
fulfil-cancelled-offer = Order { $number }, which waited for your answer, has been cancelled. There is nothing to answer any more.
# It has left already when it is cancelled. *stock* is the word that opens the stock list.
fulfil-called-back = The buyer has cancelled order { $number }, which was on the vehicle already. Please call the driver back. The goods are in your stock count again; if something does not come back, type *stock*.
fulfil-called-back-crew = The buyer has cancelled order { $number } after your crew left. Please call them back.
fulfil-crew-cancelled-late = The buyer has cancelled order { $number } after your crew was called. Please tell them not to come.
# The last sentence after one of these, where something is paid all the same. $paid: how much.
fulfil-paid-for-trip = You get { $paid } for the trip.
fulfil-paid-for-crew = You get { $paid } for the crew that was called.
# The office has looked into what he delivered. $taken: what of its price the buyer gets back.
fulfil-taken-back = Our office has looked into order { $number }: { $taken } of it goes back to the buyer, and is taken off what we owe you. If you have a question, write to us here.
# The office has decided so later. $paid: what he was told that he gets.
fulfil-trip-not-paid = Our office has looked into order { $number }, which was cancelled: the { $paid } that we had noted for you is not paid. If you have a question, write to us here.
fulfil-called-back-by-office = Our office has cancelled order { $number }, which was on the vehicle already. Please call the driver back; our office will phone you. The goods are in your stock count again; if something does not come back, type *stock*.
fulfil-called-back-crew-by-office = Our office has cancelled order { $number } after your crew left. Please call them back; our office will phone you.

# A button under an accepted order, 20 characters at most.
fulfil-cancel-button = Cannot do it
fulfil-cancel-ask = Give back order { $number }? We ask another vendor for it then. If nobody can take it, it is cancelled.
fulfil-cancel-yes-button = Yes, give back
fulfil-cancel-no-button = No, I will do it
