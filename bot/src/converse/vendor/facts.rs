//! What happened to an order, in words, and what it ends: a question about a part is over when the part has moved on.

use realserv_domain::ids::{OrderId, OrderNumber, PartId};
use realserv_domain::message::{Message, Paper};
use realserv_domain::money::Paise;
use realserv_domain::orders::{Fact, InvoiceCard, Method, PartCard, PartStep};
use realserv_templates::Amount;

use super::code::HearingCode;
use super::draft::Draft;
use super::fulfil::Cancelled;
use super::offer::Offer;
use super::{Shown, Stage, claim, counter, fulfil, money, short, silence, stock};
use crate::converse::Effect;
use crate::converse::news::paper_notice;

pub(super) fn told(draft: &mut Draft<'_, '_>, fact: Fact) {
    match fact {
        Fact::Payee { news } => money::told(&news, draft),
        Fact::Offer { order, number, part: card, offer, ends_at, method } => {
            draft.end_giving_back();
            Offer { order, number, card, offer, ends_at, method }.alert(draft);
        }
        Fact::OfferReminder { order, number, part: card, offer, ends_at, method } => {
            draft.end_giving_back();
            Offer { order, number, card, offer, ends_at, method }.remind(draft);
        }
        Fact::CounterNoted { number, until } => {
            draft.end_rejecting(&number);
            draft.news(&number, &counter::noted(&number, until, draft), Vec::new());
        }
        Fact::CounterNotPossible { order, number, part: card, offer, ends_at, method, why } => {
            draft.end_rejecting(&number);
            counter::not_possible(
                &Offer { order, number, card, offer, ends_at, method },
                why,
                draft,
            );
        }
        Fact::CounterRefused { number } => {
            draft.news(&number, &draft.words().offer_counter_refused(&number), Vec::new());
        }
        Fact::OfferLapsed { number } => {
            draft.end_rejecting(&number);
            draft.news(&number, &draft.words().offer_lapsed(&number), Vec::new());
            if silence::is_enough(draft) {
                silence::pause(draft);
            }
        }
        Fact::OfferGone { number } => {
            draft.end_rejecting(&number);
            draft.news(&number, &draft.words().offer_gone(&number), Vec::new());
        }
        Fact::OfferTaken { order, number, part: card, method, site: _, buyer: _ } => {
            draft.end_rejecting(&number);
            let step = PartStep::Accepted;
            let shown = Shown { order, number, card, step, method, offer: None, taken: true };
            fulfil::show_with_site(shown, draft);
        }
        Fact::RejectNoted { number } => {
            draft.end_rejecting(&number);
            draft.news(&number, &draft.words().offer_reject_noted(&number), Vec::new());
        }
        Fact::StepNoted { order, number, part, step } => {
            draft.end_about(part.part);
            fulfil::noted(&moved(order, number, part, step), draft);
        }
        Fact::StepRefused { order, number, part, step } => {
            draft.end_about(part.part);
            fulfil::refused(&moved(order, number, part, step), draft);
        }
        Fact::CodeWrong { order, number, part, tries_left } => {
            code_wrong(order, number, &part, tries_left, draft);
        }
        Fact::CodeLocked { number } => {
            draft.end_hearing(&number);
            draft.news(&number, &draft.words().fulfil_code_locked(&number), Vec::new());
        }
        Fact::YouRunLate { order, number, part, step } => {
            fulfil::late(&moved(order, number, part, step), draft);
        }
        Fact::PartLess { order, number, part, step, offer, method, by } => {
            let shown = Shown { order, number, card: part, step, method, offer, taken: false };
            short::less(&shown, by, draft);
        }
        Fact::ShortNoted { order, number, part, step, method } => {
            let offer = None;
            let shown = Shown { order, number, card: part, step, method, offer, taken: false };
            short::noted(&shown, draft);
        }
        Fact::ShortNotPossible { order, number, part, step, why } => {
            short::not_possible(&moved(order, number, part, step), why, draft);
        }
        asked @ (Fact::ClaimAsked { .. }
        | Fact::ClaimGoesToOffice { .. }
        | Fact::ClaimClosed { .. }) => claim::told(&asked, draft),
        Fact::TakenBack { number, taken_paise } => {
            let text = draft.words().fulfil_taken_back(&number, taken_paise);
            draft.news(&number, &text, Vec::new());
        }
        Fact::TripNotPaid { number, paid_paise } => {
            draft.news(
                &number,
                &draft.words().fulfil_trip_not_paid(&number, paid_paise),
                Vec::new(),
            );
        }
        Fact::StockLow { number, sku, name, unit, available } => {
            let left = Amount { quantity: available, unit };
            stock::low(&number, (sku, &name), left, draft);
        }
        Fact::DeliveredByYou { order, number, part, cash_paise, fees_paise } => {
            draft.end_about(part.part);
            if let Some(order) = order {
                draft.handed_over(order, part.part, &number);
            }
            let words = draft.words();
            let what = if part.is_labour { "crew" } else { "goods" };
            let owed = part.owed_paise - fees_paise;
            let body = match cash_paise {
                Some(cash) if cash == owed => words.fulfil_done_cash(&number, what, cash),
                Some(cash) => words.fulfil_done_cash_more(&number, what, cash, owed),
                None => words.fulfil_done_online(&number, what, owed),
            };
            let body = match fees_paise {
                Paise::ZERO => body,
                fees => format!("{body}\n{}", words.fulfil_fees_line(fees)),
            };
            draft.news(&number, &body, Vec::new());
        }
        Fact::InvoicedByYou { order, number, paper, needs_eway } => {
            invoice((order, &number), &paper, needs_eway, draft);
        }
        Fact::PartCancelled { order: _, number, part, step, by, paid_paise } => {
            draft.end_about(part.part);
            fulfil::cancelled(&Cancelled { number, card: part, step, by, paid_paise }, draft);
        }
        Fact::PayNow { .. }
        | Fact::PayReminder { .. }
        | Fact::PayButtonComes { .. }
        | Fact::LinkTrouble { .. }
        | Fact::LinkIsSlow { .. }
        | Fact::PaymentTrouble { .. }
        | Fact::Paid { .. }
        | Fact::CashNotPossible { .. }
        | Fact::PlacedForCash { .. }
        | Fact::Expired { .. }
        | Fact::YardOpens { .. }
        | Fact::Accepted { .. }
        | Fact::Countered { .. }
        | Fact::DearerNotPossible { .. }
        | Fact::DearerIsOff { .. }
        | Fact::AskingNext { .. }
        | Fact::NobodyAccepted { .. }
        | Fact::TimePassed { .. }
        | Fact::AskingForNewTime { .. }
        | Fact::StillAsking { .. }
        | Fact::Packed { .. }
        | Fact::Dispatched { .. }
        | Fact::OnTheWay { .. }
        | Fact::Delivered { .. }
        | Fact::Rated { .. }
        | Fact::RatingStands { .. }
        | Fact::BillEnded { .. }
        | Fact::Invoiced { .. }
        | Fact::NoInvoiceYet { .. }
        | Fact::FewerAskedAgain { .. }
        | Fact::FewerNotPossible { .. }
        | Fact::MadeLess { .. }
        | Fact::CameShort { .. }
        | Fact::ClaimNoted { .. }
        | Fact::ClaimNotPossible { .. }
        | Fact::ClaimWithOffice { .. }
        | Fact::ClaimSettled { .. }
        | Fact::CancelAskedAgain { .. }
        | Fact::Cancelled { .. }
        | Fact::RefundStarted { .. }
        | Fact::RefundDone { .. }
        | Fact::CancelDisputed { .. }
        | Fact::RefundWaits { .. }
        | Fact::RunsLate { .. }
        | Fact::CodeTriedTooOften { .. }
        | Fact::TooLate { .. } => {
            // Facts of the buyer's side never come here; the router in the parent matches them first.
        }
    }
}

/// Where e-way bills are made (india-commerce.md 1.6).
const EWAY_SITE: &str = "ewaybillgst.gov.in";

/// His own paper, as a file; only its words where the window is closed.
fn invoice(
    (order, number): (OrderId, &OrderNumber),
    paper: &InvoiceCard,
    needs_eway: bool,
    draft: &mut Draft<'_, '_>,
) {
    let (words, name, amount) = (draft.words(), paper.number.to_string(), paper.total_paise);
    let body = match paper.credits {
        Some(of) => words.invoices_vendor_credit(&name, &of.to_string(), number, amount),
        None => words.invoices_vendor_here(&name, number, amount),
    };
    let eway = needs_eway.then(|| words.invoices_vendor_eway(EWAY_SITE));
    let body = [Some(body), eway].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let notice = Box::new(paper_notice((order, number), paper, &body, words));
    if draft.ctx.person.window_open {
        let file_name = format!("{name}.pdf");
        draft.send(Message::Document { body, paper: Paper::Invoice(paper.invoice), file_name });
    } else {
        draft.news(number, &body, Vec::new());
    }
    draft.effect(Effect::Notify { notice });
}

/// A part that moved. Its money is not told again, so the method does not matter.
fn moved(order: OrderId, number: OrderNumber, card: PartCard, step: PartStep) -> Shown {
    Shown { order, number, card, step, method: Method::Online, offer: None, taken: false }
}

/// The question stays open, whichever way the digits came.
fn code_wrong(
    order: OrderId,
    number: OrderNumber,
    card: &PartCard,
    tries_left: u8,
    draft: &mut Draft<'_, '_>,
) {
    let body = draft.words().fulfil_code_wrong(&number, tries_left);
    let hearing = HearingCode { order, part: card.part, number, crew: card.is_labour, roll: None };
    draft.ask_for_words(Stage::HearingCode(hearing), &body);
}

impl Draft<'_, '_> {
    /// The offer is decided: its reason is not wanted any more.
    fn end_rejecting(&mut self, number: &OrderNumber) {
        let open = &self.conversation.vendor.stage;
        if matches!(open, Stage::Rejecting(rejecting) if rejecting.number == *number) {
            self.stage(Stage::Idle);
        }
    }

    fn end_hearing(&mut self, number: &OrderNumber) {
        let open = &self.conversation.vendor.stage;
        if matches!(open, Stage::HearingCode(hearing) if hearing.number == *number) {
            self.stage(Stage::Idle);
        }
    }

    /// "Yes" means what was asked last. An order that is offered now, or whatever was tapped since, comes after it.
    pub(super) fn end_giving_back(&mut self) {
        if matches!(self.conversation.vendor.stage, Stage::GivingBack(_)) {
            self.stage(Stage::Idle);
        }
    }

    fn end_about(&mut self, part: PartId) {
        let about = match &self.conversation.vendor.stage {
            Stage::NamingCarrier(naming) => Some(naming.part),
            Stage::HearingCode(hearing) => Some(hearing.part),
            Stage::GivingBack(giving) => Some(giving.part),
            Stage::CountingCame(counting) => Some(counting.part),
            Stage::Idle
            | Stage::Rejecting(_)
            | Stage::CountingStock(_)
            | Stage::PickingListing(_)
            | Stage::PriceOrStock(_)
            | Stage::TakingOff
            | Stage::GivingAccount
            | Stage::Applying(_)
            | Stage::Which(_) => None,
        };
        if about == Some(part) {
            self.stage(Stage::Idle);
        }
    }
}
