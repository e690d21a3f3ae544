//! The site that is named in the words of an order, or under its price.
//!
//! ```text
//! buyer: 50 basta 53 grade madhapur site ki
//!   us: 🧾 Your order: … 📍 Madhapur, 500081 …  [Confirm] [Cash] [Change]
//! buyer: miyapur site ki
//!   us: 🧾 Your order: … 📍 Miyapur, 500049 …
//! ```

use realserv_domain::interpret::{self, Intent, Interpretation};

use super::draft::Draft;
use super::stage::Stage;
use super::{Buyer, WaitsFor};
use crate::converse::Ask;

/// Nobody names a site in more.
const MOST_LETTERS: usize = 500;

impl Draft<'_, '_> {
    /// An order whose site is not known yet may name it; which sites there are only the tables know, at the checkout. What is
    /// typed besides until then takes nothing back; what was typed before this order began says nothing of it.
    pub(super) fn keep_the_sites_name(&mut self, said: &str) {
        let Buyer { site, cart, stage, site_in, .. } = &self.conversation.buyer;
        if site.is_some() {
            return;
        }
        let at_rest = matches!(stage, Stage::Greeting | Stage::Menu | Stage::Browse(_));
        let before = if cart.is_empty() && at_rest { "" } else { site_in.as_str() };
        let all = format!("{before}\n{said}");
        self.buyer().site_in = all.trim().chars().take(MOST_LETTERS).collect();
    }

    /// "Madhapur site ki", under the priced order: the same for another site.
    pub(super) fn is_other_site(&mut self, said: &str, meant: &Interpretation) -> bool {
        let reviews = matches!(self.conversation.buyer.stage, Stage::Review(_));
        let of_things = !meant.lines.is_empty() || matches!(meant.intent, Intent::Question);
        if !reviews || of_things || interpret::site_named(said).is_none() {
            return false;
        }
        self.buyer().misses = 0;
        said.clone_into(&mut self.buyer().site_in);
        self.wait(Ask::SavedSites, WaitsFor::LastSite);
        true
    }
}
