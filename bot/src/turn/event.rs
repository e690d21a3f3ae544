//! What the inbox holds for a person, and what each channel of the outbox holds: documents between two moments of
//! the loop. The events of an order are `domain::orders::OrderEvent` itself.

use jiff::Timestamp;
use realserv_domain::ids::{LinkId, OrderId, PersonId, RefundId};
use realserv_domain::message::{Inbound, Message};
use realserv_domain::money::Paise;
use realserv_domain::orders::Fact;
use realserv_domain::payments::ProviderId;
use serde::{Deserialize, Serialize};

/// Something for a person's conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonEvent {
    Heard(Inbound),
    Told(Fact),
}

/// A message on its way to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    pub to: PersonId,
    pub message: Message,
}

/// A call to Razorpay on behalf of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "call")]
pub enum RazorpayCall {
    CreateLink {
        order: OrderId,
        link: LinkId,
        reference: String,
        amount_paise: Paise,
        expires_at: Timestamp,
    },
    LookUpLink {
        order: OrderId,
        link: LinkId,
        provider: ProviderId,
    },
    LookUpRefund {
        order: OrderId,
        refund: RefundId,
        payment: ProviderId,
        provider: ProviderId,
    },
    CancelLink {
        order: OrderId,
        link: LinkId,
        provider: ProviderId,
    },
    Refund {
        order: OrderId,
        refund: RefundId,
        payment: ProviderId,
        amount_paise: Paise,
    },
}
