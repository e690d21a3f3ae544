//! Who takes a part: accept, reject, silence, the next vendor, nobody; closed yards; old buttons.

use realserv_domain::orders::*;

use crate::town::*;

const CART: &[(u128, u32)] = &[(CEMENT, 50)];

#[test]
fn a_silent_vendor_is_reminded_at_five_minutes_and_passed_over_at_ten() {
    let mut world = World::paid(CART);
    assert_eq!(names(&world.waits(5), person_of(1)), ["offer_reminder"]);
    let effects = world.waits(5);
    assert_eq!(names(&effects, person_of(1)), ["offer_lapsed"]);
    assert_eq!(names(&effects, BUYER), ["asking_next"]);
    assert_eq!(names(&effects, person_of(2)), ["offer"]);
    assert_eq!(world.part(0).asked, [vendor_id(1)]);
    assert_eq!(world.vendor_of(0), vendor_id(2));
    let accepted = world.accepts(0);
    assert_eq!(names(&accepted, BUYER), ["accepted"]);
    assert!(deeds(&world.waits(60)).is_empty(), "late timers do nothing");
}

#[test]
fn the_buyer_hears_of_the_first_hop_only() {
    let mut world = World::paid(CART);
    assert_eq!(names(&world.rejects(0), BUYER), ["asking_next"]);
    let effects = world.rejects(0);
    assert_eq!(names(&effects, person_of(2)), ["reject_noted"]);
    assert_eq!(names(&effects, person_of(5)), ["offer"]);
    assert!(names(&effects, BUYER).is_empty());
}

#[test]
fn when_nobody_is_left_the_buyer_chooses_and_everybody_is_asked_again_after_a_while() {
    let mut world = World::paid(CART);
    world.rejects(0);
    world.rejects(0);
    let effects = world.rejects(0);
    assert_eq!(names(&effects, BUYER), ["nobody_accepted"]);
    assert!(deeds(&effects).contains(&"raise_alarm".to_owned()));
    assert_eq!(world.order.state(), OrderState::NeedsBuyer);
    assert_eq!(world.order.attention, Some(Attention::NobodyAccepted));
    assert_eq!(world.stock_of(0), Stock::Free);
    assert!(!world.order.holds_stock);
    let part = world.part(0).id;
    let effects = world.does(OrderEvent::WaitChosen { part, by: BUYER });
    assert_eq!(names(&effects, BUYER), ["still_asking"]);
    assert!(deeds(&effects).is_empty(), "it happens anyway");
    let effects = world.waits(30);
    assert!(names(&effects, BUYER).is_empty());
    assert_eq!(world.vendor_of(0), vendor_id(1), "everybody: also who was asked before");
    assert_eq!((world.part(0).rounds, world.part(0).asked.len()), (1, 0));
    world.accepts(0);
    assert_eq!(world.order.attention, None);
}

#[test]
fn after_three_rounds_the_money_goes_back_by_itself() {
    let mut world = World::paid(CART);
    let mut asked = 0;
    for _ in 0..100 {
        if world.order.ended.is_some() {
            break;
        }
        let effects = world.waits(10);
        asked += names(&effects, BUYER).iter().filter(|name| *name == "nobody_accepted").count();
    }
    assert_eq!(asked, 3);
    assert_eq!(world.order.ended, Some(Ended::CancelledBy(Party::Vendor)));
    let refund = &world.order.refunds[0];
    assert_eq!(
        (refund.why, refund.amount_paise),
        (RefundWhy::NobodyAccepted, world.order.total_paise)
    );
}

#[test]
fn money_back_is_the_whole_price_of_the_part() {
    let mut world = World::paid(CART);
    for _ in 0..3 {
        world.rejects(0);
    }
    let part = world.part(0).id;
    let effects = world.does(OrderEvent::MoneyBackChosen { part, by: BUYER });
    assert_eq!(names(&effects, BUYER), ["cancelled"]);
    assert_eq!(world.order.refunds[0].amount_paise, world.order.total_paise);
    assert_eq!(
        names(&world.does(OrderEvent::MoneyBackChosen { part, by: BUYER }), BUYER),
        ["too_late"]
    );
    assert_eq!(names(&world.does(OrderEvent::WaitChosen { part, by: BUYER }), BUYER), ["too_late"]);
}

#[test]
fn money_back_after_somebody_was_found_is_too_late() {
    let mut world = World::accepted(CART);
    let part = world.part(0).id;
    assert_eq!(
        names(&world.does(OrderEvent::MoneyBackChosen { part, by: BUYER }), BUYER),
        ["too_late"]
    );
    assert_eq!(world.order.state(), OrderState::Accepted);
}

#[test]
fn minutes_count_only_while_the_yard_is_open_and_the_buyer_hears_when_that_is() {
    let mut world = World::linked(CART);
    world.now = at("2026-11-23T20:56");
    world.pays("pay_1");
    assert!(!names(&world.last, BUYER).contains(&"yard_opens".to_owned()));
    let PartState::Offered { reminds_at, ends_at, .. } = world.part(0).state else { panic!() };
    let local = |at: jiff::Timestamp| at.to_zoned(world.now.time_zone().clone()).datetime();
    assert_eq!(local(reminds_at).to_string(), "2026-11-24T07:01:00");
    assert_eq!(local(ends_at).to_string(), "2026-11-24T07:06:00");

    let mut night = World::linked(CART);
    night.now = at("2026-11-23T23:00");
    let effects = night.pays("pay_1");
    assert_eq!(names(&effects, BUYER), ["paid", "yard_opens"]);
    let Fact::YardOpens { at: opens, .. } = told(&effects, BUYER)[1] else { panic!() };
    assert_eq!(*opens, at("2026-11-24T07:00").timestamp());
    assert_eq!(names(&effects, person_of(1)), ["offer"], "the alert goes out at any hour");
}

/// Off since the review: he was promised no new orders, so the next one is asked as if he had rejected, without him.
#[test]
fn a_yard_that_is_off_when_the_money_comes_is_not_asked() {
    let mut world = World::linked(CART);
    world.off = vec![vendor_id(1)];
    let effects = world.pays("pay_1");
    assert!(names(&effects, person_of(1)).is_empty());
    assert_eq!(names(&effects, person_of(2)), ["offer"]);
    assert_eq!(names(&effects, BUYER), ["paid", "asking_next"]);
    assert_eq!(world.stock_of(0), Stock::Held);
    assert_eq!(world.part(0).offers.len(), 1);

    let mut nobody = World::new(Method::Cash, &[(CEMENT, 10)]);
    nobody.off = vec![vendor_id(1), vendor_id(2), vendor_id(5)];
    let effects = nobody.does(OrderEvent::Placed);
    assert_eq!(names(&effects, BUYER), ["placed_for_cash", "nobody_accepted"]);
    assert_eq!(nobody.order.state(), OrderState::NeedsBuyer);
    assert_eq!(nobody.stock_of(0), Stock::Free);
    nobody.off.clear();
    nobody.waits(30);
    assert_eq!(nobody.vendor_of(0), vendor_id(1), "back when everybody is asked again");
}

/// What the yard has changed since the review counts, such as the hours of its ten minutes.
#[test]
fn an_offer_goes_to_the_vendor_as_he_is_now() {
    let mut world = World::linked(CART);
    let part = world.part(0).id;
    let mut now = world.part(0).share.vendor.clone();
    now.person = person_of(8);
    let mut mint = minter(99, &world.now);
    let (at, terms) = (world.now.clone(), world.terms.clone());
    let mut ctx = Ctx { now: &at, terms: &terms, mint: &mut mint };
    let answer = Answer::CanBeAsked { part, vendor: now };
    let step = answered(world.order.clone(), answer, &mut ctx);
    assert_eq!(names(&step.effects, person_of(8)), ["offer"]);
    world.order = step.order;
    assert_eq!(world.part(0).share.vendor.person, person_of(8));
}

#[test]
fn an_old_button_gets_an_answer_and_changes_nothing() {
    let mut world = World::paid(CART);
    let (old, by) = (world.offer_of(0), world.vendor_of(0));
    world.rejects(0);
    let before = world.order.clone();
    let accept = OrderEvent::OfferAccepted { offer: old, by };
    assert_eq!(names(&world.does(accept), person_of(1)), ["offer_gone"]);
    let reject = OrderEvent::OfferRejected { offer: old, by, reason: RejectReason::Price };
    assert_eq!(names(&world.does(reject), person_of(1)), ["offer_gone"]);
    // The open offer is not his either, whatever he sends.
    let stolen = OrderEvent::OfferAccepted { offer: world.offer_of(0), by };
    assert!(world.does(stolen).is_empty());
    assert_eq!(world.order, before);
}

#[test]
fn accepting_twice_tells_the_step_again() {
    let mut world = World::accepted(CART);
    let before = world.order.clone();
    let effects = world.accepts(0);
    let Fact::StepNoted { step: PartStep::Accepted, .. } = told(&effects, person_of(1))[0] else {
        panic!("{effects:?}")
    };
    assert!(deeds(&effects).is_empty());
    assert_eq!(
        names(&world.rejects(0), person_of(1)),
        ["step_noted"],
        "he has it; cancel is its own tap"
    );
    assert_eq!(world.order, before);
    world.cancels();
    assert_eq!(names(&world.accepts(0), person_of(1)), ["offer_gone"]);
}

#[test]
fn the_office_takes_a_part_away_and_the_next_is_asked() {
    for (mut world, fact) in [
        (World::paid(CART), "offer_lapsed"),
        (World::accepted(CART), "part_cancelled"),
        (World::dispatched(CART), "part_cancelled"),
    ] {
        let part = world.part(0).id;
        let effects = world.does(OrderEvent::OfficeReassigned { part });
        assert_eq!(names(&effects, person_of(1)), [fact]);
        assert_eq!(names(&effects, person_of(2)), ["offer"]);
        assert_eq!(names(&effects, BUYER), ["asking_next"]);
        assert_eq!(world.order.state(), OrderState::Offered);
    }
    let mut held = World::linked(CART);
    let part = held.part(0).id;
    assert!(held.does(OrderEvent::OfficeReassigned { part }).is_empty());
}

#[test]
fn the_office_takes_a_part_away_and_nobody_is_left() {
    let mut world = World::accepted(CART);
    world.candidates.clear();
    let part = world.part(0).id;
    let effects = world.does(OrderEvent::OfficeReassigned { part });
    assert_eq!(names(&effects, BUYER), ["nobody_accepted"]);
    assert!(world.order.refunds.is_empty(), "the buyer chooses");
}

#[test]
fn an_early_timer_for_asking_again_waits_for_its_time() {
    let mut world = World::paid(CART);
    world.candidates.clear();
    world.rejects(0);
    let part = world.part(0).id;
    let effects = world.does(OrderEvent::Due { timer: Timer::AskAgain { part } });
    assert_eq!(deeds(&effects), ["set_timer"]);
    assert_eq!(world.part(0).rounds, 0);
}

#[test]
fn a_vendor_who_cancels_is_replaced_before_any_money_moves() {
    let mut world = World::accepted(CART);
    let (part, by) = (world.part(0).id, vendor_id(1));
    let effects = world.does(OrderEvent::VendorCancelled { part, by });
    assert_eq!(names(&effects, person_of(1)), ["part_cancelled"]);
    assert_eq!(names(&effects, BUYER), ["asking_next"]);
    assert_eq!(world.stock_of(0), Stock::Held);
    assert!(world.order.refunds.is_empty());
    // And whatever he taps afterwards finds him gone.
    for effects in [
        world.does(OrderEvent::Packed { part, by }),
        world.does(OrderEvent::LeftForSite { part, by }),
        world.does(OrderEvent::VendorCancelled { part, by }),
    ] {
        assert_eq!(names(&effects, person_of(1)), ["offer_gone"]);
        assert!(deeds(&effects).is_empty());
    }
}

#[test]
fn a_vendor_who_cancels_with_nobody_else_means_all_money_back() {
    for mut world in [World::accepted(CART), World::dispatched(CART)] {
        world.candidates.clear();
        let (part, by) = (world.part(0).id, vendor_id(1));
        let effects = world.does(OrderEvent::VendorCancelled { part, by });
        assert_eq!(names(&effects, person_of(1)), ["part_cancelled"], "once");
        assert_eq!(names(&effects, BUYER), ["cancelled"]);
        assert_eq!(world.order.ended, Some(Ended::CancelledBy(Party::Vendor)));
        let refund = &world.order.refunds[0];
        assert_eq!(refund.why, RefundWhy::CancelledByVendor);
        assert_eq!(refund.amount_paise, world.order.total_paise);
    }
}

#[test]
fn a_vendor_who_cancels_an_offer_rejects_it() {
    let mut world = World::paid(CART);
    let (part, by) = (world.part(0).id, vendor_id(1));
    let effects = world.does(OrderEvent::VendorCancelled { part, by });
    assert_eq!(names(&effects, person_of(1)), ["reject_noted"]);
    assert_eq!(names(&effects, person_of(2)), ["offer"]);
}
