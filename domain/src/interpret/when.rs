//! The day and the part of it among the words of a message.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::lexemes::{Lexeme, What};
use super::lexicon::Lex;
use crate::time::DayPart;

/// What was said of time, and which words said it.
pub(super) struct When {
    pub(super) date: Option<Date>,
    pub(super) part: Option<DayPart>,
    /// Two days, or one that nobody can be sure of: to be asked.
    pub(super) torn: bool,
    /// Something was said of a day at all.
    pub(super) said: bool,
    pub(super) used: Vec<bool>,
}

/// A day as it was said, at its words.
struct Day {
    date: Option<Date>,
    from: usize,
    to: usize,
}

pub(super) fn read(lexemes: &[Lexeme], today: Date) -> When {
    let mut days: Vec<Day> = Vec::new();
    let mut parts: Vec<(DayPart, usize, usize)> = Vec::new();
    let mut used = vec![false; lexemes.len()];
    let denies = lexemes.first().is_some_and(|first| first.is(Lex::Not));
    let mut at = 0;
    while at < lexemes.len() {
        let rest = lexemes.get(at..).unwrap_or_default();
        if let Some((date, length)) =
            day(rest, at.checked_sub(1).and_then(|at| lexemes.get(at)), today, denies)
        {
            days.push(Day { date, from: at, to: at + length });
            mark(&mut used, at, length);
            at += length;
        } else if let Some((part, length)) = part(rest).filter(|_| !is_of_money(lexemes, at)) {
            if ["tonight", "tonite"].contains(&lexemes.get(at).map_or("", |l| l.word.as_str())) {
                days.push(Day { date: Some(today), from: at, to: at + length });
            }
            parts.push((part, at, at + length));
            mark(&mut used, at, length);
            at += length;
        } else {
            at += 1;
        }
    }
    let said = !days.is_empty();
    // "Not on Wednesday, on Thursday."
    let (denied, meant): (Vec<&Day>, Vec<&Day>) =
        days.iter().partition(|day| is_denied(lexemes, day));
    for day in &denied {
        for at in [day.to, day.from.wrapping_sub(1)] {
            if lexemes.get(at).is_some_and(|l| l.is(Lex::Not)) {
                mark(&mut used, at, 1);
            }
        }
    }
    // "Not tomorrow, tomorrow is a wedding."
    let meant: Vec<&Day> =
        meant.into_iter().filter(|day| denied.iter().all(|no| no.date != day.date)).collect();
    let or = days.windows(2).any(|two| match two {
        [a, b] => between(lexemes, a.to, b.from).iter().any(|l| l.is(Lex::Or)),
        _ => false,
    });
    let dates: Vec<Option<Date>> = meant.iter().map(|day| day.date).collect();
    let one = dates.first().copied().flatten();
    let torn = or || dates.contains(&None) || dates.iter().any(|date| *date != one);
    // "Not in the evening, in the morning": the other one.
    let part_denied = |(_, from, to): &&(DayPart, usize, usize)| {
        let not = |at: usize| lexemes.get(at).is_some_and(|l| l.is(Lex::Not));
        let english = |at: usize| lexemes.get(at).is_some_and(|l| l.word == "not");
        let filler = |at: usize| lexemes.get(at).is_some_and(|l| l.is(Lex::Filler));
        let behind = not(*to) && !english(*to) || filler(*to) && not(to + 1);
        // "not in the morning".
        let in_front = (0..*from).rev().find(|at| !filler(*at)).is_some_and(english);
        behind || in_front
    };
    let meant: Vec<DayPart> = if parts.len() > 1 {
        parts.iter().filter(|part| !part_denied(part)).map(|(part, ..)| *part).collect()
    } else {
        parts.iter().map(|(part, ..)| *part).collect()
    };
    let part = meant.first().copied().filter(|first| meant.iter().all(|part| part == first));
    When { date: one.filter(|_| !torn), part, torn, said, used }
}

/// "dabbulu sayantram istha": when it is paid is not when it comes.
fn is_of_money(lexemes: &[Lexeme], at: usize) -> bool {
    let ends = |l: &Lexeme| matches!(l.what, What::Comma | What::Line);
    let before = lexemes.get(..at).unwrap_or_default().iter().rev().take_while(|l| !ends(l));
    let after = lexemes.get(at..).unwrap_or_default().iter().take_while(|l| !ends(l));
    before.chain(after).any(|l| l.is(Lex::Cue(super::lexicon::Cue::Paid)))
}

fn between(lexemes: &[Lexeme], from: usize, to: usize) -> &[Lexeme] {
    lexemes.get(from..to.max(from)).unwrap_or_default()
}

fn is_denied(lexemes: &[Lexeme], day: &Day) -> bool {
    let not = |at: usize| lexemes.get(at).is_some_and(|l| l.is(Lex::Not));
    let english = |at: usize| lexemes.get(at).is_some_and(|l| l.word == "not");
    not(day.to)
        && !english(day.to)
        && lexemes.get(day.to + 1..).is_some_and(|rest| rest.iter().any(is_day))
        || day.from > 0
            && not(day.from - 1)
            && lexemes.get(day.to..).is_some_and(|rest| rest.iter().any(is_day))
}

fn is_day(lexeme: &Lexeme) -> bool {
    matches!(lexeme.what, What::Ordinal(_) | What::DayMonth(..))
        || matches!(lexeme.lex(), Some(Lex::DayAhead(_) | Lex::Weekday(_)))
}

fn mark(used: &mut [bool], from: usize, length: usize) {
    used.iter_mut().skip(from).take(length).for_each(|used| *used = true);
}

/// The day that begins here, and how many words it takes. None inside: said, but not to be known.
fn day(
    rest: &[Lexeme],
    before: Option<&Lexeme>,
    today: Date,
    denies: bool,
) -> Option<(Option<Date>, usize)> {
    let first = rest.first()?;
    let next = |at: usize| rest.get(at);
    // "in 2 days".
    let in_front = before.is_some_and(|before| before.word == "in");
    match &first.what {
        // "no plumber now": a reason, no day.
        What::Word(Lex::DayAhead(0)) if first.word == "now" && denies => None,
        What::Word(Lex::DayAhead(days)) => Some((ahead(today, *days), 1)),
        What::Word(Lex::Weekday(day)) => Some((Some(weekday(today, *day)), 1)),
        What::Word(Lex::NextWeek) => match next(1)?.lex()? {
            Lex::Weekday(day) if is_today(today, day) => Some((ahead(today, 7), 2)),
            // This week's or the one after it?
            Lex::Weekday(_) => Some((None, 2)),
            _ => None,
        },
        What::Word(Lex::ThisWeek) => match next(1)?.lex()? {
            Lex::Weekday(day) => Some((Some(weekday(today, day)), 2)),
            _ => None,
        },
        What::DayMonth(day, month) => Some((of_month(today, *day, Some(*month)), 1)),
        What::Ordinal(day) => match next(1).and_then(Lexeme::lex) {
            Some(Lex::Month(month)) => Some((of_month(today, *day, u8::try_from(month).ok()), 2)),
            _ if is_floor(rest.iter().skip(1).find(|l| !is_of_a_list(l))) => None,
            _ => Some((of_month(today, *day, None), 1)),
        },
        What::Number { value, .. } => {
            let whole =
                u8::try_from(value.milli() / 1000).ok().filter(|_| value.milli() % 1000 == 0)?;
            match (next(1)?.lex()?, next(2).and_then(Lexeme::lex)) {
                (Lex::Month(month), _) => {
                    Some((of_month(today, whole, u8::try_from(month).ok()), 2))
                }
                // "26 ko subah".
                (Lex::Filler, Some(Lex::Part(_) | Lex::Cue(_)) | None)
                    if next(1).is_some_and(|l| l.word == "ko") =>
                {
                    Some((of_month(today, whole, None), 2))
                }
                (Lex::OfMonth, _) => Some((of_month(today, whole, None), 2)),
                (Lex::DayWord, Some(Lex::After)) => Some((ahead(today, whole.into()), 3)),
                (Lex::DayWord, _) if in_front => Some((ahead(today, whole.into()), 2)),
                _ => None,
            }
        }
        What::Word(Lex::Month(month)) => match &next(1)?.what {
            What::Ordinal(day) => Some((of_month(today, *day, u8::try_from(*month).ok()), 2)),
            What::Number { value, .. } if value.milli() % 1000 == 0 => {
                let day = u8::try_from(value.milli() / 1000).ok()?;
                Some((of_month(today, day, u8::try_from(*month).ok()), 2))
            }
            _ => None,
        },
        What::Word(Lex::After) => match (&next(1)?.what, next(2)?.lex()?) {
            (What::Number { value, .. }, Lex::DayWord) => {
                Some((ahead(today, value.milli() / 1000), 3))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The two days that "next Friday" may be: people mean the coming one by it, and the one after.
pub(super) fn either_week(lexemes: &[Lexeme], today: Date) -> Option<[Date; 2]> {
    let day = lexemes.windows(2).find_map(|two| match two {
        [next, Lexeme { what: What::Word(Lex::Weekday(day)), .. }] if next.is(Lex::NextWeek) => {
            Some(*day)
        }
        _ => None,
    })?;
    let coming = weekday(today, day);
    Some([coming, ahead(coming, 7)?])
}

/// "2nd and 3rd floor".
fn is_of_a_list(lexeme: &Lexeme) -> bool {
    matches!(lexeme.what, What::Ordinal(_) | What::Comma) || lexeme.is(Lex::And)
}

/// "2nd floor" is no day.
fn is_floor(next: Option<&Lexeme>) -> bool {
    next.is_some_and(|next| {
        [
            "floor", "slab", "phase", "cross", "lane", "street", "gate", "block", "road", "house",
            "left", "right",
        ]
        .contains(&next.word.as_str())
    })
}

fn ahead(today: Date, days: i64) -> Option<Date> {
    today.checked_add(days.days()).ok()
}

fn is_today(today: Date, day: i8) -> bool {
    Weekday::from_monday_one_offset(day).is_ok_and(|day| day == today.weekday())
}

/// The next one to come; today's name means a week from now.
fn weekday(today: Date, day: i8) -> Date {
    let Ok(day) = Weekday::from_monday_one_offset(day) else { return today };
    today.nth_weekday(1, day).unwrap_or(today)
}

/// The next such day; one that the month does not have is none.
fn of_month(today: Date, day: u8, month: Option<u8>) -> Option<Date> {
    let day = i8::try_from(day).ok()?;
    (0..24).find_map(|months| {
        let first = today.first_of_month().checked_add(i64::from(months).months()).ok()?;
        let fits = month.is_none_or(|month| i8::try_from(month) == Ok(first.month()));
        let date = Date::new(first.year(), first.month(), day).ok()?;
        (fits && date >= today).then_some(date)
    })
}

/// "morning", "10 am", "subah 9 baje", "4 gantalaku".
fn part(rest: &[Lexeme]) -> Option<(DayPart, usize)> {
    let first = rest.first()?;
    let second = rest.get(1);
    if let Some(Lex::Part(part)) = first.lex() {
        if second.is_some_and(|second| second.is(Lex::DayWord)) {
            return None;
        }
        // "subah 10 baje": the hour adds nothing.
        let dative =
            rest.get(2).is_some_and(|l| ["ku", "ki", "కి", "కు"].contains(&l.word.as_str()));
        let number = |at: usize| matches!(rest.get(at).map(|l| &l.what), Some(What::Number { .. }));
        let clock = |at: usize| {
            rest.get(at)
                .is_some_and(|l| l.is(Lex::Hour) || l.is(Lex::Am) || l.is(Lex::Pm) || l.is(Lex::By))
        };
        // "raat ko 9 baje".
        let after_filler = second.is_some_and(|l| l.is(Lex::Filler)) && number(2) && clock(3);
        let small = |at: usize| matches!(rest.get(at).map(|l| &l.what), Some(What::Number { value, .. }) if value.milli() <= 12_000);
        // "tomorrow morning 9".
        let ends = rest
            .get(2)
            .is_none_or(|l| matches!(l.what, What::Comma | What::Line) || l.is(Lex::After));
        let hour = number(1) && (dative || clock(2)) || small(1) && ends;
        return Some((
            part,
            if after_filler {
                4
            } else if hour {
                3
            } else {
                1
            },
        ));
    }
    if first.word == "at"
        && let Some(What::Number { value, digits: true, .. }) = second.map(|l| &l.what)
        && (1..=12).contains(&(value.milli() / 1000))
        && !matches!(
            rest.get(2).and_then(Lexeme::lex),
            Some(
                Lex::Unit(_)
                    | Lex::Mm
                    | Lex::Rod
                    | Lex::Am
                    | Lex::Pm
                    | Lex::Hour
                    | Lex::Of(..)
                    | Lex::Thing(_)
            )
        )
    {
        let hour = value.milli() / 1000;
        return Some((of_hour(if hour < 7 { hour + 12 } else { hour }), 2));
    }
    let What::Number { value, .. } = &first.what else { return None };
    let hour = value.milli() / 1000;
    let hour = match second?.lex()? {
        Lex::Am => hour % 12,
        Lex::Pm => hour % 12 + 12,
        // Nobody builds at night.
        Lex::Hour if hour < 7 => hour + 12,
        Lex::Hour => hour,
        _ => return None,
    };
    Some((of_hour(hour), 2))
}

const fn of_hour(hour: i64) -> DayPart {
    match hour {
        ..12 => DayPart::Morning,
        12..16 => DayPart::Afternoon,
        _ => DayPart::Evening,
    }
}
