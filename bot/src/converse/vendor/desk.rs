//! The desk: the menu, what is to do, and where each tap goes.
//!
//! ```text
//! vendor  hi
//! bot     Namaste Ravi! What would you like to do?                       [Menu]
//! vendor  (taps Today's orders)
//! bot     You have 2 orders to do. Open the list to see one.             [Show orders]
//! vendor  (taps RS7K3M9QX)
//! bot     Order RS7K3M9QX: Accepted …        [Packed] [Dispatched] [Cannot do it]
//! ```

use realserv_domain::ids::PartId;
use realserv_domain::message::Row;
use realserv_templates::Words;

use super::carrier::NamingCarrier;
use super::code::HearingCode;
use super::draft::{Draft, row, under};
use super::offer::Rejecting;
use super::{Choice, Shown, Stage, WaitsFor, card, fulfil, off, offer, stock};
use crate::converse::{Ask, DeskPart, Effect, Step, Tap, TicketAbout, buyer, choice};

/// A list holds ten rows.
const MOST_ROWS: usize = 10;

/// A tap. Choices name what they are about, so all but the hours off are good at any time.
pub(super) fn tapped(mut draft: Draft<'_, '_>, tap: &Tap) -> Step {
    let choice::Choice::Vendor(choice) = &tap.choice else {
        draft.old_button();
        return draft.done();
    };
    if draft.vendor().is_none() {
        draft.not_a_vendor();
        return draft.done();
    }
    if matches!(choice, Choice::Buy) {
        let Draft { mut conversation, ctx, .. } = draft;
        conversation.vendor.stage = Stage::Idle;
        return buyer::menu(conversation, ctx);
    }
    let current = tap.question.is_none_or(|question| question == draft.conversation.question);
    if current {
        chosen(choice.clone(), &mut draft);
    } else {
        draft.old_button();
    }
    draft.done()
}

fn chosen(choice: Choice, draft: &mut Draft<'_, '_>) {
    match choice {
        Choice::Accept { order, offer } => offer::accept(order, offer, draft),
        Choice::Reject { order, offer, number } => {
            offer::reject(Rejecting { order, number, offer }, draft);
        }
        Choice::Because { order, offer, reason } => offer::because(order, offer, reason, draft),
        Choice::Packed { order, part } => fulfil::packed(order, part, draft),
        Choice::Dispatch { order, part, number } => {
            NamingCarrier { order, part, number }.open(draft);
        }
        Choice::CrewSent { order, part } => fulfil::crew_sent(order, part, draft),
        Choice::OnTheWay { order, part } => fulfil::on_the_way(order, part, draft),
        Choice::Delivered { order, part, number } => {
            HearingCode { order, part, number, crew: false }.open(draft);
        }
        Choice::CrewArrived { order, part, number } => {
            HearingCode { order, part, number, crew: true }.open(draft);
        }
        Choice::GiveBack { order, part, number } => fulfil::give_back(order, part, &number, draft),
        Choice::GiveBackSurely { order, part } => fulfil::give_back_surely(order, part, draft),
        Choice::Menu => draft.open_menu(),
        Choice::Parts => draft.ask_parts(WaitsFor::Parts),
        Choice::Part { part } => draft.ask_parts(WaitsFor::Part { part }),
        Choice::Stock { page } => stock::open(page, draft),
        Choice::StockOf { sku } => stock::count(sku, draft),
        Choice::TakeOff => off::open(draft),
        Choice::Off { off: how_long } => off::chosen(how_long, draft),
        Choice::Open => off::open_again(draft),
        Choice::Buy => draft.open_menu(),
        Choice::Person => person(draft),
    }
}

/// Somebody of the office is wanted.
pub(super) fn person(draft: &mut Draft<'_, '_>) {
    draft.effect(Effect::OpenTicket { order: None, about: TicketAbout::AskedForPerson });
    let body = draft.words().desk_person_called();
    draft.say(&body);
}

impl Draft<'_, '_> {
    /// The menu with a greeting; whatever was asked is over.
    pub(super) fn open_menu(&mut self) {
        self.stage(Stage::Idle);
        let words = self.words();
        let body = match self.ctx.person.name.as_deref().map(str::trim) {
            Some(name) if !name.is_empty() => {
                words.desk_menu(&realserv_templates::fit(name, MOST_NAME))
            }
            Some(_) | None => words.desk_menu_unnamed(),
        };
        self.list(&body, words.desk_menu_list_button(), menu_rows(words));
    }

    /// The menu under a note.
    pub(super) fn menu_list(&mut self, note: &str) {
        let words = self.words();
        let body = under(Some(note), words.desk_menu_again());
        self.list(&body, words.desk_menu_list_button(), menu_rows(words));
    }

    /// What is to do, for whatever reason.
    pub(super) fn ask_parts(&mut self, why: WaitsFor) {
        let Some(vendor) = self.vendor() else { return self.not_a_vendor() };
        self.ask(Ask::DeskParts { vendor }, why);
    }
}

/// A profile's name is a stranger's text and may be long.
const MOST_NAME: usize = 40;

fn menu_rows(words: &Words) -> Vec<Row> {
    vec![
        row(Choice::Parts, &words.desk_menu_parts_title(), None),
        row(Choice::Stock { page: 0 }, &words.desk_menu_stock_title(), None),
        row(Choice::TakeOff, &words.desk_menu_off_title(), None),
        row(Choice::Open, &words.desk_menu_open_title(), None),
        row(Choice::Buy, &words.desk_menu_buy_title(), None),
        row(Choice::Person, &words.desk_menu_person_title(), None),
    ]
}

/// All that is to do; one alone is shown at once.
pub(super) fn parts(parts: &[DeskPart], draft: &mut Draft<'_, '_>) {
    match parts {
        [] => {
            let note = draft.words().desk_parts_none();
            draft.menu_list(&note);
        }
        [only] => show(only, draft),
        several => {
            let body = draft.words().desk_parts(several.len());
            let several: Vec<&DeskPart> = several.iter().collect();
            list_parts(&body, &several, draft);
        }
    }
}

pub(super) fn list_parts(body: &str, parts: &[&DeskPart], draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let rows = parts.iter().take(MOST_ROWS).map(|part| part_row(part, words)).collect();
    draft.list(body, words.desk_parts_list_button(), rows);
}

fn part_row(part: &DeskPart, words: &Words) -> Row {
    let line = card::first_line(&part.card, words);
    let note = words.desk_part_description(part.step, &part.card.locality, &line);
    row(Choice::Part { part: part.card.part }, part.number.as_str(), Some(&note))
}

/// One part of the list; it may have ended since the list was shown.
pub(super) fn part(parts: &[DeskPart], id: PartId, draft: &mut Draft<'_, '_>) {
    match parts.iter().find(|part| part.card.part == id) {
        Some(part) => show(part, draft),
        None => {
            let note = draft.words().desk_part_gone();
            draft.menu_list(&note);
        }
    }
}

/// The site is asked for too; an offer that is not accepted yet has none to show.
fn show(part: &DeskPart, draft: &mut Draft<'_, '_>) {
    let shown = shown(part);
    if part.offer.is_some() {
        fulfil::show(&shown, None, draft);
    } else {
        fulfil::show_with_site(shown, draft);
    }
}

pub(super) fn shown(part: &DeskPart) -> Shown {
    Shown {
        order: part.order,
        number: part.number.clone(),
        card: part.card.clone(),
        step: part.step,
        method: part.method,
        offer: part.offer,
        taken: false,
    }
}
