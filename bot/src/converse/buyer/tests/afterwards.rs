//! Orders after they are placed: status, cancelling, paying, and what the order says.

use realserv_domain::cart::Cart;
use realserv_domain::ids::{DeliveryCode, InvoiceId, OrderId};
use realserv_domain::language::{Language, Name};
use realserv_domain::message::Message;
use realserv_domain::money::Paise;
use realserv_domain::orders::{
    Carrier, Fact, InvoiceCard, KeptFor, LineCard, Method, OrderEvent, OrderState, PartCard,
    PartStep, Party, Rating, RefundWhy,
};
use realserv_domain::payments::PaymentTrouble;
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::time::{DayPart, Schedule, Shift, Slot, WorkDay};
use uuid::Uuid;

use super::bills::facts_of_bills;
use super::cancelling::means;
use super::goods::{CEMENT, facts_of_goods};
use super::{ORDER, PART, Phone, assert_fits, choices_of, number, site, text_of, vendor};
use crate::converse::buyer::Alone;
use crate::converse::{Effect, Event, OrderCard, OrderCardPart, Tap, TicketAbout};

pub(super) fn part(is_labour: bool) -> PartCard {
    let on = "2026-11-24".parse().unwrap();
    let schedule = if is_labour {
        Schedule { delivery: None, work: Some(WorkDay { on, shift: Shift::Full }) }
    } else {
        Schedule { delivery: Some(Slot { on, part: DayPart::Morning }), work: None }
    };
    PartCard {
        part: PART,
        vendor: vendor().name,
        lines: vec![LineCard {
            name: Name::same(if is_labour { "Mason" } else { "UltraTech OPC 53" }),
            quantity: Quantity::whole(if is_labour { 2 } else { 1500 }),
            unit: if is_labour { Unit::Person } else { Unit::Bag },
            total_paise: Paise::rupees(19_250),
        }],
        delivery_paise: Paise::rupees(800),
        total_paise: Paise::rupees(20_050),
        gate_paise: Paise::ZERO,
        owed_paise: Paise::rupees(20_050),
        schedule,
        locality: site().locality,
        is_labour,
        haul: None,
        lane: None,
    }
}

pub(super) fn card(state: OrderState, step: PartStep) -> OrderCard {
    OrderCard {
        order: ORDER,
        number: number(),
        state,
        method: Method::Online,
        total_paise: Paise::rupees(20_050),
        gate_paise: Paise::ZERO,
        online_paise: Paise::rupees(20_050),
        placed_at: "2026-11-23T03:30:00Z".parse().unwrap(),
        zone: site().zone,
        parts: vec![OrderCardPart {
            card: part(false),
            step,
            time_has_passed: false,
            is_locked: false,
            code: DeliveryCode::parse("4821").unwrap(),
            skus: vec![CEMENT],
            may_be_less: matches!(state, OrderState::Offered | OrderState::Accepted),
            may_be_claimed: state == OrderState::Delivered,
            claims: Vec::new(),
            counter: None,
            more_paise: None,
        }],
        pay: (state == OrderState::AwaitingPayment)
            .then(|| ("https://rzp.io/i/abc".to_owned(), "2026-11-23T04:00:00Z".parse().unwrap())),
        refunded_paise: Paise::ZERO,
        stray_refunded_paise: Paise::ZERO,
        has_invoices: false,
        may_be_cash: state == OrderState::AwaitingPayment,
        cancelling: means(if state == OrderState::AwaitingPayment { 0 } else { 20_050 }, 0, None),
        is_disputed: false,
    }
}

pub(super) fn another(card: OrderCard) -> OrderCard {
    OrderCard { order: OrderId(Uuid::from_u128(4)), number: "RS2222222".parse().unwrap(), ..card }
}

/// Every fact that a buyer can hear, in the order of an order's life.
pub(super) fn facts() -> Vec<Fact> {
    let (order, number, total_paise) = (ORDER, number(), Paise::rupees(20_050));
    let code = DeliveryCode::parse("4821").unwrap();
    let until = "2026-11-23T04:00:00Z".parse().unwrap();
    let carrier = Carrier { vehicle: "TS09AB1234".into(), driver: "Ramesh".into() };
    let on_foot = Carrier { vehicle: String::new(), driver: "Ramesh".into() };
    let amount_paise = total_paise;
    let n = || number.clone();
    let mut all = vec![
        Fact::PayNow {
            order,
            number: n(),
            total_paise,
            gate_paise: Paise::ZERO,
            url: "https://rzp.io/i/a".into(),
            until,
            bill: None,
        },
        Fact::PayNow {
            order,
            number: n(),
            total_paise,
            gate_paise: Paise::rupees(9_999),
            url: "https://rzp.io/i/a".into(),
            until,
            bill: None,
        },
        Fact::PayReminder {
            order,
            number: n(),
            total_paise,
            url: "https://rzp.io/i/b".into(),
            until,
        },
        Fact::PayButtonComes { order, number: n() },
        Fact::StillAsking { order, number: n() },
        Fact::CashNotPossible { order, number: n(), limit_paise: Paise::rupees(10_000) },
        Fact::Paid { order, number: n(), amount_paise, late: false, vendors: 1 },
        Fact::Paid { order, number: n(), amount_paise, late: true, vendors: 2 },
        Fact::PlacedForCash { order, number: n(), total_paise, vendors: 2 },
        Fact::Expired { order, number: n() },
        Fact::YardOpens { order, number: n(), vendor: vendor().name, at: until },
        Fact::RefundDone { order, number: n(), amount_paise },
        Fact::CancelDisputed { order, number: n() },
        Fact::RefundWaits { order, number: n(), amount_paise },
    ];
    let troubles = [
        PaymentTrouble::NotFinished,
        PaymentTrouble::NoFunds,
        PaymentTrouble::BankTrouble,
        PaymentTrouble::Declined,
    ];
    for cash in [true, false] {
        all.push(Fact::LinkTrouble { order, number: n(), cash });
        all.push(Fact::LinkIsSlow { order, number: n(), until, cash });
        all.extend(troubles.map(|trouble| {
            let number = n();
            Fact::PaymentTrouble { order, number, cash, trouble }
        }));
    }
    for part in [part(false), part(true)] {
        let part = || part.clone();
        all.extend([
            Fact::Accepted { order, number: n(), part: part(), code: code.clone() },
            Fact::DearerNotPossible { order, number: n(), limit_paise: Paise::rupees(25_000) },
            Fact::DearerIsOff { order, number: n(), less_paise: Paise::rupees(1_725) },
            Fact::AskingNext { order, number: n(), part: part() },
            Fact::NobodyAccepted { order, number: n(), part: part(), more_paise: None },
            Fact::NobodyAccepted {
                order,
                number: n(),
                part: part(),
                more_paise: Some(Paise::rupees(24_999)),
            },
            Fact::TimePassed { order, number: n(), part: part() },
            Fact::AskingForNewTime { order, number: n(), part: part() },
            Fact::Packed { order, number: n(), part: part() },
            Fact::Dispatched { order, number: n(), part: part(), carrier: carrier.clone() },
            Fact::Dispatched { order, number: n(), part: part(), carrier: on_foot.clone() },
            Fact::OnTheWay {
                order,
                number: n(),
                part: part(),
                carrier: carrier.clone(),
                code: code.clone(),
            },
            Fact::Delivered { order, number: n(), part: part(), whole_order: true },
            Fact::Delivered { order, number: n(), part: part(), whole_order: false },
        ]);
    }
    for (by, why) in [
        (Party::Buyer, RefundWhy::CancelledByBuyer),
        (Party::Vendor, RefundWhy::CancelledByVendor),
        (Party::Vendor, RefundWhy::NobodyAccepted),
        (Party::Office, RefundWhy::CancelledByOffice),
    ] {
        for (refund, kept) in [(0, 0), (20_050, 0), (19_000, 1050), (0, 800)] {
            let (refund_paise, kept_paise) = (Paise::rupees(refund), Paise::rupees(kept));
            for (parts, whole_order) in
                [(vec![part(false)], true), (vec![part(false), part(true)], false)]
            {
                let number = n();
                all.push(Fact::Cancelled {
                    order,
                    number,
                    parts,
                    whole_order,
                    by,
                    why,
                    refund_paise,
                    kept_paise,
                });
            }
        }
    }
    let whys = [
        RefundWhy::CancelledByBuyer,
        RefundWhy::CancelledByVendor,
        RefundWhy::CancelledByOffice,
        RefundWhy::NobodyAccepted,
        RefundWhy::PaidTwice,
        RefundWhy::PaidTooLate,
        RefundWhy::PaidAfterCancelling,
        RefundWhy::WrongAmount,
        RefundWhy::CashInstead,
        RefundWhy::ShortAtSite,
        RefundWhy::Broken,
        RefundWhy::Goodwill,
    ];
    all.extend(whys.map(|why| Fact::RefundStarted { order, number: n(), amount_paise, why }));
    let kept_for = [None, Some(KeptFor::Packing), Some(KeptFor::Trip), Some(KeptFor::Crew)];
    for kept_for in kept_for.into_iter().chain([Some(KeptFor::Several)]) {
        let means = means(19_000, if kept_for.is_some() { 1050 } else { 0 }, kept_for);
        all.push(Fact::CancelAskedAgain { order, number: n(), means });
    }
    for (rating, is_new) in [(Rating::Good, true), (Rating::Bad, true), (Rating::Bad, false)] {
        all.push(Fact::Rated { order, number: n(), rating, is_new });
    }
    all.push(Fact::RatingStands { order, number: n() });
    for credits in [None, Some("I-2627-999999".parse().unwrap())] {
        let paper = InvoiceCard {
            invoice: InvoiceId(Uuid::from_u128(9)),
            number: "C-2627-999999".parse().unwrap(),
            credits,
            total_paise: amount_paise,
        };
        all.push(Fact::Invoiced { order, number: n(), paper });
    }
    all.push(Fact::NoInvoiceYet { order, number: n() });
    all.extend(facts_of_bills());
    all.extend(facts_of_goods());
    all.extend(STATES.map(|state| Fact::TooLate { order, number: n(), state }));
    all
}

pub(super) const STATES: [OrderState; 8] = [
    OrderState::AwaitingPayment,
    OrderState::Offered,
    OrderState::NeedsBuyer,
    OrderState::Accepted,
    OrderState::OnTheWay,
    OrderState::Delivered,
    OrderState::Expired,
    OrderState::Cancelled,
];

#[test]
fn every_fact_has_words_in_every_language_inside_and_outside_the_window() {
    for language in Language::ALL {
        for window_open in [true, false] {
            let mut asha = Phone::known(language);
            asha.says("menu");
            asha.person.window_open = window_open;
            // A reminder is never a template.
            let is_said = |fact: &Fact| window_open || !matches!(fact, Fact::PayReminder { .. });
            for fact in facts().into_iter().filter(is_said) {
                let message = asha.told(fact);
                assert_fits(&message);
                assert_eq!(matches!(message, Message::Template(_)), !window_open);
                assert!(text_of(&message).contains("RS7K3M9QX"), "{message:?}");
            }
        }
    }
}

/// Free of charge or not at all, not to who has had enough, and not while the office has the chat.
#[test]
fn a_pay_reminder_is_said_where_it_is_welcome_or_not_at_all() {
    let reminder =
        || facts().into_iter().find(|fact| matches!(fact, Fact::PayReminder { .. })).unwrap();
    let mut asha = Phone::known(Language::En);
    asha.says("menu");
    assert!(text_of(&asha.told(reminder())).contains("Type _stop_"));
    let mut closed = Phone::known(Language::En);
    closed.person.window_open = false;
    let mut opted_out = Phone::known(Language::En);
    opted_out.person.opted_out = true;
    let mut with_office = Phone::known(Language::En);
    with_office.office_has_chat = true;
    for mut silent in [closed, opted_out, with_office] {
        let before = silent.conversation.clone();
        silent.runs(crate::converse::Event::Told(reminder()));
        assert!(silent.screen.is_empty() && silent.effects.is_empty());
        assert_eq!(silent.conversation, before);
    }
}

#[test]
fn workers_come_with_an_arrival_code_outside_the_window_too() {
    let mut asha = Phone::known(Language::En);
    asha.says("menu");
    for fact in facts() {
        let (Fact::Accepted { part, .. }
        | Fact::OnTheWay { part, .. }
        | Fact::Delivered { part, .. }) = &fact
        else {
            continue;
        };
        let is_labour = part.is_labour;
        for window_open in [true, false] {
            asha.person.window_open = window_open;
            let text = text_of(&asha.told(fact.clone()));
            assert!(!text.contains("delivery code") || !is_labour, "{text}");
            assert!(!text.contains("arrival code") || is_labour, "{text}");
        }
    }
}

/// The driver's code must stand out: the only free-standing number of four digits, and called a code.
#[test]
fn the_code_is_the_only_number_of_four_digits_in_its_message() {
    let mut asha = Phone::known(Language::En);
    asha.says("menu");
    for fact in facts() {
        let tells_code = matches!(fact, Fact::Accepted { .. } | Fact::OnTheWay { .. });
        let text = text_of(&asha.told(fact));
        let fours = text.split(|c: char| !c.is_alphanumeric() && c != ',' && c != '₹');
        let fours: Vec<&str> =
            fours.filter(|w| w.len() == 4 && w.chars().all(|c| c.is_ascii_digit())).collect();
        if tells_code {
            assert_eq!(fours, ["4821"], "{text}");
            assert!(text.contains("code"), "{text}");
        }
    }
}

#[test]
fn a_fact_leaves_the_open_question_open() {
    let mut asha = Phone::with_cart();
    let checkout = asha.id_of("Checkout");
    let fact = Fact::Expired { order: ORDER, number: number() };
    asha.told(fact);
    asha.taps_id(&checkout);
    assert!(matches!(asha.screen[0], Message::AskLocation { .. }));
}

#[test]
fn every_button_under_a_fact_does_something() {
    for fact in facts() {
        let mut asha = Phone::known(Language::En);
        asha.orders = vec![card(OrderState::AwaitingPayment, PartStep::Held)];
        asha.says("menu");
        let message = asha.told(fact);
        for (id, title) in choices_of(&message) {
            asha.does(Event::Tapped(Tap::parse(&id).unwrap()));
            assert!(!asha.shown().contains("earlier message"), "{title}: {}", asha.shown());
        }
    }
}

#[test]
fn status_shows_one_order_at_once_and_several_as_a_list() {
    let mut asha = Phone::known(Language::En);
    asha.says("status");
    asha.sees("no orders yet");
    asha.orders = vec![card(OrderState::Accepted, PartStep::Packed)];
    asha.says("status");
    asha.sees("*Order RS7K3M9QX*: Packed");
    asha.sees("1,500 bags UltraTech OPC 53");
    asha.sees("🕗 Tomorrow, 8 am–12 noon");
    asha.orders.push(another(card(OrderState::Delivered, PartStep::Delivered)));
    asha.says("my orders");
    asha.sees("Which order");
    // One is coming: that one is meant.
    asha.says("where is my order?");
    asha.sees("*Order RS7K3M9QX*: Packed");
}

/// The message that brought it may be lost: it can be had again by a word, in each language.
#[test]
fn the_code_is_shown_as_long_as_somebody_is_bringing_it() {
    for said in ["code", "OTP?", "कोड", "డెలివరీ కోడ్"] {
        let mut asha = Phone::known(Language::En);
        asha.says(said);
        asha.sees("as soon as a vendor accepts");
        for step in [PartStep::Offered, PartStep::Unserved, PartStep::Delivered] {
            asha.orders = vec![card(OrderState::Offered, step)];
            asha.says(said);
            assert!(!asha.shown().contains("4821"), "{step:?}: {}", asha.shown());
        }
        for step in [PartStep::Accepted, PartStep::Packed, PartStep::Dispatched, PartStep::OnTheWay]
        {
            asha.orders = vec![card(OrderState::Accepted, step)];
            asha.says(said);
            asha.sees("Delivery code: *4821*");
            asha.says("status");
            asha.sees("Delivery code: *4821*");
        }
        asha.orders[0].parts[0].card = part(true);
        asha.says(said);
        asha.sees("Arrival code: *4821*");
        asha.orders.push(another(card(OrderState::OnTheWay, PartStep::OnTheWay)));
        asha.says(said);
        asha.sees("*RS7K3M9QX*, Mason × 2 people: code *4821*");
        asha.sees("*RS2222222*, 1,500 bags UltraTech OPC 53: code *4821*");
    }
}

#[test]
fn an_order_of_workers_alone_is_told_in_their_words() {
    let mut asha = Phone::known(Language::Te);
    let mut crew = card(OrderState::Delivered, PartStep::Delivered);
    crew.parts[0].card = part(true);
    asha.orders = vec![crew];
    asha.says("status");
    asha.sees("పనివాళ్ళు వచ్చారు");
    asha.orders[0].parts.push(card(OrderState::Delivered, PartStep::Delivered).parts.remove(0));
    asha.says("status");
    asha.sees("*: డెలివరీ అయింది");
    asha.sees("👷 Sri Sai Traders: పనివాళ్ళు వచ్చారు");
    asha.sees("🏪 Sri Sai Traders: డెలివరీ అయింది");
}

#[test]
fn a_long_order_shows_its_code_too() {
    let mut asha = Phone::known(Language::En);
    let mut long = card(OrderState::Accepted, PartStep::Accepted);
    long.parts[0].card.lines = vec![long.parts[0].card.lines[0].clone(); 20];
    for line in &mut long.parts[0].card.lines {
        line.name = Name::same("UltraTech Weather Plus Portland Pozzolana Cement in a long bag");
    }
    asha.orders = vec![long];
    asha.says("status");
    asha.sees("Delivery code: *4821*");
    asha.taps("Cancel the order");
    asha.sees("Shall we cancel");
}

#[test]
fn every_state_of_an_order_is_shown_with_ways_on_in_every_language() {
    for language in Language::ALL {
        for state in STATES {
            let mut asha = Phone::known(language);
            asha.orders = vec![card(state, PartStep::Unserved)];
            asha.says("orders");
            let ways = asha.choices();
            assert!(!ways.is_empty(), "{state:?}");
            for (id, _) in ways {
                asha.taps_id(&id);
            }
        }
    }
}

/// A slot for goods, a day of the same shift for a crew; the order decides whether it is still free.
#[test]
fn a_part_whose_time_has_passed_gets_another_time() {
    for language in Language::ALL {
        for is_labour in [false, true] {
            let mut asha = Phone::known(language);
            let mut order = card(OrderState::NeedsBuyer, PartStep::Unserved);
            order.parts[0].card = part(is_labour);
            order.parts[0].time_has_passed = true;
            asha.orders = vec![order];
            asha.says("orders");
            asha.taps_id(&format!("1.b.-.new-time.{ORDER}.{PART}"));
            let times = asha.choices();
            assert_eq!(times.len(), 9, "{}", asha.shown());
            asha.taps_id(&times[0].0);
            let [Effect::TellOrder { event, .. }] = &asha.effects[..] else { panic!() };
            let OrderEvent::TimeChosen { schedule, .. } = event else { panic!("{event:?}") };
            assert_eq!(
                (schedule.delivery.is_some(), schedule.work.is_some()),
                (!is_labour, is_labour)
            );
            assert!(schedule.work.is_none_or(|work| work.shift == Shift::Full));
        }
    }
    let mut asha = Phone::known(Language::En);
    asha.orders = vec![card(OrderState::Accepted, PartStep::Accepted)];
    asha.taps_id(&format!("1.b.-.new-time.{ORDER}.{PART}"));
    asha.sees("*Order RS7K3M9QX*: Accepted");
}

/// The order knows whether its total allows it; there is no button where it does not.
#[test]
fn cash_instead_is_offered_where_it_is_possible() {
    let mut asha = Phone::known(Language::En);
    asha.orders = vec![card(OrderState::AwaitingPayment, PartStep::Held)];
    asha.says("orders");
    asha.taps("Cash on delivery");
    let event = OrderEvent::CashChosen { by: asha.person.id };
    assert_eq!(asha.effects, [Effect::TellOrder { order: ORDER, event }]);
    asha.orders[0].may_be_cash = false;
    asha.says("orders");
    assert!(!asha.shown().contains("Cash"), "{}", asha.shown());
    let trouble = PaymentTrouble::NoFunds;
    for cash in [true, false] {
        let fact = Fact::PaymentTrouble { order: ORDER, number: number(), cash, trouble };
        assert_eq!(text_of(&asha.told(fact)).contains("Cash on delivery"), cash);
    }
}

/// A link that was refused, or is still being made: the order answers, instead of a promise without end.
#[test]
fn pay_without_a_link_asks_the_order_for_one() {
    let mut asha = Phone::known(Language::En);
    asha.orders =
        vec![OrderCard { pay: None, ..card(OrderState::AwaitingPayment, PartStep::Held) }];
    asha.says("pay");
    let event = OrderEvent::PayAgainAsked { by: asha.person.id };
    assert_eq!(asha.effects, [Effect::TellOrder { order: ORDER, event }]);
}

#[test]
fn pay_opens_the_link_again() {
    let mut asha = Phone::known(Language::En);
    asha.orders = vec![card(OrderState::AwaitingPayment, PartStep::Held)];
    asha.says("pay");
    asha.sees("[Pay now → https://rzp.io/i/abc]");
    asha.orders.clear();
    asha.says("pay");
    asha.sees("nothing to pay");
}

#[test]
fn reorder_brings_the_last_things_and_their_place() {
    let mut asha = Phone::known(Language::En);
    let mut last = Cart::default();
    last.set(asha.cement(), Quantity::whole(50)).unwrap();
    let gone = realserv_domain::ids::SkuId(uuid::Uuid::from_u128(9));
    last.set(gone, Quantity::whole(1)).unwrap();
    asha.last = last;
    asha.saved = vec![site()];
    asha.says("reorder");
    asha.sees("One item of your last order is not sold now");
    asha.holds(&[("UltraTech OPC 53", 50)]);
    asha.taps("Checkout");
    asha.sees("When should it come?");
}

/// Whose people did not come is not asked for that cart: for the next one he is.
#[test]
fn who_was_short_is_left_out_of_one_cart_only() {
    let others = |asha: &mut Phone| {
        let mut last = Cart::default();
        last.set(asha.named("Mason"), Quantity::whole(2)).unwrap();
        asha.last = last;
        asha.saved = vec![site()];
        let (sku, missing) = (asha.named("Mason"), Quantity::whole(2));
        asha.does(super::held::tap(Alone::FindOthers(ORDER, sku, missing)));
        assert_eq!(asha.conversation.buyer.not, [vendor().id]);
    };
    let mut asha = Phone::known(Language::En);
    others(&mut asha);
    asha.says("remove mason");
    assert!(asha.conversation.buyer.not.is_empty(), "{}", asha.shown());
    others(&mut asha);
    asha.does(super::held::tap(Alone::CrewAgain(ORDER, Shift::Full)));
    assert!(asha.conversation.buyer.not.is_empty(), "{}", asha.shown());
}

#[test]
fn reorder_without_an_order_shows_the_menu() {
    let mut asha = Phone::known(Language::En);
    asha.says("reorder");
    asha.sees("What does your site need");
}

#[test]
fn a_person_is_called_with_the_order_and_the_hour_is_said() {
    let mut asha = Phone::known(Language::En);
    asha.says("talk to a person");
    asha.sees("within 15 minutes");
    let about = TicketAbout::AskedForPerson;
    assert_eq!(asha.effects, [Effect::OpenTicket { order: None, about }]);
    asha.now = "2026-11-23T22:00[Asia/Kolkata]".parse().unwrap();
    asha.orders = vec![card(OrderState::Accepted, PartStep::Accepted)];
    asha.says("orders");
    asha.taps("Talk to a person");
    asha.sees("after 8 am");
    let ticket = Effect::OpenTicket { order: Some(ORDER), about: TicketAbout::Order };
    assert_eq!(asha.effects.last(), Some(&ticket));
}

#[test]
fn an_order_of_somebody_else_is_not_shown() {
    let mut asha = Phone::known(Language::En);
    asha.says("menu");
    asha.taps_id(&format!("1.b.-.order.{ORDER}"));
    assert!(!asha.shown().contains("RS7K3M9QX"));
}
