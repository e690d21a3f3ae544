# Words of the vendor's desk: menu, today's orders, stock, hours off, and what was not understood.
# The reader owns or runs a yard, or leads a crew.

# $name: the person's name from WhatsApp.
desk-menu =
    Namaste { $name }! What would you like to do?
    _Type *hindi* or *telugu* to change the language._
desk-menu-unnamed =
    Namaste! What would you like to do?
    _Type *hindi* or *telugu* to change the language._
# The menu again, under a line about what just happened.
desk-menu-again = What would you like to do?
# Opens the menu, 20 characters at most.
desk-menu-list-button = Menu
# Rows of the menu, 24 characters at most each.
desk-menu-parts-title = Today's orders
desk-menu-stock-title = My stock
desk-menu-account-title = My account
desk-menu-off-title = Take time off
desk-menu-open-title = Open again
desk-menu-buy-title = Buy something
desk-menu-person-title = Talk to a person
# A button that leads to the menu, 20 characters at most.
desk-menu-button = Menu

# Above the list of orders to do. $count: how many.
desk-parts = { $count ->
    [one] You have *one* order to do. Open the list to see it.
   *[other] You have *{ $count }* orders to do. Open the list to see one.
}
desk-parts-none = You have nothing to do now. New orders come to you here.
desk-parts-list-button = Show orders
# Above the orders of a day in that list, 24 characters at most. $day: "Today", "Tomorrow" or "Mon 23 Nov".
desk-parts-day-title = { $day }
# Under an order's number. $step: "Packed". $place: locality. $line: what is ordered first, "50 bags: OPC 53".
desk-part-description = { $step } · { $place } · { $line }
desk-part-gone = That order is no longer on your list.
# Above a list of orders. $code: the buyer's four digits, as typed. $vehicle: its number, as typed.
desk-which-code = Which order is the code *{ $code }* for?
desk-which-vehicle = Which order goes with vehicle *{ $vehicle }*?
desk-which-packed = Which order is packed?
desk-which-dispatched = Which order is dispatched?
desk-which-crew-sent = For which order has the crew left?
desk-which-on-the-way = Which order is on the way?
desk-which-delivered = Which order is delivered?
desk-which-give-back = Which order can you not do?
# One order. $step: where it is. $lines, $when, $details, $money: lines as in the message after accepting.
desk-part = *Order { $number }*: { $step }
    { $lines }
    { $when }
    { $details }
    { $money }

desk-stock = This is what you sell here. Tap one to change how much is available.
desk-stock-none = You sell nothing here yet. Our office will help you to list what you have.
desk-stock-list-button = Show stock
# Under a name. $free: "120 bags". $price: for one unit. $unit: "bag".
desk-stock-description = { $free } available · { $price } per { $unit }
# $held: how many are kept for orders that wait for an answer or money.
desk-stock-held-description = { $free } available, { $held } held · { $price } per { $unit }
# The last row of a long list, 24 characters at most.
desk-stock-more-title = More…
# $name: what it is. $unit: "bag".
desk-stock-ask = How much *{ $name }* is available now? Type the number, counted by the { $unit }.
desk-stock-unreadable = We did not understand that as a number. How much *{ $name }* is available, counted by the { $unit }? Type only the number.
# $free: "200 bags". $was: the same, before.
desk-stock-noted = ✅ Noted: { $free } of *{ $name }* available. It was { $was }.
# An order has taken so much that little is left. $left: "18 bags".
desk-stock-low = 📉 *{ $name }*: only { $left } left to sell. If there is more in the yard, tell us, so that orders go on coming.
# Asks for a new count, 20 characters at most.
desk-stock-low-button = Change stock
# $price, $was: for one unit. $unit: "bag".
desk-price-noted = ✅ *{ $name }*: now { $price } per { $unit }. It was { $was }.
# What was typed is so already.
desk-same = *{ $name }* is like that already: { $price } per { $unit }, { $free } available.
# Takes the change above back, 20 characters at most.
desk-undo-button = Undo
desk-stock-undone = ↩️ Taken back: { $free } of *{ $name }* available.
desk-price-undone = ↩️ Taken back: *{ $name }* is { $price } per { $unit } again.
# The button of a change after which another one came.
desk-undo-late = That has changed again since, so we have changed nothing. *{ $name }* is now { $price } per { $unit }, { $free } available.
desk-undo-nothing = There is nothing to take back.
desk-listing-gone = You do not sell that here any more, so nothing has changed.
# What was typed fits several things. $number: "385" or "₹385".
desk-shelf-which = Which one is *{ $number }* for? Open the list and tap it.
desk-shelf-which-gone = Which one is finished? Open the list and tap it.
desk-shelf-not-yours = We did not find that among the things that you sell here, so nothing has changed.
# $number: as typed. $price, $free: as they are now.
desk-price-or-stock = *{ $name }*: is *{ $number }* the price per { $unit }, or how much you have? Now it is { $price } per { $unit }, { $free } available.
# Buttons, 20 characters at most.
desk-as-price-button = Price { $price }
desk-as-stock-button = Stock { $free }

desk-off-ask = Time off: for how long? You can also type, for example, *3 hours* or *25 December*.
# Buttons, 20 characters at most.
desk-off-hours-button = 2 hours
desk-off-today-button = Rest of today
desk-off-tomorrow-button = Tomorrow too
# $until: time of day. $day: "Tomorrow" or "Mon 23 Nov".
desk-off-until = 💤 No new orders until { $until }. Orders that you have accepted stay yours.
desk-off-until-day = { $day ->
    [Tomorrow] 💤 No new orders until { $until } tomorrow. Orders that you have accepted stay yours.
   *[other] 💤 No new orders until { $until } on { $day }. Orders that you have accepted stay yours.
}
desk-off-today = 💤 No new orders for the rest of today. Orders that you have accepted stay yours.
desk-off-tomorrow = 💤 No new orders today and tomorrow. Orders that you have accepted stay yours.
desk-off-unreadable = How long? Tap a button, or type for example *3 hours*, *tomorrow* or *25 December*. Days of every week are set by our office: type *person*.
# $days: the two days that it may be.
desk-off-which-week = Which of the two: *{ $days }*? Please type the date.
desk-open-which-day = On which day? Please type it with its date, for example *open 25 December*.
# Days to come. $days: "Fri 25 Dec, Sat 26 Dec".
desk-closed = 🗓️ Closed: *{ $days }*. No orders for then come to you. Orders that you have accepted stay yours.
desk-closed-already = Closed already: *{ $days }*. To be there after all, type for example *open 25 December*.
desk-closed-too-many = That is more closed days than we can keep here. Type *person* and our office will help you.
desk-open-on = 🟢 Open: *{ $days }*. New orders for then come to you here.
desk-open-button = Open again
# $orders: how many in a row, at least 1.
desk-paused = { $orders ->
    [one] You have not answered an order, so we send you no new ones for now. Orders that you have accepted stay yours. When you are there again, tap *Open again*.
   *[other] You have not answered { $orders } orders in a row, so we send you no new ones for now. Orders that you have accepted stay yours. When you are there again, tap *Open again*.
}
desk-open = 🟢 You are open again. New orders come to you here.

desk-old-tap = That was from an earlier message, so nothing has changed.
# These three stand above the open question or above "What would you like to do?".
desk-not-understood = We did not understand that.
desk-media = Thank you. Our office looks at it and will write to you here. It is quicker to type. A photo that you send just after a delivery goes with that order.
desk-not-needed = Thank you, but we do not need that here.
desk-not-a-vendor = This is for vendors. If you would like to sell with us, type *sell*.
desk-stopped = Understood. We send you nothing but orders and their news. For no new orders type *off*; to hear from us again, type *start*.
desk-person-called = Our office has been told and will write or call you soon. You can go on here meanwhile.

# How the vendor stands with us. $due: what he gets for what he delivered, our fee and tax taken off. $cash: buyers' cash that he holds. $net: what is left.
desk-account-we-pay = 💰 For what you delivered you get { $due }, after our fee and tax. You hold { $cash } in cash from buyers. So we owe you *{ $net }*.
desk-account-you-pay = 💰 For what you delivered you get { $due }, after our fee and tax. You hold { $cash } in cash from buyers. So you owe us *{ $net }*.
desk-account-even = 💰 For what you delivered you get { $due }, after our fee and tax. You hold { $cash } in cash from buyers. So we are even.
desk-account-nothing = 💰 We are even: nothing is open between us.
