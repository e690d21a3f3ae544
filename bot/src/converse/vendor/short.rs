//! Less at the gate than was sent for, before the code; and an order that its buyer has made less.
//!
//! ```text
//! vendor  (taps Less has come)        or, when the code is asked for: 43 only
//! bot     Order RS7K3M9QX says 50 bags UltraTech OPC 53. How many have come? …
//! vendor  43
//! bot     So 7 bags UltraTech OPC 53 have not come. Where are they?      [In my yard] [Lost or broken]
//! vendor  (taps In my yard)
//! bot     Noted. Order RS7K3M9QX is now: • 43 bags … Now ask the buyer for the code.   [Delivered] [Less has come]
//! ```

use realserv_domain::ids::{OrderId, OrderNumber, PartId, SkuId};
use realserv_domain::language::Language;
use realserv_domain::message::Button;
use realserv_domain::orders::{LineCard, NoShort, OrderEvent, PartStep, Party, Rest};
use realserv_domain::quantity::Quantity;
use realserv_domain::understand::{self, Count};
use realserv_templates::{Amount, Words};
use serde::{Deserialize, Serialize};

use super::draft::{Draft, row, tidy, under};
use super::{Choice, Shown, Stage, card};
use crate::converse::DeskPart;
use crate::converse::anywhere::plain;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountingCame {
    pub order: OrderId,
    pub part: PartId,
    pub number: OrderNumber,
    pub sku: SkuId,
    /// As it was sent.
    pub line: LineCard,
    pub crew: bool,
    /// Said already; where is the rest?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<Quantity>,
}

/// A list holds ten rows.
const MOST_ROWS: usize = 10;

/// The part he means, and of which of its lines; he may have moved on since.
pub(super) fn among(
    parts: &[DeskPart],
    part: PartId,
    (sku, came): (Option<SkuId>, Option<Count>),
    draft: &mut Draft<'_, '_>,
) {
    let Some(known) = parts.iter().find(|known| known.card.part == part) else {
        let note = draft.words().desk_part_gone();
        return draft.menu_list(&note);
    };
    if known.is_locked {
        let body = draft.words().fulfil_code_locked(&known.number);
        return draft.say(&body);
    }
    let lines: Vec<(SkuId, &LineCard)> =
        known.skus.iter().copied().zip(&known.card.lines).collect();
    let meant = lines.iter().find(|(of, _)| sku == Some(*of));
    match (meant, lines.as_slice()) {
        (Some((sku, line)), _) | (None, [(sku, line)]) => {
            let counting = CountingCame {
                order: known.order,
                part,
                number: known.number.clone(),
                sku: *sku,
                line: (*line).clone(),
                crew: known.card.is_labour,
                came: None,
            };
            match came.and_then(|came| came.in_unit(line.unit)) {
                Some(came) => counting.counted(came, draft),
                None => counting.open(draft),
            }
        }
        (None, lines) => ask_of_which(known, lines, draft),
    }
}

fn ask_of_which(part: &DeskPart, lines: &[(SkuId, &LineCard)], draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let rows = lines.iter().take(MOST_ROWS).map(|(sku, line)| {
        let amount = Amount { quantity: line.quantity, unit: line.unit };
        let name = line.name.in_language(words.language());
        let choice = Choice::ShortOf { part: part.card.part, sku: *sku };
        row(choice, name, Some(&words.browse_amount_button(amount)))
    });
    let rows = rows.collect();
    let body = words.less_short_which_text(&part.number);
    draft.list(&body, words.menu_choose_button(), rows);
}

impl CountingCame {
    fn open(self, draft: &mut Draft<'_, '_>) {
        draft.ask_for_answer(Stage::CountingCame(self.clone()));
        self.ask(draft, None);
    }

    pub(super) fn ask(&self, draft: &mut Draft<'_, '_>, note: Option<&str>) {
        let words = draft.words();
        let unit = self.line.unit;
        match self.came {
            None => {
                let amount = Amount { quantity: self.line.quantity, unit };
                let body = words.less_short_how_many(&self.number, amount, &self.line.name);
                draft.say(&under(note, body));
            }
            Some(came) => {
                let amount = Amount { quantity: self.line.quantity.less(came), unit };
                let body = words.less_short_rest(amount, &self.line.name);
                let row = vec![
                    answer(Choice::RestBack, words.less_short_back_button(), draft),
                    answer(Choice::RestLost, words.less_short_lost_button(), draft),
                ];
                draft.say_with(&under(note, body), row);
            }
        }
    }

    pub(super) fn said(self, text: &str, draft: &mut Draft<'_, '_>) {
        if let (Some(_), Some(rest)) = (self.came, rest_of(text)) {
            return self.tell(rest, draft);
        }
        let count = understand::count(text).or_else(|| read(text));
        match count.and_then(|count| count.in_unit(self.line.unit)) {
            Some(came) => self.counted(came, draft),
            None => {
                let note = draft.words().less_short_unreadable(&self.number);
                self.ask(draft, Some(&note));
            }
        }
    }

    /// People are nowhere but where they are; of goods it is asked. What cannot be the order says.
    fn counted(self, came: Quantity, draft: &mut Draft<'_, '_>) {
        let counted = Self { came: Some(came), ..self };
        if counted.crew || came >= counted.line.quantity {
            return counted.tell(Rest::Back, draft);
        }
        counted.open(draft);
    }

    fn tell(self, rest: Rest, draft: &mut Draft<'_, '_>) {
        let Some(by) = draft.vendor() else { return draft.not_a_vendor() };
        let Some(came) = self.came else { return self.ask(draft, None) };
        draft.stage(Stage::Idle);
        let (part, sku) = (self.part, self.sku);
        draft.tell(self.order, OrderEvent::CameShort { part, by, sku, came, rest });
    }
}

fn answer(choice: Choice, title: String, draft: &Draft<'_, '_>) -> Button {
    Button { id: draft.id(choice), title }
}

/// A tap under the question where the rest is.
pub(super) fn rest_is(rest: Rest, draft: &mut Draft<'_, '_>) {
    match draft.conversation.vendor.stage.clone() {
        Stage::CountingCame(counting) => counting.tell(rest, draft),
        Stage::Idle
        | Stage::Rejecting(_)
        | Stage::NamingCarrier(_)
        | Stage::HearingCode(_)
        | Stage::CountingStock(_)
        | Stage::PickingListing(_)
        | Stage::PriceOrStock(_)
        | Stage::TakingOff
        | Stage::GivingAccount
        | Stage::Applying(_)
        | Stage::Which(_)
        | Stage::GivingBack(_) => draft.old_button(),
    }
}

/// What stands on the two buttons, typed.
fn rest_of(text: &str) -> Option<Rest> {
    let said = plain(text);
    let is = |title: fn(&Words) -> String| {
        Language::ALL.into_iter().any(|language| plain(&title(Words::of(language))) == said)
    };
    if is(Words::less_short_back_button) {
        Some(Rest::Back)
    } else if is(Words::less_short_lost_button) {
        Some(Rest::Lost)
    } else {
        None
    }
}

/// "43 only", "43 of 50", "only 43 bags came": how many have come. None where the words say anything else, or nothing but a
/// number.
pub(super) fn read(text: &str) -> Option<Count> {
    let lower = text.to_lowercase().replace(['!', ',', '.', '/'], " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let says_so = words.iter().any(|word| ONLY.contains(word) || OF.contains(word));
    let before = words.split(|word| OF.contains(word)).next().unwrap_or_default();
    let rest: Vec<&str> = before.iter().copied().filter(|word| !ONLY.contains(word)).collect();
    understand::count(&rest.join(" ")).filter(|count| says_so && !count.more)
}

/// "Only", and what says that something has come.
#[rustfmt::skip] // Reads as a dictionary.
const ONLY: &[&str] = &[
    "only", "came", "come", "have", "reached", "there", "hi", "sirf", "keval", "bas", "aaye", "aaya", "hai", "hain", "pahunche",
    "matrame", "matram", "anthe", "vachayi", "vacchayi", "unnayi", "ही", "सिर्फ", "सिर्फ़", "केवल", "बस", "आए", "आया", "पहुँचे", "पहुंचे", "है", "हैं",
    "మాత్రమే", "మాత్రం", "అంతే", "వచ్చాయి", "వచ్చింది", "ఉన్నాయి",
];

const OF: &[&str] = &["of", "out", "mein", "me", "se", "lo", "में", "से", "లో"];

// -- what the order tells

/// What is left, and what he gets for it.
fn lines_and_money(shown: &Shown, draft: &Draft<'_, '_>) -> (String, String) {
    let words = draft.words();
    let money = card::money(&shown.card, shown.method, words);
    let lines =
        card::fullest(draft.most_of_news() / 2, |room| card::lines(&shown.card, room, words));
    (lines, money)
}

/// The buyer wants less. A tap on an old card does what this one says.
pub(super) fn less(shown: &Shown, by: Party, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let (lines, money) = lines_and_money(shown, draft);
    let number = &shown.number;
    let body = match (shown.step, by) {
        (PartStep::Offered, _) => words.less_vendor_offer(number, &lines, &money),
        (_, Party::Office) => words.less_vendor_by_office(number, &lines, &money),
        (_, Party::Buyer | Party::Vendor) => words.less_vendor(number, &lines, &money),
    };
    let back = shown.step != PartStep::Offered && !shown.card.is_labour;
    let stock = if back { words.less_vendor_stock() } else { String::new() };
    let body = tidy(&format!("{body}\n{stock}"));
    draft.news(number, &body, card::next_buttons(shown, words));
}

pub(super) fn noted(shown: &Shown, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let (lines, money) = lines_and_money(shown, draft);
    let body = words.less_short_noted(&shown.number, &lines, &money);
    draft.news(&shown.number, &body, card::next_buttons(shown, words));
}

pub(super) fn not_possible(shown: &Shown, why: NoShort, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let number = &shown.number;
    let body = match why {
        NoShort::NoSuchLine => words.less_short_gone(number),
        NoShort::NotFewer { quantity } => words.less_short_too_many(number, quantity),
        NoShort::NothingCame => words.less_short_nothing(number),
        NoShort::TooLittle => words.less_short_too_little(number),
    };
    draft.news(number, &body, card::next_buttons(shown, words));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_have_come_is_told_from_a_code() {
        let came = |text| read(text).map(|count| count.number.milli() / 1000);
        for text in [
            "43 only",
            "43 of 50",
            "only 43 bags came",
            "sirf 43",
            "43 మాత్రమే",
            "43 ही आए",
            "43 out of 50",
        ] {
            assert_eq!(came(text), Some(43), "{text}");
        }
        for text in ["43", "4812", "code 4812", "of", "only", "hello", ""] {
            assert_eq!(came(text), None, "{text}");
        }
    }
}
