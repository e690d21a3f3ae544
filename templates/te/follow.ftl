# Words of follow-ups: what nobody asked for, said once.

follow-cart = 🛒 మీ కార్ట్‌లో ఇంకా ఉన్నాయి: { $items }. ఇంకా ఆర్డర్ కాలేదు. ముందుకు వెళ్దామా?
follow-cart-place = 🛒 మీ కార్ట్‌లో ఇంకా ఉన్నాయి: { $items }. ఇంకా ఆర్డర్ కాలేదు: ఎక్కడికో చెబితే చాలు.
follow-cart-time = 🛒 మీ కార్ట్‌లో ఇంకా ఉన్నాయి: { $items }. ఇంకా ఆర్డర్ కాలేదు: రోజు, సమయం చెబితే చాలు.
follow-cart-price = 🛒 మీ కార్ట్‌లో ఇంకా ఉన్నాయి: { $items }. ఇంకా ఆర్డర్ కాలేదు. మీరు చూసిన ధర { $until } వరకే; ఇప్పటి ధర చూడటానికి ట్యాప్ చేయండి.
follow-go-on-button = కొనసాగించండి
follow-stop-button = గుర్తు చేయకండి
follow-stop-line = గుర్తు చేయడం ఆపాలా? _ఆపండి_ అని రాయండి.
