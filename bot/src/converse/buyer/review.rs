//! The priced order: every line, GST, delivery, total, and until when the price holds.
//!
//! ```text
//!   us: Your order
//!       • UltraTech OPC 53: 50 bags × ₹385 = ₹19,250
//!       🚚 Delivery: ₹800 · GST inside: ₹3,058.50
//!       Total: ₹20,050. …  [Confirm] [Cash on delivery] [Change]
//! buyer: Confirm
//! ```

use jiff::{Timestamp, ToSpan};
use realserv_domain::catalog::Kind;
use realserv_domain::ids::SkuId;
use realserv_domain::message::Message;
use realserv_domain::money::Paise;
use realserv_domain::orders::{
    self, Advance, Method, NotOnline, Terms, cash_limit, online_allowed,
};
use realserv_domain::quote::{Line, Quote, Share};
use realserv_domain::vehicles::Lane;
use realserv_templates::{Amount, SlotOn, WorkDayOn, fit};
use serde::{Deserialize, Serialize};

use super::facts::what;
use super::numbered::{self, BULLET};
use super::stage::{Heard, Next};
use super::view::{View, long_with_buttons};
use super::{Alone, Here};

/// Enough to see that it is the right one; the driver is shown all of it.
const MOST_WAY: usize = 80;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub quote: Quote,
    pub shown_at: Timestamp,
    /// Above this there is no button for cash; lowered when the tables refuse it at checkout after all.
    pub cash_limit_paise: Paise,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Pay(Method),
    /// The price has run out: it must be asked for again.
    Stale,
    Amend,
    Back,
}

impl Review {
    pub(super) fn new(quote: Quote, cash_limit_paise: Paise, view: &View<'_>) -> Self {
        Self { quote, shown_at: view.now.timestamp(), cash_limit_paise }
    }

    /// The price that was shown holds as long as a quote does.
    pub(super) fn ends_at(&self, terms: &Terms) -> Timestamp {
        let minutes = i64::from(terms.quote_minutes).minutes();
        self.shown_at.checked_add(minutes).unwrap_or(self.shown_at)
    }

    fn cash_is_possible(&self) -> bool {
        self.quote.total_paise <= self.cash_limit_paise
    }

    /// What is paid now and what at the gate, where it is too much for cash.
    fn advance(&self, view: &View<'_>) -> Option<Advance> {
        orders::advance(self.quote.total_paise, self.cash_limit_paise, view.terms)
            .filter(|advance| online_allowed(advance.now_paise, view.terms).is_ok())
    }

    pub(super) fn question(&self, view: &View<'_>) -> Vec<Message> {
        let words = view.words;
        let not_online = self.not_online(view);
        let mut row = Vec::new();
        if not_online.is_none() {
            row.push(view.button(Here::PayOnline, &words.review_confirm_button()));
        }
        if self.cash_is_possible() {
            row.push(view.button(Here::PayCash, &words.review_cash_button()));
        }
        if let Some(advance) = self.advance(view) {
            let title = words.review_advance_button(advance.now_paise);
            row.push(view.button(Here::PayAdvance, &title));
        }
        row.push(view.button(Here::Amend, &words.cart_change_button()));
        if row.len() == 1 {
            row.insert(0, view.button(Alone::Person, &words.help_person_button()));
        }
        let until = self.ends_at(view.terms).to_zoned(view.now.time_zone().clone());
        let total = words.review_total(self.quote.total_paise, &until);
        let closing = match not_online {
            Some(why) => format!("{total}\n\n{}", self.what_else(why, view)),
            None => {
                let online = Some(view.words.review_confirm_line());
                let lines = [Some(total), online, self.why_no_cash(view), self.advance_line(view)];
                lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
            }
        };
        let closing = view.with_way_line(closing);
        long_with_buttons(self.lines(view).join("\n"), closing, row)
    }

    fn not_online(&self, view: &View<'_>) -> Option<NotOnline> {
        online_allowed(self.quote.total_paise, view.terms).err()
    }

    /// Why there is no button for paying online, and what there is instead.
    fn what_else(&self, why: NotOnline, view: &View<'_>) -> String {
        let words = view.words;
        let why = match why {
            NotOnline::Off => words.review_online_off(),
            NotOnline::AboveLimit { limit_paise } => words.review_online_limit(limit_paise),
        };
        let instead = if self.cash_is_possible() {
            words.review_cash_instead()
        } else if let Some(line) = self.advance_line(view) {
            line
        } else {
            words.review_office_helps(self.cash_limit_paise)
        };
        format!("{why} {instead}")
    }

    fn lines(&self, view: &View<'_>) -> Vec<String> {
        let words = view.words;
        let quote = &self.quote;
        let mut lines = vec![words.review_heading_line()];
        match quote.shares.as_slice() {
            [one] => {
                lines.extend(one.lines.iter().map(|line| self.item(line, view)));
                lines.extend(vehicle_line(one, view));
            }
            several => several.iter().for_each(|share| lines.extend(self.share_lines(share, view))),
        }
        if !quote.delivery_paise.is_zero() {
            lines.push(words.review_delivery_line(quote.delivery_paise));
        }
        lines.push(words.review_gst_line(quote.gst_paise));
        if !quote.round_off_paise.is_zero() {
            lines.push(words.review_round_off_line(quote.round_off_paise));
        }
        lines.push(self.place_line(view));
        lines.extend(self.lane_line(view));
        let today = view.now.date();
        if let Some(slot) = quote.schedule.delivery {
            lines.push(words.review_slot_line(SlotOn { slot, today }));
        }
        if let Some(work) = quote.schedule.work {
            lines.push(words.review_work_line(WorkDayOn { work, today }));
        }
        if let [one] = quote.shares.as_slice() {
            lines.push(words.review_vendor_line(what_of(one), &one.vendor.name));
        }
        lines
    }

    /// One vendor's part, under his name, when several share the order.
    fn share_lines(&self, share: &Share, view: &View<'_>) -> Vec<String> {
        let mut lines = vec![view.words.review_share_line(what_of(share), &share.vendor.name)];
        lines.extend(share.lines.iter().map(|line| self.item(line, view)));
        lines.extend(vehicle_line(share, view));
        lines
    }

    fn item(&self, line: &Line, view: &View<'_>) -> String {
        let words = view.words;
        let amount = Amount { quantity: line.quantity, unit: line.unit };
        let skus = self.skus();
        let at = skus.iter().position(|sku| *sku == line.sku);
        let mark = at.map_or_else(|| BULLET.to_owned(), |at| numbered::mark(at + 1, skus.len()));
        // Half a day costs half the rate: the product would not be the total.
        if line.quantity.at(line.price_paise) == line.total_paise {
            words.review_item_line(&mark, &line.name, amount, line.price_paise, line.total_paise)
        } else {
            words.review_item_total_line(&mark, &line.name, amount, line.total_paise)
        }
    }

    /// What is ordered, in the order in which it is shown; what two vendors share stands once.
    pub(super) fn skus(&self) -> Vec<SkuId> {
        let mut skus = Vec::new();
        for line in self.quote.shares.iter().flat_map(|share| &share.lines) {
            if !skus.contains(&line.sku) {
                skus.push(line.sku);
            }
        }
        skus
    }

    fn place_line(&self, view: &View<'_>) -> String {
        let (locality, pin) = (&self.quote.site.locality, &self.quote.site.pin);
        match view.way.words.as_str() {
            "" => view.words.review_place_line(locality, pin),
            way => view.words.review_place_way_line(&fit(way, MOST_WAY), locality, pin),
        }
    }

    /// What was said of the lane; a crew walks.
    fn lane_line(&self, view: &View<'_>) -> Option<String> {
        self.quote.shares.iter().find_map(|share| share.haul.as_ref())?;
        Some(match self.quote.site.lane? {
            Lane::Narrow => view.words.review_lane_narrow_line(),
            Lane::Wide => view.words.review_lane_wide_line(),
        })
    }

    /// Why there is no button for cash where there could be one.
    fn why_no_cash(&self, view: &View<'_>) -> Option<String> {
        let (first, later) = (cash_limit(true, view.terms), cash_limit(false, view.terms));
        let words = view.words;
        match self.cash_limit_paise {
            _ if self.cash_is_possible() => None,
            limit if limit == later => Some(words.review_cash_up_to_line(limit)),
            limit if limit == first => Some(words.review_cash_first_line(limit, later)),
            // It was lowered by a refusal, which has said why.
            _ => None,
        }
    }

    fn advance_line(&self, view: &View<'_>) -> Option<String> {
        let Advance { now_paise, gate_paise } = self.advance(view)?;
        Some(view.words.review_advance_line(now_paise, gate_paise))
    }

    pub(super) fn step(&self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::PayOnline) => self.pay(Method::Online, view),
            Heard::Chose(Here::PayAdvance) => self.pay(Method::Advance, view),
            Heard::Chose(Here::PayCash) => self.pay(Method::Cash, view),
            Heard::Chose(Here::Amend) => Next::Leave(Exit::Amend),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) if is_online(text) => self.pay(Method::Online, view),
            Heard::Said(text) if is_advance(text) => self.pay(Method::Advance, view),
            Heard::Said(_) => Next::Pass,
        }
    }

    fn pay(&self, method: Method, view: &View<'_>) -> Next<Self, Exit> {
        if view.now.timestamp() >= self.ends_at(view.terms) {
            return Next::Leave(Exit::Stale);
        }
        match (method, self.not_online(view)) {
            (Method::Online, None) => Next::Leave(Exit::Pay(method)),
            (Method::Cash, _) if self.cash_is_possible() => Next::Leave(Exit::Pay(method)),
            (Method::Advance, _) if self.advance(view).is_some() => Next::Leave(Exit::Pay(method)),
            (Method::Cash, None) => Next::Stay(self.no_cash(view)),
            // The question says at its end what is possible.
            (Method::Advance, None)
            | (Method::Online | Method::Advance | Method::Cash, Some(_)) => Next::Ask(self.clone()),
        }
    }

    /// Cash was asked for, and it is too much.
    fn no_cash(&self, view: &View<'_>) -> String {
        let limit = self.cash_limit_paise;
        match self.advance_line(view) {
            Some(line) => format!("{} {line}", view.words.review_cash_up_to_line(limit)),
            None => view.words.review_cash_limit(limit),
        }
    }
}

fn vehicle_line(share: &Share, view: &View<'_>) -> Option<String> {
    let haul = share.haul.as_ref()?;
    Some(view.words.review_vehicle_line(&haul.name, haul.trips))
}

fn what_of(share: &Share) -> &'static str {
    what(share.lines.iter().all(|line| line.kind == Kind::Labour))
}

/// How people say that they pay online; *cash* is a word that works anywhere.
const ONLINE: &[&str] = &["online", "google pay", "paytm", "card", "pay online", "ఆన్‌లైన్", "ऑनलाइन"];

fn is_online(text: &str) -> bool {
    ONLINE.contains(&text.trim().to_lowercase().as_str())
}

/// How people say that they pay a part of it first.
const ADVANCE: &[&str] = &[
    "advance",
    "advance payment",
    "pay advance",
    "part payment",
    "half now",
    "एडवांस",
    "अडवांस",
    "బయానా",
    "అడ్వాన్స్",
];

fn is_advance(text: &str) -> bool {
    ADVANCE.contains(&text.trim().to_lowercase().as_str())
}
