//! A part and its lines as people are told of them.

use serde::{Deserialize, Serialize};

use super::{Order, Part};
use crate::ids::PartId;
use crate::language::Name;
use crate::money::Paise;
use crate::quantity::{Quantity, Unit};
use crate::quote::Line;
use crate::time::Schedule;
use crate::vehicles::{Haul, Lane};

/// A part as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartCard {
    pub part: PartId,
    pub vendor: Name,
    pub lines: Vec<LineCard>,
    pub delivery_paise: Paise,
    /// What the buyer pays for it, with the order's round-off where it falls.
    pub total_paise: Paise,
    /// What of that is paid in cash when it comes.
    #[serde(default)]
    pub gate_paise: Paise,
    /// What its vendor gets for it, before our fee and taxes; they are known when it is delivered.
    pub owed_paise: Paise,
    pub schedule: Schedule,
    pub locality: Name,
    pub is_labour: bool,
    /// How the goods come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub haul: Option<Box<Haul>>,
    /// What the site's lane lets in, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<Lane>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCard {
    pub name: Name,
    pub quantity: Quantity,
    pub unit: Unit,
    pub total_paise: Paise,
}

impl From<&Line> for LineCard {
    fn from(line: &Line) -> Self {
        Self {
            name: line.name.clone(),
            quantity: line.quantity,
            unit: line.unit,
            total_paise: line.total_paise,
        }
    }
}

impl PartCard {
    /// The card of a part as it stands.
    #[must_use]
    pub fn of(order: &Order, part: &Part) -> Self {
        let is_labour = part.is_labour();
        Self {
            part: part.id,
            vendor: part.share.vendor.name.clone(),
            lines: part.share.lines.iter().map(LineCard::from).collect(),
            delivery_paise: part.share.delivery_paise,
            total_paise: order.due_for(part),
            gate_paise: order.gate_for(part),
            owed_paise: part.owed(),
            schedule: order.schedule_of(part),
            locality: order.site.locality.clone(),
            is_labour,
            haul: part.share.haul.clone().map(Box::new),
            lane: order.site.lane,
        }
    }
}
