# Words that every topic uses. They become the values of other messages' variables.

## Days and hours

# $weekday, $month: the short names below. $day: number of the day.
common-date = { $weekday } { $day } { $month }
# The same where a row has no room for the month; never more than two weeks away.
common-date-short = { $weekday } { $day }
common-weekday-1 = Mon
common-weekday-2 = Tue
common-weekday-3 = Wed
common-weekday-4 = Thu
common-weekday-5 = Fri
common-weekday-6 = Sat
common-weekday-7 = Sun
common-month-1 = Jan
common-month-2 = Feb
common-month-3 = Mar
common-month-4 = Apr
common-month-5 = May
common-month-6 = Jun
common-month-7 = Jul
common-month-8 = Aug
common-month-9 = Sep
common-month-10 = Oct
common-month-11 = Nov
common-month-12 = Dec
common-today = Today
common-tomorrow = Tomorrow

# $clock: "5" or "5:30". $phase: which part of the day; dawn is midnight to four.
common-time = { $phase ->
    [dawn] { $clock } am
    [morning] { $clock } am
   *[other] { $clock } pm
}

# $day: "Today", "Mon 23" or "Mon 23 Nov". $hours: below. With "Mon 23" 24 characters at most in all.
common-day-hours = { $day }, { $hours }

# When a delivery comes.
common-part-morning = 8 am–12 noon
common-part-afternoon = 12 noon–4 pm
common-part-evening = 4–7 pm

# How long a crew works.
common-shift-full = full day, 8 am–5 pm
common-shift-half-morning = half day, 8 am–12 noon
common-shift-half-afternoon = half day, 1–5 pm
common-shift-full-short = 8 am–5 pm
common-shift-half-morning-short = 8 am–12 noon
common-shift-half-afternoon-short = 1–5 pm

## Units. $count: how many, may have decimals.

common-amount-bag = { $count ->
    [one] { $count } bag
   *[other] { $count } bags
}
common-amount-tonne = { $count ->
    [one] { $count } tonne
   *[other] { $count } tonnes
}
common-amount-kg = { $count } kg
common-amount-cft = { $count } cft
common-amount-load = { $count ->
    [one] { $count } load
   *[other] { $count } loads
}
common-amount-piece = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
common-amount-rod = { $count ->
    [one] { $count } rod
   *[other] { $count } rods
}
common-amount-person = { $count ->
    [one] { $count } person
   *[other] { $count } people
}

# As in "₹385 per bag".
common-unit-bag = bag
common-unit-tonne = tonne
common-unit-kg = kg
common-unit-cft = cft
common-unit-load = load
common-unit-piece = piece
common-unit-rod = rod
common-unit-person = person

## Kinds of things, as rows of the first menu: 24 characters at most.

common-kind-cement = Cement
common-kind-steel = Steel (TMT bars)
common-kind-sand = Sand
common-kind-aggregate = Aggregate (metal)
common-kind-brick = Bricks
common-kind-block = Blocks
common-kind-labour = Workers

## Where an order is, for its buyer.

common-state-awaiting-payment = Waiting for payment
common-state-offered = Asking the vendor
common-state-needs-buyer = Waiting for your answer
common-state-accepted = Accepted
common-state-on-the-way = On the way
common-state-delivered = Delivered
common-state-expired = Not paid in time
common-state-cancelled = Cancelled

## Where one vendor's part of an order is.

common-step-held = Waiting for payment
common-step-offered = Waiting for an answer
common-step-unserved = Nobody has taken it yet
common-step-accepted = Accepted
common-step-packed = Packed
common-step-dispatched = Dispatched
common-step-on-the-way = On the way
common-step-delivered = Delivered
common-step-cancelled = Cancelled

## The same of workers

common-crew-dispatched = Ready to leave
common-crew-on-the-way = On the way
common-crew-delivered = Workers have come
