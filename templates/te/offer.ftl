# సప్లయర్‌కు ఆర్డర్ ఇవ్వడం: కబురు, గుర్తు చేయడం, ఒప్పుకోవడం, వద్దనడం.

offer-item-line = • { $amount }: { $name }
offer-more-line = { $count ->
    [one] • ఇంకా { $count } ఐటమ్
   *[other] • ఇంకా { $count } ఐటమ్స్
}

offer-slot-line = { $slot }
offer-work-day-line = { $work }
offer-delivery-line = 🚚 డెలివరీ: { $slot }
offer-work-line = 👷 పని: { $work }
offer-any-time-line = 🚚 వీలైనంత త్వరగా
offer-trips-line = { $trips ->
    [one] { $vehicle }, 1 ట్రిప్పు
   *[other] { $vehicle }, { $trips } ట్రిప్పులు
}
offer-vehicle-line = 🚛 { $trips }
offer-vehicle-narrow-line = 🚛 { $trips } (సందు ఇరుకు, లారీ పోదు)

offer-clock-line = { $clock }
offer-day-clock-line = { $day } { $clock }
offer-until-line = దయచేసి { $until } లోపు జవాబు ఇవ్వండి.

offer-alert-online =
    🔔 *కొత్త ఆర్డర్ { $number }*
    { $lines }
    📍 { $place }
    { $when }
    మీకు మొత్తం *{ $total }* వస్తుంది (మా ఫీజు, టాక్స్ తీయక ముందు). కస్టమర్ ఆన్‌లైన్‌లో పేమెంట్ చేసేశారు.
    { $until }
offer-alert-cash =
    🔔 *కొత్త ఆర్డర్ { $number }*
    { $lines }
    📍 { $place }
    { $when }
    సైట్‌లో మొత్తం *{ $total }* క్యాష్ తీసుకోవాలి.
    { $until }
offer-alert-cash-more =
    🔔 *కొత్త ఆర్డర్ { $number }*
    { $lines }
    📍 { $place }
    { $when }
    సైట్‌లో *{ $cash }* క్యాష్ తీసుకోవాలి. మీకు మొత్తం *{ $total }* వస్తుంది (మా ఫీజు, టాక్స్ తీయక ముందు).
    { $until }
offer-reminder-online =
    ⏰ *ఆర్డర్ { $number } ఇంకా మీ జవాబు కోసం ఆగి ఉంది*
    { $lines }
    📍 { $place }
    { $when }
    మీకు మొత్తం *{ $total }* వస్తుంది (మా ఫీజు, టాక్స్ తీయక ముందు). కస్టమర్ ఆన్‌లైన్‌లో పేమెంట్ చేసేశారు.
    { $until }
offer-reminder-cash =
    ⏰ *ఆర్డర్ { $number } ఇంకా మీ జవాబు కోసం ఆగి ఉంది*
    { $lines }
    📍 { $place }
    { $when }
    సైట్‌లో మొత్తం *{ $total }* క్యాష్ తీసుకోవాలి.
    { $until }
offer-reminder-cash-more =
    ⏰ *ఆర్డర్ { $number } ఇంకా మీ జవాబు కోసం ఆగి ఉంది*
    { $lines }
    📍 { $place }
    { $when }
    సైట్‌లో *{ $cash }* క్యాష్ తీసుకోవాలి. మీకు మొత్తం *{ $total }* వస్తుంది (మా ఫీజు, టాక్స్ తీయక ముందు).
    { $until }
offer-paid-line = ఫీజు, టాక్స్ తీయకముందు; ఆన్‌లైన్ పేమెంట్
offer-cash-line = సైట్‌లో క్యాష్ తీసుకోవాలి
offer-cash-more-line = ఫీజు, టాక్స్ తీయకముందు; { $cash } క్యాష్
offer-accept-button = తీసుకుంటాం
offer-reject-button = కుదరదు

offer-reject-ask = ఆర్డర్ { $number } ఎందుకు తీసుకోలేరు? ఒక్కసారి నొక్కితే చాలు. తక్కువ ఇవ్వగలిగితే, లేదా వేరే టైమ్‌కు అయితే, అదే రాయండి: *40 మాత్రమే*, *సాయంత్రం*.
offer-reject-list-button = కారణం ఎంచుకోండి
offer-reason-out-of-stock-title = స్టాక్ లేదు
offer-reason-too-far-title = చాలా దూరం
offer-reason-no-vehicle-title = బండి, పనివాళ్ళు లేరు
offer-reason-price-title = ధర సరిపోదు
offer-reason-closed-title = ఈరోజు మూసేశాం

offer-lapsed = ఆర్డర్ { $number } జవాబు టైమ్ అయిపోయింది, ఇక అది మీ కోసం ఆగదు. తర్వాతి ఆర్డర్ ఇక్కడికే వస్తుంది.
offer-gone = ఆర్డర్ { $number } ఇప్పుడు మీ జవాబు కోసం ఆగి లేదు. ఏమీ మారలేదు.
offer-reject-noted = సరే, ఆర్డర్ { $number } మీరు తీసుకోవడం లేదు. త్వరగా చెప్పినందుకు థాంక్స్.

offer-counter-noted = ఆర్డర్ { $number }: కొనేవారిని అడుగుతున్నాం, { $until } వరకు వారికి టైమ్ ఉంది. అప్పటివరకు సరుకు ఉంచండి, జవాబు ఇక్కడే చెప్తాం.
offer-counter-refused = ఆర్డర్ { $number }: కొనేవారు సరే అనలేదు, అందుకే ఇంకొకరిని అడుగుతున్నాం. ప్రయత్నించినందుకు థాంక్స్.
offer-counter-which = ఏ ఆర్డర్‌కు? దాని నంబర్ కూడా రాయండి, ఉదాహరణకు *{ $number } { $text }*.
offer-counter-several-lines = ఆర్డర్ { $number }లో చాలా వస్తువులు ఉన్నాయి, ఒక్కదాన్నే మార్చలేం. మొత్తం తీసుకోగలరా?
offer-counter-not-fewer = ఆర్డర్ { $number }కు అంతకంటే ఎక్కువ అక్కర్లేదు. ఉన్నట్టుగా తీసుకోగలరా?
offer-counter-not-that-time = ఆర్డర్ { $number } ఆ టైమ్‌కు కుదరదు. ఉన్నట్టుగా తీసుకోగలరా?
offer-counter-price-held = ఆర్డర్ { $number } ధర కొనేవారికి ముందే చెప్పాం, అంత తేడా క్యాష్‌గా తీసుకోలేం. ఉన్నట్టుగా తీసుకోగలరా?

offer-none-open = ఇప్పుడు మీ జవాబు కోసం ఏ ఆర్డర్ ఆగి లేదు. కొత్త ఆర్డర్లు ఇక్కడికే వస్తాయి.
offer-several-open = { $count ->
    [one] *ఒక* ఆర్డర్ మీ జవాబు కోసం ఆగి ఉంది. చూడటానికి లిస్ట్ తెరవండి.
   *[other] *{ $count }* ఆర్డర్లు మీ జవాబు కోసం ఆగి ఉన్నాయి. ఏ ఆర్డర్?
}
