//! How values are written: units by number, days by distance, hours by the clock.

use jiff::ToSpan;
use realserv_domain::language::Language;

use crate::Words;
use crate::fit::TITLE;
use crate::values::prelude::*;

fn written<'a>(language: Language, value: impl Value<'a>) -> String {
    match value.value(Words::of(language)) {
        fluent_bundle::FluentValue::String(text) => text.into_owned(),
        other => panic!("not a text: {other:?}"),
    }
}

fn in_each<'a, V: Value<'a> + Clone>(value: V) -> [String; 3] {
    Language::ALL.map(|language| written(language, value.clone()))
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn units_follow_their_number() {
    let amount = |milli, unit| in_each(Amount { quantity: Quantity::from_milli(milli), unit });
    assert_eq!(amount(1_000, Unit::Bag), ["1 bag", "1 बोरी", "1 బస్తా"]);
    assert_eq!(amount(50_000, Unit::Bag), ["50 bags", "50 बोरी", "50 బస్తాలు"]);
    assert_eq!(amount(2_500, Unit::Tonne), ["2.5 tonnes", "2.5 टन", "2.5 టన్నులు"]);
    assert_eq!(amount(1_000, Unit::Person), ["1 person", "1 आदमी", "1 మనిషి"]);
    assert_eq!(amount(4_000, Unit::Person), ["4 people", "4 लोग", "4 మంది"]);
    assert_eq!(amount(5_000_000, Unit::Piece), ["5,000 pieces", "5,000 नग", "5,000 పీసులు"]);
    assert_eq!(
        amount(100_000_500, Unit::Kg),
        ["1,00,000.5 kg", "1,00,000.5 किलो", "1,00,000.5 కిలోలు"]
    );
}

#[test]
fn days_are_named_by_their_distance() {
    let today = date("2026-11-22");
    let day = |on| in_each(Day { on: date(on), today });
    assert_eq!(day("2026-11-22"), ["Today", "आज", "ఈరోజు"]);
    assert_eq!(day("2026-11-23"), ["Tomorrow", "कल", "రేపు"]);
    assert_eq!(day("2026-11-24"), ["Tue 24 Nov", "मंगल 24 नवंबर", "మంగళ 24 నవంబర్"]);
    assert_eq!(in_each(date("2026-11-23")), ["Mon 23 Nov", "सोम 23 नवंबर", "సోమ 23 నవంబర్"]);
}

#[test]
fn hours_are_named_by_the_clock() {
    let at = |time: &str| -> [String; 3] {
        let at: Zoned = format!("2026-11-23T{time}[Asia/Kolkata]").parse().unwrap();
        in_each(&at)
    };
    assert_eq!(at("00:05"), ["12:05 am", "रात 12:05 बजे", "రాత్రి 12:05"]);
    assert_eq!(at("09:00"), ["9 am", "सुबह 9 बजे", "ఉదయం 9"]);
    assert_eq!(at("12:30"), ["12:30 pm", "दोपहर 12:30 बजे", "మధ్యాహ్నం 12:30"]);
    assert_eq!(at("17:30"), ["5:30 pm", "शाम 5:30 बजे", "సాయంత్రం 5:30"]);
    assert_eq!(at("23:59"), ["11:59 pm", "रात 11:59 बजे", "రాత్రి 11:59"]);
}

#[test]
fn slots_and_work_days_fit_a_row_on_every_day_of_the_year() {
    let first = date("2026-01-01");
    for days in 0..365_i64 {
        let on = first.checked_add(days.days()).unwrap();
        // Beyond two weeks the month stands there too, and a row says the whole of it below its title.
        for today in [on, on.yesterday().unwrap(), on.checked_sub(13.days()).unwrap()] {
            let slots = DayPart::ALL.map(|part| in_each(SlotOn { slot: Slot { on, part }, today }));
            let work =
                Shift::ALL.map(|shift| in_each(WorkDayOn { work: WorkDay { on, shift }, today }));
            for title in slots.iter().chain(&work).flatten() {
                assert!(title.chars().count() <= TITLE, "{title}");
            }
        }
    }
}

#[test]
fn goods_are_delivered_and_workers_come() {
    let step = |is_labour| in_each(StepOf { step: PartStep::Delivered, is_labour });
    assert_eq!(step(false), ["Delivered", "डिलीवर हो गया", "డెలివరీ అయింది"]);
    assert_eq!(step(true), ["Workers have come", "लेबर पहुँच गए", "పనివాళ్ళు వచ్చారు"]);
    let state = |is_labour| in_each(StateOf { state: OrderState::OnTheWay, is_labour });
    assert_eq!(state(false), ["On the way", "रास्ते में", "దారిలో ఉంది"]);
    assert_eq!(state(true), ["On the way", "रास्ते में", "దారిలో ఉన్నారు"]);
}

#[test]
fn kinds_and_states_fit_a_row() {
    for kind in Kind::ALL {
        for title in in_each(kind) {
            assert!(title.chars().count() <= TITLE, "{title}");
        }
    }
}

#[test]
fn a_missing_text_is_said_in_english_and_never_as_an_error() {
    for language in Language::ALL {
        assert_eq!(Words::of(language).language(), language);
    }
    let words = Words::of(Language::Te);
    assert!(
        words
            .render_strictly("common-no-such-text", &std::iter::empty::<(&str, &str)>().collect())
            .is_err()
    );
}
