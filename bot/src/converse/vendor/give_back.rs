//! An accepted order is given back: asked once more, because the buyer hears of it at once and it cannot be taken back.
//!
//! ```text
//! vendor  (taps Cannot do it)
//! bot     Give back order RS7K3M9QX? …                 [No, I will do it] [Yes, give back]
//! vendor  yes
//! ```

use realserv_domain::ids::{OrderId, OrderNumber, PartId};
use realserv_domain::language::Language;
use realserv_domain::orders::OrderEvent;
use realserv_templates::Words;
use serde::{Deserialize, Serialize};

use super::draft::{Draft, button, under};
use super::{Choice, Stage, WaitsFor};
use crate::converse::anywhere::{Word, plain, word};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivingBack {
    pub order: OrderId,
    pub part: PartId,
    pub number: OrderNumber,
}

impl GivingBack {
    pub(super) fn open(self, draft: &mut Draft<'_, '_>) {
        draft.ask_for_answer(Stage::GivingBack(self.clone()));
        self.ask(draft, None);
    }

    pub(super) fn ask(&self, draft: &mut Draft<'_, '_>, note: Option<&str>) {
        let words = draft.words();
        let body = under(note, words.fulfil_cancel_ask(&self.number));
        let (order, part) = (self.order, self.part);
        let keep = button(Choice::Part { part }, words.fulfil_cancel_no_button());
        let surely =
            button(Choice::GiveBackSurely { order, part }, words.fulfil_cancel_yes_button());
        draft.say_with(&body, vec![keep, surely]);
    }

    /// "Yes", "no", or what stands on the buttons. False for what is no answer.
    pub(super) fn said(&self, text: &str, draft: &mut Draft<'_, '_>) -> bool {
        let said = plain(text);
        let is = |title: fn(&Words) -> String| {
            Language::ALL.into_iter().any(|language| plain(&title(Words::of(language))) == said)
        };
        match word(text) {
            Some(Word::Yes) => surely(self.order, self.part, draft),
            Some(Word::No) => self.keep(draft),
            _ if is(Words::fulfil_cancel_yes_button) => surely(self.order, self.part, draft),
            _ if is(Words::fulfil_cancel_no_button) => self.keep(draft),
            _ => return false,
        }
        true
    }

    fn keep(&self, draft: &mut Draft<'_, '_>) {
        draft.stage(Stage::Idle);
        draft.ask_parts(WaitsFor::Part { part: self.part });
    }
}

pub(super) fn surely(order: OrderId, part: PartId, draft: &mut Draft<'_, '_>) {
    let Some(by) = draft.vendor() else { return draft.not_a_vendor() };
    draft.stage(Stage::Idle);
    draft.tell(order, OrderEvent::VendorCancelled { part, by });
}
