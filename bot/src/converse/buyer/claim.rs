//! Something is missing or broken of what was handed over: what is it, of which line, how many, and a photo of it.
//!
//! ```text
//! buyer: (taps Missing or broken)
//!   us: We are sorry. What is wrong with order RS7K2M9QA?  [Less has come] [Broken or torn] [Talk to a person]
//! buyer: Broken or torn
//!   us: Order RS7K2M9QA says 50 bags … How many of them are broken or torn? …  [Back]
//! buyer: 3
//!   us: 3 bags UltraTech OPC 53: please send one photo of it. …  [No photo]
//! buyer: (sends a photo)
//! ```
//!
//! A photo that is sent while this is asked is fetched and kept for the claim; the claim is made with it at once, and does not
//! wait until it has come.

use realserv_domain::ids::{PartId, SkuId};
use realserv_domain::media::Purpose;
use realserv_domain::message::{Media, MediaKind, Message};
use realserv_domain::money::Paise;
use realserv_domain::orders::{
    ClaimCard, ClaimWhy, Fact, LineCard, Method, NoClaim, PartStep, Party, Photo,
};
use realserv_templates::{Amount, Day};

use super::Alone;
use super::draft::Draft;
use super::facts::{at, person};
use super::less::{line, line_rows, lines};
use super::of_order::{Exit, OfOrder, Wants};
use super::stage::Stage;
use super::view::{View, buttons, list, text};
use crate::converse::{OrderCard, OrderCardPart};

/// Crews are not broken.
pub(super) fn fits(part: &OrderCardPart, why: ClaimWhy) -> bool {
    part.may_be_claimed && (why == ClaimWhy::Short || !part.card.is_labour)
}

impl Draft<'_, '_> {
    pub(super) fn ask_what_is_wrong(&mut self, card: &OrderCard, why: Option<ClaimWhy>) {
        let claimable = |part: &OrderCardPart| fits(part, ClaimWhy::Short);
        if !card.parts.iter().any(claimable) {
            return self.say_no_claim_now(card);
        }
        match why {
            Some(why) => self.ask_which_is_wrong(card, why),
            None if card.parts.iter().any(|part| fits(part, ClaimWhy::Broken)) => {
                let view = self.view();
                let words = view.words;
                let what = |why| Alone::ClaimWhy(card.order, why);
                let row = vec![
                    view.button(what(ClaimWhy::Short), &words.claims_short_button()),
                    view.button(what(ClaimWhy::Broken), &words.claims_broken_button()),
                    person(card.order, &view),
                ];
                let message = buttons(words.claims_what(&card.number), row);
                self.say(message);
            }
            None => self.ask_which_is_wrong(card, ClaimWhy::Short),
        }
    }

    /// Too early is said; else it is too late, or all of it is claimed.
    fn say_no_claim_now(&mut self, card: &OrderCard) {
        let view = self.view();
        let came = card.parts.iter().any(|part| part.step == PartStep::Delivered);
        let why = if came {
            NoClaim::TooLate { hours: view.terms.complaint_hours }
        } else {
            NoClaim::NotDelivered
        };
        let message = buttons(refusal(why, card, &view), vec![person(card.order, &view)]);
        self.say(message);
    }

    fn ask_which_is_wrong(&mut self, card: &OrderCard, why: ClaimWhy) {
        let lines = lines(card, |part| fits(part, why));
        match lines.as_slice() {
            [] => self.say_no_claim_now(card),
            [(part, sku, _)] => self.ask_how_many_are_wrong(card, (*part, *sku), why),
            several => {
                let view = self.view();
                let choice = |part, sku| Alone::ClaimOf(card.order, part, sku, why);
                let rows = line_rows(several, choice, &view);
                let body = view.words.claims_which_text(&card.number);
                let message = list(body, &view.words.menu_choose_button(), rows);
                self.say(message);
            }
        }
    }

    pub(super) fn ask_how_many_are_wrong(
        &mut self,
        card: &OrderCard,
        (part, sku): (PartId, SkuId),
        why: ClaimWhy,
    ) {
        let lines = lines(card, |part| fits(part, why));
        match lines.iter().find(|line| (line.0, line.1) == (part, sku)) {
            Some((.., line)) => {
                let wants = Wants::Claim { why, quantity: None, photo: None };
                self.ask_of_line(card, (part, sku), line, wants);
            }
            None => self.say_no_claim_now(card),
        }
    }

    /// A picture while a claim is being made is of it, whether it was asked for yet or not.
    pub(super) fn is_photo_of_a_claim(&mut self, media: &Media, message_id: &str) -> bool {
        let shows = match media.kind {
            MediaKind::Image | MediaKind::Video | MediaKind::Document => true,
            MediaKind::Voice | MediaKind::Audio | MediaKind::Sticker => false,
        };
        let Stage::OfOrder(of) = self.conversation.buyer.stage.clone() else { return false };
        let (true, Wants::Claim { why, quantity, .. }) = (shows, of.wants.clone()) else {
            return false;
        };
        self.buyer().misses = 0;
        let (media_id, message_id) = (media.media_id.clone(), message_id.to_owned());
        let file = self.fetch(media, Purpose::Claim { order: of.order, part: of.part });
        let photo = Some(Photo { media_id, message_id, file });
        match quantity {
            Some(quantity) => self.left_order(Exit::Claims(of, quantity, photo)),
            None => {
                let wants = Wants::Claim { why, quantity, photo };
                self.buyer().stage = Stage::OfOrder(OfOrder { wants, ..of });
                let note = self.words().claims_photo_kept();
                self.note(note);
                self.again();
            }
        }
        true
    }
}

fn refusal(why: NoClaim, card: &OrderCard, view: &View<'_>) -> String {
    no_claim(why, &card.number, view)
}

fn no_claim(why: NoClaim, number: &realserv_domain::ids::OrderNumber, view: &View<'_>) -> String {
    let words = view.words;
    match why {
        NoClaim::NotDelivered => words.claims_not_delivered(number),
        NoClaim::TooLate { hours } => words.claims_too_late(number, hours),
        NoClaim::NoSuchLine => words.claims_no_such_line(number),
        NoClaim::TooMuch { left, unit } => {
            words.claims_too_much(number, Amount { quantity: left, unit })
        }
        NoClaim::TooLittle => words.claims_too_little(number),
        NoClaim::OneIsOpen => words.claims_one_is_open(number),
    }
}

/// "7 bags UltraTech OPC 53".
fn claimed(claim: &ClaimCard, view: &View<'_>) -> String {
    let ClaimCard { name, quantity, unit, paise, .. } = claim.clone();
    line(&LineCard { name, quantity, unit, total_paise: paise }, view)
}

/// What became of it; none for facts of other files.
pub(super) fn told(fact: &Fact, view: &View<'_>) -> Option<Message> {
    let words = view.words;
    if let Fact::ClaimNoted { number, claim, until, .. } = fact {
        let until = at(*until, view);
        let day = Day { on: until.date(), today: view.now.date() };
        let (items, why) = (claimed(claim, view), claim.why.as_str());
        return Some(text(words.claims_noted(number, &items, why, day, &until)));
    }
    if let Fact::ClaimNotPossible { order, number, why } = fact {
        return Some(buttons(no_claim(*why, number, view), vec![person(*order, view)]));
    }
    if let Fact::ClaimWithOffice { number, claim, .. } = fact {
        return Some(text(words.claims_with_office(number, &claimed(claim, view))));
    }
    let Fact::ClaimSettled {
        order,
        number,
        claim,
        given_paise,
        by_hand_paise,
        refund_paise,
        waits,
        by,
        method,
        vendor,
    } = fact
    else {
        return None;
    };
    let (items, given) = (claimed(claim, view), *given_paise);
    let alone = |by: &Party| match by {
        Party::Vendor => words.claims_agreed(number, &items),
        Party::Office | Party::Buyer => words.claims_decided(number, &items),
    };
    let online = |given: Paise| match by {
        // Of what waits for the bank the next message speaks.
        _ if *waits => alone(by),
        _ if given.is_zero() => format!("{} {}", alone(by), words.claims_by_bank()),
        Party::Vendor => words.claims_agreed_online(number, &items, given),
        Party::Office | Party::Buyer => words.claims_decided_online(number, &items, given),
    };
    let sent = refund_paise.unwrap_or(given - *by_hand_paise);
    let by_hand = |given| match by {
        Party::Vendor => words.claims_agreed_cash(number, vendor, &items, given),
        Party::Office | Party::Buyer => words.claims_decided_cash(number, vendor, &items, given),
    };
    let body = match method {
        _ if given.is_zero() => words.claims_decided_nothing(number, &items),
        Method::Online => online(sent),
        Method::Cash => by_hand(given),
        Method::Advance => format!("{}\n\n{}", online(sent), by_hand(*by_hand_paise)),
    };
    // Somebody to talk to, where a thing is left to people or refused.
    let by_people = given.is_zero() || *method != Method::Online;
    Some(if by_people { buttons(body, vec![person(*order, view)]) } else { text(body) })
}
