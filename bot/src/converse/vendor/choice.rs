//! What a vendor can tap. Nearly each stands on its own and names what it is about; the order checks whether it still fits.
//!
//! An id is `<word>` and what it names, joined by dots; a template's quick reply holds 128 characters, the longest is 100.

use std::str::FromStr;

use jiff::civil::Date;
use realserv_domain::ids::{OfferId, OrderId, OrderNumber, PartId, PayAccountId, SkuId};
use realserv_domain::money::Paise;
use realserv_domain::orders::{RejectReason, Rest};
use realserv_domain::quantity::Quantity;
use serde::{Deserialize, Serialize};

use super::apply::Applies;
use super::{Undo, Was};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "tap")]
pub enum Choice {
    // -- an offer
    Accept {
        order: OrderId,
        offer: OfferId,
    },
    Reject {
        order: OrderId,
        offer: OfferId,
        number: OrderNumber,
    },
    Because {
        order: OrderId,
        offer: OfferId,
        reason: RejectReason,
    },
    // -- a part
    Packed {
        order: OrderId,
        part: PartId,
    },
    /// Asks for vehicle and driver first.
    Dispatch {
        order: OrderId,
        part: PartId,
        number: OrderNumber,
    },
    CrewSent {
        order: OrderId,
        part: PartId,
    },
    OnTheWay {
        order: OrderId,
        part: PartId,
    },
    /// Asks for the buyer's code first.
    Delivered {
        order: OrderId,
        part: PartId,
        number: OrderNumber,
    },
    CrewArrived {
        order: OrderId,
        part: PartId,
        number: OrderNumber,
    },
    /// Not all of it has come: of what, and how many?
    CameShort {
        order: OrderId,
        part: PartId,
        number: OrderNumber,
    },
    ShortOf {
        part: PartId,
        sku: SkuId,
    },
    /// Answers the roll call: so many have come.
    PeopleCame {
        part: PartId,
        sku: SkuId,
        people: u32,
    },
    /// Answer where the rest is.
    RestBack,
    RestLost,
    /// What he says to a claim.
    ClaimYes {
        order: OrderId,
        part: PartId,
        claim: u8,
        rest: Rest,
    },
    ClaimNo {
        order: OrderId,
        part: PartId,
        claim: u8,
    },
    GiveBack {
        order: OrderId,
        part: PartId,
        number: OrderNumber,
    },
    GiveBackSurely {
        order: OrderId,
        part: PartId,
    },
    /// Answers what who wants to sell is asked.
    Applies {
        applies: Applies,
    },
    // -- the desk
    Menu,
    Parts {
        page: u16,
    },
    /// Of what is to do, a page of what waits for an answer.
    Offers {
        page: u16,
    },
    Part {
        part: PartId,
    },
    /// Answers for which order it is that something was typed.
    For {
        part: PartId,
    },
    ForPage {
        page: u16,
    },
    Stock {
        page: u8,
    },
    StockOf {
        sku: SkuId,
    },
    Account,
    /// His statement up to that day, as a file.
    StatementPaper {
        to: Date,
    },
    /// The same for a spreadsheet.
    StatementSheet {
        to: Date,
    },
    /// The days of his crews in the week up to that day, as a file.
    WagesPaper {
        to: Date,
    },
    WagesSheet {
        to: Date,
    },
    /// Where shall his money go?
    GiveAccount,
    /// What he says to the name that the bank has.
    AccountMine {
        account: PayAccountId,
    },
    AccountOther {
        account: PayAccountId,
    },
    /// Answers of which thing it is that something was typed.
    Shelf {
        sku: SkuId,
    },
    ShelfPage {
        page: u8,
    },
    /// Answer what a typed number is.
    AsPrice,
    AsStock,
    Undo {
        undo: Undo,
    },
    TakeOff,
    /// Answers a question: last week's "rest of today" must not close the yard today.
    Off {
        off: OffFor,
    },
    Open,
    /// On days that were closed.
    OpenOn {
        days: Vec<Date>,
    },
    Buy,
    Person,
}

/// How long a vendor can be off by one tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffFor {
    TwoHours,
    Today,
    Tomorrow,
}

impl Choice {
    /// Whether it answers the question that it stands under, and no other; all else names what it is about.
    #[must_use]
    pub const fn answers(&self) -> bool {
        matches!(
            self,
            Self::Off { .. }
                | Self::Applies { .. }
                | Self::For { .. }
                | Self::ForPage { .. }
                | Self::Shelf { .. }
                | Self::ShelfPage { .. }
                | Self::AsPrice
                | Self::AsStock
                | Self::RestBack
                | Self::RestLost
        )
    }

    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Accept { order, offer } => format!("accept.{order}.{offer}"),
            Self::Reject { order, offer, number } => format!("reject.{order}.{offer}.{number}"),
            Self::Because { order, offer, reason } => {
                format!("because.{order}.{offer}.{}", reason_word(*reason))
            }
            Self::Packed { order, part } => format!("packed.{order}.{part}"),
            Self::Dispatch { order, part, number } => format!("dispatch.{order}.{part}.{number}"),
            Self::CrewSent { order, part } => format!("crew.{order}.{part}"),
            Self::OnTheWay { order, part } => format!("way.{order}.{part}"),
            Self::Delivered { order, part, number } => format!("done.{order}.{part}.{number}"),
            Self::CrewArrived { order, part, number } => format!("came.{order}.{part}.{number}"),
            Self::CameShort { order, part, number } => format!("short.{order}.{part}.{number}"),
            Self::ShortOf { part, sku } => format!("short-of.{part}.{sku}"),
            Self::PeopleCame { part, sku, people } => format!("people.{part}.{sku}.{people}"),
            Self::RestBack => "rest-back".to_owned(),
            Self::RestLost => "rest-lost".to_owned(),
            Self::ClaimYes { order, part, claim, rest: Rest::Back } => {
                format!("claim-back.{order}.{part}.{claim}")
            }
            Self::ClaimYes { order, part, claim, rest: Rest::Lost } => {
                format!("claim-lost.{order}.{part}.{claim}")
            }
            Self::ClaimNo { order, part, claim } => format!("claim-no.{order}.{part}.{claim}"),
            Self::GiveBack { order, part, number } => format!("give.{order}.{part}.{number}"),
            Self::GiveBackSurely { order, part } => format!("giveback.{order}.{part}"),
            Self::Applies { applies } => match applies {
                Applies::Sells(kind) => format!("apply.sells.{}", kind.as_str()),
                Applies::Hours(opens, closes) => format!("apply.hours.{opens}.{closes}"),
                Applies::NoNumber => "apply.no-number".to_owned(),
                Applies::ThatIsAll => "apply.all".to_owned(),
                Applies::Send => "apply.send".to_owned(),
                Applies::Again => "apply.again".to_owned(),
            },
            Self::Menu => "menu".to_owned(),
            Self::Parts { page } => format!("parts.{page}"),
            Self::Offers { page } => format!("offers.{page}"),
            Self::Part { part } => format!("part.{part}"),
            Self::For { part } => format!("for.{part}"),
            Self::ForPage { page } => format!("for-page.{page}"),
            Self::Stock { page } => format!("stock.{page}"),
            Self::StockOf { sku } => format!("sku.{sku}"),
            Self::Account => "account".to_owned(),
            Self::StatementPaper { to } => format!("statement.{to}"),
            Self::StatementSheet { to } => format!("statement-sheet.{to}"),
            Self::WagesPaper { to } => format!("wages.{to}"),
            Self::WagesSheet { to } => format!("wages-sheet.{to}"),
            Self::GiveAccount => "give-account".to_owned(),
            Self::AccountMine { account } => format!("account-mine.{account}"),
            Self::AccountOther { account } => format!("account-other.{account}"),
            Self::Shelf { sku } => format!("shelf.{sku}"),
            Self::ShelfPage { page } => format!("shelf-page.{page}"),
            Self::AsPrice => "as-price".to_owned(),
            Self::AsStock => "as-stock".to_owned(),
            Self::Undo { undo: Undo { sku, revision, was } } => match was {
                Was::Price { price_paise } => {
                    format!("undo.{sku}.{revision}.price.{}", price_paise.get())
                }
                Was::Stock { was, set } => {
                    format!("undo.{sku}.{revision}.stock.{}.{}", was.milli(), set.milli())
                }
            },
            Self::TakeOff => "takeoff".to_owned(),
            Self::Off { off } => format!("off.{}", off_word(*off)),
            Self::Open => "open".to_owned(),
            Self::OpenOn { days } => {
                days.iter().fold("open-on".to_owned(), |id, day| format!("{id}.{day}"))
            }
            Self::Buy => "buy".to_owned(),
            Self::Person => "person".to_owned(),
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let word = parts.next()?;
        let parts = &mut parts;
        let choice = match word {
            "accept" => Self::Accept { order: id(parts)?, offer: id(parts)? },
            "reject" => Self::Reject { order: id(parts)?, offer: id(parts)?, number: id(parts)? },
            "because" => {
                let (order, offer) = (id(parts)?, id(parts)?);
                Self::Because { order, offer, reason: reason_of(parts.next()?)? }
            }
            "packed" => Self::Packed { order: id(parts)?, part: id(parts)? },
            "dispatch" => {
                Self::Dispatch { order: id(parts)?, part: id(parts)?, number: id(parts)? }
            }
            "crew" => Self::CrewSent { order: id(parts)?, part: id(parts)? },
            "way" => Self::OnTheWay { order: id(parts)?, part: id(parts)? },
            "done" => Self::Delivered { order: id(parts)?, part: id(parts)?, number: id(parts)? },
            "came" => Self::CrewArrived { order: id(parts)?, part: id(parts)?, number: id(parts)? },
            "short" => Self::CameShort { order: id(parts)?, part: id(parts)?, number: id(parts)? },
            "short-of" => Self::ShortOf { part: id(parts)?, sku: id(parts)? },
            "people" => Self::PeopleCame { part: id(parts)?, sku: id(parts)?, people: id(parts)? },
            "rest-back" => Self::RestBack,
            "rest-lost" => Self::RestLost,
            "claim-back" | "claim-lost" => {
                let rest = if word == "claim-back" { Rest::Back } else { Rest::Lost };
                let (order, part, claim) = (id(parts)?, id(parts)?, id(parts)?);
                Self::ClaimYes { order, part, claim, rest }
            }
            "claim-no" => Self::ClaimNo { order: id(parts)?, part: id(parts)?, claim: id(parts)? },
            "give" => Self::GiveBack { order: id(parts)?, part: id(parts)?, number: id(parts)? },
            "giveback" => Self::GiveBackSurely { order: id(parts)?, part: id(parts)? },
            "apply" => Self::Applies { applies: applies_of(parts)? },
            "menu" => Self::Menu,
            "parts" => Self::Parts { page: id(parts)? },
            "offers" => Self::Offers { page: id(parts)? },
            "part" => Self::Part { part: id(parts)? },
            "for" => Self::For { part: id(parts)? },
            "for-page" => Self::ForPage { page: id(parts)? },
            "stock" => Self::Stock { page: id(parts)? },
            "sku" => Self::StockOf { sku: id(parts)? },
            "account" => Self::Account,
            "statement" => Self::StatementPaper { to: id(parts)? },
            "statement-sheet" => Self::StatementSheet { to: id(parts)? },
            "wages" => Self::WagesPaper { to: id(parts)? },
            "wages-sheet" => Self::WagesSheet { to: id(parts)? },
            "give-account" => Self::GiveAccount,
            "account-mine" => Self::AccountMine { account: id(parts)? },
            "account-other" => Self::AccountOther { account: id(parts)? },
            "shelf" => Self::Shelf { sku: id(parts)? },
            "shelf-page" => Self::ShelfPage { page: id(parts)? },
            "as-price" => Self::AsPrice,
            "as-stock" => Self::AsStock,
            "undo" => {
                let (sku, revision) = (id(parts)?, id(parts)?);
                Self::Undo { undo: Undo { sku, revision, was: was_of(parts)? } }
            }
            "takeoff" => Self::TakeOff,
            "off" => Self::Off { off: off_of(parts.next()?)? },
            "open" => Self::Open,
            "open-on" => Self::OpenOn {
                days: parts.by_ref().map(str::parse).collect::<Result<_, _>>().ok()?,
            },
            "buy" => Self::Buy,
            "person" => Self::Person,
            _ => return None,
        };
        parts.next().is_none().then_some(choice)
    }
}

fn id<'a, T: FromStr>(parts: &mut impl Iterator<Item = &'a str>) -> Option<T> {
    parts.next()?.parse().ok()
}

fn applies_of<'a>(parts: &mut impl Iterator<Item = &'a str>) -> Option<Applies> {
    Some(match parts.next()? {
        "sells" => Applies::Sells(id(parts)?),
        "hours" => Applies::Hours(id(parts)?, id(parts)?),
        "no-number" => Applies::NoNumber,
        "all" => Applies::ThatIsAll,
        "send" => Applies::Send,
        "again" => Applies::Again,
        _ => return None,
    })
}

fn was_of<'a>(parts: &mut impl Iterator<Item = &'a str>) -> Option<Was> {
    match parts.next()? {
        "price" => Some(Was::Price { price_paise: Paise::new(id(parts)?) }),
        "stock" => {
            let (was, set) = (id(parts)?, id(parts)?);
            Some(Was::Stock { was: Quantity::from_milli(was), set: Quantity::from_milli(set) })
        }
        _ => None,
    }
}

const fn reason_word(reason: RejectReason) -> &'static str {
    match reason {
        RejectReason::OutOfStock => "stock",
        RejectReason::TooFar => "far",
        RejectReason::NoVehicle => "vehicle",
        RejectReason::Price => "price",
        RejectReason::Closed => "closed",
    }
}

fn reason_of(word: &str) -> Option<RejectReason> {
    RejectReason::ALL.into_iter().find(|reason| reason_word(*reason) == word)
}

const fn off_word(off: OffFor) -> &'static str {
    match off {
        OffFor::TwoHours => "hours",
        OffFor::Today => "today",
        OffFor::Tomorrow => "tomorrow",
    }
}

fn off_of(word: &str) -> Option<OffFor> {
    [OffFor::TwoHours, OffFor::Today, OffFor::Tomorrow]
        .into_iter()
        .find(|off| off_word(*off) == word)
}
