//! Trips and crews that no buyer pays for. The vendor is paid at once; that it was for nothing stands in
//! `Account::Suspense` until the office says who bears it.

use super::draft::Draft;
use super::{Bearer, CalledOut, Fact, Part};
use crate::ids::PartId;
use crate::ledger::{Account, Posting};
use crate::money::Paise;

impl Part {
    /// What nobody has said yet who bears it.
    #[must_use]
    pub fn unsettled_trip(&self) -> Option<Paise> {
        self.called_out.filter(|trip| trip.borne_by.is_none()).map(|trip| trip.paise)
    }
}

impl Draft<'_, '_> {
    pub(super) fn pay_called_out(&mut self, part: &Part, paise: Paise) {
        let entries = [(Account::Suspense, paise)];
        let vendor = Account::Vendor(part.share.vendor.id);
        let cause = format!("called_out:{}", part.id);
        self.post(Posting::balanced_by(self.order.id, cause, entries, vendor));
        if let Some(part) = self.order.part_mut(part.id) {
            part.called_out = Some(CalledOut { paise, borne_by: None });
        }
    }

    /// Said once: a second word changes nothing.
    pub(super) fn office_settled_trip(&mut self, id: PartId, bearer: Bearer) {
        let Some(part) = self.order.part_mut(id) else { return };
        let Some(paise) = part.unsettled_trip() else { return };
        part.called_out = Some(CalledOut { paise, borne_by: Some(bearer) });
        let vendor = part.share.vendor.clone();
        let account = match bearer {
            Bearer::Platform => Account::CalledOut,
            Bearer::Vendor => Account::Vendor(vendor.id),
        };
        let (cause, entries) = (format!("trip_settled:{id}"), [(account, paise)]);
        self.post(Posting::balanced_by(self.order.id, cause, entries, Account::Suspense));
        if bearer == Bearer::Vendor {
            let number = self.order.number.clone();
            self.tell(vendor.person, Fact::TripNotPaid { number, paid_paise: paise });
        }
    }
}
