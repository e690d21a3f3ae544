//! Parts as rows under the days they are wanted on, today's first, ten rows at a time.

use jiff::civil::Date;
use realserv_domain::message::{Row, Section};
use realserv_domain::time::{DayPart, Schedule, Shift, WorkDay};
use realserv_templates::{Day, fit};

use super::draft::Draft;
use super::{Choice, card};
use crate::converse::DeskPart;
use crate::converse::page::{Page, page};

/// A section's title holds so many characters.
const MOST_TITLE: usize = 24;

pub(super) struct PartList<'p> {
    pub(super) parts: Vec<&'p DeskPart>,
    pub(super) page: u16,
    /// What a tap on a part means, and one on "More…" or "Back".
    pub(super) of_part: fn(&DeskPart) -> Choice,
    pub(super) of_page: fn(u16) -> Choice,
}

impl PartList<'_> {
    pub(super) fn show(mut self, body: &str, draft: &mut Draft<'_, '_>) {
        let words = draft.words();
        // Ids begin with the time at which they were made: of one time of the day, the first placed is the first.
        self.parts.sort_by_key(|part| (wanted_on(part), part.order, part.card.part));
        let page = page(self.parts.len(), self.page);
        let mut sections: Vec<Section> = Vec::new();
        for part in self.parts.iter().skip(page.first).take(page.count) {
            let row = self.row(part, draft);
            let title = Some(day_title(part, draft));
            match sections.last_mut().filter(|section| section.title == title) {
                Some(section) => section.rows.push(row),
                None => sections.push(Section { title, rows: vec![row] }),
            }
        }
        if let Some(last) = sections.last_mut() {
            last.rows.extend(self.other_pages(page, draft));
        }
        draft.list_of(body, words.desk_parts_list_button(), sections);
    }

    fn row(&self, part: &DeskPart, draft: &Draft<'_, '_>) -> Row {
        let words = draft.words();
        let line = card::first_line(&part.card, words);
        let note = words.desk_part_description(
            card::step(&part.card, part.step),
            &part.card.locality,
            &line,
        );
        draft.row((self.of_part)(part), part.number.as_str(), Some(&note))
    }

    fn other_pages(&self, page: Page, draft: &Draft<'_, '_>) -> impl Iterator<Item = Row> {
        let words = draft.words();
        let row = |number, title: String| draft.row((self.of_page)(number), &title, None);
        let next = page.number.saturating_add(1);
        let next = page.more.then(|| row(next, words.desk_stock_more_title()));
        let before = page.number.checked_sub(1);
        next.into_iter().chain(before.map(|number| row(number, words.browse_back_title())))
    }
}

/// The day and what part of it; what has no time is wanted now.
fn wanted_on(part: &DeskPart) -> Option<(Date, DayPart)> {
    let of_work = |work: WorkDay| match work.shift {
        Shift::Full | Shift::HalfMorning => (work.on, DayPart::Morning),
        Shift::HalfAfternoon => (work.on, DayPart::Afternoon),
    };
    let Schedule { delivery, work } = part.card.schedule;
    delivery.map(|slot| (slot.on, slot.part)).or(work.map(of_work))
}

/// "Today", "Tomorrow", "Mon 23 Nov".
fn day_title(part: &DeskPart, draft: &Draft<'_, '_>) -> String {
    let words = draft.words();
    let title = match wanted_on(part) {
        Some((on, _)) => words.desk_parts_day_title(Day { on, today: draft.ctx.now.date() }),
        None => words.offer_any_time_line(),
    };
    fit(&title, MOST_TITLE)
}
