# Words of follow-ups: what nobody asked for, said once.

follow-cart = 🛒 आपके कार्ट में रखा है: { $items }। अभी ऑर्डर नहीं हुआ है। आगे बढ़ें?
follow-cart-place = 🛒 आपके कार्ट में रखा है: { $items }। अभी ऑर्डर नहीं हुआ है: बस जगह बतानी बाकी है।
follow-cart-time = 🛒 आपके कार्ट में रखा है: { $items }। अभी ऑर्डर नहीं हुआ है: बस दिन और समय बताना बाकी है।
follow-cart-price = 🛒 आपके कार्ट में रखा है: { $items }। अभी ऑर्डर नहीं हुआ है। जो दाम आपने देखा था, वह { $until } तक का था; अभी का दाम देखने के लिए टैप कीजिए।
follow-go-on-button = आगे बढ़ें
follow-stop-button = याद मत दिलाइए
follow-stop-line = याद दिलाना बंद करना है? _बंद करो_ लिखिए।
