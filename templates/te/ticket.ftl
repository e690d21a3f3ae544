# What the office writes for a question of somebody's, and whether it is solved.

# The office's own words.
#   $number: what the question is called, such as T-7K3M9Q
#   $text: what the office wrote
ticket-reply = 🎫 *{ $number }*, మా ఆఫీస్ నుంచి:
    { $text }

# What somebody said was put to their question. More may be typed.
#   $number: what the question is called
ticket-passed-on = 👍 మా ఆఫీస్‌కు చెప్పాం (*{ $number }*). జవాబు ఇక్కడే వస్తుంది.

# The office has settled it; asks whether it is solved. Two buttons follow.
#   $number: what the question is called
ticket-ask = ✅ మా ఆఫీస్ *{ $number }* పని పూర్తి చేసింది. మీ సమస్య తీరిందా?

# The same again of one that was open once more: nobody is asked twice.
#   $number: what the question is called
ticket-settled = ✅ మా ఆఫీస్ ఇప్పుడు *{ $number }* పని పూర్తి చేసింది. ఇంకా ఏదైనా ఇబ్బంది ఉంటే ఇక్కడే రాయండి.

# Button: it is solved.
ticket-yes-button = 👍 తీరింది

# Button: it is not.
ticket-no-button = 👎 లేదు

# After “yes”.
#   $number: what the question is called
ticket-thanks = ధన్యవాదాలు! 🙏 *{ $number }* పూర్తయింది.

# After “no”: it is open again.
#   $number: what the question is called
ticket-sorry = క్షమించండి. *{ $number }* మళ్ళీ తెరిచాం, మా ఆఫీస్ మీకు ఇక్కడే రాస్తుంది. ఇంకా ఏం ఇబ్బంది ఉంది? ఇక్కడ రాయండి.

# It was answered before, and that answer stands.
#   $number: what the question is called
ticket-marked-before = *{ $number }* గురించి మీరు ముందే చెప్పారు, ధన్యవాదాలు. ఇంకా ఏదైనా ఇబ్బంది ఉంటే _person_ అని రాయండి.

# A tap on an old button: it is long over.
ticket-over = ఆ పని అయిపోయింది. మాతో మాట్లాడాలంటే _person_ అని రాయండి.
