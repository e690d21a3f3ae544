//! The money of a delivered part: to the vendor what he is owed, of that what is taken (`crate::fees`), and back again in
//! proportion when the part, or something of it, does not stay sold.
//!
//! Of its price the vendor loses what is taken back, to the paisa; the round-off, which was never his, goes with the last of
//! it. The platform's support goes back with the goods that it was for: what a claim names, else in proportion.

use super::draft::Draft;
use super::{Ask, Fact, Order, Part, PartStep};
use crate::fees::{Levies, Standing};
use crate::ids::PartId;
use crate::ledger::{Account, Posting};
use crate::money::Paise;

/// What a vendor is credited for a delivered part: he is paid for two things, and the platform may add to one.
#[derive(Clone, Copy)]
struct Credit {
    /// With the platform's support.
    goods_paise: Paise,
    delivery_paise: Paise,
    support_paise: Paise,
}

impl Credit {
    fn of(part: &Part) -> Self {
        Self {
            goods_paise: part.credited() - part.share.delivery_paise,
            delivery_paise: part.share.delivery_paise,
            support_paise: part.share.price_support(),
        }
    }

    /// What is left of it when so much of the whole price stays, and so much of the support.
    fn for_what_stays(part: &Part, (stays, whole): (Paise, Paise), support_paise: Paise) -> Self {
        if stays <= Paise::ZERO {
            let (goods_paise, delivery_paise) = (Paise::ZERO, Paise::ZERO);
            return Self { goods_paise, delivery_paise, support_paise };
        }
        let price = (part.share.total() - (whole - stays)).max(Paise::ZERO);
        let delivery_paise = part.share.delivery_paise.times_ratio(stays.get(), whole.get());
        let delivery_paise = delivery_paise.min(price);
        Self { goods_paise: price - delivery_paise + support_paise, delivery_paise, support_paise }
    }
}

impl Draft<'_, '_> {
    /// The buyer's money becomes the vendor's, with the platform's support where he asks more than the buyer pays.
    pub(super) fn post_delivered(&mut self, part: &Part) {
        let vendor = part.share.vendor.id;
        let credit = Credit::of(part);
        let entries = [
            (Account::Buyer(self.order.buyer), self.order.online_for(part)),
            (Account::CashWithVendor(vendor), self.order.gate_for(part)),
            (Account::PriceSupport, credit.support_paise),
            (Account::Vendor(vendor), -credit.goods_paise),
            (Account::Delivery(vendor), -credit.delivery_paise),
        ];
        let cause = format!("delivered:{}", part.id);
        self.post(Posting::balanced_by(self.order.id, cause, entries, Account::RoundOff));
        if self.ctx.terms.rates.take_on(self.ctx.now.date()) {
            self.ask(Ask::Standing { part: part.id });
        } else {
            self.say_delivered_by(part, Levies::default());
        }
    }

    /// To its vendor, once it is known what he gets.
    fn say_delivered_by(&mut self, part: &Part, levies: Levies) {
        let gate = self.order.gate_for(part);
        let fact = Fact::DeliveredByYou {
            order: Some(self.order.id),
            number: self.order.number.clone(),
            part: self.card(part),
            cash_paise: (!gate.is_zero()).then_some(gate),
            fees_paise: levies.withheld(),
        };
        self.tell(part.share.vendor.person, fact);
    }

    /// Takes what is taken of a sale, once.
    pub(super) fn levied(&mut self, id: PartId, standing: &Standing) {
        let day = self.ctx.now.date();
        let rates = &self.ctx.terms.rates;
        let paid = self.order.part(id).map(|part| {
            let order = &self.order;
            (order.online_for(part), order.due_for(part))
        });
        let (Some(paid), Some(part)) = (paid, self.order.part_mut(id)) else { return };
        if part.step() != PartStep::Delivered || part.levies.is_some() {
            return;
        }
        let levies = Levies::of(&part.share, paid, standing, rates, day);
        part.levies = Some(levies);
        let (vendor, part) = (part.share.vendor.id, part.clone());
        let cause = format!("levies:{id}");
        let entries = levies.entries(vendor);
        self.post(Posting::balanced_by(self.order.id, cause, entries, Account::Vendor(vendor)));
        self.say_delivered_by(&part, levies);
    }

    /// So much of what the buyer paid for a delivered part is the vendor's no longer: it goes to `to` (the buyer who is
    /// owed it, or a loss that the vendor bears), and what was taken of the sale goes back in proportion. The one way in
    /// which a delivered part is taken back. How much it became: never more than is left of it.
    pub(super) fn take_back(&mut self, id: PartId, amount: Paise, to: Account) -> Paise {
        let TakenBack { taken_paise, .. } =
            self.take_back_quietly(id, amount, to, SupportBack::InProportion);
        if let Some(part) = self.order.part(id).filter(|_| !taken_paise.is_zero()) {
            let (number, person) = (self.order.number.clone(), part.share.vendor.person);
            self.tell(person, Fact::TakenBack { number, taken_paise });
        }
        taken_paise
    }

    /// The same where the vendor hears of it in other words.
    pub(super) fn take_back_quietly(
        &mut self,
        id: PartId,
        amount: Paise,
        to: Account,
        support: SupportBack,
    ) -> TakenBack {
        let Some(part) = self.order.part(id).cloned() else { return TakenBack::default() };
        let whole = self.order.due_for(&part);
        let before = self.order.stays_sold(&part);
        let taken = amount.min(before);
        if taken <= Paise::ZERO {
            return TakenBack::default();
        }
        let after = before - taken;
        let had = self.order.support_left(&part);
        let left = had - support.of(had, (taken, before));
        let was = Credit::for_what_stays(&part, (before, whole), had);
        let is = Credit::for_what_stays(&part, (after, whole), left);
        let vendor = part.share.vendor.id;
        let mut entries = vec![
            (to, -taken),
            (Account::PriceSupport, is.support_paise - was.support_paise),
            (Account::Vendor(vendor), was.goods_paise - is.goods_paise),
            (Account::Delivery(vendor), was.delivery_paise - is.delivery_paise),
        ];
        let levies = part.levies.unwrap_or_default();
        let back = levies.for_what_stays(after, whole) - levies.for_what_stays(before, whole);
        entries.extend(back.entries(vendor));
        let taken_back = part.taken_back_paise + taken;
        let cause = format!("taken_back:{id}:{}", taken_back.get());
        self.post(Posting::balanced_by(self.order.id, cause, entries, Account::RoundOff));
        let lost_paise =
            (was.goods_paise + was.delivery_paise) - (is.goods_paise + is.delivery_paise);
        if let Some(part) = self.order.part_mut(id) {
            part.taken_back_paise = taken_back;
            part.support_back_paise = Some(part.share.price_support() - left);
            part.lost_paise += lost_paise;
        }
        TakenBack { taken_paise: taken, lost_paise }
    }
}

/// What of the platform's support goes back with a sum that is taken back.
#[derive(Clone, Copy)]
pub(super) enum SupportBack {
    InProportion,
    /// What was for the goods that it is of.
    Of(Paise),
}

impl SupportBack {
    fn of(self, left: Paise, (taken, before): (Paise, Paise)) -> Paise {
        match self {
            // Nothing stays sold, so nothing stays supported.
            Self::InProportion | Self::Of(_) if taken >= before => left,
            Self::InProportion => left.times_ratio(taken.get(), before.get()),
            Self::Of(support) => support.min(left),
        }
    }
}

/// What was taken back of a part.
#[derive(Clone, Copy, Default)]
pub(super) struct TakenBack {
    /// Of what the buyer paid.
    pub(super) taken_paise: Paise,
    /// Of what the vendor was credited, before what was levied comes back to him.
    pub(super) lost_paise: Paise,
}

impl Order {
    /// What the ledger owes its vendor for a part: what was taken of what stays sold is taken off.
    #[must_use]
    pub fn nets(&self, part: &Part) -> Paise {
        let levies = part.levies.unwrap_or_default();
        let taken = levies.for_what_stays(self.stays_sold(part), self.due_for(part));
        part.owed() - taken.withheld()
    }

    /// What of the platform's support of a delivered part its vendor still has. Of before it was kept it went back in
    /// proportion.
    #[must_use]
    pub fn support_left(&self, part: &Part) -> Paise {
        let support = part.share.price_support();
        let (stays, whole) = (self.stays_sold(part), self.due_for(part));
        part.support_back_paise
            .map_or_else(|| support.times_ratio(stays.get(), whole.get()), |back| support - back)
    }

    /// What of a part's price is still the vendor's: nothing before it is delivered.
    #[must_use]
    pub fn stays_sold(&self, part: &Part) -> Paise {
        match part.step() {
            PartStep::Delivered => self.due_for(part) - part.taken_back_paise,
            PartStep::Held | PartStep::Offered | PartStep::Unserved => Paise::ZERO,
            PartStep::Accepted | PartStep::Packed => Paise::ZERO,
            PartStep::Dispatched | PartStep::OnTheWay | PartStep::Cancelled => Paise::ZERO,
        }
    }
}
