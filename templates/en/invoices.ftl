# Words that go with a paper: an invoice, or a credit note.

# $paper: "I-2627-000001". $of: the invoice of a credit note.
invoices-here = 🧾 Invoice *{ $paper }* for order *{ $number }*: { $amount }.
invoices-credit = 🧾 Credit note *{ $paper }* for order *{ $number }*: { $amount } less on invoice { $of }.
invoices-vendor-here = 🧾 Your invoice *{ $paper }* for order *{ $number }*: { $amount }. The buyer has it too.
invoices-vendor-credit = 🧾 Your credit note *{ $paper }* for order *{ $number }*: { $amount } less on invoice { $of }. The buyer has it too.
invoices-vendor-eway =
    ⚠️ Goods of this value need an *e-way bill*. Please make it at { $site } with this invoice before the truck leaves; the driver carries both.
invoices-none-yet = The invoice for order *{ $number }* comes here when the goods leave the yard, or when the work is done.
invoices-no-order = There is no order with an invoice yet. It comes here by itself when the goods leave the yard.
# Button, 20 characters at most.
invoices-button = Get the invoice
invoices-gstin-kept = 🧾 Noted. Your invoices carry the GSTIN *{ $gstin }* from now on. You can send it again with the name of your business behind it; *no gstin* takes it away.
invoices-gstin-kept-for = 🧾 Noted. Your invoices are made out to *{ $name }*, GSTIN *{ $gstin }*, from now on.
invoices-gstin-wrong = *{ $gstin }* is not a right GSTIN: one of its characters is mistyped. Please look at it once more and send it again.
invoices-gstin-gone = 🧾 Noted. Your invoices carry no GSTIN from now on. To have one again, send it here.
