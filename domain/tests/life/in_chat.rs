//! Paid within the chat: a bill beside each link, and whatever is paid counts once.

use realserv_domain::ledger::Account;
use realserv_domain::message::BillEnd;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::payments::*;

use crate::town::*;

const CART: &[(u128, u32)] = &[(CEMENT, 50)];
const DAY: i64 = 24 * 60;

fn terms() -> Terms {
    Terms { pay_in_chat: true, payment_configuration: "prod_rzp".to_owned(), ..Terms::default() }
}

fn world(method: Method, lines: &[(u128, u32)]) -> World {
    let mut world = World::new(method, lines);
    world.terms = terms();
    world.does(OrderEvent::Placed);
    world.link_made();
    world
}

/// What the buyer was told to pay: by which bill, or by the link.
fn asked(effects: &[Effect]) -> Vec<Option<BillCard>> {
    let told = told(effects, BUYER).into_iter();
    told.filter_map(|fact| match fact {
        Fact::PayNow { bill, .. } => Some(bill.as_deref().cloned()),
        _ => None,
    })
    .collect()
}

fn the_bill(effects: &[Effect]) -> BillCard {
    asked(effects).remove(0).unwrap()
}

fn again() -> OrderEvent {
    OrderEvent::PayAgainAsked { by: BUYER }
}

fn looks(effects: &[Effect]) -> Vec<(&str, bool)> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Razorpay(RazorpayCall::LookUpBill { reference, claimed, .. }) => {
                Some((reference.as_str(), *claimed))
            }
            _ => None,
        })
        .collect()
}

fn seen(reference: &str, payments: Vec<Payment>) -> OrderEvent {
    let reference = reference.to_owned();
    OrderEvent::BillSeen { reference, payments, failed: Vec::new(), doubtful: false }
}

fn paid(world: &mut World, reference: &str, id: &str) -> Vec<Effect> {
    let amount = world.order.online_paise();
    world.does(seen(reference, vec![payment(id, amount, PaymentStatus::Captured)]))
}

#[test]
fn a_bill_comes_to_what_the_link_asks_whatever_is_in_it() {
    let carts: [&[(u128, u32)]; 4] =
        [CART, &[(CEMENT, 7), (STEEL, 333)], &[(SAND, 3), (MASON, 2)], &[(STEEL, 101)]];
    for lines in carts {
        let world = world(Method::Online, lines);
        let bill = the_bill(&world.last);
        let goods: Paise = bill.lines.iter().map(|line| line.total_paise).sum();
        let sum = goods + bill.delivery_paise + bill.round_off_paise;
        assert_eq!(sum, world.order.total_paise, "{bill:?}");
        assert_eq!(bill.lines.len(), lines.len());
        assert_eq!(bill.reference, format!("{}-1.1", world.order.number));
        assert_eq!(link_of_bill(&bill.reference), Some(bill.link.as_str()));
    }
    // Of a part of the total there are no lines.
    let advance = world(Method::Advance, &[(CEMENT, 200)]);
    assert!(advance.order.online_paise() < advance.order.total_paise);
    let bill = the_bill(&advance.last);
    assert!(
        bill.lines.is_empty() && bill.delivery_paise.is_zero() && bill.round_off_paise.is_zero()
    );
}

#[test]
fn there_is_no_bill_where_it_is_off_or_too_late_or_was_asked_for_too_often() {
    let off = Terms { pay_in_chat: false, ..terms() };
    let inactive = Terms { payment_configuration: String::new(), ..terms() };
    for terms in [off, inactive, Terms::default()] {
        let mut world = World::new(Method::Online, CART);
        world.terms = terms;
        world.does(OrderEvent::Placed);
        assert_eq!(asked(&world.link_made()), [None]);
    }
    let mut world = world(Method::Online, CART);
    for nth in 2..=9 {
        let bill = the_bill(&world.does(again()));
        assert_eq!(bill.reference, format!("{}-1.{nth}", world.order.number));
    }
    assert_eq!(asked(&world.does(again())), [None], "whoever asks ten times gets the link");

    let mut late = self::world(Method::Online, CART);
    late.waits(23);
    assert!(asked(&late.does(again()))[0].is_some());
    late.waits(1);
    assert_eq!(asked(&late.does(again())), [None], "WhatsApp wants five minutes");
}

#[test]
fn the_link_follows_a_bill_that_was_not_shown_and_no_other_bill_does() {
    let mut world = world(Method::Online, CART);
    let bill = the_bill(&world.last);
    let unsent = OrderEvent::BillUnsent { reference: bill.reference.clone() };
    assert_eq!(asked(&world.does(unsent.clone())), [None]);
    assert!(world.does(unsent.clone()).is_empty(), "once");
    assert_eq!(asked(&world.does(again())), [None]);
    // It was shown all the same, and is paid.
    assert_eq!(names(&paid(&mut world, &bill.reference, "pay_1"), BUYER), ["paid"]);

    let mut paid_by_link = self::world(Method::Online, CART);
    paid_by_link.pays("pay_1");
    let reference = the_bill_of(&paid_by_link);
    assert!(asked(&paid_by_link.does(OrderEvent::BillUnsent { reference })).is_empty());
}

fn the_bill_of(world: &World) -> String {
    format!("{}-1.1", world.order.number)
}

#[test]
fn whichever_way_is_paid_second_goes_back() {
    for chat_first in [true, false] {
        let mut world = world(Method::Online, CART);
        let reference = the_bill_of(&world);
        if chat_first {
            paid(&mut world, &reference, "pay_chat");
            world.pays("pay_link");
        } else {
            world.pays("pay_link");
            paid(&mut world, &reference, "pay_chat");
        }
        let whys: Vec<RefundWhy> = world.order.refunds.iter().map(|refund| refund.why).collect();
        assert_eq!(whys, [RefundWhy::PaidTwice], "{chat_first}");
        let second = if chat_first { "pay_link" } else { "pay_chat" };
        assert_eq!(world.order.refunds[0].payment.0, second);
        assert_eq!(world.order.refunds[0].amount_paise, world.order.total_paise);
        // The same again, from either side, is no third one.
        paid(&mut world, &reference, "pay_chat");
        world.pays("pay_link");
        assert_eq!((world.order.payments.len(), world.order.refunds.len()), (2, 1));
        assert_eq!(world.balance(Account::Buyer(BUYER)), -world.order.total_paise);
    }
}

#[test]
fn a_bill_is_asked_about_until_it_is_paid_or_no_bank_takes_longer() {
    let mut open = world(Method::Online, CART);
    assert_eq!(looks(&open.waits(30)).len(), 15, "with the link");
    assert_eq!(looks(&open.waits(10 * DAY)).len(), 9);
    assert!(open.timers.is_empty());

    // The link is paid, the bill can be paid in the chat all the same.
    let mut by_link = world(Method::Online, CART);
    by_link.pays("pay_1");
    assert!(looks(&by_link.waits(10 * DAY)).len() > 5);

    let mut in_chat = world(Method::Online, CART);
    let reference = the_bill_of(&in_chat);
    paid(&mut in_chat, &reference, "pay_1");
    assert!(looks(&in_chat.waits(10 * DAY)).is_empty());
    let link = in_chat.link();
    assert!(looks(&in_chat.does(OrderEvent::LinkHinted { link })).is_empty());
}

#[test]
fn a_webhook_only_makes_us_ask_and_one_of_another_amount_is_for_the_office() {
    let mut world = world(Method::Online, CART);
    let reference = the_bill_of(&world);
    let hint =
        |claimed_paise| OrderEvent::BillHinted { reference: reference.clone(), claimed_paise };
    assert_eq!(looks(&world.does(hint(None))), [(reference.as_str(), false)]);
    let asked = Some(world.order.online_paise());
    assert_eq!(looks(&world.does(hint(asked))), [(reference.as_str(), true)]);
    assert_eq!(world.order.attention, None);
    assert_eq!(looks(&world.does(hint(Some(Paise::new(100))))), [(reference.as_str(), true)]);
    assert_eq!(world.order.attention, Some(Attention::WrongAmount));
    assert_eq!(world.order.state(), OrderState::AwaitingPayment);
    for nobody in ["RS-1.1", "", "-1.1", "RSAAAAAAA-1.1"] {
        let event = OrderEvent::BillHinted { reference: nobody.to_owned(), claimed_paise: None };
        assert!(world.does(event).is_empty(), "{nobody}");
    }
    paid(&mut world, &reference, "pay_1");
    assert_eq!(world.order.attention, None, "paid after all");

    let mut doubtful = self::world(Method::Online, CART);
    let reference = the_bill_of(&doubtful);
    let event =
        OrderEvent::BillSeen { reference, payments: vec![], failed: vec![], doubtful: true };
    doubtful.does(event.clone());
    assert_eq!(doubtful.order.attention, Some(Attention::WrongAmount));
    assert!(doubtful.does(event).is_empty(), "said once");
}

/// Razorpay says what it is worth, whatever the chat says.
#[test]
fn another_amount_than_the_bills_goes_back() {
    let mut world = world(Method::Online, CART);
    let reference = the_bill_of(&world);
    let little = payment("pay_1", Paise::rupees(77), PaymentStatus::Captured);
    world.does(seen(&reference, vec![little]));
    assert_eq!(world.order.refunds[0].why, RefundWhy::WrongAmount);
    assert_eq!(world.order.state(), OrderState::AwaitingPayment);
}

#[test]
fn an_attempt_that_failed_is_said_once_whoever_tells_it() {
    let mut world = world(Method::Online, CART);
    let (reference, id) = (the_bill_of(&world), ProviderId("pay_1".to_owned()));
    let trouble = PaymentTrouble::Declined;
    let failed = vec![FailedInChat { payment: id.clone(), trouble }];
    let event = OrderEvent::BillSeen { reference, payments: vec![], failed, doubtful: false };
    assert_eq!(names(&world.does(event), BUYER), ["payment_trouble"]);
    let told = OrderEvent::PaymentFailed { payment: id, trouble };
    assert!(names(&world.does(told), BUYER).is_empty());
}

fn ended(effects: &[Effect]) -> Vec<(&str, BillEnd)> {
    let told = told(effects, BUYER).into_iter();
    told.filter_map(|fact| match fact {
        Fact::BillEnded { reference, end, .. } => Some((reference.as_str(), *end)),
        _ => None,
    })
    .collect()
}

/// WhatsApp refuses to cancel what is paid (2047), and what has ended (2046).
#[test]
fn bills_show_how_the_order_ended() {
    let mut cancelled = world(Method::Online, CART);
    cancelled.does(again());
    let number = cancelled.order.number.clone();
    let [first, second] = [1, 2].map(|nth| format!("{number}-1.{nth}"));
    let both = [(first.as_str(), BillEnd::Cancelled), (second.as_str(), BillEnd::Cancelled)];
    cancelled.cancels();
    assert_eq!(ended(&cancelled.last), both);

    let mut paid = world(Method::Online, CART);
    let reference = the_bill_of(&paid);
    self::paid(&mut paid, &reference, "pay_1");
    let mut called_off = paid.clone();
    called_off.cancels();
    assert!(ended(&called_off.last).is_empty());
    paid.all_accept();
    let part = paid.order.parts[0].id;
    let effects = paid.does(OrderEvent::OfficeDelivered { part });
    assert_eq!(ended(&effects), [(reference.as_str(), BillEnd::Completed)]);
}
