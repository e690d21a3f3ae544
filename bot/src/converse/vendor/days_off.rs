//! Closed on days to come, and open on them again.
//!
//! ```text
//! vendor  closed 25 december
//! bot     🗓️ Closed on Fri 25 Dec. No orders for that day …    [Undo]
//! vendor  open 25 december
//! bot     🟢 Open on Fri 25 Dec …
//! ```

use jiff::ToSpan;
use jiff::civil::Date;
use realserv_domain::interpret;
use realserv_domain::quantity::western_digit;
use realserv_domain::vendors::MOST_CLOSED_DAYS;
use realserv_templates::{Day, Words};

use super::draft::{Draft, button};
use super::words::{Word, beside_days};
use super::{Choice, OffFor, Stage, off};
use crate::converse::{Ctx, Effect};

/// What one button can name.
const MOST_AT_ONCE: usize = 14;

/// What stands between days: "14 january, 15 january and 16 january".
const BETWEEN: [char; 4] = [',', ';', '&', '\n'];
const AND: &[&str] = &["and", "aur", "mariyu", "inka", "और", "మరియు"];

/// A whole line about days: "closed 25 december", "friday chutti", "open on 26 january".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DaysOff {
    is_open: bool,
    days: Vec<Date>,
}

impl DaysOff {
    pub(super) fn read(text: &str, ctx: &Ctx<'_>) -> Option<Self> {
        let (word, rest) = beside_days(text)?;
        Some(Self { is_open: word == Word::OpenAgain, days: days(&rest, ctx)? })
    }

    /// An answer to how long he is off, which need not say that it is.
    pub(super) fn answer(text: &str, ctx: &Ctx<'_>) -> Option<Self> {
        Self::read(text, ctx).or_else(|| Some(Self { is_open: false, days: days(text, ctx)? }))
    }

    pub(super) fn are_several(&self) -> bool {
        self.days.len() > 1
    }

    pub(super) fn set(self, draft: &mut Draft<'_, '_>) {
        let today = draft.ctx.now.date();
        match self.is_open {
            true => open_on(self.days, draft),
            // Today has hours that are over, so it is time off like any other.
            false if self.days == [today] => off::chosen(OffFor::Today, draft),
            false => close_on(self.days, draft),
        }
    }
}

fn close_on(days: Vec<Date>, draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    let words = draft.words();
    if draft.ctx.person.closed_days.len() + days.len() > MOST_CLOSED_DAYS {
        return draft.say(&words.desk_closed_too_many());
    }
    let body = words.desk_closed(&listed(&days, draft));
    draft.stage(Stage::Idle);
    draft.effect(Effect::CloseDays { vendor, days: days.clone() });
    draft.say_with(&body, vec![button(Choice::OpenOn { days }, words.desk_undo_button())]);
}

pub(super) fn open_on(days: Vec<Date>, draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    let body = draft.words().desk_open_on(&listed(&days, draft));
    draft.stage(Stage::Idle);
    // Whoever is open today is off no longer.
    if days.contains(&draft.ctx.now.date()) {
        draft.effect(Effect::SetOff { vendor, until: None });
    }
    draft.effect(Effect::OpenDays { vendor, days });
    draft.say(&body);
}

/// The days on which he is closed already, under the question for how long; none where there are none.
pub(super) fn already(draft: &Draft<'_, '_>) -> Option<String> {
    let days = &draft.ctx.person.closed_days;
    (!days.is_empty()).then(|| draft.words().desk_closed_already(&listed(days, draft)))
}

fn listed(days: &[Date], draft: &Draft<'_, '_>) -> String {
    let (words, today): (&Words, _) = (draft.words(), draft.ctx.now.date());
    let named = days.iter().map(|on| words.desk_parts_day_title(Day { on: *on, today }));
    named.collect::<Vec<_>>().join(", ")
}

/// "Next Friday" may be either of two days, which only he can say.
pub(super) fn which_week(text: &str, draft: &Draft<'_, '_>) -> Option<String> {
    let (ctx, rest) = (&draft.ctx, beside_days(text).map(|(_, rest)| rest));
    let text = rest.as_deref().unwrap_or(text);
    let (days, _) = interpret::days_named(text, ctx.now.date(), ctx.catalog.aliases())?;
    (days.len() > 1).then(|| draft.words().desk_off_which_week(&listed(&days, draft)))
}

/// Days and nothing else; none where one of them could be two ("next Friday").
fn days(text: &str, ctx: &Ctx<'_>) -> Option<Vec<Date>> {
    let mut days = match some(text, ctx) {
        Some(days) => days,
        None => {
            let named = between(text).into_iter().map(|piece| some(&piece, ctx));
            named.collect::<Option<Vec<_>>>()?.concat()
        }
    };
    days.sort_unstable();
    days.dedup();
    (1..=MOST_AT_ONCE).contains(&days.len()).then_some(days)
}

/// A day, or each from one to another.
fn some(text: &str, ctx: &Ctx<'_>) -> Option<Vec<Date>> {
    one(text, ctx).map(|day| vec![day]).or_else(|| span(text, ctx))
}

/// What stands between the first day and the last, and what may stand around them.
const TO: &[&str] = &["to", "till", "until", "se", "nunchi", "से", "నుంచి"];
const AROUND: &[&str] = &["from", "tak", "varaku", "तक", "వరకు"];

/// "24 to 26 december", "24-26 December", "30 december se 2 january tak".
fn span(text: &str, ctx: &Ctx<'_>) -> Option<Vec<Date>> {
    let western: String = text.to_lowercase().chars().map(western_digit).collect();
    let spaced = western.replace(['-', '–'], " to ");
    let words = spaced.split_whitespace().filter(|word| !AROUND.contains(word)).map(bare);
    let words: Vec<&str> = words.collect();
    let at = words.iter().position(|word| TO.contains(word))?;
    let (first, last) = (words.get(..at)?, words.get(at + 1..)?);
    // The month is said once: "24 to 26 december", "december 24 to 26".
    let (first, last) = (with_month_of(first, last), with_month_of(last, first));
    let (first, last) = (one(&first, ctx)?, one(&last, ctx)?);
    let days: Vec<Date> =
        first.series(1.day()).take(MOST_AT_ONCE + 1).take_while(|day| *day <= last).collect();
    (!days.is_empty()).then_some(days)
}

fn is_number(word: &str) -> bool {
    word.parse::<u8>().is_ok()
}

/// "24th".
fn bare(word: &str) -> &str {
    let number = ["st", "nd", "rd", "th"].into_iter().find_map(|end| word.strip_suffix(end));
    number.filter(|number| is_number(number)).unwrap_or(word)
}

fn with_month_of(day: &[&str], other: &[&str]) -> String {
    let month = other.iter().filter(|word| !is_number(word));
    let has_none = day.iter().all(|word| is_number(word));
    day.iter().chain(month.filter(|_| has_none)).copied().collect::<Vec<_>>().join(" ")
}

/// "Every sunday", "sundays": one Sunday is not what was meant.
const WEEKLY: &[&str] = &["every", "weekly", "har", "prati", "हर", "प्रति", "ప్రతి"];

fn one(text: &str, ctx: &Ctx<'_>) -> Option<Date> {
    let lower = text.to_lowercase();
    if lower.split_whitespace().any(|word| WEEKLY.contains(&word) || word.ends_with("days")) {
        return None;
    }
    match interpret::days_named(text, ctx.now.date(), ctx.catalog.aliases())? {
        (days, None) if days.len() == 1 => days.first().copied(),
        _ => None,
    }
}

fn between(text: &str) -> Vec<String> {
    let pieces = text.split(BETWEEN).flat_map(|piece| {
        let words: Vec<&str> = piece.split_whitespace().collect();
        let parts = words.split(|word| AND.contains(&word.to_lowercase().as_str()));
        parts.map(|part| part.join(" ")).collect::<Vec<_>>()
    });
    pieces.filter(|piece| !piece.is_empty()).collect()
}
