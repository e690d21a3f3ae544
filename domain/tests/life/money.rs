//! Money's bad days: failed, expired, late, double and wrong payments; cash; links that Razorpay refuses.

use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::payments::*;

use crate::town::*;

const CART: &[(u128, u32)] = &[(CEMENT, 50)];

fn seen(world: &mut World, status: LinkStatus, payments: Vec<Payment>) -> Vec<Effect> {
    let link = world.link();
    world.does(OrderEvent::LinkSeen { link, status, payments })
}

fn attempt_of(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::Razorpay(RazorpayCall::CreateLink { reference, .. }) => Some(reference.as_str()),
        _ => None,
    })
}

#[test]
fn the_link_is_numbered_and_ends_with_the_quote() {
    let mut world = World::new(Method::Online, CART);
    let effects = world.does(OrderEvent::Placed);
    assert_eq!(attempt_of(&effects).unwrap(), format!("{}-1", world.order.number));
    let link = &world.order.links[0];
    assert_eq!(link.expires_at, world.order.quote_ends_at);
    assert_eq!(link.amount_paise, world.order.total_paise);
    let minutes = (world.order.quote_ends_at - world.order.placed_at).get_seconds() / 60;
    assert_eq!(minutes, 30);
    assert!(world.does(OrderEvent::Placed).is_empty(), "placed twice");
}

#[test]
fn a_quote_lives_at_least_as_long_as_razorpay_wants_a_link_to() {
    let terms = Terms { quote_minutes: 5, ..Terms::default() };
    let now = monday();
    let mut mint = minter(0, &now);
    let mut ctx = Ctx { now: &now, terms: &terms, mint: &mut mint };
    let order = place(quote_for(CART), BUYER, Method::Online, Paise::ZERO, &mut ctx);
    assert_eq!((order.quote_ends_at - order.placed_at).get_seconds(), 16 * 60);
}

#[test]
fn an_unpaid_order_expires_two_minutes_after_its_quote_and_gives_the_stock_back() {
    let mut world = World::linked(CART);
    let effects = world.waits(31);
    assert!(
        !deeds(&effects).contains(&"cancel_link".to_owned()),
        "Razorpay has ended it by itself"
    );
    assert_eq!(world.order.state(), OrderState::AwaitingPayment, "the hold stays two minutes");
    let effects = world.waits(2);
    assert_eq!(names(&effects, BUYER), ["expired"]);
    assert_eq!(world.order.state(), OrderState::Expired);
    assert_eq!(world.stock_of(0), Stock::Free);
    assert!(!world.order.holds_stock);
    assert!(world.does(OrderEvent::Due { timer: Timer::HoldEnds }).is_empty(), "only once");
}

fn looks(effects: &[Effect]) -> usize {
    let look = |e: &&Effect| matches!(e, Effect::Razorpay(RazorpayCall::LookUpLink { .. }));
    effects.iter().filter(look).count()
}

const DAY: i64 = 24 * 60;

#[test]
fn a_lost_webhook_is_healed_by_the_poll_until_days_after_the_end() {
    let mut world = World::linked(CART);
    assert_eq!(looks(&world.waits(30)), 15, "every two minutes");
    assert_eq!(looks(&world.waits(10)), 2, "and soon after the end");
    assert_eq!(looks(&world.waits(50)), 1);
    assert_eq!(looks(&world.waits(DAY)), 2);
    assert_eq!(looks(&world.waits(4 * DAY)), 4, "once a day");
    assert_eq!(looks(&world.waits(10 * DAY)), 0, "no bank takes longer");
    assert!(world.timers.is_empty());
    // A hint makes us ask too; one for a link without an id at Razorpay cannot.
    let link = world.link();
    assert_eq!(looks(&world.does(OrderEvent::LinkHinted { link })), 1);
    let mut fresh = World::placed(Method::Online, CART);
    let link = fresh.link();
    assert!(fresh.does(OrderEvent::LinkHinted { link }).is_empty());
}

/// Paid at the last moment, or captured days after the buyer had cancelled: what no webhook told is found and settled.
#[test]
fn a_link_that_has_ended_is_still_looked_at() {
    let mut cancelled = World::linked(CART);
    cancelled.cancels();
    let link = cancelled.link();
    cancelled.does(OrderEvent::LinkCancelled { link });
    assert_eq!(looks(&cancelled.waits(6 * DAY)), 9);
    assert!(cancelled.timers.is_empty());

    let mut paid = World::paid(CART);
    assert_eq!(looks(&paid.waits(30)), 0, "a paid one tells nothing new");

    let mut refused = World::placed(Method::Online, CART);
    let link = refused.link();
    refused.does(OrderEvent::LinkRefused { link, detail: String::new() });
    assert_eq!(looks(&refused.waits(6 * DAY)), 0, "Razorpay never made it");

    let mut after_all = World::placed(Method::Online, CART);
    let link = after_all.link();
    after_all.does(OrderEvent::LinkRefused { link, detail: String::new() });
    after_all.waits(5);
    after_all.link_made();
    assert_eq!(looks(&after_all.waits(6 * DAY)), 8, "made after all, and perhaps paid");
}

#[test]
fn only_razorpays_own_answer_marks_an_order_paid_and_only_once() {
    let mut world = World::linked(CART);
    let effects = world.pays("pay_1");
    assert_eq!(names(&effects, BUYER), ["paid"]);
    let fee = world.order.payments[0].fee_paise;
    assert_eq!(world.balance(Account::Razorpay), world.order.total_paise - fee);
    assert_eq!(world.balance(Account::Buyer(BUYER)), -world.order.total_paise);
    let before = world.order.clone();
    assert!(world.pays("pay_1").is_empty());
    assert_eq!(world.order, before);
}

#[test]
fn attempts_before_the_capture_change_nothing_but_the_record() {
    let mut world = World::linked(CART);
    let total = world.order.total_paise;
    for status in [
        PaymentStatus::Created,
        PaymentStatus::Authorized,
        PaymentStatus::Failed,
        PaymentStatus::Unknown("pondering".into()),
    ] {
        let effects = seen(&mut world, LinkStatus::Created, vec![payment("pay_1", total, status)]);
        assert!(effects.is_empty());
    }
    assert_eq!(world.order.payments[0].status, PaymentStatus::Authorized, "never back");
    assert!(!world.order.is_paid());
    assert_eq!(names(&world.pays("pay_1"), BUYER), ["paid"]);
}

#[test]
fn a_failed_attempt_is_told_once_and_may_still_be_captured() {
    let mut world = World::linked(CART);
    let failed =
        |trouble| OrderEvent::PaymentFailed { payment: ProviderId("pay_1".into()), trouble };
    let effects = world.does(failed(PaymentTrouble::NoFunds));
    assert_eq!(names(&effects, BUYER), ["payment_trouble"]);
    assert!(world.does(failed(PaymentTrouble::Declined)).is_empty());
    assert_eq!(world.order.state(), OrderState::AwaitingPayment);
    assert_eq!(names(&world.pays("pay_1"), BUYER), ["paid"]);
    let other = OrderEvent::PaymentFailed {
        payment: ProviderId("pay_0".into()),
        trouble: PaymentTrouble::NotFinished,
    };
    assert!(world.does(other).is_empty(), "an old attempt does not matter any more");
}

#[test]
fn a_second_payment_is_refunded_whole() {
    let mut world = World::paid(CART);
    let effects = world.pays("pay_2");
    assert_eq!(names(&effects, BUYER), ["refund_started"]);
    let refund = &world.order.refunds[0];
    assert_eq!((refund.why, refund.amount_paise), (RefundWhy::PaidTwice, world.order.total_paise));
    assert_eq!(refund.payment, ProviderId("pay_2".into()));
    assert_eq!(world.order.paid_by().unwrap().provider, ProviderId("pay_1".into()));
    assert_eq!(world.balance(Account::Buyer(BUYER)), -world.order.total_paise);
}

#[test]
fn a_wrong_amount_is_refunded_and_the_office_looks() {
    let mut world = World::linked(CART);
    let effects = world.pays_amount("pay_1", Paise::rupees(100));
    assert_eq!(names(&effects, BUYER), ["refund_started"]);
    assert_eq!(world.order.attention, Some(Attention::WrongAmount));
    assert!(world.order.needs_person());
    assert_eq!(world.order.state(), OrderState::AwaitingPayment);
    assert_eq!(names(&world.pays("pay_2"), BUYER), ["paid"]);
    assert_eq!(world.order.attention, None);
}

#[test]
fn a_late_payment_is_attached_when_everything_can_still_be_had() {
    let mut world = World::linked(CART);
    world.waits(40);
    let effects = world.pays("pay_1");
    let Fact::Paid { late: true, .. } = told(&effects, BUYER)[0] else { panic!("{effects:?}") };
    let part = world.part(0).id;
    assert_eq!(world.asked, [Ask::ReserveAgain, Ask::CanBeAsked { part }]);
    assert_eq!(world.order.state(), OrderState::Offered);
    assert_eq!(world.stock_of(0), Stock::Held);
    assert!(world.order.holds_stock);
}

#[test]
fn a_late_payment_is_refunded_when_the_stock_is_gone() {
    let mut world = World::linked(CART);
    world.waits(40);
    world.can_reserve_again = false;
    let effects = world.pays("pay_1");
    assert_eq!(names(&effects, BUYER), ["refund_started"]);
    assert_eq!(world.order.refunds[0].why, RefundWhy::PaidTooLate);
    assert_eq!(world.order.state(), OrderState::Expired);
    assert!(world.pays("pay_1").is_empty(), "and only once");
}

#[test]
fn a_payment_after_the_slot_is_refunded_without_asking() {
    let mut world = World::linked(CART);
    world.waits(3 * 24 * 60);
    let effects = world.pays("pay_1");
    assert_eq!(names(&effects, BUYER), ["refund_started"]);
    assert!(world.asked.is_empty());
}

#[test]
fn a_payment_within_the_hold_is_in_time() {
    let mut world = World::linked(CART);
    world.waits(31);
    let effects = world.pays("pay_1");
    let Fact::Paid { late: false, .. } = told(&effects, BUYER)[0] else { panic!("{effects:?}") };
}

#[test]
fn two_late_payments_at_once_attach_one_and_refund_the_other() {
    let mut world = World::linked(CART);
    world.waits(40);
    let total = world.order.total_paise;
    let pay = |id| payment(id, total, PaymentStatus::Captured);
    let effects = seen(&mut world, LinkStatus::Paid, vec![pay("pay_1"), pay("pay_2")]);
    assert_eq!(names(&effects, BUYER), ["refund_started", "paid"]);
    assert_eq!(world.order.refunds[0].payment, ProviderId("pay_2".into()));
}

#[test]
fn a_payment_after_a_cancellation_is_refunded() {
    let mut world = World::linked(CART);
    world.cancels();
    let effects = world.pays("pay_1");
    assert_eq!(names(&effects, BUYER), ["refund_started"]);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    assert_eq!(world.order.state(), OrderState::Cancelled);
}

#[test]
fn money_that_was_sent_back_in_razorpays_dashboard_is_for_a_person() {
    let mut world = World::paid(CART);
    let total = world.order.total_paise;
    seen(&mut world, LinkStatus::Paid, vec![payment("pay_1", total, PaymentStatus::Refunded)]);
    assert_eq!(world.order.attention, Some(Attention::WrongAmount));
    assert!(!world.order.is_paid());

    let mut ours = World::paid(CART);
    ours.cancels();
    seen(&mut ours, LinkStatus::Paid, vec![payment("pay_1", total, PaymentStatus::Refunded)]);
    assert_eq!(ours.order.attention, None, "that one was ours");
    assert!(ours.order.is_paid());

    let mut never = World::linked(CART);
    let seen =
        seen(&mut never, LinkStatus::Paid, vec![payment("p", total, PaymentStatus::Refunded)]);
    assert!(seen.is_empty() && !never.order.is_paid());
}

#[test]
fn a_paid_link_that_names_no_payment_is_for_a_person() {
    let mut world = World::linked(CART);
    seen(&mut world, LinkStatus::Paid, vec![]);
    assert_eq!(world.order.attention, Some(Attention::WrongAmount));
}

#[test]
fn a_fee_that_becomes_known_later_is_posted_once() {
    let mut world = World::linked(CART);
    let full = payment("pay_1", world.order.total_paise, PaymentStatus::Captured);
    let bare = Payment { fee_paise: Paise::ZERO, fee_tax_paise: Paise::ZERO, ..full.clone() };
    seen(&mut world, LinkStatus::Paid, vec![bare]);
    assert_eq!(world.balance(Account::Razorpay), world.order.total_paise);
    seen(&mut world, LinkStatus::Paid, vec![full.clone()]);
    seen(&mut world, LinkStatus::Paid, vec![full.clone()]);
    assert_eq!(world.balance(Account::Razorpay), world.order.total_paise - full.fee_paise);
    assert_eq!(world.balance(Account::GatewayFeeGst), full.fee_tax_paise);
}

#[test]
fn link_statuses_are_kept_and_never_move_back() {
    let mut world = World::linked(CART);
    let link = world.link();
    for (status, kept) in [
        (LinkStatus::Unknown("odd".into()), LinkStatus::Unknown("odd".into())),
        (LinkStatus::PartiallyPaid, LinkStatus::PartiallyPaid),
        (LinkStatus::Expired, LinkStatus::Expired),
        (LinkStatus::Created, LinkStatus::Expired),
    ] {
        seen(&mut world, status, vec![]);
        assert_eq!(world.order.links[0].status, kept);
    }
    world.does(OrderEvent::LinkCancelled { link });
    assert_eq!(world.order.links[0].status, LinkStatus::Expired);
    world.pays("pay_1");
    assert_eq!(world.order.links[0].status, LinkStatus::Paid, "paid on the bank's page meanwhile");
}

/// While Razorpay is away nobody is left alone with "your pay button is coming".
#[test]
fn a_link_that_is_not_there_after_three_minutes_is_told_once() {
    let mut world = World::placed(Method::Online, CART);
    assert!(names(&world.waits(2), BUYER).is_empty());
    assert_eq!(names(&world.waits(1), BUYER), ["link_is_slow"]);
    assert!(names(&world.waits(10), BUYER).is_empty());
    assert_eq!(names(&world.link_made(), BUYER), ["pay_now"], "it was tried all the time");
    let mut linked = World::linked(CART);
    assert!(names(&linked.waits(10), BUYER).is_empty());
    let mut gone = World::placed(Method::Online, CART);
    gone.cancels();
    assert!(names(&gone.waits(10), BUYER).is_empty());
}

#[test]
fn what_is_paid_online_has_the_providers_limit() {
    let mut terms = Terms::default();
    let limit_paise = Paise::rupees(500_000);
    assert_eq!(online_allowed(limit_paise, &terms), Ok(()));
    let above = online_allowed(limit_paise + Paise::new(1), &terms);
    assert_eq!(above, Err(NotOnline::AboveLimit { limit_paise }));
    terms.online_limit_paise = None;
    assert_eq!(online_allowed(Paise::rupees(1), &terms), Err(NotOnline::Off));
}

#[test]
fn a_refused_link_is_told_and_another_can_be_asked_for() {
    let mut world = World::placed(Method::Online, CART);
    let link = world.link();
    let refused = OrderEvent::LinkRefused { link, detail: "no".into() };
    let effects = world.does(refused.clone());
    assert_eq!(names(&effects, BUYER), ["link_trouble"]);
    assert_eq!(deeds(&effects), ["raise_alarm"]);
    assert_eq!(world.order.attention, Some(Attention::LinkFailed));
    assert!(world.does(refused).is_empty());
    let effects = world.does(OrderEvent::PayAgainAsked { by: BUYER });
    assert_eq!(attempt_of(&effects).unwrap(), format!("{}-2", world.order.number));
    assert_eq!(world.order.attention, None);
    let effects = world.does(OrderEvent::PayAgainAsked { by: BUYER });
    assert_eq!(names(&effects, BUYER), ["pay_button_comes"]);
    assert!(deeds(&effects).is_empty(), "it is being made already");
    assert_eq!(names(&world.link_made(), BUYER), ["pay_now"]);
    assert!(world.link_made().is_empty(), "made twice");
}

#[test]
fn a_link_that_is_made_after_all_is_cancelled() {
    let mut world = World::placed(Method::Online, CART);
    let link = world.link();
    world.does(OrderEvent::LinkRefused { link, detail: "timed out".into() });
    let effects = world.link_made();
    assert_eq!(deeds(&effects), ["set_timer", "cancel_link"]);
    assert!(told(&effects, BUYER).is_empty(), "he was told that it did not work");
}

#[test]
fn paying_again_sends_the_same_button_while_it_works() {
    let mut world = World::linked(CART);
    let effects = world.does(OrderEvent::PayAgainAsked { by: BUYER });
    assert_eq!(names(&effects, BUYER), ["pay_now"]);
    assert!(attempt_of(&effects).is_none());
    let link = world.link();
    world.does(OrderEvent::LinkCancelled { link });
    assert!(attempt_of(&world.does(OrderEvent::PayAgainAsked { by: BUYER })).is_some());
}

#[test]
fn a_link_made_late_still_lives_as_long_as_razorpay_wants() {
    let mut world = World::placed(Method::Online, CART);
    world.waits(25);
    let link = world.link();
    world.does(OrderEvent::LinkRefused { link, detail: String::new() });
    world.does(OrderEvent::PayAgainAsked { by: BUYER });
    let minutes = (world.order.links[1].expires_at - world.now.timestamp()).get_seconds() / 60;
    assert_eq!(minutes, 16);
    let effects = world.link_made();
    let Fact::PayNow { until, .. } = told(&effects, BUYER)[0] else { panic!("{effects:?}") };
    assert_eq!(*until, world.order.quote_ends_at, "the buyer's time is the quote's");
    let effects = world.waits(6);
    assert!(deeds(&effects).contains(&"cancel_link".to_owned()));
}

#[test]
fn after_nine_links_a_person_helps() {
    let mut world = World::placed(Method::Online, CART);
    for _ in 0..9 {
        let link = world.link();
        world.does(OrderEvent::LinkRefused { link, detail: String::new() });
        world.does(OrderEvent::PayAgainAsked { by: BUYER });
    }
    assert_eq!(world.order.links.len(), 9);
    assert_eq!(names(&world.last, BUYER), ["link_trouble"]);
}

#[test]
fn paying_again_is_too_late_when_the_quote_has_ended() {
    let mut world = World::linked(CART);
    world.waits(31);
    let effects = world.does(OrderEvent::PayAgainAsked { by: BUYER });
    let Fact::TooLate { state: OrderState::Expired, .. } = told(&effects, BUYER)[0] else {
        panic!("{effects:?}")
    };
    let mut paid = World::paid(CART);
    assert_eq!(names(&paid.does(OrderEvent::PayAgainAsked { by: BUYER }), BUYER), ["too_late"]);
}

#[test]
fn a_link_that_is_made_after_the_buyer_left_is_cancelled() {
    let mut world = World::placed(Method::Online, CART);
    world.cancels();
    let effects = world.link_made();
    assert_eq!(deeds(&effects), ["cancel_link"]);
    assert!(names(&effects, BUYER).is_empty());
    let link = world.link();
    assert!(world.does(OrderEvent::LinkRefused { link, detail: String::new() }).is_empty());
}

#[test]
fn cash_instead_of_the_link_is_offered_at_once_and_a_payment_then_goes_back() {
    let mut world = World::linked(&[(CEMENT, 10)]);
    let effects = world.does(OrderEvent::CashChosen { by: BUYER });
    assert_eq!(names(&effects, BUYER), ["placed_for_cash"]);
    assert_eq!(names(&effects, person_of(1)), ["offer"]);
    assert!(deeds(&effects).contains(&"cancel_link".to_owned()));
    assert_eq!(
        names(&world.does(OrderEvent::CashChosen { by: BUYER }), BUYER),
        ["placed_for_cash"]
    );
    assert_eq!(names(&world.pays("pay_1"), BUYER), ["refund_started"]);
    assert_eq!(world.order.refunds[0].why, RefundWhy::CashInstead);
    assert_eq!(world.order.method, Method::Cash);
    world.cancels();
    world.pays("pay_2");
    assert_eq!(
        world.order.refunds[1].why,
        RefundWhy::PaidAfterCancelling,
        "there is nothing to pay"
    );
}

/// What is not possible is neither done nor offered beside a payment's trouble.
#[test]
fn cash_above_the_limit_of_the_checkout_is_not_possible() {
    let mut world = World::linked(&[(CEMENT, 100)]);
    let effects = world.does(OrderEvent::CashChosen { by: BUYER });
    assert_eq!(names(&effects, BUYER), ["cash_not_possible"]);
    assert_eq!(world.order.method, Method::Online);
    for (bags, possible) in [(10, true), (100, false)] {
        let mut world = World::placed(Method::Online, &[(CEMENT, bags)]);
        let slow = world.waits(3);
        let link = world.link();
        let refused = world.does(OrderEvent::LinkRefused { link, detail: String::new() });
        let payment = ProviderId("pay_0".into());
        let trouble = PaymentTrouble::NoFunds;
        let failed = world.does(OrderEvent::PaymentFailed { payment, trouble });
        let offered = [slow, refused, failed].map(|effects| match told(&effects, BUYER)[..] {
            [Fact::LinkIsSlow { cash, .. }]
            | [Fact::LinkTrouble { cash, .. }]
            | [Fact::PaymentTrouble { cash, .. }] => *cash,
            _ => panic!("{effects:?}"),
        });
        assert_eq!(offered, [possible; 3]);
    }
    let mut paid = World::paid(CART);
    assert_eq!(names(&paid.does(OrderEvent::CashChosen { by: BUYER }), BUYER), ["too_late"]);
}

#[test]
fn cash_has_the_offices_limits_and_the_laws() {
    let mut terms = Terms::default();
    assert_eq!(cash_limit(false, &terms), Paise::rupees(25_000));
    assert_eq!(cash_limit(true, &terms), Paise::rupees(10_000));
    terms.cash_limit_paise = Paise::rupees(900_000);
    assert_eq!(cash_limit(false, &terms), Paise::new(19_999_999));
}

#[test]
fn events_of_links_and_refunds_that_are_not_ours_change_nothing() {
    let mut world = World::paid(CART);
    let other = World::linked(&[(SAND, 2)]).link();
    let link = realserv_domain::ids::LinkId(uuid::Uuid::from_u128(999));
    assert_ne!(link, other);
    let id = realserv_domain::ids::RefundId(uuid::Uuid::from_u128(998));
    let provider = ProviderId("x".into());
    let before = world.order.clone();
    for event in [
        OrderEvent::LinkCreated { link, provider: provider.clone(), short_url: String::new() },
        OrderEvent::LinkRefused { link, detail: String::new() },
        OrderEvent::LinkHinted { link },
        OrderEvent::LinkSeen { link, status: LinkStatus::Paid, payments: vec![] },
        OrderEvent::LinkCancelled { link },
        OrderEvent::Due { timer: Timer::PollLink { link } },
        OrderEvent::Due { timer: Timer::PollRefund { refund: id } },
        OrderEvent::RefundSeen { refund: id, provider, status: RefundStatus::Processed },
        OrderEvent::RefundRefused { refund: id, detail: String::new() },
    ] {
        assert!(world.does(event.clone()).is_empty(), "{event:?}");
    }
    assert_eq!(world.order, before);
}
