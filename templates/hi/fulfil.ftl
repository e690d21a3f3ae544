# मंज़ूर होने से डिलीवरी तक सप्लायर के कदम।

fulfil-taken =
    ✅ *ऑर्डर { $number } अब आपका है*
    { $lines }
    { $when }
    { $details }
    { $money }
fulfil-taken-crew =
    ✅ *ऑर्डर { $number } अब आपका है*
    { $lines }
    { $when }
    { $details }
    { $money }
fulfil-money-online-line = 💰 आपको { $total } मिलेंगे (हमारी फ़ीस और टैक्स काटने से पहले), ऑनलाइन पेमेंट हो चुका है। साइट पर कुछ नहीं लेना है।
fulfil-money-cash-line = 💰 { $total } कैश लेना है।
fulfil-money-cash-more-line = 💰 { $cash } कैश लेना है। आपको कुल { $total } मिलेंगे (हमारी फ़ीस और टैक्स काटने से पहले)।
fulfil-site =
    📍 { $address }, { $place } { $pin }
    { $map }
# The same when a location was sent without words.
fulfil-site-by-pin =
    📍 { $place } { $pin }
    { $map }
fulfil-map-of-area-line = { $map } (लगभग यहाँ: लोकेशन नहीं भेजी गई)
fulfil-contact-line = 📞 { $name }, { $phone }
fulfil-contact-unnamed-line = 📞 { $phone }

fulfil-packed-button = पैक हो गया
fulfil-dispatch-button = गाड़ी लोड हो गई
fulfil-crew-sent-button = लेबर भेज दिए
fulfil-on-the-way-button = निकल गए
fulfil-delivered-button = डिलीवर हो गया
fulfil-crew-arrived-button = लेबर पहुँच गए

fulfil-noted-accepted = ऑर्डर { $number } आपने ले लिया है। माल पैक हो जाए या निकल जाए तो बटन दबाइए।
fulfil-noted-packed = 📦 ऑर्डर { $number } पैक हो गया। गाड़ी में लोड होते ही *गाड़ी लोड हो गई* दबाइए।
fulfil-noted-dispatched = 🚚 ऑर्डर { $number } लोड हो गया। ड्राइवर के निकलते ही *निकल गए* दबाइए।
fulfil-noted-crew-sent = 👷 ऑर्डर { $number } के लेबर तैयार हैं। उनके निकलते ही *निकल गए* दबाइए।
fulfil-noted-on-the-way = 🚚 ऑर्डर { $number } रास्ते में है। साइट पर *डिलीवर हो गया* दबाइए और ग्राहक से कोड पूछिए।
fulfil-noted-crew-on-the-way = 👷 ऑर्डर { $number } के लेबर रास्ते में हैं। साइट पर *लेबर पहुँच गए* दबाइए और ग्राहक से कोड पूछिए।
fulfil-noted-delivered = ✅ ऑर्डर { $number } पूरा हुआ। धन्यवाद!

fulfil-late = ⏰ ऑर्डर { $number } का समय { $when } था, और अब तक नहीं निकला है। कृपया अभी भेजिए, या *नहीं दे पाएँगे* दबाइए ताकि कोई और दे सके। हमारा ऑफ़िस भी देख रहा है।
fulfil-refused = ऑर्डर { $number } में अभी यह नहीं हो सकता। अभी ऑर्डर: { $step }।

fulfil-ask-carrier =
    ऑर्डर { $number } के लिए कौन सी गाड़ी और कौन सा ड्राइवर? दोनों एक ही मैसेज में ऐसे लिखिए:
    👉 *TS09AB1234 रमेश*
fulfil-carrier-no-vehicle =
    इसमें गाड़ी का नंबर नहीं मिला। ऑर्डर { $number } के लिए नंबर और ड्राइवर का नाम ऐसे लिखिए:
    👉 *TS09AB1234 रमेश*
fulfil-carrier-no-driver =
    गाड़ी { $vehicle }, ठीक है। ड्राइवर कौन है? दोनों एक साथ लिखिए:
    👉 *{ $vehicle } रमेश*

fulfil-ask-code = ग्राहक से ऑर्डर { $number } का 4 अंकों का कोड पूछकर यहाँ लिखिए।
fulfil-ask-crew-code = ग्राहक से ऑर्डर { $number } का 4 अंकों का कोड पूछकर यहाँ लिखिए।
fulfil-roll-call = क्या पूरे { $people } लोग आ गए? तो ग्राहक से ऑर्डर { $number } का 4 अंकों का कोड पूछकर यहाँ लिखिए। कम आए हैं तो बताइए कितने।
fulfil-people-came-button = { $people } आए
fulfil-other-count-button = दूसरी संख्या
fulfil-code-unreadable = ग्राहक ने ऑर्डर { $number } के लिए जो 4 अंक बताए, बस वही लिखिए।
fulfil-code-wrong = { $tries ->
    [one] यह ऑर्डर { $number } का कोड नहीं है। ग्राहक से फिर पूछिए: *एक* मौका बचा है।
   *[other] यह ऑर्डर { $number } का कोड नहीं है। ग्राहक से फिर पूछिए: { $tries } मौके बचे हैं।
}
fulfil-code-locked = ऑर्डर { $number } का कोड कई बार गलत हो गया। हमने ऑफ़िस को बता दिया है, वे आपको फ़ोन करेंगे। कृपया ग्राहक के पास ही रहिए।

fulfil-done-online = { $what ->
    [crew] ✅ ऑर्डर { $number } पूरा हुआ, लेबर पहुँच गए। { $total } आपके अगले पेमेंट में आएँगे। धन्यवाद!
   *[other] ✅ ऑर्डर { $number } डिलीवर हो गया। { $total } आपके अगले पेमेंट में आएँगे। धन्यवाद!
}
fulfil-done-cash = { $what ->
    [crew] ✅ ऑर्डर { $number } पूरा हुआ, लेबर पहुँच गए। लिख लिया कि { $cash } कैश मिल गए। धन्यवाद!
   *[other] ✅ ऑर्डर { $number } डिलीवर हो गया। लिख लिया कि { $cash } कैश मिल गए। धन्यवाद!
}
fulfil-done-cash-more = { $what ->
    [crew] ✅ ऑर्डर { $number } पूरा हुआ, लेबर पहुँच गए। लिख लिया कि { $cash } कैश मिल गए। आपको कुल { $total } मिलने हैं, फ़र्क आपके अगले पेमेंट में देख लेंगे। धन्यवाद!
   *[other] ✅ ऑर्डर { $number } डिलीवर हो गया। लिख लिया कि { $cash } कैश मिल गए। आपको कुल { $total } मिलने हैं, फ़र्क आपके अगले पेमेंट में देख लेंगे। धन्यवाद!
}

fulfil-fees-line = 🧾 हमारी फ़ीस और टैक्स के { $fees } काट लिए हैं।
fulfil-cancelled-by-buyer = ग्राहक ने ऑर्डर { $number } कैंसल कर दिया है। कृपया मत भेजिए, इसके लिए जो रोककर रखा था, वह अब खुला है।
fulfil-cancelled-by-you = ऑर्डर { $number } आपने वापस कर दिया है। ग्राहक को बता दिया है।
fulfil-cancelled-by-office = हमारे ऑफ़िस ने ऑर्डर { $number } कैंसल कर दिया है। कृपया मत भेजिए, इसके लिए जो रोककर रखा था, वह अब खुला है।
fulfil-cancelled-offer = ऑर्डर { $number }, जिस पर आपका जवाब बाकी था, कैंसल हो गया है। अब जवाब देने की ज़रूरत नहीं।
# It has left already when it is cancelled. *stock* is the word that opens the stock list.
fulfil-called-back = माल गाड़ी में चढ़ने के बाद ग्राहक ने ऑर्डर { $number } कैंसल कर दिया है। कृपया ड्राइवर को वापस बुला लीजिए। माल आपके स्टॉक में वापस जोड़ दिया है, कुछ लौटकर न आए तो *स्टॉक* लिखिए।
fulfil-called-back-crew = लेबर के निकलने के बाद ग्राहक ने ऑर्डर { $number } कैंसल कर दिया है। कृपया उन्हें वापस बुला लीजिए।
fulfil-crew-cancelled-late = लेबर को बुलाने के बाद ग्राहक ने ऑर्डर { $number } कैंसल कर दिया है। कृपया उन्हें आने से मना कर दीजिए।
fulfil-paid-for-trip = गाड़ी के किराए के { $paid } आपको मिलेंगे।
fulfil-paid-for-crew = बुलाए गए लेबर के { $paid } आपको मिलेंगे।
fulfil-taken-back = हमारे ऑफ़िस ने ऑर्डर { $number } को देखा है: उसके { $taken } ग्राहक को वापस जा रहे हैं और आपके हिसाब से कटेंगे। कोई सवाल हो तो यहीं लिखिए।
fulfil-trip-not-paid = हमारे ऑफ़िस ने कैंसल हुए ऑर्डर { $number } को देखा है: आपके लिए लिखे { $paid } नहीं मिलेंगे। कोई सवाल हो तो यहीं लिखिए।
fulfil-called-back-by-office = माल गाड़ी में चढ़ने के बाद हमारे ऑफ़िस ने ऑर्डर { $number } कैंसल कर दिया है। कृपया ड्राइवर को वापस बुला लीजिए, हमारा ऑफ़िस आपको फ़ोन करेगा। माल आपके स्टॉक में वापस जोड़ दिया है, कुछ लौटकर न आए तो *स्टॉक* लिखिए।
fulfil-called-back-crew-by-office = लेबर के निकलने के बाद हमारे ऑफ़िस ने ऑर्डर { $number } कैंसल कर दिया है। कृपया उन्हें वापस बुला लीजिए, हमारा ऑफ़िस आपको फ़ोन करेगा।

fulfil-cancel-button = नहीं दे पाएँगे
fulfil-cancel-ask = ऑर्डर { $number } वापस कर दें? फिर हम दूसरे सप्लायर से पूछेंगे। कोई न ले पाए तो वह कैंसल हो जाएगा।
fulfil-cancel-yes-button = हाँ, वापस करें
fulfil-cancel-no-button = नहीं, हम देंगे
