# Words of the lists that a buyer keeps, and of their coming round.

# Asks what a list is called.
lists-which-name = 💾 *What shall we call this list?* Type a short name, like _Plinth_ or _First floor_.

# Button: it is not kept after all.
lists-not-now-button = Not now

# What was typed can be no name of a list; the question follows.
lists-no-name = A name needs some letters, 24 at the most.

# A list is kept. $name: what it is called. $items: "50 bags UltraTech OPC 53, 1 load river sand".
lists-kept = 💾 Saved as *{ $name }*: { $items }. Type _lists_ whenever you need it.

# The same where another list had this name. $name, $items: as above.
lists-replaced = 💾 *{ $name }* is now: { $items }. What it was before is gone.

# There are as many lists as there may be. $most: how many that is.
lists-full = You have { $most } lists, and that is the most. Please remove one first.

# Neither a cart nor an order is there to be kept.
lists-nothing-to-save = There is nothing to save yet. Put things into your cart and type _save list_.

# Button: all lists.
lists-button = My lists

# A row of the cart and of an order: keep it as a list.
lists-save-title = 💾 Save as a list

# A row of an order: keep it as a list that comes round.
lists-repeat-order-title = 🔁 Repeat regularly

# Above all lists; a tap on one puts it into the cart.
lists-text = 📋 *Your lists*

    Tap one and it is in your cart, at today's prices.

# There is none yet.
lists-none-yet = 📋 You have no lists yet. Put things into your cart and type _save list_: next time one tap brings them back.

# Under a list that comes round, in a row. $every: "Every Monday". $next: the next day, "Mon 7 Dec". $items: as above.
lists-repeats-description = 🔁 { $every }, next { $next } · { $items }

# A row: a list comes round no more. $name: which.
lists-stop-title = ⏹️ Stop { $name }

# A row: lists to repeat or remove.
lists-change-title = ✏️ Repeat or remove

# Above the lists, of which one is to change.
lists-change-text = ✏️ *Which list?* You can repeat it regularly or remove it.

# A list with what is in it. $name, $items: as above.
lists-card = 📋 *{ $name }*: { $items }.

# Under it: when it comes round. $every, $next: as above.
lists-repeats-line = 🔁 { $every }, next { $next }

# Buttons of one list.
lists-into-cart-button = Put into cart
lists-repeat-button = 🔁 Repeat
lists-stop-button = Stop repeating
lists-remove-button = Remove list

# A list was removed. $name: which it was.
lists-removed = 🗑️ The list *{ $name }* is removed.

# The list of a tap is not there any more.
lists-gone = That list is not there any more.

# No list has the name that was typed. $name: what was typed.
lists-no-such = You have no list called *{ $name }*.

# Some of a list is not sold now; the cart follows. $items: names, "UltraTech OPC 53, River sand".
lists-some-are-gone = Not sold now, so left out: { $items }.

# Nothing of it is sold now. $name: the list. $items: as above.
lists-all-gone = Sorry, nothing of *{ $name }* is sold now: { $items }.

# Asks how often a list comes round, above rows. $name: the list.
lists-how-often = 🔁 *How often do you need { $name }?* We ask you here on the evening before. Nothing is ordered until you say so.

# How often. $kind: "week" with $number as the day of it (1: Monday), "days" and "month" with their number.
lists-every =
    { $kind ->
        [week]
            { $number ->
                [1] Every Monday
                [2] Every Tuesday
                [3] Every Wednesday
                [4] Every Thursday
                [5] Every Friday
                [6] Every Saturday
               *[other] Every Sunday
            }
        [month] Each month, on day { $number }
       *[days]
            { $number ->
                [14] Every two weeks
               *[other] Every { $number } days
            }
    }

# Under that row: the first day. $day: "Tomorrow" or "Tue 24 Nov".
lists-first-description = First: { $day }

# A list comes round from now on. $name, $every, $next: as above.
lists-repeats = 🔁 *{ $name }*: { $every }. Next: { $next }. We ask you here on the evening before; nothing is ordered until you say so.

# It comes round no more. $name: the list.
lists-stopped = ⏹️ *{ $name }* does not repeat. It stays in your lists.

# The question of the evening before. $day: "Tomorrow" or "Mon 23 Nov". $name, $items: as above.
lists-due = 🔁 { $day }: your list *{ $name }* is due. { $items }. Shall we order it? You see today's price first, and pay only when you confirm.

# Its answers; a third one stops it.
lists-order-button = Order it
lists-skip-button = Skip this time

# It is left out this time. $next: the next day. $name: the list.
lists-skipped = Skipped. Next for *{ $name }*: { $next }.

# Three questions had no answer: there are no more. $name: the list.
lists-ended = ⏹️ We asked three times about *{ $name }* and heard nothing, so we ask no more. It stays in your lists, and you can repeat it again.

# The day that was asked about has passed; the cart follows. $day: "Mon 23 Nov".
lists-day-is-over = { $day } is over. Here is the list; you choose the time.
