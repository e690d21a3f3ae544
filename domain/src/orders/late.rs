//! A part's time, and what follows when it passes while nobody has taken the part: offers end, and the buyer says
//! whether it shall come at another time or the money back.
//!
//! A slot has passed when it ends, a crew's day when its shift begins: masons who set out at ten are not what was
//! ordered for eight.

use jiff::{Timestamp, ToSpan, Zoned};

use super::draft::Draft;
use super::{Ask, Attention, Effect, Fact, Order, Part, PartState, PartStep, RefundWhy, Timer};
use crate::ids::PartId;
use crate::money::Paise;
use crate::time::{Schedule, instant, open_slots, open_work_days};

/// So long the question stays open; then the money goes back by itself.
const ANSWER_MINUTES: u32 = 24 * 60;

/// How long after its time, or after it left, a truck may still stand in traffic. Then somebody has to call.
const ROAD_MINUTES: i64 = 2 * 60;

impl Order {
    /// When this part is wanted: goods have a slot, a crew has a day; its own where the buyer chose another time for it.
    #[must_use]
    pub fn schedule_of(&self, part: &Part) -> Schedule {
        let schedule = part.schedule.unwrap_or(self.schedule);
        let crew = part.is_labour();
        Schedule {
            delivery: schedule.delivery.filter(|_| !crew),
            work: schedule.work.filter(|_| crew),
        }
    }

    /// From when on nobody can bring it as it was ordered. None for a part without a time.
    pub(super) fn too_late_from(&self, part: &Part, now: &Zoned) -> Option<Timestamp> {
        let Schedule { delivery, work } = self.schedule_of(part);
        let slot = delivery.map(|slot| instant(now, slot.on, slot.part.hours().1));
        slot.or_else(|| work.map(|work| instant(now, work.on, work.shift.begins())))
    }

    /// From when on what is on the road is missed.
    pub(super) fn missed_from(&self, part: &Part, now: &Zoned) -> Option<Timestamp> {
        let left = match part.state {
            PartState::Dispatched { at, .. } | PartState::OnTheWay { at, .. } => at,
            PartState::Held
            | PartState::Offered { .. }
            | PartState::Unserved { .. }
            | PartState::Accepted { .. }
            | PartState::Packed { .. }
            | PartState::Delivered { .. }
            | PartState::Cancelled { .. } => return None,
        };
        let from = self.too_late_from(part, now)?.max(left);
        Some(from.checked_add(ROAD_MINUTES.minutes()).unwrap_or(from))
    }

    /// Whether it was sent and has not come, hours after it should have.
    pub(super) fn is_missed(&self, part: &Part, now: &Zoned) -> bool {
        self.missed_from(part, now).is_some_and(|at| at <= now.timestamp())
    }

    /// Whether what was promised for it can no longer be kept.
    #[must_use]
    pub fn time_has_passed(&self, part: &Part, now: &Zoned) -> bool {
        self.too_late_from(part, now).is_some_and(|at| at <= now.timestamp())
    }
}

impl Draft<'_, '_> {
    pub(super) fn has_passed(&self, part: &Part) -> bool {
        self.order.time_has_passed(part, self.ctx.now)
    }

    pub(super) fn watch_time(&mut self, id: PartId) {
        let at = self.order.part(id).and_then(|part| self.order.too_late_from(part, self.ctx.now));
        if let Some(at) = at {
            self.set_timer(Timer::TimeEnds { part: id }, at);
        }
    }

    /// A part that has just left after its time: no timer of its time comes any more, so it needs one for the road.
    pub(super) fn watch_road(&mut self, was: &Part) {
        let waited = matches!(was.step(), PartStep::Accepted | PartStep::Packed);
        if waited && self.has_passed(was) {
            self.ask_for_it_later(was.id);
        }
    }

    fn ask_for_it_later(&mut self, id: PartId) {
        let order = &self.order;
        if let Some(at) = order.part(id).and_then(|part| order.missed_from(part, self.ctx.now)) {
            self.set_timer(Timer::TimeEnds { part: id }, at);
        }
    }

    /// On the road. Whether it stands in traffic or nobody typed the code, only a person can find out.
    fn still_not_there(&mut self, part: &Part) {
        if self.order.is_missed(part, self.ctx.now) {
            self.effect(Effect::RaiseAlarm { attention: Attention::Late });
        } else {
            self.ask_for_it_later(part.id);
        }
    }

    /// Where a vendor has said yes, he brings it late or the buyer cancels; that is not for a timer to decide. But nobody is
    /// left to wait in silence.
    pub(super) fn time_ends(&mut self, id: PartId) {
        let Some(part) = self.order.part(id).cloned().filter(|part| self.has_passed(part)) else {
            return;
        };
        match part.state {
            PartState::Offered { .. } => {
                let number = self.order.number.clone();
                self.tell(part.share.vendor.person, Fact::OfferGone { number });
                self.time_passed(&part);
            }
            PartState::Unserved { since, .. } if !self.was_told(&part, since) => {
                self.time_passed(&part);
            }
            PartState::Accepted { .. } | PartState::Packed { .. } => self.runs_late(&part),
            PartState::Dispatched { .. } | PartState::OnTheWay { .. } => {
                self.still_not_there(&part);
            }
            PartState::Held
            | PartState::Unserved { .. }
            | PartState::Delivered { .. }
            | PartState::Cancelled { .. } => {}
        }
    }

    fn runs_late(&mut self, part: &Part) {
        let (order, number) = (self.order.id, self.order.number.clone());
        let (card, step) = (self.card(part), part.step());
        self.effect(Effect::RaiseAlarm { attention: Attention::Late });
        self.tell(
            part.share.vendor.person,
            Fact::YouRunLate { order, number: number.clone(), part: card.clone(), step },
        );
        self.tell_buyer(Fact::RunsLate { order, number, part: card });
    }

    /// Unserved since its time passed, so that was what the buyer was asked about.
    fn was_told(&self, part: &Part, since: Timestamp) -> bool {
        self.order.too_late_from(part, self.ctx.now).is_some_and(|at| at <= since)
    }

    /// Nobody is asked for a time that is over. What the part held or had taken goes back to the yard's count.
    pub(super) fn time_passed(&mut self, part: &Part) {
        match part.step() {
            PartStep::Held | PartStep::Offered => {
                self.effect(Effect::ReleaseStock { part: part.id });
            }
            step if step.is_with_vendor() => self.effect(Effect::ReturnStock { part: part.id }),
            PartStep::Unserved
            | PartStep::Accepted
            | PartStep::Packed
            | PartStep::Dispatched
            | PartStep::OnTheWay
            | PartStep::Delivered
            | PartStep::Cancelled => {}
        }
        self.pay_quoted(part.id);
        self.set_state(part.id, PartState::Unserved { since: self.now(), more_paise: None });
        let at = self.in_minutes(self.now(), ANSWER_MINUTES);
        self.set_timer(Timer::AskAgain { part: part.id }, at);
        self.say_time_passed(part);
    }

    pub(super) fn say_time_passed(&mut self, part: &Part) {
        let (order, number) = (self.order.id, self.order.number.clone());
        let part = self.card(part);
        self.tell_buyer(Fact::TimePassed { order, number, part });
    }

    /// Nobody has answered the question: it is not left open for ever.
    pub(super) fn give_up(&mut self, part: &Part, since: Timestamp) {
        let at = self.in_minutes(since, ANSWER_MINUTES);
        if self.now() < at {
            return self.set_timer(Timer::AskAgain { part: part.id }, at);
        }
        self.stop(&[part.id], super::Party::Vendor, RefundWhy::NobodyAccepted);
    }

    /// Another time for a part that nobody has: everybody is asked anew. Only for the same shift, whose price was paid.
    pub(super) fn time_chosen(&mut self, id: PartId, schedule: Schedule) {
        let unserved = |part: &&Part| part.step() == PartStep::Unserved;
        let Some(part) = self.order.part(id).filter(unserved).cloned() else {
            return self.too_late(self.order.state());
        };
        if !self.is_open(&part, schedule) {
            // Chosen from a list of hours ago.
            return self.say_time_passed(&part);
        }
        let Some(part) = self.order.part_mut(id) else { return };
        part.schedule = Some(schedule);
        part.asked.clear();
        part.rounds = 0;
        self.watch_time(id);
        let not = Vec::new();
        self.ask(Ask::ReserveElsewhere { part: id, not, most_more_paise: Paise::ZERO });
    }

    fn is_open(&self, part: &Part, schedule: Schedule) -> bool {
        let now = self.ctx.now;
        if part.is_labour() {
            let called_by = self.ctx.terms.crews_called_by();
            let shift = self.order.schedule_of(part).work.map(|work| work.shift);
            schedule.work.is_some_and(|work| {
                shift == Some(work.shift)
                    && open_work_days(now, called_by, usize::MAX).contains(&work)
            })
        } else {
            let slots = open_slots(now, self.ctx.terms.order_days_ahead, usize::MAX);
            schedule.delivery.is_some_and(|slot| slots.contains(&slot))
        }
    }
}
