//! Where money stands when all is posted, and where it should stand by what the orders say, which is not what was posted.

use std::collections::BTreeMap;

use realserv_domain::fees::{Base, Levies, Levy, Rate, Rates};
use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::payments::*;

/// Where money can stand, whoever's it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pot {
    Razorpay,
    CashWithVendor,
    Buyer,
    Vendor,
    Delivery,
    Commission,
    GstPayable,
    TcsPayable,
    TdsPayable,
    WelfareFee,
    WelfarePayable,
    GatewayFee,
    GatewayFeeGst,
    PriceSupport,
    RoundOff,
    CancellationFee,
    CalledOut,
    Claims,
    Suspense,
    Disputed,
    DisputeLoss,
    Bank,
}

pub(crate) type Pots = BTreeMap<Pot, Paise>;

pub(crate) fn pot(account: Account) -> Pot {
    match account {
        Account::Razorpay => Pot::Razorpay,
        Account::CashWithVendor(_) => Pot::CashWithVendor,
        Account::Buyer(_) => Pot::Buyer,
        Account::Vendor(_) => Pot::Vendor,
        Account::Delivery(_) => Pot::Delivery,
        Account::Commission => Pot::Commission,
        Account::GstPayable | Account::OperatorGst => Pot::GstPayable,
        // No order sends anything to a vendor.
        Account::PayoutInTransit => Pot::Bank,
        Account::TcsPayable => Pot::TcsPayable,
        Account::TdsPayable => Pot::TdsPayable,
        Account::WelfareFee => Pot::WelfareFee,
        Account::WelfarePayable => Pot::WelfarePayable,
        Account::GatewayFee => Pot::GatewayFee,
        Account::GatewayFeeGst => Pot::GatewayFeeGst,
        Account::PriceSupport => Pot::PriceSupport,
        Account::RoundOff => Pot::RoundOff,
        Account::CancellationFee => Pot::CancellationFee,
        Account::CalledOut => Pot::CalledOut,
        Account::Claims => Pot::Claims,
        Account::Suspense => Pot::Suspense,
        Account::Disputed => Pot::Disputed,
        Account::DisputeLoss => Pot::DisputeLoss,
        Account::Bank => Pot::Bank,
    }
}

/// What the order says that should stand where: payments, refunds, parts, and what its buyer was told that stays.
pub(crate) fn explained(order: &Order, kept_told: Paise) -> Pots {
    let mut pots = Pots::new();
    let mut put = |pot, paise: Paise| *pots.entry(pot).or_default() += paise;
    for paid in order.payments.iter().filter(|paid| paid.status == PaymentStatus::Captured) {
        put(Pot::Razorpay, paid.amount_paise - paid.fee_paise);
        put(Pot::GatewayFee, paid.fee_paise - paid.fee_tax_paise);
        put(Pot::GatewayFeeGst, paid.fee_tax_paise);
        put(Pot::Buyer, -paid.amount_paise);
    }
    for refund in order.refunds.iter().filter(|refund| refund.status != RefundStatus::Failed) {
        let goodwill = refund.why == RefundWhy::Goodwill;
        let owed = if goodwill { refund.counted_paise } else { refund.amount_paise };
        // What the bank gave instead is not sent.
        put(Pot::Razorpay, refund.covered_paise - refund.amount_paise);
        put(Pot::Buyer, owed);
        put(Pot::Suspense, refund.amount_paise - owed);
    }
    for dispute in &order.disputes {
        let taken = if dispute.is_open() { dispute.said.deducted_paise } else { dispute.lost() };
        put(Pot::Razorpay, -taken);
        put(if dispute.is_open() { Pot::Disputed } else { Pot::DisputeLoss }, taken);
        put(Pot::DisputeLoss, -(dispute.owed_paise + dispute.vendors_paise));
        // What vendors bear was taken back of them, and did not go to the buyer.
        put(Pot::Buyer, dispute.owed_paise + dispute.vendors_paise);
    }
    let sent = order.refunds.iter().filter(|refund| refund.status != RefundStatus::Failed);
    // What waited and went by the bank was the buyer's when it was asked for.
    put(Pot::Buyer, -sent.map(|refund| refund.covered_paise).sum::<Paise>());
    for part in &order.parts {
        if part.step() == PartStep::Delivered {
            let due = order.due_for(part);
            put(Pot::CashWithVendor, order.gate_for(part));
            put(Pot::Buyer, order.online_for(part));
            put_claims(part, &mut put);
            // What was taken back of it is the buyer's again, and leaves the same share of everything else.
            let stays = order.stays_sold(part);
            let of = |paise: Paise| paise.times_ratio(stays.get(), due.get());
            put(Pot::Buyer, -part.taken_back_paise);
            let support = order.support_left(part);
            // Of the price the vendor has what was not taken back; the round-off goes with the last of it.
            let price = part.share.total() - part.taken_back_paise;
            let price = if stays.is_zero() { Paise::ZERO } else { price.max(Paise::ZERO) };
            let brought = of(part.share.delivery_paise).min(price);
            let goods = price - brought + support;
            put(Pot::PriceSupport, support);
            put(Pot::Vendor, -goods);
            put(Pot::Delivery, -brought);
            put(Pot::RoundOff, goods + brought - support - stays);
            put_levies(part.levies.unwrap(), of, &mut put);
        }
        if let Some(trip) = part.called_out {
            match trip.borne_by {
                None => put(Pot::Suspense, trip.paise),
                Some(Bearer::Platform) => put(Pot::CalledOut, trip.paise),
                Some(Bearer::Vendor) => put(Pot::Vendor, trip.paise),
            }
            put(Pot::Vendor, -trip.paise);
        }
    }
    put(Pot::Buyer, kept_told);
    pots.retain(|_, paise| !paise.is_zero());
    pots
}

/// What claims have come to: back to the bank or by the vendor's hand, at our cost or his. What he bears was taken back of the
/// part, which counts it as the buyer's.
fn put_claims(part: &Part, put: &mut impl FnMut(Pot, Paise)) {
    for claim in &part.claims {
        let ClaimState::Settled { given_paise, by_hand_paise, borne_by, .. } = claim.state else {
            continue;
        };
        put(Pot::CashWithVendor, -by_hand_paise);
        match borne_by {
            Bearer::Vendor => put(Pot::Buyer, by_hand_paise),
            Bearer::Platform => {
                put(Pot::Buyer, by_hand_paise - given_paise);
                put(Pot::Claims, given_paise);
            }
        }
    }
}

/// What is taken of a sale: the vendor's share of it, and where it waits for the tax office.
fn put_levies(levies: Levies, of: impl Fn(Paise) -> Paise, put: &mut impl FnMut(Pot, Paise)) {
    let [commission, gst, tcs] =
        [levies.commission_paise, levies.commission_gst_paise, levies.tcs_paise].map(&of);
    let [tds, operator, welfare] =
        [levies.tds_paise, levies.operator_gst_paise, levies.welfare_fee_paise].map(&of);
    put(Pot::Vendor, commission + gst + tcs + tds + operator);
    put(Pot::Commission, -commission);
    put(Pot::GstPayable, -(gst + operator));
    put(Pot::TcsPayable, -tcs);
    put(Pot::TdsPayable, -tds);
    put(Pot::WelfareFee, welfare);
    put(Pot::WelfarePayable, -welfare);
}

/// What the law takes since 2024, and a commission of two percent.
pub(crate) fn rates() -> Rates {
    let rate = |levy, scope: &str, per_ten_thousand, base, threshold: i64| Rate {
        levy,
        scope: scope.to_owned(),
        from_on: jiff::civil::date(2024, 10, 1),
        per_ten_thousand,
        base,
        threshold_paise: Paise::rupees(threshold),
    };
    Rates(vec![
        rate(Levy::Commission, "", 200, Base::Taxable, 0),
        rate(Levy::CommissionGst, "", 1800, Base::Gross, 0),
        rate(Levy::Tcs, "", 50, Base::Taxable, 0),
        rate(Levy::Tds, "", 10, Base::Gross, 500_000),
        rate(Levy::TdsNoPan, "", 500, Base::Gross, 0),
        rate(Levy::OperatorGst, "mason", 1800, Base::Gross, 0),
        rate(Levy::WelfareFee, "", 100, Base::Gross, 0),
    ])
}
