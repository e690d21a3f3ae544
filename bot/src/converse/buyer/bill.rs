//! The bill that is paid within the chat. What it comes to is decided by the order; here it gets its words.
//!
//! ```text
//!   us: Order RS7K3M9QX: please pay ₹17,307 by 10:35 am. …
//!       🧾 50 × UltraTech OPC 53 ₹340 · Delivery ₹307    [Review and pay]
//! ```

use jiff::Timestamp;
use realserv_domain::ids::OrderNumber;
use realserv_domain::message::{Bill, BillLine, Charge, Message};
use realserv_domain::money::Paise;
use realserv_domain::orders::{BillCard, LineCard};
use realserv_templates::{Amount, fit};

use super::facts::at;
use super::view::View;

/// Meta's limits (whatsapp.md 6.2).
const LINE: usize = 60;
const NAME: usize = 200;
const LOCALITY: usize = 100;

pub(super) fn message(
    body: String,
    card: &BillCard,
    (number, total_paise): (&OrderNumber, Paise),
    until: Timestamp,
    view: &View<'_>,
) -> Message {
    let words = view.words;
    let mut lines: Vec<BillLine> = card.lines.iter().map(|line| bill_line(line, view)).collect();
    if lines.is_empty() {
        // A part of the total is asked for, which is the price of nothing in particular.
        lines.push(one(words.pay_bill_advance(number), total_paise));
    }
    let round_off = card.round_off_paise;
    if round_off > Paise::ZERO {
        lines.push(one(words.pay_bill_round_off(), round_off));
    }
    let charge = |name, amount_paise| Charge { name, amount_paise };
    let bill = Bill {
        reference: card.reference.clone(),
        receipt: card.link.clone(),
        configuration: card.configuration.clone(),
        lines,
        tax: words.pay_bill_tax(),
        delivery: (card.delivery_paise > Paise::ZERO)
            .then(|| charge(words.pay_bill_delivery(), card.delivery_paise)),
        discount: (round_off < Paise::ZERO).then(|| charge(words.pay_bill_round_off(), -round_off)),
        total_paise,
        expires_at: until,
        expiry: words.pay_bill_expiry(&at(until, view)),
        // Nothing better is known of who has hidden his name, and Meta wants one.
        name: view
            .person
            .name
            .as_deref()
            .map_or_else(|| number.to_string(), |name| fit(name, NAME)),
        locality: fit(&card.locality, LOCALITY),
        pin: card.pin.clone(),
    };
    Message::Bill { body, bill: Box::new(bill) }
}

/// Whole units have their price; of all else the quantity goes into the name, and the line is one of it.
fn bill_line(line: &LineCard, view: &View<'_>) -> BillLine {
    let name = line.name.in_language(view.language);
    let units = line.quantity.milli() / 1000;
    let is_whole = units > 0 && line.quantity.milli() % 1000 == 0;
    let price = if is_whole { line.total_paise.get() / units } else { 0 };
    match u32::try_from(units) {
        Ok(quantity) if is_whole && price * units == line.total_paise.get() => {
            BillLine { name: fit(name, LINE), quantity, price_paise: Paise::new(price) }
        }
        _ => {
            let amount = Amount { quantity: line.quantity, unit: line.unit };
            let named = view.words.orders_item_line(name, amount, line.unit.as_str());
            one(named, line.total_paise)
        }
    }
}

fn one(name: String, price_paise: Paise) -> BillLine {
    BillLine { name: fit(&name, LINE), quantity: 1, price_paise }
}
