//! The delivery slot, the first free one on top.
//!
//! ```text
//!   us: When should it come to Miyapur?  ≡ Choose: Today, 12 noon–4 pm · Today, 4–7 pm · Tomorrow, 8 am–12 noon …
//! buyer: Today, 12 noon–4 pm         or: tomorrow morning
//! ```

use realserv_domain::message::Message;
use realserv_domain::place::Site;
use realserv_domain::time::Slot;
use realserv_domain::understand::When;
use realserv_templates::SlotOn;
use serde::{Deserialize, Serialize};

use super::stage::{Heard, Next};
use super::view::{View, buttons, list};
use super::{Alone, Here};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickSlot {
    pub site: Site,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Chosen(Site, Slot),
    Back,
}

/// Nine slots and a row for going back: three days.
const ROWS: usize = 9;
/// What words may reach: three slots a day up to the same day of next week.
pub(super) const IN_WORDS: usize = 24;

impl PickSlot {
    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let today = view.now.date();
        let service = view.zones.service(self.site.zone);
        let mut rows: Vec<_> = service
            .open_slots(view.now, ROWS)
            .into_iter()
            .map(|slot| {
                let title = words.schedule_slot_title(SlotOn { slot, today });
                view.row(Here::Slot(slot), &title, None)
            })
            .collect();
        if rows.is_empty() {
            return nothing_free(view);
        }
        rows.push(view.row(Here::Back, &words.browse_back_title(), None));
        let body = words.schedule_when_text(&self.site.locality, &self.site.pin);
        let body = view.with_way_line(body);
        list(body, &words.schedule_choose_button(), rows)
    }

    pub(super) fn step(&self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        let open = view.zones.service(self.site.zone).open_slots(view.now, IN_WORDS);
        match heard {
            Heard::Chose(Here::Slot(slot)) if open.contains(slot) => {
                Next::Leave(Exit::Chosen(self.site.clone(), *slot))
            }
            Heard::Chose(Here::Slot(_)) => Next::Stay(view.words.schedule_slot_closed()),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) => match When::read(text, view.now.date()) {
                None => Next::Pass,
                Some(when) => match open.into_iter().find(|slot| when.means(slot)) {
                    Some(slot) => Next::Leave(Exit::Chosen(self.site.clone(), slot)),
                    None => Next::Stay(
                        view.why_closed(self.site.zone, when.day())
                            .unwrap_or_else(|| view.words.schedule_slot_closed()),
                    ),
                },
            },
        }
    }
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
