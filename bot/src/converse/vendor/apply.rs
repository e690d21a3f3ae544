//! Who wants to sell: asked what the office needs to know, one thing at a time, and handed to it whole.
//!
//! ```text
//! person  sell
//! bot     🤝 … What is your business called?
//! person  Sri Lakshmi Traders
//! bot     What do you sell? …                          [list: Cement, Sand …, That is all]
//! person  (taps Cement, then That is all)
//! bot     Where is your yard? …                        [Send location]
//! person  (sends the pin)
//! bot     From when to when are you open? …            [7 am–9 pm] [8 am–8 pm] [9 am–6 pm]
//! person  (taps 8 am–8 pm)
//! bot     What is your GSTIN, or your PAN? …           [Neither]
//! person  36AABCT1332L1ZF
//! bot     Now a photo of the papers: …                 [That is all]
//! person  (sends two photos, taps That is all)
//! bot     *Sri Lakshmi Traders* … Shall we send it?    [Send it] [Begin again]
//! ```

use realserv_domain::application::{Application, OpenHours, TaxNumber};
use realserv_domain::catalog::Kind;
use realserv_domain::interpret;
use realserv_domain::language::Language;
use realserv_domain::media::Purpose;
use realserv_domain::message::{Button, Media, MediaKind, Message, Section};
use realserv_domain::place::Point;
use realserv_domain::understand::Reading;
use realserv_templates::Words;
use serde::{Deserialize, Serialize};

use super::draft::{Draft, MOST_BODY, under};
use super::{Choice, Stage};
use crate::converse::anywhere::{Word, plain, word};
use crate::converse::{Conversation, Ctx, Effect, Role, Step, TicketAbout, buyer};

/// Longer names are cut on buttons and papers.
const MOST_NAME: usize = 60;
const LEAST_NAME: usize = 3;

/// More papers than any office asks for.
const MOST_PAPERS: u8 = 12;

/// The hours that most yards have.
const USUAL: [(i8, i8); 3] = [(7, 21), (8, 20), (9, 18)];

/// What has been told, and what is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applying {
    pub asks: Asks,
    pub told: Application,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    Name,
    Sells,
    Place,
    Hours,
    Tax,
    Papers,
    Review,
}

/// A tap under one of the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    Sells(Kind),
    Hours(i8, i8),
    NoNumber,
    ThatIsAll,
    Send,
    Again,
}

/// One of the papers was not kept, which its sender is told: it does not count.
pub(in crate::converse) fn has_one_paper_less(conversation: &mut Conversation) {
    if let Stage::Applying(applying) = &mut conversation.vendor.stage {
        applying.told.papers = applying.told.papers.saturating_sub(1);
    }
}

/// From the word *sell*, as it was typed. Who was at it goes on where he left; whatever else was asked before is over.
pub(in crate::converse) fn begin(
    mut conversation: Conversation,
    said: &str,
    ctx: &mut Ctx<'_>,
) -> Step {
    let is_new = conversation.language.is_none();
    let language =
        *conversation.language.get_or_insert_with(|| Language::of_script(said).unwrap_or_default());
    let mut draft = Draft::new(conversation, ctx);
    if is_new {
        draft.effect(Effect::KeepLanguage { language });
    }
    if let Stage::Applying(begun) = draft.conversation.vendor.stage.clone() {
        begun.ask(&mut draft, None);
        return draft.done();
    }
    let words = draft.words();
    let welcome = match is_new {
        // Latin letters may be of any of the three.
        true => format!("{}\n{}", words.apply_welcome(), words.menu_other_languages()),
        false => words.apply_welcome(),
    };
    Applying { asks: Asks::Name, told: Application::default() }.ask(&mut draft, Some(&welcome));
    draft.done()
}

/// The side is the buyer's again; what was told so far waits for the word *sell*.
pub(super) fn leave(draft: Draft<'_, '_>) -> Step {
    let Draft { mut conversation, ctx, .. } = draft;
    conversation.role = Role::Buyer;
    buyer::menu(conversation, ctx)
}

/// What the office has decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationNews {
    Approved { name: String },
    Refused { reason: String },
}

pub(in crate::converse) fn decided(
    conversation: Conversation,
    news: &ApplicationNews,
    ctx: &mut Ctx<'_>,
) -> Step {
    let mut draft = Draft::new(conversation, ctx);
    let words = draft.words();
    if matches!(news, ApplicationNews::Approved { .. }) {
        draft.conversation.role = Role::Vendor;
    }
    let body = match news {
        ApplicationNews::Approved { name } => words.apply_approved(name),
        ApplicationNews::Refused { reason } => words.apply_refused(reason),
    };
    draft.money_news(&body, Vec::new());
    draft.done()
}

impl Applying {
    pub(super) fn ask(self, draft: &mut Draft<'_, '_>, note: Option<&str>) {
        draft.ask_for_answer(Stage::Applying(Box::new(self.clone())));
        let words = draft.words();
        match self.asks {
            Asks::Name => draft.say(&under(note, words.apply_ask_name())),
            Asks::Sells => self.ask_what_is_sold(draft, note),
            Asks::Place => {
                let body = under(note, words.apply_ask_place());
                draft.send(Message::AskLocation { body });
            }
            Asks::Hours => {
                let buttons = USUAL.map(|(opens, closes)| {
                    let title = words.apply_hours_button(&hours(opens), &hours(closes));
                    answer(Applies::Hours(opens, closes), title, draft)
                });
                draft.say_with(&under(note, words.apply_ask_hours()), buttons.to_vec());
            }
            Asks::Tax => {
                let none = answer(Applies::NoNumber, words.apply_no_number_button(), draft);
                draft.say_with(&under(note, words.apply_ask_number()), vec![none]);
            }
            Asks::Papers => {
                let all = answer(Applies::ThatIsAll, words.apply_all_button(), draft);
                draft.say_with(&under(note, words.apply_ask_papers()), vec![all]);
            }
            Asks::Review => {
                let row = vec![
                    answer(Applies::Send, words.apply_send_button(), draft),
                    answer(Applies::Again, words.apply_again_button(), draft),
                ];
                draft.say_with(&under(note, review(&self.told, words)), row);
            }
        }
    }

    /// What was picked is left out of the list; without anything picked it cannot be left.
    fn ask_what_is_sold(&self, draft: &mut Draft<'_, '_>, note: Option<&str>) {
        let words = draft.words();
        let left = Kind::ALL.into_iter().filter(|kind| !self.told.sells.contains(kind));
        let mut rows: Vec<_> = left
            .map(|kind| {
                let choice = Choice::Applies { applies: Applies::Sells(kind) };
                draft.row(choice, &words.menu_kind_title(kind), None)
            })
            .collect();
        let body = if self.told.sells.is_empty() {
            words.apply_ask_sells()
        } else {
            let all = Choice::Applies { applies: Applies::ThatIsAll };
            rows.insert(0, draft.row(all, &words.apply_all_button(), None));
            words.apply_ask_sells_more(&kinds(&self.told, words))
        };
        let body = under(note, body);
        let sections = vec![Section { title: None, rows }];
        draft.send(Message::List { body, button: words.menu_choose_button(), sections });
    }

    /// Typed: what is asked now, or a word that stands on one of its buttons.
    pub(super) fn said(mut self, text: &str, draft: &mut Draft<'_, '_>) {
        let words = draft.words();
        match self.asks {
            Asks::Name => {
                let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let letters = name.chars().count();
                if !(LEAST_NAME..=MOST_NAME).contains(&letters) {
                    return self.ask(draft, Some(&words.apply_name_unreadable()));
                }
                self.told.name = name;
                self.go_on(Asks::Sells, draft);
            }
            Asks::Sells if is_all(text) && !self.told.sells.is_empty() => {
                self.chosen(Applies::ThatIsAll, draft);
            }
            Asks::Sells => match kinds_in(text, draft.ctx) {
                kinds if kinds.is_empty() => self.ask(draft, Some(&words.apply_sells_unreadable())),
                kinds => self.sells(kinds, draft),
            },
            Asks::Place => self.ask(draft, Some(&words.apply_place_unreadable())),
            Asks::Hours => match OpenHours::read(text) {
                Some(read) => {
                    self.told.hours = Some(read);
                    self.go_on(Asks::Tax, draft);
                }
                None => self.ask(draft, Some(&words.apply_hours_unreadable())),
            },
            Asks::Tax if is(text, Words::apply_no_number_button) => {
                self.chosen(Applies::NoNumber, draft);
            }
            Asks::Tax => match TaxNumber::read(text) {
                Some(number) => {
                    self.told.tax = Some(number);
                    self.go_on(Asks::Papers, draft);
                }
                None => self.ask(draft, Some(&words.apply_number_unreadable())),
            },
            Asks::Papers if is_all(text) => {
                self.chosen(Applies::ThatIsAll, draft);
            }
            Asks::Papers => self.ask(draft, Some(&words.apply_papers_unreadable())),
            Asks::Review if is_yes(text) => self.chosen(Applies::Send, draft),
            Asks::Review if is(text, Words::apply_again_button) => {
                self.chosen(Applies::Again, draft);
            }
            Asks::Review => self.ask(draft, Some(&words.apply_review_unreadable())),
        }
    }

    /// Who names all of it at once has no more to add.
    fn sells(mut self, kinds: Vec<Kind>, draft: &mut Draft<'_, '_>) {
        for kind in kinds {
            if !self.told.sells.contains(&kind) {
                self.told.sells.push(kind);
            }
        }
        let has_all = self.told.sells.len() == Kind::ALL.len();
        if has_all { self.sells_no_more(draft) } else { self.go_on(Asks::Sells, draft) }
    }

    fn sells_no_more(self, draft: &mut Draft<'_, '_>) {
        let has_place = self.told.point.is_some();
        self.go_on(if has_place { Asks::Hours } else { Asks::Place }, draft);
    }

    pub(super) fn chosen(mut self, applies: Applies, draft: &mut Draft<'_, '_>) {
        match (self.asks, applies) {
            (Asks::Sells, Applies::Sells(kind)) => self.sells(vec![kind], draft),
            (Asks::Sells, Applies::ThatIsAll) if !self.told.sells.is_empty() => {
                self.sells_no_more(draft);
            }
            (Asks::Hours, Applies::Hours(opens, closes)) => {
                self.told.hours = OpenHours::of(opens, closes);
                self.go_on(Asks::Tax, draft);
            }
            (Asks::Tax, Applies::NoNumber) => {
                self.told.tax = None;
                self.go_on(Asks::Papers, draft);
            }
            (Asks::Papers, Applies::ThatIsAll) => self.go_on(Asks::Review, draft),
            (Asks::Review, Applies::Send) => {
                let body = draft.words().apply_sent();
                let id = draft.ctx.mint.id();
                draft.effect(Effect::Apply { id, application: Box::new(self.told) });
                let about = TicketAbout::WantsToSell;
                draft.effect(Effect::OpenTicket { order: None, about });
                draft.past_questions_are_over();
                draft.stage(Stage::Idle);
                draft.conversation.role = Role::Buyer;
                draft.say(&body);
            }
            (Asks::Review, Applies::Again) => {
                Self { asks: Asks::Name, told: Application::default() }.ask(draft, None);
            }
            (
                Asks::Name
                | Asks::Sells
                | Asks::Place
                | Asks::Hours
                | Asks::Tax
                | Asks::Papers
                | Asks::Review,
                Applies::Sells(_)
                | Applies::Hours(..)
                | Applies::NoNumber
                | Applies::ThatIsAll
                | Applies::Send
                | Applies::Again,
            ) => draft.old_button(),
        }
    }

    /// A place is taken whenever it comes; another one mends the first.
    pub(super) fn shared(mut self, point: Point, draft: &mut Draft<'_, '_>) {
        self.told.point = Some(point);
        if self.asks == Asks::Place {
            return self.go_on(Asks::Hours, draft);
        }
        let note = draft.words().apply_place_noted();
        self.ask(draft, Some(&note));
    }

    /// Photos and documents are the papers; before they are asked for, nobody knows what they are.
    pub(super) fn sent(mut self, media: &Media, draft: &mut Draft<'_, '_>) {
        let is_paper = matches!(media.kind, MediaKind::Image | MediaKind::Document);
        let words = draft.words();
        match (self.asks, is_paper) {
            (Asks::Papers | Asks::Review, true) if self.told.papers < MOST_PAPERS => {}
            (Asks::Papers | Asks::Review, true) => return self.ask(draft, None),
            (Asks::Papers, false) => {
                return self.ask(draft, Some(&words.apply_papers_unreadable()));
            }
            (_, true) => return self.ask(draft, Some(&words.apply_papers_later())),
            (_, false) => return self.ask(draft, None),
        }
        if draft.fetch(media, Purpose::Kyc).is_some() {
            self.told.papers += 1;
        }
        let note = draft.words().apply_papers_kept(self.told.papers.into());
        self.ask(draft, Some(&note));
    }

    fn go_on(mut self, asks: Asks, draft: &mut Draft<'_, '_>) {
        self.asks = asks;
        self.ask(draft, None);
    }
}

fn answer(applies: Applies, title: String, draft: &Draft<'_, '_>) -> Button {
    Button { id: draft.id(Choice::Applies { applies }), title }
}

/// "No" to "do you sell anything else?".
fn is_all(text: &str) -> bool {
    is(text, Words::apply_all_button)
        || matches!(word(text), Some(Word::No | Word::CheckOut))
        || ENOUGH.contains(&plain(text).as_str())
}

const ENOUGH: &[&str] = &["bas", "done", "finished", "no more", "nothing else", "बस", "అంతే", "చాలు"];

/// The review asks whether to send it.
fn is_yes(text: &str) -> bool {
    is(text, Words::apply_send_button) || word(text) == Some(Word::Yes)
}

fn is(text: &str, title: fn(&Words) -> String) -> bool {
    let said = plain(text);
    Language::ALL.into_iter().any(|language| plain(&title(Words::of(language))) == said)
}

/// "Cement", as the row says; "cement and river sand", as a buyer would say it.
fn kinds_in(text: &str, ctx: &Ctx<'_>) -> Vec<Kind> {
    if let Some(kind) = kind_of(text) {
        return vec![kind];
    }
    match interpret::read(text, ctx.catalog, ctx.now.date()).reading {
        Reading::Items(items) => items.iter().filter_map(|item| item.kind).collect(),
        Reading::Nearest(_) | Reading::Nothing => Vec::new(),
    }
}

fn kind_of(text: &str) -> Option<Kind> {
    let said = plain(text);
    let titles = |kind: &Kind| {
        Language::ALL
            .into_iter()
            .any(|language| plain(&Words::of(language).menu_kind_title(*kind)) == said)
    };
    Kind::ALL.into_iter().find(titles)
}

/// "7 am", "9 pm".
fn hours(hour: i8) -> String {
    let (twelve, half) = match hour {
        0 => (12, "am"),
        1..=11 => (hour, "am"),
        12 => (12, "pm"),
        _ => (hour - 12, "pm"),
    };
    format!("{twelve} {half}")
}

fn kinds(told: &Application, words: &Words) -> String {
    told.sells.iter().map(|kind| words.menu_kind_title(*kind)).collect::<Vec<_>>().join(", ")
}

fn review(told: &Application, words: &Words) -> String {
    let open = told.hours.map(|open| {
        words.apply_hours_button(&hours(open.opens.hour()), &hours(open.closes.hour()))
    });
    let number = match &told.tax {
        Some(TaxNumber::Gstin(gstin)) => words.apply_review_gstin(&gstin.to_string()),
        Some(TaxNumber::Pan(_)) => words.apply_review_pan(),
        None => words.apply_review_no_number(),
    };
    let body = words.apply_review(
        &told.name,
        &kinds(told, words),
        &open.unwrap_or_default(),
        &number,
        told.papers.into(),
    );
    realserv_templates::fit(&body, MOST_BODY)
}
