//! Less at the gate than was sent for, as who brings it says before the code: "43 of 50".
//!
//! It is to his own loss, so nobody is asked: the lines become what has come, the buyer's money for the rest goes back at
//! once (or so much less is collected), and the vendor is owed for what has come. What became of the rest is his word: it
//! never left the yard and is on its count again, or it is lost.

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::refunds::LEAST_REFUND;
use super::{Fact, LineCard, Order, Part, PartStep, RefundWhy};
use crate::ids::{PartId, SkuId, VendorId};
use crate::quantity::Quantity;

/// What became of what has not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    /// It is in the yard.
    Back,
    /// It is nowhere, or of no use.
    Lost,
}

/// Why what he says has come cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "because")]
pub enum NoShort {
    NoSuchLine,
    /// More than was sent for.
    NotFewer {
        quantity: Quantity,
    },
    /// Nothing at all: then there is nothing to deliver.
    NothingCame,
    /// Worth less than a rupee, which cannot be sent back.
    TooLittle,
}

impl Draft<'_, '_> {
    pub(super) fn came_short(
        &mut self,
        id: PartId,
        by: VendorId,
        (sku, came): (SkuId, Quantity),
        rest: Rest,
    ) {
        let Some(part) = self.part_of(id, by) else { return };
        if !part.is_at_the_gate() {
            return self.refuse(&part);
        }
        if part.is_locked(self.ctx.terms.code_tries) {
            return self.say_locked(&part);
        }
        match self.order.short(&part, sku, came) {
            Ok(None) => self.say_short_noted(&part),
            Ok(Some(with)) => self.is_short(&part, with, sku, rest),
            Err(why) => {
                let (to, step) = (part.share.vendor.person, part.step());
                let (order, number) = (self.order.id, self.order.number.clone());
                let part = self.card(&part);
                self.tell(to, Fact::ShortNotPossible { order, number, part, step, why });
            }
        }
    }

    fn is_short(&mut self, was: &Part, with: Part, sku: SkuId, rest: Rest) {
        let Some(line) = was.line(sku) else { return };
        let left = with.line(sku).map_or(Quantity::ZERO, |left| left.quantity);
        let quantity = line.quantity.less(left);
        let missing =
            LineCard { quantity, total_paise: quantity.at(line.price_paise), ..line.into() };
        let back = self.order.due_for(was) - self.order.due_for(&with);
        self.put_less(with, sku, rest);
        let given = self.settle_less(was.id, back, RefundWhy::ShortAtSite);
        let Some(part) = self.order.part(was.id).cloned() else { return };
        self.say_short_noted(&part);
        let (order, number, method) = (self.order.id, self.order.number.clone(), self.order.method);
        let off_paise = self.order.gate_for(was) - self.order.gate_for(&part);
        let (part, refund_paise) = (self.card(&part), given.goes());
        self.tell_buyer(Fact::CameShort {
            order,
            number,
            part,
            missing,
            sku: Some(sku),
            refund_paise,
            off_paise,
            method,
        });
        self.say_refund_waits(given);
    }

    fn say_short_noted(&mut self, part: &Part) {
        let (to, step) = (part.share.vendor.person, part.step());
        let (order, number, method) = (self.order.id, self.order.number.clone(), self.order.method);
        let part = self.card(part);
        self.tell(to, Fact::ShortNoted { order, number, part, step, method });
    }
}

impl Part {
    /// Goods that have left the yard; a crew comes as it is.
    fn is_at_the_gate(&self) -> bool {
        match self.step() {
            PartStep::Dispatched | PartStep::OnTheWay => true,
            PartStep::Accepted => self.is_labour(),
            PartStep::Held | PartStep::Offered | PartStep::Unserved | PartStep::Packed => false,
            PartStep::Delivered | PartStep::Cancelled => false,
        }
    }
}

impl Order {
    /// The part with what has come; none where that is all of it. There is no minimum of what fell off a truck.
    fn short(&self, part: &Part, sku: SkuId, came: Quantity) -> Result<Option<Part>, NoShort> {
        let line = part.line(sku).ok_or(NoShort::NoSuchLine)?;
        if came == line.quantity {
            return Ok(None);
        }
        if came > line.quantity {
            return Err(NoShort::NotFewer { quantity: line.quantity });
        }
        let with = part.with_less(sku, came);
        if with.share.lines.is_empty() {
            return Err(NoShort::NothingCame);
        }
        if self.due_for(part) - self.due_for(&with) < LEAST_REFUND {
            return Err(NoShort::TooLittle);
        }
        Ok(Some(with))
    }
}
