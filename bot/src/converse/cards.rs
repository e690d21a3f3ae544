//! What the tables say of an order, a part to do, and a yard's shelf: what a conversation shows and asks about.

use jiff::Timestamp;
use jiff::civil::Date;
use realserv_domain::ids::{DeliveryCode, OfferId, OrderId, OrderNumber, SkuId, ZoneId};
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::orders::{
    Cancelling, ClaimState, ClaimWhy, Counter, Less, Method, OrderState, PartCard, PartStep,
    TradeDays,
};
use realserv_domain::phone::Phone;
use realserv_domain::place::{Pin, Point};
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::way::Way;
use serde::{Deserialize, Serialize};

/// An order as its buyer is shown it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCard {
    pub order: OrderId,
    pub number: OrderNumber,
    pub state: OrderState,
    pub method: Method,
    pub total_paise: Paise,
    /// What of it is still to be paid in cash when it comes.
    #[serde(default)]
    pub gate_paise: Paise,
    /// What was paid online, or the open link asks for.
    #[serde(default)]
    pub online_paise: Paise,
    pub placed_at: Timestamp,
    /// Where it goes: when things can come is the zone's.
    pub zone: ZoneId,
    pub parts: Vec<OrderCardPart>,
    /// The open payment link and until when it can be paid.
    pub pay: Option<(String, Timestamp)>,
    /// Of what pays the order.
    pub refunded_paise: Paise,
    /// Of what was paid beside it: twice, too late, a wrong amount.
    pub stray_refunded_paise: Paise,
    /// There are papers of it to send.
    #[serde(default)]
    pub has_invoices: bool,
    /// It waits for its money and may be paid in cash instead.
    pub may_be_cash: bool,
    /// What it would mean to cancel it now.
    pub cancelling: Cancelling,
    /// A bank has not decided yet whose its money is: nothing can be called off.
    #[serde(default)]
    pub is_disputed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCardPart {
    pub card: PartCard,
    pub step: PartStep,
    /// What was promised for it can no longer be kept.
    pub time_has_passed: bool,
    /// Its code was wrong too often: the office decides what becomes of it.
    pub is_locked: bool,
    /// What the buyer tells at the gate, for who brings this part.
    pub code: DeliveryCode,
    /// Of what its lines are, in their order.
    #[serde(default)]
    pub skus: Vec<SkuId>,
    /// It can become less.
    #[serde(default)]
    pub may_be_less: bool,
    /// Something of it may be said to be missing or broken.
    #[serde(default)]
    pub may_be_claimed: bool,
    /// What was said to be missing or broken of it, in the order in which it was said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimOnCard>,
    /// What its vendor can do instead; the buyer is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<Countered>,
    /// What somebody would bring it for beyond what was quoted; the buyer chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_paise: Option<Paise>,
}

/// Something that was missing or broken, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimOnCard {
    pub why: ClaimWhy,
    pub name: Name,
    pub quantity: Quantity,
    pub unit: Unit,
    pub state: ClaimState,
}

/// A line that would become less, as its buyer is asked about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IfLess {
    pub less: Less,
    pub part: PartCard,
    /// As it would be; none: cancelled.
    pub with: Option<PartCard>,
    pub back_paise: Paise,
    pub kept_paise: Paise,
    /// What of it goes back to his bank. None in a question of before that was known: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund_paise: Option<Paise>,
    pub total_paise: Paise,
    pub paid: bool,
}

/// What a vendor can do instead, and the part as it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Countered {
    pub counter: Counter,
    pub with: PartCard,
}

/// What a driver needs: words and a number, which live only in this turn's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteDetails {
    pub way: Way,
    pub point: Point,
    pub pin: Pin,
    pub locality: Name,
    pub buyer_name: Option<String>,
    pub buyer_phone: Option<Phone>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskPart {
    pub order: OrderId,
    pub number: OrderNumber,
    pub step: PartStep,
    pub card: PartCard,
    pub method: Method,
    /// The open offer, when `step` is `Offered`.
    pub offer: Option<OfferId>,
    /// Its code was wrong too often: only the office can call it delivered.
    pub is_locked: bool,
    /// Of what its lines are, in their order.
    #[serde(default)]
    pub skus: Vec<SkuId>,
}

/// A week of a contractor's crews, Monday to Sunday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WageWeek {
    pub from: Date,
    pub to: Date,
    pub trades: Vec<TradeDays>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskStock {
    pub sku: SkuId,
    pub name: Name,
    pub unit: Unit,
    pub available: Quantity,
    pub reserved: Quantity,
    pub price_paise: Paise,
}
