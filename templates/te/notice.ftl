# వాట్సాప్‌తో పాటు చెప్పేవి: ఈమెయిల్, పుష్, ఎస్ఎంఎస్.

notice-offer-subject = కొత్త ఆర్డర్ { $number }
notice-offer-end = దయచేసి WhatsApp లో తీసుకుంటారో లేదో చెప్పండి, బటన్లు అక్కడే ఉన్నాయి.
notice-offer-brief = { $goods } · { $place }. దయచేసి { $until } లోపు జవాబు ఇవ్వండి.
notice-offer-sms = RealServ: కొత్త ఆర్డర్ { $number }: { $goods }. దయచేసి WhatsApp తెరిచి { $until } లోపు తీసుకుంటారో లేదో చెప్పండి.
notice-invoice-subject = ఆర్డర్ { $number } బిల్లు { $paper }
notice-credit-subject = ఆర్డర్ { $number } క్రెడిట్ నోట్ { $paper }
notice-statement-subject = మీ లెక్క { $from } – { $to }
notice-paper-end = కాగితం దీనితో పాటు ఉంది. మీ ఈమెయిల్ మా దగ్గర రాసి ఉంది కాబట్టి పంపాం; వద్దంటే WhatsApp లో రాయండి.
