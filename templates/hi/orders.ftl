# दिए हुए ऑर्डर: कहाँ हैं, कैंसल करना, दुकान ने क्या किया।

## The list and one order

orders-which-text = कौन सा ऑर्डर देखना है?
orders-row-description = { $state } · { $total } · { $day }
orders-none-yet = अभी आपका कोई ऑर्डर नहीं है। जो चाहिए वह लिखिए, जैसे _50 बोरी OPC 53_, या मेन्यू खोलिए।
orders-heading-line = *ऑर्डर { $number }*: { $state }
orders-total-line = कुल: { $total }
orders-part-line = 🏪 { $vendor }: { $step }
orders-refunded-line = आपको लौटाए: { $refunded }
orders-item-line = { $name } ({ $amount })
orders-slot-line = { $slot }
orders-work-line = { $work }
orders-show-button = ऑर्डर देखें
orders-cancel-button = ऑर्डर कैंसल करें
orders-again-button = फिर से मँगाएँ

## Cancelling and repeating

orders-cancel-which-text = कौन सा ऑर्डर कैंसल करना है?
orders-nothing-to-cancel = आपका ऐसा कोई ऑर्डर नहीं है जिसे कैंसल कर सकें।
orders-nothing-to-cancel-but-cart = आपका कोई ऑर्डर चालू नहीं है। कार्ट वैसा ही है, उसे ख़ाली करना हो तो _खाली_ लिखिए।
orders-cancel-unpaid = ऑर्डर *{ $number }* कैंसल कर दें? इसका कोई पेमेंट नहीं हुआ है।
orders-cancel-all-back = ऑर्डर *{ $number }* कैंसल कर दें? आपका पूरा पैसा वापस आएगा: *{ $back }*।
orders-cancel-packed = ऑर्डर *{ $number }* कैंसल कर दें? यह पैक हो चुका है: मेहनत का { $percent }% कटेगा, बाकी वापस आएगा।
orders-cancel-on-its-way = ऑर्डर *{ $number }* कैंसल कर दें? यह निकल चुका है: डिलीवरी का पैसा कटेगा, बाकी वापस आएगा।
orders-cancel-crew-called = ऑर्डर *{ $number }* कैंसल कर दें? लेबर को बुलाया जा चुका है: उनका आधे दिन का पैसा कटेगा, बाकी वापस आएगा।
orders-cancel-yes-button = हाँ, कैंसल करें
orders-cancel-no-button = नहीं, रहने दें
orders-cancelling = कैंसल कर रहे हैं, कितना वापस आएगा अभी बताते हैं।
orders-not-cancelled = ठीक है, ऑर्डर वैसा ही है।
orders-nothing-to-repeat = आपने पहले कुछ नहीं मँगाया, इसलिए यह देखिए हमारे पास क्या है।
orders-some-are-gone =
    { $count ->
        [one] पिछले ऑर्डर की एक चीज़ अभी नहीं मिल रही, बाकी सब यहाँ है।
       *[other] पिछले ऑर्डर की { $count } चीज़ें अभी नहीं मिल रहीं, बाकी सब यहाँ है।
    }

## What the yard did

orders-yard-opens = ऑर्डर *{ $number }*: { $vendor } अभी बंद है, { $day } { $opens } खुलेगा। जवाब आते ही बताएँगे।
orders-accepted = ✅ *{ $vendor }* ने ऑर्डर *{ $number }* मंज़ूर कर लिया: { $items }। कब आएगा: { $when }।

    आपका डिलीवरी कोड *{ $code }* है। सब कुछ आ जाने पर ही ड्राइवर को बताइए।
orders-crew-accepted = ✅ *{ $vendor }* ने ऑर्डर *{ $number }* मंज़ूर कर लिया: { $items }। कब आएँगे: { $when }।

    आपका कोड *{ $code }* है। सब लोग आ जाएँ तब उन्हें बताइए।
orders-asking-next = ऑर्डर *{ $number }*: पहली दुकान { $items } नहीं दे पाई। अब दूसरी से पूछ रहे हैं, आपके लिए दाम वही रहेगा।
orders-nobody-accepted = माफ़ कीजिए, ऑर्डर *{ $number }*: { $items } अभी कोई दुकान नहीं दे पा रही।

    हम और पूछते रहें, या आपको पैसा वापस चाहिए?
orders-wait-button = और पूछिए
orders-money-back-button = पैसा वापस
orders-waiting = ठीक है, हम पूछते रहेंगे। कोई लेते ही आपको बताएँगे।
orders-money-back = ठीक है। इसे ऑर्डर से हटा रहे हैं, इसका जो पेमेंट किया था वह वापस आएगा।
orders-packed = 📦 ऑर्डर *{ $number }*: { $items } पैक हो गया।
orders-dispatched = 🚚 ऑर्डर *{ $number }*: { $items } लोड हो गया। गाड़ी { $vehicle }, ड्राइवर { $driver }।
orders-crew-dispatched = 👷 ऑर्डर *{ $number }*: { $items } तैयार हैं, साथ में { $driver }।
orders-on-the-way = 🚚 ऑर्डर *{ $number }*: { $items } आपकी तरफ़ निकल गया है।

    आपका डिलीवरी कोड *{ $code }* है। सब कुछ आ जाने पर ड्राइवर को बताइए।
orders-crew-on-the-way = 👷 ऑर्डर *{ $number }*: { $items } आपकी तरफ़ निकल गए हैं।

    आपका कोड *{ $code }* है। सब लोग आ जाएँ तब उन्हें बताइए।
orders-part-delivered = ✅ ऑर्डर *{ $number }*: { $items } पहुँच गया। बाकी अभी आना है।
orders-delivered = ✅ ऑर्डर *{ $number }* पूरा पहुँच गया। RealServ से मँगाने के लिए धन्यवाद!

## When an order ends early

orders-cancelled-by-you = आपके कहने पर ऑर्डर *{ $number }* कैंसल कर दिया है।
orders-cancelled-by-vendor = माफ़ कीजिए, दुकान को ऑर्डर *{ $number }* कैंसल करना पड़ा।
orders-cancelled-nobody = माफ़ कीजिए, ऑर्डर *{ $number }* कोई दुकान नहीं दे पाई, इसलिए वह कैंसल हो गया।
orders-cancelled-by-office = माफ़ कीजिए, हमारे ऑफ़िस को ऑर्डर *{ $number }* कैंसल करना पड़ा।
orders-refund-follows = { $refund } आपको वापस मिलेंगे, 5 से 7 वर्किंग दिनों में बैंक में आ जाएँगे।
orders-refund-less-kept = { $refund } आपको 5 से 7 वर्किंग दिनों में वापस मिलेंगे। जो काम हो चुका है उसके { $kept } कटेंगे।
orders-all-kept = जो काम हो चुका है उसके { $kept } कटेंगे।
orders-too-late = ऑर्डर *{ $number }* में अब यह नहीं हो सकता। वह अभी यहाँ है: { $state }।
