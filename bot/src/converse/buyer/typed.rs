//! Typed words: a word that works anywhere, an answer to the open question, products with quantities; or else a kind way on.
//!
//! ```text
//! buyer: 50 bags ultratek 53
//!   us: 🛒 Your cart: • 50 bags UltraTech OPC 53 …
//! buyer: blah
//!   us: Sorry, we did not understand that. Type what you need and how much, like 50 bags OPC 53 …
//! ```

use realserv_domain::catalog::Kind;
use realserv_domain::interpret::{self, Intent, Interpretation, Read, Tongue};
use realserv_domain::language::Language;
use realserv_domain::message::Message;
use realserv_domain::place::{Pin, Site};
use realserv_domain::quantity::western_digit;
use realserv_domain::time::Schedule;
use realserv_domain::understand::{self, Item, Reading, When};
use realserv_templates::{Day, SlotOn, WorkDayOn, fit};

use super::draft::Draft;
use super::slot::PickSlot;
use super::stage::{Heard, Stage};
use super::view::text;
use super::{WaitsFor, basket, whither, work};
use crate::converse::anywhere::{Word, parted, plain, word};
use crate::converse::{Effect, Tap};

/// "Where is RS7K3M9QX now".
const MOST_BESIDE_A_NUMBER: usize = 4;

/// What is said again of an amount that was typed.
const MOST_OF_AN_AMOUNT: usize = 30;

impl Draft<'_, '_> {
    pub(super) fn said(&mut self, said: &str) {
        let word = word(said);
        let read = interpret::read(said, self.ctx.catalog, self.ctx.now.date());
        if self.may_go_on(said, word, &read) {
            return;
        }
        self.said_all(said, word, read);
    }

    /// What was said is whole.
    pub(super) fn said_all(&mut self, said: &str, word: Option<Word>, read: Read) {
        let Read { meant, reading } = read;
        if self.conversation.language.is_none() && !self.meet(said, word, &meant, &reading) {
            return;
        }
        match word {
            // What stands on a button means what the button does, also where it is a word for something else.
            _ if self.title_typed(said) => {}
            // "Yes" and "no" mean what the open question makes of them.
            Some(Word::Yes | Word::No) if self.heard(&Heard::Said(said)) => {}
            Some(word) => self.word(word),
            None if self.is_save(said) => {}
            None if self.names_a_list(said, &reading) => {}
            None if self.names_an_order(said) => {}
            None if self.is_gstin(said) => {}
            None if self.is_list_named(said, &reading) => {}
            None if self.is_mended_by_number(said) => {}
            None if self.is_wrong(said) => {}
            None if self.is_taking_out(said) => {}
            None if asks_where(said, &reading) => self.look_where_they_are(),
            None if self.is_lane(said) => {}
            None if self.is_change(said, &meant) => {}
            None if self.is_other_time(said, &meant) => {}
            None if self.is_other_site(said, &meant) => {}
            None if self.is_repeat(said, &meant) => {}
            None if self.is_clear_order(&reading, said) => self.order(reading, said, &meant),
            None if self.is_order_for_a_place(said) => {}
            None if self.is_order_and_no_address(&meant, &reading, said) => {
                self.order(reading, said, &meant);
            }
            None if self.is_meant_and_no_address(&meant, &reading, said) => {}
            None if self.heard(&Heard::Said(said)) => {}
            None if self.is_amount_of_the_only_line(said) => {}
            None if reading == Reading::Nothing && self.is_place(said) => {}
            None if self.is_amount_of_nothing(said) => {}
            None if self.is_way(said, &reading) => {}
            None if self.is_trouble(said) => {}
            None if self.is_meant(&meant, &reading) => {}
            None if reading == Reading::Nothing && self.is_way_too_late(said) => {}
            None => self.order(reading, said, &meant),
        }
    }

    /// "RS7K3M9QX", "cancel RS7K3M9QX".
    fn names_an_order(&mut self, said: &str) -> bool {
        let (Some(number), rest) = parted(said) else { return false };
        let cancel = word(&rest) == Some(Word::Cancel);
        let meant = cancel || rest.split_whitespace().count() <= MOST_BESIDE_A_NUMBER;
        if meant {
            self.buyer().misses = 0;
            self.look_up_number(number, cancel);
        }
        meant
    }

    pub(super) fn order(&mut self, reading: Reading, said: &str, meant: &Interpretation) {
        self.keep_strange_words(said);
        if meant.intent == Intent::Question
            && let Reading::Items(items) = &reading
            && let Some(item) = items.first()
        {
            return self.tell_of(item.clone());
        }
        if let Reading::Items(items) = &reading {
            self.note_time(items, said, meant);
            self.keep_the_sites_name(said);
        }
        self.read(reading, said, &meant.unknown);
    }

    /// Who asks what it costs has not ordered it, and has taken back nothing.
    fn tell_of(&mut self, item: Item) {
        self.buyer().misses = 0;
        self.keep_the_open_question();
        self.ask_about(Item { count: None, either: Vec::new(), ..item });
    }

    /// What a message of goods says that nobody knows is shown to the office. What answers a question (a name, a way, an address)
    /// does not come here.
    fn keep_strange_words(&mut self, said: &str) {
        let words = interpret::strange(said, self.ctx.catalog, self.ctx.person.name.as_deref());
        if !words.is_empty() {
            self.effect(Effect::KeepWords { words });
        }
    }

    /// "20 bags … tomorrow": the day is kept for the checkout, which asks for the time no more, and said in the cart.
    pub(super) fn note_time(&mut self, items: &[Item], said: &str, meant: &Interpretation) {
        let Some(when) = self.time_of(said, meant) else { return };
        let labour = |item: &Item| {
            let first = item.skus.first().and_then(|sku| self.ctx.catalog.get(*sku));
            first.is_some_and(|sku| sku.kind == Kind::Labour)
        };
        self.note_when_or_say_so(&when, (!items.iter().all(labour), items.iter().any(labour)));
    }

    /// The same of what is in the cart.
    pub(super) fn note_time_of_cart(&mut self, said: &str, meant: &Interpretation) {
        let Some(when) = self.time_of(said, meant) else { return };
        let kinds: Vec<Kind> = basket::kinds(&self.view()).collect();
        let labour = |kind: &Kind| *kind == Kind::Labour;
        let of = (kinds.iter().any(|kind| !labour(kind)), kinds.iter().any(labour));
        if !kinds.is_empty() {
            self.note_when_or_say_so(&when, of);
        }
    }

    fn note_when_or_say_so(&mut self, when: &When, of: (bool, bool)) {
        if !self.note_when(when, of) {
            let view = self.view();
            let last = Day { on: view.last_day(), today: view.now.date() };
            let too_far = when.day().is_some_and(|on| on > last.on);
            let note = if too_far {
                view.words.schedule_too_far(last)
            } else {
                view.words.schedule_not_then()
            };
            self.note(note);
        }
    }

    /// What a line says of the time besides its things. Who asks what it costs today wants no truck.
    fn time_of(&self, said: &str, meant: &Interpretation) -> Option<When> {
        let orders = matches!(meant.intent, Intent::Order | Intent::Edit);
        let (on, part) = if orders { (meant.date, meant.part) } else { (None, None) };
        let when = When::among(said, self.ctx.now.date()).unwrap_or_default().with(on, part);
        when.says_something().then_some(when)
    }

    /// "Tomorrow evening", "Monday", under the priced order: the same for another time.
    fn is_other_time(&mut self, said: &str, meant: &Interpretation) -> bool {
        let Stage::Review(review) = &self.conversation.buyer.stage else { return false };
        let of_time_alone = meant.lines.is_empty() && meant.unknown.is_empty();
        let when = When::read(said, self.ctx.now.date())
            .or_else(|| self.time_of(said, meant).filter(|_| of_time_alone));
        let site = review.quote.site.clone();
        let Schedule { delivery, work } = review.quote.schedule;
        let Some(when) = when else { return delivery.is_some() && self.is_either_day(said, site) };
        self.buyer().misses = 0;
        if !self.note_when(&when, (delivery.is_some(), work.is_some())) {
            let closed = self.view().why_closed(site.zone, when.day());
            let note = closed.unwrap_or_else(|| self.words().schedule_slot_closed());
            self.note(note);
            self.again();
            return true;
        }
        self.arrange(site, self.conversation.buyer.schedule);
        true
    }

    /// "Next Friday" may be either of two days, which is asked.
    fn is_either_day(&mut self, said: &str, site: Site) -> bool {
        let aliases = self.ctx.catalog.aliases();
        let named = interpret::days_named(said, self.ctx.now.date(), aliases);
        let Some((days, _)) = named.filter(|(days, _)| days.len() > 1) else { return false };
        self.buyer().misses = 0;
        self.ask(Stage::Slot(PickSlot { site, days }));
        true
    }

    /// Keeps a time for goods and for a crew, as far as it can be had. False where it cannot be had for both.
    fn note_when(&mut self, when: &When, (goods, crew): (bool, bool)) -> bool {
        let today = self.ctx.now.date();
        let zone = self.conversation.buyer.site.as_ref().map(|site| site.zone);
        let service = zone.map(|zone| self.ctx.zones.service(zone)).cloned().unwrap_or_default();
        let ahead = self.ctx.terms.order_days_ahead;
        let slots = service.open_slots(self.ctx.now, ahead, usize::MAX);
        let slot = slots.into_iter().find(|slot| when.means(slot));
        let slot = slot.filter(|_| goods);
        if let Some(slot) = slot {
            self.buyer().schedule.delivery = Some(slot);
            let note = self.words().cart_slot_noted(SlotOn { slot, today });
            self.note(note);
        }
        let called_by = self.ctx.terms.crews_called_by();
        let days = service.open_work_days(self.ctx.now, called_by, work::IN_WORDS);
        let work = days.into_iter().find(|day| when.means_work(day));
        let work = work.filter(|_| crew);
        let all = slot.is_some() == goods && work.is_some() == crew;
        if let Some(work) = work {
            self.buyer().schedule.work = Some(work);
            let note = self.words().cart_work_noted(WorkDayOn { work, today });
            self.note(note);
        }
        all
    }

    /// The first words of a new person. A script tells the language; an order is taken at once. False when the greeting
    /// was all that could be said.
    fn meet(
        &mut self,
        said: &str,
        word: Option<Word>,
        meant: &Interpretation,
        reading: &Reading,
    ) -> bool {
        if let Some(language) = Language::of_script(said) {
            self.welcome_in(language);
            return true;
        }
        let asks_for_more = match word {
            None => *reading != Reading::Nothing,
            // Who wants to be left alone is not asked for a language first.
            Some(Word::Stop) => return true,
            Some(Word::Hello | Word::Help | Word::Menu | Word::Back | Word::Thanks) => false,
            Some(Word::Start) => false,
            Some(Word::Yes | Word::No) => false,
            Some(_) => true,
        };
        if !asks_for_more {
            self.ask(Stage::Greeting);
            return false;
        }
        // Latin letters may be any of the three: the words tell which, and how to get another is said.
        let language = match meant.language {
            Some(Tongue::TeluguInLatin | Tongue::Telugu) => Language::Te,
            Some(Tongue::HindiInLatin | Tongue::Hindi) => Language::Hi,
            Some(Tongue::English | Tongue::Mixed) | None => Language::En,
        };
        self.welcome_in(language);
        let note = self.words().menu_other_languages();
        self.note(note);
        true
    }

    fn welcome_in(&mut self, language: Language) {
        self.conversation.language = Some(language);
        self.effect(Effect::KeepLanguage { language });
        self.skip_greeting();
        let note = self.words().menu_welcome();
        self.note(note);
    }

    /// Who types what stands on a button or a row has tapped it; so has who types the number of a row.
    fn title_typed(&mut self, said: &str) -> bool {
        let tap = self.tap_of_title(said);
        let found = tap.is_some();
        tap.into_iter().for_each(|tap| self.tapped(&tap));
        found
    }

    pub(super) fn is_a_title(&self, said: &str) -> bool {
        self.tap_of_title(said).is_some()
    }

    fn tap_of_title(&self, said: &str) -> Option<Tap> {
        let wanted = plain(said);
        let messages = self.conversation.buyer.stage.question(&self.view());
        let titled = messages.iter().flat_map(choices).find(|(_, title)| plain(title) == wanted);
        let numbered = || messages.iter().find_map(|message| row_of_number(message, &wanted));
        let id = titled.map(|(id, _)| id).or_else(numbered);
        id.filter(|_| !wanted.is_empty()).and_then(Tap::parse)
    }

    /// "Make it 40", "10 more", under a cart or a review of one line: nothing else can be meant.
    fn is_amount_of_the_only_line(&mut self, said: &str) -> bool {
        let [line] = self.conversation.buyer.cart.lines() else { return false };
        let sku = line.sku;
        match understand::count(said).filter(|_| self.shows_the_cart()) {
            Some(count) => {
                self.buyer().misses = 0;
                self.picked(sku, Some(count));
                true
            }
            None => false,
        }
    }

    pub(super) fn shows_the_cart(&self) -> bool {
        matches!(self.conversation.buyer.stage, Stage::Basket | Stage::Change(_) | Stage::Review(_))
    }

    /// "60 bags" and no more. Of several lines in the cart one may be meant.
    fn is_amount_of_nothing(&mut self, said: &str) -> bool {
        if understand::count(said).is_none() {
            return false;
        }
        self.buyer().misses = 0;
        let note = self.words().browse_amount_of_what(&fit(&plain(said), MOST_OF_AN_AMOUNT));
        self.note(note);
        if self.shows_the_cart() {
            self.open_change()
        } else {
            self.again()
        }
        true
    }

    /// A PIN code out of the blue is a place, as a shared pin is.
    fn is_place(&mut self, said: &str) -> bool {
        let Some(pin) = Pin::find_in(said) else { return false };
        if whither::is_too_long(said) {
            let note = self.words().address_too_long();
            self.note(note);
            self.again();
            return true;
        }
        self.place_given(None, Some(pin), said.trim().to_owned());
        true
    }

    fn read(&mut self, reading: Reading, said: &str, unknown: &[String]) {
        match reading {
            Reading::Items(items) => self.items(items),
            Reading::Nearest(skus) => {
                self.buyer().misses = 0;
                self.ask_which(skus, None);
            }
            Reading::Nothing => self.missed(said, unknown),
        }
    }

    /// Nothing is lost by showing the menu.
    pub(super) fn is_at_rest(&self) -> bool {
        match self.conversation.buyer.stage {
            Stage::Greeting | Stage::Menu | Stage::Browse(_) | Stage::Nearest(_) => true,
            Stage::HowMany(_)
            | Stage::Basket
            | Stage::Change(_)
            | Stage::Whither(_)
            | Stage::Outside(_)
            | Stage::Whom(_)
            | Stage::Named(_)
            | Stage::Slot(_)
            | Stage::Work(_)
            | Stage::Lane(_)
            | Stage::Review(_)
            | Stage::Amend(_)
            | Stage::Short(_)
            | Stage::OfOrder(_)
            | Stage::NameList(_) => false,
        }
    }

    /// Nothing changes; what is open is shown, which may be an order that waits for its money.
    pub(super) fn old_button(&mut self) {
        if matches!(self.conversation.buyer.stage, Stage::Menu) {
            return self.look_for_unpaid(WaitsFor::OldButton);
        }
        let note = self.words().help_old_tap();
        self.note(note);
        self.again();
    }

    pub(super) fn thanked(&mut self) {
        let body = self.words().help_welcome();
        self.say(text(body));
    }
}

/// "Where is my cement", "ఎక్కడ ఉంది నా సిమెంట్": nobody buys so.
fn asks_where(said: &str, reading: &Reading) -> bool {
    let counts = match reading {
        Reading::Items(items) => items.iter().any(|item| item.count.is_some()),
        Reading::Nearest(_) | Reading::Nothing => false,
    };
    let said = plain(said);
    !counts
        && said.split(' ').any(|word| WHERE.contains(&word))
        && said.split(' ').any(|word| MINE.contains(&word))
}

#[rustfmt::skip] // Reads as a dictionary.
const WHERE: &[&str] = &[
    "where", "when", "kahan", "kahaan", "kidhar", "kab", "ekkada", "eppudu", "कहाँ", "कहां", "किधर", "कब", "ఎక్కడ", "ఎప్పుడు",
];

#[rustfmt::skip]
const MINE: &[&str] = &[
    "my", "mera", "meri", "mere", "hamara", "naa", "na", "maa", "order", "material", "maal", "driver", "vehicle", "gaadi",
    "मेरा", "मेरी", "मेरे", "हमारा", "ऑर्डर", "माल", "ड्राइवर", "गाड़ी", "నా", "మా", "ఆర్డర్", "మెటీరియల్", "సరుకు", "డ్రైవర్", "బండి",
];

/// Ids and titles of what can be tapped under a question.
fn choices(message: &Message) -> Vec<(&str, &str)> {
    match message {
        Message::Buttons { buttons, .. } => {
            buttons.iter().map(|button| (button.id.as_str(), button.title.as_str())).collect()
        }
        Message::List { sections, .. } => {
            let rows = sections.iter().flat_map(|section| &section.rows);
            rows.map(|row| (row.id.as_str(), row.title.as_str())).collect()
        }
        Message::Text { .. }
        | Message::Link { .. }
        | Message::Bill { .. }
        | Message::BillEnded { .. }
        | Message::AskLocation { .. }
        | Message::AskContact { .. }
        | Message::Document { .. }
        | Message::Form { .. }
        | Message::Template(_) => Vec::new(),
    }
}

/// "2" under a list is its second row. Rows alone: a number under buttons is an amount.
fn row_of_number<'m>(message: &'m Message, wanted: &str) -> Option<&'m str> {
    let Message::List { .. } = message else { return None };
    let digits: String = wanted.chars().map(western_digit).collect();
    let at = digits.parse::<usize>().ok()?.checked_sub(1)?;
    choices(message).get(at).map(|(id, _)| *id)
}
