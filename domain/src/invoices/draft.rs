//! What is to be invoiced or credited, as the order knows it: without a number, and without anybody's name.

use serde::{Deserialize, Serialize};

use crate::catalog::GstRate;
use crate::ids::{InvoiceId, SkuId, VendorId};
use crate::language::Name;
use crate::money::Paise;
use crate::quantity::{Quantity, Unit};
use crate::tax::Gst;

/// What a line is of: a thing of the shelf, or bringing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    Sku(SkuId),
    Delivery,
}

/// So much of something is invoiced, or should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stands {
    pub of: Of,
    pub quantity: Quantity,
    pub paise: Paise,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub id: InvoiceId,
    pub vendor: VendorId,
    /// The invoice of which it takes something back. None: it is an invoice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<InvoiceId>,
    pub lines: Vec<DraftLine>,
    /// With what it differs by from its lines, the round-off.
    pub total_paise: Paise,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    pub of: Of,
    /// Of delivery none: the paper says it.
    pub name: Option<Name>,
    pub hsn: String,
    /// Of what was credited without its quantity, and of delivery, none.
    pub unit: Option<Unit>,
    pub quantity: Quantity,
    pub gst_rate: GstRate,
    pub gst: Gst,
    pub total_paise: Paise,
}
