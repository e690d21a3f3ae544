# Words about placed orders: where they are, cancelling, what the yard did.

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

# A vendor’s part of an order, above its lines. $vendor: his name. $step: where the part is.
orders-part-line = 🏪 { $vendor }: { $step }

# What was sent back of an order. $refunded: "₹500".
orders-refunded-line = Sent back to you: { $refunded }

# Things of an order inside a sentence. $name: the product. $amount: "50 bags".
orders-item-line = { $amount } { $name }

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

## Cancelling and repeating

# Above the list of orders that can be cancelled.
orders-cancel-which-text = Which order shall I cancel?

# Nothing can be cancelled.
orders-nothing-to-cancel = You have no open order that I could cancel.

# Nothing can be cancelled, but there is a cart.
orders-nothing-to-cancel-but-cart = You have no open order. Your cart is as it was; type _empty_ to clear it.

# Asks whether to cancel; nothing was paid. $number: the order.
orders-cancel-unpaid = Shall I cancel order *{ $number }*? Nothing was paid for it.

# Asks whether to cancel; everything comes back. $number: the order. $back: what comes back.
orders-cancel-all-back = Shall I cancel order *{ $number }*? All your money comes back: *{ $back }*.

# Asks whether to cancel; packed, so a fee is kept. $number: the order. $percent: the fee, 5.
orders-cancel-packed = Shall I cancel order *{ $number }*? It is packed already: { $percent } % is kept for the work, the rest comes back.

# Asks whether to cancel; it is on the road. $number: the order.
orders-cancel-on-its-way = Shall I cancel order *{ $number }*? It has left already: the delivery charge is kept, the rest comes back.

# Asks whether to cancel; the workers were called for the next day. $number: the order.
orders-cancel-crew-called = Shall I cancel order *{ $number }*? The workers were called already: half a day is kept for them, the rest comes back.

# Button: yes, cancel the order.
orders-cancel-yes-button = Yes, cancel it

# Button: do not cancel.
orders-cancel-no-button = Keep it

# The order is being cancelled; the result follows.
orders-cancelling = I am cancelling it and will tell you in a moment what comes back.

# The buyer keeps the order.
orders-not-cancelled = Good, the order stays as it is.

# Nothing was ordered before.
orders-nothing-to-repeat = You have not ordered before, so here is what we have.

# Some things of the last order are not sold now. $count: how many different things.
orders-some-are-gone =
    { $count ->
        [one] One thing of your last order is not on sale now; the rest is here.
       *[other] { $count } things of your last order are not on sale now; the rest is here.
    }

## What the yard did

# The yard is closed now and is asked when it opens. $number: the order. $vendor: the yard. $day: "Tomorrow". $opens: "7 am".
orders-yard-opens = Order *{ $number }*: { $vendor } is closed now (opens: { $day }, { $opens }). I will tell you as soon as it answers.

# A yard has accepted; holds the code for the driver. The only four-digit number in it is the code. $number: the order. $vendor: the yard. $items: "50 bags …". $when: day and hours. $code: four digits.
orders-accepted = ✅ *{ $vendor }* has accepted order *{ $number }*: { $items }. It comes { $when }.

    Your delivery code is *{ $code }*. Give it to the driver only when everything is there.

# A contractor has accepted; holds the arrival code. $number: the order. $vendor: the contractor. $items: "2 people Mason". $when: day and hours. $code: four digits.
orders-crew-accepted = ✅ *{ $vendor }* has accepted order *{ $number }*: { $items }. They come { $when }.

    Your arrival code is *{ $code }*. Give it to them when all are there.

# The first yard could not take it; the next is asked. $number: the order. $items: "50 bags …".
orders-asking-next = Order *{ $number }*: the first yard could not take { $items }. I am asking the next one, at the same price for you.

# No yard takes it; the buyer chooses. $number: the order. $items: "50 bags …".
orders-nobody-accepted = Order *{ $number }*: no yard can take { $items } just now, sorry.

    Shall I keep asking, or would you rather have your money back?

# Button: keep asking.
orders-wait-button = Keep asking

# Button: give up this part; what was paid comes back.
orders-money-back-button = Money back

# The buyer waits.
orders-waiting = Good, I keep asking and will write to you as soon as somebody takes it.

# The buyer wants the money back.
orders-money-back = Understood. I am taking it out of the order; what you paid for it comes back.

# It is packed. $number: the order. $items: "50 bags …".
orders-packed = 📦 Order *{ $number }*: { $items } is packed.

# It has been loaded, with vehicle and driver. $number: the order. $items: "50 bags …". $vehicle: its registration. $driver: the name.
orders-dispatched = 🚚 Order *{ $number }*: { $items } is loaded. Vehicle { $vehicle }, driver { $driver }.

# The crew is ready to come. $number: the order. $items: "2 people Mason". $driver: who leads them.
orders-crew-dispatched = 👷 Order *{ $number }*: { $items } are ready, led by { $driver }.

# It is on the way; holds the code again. The only four-digit number in it is the code. $number: the order. $items: "50 bags …". $code: four digits.
orders-on-the-way = 🚚 Order *{ $number }*: { $items } is on the way to you.

    Your delivery code is *{ $code }*. Give it to the driver when everything is there.

# The crew is on the way; holds the code again. $number: the order. $items: "2 people Mason". $code: four digits.
orders-crew-on-the-way = 👷 Order *{ $number }*: { $items } are on the way to you.

    Your arrival code is *{ $code }*. Give it to them when all are there.

# One part has been delivered, more is to come. $number: the order. $items: "50 bags …".
orders-part-delivered = ✅ Order *{ $number }*: { $items } is delivered. The rest is still to come.

# Everything has been delivered. $number: the order.
orders-delivered = ✅ Order *{ $number }* is delivered. Thank you for building with us!

## When an order ends early

# First sentence: the buyer cancelled. $number: the order.
orders-cancelled-by-you = Order *{ $number }* is cancelled, as you asked.

# First sentence: the yard had to cancel. $number: the order.
orders-cancelled-by-vendor = Sorry, the yard had to cancel order *{ $number }*.
orders-cancelled-nobody = Sorry, no yard could take order *{ $number }*, so it is cancelled.

# First sentence: the office cancelled. $number: the order.
orders-cancelled-by-office = Sorry, our office had to cancel order *{ $number }*.

# Second sentence: all that was paid comes back. $refund: what comes back.
orders-refund-follows = { $refund } comes back to you; your bank shows it in 5 to 7 working days.

# Second sentence: a part is kept. $refund: what comes back. $kept: what is kept.
orders-refund-less-kept = { $refund } comes back to you in 5 to 7 working days; { $kept } is kept for what was done already.

# Second sentence: nothing comes back. $kept: what is kept.
orders-all-kept = { $kept } is kept for what was done already.

# The buyer asked for what is not possible any more. $number: the order. $state: where it is now.
orders-too-late = That is not possible any more for order *{ $number }*. It is now: { $state }.
