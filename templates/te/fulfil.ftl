# ఒప్పుకున్నప్పటి నుంచి డెలివరీ వరకు అమ్మేవాళ్ళ పనులు.

fulfil-taken =
    ✅ *ఆర్డర్ { $number } మీదే*
    { $lines }
    { $when }
    { $details }
    { $money }
fulfil-taken-crew =
    ✅ *బుకింగ్ { $number } మీదే*
    { $lines }
    { $when }
    { $details }
    { $money }
fulfil-money-online-line = 💰 ఆన్‌లైన్‌లో పేమెంట్ అయింది: { $total }. సైట్‌లో ఏమీ తీసుకోవద్దు.
fulfil-money-cash-line = 💰 { $total } క్యాష్ తీసుకోవాలి.
fulfil-site =
    📍 { $address }, { $place } { $pin }
    { $map }
# The same when a pin was sent without words.
fulfil-site-by-pin =
    📍 { $place } { $pin }
    { $map }
fulfil-contact-line = 📞 { $name }, { $phone }
fulfil-contact-unnamed-line = 📞 { $phone }

fulfil-packed-button = ప్యాక్ అయింది
fulfil-dispatch-button = బండి లోడ్ అయింది
fulfil-crew-sent-button = మనుషులను పంపాం
fulfil-on-the-way-button = బయలుదేరారు
fulfil-delivered-button = డెలివరీ అయింది
fulfil-crew-arrived-button = మనుషులు వచ్చారు

fulfil-noted-accepted = ఆర్డర్ { $number } మీరు తీసుకున్నారు. సరుకు ప్యాక్ అయితే లేదా బయలుదేరితే బటన్ నొక్కండి.
fulfil-noted-packed = 📦 ఆర్డర్ { $number } ప్యాక్ అయింది. బండిలో ఎక్కించాక *బండి లోడ్ అయింది* నొక్కండి.
fulfil-noted-dispatched = 🚚 ఆర్డర్ { $number } లోడ్ అయింది. డ్రైవర్ బయలుదేరగానే *బయలుదేరారు* నొక్కండి.
fulfil-noted-crew-sent = 👷 { $number } మనుషులు సిద్ధం. వాళ్ళు బయలుదేరగానే *బయలుదేరారు* నొక్కండి.
fulfil-noted-on-the-way = 🚚 ఆర్డర్ { $number } దారిలో ఉంది. సైట్‌లో *డెలివరీ అయింది* నొక్కి, కస్టమర్‌ను కోడ్ అడగండి.
fulfil-noted-crew-on-the-way = 👷 { $number } మనుషులు దారిలో ఉన్నారు. సైట్‌లో *మనుషులు వచ్చారు* నొక్కి, కస్టమర్‌ను కోడ్ అడగండి.
fulfil-noted-delivered = ✅ ఆర్డర్ { $number } డెలివరీ అయింది. థాంక్స్!

fulfil-refused = ఆర్డర్ { $number }కు ఇప్పుడు అది కుదరదు. అది ఇప్పుడు ఇక్కడ ఉంది: { $step }.

fulfil-ask-carrier =
    ఆర్డర్ { $number } ఏ బండిలో, ఏ డ్రైవర్ తెస్తున్నారు? రెండూ ఒకే మెసేజ్‌లో ఇలా పంపండి:
    👉 *TS09AB1234 రమేష్*
fulfil-carrier-no-vehicle =
    అందులో బండి నంబర్ కనిపించలేదు. ఆర్డర్ { $number } కోసం నంబర్, డ్రైవర్ పేరు ఇలా పంపండి:
    👉 *TS09AB1234 రమేష్*
fulfil-carrier-no-driver =
    బండి { $vehicle }, సరే. డ్రైవర్ ఎవరు? రెండూ కలిపి పంపండి:
    👉 *{ $vehicle } రమేష్*

fulfil-ask-code = కస్టమర్‌ను ఆర్డర్ { $number } 4 అంకెల కోడ్ అడిగి ఇక్కడ రాయండి.
fulfil-ask-crew-code = కస్టమర్‌ను బుకింగ్ { $number } 4 అంకెల కోడ్ అడిగి ఇక్కడ రాయండి.
fulfil-code-unreadable = ఆర్డర్ { $number } కోసం కస్టమర్ చెప్పిన 4 అంకెలు మాత్రమే రాయండి.
fulfil-code-wrong = { $tries ->
    [one] ఇది ఆర్డర్ { $number } కోడ్ కాదు. కస్టమర్‌ను మళ్ళీ అడగండి: ఇంకా *ఒక్క* ఛాన్స్ ఉంది.
   *[other] ఇది ఆర్డర్ { $number } కోడ్ కాదు. కస్టమర్‌ను మళ్ళీ అడగండి: ఇంకా { $tries } ఛాన్సులు ఉన్నాయి.
}
fulfil-code-locked = ఆర్డర్ { $number } కోడ్ చాలాసార్లు తప్పయింది. మా ఆఫీస్‌కు చెప్పాం, వాళ్ళు మీకు ఫోన్ చేస్తారు. దయచేసి కస్టమర్ దగ్గరే ఉండండి.

fulfil-done-online = ✅ ఆర్డర్ { $number } డెలివరీ అయింది. { $total } మీ తర్వాతి పేమెంట్‌లో వస్తుంది. థాంక్స్!
fulfil-done-cash = ✅ ఆర్డర్ { $number } డెలివరీ అయింది. { $cash } క్యాష్ అందిందని రాసుకున్నాం. థాంక్స్!

fulfil-cancelled-by-buyer = కస్టమర్ ఆర్డర్ { $number } క్యాన్సిల్ చేశారు. దయచేసి పంపకండి, మీ స్టాక్ మళ్ళీ అమ్మకానికి ఉంది.
fulfil-cancelled-by-you = మీరు చెప్పినట్టు ఆర్డర్ { $number } క్యాన్సిల్ చేశాం. కస్టమర్‌కు చెప్పాం.
fulfil-cancelled-by-office = మా ఆఫీస్ ఆర్డర్ { $number } క్యాన్సిల్ చేసింది. దయచేసి పంపకండి, మీ స్టాక్ మళ్ళీ అమ్మకానికి ఉంది.
# It has left the yard when it is cancelled. *stock* is the word that opens the stock list.
fulfil-called-back = సరుకు బయలుదేరాక కస్టమర్ ఆర్డర్ { $number } క్యాన్సిల్ చేశారు. దయచేసి డ్రైవర్‌ను వెనక్కి పిలవండి, బండి ఖర్చు మీకు ఇస్తాం. సరుకు తిరిగి వచ్చాక *స్టాక్* అని రాసి మళ్ళీ లెక్కలో కలపండి.
fulfil-called-back-crew = మనుషులు బయలుదేరాక కస్టమర్ బుకింగ్ { $number } క్యాన్సిల్ చేశారు. దయచేసి వాళ్ళను వెనక్కి పిలవండి, సగం రోజు డబ్బు మీకు ఇస్తాం.
fulfil-called-back-by-office = బయలుదేరాక మా ఆఫీస్ ఆర్డర్ { $number } క్యాన్సిల్ చేసింది. దయచేసి వెనక్కి పిలవండి, మా ఆఫీస్ మీకు ఫోన్ చేస్తుంది.

fulfil-cancel-button = ఇవ్వలేం
fulfil-cancel-ask = ఆర్డర్ { $number } వద్దనుకుంటున్నారా? అప్పుడు ఇంకో షాపును అడుగుతాం. ఎవరూ ఇవ్వలేకపోతే కస్టమర్‌కు డబ్బంతా తిరిగి ఇస్తాం.
fulfil-cancel-yes-button = అవును, వద్దు
fulfil-cancel-no-button = లేదు, ఇస్తాం
