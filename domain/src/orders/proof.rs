//! Photos of what was handed over: the vendor's, sent at the gate or soon after. They stand with the part and change nothing.

use super::PartState;
use super::draft::Draft;
use crate::ids::{MediaId, PartId, VendorId};

/// Whoever sends more shows no more by it.
const MOST: usize = 10;

impl Draft<'_, '_> {
    pub(super) fn proof_sent(&mut self, id: PartId, by: VendorId, media: MediaId) {
        let Some(part) = self.part_of(id, by) else { return };
        let on_its_way = match part.state {
            PartState::Dispatched { .. }
            | PartState::OnTheWay { .. }
            | PartState::Delivered { .. } => true,
            PartState::Held
            | PartState::Offered { .. }
            | PartState::Unserved { .. }
            | PartState::Accepted { .. }
            | PartState::Packed { .. }
            | PartState::Cancelled { .. } => false,
        };
        if let Some(part) = self.order.part_mut(id).filter(|_| on_its_way)
            && part.proofs.len() < MOST
            && !part.proofs.contains(&media)
        {
            part.proofs.push(media);
        }
    }
}
