//! Words for days and parts of the day, in three languages and their Latin spellings: "repu morning", "kal subah".
//!
//! Only a message that says nothing else counts: "tomorrow morning 50 bags" is an order, not an answer about time.

use jiff::ToSpan;
use jiff::civil::Date;
use realserv_domain::time::{DayPart, Shift, Slot, WorkDay};

/// What was said of a time; what was not said is left open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct When {
    on: Option<Date>,
    part: Option<DayPart>,
    half: bool,
}

enum Meaning {
    DaysAhead(i64),
    Part(DayPart),
    Half,
    /// The soonest, or a word without a meaning of its own.
    Nothing,
}

impl When {
    pub(super) fn read(text: &str, today: Date) -> Option<Self> {
        let lower = text.to_lowercase();
        let mut when = Self::default();
        let mut words = 0;
        // "Day after tomorrow" is three words for one.
        let lower = lower.replace("day after tomorrow", "parso").replace("ee roju", "eeroju");
        for word in lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '!' | '-')) {
            if word.is_empty() {
                continue;
            }
            words += 1;
            match meaning(word)? {
                Meaning::DaysAhead(days) => when.on = Some(today.checked_add(days.days()).ok()?),
                Meaning::Part(part) => when.part = Some(part),
                Meaning::Half => when.half = true,
                Meaning::Nothing => {}
            }
        }
        (words > 0).then_some(when)
    }

    pub(super) fn means(&self, slot: &Slot) -> bool {
        self.on.is_none_or(|on| on == slot.on) && self.part.is_none_or(|part| part == slot.part)
    }

    /// Crews start in the morning: only "half" asks for less than the whole day.
    pub(super) fn means_work(&self, day: &WorkDay) -> bool {
        let shift = match (self.half, self.part) {
            (false, _) => Shift::Full,
            (true, Some(DayPart::Afternoon | DayPart::Evening)) => Shift::HalfAfternoon,
            (true, Some(DayPart::Morning) | None) => Shift::HalfMorning,
        };
        self.on.is_none_or(|on| on == day.on) && shift == day.shift
    }
}

fn meaning(word: &str) -> Option<Meaning> {
    Some(match word {
        "today" | "aaj" | "aj" | "eeroju" | "iroju" | "आज" | "ఈరోజు" | "ఇవాళ" => {
            Meaning::DaysAhead(0)
        }
        "tomorrow" | "tomorow" | "tmrw" | "tmr" | "kal" | "repu" | "कल" | "రేపు" => {
            Meaning::DaysAhead(1)
        }
        "parso" | "parson" | "ellundi" | "elundi" | "परसों" | "ఎల్లుండి" => {
            Meaning::DaysAhead(2)
        }
        "morning"
        | "subah"
        | "subha"
        | "udayam"
        | "poddunna"
        | "podduna"
        | "सुबह"
        | "ఉదయం"
        | "పొద్దున"
        | "పొద్దున్నే" => Meaning::Part(DayPart::Morning),
        "afternoon"
        | "noon"
        | "dopahar"
        | "dopeher"
        | "madhyanam"
        | "madhyahnam"
        | "दोपहर"
        | "మధ్యాహ్నం" => Meaning::Part(DayPart::Afternoon),
        "evening" | "shaam" | "sham" | "sayantram" | "sayanthram" | "शाम" | "సాయంత్రం" => {
            Meaning::Part(DayPart::Evening)
        }
        "half" | "aadha" | "sagam" | "आधा" | "సగం" => Meaning::Half,
        "now"
        | "asap"
        | "soon"
        | "soonest"
        | "fast"
        | "urgent"
        | "jaldi"
        | "twaraga"
        | "abhi"
        | "ippude"
        | "अभी"
        | "जल्दी"
        | "ఇప్పుడే"
        | "త్వరగా"
        | "full"
        | "day"
        | "in"
        | "the"
        | "at"
        | "on"
        | "by"
        | "ko"
        | "ki"
        | "ku"
        | "me"
        | "mein"
        | "को"
        | "में"
        | "కి" => Meaning::Nothing,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Option<String>, Option<DayPart>)> {
        let when = When::read(text, "2026-11-23".parse().unwrap())?;
        Some((when.on.map(|on| on.to_string()), when.part))
    }

    #[test]
    fn days_are_understood_in_three_languages_and_in_latin_letters() {
        let tomorrow_morning = Some((Some("2026-11-24".to_owned()), Some(DayPart::Morning)));
        for text in [
            "tomorrow morning",
            "Repu morning!",
            "kal subah",
            "రేపు ఉదయం",
            "कल सुबह",
            "repu poddunna",
        ] {
            assert_eq!(read(text), tomorrow_morning, "{text}");
        }
        assert_eq!(read("day after tomorrow"), Some((Some("2026-11-25".into()), None)));
        assert_eq!(read("evening"), Some((None, Some(DayPart::Evening))));
        assert_eq!(read("asap"), Some((None, None)));
    }

    #[test]
    fn a_message_about_more_than_time_is_not_an_answer_about_time() {
        for text in ["tomorrow 50 bags", "hello", "", "  ", "near evening market"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
