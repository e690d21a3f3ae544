# ऑर्डर निकलने से पहले कम हुआ, या साइट पर कम पहुँचा।

less-button = कम करना है
less-which-text = ऑर्डर *{ $number }*: किस चीज़ को कम करना है?
less-which-order-text = किस ऑर्डर में से कम करना है?
less-how-many = ऑर्डर *{ $number }* में { $items } है। अब कितना चाहिए? बस नंबर लिखिए, जैसे *30*, या जितना नहीं चाहिए, जैसे *20 कम*।
less-none-button = पूरा हटा दें
less-not-fewer = ऑर्डर *{ $number }* में { $items } है। ज़्यादा चाहिए तो नया ऑर्डर कीजिए। इससे छोटा नंबर लिखिए।
less-below-minimum = ऑर्डर *{ $number }*: इसमें कम से कम { $amount } भेजते हैं। बड़ा नंबर लिखिए, या इसे पूरा हटा दीजिए।
less-not-a-step = ऑर्डर *{ $number }*: यह { $amount } के हिसाब से मिलता है। कोई और नंबर लिखिए।
less-too-little = ऑर्डर *{ $number }*: इसका दाम एक रुपये से भी कम है, इसलिए कुछ नहीं बदलेगा।
less-has-left = ऑर्डर *{ $number }* निकल चुका है, अब इसमें से कम नहीं हो सकता। हमारा ऑफ़िस आपकी मदद करेगा।
less-disputed = आपके बैंक ने ऑर्डर *{ $number }* के पेमेंट के बारे में हमसे पूछा है। बैंक के फ़ैसले तक इसमें से कम नहीं हो सकता। अगर आपने बैंक से नहीं कहा था, तो हमसे बात कीजिए।
less-is-over = ऑर्डर *{ $number }* में अब यह नहीं हो सकता।
less-ask = ऑर्डर *{ $number }*: { $wanted } की जगह बस { $items }?
less-ask-out = ऑर्डर *{ $number }*: { $wanted } हटा दें?
less-back = *{ $back }* का रिफंड मिलेगा।
less-gate = साइट पर *{ $back }* कम कैश देना होगा।
less-back-kept = यह पैक हो चुका है: पैकिंग के { $kept } कटेंगे, *{ $back }* का रिफंड मिलेगा।
less-kept = यह पैक हो चुका है: पैकिंग के { $kept } कटेंगे।
less-delivery-stays = डिलीवरी का चार्ज वही रहेगा।
less-pay = फिर कुल *{ $total }* देने होंगे।
less-changed = आपसे पूछने के बाद ऑर्डर आगे बढ़ गया है, इसलिए अभी कुछ नहीं बदला है।
less-yes-button = हाँ, बदल दें
less-done = आपके कहने पर ऑर्डर *{ $number }* बदल दिया है। अब इसमें है: { $items }।
less-done-by-office = हमारे ऑफ़िस ने ऑर्डर *{ $number }* बदला है। अब इसमें है: { $items }।
less-new-link = अब कुल *{ $total }* है। पेमेंट का नया बटन आ रहा है, पुराना अब नहीं चलेगा।
less-cash = अब इस ऑर्डर के कुल *{ $total }* कैश देने हैं।
less-no-cash = इसके लिए अब कैश कुछ नहीं देना है।
less-came = ऑर्डर *{ $number }*: ड्राइवर कह रहा है कि { $items } नहीं आया।
less-came-refund = { $amount } का रिफंड भेज रहे हैं, 5 से 7 वर्किंग डे में बैंक में आ जाएगा।
less-came-pay = उसे बस *{ $total }* दीजिए।
less-came-no-cash = उसे कैश कुछ मत दीजिए।
less-came-count = गिन लीजिए, बात सही हो तभी कोड बताइए।
less-came-people = ऑर्डर *{ $number }*: ठेकेदार कह रहा है कि { $items } नहीं आए।
less-came-people-count = जो आए हैं उन्हें गिन लीजिए, बात सही हो तभी कोड बताइए। बाकी लोगों की जगह हम दूसरे ठेकेदार से पूछ सकते हैं।
less-find-others-button = दूसरे लोग ढूँढें

less-vendor =
    ✂️ ग्राहक को ऑर्डर { $number } में कम चाहिए। अब यह है:
    { $lines }
    { $money }
less-vendor-by-office =
    ✂️ हमारे ऑफ़िस ने ऑर्डर { $number } कम किया है। अब यह है:
    { $lines }
    { $money }
less-vendor-stock = जो कम हुआ वह आपके स्टॉक में वापस जोड़ दिया है।
less-vendor-offer =
    ✂️ ऑर्डर { $number }, जिस पर आपका जवाब बाकी है, उसमें ग्राहक को कम चाहिए। अब यह है:
    { $lines }
    { $money }
less-short-button = कम पहुँचा है
less-short-which-text = ऑर्डर { $number }: कौन सी चीज़ पूरी नहीं पहुँची?
less-short-how-many = ऑर्डर { $number } में { $amount } { $name } है। कितना पहुँचा? बस नंबर लिखिए, जैसे *43*।
less-short-unreadable = ऑर्डर { $number } में कितना पहुँचा, बस वह नंबर लिखिए, जैसे *43*।
less-short-rest = मतलब { $amount } { $name } नहीं पहुँचा। वह कहाँ है?
less-short-back-button = मेरे यार्ड में है
less-short-lost-button = खो गया या टूट गया
less-short-noted =
    लिख लिया। ऑर्डर { $number } में अब यह है:
    { $lines }
    { $money }
    अब ग्राहक से कोड पूछिए।
less-short-too-many = ऑर्डर { $number } में { $quantity } ही है। इससे ज़्यादा नहीं पहुँच सकता।
less-short-nothing = ऑर्डर { $number } का कुछ भी नहीं पहुँचा तो डिलीवरी नहीं हुई। यहाँ लिखिए, हमारा ऑफ़िस मदद करेगा।
less-short-too-little = ऑर्डर { $number } में जो कम है उसका दाम एक रुपये से भी कम है, इसलिए कुछ नहीं बदलेगा।
less-short-gone = वह चीज़ अब ऑर्डर { $number } में नहीं है।
