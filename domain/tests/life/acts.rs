//! What people, Razorpay and the clock may do to an order, for tests that try everything.

use realserv_domain::ids::PartId;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::payments::*;
use realserv_domain::quantity::Quantity;
use realserv_domain::time::{Schedule, open_slots, open_work_days};

use crate::town::*;

/// What a bank says of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is looked into, and nothing is taken yet.
    Asked,
    Taken,
    Reviewed,
    Won,
    Lost,
    /// Lost, but for a part of it.
    LostInPart,
    Closed,
}

impl Verdict {
    pub(crate) const ALL: [Self; 7] = [
        Self::Asked,
        Self::Taken,
        Self::Reviewed,
        Self::Won,
        Self::Lost,
        Self::LostInPart,
        Self::Closed,
    ];

    pub(crate) fn of(self, payment: &Payment) -> Chargeback {
        let (status, share) = match self {
            Self::Asked => (DisputeStatus::Open, 0),
            Self::Taken => (DisputeStatus::Open, 1000),
            Self::Reviewed => (DisputeStatus::UnderReview, 1000),
            Self::Won => (DisputeStatus::Won, 1000),
            Self::Lost => (DisputeStatus::Lost, 1000),
            Self::LostInPart => (DisputeStatus::Lost, 333),
            Self::Closed => (DisputeStatus::Closed, 0),
        };
        Chargeback {
            provider: ProviderId(format!("disp_{}", payment.provider.0)),
            payment: payment.provider.clone(),
            amount_paise: payment.amount_paise,
            deducted_paise: payment.amount_paise.times_ratio(share, 1000),
            status,
            phase: "chargeback".into(),
            reason: "goods_or_services_not_received".into(),
            respond_by: None,
        }
    }
}

/// What somebody may do; which part or payment is chosen when it is done.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    LinkMade,
    LinkRefused,
    LinkCancelled,
    Hint,
    Pays(u8),
    PaysWrong,
    Fails(u8),
    RefundSeen(u8, bool),
    RefundRefused(u8),
    PayAgain,
    Cash,
    Wait(usize),
    MoneyBack(usize),
    /// The buyer pays the difference.
    More(usize),
    NewTime(usize),
    Cancel(Option<usize>),
    Rate(bool),
    Accept(usize),
    Reject(usize),
    OldAccept(usize),
    /// So many bags less, or another slot.
    Fewer(usize, i64),
    OtherTime(usize),
    /// The buyer takes so much out of a line, or the office does.
    TakesOut(usize, i64),
    OfficeTakesOut(usize, i64),
    /// So much is missing at the gate; is it in the yard?
    Short(usize, i64, bool),
    /// So much was missing, or broken.
    Claim(usize, i64, bool),
    ClaimYes(usize),
    ClaimNo(usize),
    /// The office gives so much for the newest claim, at our cost or the vendor's.
    SettlesClaim(usize, i64, bool),
    CounterYes(usize),
    CounterNo(usize),
    /// So many per cent dearer.
    Dearer(usize, i64),
    Pack(usize),
    Dispatch(usize),
    Leave(usize),
    Code(usize),
    WrongCode(usize),
    VendorCancels(usize),
    OfficeCancels(Option<usize>),
    OfficeRefunds(i64),
    OfficeTakesBack(usize, i64),
    /// The bank of the payer of this payment says something of it: how far, and how much of the payment is taken.
    Disputes(u8, Verdict),
    OfficeSettlesDispute(u8, bool),
    OfficeReassigns(usize),
    OfficeDelivers(usize),
    OfficeSettles(usize, bool),
    MinutesPass(i64),
    YardsEmpty(bool),
}

/// The act as an event, if there is anything to do it to.
pub(crate) fn event(world: &World, act: Act) -> Option<OrderEvent> {
    let order = &world.order;
    let part = |at: usize| &order.parts[at % order.parts.len()];
    let id = |at: usize| -> PartId { part(at).id };
    let by = |at: usize| part(at).share.vendor.id;
    let link = order.links.last();
    let pay = |n: u8| ProviderId(format!("pay_{n}"));
    let refund = |n: u8| order.refunds.get(usize::from(n));
    let paid = |name: &str, amount: Paise| {
        let payments = vec![payment(name, amount, PaymentStatus::Captured)];
        Some(OrderEvent::LinkSeen { link: link?.id, status: LinkStatus::Paid, payments })
    };
    Some(match act {
        Act::LinkMade => OrderEvent::LinkCreated {
            link: link?.id,
            provider: ProviderId(format!("plink_{}", link?.attempt)),
            short_url: "https://rzp.io/x".into(),
        },
        Act::LinkRefused => OrderEvent::LinkRefused { link: link?.id, detail: String::new() },
        Act::LinkCancelled => OrderEvent::LinkCancelled { link: link?.id },
        Act::Hint => OrderEvent::LinkHinted { link: link?.id },
        Act::Pays(n) => paid(&pay(n).0, link?.amount_paise)?,
        Act::PaysWrong => paid("pay_wrong", Paise::rupees(77))?,
        Act::Fails(n) => {
            OrderEvent::PaymentFailed { payment: pay(n), trouble: PaymentTrouble::NoFunds }
        }
        Act::RefundSeen(n, good) => OrderEvent::RefundSeen {
            refund: refund(n)?.id,
            provider: ProviderId(format!("rfnd_{n}")),
            status: if good { RefundStatus::Processed } else { RefundStatus::Failed },
        },
        Act::RefundRefused(n) => {
            OrderEvent::RefundRefused { refund: refund(n)?.id, detail: String::new() }
        }
        Act::PayAgain => OrderEvent::PayAgainAsked { by: BUYER },
        Act::Cash => OrderEvent::CashChosen { by: BUYER },
        Act::Wait(at) => OrderEvent::WaitChosen { part: id(at), by: BUYER },
        Act::More(at) => {
            let more_paise = part(at).more_paise()?;
            OrderEvent::MoreChosen { part: id(at), by: BUYER, more_paise }
        }
        Act::MoneyBack(at) => OrderEvent::MoneyBackChosen { part: id(at), by: BUYER },
        Act::NewTime(at) => {
            let schedule = part(at).schedule.unwrap_or(order.schedule);
            let goods = !part(at).is_labour();
            let slots = open_slots(&world.now, 6, 1).into_iter().next();
            let shift = schedule.work.map(|work| work.shift);
            let called_by = world.terms.crews_called_by();
            let days = open_work_days(&world.now, called_by, 9)
                .into_iter()
                .find(|d| Some(d.shift) == shift);
            let schedule =
                Schedule { delivery: slots.filter(|_| goods), work: days.filter(|_| !goods) };
            OrderEvent::TimeChosen { part: id(at), by: BUYER, schedule }
        }
        Act::Cancel(at) => {
            let part = at.map(id);
            cancel_asked(part, order.cancelling(part, &world.now, &world.terms))
        }
        Act::Rate(good) => {
            let rating = if good { Rating::Good } else { Rating::Bad };
            OrderEvent::Rated { by: BUYER, rating }
        }
        Act::Accept(at) => {
            OrderEvent::OfferAccepted { offer: part(at).offers.last()?.offer, by: by(at) }
        }
        Act::Reject(at) => OrderEvent::OfferRejected {
            offer: part(at).offers.last()?.offer,
            by: by(at),
            reason: RejectReason::Price,
        },
        Act::OldAccept(at) => {
            let first = part(at).offers.first()?;
            OrderEvent::OfferAccepted { offer: first.offer, by: first.vendor }
        }
        Act::Fewer(at, milli) => {
            let line = part(at).share.lines.first()?;
            let quantity = Quantity::from_milli(line.quantity.milli() - milli);
            countered(part(at), Counter::Fewer { quantity })?
        }
        Act::OtherTime(at) => {
            let slot = open_slots(&world.now, 6, 2).into_iter().next_back()?;
            countered(part(at), Counter::At { slot })?
        }
        Act::TakesOut(at, milli) => {
            let less = less(part(at), milli)?;
            let means = order.fewer(less, Party::Buyer, &world.now, &world.terms);
            let told = means.map(|means| (means.back_paise, means.kept_paise));
            let (back_paise, kept_paise) = told.unwrap_or_default();
            OrderEvent::FewerAsked { less, by: BUYER, back_paise, kept_paise }
        }
        Act::OfficeTakesOut(at, milli) => {
            OrderEvent::OfficeMadeLess { less: less(part(at), milli)? }
        }
        Act::Short(at, milli, back) => {
            let Less { part, sku, quantity: came } = less(part(at), milli)?;
            let rest = if back { Rest::Back } else { Rest::Lost };
            OrderEvent::CameShort { part, by: by(at), sku, came, rest }
        }
        Act::Claim(at, milli, broken) => OrderEvent::ClaimMade {
            part: id(at),
            by: BUYER,
            sku: part(at).share.lines.first()?.sku,
            why: if broken { ClaimWhy::Broken } else { ClaimWhy::Short },
            quantity: Quantity::from_milli(milli),
            photo: broken.then(|| Photo {
                media_id: "123".into(),
                message_id: "wamid.1".into(),
                file: None,
            }),
        },
        Act::ClaimYes(at) => answered(part(at), ClaimAnswer::Agreed { rest: Rest::Back })?,
        Act::ClaimNo(at) => answered(part(at), ClaimAnswer::Refused)?,
        Act::SettlesClaim(at, paise, ours) => OrderEvent::OfficeSettledClaim {
            part: id(at),
            claim: newest_claim(part(at))?,
            amount_paise: Paise::new(paise),
            borne_by: if ours { Bearer::Platform } else { Bearer::Vendor },
        },
        Act::CounterYes(at) => {
            let counter = part(at).counter()?;
            OrderEvent::CounterAccepted { part: id(at), by: BUYER, counter }
        }
        Act::CounterNo(at) => OrderEvent::CounterRefused { part: id(at), by: BUYER },
        Act::Dearer(at, percent) => {
            let price = part(at).share.lines.first()?.price_paise;
            OrderEvent::DearerAsked {
                offer: part(at).offers.last()?.offer,
                by: by(at),
                ask_paise: price.times_ratio(100 + percent, 100),
            }
        }
        Act::Pack(at) => OrderEvent::Packed { part: id(at), by: by(at) },
        Act::Dispatch(at) => OrderEvent::Dispatched { part: id(at), by: by(at), carrier: truck() },
        Act::Leave(at) => OrderEvent::LeftForSite { part: id(at), by: by(at) },
        Act::Code(at) => {
            let code = part(at).code.reveal().to_owned();
            OrderEvent::CodeTried { part: id(at), by: by(at), code }
        }
        Act::WrongCode(at) => {
            let code = world.wrong_code(at % order.parts.len());
            OrderEvent::CodeTried { part: id(at), by: by(at), code }
        }
        Act::VendorCancels(at) => OrderEvent::VendorCancelled { part: id(at), by: by(at) },
        Act::OfficeCancels(at) => OrderEvent::OfficeCancelled { part: at.map(id) },
        Act::OfficeRefunds(paise) => OrderEvent::OfficeRefunded { amount_paise: Paise::new(paise) },
        Act::OfficeTakesBack(at, paise) => {
            OrderEvent::OfficeTookBack { part: id(at), amount_paise: Paise::new(paise) }
        }
        Act::Disputes(n, verdict) => {
            let payment = order.payments.get(usize::from(n))?;
            // A bank asks for money that was taken.
            let taken = payment.status == PaymentStatus::Captured;
            OrderEvent::DisputeSeen { said: verdict.of(Some(payment).filter(|_| taken)?) }
        }
        Act::OfficeSettlesDispute(n, ours) => {
            let borne_by = if ours { Bearer::Platform } else { Bearer::Vendor };
            let dispute = order.disputes.get(usize::from(n))?.said.provider.clone();
            OrderEvent::OfficeSettledDispute { dispute, borne_by }
        }
        Act::OfficeReassigns(at) => OrderEvent::OfficeReassigned { part: id(at) },
        Act::OfficeDelivers(at) => OrderEvent::OfficeDelivered { part: id(at) },
        Act::OfficeSettles(at, ours) => {
            let borne_by = if ours { Bearer::Platform } else { Bearer::Vendor };
            OrderEvent::OfficeSettledTrip { part: id(at), borne_by }
        }
        Act::MinutesPass(_) | Act::YardsEmpty(_) => return None,
    })
}

/// So much less of its first line.
fn less(part: &Part, milli: i64) -> Option<Less> {
    let line = part.share.lines.first()?;
    let quantity = line.quantity.less(Quantity::from_milli(milli));
    Some(Less { part: part.id, sku: line.sku, quantity })
}

fn newest_claim(part: &Part) -> Option<u8> {
    u8::try_from(part.claims.len().checked_sub(1)?).ok()
}

fn answered(part: &Part, answer: ClaimAnswer) -> Option<OrderEvent> {
    let (claim, by) = (newest_claim(part)?, part.share.vendor.id);
    Some(OrderEvent::ClaimAnswered { part: part.id, by, claim, answer })
}

fn countered(part: &Part, counter: Counter) -> Option<OrderEvent> {
    let offer = part.offers.last()?.offer;
    Some(OrderEvent::OfferCountered { offer, by: part.share.vendor.id, counter })
}
