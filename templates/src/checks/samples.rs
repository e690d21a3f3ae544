//! A value for every argument of every message, chosen by type and, where that says little, by the argument's name.

use crate::values::prelude::*;

/// Which values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Samples {
    /// Text is one letter, all else as long as it gets: what remains is the message's own length.
    Bare,
    /// As in a real chat.
    Real,
    /// As in a real chat, with ones.
    One,
    /// Text is as long as anybody may name anything, in letters of several parts.
    Longest,
}

/// One letter to the eye and four to a computer, which no text of ours has.
pub(crate) const LETTER: &str = "ఱ్ఱై";

impl Samples {
    pub(crate) const ALL: [Self; 3] = [Self::Bare, Self::Real, Self::One];

    pub(crate) fn of<T: Sample>(self, name: &str) -> T {
        T::sample(name, self)
    }

    fn count(self, real: u32) -> u32 {
        if self == Self::One { 1 } else { real }
    }
}

/// A name of eighty letters, which is the longest.
const LONGEST: &str = "ఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱైఱ్ఱై";

pub(crate) trait Sample {
    fn sample(name: &str, samples: Samples) -> Self;
}

impl Sample for &'static str {
    fn sample(name: &str, samples: Samples) -> Self {
        match (samples, name) {
            (Samples::Bare, _) => "x",
            (_, "code") => "4821",
            // A Fluent selector of the time of day.
            (_, "phase") => "evening",
            (Samples::Longest, _) => LONGEST,
            _ => "బాలాజీ Sand & Cement",
        }
    }
}

macro_rules! samples {
    ($($type:ty => |$samples:ident| $value:expr;)*) => {$(
        impl Sample for $type {
            fn sample(_: &str, $samples: Samples) -> Self {
                $value
            }
        }
    )*};
}

samples! {
    &'static Name => |samples| leak(Name::same(samples.of("")));
    &'static OrderNumber => |_s| leak("RSWMWMWMW".parse().unwrap());
    &'static TicketNumber => |_s| leak(TicketNumber::stored("T-WMWMWM".to_owned()));
    &'static Pin => |_s| leak("500049".parse().unwrap());
    &'static Zoned => |samples| leak(samples.of(""));
    Zoned => |_s| "2026-11-23T17:30[Asia/Kolkata]".parse().unwrap();
    Paise => |_s| Paise::new(12_345_650);
    Quantity => |samples| Quantity::whole(samples.count(12_500));
    u8 => |samples| if samples == Samples::One { 1 } else { 20 };
    u32 => |samples| samples.count(30);
    usize => |samples| if samples == Samples::One { 1 } else { 20 };
    Unit => |_s| Unit::Piece;
    Amount => |samples| Amount { quantity: samples.of(""), unit: Unit::Bag };
    Date => |_s| Date::constant(2026, 9, 26);
    Day => |samples| Day { on: samples.of(""), today: Date::constant(2026, 9, 20) };
    Slot => |samples| Slot { on: samples.of(""), part: DayPart::Afternoon };
    SlotOn => |samples| SlotOn { slot: samples.of(""), today: Date::constant(2026, 9, 20) };
    WorkDay => |samples| WorkDay { on: samples.of(""), shift: Shift::HalfMorning };
    WorkDayOn => |samples| WorkDayOn { work: samples.of(""), today: Date::constant(2026, 9, 20) };
    DayPart => |_s| DayPart::Afternoon;
    Shift => |_s| Shift::HalfAfternoon;
    Kind => |_s| Kind::Aggregate;
    OrderState => |_s| OrderState::NeedsBuyer;
    PartStep => |_s| PartStep::Unserved;
    StateOf => |samples| StateOf { state: samples.of(""), is_labour: false };
    StepOf => |_s| StepOf { step: PartStep::Delivered, is_labour: true };
}

/// Samples live as long as the test program; a message's arguments are borrowed.
fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
