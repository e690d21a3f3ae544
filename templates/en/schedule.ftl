# Words of the delivery slot and of the work day.

# Asks for the delivery slot, above a list. $locality: the place. $pin: its PIN code.
schedule-when-text = 📍 { $locality }, { $pin }

    🚚 *When should it come?*

# Asks for the day of the workers, above a list. $locality: the place. $pin: its PIN code.
schedule-which-day-text = 📍 { $locality }, { $pin }

    👷 *Which day shall the workers come?*

# Asks for a later day, above a list of days. $locality, $pin: as above. $last: the last day that can be ordered for, "Wed 23 Dec".
schedule-which-later-day-text = 📍 { $locality }, { $pin }

    🚚 *Which day?* Choose one or type it, like _15 December_ or _next Friday_. The last day is { $last }.

# A row under the times: days later than those.
schedule-later-title = 📅 A later day

# A day as a row. $day: "Sun 6 Dec".
schedule-day-title = { $day }

# A day that is later than orders are taken for. $last: the last day, "Wed 23 Dec".
schedule-too-far = We take orders up to { $last }. Please choose a day until then.

# Button that opens the list of times.
schedule-choose-button = Choose a time

# A delivery slot as a row. $slot: "Today, 8 am–12 noon".
schedule-slot-title = { $slot }

# A work day as a row. $work: "Tomorrow, 8 am–5 pm".
schedule-work-title = { $work }

# Under the row of a work day. $shift: "half day, 1–5 pm".
schedule-shift-description = { $shift }

# The chosen slot cannot be kept any more.
schedule-slot-closed = That time is not free any more. Please choose another time.

# The chosen work day cannot be kept any more.
schedule-day-closed = Workers for that time cannot be booked any more. Please choose another time.

# Nobody comes on the day that was typed. $day: "Tomorrow" or "Mon 23 Nov". $name: what day it is, "Ugadi".
schedule-day-is-named = { $day } is *{ $name }*: closed. Please choose another day.

# Nobody comes on that day of the week. $day: "Sun 29 Nov".
schedule-weekday-closed = { $day }: we do not come on that day of the week. Please choose another day.

# No time is free in the days ahead; a button for a person hangs below.
schedule-nothing-free = No time is free in the next days. Our office will find a way with you.

# A time was typed with an order that cannot be had; above the cart or the priced order.
schedule-not-then = That time is not free. You get the first free time, unless you choose another one.
