//! Less of it, before it leaves the yard: the buyer takes some of a line out of his order, or the office does for him.
//!
//! | the buyer makes a part less that is … | he gets back, of what goes |
//! |---|---|
//! | not accepted yet, or accepted | all |
//! | packed | all but a fee (5 %) |
//! | dispatched, or an accepted crew that was called | nothing: too late, all of it can be cancelled |
//!
//! As when all of it is stopped (`cancel`). Where the office does it, all comes back. The delivery charge stays: the truck
//! drives as far. Where nothing would be left of the part it is cancelled, with what that means.
//!
//! Nothing is priced anew: a buyer who was given the price of a hundred bags keeps it for the ninety that are left, and a
//! listing's price does not go up with what he takes out. Only less than its minimum it cannot become.

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::gate::collected;
use super::refunds::{Given, LEAST_REFUND};
use super::{Effect, Fact, LineCard, Method, Order, Part, PartState, PartStep, Party, Rest};
use super::{RefundWhy, Terms};
use crate::ids::{PartId, SkuId};
use crate::ledger::{Account, Posting};
use crate::money::Paise;
use crate::quantity::Quantity;
use crate::quote::Line;

/// So much of one line, and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Less {
    pub part: PartId,
    pub sku: SkuId,
    /// What is left of it. Zero takes the line out.
    pub quantity: Quantity,
}

/// Why a line cannot become less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "because")]
pub enum NoFewer {
    /// It has left the yard, or the crew was called.
    HasLeft,
    /// It has come, or it is cancelled.
    IsOver,
    NoSuchLine,
    /// That is what is ordered, or more.
    NotFewer,
    BelowMinimum {
        minimum: Quantity,
    },
    NotAStep {
        step: Quantity,
    },
    /// Less than a rupee cannot be sent back.
    TooLittle,
    /// His bank has not decided yet whose the money is.
    Disputed,
    /// Nobody can pay for it any more, so nor for less of it.
    NotPayable,
}

/// What it means when a line becomes less.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lessened {
    /// The part as it would be; none: nothing is left of it, so it is cancelled.
    pub part: Option<Part>,
    /// What comes back, or need not be paid: this, and what is kept, he is told, and his *yes* is bound to it.
    pub back_paise: Paise,
    pub kept_paise: Paise,
    /// What of that goes back to his bank; the rest is not collected at the gate.
    pub refund_paise: Paise,
    /// What is still to be paid for the order then, where it is not paid yet: what has come has been paid.
    pub total_paise: Paise,
    /// What the part costs less. A bank may have given some of it back already.
    cheaper_paise: Paise,
}

impl Draft<'_, '_> {
    /// `told` is what the buyer was told: back and kept. It may have been packed since; then he is asked again.
    pub(super) fn fewer_asked(&mut self, less: Less, told: (Paise, Paise)) {
        match self.order.fewer(less, Party::Buyer, self.ctx.now, self.ctx.terms) {
            Ok(means) if (means.back_paise, means.kept_paise) != told => {
                self.ask_fewer_again(less, &means);
            }
            Ok(Lessened { part: None, .. }) => self.cancel_asked(Some(less.part), told),
            Ok(Lessened { part: Some(_), cheaper_paise, kept_paise, .. }) => {
                self.make_less(less, (cheaper_paise, kept_paise), Party::Buyer);
            }
            Err(why) => self.say_no_fewer(less, why),
        }
    }

    pub(super) fn office_made_less(&mut self, less: Less) {
        match self.order.fewer(less, Party::Office, self.ctx.now, self.ctx.terms) {
            Ok(Lessened { part: Some(_), cheaper_paise, .. }) => {
                self.make_less(less, (cheaper_paise, Paise::ZERO), Party::Office);
            }
            Ok(Lessened { part: None, .. }) => self.office_cancelled(Some(less.part)),
            // The API has said so already; it has changed since.
            Err(_) => {}
        }
    }

    fn ask_fewer_again(&mut self, less: Less, means: &Lessened) {
        let Some(part) = self.order.part(less.part).map(|part| self.card(part)) else { return };
        let (order, number, method) = (self.order.id, self.order.number.clone(), self.order.method);
        let with = means.part.as_ref().map(|with| Box::new(self.card(with)));
        let paid = self.order.is_paid();
        let Lessened { back_paise, kept_paise, refund_paise, total_paise, .. } = *means;
        self.tell_buyer(Fact::FewerAskedAgain {
            order,
            number,
            part,
            less,
            with,
            back_paise,
            kept_paise,
            refund_paise: Some(refund_paise),
            total_paise,
            method,
            paid,
        });
    }

    fn say_no_fewer(&mut self, less: Less, why: NoFewer) {
        let part = self.order.part(less.part);
        let line = part.and_then(|part| part.line(less.sku)).map(LineCard::from);
        let (order, number) = (self.order.id, self.order.number.clone());
        self.tell_buyer(Fact::FewerNotPossible { order, number, line, why });
    }

    fn make_less(&mut self, less: Less, (back, kept_paise): (Paise, Paise), by: Party) {
        let Some(part) = self.order.part(less.part) else { return };
        let (id, was) = (part.id, self.order.gate_for(part));
        let with = part.with_less(less.sku, less.quantity);
        self.keep_of_less(&with, kept_paise);
        self.put_less(with, less.sku, Rest::Back);
        let why = match by {
            Party::Buyer => RefundWhy::CancelledByBuyer,
            Party::Vendor => RefundWhy::CancelledByVendor,
            Party::Office => RefundWhy::CancelledByOffice,
        };
        let unpaid = self.order.awaits_payment();
        let given = if unpaid {
            self.price_again();
            Given::default()
        } else {
            self.settle_less(id, back, why)
        };
        let Some(part) = self.order.part(id).cloned() else { return };
        self.tell_vendor_less(&part, by);
        let (order, number, method) = (self.order.id, self.order.number.clone(), self.order.method);
        let total_paise = if unpaid { self.order.total_paise } else { self.order.to_collect() };
        let off_paise = was - self.order.gate_for(&part);
        let part = self.card(&part);
        self.tell_buyer(Fact::MadeLess {
            order,
            number,
            part,
            by,
            refund_paise: given.goes(),
            kept_paise,
            off_paise,
            total_paise,
            method,
            unpaid,
        });
        self.say_refund_waits(given);
        self.search_for_less(id);
    }

    /// Somebody may have so much of it, and what one asks more was said of more of it. Where its time is over the buyer has
    /// another question to answer.
    fn search_for_less(&mut self, id: PartId) {
        let unserved = |part: &&Part| part.step() == PartStep::Unserved && !self.has_passed(part);
        if let Some(part) = self.order.part(id).filter(unserved).cloned() {
            self.ask_next(&part);
        }
    }

    /// A fee is ours, as when all of a packed part is stopped.
    fn keep_of_less(&mut self, with: &Part, kept: Paise) {
        let (cause, buyer) =
            (format!("kept:{}:{}", with.id, with.shrunk), Account::Buyer(self.order.buyer));
        let entries = [(buyer, kept)];
        self.post(Posting::balanced_by(self.order.id, cause, entries, Account::CancellationFee));
    }

    /// The part as it is from now on; what goes of the line is on the yard's count again, or lost.
    pub(super) fn put_less(&mut self, mut with: Part, sku: SkuId, rest: Rest) {
        let Some(was) = self.order.part(with.id).cloned() else { return };
        let Some(line) = was.line(sku) else { return };
        let left = with.line(sku).map_or(Quantity::ZERO, |left| left.quantity);
        let quantity = line.quantity.less(left);
        if let PartState::Offered { counter, .. } = &mut with.state {
            // What he could do instead was said of more.
            *counter = None;
        }
        if let PartState::Unserved { more_paise, .. } = &mut with.state {
            // So was what it would cost more.
            *more_paise = None;
        }
        let (part, listing) = (with.id, line.listing);
        if let Some(part) = self.order.part_mut(part) {
            *part = with;
        }
        if was.step().binds_stock() {
            self.effect(Effect::TakeBack { part, listing, quantity, rest });
        }
        self.effect(Effect::LinesChanged { part });
    }

    /// What was paid goes back; how much did. At the gate so much less is collected.
    pub(super) fn settle_less(&mut self, part: PartId, back: Paise, why: RefundWhy) -> Given {
        let paid = self.part_costs_less(part, back);
        self.give_back(paid, why)
    }

    /// A new card with what is wanted now. Of an old one nothing is taken but what the order says.
    fn tell_vendor_less(&mut self, part: &Part, by: Party) {
        if part.step() == PartStep::Offered || part.step().is_with_vendor() {
            let (order, number, method) =
                (self.order.id, self.order.number.clone(), self.order.method);
            let (offer, step, card) = (part.open_offer(), part.step(), self.card(part));
            let to = part.share.vendor.person;
            self.tell(to, Fact::PartLess { order, number, part: card, step, offer, method, by });
        }
    }
}

impl Part {
    #[must_use]
    pub fn line(&self, sku: SkuId) -> Option<&Line> {
        self.share.lines.iter().find(|line| line.sku == sku)
    }

    fn has_left(&self) -> bool {
        matches!(self.step(), PartStep::Dispatched | PartStep::OnTheWay)
    }

    /// With so much of a line; none of it: without the line. What one load of several lines is then, only the yard knows.
    pub(super) fn with_less(&self, sku: SkuId, quantity: Quantity) -> Self {
        let mut with = self.clone();
        with.shrunk = with.shrunk.saturating_add(1);
        if let ([line], Some(haul)) = (self.share.lines.as_slice(), &mut with.share.haul) {
            *haul = haul.with_less(quantity, line.quantity);
        }
        for line in with.share.lines.iter_mut().filter(|line| line.sku == sku) {
            line.quantity = quantity;
            line.add_up();
        }
        with.share.lines.retain(|line| !line.quantity.is_zero());
        with
    }
}

impl Order {
    /// What it means to make a line less now, or why it cannot be.
    pub fn fewer(
        &self,
        less: Less,
        by: Party,
        now: &Zoned,
        terms: &Terms,
    ) -> Result<Lessened, NoFewer> {
        let part = self.part(less.part).ok_or(NoFewer::NoSuchLine)?;
        if self.ended.is_some() || !part.step().lives() {
            return Err(NoFewer::IsOver);
        }
        let line = part.line(less.sku).ok_or(NoFewer::NoSuchLine)?;
        if part.has_left() || (by == Party::Buyer && self.is_called_crew(part, now, terms)) {
            return Err(NoFewer::HasLeft);
        }
        if by == Party::Buyer && self.has_open_dispute() {
            return Err(NoFewer::Disputed);
        }
        let with = part.with_less(less.sku, less.quantity);
        if with.share.lines.is_empty() {
            return Ok(self.nothing_left(part, by, now, terms));
        }
        if self.is_unpaid() && !self.may_get_a_link(now.timestamp()) {
            return Err(NoFewer::NotPayable);
        }
        if less.quantity >= line.quantity {
            return Err(NoFewer::NotFewer);
        }
        fits(line, less.quantity)?;
        let gone = self.due_for(part) - self.due_for(&with);
        let kept = if by == Party::Buyer { self.fee_of(part, gone, terms) } else { Paise::ZERO };
        if gone < LEAST_REFUND {
            return Err(NoFewer::TooLittle);
        }
        let kept_paise = if gone - kept < LEAST_REFUND { gone } else { kept };
        // Nothing is kept of what is to be handed over at the gate.
        let most = if by == Party::Buyer { self.online_for(part) } else { Paise::ZERO };
        let kept_paise = kept_paise.min(most.max(Paise::ZERO));
        Ok(self.lessened(part, &with, (gone - kept_paise, kept_paise), self.total_without(gone)))
    }

    /// The part with the sums that it would have, and what the buyer would see of it.
    fn lessened(
        &self,
        part: &Part,
        with: &Part,
        (cheaper_paise, kept_paise): (Paise, Paise),
        total: Paise,
    ) -> Lessened {
        if self.is_unpaid() {
            let (part, refund_paise) = (Some(with.clone()), Paise::ZERO);
            let (back_paise, total_paise) = (cheaper_paise, total);
            let means =
                Lessened { part, back_paise, kept_paise, refund_paise, total_paise, cheaper_paise };
            return means;
        }
        let (paid, then) = self.costing_less(with, cheaper_paise);
        let refund_paise = self.may_give_back(paid);
        let gate_paise = then.part(part.id).map_or(Paise::ZERO, |with| then.gate_for(with));
        Lessened {
            part: then.part(part.id).cloned(),
            back_paise: self.gate_for(part) - gate_paise + refund_paise,
            kept_paise,
            refund_paise,
            total_paise: then.to_collect(),
            cheaper_paise,
        }
    }

    /// Whether its buyer can still take something out of a part.
    #[must_use]
    pub fn may_be_less(&self, part: &Part, now: &Zoned, terms: &Terms) -> bool {
        let lives = self.ended.is_none() && part.step().lives();
        let free =
            !self.has_open_dispute() && (!self.is_unpaid() || self.may_get_a_link(now.timestamp()));
        lives && free && !part.has_left() && !self.is_called_crew(part, now, terms)
    }

    /// A link of it is wanted, with another sum once it is less.
    fn is_unpaid(&self) -> bool {
        self.awaits_payment() && self.method != Method::Cash
    }

    fn nothing_left(&self, part: &Part, by: Party, now: &Zoned, terms: &Terms) -> Lessened {
        let means = self.cancelling(Some(part.id), now, terms);
        let (back, kept) = (means.back_paise, means.kept_paise);
        let (back_paise, kept_paise) = match by {
            Party::Buyer => (back, kept),
            Party::Vendor | Party::Office => (back + kept, Paise::ZERO),
        };
        let total_paise = if self.is_unpaid() {
            self.total_without(part.share.total())
        } else {
            self.to_collect() - self.gate_for(part)
        };
        let (refund_paise, cheaper_paise) = (back_paise, back_paise);
        Lessened { part: None, back_paise, kept_paise, refund_paise, total_paise, cheaper_paise }
    }

    /// What the order comes to without goods of this price. An unpaid one is added up anew (`price_again`).
    fn total_without(&self, gone: Paise) -> Paise {
        if self.is_unpaid() {
            (self.total_paise - self.round_off_paise - gone).to_rupee()
        } else {
            collected(self.total_paise, gone)
        }
    }

    /// Of a cash order nothing was paid that it could be kept of.
    fn fee_of(&self, part: &Part, gone: Paise, terms: &Terms) -> Paise {
        if part.step() == PartStep::Packed && self.is_paid() {
            gone.times_ratio(terms.packed_fee_per_mille.into(), 1000)
        } else {
            Paise::ZERO
        }
    }
}

fn fits(line: &Line, quantity: Quantity) -> Result<(), NoFewer> {
    // The whole line may go.
    if quantity.is_zero() {
        return Ok(());
    }
    if quantity < line.minimum {
        return Err(NoFewer::BelowMinimum { minimum: line.minimum });
    }
    // A line of before there were such rules knows no step.
    if !line.step.is_zero() && !quantity.fits_step(line.step) {
        return Err(NoFewer::NotAStep { step: line.step });
    }
    Ok(())
}
