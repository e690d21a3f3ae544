# ధరతో ఆర్డర్, దొరకనివి, పెట్టిన ఆర్డర్.

review-heading-line = 🧾 *మీ ఆర్డర్*
review-item-line = { $mark } { $name }: { $amount } × { $price } = { $total }
review-item-total-line = { $mark } { $name }: { $amount }, హాఫ్ డే = { $total }
review-share-line = { $what ->
    [crew] 👷 *{ $vendor }*
   *[other] 🏪 *{ $vendor }*
}
review-vendor-line = { $what ->
    [crew] 👷 { $vendor }
   *[other] 🏪 { $vendor }
}
review-delivery-line = 🚚 డెలివరీ: { $delivery }
review-vehicle-line = { $trips ->
    [one] 🚛 { $vehicle }, 1 ట్రిప్పు
   *[other] 🚛 { $vehicle }, { $trips } ట్రిప్పులు
}
review-lane-narrow-line = 🛣️ సందులోకి ఆటో, ట్రాక్టర్ మాత్రమే వస్తాయి. కాదంటే *లారీ వస్తుంది* అని రాయండి.
review-lane-wide-line = 🛣️ సందులోకి లారీ వస్తుంది. రాదంటే *లారీ రాదు* అని రాయండి.
review-gst-line = GST కలిపి: { $gst }
review-round-off-line = రౌండ్-ఆఫ్: { $round_off }
review-place-line = 📍 { $locality }, { $pin }
review-place-way-line = 📍 { $way }, { $locality }, { $pin }
review-slot-line = 🕗 { $slot }
review-work-line = 👷 { $work }
review-total = *మొత్తం: { $total }*
    ఈ ధర { $until } వరకు మారదు.
review-confirm-button = కన్ఫర్మ్
review-confirm-line = *కన్ఫర్మ్* అంటే: పేమెంట్ ఆన్‌లైన్‌లో (UPI, కార్డ్, నెట్ బ్యాంకింగ్).
review-cash-button = వచ్చాక క్యాష్
review-advance-button = ముందు { $now }
review-advance-line = లేదా ఇప్పుడు { $now } అడ్వాన్స్ కట్టండి, సైట్‌లో { $gate } క్యాష్ ఇవ్వండి.
review-stale = పాత ధర టైమ్ అయిపోయింది, ఇది కొత్త ధర.
review-cash-limit = క్యాష్ { $limit } వరకే కుదురుతుంది. దయచేసి దీనికి ఆన్‌లైన్‌లో పేమెంట్ చేయండి.
review-online-limit = ఆన్‌లైన్‌లో ఒక్కసారికి { $limit } వరకే పేమెంట్ కుదురుతుంది.
review-online-off = ఇప్పుడు ఆన్‌లైన్ పేమెంట్ కుదరదు.
review-cash-instead = సైట్‌లో క్యాష్ ఇవ్వవచ్చు.
review-office-helps = క్యాష్ { $limit } వరకే కుదురుతుంది. దీనికి మా ఆఫీస్ మీకు దారి చూపిస్తుంది: కింద ఉన్న బటన్ నొక్కండి.
review-what-to-change = ఏది మార్చాలి?
review-items-button = ఐటమ్స్
review-place-button = చోటు
review-time-button = టైమ్
review-not-sold = *{ $name }* ఇప్పుడు { $locality } చుట్టుపక్కల దొరకడం లేదు. మిగతా కార్ట్ అలాగే ఉంది.
review-out-of-stock = *{ $name }*: ఇప్పుడు మీ చుట్టుపక్కల { $amount } మాత్రమే ఇవ్వగలం. అంతే తీసుకుంటారా?
review-sold-out = *{ $name }* ఇప్పుడు మీ చుట్టుపక్కల దొరకడం లేదు. మిగతా కార్ట్ అలాగే ఉంది.
review-vendor-minimum = మీ చుట్టుపక్కల *{ $name }* కనీసం { $amount } అయితేనే ఇస్తారు. అంత తీసుకుంటారా?
review-take-button = { $amount } సరే
review-leave-out-button = ఇది వద్దు
review-placed-online = ✅ ఆర్డర్ *{ $number }* బుక్ అయింది: { $total }.

    పేమెంట్ బటన్ ఇప్పుడు వస్తుంది. { $until } వరకు అన్నీ మీ కోసం పక్కన పెడతాం.
review-placed-advance = ✅ ఆర్డర్ *{ $number }* బుక్ అయింది: ఇప్పుడు { $now }, సైట్‌లో { $gate } క్యాష్.

    పేమెంట్ బటన్ ఇప్పుడు వస్తుంది. { $until } వరకు అన్నీ మీ కోసం పక్కన పెడతాం.
review-placed-cash = ✅ ఆర్డర్ *{ $number }* బుక్ అయింది. సైట్‌లో { $total } క్యాష్ ఇవ్వాలి.
review-cash-up-to-line = క్యాష్ { $limit } వరకు కుదురుతుంది.
review-cash-first-line = మొదటి ఆర్డర్‌కు క్యాష్ { $limit } వరకు, తర్వాత { $later } వరకు కుదురుతుంది.
