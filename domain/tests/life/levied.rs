//! What is taken of a sale, and back again.

use jiff::civil::date;
use proptest::prelude::*;
use realserv_domain::fees::*;
use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;

use crate::pots::rates;
use crate::town::*;

fn delivered(method: Method, lines: &[(u128, u32)], standing: &Standing) -> World {
    let mut world = World::placed(method, lines);
    world.terms.rates = rates();
    world.standing = standing.clone();
    if method != Method::Cash {
        world.link_made();
        world.pays("pay_1");
    }
    world.all_accept();
    for at in 0..world.order.parts.len() {
        world.does(OrderEvent::OfficeDelivered { part: world.part(at).id });
    }
    world
}

fn firm() -> Standing {
    Standing { registered: true, pan: Some(PanHolder::Other), ..Standing::default() }
}

fn taken(world: &World) -> Levies {
    world.part(0).levies.unwrap()
}

#[test]
fn a_registered_yard_is_charged_commission_and_both_taxes() {
    let world = delivered(Method::Online, &[(CEMENT, 50)], &firm());
    let share = share_of(&world.order, 0);
    let taxable = share.lines[0].gst.taxable_paise + share.delivery_gst.taxable_paise;
    let commission = taxable.times_ratio(2, 100);
    let levies = taken(&world);
    assert_eq!(levies.commission_paise, commission);
    assert_eq!(levies.commission_gst_paise, commission.times_ratio(18, 100));
    assert_eq!(levies.tcs_paise, taxable.times_ratio(5, 1000), "half a percent of what is taxable");
    assert_eq!(levies.tds_paise, share.total().times_ratio(1, 1000), "of the gross amount");
    assert_eq!(levies.welfare_fee_paise, Paise::ZERO, "goods");
    assert_eq!(world.owed_to(vendor_id(1)), share.total() - levies.withheld());
    assert_eq!(world.balance(Account::Commission), -commission);
    assert_eq!(world.balance(Account::TcsPayable), -levies.tcs_paise);
    assert_eq!(world.balance(Account::TdsPayable), -levies.tds_paise);
    assert_eq!(world.balance(Account::GstPayable), -levies.commission_gst_paise);
}

#[test]
fn of_cash_no_tcs_is_collected_and_what_is_taken_is_owed_by_the_vendor() {
    let world = delivered(Method::Cash, &[(CEMENT, 10)], &firm());
    let levies = taken(&world);
    assert_eq!(levies.tcs_paise, Paise::ZERO, "the platform did not collect the money");
    assert!(levies.tds_paise > Paise::ZERO, "income tax asks for it all the same");
    let (due, cash) =
        (world.owed_to(vendor_id(1)), world.balance(Account::CashWithVendor(vendor_id(1))));
    assert_eq!(cash - due, levies.withheld() + world.order.round_off_paise);
}

#[test]
fn who_is_not_registered_pays_no_tcs_and_without_a_pan_five_percent() {
    let stranger = Standing::default();
    let world = delivered(Method::Online, &[(CEMENT, 50)], &stranger);
    let total = share_of(&world.order, 0).total();
    assert_eq!(taken(&world).tcs_paise, Paise::ZERO);
    assert_eq!(taken(&world).tds_paise, total.times_ratio(5, 100));
}

#[test]
fn a_small_person_with_a_pan_is_spared_until_the_sale_that_crosses_the_threshold() {
    let total = share_of(&delivered(Method::Online, &[(CEMENT, 50)], &firm()).order, 0).total();
    let limit = Paise::rupees(500_000);
    for (before, holder, pays) in [
        (limit - total, PanHolder::Individual, false),
        (limit - total + Paise::new(1), PanHolder::Individual, true),
        (Paise::ZERO, PanHolder::Other, true),
    ] {
        let standing =
            Standing { pan: Some(holder), year_gross_paise: before, ..Standing::default() };
        let world = delivered(Method::Online, &[(CEMENT, 50)], &standing);
        let expected = if pays { total.times_ratio(1, 1000) } else { Paise::ZERO };
        assert_eq!(taken(&world).tds_paise, expected, "{before} {holder:?}");
    }
}

#[test]
fn of_a_trade_under_section_9_5_the_platform_pays_the_gst_inside_the_price() {
    let trades = [(sku_id(MASON), "mason".to_owned())].into_iter().collect();
    let mistri = Standing { pan: Some(PanHolder::Individual), trades, ..Standing::default() };
    let world = delivered(Method::Online, &[(MASON, 2)], &mistri);
    let total = share_of(&world.order, 0).total();
    let levies = taken(&world);
    assert_eq!(levies.operator_gst_paise, total.times_ratio(18, 118));
    assert_eq!(levies.welfare_fee_paise, total.times_ratio(1, 100));
    assert_eq!(world.balance(Account::WelfareFee), levies.welfare_fee_paise);
    assert_eq!(world.balance(Account::WelfarePayable), -levies.welfare_fee_paise);
    let contractor = Standing { registered: true, ..mistri };
    let registered = delivered(Method::Online, &[(MASON, 2)], &contractor);
    assert_eq!(taken(&registered).operator_gst_paise, Paise::ZERO);
    assert!(taken(&registered).tcs_paise > Paise::ZERO);
}

#[test]
fn a_rate_holds_from_its_day_on() {
    let rate = |from_on, per_ten_thousand| Rate {
        levy: Levy::Tcs,
        scope: String::new(),
        from_on,
        per_ten_thousand,
        base: Base::Taxable,
        threshold_paise: Paise::ZERO,
    };
    let rates = Rates(vec![rate(date(2027, 4, 1), 100), rate(date(2024, 7, 10), 50)]);
    let on = |day| rates.on(Levy::Tcs, "", day).map(|rate| rate.per_ten_thousand);
    assert_eq!(on(date(2024, 7, 9)), None);
    assert_eq!(on(date(2024, 7, 10)), Some(50));
    assert_eq!(on(date(2027, 3, 31)), Some(50));
    assert_eq!(on(date(2027, 4, 1)), Some(100));
    assert!(!rates.take_on(date(2024, 7, 9)) && rates.take_on(date(2026, 11, 23)));
}

#[test]
fn what_is_taken_back_takes_everything_with_it_in_proportion() {
    let mut world = delivered(Method::Online, &[(CEMENT, 50)], &firm());
    let (part, person) = (world.part(0).id, person_of(1));
    let due = world.order.due_for(world.part(0));
    let (owed, levies) = (world.owed_to(vendor_id(1)), taken(&world));
    let half = due.times_ratio(1, 2);
    let effects = world.does(OrderEvent::OfficeTookBack { part, amount_paise: half });
    assert_eq!(names(&effects, BUYER), ["refund_started"]);
    assert_eq!(names(&effects, person), ["taken_back"]);
    // Each account rounds for itself.
    let off = world.owed_to(vendor_id(1)) - owed.times_ratio(1, 2);
    assert!(off.get().abs() <= 3, "{off}");
    assert_eq!(world.balance(Account::TcsPayable), -levies.tcs_paise.times_ratio(1, 2));
    assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    // The rest, and nothing beyond it.
    world.does(OrderEvent::OfficeTookBack { part, amount_paise: due });
    assert_eq!(world.owed_to(vendor_id(1)), Paise::ZERO);
    for account in [Account::Commission, Account::GstPayable, Account::TcsPayable] {
        assert_eq!(world.balance(account), Paise::ZERO, "{account:?}");
    }
    assert_eq!(world.balance(Account::RoundOff), Paise::ZERO);
    let nothing = world.does(OrderEvent::OfficeTookBack { part, amount_paise: due });
    assert!(nothing.is_empty(), "{nothing:?}");
}

#[test]
fn of_what_was_not_delivered_or_not_paid_online_nothing_is_taken_back() {
    let amount_paise = Paise::rupees(100);
    let mut waiting = World::accepted(&[(CEMENT, 50)]);
    let part = waiting.part(0).id;
    assert!(waiting.does(OrderEvent::OfficeTookBack { part, amount_paise }).is_empty());
    let mut cash = delivered(Method::Cash, &[(CEMENT, 10)], &firm());
    let part = cash.part(0).id;
    assert!(cash.does(OrderEvent::OfficeTookBack { part, amount_paise }).is_empty());
}

fn any_rates() -> impl Strategy<Value = Rates> {
    let rate = |levy: Levy| {
        (0..=levy.most(), any::<bool>()).prop_map(move |(rate, gross)| Rate {
            levy,
            scope: if levy == Levy::OperatorGst { "mason".into() } else { String::new() },
            from_on: date(2026, 1, 1),
            per_ten_thousand: rate,
            base: if gross { Base::Gross } else { Base::Taxable },
            threshold_paise: Paise::ZERO,
        })
    };
    Levy::ALL.map(rate).to_vec().prop_map(Rates)
}

proptest! {
    /// With any rates that the office may set: what the buyer paid is what the vendor keeps, what is taken, and the
    /// round-off; and the vendor keeps something. Taken back in any pieces, nothing is left anywhere.
    #[test]
    fn a_sale_is_taken_apart_without_a_rest_and_put_together_again(
        rates in any_rates(),
        steel in 1_u32..4000,
        masons in 1_u32..10,
        registered in any::<bool>(),
        pieces in prop::collection::vec(1_i64..40_000_000, 1..6),
    ) {
        let mut world = World::placed(Method::Online, &[(STEEL, steel.min(900)), (MASON, masons)]);
        world.terms.rates = rates;
        world.standing = Standing {
            registered,
            trades: [(sku_id(MASON), "mason".to_owned())].into_iter().collect(),
            ..Standing::default()
        };
        world.link_made();
        world.pays("pay_1");
        world.all_accept();
        for at in 0..2 {
            world.does(OrderEvent::OfficeDelivered { part: world.part(at).id });
        }
        let nobodys = [
            Account::Commission,
            Account::GstPayable,
            Account::TcsPayable,
            Account::TdsPayable,
            Account::OperatorGst,
            Account::RoundOff,
        ];
        let mut kept = Paise::ZERO;
        for at in 0..2 {
            let net = world.owed_to(world.vendor_of(at));
            prop_assert!(net >= Paise::ZERO, "{net}");
            kept += net;
        }
        let taken: Paise = nobodys.map(|account| -world.balance(account)).into_iter().sum();
        prop_assert_eq!(kept + taken, world.order.total_paise);
        for (n, piece) in pieces.into_iter().enumerate() {
            let part = world.part(n % 2).id;
            world.does(OrderEvent::OfficeTookBack { part, amount_paise: Paise::new(piece) });
        }
        for at in 0..2 {
            prop_assert!(world.owed_to(world.vendor_of(at)) >= Paise::ZERO);
            let part = world.part(at);
            let left = world.order.stays_sold(part);
            let event = OrderEvent::OfficeTookBack { part: part.id, amount_paise: left };
            world.does(event);
        }
        // Less than a rupee cannot be sent; then it stays sold.
        let stays: Paise = world.order.parts.iter().map(|part| world.order.stays_sold(part)).sum();
        prop_assert!(stays < Paise::rupees(2));
        if stays.is_zero() {
            for account in nobodys {
                prop_assert_eq!(world.balance(account), Paise::ZERO);
            }
        }
        prop_assert_eq!(world.balance(Account::Buyer(BUYER)), Paise::ZERO);
    }
}

/// What was handed over at the gate the platform did not collect.
#[test]
fn of_an_advance_tcs_is_taken_on_what_was_paid_online() {
    let world = delivered(Method::Advance, &[(CEMENT, 80)], &firm());
    let (part, share) = (world.part(0), share_of(&world.order, 0));
    let (online, due) = (world.order.online_for(part), world.order.due_for(part));
    assert_eq!((online, due), (Paise::rupees(6_232), Paise::rupees(31_160)));
    let taxable = share.lines[0].gst.taxable_paise + share.delivery_gst.taxable_paise;
    let whole = taxable.times_ratio(5, 1000);
    assert_eq!(taken(&world).tcs_paise, whole.times_ratio(6_232, 31_160));
    assert_eq!(taken(&world).tds_paise, share.total().times_ratio(1, 1000), "of all of it");
}
