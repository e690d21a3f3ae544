# दाम के साथ ऑर्डर, जो नहीं मिल सकता, और दिया हुआ ऑर्डर।

review-heading-line = 🧾 *आपका ऑर्डर*
review-item-line = { $mark } { $name }: { $amount } × { $price } = { $total }
review-item-total-line = { $mark } { $name }: { $amount }, आधा दिन = { $total }
review-share-line = { $what ->
    [crew] 👷 *{ $vendor }*
   *[other] 🏪 *{ $vendor }*
}
review-vendor-line = { $what ->
    [crew] 👷 { $vendor }
   *[other] 🏪 { $vendor }
}
review-delivery-line = 🚚 डिलीवरी: { $delivery }
review-vehicle-line = { $trips ->
    [one] 🚛 { $vehicle }, 1 चक्कर
   *[other] 🚛 { $vehicle }, { $trips } चक्कर
}
review-lane-narrow-line = 🛣️ गली में सिर्फ़ ऑटो या ट्रैक्टर जाता है। ऐसा नहीं है तो *लॉरी आएगी* लिखें।
review-lane-wide-line = 🛣️ गली में लॉरी जाती है। ऐसा नहीं है तो *लॉरी नहीं* लिखें।
review-gst-line = GST शामिल: { $gst }
review-round-off-line = राउंड-ऑफ़: { $round_off }
review-place-line = 📍 { $locality }, { $pin }
review-place-way-line = 📍 { $way }, { $locality }, { $pin }
review-slot-line = 🕗 { $slot }
review-work-line = 👷 { $work }
review-total = *कुल: { $total }*
    यह दाम { $until } तक पक्का है।
review-confirm-button = पक्का करें
review-confirm-line = *पक्का करें* का मतलब: पेमेंट ऑनलाइन (UPI, कार्ड, नेट बैंकिंग)।
review-cash-button = डिलीवरी पर कैश
review-advance-button = एडवांस { $now }
review-advance-line = या अभी { $now } एडवांस दीजिए, और साइट पर { $gate } कैश।
review-stale = पुराने दाम का समय निकल गया, यह नया दाम है।
review-cash-limit = कैश { $limit } तक ही हो सकता है। कृपया इसका पेमेंट ऑनलाइन कीजिए।
review-online-limit = एक बार में ऑनलाइन पेमेंट ज़्यादा से ज़्यादा { $limit } का हो सकता है।
review-online-off = अभी ऑनलाइन पेमेंट नहीं हो सकता।
review-cash-instead = साइट पर कैश दे सकते हैं।
review-office-helps = कैश { $limit } तक ही हो सकता है। हमारा ऑफ़िस आपके साथ मिलकर रास्ता निकालेगा: नीचे का बटन दबाइए।
review-what-to-change = क्या बदलना है?
review-items-button = सामान
review-place-button = जगह
review-time-button = समय
review-not-sold = अभी { $locality } के आसपास किसी के पास *{ $name }* नहीं है। बाकी कार्ट वैसा ही है।
review-out-of-stock = *{ $name }*: अभी आपके आसपास हम सिर्फ़ { $amount } दे सकते हैं। उतना ले लें?
review-sold-out = अभी आपके आसपास किसी के पास *{ $name }* नहीं है। बाकी कार्ट वैसा ही है।
review-vendor-minimum = आपके आसपास *{ $name }* का ऑर्डर कम से कम { $amount } का होता है। उतना ले लें?
review-take-button = { $amount } लें
review-leave-out-button = इसे छोड़ दें
review-placed-online = ✅ ऑर्डर *{ $number }* लग गया: { $total }।

    पेमेंट का बटन अभी आ रहा है। { $until } तक सब कुछ आपके लिए रोककर रखेंगे।
review-placed-advance = ✅ ऑर्डर *{ $number }* लग गया: अभी { $now }, और साइट पर { $gate } कैश।

    पेमेंट का बटन अभी आ रहा है। { $until } तक सब कुछ आपके लिए रोककर रखेंगे।
review-placed-cash = ✅ ऑर्डर *{ $number }* लग गया। साइट पर { $total } कैश देना है।
review-cash-up-to-line = कैश { $limit } तक हो सकता है।
review-cash-first-line = पहले ऑर्डर पर कैश { $limit } तक हो सकता है, बाद में { $later } तक।
