# व्हाट्सएप के साथ जो बताया जाता है: ईमेल, पुश, एसएमएस।

notice-offer-subject = नया ऑर्डर { $number }
notice-offer-end = कृपया WhatsApp पर मंज़ूर या मना कीजिए, बटन वहीं हैं।
notice-offer-brief = { $goods } · { $place }। कृपया { $until } तक जवाब दीजिए।
notice-offer-sms = RealServ: नया ऑर्डर { $number }: { $goods }। कृपया WhatsApp खोलकर { $until } तक मंज़ूर या मना कीजिए।
notice-invoice-subject = ऑर्डर { $number } का बिल { $paper }
notice-credit-subject = ऑर्डर { $number } का क्रेडिट नोट { $paper }
notice-statement-subject = आपका हिसाब { $from } – { $to }
notice-paper-end = कागज़ साथ में लगा है। आपका ईमेल हमारे पास लिखा है, इसलिए भेजा है; नहीं चाहिए तो WhatsApp पर लिखिए।
