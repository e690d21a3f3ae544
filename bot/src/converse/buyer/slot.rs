//! The delivery slot, the first free one on top.
//!
//! ```text
//!   us: When should it come to Miyapur?  ≡ Choose: Today, 12 noon–4 pm · Today, 4–7 pm · Tomorrow, 8 am–12 noon …
//! buyer: Today, 12 noon–4 pm         or: tomorrow morning, or: 15 December
//! ```
//!
//! What comes later than the list reaches is one tap further, a day a row, or typed.

use jiff::civil::Date;
use realserv_domain::interpret;
use realserv_domain::message::{Message, Row};
use realserv_domain::place::Site;
use realserv_domain::time::Slot;
use realserv_domain::understand::When;
use realserv_templates::{Day, SlotOn};
use serde::{Deserialize, Serialize};

use super::stage::{Heard, Next};
use super::view::{View, buttons, list};
use super::{Alone, Here};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickSlot {
    pub site: Site,
    /// Later days, of which one is to be chosen, or a time of the only one; none: the soonest times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Date>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Chosen(Site, Slot),
    Back,
}

/// Rows of times or days, beside one for going back and one for later days.
const ROWS: usize = 8;
const DAYS: usize = 9;

impl PickSlot {
    /// The soonest times.
    pub(super) const fn at(site: Site) -> Self {
        Self { site, days: Vec::new() }
    }

    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let open = self.open(view);
        let body = words.schedule_when_text(&self.site.locality, &self.site.pin);
        let (body, mut rows) = match self.days.as_slice() {
            [] => (body, soonest(&open, view)),
            [day] => (body, times(open.iter().filter(|slot| slot.on == *day), view)),
            several => (self.which_day(view), days(several, view)),
        };
        if rows.is_empty() {
            return nothing_free(view);
        }
        rows.push(view.row(Here::Back, &words.browse_back_title(), None));
        list(view.with_way_line(body), &words.schedule_choose_button(), rows)
    }

    fn which_day(&self, view: &View<'_>) -> String {
        let (today, last) = (view.now.date(), view.last_day());
        let last = Day { on: last, today };
        view.words.schedule_which_later_day_text(&self.site.locality, &self.site.pin, last)
    }

    fn open(&self, view: &View<'_>) -> Vec<Slot> {
        view.open_slots(self.site.zone)
    }

    pub(super) fn step(&self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        let open = self.open(view);
        match heard {
            Heard::Chose(Here::Slot(slot)) if open.contains(slot) => {
                Next::Leave(Exit::Chosen(self.site.clone(), *slot))
            }
            Heard::Chose(Here::Slot(_)) => Next::Stay(view.words.schedule_slot_closed()),
            Heard::Chose(Here::Later) => self.of_days(later(&open)),
            Heard::Chose(Here::Day(day)) => self.of_days(vec![*day]),
            Heard::Chose(Here::Back) if self.days.is_empty() => Next::Leave(Exit::Back),
            Heard::Chose(Here::Back) => self.of_days(Vec::new()),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) => match When::read(text, view.now.date()) {
                Some(when) => self.typed(&when, &open, view),
                None => self.of_named(text, &open, view),
            },
        }
    }

    fn of_days(&self, days: Vec<Date>) -> Next<Self, Exit> {
        Next::Ask(Self { site: self.site.clone(), days })
    }

    /// "15 December", "next Friday": the first is a day, and the second may be two.
    fn of_named(&self, text: &str, open: &[Slot], view: &View<'_>) -> Next<Self, Exit> {
        match interpret::days_named(text, view.now.date(), view.catalog.aliases()) {
            None => Next::Pass,
            Some((days, part)) => match days.as_slice() {
                [] => Next::Pass,
                [day] => self.typed(&When::default().with(Some(*day), part), open, view),
                several => self.of_days(several.to_vec()),
            },
        }
    }

    fn typed(&self, when: &When, open: &[Slot], view: &View<'_>) -> Next<Self, Exit> {
        // "Morning" is that of the day whose times are shown.
        let when = match (self.days.as_slice(), when.day()) {
            ([day], None) => when.with(Some(*day), None),
            (_, _) => *when,
        };
        match open.iter().find(|slot| when.means(slot)) {
            Some(slot) => Next::Leave(Exit::Chosen(self.site.clone(), *slot)),
            None => Next::Stay(
                view.why_closed(self.site.zone, when.day())
                    .unwrap_or_else(|| view.words.schedule_slot_closed()),
            ),
        }
    }
}

/// The first times, and a row for those after them.
fn soonest(open: &[Slot], view: &View<'_>) -> Vec<Row> {
    let mut rows = times(open.iter().take(ROWS), view);
    if open.len() > ROWS {
        rows.push(view.row(Here::Later, &view.words.schedule_later_title(), None));
    }
    rows
}

fn times<'s>(slots: impl Iterator<Item = &'s Slot>, view: &View<'_>) -> Vec<Row> {
    let today = view.now.date();
    let row = |slot: &Slot| {
        let title = view.words.schedule_slot_title(SlotOn { slot: *slot, today });
        view.row(Here::Slot(*slot), &title, None)
    };
    slots.map(row).collect()
}

fn days(days: &[Date], view: &View<'_>) -> Vec<Row> {
    let today = view.now.date();
    let row = |on: &Date| {
        let title = view.words.schedule_day_title(Day { on: *on, today });
        view.row(Here::Day(*on), &title, None)
    };
    days.iter().map(row).collect()
}

/// The days behind the times that were shown.
fn later(open: &[Slot]) -> Vec<Date> {
    let mut days: Vec<Date> = open.iter().skip(ROWS).map(|slot| slot.on).collect();
    days.dedup();
    days.truncate(DAYS);
    days
}

/// The zone is closed for as long as times are promised: somebody has to help.
pub(super) fn nothing_free(view: &View<'_>) -> Message {
    let words = view.words;
    let row = vec![
        view.button(Alone::Person, &words.help_person_button()),
        view.button(Here::Back, &words.help_back_button()),
    ];
    buttons(words.schedule_nothing_free(), row)
}
