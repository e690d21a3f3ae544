# కార్ట్.

cart-heading-line = 🛒 *మీ కార్ట్*
cart-item-line = { $measure ->
    [person] { $mark } { $name }: { $amount }
   *[other] { $mark } { $amount } { $name }
}
cart-about-with-delivery = సుమారు *{ $about }*, డెలివరీ ఛార్జ్ వేరే. పేమెంట్‌కు ముందు ఫైనల్ ధర కనిపిస్తుంది.
cart-about = సుమారు *{ $about }*. పేమెంట్‌కు ముందు ఫైనల్ ధర కనిపిస్తుంది.
cart-price-comes-later = పేమెంట్‌కు ముందు ఫైనల్ ధర కనిపిస్తుంది.
cart-checkout-button = ముందుకు వెళ్ళండి
cart-add-more-button = ఇంకా కావాలి
cart-change-button = మార్చండి
cart-is-empty = 🛒 మీ కార్ట్ ఖాళీగా ఉంది. కావాల్సింది రాయండి, ఉదాహరణకు _50 బస్తాలు OPC 53_, లేదా మెనూ తెరవండి.
cart-total-comes = కన్ఫర్మ్ చేసే ముందు, డెలివరీతో కలిపి మొత్తం ధర చూపిస్తాం.
cart-is-kept =
    { $count ->
        [one] మీ కార్ట్‌లో ఒక ఐటమ్ ఉంది. చూడటానికి _కార్ట్_ అని రాయండి.
       *[other] మీ కార్ట్‌లో { $count } ఐటమ్స్ ఉన్నాయి. చూడటానికి _కార్ట్_ అని రాయండి.
    }
cart-slot-noted = 🕗 రాసుకున్నాం: *{ $slot }*.
cart-work-noted = 👷 రాసుకున్నాం: *{ $work }*.
cart-which-line-text = ఏది మార్చాలి?
cart-remove-button = తీసేయండి
cart-taken-out = *{ $name }* కార్ట్ నుంచి తీసేశాం.
cart-not-in-it = { $name }: ఇది మీ కార్ట్‌లో లేదు.
cart-empty-title = కార్ట్ ఖాళీ చేయండి
cart-gone-title = ఇప్పుడు దొరకదు
cart-emptied = మీ కార్ట్ ఇప్పుడు ఖాళీ.
cart-full = మీ కార్ట్‌లో ఇప్పటికే 20 ఐటమ్స్ ఉన్నాయి, ఒక ఆర్డర్‌లో అంతకంటే ఎక్కువ పట్టవు.
cart-some-refused =
    { $count ->
        [one] ఒక ఐటమ్ అంత ఇవ్వలేం, మిగతావి ఇక్కడ ఉన్నాయి.
       *[other] { $count } ఐటమ్స్ అంత ఇవ్వలేం, మిగతావి ఇక్కడ ఉన్నాయి.
    }
cart-changed = *{ $name }*: ఇప్పుడు { $to }, ఇంతకుముందు { $from }.
cart-taken-for-you = ఏదో చెప్పలేదు కాబట్టి *{ $names }* తీసుకున్నాం. వేరేది కావాలంటే దాని పేరు, లేదా *మార్చండి* అని రాయండి.
cart-in-its-place = *{ $before }* బదులు *{ $name }*.
cart-has = 🛒 కార్ట్‌లో: { $items }.
cart-another-button = వేరేది
