# What a vendor is paid: the settlement of a week, payouts, and the account that they go to. The reader is a vendor.

# $from, $to: days, "Mon 23 Nov". The lines under it are left out where there is nothing.
money-week = 💰 *Your account { $from } – { $to }*
# $sum: rupees; what is taken off stands with a minus.
money-opening = From before: { $sum }
money-sold = Delivered: { $sum }
money-returns = Taken back: { $sum }
money-fees = Our fee with GST: { $sum }
money-taxes = Tax withheld: { $sum }
money-cash = Buyers' cash with you: { $sum }
money-paid = Paid to you before: { $sum }
money-other = Other: { $sum }
money-we-owe = *We owe you { $sum }*
money-you-owe = *You owe us { $sum }*
money-even = *We are even*
# What becomes of it. $sum: what is to be paid.
money-goes = 🏦 { $sum } is on its way to your account. We tell you when it has arrived.
money-held-kyc = ⏳ { $sum } is kept for you until our office has checked your papers.
money-held-account = ⏳ { $sum } is kept for you: tell us where to send it.
money-held-unchecked = ⏳ { $sum } is kept for you until your new account has been checked.
money-held-upi = ⏳ { $sum } is too much for a UPI address. Give us a bank account for it.
money-held-small = { $sum } is too little to send. It goes with the next settlement.
money-held-office = ⏳ { $sum } is kept for you by our office, which will write to you.
money-none = There is no settlement yet. The first one comes after your first week with us.
money-since = Today, with what has come since:

# $to: the last day of it.
money-paper = 📄 Your account up to { $to }, line by line.
# Buttons, 20 characters at most.
money-paper-button = PDF
money-sheet-button = Sheet (CSV)

# $account: "HDFC …5678". $utr: the bank's number of it.
money-paid-out = ✅ *{ $sum }* has been paid to { $account }. Bank reference: { $utr }
money-paid-out-plain = ✅ *{ $sum }* has been paid to your bank account. Bank reference: { $utr }
# $account: as above.
money-not-paid-account = ⚠️ { $sum } could not be paid to { $account }: the bank refuses it. The money is safe with us. Please give us the right account.
money-not-paid = ⚠️ { $sum } could not be paid to you. The money is safe with us, and our office is looking into it.

money-account-ask = Where shall we send your money? Type the *IFSC* and the *account number*, for example: HDFC0001234 50100012345678. Or type a *UPI address*.
money-account-unreadable = We could not read an account there.
money-account-checking = We are asking the bank about { $account }. This takes a minute or two.
# $name: in whose name the bank has it.
money-account-found = { $account } is in the name of *{ $name }*. Shall we send your money there from now on?
money-account-found-other = { $account } is in the name of *{ $name }*, which is not the name of your business. If it is right all the same, our office looks at it first. Shall it be this one?
# Buttons, 20 characters at most.
money-account-yes-button = Yes, this one
money-account-other-button = Another account
money-account-give-button = Give an account
money-account-wrong = ⚠️ The bank knows no account { $account }, so nothing has changed. Please look at the number once more.
money-account-in-use = ✅ From now on we send your money to { $account }, { $name }. If it was not you who said so, type *person* at once.
money-account-with-office = Thank you. Our office looks at { $account } and tells you.
