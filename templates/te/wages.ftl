wages-week = 👷 *{ $from } – { $to }*
wages-line = { $trade }: { $days } రోజులు, { $sum }
wages-total = *మొత్తం { $sum }*, మా ఫీజు, పన్ను తీయకముందు
wages-none = ఈ వారం, పోయిన వారం మీ మనుషులు ఎవరూ పని చేయలేదు. మనుషులు వెళ్లి కస్టమర్ కోడ్ చెప్పాక ఆ రోజులు ఇక్కడ కనిపిస్తాయి.
wages-paper = 👷 { $to } వరకు ఎవరు ఎన్ని రోజులు పని చేశారో, రోజు రోజుకీ.
wages-this-button = ఈ వారం (PDF)
wages-last-button = పోయిన వారం (PDF)
