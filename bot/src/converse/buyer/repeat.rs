//! Lists that come round again: how often, the question on the evening before, and its answers. Nothing is ordered without a
//! tap on what it costs.
//!
//! ```text
//!   us: 🔁 Tomorrow your list *Plinth* is due again: 50 bags UltraTech OPC 53. …  [Order it] [Skip this time] [Stop repeating]
//! buyer: Order it
//!   us: 🧾 Your order: … Tomorrow, 8 am–12 noon …  [Confirm] [Change]
//! ```

use jiff::civil::{Date, Weekday};
use realserv_domain::ids::ListId;
use realserv_domain::lists::{Every, Repeat};
use realserv_domain::message::{Message, Row, TemplateCall};
use realserv_domain::time::{DayPart, Schedule, Shift, Slot, WorkDay};
use realserv_templates::{Day, whatsapp};

use super::ListChoice;
use super::draft::Draft;
use super::lists::items;
use super::view::{View, buttons, list};
use crate::converse::{Ask, Conversation, Ctx, Effect, ListAsk, ListCard, ListDue, News, Step};

/// Every two weeks, from today on.
const FORTNIGHT: Every = Every::Days(14);

impl Draft<'_, '_> {
    pub(super) fn ask_how_often(&mut self, card: &ListCard) {
        let view = self.view();
        let row = |every: Every| {
            let first = Repeat::new(every, view.now).next_on;
            let first = Day { on: first, today: view.now.date() };
            let about = view.words.lists_first_description(first);
            let choice = ListChoice::Repeat(card.list, every);
            view.row(choice, &every_in_words(every, &view), Some(about))
        };
        let rows: Vec<Row> = choices(view.now.date()).map(row).collect();
        let body = view.words.lists_how_often(card.name.as_str());
        let message = list(body, &view.words.menu_choose_button(), rows);
        self.say_under_note(message);
    }

    pub(super) fn say_it_repeats(&mut self, card: &ListCard) {
        let Some(repeat) = card.repeat else { return self.say_it_stopped(card) };
        let view = self.view();
        let next = Day { on: repeat.next_on, today: view.now.date() };
        let every = every_in_words(repeat.every, &view);
        let body = view.words.lists_repeats(card.name.as_str(), &every, next);
        let message = self.with_stop(body, card.list);
        self.say(message);
    }

    pub(super) fn say_it_is_skipped(&mut self, card: &ListCard) {
        let Some(repeat) = card.repeat else { return self.say_it_stopped(card) };
        let next = Day { on: repeat.next_on, today: self.ctx.now.date() };
        let body = self.words().lists_skipped(card.name.as_str(), next);
        let message = self.with_stop(body, card.list);
        self.say(message);
    }

    fn with_stop(&self, body: String, list: ListId) -> Message {
        let view = self.view();
        let stop = view.button(ListChoice::Stop(list), &view.words.lists_stop_button());
        let mine = view.button(ListChoice::All, &view.words.lists_button());
        buttons(body, vec![stop, mine])
    }

    pub(super) fn say_it_stopped(&mut self, card: &ListCard) {
        let view = self.view();
        let mine = view.button(ListChoice::All, &view.words.lists_button());
        let message = buttons(view.words.lists_stopped(card.name.as_str()), vec![mine]);
        self.say(message);
    }

    /// The list is in the cart: on to its price for that day, where it can still be had then. A day that cannot is asked for.
    pub(super) fn order_for(&mut self, on: Date) {
        let today = self.ctx.now.date();
        if on < today {
            let note = self.words().lists_day_is_over(Day { on, today });
            self.note(note);
            return self.ask(super::Stage::Basket);
        }
        let zone = self.conversation.buyer.site.as_ref().map(|site| site.zone);
        let open = zone.map(|zone| self.view().open_slots(zone)).unwrap_or_default();
        let first = open.into_iter().find(|slot| slot.on == on);
        let delivery = first.or(Some(Slot { on, part: DayPart::Morning }));
        let work = Some(WorkDay { on, shift: Shift::Full });
        self.buyer().schedule = Schedule { delivery, work };
        self.buyer().straight = true;
        self.next_pending();
    }
}

/// Each day of the week from tomorrow on, each second week, and this day of each month.
fn choices(today: Date) -> impl Iterator<Item = Every> {
    let tomorrow = today.weekday().next();
    let days = std::iter::successors(Some(tomorrow), |day: &Weekday| Some(day.next())).take(7);
    days.map(Every::Week).chain([FORTNIGHT, Every::Month(today.day())])
}

pub(super) fn every_in_words(every: Every, view: &View<'_>) -> String {
    let (kind, number) = match every {
        Every::Week(day) => ("week", i16::from(day.to_monday_one_offset())),
        Every::Days(days) => ("days", i16::try_from(days).unwrap_or(i16::MAX)),
        Every::Month(day) => ("month", i16::from(day)),
    };
    view.words.lists_every(kind, u32::try_from(number).unwrap_or(0))
}

/// The evening has come on which a list is asked about. Who wants no more than the news of orders is not asked.
pub(in crate::converse) fn repeat_due(
    conversation: Conversation,
    (list, on): (ListId, Date),
    ctx: &Ctx<'_>,
) -> Step {
    let wants_to_hear = !ctx.person.opted_out;
    let asks = vec![Ask::List(ListAsk::Due { list, on, wants_to_hear })];
    Step { conversation, asks, effects: Vec::new() }
}

/// The question, or that it was the last one; beside whatever is open.
pub(in crate::converse) fn ask_about(
    conversation: Conversation,
    due: Option<&ListDue>,
    ctx: &mut Ctx<'_>,
) -> Step {
    let draft = Draft::new(conversation, ctx);
    let said = due.map(|due| {
        let (message, afar) = match due.on {
            Some(on) => question(&due.list, on, &draft.view()),
            None => last_word(&due.list, &draft.view()),
        };
        if draft.ctx.person.window_open {
            let news = News { about: None, otherwise: Some(afar) };
            Effect::Say { message, news: Some(Box::new(news)) }
        } else {
            Effect::Say { message: Message::Template(afar), news: None }
        }
    });
    let mut draft = draft;
    said.into_iter().for_each(|effect| draft.effect(effect));
    draft.done()
}

fn question(card: &ListCard, on: Date, view: &View<'_>) -> (Message, TemplateCall) {
    let (words, list) = (view.words, card.list);
    let (name, items) = (card.name.as_str(), items(&card.cart, view));
    let day = Day { on, today: view.now.date() };
    let (order, skip, stop) =
        (ListChoice::Order(list, on), ListChoice::Skip(list, on), ListChoice::Stop(list));
    let row = vec![
        view.button(order, &words.lists_order_button()),
        view.button(skip, &words.lists_skip_button()),
        view.button(stop, &words.lists_stop_button()),
    ];
    let afar = whatsapp::RepeatDue {
        name,
        when: &words.schedule_day_title(day),
        items: &items,
        order: &view.id(order),
        skip: &view.id(skip),
        stop: &view.id(stop),
    };
    (buttons(words.lists_due(name, day, &items), row), afar.call(view.language))
}

fn last_word(card: &ListCard, view: &View<'_>) -> (Message, TemplateCall) {
    let (words, name) = (view.words, card.name.as_str());
    let row = vec![view.button(ListChoice::All, &words.lists_button())];
    let afar = whatsapp::RepeatEnded { name, lists: &view.id(ListChoice::All) };
    (buttons(words.lists_ended(name), row), afar.call(view.language))
}
