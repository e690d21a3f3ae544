//! Whether what the office wants makes sense as the order is now, in words. The order's life decides again when the
//! event comes to it; asked here, so that a mistake is answered at once and not with silence.

use jiff::Zoned;
use realserv_domain::ids::PartId;
use realserv_domain::money::Paise;
use realserv_domain::orders::{
    Less, NoFewer, NoTakeBack, Order, OrderState, Part, PartStep, Party, Terms,
};
use realserv_domain::payments::ProviderId;

use crate::api::problem::Problem;

pub(super) fn cancel(order: &Order, part: Option<PartId>) -> Result<(), Problem> {
    if let Some(id) = part {
        let part = part_of(order, id)?;
        return if part.step().lives() && order.ended.is_none() {
            Ok(())
        } else {
            Err(Problem::conflict(format!("This part is {} already.", told(part.step()))))
        };
    }
    match order.state() {
        OrderState::Expired => Err(Problem::conflict("This order has expired already.")),
        OrderState::Cancelled => Err(Problem::conflict("This order is cancelled already.")),
        OrderState::Delivered => {
            Err(Problem::conflict("This order is delivered already; give money back instead."))
        }
        OrderState::AwaitingPayment
        | OrderState::Offered
        | OrderState::NeedsBuyer
        | OrderState::Accepted
        | OrderState::OnTheWay => Ok(()),
    }
}

/// Not more than is left of the payment that the refund would be taken from.
pub(super) fn refund(order: &Order, amount: Paise) -> Result<(), Problem> {
    if order.has_open_dispute() {
        return Err(Problem::conflict(
            "The buyer's bank has not decided yet about a payment of this order; money can go back after that.",
        ));
    }
    let left = order.refundable().map_or(Paise::ZERO, |refundable| refundable.left_paise);
    if left.is_zero() {
        let why = if order.payments.is_empty() {
            "Nothing was paid online for this order, so nothing can be refunded."
        } else {
            "All that was paid for this order has been sent back already."
        };
        return Err(Problem::conflict(why));
    }
    if amount > left {
        let rest = left.get();
        return Err(Problem::conflict(format!(
            "Only {left} ({rest} paise) of what was paid is left to refund."
        )));
    }
    Ok(())
}

/// Of a part that was delivered and paid online, not more than is still its vendor's.
pub(super) fn take_back(order: &Order, id: PartId, amount: Paise) -> Result<(), Problem> {
    let part = part_of(order, id)?;
    order.takes_back(part).map_err(|why| match why {
        NoTakeBack::NotDelivered => Problem::conflict(format!(
            "This part is {}; only of a delivered one something can be taken back.",
            told(part.step())
        )),
        NoTakeBack::ClaimIsOpen { claim } => Problem::field(
            "part_id",
            format!("has an open claim ({claim}) of its buyer; settle the claim instead"),
        ),
    })?;
    if !order.is_paid() {
        return Err(Problem::conflict(
            "This order was not paid online, so nothing can be sent back.",
        ));
    }
    let left = order.may_take_back(part);
    if amount > left {
        let rest = left.get();
        return Err(Problem::conflict(format!(
            "Only {left} ({rest} paise) of this part was paid online and is still the vendor's."
        )));
    }
    refund(order, amount)
}

pub(super) fn reassign(order: &Order, id: PartId) -> Result<(), Problem> {
    let step = part_of(order, id)?.step();
    if step == PartStep::Unserved || step == PartStep::Offered || step.is_with_vendor() {
        return Ok(());
    }
    let why = match step {
        PartStep::Held => "This part waits for the money; it has not been offered to anybody yet.",
        PartStep::Delivered => "This part is delivered already.",
        PartStep::Cancelled => "This part is cancelled already.",
        PartStep::Offered
        | PartStep::Unserved
        | PartStep::Accepted
        | PartStep::Packed
        | PartStep::Dispatched
        | PartStep::OnTheWay => return Ok(()),
    };
    Err(Problem::conflict(why))
}

pub(super) fn deliver(order: &Order, id: PartId) -> Result<(), Problem> {
    let step = part_of(order, id)?.step();
    if step.is_with_vendor() {
        return Ok(());
    }
    Err(Problem::conflict(format!(
        "This part is {}; only one that a vendor has accepted can be delivered.",
        told(step)
    )))
}

/// Only what was called out for nothing and nobody has said yet who bears.
pub(super) fn settle_trip(order: &Order, id: PartId) -> Result<(), Problem> {
    let part = part_of(order, id)?;
    if part.unsettled_trip().is_some() {
        return Ok(());
    }
    Err(Problem::conflict(match part.called_out {
        Some(_) => "Who bears this part's trip has been said already.",
        None => "This part has no trip that nobody pays for.",
    }))
}

/// As the order's own life says, in words.
pub(super) fn fewer(order: &Order, less: Less, now: &Zoned, terms: &Terms) -> Result<(), Problem> {
    part_of(order, less.part)?;
    let quantity = |why: String| Err(Problem::field("quantity", why));
    match order.fewer(less, Party::Office, now, terms) {
        Ok(_) => Ok(()),
        Err(NoFewer::HasLeft) => {
            Err(Problem::conflict("This part has left the yard; only all of it can be cancelled."))
        }
        Err(NoFewer::IsOver) => Err(Problem::conflict("This part has come or is cancelled.")),
        Err(NoFewer::NoSuchLine) => Err(Problem::field("sku_id", "is not in this part")),
        Err(NoFewer::NotFewer) => quantity("must be less than what is ordered".to_owned()),
        Err(NoFewer::BelowMinimum { minimum }) => {
            quantity(format!("must be 0 or at least {minimum}"))
        }
        Err(NoFewer::NotAStep { step }) => quantity(format!("must be a multiple of {step}")),
        Err(NoFewer::TooLittle) => quantity("must be less by a rupee or more".to_owned()),
        Err(NoFewer::Disputed) => Err(Problem::conflict(
            "The buyer's bank has not decided yet about a payment of this order.",
        )),
        Err(NoFewer::NotPayable) => Err(Problem::conflict(
            "The time to pay for this order is over, so no new link can be made for less of it.",
        )),
    }
}

/// Only while nobody has said what it comes to, and not more than was paid for it.
pub(super) fn settle_claim(
    order: &Order,
    id: PartId,
    number: u8,
    amount: Paise,
) -> Result<(), Problem> {
    let claim = part_of(order, id)?.claim(number);
    let claim = claim.ok_or_else(|| Problem::field("claim", "is not a claim of this part"))?;
    if !claim.is_open() {
        return Err(Problem::conflict("What this claim comes to has been said already."));
    }
    if amount > claim.paise {
        let (most, paise) = (claim.paise, claim.paise.get());
        let why = format!("must not be more than {most} ({paise} paise) was paid for it");
        return Err(Problem::field("amount_paise", why));
    }
    if amount > Paise::ZERO && amount < LEAST_GIVEN {
        return Err(Problem::field("amount_paise", "must be 0 or at least one rupee"));
    }
    Ok(())
}

/// Razorpay refunds nothing below one rupee (razorpay.md 5).
const LEAST_GIVEN: Paise = Paise::rupees(1);

/// Only what was lost, and of which nobody has said yet who bears it.
pub(super) fn settle_dispute(order: &Order, id: &ProviderId) -> Result<(), Problem> {
    let dispute = order.disputes.iter().find(|dispute| dispute.said.provider == *id);
    let Some(dispute) = dispute else {
        return Err(Problem::field("dispute_id", "is not a dispute of this order"));
    };
    if dispute.can_be_settled() {
        return Ok(());
    }
    Err(Problem::conflict(if dispute.is_open() {
        "The bank has not decided yet about this dispute."
    } else if dispute.borne_by.is_some() {
        "Who bears this dispute has been said already."
    } else {
        "Nothing was lost by this dispute."
    }))
}

fn part_of(order: &Order, id: PartId) -> Result<&Part, Problem> {
    order.part(id).ok_or_else(|| Problem::field("part_id", "is not a part of this order"))
}

const fn told(step: PartStep) -> &'static str {
    match step {
        PartStep::Held => "waiting for the money",
        PartStep::Offered => "with a vendor who has not answered",
        PartStep::Unserved => "without a vendor",
        PartStep::Accepted => "accepted",
        PartStep::Packed => "packed",
        PartStep::Dispatched => "dispatched",
        PartStep::OnTheWay => "on the way",
        PartStep::Delivered => "delivered",
        PartStep::Cancelled => "cancelled",
    }
}
