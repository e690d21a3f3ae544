# Words when something was missing or broken of what was handed over.

## The buyer

# Buttons, 20 characters at most.
claims-button = Missing or broken
claims-what = We are sorry. What is wrong with order *{ $number }*?
claims-short-button = Less has come
claims-broken-button = Broken or torn
claims-which-text = Order *{ $number }*: what is it?
# $items: "50 bags UltraTech OPC 53", all that was to come.
claims-how-many-short = Order *{ $number }* says { $items }. How many of them are *missing*? Type only the number, like *7*.
claims-how-many-broken = Order *{ $number }* says { $items }. How many of them are *broken or torn*? Type only the number, like *7*. You can send a photo too.
claims-unreadable = Please type only the number, like *7*.
# $items: "7 bags …".
claims-photo = { $items }: please send one photo of it. It helps the vendor to see what happened.
claims-no-photo-button = No photo
claims-photo-kept = 📷 Thank you for the photo.
# The vendor is asked. $items: "7 bags …". $why: "short" or "broken". $day, $until: by when he should answer.
claims-noted = { $why ->
    [broken] Order *{ $number }*: you say that { $items } came broken. We have asked the vendor. He has time until: { $day }, { $until }. Then our office decides.
   *[short] Order *{ $number }*: you say that { $items } are missing. We have asked the vendor. He has time until: { $day }, { $until }. Then our office decides.
}
claims-not-delivered = Order *{ $number }* has not been handed over yet. If something is wrong at the gate, tell the driver before you give the code.
claims-too-late = { $hours ->
    [one] Order *{ $number }* was handed over more than one hour ago. A person of our office can look at it.
   *[other] Order *{ $number }* was handed over more than { $hours } hours ago. A person of our office can look at it.
}
claims-no-such-line = That is not in order *{ $number }*.
# $amount: "43 bags".
claims-too-much = Of that, order *{ $number }* has only { $amount } that you have not told us of yet.
claims-too-little = What you say of order *{ $number }* is worth less than one rupee.
claims-one-is-open = We are already looking at what you told us of order *{ $number }*, and will write to you here.
claims-with-office = Order *{ $number }*, { $items }: the vendor has not confirmed it. Our office looks at it now and will write to you here.
# First sentences; what becomes of the money follows.
claims-agreed = ✅ Order *{ $number }*: the vendor agrees about { $items }.
claims-decided = Order *{ $number }*, { $items }: our office has decided for you.
# Second sentence: the buyer has his money by a dispute that he won.
claims-by-bank = Your bank has given you this money back already, so we send nothing more.
# $amount: what goes back.
claims-agreed-online = ✅ Order *{ $number }*: the vendor agrees about { $items }. We are refunding { $amount }; it reaches your bank in 5 to 7 working days.
# $vendor: who has the cash.
claims-agreed-cash = ✅ Order *{ $number }*: { $vendor } agrees about { $items } and gives you *{ $amount }* back in cash. If he does not, tell us.
claims-decided-online = Order *{ $number }*, { $items }: our office has decided. We are refunding { $amount }; it reaches your bank in 5 to 7 working days.
claims-decided-cash = Order *{ $number }*, { $items }: our office has decided. { $vendor } gives you *{ $amount }* back in cash. If he does not, tell us.
claims-decided-nothing = Order *{ $number }*, { $items }: our office has looked at it, and nothing is given back. If you do not agree, tell us.

## The vendor

# $items: "7 bags …". $amount: what he would give up. Buttons below.
claims-vendor-asked = { $why ->
    [broken] ⚠️ Order { $number }: the buyer says that { $items } came broken. If that is so, { $amount } goes back to the buyer and is not paid to you. Is it so?
   *[short] ⚠️ Order { $number }: the buyer says that { $items } were missing. If that is so, { $amount } goes back to the buyer and is not paid to you. Is it so?
}
claims-vendor-asked-cash = { $why ->
    [broken] ⚠️ Order { $number }: the buyer says that { $items } came broken. If that is so, give { $amount } of the cash back to the buyer. Is it so?
   *[short] ⚠️ Order { $number }: the buyer says that { $items } were missing. If that is so, give { $amount } of the cash back to the buyer. Is it so?
}
# Some of it was paid online, some in cash. $amount: what he would not be paid. $cash: what he would hand back.
claims-vendor-asked-both = { $why ->
    [broken] ⚠️ Order { $number }: the buyer says that { $items } came broken. If that is so, { $amount } goes back to the buyer and is not paid to you, and you give { $cash } of the cash back. Is it so?
   *[short] ⚠️ Order { $number }: the buyer says that { $items } were missing. If that is so, { $amount } goes back to the buyer and is not paid to you, and you give { $cash } of the cash back. Is it so?
}
claims-vendor-photo = The buyer has sent us a photo.
# Buttons, 20 characters at most.
claims-vendor-here-button = Yes, it is here
claims-vendor-lost-button = Yes, it is lost
claims-vendor-no-button = No, not so
claims-vendor-agree-button = Yes, I agree
claims-vendor-office = Order { $number }, { $items }: our office decides what the buyer gets back, and will tell you here.
# $amount: what he gives up. $owed: what he gets for the order after it, our fee and tax taken off.
claims-vendor-lost = Order { $number }, { $items }: { $amount } goes back to the buyer. After our fee and tax, you get { $owed } for this order now.
claims-vendor-lost-cash = Order { $number }, { $items }: please give { $amount } of the cash back to the buyer.
claims-vendor-ours = Order { $number }, { $items }: our office has decided. It costs you nothing.
claims-vendor-ours-cash = Order { $number }, { $items }: our office has decided. Please give { $amount } of the cash back to the buyer; we bear it, it costs you nothing.
claims-vendor-nothing = Order { $number }, { $items }: our office has decided. Nothing is taken from you.
