//! Another time for a part that nobody took while there was time: a list of slots, or of days for a crew.
//!
//! ```text
//!   us: Order RS7K2M9QA: the time for 50 bags UltraTech OPC 53 (Mon 23 Nov, 4–7 pm) has passed …  [Another time] [Cancel it]
//! buyer: Another time
//!   us: When should 50 bags UltraTech OPC 53 come?  ≡ Choose: Tomorrow, 8 am–12 noon · Tomorrow, 12 noon–4 pm …
//! buyer: Tomorrow, 8 am–12 noon
//!   us: Good. Order RS7K2M9QA: 50 bags UltraTech OPC 53, Tue 24 Nov, 8 am–12 noon. We are asking the vendors now …
//! ```

use realserv_domain::ids::PartId;
use realserv_domain::message::{Message, Row};
use realserv_domain::orders::PartStep;
use realserv_domain::time;
use realserv_templates::{SlotOn, WorkDayOn};

use super::Alone;
use super::draft::Draft;
use super::facts::items;
use super::view::{View, list};
use crate::converse::{OrderCard, OrderCardPart};

/// A list holds ten rows: three days of slots.
const ROWS: usize = 9;

impl Draft<'_, '_> {
    /// Only while nobody has it: else its order says where it is.
    pub(super) fn ask_new_time(&mut self, card: &OrderCard, part: PartId) {
        let unserved = |p: &&OrderCardPart| p.card.part == part && p.step == PartStep::Unserved;
        match card.parts.iter().find(unserved) {
            Some(part) => {
                let message = which_time(card, part, &self.view());
                self.say(message);
            }
            None => self.show_order(card),
        }
    }
}

fn which_time(card: &OrderCard, part: &OrderCardPart, view: &View<'_>) -> Message {
    let words = view.words;
    let rows = match part.card.schedule.work {
        Some(work) => days(card, part, work.shift, view),
        None => slots(card, part, view),
    };
    let body = words.orders_new_time_text(&items(&part.card, view));
    list(body, &words.schedule_choose_button(), rows)
}

fn slots(card: &OrderCard, part: &OrderCardPart, view: &View<'_>) -> Vec<Row> {
    let today = view.now.date();
    let row = |slot| {
        let title = view.words.schedule_slot_title(SlotOn { slot, today });
        view.row(Alone::NewSlot(card.order, part.card.part, slot), &title, None)
    };
    let ahead = view.terms.order_days_ahead;
    view.zones.service(card.zone).open_slots(view.now, ahead, ROWS).into_iter().map(row).collect()
}

/// The same shift: another one has another price.
fn days(card: &OrderCard, part: &OrderCardPart, shift: time::Shift, view: &View<'_>) -> Vec<Row> {
    let today = view.now.date();
    let same = |day: &time::WorkDay| day.shift == shift;
    let row = |work| {
        let title = view.words.schedule_work_title(WorkDayOn { work, today });
        view.row(Alone::NewDay(card.order, part.card.part, work), &title, None)
    };
    let days = view
        .zones
        .service(card.zone)
        .open_work_days(view.now, view.terms.crews_called_by(), usize::MAX)
        .into_iter()
        .filter(same);
    days.take(ROWS).map(row).collect()
}
