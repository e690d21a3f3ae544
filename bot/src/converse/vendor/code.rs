//! The buyer's four digits: the vendor's proof that it came.
//!
//! ```text
//! vendor  (taps Delivered)
//! bot     Ask the buyer for the 4-digit code of order RS7K3M9QX and type it here.
//! vendor  4821
//! bot     That is not the code of order RS7K3M9QX. Please ask the buyer again: 4 tries are left.
//! vendor  4812
//! bot     ✅ Order RS7K3M9QX is delivered. …
//!
//! vendor  (taps Crew arrived)
//! bot     Have all 5 people come? Then ask the buyer for the code … If fewer have come, tap how many.   [4 came] [3 came] [Another number]
//! ```

use realserv_domain::ids::{OrderId, OrderNumber, PartId, SkuId};
use realserv_domain::message::Button;
use realserv_domain::orders::OrderEvent;
use realserv_domain::quantity::{Quantity, western_digit};
use realserv_domain::understand::Count;
use realserv_templates::Words;
use serde::{Deserialize, Serialize};

use super::draft::{Draft, button, under};
use super::{Choice, Stage, WaitsFor, short};
use crate::converse::DeskPart;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingCode {
    pub order: OrderId,
    pub part: PartId,
    pub number: OrderNumber,
    pub crew: bool,
    /// How many people are to come, and of what trade: where fewer have, one tap says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll: Option<(SkuId, u32)>,
}

impl HearingCode {
    pub(super) fn open(self, draft: &mut Draft<'_, '_>) {
        draft.ask_for_answer(Stage::HearingCode(self.clone()));
        self.ask(draft, None);
    }

    pub(super) fn ask(&self, draft: &mut Draft<'_, '_>, note: Option<&str>) {
        let words = draft.words();
        let question = match (self.roll, self.crew) {
            (Some((_, people)), _) => words.fulfil_roll_call(&self.number, people),
            (None, true) => words.fulfil_ask_crew_code(&self.number),
            (None, false) => words.fulfil_ask_code(&self.number),
        };
        draft.say_with(&under(note, question), self.fewer(words));
    }

    /// One or two fewer by a tap; any other number is asked for.
    fn fewer(&self, words: &Words) -> Vec<Button> {
        let Some((sku, people)) = self.roll else { return Vec::new() };
        let came = (1..people).rev().take(2).map(|people| {
            let choice = Choice::PeopleCame { part: self.part, sku, people };
            button(choice, words.fulfil_people_came_button(people))
        });
        let other = (people > 3).then(|| {
            let choice = Choice::ShortOf { part: self.part, sku };
            button(choice, words.fulfil_other_count_button())
        });
        came.chain(other).collect()
    }

    /// The stage stays until the order has said whether it was right.
    pub(super) fn said(self, text: &str, draft: &mut Draft<'_, '_>) {
        match four_digits(text) {
            Some(code) => tried(self.order, self.part, code, draft),
            // "43 only", "43 of 50": that is not a code.
            None if short::read(text).is_some() => {
                let (part, came) = (self.part, short::read(text));
                draft.ask_parts(WaitsFor::CameShort { part, sku: None, came });
            }
            None => {
                let body = draft.words().fulfil_code_unreadable(&self.number);
                draft.say(&body);
            }
        }
    }
}

/// Who tapped *Delivered* is asked for the code, unless there is nothing to open with it any more.
pub(super) fn at_the_gate(parts: &[DeskPart], part: PartId, draft: &mut Draft<'_, '_>) {
    match parts.iter().find(|known| known.card.part == part) {
        Some(known) if known.is_locked => {
            let body = draft.words().fulfil_code_locked(&known.number);
            draft.say(&body);
        }
        Some(known) => {
            let (order, number, crew) = (known.order, known.number.clone(), known.card.is_labour);
            HearingCode { order, part, number, crew, roll: roll(known) }.open(draft);
        }
        None => {
            let note = draft.words().desk_part_gone();
            draft.menu_list(&note);
        }
    }
}

/// Of a crew of one trade and several people, the trade and how many.
pub(super) fn roll(part: &DeskPart) -> Option<(SkuId, u32)> {
    let ([sku], [line]) = (part.skus.as_slice(), part.card.lines.as_slice()) else { return None };
    let people = u32::try_from(line.quantity.milli() / 1000).ok()?;
    (part.card.is_labour && people > 1).then_some((*sku, people))
}

/// What a tap of the roll call says.
pub(super) fn people_came(part: PartId, (sku, people): (SkuId, u32), draft: &mut Draft<'_, '_>) {
    let came = Count { number: Quantity::whole(people), measure: None, more: false };
    draft.ask_parts(WaitsFor::CameShort { part, sku: Some(sku), came: Some(came) });
}

pub(super) fn tried(order: OrderId, part: PartId, code: String, draft: &mut Draft<'_, '_>) {
    let Some(by) = draft.vendor() else { return draft.not_a_vendor() };
    draft.tell(order, OrderEvent::CodeTried { part, by, code });
}

/// Four digits of any of the three scripts, with blanks, dashes or words around them ("code 4 8 1 2").
pub(super) fn four_digits(text: &str) -> Option<String> {
    let digits: String = text.chars().map(western_digit).filter(char::is_ascii_digit).collect();
    (digits.len() == 4).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_are_heard_in_any_script_and_nothing_else_is() {
        for text in ["4812", " 4812 ", "4 8 1 2", "code 4812", "౪౮౧౨", "४८१२", "48-12"]
        {
            assert_eq!(four_digits(text).as_deref(), Some("4812"), "{text:?}");
        }
        for text in ["", "481", "48125", "9848012345", "code"] {
            assert_eq!(four_digits(text), None, "{text:?}");
        }
    }
}
