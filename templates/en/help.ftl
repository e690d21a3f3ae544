# Words of help, misunderstandings and kindness.

# Button: the menu.
help-menu-button = Menu

# Button: one step back.
help-back-button = Back

# Button: talk to a person of the office.
help-person-button = Talk to a person

# What can be typed, asked with “help”.
help-examples = We can help in many ways. Just type:
    • _50 bags OPC 53_ or _2 masons_
    • _cart_, _orders_, _pay_, _cancel_, _reorder_
    • _menu_, _back_, _language_
    • _person_ to talk to one of us

# Nothing was understood, for the first time.
help-not-understood = Sorry, we did not understand that. Type what you need and how much, like _50 bags OPC 53_, _5 tonnes river sand_ or _2 masons_. Or type _help_.

# Nothing was understood again.
help-not-understood-again = Sorry, we still did not understand. Please go on from here, or type _person_ to talk to one of us:

# The first miss asks about the words that nobody knows.
help-what-is-it = Sorry, what is “{ $words }”? We did not understand it. Type what you need and how much, like _50 bags OPC 53_, _5 tonnes river sand_ or _2 masons_. Or type _help_.

# The second miss shows the products that come nearest.
help-one-of-these = Sorry, we still did not understand. Is it one of these? Or type _person_ to talk to one of us.

# Nothing was understood three times; offers a person.
help-offer-person = We are sorry, we do not understand. Would you like to talk to a person? Your cart is kept.

# A tap on a button of an earlier question.
help-old-tap = That button was from an earlier message, so nothing has changed. This is where we are:

# After thanks.
help-welcome = You are welcome! 🙏 Type _menu_ whenever your site needs something.

# A person of the office will answer soon.
help-person-soon = Somebody from our office will write to you here soon, usually within 15 minutes. You can go on meanwhile.

# A person of the office will answer in the morning.
help-person-later = Our office is open from 8 am to 8 pm. Somebody will write to you here after 8 am. You can go on meanwhile.


# A photo or document has come.
help-media-received = Thank you. Our office reads pictures and papers and will write to you here. It is quicker to type it, like _50 bags OPC 53_.

# A voice note has come.
help-voice-received = Thank you. Our office listens to voice notes and will write to you here. It is quicker to type it, like _50 bags OPC 53_.

# A sticker has come.
help-sticker = 😊 Nice one!

# A contact card has come.
help-contact = Thank you. We cannot use contact cards yet: the driver calls the number that you write from.

# A contact card has come from somebody whose own number is hidden, before there is a site.
help-contact-later = Thank you. We ask which number to call when you check out.

# An edited or deleted message, a poll, anything that cannot be read.
help-unreadable = We cannot read that kind of message, so nothing has changed. Please type it as a new message.

# A message was edited in WhatsApp after it was sent.
help-edited = ✏️ You edited a message. We go by what it said at first, so nothing has changed. To change the order, type it anew, like _make it 40 bags_.

# A message was deleted in WhatsApp after it was sent.
help-deleted = 🗑️ You deleted a message. What we understood of it still stands. To take something out, type it, like _no cement_ or _empty cart_.

# After STOP.
help-stopped = Understood. We send you nothing but the news of your orders. To hear from us again, type _start_.

# After START.
help-started = Good. You hear from us again.

# Something of ours broke on what the person said; it is kept for the office.
help-apology = Sorry, something went wrong on our side. Your cart is safe. Please say it again, or type _person_ and we will call you.

# Somebody of the office has talked with them and is done; the bot answers again. The open question may follow.
help-office-done = ✅ Our office has finished here. You can go on in this chat.
