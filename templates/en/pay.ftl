# Words about money: the pay button, trouble, refunds.

# Above the pay button. $number: the order. $total: to be paid. $until: until when, "10:35 am".
pay-now = Order *{ $number }*: please pay *{ $total }* by { $until }. UPI, cards and net banking all work.

# The same where the rest is paid in cash when it comes. $total: to be paid now. $gate: to be paid in cash.
pay-now-advance = Order *{ $number }*: please pay the advance of *{ $total }* by { $until }. UPI, cards and net banking all work. You pay the other { $gate } in cash at your site.

# Above the pay button, once, when the time to pay is nearly over. $number: the order. $total: to be paid. $until: until when price and stock are held, "10:35 am".
pay-reminder = ⏰ Order *{ $number }* is not paid yet: *{ $total }*. We hold the price and the stock for you until { $until }.

# A line of the bill that is paid in the chat, where only a part is paid now. At most 60 characters. $number: the order.
pay-bill-advance = Advance for order { $number }

# What the delivery costs; a line of that bill.
pay-bill-delivery = Delivery

# The paise by which the total is made whole rupees; a line of that bill.
pay-bill-round-off = Round-off

# Beside the tax of that bill, which is zero: it is in the prices.
pay-bill-tax = GST included

# Under that bill. $until: until when price and stock are held, "10:35 am".
pay-bill-expiry = Pay by { $until }

# With it that bill shows that all has come. $number: the order.
pay-bill-completed = Order *{ $number }* is complete.

# With it that bill shows that the order is cancelled and was not paid. $number: the order.
pay-bill-cancelled = Order *{ $number }* is cancelled: there is nothing to pay any more.

# The pay button itself; opens the payment page.
pay-now-button = Pay now

# Until when the link can be paid; a value inside a template. $until: "10:35 am".
pay-until-line = { $until }

# Button: try to pay again.
pay-again-button = Pay again

# The payment page could not be made. $number: the order.
pay-link-trouble = The payment page for order *{ $number }* did not open, sorry. Shall we try again?

# The payment service is slow; the button has not come yet. $number: the order. $until: until when everything is held, "10:35 am".
pay-link-slow = The payment service is slow just now, sorry: the pay button for order *{ $number }* is not here yet. We keep trying, and it will come by itself. Everything is held for you until { $until }.

# The buyer closed the payment page or ran out of time there. $number: the order.
pay-not-finished = The payment for order *{ $number }* was not finished, and no money was taken. You can try again now.

# Not enough money or a limit of the bank. $number: the order.
pay-no-funds = The bank did not allow the payment for order *{ $number }* (balance or daily limit). Try another account or card.

# The bank or UPI has trouble. $number: the order.
pay-bank-trouble = The bank had trouble with the payment for order *{ $number }*. Wait a few minutes, or use another way to pay. If money was taken, it comes back by itself.

# The payment was refused for another reason. $number: the order.
pay-declined = The payment for order *{ $number }* did not go through. Try again or use another way to pay.

# Paid. $number: the order. $amount: what was paid. $vendors: how many are asked now.
pay-received =
    { $vendors ->
        [one] ✅ { $amount } received for order *{ $number }*. Thank you! We are asking the vendor now and will tell you when they accept.
       *[other] ✅ { $amount } received for order *{ $number }*. Thank you! We are asking { $vendors } vendors now and will tell you as each of them accepts.
    }

# Paid after the time was over, and still served at the paid price. $number: the order. $amount: what was paid. $vendors: how many are asked now.
pay-received-late =
    { $vendors ->
        [one] ✅ { $amount } for order *{ $number }* came a little late, but everything is still there. We are asking the vendor now.
       *[other] ✅ { $amount } for order *{ $number }* came a little late, but everything is still there. We are asking { $vendors } vendors now.
    }

# To be paid in cash; the vendors are asked. $number: the order. $total: to be paid in cash. $vendors: how many are asked now.
pay-cash-placed =
    { $vendors ->
        [one] Order *{ $number }* ({ $total } in cash): we are asking the vendor now and will tell you when they accept.
       *[other] Order *{ $number }* ({ $total } in cash): we are asking { $vendors } vendors now and will tell you as each of them accepts.
    }

# The buyer wants to pay cash and it is too much for that. $number: the order. $limit: the most that can be paid in cash.
pay-cash-not-possible = Cash is possible up to { $limit }. Please pay order *{ $number }* online.

# The time to pay is over; nothing was taken. $number: the order.
pay-expired = The time to pay for order *{ $number }* is over. No money was taken. Do you still need it? One tap puts the same items into your cart again.

# A new payment page is being made. $number: the order.
pay-button-comes = One moment, the pay button for order *{ $number }* is coming.

# Somebody asks for the pay button and nothing is to be paid.
pay-nothing-open = There is nothing to pay just now. Type _orders_ to see your orders.

# Money goes back because it was paid twice. $number: the order. $amount: what goes back.
pay-refund-paid-twice = You paid twice for order *{ $number }*. We are refunding { $amount }; it reaches your bank in 5 to 7 working days.

# Money goes back because it came too late to be served. $number: the order. $amount: what goes back.
pay-refund-too-late = Your payment for order *{ $number }* came after its time, and the order cannot be filled any more. We are refunding all of it: { $amount } reaches your bank in 5 to 7 working days.

# Money goes back because the order was cancelled before it came, by whomever. $number: the order. $amount: what goes back.
pay-refund-after-cancelling = Order *{ $number }* was cancelled before your payment came. We are refunding all of it: { $amount } reaches your bank in 5 to 7 working days.

# Money goes back because the amount was wrong. $number: the order. $amount: what goes back.
pay-refund-wrong-amount = The payment for order *{ $number }* had a wrong amount. We are refunding { $amount }; it reaches your bank in 5 to 7 working days.

# Money goes back because the order was changed to cash while it was being paid; the cash may be paid by now. $number: the order. $amount: what goes back.
pay-refund-cash-instead = Order *{ $number }* was changed to cash on delivery, so we are refunding the { $amount } that came online; it reaches your bank in 5 to 7 working days.

# Money goes back because no vendor took the order. $number: the order. $amount: what goes back.
pay-refund-nobody = No vendor could take order *{ $number }*, sorry. We are refunding { $amount }; it reaches your bank in 5 to 7 working days.

# Money goes back because the buyer took less. $number: the order. $amount: what goes back.
pay-refund-fewer = We are refunding { $amount } of order *{ $number }*, for what does not come. It reaches your bank in 5 to 7 working days.

# Money goes back because something of what came was not right. $number: the order. $amount: what goes back.
pay-refund-taken-back = We are refunding { $amount } of order *{ $number }*, for what was not right when it came. It reaches your bank in 5 to 7 working days.

# Money goes back for another reason. $number: the order. $amount: what goes back.
pay-refund-started = We are refunding { $amount } for order *{ $number }*. It reaches your bank in 5 to 7 working days.

# The refund has been made. $number: the order. $amount: what went back.
pay-refund-done = ✅ Refund done: { $amount } for order *{ $number }* has gone back to you.

## The page that the payer’s browser comes back to, in all three languages at once; seen for a second

# The money has arrived.
pay-returned-paid-text = Thank you. Go back to WhatsApp: your order goes on there.

# The payment is not complete.
pay-returned-not-paid-text = The payment is not complete yet. Go back to WhatsApp: you can try again there.

# A payment that is none of ours.
pay-returned-unknown-text = We do not know this payment. If money was taken, write to us on WhatsApp.

# The buyer told his bank that he does not want to pay for the order. $number: the order. $amount: what goes back to him.
pay-cancel-disputed = Your bank has asked us about the payment of order *{ $number }*. Until the bank has decided, we can not cancel the order or send money back. If you did not ask your bank, please talk to us.
pay-refund-waits = Your bank has asked us about the payment of order *{ $number }*, so the { $amount } waits until the bank has decided. You get it once: from your bank, or from us.
