//! What an order tells, said so that it arrives.
//!
//! A fact is news: nobody asked for it just now, and it may wait in the outbox until the 24-hour window is closed. So it
//! leaves with the template that says the same, and with the order it is about: when WhatsApp will not deliver it at all,
//! the conversation hears of it and somebody else has to.

use realserv_domain::ids::{OfferId, OrderId, OrderNumber};
use realserv_domain::message::{Message, Paper, TemplateCall};
use realserv_domain::notice::{Notice, NoticeAbout};
use realserv_domain::orders::{Fact, InvoiceCard, OrderEvent};
use realserv_templates::Words;
use serde::{Deserialize, Serialize};

use super::{Conversation, Ctx, Effect, Event, Person, Step, TicketAbout};

/// What a message that brings news carries with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// None: nobody has to be told when it does not arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// Says the same when the window is closed. None: the message is a template itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<TemplateCall>,
}

/// Whose business it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub order: OrderId,
    /// The offer that the message makes: a vendor who never sees it must not keep the order waiting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<OfferId>,
}

/// The step of a fact. It is decided as if the window were closed too: what would be said then is the second way.
pub(super) fn told(conversation: Conversation, fact: Fact, ctx: &mut Ctx<'_>) -> Step {
    let about = about(&fact);
    // A vendor's money is of no order, and news all the same.
    if about.is_none() && !matches!(fact, Fact::Payee { .. }) {
        return super::heard(conversation, Event::Told(fact), ctx);
    }
    let afar = if ctx.person.window_open { afar(&conversation, &fact, ctx) } else { Vec::new() };
    let mut step = super::heard(conversation, Event::Told(fact), ctx);
    let mut afar = afar.into_iter();
    for effect in &mut step.effects {
        if let Effect::Say { news, .. } = effect {
            *news = Some(Box::new(News { about, otherwise: afar.next() }));
        }
    }
    step
}

/// What would be said with the window closed; nothing else comes of it.
fn afar(conversation: &Conversation, fact: &Fact, ctx: &mut Ctx<'_>) -> Vec<TemplateCall> {
    let person = Person { window_open: false, ..ctx.person.clone() };
    let mut mint = ctx.mint.clone();
    let mut closed = Ctx { person: &person, mint: &mut mint, ..*ctx };
    let step = super::heard(conversation.clone(), Event::Told(fact.clone()), &mut closed);
    let template = |effect| {
        if let Effect::Say { message: Message::Template(call), .. } = effect {
            Some(call)
        } else {
            None
        }
    };
    step.effects.into_iter().filter_map(template).collect()
}

/// WhatsApp will not deliver a message of news. A vendor's offer goes to the next at once, unless an SMS tells him of it; all else
/// is for a person of the office, who has a telephone.
pub(super) fn undelivered(conversation: Conversation, about: About, by_sms: bool) -> Step {
    let About { order, offer } = about;
    let mut effects =
        vec![Effect::OpenTicket { order: Some(order), about: TicketAbout::Unreachable }];
    if let Some(offer) = offer.filter(|_| !by_sms) {
        effects.push(Effect::TellOrder { order, event: OrderEvent::OfferUndelivered { offer } });
    }
    Step { conversation, asks: Vec::new(), effects }
}

/// Meta counts the 24 hours by what it saw, and may say so only afterwards: the news goes out once more, as its template.
pub(super) fn by_template(
    conversation: Conversation,
    template: TemplateCall,
    about: Option<About>,
) -> Step {
    let news = Some(Box::new(News { about, otherwise: None }));
    let effects = vec![Effect::Say { message: Message::Template(template), news }];
    Step { conversation, asks: Vec::new(), effects }
}

/// A mail with a paper: its words are the chat's, without its emphasis.
pub(super) fn paper_notice(
    (order, number): (OrderId, &OrderNumber),
    paper: &InvoiceCard,
    body: &str,
    words: &Words,
) -> Notice {
    let name = paper.number.to_string();
    let title = match paper.credits {
        Some(_) => words.notice_credit_subject(&name, number),
        None => words.notice_invoice_subject(&name, number),
    };
    Notice {
        about: NoticeAbout::Paper {
            order: Some(order),
            paper: Paper::Invoice(paper.invoice),
            file_name: format!("{name}.pdf"),
        },
        brief: title.clone(),
        title,
        text: format!("{}\n\n{}", body.replace('*', ""), words.notice_paper_end()),
        sms: None,
    }
}

/// None for what is of no use later: a reminder, or how a tap was taken.
fn about(fact: &Fact) -> Option<About> {
    let of = |order: &OrderId| Some(About { order: *order, offer: None });
    match fact {
        Fact::Offer { order, offer, .. } => Some(About { order: *order, offer: Some(*offer) }),
        Fact::PayNow { order, .. }
        | Fact::LinkTrouble { order, .. }
        | Fact::PaymentTrouble { order, .. }
        | Fact::Paid { order, .. }
        | Fact::Expired { order, .. }
        | Fact::Accepted { order, .. }
        | Fact::Countered { order, .. }
        | Fact::NobodyAccepted { order, .. }
        | Fact::TimePassed { order, .. }
        | Fact::Dispatched { order, .. }
        | Fact::OnTheWay { order, .. }
        | Fact::Cancelled { order, .. }
        | Fact::RefundStarted { order, .. }
        | Fact::RefundDone { order, .. }
        | Fact::RefundWaits { order, .. }
        | Fact::CodeTriedTooOften { order, .. }
        | Fact::RunsLate { order, .. }
        | Fact::MadeLess { order, .. }
        | Fact::CameShort { order, .. }
        | Fact::ClaimWithOffice { order, .. }
        | Fact::ClaimSettled { order, .. }
        | Fact::Invoiced { order, .. }
        | Fact::InvoicedByYou { order, .. }
        | Fact::PartLess { order, .. }
        | Fact::ClaimAsked { order, .. }
        | Fact::ClaimClosed { order, .. }
        | Fact::YouRunLate { order, .. }
        | Fact::OfferTaken { order, .. }
        | Fact::PartCancelled { order, .. } => of(order),
        Fact::PlacedForCash { .. }
        | Fact::PayReminder { .. }
        | Fact::PayButtonComes { .. }
        | Fact::LinkIsSlow { .. }
        | Fact::CashNotPossible { .. }
        | Fact::AskingForNewTime { .. }
        | Fact::StillAsking { .. }
        | Fact::CancelAskedAgain { .. }
        | Fact::CancelDisputed { .. }
        | Fact::YardOpens { .. }
        | Fact::DearerNotPossible { .. }
        | Fact::DearerIsOff { .. }
        | Fact::AskingNext { .. }
        | Fact::Packed { .. }
        | Fact::Delivered { .. }
        | Fact::Rated { .. }
        | Fact::RatingStands { .. }
        | Fact::BillEnded { .. }
        | Fact::NoInvoiceYet { .. }
        | Fact::TooLate { .. }
        | Fact::OfferReminder { .. }
        | Fact::CounterNoted { .. }
        | Fact::CounterNotPossible { .. }
        | Fact::CounterRefused { .. }
        | Fact::OfferLapsed { .. }
        | Fact::OfferGone { .. }
        | Fact::RejectNoted { .. }
        | Fact::StepNoted { .. }
        | Fact::CodeWrong { .. }
        | Fact::CodeLocked { .. }
        | Fact::FewerAskedAgain { .. }
        | Fact::FewerNotPossible { .. }
        | Fact::ClaimNoted { .. }
        | Fact::ClaimNotPossible { .. }
        | Fact::ShortNoted { .. }
        | Fact::ShortNotPossible { .. }
        | Fact::ClaimGoesToOffice { .. }
        | Fact::TakenBack { .. }
        | Fact::TripNotPaid { .. }
        | Fact::Payee { .. }
        | Fact::StockLow { .. }
        | Fact::DeliveredByYou { .. }
        | Fact::StepRefused { .. } => None,
    }
}
