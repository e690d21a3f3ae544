//! Words and buttons that work at any moment. Most leave the open question as it is.

use jiff::civil::{Time, time};
use realserv_domain::ids::OrderId;
use realserv_domain::message::{Button, Message};
use realserv_domain::orders::OrderEvent;
use realserv_domain::place::Pin;
use realserv_domain::time::Schedule;

use super::draft::Draft;
use super::stage::{Heard, Stage};
use super::view::{buttons, text};
use super::{Alone, Choice, Here, WaitsFor, greeting};
use crate::converse::anywhere::Word;
use crate::converse::choice::{Choice as Side, Tap};
use crate::converse::{Ask, Conversation, Ctx, Effect, Role, Step, TicketAbout};

/// When a person of the office answers; outside of it the morning is promised.
const OFFICE_OPENS: Time = time(8, 0, 0, 0);
const OFFICE_CLOSES: Time = time(20, 0, 0, 0);

impl Draft<'_, '_> {
    pub(super) fn word(&mut self, word: Word) {
        if word != Word::No && word != Word::Yes {
            self.buyer().misses = 0;
        }
        match word {
            Word::Hello => self.hello(),
            Word::Help => self.help(),
            Word::Menu | Word::Prices | Word::Buy => self.open_menu(),
            Word::Back => self.back(),
            Word::Cart => self.open_cart(),
            Word::Total => self.tell_the_total(),
            Word::Orders => self.list_orders(0),
            Word::Status => self.look_where_they_are(),
            Word::Code => self.look_for_codes(),
            Word::Invoice => self.look_for_invoices(),
            Word::Cancel => self.list_orders_to_cancel(0),
            Word::Less => self.look_what_could_be_less(),
            Word::Reorder => self.wait(Ask::LastCart, WaitsFor::LastCart { said: None }),
            Word::Lists => self.show_lists(0),
            Word::SaveList => self.save_list(),
            Word::Pay => self.pay(),
            Word::Cash => self.pay_cash(),
            Word::CheckOut => self.check_out(),
            Word::Change => self.change(),
            Word::Empty => self.empty_cart(),
            Word::Yes => self.yes(),
            // Whatever was meant, nothing happens; the question says what can be answered.
            Word::No => self.again(),
            Word::Thanks => self.thanked(),
            Word::Stop => self.stopped(),
            Word::Start if self.ctx.person.opted_out => self.started(),
            Word::Start => self.hello(),
            // `anywhere` answers these before a side looks.
            Word::Person | Word::Sell => self.call_person(None),
            Word::ChooseLanguage | Word::Language(_) => self.offer_languages(),
        }
    }

    /// The review says it to the rupee, a cart what its lines cost, and the lists have the prices.
    fn tell_the_total(&mut self) {
        match &self.conversation.buyer.stage {
            Stage::Review(_)
            | Stage::HowMany(_)
            | Stage::Browse(_)
            | Stage::Nearest(_)
            | Stage::OfOrder(_)
            | Stage::NameList(_) => self.again(),
            // Just ordered: that is what it is about.
            Stage::Menu if self.has_only_ordered() => self.look_where_they_are(),
            Stage::Whither(_)
            | Stage::Outside(_)
            | Stage::Whom(_)
            | Stage::Named(_)
            | Stage::Slot(_)
            | Stage::Work(_)
            | Stage::Lane(_) => {
                let note = self.words().cart_total_comes();
                self.note(note);
                self.again();
            }
            Stage::Greeting
            | Stage::Menu
            | Stage::Basket
            | Stage::Change(_)
            | Stage::Amend(_)
            | Stage::Short(_) => self.open_cart_or_menu(),
        }
    }

    fn has_only_ordered(&self) -> bool {
        self.conversation.buyer.cart.is_empty() && !self.conversation.buyer.taken.is_empty()
    }

    fn hello(&mut self) {
        let held = self.conversation.buyer.cart.lines().len();
        if held > 0 {
            let note = self.words().cart_is_kept(held);
            self.note(note);
        }
        self.open_menu();
    }

    /// Nothing but the news of orders is sent anyway. It is noted for whatever else there will be; what is open stays.
    fn stopped(&mut self) {
        self.effect(Effect::SetOptedOut { at: Some(self.ctx.now.timestamp()) });
        let body = self.words().help_stopped();
        self.say(text(body));
    }

    fn started(&mut self) {
        self.effect(Effect::SetOptedOut { at: None });
        let body = self.words().help_started();
        self.say(text(body));
    }

    fn help(&mut self) {
        let note = self.words().help_examples();
        self.note(note);
        self.again();
    }

    fn back(&mut self) {
        if !self.heard(&Heard::Chose(&Here::Back)) {
            self.open_menu();
        }
    }

    /// "Pay" on a review pays it; else it opens the link of an order that waits for its money.
    fn pay(&mut self) {
        if matches!(self.conversation.buyer.stage, Stage::Review(_)) {
            self.heard(&Heard::Chose(&Here::PayOnline));
        } else {
            self.look_for_unpaid(WaitsFor::OrdersToPay);
        }
    }

    /// "Cash" on a review orders for cash; else it shows the order that waits for its money, with what is possible.
    fn pay_cash(&mut self) {
        if matches!(self.conversation.buyer.stage, Stage::Review(_)) {
            self.heard(&Heard::Chose(&Here::PayCash));
        } else {
            self.look_for_unpaid(WaitsFor::OrdersToPayInCash);
        }
    }

    fn change(&mut self) {
        if !self.heard(&Heard::Chose(&Here::Amend)) {
            self.open_change();
        }
    }

    /// "Yes" under the cart means checkout, under the priced order that it is right; elsewhere the question says what can be
    /// answered.
    fn yes(&mut self) {
        match self.conversation.buyer.stage {
            Stage::Basket => self.check_out(),
            Stage::Menu => self.look_who_asks(),
            Stage::Review(_) => self.pay(),
            Stage::Greeting
            | Stage::Browse(_)
            | Stage::Nearest(_)
            | Stage::HowMany(_)
            | Stage::Change(_)
            | Stage::Whither(_)
            | Stage::Outside(_)
            | Stage::Whom(_)
            | Stage::Named(_)
            | Stage::Slot(_)
            | Stage::Work(_)
            | Stage::Lane(_)
            | Stage::Amend(_)
            | Stage::Short(_)
            | Stage::OfOrder(_)
            | Stage::NameList(_) => self.again(),
        }
    }

    pub(super) fn tapped(&mut self, tap: &Tap) {
        let choice = match &tap.choice {
            Side::Buyer(choice) => choice,
            // `converse::step` sends these to the vendor's side.
            Side::Vendor(_) => return self.old_button(),
        };
        match choice {
            Choice::Alone(choice) => self.alone(choice),
            Choice::Here(choice) if tap.question == Some(self.conversation.buyer.question) => {
                self.conversation.role = Role::Buyer;
                self.chose(choice);
            }
            Choice::Here(_) => self.old_button(),
        }
    }

    /// A tap on the open question. What the stage does not know itself leads the same way from everywhere.
    fn chose(&mut self, choice: &Here) {
        if self.heard(&Heard::Chose(choice)) {
            return;
        }
        self.buyer().misses = 0;
        match choice {
            Here::Kind(kind) => self.open_kind(*kind),
            Here::CheckOut => self.check_out(),
            Here::AddMore | Here::Back => self.open_menu(),
            Here::Change => self.open_change(),
            Here::Page(_)
            | Here::Sku(_)
            | Here::Quantity(_)
            | Here::Line(_)
            | Here::Remove
            | Here::Other
            | Here::EmptyCart
            | Here::Site(_)
            | Here::OtherSite
            | Here::Skip
            | Here::Slot(_)
            | Here::Later
            | Here::Day(_)
            | Here::Work(_)
            | Here::Lane(_)
            | Here::PayOnline
            | Here::PayAdvance
            | Here::PayCash
            | Here::Amend
            | Here::AmendSite
            | Here::AmendTime => self.old_button(),
        }
    }

    /// Choices that name all that they need; what they name is checked by those who own it.
    fn alone(&mut self, choice: &Alone) {
        self.buyer().misses = 0;
        let words = self.words();
        let by = self.ctx.person.id;
        match choice {
            Alone::Menu => self.open_menu(),
            Alone::Cart => self.open_cart(),
            Alone::GoOn => self.check_out(),
            Alone::NoReminders => self.stopped(),
            Alone::Help => self.help(),
            Alone::MyOrders => self.list_orders(0),
            Alone::MoreOrders(page) => self.list_orders(*page),
            Alone::MoreToCancel(page) => self.list_orders_to_cancel(*page),
            Alone::Reorder => self.wait(Ask::LastCart, WaitsFor::LastCart { said: None }),
            Alone::CrewAgain(order, shift) => {
                self.wait(Ask::CrewOf { order: *order }, WaitsFor::CrewAgain { shift: *shift });
            }
            Alone::FindOthers(order, sku, missing) => {
                let (order, sku, missing) = (*order, *sku, *missing);
                self.wait(Ask::GapOf { order, sku, missing }, WaitsFor::Others);
            }
            Alone::JoinWaitingList(pin) => self.join_waiting_list(pin),
            Alone::Order(order) => self.look_up(*order, WaitsFor::OrderToShow),
            Alone::PayLink(order) => self.look_up(*order, WaitsFor::OrderToPay),
            Alone::Cancel(order) => self.look_up(*order, WaitsFor::OrderToCancel),
            Alone::PayAgain(order) => self.decide(*order, OrderEvent::PayAgainAsked { by }),
            Alone::CashInstead(order) => self.decide(*order, OrderEvent::CashChosen { by }),
            Alone::CancelYes(order, back_paise, kept_paise) => {
                let (back_paise, kept_paise) = (*back_paise, *kept_paise);
                let event = OrderEvent::CancelAsked { part: None, by, back_paise, kept_paise };
                self.decide(*order, event);
            }
            Alone::CancelNo(order) => {
                self.leave_order(*order);
                self.say(text(words.orders_not_cancelled()));
            }
            Alone::Wait(order, part) => {
                self.decide(*order, OrderEvent::WaitChosen { part: *part, by });
            }
            Alone::MoneyBack(order, part) => {
                self.decide(*order, OrderEvent::MoneyBackChosen { part: *part, by });
            }
            Alone::More(order, part, more_paise) => {
                let (part, more_paise) = (*part, *more_paise);
                self.decide(*order, OrderEvent::MoreChosen { part, by, more_paise });
            }
            Alone::NewTime(order, part) => {
                self.look_up(*order, WaitsFor::OrderToRetime { part: *part });
            }
            Alone::NewSlot(order, part, slot) => {
                let schedule = Schedule { delivery: Some(*slot), work: None };
                self.decide(*order, OrderEvent::TimeChosen { part: *part, by, schedule });
            }
            Alone::NewDay(order, part, day) => {
                let schedule = Schedule { delivery: None, work: Some(*day) };
                self.decide(*order, OrderEvent::TimeChosen { part: *part, by, schedule });
            }
            Alone::CounterYes(order, part, counter) => {
                let (part, counter) = (*part, *counter);
                self.decide(*order, OrderEvent::CounterAccepted { part, by, counter });
            }
            Alone::CounterNo(order, part) => {
                self.decide(*order, OrderEvent::CounterRefused { part: *part, by });
            }
            Alone::Less(order) => self.look_up(*order, WaitsFor::OrderToLessen),
            Alone::LessOf(order, part, sku) => {
                self.look_up(*order, WaitsFor::LineToLessen { part: *part, sku: *sku });
            }
            Alone::LessYes(order, less, back_paise, kept_paise) => {
                let (less, back_paise, kept_paise) = (*less, *back_paise, *kept_paise);
                self.leave_order(*order);
                self.decide(*order, OrderEvent::FewerAsked { less, by, back_paise, kept_paise });
            }
            Alone::Invoice(order) => self.decide(*order, OrderEvent::InvoicesAsked { by }),
            Alone::Claim(order) => {
                self.look_up(*order, WaitsFor::OrderToClaim { why: None });
            }
            Alone::ClaimWhy(order, why) => {
                self.look_up(*order, WaitsFor::OrderToClaim { why: Some(*why) });
            }
            Alone::ClaimOf(order, part, sku, why) => {
                let (part, sku, why) = (*part, *sku, *why);
                self.look_up(*order, WaitsFor::LineToClaim { part, sku, why });
            }
            Alone::Rate(order, rating) => {
                self.decide(*order, OrderEvent::Rated { by, rating: *rating });
            }
            Alone::Lists(choice) => self.tapped_of_lists(*choice),
            Alone::PersonFor(order) => self.call_person(Some(*order)),
            Alone::Person => self.call_person(None),
            Alone::Language(_) | Alone::ChooseLanguage => self.offer_languages(),
            // `ticket` answers these before a side looks.
            Alone::ReadTicket(_) | Alone::MarkTicket(..) => self.old_button(),
        }
    }

    pub(super) fn look_up(&mut self, order: OrderId, waits_for: WaitsFor) {
        self.wait(Ask::OneOrder { order }, waits_for);
    }

    /// What the buyer decides over an order of his. The order answers in a turn of its own with what has become true:
    /// a promise before it would be one thing too many, and perhaps not so.
    pub(super) fn decide(&mut self, order: OrderId, event: OrderEvent) {
        self.look_up(order, WaitsFor::OrderToTell { event });
    }

    fn join_waiting_list(&mut self, pin: &Pin) {
        self.effect(Effect::JoinWaitingList { pin: pin.clone() });
        let view = self.view();
        let words = view.words;
        let other = view.button(Here::OtherSite, &words.address_other_button());
        // Under the question that offered it the other place stays one tap away.
        let asked = matches!(self.conversation.buyer.stage, Stage::Outside(_));
        let mut row: Vec<Button> = asked.then_some(other).into_iter().collect();
        row.push(view.button(Alone::Menu, &words.help_menu_button()));
        let message = buttons(words.address_on_waiting_list(pin), row);
        self.say(message);
    }

    fn offer_languages(&mut self) {
        let view = self.view();
        let message = buttons(view.words.menu_which_language(), greeting::languages(&view));
        self.say(message);
    }

    pub(super) fn call_person(&mut self, order: Option<OrderId>) {
        let about = match order {
            Some(_) => TicketAbout::Order,
            None => TicketAbout::AskedForPerson,
        };
        self.effect(Effect::OpenTicket { order, about });
        let body = self.when_somebody_answers();
        self.say(body);
    }

    fn when_somebody_answers(&self) -> Message {
        let words = self.words();
        let now = self.ctx.now.time();
        text(if now < OFFICE_OPENS || now >= OFFICE_CLOSES {
            words.help_person_later()
        } else {
            words.help_person_soon()
        })
    }
}

pub(in crate::converse) fn choose_language(conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    let mut draft = Draft::new(conversation, ctx);
    draft.offer_languages();
    draft.done()
}

/// The language is set already: what was open is asked in it.
pub(in crate::converse) fn language_chosen(conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    let mut draft = Draft::new(conversation, ctx);
    draft.buyer().misses = 0;
    draft.again();
    draft.done()
}

/// Somebody of the office has talked with them: the open question is asked again under a word of that.
pub(in crate::converse) fn office_done(conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    let mut draft = Draft::new(conversation, ctx);
    let note = draft.words().help_office_done();
    draft.note(note);
    draft.again();
    draft.done()
}

pub(in crate::converse) fn person(conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    let mut draft = Draft::new(conversation, ctx);
    draft.buyer().misses = 0;
    draft.call_person(None);
    draft.done()
}

/// The buyer's first menu, whatever was open before; the language question comes first for a new person.
pub(in crate::converse) fn menu(mut conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    conversation.role = Role::Buyer;
    let mut draft = Draft::new(conversation, ctx);
    draft.open_menu();
    draft.done()
}
