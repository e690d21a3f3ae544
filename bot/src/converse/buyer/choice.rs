//! What a buyer can tap. Each choice has one spelling, kept for ever: `kind.cement`, `slot.2026-11-23.morning`.
//!
//! `Here` answers the question it stood under and is sent with its number; `Alone` names all that it needs.

use std::str::FromStr;

use jiff::civil::Date;
use realserv_domain::catalog::Kind;
use realserv_domain::ids::{AddressId, OrderId, PartId, SkuId, TicketId};
use realserv_domain::language::Language;
use realserv_domain::money::Paise;
use realserv_domain::orders::{ClaimWhy, Counter, Less, Rating};
use realserv_domain::place::Pin;
use realserv_domain::quantity::Quantity;
use realserv_domain::time::{Shift, Slot, WorkDay};
use realserv_domain::vehicles::Lane;
use serde::{Deserialize, Serialize};

use super::list_choice::ListChoice;

/// A tap on something of the buyer's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Answers the question it stood under, and no other.
    Here(Here),
    /// Names all that it needs; an old tap on it still means the same.
    Alone(Alone),
}

impl From<Here> for Choice {
    fn from(choice: Here) -> Self {
        Self::Here(choice)
    }
}

impl From<Alone> for Choice {
    fn from(choice: Alone) -> Self {
        Self::Alone(choice)
    }
}

impl Choice {
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Here(choice) => choice.encode(),
            Self::Alone(choice) => choice.encode(),
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once('.').unwrap_or((text, ""));
        Here::parse(word, rest)
            .map(Self::Here)
            .or_else(|| Alone::parse(word, rest).map(Self::Alone))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Here {
    // -- lists
    Kind(Kind),
    Page(u16),
    Sku(SkuId),
    Quantity(Quantity),
    Back,
    // -- the cart
    CheckOut,
    AddMore,
    Change,
    Line(SkuId),
    Remove,
    /// Something else in the place of this line.
    Other,
    EmptyCart,
    // -- where and when
    Site(AddressId),
    OtherSite,
    Skip,
    Slot(Slot),
    /// Later days than those whose times are listed.
    Later,
    Day(Date),
    Work(WorkDay),
    // -- the review
    PayOnline,
    /// A part now, the rest at the gate.
    PayAdvance,
    PayCash,
    Amend,
    AmendSite,
    AmendTime,
    /// What the lane of the site lets in.
    Lane(Lane),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alone {
    Menu,
    Language(Language),
    ChooseLanguage,
    MyOrders,
    /// Another page of them.
    MoreOrders(u16),
    /// Another page of those that can be cancelled.
    MoreToCancel(u16),
    Person,
    Help,
    Cart,
    /// From the cart to the next thing that is missing.
    GoOn,
    /// No more follow-ups, under each of them.
    NoReminders,
    Reorder,
    /// The same people for the next day of that shift.
    CrewAgain(OrderId, Shift),
    /// Others in the place of so many who did not come, of another contractor.
    FindOthers(OrderId, SkuId, Quantity),
    JoinWaitingList(Pin),
    // -- of one order
    Order(OrderId),
    PayLink(OrderId),
    PayAgain(OrderId),
    CashInstead(OrderId),
    Cancel(OrderId),
    /// With what comes back and what is kept, as it was named above the button.
    CancelYes(OrderId, Paise, Paise),
    CancelNo(OrderId),
    Wait(OrderId, PartId),
    MoneyBack(OrderId, PartId),
    /// So much more is paid for it at the gate.
    More(OrderId, PartId, Paise),
    /// Another time for a part that nobody took in time: which?
    NewTime(OrderId, PartId),
    NewSlot(OrderId, PartId, Slot),
    NewDay(OrderId, PartId, WorkDay),
    /// What a vendor can do instead is as good.
    CounterYes(OrderId, PartId, Counter),
    CounterNo(OrderId, PartId),
    /// Something of it is not wanted any more: of which line, to how many, and what that means as it was named.
    Less(OrderId),
    LessOf(OrderId, PartId, SkuId),
    LessYes(OrderId, Less, Paise, Paise),
    /// Its papers once more.
    Invoice(OrderId),
    /// Something of what came is missing or broken: which, of which line?
    Claim(OrderId),
    ClaimWhy(OrderId, ClaimWhy),
    ClaimOf(OrderId, PartId, SkuId, ClaimWhy),
    PersonFor(OrderId),
    /// The office's words for a ticket, which a template has told of.
    ReadTicket(TicketId),
    /// Whether it is solved.
    MarkTicket(TicketId, bool),
    /// How he found what was delivered.
    Rate(OrderId, Rating),
    /// Of the lists that are kept.
    Lists(ListChoice),
}

impl Here {
    fn encode(&self) -> String {
        match self {
            Self::Kind(kind) => format!("kind.{}", kind.as_str()),
            Self::Page(page) => format!("page.{page}"),
            Self::Sku(sku) => format!("sku.{sku}"),
            Self::Quantity(quantity) => format!("quantity.{}", quantity.milli()),
            Self::Back => "back".to_owned(),
            Self::CheckOut => "checkout".to_owned(),
            Self::AddMore => "more".to_owned(),
            Self::Change => "change".to_owned(),
            Self::Line(sku) => format!("line.{sku}"),
            Self::Remove => "remove".to_owned(),
            Self::Other => "other".to_owned(),
            Self::EmptyCart => "empty".to_owned(),
            Self::Site(address) => format!("site.{address}"),
            Self::OtherSite => "other-site".to_owned(),
            Self::Skip => "skip".to_owned(),
            Self::Slot(slot) => format!("slot.{}.{}", slot.on, slot.part.as_str()),
            Self::Later => "later".to_owned(),
            Self::Day(on) => format!("day.{on}"),
            Self::Work(day) => format!("work.{}.{}", day.on, day.shift.as_str()),
            Self::PayOnline => "pay-online".to_owned(),
            Self::PayAdvance => "pay-advance".to_owned(),
            Self::PayCash => "pay-cash".to_owned(),
            Self::Amend => "amend".to_owned(),
            Self::AmendSite => "amend-site".to_owned(),
            Self::AmendTime => "amend-time".to_owned(),
            Self::Lane(lane) => format!("lane.{}", lane.as_str()),
        }
    }

    fn parse(word: &str, rest: &str) -> Option<Self> {
        Some(match (word, rest) {
            ("back", "") => Self::Back,
            ("checkout", "") => Self::CheckOut,
            ("more", "") => Self::AddMore,
            ("change", "") => Self::Change,
            ("remove", "") => Self::Remove,
            ("other", "") => Self::Other,
            ("empty", "") => Self::EmptyCart,
            ("other-site", "") => Self::OtherSite,
            ("skip", "") => Self::Skip,
            ("later", "") => Self::Later,
            ("day", on) => Self::Day(on.parse().ok()?),
            ("pay-online", "") => Self::PayOnline,
            ("pay-advance", "") => Self::PayAdvance,
            ("pay-cash", "") => Self::PayCash,
            ("amend", "") => Self::Amend,
            ("amend-site", "") => Self::AmendSite,
            ("amend-time", "") => Self::AmendTime,
            ("lane", lane) => Self::Lane(lane.parse().ok()?),
            ("kind", kind) => Self::Kind(kind.parse().ok()?),
            ("page", page) => Self::Page(page.parse().ok()?),
            ("sku", sku) => Self::Sku(sku.parse().ok()?),
            ("quantity", milli) => Self::Quantity(Quantity::from_milli(milli.parse().ok()?)),
            ("line", sku) => Self::Line(sku.parse().ok()?),
            ("site", address) => Self::Site(address.parse().ok()?),
            ("slot", rest) => two(rest).map(|(on, part)| Self::Slot(Slot { on, part }))?,
            ("work", rest) => two(rest).map(|(on, shift)| Self::Work(WorkDay { on, shift }))?,
            _ => return None,
        })
    }
}

impl Alone {
    fn encode(&self) -> String {
        match self {
            Self::Menu => "menu".to_owned(),
            Self::Language(language) => format!("language.{}", language.code()),
            Self::ChooseLanguage => "choose-language".to_owned(),
            Self::MyOrders => "orders".to_owned(),
            Self::MoreOrders(page) => format!("more-orders.{page}"),
            Self::MoreToCancel(page) => format!("more-to-cancel.{page}"),
            Self::Person => "person".to_owned(),
            Self::Help => "help".to_owned(),
            Self::Cart => "cart".to_owned(),
            Self::GoOn => "go-on".to_owned(),
            Self::NoReminders => "no-reminders".to_owned(),
            Self::Reorder => "reorder".to_owned(),
            Self::CrewAgain(order, shift) => format!("crew-again.{order}.{}", shift.as_str()),
            Self::FindOthers(order, sku, missing) => {
                format!("find-others.{order}.{sku}.{}", missing.milli())
            }
            Self::JoinWaitingList(pin) => format!("waiting-list.{pin}"),
            Self::Order(order) => format!("order.{order}"),
            Self::PayLink(order) => format!("pay.{order}"),
            Self::PayAgain(order) => format!("pay-again.{order}"),
            Self::CashInstead(order) => format!("cash.{order}"),
            Self::Cancel(order) => format!("cancel.{order}"),
            Self::CancelYes(order, back, kept) => {
                format!("cancel-yes.{order}.{}.{}", back.get(), kept.get())
            }
            Self::CancelNo(order) => format!("cancel-no.{order}"),
            Self::Wait(order, part) => format!("wait.{order}.{part}"),
            Self::MoneyBack(order, part) => format!("money-back.{order}.{part}"),
            Self::More(order, part, more) => format!("more-for.{order}.{part}.{}", more.get()),
            Self::NewTime(order, part) => format!("new-time.{order}.{part}"),
            Self::NewSlot(order, part, slot) => {
                format!("new-slot.{order}.{part}.{}.{}", slot.on, slot.part.as_str())
            }
            Self::NewDay(order, part, day) => {
                format!("new-day.{order}.{part}.{}.{}", day.on, day.shift.as_str())
            }
            Self::CounterYes(order, part, Counter::Fewer { quantity }) => {
                format!("fewer-yes.{order}.{part}.{}", quantity.milli())
            }
            Self::CounterYes(order, part, Counter::At { slot }) => {
                format!("other-time-yes.{order}.{part}.{}.{}", slot.on, slot.part.as_str())
            }
            Self::CounterYes(order, part, Counter::Dearer { ask_paise }) => {
                format!("dearer-yes.{order}.{part}.{}", ask_paise.get())
            }
            Self::CounterNo(order, part) => format!("counter-no.{order}.{part}"),
            Self::Less(order) => format!("less.{order}"),
            Self::LessOf(order, part, sku) => format!("less-of.{order}.{part}.{sku}"),
            Self::LessYes(order, Less { part, sku, quantity }, back, kept) => {
                let (milli, back, kept) = (quantity.milli(), back.get(), kept.get());
                format!("less-yes.{order}.{part}.{sku}.{milli}.{back}.{kept}")
            }
            Self::Invoice(order) => format!("invoice.{order}"),
            Self::Claim(order) => format!("claim.{order}"),
            Self::ClaimWhy(order, why) => format!("claim-why.{order}.{}", why.as_str()),
            Self::ClaimOf(order, part, sku, why) => {
                format!("claim-of.{order}.{part}.{sku}.{}", why.as_str())
            }
            Self::PersonFor(order) => format!("person-for.{order}"),
            Self::ReadTicket(ticket) => format!("read-ticket.{ticket}"),
            Self::MarkTicket(ticket, good) => {
                format!("mark-ticket.{ticket}.{}", if *good { "good" } else { "bad" })
            }
            Self::Lists(choice) => choice.encode(),
            Self::Rate(order, rating) => format!("rate.{order}.{}", rating.as_str()),
        }
    }

    fn parse(word: &str, rest: &str) -> Option<Self> {
        Some(match (word, rest) {
            ("menu", "") => Self::Menu,
            ("choose-language", "") => Self::ChooseLanguage,
            ("orders", "") => Self::MyOrders,
            ("person", "") => Self::Person,
            ("help", "") => Self::Help,
            ("cart", "") => Self::Cart,
            ("go-on", "") => Self::GoOn,
            ("no-reminders", "") => Self::NoReminders,
            ("reorder", "") => Self::Reorder,
            ("crew-again", rest) => {
                two(rest).map(|(order, shift)| Self::CrewAgain(order, shift))?
            }
            ("find-others", rest) => {
                let (order, rest): (OrderId, String) = two(rest)?;
                let (sku, missing) = two(&rest)?;
                Self::FindOthers(order, sku, Quantity::from_milli(missing))
            }
            ("more-orders", page) => Self::MoreOrders(page.parse().ok()?),
            ("more-to-cancel", page) => Self::MoreToCancel(page.parse().ok()?),
            ("language", language) => Self::Language(language.parse().ok()?),
            ("waiting-list", pin) => Self::JoinWaitingList(pin.parse().ok()?),
            ("order", order) => Self::Order(order.parse().ok()?),
            ("pay", order) => Self::PayLink(order.parse().ok()?),
            ("pay-again", order) => Self::PayAgain(order.parse().ok()?),
            ("cash", order) => Self::CashInstead(order.parse().ok()?),
            ("cancel", order) => Self::Cancel(order.parse().ok()?),
            ("cancel-yes", rest) => match two::<OrderId, String>(rest) {
                Some((order, means)) => {
                    let (back, kept) = two::<i64, i64>(&means)?;
                    Self::CancelYes(order, Paise::new(back), Paise::new(kept))
                }
                // An early button that named nothing: he is asked anew.
                None => Self::Cancel(rest.parse().ok()?),
            },
            ("cancel-no", order) => Self::CancelNo(order.parse().ok()?),
            ("wait", rest) => two(rest).map(|(order, part)| Self::Wait(order, part))?,
            ("money-back", rest) => two(rest).map(|(order, part)| Self::MoneyBack(order, part))?,
            ("more-for", rest) => {
                let (order, part, more) = order_part_sum(rest)?;
                Self::More(order, part, more)
            }
            ("new-time", rest) => two(rest).map(|(order, part)| Self::NewTime(order, part))?,
            ("new-slot", rest) => {
                let (order, part, on, part_of_day) = four(rest)?;
                Self::NewSlot(order, part, Slot { on, part: part_of_day })
            }
            ("new-day", rest) => {
                let (order, part, on, shift) = four(rest)?;
                Self::NewDay(order, part, WorkDay { on, shift })
            }
            ("fewer-yes", rest) => {
                let (order, rest): (OrderId, String) = two(rest)?;
                let (part, milli) = two(&rest)?;
                let quantity = Quantity::from_milli(milli);
                Self::CounterYes(order, part, Counter::Fewer { quantity })
            }
            ("other-time-yes", rest) => {
                let (order, part, on, part_of_day) = four(rest)?;
                let slot = Slot { on, part: part_of_day };
                Self::CounterYes(order, part, Counter::At { slot })
            }
            ("dearer-yes", rest) => {
                let (order, part, ask_paise) = order_part_sum(rest)?;
                Self::CounterYes(order, part, Counter::Dearer { ask_paise })
            }
            ("counter-no", rest) => two(rest).map(|(order, part)| Self::CounterNo(order, part))?,
            ("less", order) => Self::Less(order.parse().ok()?),
            ("less-of", rest) => {
                let (order, rest): (OrderId, String) = two(rest)?;
                two(&rest).map(|(part, sku)| Self::LessOf(order, part, sku))?
            }
            ("less-yes", rest) => {
                let (order, part, sku, rest): (_, _, _, String) = four(rest)?;
                let (milli, rest): (i64, String) = two(&rest)?;
                let (back, kept) = two::<i64, i64>(&rest)?;
                let less = Less { part, sku, quantity: Quantity::from_milli(milli) };
                Self::LessYes(order, less, Paise::new(back), Paise::new(kept))
            }
            ("invoice", order) => Self::Invoice(order.parse().ok()?),
            ("claim", order) => Self::Claim(order.parse().ok()?),
            ("claim-why", rest) => {
                let (order, word) = two::<OrderId, String>(rest)?;
                Self::ClaimWhy(order, claim_why(&word)?)
            }
            ("claim-of", rest) => {
                let (order, part, sku, word): (_, _, _, String) = four(rest)?;
                Self::ClaimOf(order, part, sku, claim_why(&word)?)
            }
            ("person-for", order) => Self::PersonFor(order.parse().ok()?),
            ("read-ticket", ticket) => Self::ReadTicket(ticket.parse().ok()?),
            ("mark-ticket", rest) => {
                let (ticket, word) = two::<TicketId, String>(rest)?;
                match word.as_str() {
                    "good" => Self::MarkTicket(ticket, true),
                    "bad" => Self::MarkTicket(ticket, false),
                    _ => return None,
                }
            }
            ("rate", rest) => {
                let (order, word) = two::<OrderId, String>(rest)?;
                let rating = Rating::ALL.into_iter().find(|rating| rating.as_str() == word)?;
                Self::Rate(order, rating)
            }
            _ => return ListChoice::parse(word, rest).map(Self::Lists),
        })
    }
}

fn order_part_sum(text: &str) -> Option<(OrderId, PartId, Paise)> {
    let (order, rest): (OrderId, String) = two(text)?;
    let (part, paise) = two(&rest)?;
    Some((order, part, Paise::new(paise)))
}

fn claim_why(word: &str) -> Option<ClaimWhy> {
    ClaimWhy::ALL.into_iter().find(|why| why.as_str() == word)
}

fn four<A: FromStr, B: FromStr, C: FromStr, D: FromStr>(text: &str) -> Option<(A, B, C, D)> {
    let (first, rest): (A, String) = two(text)?;
    let (second, rest): (B, String) = two(&rest)?;
    let (third, fourth) = two(&rest)?;
    Some((first, second, third, fourth))
}

fn two<A: FromStr, B: FromStr>(text: &str) -> Option<(A, B)> {
    let (first, second) = text.split_once('.')?;
    Some((first.parse().ok()?, second.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;
    use realserv_domain::time::DayPart;
    use uuid::Uuid;

    fn here() -> Vec<Here> {
        let sku = SkuId(Uuid::from_u128(9));
        let on: Date = "2026-11-23".parse().unwrap();
        let mut all: Vec<Here> = Kind::ALL.map(Here::Kind).into();
        all.extend(DayPart::ALL.map(|part| Here::Slot(Slot { on, part })));
        all.extend(Shift::ALL.map(|shift| Here::Work(WorkDay { on, shift })));
        all.extend([
            Here::Page(3),
            Here::Sku(sku),
            Here::Quantity(Quantity::from_milli(2500)),
            Here::Back,
            Here::CheckOut,
            Here::AddMore,
            Here::Change,
            Here::Line(sku),
            Here::Remove,
            Here::EmptyCart,
            Here::Site(AddressId(Uuid::from_u128(3))),
            Here::OtherSite,
            Here::Skip,
            Here::PayOnline,
            Here::PayCash,
            Here::Amend,
            Here::AmendSite,
            Here::AmendTime,
            Here::Lane(Lane::Narrow),
            Here::Lane(Lane::Wide),
        ]);
        all
    }

    fn alone() -> Vec<Alone> {
        let (order, part) = (OrderId(Uuid::from_u128(7)), PartId(Uuid::from_u128(8)));
        let mut all: Vec<Alone> = Language::ALL.map(Alone::Language).into();
        all.extend([
            Alone::Menu,
            Alone::ChooseLanguage,
            Alone::MyOrders,
            Alone::MoreOrders(1),
            Alone::MoreToCancel(2),
            Alone::Person,
            Alone::Help,
            Alone::Cart,
            Alone::GoOn,
            Alone::NoReminders,
            Alone::Reorder,
            Alone::CrewAgain(order, Shift::HalfAfternoon),
            Alone::FindOthers(order, SkuId(Uuid::from_u128(9)), Quantity::whole(99)),
            Alone::JoinWaitingList("500049".parse().unwrap()),
            Alone::Order(order),
            Alone::PayLink(order),
            Alone::PayAgain(order),
            Alone::CashInstead(order),
            Alone::Cancel(order),
            Alone::CancelYes(order, Paise::new(1_644_165), Paise::new(86_535)),
            Alone::CancelNo(order),
            Alone::Wait(order, part),
            Alone::MoneyBack(order, part),
            Alone::NewTime(order, part),
            Alone::NewSlot(
                order,
                part,
                Slot { on: Date::constant(2026, 11, 24), part: DayPart::Afternoon },
            ),
            Alone::NewDay(
                order,
                part,
                WorkDay { on: Date::constant(2026, 11, 24), shift: Shift::HalfAfternoon },
            ),
            Alone::CounterYes(order, part, Counter::Fewer { quantity: Quantity::whole(40) }),
            Alone::CounterYes(
                order,
                part,
                Counter::At {
                    slot: Slot { on: Date::constant(2026, 11, 24), part: DayPart::Evening },
                },
            ),
            Alone::CounterNo(order, part),
            Alone::Less(order),
            Alone::LessOf(order, part, SkuId(Uuid::from_u128(9))),
            Alone::LessYes(
                order,
                Less { part, sku: SkuId(Uuid::from_u128(9)), quantity: Quantity::whole(99_999) },
                Paise::new(9_999_999_999),
                Paise::new(999_999_999),
            ),
            Alone::Invoice(order),
            Alone::Claim(order),
            Alone::ClaimWhy(order, ClaimWhy::Short),
            Alone::ClaimOf(order, part, SkuId(Uuid::from_u128(9)), ClaimWhy::Broken),
            Alone::PersonFor(order),
            Alone::ReadTicket(TicketId(Uuid::from_u128(12))),
            Alone::MarkTicket(TicketId(Uuid::from_u128(12)), true),
            Alone::MarkTicket(TicketId(Uuid::from_u128(12)), false),
            Alone::Rate(order, Rating::Good),
            Alone::Rate(order, Rating::Bad),
        ]);
        all
    }

    #[test]
    fn what_is_written_on_a_button_reads_back() {
        let here = here().into_iter().map(Choice::Here);
        for choice in here.chain(alone().into_iter().map(Choice::Alone)) {
            let id = choice.encode();
            assert_eq!(Choice::parse(&id), Some(choice.clone()), "{id}");
            // A list row holds 200, a button 256; with what stands before it.
            assert!(id.len() < 180, "{id}");
        }
    }

    #[test]
    fn spellings_that_are_on_phones_already_never_change() {
        assert_eq!(Choice::parse("kind.cement"), Some(Here::Kind(Kind::Cement).into()));
        let fifty = Here::Quantity(Quantity::whole(50));
        assert_eq!(Choice::parse("quantity.50000"), Some(fifty.into()));
        let nonsense = ["", "kind", "kind.gold", "slot.2026-11-23", "page.-1", "menu.x", "wait.1"];
        for text in nonsense {
            assert_eq!(Choice::parse(text), None, "{text}");
        }
    }
}
