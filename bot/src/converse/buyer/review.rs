//! The priced order: every line, GST, delivery, total, and until when the price holds.
//!
//! ```text
//!   us: Your order
//!       • UltraTech OPC 53: 50 bags × ₹385 = ₹19,250
//!       🚚 Delivery: ₹800 · GST inside: ₹3,058.50
//!       Total: ₹20,050. …  [Pay online] [Cash on delivery] [Change]
//! buyer: Pay online
//! ```

use jiff::{Timestamp, ToSpan};
use realserv_domain::catalog::Kind;
use realserv_domain::message::Message;
use realserv_domain::money::Paise;
use realserv_domain::orders::{Method, Terms};
use realserv_domain::quote::{Line, Quote, Share};
use realserv_templates::{Amount, SlotOn, WorkDayOn};
use serde::{Deserialize, Serialize};

use super::Here;
use super::facts::what;
use super::stage::{Heard, Next};
use super::view::{View, long_with_buttons};

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

    pub(super) fn question(&self, view: &View<'_>) -> Vec<Message> {
        let words = view.words;
        let mut row = vec![view.button(Here::PayOnline, &words.review_pay_online_button())];
        if self.cash_is_possible() {
            row.push(view.button(Here::PayCash, &words.review_cash_button()));
        }
        row.push(view.button(Here::Amend, &words.cart_change_button()));
        let until = self.ends_at(view.terms).to_zoned(view.now.time_zone().clone());
        let closing = words.review_total(self.quote.total_paise, &until);
        long_with_buttons(self.lines(view).join("\n"), closing, row)
    }

    fn lines(&self, view: &View<'_>) -> Vec<String> {
        let words = view.words;
        let quote = &self.quote;
        let mut lines = vec![words.review_heading_line()];
        match quote.shares.as_slice() {
            [one] => lines.extend(one.lines.iter().map(|line| item(line, view))),
            several => several.iter().for_each(|share| lines.extend(share_lines(share, view))),
        }
        if !quote.delivery_paise.is_zero() {
            lines.push(words.review_delivery_line(quote.delivery_paise));
        }
        lines.push(words.review_gst_line(quote.gst_paise));
        if !quote.round_off_paise.is_zero() {
            lines.push(words.review_round_off_line(quote.round_off_paise));
        }
        lines.push(words.review_place_line(&quote.site.locality, &quote.site.pin));
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

    pub(super) fn step(&self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::PayOnline) => self.pay(Method::Online, view),
            Heard::Chose(Here::PayCash) => self.pay(Method::Cash, view),
            Heard::Chose(Here::Amend) => Next::Leave(Exit::Amend),
            Heard::Chose(Here::Back) => Next::Leave(Exit::Back),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) => match spoken(text) {
                Some(method) => self.pay(method, view),
                None => Next::Pass,
            },
        }
    }

    fn pay(&self, method: Method, view: &View<'_>) -> Next<Self, Exit> {
        if view.now.timestamp() >= self.ends_at(view.terms) {
            return Next::Leave(Exit::Stale);
        }
        match method {
            Method::Cash if !self.cash_is_possible() => {
                Next::Stay(view.words.review_cash_limit(self.cash_limit_paise))
            }
            Method::Cash | Method::Online => Next::Leave(Exit::Pay(method)),
        }
    }
}

/// One vendor's part, under his name, when several share the order.
fn share_lines(share: &Share, view: &View<'_>) -> Vec<String> {
    let mut lines = vec![view.words.review_share_line(what_of(share), &share.vendor.name)];
    lines.extend(share.lines.iter().map(|line| item(line, view)));
    lines
}

fn what_of(share: &Share) -> &'static str {
    what(share.lines.iter().all(|line| line.kind == Kind::Labour))
}

fn item(line: &Line, view: &View<'_>) -> String {
    let amount = Amount { quantity: line.quantity, unit: line.unit };
    // Half a day costs half the rate: the product would not be the total.
    if line.quantity.at(line.price_paise) == line.total_paise {
        view.words.review_item_line(&line.name, amount, line.price_paise, line.total_paise)
    } else {
        view.words.review_item_total_line(&line.name, amount, line.total_paise)
    }
}

/// How people say how they pay.
fn spoken(text: &str) -> Option<Method> {
    let lower = text.trim().to_lowercase();
    match lower.as_str() {
        "online"
        | "upi"
        | "gpay"
        | "google pay"
        | "phonepe"
        | "paytm"
        | "card"
        | "pay online"
        | "pay"
        | "pay now"
        | "ఆన్‌లైన్"
        | "ऑनलाइन" => Some(Method::Online),
        "cash" | "cod" | "cash on delivery" | "nagad" | "naqad" | "nagadu" | "dabbulu" | "నగదు"
        | "క్యాష్" | "क्याश" | "कैश" | "नकद" => {
            Some(Method::Cash)
        }
        _ => None,
    }
}
