//! What of an order stands invoiced, and what should: the papers follow the state, whatever led to it.
//!
//! | a part is … | so much of it should be invoiced |
//! |---|---|
//! | goods on the road | all of it |
//! | delivered | what stays sold |
//! | cancelled after it left | what its vendor keeps for the trip |
//! | anything else, or with another vendor by now | nothing |
//!
//! After every step the difference to what stands becomes a paper: an invoice where nothing stands, a credit note where too much
//! does. So each way in which a price becomes less (less at the gate, a claim, a part that moves on) has its credit note, and
//! none of them knows of invoices.

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::{Ask, Bearer, Claim, ClaimState, Fact, Order, Part, PartStep};
use crate::ids::{InvoiceId, PartId, VendorId};
use crate::invoices::{self, DraftLine, InvoiceNumber, Of, Stands};
use crate::money::Paise;
use crate::quantity::Quantity;
use crate::quote::Line;
use crate::tax::Gst;

/// A paper that was issued for a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoiced {
    pub id: InvoiceId,
    pub number: InvoiceNumber,
    pub vendor: VendorId,
    /// The invoice of which it took this back; none of an invoice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<InvoiceId>,
    pub lines: Vec<DraftLine>,
    pub total_paise: Paise,
}

/// A paper as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceCard {
    pub invoice: InvoiceId,
    pub number: InvoiceNumber,
    /// Of a credit note: the invoice that it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<InvoiceNumber>,
    pub total_paise: Paise,
}

/// What should stand invoiced of a part by one vendor.
#[derive(Default)]
struct Target {
    lines: Vec<Stands>,
    total_paise: Paise,
}

impl Draft<'_, '_> {
    /// Asks for the numbers of the papers that the state wants. A part asks for one at a time: until it is there, the state
    /// wants it still.
    pub(super) fn ask_for_invoices(&mut self) {
        let parts: Vec<PartId> = self.order.parts.iter().map(|part| part.id).collect();
        for id in parts {
            let Some(part) = self.order.part(id).filter(|part| !part.awaits_invoice) else {
                continue;
            };
            let Some(mut draft) = self.order.to_invoice(part) else { continue };
            draft.id = self.ctx.mint.id();
            if let Some(part) = self.order.part_mut(id) {
                part.awaits_invoice = true;
            }
            self.ask(Ask::Invoice { part: id, draft: Box::new(draft) });
        }
    }

    /// It has its number: the buyer and the vendor get it.
    pub(super) fn invoice_made(
        &mut self,
        id: PartId,
        draft: invoices::Draft,
        number: InvoiceNumber,
    ) {
        let limit = self.ctx.terms.eway_above_paise;
        let Some(part) = self.order.part_mut(id) else { return };
        part.awaits_invoice = false;
        let is_on_the_road = matches!(part.step(), PartStep::Dispatched | PartStep::OnTheWay);
        let needs_eway = draft.credits.is_none() && is_on_the_road && draft.total_paise > limit;
        let whose = part.asked_of(draft.vendor).unwrap_or(part.share.vendor.person);
        let made = Invoiced {
            id: draft.id,
            number,
            vendor: draft.vendor,
            credits: draft.credits,
            lines: draft.lines,
            total_paise: draft.total_paise,
        };
        let paper = part.invoice_card(&made);
        part.invoices.push(made);
        let (order, number) = (self.order.id, self.order.number.clone());
        self.tell_buyer(Fact::Invoiced { order, number: number.clone(), paper: paper.clone() });
        self.tell(whose, Fact::InvoicedByYou { order, number, paper, needs_eway });
    }

    /// All of its papers once more.
    pub(super) fn invoices_asked(&mut self) {
        let (order, number) = (self.order.id, self.order.number.clone());
        let of_part = |part: &Part| -> Vec<InvoiceCard> {
            part.invoices.iter().map(|one| part.invoice_card(one)).collect()
        };
        let papers: Vec<InvoiceCard> = self.order.parts.iter().flat_map(of_part).collect();
        if papers.is_empty() {
            self.tell_buyer(Fact::NoInvoiceYet { order, number: number.clone() });
        }
        for paper in papers {
            self.tell_buyer(Fact::Invoiced { order, number: number.clone(), paper });
        }
    }
}

impl Part {
    fn invoice_card(&self, one: &Invoiced) -> InvoiceCard {
        let of = one.credits.and_then(|of| self.invoices.iter().find(|other| other.id == of));
        InvoiceCard {
            invoice: one.id,
            number: one.number,
            credits: of.map(|of| of.number),
            total_paise: one.total_paise,
        }
    }

    /// Who of a vendor's people was asked for it.
    fn asked_of(&self, vendor: VendorId) -> Option<crate::ids::PersonId> {
        let asked = self.offers.iter().rev().find(|asked| asked.vendor == vendor)?;
        Some(asked.person)
    }
}

impl Order {
    /// The next paper that this part wants; its id is still to be drawn. A vendor who had it before comes first.
    fn to_invoice(&self, part: &Part) -> Option<invoices::Draft> {
        let now = part.share.vendor.id;
        let mut vendors: Vec<VendorId> = part.invoices.iter().map(|one| one.vendor).collect();
        vendors.retain(|vendor| *vendor != now);
        vendors.sort_unstable();
        vendors.dedup();
        vendors.push(now);
        vendors.into_iter().find_map(|vendor| {
            let target = if vendor == now { self.should_stand(part) } else { Target::default() };
            self.paper(part, vendor, &target)
        })
    }

    fn paper(&self, part: &Part, vendor: VendorId, target: &Target) -> Option<invoices::Draft> {
        let (stands, total) = part.stands_invoiced(vendor);
        let more_paise = target.total_paise - total;
        // Nothing that stands becomes dearer; what was credited whole is invoiced anew.
        let (credits, lines) = if total.is_zero() {
            let line = |line: &Stands| part.invoice_line(line);
            (None, target.lines.iter().filter_map(line).collect())
        } else {
            let is_invoice = |one: &&Invoiced| one.vendor == vendor && one.credits.is_none();
            let invoice = part.invoices.iter().rev().find(is_invoice)?;
            let line = |was: &DraftLine| credited(was, target.line(was.of));
            (Some(invoice.id), stands.iter().filter_map(line).collect())
        };
        let total_paise = if credits.is_some() { -more_paise } else { more_paise };
        let id = InvoiceId(uuid::Uuid::nil());
        (total_paise > Paise::ZERO).then_some(invoices::Draft {
            id,
            vendor,
            credits,
            lines,
            total_paise,
        })
    }

    /// What of a part should stand invoiced by the vendor who has it now.
    fn should_stand(&self, part: &Part) -> Target {
        match part.step() {
            PartStep::Dispatched | PartStep::OnTheWay if !part.is_labour() => {
                Target { lines: part.all_lines(), total_paise: self.due_for(part) }
            }
            PartStep::Delivered => self.stays_invoiced(part),
            PartStep::Cancelled => {
                let kept = part.kept_paise.min(part.share.delivery_paise);
                let line = Stands { of: Of::Delivery, quantity: Quantity::ZERO, paise: kept };
                let is_invoiced = !part.invoices.is_empty() && kept > Paise::ZERO;
                let lines = if is_invoiced { vec![line] } else { Vec::new() };
                let total_paise = lines.iter().map(|line| line.paise).sum();
                Target { lines, total_paise }
            }
            // Work that is not done yet, goods that are in the yard.
            PartStep::Dispatched | PartStep::OnTheWay => Target::default(),
            PartStep::Held | PartStep::Offered | PartStep::Unserved => Target::default(),
            PartStep::Accepted | PartStep::Packed => Target::default(),
        }
    }

    /// Of a delivered part: what was taken back goes off the lines that were claimed, and what is left of it off all of them.
    fn stays_invoiced(&self, part: &Part) -> Target {
        let mut lines = part.all_lines();
        let mut back = part.taken_back_paise;
        for claim in part.claims.iter().filter(|claim| claim.is_borne_by_vendor()) {
            let Some(line) = lines.iter_mut().find(|line| line.of == Of::Sku(claim.sku)) else {
                continue;
            };
            let off = claim.given().min(line.paise).min(back);
            line.paise = line.paise - off;
            back = back - off;
        }
        let mut left: Paise = lines.iter().map(|line| line.paise).sum();
        // The round-off goes with the last of it.
        let mut off_all = back.min(left);
        for line in &mut lines {
            let off = off_all.times_ratio(line.paise.get(), left.get().max(1)).min(line.paise);
            (left, off_all) = (left - line.paise, off_all - off);
            line.paise = line.paise - off;
        }
        Target { lines, total_paise: self.stays_sold(part) }
    }
}

impl Part {
    /// What stands on a vendor's papers by now, and their sum.
    fn stands_invoiced(&self, vendor: VendorId) -> (Vec<DraftLine>, Paise) {
        let mut stands: Vec<DraftLine> = Vec::new();
        let mut total = Paise::ZERO;
        for paper in self.invoices.iter().filter(|one| one.vendor == vendor) {
            if paper.credits.is_none() {
                // Only where nothing stood: what was credited whole before it is over.
                total = paper.total_paise;
                stands.clone_from(&paper.lines);
                continue;
            }
            total = total - paper.total_paise;
            for less in &paper.lines {
                let line = stands.iter_mut().find(|line| line.of == less.of);
                let Some(line) = line else { continue };
                line.total_paise = line.total_paise - less.total_paise;
                line.quantity = line.quantity.less(less.quantity);
            }
        }
        (stands, total)
    }

    fn all_lines(&self) -> Vec<Stands> {
        let line = |line: &Line| Stands {
            of: Of::Sku(line.sku),
            quantity: line.quantity,
            paise: line.total_paise,
        };
        let mut lines: Vec<Stands> = self.share.lines.iter().map(line).collect();
        let delivery = self.share.delivery_paise;
        if !delivery.is_zero() {
            lines.push(Stands { of: Of::Delivery, quantity: Quantity::ZERO, paise: delivery });
        }
        lines
    }

    fn invoice_line(&self, stands: &Stands) -> Option<DraftLine> {
        let (name, hsn, unit, gst_rate) = match stands.of {
            Of::Sku(sku) => {
                let line = self.line(sku)?;
                (Some(line.name.clone()), line.hsn.clone(), Some(line.unit), line.gst_rate)
            }
            Of::Delivery => (None, self.hsn_of_delivery(), None, self.share.delivery_gst_rate),
        };
        let (of, quantity, total_paise) = (stands.of, stands.quantity, stands.paise);
        let gst = Gst::inside(total_paise, gst_rate);
        (total_paise > Paise::ZERO).then_some(DraftLine {
            of,
            name,
            hsn,
            unit,
            quantity,
            gst_rate,
            gst,
            total_paise,
        })
    }

    /// Bringing goods is a part of selling them (composite supply): it stands under the heading of those that give it its rate.
    fn hsn_of_delivery(&self) -> String {
        let rate = self.share.delivery_gst_rate;
        let of_rate = self.share.lines.iter().find(|line| line.gst_rate == rate);
        of_rate.map(|line| line.hsn.clone()).unwrap_or_default()
    }
}

impl Target {
    fn line(&self, of: Of) -> (Paise, Quantity) {
        let line = self.lines.iter().find(|line| line.of == of);
        line.map_or((Paise::ZERO, Quantity::ZERO), |line| (line.paise, line.quantity))
    }
}

/// What a credit note says of a line that stands and should be less. Its tax is what the tax of the whole becomes less by, so
/// that invoice and notes together are to the paisa what stays.
fn credited(was: &DraftLine, (stays, kept): (Paise, Quantity)) -> Option<DraftLine> {
    let total_paise = was.total_paise - stays;
    if total_paise <= Paise::ZERO {
        return None;
    }
    let quantity = was.quantity.less(kept);
    let (before, after) =
        (Gst::inside(was.total_paise, was.gst_rate), Gst::inside(stays, was.gst_rate));
    Some(DraftLine {
        quantity,
        unit: was.unit.filter(|_| !quantity.is_zero()),
        gst: before - after,
        total_paise,
        ..was.clone()
    })
}

impl Claim {
    const fn is_borne_by_vendor(&self) -> bool {
        matches!(self.state, ClaimState::Settled { borne_by: Bearer::Vendor, .. })
    }
}
