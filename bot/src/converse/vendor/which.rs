//! Which of several orders is meant: something was typed that fits more than one part under way. Nothing is guessed: a
//! code that is tried on the wrong order costs a try, a truck that is noted on it is let in by the wrong buyer.
//!
//! ```text
//! vendor  4821                        or: packed, delivered …
//! bot     Which order is the code *4821* for?          [Show orders]
//! vendor  (taps RS7K3M9QX)            or: rs7k3m9qx
//! ```

use realserv_domain::ids::{OrderNumber, PartId};
use realserv_domain::orders::{Carrier, PartStep};
use realserv_templates::Words;
use serde::{Deserialize, Serialize};

use super::carrier::NamingCarrier;
use super::code::HearingCode;
use super::draft::Draft;
use super::give_back::GivingBack;
use super::part_list::PartList;
use super::{Choice, Stage, WaitsFor, code, desk, fulfil};
use crate::converse::DeskPart;

/// What was typed without saying of which order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "meant")]
pub enum Meant {
    /// The buyer's four digits.
    Code {
        code: String,
    },
    /// A vehicle and its driver.
    Carrier {
        carrier: Carrier,
    },
    // What a button would say of one part.
    Packed,
    Dispatched,
    CrewSent,
    OnTheWay,
    Delivered,
    CameShort,
    GiveBack,
}

/// How one of them was pointed at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picked {
    /// The order's number was typed.
    Number {
        number: OrderNumber,
    },
    Part {
        part: PartId,
    },
}

impl Picked {
    fn is(&self, part: &DeskPart) -> bool {
        match self {
            Self::Number { number } => part.number == *number,
            Self::Part { part: id } => part.card.part == *id,
        }
    }
}

impl Meant {
    /// Looks among the parts to do; one that it fits alone is the one.
    pub(super) fn look(self, draft: &mut Draft<'_, '_>) {
        self.look_further(0, None, draft);
    }

    pub(super) fn look_further(self, page: u16, picked: Option<Picked>, draft: &mut Draft<'_, '_>) {
        draft.ask_parts(WaitsFor::Meant { meant: self, page, picked });
    }

    /// The tables have answered.
    pub(super) fn among(
        self,
        parts: &[DeskPart],
        (page, picked): (u16, Option<&Picked>),
        draft: &mut Draft<'_, '_>,
    ) {
        let fitting = self.fitting(parts);
        let picked = fitting.iter().find(|part| picked.is_some_and(|picked| picked.is(part)));
        match (picked, fitting.as_slice()) {
            (Some(part), _) => self.said_of(part, draft),
            (None, [only]) => self.said_of(only, draft),
            (None, []) => {
                draft.stage(Stage::Idle);
                desk::parts(parts, 0, draft);
            }
            (None, _several) => self.ask(fitting, page, draft),
        }
    }

    fn ask(self, parts: Vec<&DeskPart>, page: u16, draft: &mut Draft<'_, '_>) {
        let body = self.question(draft.words());
        let stage = Stage::Which(self);
        // Another page of the same list: a row of the page before is as good an answer.
        if draft.conversation.vendor.stage != stage {
            draft.ask_for_answer(stage);
        }
        let of_part = |part: &DeskPart| Choice::For { part: part.card.part };
        PartList { parts, page, of_part, of_page: |page| Choice::ForPage { page } }
            .show(&body, draft);
    }

    fn question(&self, words: &Words) -> String {
        match self {
            Self::Code { code } => words.desk_which_code(code),
            Self::Carrier { carrier } => words.desk_which_vehicle(&carrier.vehicle),
            Self::Packed => words.desk_which_packed(),
            Self::Dispatched => words.desk_which_dispatched(),
            Self::CrewSent => words.desk_which_crew_sent(),
            Self::OnTheWay => words.desk_which_on_the_way(),
            Self::Delivered | Self::CameShort => words.desk_which_delivered(),
            Self::GiveBack => words.desk_which_give_back(),
        }
    }

    /// The parts that it may be about: the likeliest kind of them alone, where there is one.
    fn fitting<'p>(&self, parts: &'p [DeskPart]) -> Vec<&'p DeskPart> {
        let kinds: &[fn(&DeskPart) -> bool] = match self {
            Self::Packed => &[|part| is_goods(part) && part.step == PartStep::Accepted],
            Self::Carrier { .. } => &[|part| is_goods(part) && waits(part)],
            Self::Dispatched => &[|part| is_goods(part) && waits(part), waits],
            Self::CrewSent => &[|part| !is_goods(part) && waits(part)],
            // A truck is loaded before it leaves; said of one that is not, its vehicle is asked for.
            Self::OnTheWay => &[
                |part| part.step == PartStep::Dispatched,
                |part| !is_goods(part) && waits(part),
                waits,
            ],
            // Some leave without saying so. A crew's code counts from acceptance, so it need not have said anything.
            Self::Code { .. } | Self::Delivered | Self::CameShort => {
                &[has_left, |part| !is_goods(part) && part.step == PartStep::Accepted]
            }
            Self::GiveBack => &[waits],
        };
        let of_kind =
            |kind: &fn(&DeskPart) -> bool| parts.iter().filter(|part| kind(part)).collect();
        let mut kinds = kinds.iter().map(of_kind);
        kinds.find(|fitting: &Vec<_>| !fitting.is_empty()).unwrap_or_default()
    }

    /// The same as the button under that part.
    fn said_of(self, part: &DeskPart, draft: &mut Draft<'_, '_>) {
        draft.stage(Stage::Idle);
        let (order, number, crew) = (part.order, part.number.clone(), part.card.is_labour);
        let (step, roll, part) = (part.step, code::roll(part), part.card.part);
        match self {
            Self::Code { code } => code::tried(order, part, code, draft),
            Self::Carrier { carrier } => fulfil::dispatched(order, part, carrier, draft),
            Self::Packed => fulfil::packed(order, part, draft),
            Self::Dispatched | Self::CrewSent if crew => fulfil::crew_sent(order, part, draft),
            Self::OnTheWay if crew || step == PartStep::Dispatched => {
                fulfil::on_the_way(order, part, draft);
            }
            Self::Dispatched | Self::CrewSent | Self::OnTheWay => {
                NamingCarrier { order, part, number }.open(draft);
            }
            Self::Delivered => HearingCode { order, part, number, crew, roll }.open(draft),
            Self::CameShort => {
                draft.ask_parts(WaitsFor::CameShort { part, sku: None, came: None });
            }
            Self::GiveBack => GivingBack { order, part, number }.open(draft),
        }
    }
}

const fn is_goods(part: &DeskPart) -> bool {
    !part.card.is_labour
}

/// Accepted and still in the yard.
fn waits(part: &DeskPart) -> bool {
    matches!(part.step, PartStep::Accepted | PartStep::Packed)
}

fn has_left(part: &DeskPart) -> bool {
    matches!(part.step, PartStep::Dispatched | PartStep::OnTheWay)
}
