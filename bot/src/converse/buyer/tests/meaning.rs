//! One typed line: an order, a change, a question, or something else.

use realserv_domain::language::Language;
use realserv_domain::quantity::Quantity;

use super::Phone;
use crate::converse::{Effect, TicketAbout};

#[test]
fn people_order_in_one_messy_line() {
    for said in [
        "50 basta ultratech 53 grade, 2 mestri repu poddunna",
        "bhai pachas bori ultratek 53 aur do mistri kal subah bhejo",
        "పది కాదు యాభై బస్తాలు అల్ట్రాటెక్ 53 గ్రేడ్, ఇద్దరు మేస్త్రీలు",
        "ultratech opc53 fifty bags + mason 2 nos",
    ] {
        let mut asha = Phone::known(Language::En);
        asha.says(said);
        assert_eq!(asha.held("UltraTech OPC 53"), 50, "{said}\n{}", asha.shown());
        assert_eq!(asha.held("Mason"), 2, "{said}\n{}", asha.shown());
    }
}

/// A range, half a word, a price that is asked for: nothing goes into the cart for it.
#[test]
fn a_doubtful_amount_is_never_taken() {
    for said in [
        "40 or 50 bags ultratech opc 53",
        "last month 80 bags, this time 50 bags ultratech opc 53",
        "paanch saat bori ultratech 53",
        "fify bags ultratech opc 53",
        "ultratech opc 53 50 bags rate enta",
        "50 bags ultratech opc 53 pata nahi",
        "ultratech 53 grade cement kitni bhi bhejo",
    ] {
        let mut asha = Phone::known(Language::En);
        asha.says(said);
        assert_eq!(asha.held("UltraTech OPC 53"), 0, "{said}\n{}", asha.shown());
    }
}

#[test]
fn the_cart_is_changed_in_words() {
    for (said, bags) in [
        ("no make it 40", 40),
        ("20 bags extra", 70),
        ("10 bori kam karo", 40),
        ("cement 80 cheyandi", 80),
        ("సిమెంట్ 60 చేయండి", 60),
        ("cement vaddu", 0),
    ] {
        let mut asha = Phone::with_cart();
        asha.says(said);
        assert_eq!(asha.held("UltraTech OPC 53"), bags, "{said}\n{}", asha.shown());
    }
    let mut asha = Phone::with_cart();
    asha.says("ultratech badulu maha");
    assert_eq!(asha.held("UltraTech OPC 53"), 0, "{}", asha.shown());
    assert_eq!(asha.held("Maha OPC 53"), 50, "{}", asha.shown());
}

#[test]
fn what_is_no_order_is_understood_too() {
    let person = Effect::OpenTicket { order: None, about: TicketAbout::AskedForPerson };
    for said in ["bhai kisi se baat karni hai", "evarithonaina matladali", "owner se baat karao"] {
        let mut asha = Phone::with_cart();
        asha.says(said);
        assert!(asha.effects.contains(&person), "{said}\n{}", asha.shown());
        assert_eq!(asha.held("UltraTech OPC 53"), 50);
    }
    for said in ["you are all cheaters", "chor log ho tum"] {
        let mut asha = Phone::known(Language::En);
        asha.says(said);
        asha.taps("Talk to a person");
        assert!(asha.effects.contains(&person), "{said}\n{}", asha.shown());
    }
}

/// The line and *Confirm*: what was typed goes where the last order went, at the first free time, which is shown.
#[test]
fn who_has_ordered_before_orders_with_two_messages() {
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![super::site()];
    let before = asha.sent;
    asha.says("50 basta 53 grade, 2 mestri");
    for words in ["1. UltraTech OPC 53: 50 bags", "2. Mason: 2", "Miyapur", "🕗 Today, ", "👷 "]
    {
        asha.sees(words);
    }
    asha.taps("Confirm");
    asha.sees("is placed");
    assert_eq!(asha.sent - before, 2);
}

/// The line, the pin, *Confirm*.
#[test]
fn a_first_order_takes_three_messages() {
    let mut asha = Phone::new();
    asha.says("50 bags 53 grade cement, 2 masons tomorrow morning");
    asha.sees("1. 50 bags UltraTech OPC 53");
    asha.shares_pin();
    asha.sees("🕗 Tomorrow, 8 am–12 noon");
    asha.taps("Confirm");
    asha.sees("is placed");
    assert_eq!(asha.sent, 3);
}

#[test]
fn what_was_taken_last_is_taken_again_and_else_what_the_office_lists_first() {
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![super::site()];
    asha.says("50 bags cement");
    asha.sees("You did not say which, so we took *UltraTech OPC 53*");
    asha.says("1: maha ppc");
    asha.holds(&[("Maha PPC", 50)]);
    asha.taps("Confirm");
    asha.says("30 bags cement");
    asha.sees("we took *Maha PPC*");
    asha.holds(&[("Maha PPC", 30)]);
}

/// What a bar costs and is good for goes by its size.
#[test]
fn a_size_is_asked_for() {
    for (said, size) in [
        ("2 ton steel", "Vizag TMT 16 mm"),
        ("3 ton metal", "40 mm Aggregate (Metal)"),
        ("100 blocks", "AAC Block 4 in"),
    ] {
        let mut asha = Phone::known(Language::En);
        asha.saved = vec![super::site()];
        asha.says(said);
        asha.holds(&[]);
        asha.says(size);
        assert!(asha.held(size) > 0, "{said}\n{}", asha.shown());
    }
}

#[test]
fn a_line_is_put_right_by_its_number() {
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![super::site()];
    asha.says("50 bags ultratech opc 53\n2 masons\n4 ton river sand coarse");
    asha.says("2: 4");
    asha.sees("*Mason*: now 4");
    asha.says("1 = 60 bags\n3) vaddu");
    asha.holds(&[("UltraTech OPC 53", 60), ("Mason", 4)]);
    asha.says("౧: 40");
    asha.holds(&[("UltraTech OPC 53", 40), ("Mason", 4)]);
    // Against the rules of its unit: asked, and nothing else changes meanwhile.
    asha.says("1: 2");
    asha.sees("The smallest order of UltraTech OPC 53 is 5 bags");
    asha.says("7: 3");
    assert_eq!(asha.held("Mason"), 4);
    // An amount of what is not there is nobody's.
    assert_eq!(asha.held("UltraTech OPC 53"), 40);
}

#[test]
fn a_line_is_changed_for_another_one_by_tap() {
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![super::site()];
    asha.says("50 bags cement and 2 masons");
    asha.taps("Change");
    asha.taps("Items");
    asha.taps("UltraTech OPC 53");
    asha.taps("Another one");
    asha.taps("Ramco OPC 53");
    asha.holds(&[("Mason", 2), ("Ramco OPC 53", 50)]);
    asha.sees("Total");
}

#[test]
fn another_time_is_said_under_the_priced_order() {
    let mut asha = Phone::at_review();
    asha.says("tomorrow evening");
    asha.sees("🕗 Tomorrow, 4–7 pm");
    asha.says("kal subah");
    asha.sees("🕗 Tomorrow, 8 am–12 noon");
    asha.says("back");
    asha.sees("When should it come?");
}

/// A time that cannot be had is never changed for another one in silence.
#[test]
fn a_time_that_is_over_is_not_changed_in_silence() {
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![super::site()];
    asha.now = asha.now.with().hour(15).build().unwrap();
    asha.says("50 bags ultratech opc 53 today morning");
    asha.sees("That time is not free");
}

/// A price that is asked for while an amount is open takes the amount for nothing.
#[test]
fn who_asks_for_a_price_changes_nothing() {
    let mut asha = Phone::with_cart();
    asha.says("fifity bags ultratech ppc");
    asha.sees("Do you mean *50 bags* of *UltraTech PPC*?");
    asha.says("cement rate enta");
    asha.holds(&[("UltraTech OPC 53", 50)]);
    asha.sees("UltraTech OPC 53");
}

/// One of two amounts is a tap, for the product that the line names.
#[test]
fn of_two_amounts_one_is_tapped() {
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![super::site()];
    asha.says("10 or 15 bags ultratech opc 53, 2 masons");
    asha.holds(&[("Mason", 2)]);
    asha.taps("15 bags");
    asha.holds(&[("Mason", 2), ("UltraTech OPC 53", 15)]);
    asha.sees("Total");
}

#[test]
fn of_two_amounts_one_is_tapped_once_it_is_known_of_what() {
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![super::site()];
    asha.says("2 or 3 ton steel");
    asha.says("Vizag TMT 12 mm");
    asha.sees("Vizag TMT 12 mm");
    asha.sees("[2,000 kg]\n[3,000 kg]");
    asha.taps("3,000 kg");
    assert_eq!(asha.held("Vizag TMT 12 mm"), 3000, "{}", asha.shown());
}

/// What was open of something else is not its amount.
#[test]
fn two_amounts_take_over_no_third() {
    let mut asha = Phone::known(Language::En);
    asha.says("fifity bags ultratech ppc");
    asha.says("10 or 15 bags ramco opc 53");
    asha.sees("[10 bags]\n[15 bags]");
    // What has a question stays wanted while another thing is typed.
    asha.says("2 masons");
    asha.sees("[10 bags]\n[15 bags]");
    asha.taps("10 bags");
    asha.holds(&[("Mason", 2), ("Ramco OPC 53", 10)]);
}

/// Two amounts are no two changes.
#[test]
fn a_change_to_one_of_two_amounts_is_none() {
    let mut asha = Phone::with_cart();
    asha.says("make it 10 or 15");
    asha.holds(&[("UltraTech OPC 53", 50)]);
    asha.says("make it 10 or 15 bags");
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

/// "Same as last" is an order in one line, too.
#[test]
fn the_last_order_again_with_a_change() {
    let again = |said: &str| {
        let mut asha = Phone::known(Language::En);
        asha.saved = vec![super::site()];
        let (cement, mason) = (asha.cement(), asha.named("Mason"));
        asha.last.set(cement, Quantity::whole(50)).unwrap();
        asha.last.set(mason, Quantity::whole(2)).unwrap();
        asha.says(said);
        asha.sees("Total");
        asha
    };
    for (said, bags, masons) in [
        ("same as last", 50, 2),
        ("same as last, 20 bags extra, Friday", 70, 2),
        ("same as last time but 30 bags", 30, 2),
        ("last order repeat plus 1 mason", 50, 3),
    ] {
        let asha = again(said);
        asha.holds(&[("UltraTech OPC 53", bags), ("Mason", masons)]);
    }
    again("same as last, 20 bags extra, Friday").sees("🕗 Fri 27, 8 am–12 noon");
}

/// Who has two sites says which; the other one stays the usual one.
#[test]
fn a_site_is_named_in_the_line() {
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![super::site(), super::other_site()];
    asha.says("50 bags ultratech 53 grade kukatpally site ki");
    asha.sees("Kukatpally");
    asha.says("miyapur site ki");
    asha.sees("Miyapur");
    // Named in another script.
    asha.says("కూకట్‌పల్లి సైట్ కి పంపండి");
    asha.sees("Kukatpally");
}

/// What is typed between the line and its price takes nothing of it back, and a line of before names nothing.
#[test]
fn a_named_site_stays_named_while_the_order_grows() {
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![super::site(), super::other_site()];
    asha.says("10 or 15 bags ultratech 53 grade kukatpally site ki");
    asha.says("2 masons");
    asha.taps("15 bags");
    asha.sees("Kukatpally");
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![super::site(), super::other_site()];
    asha.says("10 or 15 bags ultratech 53 grade kukatpally site ki");
    asha.says("menu");
    asha.says("50 bags ultratech 53 grade");
    asha.sees("Miyapur");
}

/// "My site", "new site": a word that is no place keeps nobody from ordering.
#[test]
fn a_site_that_nobody_knows_is_the_usual_one() {
    let mut asha = Phone::known(Language::En);
    asha.saved = vec![super::site()];
    asha.says("50 bags ultratech 53 grade blarg site ki");
    asha.sees("Miyapur");
    asha.sees("Total");
}

/// The line, the pin, the name, *Confirm*; asked once.
#[test]
fn whose_profile_has_no_name_is_asked_for_it() {
    let mut ravi = Phone::new();
    ravi.person.name = Some("🙏".to_owned());
    ravi.says("50 bags 53 grade cement");
    ravi.shares_pin();
    ravi.sees("Whom should the driver ask for");
    ravi.says("naa peru Ravi");
    ravi.sees("Noted: *Ravi*");
    let kept = Effect::KeepName { name: "Ravi".to_owned() };
    assert!(ravi.effects.contains(&kept));
    ravi.taps("Confirm");
    ravi.sees("is placed");
    assert_eq!(ravi.sent, 4);
    ravi.says("50 bags 53 grade cement");
    ravi.shares_pin();
    ravi.sees("Total");
}

#[test]
fn who_would_rather_not_say_skips_the_name() {
    for says_no in ["Skip", "no"] {
        let mut ravi = Phone::new();
        ravi.person.name = None;
        ravi.says("50 bags 53 grade cement");
        ravi.shares_pin();
        if says_no == "Skip" {
            ravi.taps(says_no)
        } else {
            ravi.says(says_no)
        }
        ravi.sees("Total");
        let keeps = |effect: &Effect| matches!(effect, Effect::KeepName { .. });
        assert!(!ravi.effects.iter().any(keeps), "{:?}", ravi.effects);
    }
    // What is no name is understood as ever.
    let mut ravi = Phone::new();
    ravi.person.name = None;
    ravi.says("50 bags 53 grade cement");
    ravi.shares_pin();
    ravi.says("2 masons");
    ravi.sees("Whom should the driver ask for");
    ravi.holds(&[("UltraTech OPC 53", 50), ("Mason", 2)]);
}
