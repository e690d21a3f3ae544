# Who wants to sell: asked one thing at a time. The reader owns a yard, drives a truck or leads a crew.

apply-welcome = 🤝 You would like to sell with RealServ? Very good! A few questions, about three minutes. Type *menu* to leave, and *sell* to go on.
apply-ask-name = What is your business called? Type the name as your customers know it.
apply-name-unreadable = Please type a name of 3 to 60 letters.
apply-ask-sells = What do you sell? Tap one; you can add more.
# $kinds: "Cement, Sand".
apply-ask-sells-more = Noted: *{ $kinds }*. Do you sell anything else?
apply-sells-unreadable = We did not find that among what RealServ sells. Tap it in the list, or type it, for example *cement, sand*.
apply-all-button = That is all
apply-ask-place = 📍 Where is your yard, or where do your people start from? Send the location with the button below.
apply-place-unreadable = We need the place on the map, so that orders near you come to you.
apply-place-noted = 📍 The place is noted.
apply-ask-hours = 🕗 From when to when do you answer orders? Tap, or type it, for example *7-19*.
# $opens, $closes: "7 am".
apply-hours-button = { $opens }–{ $closes }
apply-hours-unreadable = We could not read two hours there.
apply-ask-number = What is your *GSTIN*? If you have none, type your *PAN*.
apply-no-number-button = I have neither
apply-number-unreadable = That is no GSTIN (15 characters) and no PAN (10 characters). Please look at it once more.
apply-ask-papers = 📷 Now the papers: a photo of the GST certificate or PAN card, and of a cancelled cheque or passbook. Send them here one by one, then tap the button.
apply-papers-unreadable = Here we need a photo or a PDF.
apply-papers-later = Please keep the photo for later: we ask for the papers in a moment.
# $papers: how many have come so far.
apply-papers-kept = { $papers ->
    [one] 👍 One paper has come.
   *[other] 👍 { $papers } papers have come.
}
# $name: of the business. $hours: as on the button. $number: one of the three lines below.
apply-review =
    Business: *{ $name }*
    Sells: { $kinds }
    Place: noted
    Open: { $hours }
    { $number }
    { $papers ->
        [0] No papers yet
        [one] One paper
       *[other] { $papers } papers
    }

    Shall we send this to our office?
apply-review-unreadable = Please tap one of the two buttons.
apply-review-gstin = GSTIN: { $gstin }
apply-review-pan = PAN: noted
apply-review-no-number = Neither GSTIN nor PAN
apply-send-button = Send it
apply-again-button = Begin again
apply-sent = ✅ Thank you! Our office looks at it, usually within a working day, and writes to you here.
# $name: the business.
apply-approved = 🎉 *{ $name }* is registered: orders can come to you now. Our office lists what you sell; type *menu* to see it. Type *bank* to say where your money goes.
# $reason: the office's own words.
apply-refused = We cannot register your business now: { $reason }. When that is settled, type *sell* once more.
