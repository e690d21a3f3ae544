# What the office writes for a question of somebody's, and whether it is solved.

# The office's own words.
#   $number: what the question is called, such as T-7K3M9Q
#   $text: what the office wrote
ticket-reply = 🎫 *{ $number }*, from our office:
    { $text }

# What somebody said was put to their question. More may be typed.
#   $number: what the question is called
ticket-passed-on = 👍 Passed on to our office (*{ $number }*). They will answer here.

# The office has settled it; asks whether it is solved. Two buttons follow.
#   $number: what the question is called
ticket-ask = ✅ Our office has settled *{ $number }*. Is it solved for you?

# The same again of one that was open once more: nobody is asked twice.
#   $number: what the question is called
ticket-settled = ✅ Our office has settled *{ $number }* now. If something is still wrong, just write it here.

# Button: it is solved.
ticket-yes-button = 👍 Yes

# Button: it is not.
ticket-no-button = 👎 No

# After “yes”.
#   $number: what the question is called
ticket-thanks = Thank you! 🙏 *{ $number }* is done.

# After “no”: it is open again.
#   $number: what the question is called
ticket-sorry = We are sorry. *{ $number }* is open again, and our office will write to you here. What is still wrong? Just type it.

# It was answered before, and that answer stands.
#   $number: what the question is called
ticket-marked-before = You have told us about *{ $number }* already, thank you. If something is still wrong, type _person_.

# A tap on an old button: it is long over.
ticket-over = That is settled. If you need one of us, type _person_.
