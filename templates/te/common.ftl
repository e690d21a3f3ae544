# అన్ని విషయాల్లో వాడే మాటలు. ఇవి వేరే మెసేజ్‌ల ఖాళీల్లో వస్తాయి.

## Days and hours

common-date = { $weekday } { $day } { $month }
common-date-short = { $weekday } { $day }
common-weekday-1 = సోమ
common-weekday-2 = మంగళ
common-weekday-3 = బుధ
common-weekday-4 = గురు
common-weekday-5 = శుక్ర
common-weekday-6 = శని
common-weekday-7 = ఆది
common-month-1 = జనవరి
common-month-2 = ఫిబ్రవరి
common-month-3 = మార్చి
common-month-4 = ఏప్రిల్
common-month-5 = మే
common-month-6 = జూన్
common-month-7 = జులై
common-month-8 = ఆగస్టు
common-month-9 = సెప్టెంబర్
common-month-10 = అక్టోబర్
common-month-11 = నవంబర్
common-month-12 = డిసెంబర్
common-today = ఈరోజు
common-tomorrow = రేపు
common-time = { $phase ->
    [dawn] రాత్రి { $clock }
    [morning] ఉదయం { $clock }
    [afternoon] మధ్యాహ్నం { $clock }
    [evening] సాయంత్రం { $clock }
   *[other] రాత్రి { $clock }
}
common-day-hours = { $day }, { $hours }
common-part-morning = ఉదయం 8–12
common-part-afternoon = మధ్యాహ్నం 12–4
common-part-evening = సాయంత్రం 4–7
common-shift-full = ఫుల్ డే, ఉదయం 8–సాయంత్రం 5
common-shift-half-morning = హాఫ్ డే, ఉదయం 8–12
common-shift-half-afternoon = హాఫ్ డే, మధ్యాహ్నం 1–5
common-shift-full-short = ఫుల్ డే 8–5
common-shift-half-morning-short = హాఫ్ డే 8–12
common-shift-half-afternoon-short = హాఫ్ డే 1–5

## Units

common-amount-bag = { $count ->
    [one] { $count } బస్తా
   *[other] { $count } బస్తాలు
}
common-amount-tonne = { $count ->
    [one] { $count } టన్ను
   *[other] { $count } టన్నులు
}
common-amount-kg = { $count ->
    [one] { $count } కిలో
   *[other] { $count } కిలోలు
}
common-amount-cft = { $count } cft
common-amount-load = { $count ->
    [one] { $count } లోడ్
   *[other] { $count } లోడ్లు
}
common-amount-piece = { $count ->
    [one] { $count } పీస్
   *[other] { $count } పీసులు
}
common-amount-rod = { $count ->
    [one] { $count } రాడ్
   *[other] { $count } రాడ్లు
}
common-amount-person = { $count ->
    [one] { $count } మనిషి
   *[other] { $count } మంది
}
common-unit-bag = బస్తా
common-unit-tonne = టన్ను
common-unit-kg = కిలో
common-unit-cft = cft
common-unit-load = లోడ్
common-unit-piece = పీస్
common-unit-rod = రాడ్
common-unit-person = మనిషి

## Kinds

common-kind-cement = సిమెంట్
common-kind-steel = స్టీల్ (TMT రాడ్లు)
common-kind-sand = ఇసుక
common-kind-aggregate = కంకర (మెటల్)
common-kind-brick = ఇటుకలు
common-kind-block = బ్లాకులు
common-kind-labour = పనివాళ్ళు

## Where an order is

common-state-awaiting-payment = పేమెంట్ రావాలి
common-state-offered = సప్లయర్‌ను అడుగుతున్నాం
common-state-needs-buyer = మీ జవాబు రావాలి
common-state-accepted = ఒప్పుకున్నారు
common-state-on-the-way = దారిలో ఉంది
common-state-delivered = డెలివరీ అయింది
common-state-expired = టైమ్‌లో పేమెంట్ కాలేదు
common-state-cancelled = క్యాన్సిల్ అయింది

## Where a part is

common-step-held = పేమెంట్ రావాలి
common-step-offered = జవాబు రావాలి
common-step-unserved = ఇంకా ఎవరూ తీసుకోలేదు
common-step-accepted = ఒప్పుకున్నారు
common-step-packed = ప్యాక్ అయింది
common-step-dispatched = లోడ్ అయింది
common-step-on-the-way = దారిలో ఉంది
common-step-delivered = డెలివరీ అయింది
common-step-cancelled = క్యాన్సిల్ అయింది

## The same of workers

common-crew-dispatched = సిద్ధంగా ఉన్నారు
common-crew-on-the-way = దారిలో ఉన్నారు
common-crew-delivered = పనివాళ్ళు వచ్చారు
