# डिलीवरी के बाद कुछ कम निकला या टूटा निकला।

claims-button = कम या टूटा है
claims-what = माफ़ कीजिए। ऑर्डर *{ $number }* में क्या गड़बड़ है?
claims-short-button = कम आया है
claims-broken-button = टूटा या फटा है
claims-which-text = ऑर्डर *{ $number }*: कौन सी चीज़?
claims-how-many-short = ऑर्डर *{ $number }* में { $items } था। उसमें से कितना *कम* आया? बस नंबर लिखिए, जैसे *7*।
claims-how-many-broken = ऑर्डर *{ $number }* में { $items } था। उसमें से कितना *टूटा या फटा* है? बस नंबर लिखिए, जैसे *7*। फ़ोटो भी भेज सकते हैं।
claims-unreadable = बस नंबर लिखिए, जैसे *7*।
claims-photo = { $items }: एक फ़ोटो भेज दीजिए। इससे सप्लायर देख पाएगा कि क्या हुआ।
claims-no-photo-button = फ़ोटो नहीं है
claims-photo-kept = 📷 फ़ोटो मिल गई, धन्यवाद।
claims-noted = { $why ->
    [broken] ऑर्डर *{ $number }*: आपने बताया कि { $items } टूटा आया। हमने सप्लायर से पूछा है। { $day }, { $until } तक जवाब न आए तो हमारा ऑफ़िस फ़ैसला करेगा।
   *[short] ऑर्डर *{ $number }*: आपने बताया कि { $items } कम आया। हमने सप्लायर से पूछा है। { $day }, { $until } तक जवाब न आए तो हमारा ऑफ़िस फ़ैसला करेगा।
}
claims-not-delivered = ऑर्डर *{ $number }* अभी डिलीवर नहीं हुआ है। गेट पर कुछ गड़बड़ हो तो कोड बताने से पहले ड्राइवर से कहिए।
claims-too-late = { $hours ->
    [one] ऑर्डर *{ $number }* को डिलीवर हुए एक घंटे से ज़्यादा हो गया है। हमारे ऑफ़िस का कोई व्यक्ति इसे देख सकता है।
   *[other] ऑर्डर *{ $number }* को डिलीवर हुए { $hours } घंटे से ज़्यादा हो गए हैं। हमारे ऑफ़िस का कोई व्यक्ति इसे देख सकता है।
}
claims-no-such-line = वह चीज़ ऑर्डर *{ $number }* में नहीं है।
claims-too-much = उस चीज़ का ऑर्डर *{ $number }* में बस { $amount } बचा है जो आपने अब तक नहीं बताया।
claims-too-little = ऑर्डर *{ $number }* में जो आपने बताया उसका दाम एक रुपये से भी कम है।
claims-one-is-open = ऑर्डर *{ $number }* के बारे में जो आपने बताया, उसे हम देख ही रहे हैं। यहीं लिखेंगे।
claims-with-office = ऑर्डर *{ $number }*, { $items }: सप्लायर ने अब तक हाँ नहीं कहा है। अब हमारा ऑफ़िस देख रहा है और यहीं लिखेगा।
claims-agreed-online = ✅ ऑर्डर *{ $number }*: { $items } की बात सप्लायर ने मान ली है। { $amount } का रिफंड भेज रहे हैं, 5 से 7 वर्किंग डे में बैंक में आ जाएगा।
claims-agreed-cash = ✅ ऑर्डर *{ $number }*: { $items } की बात { $vendor } ने मान ली है और आपको *{ $amount }* कैश वापस देंगे। न दें तो हमें बताइए।
claims-decided-online = ऑर्डर *{ $number }*, { $items }: हमारे ऑफ़िस ने फ़ैसला कर लिया है। { $amount } का रिफंड भेज रहे हैं, 5 से 7 वर्किंग डे में बैंक में आ जाएगा।
claims-decided-cash = ऑर्डर *{ $number }*, { $items }: हमारे ऑफ़िस ने फ़ैसला कर लिया है। { $vendor } आपको *{ $amount }* कैश वापस देंगे। न दें तो हमें बताइए।
claims-decided-nothing = ऑर्डर *{ $number }*, { $items }: हमारे ऑफ़िस ने देख लिया है, इसका कुछ वापस नहीं मिलेगा। आपको ठीक न लगे तो हमें बताइए।

claims-vendor-asked = { $why ->
    [broken] ⚠️ ऑर्डर { $number }: ग्राहक कह रहा है कि { $items } टूटा आया। ऐसा है तो { $amount } ग्राहक को लौटेंगे और आपको नहीं मिलेंगे। क्या यह सही है?
   *[short] ⚠️ ऑर्डर { $number }: ग्राहक कह रहा है कि { $items } कम आया। ऐसा है तो { $amount } ग्राहक को लौटेंगे और आपको नहीं मिलेंगे। क्या यह सही है?
}
claims-vendor-asked-cash = { $why ->
    [broken] ⚠️ ऑर्डर { $number }: ग्राहक कह रहा है कि { $items } टूटा आया। ऐसा है तो कैश में से { $amount } ग्राहक को लौटा दीजिए। क्या यह सही है?
   *[short] ⚠️ ऑर्डर { $number }: ग्राहक कह रहा है कि { $items } कम आया। ऐसा है तो कैश में से { $amount } ग्राहक को लौटा दीजिए। क्या यह सही है?
}
claims-vendor-photo = ग्राहक ने हमें फ़ोटो भेजी है।
claims-vendor-here-button = हाँ, यहीं रखा है
claims-vendor-lost-button = हाँ, खो गया
claims-vendor-no-button = नहीं, ऐसा नहीं
claims-vendor-agree-button = हाँ, सही है
claims-vendor-office = ऑर्डर { $number }, { $items }: ग्राहक को क्या लौटेगा, यह हमारा ऑफ़िस तय करेगा और आपको यहीं बताएगा।
claims-vendor-lost = ऑर्डर { $number }, { $items }: { $amount } ग्राहक को लौट रहे हैं। इस ऑर्डर के अब आपको { $owed } मिलेंगे (हमारी फ़ीस और टैक्स काटकर)।
claims-vendor-lost-cash = ऑर्डर { $number }, { $items }: कैश में से { $amount } ग्राहक को लौटा दीजिए।
claims-vendor-ours = ऑर्डर { $number }, { $items }: हमारे ऑफ़िस ने फ़ैसला कर लिया है। आपका कुछ नहीं कटेगा।
claims-vendor-ours-cash = ऑर्डर { $number }, { $items }: हमारे ऑफ़िस ने फ़ैसला कर लिया है। कैश में से { $amount } ग्राहक को लौटा दीजिए; यह हम भरेंगे, आपका कुछ नहीं कटेगा।
claims-vendor-nothing = ऑर्डर { $number }, { $items }: हमारे ऑफ़िस ने फ़ैसला कर लिया है। आपका कुछ नहीं कटेगा।
