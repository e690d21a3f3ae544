//! How a value is written: money, amounts with their unit, days, slots, times of day, kinds, states.
//!
//! One trait turns each type into the text (or number) that stands for `{ $variable }`. The words come from the topic
//! `common`, so translators decide them.

use fluent_bundle::FluentValue;
use jiff::civil::Weekday;
use prelude::*;

use crate::words::Words;

/// What the arguments of a message may be.
pub(crate) mod prelude {
    pub(crate) use jiff::Zoned;
    pub(crate) use jiff::civil::Date;
    pub(crate) use realserv_domain::catalog::Kind;
    pub(crate) use realserv_domain::ids::{OrderNumber, TicketNumber};
    pub(crate) use realserv_domain::language::Name;
    pub(crate) use realserv_domain::money::Paise;
    pub(crate) use realserv_domain::orders::{OrderState, PartStep};
    pub(crate) use realserv_domain::place::Pin;
    pub(crate) use realserv_domain::quantity::{Quantity, Unit};
    pub(crate) use realserv_domain::time::{DayPart, Shift, Slot, WorkDay};

    pub(crate) use super::Value;
    pub(crate) use super::{Amount, Day, SlotOn, StateOf, StepOf, WorkDayOn};
}

/// So many of a unit: "50 bags", "2.5 tonnes".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    pub quantity: Quantity,
    pub unit: Unit,
}

/// A day as seen from today: "Today", "Tomorrow", "Mon 23 Nov".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub on: Date,
    pub today: Date,
}

/// A delivery slot as seen from today: "Tomorrow, 8 am–12 noon", "Mon 23, 4–7 pm". Fits a row's title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotOn {
    pub slot: Slot,
    pub today: Date,
}

/// A crew's day as seen from today: "Tomorrow, 8 am–5 pm", "Mon 23, 8 am–5 pm". Fits a row's title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkDayOn {
    pub work: WorkDay,
    pub today: Date,
}

/// Where a part is, in the words of what it brings: goods are delivered, workers come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepOf {
    pub step: PartStep,
    pub is_labour: bool,
}

/// The same of an order; one with any goods has theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateOf {
    pub state: OrderState,
    pub is_labour: bool,
}

/// What can stand for a variable.
pub(crate) trait Value<'a> {
    fn value(self, words: &Words) -> FluentValue<'a>;
}

impl<'a> Value<'a> for &'a str {
    fn value(self, _: &Words) -> FluentValue<'a> {
        FluentValue::from(self)
    }
}

impl<'a> Value<'a> for &'a Name {
    fn value(self, words: &Words) -> FluentValue<'a> {
        FluentValue::from(self.in_language(words.language()))
    }
}

impl<'a> Value<'a> for &'a OrderNumber {
    fn value(self, _: &Words) -> FluentValue<'a> {
        FluentValue::from(self.as_str())
    }
}

impl<'a> Value<'a> for &'a TicketNumber {
    fn value(self, _: &Words) -> FluentValue<'a> {
        FluentValue::from(self.as_str())
    }
}

impl<'a> Value<'a> for &'a Pin {
    fn value(self, _: &Words) -> FluentValue<'a> {
        FluentValue::from(self.as_str())
    }
}

/// Numbers stay numbers, so that a text can choose by one and other.
impl<'a> Value<'a> for Quantity {
    fn value(self, _: &Words) -> FluentValue<'a> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "thousandths of at most a million are exact"
        )]
        let milli = self.milli() as f64;
        FluentValue::from(milli / 1000.0)
    }
}

impl<'a> Value<'a> for u32 {
    fn value(self, _: &Words) -> FluentValue<'a> {
        FluentValue::from(self)
    }
}

impl<'a> Value<'a> for u8 {
    fn value(self, _: &Words) -> FluentValue<'a> {
        FluentValue::from(self)
    }
}

impl<'a> Value<'a> for usize {
    fn value(self, _: &Words) -> FluentValue<'a> {
        FluentValue::from(self)
    }
}

impl<'a> Value<'a> for &Zoned {
    fn value(self, words: &Words) -> FluentValue<'a> {
        time_of_day(self, words).into()
    }
}

impl<'a> Value<'a> for Zoned {
    fn value(self, words: &Words) -> FluentValue<'a> {
        time_of_day(&self, words).into()
    }
}

/// Types whose text is made here.
macro_rules! written {
    ($($type:ty => $write:expr;)*) => {$(
        impl<'a> Value<'a> for $type {
            fn value(self, words: &Words) -> FluentValue<'a> {
                let write: fn($type, &Words) -> String = $write;
                write(self, words).into()
            }
        }
    )*};
}

written! {
    Paise => |paise, _| paise.to_string();
    Amount => amount;
    Unit => unit;
    Date => date;
    Day => |day, words| near(day.on, day.today, words).unwrap_or_else(|| date(day.on, words));
    Slot => |slot, words| words.common_day_hours(&date(slot.on, words), &hours(slot.part, words));
    SlotOn => |SlotOn { slot, today }, words| {
        words.common_day_hours(&row_day(slot.on, today, words), &hours(slot.part, words))
    };
    WorkDay => |work, words| words.common_day_hours(&date(work.on, words), &shift_short(work.shift, words));
    WorkDayOn => |WorkDayOn { work, today }, words| {
        words.common_day_hours(&row_day(work.on, today, words), &shift_short(work.shift, words))
    };
    DayPart => hours;
    Shift => shift;
    Kind => kind;
    OrderState => state;
    PartStep => step;
    StateOf => state_of;
    StepOf => step_of;
}

fn amount(Amount { quantity, unit }: Amount, words: &Words) -> String {
    match unit {
        Unit::Bag => words.common_amount_bag(quantity),
        Unit::Tonne => words.common_amount_tonne(quantity),
        Unit::Kg => words.common_amount_kg(quantity),
        Unit::Cft => words.common_amount_cft(quantity),
        Unit::Load => words.common_amount_load(quantity),
        Unit::Piece => words.common_amount_piece(quantity),
        Unit::Rod => words.common_amount_rod(quantity),
        Unit::Person => words.common_amount_person(quantity),
    }
}

fn unit(unit: Unit, words: &Words) -> String {
    match unit {
        Unit::Bag => words.common_unit_bag(),
        Unit::Tonne => words.common_unit_tonne(),
        Unit::Kg => words.common_unit_kg(),
        Unit::Cft => words.common_unit_cft(),
        Unit::Load => words.common_unit_load(),
        Unit::Piece => words.common_unit_piece(),
        Unit::Rod => words.common_unit_rod(),
        Unit::Person => words.common_unit_person(),
    }
}

/// Today and tomorrow have names of their own.
fn near(on: Date, today: Date, words: &Words) -> Option<String> {
    if on == today {
        Some(words.common_today())
    } else if today.tomorrow().is_ok_and(|tomorrow| tomorrow == on) {
        Some(words.common_tomorrow())
    } else {
        None
    }
}

fn date(on: Date, words: &Words) -> String {
    words.common_date(&weekday(on, words), day_of_month(on), &month(on, words))
}

/// Without the month, so that the hours fit beside it; with it where the day is so far away that it may be another month's.
fn row_day(on: Date, today: Date, words: &Words) -> String {
    let short = || words.common_date_short(&weekday(on, words), day_of_month(on));
    let is_far = (on - today).get_days() >= FAR;
    near(on, today, words).unwrap_or_else(|| if is_far { date(on, words) } else { short() })
}

/// Two weeks.
const FAR: i32 = 14;

fn day_of_month(on: Date) -> u32 {
    u32::from(on.day().unsigned_abs())
}

fn weekday(on: Date, words: &Words) -> String {
    match on.weekday() {
        Weekday::Monday => words.common_weekday_1(),
        Weekday::Tuesday => words.common_weekday_2(),
        Weekday::Wednesday => words.common_weekday_3(),
        Weekday::Thursday => words.common_weekday_4(),
        Weekday::Friday => words.common_weekday_5(),
        Weekday::Saturday => words.common_weekday_6(),
        Weekday::Sunday => words.common_weekday_7(),
    }
}

fn month(on: Date, words: &Words) -> String {
    match on.month() {
        1 => words.common_month_1(),
        2 => words.common_month_2(),
        3 => words.common_month_3(),
        4 => words.common_month_4(),
        5 => words.common_month_5(),
        6 => words.common_month_6(),
        7 => words.common_month_7(),
        8 => words.common_month_8(),
        9 => words.common_month_9(),
        10 => words.common_month_10(),
        11 => words.common_month_11(),
        _ => words.common_month_12(),
    }
}

/// "5:30 pm"; Hindi and Telugu name the part of the day instead of am and pm.
fn time_of_day(at: &Zoned, words: &Words) -> String {
    let hour = at.hour();
    let on_dial = match hour % 12 {
        0 => 12,
        hour => hour,
    };
    let phase = match hour {
        0..=3 => "dawn",
        4..=11 => "morning",
        12..=15 => "afternoon",
        16..=19 => "evening",
        _ => "night",
    };
    let clock = match at.minute() {
        0 => on_dial.to_string(),
        minute => format!("{on_dial}:{minute:02}"),
    };
    words.common_time(&clock, phase)
}

fn hours(part: DayPart, words: &Words) -> String {
    match part {
        DayPart::Morning => words.common_part_morning(),
        DayPart::Afternoon => words.common_part_afternoon(),
        DayPart::Evening => words.common_part_evening(),
    }
}

fn shift(shift: Shift, words: &Words) -> String {
    match shift {
        Shift::Full => words.common_shift_full(),
        Shift::HalfMorning => words.common_shift_half_morning(),
        Shift::HalfAfternoon => words.common_shift_half_afternoon(),
    }
}

fn shift_short(shift: Shift, words: &Words) -> String {
    match shift {
        Shift::Full => words.common_shift_full_short(),
        Shift::HalfMorning => words.common_shift_half_morning_short(),
        Shift::HalfAfternoon => words.common_shift_half_afternoon_short(),
    }
}

fn kind(kind: Kind, words: &Words) -> String {
    match kind {
        Kind::Cement => words.common_kind_cement(),
        Kind::Steel => words.common_kind_steel(),
        Kind::Sand => words.common_kind_sand(),
        Kind::Aggregate => words.common_kind_aggregate(),
        Kind::Brick => words.common_kind_brick(),
        Kind::Block => words.common_kind_block(),
        Kind::Labour => words.common_kind_labour(),
    }
}

fn state(state: OrderState, words: &Words) -> String {
    match state {
        OrderState::AwaitingPayment => words.common_state_awaiting_payment(),
        OrderState::Offered => words.common_state_offered(),
        OrderState::NeedsBuyer => words.common_state_needs_buyer(),
        OrderState::Accepted => words.common_state_accepted(),
        OrderState::OnTheWay => words.common_state_on_the_way(),
        OrderState::Delivered => words.common_state_delivered(),
        OrderState::Expired => words.common_state_expired(),
        OrderState::Cancelled => words.common_state_cancelled(),
    }
}

fn step(step: PartStep, words: &Words) -> String {
    match step {
        PartStep::Held => words.common_step_held(),
        PartStep::Offered => words.common_step_offered(),
        PartStep::Unserved => words.common_step_unserved(),
        PartStep::Accepted => words.common_step_accepted(),
        PartStep::Packed => words.common_step_packed(),
        PartStep::Dispatched => words.common_step_dispatched(),
        PartStep::OnTheWay => words.common_step_on_the_way(),
        PartStep::Delivered => words.common_step_delivered(),
        PartStep::Cancelled => words.common_step_cancelled(),
    }
}

fn state_of(StateOf { state: of, is_labour }: StateOf, words: &Words) -> String {
    match of {
        OrderState::OnTheWay if is_labour => words.common_crew_on_the_way(),
        OrderState::Delivered if is_labour => words.common_crew_delivered(),
        OrderState::AwaitingPayment
        | OrderState::Offered
        | OrderState::NeedsBuyer
        | OrderState::Accepted
        | OrderState::OnTheWay
        | OrderState::Delivered
        | OrderState::Expired
        | OrderState::Cancelled => state(of, words),
    }
}

fn step_of(StepOf { step: at, is_labour }: StepOf, words: &Words) -> String {
    match at {
        PartStep::Dispatched if is_labour => words.common_crew_dispatched(),
        PartStep::OnTheWay if is_labour => words.common_crew_on_the_way(),
        PartStep::Delivered if is_labour => words.common_crew_delivered(),
        PartStep::Held
        | PartStep::Offered
        | PartStep::Unserved
        | PartStep::Accepted
        | PartStep::Packed
        | PartStep::Dispatched
        | PartStep::OnTheWay
        | PartStep::Delivered
        | PartStep::Cancelled => step(at, words),
    }
}

/// Writes numbers with Indian grouping, "5,000", in western digits, which all three languages use on sites.
///
/// Grouping also keeps 5,000 bricks from looking like a delivery code of four digits.
pub(crate) fn number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let text = number.as_string();
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    if whole.len() <= 3 {
        return None;
    }
    let (head, tail) = whole.split_at(whole.len() - 3);
    let mut out = String::with_capacity(text.len() + 4);
    for (place, digit) in head.chars().enumerate() {
        if place > 0 && (head.len() - place).is_multiple_of(2) {
            out.push(',');
        }
        out.push(digit);
    }
    out.extend([",", tail, rest]);
    Some(out)
}
