//! The form that asks for a site, when it was sent: the same as typed words of the place, and whom to call and what gets into the
//! lane at once.
//!
//! ```text
//!   us: 📍 Where should it come? …
//!   us: 📝 Or fill in a short form.  [Fill in the form]
//! buyer: (form: 500049, Plot 14, opp. the temple, 98480 12345)
//!   us: 📞 Noted: +91 98480 12345.  🚚 When should it come? …
//! ```
//!
//! While it is open it asks `bot/src/flows`, which says there what cannot be. Nothing of that is believed here: whatever comes is
//! looked up again.

use realserv_domain::form::SiteForm;
use realserv_domain::place::Site;

use super::draft::Draft;
use super::named::presentable;
use super::stage::Stage;
use super::{WaitsFor, whither};
use crate::converse::{Ask, Role};

impl Draft<'_, '_> {
    /// Answers the open question, or came when that was over: then nothing is taken from it, and what is open is asked again.
    pub(super) fn filled(&mut self, form: SiteForm) {
        let stage = &self.conversation.buyer.stage;
        let answers = matches!(stage, Stage::Whither(asked) if asked.is_answered_by(&form));
        if !answers {
            return self.old_button();
        }
        self.conversation.role = Role::Buyer;
        self.buyer().misses = 0;
        let words = form.words();
        if whither::is_too_long(&words) {
            let note = self.words().address_too_long();
            self.note(note);
            return self.again();
        }
        let SiteForm { pin, name, phone, lane, .. } = form;
        let ask = Ask::FindSite { point: None, pin: Some(pin), words };
        self.wait(ask, WaitsFor::FilledSite { name, phone, lane });
    }

    /// What stood in the form beside the place. The lane as it was said now goes before what was known of it.
    pub(super) fn also_filled_in(&mut self, site: Site, waited_for: Option<WaitsFor>) -> Site {
        let Some(WaitsFor::FilledSite { name, phone, lane }) = waited_for else { return site };
        if let Some(name) = presentable(&name).filter(|_| !self.has_name()) {
            self.keep_name(name);
        }
        if let Some(phone) = phone {
            self.keep_contact(&site, phone);
        }
        match lane {
            Some(lane) => self.set_lane(site, lane),
            None => site,
        }
    }
}
