//! Where an order and its parts are, told from what the aggregate holds; nothing here changes anything.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Carrier, Counter, Ended, Order, Part, Party};
use crate::catalog::Kind;
use crate::ids::{OfferId, PartId, VendorId};
use crate::money::Paise;
use crate::payments::{Payment, PaymentStatus, ProviderId, RefundStatus};

/// What the parts and the money of an order add up to, for a person to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// The link is out (or about to be), stock is held.
    AwaitingPayment,
    /// Paid or cash: vendors are being asked.
    Offered,
    /// Nobody took a part; the buyer decides.
    NeedsBuyer,
    /// Every live part is accepted.
    Accepted,
    /// Something is dispatched or on the way.
    OnTheWay,
    Delivered,
    /// The quote ended unpaid.
    Expired,
    Cancelled,
}

impl OrderState {
    /// Where something of an order is still to come, and it can be cancelled.
    pub const OPEN: [Self; 5] =
        [Self::AwaitingPayment, Self::Offered, Self::NeedsBuyer, Self::Accepted, Self::OnTheWay];
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum PartState {
    /// Waiting for the money.
    Held,
    Offered {
        offer: OfferId,
        since: Timestamp,
        reminds_at: Timestamp,
        ends_at: Timestamp,
        /// What the vendor can do instead; the buyer is thinking about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counter: Option<Counter>,
    },
    /// Nobody is left to ask; the buyer chooses to wait or to have the money back.
    Unserved {
        since: Timestamp,
        /// What it would cost more with somebody whom the platform may not ask at the buyer's price.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        more_paise: Option<Paise>,
    },
    Accepted {
        at: Timestamp,
    },
    Packed {
        at: Timestamp,
    },
    Dispatched {
        at: Timestamp,
        carrier: Carrier,
    },
    OnTheWay {
        at: Timestamp,
        carrier: Carrier,
        wrong_codes: u8,
    },
    Delivered {
        at: Timestamp,
    },
    Cancelled {
        at: Timestamp,
        by: Party,
    },
}

/// Where a part is, without its data: what a vendor may do next follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartStep {
    Held,
    Offered,
    Unserved,
    Accepted,
    Packed,
    Dispatched,
    OnTheWay,
    Delivered,
    Cancelled,
}

impl PartState {
    #[must_use]
    pub const fn step(&self) -> PartStep {
        match self {
            Self::Held => PartStep::Held,
            Self::Offered { .. } => PartStep::Offered,
            Self::Unserved { .. } => PartStep::Unserved,
            Self::Accepted { .. } => PartStep::Accepted,
            Self::Packed { .. } => PartStep::Packed,
            Self::Dispatched { .. } => PartStep::Dispatched,
            Self::OnTheWay { .. } => PartStep::OnTheWay,
            Self::Delivered { .. } => PartStep::Delivered,
            Self::Cancelled { .. } => PartStep::Cancelled,
        }
    }
}

impl PartStep {
    /// Neither delivered nor cancelled.
    #[must_use]
    pub const fn lives(self) -> bool {
        match self {
            Self::Held | Self::Offered | Self::Unserved => true,
            Self::Accepted | Self::Packed | Self::Dispatched | Self::OnTheWay => true,
            Self::Delivered | Self::Cancelled => false,
        }
    }

    /// Stock is held or was deducted for it.
    #[must_use]
    pub const fn binds_stock(self) -> bool {
        match self {
            Self::Unserved => false,
            Self::Held | Self::Offered | Self::Accepted => true,
            Self::Packed | Self::Dispatched | Self::OnTheWay => true,
            Self::Delivered | Self::Cancelled => false,
        }
    }

    /// A vendor has said yes and has not finished.
    #[must_use]
    pub const fn is_with_vendor(self) -> bool {
        match self {
            Self::Accepted | Self::Packed | Self::Dispatched | Self::OnTheWay => true,
            Self::Held | Self::Offered | Self::Unserved => false,
            Self::Delivered | Self::Cancelled => false,
        }
    }
}

impl Part {
    /// People for a day, not goods; a share is never both.
    #[must_use]
    pub fn is_labour(&self) -> bool {
        self.share.lines.iter().all(|line| line.kind == Kind::Labour)
    }

    #[must_use]
    pub const fn step(&self) -> PartStep {
        self.state.step()
    }

    /// What the buyer can pay more for it, where nobody brings it for less.
    #[must_use]
    pub const fn more_paise(&self) -> Option<Paise> {
        if let PartState::Unserved { more_paise, .. } = &self.state { *more_paise } else { None }
    }

    /// The offer that its vendor has not answered yet.
    #[must_use]
    pub const fn open_offer(&self) -> Option<OfferId> {
        if let PartState::Offered { offer, .. } = &self.state { Some(*offer) } else { None }
    }

    /// Too many wrong codes: only the office can call it delivered now.
    #[must_use]
    pub fn is_locked(&self, code_tries: u8) -> bool {
        matches!(&self.state, PartState::OnTheWay { wrong_codes, .. } if *wrong_codes >= code_tries)
    }

    #[must_use]
    pub fn is_of(&self, vendor: VendorId) -> bool {
        self.share.vendor.id == vendor
    }

    /// What the vendor gets for it: the buyer's prices and the delivery, and where he asks more the platform's support
    /// on top, less what he has lost of it again since. The order's round-off is the platform's, so this is not what the buyer
    /// pays; and our fee and taxes are taken of it (`Order::nets`).
    #[must_use]
    pub fn owed(&self) -> Paise {
        // Parts of before this was kept know it of their claims alone.
        self.credited() - self.lost_paise.max(self.lost_by_claims())
    }

    /// What he is credited when it is delivered.
    #[must_use]
    pub fn credited(&self) -> Paise {
        self.share.total() + self.share.price_support()
    }
}

impl Order {
    #[must_use]
    pub fn state(&self) -> OrderState {
        match self.ended {
            Some(Ended::Expired) => return OrderState::Expired,
            Some(Ended::CancelledBy(_)) => return OrderState::Cancelled,
            None => {}
        }
        let any = |wanted: &[PartStep]| self.parts.iter().any(|p| wanted.contains(&p.step()));
        if any(&[PartStep::Unserved]) {
            OrderState::NeedsBuyer
        } else if any(&[PartStep::Dispatched, PartStep::OnTheWay]) {
            OrderState::OnTheWay
        } else if any(&[PartStep::Offered]) {
            OrderState::Offered
        } else if any(&[PartStep::Accepted, PartStep::Packed]) {
            OrderState::Accepted
        } else if any(&[PartStep::Held]) {
            OrderState::AwaitingPayment
        } else {
            OrderState::Delivered
        }
    }

    /// Whether somebody in the office should look at it.
    #[must_use]
    pub const fn needs_person(&self) -> bool {
        self.attention.is_some()
    }

    #[must_use]
    pub fn part(&self, id: PartId) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == id)
    }

    /// The part whose open offer this is.
    #[must_use]
    pub fn part_of_offer(&self, offer: OfferId) -> Option<&Part> {
        self.parts.iter().find(|part| part.open_offer() == Some(offer))
    }

    /// What the buyer pays for a part. The order's round-off belongs to the first part, so that the parts add up; a part that
    /// became less for cash has one of its own.
    #[must_use]
    pub fn due_for(&self, part: &Part) -> Paise {
        let first = self.parts.first().is_some_and(|first| first.id == part.id);
        let round_off = if first { self.round_off_paise } else { Paise::ZERO };
        part.share.total() + round_off + part.round_off_paise
    }

    /// Whether it can still become an order that is paid at the gate.
    #[must_use]
    pub fn may_be_cash(&self) -> bool {
        self.awaits_payment() && self.total_paise <= self.cash_limit_paise
    }

    /// The payment that pays this order: captured, and not one that is sent back whole because it should not be.
    #[must_use]
    pub fn paid_by(&self) -> Option<&Payment> {
        self.payments.iter().find(|payment| {
            let ours = match &payment.status {
                PaymentStatus::Captured => true,
                // Refunded by us after a cancellation; one that we never had is not ours.
                PaymentStatus::Refunded => self.refunded_of(&payment.provider) > Paise::ZERO,
                PaymentStatus::Created
                | PaymentStatus::Failed
                | PaymentStatus::Authorized
                | PaymentStatus::Unknown(_) => false,
            };
            let stray =
                self.refunds.iter().any(|r| r.payment == payment.provider && r.why.is_of_a_stray());
            ours && !stray
        })
    }

    #[must_use]
    pub fn is_paid(&self) -> bool {
        self.paid_by().is_some()
    }

    /// What has been sent back, or is on its way, of a payment.
    #[must_use]
    pub fn refunded_of(&self, payment: &ProviderId) -> Paise {
        self.refunds
            .iter()
            .filter(|refund| refund.payment == *payment && refund.status != RefundStatus::Failed)
            .map(|refund| refund.amount_paise)
            .sum()
    }
}

impl Order {
    pub(super) fn part_mut(&mut self, id: PartId) -> Option<&mut Part> {
        self.parts.iter_mut().find(|part| part.id == id)
    }

    pub(super) fn parts_at(&self, step: PartStep) -> Vec<PartId> {
        self.parts.iter().filter(|part| part.step() == step).map(|part| part.id).collect()
    }

    /// Waiting for the money: nothing was offered yet and nothing has ended.
    pub(super) fn awaits_payment(&self) -> bool {
        self.state() == OrderState::AwaitingPayment
    }
}
