# ఒప్పుకున్నప్పటి నుంచి డెలివరీ వరకు సప్లయర్ పనులు.

fulfil-taken =
    ✅ *ఆర్డర్ { $number } మీదే*
    { $lines }
    { $when }
    { $details }
    { $money }
fulfil-taken-crew =
    ✅ *ఆర్డర్ { $number } మీదే*
    { $lines }
    { $when }
    { $details }
    { $money }
fulfil-money-online-line = 💰 మీకు { $total } వస్తుంది, ఆన్‌లైన్‌లో పేమెంట్ అయింది. సైట్‌లో ఏమీ తీసుకోవద్దు.
fulfil-money-cash-line = 💰 { $total } క్యాష్ తీసుకోవాలి.
fulfil-money-cash-more-line = 💰 { $cash } క్యాష్ తీసుకోవాలి. మీకు మొత్తం { $total } వస్తుంది.
fulfil-site =
    📍 { $address }, { $place } { $pin }
    { $map }
# The same when a location was sent without words.
fulfil-site-by-pin =
    📍 { $place } { $pin }
    { $map }
fulfil-map-of-area-line = { $map } (సుమారు ఇక్కడ: లొకేషన్ పంపలేదు)
fulfil-contact-line = 📞 { $name }, { $phone }
fulfil-contact-unnamed-line = 📞 { $phone }

fulfil-packed-button = ప్యాక్ అయింది
fulfil-dispatch-button = బండి లోడ్ అయింది
fulfil-crew-sent-button = పనివాళ్ళను పంపాం
fulfil-on-the-way-button = బయలుదేరారు
fulfil-delivered-button = డెలివరీ అయింది
fulfil-crew-arrived-button = పనివాళ్ళు వచ్చారు

fulfil-noted-accepted = ఆర్డర్ { $number } మీరు తీసుకున్నారు. మెటీరియల్ ప్యాక్ కాగానే లేదా బయలుదేరగానే బటన్ నొక్కండి.
fulfil-noted-packed = 📦 ఆర్డర్ { $number } ప్యాక్ అయింది. బండి లోడ్ కాగానే *బండి లోడ్ అయింది* నొక్కండి.
fulfil-noted-dispatched = 🚚 ఆర్డర్ { $number } లోడ్ అయింది. డ్రైవర్ బయలుదేరగానే *బయలుదేరారు* నొక్కండి.
fulfil-noted-crew-sent = 👷 ఆర్డర్ { $number } పనివాళ్ళు సిద్ధంగా ఉన్నారు. వాళ్ళు బయలుదేరగానే *బయలుదేరారు* నొక్కండి.
fulfil-noted-on-the-way = 🚚 ఆర్డర్ { $number } దారిలో ఉంది. సైట్‌లో *డెలివరీ అయింది* నొక్కి, కస్టమర్‌ను కోడ్ అడగండి.
fulfil-noted-crew-on-the-way = 👷 ఆర్డర్ { $number } పనివాళ్ళు దారిలో ఉన్నారు. సైట్‌లో *పనివాళ్ళు వచ్చారు* నొక్కి, కస్టమర్‌ను కోడ్ అడగండి.
fulfil-noted-delivered = ✅ ఆర్డర్ { $number } పూర్తయింది. థాంక్స్!

fulfil-late = ⏰ ఆర్డర్ { $number } { $when } కి పంపాల్సింది, ఇంకా బయలుదేరలేదు. దయచేసి ఇప్పుడే పంపండి, లేదా వేరే వాళ్ళు ఇవ్వగలిగేలా *ఇవ్వలేం* నొక్కండి. మా ఆఫీస్ కూడా చూస్తోంది.
fulfil-refused = ఆర్డర్ { $number }: ఇప్పుడు అది కుదరదు. ఆర్డర్ ఇప్పుడు: { $step }.

fulfil-ask-carrier =
    ఆర్డర్ { $number } కోసం ఏ బండి, ఏ డ్రైవర్? రెండూ ఒకే మెసేజ్‌లో ఇలా పంపండి:
    👉 *TS09AB1234 రమేష్*
fulfil-carrier-no-vehicle =
    అందులో బండి నంబర్ కనిపించలేదు. ఆర్డర్ { $number } కోసం నంబర్, డ్రైవర్ పేరు ఇలా పంపండి:
    👉 *TS09AB1234 రమేష్*
fulfil-carrier-no-driver =
    బండి { $vehicle }, సరే. డ్రైవర్ ఎవరు? రెండూ కలిపి పంపండి:
    👉 *{ $vehicle } రమేష్*

fulfil-ask-code = కస్టమర్‌ను ఆర్డర్ { $number } 4 అంకెల కోడ్ అడిగి ఇక్కడ రాయండి.
fulfil-ask-crew-code = కస్టమర్‌ను ఆర్డర్ { $number } 4 అంకెల కోడ్ అడిగి ఇక్కడ రాయండి.
fulfil-code-unreadable = ఆర్డర్ { $number } కోసం కస్టమర్ చెప్పిన 4 అంకెలు మాత్రమే రాయండి.
fulfil-code-wrong = { $tries ->
    [one] ఇది ఆర్డర్ { $number } కోడ్ కాదు. కస్టమర్‌ను మళ్ళీ అడగండి: ఇంకా *ఒక్క* ఛాన్స్ ఉంది.
   *[other] ఇది ఆర్డర్ { $number } కోడ్ కాదు. కస్టమర్‌ను మళ్ళీ అడగండి: ఇంకా { $tries } ఛాన్సులు ఉన్నాయి.
}
fulfil-code-locked = ఆర్డర్ { $number } కోడ్ చాలాసార్లు తప్పయింది. మా ఆఫీస్‌కు చెప్పాం, వాళ్ళు మీకు ఫోన్ చేస్తారు. దయచేసి కస్టమర్ దగ్గరే ఉండండి.

fulfil-done-online = { $what ->
    [crew] ✅ ఆర్డర్ { $number } పూర్తయింది, పనివాళ్ళు వచ్చారు. { $total } మీ తర్వాతి పేమెంట్‌లో వస్తుంది. థాంక్స్!
   *[other] ✅ ఆర్డర్ { $number } డెలివరీ అయింది. { $total } మీ తర్వాతి పేమెంట్‌లో వస్తుంది. థాంక్స్!
}
fulfil-done-cash = { $what ->
    [crew] ✅ ఆర్డర్ { $number } పూర్తయింది, పనివాళ్ళు వచ్చారు. { $cash } క్యాష్ అందిందని రాసుకున్నాం. థాంక్స్!
   *[other] ✅ ఆర్డర్ { $number } డెలివరీ అయింది. { $cash } క్యాష్ అందిందని రాసుకున్నాం. థాంక్స్!
}
fulfil-done-cash-more = { $what ->
    [crew] ✅ ఆర్డర్ { $number } పూర్తయింది, పనివాళ్ళు వచ్చారు. { $cash } క్యాష్ అందిందని రాసుకున్నాం. మీకు మొత్తం { $total } రావాలి, తేడా మీ తర్వాతి పేమెంట్‌లో చూస్తాం. థాంక్స్!
   *[other] ✅ ఆర్డర్ { $number } డెలివరీ అయింది. { $cash } క్యాష్ అందిందని రాసుకున్నాం. మీకు మొత్తం { $total } రావాలి, తేడా మీ తర్వాతి పేమెంట్‌లో చూస్తాం. థాంక్స్!
}

fulfil-cancelled-by-buyer = కస్టమర్ ఆర్డర్ { $number } క్యాన్సిల్ చేశారు. దయచేసి పంపకండి, దీని కోసం పక్కన పెట్టింది ఇప్పుడు వేరే వాళ్ళకు ఇవ్వవచ్చు.
fulfil-cancelled-by-you = ఆర్డర్ { $number } మీరు వద్దన్నారు. కస్టమర్‌కు చెప్పాం.
fulfil-cancelled-by-office = మా ఆఫీస్ ఆర్డర్ { $number } క్యాన్సిల్ చేసింది. దయచేసి పంపకండి, దీని కోసం పక్కన పెట్టింది ఇప్పుడు వేరే వాళ్ళకు ఇవ్వవచ్చు.
fulfil-cancelled-offer = మీ జవాబు కోసం ఎదురుచూస్తున్న ఆర్డర్ { $number } క్యాన్సిల్ అయింది. ఇక జవాబు ఇవ్వక్కర్లేదు.
# It has left already when it is cancelled. *stock* is the word that opens the stock list.
fulfil-called-back = మెటీరియల్ బండిలో లోడ్ అయ్యాక కస్టమర్ ఆర్డర్ { $number } క్యాన్సిల్ చేశారు. దయచేసి డ్రైవర్‌ను వెనక్కి పిలవండి. మెటీరియల్‌ను మీ స్టాక్‌లో మళ్ళీ కలిపాం, ఏదైనా తిరిగి రాకపోతే *స్టాక్* అని రాయండి.
fulfil-called-back-crew = పనివాళ్ళు బయలుదేరాక కస్టమర్ ఆర్డర్ { $number } క్యాన్సిల్ చేశారు. దయచేసి వాళ్ళను వెనక్కి పిలవండి.
fulfil-crew-cancelled-late = పనివాళ్ళను పిలిచాక కస్టమర్ ఆర్డర్ { $number } క్యాన్సిల్ చేశారు. దయచేసి వాళ్ళను రావద్దని చెప్పండి.
fulfil-paid-for-trip = బండి కిరాయి { $paid } మీకు ఇస్తాం.
fulfil-paid-for-crew = పిలిచిన పనివాళ్ళ కోసం { $paid } మీకు ఇస్తాం.
fulfil-trip-not-paid = క్యాన్సిల్ అయిన ఆర్డర్ { $number } గురించి మా ఆఫీస్ చూసింది: మీ పేరున రాసిన { $paid } ఇవ్వలేం. ఏదైనా సందేహం ఉంటే ఇక్కడే రాయండి.
fulfil-called-back-by-office = మెటీరియల్ బండిలో లోడ్ అయ్యాక మా ఆఫీస్ ఆర్డర్ { $number } క్యాన్సిల్ చేసింది. దయచేసి డ్రైవర్‌ను వెనక్కి పిలవండి, మా ఆఫీస్ మీకు ఫోన్ చేస్తుంది. మెటీరియల్‌ను మీ స్టాక్‌లో మళ్ళీ కలిపాం, ఏదైనా తిరిగి రాకపోతే *స్టాక్* అని రాయండి.
fulfil-called-back-crew-by-office = పనివాళ్ళు బయలుదేరాక మా ఆఫీస్ ఆర్డర్ { $number } క్యాన్సిల్ చేసింది. దయచేసి వాళ్ళను వెనక్కి పిలవండి, మా ఆఫీస్ మీకు ఫోన్ చేస్తుంది.

fulfil-cancel-button = ఇవ్వలేం
fulfil-cancel-ask = ఆర్డర్ { $number } వద్దంటారా? అప్పుడు ఇంకో సప్లయర్‌ను అడుగుతాం. ఎవరూ తీసుకోలేకపోతే అది క్యాన్సిల్ అవుతుంది.
fulfil-cancel-yes-button = అవును, వద్దు
fulfil-cancel-no-button = లేదు, ఇస్తాం
