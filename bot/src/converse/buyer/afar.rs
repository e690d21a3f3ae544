//! Facts for a buyer whose 24-hour window is closed: approved templates, the only thing that WhatsApp lets through.
//!
//! News without a template of its own rides in `order_update` as one whole sentence.

use realserv_domain::message::{Message, TemplateCall};
use realserv_domain::orders::Fact;
use realserv_templates::whatsapp;

use super::Alone;
use super::facts::{at, items, message, when};
use super::view::View;

/// None for what is the vendor's to hear.
pub(super) fn template(fact: &Fact, view: &View<'_>) -> Option<Message> {
    Some(Message::Template(call(fact, view)?))
}

fn call(fact: &Fact, view: &View<'_>) -> Option<TemplateCall> {
    let language = view.language;
    Some(match fact {
        Fact::PayNow { number, total_paise, url, until, .. } => {
            let until = view.words.pay_until_line(&at(*until, view));
            let amount = *total_paise;
            whatsapp::PaymentLink { number, amount, until: &until, link: url }.call(language)
        }
        // Its template speaks of one vendor.
        Fact::Paid { number, amount_paise, vendors: ..=1, .. } => {
            whatsapp::OrderPaid { number, amount: *amount_paise }.call(language)
        }
        Fact::Accepted { number, part, code, .. } => {
            let (items, when) = (items(part, view), when(part, view));
            let vendor = part.vendor.in_language(language);
            let (items, when, code) = (items.as_str(), when.as_str(), code.reveal());
            if part.is_labour {
                whatsapp::CrewAccepted { number, vendor, items, when, code }.call(language)
            } else {
                whatsapp::OrderAccepted { number, vendor, items, when, code }.call(language)
            }
        }
        Fact::Dispatched { number, part, carrier, .. } if !carrier.vehicle.is_empty() => {
            let (vehicle, driver) = (carrier.vehicle.as_str(), carrier.driver.as_str());
            whatsapp::OrderDispatched { number, items: &items(part, view), vehicle, driver }
                .call(language)
        }
        Fact::OnTheWay { number, part, code, .. } if part.is_labour => {
            whatsapp::CrewOnTheWay { number, items: &items(part, view), code: code.reveal() }
                .call(language)
        }
        Fact::Delivered { number, part, .. } if part.is_labour => {
            whatsapp::CrewHasCome { number, items: &items(part, view) }.call(language)
        }
        Fact::OnTheWay { number, part, code, .. } => {
            whatsapp::OrderOnTheWay { number, items: &items(part, view), code: code.reveal() }
                .call(language)
        }
        Fact::Delivered { number, part, .. } => {
            whatsapp::OrderDelivered { number, items: &items(part, view) }.call(language)
        }
        Fact::Cancelled { number, whole_order: true, refund_paise, kept_paise, .. }
            if kept_paise.is_zero() && refund_paise.is_zero() =>
        {
            whatsapp::OrderCancelled { number }.call(language)
        }
        Fact::Cancelled { number, whole_order: true, refund_paise, kept_paise, .. }
            if kept_paise.is_zero() =>
        {
            whatsapp::OrderCancelledRefund { number, amount: *refund_paise }.call(language)
        }
        Fact::RefundStarted { number, amount_paise, why, .. } if !why.is_of_a_stray() => {
            whatsapp::RefundStarted { number, amount: *amount_paise }.call(language)
        }
        Fact::RefundDone { number, amount_paise, .. } => {
            whatsapp::RefundDone { number, amount: *amount_paise }.call(language)
        }
        // Its template knows of no other price; the order's card shows that.
        Fact::NobodyAccepted { order, number, part, more_paise: _ } => {
            let wait = view.id(Alone::Wait(*order, part.part));
            let money_back = view.id(Alone::MoneyBack(*order, part.part));
            let items = items(part, view);
            whatsapp::NobodyAccepted { number, items: &items, wait: &wait, money_back: &money_back }
                .call(language)
        }
        Fact::TimePassed { order, number, part } => {
            let new_time = view.id(Alone::NewTime(*order, part.part));
            let money_back = view.id(Alone::MoneyBack(*order, part.part));
            let (items, when) = (items(part, view), when(part, view));
            whatsapp::TimePassed {
                number,
                items: &items,
                when: &when,
                new_time: &new_time,
                money_back: &money_back,
            }
            .call(language)
        }
        Fact::Invoiced { order, number, paper } => {
            let invoice = view.id(Alone::Invoice(*order));
            let (paper, amount) = (paper.number.to_string(), paper.total_paise);
            whatsapp::InvoiceReady { paper: &paper, number, amount, invoice: &invoice }
                .call(language)
        }
        Fact::CameShort { order, number, part, missing, sku: Some(sku), .. } if part.is_labour => {
            let others = view.id(Alone::FindOthers(*order, *sku, missing.quantity));
            whatsapp::CrewShort { number, news: &news(fact, view)?, others: &others }.call(language)
        }
        Fact::NoInvoiceYet { number, .. }
        | Fact::PayButtonComes { number, .. }
        | Fact::AskingForNewTime { number, .. }
        | Fact::LinkTrouble { number, .. }
        | Fact::StillAsking { number, .. }
        | Fact::Paid { number, .. }
        | Fact::LinkIsSlow { number, .. }
        | Fact::PaymentTrouble { number, .. }
        | Fact::CashNotPossible { number, .. }
        | Fact::PlacedForCash { number, .. }
        | Fact::Expired { number, .. }
        | Fact::YardOpens { number, .. }
        | Fact::Countered { number, .. }
        | Fact::DearerNotPossible { number, .. }
        | Fact::DearerIsOff { number, .. }
        | Fact::AskingNext { number, .. }
        | Fact::Packed { number, .. }
        | Fact::Dispatched { number, .. }
        | Fact::CancelAskedAgain { number, .. }
        | Fact::Cancelled { number, .. }
        | Fact::RefundStarted { number, .. }
        | Fact::CancelDisputed { number, .. }
        | Fact::RefundWaits { number, .. }
        | Fact::RunsLate { number, .. }
        | Fact::CodeTriedTooOften { number, .. }
        | Fact::FewerAskedAgain { number, .. }
        | Fact::FewerNotPossible { number, .. }
        | Fact::MadeLess { number, .. }
        | Fact::CameShort { number, .. }
        | Fact::ClaimNoted { number, .. }
        | Fact::ClaimNotPossible { number, .. }
        | Fact::ClaimWithOffice { number, .. }
        | Fact::ClaimSettled { number, .. }
        | Fact::Rated { number, .. }
        | Fact::RatingStands { number, .. }
        | Fact::TooLate { number, .. } => {
            whatsapp::OrderUpdate { number, news: &news(fact, view)? }.call(language)
        }
        // A follow-up is never a template (`converse::follow_up`), and what a bill shows is worth none.
        Fact::PayReminder { .. }
        | Fact::BillEnded { .. }
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
        | Fact::InvoicedByYou { .. }
        | Fact::PartLess { .. }
        | Fact::ShortNoted { .. }
        | Fact::ShortNotPossible { .. }
        | Fact::ClaimAsked { .. }
        | Fact::ClaimGoesToOffice { .. }
        | Fact::ClaimClosed { .. }
        | Fact::TakenBack { .. }
        | Fact::TripNotPaid { .. }
        | Fact::Payee { .. }
        | Fact::StockLow { .. }
        | Fact::DeliveredByYou { .. }
        | Fact::PartCancelled { .. }
        | Fact::StepRefused { .. } => return None,
    })
}

/// The words of the free message, without its buttons.
fn news(fact: &Fact, view: &View<'_>) -> Option<String> {
    match message(fact, view)? {
        Message::Text { body }
        | Message::Buttons { body, .. }
        | Message::List { body, .. }
        | Message::Link { body, .. }
        | Message::Bill { body, .. }
        | Message::BillEnded { body, .. }
        | Message::AskLocation { body }
        | Message::AskContact { body }
        | Message::Document { body, .. }
        | Message::Form { body, .. } => Some(body),
        Message::Template(_) => None,
    }
}
