# ధరతో ఆర్డర్, దొరకనివి, పెట్టిన ఆర్డర్.

review-heading-line = 🧾 *మీ ఆర్డర్*
review-item-line = • { $name }: { $amount } × { $price } = { $total }
review-item-total-line = • { $name }: { $amount }, హాఫ్ డే = { $total }
review-share-line = 🏪 *{ $vendor }*
review-vendor-line = 🏪 { $vendor }
review-delivery-line = 🚚 డెలివరీ: { $delivery }
review-gst-line = ధరలో కలిసిన GST: { $gst }
review-round-off-line = రౌండ్-ఆఫ్: { $round_off }
review-place-line = 📍 { $locality }, { $pin }
review-slot-line = 🕗 { $slot }
review-work-line = 👷 { $work }
review-total = *మొత్తం: { $total }*
    ఈ ధర { $until } వరకు మారదు.
review-pay-online-button = ఆన్‌లైన్ పేమెంట్
review-cash-button = వచ్చాక క్యాష్
review-stale = పాత ధర టైమ్ అయిపోయింది, ఇది కొత్త ధర.
review-cash-limit = క్యాష్ { $limit } వరకే కుదురుతుంది. దయచేసి దీనికి ఆన్‌లైన్‌లో పేమెంట్ చేయండి.
review-what-to-change = ఏది మార్చాలి?
review-items-button = సరుకులు
review-place-button = చోటు
review-time-button = టైమ్
review-not-sold = { $locality } దగ్గర్లో ఇప్పుడు *{ $name }* ఎవరి దగ్గరా లేదు. మీ మిగతా సరుకులు అలాగే ఉన్నాయి.
review-out-of-stock = మీ దగ్గర్లో *{ $name }* ఇంకా { $amount } మాత్రమే ఉంది. అది తీసుకోమంటారా?
review-sold-out = *{ $name }* మీ దగ్గర్లో ఇప్పుడు అయిపోయింది. మీ మిగతా సరుకులు అలాగే ఉన్నాయి.
review-vendor-minimum = మీ దగ్గర్లో షాపులు *{ $name }* కనీసం { $amount } అయితే ఇస్తాయి. అది తీసుకోమంటారా?
review-take-button = { $amount } చాలు
review-leave-out-button = ఇది వద్దు
review-placed-online = ✅ ఆర్డర్ *{ $number }* పెట్టాం: { $total }.

    పేమెంట్ బటన్ ఇప్పుడు వస్తుంది. మీ సరుకులు { $until } వరకు మీ కోసం ఆపి ఉంచుతాం.
review-placed-cash = ✅ ఆర్డర్ *{ $number }* పెట్టాం: వచ్చాక { $total } క్యాష్ ఇవ్వాలి.
