# डिलीवरी का समय और लेबर का दिन।

schedule-when-text = 📍 { $locality }, { $pin }

    🚚 *कब चाहिए?*
schedule-which-day-text = 📍 { $locality }, { $pin }

    👷 *लेबर किस दिन चाहिए?*
schedule-which-later-day-text = 📍 { $locality }, { $pin }

    🚚 *किस दिन चाहिए?* चुनिए या लिखिए, जैसे _15 दिसंबर_ या _अगले शुक्रवार_। आख़िरी दिन { $last } है।
schedule-later-title = 📅 बाद का दिन
schedule-day-title = { $day }
schedule-too-far = हम { $last } तक के ऑर्डर लेते हैं। कृपया उससे पहले का कोई दिन चुनिए।
schedule-choose-button = समय चुनिए
schedule-slot-title = { $slot }
schedule-work-title = { $work }
schedule-shift-description = { $shift }
schedule-slot-closed = वह समय अब नहीं मिल सकता। कृपया दूसरा समय चुनिए।
schedule-day-closed = उस समय के लिए अब लेबर बुक नहीं हो सकते। कृपया दूसरा समय चुनिए।

schedule-day-is-named = { $day }: *{ $name }* की छुट्टी है। कृपया दूसरा दिन चुनिए।
schedule-weekday-closed = { $day }: हफ़्ते के इस दिन हम नहीं आते। कृपया दूसरा दिन चुनिए।
schedule-nothing-free = आने वाले दिनों में कोई समय खाली नहीं है। हमारा ऑफ़िस आपके साथ रास्ता निकालेगा।
schedule-not-then = वह समय खाली नहीं है। कोई और न चुनें तो पहला खाली समय मिलेगा।
