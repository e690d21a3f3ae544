# नमस्ते, भाषा का सवाल और पहला मेन्यू।

menu-greeting = 🙏 नमस्ते, { $name }! यह *RealServ* है: हैदराबाद में आपकी साइट के लिए सीमेंट, सरिया, रेत, ईंट और लेबर, सब एक जगह।

    अपनी भाषा चुनें · Choose your language · మీ భాషను ఎంచుకోండి
menu-greeting-no-name = 🙏 नमस्ते! यह *RealServ* है: हैदराबाद में आपकी साइट के लिए सीमेंट, सरिया, रेत, ईंट और लेबर, सब एक जगह।

    अपनी भाषा चुनें · Choose your language · మీ భాషను ఎంచుకోండి
menu-welcome = 🙏 नमस्ते! यह *RealServ* है: हैदराबाद में आपकी साइट के लिए सीमेंट, सरिया, रेत, ईंट और लेबर, सब एक जगह।
menu-other-languages = English के लिए *english*, तेलुगु के लिए *telugu* लिखिए।
menu-which-language = किस भाषा में बात करें?

    Choose your language · మీ భాషను ఎంచుకోండి
menu-choose-text = आज आपकी साइट को क्या चाहिए?

    लिस्ट में से चुनिए, या सीधे लिख दीजिए, जैसे _50 बोरी OPC 53_।
menu-choose-button = चुनिए
menu-kind-title = { $kind }
menu-cement-description = OPC 53, OPC 43, PPC
menu-steel-description = TMT सरिया, 8 से 32 mm
menu-sand-description = नदी की रेत, एम-सैंड (रोबो), पी-सैंड (प्लास्टर)
menu-aggregate-description = गिट्टी 6, 10, 12, 20 और 40 mm
menu-brick-description = लाल ईंट, फ़्लाई ऐश ईंट
menu-block-description = AAC, सॉलिड और हॉलो कंक्रीट
menu-labour-description = मिस्त्री, हेल्पर, बार बेंडर और दूसरे, दिन के हिसाब से
menu-my-orders-title = मेरे ऑर्डर
menu-language-title = भाषा
menu-person-title = किसी से बात करें
