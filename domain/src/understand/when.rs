//! Words for days and parts of the day, in three languages and their Latin spellings: "repu morning", "kal subah".
//!
//! Only a message that says nothing else counts: "tomorrow morning 50 bags" is an order, not an answer about time.

use jiff::ToSpan;
use jiff::civil::Date;
use strsim::osa_distance;

use crate::time::{DayPart, Shift, Slot, WorkDay};

/// What was said of a time; what was not said is left open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct When {
    on: Option<Date>,
    part: Option<DayPart>,
    half: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    DaysAhead(i64),
    Part(DayPart),
    Half,
    /// The soonest, or a word without a meaning of its own.
    Nothing,
    /// "Send it today": no time by itself.
    Beside,
}

impl When {
    #[must_use]
    pub fn read(text: &str, today: Date) -> Option<Self> {
        let lower = text.to_lowercase();
        let mut when = Self::default();
        let (mut words, mut beside) = (0, 0);
        let lower = one_word_each(&lower);
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
                Meaning::Beside => beside += 1,
            }
        }
        (words > beside && (beside == 0 || when.says_something())).then_some(when)
    }

    /// Words of time among others: "20 bags ultratech tomorrow morning". None where they say two things, greet ("good
    /// morning"), or ask for a price ("today's rate").
    #[must_use]
    pub fn among(text: &str, today: Date) -> Option<Self> {
        let lower = one_word_each(&text.to_lowercase());
        let mut when = Self::default();
        let mut words = lower.split(|c: char| c.is_whitespace() || !is_of_a_word(c)).peekable();
        while let Some(word) = words.next() {
            if PRICE_WORDS.contains(&word) {
                return None;
            }
            let of_day = words.peek().is_some_and(|next| DAY_WORDS.contains(next));
            let (on, part) = match meaning(word) {
                Some(Meaning::DaysAhead(days)) => {
                    (Some(today.checked_add(days.days()).ok()?), None)
                }
                Some(Meaning::Part(part)) => (None, Some(part)),
                // Half a tonne says nothing of the day.
                Some(Meaning::Half) => {
                    when.half |= of_day;
                    continue;
                }
                Some(Meaning::Nothing | Meaning::Beside) | None => continue,
            };
            let differs = on.is_some() && when.on.is_some_and(|known| on != Some(known))
                || part.is_some() && when.part.is_some_and(|known| part != Some(known));
            if differs {
                return None;
            }
            when = Self { on: on.or(when.on), part: part.or(when.part), half: when.half };
        }
        (when.on.is_some() || when.part.is_some()).then_some(when)
    }

    /// With what a whole line says of the time, which knows days of the week and dates too.
    #[must_use]
    pub fn with(self, on: Option<Date>, part: Option<DayPart>) -> Self {
        Self { on: on.or(self.on), part: part.or(self.part), half: self.half }
    }

    /// A day or a part of it, and not merely "soon".
    #[must_use]
    pub const fn says_something(&self) -> bool {
        self.on.is_some() || self.part.is_some()
    }

    #[must_use]
    pub fn means(&self, slot: &Slot) -> bool {
        self.on.is_none_or(|on| on == slot.on) && self.part.is_none_or(|part| part == slot.part)
    }

    /// The day, where one was named.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.on
    }

    /// Crews start in the morning: only "half" asks for less than the whole day.
    #[must_use]
    pub fn means_work(&self, day: &WorkDay) -> bool {
        let shift = match (self.half, self.part) {
            (false, _) => Shift::Full,
            (true, Some(DayPart::Afternoon | DayPart::Evening)) => Shift::HalfAfternoon,
            (true, Some(DayPart::Morning) | None) => Shift::HalfMorning,
        };
        self.on.is_none_or(|on| on == day.on) && shift == day.shift
    }
}

/// "Day after tomorrow" is three words for one; a greeting is none.
fn one_word_each(lower: &str) -> String {
    let mut text = lower
        .replace("day after tomorrow", "parso")
        .replace("ee roju", "eeroju")
        .replace("ఈ రోజు", "ఈరోజు");
    for greeting in ["good morning", "good afternoon", "good evening"] {
        text = text.replace(greeting, "");
    }
    text
}

/// Letters and the signs that belong to them, so that a comma ends a word and a vowel sign does not.
fn is_of_a_word(c: char) -> bool {
    !matches!(c, ',' | '.' | '!' | '?' | '-' | ':' | ';' | '(' | ')' | '।')
}

/// "Half day", "आधा दिन".
const DAY_WORDS: &[&str] = &["day", "din", "roju", "poota", "दिन", "రోజు", "పూట", "డే"];

/// Who asks what it costs today wants to hear a price and not a truck.
const PRICE_WORDS: &[&str] = &[
    "rate",
    "rates",
    "price",
    "cost",
    "entha",
    "enta",
    "kitna",
    "kitne",
    "bhav",
    "daam",
    "dhara",
    "रेट",
    "दाम",
    "भाव",
    "कितना",
    "कितने",
    "ధర",
    "రేటు",
    "ఎంత",
];

/// Each meaning with its spellings.
const WORDS: &[(Meaning, &str)] = &[
    (Meaning::DaysAhead(0), "today,aaj,aj,eeroju,iroju,आज,ఈరోజు,ఇవాళ"),
    (Meaning::DaysAhead(1), "tomorrow,tmrw,tmr,kal,repu,कल,రేపు"),
    (Meaning::DaysAhead(2), "parso,parson,ellundi,elundi,परसों,ఎల్లుండి"),
    (
        Meaning::Part(DayPart::Morning),
        "morning,subah,subha,udayam,poddunna,podduna,सुबह,ఉదయం,పొద్దున,పొద్దున్నే",
    ),
    (
        Meaning::Part(DayPart::Afternoon),
        "afternoon,noon,dopahar,dopeher,madhyanam,madhyahnam,दोपहर,మధ్యాహ్నం",
    ),
    (Meaning::Part(DayPart::Evening), "evening,shaam,sham,sayantram,sayanthram,शाम,సాయంత్రం"),
    (Meaning::Half, "half,aadha,sagam,आधा,సగం"),
    (
        Meaning::Nothing,
        "now,asap,soon,soonest,fast,urgent,jaldi,twaraga,abhi,ippude,अभी,जल्दी,ఇప్పుడే,త్వరగా,\
         full,day,in,the,at,on,by,ko,ki,ku,me,mein,को,में,కి",
    ),
    (
        Meaning::Beside,
        "send,it,only,itself,please,deliver,want,need,hi,bhejo,bhejna,bhej,do,dijiye,chahiye,pampandi,pampu,kavali,kaavali,\
         ही,भेजो,भेजना,भेज,दो,दीजिए,भेजिए,चाहिए,పంపండి,పంపు,కావాలి",
    ),
];

fn spellings() -> impl Iterator<Item = (&'static str, Meaning)> {
    WORDS.iter().flat_map(|(meaning, words)| words.split(',').map(|word| (word, *meaning)))
}

fn meaning(word: &str) -> Option<Meaning> {
    let exact = spellings().find(|(known, _)| *known == word).map(|(_, meaning)| meaning);
    exact.or_else(|| nearly(word))
}

/// "tomorow", "mornng": long words alone, for the short ones are one slip from too many others.
fn nearly(word: &str) -> Option<Meaning> {
    let slips = match word.len() {
        0..6 => return None,
        6..8 => 1,
        _ => 2,
    };
    let near = |known: &str| known.len() >= 6 && osa_distance(known, word) <= slips;
    let (_, meaning) = spellings()
        .filter(|(known, _)| word.is_ascii() && known.is_ascii())
        .find(|(known, _)| near(known))?;
    matches!(meaning, Meaning::DaysAhead(_) | Meaning::Part(_)).then_some(meaning)
}

/// Whether a word, perhaps with a slip in it, says a day or a part of it, and so nothing of what is wanted.
pub(super) fn is_about_time(word: &str) -> bool {
    matches!(meaning(word), Some(Meaning::DaysAhead(_) | Meaning::Part(_)))
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
        for text in ["ఈ రోజు సాయంత్రం", "ఈరోజు సాయంత్రం", "ee roju sayantram"]
        {
            assert_eq!(
                read(text),
                Some((Some("2026-11-23".into()), Some(DayPart::Evening))),
                "{text}"
            );
        }
        assert_eq!(read("day after tomorrow"), Some((Some("2026-11-25".into()), None)));
        assert_eq!(read("evening"), Some((None, Some(DayPart::Evening))));
        for slipped in ["tomorow mornig", "tommorow mornning", "Tommorrow, moring"] {
            assert_eq!(read(slipped), tomorrow_morning, "{slipped}");
        }
        assert_eq!(read("asap"), Some((None, None)));
        for of_today in ["send it today", "aaj hi bhejo", "आज ही भेज दो", "ఈరోజు పంపండి"]
        {
            assert_eq!(read(of_today), Some((Some("2026-11-23".into()), None)), "{of_today}");
        }
        for of_no_time in ["send it", "bhejo", "పంపండి", "hi"] {
            assert_eq!(read(of_no_time), None, "{of_no_time}");
        }
    }

    #[test]
    fn words_of_time_are_found_among_others_where_they_say_one_thing() {
        let among = |text: &str| {
            let when = When::among(text, "2026-11-23".parse().unwrap())?;
            Some((when.on.map(|on| on.to_string()), when.part, when.half))
        };
        let tomorrow = || Some("2026-11-24".to_owned());
        for (text, expected) in [
            ("20 bags ultratech opc 53 tomorrow", Some((tomorrow(), None, false))),
            ("repu poddunna 20 bastalu", Some((tomorrow(), Some(DayPart::Morning), false))),
            (
                "Good morning, 20 bags tomorrow evening!",
                Some((tomorrow(), Some(DayPart::Evening), false)),
            ),
            ("2 masons tomorrow half day", Some((tomorrow(), None, true))),
            ("half ton sand tomorrow", Some((tomorrow(), None, false))),
            ("रेत 2 टन, कल सुबह", Some((tomorrow(), Some(DayPart::Morning), false))),
            ("good morning 20 bags", None),
            ("20 bags today or tomorrow", None),
            ("tomorrow rate of 20 bags", None),
            ("20 bags urgent", None),
            ("20 bags", None),
        ] {
            assert_eq!(among(text), expected, "{text}");
        }
    }

    #[test]
    fn a_message_about_more_than_time_is_not_an_answer_about_time() {
        for text in ["tomorrow 50 bags", "hello", "", "  ", "near evening market"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
