# పెట్టిన ఆర్డర్లు: ఎక్కడ ఉన్నాయి, క్యాన్సిల్, షాపు ఏం చేసింది.

## The list and one order

orders-which-text = ఏ ఆర్డర్ చూడాలి?
orders-row-description = { $state } · { $total } · { $day }
orders-none-yet = మీకు ఇంకా ఆర్డర్లు లేవు. కావాల్సింది రాయండి, ఉదాహరణకు _50 బస్తాలు OPC 53_, లేదా మెనూ తెరవండి.
orders-heading-line = *ఆర్డర్ { $number }*: { $state }
orders-total-line = మొత్తం: { $total }
orders-part-line = 🏪 { $vendor }: { $step }
orders-refunded-line = మీకు తిరిగి పంపింది: { $refunded }
orders-item-line = { $name } ({ $amount })
orders-slot-line = { $slot }
orders-work-line = { $work }
orders-show-button = ఆర్డర్ చూడండి
orders-cancel-button = ఆర్డర్ క్యాన్సిల్
orders-again-button = మళ్ళీ ఆర్డర్

## Cancelling and repeating

orders-cancel-which-text = ఏ ఆర్డర్ క్యాన్సిల్ చేయాలి?
orders-nothing-to-cancel = క్యాన్సిల్ చేయడానికి మీకు ఆర్డర్ ఏమీ లేదు.
orders-nothing-to-cancel-but-cart = మీకు ఆర్డర్ ఏమీ నడవడం లేదు. మీ కార్ట్ అలాగే ఉంది, ఖాళీ చేయాలంటే _ఖాళీ_ అని రాయండి.
orders-cancel-unpaid = ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? దీనికి పేమెంట్ ఏమీ కాలేదు.
orders-cancel-all-back = ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? మీ డబ్బంతా తిరిగి వస్తుంది: *{ $back }*.
orders-cancel-packed = ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? ఇది ఇప్పటికే ప్యాక్ అయింది: పనికి { $percent }% పోతుంది, మిగతాది తిరిగి వస్తుంది.
orders-cancel-on-its-way = ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? ఇది బయలుదేరింది: డెలివరీ ఛార్జ్ పోతుంది, మిగతాది తిరిగి వస్తుంది.
orders-cancel-crew-called = ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? పనివాళ్ళను ఇప్పటికే పిలిచాం: వాళ్ళ సగం రోజు డబ్బు పోతుంది, మిగతాది తిరిగి వస్తుంది.
orders-cancel-yes-button = అవును, క్యాన్సిల్
orders-cancel-no-button = వద్దు, ఉండనివ్వండి
orders-cancelling = క్యాన్సిల్ చేస్తున్నాం, ఎంత తిరిగి వస్తుందో ఇప్పుడే చెప్తాం.
orders-not-cancelled = సరే, ఆర్డర్ అలాగే ఉంది.
orders-nothing-to-repeat = మీరు ఇంతకుముందు ఆర్డర్ చేయలేదు, అందుకే మా దగ్గర ఉన్నవి ఇవిగో.
orders-some-are-gone =
    { $count ->
        [one] పోయిన ఆర్డర్‌లో ఒకటి ఇప్పుడు దొరకదు, మిగతావి ఇక్కడ ఉన్నాయి.
       *[other] పోయిన ఆర్డర్‌లో { $count } ఇప్పుడు దొరకవు, మిగతావి ఇక్కడ ఉన్నాయి.
    }

## What the yard did

orders-yard-opens = ఆర్డర్ *{ $number }*: { $vendor } ఇప్పుడు మూసి ఉంది, { $day } { $opens }కి తెరుస్తారు. జవాబు రాగానే చెప్తాం.
orders-accepted = ✅ *{ $vendor }* ఆర్డర్ *{ $number }* ఒప్పుకున్నారు: { $items }. ఎప్పుడు వస్తుంది: { $when }.

    మీ డెలివరీ కోడ్ *{ $code }*. అన్నీ వచ్చాకే డ్రైవర్‌కు చెప్పండి.
orders-crew-accepted = ✅ *{ $vendor }* ఆర్డర్ *{ $number }* ఒప్పుకున్నారు: { $items }. ఎప్పుడు వస్తారు: { $when }.

    మీ కోడ్ *{ $code }*. అందరూ వచ్చాక వాళ్ళకు చెప్పండి.
orders-asking-next = ఆర్డర్ *{ $number }*: మొదటి షాపు { $items } ఇవ్వలేకపోయింది. ఇప్పుడు ఇంకో షాపును అడుగుతున్నాం, మీకు ధర అదే.
orders-nobody-accepted = క్షమించండి, ఆర్డర్ *{ $number }*: { $items } ఇప్పుడు ఏ షాపూ ఇవ్వలేకపోతోంది.

    ఇంకా అడగమంటారా, లేక డబ్బు తిరిగి కావాలా?
orders-wait-button = ఇంకా అడగండి
orders-money-back-button = డబ్బు వాపసు
orders-waiting = సరే, అడుగుతూనే ఉంటాం. ఎవరైనా తీసుకోగానే మీకు చెప్తాం.
orders-money-back = సరే. దీన్ని ఆర్డర్ నుంచి తీసేస్తున్నాం, దీనికి మీరు కట్టింది తిరిగి వస్తుంది.
orders-packed = 📦 ఆర్డర్ *{ $number }*: { $items } ప్యాక్ అయింది.
orders-dispatched = 🚚 ఆర్డర్ *{ $number }*: { $items } లోడ్ అయింది. బండి { $vehicle }, డ్రైవర్ { $driver }.
orders-crew-dispatched = 👷 ఆర్డర్ *{ $number }*: { $items } సిద్ధం, వెంట { $driver } ఉంటారు.
orders-on-the-way = 🚚 ఆర్డర్ *{ $number }*: { $items } మీ దగ్గరికి బయలుదేరింది.

    మీ డెలివరీ కోడ్ *{ $code }*. అన్నీ వచ్చాక డ్రైవర్‌కు చెప్పండి.
orders-crew-on-the-way = 👷 ఆర్డర్ *{ $number }*: { $items } మీ దగ్గరికి బయలుదేరారు.

    మీ కోడ్ *{ $code }*. అందరూ వచ్చాక వాళ్ళకు చెప్పండి.
orders-part-delivered = ✅ ఆర్డర్ *{ $number }*: { $items } డెలివరీ అయింది. మిగతాది ఇంకా రావాలి.
orders-delivered = ✅ ఆర్డర్ *{ $number }* పూర్తిగా డెలివరీ అయింది. RealServలో కొన్నందుకు థాంక్స్!

## When an order ends early

orders-cancelled-by-you = మీరు చెప్పినట్టు ఆర్డర్ *{ $number }* క్యాన్సిల్ చేశాం.
orders-cancelled-by-vendor = క్షమించండి, షాపు ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయాల్సి వచ్చింది.
orders-cancelled-nobody = క్షమించండి, ఆర్డర్ *{ $number }* ఏ షాపూ ఇవ్వలేకపోయింది, అందుకే అది క్యాన్సిల్ అయింది.
orders-cancelled-by-office = క్షమించండి, మా ఆఫీస్ ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయాల్సి వచ్చింది.
orders-refund-follows = { $refund } మీకు తిరిగి వస్తుంది, 5 నుంచి 7 వర్కింగ్ రోజుల్లో బ్యాంకులో కనిపిస్తుంది.
orders-refund-less-kept = { $refund } మీకు 5 నుంచి 7 వర్కింగ్ రోజుల్లో తిరిగి వస్తుంది. ఇప్పటికే అయిన పనికి { $kept } పోతుంది.
orders-all-kept = ఇప్పటికే అయిన పనికి { $kept } పోతుంది.
orders-too-late = ఆర్డర్ *{ $number }*కు ఇప్పుడు అది కుదరదు. అది ఇప్పుడు ఇక్కడ ఉంది: { $state }.
