# कार्ट।

cart-heading-line = 🛒 *आपका कार्ट*
cart-item-line = { $measure ->
    [person] { $mark } { $name }: { $amount }
   *[other] { $mark } { $amount } { $name }
}
cart-about-with-delivery = लगभग *{ $about }*, डिलीवरी अलग। पेमेंट से पहले पक्का दाम दिखेगा।
cart-about = लगभग *{ $about }*। पेमेंट से पहले पक्का दाम दिखेगा।
cart-price-comes-later = पेमेंट से पहले पक्का दाम दिखेगा।
cart-checkout-button = आगे बढ़ें
cart-add-more-button = और जोड़ें
cart-change-button = बदलें
cart-is-empty = 🛒 आपका कार्ट खाली है। जो चाहिए वह लिखिए, जैसे _50 बोरी OPC 53_, या मेन्यू खोलिए।
cart-total-comes = पक्का करने से पहले पूरा दाम, डिलीवरी के साथ, दिखेगा।
cart-is-kept =
    { $count ->
        [one] आपके कार्ट में एक चीज़ रखी है। देखने के लिए _कार्ट_ लिखिए।
       *[other] आपके कार्ट में { $count } चीज़ें रखी हैं। देखने के लिए _कार्ट_ लिखिए।
    }
cart-slot-noted = 🕗 लिख लिया: *{ $slot }*।
cart-work-noted = 👷 लिख लिया: *{ $work }*।
cart-which-line-text = क्या बदलना है?
cart-remove-button = हटा दें
cart-taken-out = *{ $name }* कार्ट से हटा दिया है।
cart-not-in-it = { $name }: यह आपके कार्ट में नहीं है।
cart-empty-title = कार्ट खाली करें
cart-gone-title = अब नहीं मिलता
cart-emptied = आपका कार्ट अब खाली है।
cart-full = आपके कार्ट में 20 चीज़ें हो गई हैं, एक ऑर्डर में इससे ज़्यादा नहीं आतीं।
cart-some-refused =
    { $count ->
        [one] एक चीज़ उतनी नहीं मिल सकती, बाकी सब यहाँ है।
       *[other] { $count } चीज़ें उतनी नहीं मिल सकतीं, बाकी सब यहाँ है।
    }
cart-changed = *{ $name }*: अब { $to }, पहले { $from }।
cart-taken-for-you = आपने नहीं बताया कौन सा, इसलिए *{ $names }* लिया है। दूसरा चाहिए तो उसका नाम, या *बदलें* लिखिए।
cart-in-its-place = *{ $before }* की जगह *{ $name }*।
cart-has = 🛒 कार्ट में: { $items }।
cart-another-button = दूसरा चुनें
