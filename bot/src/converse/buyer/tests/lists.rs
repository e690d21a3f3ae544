//! Lists: saved under a name, taken, removed, and their coming round.

use jiff::Zoned;
use jiff::civil::{Date, date};
use realserv_domain::cart::Cart;
use realserv_domain::ids::{ListId, SkuId};
use realserv_domain::language::Language;
use realserv_domain::lists::{MOST_LISTS, Repeat, Rung};
use realserv_domain::message::Message;
use realserv_domain::quantity::Quantity;
use realserv_domain::time::{DayPart, Slot};
use uuid::Uuid;

use super::{ORDER, Phone, known, site};
use crate::converse::buyer::{ListChoice, Stage};
use crate::converse::choice::{Choice, Tap};
use crate::converse::{Effect, Event, ListAnswer, ListAsk, ListCard, ListDue, ListOf};

/// The tables of lists, as one buyer's.
#[derive(Default)]
pub(crate) struct Kept(Vec<ListCard>);

impl Kept {
    pub(super) fn answer(&mut self, ask: ListAsk, now: &Zoned, last: &Cart) -> ListAnswer {
        match ask {
            ListAsk::All => ListAnswer::All { lists: self.0.clone() },
            ListAsk::One { list } => self.one(list),
            ListAsk::Keep { name, of } => {
                let cart = match of {
                    ListOf::Cart { cart, .. } => cart,
                    ListOf::Order { .. } | ListOf::LastOrder => last.clone(),
                };
                if cart.is_empty() {
                    return ListAnswer::Nothing;
                }
                if let Some(card) = self.0.iter_mut().find(|card| card.name.key() == name.key()) {
                    card.cart = cart;
                    return ListAnswer::Kept { list: card.clone(), replaced: true };
                }
                if self.0.len() >= MOST_LISTS {
                    return ListAnswer::Full;
                }
                let list = ListId(Uuid::from_u128(100 + self.0.len() as u128));
                let card = ListCard { list, name, cart, site: Some(known(&site())), repeat: None };
                self.0.push(card.clone());
                ListAnswer::Kept { list: card, replaced: false }
            }
            ListAsk::Remove { list } => {
                let before = self.one(list);
                self.0.retain(|card| card.list != list);
                before
            }
            ListAsk::Repeat { list, every } => self.with(list, |_| Some(Repeat::new(every, now))),
            ListAsk::Stop { list } => self.with(list, |_| None),
            ListAsk::Answered { list, on } => self.with(list, |repeat| {
                repeat.map(|one| if one.asked_on == Some(on) { one.answered() } else { one })
            }),
            ListAsk::Due { list, on, wants_to_hear } => {
                let repeat = self.0.iter().find(|card| card.list == list).and_then(|c| c.repeat);
                let rung =
                    repeat.filter(|one| one.next_on == on).map(|r| r.rung(wants_to_hear, now));
                let (then, asked) = match rung {
                    None => return ListAnswer::Due { due: None },
                    Some(Rung::Passes { then }) => (Some(then), None),
                    Some(Rung::Asks { on, then }) => (Some(then), Some(Some(on))),
                    Some(Rung::Ends) => (None, Some(None)),
                };
                let ListAnswer::One { list: Some(card) } = self.with(list, |_| then) else {
                    panic!()
                };
                ListAnswer::Due { due: asked.map(|on| ListDue { list: card, on }) }
            }
        }
    }

    fn one(&self, list: ListId) -> ListAnswer {
        ListAnswer::One { list: self.0.iter().find(|card| card.list == list).cloned() }
    }

    fn with(
        &mut self,
        list: ListId,
        becomes: impl Fn(Option<Repeat>) -> Option<Repeat>,
    ) -> ListAnswer {
        for card in self.0.iter_mut().filter(|card| card.list == list) {
            card.repeat = becomes(card.repeat);
        }
        self.one(list)
    }
}

/// With "Plinth" of fifty bags kept, and nothing in the cart.
fn with_plinth() -> Phone {
    let mut asha = Phone::with_cart();
    asha.says("save as Plinth");
    asha.sees("Saved as *Plinth*: 50 bags UltraTech OPC 53");
    asha.says("empty cart");
    asha
}

fn weekly(asha: &mut Phone) -> (ListId, Date) {
    asha.says("lists");
    asha.taps("✏️ Repeat or remove");
    asha.taps("Plinth");
    asha.taps("🔁 Repeat");
    asha.taps("Every Tuesday");
    let card = &asha.lists.0[0];
    (card.list, card.repeat.unwrap().next_on)
}

fn taps(asha: &mut Phone, choice: ListChoice) {
    let choice = Choice::Buyer(choice.into());
    asha.does(Event::Tapped(Tap { question: None, choice }));
}

#[test]
fn a_list_is_named_when_asked_and_one_tap_brings_it_back() {
    let mut asha = Phone::with_cart();
    asha.says("save list");
    asha.sees("What shall we call this list?");
    asha.says("Plinth");
    asha.sees("Saved as *Plinth*");
    asha.taps("Continue");
    asha.says("empty cart");
    asha.says("my lists");
    asha.taps("Plinth");
    asha.holds(&[("UltraTech OPC 53", 50)]);
    asha.sees("Your cart");
}

#[test]
fn a_name_that_says_nothing_is_asked_again_and_a_word_for_no_leaves_the_cart() {
    let mut asha = Phone::with_cart();
    asha.says("save list");
    for nonsense in ["🙏🙏", "!!!", "a name that is much too long for a row of a list"] {
        asha.says(nonsense);
        asha.sees("24 at the most");
        asha.sees("What shall we call this list?");
    }
    asha.says("no");
    asha.sees("Your cart");
    assert!(asha.lists.0.is_empty());
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn what_sounds_like_goods_can_be_a_name_and_a_plain_order_is_none() {
    for name in ["Cement for plinth", "slab", "masons", "first floor 2", "problem"] {
        let mut asha = Phone::with_cart();
        asha.says("save list");
        asha.says(name);
        if name == "problem" {
            // Who has one is not made to wait for a list.
            assert!(asha.lists.0.is_empty());
            continue;
        }
        assert_eq!(asha.lists.0[0].name.as_str(), name);
    }
    let mut asha = Phone::with_cart();
    asha.says("save list");
    asha.says("100 bags maha ppc");
    assert!(asha.lists.0.is_empty());
    assert_eq!(asha.held("Maha PPC"), 100);
}

#[test]
fn the_price_is_shown_again_when_a_list_was_saved_under_it() {
    let mut asha = Phone::at_review();
    asha.says("save list");
    asha.says("Plinth");
    asha.sees("Saved as *Plinth*");
    asha.sees("Total");
    assert!(matches!(asha.conversation.buyer.stage, Stage::Review(_)));
}

#[test]
fn the_same_name_takes_the_place_and_the_twenty_first_is_refused() {
    let mut asha = Phone::with_cart();
    for n in 1..=MOST_LISTS {
        asha.says(&format!("save as Floor {n}"));
    }
    asha.says("save as floor 3");
    asha.sees("*Floor 3* is now: 50 bags");
    asha.says("save as Roof");
    asha.sees("You have 20 lists");
    assert_eq!(asha.lists.0.len(), MOST_LISTS);
    let mut rows = 0;
    asha.says("lists");
    for page in 0..3 {
        let choices = asha.choices();
        rows += choices.iter().filter(|(id, _)| id.contains(".list.")).count();
        if page < 2 {
            asha.taps("More…");
        }
    }
    assert_eq!(rows, MOST_LISTS, "each on one page");
}

#[test]
fn with_an_empty_cart_the_last_order_is_saved() {
    let mut asha = Phone::known(Language::En);
    asha.says("save list");
    asha.says("Plinth");
    asha.sees("nothing to save yet");
    let cement = asha.cement();
    asha.last.set(cement, Quantity::whole(80)).unwrap();
    asha.says("save as Plinth");
    asha.sees("80 bags UltraTech OPC 53");
    taps(&mut asha, ListChoice::RepeatOrder(ORDER));
    asha.says("Slab");
    asha.sees("How often do you need Slab?");
    asha.sees("Saved as *Slab*");
}

#[test]
fn a_list_is_found_by_its_name_and_what_is_none_is_read_as_before() {
    let mut asha = with_plinth();
    asha.says("plinth list");
    asha.holds(&[("UltraTech OPC 53", 50)]);
    let mut asha = with_plinth();
    asha.says("xyzzy list");
    asha.sees("You have no list called *xyzzy*");
    asha.sees("Your lists");
    let mut asha = with_plinth();
    asha.says("cement list");
    asha.misses("no list called");
}

#[test]
fn what_is_not_sold_any_more_is_named_and_the_rest_is_there() {
    let mut asha = Phone::known(Language::En);
    let (cement, gone) = (asha.cement(), SkuId(Uuid::from_u128(999)));
    asha.last.set(cement, Quantity::whole(80)).unwrap();
    let maha = asha.named("Maha PPC");
    asha.last.set(maha, Quantity::whole(10)).unwrap();
    asha.says("save as Plinth");
    let without: Vec<_> = asha.catalog.iter().filter(|sku| sku.id != maha).cloned().collect();
    let off = asha.catalog.get(maha).cloned().into_iter().collect();
    asha.catalog = realserv_domain::catalog::Catalog::new(without, 2).with_off_sale(off);
    asha.says("plinth list");
    asha.sees("Not sold now, so left out: Maha PPC.");
    asha.holds(&[("UltraTech OPC 53", 80)]);
    asha.says("empty cart");
    asha.lists.0[0].cart = Cart::default();
    asha.lists.0[0].cart.set(maha, Quantity::whole(10)).unwrap();
    asha.lists.0[0].cart.set(gone, Quantity::whole(10)).unwrap();
    asha.says("plinth list");
    asha.sees("nothing of *Plinth* is sold now: Maha PPC, Not sold any more.");
}

#[test]
fn a_list_is_removed_by_one_tap_and_an_old_tap_on_it_says_so() {
    let mut asha = with_plinth();
    let list = asha.lists.0[0].list;
    taps(&mut asha, ListChoice::Card(list));
    asha.taps("Remove list");
    asha.sees("*Plinth* is removed");
    taps(&mut asha, ListChoice::Take(list));
    asha.sees("not there any more");
    asha.says("lists");
    asha.sees("You have no lists yet");
}

#[test]
fn the_evening_before_the_buyer_is_asked_and_ordering_ends_at_the_price_for_that_day() {
    let mut asha = with_plinth();
    let (list, on) = weekly(&mut asha);
    asha.sees("Every Tuesday. Next: Tomorrow.");
    let eve = on.yesterday().unwrap().at(17, 0, 0, 0).to_zoned(asha.now.time_zone().clone());
    asha.now = eve.unwrap();
    asha.does(Event::RepeatDue { list, on });
    asha.sees("Tomorrow: your list *Plinth* is due. 50 bags UltraTech OPC 53.");
    asha.taps("Order it");
    let Stage::Review(review) = &asha.conversation.buyer.stage else { panic!("{}", asha.shown()) };
    let morning = Slot { on, part: DayPart::Morning };
    assert_eq!(review.quote.schedule.delivery, Some(morning));
    assert_eq!(asha.lists.0[0].repeat.unwrap().unanswered, 0);
    let before = asha.screen.len();
    asha.runs(Event::RepeatDue { list, on });
    assert_eq!(asha.screen.len(), before, "each day once");
}

#[test]
fn a_question_is_answered_late_skipped_or_stopped() {
    let mut asha = with_plinth();
    let (list, on) = weekly(&mut asha);
    let eve = on.yesterday().unwrap().at(17, 0, 0, 0).to_zoned(asha.now.time_zone().clone());
    asha.now = eve.unwrap();
    asha.does(Event::RepeatDue { list, on });
    asha.taps("Skip this time");
    asha.sees("Skipped. Next for *Plinth*");
    taps(&mut asha, ListChoice::Stop(list));
    asha.sees("*Plinth* does not repeat");
    asha.now = asha.now.checked_add(jiff::ToSpan::days(3)).unwrap();
    taps(&mut asha, ListChoice::Order(list, on));
    asha.sees("is over. Here is the list");
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

#[test]
fn afar_the_question_is_a_template_and_the_fourth_evening_says_the_last_word() {
    for language in Language::ALL {
        let mut asha = with_plinth();
        let (list, on) = weekly(&mut asha);
        asha.conversation.language = Some(language);
        asha.person.window_open = false;
        let mut on = on;
        let mut names = Vec::new();
        for _ in 0..4 {
            let eve =
                on.yesterday().unwrap().at(17, 0, 0, 0).to_zoned(asha.now.time_zone().clone());
            asha.now = eve.unwrap();
            asha.screen.clear();
            asha.does(Event::RepeatDue { list, on });
            let Some(Message::Template(call)) = asha.screen.last() else { panic!("no template") };
            names.push(call.name.clone());
            on = asha.lists.0[0].repeat.map_or(on, |repeat| repeat.next_on);
        }
        assert_eq!(names, ["repeat_due", "repeat_due", "repeat_due", "repeat_ended"]);
        assert_eq!(asha.lists.0[0].repeat, None);
    }
}

#[test]
fn who_wants_no_messages_is_not_asked_and_not_counted() {
    let mut asha = with_plinth();
    let (list, on) = weekly(&mut asha);
    asha.person.opted_out = true;
    asha.now =
        on.yesterday().unwrap().at(17, 0, 0, 0).to_zoned(asha.now.time_zone().clone()).unwrap();
    let before = asha.screen.len();
    asha.runs(Event::RepeatDue { list, on });
    assert_eq!(asha.screen.len(), before);
    let repeat = asha.lists.0[0].repeat.unwrap();
    assert_eq!((repeat.unanswered, repeat.next_on > on), (0, true));
}

#[test]
fn a_question_changes_nothing_that_is_open_and_is_news_within_the_window() {
    let mut asha = with_plinth();
    let (list, on) = weekly(&mut asha);
    asha.says("50 bags ultratech 53");
    let before = asha.conversation.clone();
    asha.now =
        on.yesterday().unwrap().at(17, 0, 0, 0).to_zoned(asha.now.time_zone().clone()).unwrap();
    let step = asha.step(Event::RepeatDue { list, on });
    let answer = asha.answer(step.asks.into_iter().next().unwrap());
    let step = asha.step(Event::Learned(answer));
    assert_eq!(step.conversation, before);
    let [Effect::Say { news: Some(news), .. }] = step.effects.as_slice() else { panic!() };
    assert_eq!(news.otherwise.as_ref().map(|call| call.name.as_str()), Some("repeat_due"));
}

#[test]
fn a_later_day_is_two_taps_or_a_few_words_away() {
    let at_slots = || {
        let mut asha = Phone::with_cart();
        asha.taps("Checkout");
        asha.says("500049 opp. metro pillar 12");
        asha.sees("When should it come?");
        asha
    };
    let chosen = |asha: &Phone| {
        let Stage::Review(review) = &asha.conversation.buyer.stage else {
            panic!("{}", asha.shown())
        };
        review.quote.schedule.delivery.map(|slot| slot.on)
    };
    let mut asha = at_slots();
    asha.taps("📅 A later day");
    asha.sees("Which day?");
    let (_, day) = asha.choices().swap_remove(3);
    asha.taps(&day);
    asha.says("evening");
    assert!(chosen(&asha).is_some());
    let today = asha.now.date();
    for (said, days) in [("15 december", 0), ("next friday", 2)] {
        let mut asha = at_slots();
        asha.says(said);
        if days == 2 {
            asha.sees("Which day?");
            assert_eq!(asha.choices().len(), 3, "this week's, the next, back");
            continue;
        }
        assert_eq!(chosen(&asha), Some(date(2026, 12, 15)), "{said} {today}");
    }
    for far in ["15 march", "15 january 2027", "20 november"] {
        let mut asha = at_slots();
        asha.says(far);
        if far != "15 january 2027" {
            asha.sees("We take orders up to");
        }
    }
}
