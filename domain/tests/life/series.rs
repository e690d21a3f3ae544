//! The vendors' series, as the tables number them, and what holds of every paper.

use std::collections::BTreeMap;

use jiff::Zoned;
use realserv_domain::ids::{OrderId, PartId, VendorId};
use realserv_domain::invoices::{
    Draft, FinancialYear, Heading, Invoice, InvoiceNumber, Kind, Recipient, Supplier,
};
use realserv_domain::money::Paise;
use realserv_domain::orders::{Answer, Order, Part, PartStep};

#[derive(Clone, Default)]
pub(crate) struct Series(BTreeMap<(VendorId, Kind, FinancialYear), u32>);

impl Series {
    pub(crate) fn answer(&mut self, part: PartId, draft: Box<Draft>, now: &Zoned) -> Answer {
        let kind = Invoice::kind(&draft, &supplier(draft.vendor));
        let year = FinancialYear::of(now.date());
        let place = self.0.entry((draft.vendor, kind, year)).or_default();
        *place += 1;
        let number = InvoiceNumber { kind, year, place: *place };
        prints(&draft, number, now);
        Answer::Invoiced { part, draft, number }
    }
}

fn supplier(id: VendorId) -> Supplier {
    let gstin = Some("36AABCT1332L1ZF".parse().unwrap());
    Supplier { id, name: "Sri Lakshmi Cement".into(), address: "Kukatpally".into(), gstin }
}

/// An order is rounded to a rupee, each gate again, and less than a rupee is not sent back.
const MOST_ROUND_OFF: i64 = 500;

/// Its lines, taxes and round-off come to its total, and the round-off is small.
fn prints(draft: &Draft, number: InvoiceNumber, now: &Zoned) -> Invoice {
    let heading = Heading {
        number,
        dated: now.date(),
        order: OrderId(uuid::Uuid::from_u128(1)),
        order_number: "RS7K3M9QX".parse().unwrap(),
        part: PartId(uuid::Uuid::from_u128(2)),
        credits: None,
    };
    let recipient = Recipient { name: "Asha".into(), address: "Miyapur".into(), gstin: None };
    let invoice = Invoice::of(draft, heading, supplier(draft.vendor), recipient);
    let taxes = invoice.taxes();
    assert_eq!(taxes.taxable_paise + taxes.tax() + invoice.round_off_paise, invoice.total_paise);
    assert_eq!(taxes.cgst_paise, taxes.sgst_paise);
    let off = invoice.round_off_paise.get().abs();
    assert!(off <= MOST_ROUND_OFF, "its lines do not say what it is of: {invoice:?}");
    assert!(invoice.total_paise > Paise::ZERO, "{invoice:?}");
    assert!(invoice.lines.iter().all(|line| line.total_paise > Paise::ZERO), "{invoice:?}");
    let by_heading: Paise = invoice.by_heading().iter().map(|(_, _, taxes)| taxes.tax()).sum();
    assert_eq!(by_heading, taxes.tax());
    invoice
}

/// What stands on a vendor's papers of a part.
fn stands(part: &Part, vendor: VendorId) -> Paise {
    let of_his = part.invoices.iter().filter(|one| one.vendor == vendor);
    of_his.map(|one| if one.credits.is_some() { -one.total_paise } else { one.total_paise }).sum()
}

/// Holds after every step, whatever happened.
pub(crate) fn stand_as_they_should(order: &Order) {
    for part in &order.parts {
        let his = stands(part, part.share.vendor.id);
        let should = match part.step() {
            PartStep::Dispatched | PartStep::OnTheWay if !part.is_labour() => order.due_for(part),
            PartStep::Delivered => order.stays_sold(part),
            PartStep::Cancelled if part.invoices.is_empty() => Paise::ZERO,
            PartStep::Cancelled => part.kept_paise.min(part.share.delivery_paise),
            _ => Paise::ZERO,
        };
        assert_eq!(his, should, "{:?} of {}: {:?}", part.step(), order.number, part.invoices);
        for other in part.invoices.iter().filter(|one| one.vendor != part.share.vendor.id) {
            assert_eq!(stands(part, other.vendor), Paise::ZERO, "{:?}", part.invoices);
        }
        assert!(!part.awaits_invoice);
    }
}
