//! Pins, photos, contacts and other things that people send. Each gets a helpful answer; the cart stays as it is.
//!
//! ```text
//! buyer: (photo of a list)
//!   us: Thank you. Our office reads pictures and will write to you here. …
//! ```

use realserv_domain::message::{Media, MediaKind};
use realserv_domain::place::{Pin, Point};
use realserv_domain::understand::{self, Reading};

use super::WaitsFor;
use super::draft::Draft;
use super::stage::Stage;
use crate::converse::{Ask, Effect, TicketAbout};

impl Draft<'_, '_> {
    /// A pin answers "where?"; out of the blue it is kept for the next checkout.
    pub(super) fn shared(&mut self, point: Point, words: Option<String>) {
        let words = words.unwrap_or_default();
        self.place_given(Some(point), Pin::find_in(&words), words);
    }

    pub(super) fn place_given(&mut self, point: Option<Point>, pin: Option<Pin>, words: String) {
        let wanted = match self.conversation.buyer.stage {
            Stage::Whither(_)
            | Stage::Outside(_)
            | Stage::Slot(_)
            | Stage::Work(_)
            | Stage::Review(_)
            | Stage::Amend(_)
            | Stage::Short(_) => WaitsFor::Site,
            Stage::Greeting
            | Stage::Menu
            | Stage::Browse(_)
            | Stage::Nearest(_)
            | Stage::HowMany(_)
            | Stage::Basket
            | Stage::Change(_) => WaitsFor::KeptSite,
        };
        self.buyer().misses = 0;
        self.wait(Ask::FindSite { point, pin, words }, wanted);
    }

    pub(super) fn sent(&mut self, media: &Media) {
        // Words under a photo may be the order itself.
        if let Some(caption) = media.caption.as_deref().filter(|c| self.is_about_goods(c)) {
            return self.said(caption);
        }
        let words = self.words();
        let (note, somebody_should_look) = match media.kind {
            MediaKind::Image | MediaKind::Document | MediaKind::Video => {
                (words.help_media_received(), true)
            }
            MediaKind::Voice | MediaKind::Audio => (words.help_voice_received(), true),
            MediaKind::Sticker => (words.help_sticker(), false),
        };
        if somebody_should_look {
            self.effect(Effect::OpenTicket { order: None, about: TicketAbout::SentMedia });
        }
        self.note(note);
        self.again();
    }

    fn is_about_goods(&self, caption: &str) -> bool {
        match understand::read(caption, self.ctx.catalog) {
            Reading::Items(_) => true,
            Reading::Nearest(_) | Reading::Nothing => false,
        }
    }

    pub(super) fn contact(&mut self) {
        let note = self.words().help_contact();
        self.note(note);
        self.again();
    }

    /// A poll, an edited or deleted message, something that WhatsApp cannot show us.
    pub(super) fn unreadable(&mut self) {
        let note = self.words().help_unreadable();
        self.note(note);
        self.again();
    }
}
