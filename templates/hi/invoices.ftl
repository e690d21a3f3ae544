# Words that go with a paper: an invoice, or a credit note.

invoices-here = 🧾 ऑर्डर *{ $number }* का बिल *{ $paper }*: { $amount }।
invoices-credit = 🧾 ऑर्डर *{ $number }* का क्रेडिट नोट *{ $paper }*: बिल { $of } में से { $amount } कम।
invoices-vendor-here = 🧾 ऑर्डर *{ $number }* का आपका बिल *{ $paper }*: { $amount }। ग्राहक को भी भेज दिया है।
invoices-vendor-credit = 🧾 ऑर्डर *{ $number }* का आपका क्रेडिट नोट *{ $paper }*: बिल { $of } में से { $amount } कम। ग्राहक को भी भेज दिया है।
invoices-vendor-eway =
    ⚠️ इतने के माल के लिए *ई-वे बिल* ज़रूरी है। गाड़ी निकलने से पहले इस बिल से { $site } पर बना लीजिए; ड्राइवर दोनों साथ रखे।
invoices-none-yet = ऑर्डर *{ $number }* का बिल यहीं आएगा: माल यार्ड से निकलते ही, या काम पूरा होते ही।
invoices-no-order = अभी किसी ऑर्डर का बिल नहीं बना है। माल यार्ड से निकलते ही बिल यहीं अपने आप आएगा।
invoices-button = बिल भेजें
invoices-gstin-kept = 🧾 लिख लिया। अब से आपके बिल पर GSTIN *{ $gstin }* आएगा। चाहें तो इसके आगे अपनी फ़र्म का नाम लिखकर फिर भेज दीजिए; हटाना हो तो लिखिए *GSTIN हटाओ*।
invoices-gstin-kept-for = 🧾 लिख लिया। अब से आपके बिल *{ $name }*, GSTIN *{ $gstin }* के नाम से बनेंगे।
invoices-gstin-wrong = *{ $gstin }* सही GSTIN नहीं है: कोई अक्षर ग़लत टाइप हुआ है। एक बार देखकर फिर भेजिए।
invoices-gstin-gone = 🧾 लिख लिया। अब से आपके बिल पर GSTIN नहीं आएगा। फिर से चाहिए तो यहीं भेज दीजिए।
