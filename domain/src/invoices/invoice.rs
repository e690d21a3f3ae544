//! An invoice, a bill of supply, a plain bill or a credit note, with all that is printed on it. Kept as it was issued: what
//! changes afterwards in a name or an address does not change it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Draft, DraftLine, InvoiceNumber, Kind, Of};
use crate::catalog::GstRate;
use crate::identity::{Gstin, TELANGANA};
use crate::ids::{InvoiceId, OrderId, OrderNumber, PartId, VendorId};
use crate::language::Name;
use crate::money::Paise;
use crate::quantity::{Quantity, Unit};

/// What stands above the lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    pub number: InvoiceNumber,
    pub dated: Date,
    pub order: OrderId,
    pub order_number: OrderNumber,
    pub part: PartId,
    /// The invoice of which it takes something back, and its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<(InvoiceNumber, Date)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplier {
    pub id: VendorId,
    pub name: String,
    pub address: String,
    /// None: he is not registered, and charges no tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gstin: Option<Gstin>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    pub name: String,
    /// Where it was brought, which is where tax is due.
    pub address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gstin: Option<Gstin>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    pub id: InvoiceId,
    pub heading: Heading,
    pub supplier: Supplier,
    pub recipient: Recipient,
    /// The state in which it was delivered, by its code: 36 is Telangana.
    pub place_of_supply: u8,
    pub lines: Vec<InvoiceLine>,
    pub round_off_paise: Paise,
    pub total_paise: Paise,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// None: the vendor's delivery.
    pub name: Option<Name>,
    pub hsn: String,
    pub unit: Option<Unit>,
    pub quantity: Quantity,
    pub gst_rate: GstRate,
    pub taxes: Taxes,
    /// With tax.
    pub total_paise: Paise,
}

/// Central and state tax within a state, integrated tax over a border.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taxes {
    pub taxable_paise: Paise,
    #[serde(default)]
    pub cgst_paise: Paise,
    #[serde(default)]
    pub sgst_paise: Paise,
    #[serde(default)]
    pub igst_paise: Paise,
}

impl Taxes {
    #[must_use]
    pub fn tax(&self) -> Paise {
        self.cgst_paise + self.sgst_paise + self.igst_paise
    }

    fn add(&mut self, more: &Self) {
        self.taxable_paise += more.taxable_paise;
        self.cgst_paise += more.cgst_paise;
        self.sgst_paise += more.sgst_paise;
        self.igst_paise += more.igst_paise;
    }
}

impl Invoice {
    /// Which paper a supplier gives for a draft: who is not registered may charge no tax, and where nothing is taxed a bill of
    /// supply is due (rule 49).
    #[must_use]
    pub fn kind(draft: &Draft, supplier: &Supplier) -> Kind {
        if draft.credits.is_some() {
            Kind::CreditNote
        } else if supplier.gstin.is_none() {
            Kind::Bill
        } else if draft.lines.iter().any(|line| line.gst_rate.0 > 0) {
            Kind::TaxInvoice
        } else {
            Kind::BillOfSupply
        }
    }

    /// The draft with its number and names. The odd paisa that two equal halves cannot share goes to the round-off, and over a
    /// border there is none.
    #[must_use]
    pub fn of(draft: &Draft, heading: Heading, supplier: Supplier, recipient: Recipient) -> Self {
        // All sites lie in Telangana (india-commerce.md 4), and goods are taxed where their way ends.
        let place_of_supply = TELANGANA;
        let across = supplier.gstin.as_ref().map(|gstin| gstin.state() != place_of_supply);
        let lines: Vec<InvoiceLine> = draft.lines.iter().map(|line| priced(line, across)).collect();
        let printed: Paise =
            lines.iter().map(|line| line.taxes.taxable_paise + line.taxes.tax()).sum();
        Self {
            id: draft.id,
            heading,
            supplier,
            recipient,
            place_of_supply,
            lines,
            round_off_paise: draft.total_paise - printed,
            total_paise: draft.total_paise,
        }
    }

    #[must_use]
    pub fn is_across(&self) -> bool {
        let gstin = self.supplier.gstin.as_ref();
        gstin.is_some_and(|gstin| gstin.state() != self.place_of_supply)
    }

    /// The sums of all lines.
    #[must_use]
    pub fn taxes(&self) -> Taxes {
        let mut sum = Taxes::default();
        self.lines.iter().for_each(|line| sum.add(&line.taxes));
        sum
    }

    /// The sums by heading and rate, in the order of the lines: what a return asks for.
    #[must_use]
    pub fn by_heading(&self) -> Vec<(String, GstRate, Taxes)> {
        let mut sums: Vec<(String, GstRate, Taxes)> = Vec::new();
        for line in &self.lines {
            let of_it =
                sums.iter_mut().find(|(hsn, rate, _)| *hsn == line.hsn && *rate == line.gst_rate);
            match of_it {
                Some((_, _, taxes)) => taxes.add(&line.taxes),
                None => sums.push((line.hsn.clone(), line.gst_rate, line.taxes)),
            }
        }
        sums
    }
}

/// `across`: none of a supplier who charges no tax.
fn priced(line: &DraftLine, across: Option<bool>) -> InvoiceLine {
    let gst = line.gst;
    let taxes = match across {
        None => Taxes { taxable_paise: line.total_paise, ..Taxes::default() },
        Some(false) => Taxes {
            taxable_paise: gst.taxable_paise,
            cgst_paise: gst.cgst_paise,
            sgst_paise: gst.sgst_paise,
            igst_paise: Paise::ZERO,
        },
        Some(true) => Taxes {
            taxable_paise: gst.taxable_paise,
            igst_paise: line.total_paise - gst.taxable_paise,
            ..Taxes::default()
        },
    };
    InvoiceLine {
        name: line.name.clone().filter(|_| line.of != Of::Delivery),
        hsn: line.hsn.clone(),
        unit: line.unit,
        quantity: line.quantity,
        gst_rate: if across.is_none() { GstRate(0) } else { line.gst_rate },
        taxes,
        total_paise: line.total_paise,
    }
}

/// The unit as the GST portal writes it (unique quantity code). It has no cubic foot, no load and no
/// person: those are *others*.
#[must_use]
pub const fn uqc(unit: Unit) -> &'static str {
    match unit {
        Unit::Bag => "BAG",
        Unit::Tonne => "MTS",
        Unit::Kg => "KGS",
        Unit::Piece | Unit::Rod => "NOS",
        Unit::Cft | Unit::Load | Unit::Person => "OTH",
    }
}
