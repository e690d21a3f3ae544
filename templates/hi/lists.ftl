# सेव की हुई लिस्टें, और उनका बार-बार आना।

lists-which-name = 💾 *इस लिस्ट का क्या नाम रखें?* छोटा नाम लिखिए, जैसे _प्लिंथ_ या _पहली मंज़िल_।
lists-not-now-button = अभी नहीं
lists-no-name = नाम में कुछ अक्षर होने चाहिए, ज़्यादा से ज़्यादा 24।
lists-kept = 💾 *{ $name }* नाम से सेव हो गई: { $items }। जब चाहिए हो, _लिस्ट_ लिखिए।
lists-replaced = 💾 *{ $name }* में अब है: { $items }। पहले वाला हट गया।
lists-full = आपकी { $most } लिस्टें हो गई हैं, इससे ज़्यादा नहीं रख सकते। पहले एक हटाइए।
lists-nothing-to-save = अभी सेव करने को कुछ नहीं है। कार्ट में सामान डालिए और _लिस्ट सेव करो_ लिखिए।
lists-button = मेरी लिस्टें
lists-save-title = 💾 लिस्ट सेव करें
lists-repeat-order-title = 🔁 बार-बार मँगाएँ
lists-text = 📋 *आपकी लिस्टें*

    जिस पर टैप करेंगे, वह आज के दाम पर कार्ट में आ जाएगी।
lists-none-yet = 📋 अभी कोई लिस्ट नहीं है। कार्ट में सामान डालिए और _लिस्ट सेव करो_ लिखिए: अगली बार एक टैप में सब आ जाएगा।
lists-repeats-description = 🔁 { $every }, अगली बार { $next } · { $items }
lists-stop-title = ⏹️ बंद: { $name }
lists-change-title = ✏️ रिपीट करें या हटाएँ
lists-change-text = ✏️ *कौन सी लिस्ट?* उसे बार-बार मँगा सकते हैं या हटा सकते हैं।
lists-card = 📋 *{ $name }*: { $items }।
lists-repeats-line = 🔁 { $every }, अगली बार { $next }
lists-into-cart-button = कार्ट में डालें
lists-repeat-button = 🔁 रिपीट करें
lists-stop-button = रिपीट बंद करें
lists-remove-button = लिस्ट हटाएँ
lists-removed = 🗑️ *{ $name }* लिस्ट हटा दी गई।
lists-gone = वह लिस्ट अब नहीं है।
lists-no-such = *{ $name }* नाम की कोई लिस्ट नहीं है।
lists-some-are-gone = ये अभी नहीं मिल रहे, इसलिए छोड़ दिए: { $items }।
lists-all-gone = माफ़ कीजिए, *{ $name }* का कुछ भी अभी नहीं मिल रहा: { $items }।
lists-how-often = 🔁 *{ $name } कितने दिन में चाहिए?* हम एक शाम पहले यहीं पूछेंगे। आपके हाँ कहे बिना कुछ ऑर्डर नहीं होगा।
lists-every =
    { $kind ->
        [week]
            { $number ->
                [1] हर सोमवार
                [2] हर मंगलवार
                [3] हर बुधवार
                [4] हर गुरुवार
                [5] हर शुक्रवार
                [6] हर शनिवार
               *[other] हर रविवार
            }
        [month] हर महीने, { $number } तारीख़
       *[days]
            { $number ->
                [14] हर दो हफ़्ते
               *[other] हर { $number } दिन
            }
    }
lists-first-description = पहली बार { $day }
lists-repeats = 🔁 *{ $name }*: { $every }, अगली बार { $next }। हम एक शाम पहले यहीं पूछेंगे; आपके हाँ कहे बिना कुछ ऑर्डर नहीं होगा।
lists-stopped = ⏹️ *{ $name }* अब रिपीट नहीं होगी। लिस्ट आपके पास रहेगी।
lists-due = 🔁 { $day }: आपकी लिस्ट *{ $name }* का दिन है। { $items }। ऑर्डर कर दें? पहले आज का दाम दिखेगा, पेमेंट आपके कन्फ़र्म करने पर ही होगा।
lists-order-button = ऑर्डर करें
lists-skip-button = इस बार नहीं
lists-skipped = ठीक है, इस बार नहीं। *{ $name }* अगली बार: { $next }।
lists-ended = ⏹️ *{ $name }* के बारे में तीन बार पूछा, जवाब नहीं आया, इसलिए अब नहीं पूछेंगे। लिस्ट आपके पास रहेगी, चाहें तो फिर से रिपीट कर सकते हैं।
lists-day-is-over = { $day } निकल गया। लिस्ट यह रही; समय आप चुनिए।
