# सप्लायर (दुकान, यार्ड या लेबर ठेकेदार) की तरफ़ के शब्द: मेन्यू, आज के ऑर्डर, स्टॉक, छुट्टी।

desk-menu =
    नमस्ते { $name }! क्या करना है?
    _भाषा बदलने के लिए *english* या *telugu* लिखिए।_
desk-menu-unnamed =
    नमस्ते! क्या करना है?
    _भाषा बदलने के लिए *english* या *telugu* लिखिए।_
desk-menu-again = अब क्या करना है?
desk-menu-list-button = मेन्यू
desk-menu-parts-title = आज के ऑर्डर
desk-menu-stock-title = मेरा स्टॉक
desk-menu-account-title = मेरा हिसाब
desk-menu-off-title = छुट्टी लेनी है
desk-menu-open-title = फिर से चालू करें
desk-menu-buy-title = कुछ खरीदना है
desk-menu-person-title = किसी से बात करें
desk-menu-button = मेन्यू

desk-parts = { $count ->
    [one] आपका *एक* ऑर्डर बाकी है। देखने के लिए लिस्ट खोलिए।
   *[other] आपके *{ $count }* ऑर्डर बाकी हैं। देखने के लिए लिस्ट खोलिए।
}
desk-parts-none = अभी कोई ऑर्डर बाकी नहीं है। नया ऑर्डर आते ही यहीं बताएँगे।
desk-parts-list-button = ऑर्डर देखें
desk-parts-day-title = { $day }
desk-part-description = { $step } · { $place } · { $line }
desk-part-gone = वह ऑर्डर अब आपकी लिस्ट में नहीं है।
desk-which-code = कोड *{ $code }* किस ऑर्डर का है?
desk-which-vehicle = गाड़ी *{ $vehicle }* में कौन सा ऑर्डर जा रहा है?
desk-which-packed = कौन सा ऑर्डर पैक हो गया?
desk-which-dispatched = कौन सा ऑर्डर गाड़ी में लोड हो गया?
desk-which-crew-sent = किस ऑर्डर के लेबर भेज दिए?
desk-which-on-the-way = कौन सा ऑर्डर निकल गया?
desk-which-delivered = कौन सा ऑर्डर डिलीवर हो गया?
desk-which-give-back = कौन सा ऑर्डर नहीं दे पाएँगे?
desk-part = *ऑर्डर { $number }*: { $step }
    { $lines }
    { $when }
    { $details }
    { $money }

desk-stock = आप यहाँ यह सब बेचते हैं। कितना है, यह बदलना हो तो उस पर टैप कीजिए।
desk-stock-none = अभी आपका यहाँ कुछ नहीं लगा है। लगवाने में हमारा ऑफ़िस मदद करेगा।
desk-stock-list-button = स्टॉक देखें
desk-stock-description = अभी { $free } · एक { $unit } { $price }
desk-stock-held-description = अभी { $free }, ऑर्डर में { $held } · एक { $unit } { $price }
desk-stock-more-title = और देखें…
desk-stock-ask = *{ $name }*: अभी कितना है? गिनती { $unit } में, सिर्फ़ नंबर लिखिए।
desk-stock-unreadable = यह नंबर समझ नहीं आया। *{ $name }*: अभी कितना है? गिनती { $unit } में, सिर्फ़ नंबर लिखिए।
desk-stock-noted = ✅ लिख लिया: *{ $name }*, अभी { $free }। पहले: { $was }।
desk-stock-low = 📉 *{ $name }*: बेचने के लिए बस { $left } बाकी। और माल हो तो बता दीजिए, ताकि ऑर्डर आते रहें।
desk-stock-low-button = स्टॉक बदलें
desk-price-noted = ✅ *{ $name }*: अब एक { $unit } का रेट { $price }। पहले: { $was }।
desk-same = *{ $name }* पहले से ऐसा ही है: एक { $unit } { $price }, अभी { $free }।
desk-undo-button = वापस पहले जैसा
desk-stock-undone = ↩️ पहले जैसा कर दिया: *{ $name }*, अभी { $free }।
desk-price-undone = ↩️ पहले जैसा कर दिया: *{ $name }*, एक { $unit } का रेट फिर से { $price }।
desk-undo-late = उसके बाद फिर बदला जा चुका है, इसलिए हमने कुछ नहीं बदला। *{ $name }*: अब एक { $unit } { $price }, अभी { $free }।
desk-undo-nothing = वापस करने के लिए कुछ नहीं है।
desk-listing-gone = वह सामान अब आप यहाँ नहीं बेचते, इसलिए कुछ नहीं बदला।
desk-shelf-which = *{ $number }* किसका है? लिस्ट खोलकर उस पर टैप कीजिए।
desk-shelf-which-gone = क्या खत्म हो गया? लिस्ट खोलकर उस पर टैप कीजिए।
desk-shelf-not-yours = आप यहाँ जो बेचते हैं, उसमें यह नहीं मिला, इसलिए कुछ नहीं बदला।
desk-price-or-stock = *{ $name }*: *{ $number }* एक { $unit } का रेट है, या इतना माल है? अभी एक { $unit } { $price }, स्टॉक { $free }।
desk-as-price-button = रेट { $price }
desk-as-stock-button = स्टॉक { $free }

desk-off-ask = छुट्टी कितनी देर की? तब तक नए ऑर्डर नहीं आएँगे। लिख भी सकते हैं, जैसे *3 घंटे* या *25 दिसंबर*।
desk-off-hours-button = 2 घंटे
desk-off-today-button = आज बाकी दिन
desk-off-tomorrow-button = कल भी
desk-off-until = 💤 { $until } तक नए ऑर्डर नहीं आएँगे। जो ऑर्डर आप ले चुके हैं, वे आपके ही रहेंगे।
desk-off-until-day = 💤 { $day } { $until } तक नए ऑर्डर नहीं आएँगे। जो ऑर्डर आप ले चुके हैं, वे आपके ही रहेंगे।
desk-off-today = 💤 आज बाकी दिन नए ऑर्डर नहीं आएँगे। जो ऑर्डर आप ले चुके हैं, वे आपके ही रहेंगे।
desk-off-tomorrow = 💤 आज और कल नए ऑर्डर नहीं आएँगे। जो ऑर्डर आप ले चुके हैं, वे आपके ही रहेंगे।
desk-off-unreadable = कितनी देर? बटन दबाइए, या लिखिए, जैसे *3 घंटे*, *कल* या *25 दिसंबर*। हर हफ़्ते की छुट्टी हमारा ऑफ़िस लिखता है: *आदमी* लिखिए।
# $days: the two days that it may be.
desk-off-which-week = दोनों में से कौन-सा दिन: *{ $days }*? कृपया तारीख़ लिखिए।
desk-open-which-day = किस दिन? तारीख़ के साथ लिखिए, जैसे *चालू 25 दिसंबर*।
# Days to come. $days: "Fri 25 Dec, Sat 26 Dec".
desk-closed = 🗓️ छुट्टी: *{ $days }*। उस दिन के ऑर्डर नहीं आएँगे। जो ऑर्डर आप ले चुके हैं, वे आपके ही रहेंगे।
desk-closed-already = छुट्टी पहले से: *{ $days }*। फिर भी खोलना हो तो लिखिए, जैसे *चालू 25 दिसंबर*।
desk-closed-too-many = इतनी छुट्टियाँ यहाँ नहीं लिखी जा सकतीं। *आदमी* लिखिए, हमारा ऑफ़िस मदद करेगा।
desk-open-on = 🟢 चालू: *{ $days }*। उस दिन के नए ऑर्डर यहीं आएँगे।
desk-open-button = फिर से चालू करें
desk-paused = { $orders ->
    [one] आपने एक ऑर्डर का जवाब नहीं दिया, इसलिए अभी नए ऑर्डर नहीं भेज रहे। जो ऑर्डर मंज़ूर कर चुके हैं, वे आपके ही हैं। जब दुकान पर हों, *फिर से चालू करें* दबाइए।
   *[other] आपने लगातार { $orders } ऑर्डर का जवाब नहीं दिया, इसलिए अभी नए ऑर्डर नहीं भेज रहे। जो ऑर्डर मंज़ूर कर चुके हैं, वे आपके ही हैं। जब दुकान पर हों, *फिर से चालू करें* दबाइए।
}
desk-open = 🟢 आप फिर से चालू हैं। नए ऑर्डर यहीं आएँगे।

desk-old-tap = वह पुराने मैसेज का बटन था, इसलिए कुछ नहीं बदला।
desk-not-understood = यह बात समझ नहीं आई।
desk-media = धन्यवाद। हमारा ऑफ़िस इसे देखेगा और यहीं आपको लिखेगा। लिखकर भेजेंगे तो जल्दी होगा। डिलीवरी के तुरंत बाद भेजी फ़ोटो उसी ऑर्डर के साथ लग जाती है।
desk-not-needed = धन्यवाद, पर यहाँ इसकी ज़रूरत नहीं है।
desk-not-a-vendor = यह सप्लायर के लिए है। हमारे साथ बेचना चाहें तो *बेचना* लिखिए।
desk-stopped = ठीक है। ऑर्डर और उनकी खबर के अलावा हम कुछ नहीं भेजेंगे। नए ऑर्डर भी न चाहिए हों तो *छुट्टी* लिखिए। फिर से मैसेज चाहिए तो *मैसेज चालू करो* लिखिए।
desk-person-called = हमने ऑफ़िस को बता दिया है, वे जल्द ही मैसेज या फ़ोन करेंगे। तब तक आप यहाँ काम करते रहिए।

desk-account-we-pay = 💰 डिलीवर किए माल के आपको { $due } मिलने हैं (हमारी फ़ीस और टैक्स काटकर)। ग्राहकों का { $cash } कैश आपके पास है। यानी हमें आपको *{ $net }* देने हैं।
desk-account-you-pay = 💰 डिलीवर किए माल के आपको { $due } मिलने हैं (हमारी फ़ीस और टैक्स काटकर)। ग्राहकों का { $cash } कैश आपके पास है। यानी आपको हमें *{ $net }* देने हैं।
desk-account-even = 💰 डिलीवर किए माल के आपको { $due } मिलने हैं (हमारी फ़ीस और टैक्स काटकर)। ग्राहकों का { $cash } कैश आपके पास है। यानी हिसाब बराबर है।
desk-account-nothing = 💰 हिसाब बराबर है, कुछ बाकी नहीं है।
