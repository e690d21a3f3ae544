# हर विषय में काम आने वाले शब्द। ये दूसरे संदेशों की जगहों में भरे जाते हैं।

## Days and hours

common-date = { $weekday } { $day } { $month }
common-date-short = { $weekday } { $day }
common-weekday-1 = सोम
common-weekday-2 = मंगल
common-weekday-3 = बुध
common-weekday-4 = गुरु
common-weekday-5 = शुक्र
common-weekday-6 = शनि
common-weekday-7 = रवि
common-month-1 = जनवरी
common-month-2 = फ़रवरी
common-month-3 = मार्च
common-month-4 = अप्रैल
common-month-5 = मई
common-month-6 = जून
common-month-7 = जुलाई
common-month-8 = अगस्त
common-month-9 = सितंबर
common-month-10 = अक्टूबर
common-month-11 = नवंबर
common-month-12 = दिसंबर
common-today = आज
# कल is yesterday too; everything that is said with it here lies ahead.
common-tomorrow = कल
common-time = { $phase ->
    [dawn] रात { $clock } बजे
    [morning] सुबह { $clock } बजे
    [afternoon] दोपहर { $clock } बजे
    [evening] शाम { $clock } बजे
   *[other] रात { $clock } बजे
}
common-day-hours = { $day }, { $hours }
common-part-morning = सुबह 8–12 बजे
common-part-afternoon = दोपहर 12–4 बजे
common-part-evening = शाम 4–7 बजे
common-shift-full = पूरा दिन, सुबह 8 से शाम 5 बजे
common-shift-half-morning = आधा दिन, सुबह 8 से 12 बजे
common-shift-half-afternoon = आधा दिन, दोपहर 1 से 5 बजे
common-shift-full-short = पूरा दिन 8–5
common-shift-half-morning-short = आधा दिन 8–12
common-shift-half-afternoon-short = आधा दिन 1–5

## Units

common-amount-bag = { $count } बोरी
common-amount-tonne = { $count } टन
common-amount-kg = { $count } किलो
common-amount-cft = { $count } cft
common-amount-load = { $count } लोड
common-amount-piece = { $count } नग
common-amount-rod = { $count ->
    [one] { $count } सरिया
   *[other] { $count } सरिये
}
common-amount-person = { $count ->
    [one] { $count } आदमी
   *[other] { $count } लोग
}
common-unit-bag = बोरी
common-unit-tonne = टन
common-unit-kg = किलो
common-unit-cft = cft
common-unit-load = लोड
common-unit-piece = नग
common-unit-rod = सरिया
common-unit-person = आदमी

## Kinds

common-kind-cement = सीमेंट
common-kind-steel = सरिया (TMT)
common-kind-sand = रेत
common-kind-aggregate = गिट्टी (मेटल)
common-kind-brick = ईंट
common-kind-block = ब्लॉक
common-kind-labour = लेबर

## Where an order is

common-state-awaiting-payment = पेमेंट बाकी
common-state-offered = सप्लायर से पूछ रहे हैं
common-state-needs-buyer = आपके जवाब का इंतज़ार
common-state-accepted = मंज़ूर हो गया
common-state-on-the-way = रास्ते में
common-state-delivered = डिलीवर हो गया
common-state-expired = समय पर पेमेंट नहीं हुआ
common-state-cancelled = कैंसल हो गया

## Where a part is

common-step-held = पेमेंट बाकी
common-step-offered = जवाब का इंतज़ार
common-step-unserved = अभी किसी ने नहीं लिया
common-step-accepted = मंज़ूर हो गया
common-step-packed = पैक हो गया
common-step-dispatched = लोड हो गया
common-step-on-the-way = रास्ते में
common-step-delivered = डिलीवर हो गया
common-step-cancelled = कैंसल हो गया

## The same of workers

common-crew-dispatched = तैयार हैं
common-crew-on-the-way = रास्ते में
common-crew-delivered = लेबर पहुँच गए
