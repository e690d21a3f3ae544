# Words of an offer to a vendor: alert, reminder, accept, reject. The reader owns or runs a yard, or leads a crew.

# One line of an order. $amount: "50 bags". $name: what it is.
offer-item-line = • { $amount }: { $name }
# After the lines that fit. $count: how many lines are not shown.
offer-more-line = { $count ->
    [one] • and 1 more item
   *[other] • and { $count } more items
}

# A delivery slot alone, as a value for the next lines. $slot: "Today, 12 noon–4 pm".
offer-slot-line = { $slot }
# A crew's day alone. $work: "Tomorrow, 8 am–5 pm".
offer-work-day-line = { $work }
# A line of its own. $slot: "Today, 12 noon–4 pm".
offer-delivery-line = 🚚 Deliver: { $slot }
# A line of its own. $work: "Tomorrow, 8 am–5 pm".
offer-work-line = 👷 Work: { $work }
# A line of its own: the buyer fixed no time.
offer-any-time-line = 🚚 As soon as you can
# The vehicle that the load needs and how often it goes, a value for the next lines. $vehicle: "Tractor". $trips: how often.
offer-trips-line = { $trips ->
    [one] { $vehicle }, 1 trip
   *[other] { $vehicle }, { $trips } trips
}
# A line of its own. $trips: "Tractor, 2 trips".
offer-vehicle-line = 🚛 { $trips }
# The same where the lane of the site is narrow.
offer-vehicle-narrow-line = 🚛 { $trips } (narrow lane, no lorry gets in)

# A time of day alone, inside a sentence. $clock: "9:40 am". $day: "Tomorrow" or "Mon 23 Nov".
offer-clock-line = { $clock }
offer-day-clock-line = { $day ->
    [Tomorrow] { $clock } tomorrow
   *[other] { $clock } on { $day }
}
# A line of its own. $until: one of the two above.
offer-until-line = Please answer by { $until }.

# A new order. $number: RS and seven letters. $lines: what is ordered, a line each. $place: the locality.
# $when, $until: the lines above. $total: what the vendor gets in all, delivery included.
offer-alert-online =
    🔔 *New order { $number }*
    { $lines }
    📍 { $place }
    { $when }
    You get *{ $total }* in all, before our fee and tax. The buyer has paid online.
    { $until }
# The same when the buyer pays cash at the site.
offer-alert-cash =
    🔔 *New order { $number }*
    { $lines }
    📍 { $place }
    { $when }
    Collect *{ $total }* in cash at the site.
    { $until }
# The same when what he collects is not all that he gets. $cash: to collect.
offer-alert-cash-more =
    🔔 *New order { $number }*
    { $lines }
    📍 { $place }
    { $when }
    Collect *{ $cash }* in cash at the site. You get *{ $total }* in all, before our fee and tax.
    { $until }
# The same order again, when half of the time has passed.
offer-reminder-online =
    ⏰ *Order { $number } is still waiting for you*
    { $lines }
    📍 { $place }
    { $when }
    You get *{ $total }* in all, before our fee and tax. The buyer has paid online.
    { $until }
# The same when the buyer pays cash at the site.
offer-reminder-cash =
    ⏰ *Order { $number } is still waiting for you*
    { $lines }
    📍 { $place }
    { $when }
    Collect *{ $total }* in cash at the site.
    { $until }
# The same when what he collects is not all that he gets. $cash: to collect.
offer-reminder-cash-more =
    ⏰ *Order { $number } is still waiting for you*
    { $lines }
    📍 { $place }
    { $when }
    Collect *{ $cash }* in cash at the site. You get *{ $total }* in all, before our fee and tax.
    { $until }
# Behind the total in an alert that is a template: "₹19,840, before fee and tax, paid online".
offer-paid-line = before fee and tax, paid online
offer-cash-line = to be collected in cash
# The same when what he collects is not all that he gets. $cash: to collect.
offer-cash-more-line = before fee and tax; { $cash } of it in cash
# The first button of an alert, 20 characters at most.
offer-accept-button = Accept
offer-reject-button = Reject

# Above the list of reasons. $number: the order's.
offer-reject-ask = Why can you not take order { $number }? One tap is enough. If you can bring less, or at another time, write that: *40 only*, *evening*.
# Opens the list of reasons, 20 characters at most.
offer-reject-list-button = Choose a reason
# Reasons, 24 characters at most each.
offer-reason-out-of-stock-title = Not in stock
offer-reason-too-far-title = Too far
offer-reason-no-vehicle-title = No vehicle or workers
offer-reason-price-title = Price is not right
offer-reason-closed-title = We are closed

offer-lapsed = The time to answer order { $number } is over, so it does not wait for you any more. The next order will come to you here.
offer-gone = Order { $number } is no longer waiting for you. Nothing has changed.
offer-reject-noted = Noted: you are not taking order { $number }. Thank you for answering quickly.

# He has less, or can come at another time: the buyer is asked. $number: the order. $until: "9:40 am".
offer-counter-noted = Order { $number }: we are asking the buyer, who has until { $until } to answer. Keep it for him till then; you hear from us here.
# The buyer said no, or nothing.
offer-counter-refused = Order { $number }: the buyer did not say yes, so it goes to somebody else. Thank you for trying.
# $text: what he typed, "40 only". $number: one of the orders that it may be about. A list of orders hangs below.
offer-counter-which = For which order? Write its number too, for example *{ $number } { $text }*.
# Why it is not possible; Accept and Reject hang below.
offer-counter-several-lines = Order { $number } has several items, so we can not change one of them. Can you take all of it?
offer-counter-not-fewer = That is not less than order { $number } asks for. Can you take it as it is?
offer-counter-not-that-time = Order { $number } can not be moved to that time. Can you take it as it is?
offer-counter-price-held = The buyer of order { $number } was promised the price, and the difference is more than may be collected in cash. Can you take it as it is?

offer-none-open = No order is waiting for your answer now. New orders come to you here.
# $count: how many orders wait. A list of them hangs below.
offer-several-open = { $count ->
    [one] *One* order is waiting for your answer. Open the list to see it.
   *[other] *{ $count }* orders are waiting for your answer. Which one do you mean?
}
