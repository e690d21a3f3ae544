# సప్లయర్ (షాపు, యార్డు లేదా లేబర్ కాంట్రాక్టర్) వైపు మాటలు: మెనూ, ఈరోజు ఆర్డర్లు, స్టాక్, సెలవు.

desk-menu =
    నమస్తే { $name }! ఏం చేయాలి?
    _భాష మార్చడానికి *english* లేదా *hindi* అని రాయండి._
desk-menu-unnamed =
    నమస్తే! ఏం చేయాలి?
    _భాష మార్చడానికి *english* లేదా *hindi* అని రాయండి._
desk-menu-again = ఇప్పుడు ఏం చేయాలి?
desk-menu-list-button = మెనూ
desk-menu-parts-title = ఈరోజు ఆర్డర్లు
desk-menu-stock-title = నా స్టాక్
desk-menu-account-title = నా లెక్క
desk-menu-off-title = సెలవు తీసుకోవాలి
desk-menu-open-title = మళ్ళీ ఓపెన్ చేయాలి
desk-menu-buy-title = ఏదైనా కొనాలి
desk-menu-person-title = మనిషితో మాట్లాడాలి
desk-menu-button = మెనూ

desk-parts = { $count ->
    [one] మీరు చేయాల్సిన ఆర్డర్ *ఒకటి* ఉంది. చూడటానికి లిస్ట్ తెరవండి.
   *[other] మీరు చేయాల్సిన ఆర్డర్లు *{ $count }* ఉన్నాయి. చూడటానికి లిస్ట్ తెరవండి.
}
desk-parts-none = ఇప్పుడు చేయాల్సిన ఆర్డర్ ఏదీ లేదు. కొత్త ఆర్డర్ రాగానే ఇక్కడే చెప్తాం.
desk-parts-list-button = ఆర్డర్లు చూడండి
desk-parts-day-title = { $day }
desk-part-description = { $step } · { $place } · { $line }
desk-part-gone = ఆ ఆర్డర్ ఇప్పుడు మీ లిస్ట్‌లో లేదు.
desk-which-code = *{ $code }* కోడ్ ఏ ఆర్డర్‌ది?
desk-which-vehicle = *{ $vehicle }* బండిలో ఏ ఆర్డర్ వెళ్తుంది?
desk-which-packed = ఏ ఆర్డర్ ప్యాక్ అయింది?
desk-which-dispatched = ఏ ఆర్డర్ బండిలో లోడ్ అయింది?
desk-which-crew-sent = ఏ ఆర్డర్‌కు పనివాళ్ళను పంపారు?
desk-which-on-the-way = ఏ ఆర్డర్ బయలుదేరింది?
desk-which-delivered = ఏ ఆర్డర్ డెలివరీ అయింది?
desk-which-give-back = ఏ ఆర్డర్ ఇవ్వలేరు?
desk-part = *ఆర్డర్ { $number }*: { $step }
    { $lines }
    { $when }
    { $details }
    { $money }

desk-stock = మీరు ఇక్కడ అమ్మేవి ఇవి. ఎంత ఉందో మార్చాలంటే దాని మీద నొక్కండి.
desk-stock-none = మీవి ఇక్కడ ఇంకా ఏమీ లేవు. పెట్టడానికి మా ఆఫీస్ సాయం చేస్తుంది.
desk-stock-list-button = స్టాక్ చూడండి
desk-stock-description = ఇప్పుడు { $free } · ఒక { $unit } { $price }
desk-stock-held-description = ఇప్పుడు { $free }, ఆర్డర్లలో { $held } · ఒక { $unit } { $price }
desk-stock-more-title = ఇంకా చూడండి…
desk-stock-ask = *{ $name }*: ఇప్పుడు ఎంత ఉంది? { $unit } లెక్కన నంబర్ మాత్రమే రాయండి.
desk-stock-unreadable = ఆ నంబర్ అర్థం కాలేదు. *{ $name }*: ఇప్పుడు ఎంత ఉంది? { $unit } లెక్కన నంబర్ మాత్రమే రాయండి.
desk-stock-noted = ✅ రాసుకున్నాం: *{ $name }*, ఇప్పుడు { $free }. ముందు: { $was }.
desk-stock-low = 📉 *{ $name }*: అమ్మడానికి మిగిలింది { $left } మాత్రమే. ఇంకా సరుకు ఉంటే చెప్పండి, ఆర్డర్లు వస్తూనే ఉంటాయి.
desk-stock-low-button = స్టాక్ మార్చండి
desk-price-noted = ✅ *{ $name }*: ఇప్పుడు ఒక { $unit } ధర { $price }. ముందు: { $was }.
desk-same = *{ $name }* ఇప్పటికే అలాగే ఉంది: ఒక { $unit } { $price }, ఇప్పుడు { $free }.
desk-undo-button = మళ్ళీ ముందులాగే
desk-stock-undone = ↩️ ముందులాగే పెట్టాం: *{ $name }*, ఇప్పుడు { $free }.
desk-price-undone = ↩️ ముందులాగే పెట్టాం: *{ $name }*, ఒక { $unit } ధర మళ్ళీ { $price }.
desk-undo-late = ఆ తర్వాత మళ్ళీ మారింది, అందుకే మేం ఏమీ మార్చలేదు. *{ $name }*: ఇప్పుడు ఒక { $unit } { $price }, ఉన్నది { $free }.
desk-undo-nothing = వెనక్కి తీసుకోవడానికి ఏమీ లేదు.
desk-listing-gone = అది మీరు ఇప్పుడు ఇక్కడ అమ్మడం లేదు, అందుకే ఏమీ మారలేదు.
desk-shelf-which = *{ $number }* దేనిది? లిస్ట్ తెరిచి దాని మీద నొక్కండి.
desk-shelf-which-gone = ఏది అయిపోయింది? లిస్ట్ తెరిచి దాని మీద నొక్కండి.
desk-shelf-not-yours = మీరు ఇక్కడ అమ్మేవాటిలో అది కనిపించలేదు, అందుకే ఏమీ మారలేదు.
desk-price-or-stock = *{ $name }*: *{ $number }* అంటే ఒక { $unit } ధరా, లేక ఉన్న సరుకా? ఇప్పుడు ఒక { $unit } { $price }, ఉన్నది { $free }.
desk-as-price-button = ధర { $price }
desk-as-stock-button = 📦 { $free }

desk-off-ask = ఎంతసేపు సెలవు? అప్పటివరకు కొత్త ఆర్డర్లు రావు. రాయవచ్చు కూడా, ఉదాహరణకు *3 గంటలు*.
desk-off-hours-button = 2 గంటలు
desk-off-today-button = ఈరోజంతా
desk-off-tomorrow-button = రేపు కూడా
desk-off-until = 💤 { $until } వరకు కొత్త ఆర్డర్లు రావు. మీరు ఒప్పుకున్న ఆర్డర్లు మీవే.
desk-off-until-day = 💤 { $day } { $until } వరకు కొత్త ఆర్డర్లు రావు. మీరు ఒప్పుకున్న ఆర్డర్లు మీవే.
desk-off-today = 💤 ఈరోజు ఇంక కొత్త ఆర్డర్లు రావు. మీరు ఒప్పుకున్న ఆర్డర్లు మీవే.
desk-off-tomorrow = 💤 ఈరోజు, రేపు కొత్త ఆర్డర్లు రావు. మీరు ఒప్పుకున్న ఆర్డర్లు మీవే.
desk-off-unreadable = ఎంతసేపు? బటన్ నొక్కండి, లేదా ఇలా రాయండి: *3 గంటలు*, *ఈరోజు* లేదా *రేపు*.
desk-open-button = మళ్ళీ ఓపెన్ చేయాలి
desk-open = 🟢 మళ్ళీ ఓపెన్ చేశాం. కొత్త ఆర్డర్లు ఇక్కడికే వస్తాయి.

desk-old-tap = అది పాత మెసేజ్‌లోని బటన్, అందుకే ఏమీ మారలేదు.
desk-not-understood = అది అర్థం కాలేదు.
desk-media = థాంక్స్. మా ఆఫీస్ దీన్ని చూసి ఇక్కడే మీకు రాస్తుంది. రాసి పంపితే త్వరగా అవుతుంది. డెలివరీ అయిన వెంటనే పంపిన ఫోటో ఆ ఆర్డర్‌కి జోడిస్తాం.
desk-not-needed = థాంక్స్, కానీ ఇక్కడ అది అవసరం లేదు.
desk-not-a-vendor = ఇది సప్లయర్ల కోసం. మాతో అమ్మాలనుకుంటే *మనిషి* అని రాయండి, మా ఆఫీస్ మీతో మాట్లాడుతుంది.
desk-stopped = సరే. ఆర్డర్లు, వాటి కబుర్లు తప్ప ఇంకేమీ పంపం. కొత్త ఆర్డర్లు కూడా వద్దంటే *సెలవు* అని రాయండి. మళ్ళీ మెసేజ్‌లు కావాలంటే *మెసేజ్‌లు పంపండి* అని రాయండి.
desk-person-called = మా ఆఫీస్‌కు చెప్పాం, వాళ్ళు త్వరలో మెసేజ్ లేదా ఫోన్ చేస్తారు. ఈలోగా మీరు ఇక్కడ పని చేస్తూ ఉండవచ్చు.

desk-account-we-pay = 💰 మీరు డెలివరీ చేసినదానికి మీకు { $due } రావాలి (మా ఫీజు, టాక్స్ పోను). కస్టమర్ల క్యాష్ { $cash } మీ దగ్గర ఉంది. అంటే మేము మీకు *{ $net }* ఇవ్వాలి.
desk-account-you-pay = 💰 మీరు డెలివరీ చేసినదానికి మీకు { $due } రావాలి (మా ఫీజు, టాక్స్ పోను). కస్టమర్ల క్యాష్ { $cash } మీ దగ్గర ఉంది. అంటే మీరు మాకు *{ $net }* ఇవ్వాలి.
desk-account-even = 💰 మీరు డెలివరీ చేసినదానికి మీకు { $due } రావాలి (మా ఫీజు, టాక్స్ పోను). కస్టమర్ల క్యాష్ { $cash } మీ దగ్గర ఉంది. అంటే లెక్క సరిపోయింది.
desk-account-nothing = 💰 లెక్క సరిపోయింది, ఏమీ బాకీ లేదు.
