//! Who takes a part: offers one after the other, each for some minutes of the vendor's own hours, until somebody
//! accepts or nobody is left.
//!
//! While the tables look for the next vendor the part stays as it is, so that the answer finds why it was asked: `Held`
//! (the one of the quote is off by now), `Offered` (rejected or lapsed), `Unserved` (everybody is asked again, or the
//! office took it away), or with a vendor (who cancelled).

use super::draft::Draft;
use super::{Ask, Asked, Effect, Fact, Part, PartState, PartStep, Party, RefundWhy, Timer};
use crate::ids::{OfferId, PartId, VendorId};
use crate::money::Paise;
use crate::quote::Share;
use crate::vendors::Vendor;

impl Draft<'_, '_> {
    /// Paid, or cash: every part goes to its vendor, if he can still be asked.
    pub(super) fn offer_all(&mut self) {
        for part in self.order.parts_at(PartStep::Held) {
            self.ask(Ask::CanBeAsked { part });
        }
    }

    /// The card of the quote may be half an hour old: hours, name and whose phone it is are those of now.
    pub(super) fn can_be_asked(&mut self, id: PartId, vendor: Vendor) {
        let held = |part: &&mut Part| part.step() == PartStep::Held && part.is_of(vendor.id);
        let Some(part) = self.order.part_mut(id).filter(held) else { return };
        part.share.vendor = vendor;
        self.watch_time(id);
        self.offer(id);
    }

    /// No alert, so nothing that would count against him: the next one is looked for at once.
    pub(super) fn cannot_be_asked(&mut self, id: PartId) {
        if let Some(part) = self.order.part(id).filter(|p| p.step() == PartStep::Held).cloned() {
            self.watch_time(id);
            self.ask_next(&part);
        }
    }

    /// Shows the part to the vendor of its share. The alert leaves at any hour, the minutes count when he is open.
    fn offer(&mut self, id: PartId) {
        let offer: OfferId = self.ctx.mint.id();
        let since = self.now();
        let (now, terms) = (self.ctx.now, self.ctx.terms);
        let passes = self.order.part(id).and_then(|part| self.order.too_late_from(part, now));
        let Some(part) = self.order.part_mut(id) else { return };
        let vendor = part.share.vendor.clone();
        let half_time = vendor.hours.after_open_minutes(now, terms.offer_reminder_minutes);
        // A yard that is open all night gets its alerts then, and is reminded of none.
        let quiet = terms.quiet_hours().for_one_who_opens(vendor.hours.opens);
        let reminds_at = quiet.after(&half_time.to_zoned(now.time_zone().clone()));
        let minutes_end = vendor.hours.after_open_minutes(now, terms.offer_minutes);
        let ends_at = passes.map_or(minutes_end, |passes| minutes_end.min(passes));
        part.state = PartState::Offered { offer, since, reminds_at, ends_at, counter: None };
        part.offers.push(Asked { offer, vendor: vendor.id, person: vendor.person });
        let part = part.clone();
        if reminds_at < ends_at {
            self.set_timer(Timer::OfferReminder { offer }, reminds_at);
        }
        self.set_timer(Timer::OfferEnds { offer }, ends_at);
        let fact = Fact::Offer {
            order: self.order.id,
            number: self.order.number.clone(),
            part: self.card(&part),
            offer,
            ends_at,
            method: self.order.method,
        };
        self.tell(vendor.person, fact);
        let opens = vendor.hours.open_from(now);
        if opens > since {
            let (order, number) = (self.order.id, self.order.number.clone());
            self.tell_buyer(Fact::YardOpens { order, number, vendor: vendor.name, at: opens });
        }
    }

    pub(super) fn offer_accepted(&mut self, offer: OfferId, by: VendorId) {
        let Some(part) = self.open_offer(offer, by) else { return self.old_offer(offer, by) };
        self.take(part.id);
    }

    /// It is his now, as the part says.
    pub(super) fn take(&mut self, id: PartId) {
        self.set_state(id, PartState::Accepted { at: self.now() });
        let Some(part) = self.order.part(id).cloned() else { return };
        self.effect(Effect::DeductStock { part: part.id });
        let order = &self.order;
        let (id, number, card) = (order.id, order.number.clone(), self.card(&part));
        let taken = Fact::OfferTaken {
            order: id,
            number: number.clone(),
            part: card.clone(),
            site: order.site.clone(),
            buyer: order.buyer,
            method: order.method,
        };
        self.tell(part.share.vendor.person, taken);
        self.tell_buyer(Fact::Accepted { order: id, number, part: card, code: part.code });
    }

    pub(super) fn offer_rejected(&mut self, offer: OfferId, by: VendorId) {
        let Some(part) = self.open_offer(offer, by) else { return self.old_offer(offer, by) };
        let number = self.order.number.clone();
        self.tell(part.share.vendor.person, Fact::RejectNoted { number });
        self.ask_next(&part);
    }

    pub(super) fn offer_ends(&mut self, offer: OfferId) {
        let Some(part) = self.order.part_of_offer(offer).cloned() else { return };
        let PartState::Offered { ends_at, .. } = part.state else { return };
        if self.now() < ends_at {
            // Set before the vendor said what he can do instead.
            return;
        }
        let number = self.order.number.clone();
        let gone = self.has_passed(&part);
        match part.counter() {
            Some(_) => self.say_counter_refused(&part),
            None if gone => self.tell(part.share.vendor.person, Fact::OfferGone { number }),
            None => self.tell(part.share.vendor.person, Fact::OfferLapsed { number }),
        }
        self.ask_next(&part);
    }

    /// He does not know that he was asked, so nothing of it counts against him; the next one is asked at once.
    pub(super) fn offer_undelivered(&mut self, offer: OfferId) {
        if let Some(part) = self.order.part_of_offer(offer).cloned() {
            self.ask_next(&part);
        }
    }

    pub(super) fn remind(&mut self, offer: OfferId) {
        let Some(part) = self.order.part_of_offer(offer).cloned() else { return };
        // He has answered, and the buyer's answer is waited for.
        let PartState::Offered { ends_at, counter: None, .. } = part.state else { return };
        let fact = Fact::OfferReminder {
            order: self.order.id,
            number: self.order.number.clone(),
            part: self.card(&part),
            offer,
            ends_at,
            method: self.order.method,
        };
        self.tell(part.share.vendor.person, fact);
    }

    /// The part that this offer is open for, if it is this vendor's.
    pub(super) fn open_offer(&self, offer: OfferId, by: VendorId) -> Option<Part> {
        self.order.part_of_offer(offer).filter(|part| part.is_of(by)).cloned()
    }

    /// A tap on an offer that is no longer open. Who took the part with it hears how it stands, others that it is gone.
    pub(super) fn old_offer(&mut self, offer: OfferId, by: VendorId) {
        let found = self.order.parts.iter().find_map(|part| {
            let asked = part.offers.iter().find(|a| a.offer == offer && a.vendor == by)?;
            let is_last = part.offers.last().is_some_and(|last| last.offer == offer);
            Some((part.clone(), asked.person, is_last))
        });
        let Some((part, person, is_last)) = found else { return };
        let took_it = part.step().is_with_vendor() || part.step() == PartStep::Delivered;
        if is_last && took_it {
            self.step_noted(&part);
        } else {
            let number = self.order.number.clone();
            self.tell(person, Fact::OfferGone { number });
        }
    }

    /// Whoever has the part is not asked again in this round; the tables look for the next at the quoted price, while there
    /// is time.
    pub(super) fn ask_next(&mut self, part: &Part) {
        if self.has_passed(part) {
            return self.time_passed(part);
        }
        self.pay_quoted(part.id);
        let vendor = part.share.vendor.id;
        let Some(part) = self.order.part_mut(part.id) else { return };
        if !part.asked.contains(&vendor) {
            part.asked.push(vendor);
        }
        let (id, not) = (part.id, part.asked.clone());
        self.ask(Ask::ReserveElsewhere { part: id, not, most_more_paise: Paise::ZERO });
    }

    /// Another vendor holds the goods for it now: same prices to the buyer.
    pub(super) fn moved(&mut self, id: PartId, share: Share) {
        let Some(part) = self.order.part_mut(id).filter(|part| may_move(part.step())) else {
            return;
        };
        // The buyer hears once that others are asked, not of every hop nor of the next round, which he chose himself;
        // but always when he had relied on somebody.
        let first_hop = part.rounds == 0 && part.offers.len() == 1;
        let anew = part.step() == PartStep::Unserved && part.asked.is_empty();
        let is_news = if part.step() == PartStep::Offered { first_hop } else { !anew };
        // A next round counts; a new time begins at none.
        let new_time = anew && part.rounds == 0;
        // Dearer only where the buyer has agreed to it.
        let less = part.share.total() - share.total();
        part.share = share;
        let part = part.clone();
        if less < Paise::ZERO {
            self.part_costs_less(id, less);
            self.say_still_asking();
        } else if is_news {
            self.say_asking_next(&part);
        } else if new_time {
            let (order, number) = (self.order.id, self.order.number.clone());
            let part = self.card(&part);
            self.tell_buyer(Fact::AskingForNewTime { order, number, part });
        }
        self.offer(id);
    }

    fn say_asking_next(&mut self, part: &Part) {
        let (order, number) = (self.order.id, self.order.number.clone());
        let part = self.card(part);
        self.tell_buyer(Fact::AskingNext { order, number, part });
    }

    /// Nobody near has it, or everybody was asked. The buyer chooses, unless a vendor broke his word or the buyer has
    /// waited often enough: then the money goes back by itself. `more` is what somebody would take it for beyond that.
    pub(super) fn nobody_left(&mut self, id: PartId, more: Option<Paise>) {
        let Some(part) = self.order.part(id).filter(|part| may_move(part.step())).cloned() else {
            return;
        };
        // What it held is given back already, so there is nothing left to release.
        let more_paise = more.filter(|more| self.order.may_collect(*more));
        self.set_state(id, PartState::Unserved { since: self.now(), more_paise });
        if part.step().is_with_vendor() {
            self.stop(&[id], Party::Vendor, RefundWhy::CancelledByVendor);
        } else if part.rounds >= self.ctx.terms.most_rounds {
            self.stop(&[id], Party::Vendor, RefundWhy::NobodyAccepted);
        } else {
            let at = self.in_minutes(self.now(), self.ctx.terms.ask_again_minutes);
            self.set_timer(Timer::AskAgain { part: id }, at);
            self.say_nobody_accepted(&part, more_paise);
        }
    }

    fn say_nobody_accepted(&mut self, part: &Part, more_paise: Option<Paise>) {
        let (order, number) = (self.order.id, self.order.number.clone());
        let part = self.card(part);
        self.tell_buyer(Fact::NobodyAccepted { order, number, part, more_paise });
    }

    /// The buyer pays the difference, at the gate. Bound to what he was told; the tables may know of nobody by now.
    pub(super) fn more_chosen(&mut self, id: PartId, told: Paise) {
        let part = self.order.part(id);
        let standing = part.and_then(Part::more_paise).filter(|more| self.order.may_collect(*more));
        let (Some(part), Some(more)) = (part.cloned(), standing) else {
            return self.too_late(self.order.state());
        };
        if self.has_passed(&part) {
            self.say_time_passed(&part);
        } else if more != told {
            self.say_nobody_accepted(&part, Some(more));
        } else {
            self.ask(Ask::ReserveElsewhere { part: id, not: part.asked, most_more_paise: more });
        }
    }

    /// Waiting is what happens anyway, as long as somebody is searched for.
    pub(super) fn wait_chosen(&mut self, id: PartId) {
        let searched = self.order.part(id).filter(|part| searches(part.step())).cloned();
        if let Some(part) = searched.as_ref().filter(|part| self.has_passed(part)) {
            self.say_time_passed(part);
        } else if searched.is_some() {
            self.say_still_asking();
        } else {
            self.too_late(self.order.state());
        }
    }

    fn say_still_asking(&mut self) {
        let (order, number) = (self.order.id, self.order.number.clone());
        self.tell_buyer(Fact::StillAsking { order, number });
    }

    pub(super) fn money_back_chosen(&mut self, id: PartId) {
        match self.order.part(id).map(Part::step) {
            Some(PartStep::Unserved) => self.stop(&[id], Party::Vendor, RefundWhy::NobodyAccepted),
            // Somebody was found meanwhile: cancelling is another question, with its own button.
            Some(_) | None => self.too_late(self.order.state()),
        }
    }

    /// Everybody is asked again, whether the buyer chose to wait or said nothing.
    pub(super) fn ask_again(&mut self, id: PartId) {
        let now = self.now();
        let minutes = self.ctx.terms.ask_again_minutes;
        let Some(part) = self.order.part(id) else { return };
        let PartState::Unserved { since, .. } = part.state else { return };
        if self.has_passed(part) {
            let part = part.clone();
            return self.give_up(&part, since);
        }
        let at = self.in_minutes(since, minutes);
        if now < at {
            // Set for an earlier search, or the office has changed the minutes.
            return self.set_timer(Timer::AskAgain { part: id }, at);
        }
        let Some(part) = self.order.part_mut(id) else { return };
        part.rounds = part.rounds.saturating_add(1);
        part.asked.clear();
        let not = Vec::new();
        self.ask(Ask::ReserveElsewhere { part: id, not, most_more_paise: Paise::ZERO });
    }

    /// The office takes it from whoever has it. Nobody left then is the buyer's choice, as if nobody had accepted.
    pub(super) fn office_reassigned(&mut self, id: PartId) {
        let asked = |part: &&Part| may_move(part.step()) && part.step() != PartStep::Held;
        let Some(part) = self.order.part(id).filter(asked).cloned() else { return };
        match part.step() {
            PartStep::Offered => {
                let number = self.order.number.clone();
                self.tell(part.share.vendor.person, Fact::OfferLapsed { number });
            }
            PartStep::Accepted | PartStep::Packed | PartStep::Dispatched | PartStep::OnTheWay => {
                self.say_part_cancelled(&part, Party::Office, Paise::ZERO);
            }
            PartStep::Held | PartStep::Unserved | PartStep::Delivered | PartStep::Cancelled => {}
        }
        self.set_state(id, PartState::Unserved { since: self.now(), more_paise: None });
        self.ask_next(&part);
    }
}

/// Parts that can go to somebody else: about to be asked for, asked for, or with a vendor who has not delivered.
const fn may_move(step: PartStep) -> bool {
    match step {
        PartStep::Held | PartStep::Offered | PartStep::Unserved => true,
        PartStep::Accepted | PartStep::Packed | PartStep::Dispatched | PartStep::OnTheWay => true,
        PartStep::Delivered | PartStep::Cancelled => false,
    }
}

const fn searches(step: PartStep) -> bool {
    match step {
        PartStep::Offered | PartStep::Unserved => true,
        PartStep::Held | PartStep::Accepted | PartStep::Packed | PartStep::Dispatched => false,
        PartStep::OnTheWay | PartStep::Delivered | PartStep::Cancelled => false,
    }
}
