//! An order as it leaves the checkout: numbered, every part with its code, nothing started yet.

use jiff::ToSpan;

use super::{Ctx, Method, Order, Part, PartState};
use crate::ids::{PersonId, VendorId};
use crate::money::Paise;
use crate::quote::Quote;

/// Razorpay refuses a link that ends in 15 minutes or less (razorpay.md 2.2), and the link ends with the quote.
const LEAST_QUOTE_MINUTES: u32 = 16;

/// Makes the order of a quote whose stock has been reserved. The event `Placed` starts it.
#[must_use]
pub fn place(
    quote: Quote,
    buyer: PersonId,
    method: Method,
    cash_limit_paise: Paise,
    ctx: &mut Ctx<'_>,
) -> Order {
    let now = ctx.now.timestamp();
    let minutes = i64::from(ctx.terms.quote_minutes.max(LEAST_QUOTE_MINUTES));
    let mut order = Order {
        id: ctx.mint.id(),
        number: ctx.mint.order_number(),
        buyer,
        site: quote.site,
        schedule: quote.schedule,
        method,
        cash_limit_paise,
        placed_at: now,
        quote_ends_at: now.checked_add(minutes.minutes()).unwrap_or(now),
        total_paise: quote.total_paise,
        round_off_paise: quote.round_off_paise,
        parts: quote.shares.into_iter().map(|share| part(share, &quote.not, ctx)).collect(),
        links: Vec::new(),
        reminded_with: None,
        payments: Vec::new(),
        refunds: Vec::new(),
        disputes: Vec::new(),
        holds_stock: true,
        attention: None,
        ended: None,
        rated: None,
    };
    order.spread_balance(ctx.terms);
    order
}

fn part(share: crate::quote::Share, not: &[VendorId], ctx: &mut Ctx<'_>) -> Part {
    Part {
        id: ctx.mint.id(),
        share,
        schedule: None,
        code: ctx.mint.delivery_code(),
        gate_paise: Paise::ZERO,
        state: PartState::Held,
        asked: not.to_vec(),
        rounds: 0,
        offers: Vec::new(),
        called_out: None,
        shrunk: 0,
        round_off_paise: Paise::ZERO,
        claims: Vec::new(),
        proofs: Vec::new(),
        levies: None,
        taken_back_paise: Paise::ZERO,
        lost_paise: Paise::ZERO,
        support_back_paise: None,
        kept_paise: Paise::ZERO,
        invoices: Vec::new(),
        awaits_invoice: false,
    }
}
