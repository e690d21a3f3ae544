//! Any event on any state: always a reply or an ask, never a panic, and the cart changes only by what was understood.

use realserv_domain::cart::Cart;
use realserv_domain::ids::{AddressId, OrderId};
use realserv_domain::language::{Language, Name};
use realserv_domain::message::{Media, MediaKind};
use realserv_domain::orders::PartStep;
use realserv_domain::place::Site;
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::QuoteRefusal;

use uuid::Uuid;

use super::afterwards::{STATES, card, facts};
use super::{Phone, site};
use crate::converse::{CheckOutRefusal, Event, OrderCard, Tap};

/// A small generator of our own: the walk is the same on every machine and every day.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // xorshift64 (Marsaglia 2003).
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = self.roll(of.len());
        &of[at]
    }
}

const SAYINGS: &[&str] = &[
    "hi",
    "menu",
    "back",
    "cart",
    "help",
    "status",
    "code",
    "cancel",
    "reorder",
    "pay",
    "language",
    "hindi",
    "telugu",
    "english",
    "person",
    "sell",
    "buy",
    "checkout",
    "change",
    "yes",
    "no",
    "thanks",
    "50",
    "50 bags",
    "2.5",
    "0",
    "99999999",
    "blah",
    "500049",
    "98480 12345",
    "skip",
    "stop",
    "start",
    "501301",
    "miyapur near temple",
    "tomorrow morning",
    "రేపు",
    "cash",
    "online",
    "50 bags opc 53",
    "cement",
    "🙏",
    "",
    "   ",
    "నమస్తే",
    "2 tonnes",
    "half day tomorrow",
    "clear cart",
];

/// Words after which the cart may be another one.
const MAY_CHANGE_THE_CART: &[&str] = &[
    "reorder",
    "50",
    "50 bags",
    "2.5",
    "0",
    "yes",
    "50 bags opc 53",
    "2 tonnes",
    "clear cart",
    "cash",
    "online",
    "pay",
    "less",
    "20 less",
    "make it 30",
];

#[test]
fn thousands_of_events_at_random_never_meet_silence() {
    for seed in 1..=8 {
        let mut dice = Dice(seed * 7919);
        let mut asha = Phone::new();
        let mut seen: Vec<String> = Vec::new();
        for _ in 0..250 {
            arrange(&mut asha, &mut dice);
            let before = asha.conversation.buyer.cart.clone();
            let event = event(&asha, &seen, &mut dice);
            let may_change = may_change_the_cart(&event);
            asha.does(event.clone());
            seen.extend(asha.choices().into_iter().map(|(id, _)| id));
            let after = &asha.conversation.buyer.cart;
            assert!(may_change || *after == before, "{event:?} changed the cart");
            assert!(asha.conversation.buyer.misses < 250);
            let json = serde_json::to_string(&asha.conversation).unwrap();
            assert_eq!(
                serde_json::from_str::<crate::converse::Conversation>(&json).unwrap(),
                asha.conversation
            );
        }
    }
}

/// The tables change behind the person's back.
fn arrange(asha: &mut Phone, dice: &mut Dice) {
    let sku = dice.pick(&asha.catalog.iter().map(|sku| sku.id).collect::<Vec<_>>()).to_owned();
    let available = Quantity::whole(u32::try_from(dice.roll(40)).unwrap());
    asha.no_quote = match dice.roll(8) {
        0 => Some(QuoteRefusal::OutOfStock { sku, available }),
        1 => Some(QuoteRefusal::NotSold { sku }),
        2 => Some(QuoteRefusal::BelowMinimum { sku, minimum: available }),
        3 => Some(QuoteRefusal::CartEmpty),
        _ => None,
    };
    asha.no_checkout = match dice.roll(5) {
        0 => Some(CheckOutRefusal::OutOfStock { sku, available }),
        1 => Some(CheckOutRefusal::CashLimit {
            limit_paise: realserv_domain::money::Paise::rupees(100),
        }),
        _ => None,
    };
    let sites = [site(), other_site(), third_site()];
    asha.saved = sites.into_iter().take(dice.roll(4)).collect();
    let orders = (0..dice.roll(4)).map(|at| {
        let card = card(*dice.pick(&STATES), PartStep::Unserved);
        OrderCard { order: OrderId(Uuid::from_u128(70 + at as u128)), ..card }
    });
    asha.orders = orders.collect();
    let mut last = Cart::default();
    last.set(sku, Quantity::whole(50)).unwrap();
    asha.last = last;
    asha.person.has_phone = dice.roll(2) == 0;
    asha.contact_known = dice.roll(2) == 0;
    if dice.roll(10) == 0 {
        asha.now = asha.now.checked_add(jiff::ToSpan::minutes(37)).unwrap();
    }
}

fn other_site() -> Site {
    Site { address: AddressId(Uuid::from_u128(98)), ..site() }
}

fn third_site() -> Site {
    let locality = Name::same("Kukatpally Housing Board Colony Phase Six");
    Site { address: AddressId(Uuid::from_u128(99)), locality, ..site() }
}

fn event(asha: &Phone, seen: &[String], dice: &mut Dice) -> Event {
    let choices = asha.choices();
    match dice.roll(12) {
        0..=4 if !choices.is_empty() => Event::Tapped(Tap::parse(&dice.pick(&choices).0).unwrap()),
        5 if !seen.is_empty() => Event::Tapped(Tap::parse(dice.pick(seen).as_str()).unwrap()),
        6 => Event::Shared { point: site().point, words: None },
        7 => Event::Told(dice.pick(&facts()).clone()),
        8 => Event::Sent { media: media(dice), message_id: "wamid.1".into() },
        9 => dice
            .pick(&[
                Event::Contact { phone: None },
                Event::Contact { phone: "9848012345".parse().ok() },
                Event::Unreadable { kind: "poll".into() },
                Event::TappedUnknown { id: "old".into(), title: "Old".into() },
                Event::Carted { lines: vec![("CEM-PPC-ULTRATECH".into(), Quantity::whole(20))] },
            ])
            .clone(),
        _ => Event::Said { text: (*dice.pick(SAYINGS)).to_owned() },
    }
}

fn media(dice: &mut Dice) -> Media {
    let kinds = [MediaKind::Image, MediaKind::Voice, MediaKind::Sticker, MediaKind::Document];
    Media {
        kind: *dice.pick(&kinds),
        media_id: "1".into(),
        mime_type: "image/webp".into(),
        caption: None,
    }
}

fn may_change_the_cart(event: &Event) -> bool {
    match event {
        Event::Tapped(tap) => {
            let id = tap.encode();
            let words = [
                "quantity",
                "sku",
                "remove",
                "empty",
                "line",
                "reorder",
                "list",
                "pay-online",
                "pay-advance",
                "pay-cash",
            ];
            words.iter().any(|word| id.contains(word))
        }
        Event::Said { text } => MAY_CHANGE_THE_CART.contains(&text.as_str()),
        Event::Carted { .. } | Event::Joined { .. } | Event::Quiet => true,
        Event::TappedUnknown { .. }
        | Event::Shared { .. }
        | Event::Sent { .. }
        | Event::Contact { .. }
        | Event::Filled { .. }
        | Event::Unreadable { .. }
        | Event::Learned(_)
        | Event::Told(_)
        | Event::Opened { .. }
        | Event::RepeatDue { .. }
        | Event::Undelivered { .. }
        | Event::PhotoRefused { .. }
        | Event::WindowClosed { .. }
        | Event::MediaSeen { .. }
        | Event::CartWaits
        | Event::OfficeTook { .. }
        | Event::OfficeWrote { .. }
        | Event::OfficeReleased
        | Event::Application(_)
        | Event::Ticket(_)
        | Event::Answered { .. } => false,
    }
}

/// From every stage a few steps back end in the menu: nobody is stuck.
#[test]
fn back_always_leads_to_the_menu_in_the_end() {
    for language in Language::ALL {
        for stage in super::stored::one_of_each_stage() {
            let mut asha = Phone::known(language);
            let cement = asha.cement();
            asha.conversation.buyer.cart.set(cement, Quantity::whole(50)).unwrap();
            asha.conversation.buyer.stage = stage.clone();
            let mut steps = 0;
            while asha.conversation.buyer.stage != crate::converse::buyer::Stage::Menu {
                asha.says("back");
                steps += 1;
                assert!(steps < 10, "no way back from {stage:?}");
            }
        }
    }
}
