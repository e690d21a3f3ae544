//! The desk: the menu, what is to do, and where each tap goes.
//!
//! ```text
//! vendor  hi
//! bot     Namaste Ravi! What would you like to do?                       [Menu]
//! vendor  (taps Today's orders)
//! bot     You have 11 orders to do. Open the list to see one.            [Show orders]
//!         Today: RS7K3M9QX · … · Tomorrow: RS2222222 · … · More…
//! vendor  (taps RS7K3M9QX)
//! bot     Order RS7K3M9QX: Accepted …        [Packed] [Dispatched] [Cannot do it]
//! ```

use realserv_domain::message::Row;
use realserv_domain::orders::{ClaimAnswer, Rest};
use realserv_domain::place::Point;
use realserv_templates::{Words, fit};

use super::apply::Applies;
use super::carrier::NamingCarrier;
use super::draft::{Draft, row, under};
use super::give_back::GivingBack;
use super::offer::Rejecting;
use super::part_list::PartList;
use super::which::{Meant, Picked};
use super::{
    Choice, Shown, Stage, WaitsFor, account, changed, claim, code, days_off, fulfil, give_back,
    money, off, offer, short, stock, wages,
};
use crate::converse::{Ask, DeskPart, Effect, Role, Step, Tap, TicketAbout, buyer, choice};

/// A tap. Most choices name what they are about and are good at any time.
pub(super) fn tapped(mut draft: Draft<'_, '_>, tap: &Tap) -> Step {
    let choice::Choice::Vendor(choice) = &tap.choice else {
        draft.old_button();
        return draft.done();
    };
    if let Choice::Applies { applies } = choice {
        applied(*applies, tap, &mut draft);
        return draft.done();
    }
    if draft.vendor().is_none() {
        draft.not_a_vendor();
        return draft.done();
    }
    if matches!(choice, Choice::Buy) {
        return buy(draft);
    }
    let current =
        tap.question.is_none_or(|question| question == draft.conversation.vendor.question);
    if current {
        if opens_the_desk(choice) {
            draft.conversation.role = Role::Vendor;
        }
        draft.end_giving_back();
        chosen(choice.clone(), &mut draft);
    } else {
        draft.old_button();
    }
    draft.done()
}

/// Under the open question of who wants to sell; an old one is asked again as it stands now.
fn applied(applies: Applies, tap: &Tap, draft: &mut Draft<'_, '_>) {
    let current = tap.question == Some(draft.conversation.vendor.question);
    let stage = draft.conversation.vendor.stage.clone();
    if let (Stage::Applying(applying), true) = (stage, current) {
        applying.chosen(applies, draft);
    } else {
        draft.old_button();
    }
}

/// A place says where who wants to sell is; nobody else is asked for one here.
pub(super) fn shared(point: Point, draft: &mut Draft<'_, '_>) {
    if let Stage::Applying(applying) = draft.conversation.vendor.stage.clone() {
        applying.shared(point, draft);
    } else {
        draft.not_needed();
    }
}

/// To the buyer's side; whatever the desk asked is over.
pub(super) fn buy(draft: Draft<'_, '_>) -> Step {
    let Draft { mut conversation, ctx, .. } = draft;
    conversation.vendor.stage = Stage::Idle;
    buyer::menu(conversation, ctx)
}

/// Whoever opens something of the desk is at the desk, and types for it. A tap on news of one order leaves the words to
/// whatever the person was doing; where such a tap asks for words, its stage says so.
const fn opens_the_desk(choice: &Choice) -> bool {
    match choice {
        Choice::Menu
        | Choice::Parts { .. }
        | Choice::Offers { .. }
        | Choice::Part { .. }
        | Choice::For { .. }
        | Choice::ForPage { .. }
        | Choice::Stock { .. }
        | Choice::StockOf { .. }
        | Choice::Account
        | Choice::GiveAccount
        | Choice::AccountOther { .. }
        | Choice::Shelf { .. }
        | Choice::ShelfPage { .. }
        | Choice::AsPrice
        | Choice::AsStock
        | Choice::Undo { .. }
        | Choice::TakeOff
        | Choice::Off { .. }
        | Choice::Open
        | Choice::OpenOn { .. }
        | Choice::Person => true,
        Choice::Accept { .. }
        | Choice::Reject { .. }
        | Choice::Because { .. }
        | Choice::Packed { .. }
        | Choice::Dispatch { .. }
        | Choice::CrewSent { .. }
        | Choice::OnTheWay { .. }
        | Choice::Delivered { .. }
        | Choice::CrewArrived { .. }
        | Choice::CameShort { .. }
        | Choice::ShortOf { .. }
        | Choice::PeopleCame { .. }
        | Choice::RestBack
        | Choice::RestLost
        | Choice::ClaimYes { .. }
        | Choice::ClaimNo { .. }
        | Choice::GiveBack { .. }
        | Choice::GiveBackSurely { .. }
        | Choice::AccountMine { .. }
        | Choice::StatementPaper { .. }
        | Choice::StatementSheet { .. }
        | Choice::WagesPaper { .. }
        | Choice::WagesSheet { .. }
        | Choice::Applies { .. }
        | Choice::Buy => false,
    }
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
        Choice::Delivered { part, .. } | Choice::CrewArrived { part, .. } => {
            draft.ask_parts(WaitsFor::AtTheGate { part });
        }
        Choice::CameShort { part, .. } => {
            draft.ask_parts(WaitsFor::CameShort { part, sku: None, came: None });
        }
        Choice::PeopleCame { part, sku, people } => code::people_came(part, (sku, people), draft),
        Choice::ShortOf { part, sku } => {
            draft.ask_parts(WaitsFor::CameShort { part, sku: Some(sku), came: None });
        }
        Choice::RestBack => short::rest_is(Rest::Back, draft),
        Choice::RestLost => short::rest_is(Rest::Lost, draft),
        Choice::ClaimYes { order, part, claim, rest } => {
            claim::says((order, part, claim), ClaimAnswer::Agreed { rest }, draft);
        }
        Choice::ClaimNo { order, part, claim } => {
            claim::says((order, part, claim), ClaimAnswer::Refused, draft);
        }
        Choice::GiveBack { order, part, number } => {
            GivingBack { order, part, number }.open(draft);
        }
        Choice::GiveBackSurely { order, part } => give_back::surely(order, part, draft),
        Choice::Menu => draft.open_menu(),
        Choice::Parts { page } => draft.ask_parts(WaitsFor::Parts { page }),
        Choice::Offers { page } => draft.ask_parts(WaitsFor::Offers { page }),
        Choice::Part { part } => draft.ask_parts(WaitsFor::Part { part }),
        Choice::For { part } => match draft.meant() {
            Some(meant) => meant.look_further(0, Some(Picked::Part { part }), draft),
            None => draft.old_button(),
        },
        Choice::ForPage { page } => match draft.meant() {
            Some(meant) => meant.look_further(page, None, draft),
            None => draft.old_button(),
        },
        Choice::Stock { page } => stock::open(page, draft),
        Choice::StockOf { sku } => stock::count(sku, draft),
        Choice::Account => account::open(draft),
        Choice::StatementPaper { to } => money::paper(to, draft),
        Choice::StatementSheet { to } => money::sheet(to, draft),
        // Answered before anybody is asked whether he is a vendor.
        Choice::Applies { .. } => {}
        Choice::WagesPaper { to } => wages::paper(to, draft),
        Choice::WagesSheet { to } => wages::sheet(to, draft),
        Choice::GiveAccount => money::ask_account(draft, None),
        Choice::AccountMine { account } => money::confirmed(account, draft),
        Choice::AccountOther { account } => money::another(account, draft),
        Choice::Shelf { sku } => match draft.picking() {
            Some(picking) => picking.look(0, Some(sku), draft),
            None => draft.old_button(),
        },
        Choice::ShelfPage { page } => match draft.picking() {
            Some(picking) => picking.look(page, None, draft),
            None => draft.old_button(),
        },
        Choice::AsPrice => match draft.price_or_stock() {
            Some(asked) => asked.as_price(draft),
            None => draft.old_button(),
        },
        Choice::AsStock => match draft.price_or_stock() {
            Some(asked) => asked.as_stock(draft),
            None => draft.old_button(),
        },
        Choice::Undo { undo } => changed::undo(undo, draft),
        Choice::TakeOff => off::open(draft),
        Choice::Off { off: how_long } => off::chosen(how_long, draft),
        Choice::Open => off::open_again(draft),
        Choice::OpenOn { days } => days_off::open_on(days, draft),
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
            Some(name) if !name.is_empty() => words.desk_menu(&fit(name, MOST_NAME)),
            Some(_) | None => words.desk_menu_unnamed(),
        };
        self.list(&body, words.desk_menu_list_button(), menu_rows(self.ctx.person.is_off, words));
    }

    /// The menu under a note.
    pub(super) fn menu_list(&mut self, note: &str) {
        let words = self.words();
        let body = under(Some(note), words.desk_menu_again());
        self.list(&body, words.desk_menu_list_button(), menu_rows(self.ctx.person.is_off, words));
    }

    /// What was typed and still waits to be told for which order.
    fn meant(&self) -> Option<Meant> {
        match &self.conversation.vendor.stage {
            Stage::Which(meant) => Some(meant.clone()),
            Stage::Idle
            | Stage::Rejecting(_)
            | Stage::NamingCarrier(_)
            | Stage::HearingCode(_)
            | Stage::CountingStock(_)
            | Stage::PickingListing(_)
            | Stage::PriceOrStock(_)
            | Stage::TakingOff
            | Stage::GivingAccount
            | Stage::Applying(_)
            | Stage::CountingCame(_)
            | Stage::GivingBack(_) => None,
        }
    }

    /// What is to do, for whatever reason.
    pub(super) fn ask_parts(&mut self, why: WaitsFor) {
        let Some(vendor) = self.vendor() else { return self.not_a_vendor() };
        self.ask(Ask::DeskParts { vendor }, why);
    }
}

/// A profile's name is a stranger's text and may be long.
const MOST_NAME: usize = 40;

fn menu_rows(is_off: bool, words: &Words) -> Vec<Row> {
    let hours = if is_off {
        row(Choice::Open, &words.desk_menu_open_title(), None)
    } else {
        row(Choice::TakeOff, &words.desk_menu_off_title(), None)
    };
    vec![
        row(Choice::Parts { page: 0 }, &words.desk_menu_parts_title(), None),
        row(Choice::Stock { page: 0 }, &words.desk_menu_stock_title(), None),
        row(Choice::Account, &words.desk_menu_account_title(), None),
        hours,
        row(Choice::Buy, &words.desk_menu_buy_title(), None),
        row(Choice::Person, &words.desk_menu_person_title(), None),
    ]
}

/// All that is to do; one alone is shown at once.
pub(super) fn parts(parts: &[DeskPart], page: u16, draft: &mut Draft<'_, '_>) {
    match parts {
        [] => {
            let note = draft.words().desk_parts_none();
            draft.menu_list(&note);
        }
        [only] => show(only, draft),
        several => {
            let body = draft.words().desk_parts(several.len());
            let parts = several.iter().collect();
            let of_part = |part: &DeskPart| Choice::Part { part: part.card.part };
            PartList { parts, page, of_part, of_page: |page| Choice::Parts { page } }
                .show(&body, draft);
        }
    }
}

/// One part of the list; it may have ended since the list was shown.
pub(super) fn part(
    parts: &[DeskPart],
    is_meant: impl Fn(&DeskPart) -> bool,
    draft: &mut Draft<'_, '_>,
) {
    match parts.iter().find(|part| is_meant(part)) {
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
