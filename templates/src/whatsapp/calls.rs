//! Typed calls of the templates. A struct each: a missing variable does not compile, and two texts are not swapped.

use realserv_domain::ids::{OrderNumber, TicketNumber};
use realserv_domain::language::Language;
use realserv_domain::message::TemplateCall;
use realserv_domain::money::Paise;

use crate::fit;

macro_rules! calls {
    ($(
        $(#[$doc:meta])*
        $template:ident $name:ident { $($variable:ident: $type:ty),* $(; $($payload:ident),*)? }
    )*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name<'a> {
                $(pub $variable: $type,)*
                $($(
                    /// The payload of the quick reply.
                    pub $payload: &'a str,
                )*)?
            }

            impl $name<'_> {
                #[must_use]
                pub fn call(&self, language: Language) -> TemplateCall {
                    TemplateCall {
                        name: stringify!($template).to_owned(),
                        language,
                        variables: vec![$(variable(stringify!($variable), &self.$variable)),*],
                        payloads: vec![$($(self.$payload.to_owned()),*)?],
                    }
                }
            }
        )*

        /// Names, variables and quick replies as the structs have them, to be compared with the files.
        #[cfg(test)]
        pub(crate) const DECLARED: &[(&str, &[&str], &[&str])] = &[$((
            stringify!($template),
            &[$(stringify!($variable)),*],
            &[$($(stringify!($payload)),*)?],
        )),*];
    };
}

calls! {
    /// A part is offered to a vendor.
    vendor_order_alert VendorOrderAlert {
        number: &'a OrderNumber, items: &'a str, place: &'a str, when: &'a str, amount: Paise,
        payment: &'a str, until: &'a str; accept, reject
    }
    /// What the vendor was to deliver is not wanted any more.
    vendor_part_cancelled VendorPartCancelled { number: &'a OrderNumber, items: &'a str }
    /// The link to pay with. In the text, since Razorpay's address changes with every link and a template's button may
    /// only vary at its end.
    payment_link PaymentLink {
        number: &'a OrderNumber, amount: Paise, until: &'a str, link: &'a str
    }
    /// The money has arrived.
    order_paid OrderPaid { number: &'a OrderNumber, amount: Paise }
    /// A vendor accepted a part; `code` is what the buyer tells at the gate.
    order_accepted OrderAccepted {
        number: &'a OrderNumber, vendor: &'a str, items: &'a str, when: &'a str, code: &'a str
    }
    /// A part is loaded. Not for crews on foot: they have no vehicle.
    order_dispatched OrderDispatched {
        number: &'a OrderNumber, items: &'a str, vehicle: &'a str, driver: &'a str
    }
    /// A part has left for the site.
    order_on_the_way OrderOnTheWay { number: &'a OrderNumber, items: &'a str, code: &'a str }
    /// A part was delivered against its code.
    order_delivered OrderDelivered { number: &'a OrderNumber, items: &'a str }
    /// A contractor accepted; `code` is what the buyer tells the workers.
    crew_accepted CrewAccepted {
        number: &'a OrderNumber, vendor: &'a str, items: &'a str, when: &'a str, code: &'a str
    }
    /// A crew has left for the site.
    crew_on_the_way CrewOnTheWay { number: &'a OrderNumber, items: &'a str, code: &'a str }
    /// A crew has come, against its code.
    crew_has_come CrewHasCome { number: &'a OrderNumber, items: &'a str }
    /// Cancelled before anything was paid.
    order_cancelled OrderCancelled { number: &'a OrderNumber }
    /// Cancelled, and so much comes back.
    order_cancelled_refund OrderCancelledRefund { number: &'a OrderNumber, amount: Paise }
    /// Money goes back for another reason than a cancellation.
    refund_started RefundStarted { number: &'a OrderNumber, amount: Paise }
    /// The refund is done.
    refund_done RefundDone { number: &'a OrderNumber, amount: Paise }
    /// Nobody is left to ask for a part.
    nobody_accepted NobodyAccepted { number: &'a OrderNumber, items: &'a str; wait, money_back }
    /// Nobody took a part while there was time.
    time_passed TimePassed {
        number: &'a OrderNumber, items: &'a str, when: &'a str; new_time, money_back
    }
    /// A paper is there; a tap sends it.
    invoice_ready InvoiceReady {
        paper: &'a str, number: &'a OrderNumber, amount: Paise; invoice
    }
    /// People of a crew have not come: one or two whole sentences, and others by a tap.
    crew_short CrewShort { number: &'a OrderNumber, news: &'a str; others }
    /// Any other news of an order: one or two whole sentences.
    order_update OrderUpdate { number: &'a OrderNumber, news: &'a str }
    /// A vendor's money: one or two whole sentences.
    vendor_account_update VendorAccountUpdate { news: &'a str }
    /// We serve a place now that somebody waited for.
    zone_opened ZoneOpened { pin: &'a str; menu }
    /// A list that a buyer keeps comes round tomorrow.
    repeat_due RepeatDue { name: &'a str, when: &'a str, items: &'a str; order, skip, stop }
    /// It comes round no more: three questions had no answer.
    repeat_ended RepeatEnded { name: &'a str; lists }
    /// The office has answered a question; the tap opens the window for its words.
    ticket_answered TicketAnswered { number: &'a TicketNumber; read }
    /// The office has settled a question: is it solved?
    ticket_solved TicketSolved { number: &'a TicketNumber; good, bad }
}

/// What can be sent for a variable, as text.
trait Sent {
    fn text(&self) -> String;
}

impl Sent for &str {
    fn text(&self) -> String {
        (*self).to_owned()
    }
}

impl Sent for &OrderNumber {
    fn text(&self) -> String {
        self.as_str().to_owned()
    }
}

impl Sent for &TicketNumber {
    fn text(&self) -> String {
        self.as_str().to_owned()
    }
}

impl Sent for Paise {
    fn text(&self) -> String {
        self.to_string()
    }
}

fn variable(name: &str, value: &dyn Sent) -> (String, String) {
    (name.to_owned(), fit(&one_line(&value.text()), room_for(name)))
}

/// How long the news of an `OrderUpdate` may be; whoever knows it can leave out what matters least.
pub const MOST_NEWS: usize = 600;

/// How long a value may be, so that every template stays below 1024 with all of them at their longest (132005).
pub(crate) fn room_for(name: &str) -> usize {
    match name {
        "items" => 320,
        "news" => MOST_NEWS,
        "payment" => 48,
        // A link that is cut is no link; Razorpay's are under 40.
        "link" => 400,
        _ => 80,
    }
}

/// Meta refuses line breaks, tabs, runs of more than four blanks (132018) and empty values: a list of lines gets
/// commas, sentences follow each other, blanks become one.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for piece in text.lines().map(str::trim).filter(|piece| !piece.is_empty()) {
        if !line.is_empty() {
            let ended = line.ends_with(['.', '!', '?', '।', ':', ',', ';', '…']);
            line.push_str(if ended { " " } else { ", " });
        }
        let words: Vec<&str> = piece.split_whitespace().collect();
        line.push_str(&words.join(" "));
    }
    line.retain(|c| !c.is_control());
    if line.is_empty() { "–".to_owned() } else { line }
}
