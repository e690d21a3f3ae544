# What the office writes for a question of somebody's, and whether it is solved.

# The office's own words.
#   $number: what the question is called, such as T-7K3M9Q
#   $text: what the office wrote
ticket-reply = 🎫 *{ $number }*, हमारे ऑफ़िस से:
    { $text }

# What somebody said was put to their question. More may be typed.
#   $number: what the question is called
ticket-passed-on = 👍 ऑफ़िस को बता दिया (*{ $number }*)। जवाब यहीं आएगा।

# The office has settled it; asks whether it is solved. Two buttons follow.
#   $number: what the question is called
ticket-ask = ✅ हमारे ऑफ़िस ने *{ $number }* का काम कर दिया है। आपकी बात बन गई?

# The same again of one that was open once more: nobody is asked twice.
#   $number: what the question is called
ticket-settled = ✅ हमारे ऑफ़िस ने अब *{ $number }* का काम कर दिया है। अब भी कुछ गड़बड़ हो तो यहीं लिख दीजिए।

# Button: it is solved.
ticket-yes-button = 👍 हाँ

# Button: it is not.
ticket-no-button = 👎 नहीं

# After “yes”.
#   $number: what the question is called
ticket-thanks = धन्यवाद! 🙏 *{ $number }* पूरा हुआ।

# After “no”: it is open again.
#   $number: what the question is called
ticket-sorry = माफ़ कीजिए। *{ $number }* फिर से खोल दिया है, ऑफ़िस आपको यहीं लिखेगा। क्या ठीक नहीं हुआ? बस लिख दीजिए।

# It was answered before, and that answer stands.
#   $number: what the question is called
ticket-marked-before = *{ $number }* के बारे में आप पहले बता चुके हैं, धन्यवाद। अब भी कुछ गड़बड़ हो तो _person_ लिखिए।

# A tap on an old button: it is long over.
ticket-over = वह काम हो चुका है। हमसे बात करनी हो तो _person_ लिखिए।
