# Words of the cart.

# First line of the cart.
cart-heading-line = 🛒 *Your cart*

# A line of the cart, and of an order shown later. $mark: its number "2.", or "•". $name: the product. $amount: "50 bags". $measure: its unit, "bag" or "person".
cart-item-line = { $measure ->
    [person] { $mark } { $name } × { $amount }
   *[other] { $mark } { $amount } { $name }
}

# Last line of a cart with goods. $about: what the items cost at the lowest prices.
cart-about-with-delivery = About *{ $about }*, plus delivery. You see the exact price before you pay.

# Last line of a cart with workers only. $about: what it costs at the lowest prices.
cart-about = About *{ $about }*. You see the exact price before you pay.

# Last line of a cart whose price is not known yet.
cart-price-comes-later = You see the exact price before you pay.

# Button: go on to place and time.
cart-checkout-button = Checkout

# Button: back to the menu, to add more.
cart-add-more-button = Add more

# Button: change the cart or the order.
cart-change-button = Change

# An empty cart.
cart-is-empty = 🛒 Your cart is empty. Type what you need, like _50 bags OPC 53_, or open the menu.

cart-total-comes = The whole price, with delivery, is shown before you confirm anything.
# Line before the menu when somebody says hello and has items in the cart. $count: how many different items.
cart-is-kept =
    { $count ->
        [one] One item is waiting in your cart. Type _cart_ to see it.
       *[other] { $count } items are waiting in your cart. Type _cart_ to see them.
    }

# A time was typed with the order; a line above the cart. $slot: "Tomorrow, 8 am–12 noon". $work: "Tomorrow, 8 am–5 pm".
cart-slot-noted = 🕗 Noted: *{ $slot }*.
cart-work-noted = 👷 Noted: *{ $work }*.

# Above the list of cart lines when one is to be changed.
cart-which-line-text = What shall we change?

# Button: take this line out of the cart.
cart-remove-button = Remove

# A line was taken out by words. $name: the product.
cart-taken-out = *{ $name }* is out of your cart.

# Something was to be taken out that is not in the cart. $name: the product, or what was typed.
cart-not-in-it = { $name }: that is not in your cart.

# Row: empty the whole cart.
cart-empty-title = Empty the cart

# Row of an item that is not sold any more; choosing it takes it out.
cart-gone-title = Not sold any more

# After the cart was emptied.
cart-emptied = Your cart is empty now.

# A twenty-first item did not fit into the cart.
cart-full = Your cart has 20 different items already, and that is the most for one order.

# Some items of a WhatsApp cart could not be taken. $count: how many different items.
cart-some-refused =
    { $count ->
        [one] One item could not be taken in that amount; the rest is here.
       *[other] { $count } items could not be taken in those amounts; the rest is here.
    }

# A typed amount took the place of another, or was added to it; a line above the cart. $name: the product. $to: "30 bags". $from: "20 bags".
cart-changed = *{ $name }*: now { $to }, before { $from }.

# Something was typed that several products fit, and one was taken. $names: which. The word between stars is the button's.
cart-taken-for-you = You did not say which, so we took *{ $names }*. For another one, type its name, or *change*.
cart-in-its-place = *{ $name }* in place of *{ $before }*.
cart-has = 🛒 In your cart: { $items }.

# Button: something else of its kind instead of this line.
cart-another-button = Another one
