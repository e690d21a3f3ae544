# నమస్తే, భాష ప్రశ్న, మొదటి మెనూ.

menu-greeting = 🙏 నమస్తే, { $name }! ఇది *RealServ*: హైదరాబాద్‌లో మీ సైట్‌కు కావాల్సిన సిమెంట్, స్టీల్, ఇసుక, ఇటుకలు, పనివాళ్ళు, అన్నీ ఒకే చోట.

    మీ భాషను ఎంచుకోండి · Choose your language · अपनी भाषा चुनें
menu-greeting-no-name = 🙏 నమస్తే! ఇది *RealServ*: హైదరాబాద్‌లో మీ సైట్‌కు కావాల్సిన సిమెంట్, స్టీల్, ఇసుక, ఇటుకలు, పనివాళ్ళు, అన్నీ ఒకే చోట.

    మీ భాషను ఎంచుకోండి · Choose your language · अपनी भाषा चुनें
menu-welcome = 🙏 నమస్తే! ఇది *RealServ*: హైదరాబాద్‌లో మీ సైట్‌కు కావాల్సిన సిమెంట్, స్టీల్, ఇసుక, ఇటుకలు, పనివాళ్ళు, అన్నీ ఒకే చోట.
menu-other-languages = English కోసం *english* అని, హిందీ కోసం *hindi* అని రాయండి.
menu-which-language = ఏ భాషలో మాట్లాడదాం?

    Choose your language · अपनी भाषा चुनें
menu-choose-text = ఈరోజు మీ సైట్‌కు ఏం కావాలి?

    లిస్ట్‌లో ఎంచుకోండి, లేదా ఇలా రాసేయండి: _50 బస్తాలు OPC 53_.
menu-choose-button = ఎంచుకోండి
menu-kind-title = { $kind }
menu-cement-description = OPC 53, OPC 43, PPC
menu-steel-description = TMT రాడ్లు, 8 నుంచి 32 mm
menu-sand-description = నది ఇసుక, ఎం-శాండ్ (రోబో), పీ-శాండ్ (ప్లాస్టర్)
menu-aggregate-description = కంకర 6, 10, 12, 20, 40 mm
menu-brick-description = ఎర్ర ఇటుక, ఫ్లై యాష్ ఇటుక
menu-block-description = AAC, సాలిడ్, హాలో కాంక్రీట్
menu-labour-description = మేస్త్రీలు, హెల్పర్లు, రాడ్ బెండర్లు, ఇంకా చాలామంది, రోజు లెక్కన
menu-my-orders-title = నా ఆర్డర్లు
menu-language-title = భాష
menu-person-title = మనిషితో మాట్లాడాలి
