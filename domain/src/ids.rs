//! Ids. Each kind is its own type; all are UUIDs of version 7 form.
//!
//! They are not drawn by chance: a `Minter` makes them from the installation's secret and the event that causes
//! them, so that a turn that runs twice, or is replayed, makes the same ids to the byte.

use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

use crate::form::FormToken;
use crate::quantity::UnknownWord;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                Uuid::try_parse(text)
                    .map(Self)
                    .map_err(|_| UnknownWord { what: stringify!($name), word: text.to_owned() })
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// Anybody: buyer, vendor, office.
    PersonId
    /// A vendor's business. Its people are persons.
    VendorId
    /// One thing that can be bought.
    SkuId
    /// A vendor's offer of a SKU: price, stock, minimum.
    ListingId
    /// An area that is served under one set of charges.
    ZoneId
    /// A saved delivery address.
    AddressId
    /// A whole order.
    OrderId
    /// One vendor's share of an order.
    PartId
    /// A part shown to one vendor, once.
    OfferId
    /// Our row for a payment link.
    LinkId
    /// Our row for a refund; also Razorpay's idempotency key.
    RefundId
    /// What a vendor is owed for a cycle.
    SettlementId
    /// A settlement's money on its way to its vendor.
    PayoutId
    /// Where a vendor's money goes, as it was given once.
    PayAccountId
    /// What somebody who wants to sell told once.
    ApplicationId
    /// A list that a buyer keeps.
    ListId
    /// A request for a person of the office.
    TicketId
    /// A spelling that the office has taught.
    AliasId
    /// An invoice or a credit note.
    InvoiceId
    /// A file that a person sent.
    MediaId
    /// A phone or browser that takes a push.
    DeviceId
    /// What is told once, by one way beside WhatsApp.
    NoticeId
    /// One event worked on by one key.
    TurnId
    /// A message on its way out, or any other effect.
    EffectId
}

/// What the buyer says to the office: `RS` and seven letters that cannot be misread (Crockford base 32).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderNumber(String);

impl OrderNumber {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for OrderNumber {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let upper = text.trim().to_ascii_uppercase();
        let letters = upper.strip_prefix("RS").unwrap_or("");
        if letters.len() == 7 && letters.bytes().all(|b| CROCKFORD.contains(&b)) {
            Ok(Self(upper))
        } else {
            Err(UnknownWord { what: "order number", word: text.to_owned() })
        }
    }
}

/// What somebody says of a question of theirs: `T-` and six such letters. Drawn from the ticket's id, so that nothing has to be
/// counted; of two that come out alike the later one takes the next.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TicketNumber(String);

impl TicketNumber {
    /// How many an id has.
    pub const OF_AN_ID: u8 = 2;

    #[must_use]
    pub fn of(ticket: TicketId, nth: u8) -> Self {
        // The last six bytes are chance; eight bits of each, of which a letter takes five.
        let letters = ticket.0.as_bytes().iter().skip(10).map(|byte| {
            let five = if nth == 0 { byte & 31 } else { byte >> 3 };
            char::from(CROCKFORD.get(usize::from(five)).copied().unwrap_or(b'0'))
        });
        Self(format!("T-{}", letters.collect::<String>()))
    }

    /// As a row has it.
    #[must_use]
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Draws ids for one turn: same secret, same event, same order of asking, same ids.
#[derive(Clone)]
pub struct Minter {
    secret: [u8; 32],
    event: Uuid,
    unix_millis: u64,
    ordinal: u32,
}

impl Minter {
    #[must_use]
    pub fn new(secret: [u8; 32], event: Uuid, unix_millis: u64) -> Self {
        Self { secret, event, unix_millis, ordinal: 0 }
    }

    /// The next id: time in front so that indexes stay narrow, HMAC in place of chance.
    pub fn id<T: From<Uuid>>(&mut self) -> T {
        let digest = self.draw();
        let mut bytes = [0_u8; 16];
        bytes.copy_from_slice(digest.split_at(16).0);
        let time = self.unix_millis.to_be_bytes();
        for (to, from) in bytes.iter_mut().zip(time.iter().skip(2)) {
            *to = *from;
        }
        if let Some(byte) = bytes.get_mut(6) {
            *byte = (*byte & 0x0f) | 0x70;
        }
        if let Some(byte) = bytes.get_mut(8) {
            *byte = (*byte & 0x3f) | 0x80;
        }
        T::from(Uuid::from_bytes(bytes))
    }

    /// How many were drawn.
    #[must_use]
    pub fn drawn(&self) -> u32 {
        self.ordinal
    }

    /// As if so many had been drawn: whoever replays a turn does not draw what its answers have brought already.
    pub fn go_on_after(&mut self, drawn: u32) {
        self.ordinal = drawn;
    }

    pub fn order_number(&mut self) -> OrderNumber {
        let letters = self.draw().into_iter().take(7).map(|byte| {
            let letter = CROCKFORD.get(usize::from(byte & 31)).copied().unwrap_or(b'0');
            char::from(letter)
        });
        OrderNumber(format!("RS{}", letters.collect::<String>()))
    }

    /// Four digits that the buyer tells the driver.
    pub fn delivery_code(&mut self) -> DeliveryCode {
        let number = self.draw().iter().take(4).fold(0_u32, |n, b| (n << 8) | u32::from(*b));
        DeliveryCode(format!("{:04}", number % 10_000))
    }

    /// What a form that this person is offered is known by.
    pub fn form_token(&mut self, person: PersonId) -> FormToken {
        let secret = self.draw().iter().take(16).fold(0_u128, |n, b| (n << 8) | u128::from(*b));
        FormToken::new(person, secret)
    }

    fn draw(&mut self) -> [u8; 32] {
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).expect("any key length");
        mac.update(self.event.as_bytes());
        mac.update(&self.ordinal.to_be_bytes());
        self.ordinal += 1;
        mac.finalize().into_bytes().into()
    }
}

/// The buyer's four digits. Printed masked: the vendor must hear it from the buyer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeliveryCode(String);

impl DeliveryCode {
    /// The digits, for the buyer's message and nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// From the database or the driver's lips; anything but four digits is no code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.trim().chars().map(crate::quantity::western_digit).collect();
        (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(Self(digits))
    }
}

impl fmt::Debug for DeliveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeliveryCode(****)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minter() -> Minter {
        Minter::new([7; 32], Uuid::from_u128(42), 1_790_000_000_000)
    }

    #[test]
    fn the_same_event_mints_the_same_ids() {
        let (mut a, mut b) = (minter(), minter());
        let first: OrderId = a.id();
        assert_eq!(first, b.id());
        assert_ne!(first, a.id());
        assert_eq!(first.0.get_version_num(), 7);
        assert_eq!(a.order_number(), {
            let _: OrderId = b.id();
            b.order_number()
        });
    }

    #[test]
    fn an_order_number_parses_back_and_nonsense_does_not() {
        let number = minter().order_number();
        assert_eq!(number.as_str().to_lowercase().parse(), Ok(number));
        for wrong in ["RS12345", "RSIIIIIII", "XX1234567", ""] {
            assert!(wrong.parse::<OrderNumber>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_tickets_number_is_drawn_from_its_id() {
        let ticket: TicketId = minter().id();
        let numbers = [TicketNumber::of(ticket, 0), TicketNumber::of(ticket, 1)];
        assert_ne!(numbers[0], numbers[1]);
        for number in numbers {
            let letters = number.as_str().strip_prefix("T-").unwrap();
            assert!(letters.len() == 6 && letters.bytes().all(|b| CROCKFORD.contains(&b)));
        }
    }

    #[test]
    fn a_code_is_four_digits_and_hides_itself() {
        let code = minter().delivery_code();
        assert_eq!(DeliveryCode::parse(code.reveal()), Some(code.clone()));
        assert_eq!(format!("{code:?}"), "DeliveryCode(****)");
        assert_eq!(DeliveryCode::parse("12a4"), None);
    }
}
