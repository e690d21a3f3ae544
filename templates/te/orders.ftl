# పెట్టిన ఆర్డర్లు: ఎక్కడ ఉన్నాయి, క్యాన్సిల్, సప్లయర్ ఏం చేశారు.

## The list and one order

orders-which-text = ఏ ఆర్డర్ చూడాలి?
orders-row-description = { $state } · { $total } · { $day }
orders-none-yet = మీకు ఇంకా ఆర్డర్లు లేవు. కావాల్సింది రాయండి, ఉదాహరణకు _50 బస్తాలు OPC 53_, లేదా మెనూ తెరవండి.
orders-heading-line = *ఆర్డర్ { $number }*: { $state }
orders-total-line = మొత్తం: { $total }
orders-gate-line = 💵 సైట్‌లో క్యాష్: { $gate }
orders-part-line = { $what ->
    [crew] 👷 { $vendor }: { $step }
   *[other] 🏪 { $vendor }: { $step }
}
orders-code-line = 🔑 డెలివరీ కోడ్: *{ $code }*
orders-crew-code-line = 🔑 కోడ్: *{ $code }*
orders-codes-heading-line = 🔑 మీ కోడ్‌లు. అన్నీ వచ్చాకే చెప్పండి:
orders-code-of-line = *{ $number }*, { $items }: కోడ్ *{ $code }*
orders-no-code = సప్లయర్ ఆర్డర్ ఒప్పుకోగానే మీకు కోడ్ వస్తుంది. ఇప్పుడు కోడ్ ఏదీ లేదు.
orders-refunded-line = రీఫండ్: { $refunded }
orders-stray-refunded-line = రెండుసార్లు, ఆలస్యంగా లేదా తప్పు మొత్తంలో వచ్చి తిరిగి పంపిన డబ్బు: { $refunded }
orders-heading-step-line = *ఆర్డర్ { $number }*: { $step }
orders-runs-late = ⏰ ఆర్డర్ *{ $number }*: { $items } ఈపాటికి రావాల్సింది ({ $when }), ఇంకా బయలుదేరలేదు, క్షమించండి. సప్లయర్‌ను అడిగాం, మా ఆఫీస్‌కు కూడా చెప్పాం.
orders-code-locked = 🔑 ఆర్డర్ *{ $number }* కోడ్ చాలాసార్లు తప్పుగా కొట్టారు: { $items }. మా ఆఫీస్‌కు చెప్పాం, వాళ్ళు మీకు ఫోన్ చేస్తారు. అన్నీ వచ్చేవరకు మీ కోడ్ ఎవరికీ చెప్పకండి.
orders-item-line = { $measure ->
    [person] { $name } ({ $amount })
   *[other] { $amount } { $name }
}
orders-slot-line = { $slot }
orders-work-line = { $work }
orders-show-button = ఆర్డర్ చూడండి
orders-cancel-button = ఆర్డర్ క్యాన్సిల్
orders-again-button = మళ్ళీ ఆర్డర్
orders-crew-again-button = రేపు కూడా వీళ్ళే

## Cancelling and repeating

orders-cancel-which-text = ఏ ఆర్డర్ క్యాన్సిల్ చేయాలి?
orders-nothing-to-cancel = ఇప్పుడు క్యాన్సిల్ చేయగలిగే ఆర్డర్ మీకు ఏదీ లేదు.
orders-nothing-to-cancel-but-cart = ఇప్పుడు క్యాన్సిల్ చేయగలిగే ఆర్డర్ మీకు ఏదీ లేదు. మీ కార్ట్ అలాగే ఉంది, ఖాళీ చేయాలంటే _ఖాళీ_ అని రాయండి.
orders-cancel-unpaid = { $what ->
    [rest] ఆర్డర్ *{ $number }*: ఇంకా రావాల్సింది మాత్రం క్యాన్సిల్ చేయమంటారా? దానికి మీరు ఏమీ కట్టక్కర్లేదు.
   *[all] ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? దీనికి పేమెంట్ ఏమీ కాలేదు.
}
orders-cancel-called-out = { $what ->
    [crew] ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? పనివాళ్ళను ఇప్పటికే పిలిచాం: వాళ్ళకు మేం చెప్తాం, మీరు ఏమీ కట్టక్కర్లేదు.
   *[other] ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? మెటీరియల్ బండిలో లోడ్ అయింది: వెనక్కి పిలుస్తాం, మీరు ఏమీ కట్టక్కర్లేదు.
}
orders-cancel-all-back = { $what ->
    [rest] ఆర్డర్ *{ $number }*: ఇంకా రావాల్సింది మాత్రం క్యాన్సిల్ చేయమంటారా? *{ $back }* రీఫండ్ వస్తుంది.
   *[all] ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? మొత్తం రీఫండ్ వస్తుంది: *{ $back }*.
}
orders-cancel-packed = { $what ->
    [rest] ఆర్డర్ *{ $number }*: ఇంకా రావాల్సింది మాత్రం క్యాన్సిల్ చేయమంటారా? ఇది ఇప్పటికే ప్యాక్ అయింది: ప్యాకింగ్‌కు { $kept } కట్ అవుతుంది, మిగతా *{ $back }* రీఫండ్ వస్తుంది.
   *[all] ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? ఇది ఇప్పటికే ప్యాక్ అయింది: ప్యాకింగ్‌కు { $kept } కట్ అవుతుంది, మిగతా *{ $back }* రీఫండ్ వస్తుంది.
}
orders-cancel-on-its-way = { $what ->
    [rest] ఆర్డర్ *{ $number }*: ఇంకా రావాల్సింది మాత్రం క్యాన్సిల్ చేయమంటారా? మెటీరియల్ బండిలో లోడ్ అయింది: డెలివరీ ఛార్జ్ { $kept } కట్ అవుతుంది, మిగతా *{ $back }* రీఫండ్ వస్తుంది.
   *[all] ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? మెటీరియల్ బండిలో లోడ్ అయింది: డెలివరీ ఛార్జ్ { $kept } కట్ అవుతుంది, మిగతా *{ $back }* రీఫండ్ వస్తుంది.
}
orders-cancel-crew-called = { $what ->
    [rest] ఆర్డర్ *{ $number }*: ఇంకా రావాల్సింది మాత్రం క్యాన్సిల్ చేయమంటారా? పనివాళ్ళను ఇప్పటికే పిలిచాం: వాళ్ళ కోసం { $kept } కట్ అవుతుంది, మిగతా *{ $back }* రీఫండ్ వస్తుంది.
   *[all] ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? పనివాళ్ళను ఇప్పటికే పిలిచాం: వాళ్ళ కోసం { $kept } కట్ అవుతుంది, మిగతా *{ $back }* రీఫండ్ వస్తుంది.
}
orders-cancel-several-kept = { $what ->
    [rest] ఆర్డర్ *{ $number }*: ఇంకా రావాల్సింది మాత్రం క్యాన్సిల్ చేయమంటారా? ఇప్పటికే అయిన పనికి { $kept } కట్ అవుతుంది, మిగతా *{ $back }* రీఫండ్ వస్తుంది.
   *[all] ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయమంటారా? ఇప్పటికే అయిన పనికి { $kept } కట్ అవుతుంది, మిగతా *{ $back }* రీఫండ్ వస్తుంది.
}
orders-cancel-changed = మిమ్మల్ని అడిగాక ఆర్డర్ ముందుకు వెళ్ళింది, అందుకే ఇంకా ఏమీ క్యాన్సిల్ చేయలేదు.
orders-cancel-yes-button = అవును, క్యాన్సిల్
orders-cancel-no-button = వద్దు, ఉండనివ్వండి
orders-not-cancelled = సరే, ఆర్డర్ అలాగే ఉంటుంది.
orders-nothing-to-repeat = మీరు ఇంతకుముందు ఏమీ ఆర్డర్ చేయలేదు, మా దగ్గర ఉన్నవి ఇవిగో.
orders-some-are-gone =
    { $count ->
        [one] గత ఆర్డర్‌లో ఒక ఐటమ్ ఇప్పుడు దొరకదు, మిగతావి ఇక్కడ ఉన్నాయి.
       *[other] గత ఆర్డర్‌లో { $count } ఐటమ్స్ ఇప్పుడు దొరకవు, మిగతావి ఇక్కడ ఉన్నాయి.
    }

## What the vendor did

orders-yard-opens = ఆర్డర్ *{ $number }*: { $vendor } ఇప్పుడు మూసి ఉంది, { $day } { $opens }కి తెరుస్తారు. జవాబు రాగానే చెప్తాం.
orders-accepted = ✅ *{ $vendor }* ఆర్డర్ *{ $number }* ఒప్పుకున్నారు: { $items }. ఎప్పుడు వస్తుంది: { $when }.

    మీ డెలివరీ కోడ్ *{ $code }*. అన్నీ వచ్చాకే డ్రైవర్‌కు చెప్పండి.
orders-crew-accepted = ✅ *{ $vendor }* ఆర్డర్ *{ $number }* ఒప్పుకున్నారు: { $items }. ఎప్పుడు వస్తారు: { $when }.

    మీ కోడ్ *{ $code }*. పనివాళ్ళు అందరూ వచ్చాకే వాళ్ళకు చెప్పండి.
orders-dearer-not-possible = ఆర్డర్ *{ $number }*: దీనితో క్యాష్ { $limit } దాటుతుంది, అది కుదరదు. అందుకే ఇంకో సప్లయర్‌ను అడుగుతున్నాం.
orders-dearer-is-off = ఆర్డర్ *{ $number }*: మీరు { $more } ఎక్కువ ఇస్తామన్న సప్లయర్ తేవడం లేదు. ఆ ఎక్కువ ఇప్పుడు ఇవ్వక్కరలేదు, మీ ధర మళ్లీ ఆర్డర్ చేసినదే.
orders-asking-next = ఆర్డర్ *{ $number }*: ఒక సప్లయర్ { $items } ఇవ్వలేకపోయారు. ఇప్పుడు ఇంకొకరిని అడుగుతున్నాం, మీకు ధర అదే.
orders-fewer-online = ఆర్డర్ *{ $number }*: { $vendor } దగ్గర { $items } ఉన్నాయి, మీరు { $wanted } అడిగారు.

    అవి తీసుకుంటే { $amount } రీఫండ్ చేస్తాం. సరేనా, లేక మొత్తం కోసం వేరేవాళ్ళను అడగమంటారా?
orders-fewer-cash = ఆర్డర్ *{ $number }*: { $vendor } దగ్గర { $items } ఉన్నాయి, మీరు { $wanted } అడిగారు.

    అవి తీసుకుంటే { $amount } తక్కువ కడతారు. సరేనా, లేక మొత్తం కోసం వేరేవాళ్ళను అడగమంటారా?
orders-fewer-both = ఆర్డర్ *{ $number }*: { $vendor } దగ్గర { $items } ఉన్నాయి, మీరు { $wanted } అడిగారు.

    అవి తీసుకుంటే { $amount } రీఫండ్ చేస్తాం, క్యాష్ { $less } తక్కువ ఇస్తారు. సరేనా, లేక మొత్తం కోసం వేరేవాళ్ళను అడగమంటారా?
orders-fewer = ఆర్డర్ *{ $number }*: { $vendor } దగ్గర { $items } ఉన్నాయి, మీరు { $wanted } అడిగారు.

    సరేనా, లేక మొత్తం కోసం వేరేవాళ్ళను అడగమంటారా?
orders-other-time = ఆర్డర్ *{ $number }*: { $vendor } { $items } *{ $when }*కు తేగలరు, { $wanted }కు కాదు. ధర అదే.

    సరేనా, లేక వేరేవాళ్ళను అడగమంటారా?
orders-dearer = ఆర్డర్ *{ $number }*: { $vendor } { $items } కు చెప్పిన ధర కంటే { $more } ఎక్కువ అడుగుతున్నారు.

    తీసుకుంటే { $more } సైట్‌లో క్యాష్ ఇవ్వాలి. సరేనా, లేక వేరేవాళ్ళను అడగమంటారా?
orders-counter-line = ↪ { $vendor } తేగలరు: { $items }, { $when }
orders-claim-which-text = క్షమించండి. ఇది ఏ ఆర్డర్‌లోది?
orders-claim-asked-line = { $why ->
    [broken] ⚠️ { $amount } { $name } పాడై వచ్చింది: సప్లయర్‌ను అడిగాం
   *[short] ⚠️ { $amount } { $name } తక్కువ వచ్చింది: సప్లయర్‌ను అడిగాం
}
orders-claim-office-line = { $why ->
    [broken] ⚠️ { $amount } { $name } పాడై వచ్చింది: మా ఆఫీస్ చూస్తోంది
   *[short] ⚠️ { $amount } { $name } తక్కువ వచ్చింది: మా ఆఫీస్ చూస్తోంది
}
orders-claim-settled-line = { $why ->
    [broken] ⚠️ { $amount } { $name } పాడై వచ్చింది: తేలింది, { $back } తిరిగి
   *[short] ⚠️ { $amount } { $name } తక్కువ వచ్చింది: తేలింది, { $back } తిరిగి
}
orders-claim-nothing-line = { $why ->
    [broken] ⚠️ { $amount } { $name } పాడై వచ్చింది: తేలింది, ఏమీ తిరిగి రాదు
   *[short] ⚠️ { $amount } { $name } తక్కువ వచ్చింది: తేలింది, ఏమీ తిరిగి రాదు
}
orders-counter-yes-button = సరే, పర్వాలేదు
orders-counter-no-button = వేరేవాళ్ళను అడగండి
orders-nobody-accepted = క్షమించండి, ఆర్డర్ *{ $number }*: { $items } ఇప్పుడు ఏ సప్లయరూ ఇవ్వలేకపోతున్నారు.

    ఇంకా అడగమంటారా, లేక ఇది క్యాన్సిల్ చేయమంటారా? దీనికి మీరు కట్టింది రీఫండ్ వస్తుంది.
orders-nobody-but-dearer = క్షమించండి, ఆర్డర్ *{ $number }*: మీ ధరకు { $items } ఇప్పుడు ఏ సప్లయరూ ఇవ్వలేకపోతున్నారు. ఒకరు { $more } ఎక్కువకు ఇవ్వగలరు; అది సైట్‌లో క్యాష్ ఇవ్వాలి.

    తీసుకోమంటారా, ఇంకా అడగమంటారా, లేక క్యాన్సిల్ చేయమంటారా? క్యాన్సిల్ చేస్తే మీరు కట్టింది రీఫండ్ వస్తుంది.
orders-more-button = { $more } ఇస్తా
orders-wait-button = ఇంకా అడగండి
orders-money-back-button = క్యాన్సిల్ చేయండి
orders-time-passed = క్షమించండి, ఆర్డర్ *{ $number }*: { $items } టైమ్ ({ $when }) దాటిపోయింది, ఏ సప్లయరూ తీసుకోలేదు.

    వేరే టైమ్‌కు కావాలా, లేదా క్యాన్సిల్ చేయమంటారా? దీనికి మీరు కట్టింది రీఫండ్ వస్తుంది.
orders-new-time-button = వేరే టైమ్
orders-new-time-text = { $items } ఎప్పుడు కావాలి?
orders-asking-for-new-time = సరే. ఆర్డర్ *{ $number }*: { $items }, { $when }. ఇప్పుడు సప్లయర్‌ను అడుగుతున్నాం, ఒప్పుకోగానే మీకు చెప్తాం.
orders-waiting = సరే, ఆర్డర్ *{ $number }* కోసం అడుగుతూనే ఉంటాం. ఎవరైనా ఒప్పుకోగానే మీకు చెప్తాం.
orders-packed = 📦 ఆర్డర్ *{ $number }* ప్యాక్ అయింది: { $items }.
orders-dispatched = 🚚 ఆర్డర్ *{ $number }* లోడ్ అయింది: { $items }. బండి { $vehicle }, డ్రైవర్ { $driver }.
orders-crew-dispatched = 👷 ఆర్డర్ *{ $number }* పనివాళ్ళు సిద్ధంగా ఉన్నారు: { $items }. వెంట { $driver } ఉంటారు.
orders-on-the-way = 🚚 ఆర్డర్ *{ $number }* మీ సైట్‌కు బయలుదేరింది: { $items }.

    మీ డెలివరీ కోడ్ *{ $code }*. అన్నీ వచ్చాకే డ్రైవర్‌కు చెప్పండి.
orders-cash-ready-line = 💵 దయచేసి { $gate } క్యాష్ రెడీగా ఉంచండి.
orders-crew-on-the-way = 👷 ఆర్డర్ *{ $number }* పనివాళ్ళు మీ సైట్‌కు బయలుదేరారు: { $items }.

    మీ కోడ్ *{ $code }*. పనివాళ్ళు అందరూ వచ్చాకే వాళ్ళకు చెప్పండి.
orders-part-delivered = ✅ ఆర్డర్ *{ $number }* కొంత వచ్చింది: { $items }. మిగతాది ఇంకా రావాలి.
orders-delivered = { $what ->
    [crew] ✅ ఆర్డర్ *{ $number }* పనివాళ్ళు వచ్చారు. RealServలో ఆర్డర్ చేసినందుకు థాంక్స్! పని అయ్యాక ఎలా ఉందో చెప్పండి.
   *[other] ✅ ఆర్డర్ *{ $number }* పూర్తిగా డెలివరీ అయింది. RealServలో ఆర్డర్ చేసినందుకు థాంక్స్! ఎలా ఉంది?
}
orders-rate-good-button = 👍 బాగుంది
orders-rate-bad-button = 👎 బాగోలేదు
orders-rated-good = 👍 థాంక్స్! ఆర్డర్ *{ $number }* బాగా జరిగినందుకు సంతోషం.
orders-rated-bad = 👎 క్షమించండి, ఆర్డర్ *{ $number }* బాగోలేదన్నారు. మా ఆఫీస్‌కు చెప్పాం, అక్కడి నుంచి ఒకరు మీకు ఇక్కడే మెసేజ్ చేస్తారు.
orders-rating-stands = ఆర్డర్ *{ $number }* గురించి మీరు చెప్పి వారం దాటింది, అది అలాగే ఉంటుంది. ఏదైనా సమస్య ఉంటే మా ఆఫీస్‌లో మాట్లాడండి.

## When an order ends early

orders-cancelled-by-you = మీరు చెప్పినట్టు ఆర్డర్ *{ $number }* క్యాన్సిల్ చేశాం.
orders-cancelled-by-vendor = క్షమించండి, సప్లయర్ ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయాల్సి వచ్చింది.
orders-cancelled-nobody = క్షమించండి, ఆర్డర్ *{ $number }* ఏ సప్లయరూ తీసుకోలేకపోయారు, అందుకే అది క్యాన్సిల్ అయింది.
orders-cancelled-by-office = క్షమించండి, మా ఆఫీస్ ఆర్డర్ *{ $number }* క్యాన్సిల్ చేయాల్సి వచ్చింది.
orders-part-cancelled-by-you = మీరు చెప్పినట్టు ఆర్డర్ *{ $number }* నుంచి ఇది తీసేశాం: { $items }. మిగతాదంతా అలాగే ఉంది.
orders-part-cancelled-by-vendor = క్షమించండి, సప్లయర్ ఆర్డర్ *{ $number }* నుంచి ఇది క్యాన్సిల్ చేయాల్సి వచ్చింది: { $items }. మిగతాదంతా అలాగే ఉంది.
orders-part-cancelled-nobody = క్షమించండి, ఆర్డర్ *{ $number }*: { $items } ఏ సప్లయరూ తీసుకోలేకపోయారు, అందుకే అది మాత్రం క్యాన్సిల్ అయింది. మిగతాదంతా అలాగే ఉంది.
orders-part-cancelled-by-office = క్షమించండి, మా ఆఫీస్ ఆర్డర్ *{ $number }* నుంచి ఇది క్యాన్సిల్ చేయాల్సి వచ్చింది: { $items }. మిగతాదంతా అలాగే ఉంది.
orders-refund-follows = { $refund } రీఫండ్ 5 నుంచి 7 వర్కింగ్ డేస్‌లో మీ బ్యాంకులో వస్తుంది.
orders-refund-less-kept = { $refund } రీఫండ్ 5 నుంచి 7 వర్కింగ్ డేస్‌లో మీ బ్యాంకులో వస్తుంది. ఇప్పటికే అయిన పనికి { $kept } కట్ అవుతుంది.
orders-all-kept = ఇప్పటికే అయిన పనికి { $kept } కట్ అవుతుంది.
orders-too-late = ఆర్డర్ *{ $number }*: ఇప్పుడు అది కుదరదు. ఆర్డర్ ఇప్పుడు: { $state }.
