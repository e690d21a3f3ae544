//! A photo of what is handed over: asked for by nobody, kept with the part.
//!
//! ```text
//! bot     ✅ Order RS7K3M9QX is delivered. …
//! vendor  (sends a photo)
//! bot     📷 Thank you. The photo is kept with order RS7K3M9QX.
//! ```

use jiff::{SignedDuration, Timestamp};
use realserv_domain::ids::{OrderId, OrderNumber, PartId};
use realserv_domain::media::Purpose;
use realserv_domain::message::{Media, MediaKind};
use realserv_domain::orders::OrderEvent;
use serde::{Deserialize, Serialize};

use super::Stage;
use super::draft::Draft;

/// A photo of the evening is of what was delivered by day; one of the next day is of something else.
const LATEST: SignedDuration = SignedDuration::from_hours(12);

/// What he has handed over last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    pub order: OrderId,
    pub part: PartId,
    pub number: OrderNumber,
    pub at: Timestamp,
}

impl Draft<'_, '_> {
    pub(super) fn handed_over(&mut self, order: OrderId, part: PartId, number: &OrderNumber) {
        let (number, at) = (number.clone(), self.ctx.now.timestamp());
        self.conversation.vendor.handed = Some(Handed { order, part, number, at });
    }

    /// At the gate, while the code is asked for, or soon after: a picture is of that. Another question that is open stays so, and the
    /// picture is none of its answers.
    pub(super) fn is_proof(&mut self, media: &Media) -> bool {
        let shows = match media.kind {
            MediaKind::Image | MediaKind::Video => true,
            MediaKind::Document => media.mime_type.starts_with("image/"),
            MediaKind::Voice | MediaKind::Audio | MediaKind::Sticker => false,
        };
        let Some((order, part, number)) = self.handing_over().filter(|_| shows) else {
            return false;
        };
        let Some(by) = self.vendor() else { return false };
        let Some(media) = self.fetch(media, Purpose::Proof { order, part }) else { return false };
        self.tell(order, OrderEvent::ProofSent { part, by, media });
        let kept = self.words().media_proof_kept(&number);
        if matches!(self.conversation.vendor.stage, Stage::HearingCode(_)) {
            self.ask_again_or_menu(&kept);
        } else {
            self.say(&kept);
        }
        true
    }

    fn handing_over(&self) -> Option<(OrderId, PartId, OrderNumber)> {
        let desk = &self.conversation.vendor;
        if let Stage::HearingCode(hearing) = &desk.stage {
            return Some((hearing.order, hearing.part, hearing.number.clone()));
        }
        let now = self.ctx.now.timestamp();
        let fresh = |handed: &&Handed| now.duration_since(handed.at) < LATEST;
        let handed = desk.handed.as_ref().filter(fresh)?;
        Some((handed.order, handed.part, handed.number.clone()))
    }
}
