# सप्लायर को ऑर्डर देना: खबर, याद दिलाना, मंज़ूर, मना।

offer-item-line = • { $amount }: { $name }
offer-more-line = { $count ->
    [one] • और { $count } चीज़
   *[other] • और { $count } चीज़ें
}

offer-slot-line = { $slot }
offer-work-day-line = { $work }
offer-delivery-line = 🚚 पहुँचाना है: { $slot }
offer-work-line = 👷 काम: { $work }
offer-any-time-line = 🚚 जितना जल्दी हो सके
offer-trips-line = { $trips ->
    [one] { $vehicle }, 1 चक्कर
   *[other] { $vehicle }, { $trips } चक्कर
}
offer-vehicle-line = 🚛 { $trips }
offer-vehicle-narrow-line = 🚛 { $trips } (गली तंग है, लॉरी नहीं जाएगी)

offer-clock-line = { $clock }
offer-day-clock-line = { $day } { $clock }
offer-until-line = कृपया { $until } तक जवाब दीजिए।

offer-alert-online =
    🔔 *नया ऑर्डर { $number }*
    { $lines }
    📍 { $place }
    { $when }
    आपको कुल *{ $total }* मिलेंगे (हमारी फ़ीस और टैक्स काटने से पहले)। ग्राहक ऑनलाइन पेमेंट कर चुका है।
    { $until }
offer-alert-cash =
    🔔 *नया ऑर्डर { $number }*
    { $lines }
    📍 { $place }
    { $when }
    साइट पर कुल *{ $total }* कैश लेना है।
    { $until }
offer-alert-cash-more =
    🔔 *नया ऑर्डर { $number }*
    { $lines }
    📍 { $place }
    { $when }
    साइट पर *{ $cash }* कैश लेना है। आपको कुल *{ $total }* मिलेंगे (हमारी फ़ीस और टैक्स काटने से पहले)।
    { $until }
offer-reminder-online =
    ⏰ *ऑर्डर { $number } को अभी आपके जवाब का इंतज़ार है*
    { $lines }
    📍 { $place }
    { $when }
    आपको कुल *{ $total }* मिलेंगे (हमारी फ़ीस और टैक्स काटने से पहले)। ग्राहक ऑनलाइन पेमेंट कर चुका है।
    { $until }
offer-reminder-cash =
    ⏰ *ऑर्डर { $number } को अभी आपके जवाब का इंतज़ार है*
    { $lines }
    📍 { $place }
    { $when }
    साइट पर कुल *{ $total }* कैश लेना है।
    { $until }
offer-reminder-cash-more =
    ⏰ *ऑर्डर { $number } को अभी आपके जवाब का इंतज़ार है*
    { $lines }
    📍 { $place }
    { $when }
    साइट पर *{ $cash }* कैश लेना है। आपको कुल *{ $total }* मिलेंगे (हमारी फ़ीस और टैक्स काटने से पहले)।
    { $until }
offer-paid-line = फ़ीस-टैक्स से पहले; ऑनलाइन पेमेंट हो चुका है
offer-cash-line = साइट पर कैश लेना है
offer-cash-more-line = फ़ीस-टैक्स से पहले; { $cash } साइट पर कैश
offer-accept-button = मंज़ूर
offer-reject-button = नहीं ले सकते

offer-reject-ask = ऑर्डर { $number } क्यों नहीं ले सकते? बस एक टैप कीजिए। कम दे सकते हैं या किसी और समय, तो लिखिए: *सिर्फ 40*, *शाम*।
offer-reject-list-button = वजह चुनिए
offer-reason-out-of-stock-title = स्टॉक में नहीं है
offer-reason-too-far-title = बहुत दूर है
offer-reason-no-vehicle-title = गाड़ी या लेबर नहीं है
offer-reason-price-title = दाम ठीक नहीं है
offer-reason-closed-title = आज बंद है

offer-lapsed = ऑर्डर { $number } के जवाब का समय निकल गया, अब वह आपके लिए नहीं रुका है। अगला ऑर्डर यहीं आएगा।
offer-gone = ऑर्डर { $number } को अब आपके जवाब का इंतज़ार नहीं है। कुछ नहीं बदला है।
offer-reject-noted = ठीक है, ऑर्डर { $number } आप नहीं ले रहे। जल्दी बताने के लिए धन्यवाद।

offer-counter-noted = ऑर्डर { $number }: हम ख़रीदार से पूछ रहे हैं, उनके पास { $until } तक का समय है। तब तक माल रखिए, जवाब यहीं बताएँगे।
offer-counter-refused = ऑर्डर { $number }: ख़रीदार ने हाँ नहीं कहा, इसलिए अब किसी और से पूछ रहे हैं। कोशिश के लिए शुक्रिया।
offer-counter-which = किस ऑर्डर के लिए? उसका नंबर भी लिखिए, जैसे *{ $number } { $text }*।
offer-counter-several-lines = ऑर्डर { $number } में कई चीज़ें हैं, एक को अलग से नहीं बदल सकते। क्या पूरा ले सकते हैं?
offer-counter-not-fewer = ऑर्डर { $number } में इससे ज़्यादा नहीं चाहिए। क्या इसे ऐसे ही ले सकते हैं?
offer-counter-not-that-time = ऑर्डर { $number } उस समय पर नहीं हो सकता। क्या इसे ऐसे ही ले सकते हैं?
offer-counter-price-held = ऑर्डर { $number } का दाम ख़रीदार को बता चुके हैं, और इतना फ़र्क कैश में नहीं लिया जा सकता। क्या इसे ऐसे ही ले सकते हैं?

offer-none-open = अभी किसी ऑर्डर का जवाब बाकी नहीं है। नए ऑर्डर यहीं आएँगे।
offer-several-open = { $count ->
    [one] *एक* ऑर्डर को आपके जवाब का इंतज़ार है। देखने के लिए लिस्ट खोलिए।
   *[other] *{ $count }* ऑर्डर को आपके जवाब का इंतज़ार है। कौन सा ऑर्डर?
}
