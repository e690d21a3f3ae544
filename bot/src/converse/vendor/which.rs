//! Which of several orders is meant: something was typed that fits more than one part under way. Nothing is guessed: a
//! code that is tried on the wrong order costs a try, a truck that is noted on it is let in by the wrong buyer.
//!
//! ```text
//! vendor  4821
//! bot     Which order is the code *4821* for?          [Show orders]
//! vendor  (taps RS7K3M9QX)            or: rs7k3m9qx
//! ```

use realserv_domain::ids::{OrderId, OrderNumber, PartId};
use realserv_domain::orders::{Carrier, PartStep};
use realserv_templates::Words;
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::part_list::PartList;
use super::{Choice, Stage, WaitsFor, code, desk, fulfil};
use crate::converse::DeskPart;

/// What was typed without saying of which order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "meant")]
pub enum Meant {
    /// The buyer's four digits.
    Code { code: String },
    /// A vehicle and its driver.
    Carrier { carrier: Carrier },
}

impl Meant {
    /// Looks among the parts to do; one that it fits alone is the one.
    pub(super) fn look(self, draft: &mut Draft<'_, '_>) {
        self.look_further(0, None, draft);
    }

    pub(super) fn look_further(
        self,
        page: u16,
        number: Option<OrderNumber>,
        draft: &mut Draft<'_, '_>,
    ) {
        draft.ask_parts(WaitsFor::Meant { meant: self, page, number });
    }

    /// The tables have answered.
    pub(super) fn among(
        self,
        parts: &[DeskPart],
        (page, number): (u16, Option<&OrderNumber>),
        draft: &mut Draft<'_, '_>,
    ) {
        let fitting = self.fitting(parts);
        let named = fitting.iter().find(|part| number == Some(&part.number));
        match (named, fitting.as_slice()) {
            (Some(part), _) => self.said_of(part.order, part.card.part, draft),
            (None, [only]) => self.said_of(only.order, only.card.part, draft),
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
        let of_part = |part: &DeskPart| Choice::For { order: part.order, part: part.card.part };
        PartList { parts, page, of_part, of_page: |page| Choice::ForPage { page } }
            .show(&body, draft);
    }

    fn question(&self, words: &Words) -> String {
        match self {
            Self::Code { code } => words.desk_which_code(code),
            Self::Carrier { carrier } => words.desk_which_vehicle(&carrier.vehicle),
        }
    }

    /// The parts that it may be about, the likeliest kind of them alone.
    fn fitting<'p>(&self, parts: &'p [DeskPart]) -> Vec<&'p DeskPart> {
        match self {
            Self::Code { .. } => at_the_gate(parts),
            Self::Carrier { .. } => {
                let waits = |part: &DeskPart| {
                    !part.card.is_labour
                        && matches!(part.step, PartStep::Accepted | PartStep::Packed)
                };
                parts.iter().filter(|part| waits(part)).collect()
            }
        }
    }

    pub(super) fn said_of(self, order: OrderId, part: PartId, draft: &mut Draft<'_, '_>) {
        draft.stage(Stage::Idle);
        match self {
            Self::Code { code } => code::tried(order, part, code, draft),
            Self::Carrier { carrier } => fulfil::dispatched(order, part, carrier, draft),
        }
    }
}

/// What can have come to its buyer: all that has left, whether it was said to be on the way or not. A crew may be sent
/// without a word, so with nothing on the road its code counts from acceptance.
fn at_the_gate(parts: &[DeskPart]) -> Vec<&DeskPart> {
    let left = |part: &&DeskPart| matches!(part.step, PartStep::Dispatched | PartStep::OnTheWay);
    let crew = |part: &&DeskPart| part.card.is_labour && part.step == PartStep::Accepted;
    let on_the_road: Vec<&DeskPart> = parts.iter().filter(left).collect();
    if on_the_road.is_empty() { parts.iter().filter(crew).collect() } else { on_the_road }
}
