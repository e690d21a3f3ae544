//! Paying within the chat: a bill in WhatsApp ("Review and pay") in place of the link's button.
//!
//! The link is made all the same, and the bill is one more way to pay what it asks for. So there is always something to
//! fall back to when WhatsApp will not show the bill, and a payment by either is one of the same order: whichever comes
//! second is one too many and goes back (`money`). What WhatsApp says of a bill is a hint, as Razorpay's webhooks are: the
//! order asks, and the answer to that counts.

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::{Attention, Fact, LineCard, Link, Order, PartStep, RazorpayCall, Terms};
use crate::ids::LinkId;
use crate::message::BillEnd;
use crate::money::Paise;
use crate::payments::{LinkStatus, Payment, PaymentStatus, PaymentTrouble, ProviderId};
use crate::place::Pin;

/// WhatsApp wants a bill to stay open for five minutes at least (whatsapp.md 6.2), and it may wait for a moment on its way.
const LEAST_BILL_MINUTES: u32 = 7;

/// Who asked for so many bills of one link gets the link.
const MOST_BILLS: usize = 9;

/// A bill that was sent into the chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatBill {
    /// 1, 2 …: each message needs a reference of its own.
    pub nth: u16,
    /// The payment configuration that it was sent under: its look-up is asked by it, whatever is configured by then.
    pub configuration: String,
    pub status: BillStatus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillStatus {
    Open,
    /// WhatsApp would not show it: an old client, terms not accepted, a configuration that does not work.
    Unsent,
    /// At most one payment of a bill ever succeeds.
    Paid,
}

/// A bill as it is put into words. No name and no address: who it is for knows his conversation, and WhatsApp is told no
/// more of the site than its area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillCard {
    /// `<order number>-<attempt>.<nth>`.
    pub reference: String,
    /// That of the link beside it.
    pub link: String,
    pub configuration: String,
    /// What is bought, where all of it is paid now; none where only a part of the total is asked for.
    pub lines: Vec<LineCard>,
    pub delivery_paise: Paise,
    pub round_off_paise: Paise,
    pub pin: Pin,
    /// In English: WhatsApp does not show it to anybody.
    pub locality: String,
}

/// An attempt to pay within the chat that failed, as it was looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedInChat {
    pub payment: ProviderId,
    pub trouble: PaymentTrouble,
}

impl Terms {
    /// Whether bills are paid within the chat: the office wants it, and there is a configuration not known to be inactive.
    #[must_use]
    pub fn pays_in_chat(&self) -> bool {
        self.pay_in_chat && !self.payment_configuration.is_empty()
    }
}

impl Link {
    fn has_open_bills(&self) -> bool {
        self.bills.iter().any(|bill| bill.status != BillStatus::Paid)
    }

    /// Whether there is nothing more to be learned of it: neither it nor a bill beside it can bring money that is not known.
    pub(super) fn is_settled(&self) -> bool {
        self.status == LinkStatus::Paid && !self.has_open_bills()
    }
}

/// The reference of the link beside a bill, by the bill's own.
#[must_use]
pub fn link_of_bill(reference: &str) -> Option<&str> {
    let (link, nth) = reference.rsplit_once('.')?;
    nth.parse::<u16>().ok().map(|_| link)
}

impl Order {
    fn link_reference(&self, link: &Link) -> String {
        format!("{}-{}", self.number, link.attempt)
    }

    fn find_bill(&self, reference: &str) -> Option<(LinkId, u16)> {
        let (attempt, nth) = reference.rsplit_once('.')?;
        let nth = nth.parse().ok()?;
        let link = self.links.iter().find(|link| self.link_reference(link) == attempt)?;
        link.bills.iter().any(|bill| bill.nth == nth).then_some((link.id, nth))
    }

    fn bill_mut(&mut self, (link, nth): (LinkId, u16)) -> Option<&mut ChatBill> {
        let link = self.links.iter_mut().find(|known| known.id == link)?;
        link.bills.iter_mut().find(|bill| bill.nth == nth)
    }

    /// The lines of what is still wanted, with the delivery: they come to the total but for its round-off. An advance is a
    /// part of it, and a part has no lines.
    fn billed(&self, amount: Paise) -> (Vec<LineCard>, Paise, Paise) {
        let nothing = (Vec::new(), Paise::ZERO, Paise::ZERO);
        if amount != self.total_paise {
            return nothing;
        }
        let wanted = || self.parts.iter().filter(|part| part.step() != PartStep::Cancelled);
        let lines: Vec<LineCard> =
            wanted().flat_map(|part| &part.share.lines).map(LineCard::from).collect();
        let delivery: Paise = wanted().map(|part| part.share.delivery_paise).sum();
        let goods: Paise = lines.iter().map(|line| line.total_paise).sum();
        let round_off = amount - goods - delivery;
        // More than that is something that these lines do not tell.
        let rupee = Paise::rupees(1);
        let is_round_off = -rupee < round_off && round_off < rupee;
        if is_round_off { (lines, delivery, round_off) } else { nothing }
    }
}

impl Draft<'_, '_> {
    /// A bill for the open link, where bills are paid in the chat. Who could not be shown one is shown no other.
    pub(super) fn new_bill(&mut self) -> Option<Box<BillCard>> {
        let refused = |link: &Link| link.bills.iter().any(|bill| bill.status == BillStatus::Unsent);
        let has_time = self.in_minutes(self.now(), LEAST_BILL_MINUTES) <= self.order.quote_ends_at;
        if !self.ctx.terms.pays_in_chat() || !has_time || self.order.links.iter().any(refused) {
            return None;
        }
        let amount = self.order.online_paise();
        let link = self.order.links.last().filter(|link| link.amount_paise == amount)?;
        if link.bills.len() >= MOST_BILLS {
            return None;
        }
        let nth = u16::try_from(link.bills.len() + 1).ok()?;
        let link_reference = self.order.link_reference(link);
        let configuration = self.ctx.terms.payment_configuration.clone();
        let (lines, delivery_paise, round_off_paise) = self.order.billed(amount);
        let bill = ChatBill { nth, configuration: configuration.clone(), status: BillStatus::Open };
        self.order.links.last_mut()?.bills.push(bill);
        let site = &self.order.site;
        Some(Box::new(BillCard {
            reference: format!("{link_reference}.{nth}"),
            link: link_reference,
            configuration,
            lines,
            delivery_paise,
            round_off_paise,
            pin: site.pin.clone(),
            locality: site.locality.in_language(crate::language::Language::En).to_owned(),
        }))
    }

    /// Asks how the bills beside a link stand. One that never arrived is asked about too: a message that failed may have
    /// been shown all the same.
    pub(super) fn look_up_bills(&mut self, id: LinkId) {
        let Some(link) = self.link(id) else { return };
        let open = link.bills.iter().filter(|bill| bill.status != BillStatus::Paid);
        let nths: Vec<u16> = open.map(|bill| bill.nth).collect();
        nths.into_iter().for_each(|nth| self.look_up_bill(id, nth, false));
    }

    fn look_up_bill(&mut self, id: LinkId, nth: u16, claimed: bool) {
        let Some(link) = self.link(id) else { return };
        let Some(bill) = link.bills.iter().find(|bill| bill.nth == nth) else { return };
        let reference = format!("{}.{nth}", self.order.link_reference(link));
        let (configuration, amount_paise) = (bill.configuration.clone(), link.amount_paise);
        let call =
            RazorpayCall::LookUpBill { link: id, reference, configuration, amount_paise, claimed };
        self.call(call);
    }

    /// A webhook of WhatsApp's. `claimed`: so much was paid, as it says. What it says of the amount can be compared at once;
    /// that it is signed does not make it true.
    pub(super) fn bill_hinted(&mut self, reference: &str, claimed: Option<Paise>) {
        let Some((link, nth)) = self.order.find_bill(reference) else { return };
        let asked = self.link(link).map(|link| link.amount_paise);
        if claimed.is_some() && claimed != asked {
            self.doubt();
        }
        self.look_up_bill(link, nth, claimed.is_some());
    }

    /// What WhatsApp and Razorpay answered. `doubtful`: their answers do not fit the bill or each other.
    pub(super) fn bill_seen(
        &mut self,
        reference: &str,
        payments: Vec<Payment>,
        failed: Vec<FailedInChat>,
        doubtful: bool,
    ) {
        let Some(known) = self.order.find_bill(reference) else { return };
        let taken = |payment: &Payment| payment.status.rank() >= PaymentStatus::Captured.rank();
        if let Some(bill) = self.order.bill_mut(known).filter(|_| payments.iter().any(taken)) {
            bill.status = BillStatus::Paid;
        }
        payments.into_iter().for_each(|payment| self.payment_seen(payment));
        for FailedInChat { payment, trouble } in failed {
            self.payment_failed(payment, trouble);
        }
        if doubtful {
            self.doubt();
        }
    }

    fn doubt(&mut self) {
        if !self.order.is_paid() && self.order.attention != Some(Attention::WrongAmount) {
            self.raise(Attention::WrongAmount);
        }
    }

    /// The bills in the chat show how the order ended, as far as WhatsApp lets them: what is paid can be completed and not
    /// cancelled, and what nobody paid ends by itself with its time.
    pub(super) fn end_bills(&mut self, end: BillEnd) {
        let ends = match end {
            BillEnd::Completed => BillStatus::Paid,
            BillEnd::Cancelled if self.now() < self.order.quote_ends_at => BillStatus::Open,
            BillEnd::Cancelled => return,
        };
        let mut references = Vec::new();
        for link in &self.order.links {
            let those = link.bills.iter().filter(|bill| bill.status == ends);
            let of_link = self.order.link_reference(link);
            references.extend(those.map(|bill| format!("{of_link}.{}", bill.nth)));
        }
        for reference in references {
            let (order, number) = (self.order.id, self.order.number.clone());
            self.tell_buyer(Fact::BillEnded { order, number, reference, end });
        }
    }

    /// The buyer never saw it: the plain button follows by itself.
    pub(super) fn bill_unsent(&mut self, reference: &str) {
        let Some(known) = self.order.find_bill(reference) else { return };
        let bill = self.order.bill_mut(known).filter(|bill| bill.status == BillStatus::Open);
        let Some(bill) = bill else { return };
        bill.status = BillStatus::Unsent;
        if self.quote_is_open() {
            self.pay_now();
        }
    }
}
