//! Pins, photos, contacts and other things that people send. Each gets a helpful answer; the cart stays as it is.
//!
//! ```text
//! buyer: (photo of a list)
//!   us: Thank you. Our office reads pictures and will write to you here. …
//! ```

use realserv_domain::media::Purpose;
use realserv_domain::message::{Media, MediaKind};
use realserv_domain::phone::Phone;
use realserv_domain::place::{MOST_ADDRESS, Pin, Point};
use realserv_domain::understand::{self, Reading};
use realserv_templates::fit;

use super::WaitsFor;
use super::draft::Draft;
use super::stage::Stage;
use crate::converse::{Ask, DELETED, EDITED, Effect, TicketAbout};

impl Draft<'_, '_> {
    /// A pin answers "where?"; out of the blue it is kept for the next checkout.
    pub(super) fn shared(&mut self, point: Point, words: Option<String>) {
        let words = words.unwrap_or_default();
        let pin = Pin::find_in(&words);
        // Nobody typed them: they are the map's own, and the pin says the same.
        self.place_given(Some(point), pin, fit(&words, MOST_ADDRESS));
    }

    pub(super) fn place_given(&mut self, point: Option<Point>, pin: Option<Pin>, words: String) {
        let wanted = match self.conversation.buyer.stage {
            Stage::Whither(_)
            | Stage::Outside(_)
            | Stage::Whom(_)
            | Stage::Named(_)
            | Stage::Slot(_)
            | Stage::Work(_)
            | Stage::Lane(_)
            | Stage::Review(_)
            | Stage::Amend(_)
            | Stage::Short(_) => WaitsFor::Site,
            Stage::Greeting
            | Stage::Menu
            | Stage::Browse(_)
            | Stage::Nearest(_)
            | Stage::HowMany(_)
            | Stage::Basket
            | Stage::OfOrder(_)
            | Stage::NameList(_)
            | Stage::Change(_) => WaitsFor::KeptSite,
        };
        self.buyer().misses = 0;
        self.wait(Ask::FindSite { point, pin, words }, wanted);
    }

    pub(super) fn sent(&mut self, media: &Media, message_id: &str) {
        if self.is_photo_of_a_claim(media, message_id) {
            return;
        }
        // Words under a photo may be the order itself.
        if let Some(caption) = media.caption.as_deref().filter(|c| self.is_about_goods(c)) {
            self.fetch(media, Purpose::Chat);
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
            self.fetch(media, Purpose::List);
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

    /// A card answers whom to call; from who hides the number it does at any moment of the checkout. The others are
    /// called on their own.
    pub(super) fn contact(&mut self, phone: Option<Phone>) {
        let asked = matches!(self.conversation.buyer.stage, Stage::Whom(_));
        let wanted = asked || !self.ctx.person.has_phone;
        let words = self.words();
        self.buyer().misses = 0;
        match (self.conversation.buyer.site.clone(), phone) {
            (Some(site), Some(phone)) if wanted => {
                self.keep_contact(&site, phone);
                if asked {
                    let schedule = self.conversation.buyer.schedule;
                    return self.arrange(site, schedule);
                }
            }
            (_, _) if asked => self.note(words.address_phone_digits()),
            (_, _) if wanted => self.note(words.help_contact_later()),
            (_, _) => self.note(words.help_contact()),
        }
        self.again();
    }

    /// A poll, an edited or deleted message, something that WhatsApp cannot show us. What was understood stands.
    pub(super) fn unreadable(&mut self, kind: &str) {
        let words = self.words();
        let note = match kind {
            EDITED => words.help_edited(),
            DELETED => words.help_deleted(),
            _ => words.help_unreadable(),
        };
        self.note(note);
        self.again();
    }
}
