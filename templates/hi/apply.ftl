apply-welcome = 🤝 आप RealServ के साथ बेचना चाहते हैं? बहुत अच्छा! कुछ सवाल हैं, लगभग तीन मिनट। छोड़ने के लिए *menu* लिखिए, आगे बढ़ने के लिए *sell*।
apply-ask-name = आपके कारोबार का नाम क्या है? जैसे ग्राहक जानते हैं, वैसे लिखिए।
apply-name-unreadable = कृपया 3 से 60 अक्षर का नाम लिखिए।
apply-ask-sells = आप क्या बेचते हैं? एक चुनिए, बाद में और भी जोड़ सकते हैं।
apply-ask-sells-more = लिख लिया: *{ $kinds }*। और कुछ बेचते हैं?
apply-sells-unreadable = यह हमारी सूची में नहीं मिला। सूची में से चुनिए, या लिखिए, जैसे *सीमेंट, रेत*।
apply-all-button = बस इतना ही
apply-ask-place = 📍 आपका यार्ड कहाँ है, या आपके लोग कहाँ से निकलते हैं? नीचे वाले बटन से लोकेशन भेजिए।
apply-place-unreadable = हमें नक्शे पर जगह चाहिए, ताकि पास के ऑर्डर आपको मिलें।
apply-place-noted = 📍 जगह लिख ली।
apply-ask-hours = 🕗 आप कब से कब तक ऑर्डर का जवाब देते हैं? दबाइए, या लिखिए, जैसे *7-19*।
apply-hours-button = { $opens }–{ $closes }
apply-hours-unreadable = इसमें दो समय समझ नहीं आए।
apply-ask-number = आपका *GSTIN* क्या है? नहीं है तो *PAN* लिखिए।
apply-no-number-button = दोनों नहीं हैं
apply-number-unreadable = यह न GSTIN है (15 अक्षर), न PAN (10 अक्षर)। फिर से देख लीजिए।
apply-ask-papers = 📷 अब काग़ज़: GST सर्टिफ़िकेट या PAN कार्ड की फ़ोटो, और कैंसल चेक या पासबुक की। एक-एक करके यहाँ भेजिए, फिर बटन दबाइए।
apply-papers-unreadable = यहाँ काग़ज़ की फ़ोटो या PDF चाहिए।
apply-papers-later = फ़ोटो अभी मत भेजिए: काग़ज़ हम आगे माँगेंगे।
apply-papers-kept = { $papers ->
    [one] 👍 एक काग़ज़ आ गया।
   *[other] 👍 { $papers } काग़ज़ आ गए।
}
apply-review =
    कारोबार: *{ $name }*
    बेचते हैं: { $kinds }
    जगह: लिख ली
    समय: { $hours }
    { $number }
    { $papers ->
        [0] अभी कोई काग़ज़ नहीं
        [one] एक काग़ज़
       *[other] { $papers } काग़ज़
    }

    क्या यह हमारे ऑफ़िस को भेज दें?
apply-review-unreadable = नीचे के दो बटनों में से एक दबाइए।
apply-review-gstin = GSTIN: { $gstin }
apply-review-pan = PAN: लिख लिया
apply-review-no-number = न GSTIN, न PAN
apply-send-button = भेज दीजिए
apply-again-button = फिर से शुरू करें
apply-sent = ✅ धन्यवाद! हमारा ऑफ़िस इसे देखेगा, आम तौर पर एक दिन में, और आपको यहीं लिखेगा।
apply-approved = 🎉 *{ $name }* जुड़ गया: अब आपको ऑर्डर मिल सकते हैं। आप क्या बेचते हैं, यह हमारा ऑफ़िस लिख रहा है; देखने के लिए *menu* लिखिए। पैसा कहाँ भेजें, यह बताने के लिए *bank* लिखिए।
apply-refused = अभी हम आपका कारोबार नहीं जोड़ सकते: { $reason }। यह ठीक हो जाए तो फिर *sell* लिखिए।
