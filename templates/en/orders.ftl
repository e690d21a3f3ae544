# Words about placed orders: where they are, cancelling, what the vendor did.

## The list and one order

# Above the list of orders.
orders-which-text = Which order do you want to see?

# Under an order in a list. $state: where it is. $total: its total. $day: when it was placed.
orders-row-description = { $state } · { $total } · { $day }

# Nothing ordered yet.
orders-none-yet = You have no orders yet. Type what you need, like _50 bags OPC 53_, or open the menu.

# First line of an order. $number: the order number. $state: where it is.
orders-heading-line = *Order { $number }*: { $state }

# The total of an order. $total: "₹20,050".
orders-total-line = Total: { $total }

# Under the total, of an order that is not over: what of it is paid in cash when it comes. $gate: "₹10,000".
orders-gate-line = 💵 In cash at your site: { $gate }

# A vendor’s part of an order, above its lines. $what: what it brings, "goods" or "crew". $vendor: his name. $step: where the part is.
orders-part-line = { $what ->
    [crew] 👷 { $vendor }: { $step }
   *[other] 🏪 { $vendor }: { $step }
}

# The code of what is coming, below its lines. The only four-digit number in it is the code. $code: four digits.
orders-code-line = 🔑 Delivery code: *{ $code }*

# The code of workers who are coming. $code: four digits.
orders-crew-code-line = 🔑 Arrival code: *{ $code }*

# Above the codes of several orders.
orders-codes-heading-line = 🔑 Your codes. Tell each only when everything has come:

# A code among several. $number: the order. $items: "50 bags …", cut where it is long. $code: four digits.
orders-code-of-line = *{ $number }*, { $items }: code *{ $code }*

# Asked for a code when nothing is coming yet.
orders-no-code = You get a code as soon as a vendor accepts your order. There is none now.

# What was refunded of an order. $refunded: "₹500".
orders-refunded-line = Refund: { $refunded }

# What was paid beside the order (twice, too late, a wrong amount) and goes back. $refunded: "₹500".
orders-stray-refunded-line = Paid twice, too late or in a wrong amount, and refunded: { $refunded }

# First line of an order of one part between two states: packed, or loaded. $number: the order number. $step: where the part is.
orders-heading-step-line = *Order { $number }*: { $step }

# Its time is over and who accepted it has not set out. $number: the order. $items: "50 bags …". $when: day and hours.
orders-runs-late = ⏰ Order *{ $number }*: { $items } should have come by now ({ $when }) and is not on its way yet, sorry. We have asked the vendor, and our office has been told.

# A wrong code was typed too often at the gate. $number: the order. $items: "50 bags …".
orders-code-locked = 🔑 A wrong code was typed too often for order *{ $number }*: { $items }. Our office has been told and will call you. Please tell nobody your code until everything has come.

# Items of an order inside a sentence. $name: the product. $amount: "50 bags". $measure: its unit, "bag" or "person".
orders-item-line = { $measure ->
    [person] { $name } × { $amount }
   *[other] { $amount } { $name }
}

# When goods come, inside a sentence. $slot: "Mon 23 Nov, 8 am–12 noon".
orders-slot-line = { $slot }

# When workers come, inside a sentence. $work: "Mon 23 Nov, 8 am–5 pm".
orders-work-line = { $work }

# Button: show this order.
orders-show-button = Show the order

# Button: cancel this order.
orders-cancel-button = Cancel the order

# Button: order the same again.
orders-again-button = Order again
orders-crew-again-button = Same tomorrow

## Cancelling and repeating

# Above the list of orders that can be cancelled.
orders-cancel-which-text = Which order shall we cancel?

# Nothing can be cancelled.
orders-nothing-to-cancel = You have no order that can be cancelled now.

# Nothing can be cancelled, but there is a cart.
orders-nothing-to-cancel-but-cart = You have no order that can be cancelled now. Your cart is as it was; type _empty_ to clear it.

# Asks whether to cancel; nothing was paid. $what: "all" of it, or the "rest" because a part has come; so below. $number: the order.
orders-cancel-unpaid = { $what ->
    [rest] Shall we cancel what is still to come of order *{ $number }*? You pay nothing for that.
   *[all] Shall we cancel order *{ $number }*? Nothing was paid for it.
}

# The same for an order to be paid in cash when its truck has left or its workers were called. $what: "goods" or "crew". $number: the order.
orders-cancel-called-out = { $what ->
    [crew] Shall we cancel order *{ $number }*? The workers were called already: we tell them, and you pay nothing.
   *[other] Shall we cancel order *{ $number }*? It is on the vehicle already: we call it back, and you pay nothing.
}

# Asks whether to cancel; everything comes back. $what: "all" or "rest". $number: the order. $back: what comes back.
orders-cancel-all-back = { $what ->
    [rest] Shall we cancel what is still to come of order *{ $number }*? You get *{ $back }* back.
   *[all] Shall we cancel order *{ $number }*? You get a full refund: *{ $back }*.
}

# Asks whether to cancel; packed, so a fee is kept. $what: "all" or "rest". $number: the order. $back: what comes back. $kept: the fee.
orders-cancel-packed = { $what ->
    [rest] Shall we cancel what is still to come of order *{ $number }*? It is packed already: { $kept } is kept for the packing, *{ $back }* is refunded.
   *[all] Shall we cancel order *{ $number }*? It is packed already: { $kept } is kept for the packing, *{ $back }* is refunded.
}

# Asks whether to cancel; it is on the road. $what: "all" or "rest". $number: the order. $back: what comes back. $kept: what is kept of the delivery charge.
orders-cancel-on-its-way = { $what ->
    [rest] Shall we cancel what is still to come of order *{ $number }*? It is on the vehicle already: { $kept } is kept for the delivery, *{ $back }* is refunded.
   *[all] Shall we cancel order *{ $number }*? It is on the vehicle already: { $kept } is kept for the delivery, *{ $back }* is refunded.
}

# Asks whether to cancel; the workers were called for the next day. $what: "all" or "rest". $number: the order. $back: what comes back. $kept: what the crew gets.
orders-cancel-crew-called = { $what ->
    [rest] Shall we cancel what is still to come of order *{ $number }*? The workers were called already: { $kept } is kept for them, *{ $back }* is refunded.
   *[all] Shall we cancel order *{ $number }*? The workers were called already: { $kept } is kept for them, *{ $back }* is refunded.
}

# Asks whether to cancel; something is kept for several parts. $what: "all" or "rest". $number: the order. $back: what comes back. $kept: what is kept.
orders-cancel-several-kept = { $what ->
    [rest] Shall we cancel what is still to come of order *{ $number }*? { $kept } is kept for what was done already, *{ $back }* is refunded.
   *[all] Shall we cancel order *{ $number }*? { $kept } is kept for what was done already, *{ $back }* is refunded.
}

# Above the same question, asked again because cancelling means something else now.
orders-cancel-changed = The order has moved on since we asked you, so nothing is cancelled yet.

# Button: yes, cancel the order.
orders-cancel-yes-button = Yes, cancel it

# Button: do not cancel.
orders-cancel-no-button = Keep it

# The buyer keeps the order.
orders-not-cancelled = Good, the order stays as it is.

# Nothing was ordered before.
orders-nothing-to-repeat = You have not ordered before, so here is what we have.

# Some items of the last order are not sold now. $count: how many different items.
orders-some-are-gone =
    { $count ->
        [one] One item of your last order is not sold now; the rest is here.
       *[other] { $count } items of your last order are not sold now; the rest is here.
    }

## What the vendor did

# The vendor is closed now and is asked when he opens. $number: the order. $vendor: his name. $day: "Today", "Tomorrow" or "Mon 23 Nov". $opens: "7 am".
orders-yard-opens = { $day ->
    [Today] Order *{ $number }*: { $vendor } is closed now and opens today at { $opens }. We will tell you as soon as they answer.
    [Tomorrow] Order *{ $number }*: { $vendor } is closed now and opens tomorrow at { $opens }. We will tell you as soon as they answer.
   *[other] Order *{ $number }*: { $vendor } is closed now and opens on { $day } at { $opens }. We will tell you as soon as they answer.
}

# A vendor has accepted; holds the code for the driver. The only four-digit number in it is the code. $number: the order. $vendor: his name. $items: "50 bags …". $when: day and hours. $code: four digits.
orders-accepted = ✅ *{ $vendor }* has accepted order *{ $number }*: { $items }. Coming: { $when }.

    Your delivery code is *{ $code }*. Give it to the driver only when everything has come.

# A contractor has accepted; holds the arrival code. $number: the order. $vendor: the contractor. $items: "Mason × 2 people". $when: day and hours. $code: four digits.
orders-crew-accepted = ✅ *{ $vendor }* has accepted order *{ $number }*: { $items }. Coming: { $when }.

    Your arrival code is *{ $code }*. Give it to the workers only when all of them have come.

# The buyer said yes to a dearer price, which is more than may be cash by now. $number: the order.
orders-dearer-not-possible = Order *{ $number }*: with that you would pay more than { $limit } in cash, which is not possible, so we are asking another vendor.

# The vendor does not bring it for whom the buyer had agreed to pay $more more. $number: the order.
orders-dearer-is-off = Order *{ $number }*: the vendor for whom you agreed to pay { $more } more does not bring it. You do not pay that now; your price is again the one you ordered at.

# A vendor could not take it; the next is asked. $number: the order. $items: "50 bags …".
orders-asking-next = Order *{ $number }*: a vendor could not take { $items }. We are asking the next one; your price stays the same.

# A vendor has less. $items: "40 bags …". $wanted: "50 bags …". $amount: what comes back.
orders-fewer-online = Order *{ $number }*: { $vendor } has { $items }, and you asked for { $wanted }.

    If you take that, we refund { $amount }. Is that fine, or shall we ask others for all of it?
# The same when it is paid in cash. $amount: what it is cheaper by.
orders-fewer-cash = Order *{ $number }*: { $vendor } has { $items }, and you asked for { $wanted }.

    If you take that, you pay { $amount } less. Is that fine, or shall we ask others for all of it?
# The same when some of it was paid. $less: what is less in cash.
orders-fewer-both = Order *{ $number }*: { $vendor } has { $items }, and you asked for { $wanted }.

    If you take that, we refund { $amount }, and you pay { $less } less in cash. Is that fine, or shall we ask others for all of it?
# The same when the bank has given the buyer his money back already.
orders-fewer = Order *{ $number }*: { $vendor } has { $items }, and you asked for { $wanted }.

    Is that fine, or shall we ask others for all of it?
# A vendor can come at another time. $when: that time. $wanted: the time that was asked for.
orders-other-time = Order *{ $number }*: { $vendor } can bring { $items } on *{ $when }*, not on { $wanted }. The price stays the same.

    Is that fine, or shall we ask others?
# A vendor wants more for it than the buyer was promised. $more: how much more in all.
orders-dearer = Order *{ $number }*: { $vendor } asks { $more } more for { $items } than the price we gave you.

    If you take that, you pay the { $more } in cash at your site. Is that fine, or shall we ask others?
# A line of the order's card. $items, $when: what he can bring and when.
orders-counter-line = ↪ { $vendor } can bring: { $items }, { $when }
# Above the list of orders of which something may be missing or broken.
orders-claim-which-text = We are sorry. Of which order is it?
# Lines of the order's card: what was missing or broken, and where that stands. $why: "short" or "broken". $amount: "3 bags". $back: what the buyer gets.
orders-claim-asked-line = { $why ->
    [broken] ⚠️ { $amount } { $name } broken: the vendor is asked
   *[short] ⚠️ { $amount } { $name } missing: the vendor is asked
}
orders-claim-office-line = { $why ->
    [broken] ⚠️ { $amount } { $name } broken: our office decides
   *[short] ⚠️ { $amount } { $name } missing: our office decides
}
orders-claim-settled-line = { $why ->
    [broken] ⚠️ { $amount } { $name } broken: settled, { $back } back
   *[short] ⚠️ { $amount } { $name } missing: settled, { $back } back
}
orders-claim-nothing-line = { $why ->
    [broken] ⚠️ { $amount } { $name } broken: settled, nothing back
   *[short] ⚠️ { $amount } { $name } missing: settled, nothing back
}
# Buttons, 20 characters at most.
orders-counter-yes-button = Yes, that is fine
orders-counter-no-button = No, ask others

# No vendor takes it; the buyer chooses. $number: the order. $items: "50 bags …".
orders-nobody-accepted = Order *{ $number }*: no vendor can take { $items } just now, sorry.

    Shall we keep asking, or cancel it? What you paid for it is refunded.

# The same where one would bring it for more. $more: how much more in all.
orders-nobody-but-dearer = Order *{ $number }*: no vendor can take { $items } at your price just now, sorry. One can for { $more } more; you would pay that in cash at your site.

    Shall we take it, keep asking, or cancel it? What you paid for it is refunded if you cancel.

# Button: pay the difference. $more: how much more, "₹750".
orders-more-button = Yes, { $more }

# Button: keep asking.
orders-wait-button = Keep asking

# Button: give up this part; what was paid comes back.
orders-money-back-button = Cancel it

# The time of a part is over and no vendor took it; the buyer chooses. $number: the order. $items: "50 bags …". $when: day and hours.
orders-time-passed = Order *{ $number }*: the time for { $items } ({ $when }) has passed and no vendor has taken it, sorry.

    Shall it come at another time, or shall we cancel it? What you paid for it is refunded.

# Button: choose another time.
orders-new-time-button = Another time

# Above the list of other times. $items: "50 bags …".
orders-new-time-text = When should { $items } come?

# Another time was chosen and the vendors are asked for it. $number: the order. $items: "50 bags …". $when: day and hours.
orders-asking-for-new-time = Good. Order *{ $number }*: { $items }, { $when }. We are asking the vendors now and will tell you when somebody accepts.

# The buyer waits. $number: the order.
orders-waiting = Good, we keep asking for order *{ $number }* and will write to you as soon as somebody takes it.

# It is packed. $number: the order. $items: "50 bags …".
orders-packed = 📦 Order *{ $number }* is packed: { $items }.

# It has been loaded, with vehicle and driver. $number: the order. $items: "50 bags …". $vehicle: its registration. $driver: the name.
orders-dispatched = 🚚 Order *{ $number }* is loaded: { $items }. Vehicle { $vehicle }, driver { $driver }.

# The crew is ready to come. $number: the order. $items: "Mason × 2 people". $driver: who leads them.
orders-crew-dispatched = 👷 Your workers for order *{ $number }* are ready: { $items }. { $driver } leads them.

# It is on the way; holds the code again. The only four-digit number in it is the code. $number: the order. $items: "50 bags …". $code: four digits.
orders-on-the-way = 🚚 Order *{ $number }* is on the way to you: { $items }.

    Your delivery code is *{ $code }*. Give it to the driver only when everything has come.

# After it, where something is paid in cash when it comes. $gate: "₹10,000".
orders-cash-ready-line = 💵 Please have { $gate } in cash ready.

# The crew is on the way; holds the code again. $number: the order. $items: "Mason × 2 people". $code: four digits.
orders-crew-on-the-way = 👷 Your workers for order *{ $number }* are on the way to you: { $items }.

    Your arrival code is *{ $code }*. Give it to the workers only when all of them have come.

# One part has been delivered, more is to come. $number: the order. $items: "50 bags …".
orders-part-delivered = ✅ Part of order *{ $number }* has come: { $items }. The rest is still to come.

# Everything has been delivered; two buttons below say how it was. A crew has only come by then. $number: the order. $what: what came last, "goods" or "crew".
orders-delivered = { $what ->
    [crew] ✅ Order *{ $number }*: your workers have come. Thank you for building with us! When the work is done, tell us how it was.
   *[other] ✅ Order *{ $number }* is delivered. Thank you for building with us! How was it?
}

# Button: it was good.
orders-rate-good-button = 👍 Good

# Button: it was not good; a person will write.
orders-rate-bad-button = 👎 Not good

# The buyer found it good. $number: the order.
orders-rated-good = 👍 Thank you! We are glad that order *{ $number }* went well.

# The buyer found it bad, and a person of the office will write. $number: the order.
orders-rated-bad = 👎 We are sorry that order *{ $number }* was not good. Our office has been told, and a person will write to you here.

# A rating can be changed for a week, and that is over. $number: the order.
orders-rating-stands = What you said about order *{ $number }* is more than a week old and stays as it is. If something is wrong, a person can help.

## When an order ends early

# First sentence: the buyer cancelled. $number: the order.
orders-cancelled-by-you = Order *{ $number }* is cancelled, as you asked.

# First sentence: the vendor had to cancel. $number: the order.
orders-cancelled-by-vendor = Sorry, the vendor had to cancel order *{ $number }*.

# First sentence: no vendor ever took it. $number: the order.
orders-cancelled-nobody = Sorry, no vendor could take order *{ $number }*, so it is cancelled.

# First sentence: the office cancelled. $number: the order.
orders-cancelled-by-office = Sorry, our office had to cancel order *{ $number }*.

# First sentence: the buyer cancelled a part; the rest goes on. $number: the order. $items: "50 bags …".
orders-part-cancelled-by-you = As you asked, we have taken this out of order *{ $number }*: { $items }. Everything else stays as it is.

# First sentence: the vendor had to cancel a part; the rest goes on. $number: the order. $items: "50 bags …".
orders-part-cancelled-by-vendor = Sorry, the vendor had to cancel this part of order *{ $number }*: { $items }. Everything else stays as it is.

# First sentence: no vendor ever took a part; the rest goes on. $number: the order. $items: "50 bags …".
orders-part-cancelled-nobody = Sorry, no vendor could take this part of order *{ $number }*, so it is cancelled: { $items }. Everything else stays as it is.

# First sentence: the office cancelled a part; the rest goes on. $number: the order. $items: "50 bags …".
orders-part-cancelled-by-office = Sorry, our office had to cancel this part of order *{ $number }*: { $items }. Everything else stays as it is.

# Second sentence: all that was paid comes back. $refund: what comes back.
orders-refund-follows = Your refund of { $refund } reaches your bank in 5 to 7 working days.

# Second sentence: a part is kept. $refund: what comes back. $kept: what is kept.
orders-refund-less-kept = Your refund of { $refund } reaches your bank in 5 to 7 working days; { $kept } is kept for what was done already.

# Second sentence: nothing comes back. $kept: what is kept.
orders-all-kept = { $kept } is kept for what was done already.

# The buyer asked for what is not possible any more. $number: the order. $state: where it is now.
orders-too-late = That is not possible any more for order *{ $number }*. It is now: { $state }.
