# Words of the product lists and of the quantity of one product.

# Above a list of the products of a kind. $kind: "Cement", "Sand" …
browse-which-text = *{ $kind }*: which one would you like?

# Above the list of trades.
browse-which-trade-text = Which workers do you need? Prices are for one person for a full day.

# When nobody sells any of a kind now. $kind: "Cement" …
browse-nothing-now = *{ $kind }*: nobody near you has any just now. Please look again tomorrow.

# Second line of a product’s row: the lowest price. $price: "₹385". $unit: "bag".
browse-from-price-description = from { $price } per { $unit }

# Last row of a long list: the next page.
browse-more-title = More…

# Row that goes one step back.
browse-back-title = Back

# Above a list of products when typed words fit several.
browse-did-you-mean-text = Which of these do you mean?

# Row for somebody who means none of the products shown.
browse-none-of-these-title = None of these

# An amount on a button or under a row. $amount: "50 bags".
browse-amount-button = { $amount }

# First line of the quantity question. $name: the product. $price: the lowest price. $unit: "bag".
browse-product-line = *{ $name }*, from { $price } per { $unit }

# The same when nobody sells it now. $name: the product.
browse-product-no-price-line = *{ $name }*

# Line of the quantity question: what the cart holds of it already. The answer replaces it. $amount: "50 bags".
browse-held-line = In your cart now: { $amount }.

# Line of the quantity question: whoever takes much pays less. $amount: "500 bags". $price: "₹370". $unit: "bag".
browse-break-line = 💰 From { $amount }: { $price } per { $unit }

# Line of the quantity question: the smallest amount. $amount: "10 bags".
browse-minimum-line = At least { $amount }.

# Last line of the quantity question, above buttons with usual amounts.
browse-how-many-bag-line = How many bags? Tap, or type a number.

# Last line of the quantity question, above buttons with usual amounts.
browse-how-many-tonne-line = How many tonnes? Tap, or type a number.

# Last line of the quantity question, above buttons with usual amounts.
browse-how-many-kg-line = How many kg? Tap, or type a number.

# Last line of the quantity question, above buttons with usual amounts.
browse-how-many-cft-line = How many cft? Tap, or type a number.

# Last line of the quantity question, above buttons with usual amounts.
browse-how-many-load-line = How many loads? Tap, or type a number.

# Last line of the quantity question, above buttons with usual amounts.
browse-how-many-piece-line = How many pieces? Tap, or type a number.

# Last line of the quantity question, above buttons with usual amounts.
browse-how-many-rod-line = How many rods? Tap, or type a number.

# Last line of the quantity question, above buttons with usual amounts.
browse-how-many-person-line = How many people? Tap, or type a number.

# Line before the quantity question: less was asked than is sold. $name: the product. $amount: the smallest amount, "10 bags".
browse-below-minimum = The smallest order of { $name } is { $amount }.

# Line before the quantity question: the amount is not a whole number of steps. $step: "5 pieces". $below, $above: the nearest amounts that fit.
browse-not-a-step = It comes in steps of { $step }: { $below } or { $above }, for example.

# The same when a step is one whole unit. $below, $above: the nearest amounts that fit.
browse-only-whole = Only whole numbers, please: { $below } or { $above }, for example.

# An amount was typed and nothing that it could be of. $amount: as typed, "60" or "60 bags".
browse-amount-of-what = *{ $amount }* of what? Type it together, like _50 bags OPC 53_, or choose here.

# Line before the quantity question: far too much. $amount: the most that one order can have.
browse-too-much = That is a lot! The most in one order is { $amount }. For more, type _person_ and we will help.

# Line before the quantity question: it is not sold in the unit that was typed. $unit: "bag", the unit it is sold in.
browse-other-unit = This is counted by the { $unit }: please type how many.

# The same where the trade knows about how much that is: rods by their weight, brass of a tonne. $amount: "1,070 kg".
browse-other-unit-about = That is about { $amount }. This is counted by the { $unit }: please type how many.

# Line before the cart: a weight or volume was turned into the unit of sale. $amount: "40 bags".
browse-converted = That makes { $amount }.

# The product has left the catalogue while the person was choosing.
browse-gone = Sorry, this is not sold any more.

# The same when the amount was understood. $amount: "10 bags".
browse-did-you-mean-amount-text = *{ $amount }*: which of these do you mean?

# Only one product is likely, but something that was typed with it was not understood. $name: the product.
browse-is-it-this = Do you mean *{ $name }*?

# The same with its amount. $name: the product. $amount: "10 bags".
browse-is-it-this-amount = Do you mean *{ $amount }* of *{ $name }*?

# Buttons under these two.
browse-yes-button = Yes
browse-no-button = No
