//! What happened to an order, put into words. A fact never touches the open question.
//!
//! Inside the 24-hour window it is a free message with the buttons that help now; outside it is a template (`afar`).

use jiff::{Timestamp, Zoned};
use realserv_domain::ids::{DeliveryCode, OrderId, OrderNumber};
use realserv_domain::message::{BillEnd, Button, Message, Paper};
use realserv_domain::money::Paise;
use realserv_domain::orders::{
    Carrier, Fact, InvoiceCard, Method, PartCard, Party, Rating, RefundWhy,
};
use realserv_domain::payments::PaymentTrouble;
use realserv_templates::{Amount, Day, SlotOn, Words, WorkDayOn, fit};

use super::draft::Draft;
use super::view::{View, buttons, text};
use super::{Alone, afar, bill, claim, counter, less, orders};
use crate::converse::news::paper_notice;
use crate::converse::{Effect, TicketAbout};

impl Draft<'_, '_> {
    pub(super) fn told(&mut self, fact: &Fact) {
        let view = self.view();
        let words = view.words;
        let message = if self.ctx.person.window_open {
            message(fact, &view)
        } else {
            afar::template(fact, &view)
        };
        if let Some(message) = message {
            self.say(message);
        }
        self.mail(fact, words);
        self.look_into(fact);
    }

    /// A paper goes by mail too, to who wants that.
    fn mail(&mut self, fact: &Fact, words: &Words) {
        if let Fact::Invoiced { order, number, paper } = fact {
            let body = invoice_words(number, paper, words);
            let notice = Box::new(paper_notice((*order, number), paper, &body, words));
            self.effect(Effect::Notify { notice });
        }
    }

    /// What was found bad is for a person; tapping it twice does not call two.
    fn look_into(&mut self, fact: &Fact) {
        if let Fact::Rated { order, rating: Rating::Bad, is_new: true, .. } = fact {
            let about = TicketAbout::BadRating;
            self.effect(Effect::OpenTicket { order: Some(*order), about });
        }
    }
}

/// None for what is the vendor's to hear: `converse::step` never brings that here. One arm a fact, in the order of an
/// order's life.
pub(super) fn message(fact: &Fact, view: &View<'_>) -> Option<Message> {
    let words = view.words;
    Some(match fact {
        Fact::PayNow { number, total_paise, gate_paise, url, until, bill, .. } => {
            let body = pay_now(number, (*total_paise, *gate_paise), &at(*until, view), words);
            match bill {
                Some(card) => bill::message(body, card, (number, *total_paise), *until, view),
                None => Message::Link { body, title: words.pay_now_button(), url: url.clone() },
            }
        }
        Fact::PayReminder { number, total_paise, url, until, .. } => {
            let body = words.pay_reminder(number, *total_paise, &at(*until, view));
            // Its one button opens the page.
            let body = format!("{body}\n\n{}", words.follow_stop_line());
            Message::Link { body, title: words.pay_now_button(), url: url.clone() }
        }
        Fact::BillEnded { number, reference, end, .. } => {
            let body = match end {
                BillEnd::Completed => words.pay_bill_completed(number),
                BillEnd::Cancelled => words.pay_bill_cancelled(number),
            };
            Message::BillEnded { body, reference: reference.clone(), end: *end }
        }
        Fact::Invoiced { number, paper, .. } => invoice(number, paper, words),
        Fact::NoInvoiceYet { number, .. } => text(words.invoices_none_yet(number)),
        Fact::PayButtonComes { number, .. } => text(words.pay_button_comes(number)),
        Fact::LinkTrouble { order, number, cash } => {
            let again = view.button(Alone::PayAgain(*order), &words.pay_again_button());
            let row = [Some(again), cash_if(*cash, *order, view), Some(person(*order, view))];
            buttons(words.pay_link_trouble(number), row.into_iter().flatten().collect())
        }
        Fact::LinkIsSlow { order, number, until, cash } => {
            let cancel = view.button(Alone::Cancel(*order), &words.orders_cancel_button());
            let row = [cash_if(*cash, *order, view), Some(person(*order, view)), Some(cancel)];
            let body = words.pay_link_slow(number, &at(*until, view));
            buttons(body, row.into_iter().flatten().collect())
        }
        Fact::PaymentTrouble { order, number, cash, trouble } => {
            let row =
                [Some(pay(*order, view)), cash_if(*cash, *order, view), Some(person(*order, view))];
            let body = payment_trouble(number, *trouble, view);
            buttons(body, row.into_iter().flatten().collect())
        }
        Fact::Paid { number, amount_paise, late, vendors, .. } => text(if *late {
            words.pay_received_late(number, *amount_paise, *vendors)
        } else {
            words.pay_received(number, *amount_paise, *vendors)
        }),
        Fact::CashNotPossible { order, number, limit_paise } => {
            let now = view.button(Alone::PayLink(*order), &words.pay_now_button());
            let row = vec![now, person(*order, view)];
            buttons(words.pay_cash_not_possible(number, *limit_paise), row)
        }
        Fact::PlacedForCash { number, total_paise, vendors, .. } => {
            text(words.pay_cash_placed(number, *total_paise, *vendors))
        }
        Fact::Expired { order, number } => {
            buttons(words.pay_expired(number), vec![reorder(view), person(*order, view)])
        }
        Fact::YardOpens { number, vendor, at: opens, .. } => {
            let opens = at(*opens, view);
            let day = Day { on: opens.date(), today: view.now.date() };
            text(words.orders_yard_opens(number, vendor, day, &opens))
        }
        Fact::Accepted { number, part, code, .. } => text(accepted(number, part, code, view)),
        Fact::Countered {
            order,
            number,
            part,
            with,
            counter,
            back_paise,
            refund_paise,
            method,
        } => {
            let as_by_method = if *method == Method::Cash { Paise::ZERO } else { *back_paise };
            let refund_paise = refund_paise.unwrap_or(as_by_method);
            let means = (*counter, *back_paise, refund_paise);
            counter::question(*order, number, (part, with), means, view)
        }
        Fact::DearerNotPossible { number, limit_paise, .. } => {
            text(words.orders_dearer_not_possible(number, *limit_paise))
        }
        Fact::DearerIsOff { number, less_paise, .. } => {
            text(words.orders_dearer_is_off(number, *less_paise))
        }
        Fact::AskingNext { number, part, .. } => {
            text(words.orders_asking_next(number, &items(part, view)))
        }
        Fact::NobodyAccepted { order, number, part, more_paise } => {
            nobody_accepted(*order, number, (part, *more_paise), view)
        }
        Fact::TimePassed { order, number, part } => {
            let row = vec![
                view.button(Alone::NewTime(*order, part.part), &words.orders_new_time_button()),
                view.button(Alone::MoneyBack(*order, part.part), &words.orders_money_back_button()),
                person(*order, view),
            ];
            let (items, when) = (items(part, view), when(part, view));
            buttons(words.orders_time_passed(number, &items, &when), row)
        }
        Fact::AskingForNewTime { number, part, .. } => {
            let (items, when) = (items(part, view), when(part, view));
            text(words.orders_asking_for_new_time(number, &items, &when))
        }
        Fact::StillAsking { number, .. } => text(words.orders_waiting(number)),
        Fact::Packed { number, part, .. } => text(words.orders_packed(number, &items(part, view))),
        Fact::Dispatched { number, part, carrier, .. } => {
            text(dispatched(number, part, carrier, view))
        }
        Fact::OnTheWay { number, part, code, .. } => text(on_the_way(number, part, code, view)),
        Fact::Delivered { order, number, part, whole_order } => {
            delivered(*order, number, part, *whole_order, view)
        }
        Fact::CancelAskedAgain { order, number, means } => {
            let again = orders::shall_we_cancel(*order, number, *means, view);
            changed_since(words.orders_cancel_changed(), again)
        }
        Fact::Cancelled {
            number, parts, whole_order, by, why, refund_paise, kept_paise, ..
        } => {
            let (by, why) = (*by, *why);
            let who = if *whole_order {
                cancelled_by(number, by, why, view)
            } else {
                part_cancelled_by(number, parts, (by, why), view)
            };
            let body = with_money(who, *refund_paise, *kept_paise, view);
            // The rest goes on: nothing is missing that a tap could bring back.
            if *whole_order { buttons(body, vec![reorder(view)]) } else { text(body) }
        }
        Fact::RefundStarted { number, amount_paise, why, .. } => {
            text(refund_started(number, *amount_paise, *why, view))
        }
        Fact::RefundDone { number, amount_paise, .. } => {
            text(words.pay_refund_done(number, *amount_paise))
        }
        Fact::CancelDisputed { order, number } => {
            buttons(words.pay_cancel_disputed(number), vec![person(*order, view)])
        }
        Fact::RefundWaits { number, amount_paise, .. } => {
            text(words.pay_refund_waits(number, *amount_paise))
        }
        Fact::RunsLate { order, number, part } => {
            let (items, when) = (items(part, view), when(part, view));
            let body = words.orders_runs_late(number, &items, &when);
            buttons(body, vec![person(*order, view)])
        }
        Fact::CodeTriedTooOften { order, number, part } => {
            let body = words.orders_code_locked(number, &items(part, view));
            buttons(body, vec![person(*order, view)])
        }
        Fact::Rated { number, rating: Rating::Good, .. } => text(words.orders_rated_good(number)),
        Fact::Rated { order, number, rating: Rating::Bad, .. } => {
            let row = vec![view.button(Alone::Claim(*order), &words.claims_button())];
            buttons(words.orders_rated_bad(number), row)
        }
        Fact::FewerAskedAgain { .. } | Fact::FewerNotPossible { .. } | Fact::MadeLess { .. } => {
            return less::told(fact, view);
        }
        Fact::CameShort { .. } => return less::told(fact, view),
        Fact::ClaimNoted { .. }
        | Fact::ClaimNotPossible { .. }
        | Fact::ClaimWithOffice { .. }
        | Fact::ClaimSettled { .. } => return claim::told(fact, view),
        Fact::RatingStands { order, number } => {
            buttons(words.orders_rating_stands(number), vec![person(*order, view)])
        }
        Fact::TooLate { order, number, state } => {
            let show = view.button(Alone::Order(*order), &words.orders_show_button());
            buttons(words.orders_too_late(number, *state), vec![show, person(*order, view)])
        }
        Fact::Offer { .. }
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
        | Fact::Payee { .. }
        | Fact::StockLow { .. }
        | Fact::DeliveredByYou { .. }
        | Fact::PartCancelled { .. }
        | Fact::StepRefused { .. } => return None,
    })
}

/// The question anew, under a line that says why.
pub(super) fn changed_since(note: String, mut question: Message) -> Message {
    if let Message::Buttons { body, .. } = &mut question {
        *body = format!("{note}\n\n{body}");
    }
    question
}

/// The file, with what it is.
fn invoice(number: &OrderNumber, paper: &InvoiceCard, words: &Words) -> Message {
    let body = invoice_words(number, paper, words);
    let file_name = format!("{}.pdf", paper.number);
    Message::Document { body, paper: Paper::Invoice(paper.invoice), file_name }
}

fn invoice_words(number: &OrderNumber, paper: &InvoiceCard, words: &Words) -> String {
    let (name, amount) = (paper.number.to_string(), paper.total_paise);
    match paper.credits {
        Some(of) => words.invoices_credit(&name, &of.to_string(), number, amount),
        None => words.invoices_here(&name, number, amount),
    }
}

fn payment_trouble(number: &OrderNumber, trouble: PaymentTrouble, view: &View<'_>) -> String {
    let words = view.words;
    match trouble {
        PaymentTrouble::NotFinished => words.pay_not_finished(number),
        PaymentTrouble::NoFunds => words.pay_no_funds(number),
        PaymentTrouble::BankTrouble => words.pay_bank_trouble(number),
        PaymentTrouble::Declined => words.pay_declined(number),
    }
}

/// At most three buttons: where one can be had for more, there is no room for a person.
fn nobody_accepted(
    order: OrderId,
    number: &OrderNumber,
    (part, more_paise): (&PartCard, Option<Paise>),
    view: &View<'_>,
) -> Message {
    let (words, items) = (view.words, items(part, view));
    let wait = view.button(Alone::Wait(order, part.part), &words.orders_wait_button());
    let back = view.button(Alone::MoneyBack(order, part.part), &words.orders_money_back_button());
    let Some(more) = more_paise else {
        let row = vec![wait, back, person(order, view)];
        return buttons(words.orders_nobody_accepted(number, &items), row);
    };
    let pay = view.button(Alone::More(order, part.part, more), &words.orders_more_button(more));
    buttons(words.orders_nobody_but_dearer(number, &items, more), vec![pay, wait, back])
}

fn delivered(
    order: OrderId,
    number: &OrderNumber,
    part: &PartCard,
    whole_order: bool,
    view: &View<'_>,
) -> Message {
    if !whole_order {
        return text(view.words.orders_part_delivered(number, &items(part, view)));
    }
    let words = view.words;
    let row = vec![
        view.button(Alone::Rate(order, Rating::Good), &words.orders_rate_good_button()),
        view.button(Alone::Rate(order, Rating::Bad), &words.orders_rate_bad_button()),
        again(order, part, view),
    ];
    buttons(words.orders_delivered(number, what(part.is_labour)), row)
}

/// What a part brings, as texts choose by it.
pub(super) const fn what(is_labour: bool) -> &'static str {
    if is_labour { "crew" } else { "goods" }
}

fn accepted(number: &OrderNumber, part: &PartCard, code: &DeliveryCode, view: &View<'_>) -> String {
    let words = view.words;
    let (items, when) = (items(part, view), when_from_today(part, view));
    if part.is_labour {
        words.orders_crew_accepted(number, &part.vendor, &items, &when, code.reveal())
    } else {
        words.orders_accepted(number, &part.vendor, &items, &when, code.reveal())
    }
}

fn dispatched(number: &OrderNumber, part: &PartCard, carrier: &Carrier, view: &View<'_>) -> String {
    let items = items(part, view);
    if part.is_labour || carrier.vehicle.is_empty() {
        view.words.orders_crew_dispatched(number, &items, &carrier.driver)
    } else {
        view.words.orders_dispatched(number, &items, &carrier.vehicle, &carrier.driver)
    }
}

/// No yard broke its word where none had given it.
fn cancelled_by(number: &OrderNumber, by: Party, why: RefundWhy, view: &View<'_>) -> String {
    let words = view.words;
    match by {
        Party::Vendor if why == RefundWhy::NobodyAccepted => words.orders_cancelled_nobody(number),
        Party::Vendor => words.orders_cancelled_by_vendor(number),
        Party::Buyer => words.orders_cancelled_by_you(number),
        Party::Office => words.orders_cancelled_by_office(number),
    }
}

/// More of a list says nothing that the first lines do not, and the money must still be read.
const MOST_ITEMS: usize = 300;

fn part_cancelled_by(
    number: &OrderNumber,
    parts: &[PartCard],
    (by, why): (Party, RefundWhy),
    view: &View<'_>,
) -> String {
    let words = view.words;
    let all: Vec<String> = parts.iter().map(|part| items(part, view)).collect();
    let items = fit(&all.join(", "), MOST_ITEMS);
    match by {
        Party::Vendor if why == RefundWhy::NobodyAccepted => {
            words.orders_part_cancelled_nobody(number, &items)
        }
        Party::Vendor => words.orders_part_cancelled_by_vendor(number, &items),
        Party::Buyer => words.orders_part_cancelled_by_you(number, &items),
        Party::Office => words.orders_part_cancelled_by_office(number, &items),
    }
}

pub(super) fn with_money(
    who: String,
    refund_paise: Paise,
    kept_paise: Paise,
    view: &View<'_>,
) -> String {
    let words = view.words;
    match (refund_paise.is_zero(), kept_paise.is_zero()) {
        (true, true) => who,
        (true, false) => format!("{who} {}", words.orders_all_kept(kept_paise)),
        (false, true) => format!("{who} {}", words.orders_refund_follows(refund_paise)),
        (false, false) => {
            format!("{who} {}", words.orders_refund_less_kept(refund_paise, kept_paise))
        }
    }
}

fn refund_started(number: &OrderNumber, amount: Paise, why: RefundWhy, view: &View<'_>) -> String {
    let words = view.words;
    match why {
        RefundWhy::PaidTwice => words.pay_refund_paid_twice(number, amount),
        RefundWhy::PaidTooLate => words.pay_refund_too_late(number, amount),
        RefundWhy::PaidAfterCancelling => words.pay_refund_after_cancelling(number, amount),
        RefundWhy::WrongAmount => words.pay_refund_wrong_amount(number, amount),
        RefundWhy::CashInstead => words.pay_refund_cash_instead(number, amount),
        RefundWhy::NobodyAccepted => words.pay_refund_nobody(number, amount),
        RefundWhy::FewerCame => words.pay_refund_fewer(number, amount),
        // Said with what it is for; this is one that was sent again.
        RefundWhy::ShortAtSite | RefundWhy::Broken => words.pay_refund_fewer(number, amount),
        RefundWhy::TakenBack => words.pay_refund_taken_back(number, amount),
        RefundWhy::CancelledByBuyer
        | RefundWhy::CancelledByVendor
        | RefundWhy::CancelledByOffice
        | RefundWhy::Goodwill => words.pay_refund_started(number, amount),
    }
}

fn on_the_way(
    number: &OrderNumber,
    part: &PartCard,
    code: &DeliveryCode,
    view: &View<'_>,
) -> String {
    let items = items(part, view);
    let body = if part.is_labour {
        view.words.orders_crew_on_the_way(number, &items, code.reveal())
    } else {
        view.words.orders_on_the_way(number, &items, code.reveal())
    };
    if part.gate_paise.is_zero() {
        return body;
    }
    format!("{body}\n\n{}", view.words.orders_cash_ready_line(part.gate_paise))
}

/// What is paid now, and what in cash when it comes.
pub(super) fn pay_now(
    number: &OrderNumber,
    (now_paise, gate_paise): (Paise, Paise),
    until: &Zoned,
    words: &Words,
) -> String {
    if gate_paise.is_zero() {
        words.pay_now(number, now_paise, until)
    } else {
        words.pay_now_advance(number, now_paise, gate_paise, until)
    }
}

/// "50 bags UltraTech OPC 53, 2 loads river sand".
pub(super) fn items(part: &PartCard, view: &View<'_>) -> String {
    let lines = part.lines.iter().map(|line| {
        let amount = Amount { quantity: line.quantity, unit: line.unit };
        let name = line.name.in_language(view.language);
        view.words.orders_item_line(name, amount, line.unit.as_str())
    });
    lines.collect::<Vec<_>>().join(", ")
}

/// The day and hours of a part: its slot, or its day and shift.
pub(super) fn when(part: &PartCard, view: &View<'_>) -> String {
    let slot = part.schedule.delivery.filter(|_| !part.is_labour);
    let work = part.schedule.work.filter(|_| part.is_labour);
    match (slot, work) {
        (Some(slot), _) => view.words.orders_slot_line(slot),
        (None, Some(work)) => view.words.orders_work_line(work),
        (None, None) => String::new(),
    }
}

/// The same for who reads it now: "Today, 12 noon–4 pm". A template may be read on another day.
fn when_from_today(part: &PartCard, view: &View<'_>) -> String {
    let today = view.now.date();
    let slot = part.schedule.delivery.filter(|_| !part.is_labour);
    let work = part.schedule.work.filter(|_| part.is_labour);
    match (slot, work) {
        (Some(slot), _) => view.words.schedule_slot_title(SlotOn { slot, today }),
        (None, Some(work)) => view.words.schedule_work_title(WorkDayOn { work, today }),
        (None, None) => String::new(),
    }
}

pub(super) fn at(instant: Timestamp, view: &View<'_>) -> Zoned {
    instant.to_zoned(view.now.time_zone().clone())
}

fn pay(order: OrderId, view: &View<'_>) -> Button {
    view.button(Alone::PayLink(order), &view.words.pay_again_button())
}

/// No button for what the order's total forbids.
fn cash_if(possible: bool, order: OrderId, view: &View<'_>) -> Option<Button> {
    possible.then(|| view.button(Alone::CashInstead(order), &view.words.review_cash_button()))
}

pub(super) fn person(order: OrderId, view: &View<'_>) -> Button {
    view.button(Alone::PersonFor(order), &view.words.help_person_button())
}

/// Who builds tomorrow as well has the same people by one tap.
fn again(order: OrderId, part: &PartCard, view: &View<'_>) -> Button {
    match part.schedule.work.filter(|_| part.is_labour) {
        Some(work) => {
            let title = view.words.orders_crew_again_button();
            view.button(Alone::CrewAgain(order, work.shift), &title)
        }
        None => reorder(view),
    }
}

fn reorder(view: &View<'_>) -> Button {
    view.button(Alone::Reorder, &view.words.orders_again_button())
}
