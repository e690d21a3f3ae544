//! Cash at the gate: all of a cash order, the balance of one of which an advance was paid, and what a buyer agreed to pay
//! more for a part after he had paid.
//!
//! A part keeps what is collected at its own gate (`Part::gate_paise`), so that several vendors each know their sum; the
//! rest of what it costs has been paid online. Of a cash order all that is due is collected. What was agreed to pay more for
//! one vendor is off when he does not bring it.

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::refunds::LEAST_REFUND;
use super::{Effect, Fact, Method, Order, Part, PartStep, RefundWhy, Terms};
use crate::ids::PartId;
use crate::money::Paise;
use crate::quote::Line;

/// Half a rupee.
const HALF: Paise = Paise::new(50);

/// An order in two payments. Both are whole rupees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advance {
    pub now_paise: Paise,
    pub gate_paise: Paise,
}

/// What is paid now and what at the gate, for an order that is too big to be paid in cash: no more at the gate than may be
/// cash, and at least the office's share now. None where it may be cash anyway, or where the office wants all of it now.
#[must_use]
pub fn advance(total: Paise, cash_limit: Paise, terms: &Terms) -> Option<Advance> {
    let split = split(total, cash_limit, terms);
    (total > cash_limit && split.gate_paise > Paise::ZERO && split.now_paise > Paise::ZERO)
        .then_some(split)
}

fn split(total: Paise, cash_limit: Paise, terms: &Terms) -> Advance {
    let least = total.times_ratio(terms.advance_per_mille.into(), 1000);
    let rest = (total - least).min(cash_limit).max(Paise::ZERO);
    let gate_paise = if terms.advance_per_mille == 0 { Paise::ZERO } else { rest.whole_rupees() };
    Advance { now_paise: total - gate_paise, gate_paise }
}

impl Order {
    /// What is collected in cash for a part.
    #[must_use]
    pub fn gate_for(&self, part: &Part) -> Paise {
        match self.method {
            Method::Cash => self.due_for(part),
            Method::Online | Method::Advance => part.gate_paise,
        }
    }

    /// What of a part is paid online: what can come back of it.
    #[must_use]
    pub fn online_for(&self, part: &Part) -> Paise {
        self.due_for(part) - self.gate_for(part)
    }

    /// What a link asks for.
    #[must_use]
    pub fn online_paise(&self) -> Paise {
        match self.method {
            Method::Cash => Paise::ZERO,
            // What is cancelled stays in the total, with its gate.
            Method::Online | Method::Advance => {
                self.total_paise - self.parts.iter().map(|part| part.gate_paise).sum()
            }
        }
    }

    /// What is still to be paid in cash, at the gates of what is still to come.
    #[must_use]
    pub fn to_collect(&self) -> Paise {
        let to_come = self.parts.iter().filter(|part| part.step().lives());
        to_come.map(|part| self.gate_for(part)).sum()
    }

    /// What is still to be collected, and was, at all gates together.
    #[must_use]
    pub fn at_the_gates(&self) -> Paise {
        let wanted = self.parts.iter().filter(|part| part.step() != PartStep::Cancelled);
        wanted.map(|part| self.gate_for(part)).sum()
    }

    /// Each gate's share of the balance, in whole rupees; what does not fit any is paid now. All of it where it is for cash.
    pub(super) fn spread_balance(&mut self, terms: &Terms) {
        for part in &mut self.parts {
            part.gate_paise = Paise::ZERO;
        }
        if self.method == Method::Cash {
            self.round_gates();
        }
        if self.method != Method::Advance {
            return;
        }
        let mut left = split(self.total_paise, self.cash_limit_paise, terms).gate_paise;
        let mut total = self.total_paise;
        for part in self.living(None) {
            let due = self.part(part).map_or(Paise::ZERO, |part| self.due_for(part));
            let share = left.times_ratio(due.get(), total.get().max(1)).to_next_rupee();
            let share = share.min(due.whole_rupees()).min(left).max(Paise::ZERO);
            (left, total) = (left - share, total - due);
            if let Some(part) = self.part_mut(part) {
                part.gate_paise = share;
            }
        }
    }

    /// Of a cash order every gate collects whole rupees, and all of them the total: what the others are rounded by the first
    /// one, which has the order's round-off, makes up for.
    fn round_gates(&mut self) {
        let mut of_first = Paise::ZERO;
        let living = |part: &&mut Part| part.step().lives();
        for part in self.parts.iter_mut().skip(1).filter(living) {
            let exact = part.share.total();
            part.round_off_paise = exact.to_rupee() - exact;
            of_first = of_first - part.round_off_paise;
        }
        if let Some(first) = self.parts.first_mut() {
            first.round_off_paise = of_first;
        }
    }

    /// What of a sum that a part became cheaper by is not collected at its gate; the rest of it was paid.
    #[must_use]
    pub fn off_the_gate(&self, part: &Part, back: Paise) -> Paise {
        back.min(self.gate_for(part))
    }

    /// Whether so much more may be collected, also where the gate rounds it up.
    pub(super) fn may_collect(&self, more: Paise) -> bool {
        (self.at_the_gates() + more).to_next_rupee() <= self.cash_limit_paise
    }

    /// What is collected stays whole rupees: what they differ by from the exact sum is the part's own round-off.
    fn less_at_the_gate(&mut self, part: PartId, back: Paise) {
        let exact = self.total_paise - back;
        self.total_paise = collected(self.total_paise, back);
        let round_off = self.total_paise - exact;
        if let Some(part) = self.part_mut(part) {
            part.round_off_paise += round_off;
        }
    }
}

/// What is collected where it becomes so much less, or more where that is negative, in whole rupees. Halves go up with the
/// price and down with it, so that a price that rose and fell again leaves the same sum.
pub(super) fn collected(was: Paise, back: Paise) -> Paise {
    let exact = was - back;
    if back > Paise::ZERO { (exact - HALF).to_next_rupee() } else { exact.to_rupee() }
}

impl Order {
    /// A part costs so much less than it did, or more where it is negative. What is collected changes; what is left of the
    /// sum has been paid and must go back.
    pub(super) fn part_costs_less(&mut self, id: PartId, back: Paise) -> Paise {
        if self.method == Method::Cash {
            self.less_at_the_gate(id, back);
            return Paise::ZERO;
        }
        let Some(part) = self.part(id) else { return Paise::ZERO };
        let off = self.off_the_gate(part, back);
        let exact = part.gate_paise - off;
        let (was, gate) = (part.gate_paise, collected(part.gate_paise, off));
        // What is too little to be sent back was rounded off when it was paid, or is rounded off now.
        let rest = back - off;
        let (rest, dust) =
            if rest < LEAST_REFUND { (Paise::ZERO, rest) } else { (rest, Paise::ZERO) };
        if let Some(part) = self.part_mut(id) {
            part.gate_paise = gate;
            part.round_off_paise += gate - exact + dust;
        }
        self.total_paise = self.total_paise + gate - was;
        rest
    }

    /// What would become of it if this part were so from now on and cost so much less: what must go back, and the order as
    /// it would be. People are told of this before they decide.
    pub(super) fn costing_less(&self, with: &Part, back: Paise) -> (Paise, Self) {
        let mut then = self.clone();
        if let Some(part) = then.part_mut(with.id) {
            *part = with.clone();
        }
        let paid = then.part_costs_less(with.id, back);
        (paid, then)
    }
}

impl Draft<'_, '_> {
    pub(super) fn part_costs_less(&mut self, id: PartId, back: Paise) -> Paise {
        self.order.part_costs_less(id, back)
    }

    /// What the buyer agreed to pay more he agreed to for the vendor who has the part. Without him it costs what was quoted:
    /// so much less at the gate, and what of it was paid online goes back.
    pub(super) fn pay_quoted(&mut self, id: PartId) {
        let Some(was) = self.order.part(id).cloned() else { return };
        if was.share.lines.iter().all(|line| line.quoted_paise.is_none()) {
            return;
        }
        if let Some(part) = self.order.part_mut(id) {
            part.share.lines.iter_mut().for_each(Line::pay_quoted);
        }
        self.effect(Effect::LinesChanged { part: id });
        let less =
            was.share.total() - self.order.part(id).map_or(Paise::ZERO, |part| part.share.total());
        let paid = self.part_costs_less(id, less);
        let with = self.order.part(id).map_or(Paise::ZERO, |part| self.order.due_for(part));
        let less_paise = self.order.due_for(&was) - with;
        let (order, number) = (self.order.id, self.order.number.clone());
        self.tell_buyer(Fact::DearerIsOff { order, number, less_paise });
        let given = self.give_back(paid, RefundWhy::CancelledByVendor);
        self.say_refund_started(given.goes(), RefundWhy::CancelledByVendor);
        self.say_refund_waits(given);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(total: i64, limit: i64) -> Option<(i64, i64)> {
        let split = advance(Paise::rupees(total), Paise::rupees(limit), &Terms::default())?;
        assert_eq!(split.now_paise + split.gate_paise, Paise::rupees(total));
        Some((split.now_paise.get() / 100, split.gate_paise.get() / 100))
    }

    #[test]
    fn what_cash_cannot_carry_is_paid_now() {
        assert_eq!(of(60_000, 25_000), Some((35_000, 25_000)));
        assert_eq!(of(60_000, 10_000), Some((50_000, 10_000)));
        assert_eq!(of(26_001, 25_000), Some((5_201, 20_800)), "a fifth at least");
        assert_eq!(of(25_000, 25_000), None, "all of it may be cash");
        assert_eq!(of(60_000, 0), None, "no cash at all");
    }

    #[test]
    fn the_office_may_want_all_of_it_now() {
        let never = Terms { advance_per_mille: 0, ..Terms::default() };
        assert_eq!(advance(Paise::rupees(60_000), Paise::rupees(25_000), &never), None);
    }
}
