//! Hours off, and open again.
//!
//! ```text
//! vendor  off
//! bot     Time off: for how long? …    [2 hours] [Rest of today] [Tomorrow too]
//! vendor  3 hours
//! bot     💤 No new orders until 12:15 pm. Orders that you have accepted stay yours.
//! ```

use jiff::{Timestamp, ToSpan};
use realserv_domain::language::Language;
use realserv_domain::message::Button;
use realserv_domain::quantity::western_digit;
use realserv_domain::time::instant;
use realserv_templates::{Day, Words};

use super::days_off::{self, DaysOff};
use super::draft::{Draft, under};
use super::words::{Word, beside_days};
use super::{Choice, OffFor, Stage};
use crate::converse::Effect;
use crate::converse::anywhere::plain;

/// Longer is said in days, see `days_off`.
const MOST_HOURS: i64 = 48;

pub(super) fn open(draft: &mut Draft<'_, '_>) {
    draft.conversation.role = crate::converse::Role::Vendor;
    draft.stage(Stage::TakingOff);
    ask(draft, None);
}

/// Each asking is a new question, so that a button of last week's closes nothing today.
pub(super) fn ask(draft: &mut Draft<'_, '_>, note: Option<&str>) {
    draft.past_questions_are_over();
    let words = draft.words();
    let buttons = [OffFor::TwoHours, OffFor::Today, OffFor::Tomorrow]
        .map(|off| Button { id: draft.id(Choice::Off { off }), title: title(off, words) })
        .to_vec();
    let asked = match days_off::already(draft) {
        Some(already) => format!("{}\n{already}", words.desk_off_ask()),
        None => words.desk_off_ask(),
    };
    draft.say_with(&under(note, asked), buttons);
}

fn title(off: OffFor, words: &Words) -> String {
    match off {
        OffFor::TwoHours => words.desk_off_hours_button(),
        OffFor::Today => words.desk_off_today_button(),
        OffFor::Tomorrow => words.desk_off_tomorrow_button(),
    }
}

pub(super) fn chosen(off: OffFor, draft: &mut Draft<'_, '_>) {
    match off {
        OffFor::TwoHours => for_hours(2, draft),
        OffFor::Today => {
            let body = draft.words().desk_off_today();
            until_day(1, &body, draft);
        }
        OffFor::Tomorrow => {
            let body = draft.words().desk_off_tomorrow();
            until_day(2, &body, draft);
        }
    }
}

fn for_hours(hours: i64, draft: &mut Draft<'_, '_>) {
    let now = draft.ctx.now;
    let until = now.checked_add(hours.hours()).unwrap_or_else(|_| now.clone());
    let words = draft.words();
    let body = if until.date() == now.date() {
        words.desk_off_until(&until)
    } else {
        words.desk_off_until_day(Day { on: until.date(), today: now.date() }, &until)
    };
    set(Some(until.timestamp()), &body, draft);
}

/// Off until the day begins, so many days from now; the yard's own hours say when it opens then.
fn until_day(days: i64, body: &str, draft: &mut Draft<'_, '_>) {
    let now = draft.ctx.now;
    let on = now.date().checked_add(days.days()).unwrap_or_else(|_| now.date());
    let until = instant(now, on, jiff::civil::Time::midnight());
    set(Some(until), body, draft);
}

pub(super) fn open_again(draft: &mut Draft<'_, '_>) {
    let body = draft.words().desk_open();
    set(None, &body, draft);
}

fn set(until: Option<Timestamp>, body: &str, draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    draft.stage(Stage::Idle);
    draft.effect(Effect::SetOff { vendor, until });
    let words = draft.words();
    let other = if until.is_some() {
        super::draft::button(Choice::Open, words.desk_open_button())
    } else {
        super::draft::button(Choice::Menu, words.desk_menu_button())
    };
    draft.say_with(body, vec![other]);
}

/// "3 hours", "today", "రేపు", "25 december".
pub(super) fn said(text: &str, draft: &mut Draft<'_, '_>) {
    let typed = [OffFor::TwoHours, OffFor::Today, OffFor::Tomorrow].into_iter().find(|off| {
        let title = |language| plain(&title(*off, Words::of(language)));
        Language::ALL.into_iter().any(|language| title(language) == plain(text))
    });
    if let Some(off) = typed {
        return chosen(off, draft);
    }
    match (how_long(text), DaysOff::answer(text, draft.ctx)) {
        // "Today to Friday" is more than today.
        (_, Some(days)) if days.are_several() => days.set(draft),
        (Some(HowLong::Hours(hours)), _) => for_hours(hours, draft),
        (Some(HowLong::Till(off)), _) => chosen(off, draft),
        (None, Some(days)) => days.set(draft),
        (None, None) => ask_again(text, draft),
    }
}

/// What was said of it is not understood; the question says what is.
pub(super) fn ask_again(text: &str, draft: &mut Draft<'_, '_>) {
    // A bare date would close the day that he wants to be open on.
    if matches!(beside_days(text), Some((Word::OpenAgain, _))) {
        draft.stage(Stage::Idle);
        let body = draft.words().desk_open_which_day();
        return draft.say(&body);
    }
    draft.stage(Stage::TakingOff);
    let which = days_off::which_week(text, draft);
    let note = which.unwrap_or_else(|| draft.words().desk_off_unreadable());
    ask(draft, Some(&note));
}

/// What a typed length means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HowLong {
    Hours(i64),
    Till(OffFor),
}

const HOUR_WORDS: &[&str] = &[
    "h",
    "hr",
    "hrs",
    "hour",
    "hours",
    "ghanta",
    "ghante",
    "gantalu",
    "ganta",
    "घंटा",
    "घंटे",
    "గంట",
    "గంటలు",
];
const TODAY_WORDS: &[&str] = &["today", "aaj", "eeroju", "ivala", "आज", "ఈరోజు", "ఇవాళ", "rest"];
const TOMORROW_WORDS: &[&str] = &["tomorrow", "kal", "repu", "कल", "రేపు"];

fn how_long(text: &str) -> Option<HowLong> {
    let lower = text.to_lowercase().replace("ee roju", "eeroju").replace("ఈ రోజు", "ఈరోజు");
    let plain: String = lower.chars().map(western_digit).collect();
    // "3hours" and "3 hours" alike.
    let mut spaced = String::with_capacity(plain.len() + 2);
    let mut after_digit = false;
    for c in plain.chars() {
        if after_digit && c.is_alphabetic() {
            spaced.push(' ');
        }
        after_digit = c.is_ascii_digit();
        spaced.push(c);
    }
    let has = |words: &[&str]| spaced.split_whitespace().any(|word| words.contains(&word));
    let number = spaced.split_whitespace().find_map(|word| word.parse::<i64>().ok());
    match number {
        Some(hours) if has(HOUR_WORDS) => {
            (1..=MOST_HOURS).contains(&hours).then_some(HowLong::Hours(hours))
        }
        Some(_) => None,
        None if has(TOMORROW_WORDS) => Some(HowLong::Till(OffFor::Tomorrow)),
        None if has(TODAY_WORDS) => Some(HowLong::Till(OffFor::Today)),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_length_is_understood_or_asked_again() {
        let table = [
            ("3 hours", Some(HowLong::Hours(3))),
            ("3hrs", Some(HowLong::Hours(3))),
            ("౩ గంటలు", Some(HowLong::Hours(3))),
            ("today", Some(HowLong::Till(OffFor::Today))),
            ("ఈ రోజు", Some(HowLong::Till(OffFor::Today))),
            ("rest of today", Some(HowLong::Till(OffFor::Today))),
            ("रात तक आज", Some(HowLong::Till(OffFor::Today))),
            ("tomorrow too", Some(HowLong::Till(OffFor::Tomorrow))),
            ("repu", Some(HowLong::Till(OffFor::Tomorrow))),
            ("0 hours", None),
            ("100 hours", None),
            ("5", None),
            ("5 tomorrow", None),
            ("biscuit", None),
        ];
        for (text, expected) in table {
            assert_eq!(how_long(text), expected, "{text:?}");
        }
    }
}
