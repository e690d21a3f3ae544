# Words when an order becomes less before it leaves, or less of it comes to the gate.

## The buyer takes something out

# Button, 20 characters at most.
less-button = Less of it
# Above the list of what is ordered. $number: the order.
less-which-text = Order *{ $number }*: what do you want less of?
# Above the list of open orders.
less-which-order-text = Which order shall become less?
# $number: the order. $items: "50 bags UltraTech OPC 53".
less-how-many = Order *{ $number }* has { $items }. How many do you want now? Type the number, like *30*, or what you do not need, like *20 less*.
# Button: take it out whole.
less-none-button = Take it out
# $items: what is ordered.
less-not-fewer = Order *{ $number }* has { $items }. More of it is a new order. Please type a smaller number.
# $amount: "10 bags".
less-below-minimum = Order *{ $number }*: we deliver at least { $amount } of it. Please type a bigger number, or take it out.
# $amount: "5 bags".
less-not-a-step = Order *{ $number }*: it is sold in steps of { $amount }. Please type another number.
less-too-little = Order *{ $number }*: that is worth less than one rupee, so nothing would change.
# $number: the order.
less-has-left = Order *{ $number }* is on its way already, so it cannot become less. Our office can help you.
# The buyer told his bank that he does not want to pay for it.
less-disputed = Your bank has asked us about the payment of order *{ $number }*. Until the bank has decided, the order cannot become less. If you did not ask your bank, please talk to us.
less-is-over = That is not possible any more for order *{ $number }*.
# A question with two buttons below. $wanted: "50 bags …" as it is. $items: "30 bags …" as it would be.
less-ask = Order *{ $number }*: only { $items } instead of { $wanted }?
# $wanted: what goes out whole.
less-ask-out = Order *{ $number }*: take out { $wanted }?
# Second sentences of that question. $back: what comes back. $kept: the fee. $total: the new total.
less-back = You get *{ $back }* back.
# $back: what is less in cash.
less-gate = You pay *{ $back }* less in cash at your site.
less-back-kept = It is packed already: { $kept } is kept for the packing, and you get *{ $back }* back.
less-kept = It is packed already: { $kept } is kept for the packing.
# Last sentence, where some of the goods are left.
less-delivery-stays = Delivery stays the same.
less-pay = You then pay *{ $total }* in all.
# Above the same question asked anew.
less-changed = The order has moved on since we asked you, so nothing was changed yet.
less-yes-button = Yes, change it
# It is done. $items: what the part has now.
less-done = Order *{ $number }* is changed, as you asked. It has now: { $items }.
less-done-by-office = Our office has changed order *{ $number }*. It has now: { $items }.
# Second sentences. $total: the new total.
less-new-link = The new total is *{ $total }*. A new pay button follows; the old one does not work any more.
# $total: what is to be paid for all that is still to come.
less-cash = You now pay *{ $total }* in all for this order, in cash.
less-no-cash = There is nothing to pay in cash for this any more.

# The driver says so at the gate. $items: "7 bags UltraTech OPC 53", what is missing.
less-came = Order *{ $number }*: the driver says that { $items } have not come.
# $amount: what goes back.
less-came-refund = We are refunding { $amount }; it reaches your bank in 5 to 7 working days.
# $total: what is to be paid for what has come.
less-came-pay = Pay only *{ $total }* to him.
less-came-no-cash = Pay nothing to him in cash.
less-came-count = Please count, and give the code only when that is right.
# The same of people. $items: "2 people of Mason".
less-came-people = Order *{ $number }*: the contractor says that { $items } have not come.
less-came-people-count = Please count those who are there, and give the code only when that is right. In the place of the others we can ask another contractor.
less-find-others-button = Find others

## The vendor

# $lines: what is left, a line each. $money: the line about money.
less-vendor =
    ✂️ The buyer wants less of order { $number }. It is now:
    { $lines }
    { $money }
less-vendor-by-office =
    ✂️ Our office has made order { $number } smaller. It is now:
    { $lines }
    { $money }
# He has not answered yet; Accept and Reject hang below.
# The last line after one of these two, of goods.
less-vendor-stock = What was too much is in your stock count again.
less-vendor-offer =
    ✂️ The buyer wants less of order { $number }, which waits for your answer. It is now:
    { $lines }
    { $money }
# Button at the gate, 20 characters at most.
less-short-button = Less has come
less-short-which-text = Order { $number }: what has not all come?
# $amount: "50 bags", what was sent. $name: of what.
less-short-how-many = Order { $number } says { $amount } { $name }. How many have come? Type only the number, like *43*.
less-short-unreadable = Please type only how many have come for order { $number }, like *43*.
# $amount: "7 bags", what is missing. Two buttons below.
less-short-rest = So { $amount } { $name } have not come. Where are they?
less-short-back-button = In my yard
less-short-lost-button = Lost or broken
less-short-noted =
    Noted. Order { $number } is now:
    { $lines }
    { $money }
    Now ask the buyer for the code.
# $quantity: what was sent.
less-short-too-many = Order { $number } says { $quantity }. More cannot have come.
less-short-nothing = If nothing has come of order { $number }, there is nothing to deliver. Please write to us here, and our office will help you.
less-short-too-little = What is missing of order { $number } is worth less than one rupee, so nothing changes.
less-short-gone = That is not in order { $number } any more.
