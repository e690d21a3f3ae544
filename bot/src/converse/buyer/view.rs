//! What a stage may look at when it asks or is answered, and how it builds bubbles within WhatsApp's limits.

use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use realserv_domain::cart::Cart;
use realserv_domain::catalog::{Catalog, Sku};
use realserv_domain::ids::{SkuId, ZoneId};
use realserv_domain::language::Language;
use realserv_domain::message::{Button, Message, Row, Section};
use realserv_domain::orders::Terms;
use realserv_domain::quantity::Quantity;
use realserv_domain::time::Slot;
use realserv_domain::understand::Count;
use realserv_domain::way::Way;
use realserv_domain::zones::{Closed, Zones};
use realserv_templates::fit::{BODY, BUTTON, DESCRIPTION, TEXT, TITLE};
use realserv_templates::{Amount, Day, Words, fit};

use super::Choice;
use crate::converse::Person;
use crate::converse::choice::{Choice as Side, Tap};

#[derive(Clone, Copy)]
pub(super) struct View<'v> {
    pub(super) words: &'static Words,
    pub(super) language: Language,
    pub(super) catalog: &'v Catalog,
    pub(super) zones: &'v Zones,
    /// Where the cart is to go, once that is known.
    pub(super) zone: Option<ZoneId>,
    pub(super) terms: &'v Terms,
    /// The form that asks for a site, where it is offered.
    pub(super) form: Option<&'v str>,
    pub(super) now: &'v Zoned,
    pub(super) cart: &'v Cart,
    /// How the site of this checkout is found, once there is one.
    pub(super) way: &'v Way,
    pub(super) person: &'v Person,
    /// The number of the question that is asked or answered.
    pub(super) question: u32,
}

impl<'v> View<'v> {
    pub(super) fn name(&self, sku: &'v Sku) -> &'v str {
        sku.name.in_language(self.language)
    }

    /// "50 bags", for a SKU that may have left the catalogue since.
    pub(super) fn amount(&self, sku: &Sku, quantity: Quantity) -> Amount {
        Amount { quantity, unit: sku.unit }
    }

    /// How much of it the cart is to hold: "10 more" comes on top of what it holds.
    pub(super) fn in_all(&self, sku: SkuId, quantity: Quantity, count: Count) -> Quantity {
        if count.more { self.cart.quantity_of(sku).plus(quantity) } else { quantity }
    }

    /// A question of the checkout, with a line that asks for a landmark where nothing is known but the area.
    pub(super) fn with_way_line(&self, body: String) -> String {
        if self.way.is_unknown() {
            format!("{body}\n\n{}", self.words.address_no_way_line())
        } else {
            body
        }
    }

    /// Times for a delivery that can still be promised in a zone, soonest first, as far ahead as orders are taken.
    pub(super) fn open_slots(&self, zone: ZoneId) -> Vec<Slot> {
        self.zones.service(zone).open_slots(self.now, self.terms.order_days_ahead, usize::MAX)
    }

    /// The last day that a delivery can be ordered for.
    pub(super) fn last_day(&self) -> Date {
        let today = self.now.date();
        today.checked_add(i64::from(self.terms.order_days_ahead).days()).unwrap_or(today)
    }

    /// Why nobody comes to a zone on the day that was typed, in words; none on a day like others.
    pub(super) fn why_closed(&self, zone: ZoneId, on: Option<Date>) -> Option<String> {
        let (on, today) = (on?, self.now.date());
        let day = Day { on, today };
        let last = self.last_day();
        if on > last {
            return Some(self.words.schedule_too_far(Day { on: last, today }));
        }
        Some(match self.zones.service(zone).closed(on)? {
            Closed::Named(name) => self.words.schedule_day_is_named(day, &name),
            Closed::Weekday => self.words.schedule_weekday_closed(day),
        })
    }

    pub(super) fn id(&self, choice: impl Into<Choice>) -> String {
        let choice = choice.into();
        let question = match &choice {
            Choice::Here(_) => Some(self.question),
            Choice::Alone(_) => None,
        };
        Tap { question, choice: Side::Buyer(choice) }.encode()
    }

    pub(super) fn button(&self, choice: impl Into<Choice>, title: &str) -> Button {
        Button { id: self.id(choice), title: fit(title, BUTTON) }
    }

    /// A row; what its title cannot hold is said whole in the description.
    pub(super) fn row(&self, choice: impl Into<Choice>, title: &str, about: Option<String>) -> Row {
        let cut = title.chars().count() > TITLE;
        let description = match (cut, about) {
            (true, Some(about)) => Some(format!("{title} · {about}")),
            (true, None) => Some(title.to_owned()),
            (false, about) => about,
        };
        Row {
            id: self.id(choice),
            title: fit(title, TITLE),
            description: description.filter(|d| !d.is_empty()).map(|d| fit(&d, DESCRIPTION)),
        }
    }

    /// "from ₹385 a bag", when somebody sells it.
    pub(super) fn price_from(&self, sku: &Sku) -> Option<String> {
        sku.from_price.map(|price| self.words.browse_from_price_description(price, sku.unit))
    }
}

pub(super) fn text(body: String) -> Message {
    Message::Text { body: fit(&body, TEXT) }
}

pub(super) fn buttons(body: String, buttons: Vec<Button>) -> Message {
    if buttons.is_empty() {
        return text(body);
    }
    Message::Buttons { body: fit(&body, BODY), buttons, photo: None }
}

/// The picture of what is asked about, above the question; only buttons have room for one.
pub(super) fn with_photo(mut message: Message, of: &Sku) -> Message {
    if let Message::Buttons { photo, .. } = &mut message {
        photo.clone_from(&of.photo);
    }
    message
}

/// A list without sections.
pub(super) fn list(body: String, button: &str, rows: Vec<Row>) -> Message {
    if rows.is_empty() {
        return text(body);
    }
    Message::List {
        body: fit(&body, TEXT),
        button: fit(button, BUTTON),
        sections: vec![Section { title: None, rows }],
    }
}

/// A body that may be long (a cart of twenty lines), with buttons: two bubbles when one cannot hold both.
pub(super) fn long_with_buttons(lines: String, closing: String, row: Vec<Button>) -> Vec<Message> {
    let whole = format!("{lines}\n\n{closing}");
    if whole.chars().count() <= BODY {
        vec![buttons(whole, row)]
    } else {
        vec![text(lines), buttons(closing, row)]
    }
}

/// Puts a line before a question; a bubble of its own when there is no room left.
pub(super) fn with_note(note: &str, mut messages: Vec<Message>) -> Vec<Message> {
    let Some(first) = messages.first_mut() else { return vec![text(note.to_owned())] };
    let (body, most) = match first {
        Message::Text { body } | Message::List { body, .. } => (body, TEXT),
        Message::Buttons { body, .. }
        | Message::Link { body, .. }
        | Message::Bill { body, .. }
        | Message::BillEnded { body, .. }
        | Message::AskLocation { body }
        | Message::AskContact { body }
        | Message::Document { body, .. }
        | Message::Form { body, .. } => (body, BODY),
        // A template's words are fixed; it is never a question of ours.
        Message::Template(_) => return messages,
    };
    let joined = format!("{note}\n\n{body}");
    if joined.chars().count() <= most {
        *body = joined;
    } else {
        messages.insert(0, text(note.to_owned()));
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_that_does_not_fit_is_a_bubble_of_its_own() {
        let question = || vec![buttons("x".repeat(1020), vec![])];
        assert_eq!(with_note("short", question()).len(), 1);
        let long = vec![Message::AskLocation { body: "x".repeat(1020) }];
        assert_eq!(with_note("hello", long).len(), 2);
    }
}
