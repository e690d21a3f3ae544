//! The crew's day and shift.
//!
//! ```text
//!   us: Which day shall the workers come to Miyapur?  ≡ Choose: Tomorrow, 8 am–5 pm · Tomorrow, 8 am–12 noon …
//! buyer: Tomorrow, 8 am–5 pm
//! ```

use realserv_domain::message::Message;
use realserv_domain::place::Site;
use realserv_domain::time::{Slot, WorkDay};
use realserv_domain::understand::When;
use realserv_templates::WorkDayOn;
use serde::{Deserialize, Serialize};

use super::Here;
use super::slot::nothing_free;
use super::stage::{Heard, Next};
use super::view::{View, list};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickWork {
    pub site: Site,
    /// Chosen before, when the cart holds goods too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Slot>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Chosen(PickWork, WorkDay),
    Back(PickWork),
}

const ROWS: usize = 9;
/// What words may reach: two weeks of three shifts a day.
pub(super) const IN_WORDS: usize = 42;

impl PickWork {
    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let today = view.now.date();
        let service = view.zones.service(self.site.zone);
        let mut rows: Vec<_> = service
            .open_work_days(view.now, view.terms.crews_called_by(), ROWS)
            .into_iter()
            .map(|work| {
                let title = words.schedule_work_title(WorkDayOn { work, today });
                let about = words.schedule_shift_description(work.shift);
                view.row(Here::Work(work), &title, Some(about))
            })
            .collect();
        if rows.is_empty() {
            return nothing_free(view);
        }
        rows.push(view.row(Here::Back, &words.browse_back_title(), None));
        let body = words.schedule_which_day_text(&self.site.locality, &self.site.pin);
        list(view.with_way_line(body), &words.schedule_choose_button(), rows)
    }

    pub(super) fn step(&self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        let service = view.zones.service(self.site.zone);
        let open = service.open_work_days(view.now, view.terms.crews_called_by(), IN_WORDS);
        match heard {
            Heard::Chose(Here::Work(day)) if open.contains(day) => {
                Next::Leave(Exit::Chosen(self.clone(), *day))
            }
            Heard::Chose(Here::Work(_)) => Next::Stay(view.words.schedule_day_closed()),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back(self.clone())),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) => match When::read(text, view.now.date()) {
                None => Next::Pass,
                Some(when) => match open.into_iter().find(|day| when.means_work(day)) {
                    Some(day) => Next::Leave(Exit::Chosen(self.clone(), day)),
                    None => Next::Stay(
                        view.why_closed(self.site.zone, when.day())
                            .unwrap_or_else(|| view.words.schedule_day_closed()),
                    ),
                },
            },
        }
    }
}
