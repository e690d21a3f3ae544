//! The buyer's four digits: the vendor's proof that it came.
//!
//! ```text
//! vendor  (taps Delivered)
//! bot     Ask the buyer for the 4-digit code of order RS7K3M9QX and type it here.
//! vendor  4821
//! bot     That is not the code of order RS7K3M9QX. Please ask the buyer again: 4 tries are left.
//! vendor  4812
//! bot     ✅ Order RS7K3M9QX is delivered. …
//! ```

use realserv_domain::ids::{OrderId, OrderNumber, PartId};
use realserv_domain::orders::OrderEvent;
use realserv_domain::quantity::western_digit;
use serde::{Deserialize, Serialize};

use super::draft::{Draft, under};
use super::{Stage, WaitsFor, short};
use crate::converse::DeskPart;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingCode {
    pub order: OrderId,
    pub part: PartId,
    pub number: OrderNumber,
    pub crew: bool,
}

impl HearingCode {
    pub(super) fn open(self, draft: &mut Draft<'_, '_>) {
        let body = self.question(draft);
        draft.ask_for_words(Stage::HearingCode(self), &body);
    }

    pub(super) fn ask(&self, draft: &mut Draft<'_, '_>, note: Option<&str>) {
        let body = self.question(draft);
        draft.say(&under(note, body));
    }

    fn question(&self, draft: &Draft<'_, '_>) -> String {
        if self.crew {
            draft.words().fulfil_ask_crew_code(&self.number)
        } else {
            draft.words().fulfil_ask_code(&self.number)
        }
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
            HearingCode { order, part, number, crew }.open(draft);
        }
        None => {
            let note = draft.words().desk_part_gone();
            draft.menu_list(&note);
        }
    }
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
