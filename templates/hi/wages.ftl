wages-week = 👷 *{ $from } – { $to }*
wages-line = { $trade }: { $days } दिन, { $sum }
wages-total = *कुल { $sum }*, हमारी फ़ीस और टैक्स से पहले
wages-none = इस हफ़्ते और पिछले हफ़्ते आपके किसी आदमी ने काम नहीं किया। लोग पहुँचें और ग्राहक कोड दे, तब दिन यहाँ दिखेंगे।
wages-paper = 👷 { $to } तक किसने कितने दिन काम किया, दिन के हिसाब से।
wages-this-button = यह हफ़्ता (PDF)
wages-last-button = पिछला हफ़्ता (PDF)
