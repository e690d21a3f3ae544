# दिए हुए ऑर्डर: कहाँ हैं, कैंसल करना, सप्लायर ने क्या किया।

## The list and one order

orders-which-text = कौन सा ऑर्डर देखना है?
orders-row-description = { $state } · { $total } · { $day }
orders-none-yet = अभी आपका कोई ऑर्डर नहीं है। जो चाहिए वह लिखिए, जैसे _50 बोरी OPC 53_, या मेन्यू खोलिए।
orders-heading-line = *ऑर्डर { $number }*: { $state }
orders-total-line = कुल: { $total }
orders-gate-line = 💵 साइट पर कैश: { $gate }
orders-part-line = { $what ->
    [crew] 👷 { $vendor }: { $step }
   *[other] 🏪 { $vendor }: { $step }
}
orders-code-line = 🔑 डिलीवरी कोड: *{ $code }*
orders-crew-code-line = 🔑 कोड: *{ $code }*
orders-codes-heading-line = 🔑 आपके कोड। सब कुछ आ जाने पर ही बताइए:
orders-code-of-line = *{ $number }*, { $items }: कोड *{ $code }*
orders-no-code = सप्लायर के ऑर्डर मंज़ूर करते ही आपको कोड मिलेगा। अभी कोई कोड नहीं है।
orders-refunded-line = रिफंड: { $refunded }
orders-stray-refunded-line = दो बार, देर से या गलत रकम में आया पैसा, लौटाया गया: { $refunded }
orders-heading-step-line = *ऑर्डर { $number }*: { $step }
orders-runs-late = ⏰ ऑर्डर *{ $number }*: { $items } अब तक आ जाना चाहिए था ({ $when }), पर अभी निकला नहीं है, माफ़ कीजिए। हमने सप्लायर से पूछा है और ऑफ़िस को बता दिया है।
orders-code-locked = 🔑 ऑर्डर *{ $number }* का कोड कई बार गलत डाला गया: { $items }। हमने ऑफ़िस को बता दिया है, वे आपको फ़ोन करेंगे। सब कुछ आ जाने तक अपना कोड किसी को न बताइए।
orders-item-line = { $measure ->
    [person] { $name } ({ $amount })
   *[other] { $amount } { $name }
}
orders-slot-line = { $slot }
orders-work-line = { $work }
orders-show-button = ऑर्डर देखें
orders-cancel-button = ऑर्डर कैंसल करें
orders-again-button = फिर से मँगाएँ
orders-crew-again-button = कल भी यही लोग

## Cancelling and repeating

orders-cancel-which-text = कौन सा ऑर्डर कैंसल करना है?
orders-nothing-to-cancel = अभी आपका ऐसा कोई ऑर्डर नहीं है जो कैंसल हो सके।
orders-nothing-to-cancel-but-cart = अभी आपका ऐसा कोई ऑर्डर नहीं है जो कैंसल हो सके। कार्ट वैसा ही है, उसे खाली करना हो तो _खाली_ लिखिए।
orders-cancel-unpaid = { $what ->
    [rest] ऑर्डर *{ $number }* का जो हिस्सा अभी आना है, बस उसे कैंसल कर दें? उसका कुछ नहीं देना है।
   *[all] ऑर्डर *{ $number }* कैंसल कर दें? इसका कोई पेमेंट नहीं हुआ है।
}
orders-cancel-called-out = { $what ->
    [crew] ऑर्डर *{ $number }* कैंसल कर दें? लेबर को बुलाया जा चुका है: उन्हें हम बता देंगे, आपको कुछ नहीं देना है।
   *[other] ऑर्डर *{ $number }* कैंसल कर दें? माल गाड़ी में चढ़ चुका है: हम इसे वापस बुला लेंगे, आपको कुछ नहीं देना है।
}
orders-cancel-all-back = { $what ->
    [rest] ऑर्डर *{ $number }* का जो हिस्सा अभी आना है, बस उसे कैंसल कर दें? *{ $back }* का रिफंड मिलेगा।
   *[all] ऑर्डर *{ $number }* कैंसल कर दें? पूरा रिफंड मिलेगा: *{ $back }*।
}
orders-cancel-packed = { $what ->
    [rest] ऑर्डर *{ $number }* का जो हिस्सा अभी आना है, बस उसे कैंसल कर दें? यह पैक हो चुका है: पैकिंग के { $kept } कटेंगे, बाकी *{ $back }* का रिफंड मिलेगा।
   *[all] ऑर्डर *{ $number }* कैंसल कर दें? यह पैक हो चुका है: पैकिंग के { $kept } कटेंगे, बाकी *{ $back }* का रिफंड मिलेगा।
}
orders-cancel-on-its-way = { $what ->
    [rest] ऑर्डर *{ $number }* का जो हिस्सा अभी आना है, बस उसे कैंसल कर दें? माल गाड़ी में चढ़ चुका है: डिलीवरी के { $kept } कटेंगे, बाकी *{ $back }* का रिफंड मिलेगा।
   *[all] ऑर्डर *{ $number }* कैंसल कर दें? माल गाड़ी में चढ़ चुका है: डिलीवरी के { $kept } कटेंगे, बाकी *{ $back }* का रिफंड मिलेगा।
}
orders-cancel-crew-called = { $what ->
    [rest] ऑर्डर *{ $number }* का जो हिस्सा अभी आना है, बस उसे कैंसल कर दें? लेबर को बुलाया जा चुका है: उनके लिए { $kept } कटेंगे, बाकी *{ $back }* का रिफंड मिलेगा।
   *[all] ऑर्डर *{ $number }* कैंसल कर दें? लेबर को बुलाया जा चुका है: उनके लिए { $kept } कटेंगे, बाकी *{ $back }* का रिफंड मिलेगा।
}
orders-cancel-several-kept = { $what ->
    [rest] ऑर्डर *{ $number }* का जो हिस्सा अभी आना है, बस उसे कैंसल कर दें? जो काम हो चुका है, उसके { $kept } कटेंगे, बाकी *{ $back }* का रिफंड मिलेगा।
   *[all] ऑर्डर *{ $number }* कैंसल कर दें? जो काम हो चुका है, उसके { $kept } कटेंगे, बाकी *{ $back }* का रिफंड मिलेगा।
}
orders-cancel-changed = आपसे पूछने के बाद ऑर्डर आगे बढ़ गया है, इसलिए अभी कुछ कैंसल नहीं किया है।
orders-cancel-yes-button = हाँ, कैंसल करें
orders-cancel-no-button = नहीं, रहने दें
orders-not-cancelled = ठीक है, ऑर्डर वैसा ही है।
orders-nothing-to-repeat = आपने पहले कुछ नहीं मँगाया, इसलिए यह देखिए हमारे पास क्या है।
orders-some-are-gone =
    { $count ->
        [one] पिछले ऑर्डर की एक चीज़ अभी नहीं मिल रही, बाकी सब यहाँ है।
       *[other] पिछले ऑर्डर की { $count } चीज़ें अभी नहीं मिल रहीं, बाकी सब यहाँ है।
    }

## What the vendor did

orders-yard-opens = ऑर्डर *{ $number }*: { $vendor } अभी बंद है, { $day } { $opens } खुलेगा। जवाब आते ही बताएँगे।
orders-accepted = ✅ *{ $vendor }* ने ऑर्डर *{ $number }* मंज़ूर कर लिया: { $items }। कब आएगा: { $when }।

    आपका डिलीवरी कोड *{ $code }* है। सब कुछ आ जाने पर ही ड्राइवर को बताइए।
orders-crew-accepted = ✅ *{ $vendor }* ने ऑर्डर *{ $number }* मंज़ूर कर लिया: { $items }। कब आएँगे: { $when }।

    आपका कोड *{ $code }* है। सारे लेबर आ जाने पर ही उन्हें बताइए।
orders-dearer-not-possible = ऑर्डर *{ $number }*: इससे कैश { $limit } से ज़्यादा हो जाएगा, जो नहीं हो सकता। इसलिए दूसरे सप्लायर से पूछ रहे हैं।
orders-dearer-is-off = ऑर्डर *{ $number }*: जिस सप्लायर को आप { $more } ज़्यादा देने वाले थे, वह नहीं ला रहा। वह ज़्यादा अब नहीं देना है, आपका दाम फिर ऑर्डर वाला ही है।
orders-asking-next = ऑर्डर *{ $number }*: एक सप्लायर { $items } नहीं दे पाया। अब दूसरे से पूछ रहे हैं, आपका दाम वही रहेगा।
orders-fewer-online = ऑर्डर *{ $number }*: { $vendor } के पास { $items } है, आपने { $wanted } माँगा था।

    इतना लें तो { $amount } का रिफंड भेज देंगे। ठीक है, या पूरे के लिए दूसरों से पूछें?
orders-fewer-cash = ऑर्डर *{ $number }*: { $vendor } के पास { $items } है, आपने { $wanted } माँगा था।

    इतना लें तो { $amount } कम देने होंगे। ठीक है, या पूरे के लिए दूसरों से पूछें?
orders-fewer-both = ऑर्डर *{ $number }*: { $vendor } के पास { $items } है, आपने { $wanted } माँगा था।

    इतना लें तो { $amount } का रिफंड भेज देंगे, और { $less } कैश कम देना होगा। ठीक है, या पूरे के लिए दूसरों से पूछें?
orders-fewer = ऑर्डर *{ $number }*: { $vendor } के पास { $items } है, आपने { $wanted } माँगा था।

    ठीक है, या पूरे के लिए दूसरों से पूछें?
orders-other-time = ऑर्डर *{ $number }*: { $vendor } { $items } *{ $when }* को ला सकते हैं, { $wanted } को नहीं। दाम वही रहेगा।

    ठीक है, या दूसरों से पूछें?
orders-dearer = ऑर्डर *{ $number }*: { $vendor } { $items } के लिए बताए दाम से { $more } ज़्यादा माँग रहे हैं।

    लेना हो तो { $more } साइट पर कैश देने होंगे। ठीक है, या दूसरों से पूछें?
orders-counter-line = ↪ { $vendor } ला सकते हैं: { $items }, { $when }
orders-claim-which-text = माफ़ कीजिए। यह किस ऑर्डर का है?
orders-claim-asked-line = { $why ->
    [broken] ⚠️ { $amount } { $name } टूटा आया: सप्लायर से पूछा है
   *[short] ⚠️ { $amount } { $name } कम आया: सप्लायर से पूछा है
}
orders-claim-office-line = { $why ->
    [broken] ⚠️ { $amount } { $name } टूटा आया: हमारा ऑफ़िस देख रहा है
   *[short] ⚠️ { $amount } { $name } कम आया: हमारा ऑफ़िस देख रहा है
}
orders-claim-settled-line = { $why ->
    [broken] ⚠️ { $amount } { $name } टूटा आया: फ़ैसला हो गया, { $back } वापस
   *[short] ⚠️ { $amount } { $name } कम आया: फ़ैसला हो गया, { $back } वापस
}
orders-claim-nothing-line = { $why ->
    [broken] ⚠️ { $amount } { $name } टूटा आया: फ़ैसला हो गया, कुछ वापस नहीं
   *[short] ⚠️ { $amount } { $name } कम आया: फ़ैसला हो गया, कुछ वापस नहीं
}
orders-counter-yes-button = हाँ, ठीक है
orders-counter-no-button = नहीं, औरों से पूछें
orders-nobody-accepted = माफ़ कीजिए, ऑर्डर *{ $number }*: { $items } अभी कोई सप्लायर नहीं दे पा रहा।

    हम और पूछते रहें या इसे कैंसल कर दें? इसका जो पेमेंट हुआ है, उसका रिफंड मिलेगा।
orders-nobody-but-dearer = माफ़ कीजिए, ऑर्डर *{ $number }*: { $items } आपके दाम पर अभी कोई सप्लायर नहीं दे पा रहा। एक सप्लायर { $more } ज़्यादा में दे सकते हैं; वह साइट पर कैश देना होगा।

    इसे लें, और पूछते रहें, या कैंसल कर दें? कैंसल करने पर इसका जो पेमेंट हुआ है, उसका रिफंड मिलेगा।
orders-more-button = { $more } देंगे
orders-wait-button = और पूछिए
orders-money-back-button = इसे कैंसल करें
orders-time-passed = माफ़ कीजिए, ऑर्डर *{ $number }*: { $items } का समय ({ $when }) निकल गया और किसी सप्लायर ने नहीं लिया।

    किसी और समय चाहिए, या इसे कैंसल कर दें? इसका जो पेमेंट हुआ है, उसका रिफंड मिलेगा।
orders-new-time-button = किसी और समय
orders-new-time-text = { $items } कब चाहिए?
orders-asking-for-new-time = ठीक है। ऑर्डर *{ $number }*: { $items }, { $when }। अब हम सप्लायर से पूछ रहे हैं, मंज़ूर होते ही बताएँगे।
orders-waiting = ठीक है, ऑर्डर *{ $number }* के लिए हम पूछते रहेंगे। किसी के मंज़ूर करते ही आपको बताएँगे।
orders-packed = 📦 ऑर्डर *{ $number }* पैक हो गया: { $items }।
orders-dispatched = 🚚 ऑर्डर *{ $number }* लोड हो गया: { $items }। गाड़ी { $vehicle }, ड्राइवर { $driver }।
orders-crew-dispatched = 👷 ऑर्डर *{ $number }* के लेबर तैयार हैं: { $items }। साथ में { $driver } हैं।
orders-on-the-way = 🚚 ऑर्डर *{ $number }* आपकी साइट के लिए निकल गया है: { $items }।

    आपका डिलीवरी कोड *{ $code }* है। सब कुछ आ जाने पर ही ड्राइवर को बताइए।
orders-cash-ready-line = 💵 कृपया { $gate } कैश तैयार रखिए।
orders-crew-on-the-way = 👷 ऑर्डर *{ $number }* के लेबर आपकी साइट के लिए निकल गए हैं: { $items }।

    आपका कोड *{ $code }* है। सारे लेबर आ जाने पर ही उन्हें बताइए।
orders-part-delivered = ✅ ऑर्डर *{ $number }* का एक हिस्सा पहुँच गया: { $items }। बाकी अभी आना है।
orders-delivered = { $what ->
    [crew] ✅ ऑर्डर *{ $number }* के लेबर पहुँच गए। RealServ पर ऑर्डर देने के लिए धन्यवाद! काम हो जाए तो बताइए, कैसा रहा।
   *[other] ✅ ऑर्डर *{ $number }* पूरा डिलीवर हो गया। RealServ पर ऑर्डर देने के लिए धन्यवाद! कैसा रहा?
}
orders-rate-good-button = 👍 बढ़िया
orders-rate-bad-button = 👎 ठीक नहीं
orders-rated-good = 👍 धन्यवाद! अच्छा लगा कि ऑर्डर *{ $number }* बढ़िया रहा।
orders-rated-bad = 👎 माफ़ कीजिए, ऑर्डर *{ $number }* ठीक नहीं रहा। हमने ऑफ़िस को बता दिया है, वहाँ से कोई आपको यहीं मैसेज करेगा।
orders-rating-stands = ऑर्डर *{ $number }* के बारे में आपकी राय एक हफ़्ते से पुरानी है, इसलिए वही रहेगी। कोई दिक्कत हो तो हमारे ऑफ़िस से बात कीजिए।

## When an order ends early

orders-cancelled-by-you = आपके कहने पर ऑर्डर *{ $number }* कैंसल कर दिया है।
orders-cancelled-by-vendor = माफ़ कीजिए, सप्लायर को ऑर्डर *{ $number }* कैंसल करना पड़ा।
orders-cancelled-nobody = माफ़ कीजिए, ऑर्डर *{ $number }* कोई सप्लायर नहीं ले पाया, इसलिए वह कैंसल हो गया।
orders-cancelled-by-office = माफ़ कीजिए, हमारे ऑफ़िस को ऑर्डर *{ $number }* कैंसल करना पड़ा।
orders-part-cancelled-by-you = आपके कहने पर ऑर्डर *{ $number }* से यह हटा दिया है: { $items }। बाकी सब वैसा ही है।
orders-part-cancelled-by-vendor = माफ़ कीजिए, सप्लायर को ऑर्डर *{ $number }* का यह हिस्सा कैंसल करना पड़ा: { $items }। बाकी सब वैसा ही है।
orders-part-cancelled-nobody = माफ़ कीजिए, ऑर्डर *{ $number }* का यह हिस्सा कोई सप्लायर नहीं ले पाया, इसलिए यह कैंसल हो गया: { $items }। बाकी सब वैसा ही है।
orders-part-cancelled-by-office = माफ़ कीजिए, हमारे ऑफ़िस को ऑर्डर *{ $number }* का यह हिस्सा कैंसल करना पड़ा: { $items }। बाकी सब वैसा ही है।
orders-refund-follows = { $refund } का रिफंड 5 से 7 वर्किंग डे में बैंक में आ जाएगा।
orders-refund-less-kept = { $refund } का रिफंड 5 से 7 वर्किंग डे में बैंक में आ जाएगा। जो काम हो चुका है, उसके { $kept } कटेंगे।
orders-all-kept = जो काम हो चुका है उसके { $kept } कटेंगे।
orders-too-late = ऑर्डर *{ $number }* में अब यह नहीं हो सकता। अभी ऑर्डर: { $state }।
