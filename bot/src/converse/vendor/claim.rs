//! What a buyer says was missing or broken: one tap says whether it is so.
//!
//! ```text
//! bot     ⚠️ Order RS7K3M9QX: the buyer says that 7 bags UltraTech OPC 53 were missing. … Is it so?
//!                                             [Yes, it is here] [Yes, it is lost] [No, not so]
//! ```

use realserv_domain::ids::{OrderId, PartId};
use realserv_domain::money::Paise;
use realserv_domain::orders::{ClaimAnswer, ClaimCard, ClaimWhy, Fact, Method, OrderEvent, Rest};
use realserv_templates::{Amount, Words};

use super::Choice;
use super::draft::{Draft, button};

pub(super) fn says(
    (order, part, claim): (OrderId, PartId, u8),
    answer: ClaimAnswer,
    draft: &mut Draft<'_, '_>,
) {
    let Some(by) = draft.vendor() else { return draft.not_a_vendor() };
    draft.tell(order, OrderEvent::ClaimAnswered { part, by, claim, answer });
}

/// "7 bags UltraTech OPC 53".
fn items(claim: &ClaimCard, words: &Words) -> String {
    let amount = Amount { quantity: claim.quantity, unit: claim.unit };
    let name = claim.name.in_language(words.language());
    words.orders_item_line(name, amount, claim.unit.as_str())
}

pub(super) fn told(fact: &Fact, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    if let Fact::ClaimAsked {
        order,
        number,
        part,
        claim,
        loses_paise,
        by_hand_paise,
        method,
        is_labour,
        ..
    } = fact
    {
        let (items, why) = (items(claim, words), claim.why.as_str());
        let by_method = if *method == Method::Cash { claim.paise } else { Paise::ZERO };
        let by_hand = by_hand_paise.unwrap_or(by_method);
        let asked = if by_hand.is_zero() {
            words.claims_vendor_asked(number, &items, why, *loses_paise)
        } else if by_hand == claim.paise {
            words.claims_vendor_asked_cash(number, &items, why, by_hand)
        } else {
            let rest = *loses_paise - by_hand;
            words.claims_vendor_asked_both(number, &items, why, rest, by_hand)
        };
        let photo = claim.has_photo.then(|| words.claims_vendor_photo());
        let body = asked.lines().map(str::to_owned).chain(photo).collect::<Vec<_>>().join("\n");
        let (order, part, claim_no) = (*order, *part, claim.claim);
        let yes =
            |rest, title| button(Choice::ClaimYes { order, part, claim: claim_no, rest }, title);
        let no = button(
            Choice::ClaimNo { order, part, claim: claim_no },
            words.claims_vendor_no_button(),
        );
        // Where broken bags are, and people who did not come, is no question.
        let row = if claim.why == ClaimWhy::Broken || *is_labour {
            vec![yes(Rest::Lost, words.claims_vendor_agree_button()), no]
        } else {
            vec![
                yes(Rest::Back, words.claims_vendor_here_button()),
                yes(Rest::Lost, words.claims_vendor_lost_button()),
                no,
            ]
        };
        return draft.news(number, &body, row);
    }
    if let Fact::ClaimGoesToOffice { number, claim } = fact {
        let body = words.claims_vendor_office(number, &items(claim, words));
        return draft.news(number, &body, Vec::new());
    }
    if let Fact::ClaimClosed {
        number,
        claim,
        given_paise,
        loses_paise,
        owed_paise,
        by_hand_paise,
        method,
        ..
    } = fact
    {
        let (items, given) = (items(claim, words), *given_paise);
        let ours = loses_paise.is_zero();
        let online = || match ours {
            true => words.claims_vendor_ours(number, &items),
            // What he hands back himself is said next.
            false => {
                let kept_off = given - *by_hand_paise;
                words.claims_vendor_lost(number, &items, kept_off, *owed_paise)
            }
        };
        let by_hand = |given| match ours {
            true => words.claims_vendor_ours_cash(number, &items, given),
            false => words.claims_vendor_lost_cash(number, &items, given),
        };
        let body = match method {
            _ if given.is_zero() => words.claims_vendor_nothing(number, &items),
            Method::Online => online(),
            Method::Cash => by_hand(given),
            Method::Advance => format!("{}\n\n{}", online(), by_hand(*by_hand_paise)),
        };
        draft.news(number, &body, Vec::new());
    }
}
