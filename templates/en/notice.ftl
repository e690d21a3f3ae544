# What is told beside WhatsApp: by e-mail, push and SMS. No emphasis and no pictures, which mails and SMS do not show.

notice-offer-subject = New order { $number }
# Last line of the mail.
notice-offer-end = Please accept or reject it in WhatsApp, where it has its buttons.
# $goods: the lines of the order in one. $until: "9:40 am", or with the day.
notice-offer-brief = { $goods } · { $place }. Please answer by { $until }.
# Registered with the operators (DLT) word by word: whoever changes it registers it anew. Its variables in the order of the text,
# the same in each language.
notice-offer-sms = RealServ: New order { $number }: { $goods }. Please open WhatsApp and accept or reject it by { $until }.
# $paper: "I-2627-000001".
notice-invoice-subject = Invoice { $paper } for order { $number }
notice-credit-subject = Credit note { $paper } for order { $number }
# $from, $to: days, "Mon 23 Nov".
notice-statement-subject = Your account { $from } – { $to }
# Last lines of a mail with a paper.
notice-paper-end = The paper is attached. You get it by mail because your address is noted with us; write to us in WhatsApp if you do not want that.
