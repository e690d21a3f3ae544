//! Days that are named alone, in answer to "when?".

use jiff::civil::Date;
use realserv_domain::interpret::{Aliases, days_named};
use realserv_domain::time::DayPart;

/// A Monday.
const TODAY: Date = Date::constant(2026, 11, 23);

fn named(text: &str) -> Option<(Vec<String>, Option<DayPart>)> {
    let (days, part) = days_named(text, TODAY, &Aliases::default())?;
    Some((days.iter().map(ToString::to_string).collect(), part))
}

#[test]
fn a_day_is_named_in_three_languages() {
    for text in
        ["15 december", "15th Dec", "december 15", "on 15 dec", "15 दिसंबर", "15 డిసెంబర్", "15/12"]
    {
        assert_eq!(named(text), Some((vec!["2026-12-15".into()], None)), "{text}");
    }
    for text in ["friday", "this friday", "शुक्रवार", "శుక్రవారం"]
    {
        assert_eq!(named(text), Some((vec!["2026-11-27".into()], None)), "{text}");
    }
    let evening = Some((vec!["2026-12-15".into()], Some(DayPart::Evening)));
    assert_eq!(named("15 december evening"), evening);
    assert_eq!(named("20 november"), Some((vec!["2027-11-20".into()], None)), "of next year");
}

#[test]
fn next_friday_may_be_either() {
    let both = Some((vec!["2026-11-27".into(), "2026-12-04".into()], None));
    for text in ["next friday", "next Friday!", "agle shukravar", "अगले शुक्रवार"]
    {
        assert_eq!(named(text), both, "{text}");
    }
    assert_eq!(named("next monday"), Some((vec!["2026-11-30".into()], None)), "it is Monday");
}

#[test]
fn what_says_more_is_no_answer() {
    for text in ["15 bags", "20 bags on 15 december", "hello", "", "december", "31 february"] {
        assert_eq!(named(text), None, "{text}");
    }
}
