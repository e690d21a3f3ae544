//! A crowd that orders: each buyer types a line with things, time and place, checks out, pays; each vendor accepts at once.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use super::figures::Times;
use super::http::{find, word_after};

/// What somebody does next.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    Says { from: String, text: String },
    Taps { from: String, id: String, title: &'static str },
    Pays { link: u64 },
}

/// What a buyer waits for: a piece of the answer that no earlier one has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wait {
    #[default]
    Greeting,
    Menu,
    /// Has arrived and not ordered yet.
    Nothing,
    Review,
    Link,
    Received,
    Accepted,
}

impl Wait {
    const fn piece(self) -> &'static str {
        match self {
            Self::Greeting => "Choose your language",
            Self::Menu => "What does your site need",
            Self::Nothing => "\0",
            Self::Review => "Confirm",
            Self::Link => "/rzp/",
            Self::Received => "received for order",
            Self::Accepted => "has accepted order",
        }
    }
}

#[derive(Clone, Debug, Default)]
struct Buyer {
    waits_for: Wait,
    ordered_at: Option<Instant>,
}

pub(super) struct Market {
    buyers: HashMap<String, Buyer>,
    vendors: HashSet<String>,
    pins: Vec<String>,
    /// From the line to the vendor's yes.
    pub orders: Times,
    /// Whether who has an order accepted places the next at once.
    pub goes_on: bool,
}

impl Market {
    pub(super) fn new(buyers: usize, vendors: HashSet<String>, pins: Vec<String>) -> Self {
        let buyers = (0..buyers).map(|n| (format!("9198{n:08}"), Buyer::default())).collect();
        Self { buyers, vendors, pins, orders: Times::default(), goes_on: false }
    }

    /// Everybody says hello, which opens the vendors' windows too.
    pub(super) fn arrives(&self) -> Vec<Deed> {
        let all = self.buyers.keys().chain(&self.vendors);
        all.map(|from| Deed::Says { from: from.clone(), text: "hi".into() }).collect()
    }

    pub(super) fn have_arrived(&self) -> bool {
        self.buyers.values().all(|buyer| buyer.waits_for == Wait::Nothing)
    }

    /// Orders that were begun and not accepted yet.
    pub(super) fn under_way(&self) -> usize {
        self.buyers.values().filter(|buyer| buyer.ordered_at.is_some()).count()
    }

    pub(super) fn begins(&mut self) -> Vec<Deed> {
        self.goes_on = true;
        let all: Vec<String> = self.buyers.keys().cloned().collect();
        all.into_iter().map(|from| self.orders(from)).collect()
    }

    fn orders(&mut self, from: String) -> Deed {
        let number = from.bytes().fold(0_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 9_973);
        let pin = &self.pins[number % self.pins.len()];
        let text =
            format!("20 bags ultratech opc 53 tomorrow morning, {pin} opp metro pillar {number}");
        if let Some(buyer) = self.buyers.get_mut(&from) {
            *buyer = Buyer { waits_for: Wait::Review, ordered_at: Some(Instant::now()) };
        }
        Deed::Says { from, text }
    }

    /// A message of the program's to somebody, and what they do about it.
    pub(super) fn hears(&mut self, to: &str, body: &[u8]) -> Option<Deed> {
        if self.vendors.contains(to) {
            find(body, br#""title":"Accept""#)?;
            let id = String::from_utf8_lossy(word_after(body, br#""id":""#)?).into_owned();
            return Some(Deed::Taps { from: to.to_owned(), id, title: "Accept" });
        }
        let buyer = self.buyers.get_mut(to)?;
        find(body, buyer.waits_for.piece().as_bytes())?;
        let says = |text: &str| Some(Deed::Says { from: to.to_owned(), text: text.to_owned() });
        let (next, deed) = match buyer.waits_for {
            Wait::Greeting => (Wait::Menu, says("English")),
            Wait::Menu | Wait::Nothing => (Wait::Nothing, None),
            Wait::Review => (Wait::Link, says("pay online")),
            Wait::Link => {
                let link = String::from_utf8_lossy(word_after(body, b"/rzp/")?).parse().ok()?;
                (Wait::Received, Some(Deed::Pays { link }))
            }
            Wait::Received => (Wait::Accepted, None),
            Wait::Accepted => {
                if let Some(since) = buyer.ordered_at.take() {
                    self.orders.add(since.elapsed());
                }
                (Wait::Nothing, None)
            }
        };
        let is_over = buyer.waits_for == Wait::Accepted;
        buyer.waits_for = next;
        if is_over && self.goes_on { Some(self.orders(to.to_owned())) } else { deed }
    }
}
