# డెలివరీ టైమ్, పనివాళ్ళ రోజు.

schedule-when-text = 📍 { $locality }, { $pin }

    🚚 *ఎప్పుడు కావాలి?*
schedule-which-day-text = 📍 { $locality }, { $pin }

    👷 *పనివాళ్ళు ఏ రోజు కావాలి?*
schedule-which-later-day-text = 📍 { $locality }, { $pin }

    🚚 *ఏ రోజు కావాలి?* ఎంచుకోండి లేదా రాయండి, ఉదాహరణకు _15 డిసెంబర్_ లేదా _వచ్చే శుక్రవారం_. చివరి రోజు { $last }.
schedule-later-title = 📅 తర్వాతి రోజు
schedule-day-title = { $day }
schedule-too-far = { $last } వరకు ఆర్డర్లు తీసుకుంటాం. దయచేసి ఆ లోపు ఒక రోజు ఎంచుకోండి.
schedule-choose-button = టైమ్ ఎంచుకోండి
schedule-slot-title = { $slot }
schedule-work-title = { $work }
schedule-shift-description = { $shift }
schedule-slot-closed = ఆ టైమ్ ఇప్పుడు కుదరదు. దయచేసి వేరే టైమ్ ఎంచుకోండి.
schedule-day-closed = ఆ టైమ్‌కు పనివాళ్ళను ఇప్పుడు బుక్ చేయలేం. దయచేసి వేరే టైమ్ ఎంచుకోండి.

schedule-day-is-named = { $day }: *{ $name }* సెలవు. దయచేసి వేరే రోజు ఎంచుకోండి.
schedule-weekday-closed = { $day }: వారంలో ఆ రోజు మేం రాం. దయచేసి వేరే రోజు ఎంచుకోండి.
schedule-nothing-free = రాబోయే రోజుల్లో ఏ టైమూ ఖాళీ లేదు. మా ఆఫీస్ మీకు దారి చూపిస్తుంది.
schedule-not-then = ఆ టైమ్ ఖాళీ లేదు. మీరు వేరేది ఎంచుకోకపోతే మొదటి ఖాళీ టైమ్ వస్తుంది.
