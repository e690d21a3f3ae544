//! Whose an event is: the buyer's side of a conversation, or the vendor's.

use realserv_domain::orders::Fact;

use super::choice::Choice;
use super::{Answer, Conversation, Event, Role};

/// Taps, facts and answers say whose they are; all else goes to the side that the person is on.
pub(super) fn of(conversation: &Conversation, event: &Event) -> Role {
    match event {
        Event::Tapped(tap) => match tap.choice {
            Choice::Buyer(_) => Role::Buyer,
            Choice::Vendor(_) => Role::Vendor,
        },
        // Nobody but buyers is offered one.
        Event::Filled { .. } => Role::Buyer,
        Event::Learned(answer) => side_of_answer(answer),
        Event::Told(fact) => side_of_fact(fact),
        Event::Said { .. }
        | Event::TappedUnknown { .. }
        | Event::Shared { .. }
        | Event::Sent { .. }
        | Event::Contact { .. }
        | Event::Carted { .. }
        | Event::Unreadable { .. }
        | Event::Joined { .. }
        | Event::Opened { .. }
        | Event::RepeatDue { .. }
        | Event::Undelivered { .. }
        | Event::PhotoRefused { .. }
        | Event::WindowClosed { .. }
        | Event::MediaSeen { .. }
        | Event::CartWaits
        | Event::Quiet
        | Event::OfficeTook { .. }
        | Event::OfficeWrote { .. }
        | Event::OfficeReleased
        | Event::Application(_)
        | Event::Ticket(_)
        | Event::Answered { .. } => conversation.role,
    }
}

fn side_of_answer(answer: &Answer) -> Role {
    match answer {
        // Answered before either side is asked.
        Answer::OfficeHasChat { .. }
        | Answer::TicketMarked { .. }
        | Answer::SiteFound { .. }
        | Answer::ContactOf { .. }
        | Answer::SavedSites { .. }
        | Answer::Quoted { .. }
        | Answer::QuoteRefused { .. }
        | Answer::CheckedOut { .. }
        | Answer::CheckOutRefused { .. }
        | Answer::MyOrders { .. }
        | Answer::OneOrder { .. }
        | Answer::IfLess { .. }
        | Answer::LastCart { .. }
        | Answer::List(_)
        | Answer::Gap { .. } => Role::Buyer,
        Answer::SiteDetails { .. }
        | Answer::DeskParts { .. }
        | Answer::DeskStock { .. }
        | Answer::DeskAccount { .. }
        | Answer::DeskStatement { .. }
        | Answer::DeskWages { .. }
        | Answer::ListingChanged { .. } => Role::Vendor,
    }
}

fn side_of_fact(fact: &Fact) -> Role {
    match fact {
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
        | Fact::CancelAskedAgain { .. }
        | Fact::Cancelled { .. }
        | Fact::RefundStarted { .. }
        | Fact::RefundDone { .. }
        | Fact::CancelDisputed { .. }
        | Fact::RefundWaits { .. }
        | Fact::RunsLate { .. }
        | Fact::CodeTriedTooOften { .. }
        | Fact::FewerAskedAgain { .. }
        | Fact::FewerNotPossible { .. }
        | Fact::MadeLess { .. }
        | Fact::CameShort { .. }
        | Fact::ClaimNoted { .. }
        | Fact::ClaimNotPossible { .. }
        | Fact::ClaimWithOffice { .. }
        | Fact::ClaimSettled { .. }
        | Fact::Rated { .. }
        | Fact::RatingStands { .. }
        | Fact::BillEnded { .. }
        | Fact::Invoiced { .. }
        | Fact::NoInvoiceYet { .. }
        | Fact::TooLate { .. } => Role::Buyer,
        Fact::Payee { .. }
        | Fact::Offer { .. }
        | Fact::OfferReminder { .. }
        | Fact::CounterNoted { .. }
        | Fact::CounterNotPossible { .. }
        | Fact::CounterRefused { .. }
        | Fact::OfferLapsed { .. }
        | Fact::OfferGone { .. }
        | Fact::OfferTaken { .. }
        | Fact::RejectNoted { .. }
        | Fact::StepNoted { .. }
        | Fact::CodeWrong { .. }
        | Fact::CodeLocked { .. }
        | Fact::YouRunLate { .. }
        | Fact::PartLess { .. }
        | Fact::InvoicedByYou { .. }
        | Fact::ShortNoted { .. }
        | Fact::ShortNotPossible { .. }
        | Fact::ClaimAsked { .. }
        | Fact::ClaimGoesToOffice { .. }
        | Fact::ClaimClosed { .. }
        | Fact::TakenBack { .. }
        | Fact::TripNotPaid { .. }
        | Fact::StockLow { .. }
        | Fact::DeliveredByYou { .. }
        | Fact::PartCancelled { .. }
        | Fact::StepRefused { .. } => Role::Vendor,
    }
}
