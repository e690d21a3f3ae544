# दाम के साथ ऑर्डर, जो नहीं मिल सकता, और दिया हुआ ऑर्डर।

review-heading-line = 🧾 *आपका ऑर्डर*
review-item-line = • { $name }: { $amount } × { $price } = { $total }
review-item-total-line = • { $name }: { $amount }, आधा दिन = { $total }
review-share-line = 🏪 *{ $vendor }*
review-vendor-line = 🏪 { $vendor }
review-delivery-line = 🚚 डिलीवरी: { $delivery }
review-gst-line = दाम में शामिल GST: { $gst }
review-round-off-line = राउंड-ऑफ़: { $round_off }
review-place-line = 📍 { $locality }, { $pin }
review-slot-line = 🕗 { $slot }
review-work-line = 👷 { $work }
review-total = *कुल: { $total }*
    यह दाम { $until } तक पक्का है।
review-pay-online-button = ऑनलाइन पेमेंट
review-cash-button = डिलीवरी पर कैश
review-stale = पुराने दाम का समय निकल गया था, यह नया दाम है।
review-cash-limit = कैश { $limit } तक ही हो सकता है। कृपया इसका पेमेंट ऑनलाइन कीजिए।
review-what-to-change = क्या बदलना है?
review-items-button = सामान
review-place-button = जगह
review-time-button = समय
review-not-sold = { $locality } के पास अभी *{ $name }* किसी के पास नहीं है। आपका बाकी सामान रखा है।
review-out-of-stock = आपके पास की दुकानों में *{ $name }* अब { $amount } ही बचा है। उतना ले लें?
review-sold-out = *{ $name }* आपके पास की दुकानों में अभी ख़त्म है। आपका बाकी सामान रखा है।
review-vendor-minimum = आपके पास की दुकानें *{ $name }* कम से कम { $amount } देती हैं। उतना ले लें?
review-take-button = { $amount } लें
review-leave-out-button = इसे छोड़ दें
review-placed-online = ✅ ऑर्डर *{ $number }* लग गया: { $total }।

    पेमेंट का बटन अभी आ रहा है। आपका सामान { $until } तक आपके लिए रोककर रखा है।
review-placed-cash = ✅ ऑर्डर *{ $number }* लग गया: आने पर { $total } कैश देना है।
