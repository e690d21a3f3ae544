//! Typed words: products, answers, words that work anywhere, nonsense.

use realserv_domain::language::Language;
use realserv_domain::media::Purpose;
use realserv_domain::message::{Media, MediaKind};
use realserv_domain::understand::{self, Reading};
use realserv_templates::Words;

use super::Phone;
use crate::converse::anywhere::word;
use crate::converse::buyer::Stage;
use crate::converse::{Effect, Event, Role, TicketAbout};

#[test]
fn a_first_message_that_is_an_order_is_taken_at_once() {
    let mut asha = Phone::new();
    asha.says("50 bags ultratech opc 53");
    asha.sees("for Telugu *telugu*");
    asha.sees("50 bags UltraTech OPC 53");
    asha.holds(&[("UltraTech OPC 53", 50)]);
    asha.says("telugu");
    assert_eq!(asha.conversation.language, Some(Language::Te));
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn a_script_tells_the_language() {
    for (text, language) in [
        ("నమస్తే", Language::Te),
        ("नमस्ते", Language::Hi),
        ("50 బస్తాలు అల్ట్రాటెక్ opc 53", Language::Te),
        ("मदद", Language::Hi),
    ] {
        let mut asha = Phone::new();
        asha.says(text);
        assert_eq!(asha.effects, [Effect::KeepLanguage { language }], "{text}");
        assert_ne!(asha.conversation.buyer.stage, Stage::Greeting, "{text}");
    }
}

#[test]
fn hello_in_latin_letters_asks_for_the_language_and_so_does_nonsense() {
    for text in ["hi", "Hello!!", "namaste", "qwzx"] {
        let mut asha = Phone::new();
        asha.says(text);
        asha.sees("మీ భాషను ఎంచుకోండి");
        assert_eq!(asha.conversation.language, None);
    }
}

#[test]
fn a_typed_line_with_its_amount_goes_into_the_cart_from_any_stage() {
    for stage in super::stored::one_of_each_stage() {
        let mut asha = Phone::known(Language::En);
        let before = format!("{stage:?}");
        asha.conversation.buyer.stage = stage;
        asha.says("50 bags ultratech opc 53");
        let asked = matches!(asha.conversation.buyer.stage, Stage::Whither(_) | Stage::Review(_));
        assert!(asked, "{before}: {}", asha.shown());
        asha.holds(&[("UltraTech OPC 53", 50)]);
    }
}

#[test]
fn a_day_that_is_typed_with_the_order_is_not_asked_for_again() {
    let mut asha = Phone::known(Language::En);
    asha.says("20 bags ultratech opc 53 tomorrow evening");
    asha.sees("Noted: *Tomorrow, 4–7 pm*");
    asha.holds(&[("UltraTech OPC 53", 20)]);
    asha.shares_pin();
    asha.sees("🕗 Tomorrow, 4–7 pm");
    asha.says("back");
    asha.sees("When should it come?");
    let mut asha = Phone::known(Language::En);
    asha.says("20 bags ultratech opc 53 and 2 masons tomorrow");
    asha.sees("Noted: *Tomorrow, 8 am–12 noon*");
    asha.sees("Noted: *Tomorrow, 8 am–5 pm*");
    asha.shares_pin();
    asha.sees("Total");
}

/// What came of a minus is not known: nothing is put into the cart for it.
#[test]
fn a_minus_is_no_order() {
    let mut asha = Phone::with_cart();
    asha.says("-5 bags ultratech opc 53");
    asha.sees("Do you mean *5 bags* of *UltraTech OPC 53*?");
    asha.holds(&[("UltraTech OPC 53", 50)]);
    asha.taps("No");
    asha.says("-5");
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn a_typo_is_understood() {
    let mut asha = Phone::known(Language::En);
    asha.says("50 bags ultratec opc 53");
    if asha.conversation.buyer.cart.is_empty() {
        asha.taps("UltraTech OPC 53");
    }
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn a_product_without_an_amount_asks_how_many() {
    let mut asha = Phone::known(Language::En);
    asha.says("ultratech opc 53");
    asha.sees("How many bags?");
    asha.says("fifty");
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn several_that_fit_are_shown_and_the_amount_is_kept() {
    let mut asha = Phone::known(Language::En);
    asha.says("2 tonnes vizag steel");
    asha.sees("*2 tonnes*: which of these do you mean?");
    asha.taps("Vizag TMT 12 mm");
    asha.holds(&[("Vizag TMT 12 mm", 2000)]);
}

#[test]
fn more_of_what_is_in_the_cart_is_added_and_another_amount_is_said() {
    for (said, held, note) in [
        ("add 10 bags ultratech opc 53", 60, "now 60 bags, before 50 bags"),
        ("10 more bags ultratech opc 53", 60, "now 60 bags, before 50 bags"),
        ("aur 10 bori ultratech opc 53", 60, "now 60 bags, before 50 bags"),
        ("10 bags ultratech opc 53", 10, "now 10 bags, before 50 bags"),
        ("10 bags ultratech opc 53 and 2 masons", 10, "now 10 bags, before 50 bags"),
    ] {
        let mut asha = Phone::with_cart();
        asha.says(said);
        asha.sees(note);
        assert_eq!(asha.held("UltraTech OPC 53"), held, "{said}");
    }
    let mut asha = Phone::with_cart();
    asha.says("50 bags ultratech opc 53");
    asha.misses("now 50 bags");
    asha.says("ultratech opc 53");
    asha.says("10 more");
    asha.holds(&[("UltraTech OPC 53", 60)]);
}

#[test]
fn a_list_is_answered_by_the_number_of_a_row() {
    let mut asha = Phone::known(Language::En);
    asha.says("2 tonnes vizag steel");
    asha.says("2");
    asha.holds(&[("Vizag TMT 8 mm", 2000)]);
    asha.says("500049, white gate");
    asha.sees("Total");
}

/// A slip in the day is no reason to ask what was meant, and one product is no choice.
#[test]
fn a_misspelt_day_is_a_day_and_one_product_is_a_yes_or_no() {
    let mut asha = Phone::known(Language::En);
    asha.says("2 masons tomorow mornning");
    asha.sees("Noted: *Tomorrow");
    assert_eq!(asha.held("Mason"), 2);
    asha.says("fifity bags ultratech opc 53");
    asha.sees("Do you mean *50 bags* of *UltraTech OPC 53*?");
    asha.says("yes");
    assert_eq!(asha.held("UltraTech OPC 53"), 50);
    asha.says("sevnty bags ultratech ppc");
    asha.says("no");
    assert_eq!(asha.held("UltraTech PPC"), 0);
    asha.says("sevnty bags ultratech ppc");
    asha.says("30");
    assert_eq!(asha.held("UltraTech PPC"), 30);
}

#[test]
fn remove_at_the_cart_asks_which_line() {
    for said in ["remove", "hata do", "తీసేయండి"] {
        let mut asha = Phone::with_cart();
        asha.says(said);
        asha.sees("What shall we change?");
        asha.says("UltraTech OPC 53");
        asha.says("remove");
        asha.holds(&[]);
    }
}

#[test]
fn a_kind_alone_shows_its_products() {
    let mut asha = Phone::known(Language::En);
    asha.says("cement");
    asha.taps("UltraTech OPC 53");
    asha.sees("How many bags?");
}

#[test]
fn several_things_in_one_line_are_taken_one_after_the_other() {
    let mut asha = Phone::known(Language::En);
    asha.says("50 bags ultratech opc 53, 2 masons and ultratech ppc");
    asha.sees("How many bags?");
    asha.says("20");
    let held = asha.conversation.buyer.cart.lines().len();
    assert_eq!(held, 3, "{}", asha.shown());
}

#[test]
fn an_amount_that_breaks_a_rule_asks_again_with_the_rule() {
    let mut asha = Phone::known(Language::En);
    asha.says("2 bags ultratech opc 53");
    asha.sees("The smallest order of UltraTech OPC 53 is 5 bags");
    asha.sees("How many bags?");
    asha.holds(&[]);
}

#[test]
fn three_misses_lead_to_examples_the_nearest_and_a_person_and_the_cart_stays() {
    let mut asha = Phone::with_cart();
    asha.says("menu");
    asha.says("blah blah");
    asha.sees("did not understand");
    asha.says("zzzz qqqq");
    asha.sees("Is it one of these?");
    asha.says("xyzzy");
    asha.taps("Talk to a person");
    asha.holds(&[("UltraTech OPC 53", 50)]);
    let about = TicketAbout::AskedForPerson;
    assert_eq!(asha.effects, [Effect::OpenTicket { order: None, about }]);
    asha.says("blah blah");
    asha.sees("Type what you need");
}

#[test]
fn help_answers_and_asks_the_open_question_again() {
    let mut asha = Phone::at_review();
    asha.says("help");
    asha.sees("Just type");
    asha.taps("Confirm");
    asha.sees("is placed");
}

#[test]
fn words_pay_and_confirm_a_review() {
    let mut asha = Phone::at_review();
    asha.says("pay");
    asha.sees("is placed");
    for said in ["cash", "క్యాష్", "कैश"] {
        let mut asha = Phone::at_review();
        asha.says(said);
        asha.sees("in cash");
    }
    let mut asha = Phone::at_review();
    asha.says("ok");
    asha.sees("is placed");
}

#[test]
fn who_types_what_stands_on_a_button_has_tapped_it() {
    let mut asha = Phone::known(Language::Te);
    asha.says("మెనూ");
    asha.says("సిమెంట్");
    asha.says("అల్ట్రాటెక్ OPC 53");
    asha.says("50 బస్తాలు");
    let checkout = asha.choices()[0].1.clone();
    asha.says(&checkout);
    asha.says("500049");
    let slot = asha.choices()[1].1.clone();
    asha.says(&slot);
    let pay = asha.choices()[0].1.clone();
    asha.says(&pay);
    asha.sees("RS7K3M9QX");
}

#[test]
fn yes_under_the_cart_means_checkout() {
    let mut asha = Phone::with_cart();
    asha.says("haan");
    asha.sees("Where should it come?");
}

#[test]
fn an_address_with_numbers_is_no_order_and_an_order_is_no_address() {
    let mut asha = Phone::with_cart();
    asha.taps("Checkout");
    asha.says("plot 50, road 12, 500049");
    asha.sees("When should it come?");
    let mut asha = Phone::with_cart();
    asha.taps("Checkout");
    asha.says("20 bags ultratech ppc");
    asha.holds(&[("UltraTech OPC 53", 50), ("UltraTech PPC", 20)]);
}

#[test]
fn things_that_cannot_be_read_get_a_helpful_answer_and_the_cart_stays() {
    let media = |kind| Event::Sent {
        media: Media { kind, media_id: "1".into(), mime_type: "x/y".into(), caption: None },
        message_id: "wamid.1".into(),
    };
    let ticket = Effect::OpenTicket { order: None, about: TicketAbout::SentMedia };
    let cases = [
        (media(MediaKind::Sticker), "Nice one", None),
        (media(MediaKind::Voice), "voice notes", Some(&ticket)),
        (media(MediaKind::Image), "pictures", Some(&ticket)),
        (media(MediaKind::Document), "pictures", Some(&ticket)),
        (Event::Contact { phone: None }, "contact cards", None),
        (Event::Unreadable { kind: "poll".into() }, "cannot read", None),
        (Event::TappedUnknown { id: "x".into(), title: "X".into() }, "earlier message", None),
    ];
    for (event, words, effect) in cases {
        let mut asha = Phone::with_cart();
        asha.does(event);
        asha.sees(words);
        asha.sees("Your cart");
        asha.holds(&[("UltraTech OPC 53", 50)]);
        let fetched = asha.effects.iter().any(|done| is_fetched(done, Purpose::List));
        assert_eq!(fetched, effect.is_some(), "whatever somebody should look at is fetched");
        assert_eq!(asha.effects.iter().find(|done| !is_fetched(done, Purpose::List)), effect);
    }
}

fn is_fetched(done: &Effect, wanted_for: Purpose) -> bool {
    matches!(done, Effect::Fetch { wanted } if wanted.purpose == wanted_for)
}

#[test]
fn words_under_a_photo_are_read() {
    let mut asha = Phone::known(Language::En);
    asha.says("menu");
    let caption = Some("50 bags ultratech opc 53".to_owned());
    let media = Media {
        kind: MediaKind::Image,
        media_id: "1".into(),
        mime_type: "image/jpeg".into(),
        caption,
    };
    asha.does(Event::Sent { media, message_id: "wamid.1".into() });
    asha.holds(&[("UltraTech OPC 53", 50)]);
    assert!(matches!(asha.effects.as_slice(), [done] if is_fetched(done, Purpose::Chat)));
}

#[test]
fn stop_is_answered_and_noted_and_start_takes_it_back() {
    for (said, language) in [
        ("STOP", Language::En),
        ("Unsubscribe", Language::En),
        ("मैसेज बंद करो", Language::Hi),
        ("ఆపండి", Language::Te),
    ] {
        let mut asha = Phone::new();
        asha.says(said);
        asha.sees(&Words::of(language).help_stopped());
        let at = Some(asha.now.timestamp());
        assert_eq!(asha.effects.last(), Some(&Effect::SetOptedOut { at }), "{said}");
    }
    let mut asha = Phone::with_cart();
    asha.says("stop");
    asha.holds(&[("UltraTech OPC 53", 50)]);
    asha.says("yes");
    asha.sees("Where should it come?");
    asha.person.opted_out = true;
    asha.says("start");
    asha.sees("You hear from us again");
    assert_eq!(asha.effects.last(), Some(&Effect::SetOptedOut { at: None }));
    asha.person.opted_out = false;
    asha.says("start");
    asha.sees("What does your site need");
}

#[test]
fn buying_and_selling_are_switched_by_a_word() {
    let mut asha = Phone::known(Language::En);
    asha.says("sell");
    asha.sees("What is your business called?");
    assert_eq!(asha.conversation.role, Role::Vendor, "what is typed answers it");
    asha.says("menu");
    asha.sees("What does your site need");
    assert_eq!(asha.conversation.role, Role::Buyer);
    asha.person.vendor = Some(super::vendor().id);
    asha.says("sell");
    assert_eq!(asha.conversation.role, Role::Vendor);
    asha.says("buy");
    assert_eq!(asha.conversation.role, Role::Buyer);
    asha.sees("What does your site need");
}

/// What our own texts tell people to type, between underscores, must be understood in each language.
#[test]
fn what_we_tell_people_to_type_is_understood() {
    for language in Language::ALL {
        let words = Words::of(language);
        let texts = [
            words.help_examples(),
            words.help_stopped(),
            words.help_not_understood(),
            words.help_welcome(),
            words.help_media_received(),
            words.help_voice_received(),
            words.menu_choose_text(),
            words.cart_is_empty(),
            words.cart_is_kept(2),
            words.pay_nothing_open(),
            words.orders_none_yet(),
            words.orders_nothing_to_cancel_but_cart(),
        ];
        let catalog = Phone::new().catalog;
        for text in texts {
            for said in text.split('_').skip(1).step_by(2) {
                let bought = matches!(understand::read(said, &catalog), Reading::Items(_));
                assert!(word(said).is_some() || bought, "{language:?}: {said:?} in {text}");
            }
        }
    }
}

/// Nobody said which; naming another of its kind is the answer, whatever is asked meanwhile.
#[test]
fn what_is_named_after_a_guess_takes_its_place() {
    let mut asha = Phone::known(Language::En);
    asha.says("50 bags opc 53");
    asha.sees("we took *UltraTech OPC 53*");
    asha.says("acc");
    asha.sees("*ACC OPC 53* in place of *UltraTech OPC 53*");
    asha.holds(&[("ACC OPC 53", 50)]);
    // That one was named: the next is wanted beside it.
    asha.says("ultratech opc 53");
    asha.sees("How many bags?");
    asha.holds(&[("ACC OPC 53", 50)]);
}

/// OPC 53 was said, so PPC is something else.
#[test]
fn what_would_not_have_fitted_takes_no_place() {
    let mut asha = Phone::known(Language::En);
    asha.says("50 bags opc 53");
    asha.says("ultratech ppc");
    asha.sees("How many bags?");
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn what_is_clear_is_said_beside_what_is_asked() {
    let mut asha = Phone::known(Language::En);
    asha.says("500 bags ultratech opc 53 and 1 load river sand");
    asha.sees("In your cart: 500 bags UltraTech OPC 53.");
    asha.sees("How many tonnes?");
}

#[test]
fn an_amount_below_nothing_is_too_little() {
    let mut asha = Phone::known(Language::En);
    asha.says("ultratech opc 53");
    asha.says("-5 bags");
    asha.sees("The smallest order of UltraTech OPC 53 is 5 bags.");
    asha.holds(&[]);
}

#[test]
fn the_only_line_is_meant_where_the_cart_is_being_changed() {
    let mut asha = Phone::with_cart();
    asha.taps("Change");
    asha.says("make it 25 bags");
    asha.holds(&[("UltraTech OPC 53", 25)]);
}

#[test]
fn next_friday_at_the_review_is_asked_back() {
    let mut asha = Phone::at_review();
    asha.says("next friday");
    asha.taps("Fri 4 Dec");
    asha.sees("Fri 4, 8 am–12 noon");
}
