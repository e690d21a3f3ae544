//! From the yard to the site: accepted, packed, dispatched, on the way, delivered against the buyer's code.
//!
//! A driver's phone has other worries: *packed* and *on the way* may be skipped. A tap twice tells the step again; a
//! tap that does not fit is refused with where the part is. Crews are not packed: from *accepted* the arrival code
//! counts at once.

use super::draft::Draft;
use super::{Carrier, Fact, Part, PartState, PartStep};
use crate::ids::{DeliveryCode, PartId, VendorId};
use crate::message::BillEnd;

impl Draft<'_, '_> {
    pub(super) fn packed(&mut self, id: PartId, by: VendorId) {
        let Some(part) = self.part_of(id, by) else { return };
        let step = part.step();
        if step == PartStep::Packed {
            return self.step_noted(&part);
        }
        if step != PartStep::Accepted || part.is_labour() {
            return self.refuse(&part);
        }
        self.set_state(id, PartState::Packed { at: self.now() });
        self.note(id);
        let (order, number, part) = self.named(&part);
        self.tell_buyer(Fact::Packed { order, number, part });
    }

    pub(super) fn dispatched(&mut self, id: PartId, by: VendorId, carrier: Carrier) {
        let Some(part) = self.part_of(id, by) else { return };
        match &part.state {
            PartState::Dispatched { carrier: known, .. } if *known == carrier => {
                return self.step_noted(&part);
            }
            // Again with another vehicle: the buyer must know which truck to let in.
            PartState::Accepted { .. }
            | PartState::Packed { .. }
            | PartState::Dispatched { .. } => {}
            PartState::Held
            | PartState::Offered { .. }
            | PartState::Unserved { .. }
            | PartState::OnTheWay { .. }
            | PartState::Delivered { .. }
            | PartState::Cancelled { .. } => return self.refuse(&part),
        }
        self.set_state(id, PartState::Dispatched { at: self.now(), carrier: carrier.clone() });
        self.watch_road(&part);
        self.note(id);
        let (order, number, part) = self.named(&part);
        self.tell_buyer(Fact::Dispatched { order, number, part, carrier });
    }

    pub(super) fn left_for_site(&mut self, id: PartId, by: VendorId) {
        let Some(part) = self.part_of(id, by) else { return };
        let Some(carrier) = part.carrier() else {
            let again = part.step() == PartStep::OnTheWay;
            return if again { self.step_noted(&part) } else { self.refuse(&part) };
        };
        let (at, known) = (self.now(), carrier.clone());
        self.set_state(id, PartState::OnTheWay { at, carrier: known, wrong_codes: 0 });
        self.watch_road(&part);
        self.note(id);
        let code = part.code.clone();
        let (order, number, part) = self.named(&part);
        self.tell_buyer(Fact::OnTheWay { order, number, part, carrier, code });
    }

    /// The driver types what the buyer tells him. Only whole codes count as tries.
    pub(super) fn code_tried(&mut self, id: PartId, by: VendorId, code: &str) {
        let Some(part) = self.part_of(id, by) else { return };
        let (carrier, wrong_codes) = match &part.state {
            PartState::OnTheWay { carrier, wrong_codes, .. } => (carrier.clone(), *wrong_codes),
            PartState::Delivered { .. } => return self.step_noted(&part),
            PartState::Accepted { .. } | PartState::Dispatched { .. } => match part.carrier() {
                Some(carrier) => (carrier, 0),
                None => return self.refuse(&part),
            },
            PartState::Held
            | PartState::Offered { .. }
            | PartState::Unserved { .. }
            | PartState::Packed { .. }
            | PartState::Cancelled { .. } => return self.refuse(&part),
        };
        let tries = self.ctx.terms.code_tries;
        if wrong_codes >= tries {
            return self.say_locked(&part);
        }
        let Some(code) = DeliveryCode::parse(code) else {
            return self.say_wrong(&part, tries - wrong_codes);
        };
        if code == part.code {
            return self.delivered(&part);
        }
        // Whoever tries a code stands at the gate.
        let wrong_codes = wrong_codes + 1;
        self.set_state(id, PartState::OnTheWay { at: self.now(), carrier, wrong_codes });
        self.watch_road(&part);
        if wrong_codes >= tries {
            self.say_locked(&part);
            self.tell_code_tried_too_often(&part);
        } else {
            self.say_wrong(&part, tries - wrong_codes);
        }
    }

    fn say_wrong(&mut self, part: &Part, tries_left: u8) {
        let person = part.share.vendor.person;
        let (order, number, part) = self.named(part);
        self.tell(person, Fact::CodeWrong { order, number, part, tries_left });
    }

    pub(super) fn tell_code_tried_too_often(&mut self, part: &Part) {
        let (order, number, part) = self.named(part);
        self.tell_buyer(Fact::CodeTriedTooOften { order, number, part });
    }

    pub(super) fn say_locked(&mut self, part: &Part) {
        let number = self.order.number.clone();
        self.tell(part.share.vendor.person, Fact::CodeLocked { number });
    }

    /// Without a code, on the office's word: a locked part, or a phone that died at the gate.
    pub(super) fn office_delivered(&mut self, id: PartId) {
        if let Some(part) = self.order.part(id).filter(|p| p.step().is_with_vendor()).cloned() {
            self.delivered(&part);
        }
    }

    fn delivered(&mut self, part: &Part) {
        self.set_state(part.id, PartState::Delivered { at: self.now() });
        self.post_delivered(part);
        let whole_order = !self.order.parts.iter().any(|part| part.step().lives());
        let (order, number, card) = self.named(part);
        self.tell_buyer(Fact::Delivered { order, number, part: card, whole_order });
        if whole_order {
            self.end_bills(BillEnd::Completed);
        }
    }

    /// The part, if it is this vendor's now. Whoever had it once hears that it is gone; strangers hear nothing.
    pub(super) fn part_of(&mut self, id: PartId, by: VendorId) -> Option<Part> {
        let part = self.order.part(id)?.clone();
        if part.is_of(by) && !matches!(part.state, PartState::Held) {
            return Some(part);
        }
        if let Some(asked) = part.offers.iter().rev().find(|asked| asked.vendor == by) {
            let number = self.order.number.clone();
            self.tell(asked.person, Fact::OfferGone { number });
        }
        None
    }

    /// Tells the vendor where his part is after his own step.
    fn note(&mut self, id: PartId) {
        if let Some(part) = self.order.part(id).cloned() {
            self.step_noted(&part);
        }
    }

    pub(super) fn step_noted(&mut self, part: &Part) {
        let (person, step) = (part.share.vendor.person, part.step());
        let (order, number, part) = self.named(part);
        self.tell(person, Fact::StepNoted { order, number, part, step });
    }

    pub(super) fn refuse(&mut self, part: &Part) {
        let (person, step) = (part.share.vendor.person, part.step());
        let (order, number, part) = self.named(part);
        self.tell(person, Fact::StepRefused { order, number, part, step });
    }

    fn named(
        &self,
        part: &Part,
    ) -> (crate::ids::OrderId, crate::ids::OrderNumber, super::PartCard) {
        (self.order.id, self.order.number.clone(), self.card(part))
    }
}

impl Part {
    /// Who brings it, once it may leave: a crew goes as it is, goods need a vehicle first.
    fn carrier(&self) -> Option<Carrier> {
        match &self.state {
            PartState::Dispatched { carrier, .. } => Some(carrier.clone()),
            PartState::Accepted { .. } if self.is_labour() => {
                Some(Carrier { vehicle: String::new(), driver: String::new() })
            }
            PartState::Accepted { .. }
            | PartState::Held
            | PartState::Offered { .. }
            | PartState::Unserved { .. }
            | PartState::Packed { .. }
            | PartState::OnTheWay { .. }
            | PartState::Delivered { .. }
            | PartState::Cancelled { .. } => None,
        }
    }
}
