//! Chargebacks.

use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::payments::*;

use crate::acts::{Act, Verdict, event};
use crate::town::*;

fn says(world: &mut World, verdict: Verdict) -> Vec<Effect> {
    let event = event(world, Act::Disputes(0, verdict)).unwrap();
    world.does(event)
}

fn delivered() -> World {
    let mut world = World::accepted(&[(CEMENT, 50)]);
    world.does(OrderEvent::OfficeDelivered { part: world.part(0).id });
    world
}

#[test]
fn a_hint_makes_us_ask_and_only_the_answer_counts() {
    let mut world = delivered();
    let before = world.order.clone();
    let hinted = world.does(OrderEvent::DisputeHinted { dispute: ProviderId("disp_1".into()) });
    assert_eq!(deeds(&hinted), ["look_up_dispute"]);
    assert_eq!(world.order, before);
}

#[test]
fn what_the_bank_takes_stands_apart_until_it_is_decided() {
    let mut world = delivered();
    let (total, razorpay) = (world.order.total_paise, world.balance(Account::Razorpay));
    let asked = says(&mut world, Verdict::Asked);
    assert_eq!(deeds(&asked), ["set_timer", "raise_alarm"], "nothing is taken yet");
    assert_eq!(world.order.attention, Some(Attention::Disputed));
    says(&mut world, Verdict::Taken);
    assert_eq!(world.balance(Account::Disputed), total);
    assert_eq!(world.balance(Account::Razorpay), razorpay - total);
    assert!(deeds(&says(&mut world, Verdict::Asked)).is_empty(), "an older answer");
    assert_eq!(world.balance(Account::Disputed), total);
    says(&mut world, Verdict::Won);
    assert_eq!(world.balance(Account::Disputed), Paise::ZERO);
    assert_eq!(world.balance(Account::Razorpay), razorpay);
    assert_eq!(world.order.attention, None);
    assert!(says(&mut world, Verdict::Lost).is_empty(), "decided is decided");
}

#[test]
fn a_lost_dispute_is_our_loss_or_by_the_offices_word_the_vendors() {
    for bearer in [Bearer::Platform, Bearer::Vendor] {
        let mut world = delivered();
        let (total, owed) = (world.order.total_paise, world.owed_to(vendor_id(1)));
        let early = event(&world, Act::OfficeSettlesDispute(0, true));
        assert!(early.is_none());
        says(&mut world, Verdict::Taken);
        says(&mut world, Verdict::Lost);
        assert_eq!(world.balance(Account::DisputeLoss), total);
        let ours = bearer == Bearer::Platform;
        let settles = event(&world, Act::OfficeSettlesDispute(0, ours)).unwrap();
        let effects = world.does(settles.clone());
        let told: &[&str] = if ours { &[] } else { &["taken_back"] };
        assert_eq!(names(&effects, person_of(1)), told);
        let (loss, due) = if ours { (total, owed) } else { (Paise::ZERO, Paise::ZERO) };
        assert_eq!(world.balance(Account::DisputeLoss), loss);
        assert_eq!(world.owed_to(vendor_id(1)), due);
        assert!(world.does(settles).is_empty(), "said once");
    }
}

#[test]
fn while_a_bank_decides_nothing_goes_back_and_the_buyer_hears_why() {
    let mut world = World::accepted(&[(CEMENT, 50)]);
    says(&mut world, Verdict::Taken);
    let refused = world.cancels();
    assert_eq!(names(&refused, BUYER), ["cancel_disputed"]);
    assert_eq!(world.order.state(), OrderState::Accepted);
    let amount_paise = Paise::rupees(100);
    assert!(world.does(OrderEvent::OfficeRefunded { amount_paise }).is_empty());
    // The office may end it all the same; the money waits.
    let ended = world.does(OrderEvent::OfficeCancelled { part: None });
    assert_eq!(names(&ended, BUYER), ["cancelled", "refund_waits"]);
    let cancelled = told(&ended, BUYER)[0];
    assert!(
        matches!(cancelled, Fact::Cancelled { refund_paise: Paise::ZERO, .. }),
        "{cancelled:?}"
    );
    assert!(!deeds(&ended).contains(&"refund".to_owned()));
    let won = says(&mut world, Verdict::Won);
    assert_eq!(deeds(&won), ["post", "refund"]);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

#[test]
fn what_the_bank_gave_back_is_not_sent_again() {
    let mut world = World::accepted(&[(CEMENT, 50)]);
    let total = world.order.total_paise;
    says(&mut world, Verdict::Taken);
    world.does(OrderEvent::OfficeCancelled { part: None });
    let lost = says(&mut world, Verdict::Lost);
    assert_eq!(names(&lost, BUYER), ["refund_done"]);
    assert!(!deeds(&lost).contains(&"refund".to_owned()));
    assert_eq!(world.balance(Account::DisputeLoss), Paise::ZERO, "he was owed it");
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    let fee = world.order.payments[0].fee_paise;
    assert_eq!(world.balance(Account::Razorpay), -fee, "all of it went, once: {total}");
}

#[test]
fn of_a_part_the_rest_is_sent() {
    let mut world = World::accepted(&[(CEMENT, 50)]);
    let total = world.order.total_paise;
    says(&mut world, Verdict::Taken);
    world.does(OrderEvent::OfficeCancelled { part: None });
    let lost = says(&mut world, Verdict::LostInPart);
    let rest = lost.iter().find_map(|effect| match effect {
        Effect::Razorpay(RazorpayCall::Refund { amount_paise, .. }) => Some(*amount_paise),
        _ => None,
    });
    assert_eq!(rest, Some(total - total.times_ratio(333, 1000)));
    assert_eq!(world.balance(Account::Disputed), Paise::ZERO);
    assert_eq!(world.balance(Account::DisputeLoss), Paise::ZERO);
}

#[test]
fn who_got_it_from_his_bank_and_cancels_then_gets_nothing_twice() {
    let mut world = World::accepted(&[(CEMENT, 50)]);
    says(&mut world, Verdict::Lost);
    assert_eq!(world.balance(Account::DisputeLoss), world.order.total_paise);
    let ended = world.does(OrderEvent::OfficeCancelled { part: None });
    assert!(!deeds(&ended).contains(&"refund".to_owned()));
    assert_eq!(world.balance(Account::DisputeLoss), Paise::ZERO);
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
}

#[test]
fn an_open_dispute_is_asked_about_every_day() {
    let mut world = delivered();
    says(&mut world, Verdict::Taken);
    let asked = world.waits(24 * 60);
    assert!(deeds(&asked).contains(&"look_up_dispute".to_owned()), "{:?}", deeds(&asked));
    says(&mut world, Verdict::Won);
    assert!(!deeds(&world.waits(3 * 24 * 60)).contains(&"look_up_dispute".to_owned()));
}

/// The bank can only have taken what was paid online: what was handed over at the gates is not lost.
#[test]
fn a_lost_dispute_is_borne_by_each_vendor_as_far_as_he_was_paid_online() {
    for (verdict, borne) in
        [(Verdict::Lost, [897_800, 114_200]), (Verdict::LostInPart, [298_967, 38_029])]
    {
        let mut world = World::placed(Method::Advance, &[(CEMENT, 80), (SAND, 3)]);
        world.link_made();
        world.pays("pay_1");
        world.all_accept();
        for at in 0..2 {
            world.does(OrderEvent::OfficeDelivered { part: world.part(at).id });
        }
        let online = [0, 1].map(|at| world.order.online_for(world.part(at)));
        assert_eq!(online, [Paise::rupees(8_978), Paise::rupees(1_142)]);
        says(&mut world, verdict);
        let settles = event(&world, Act::OfficeSettlesDispute(0, false)).unwrap();
        let effects = world.does(settles);
        for (at, yard) in [(0, 1), (1, 3)] {
            let [Fact::TakenBack { taken_paise, .. }] = told(&effects, person_of(yard))[..] else {
                panic!("{effects:?}")
            };
            assert_eq!(*taken_paise, Paise::new(borne[at]));
            assert_eq!(world.part(at).taken_back_paise, *taken_paise);
        }
        assert_eq!(world.balance(Account::DisputeLoss), Paise::ZERO);
    }
}

#[test]
fn a_lost_dispute_stays_on_the_offices_list_until_it_has_said_who_bears_it() {
    for ours in [true, false] {
        let mut world = delivered();
        says(&mut world, Verdict::Taken);
        let lost = says(&mut world, Verdict::Lost);
        assert_eq!(world.order.attention, Some(Attention::Disputed));
        assert!(!deeds(&lost).contains(&"raise_alarm".to_owned()), "it was on the list already");
        let settles = event(&world, Act::OfficeSettlesDispute(0, ours)).unwrap();
        world.does(settles);
        assert_eq!(world.order.attention, None);
    }
}
