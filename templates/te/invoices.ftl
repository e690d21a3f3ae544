# Words that go with a paper: an invoice, or a credit note.

invoices-here = 🧾 ఆర్డర్ *{ $number }* బిల్లు *{ $paper }*: { $amount }.
invoices-credit = 🧾 ఆర్డర్ *{ $number }* క్రెడిట్ నోట్ *{ $paper }*: బిల్లు { $of }లో { $amount } తగ్గింది.
invoices-vendor-here = 🧾 ఆర్డర్ *{ $number }* మీ బిల్లు *{ $paper }*: { $amount }. కస్టమర్‌కు కూడా పంపాం.
invoices-vendor-credit = 🧾 ఆర్డర్ *{ $number }* మీ క్రెడిట్ నోట్ *{ $paper }*: బిల్లు { $of }లో { $amount } తగ్గింది. కస్టమర్‌కు కూడా పంపాం.
invoices-vendor-eway =
    ⚠️ ఇంత విలువ ఉన్న సరుకుకు *ఈ-వే బిల్లు* కావాలి. బండి బయలుదేరే ముందు ఈ బిల్లుతో { $site } లో తీయండి; డ్రైవర్ దగ్గర రెండూ ఉండాలి.
invoices-none-yet = ఆర్డర్ *{ $number }* బిల్లు ఇక్కడికే వస్తుంది: సరుకు యార్డు నుంచి బయలుదేరగానే, లేదా పని అయిపోగానే.
invoices-no-order = ఇంకా ఏ ఆర్డర్‌కూ బిల్లు రాలేదు. సరుకు యార్డు నుంచి బయలుదేరగానే బిల్లు ఇక్కడికే వస్తుంది.
invoices-button = బిల్లు పంపండి
invoices-gstin-kept = 🧾 రాసుకున్నాం. ఇకనుంచి మీ బిల్లు మీద GSTIN *{ $gstin }* వస్తుంది. దాని పక్కన మీ సంస్థ పేరు రాసి మళ్లీ పంపవచ్చు; తీసేయాలంటే *GSTIN వద్దు* అని రాయండి.
invoices-gstin-kept-for = 🧾 రాసుకున్నాం. ఇకనుంచి మీ బిల్లులు *{ $name }*, GSTIN *{ $gstin }* పేరు మీద వస్తాయి.
invoices-gstin-wrong = *{ $gstin }* సరైన GSTIN కాదు: ఒక అక్షరం తప్పు పడింది. ఒకసారి చూసి మళ్లీ పంపండి.
invoices-gstin-gone = 🧾 రాసుకున్నాం. ఇకనుంచి మీ బిల్లు మీద GSTIN ఉండదు. మళ్లీ కావాలంటే ఇక్కడే పంపండి.
