//! How a world ends, as text: what the tables hold, what the companies know, what people read. Two worlds in which the
//! same has happened give the same text.

use std::fmt::Write as _;

use sqlx::{AssertSqlSafe, PgPool};

use super::canon::Names;
use super::flight::Once;
use super::story::People;
use super::world::World;
use crate::Trouble;
use crate::transcript::Transcript;

/// A part of it, and its query: a row is a line.
const TABLES: [(&str, &str); 20] = [
    (
        "people",
        "select phone, user_id, name, language, opted_out_at is not null as opted_out, merged_into
         from person
         where exists (select from conversation where person_id = person.id)
         order by phone",
    ),
    (
        "conversations",
        "select phone, phone_number_id, last_heard_at is not null as heard, state
         from conversation join person on person.id = person_id
         order by phone",
    ),
    (
        "transcript",
        "select phone, direction, wamid is not null as has_wamid, said_by, body
         from message join person on person.id = person_id
         order by phone, seq",
    ),
    (
        "turns of persons",
        "select phone, event, answers, effects
         from turn_log join person on person.id = key_id
         where key_kind = 'person'
         order by phone, turn_log.seq",
    ),
    (
        "orders",
        "select number, method, state, attention, total_paise, life_version, life
         from orders order by placed_at",
    ),
    (
        "parts",
        "select number, vendor.code, part.state, part.total_paise, deliver_on, work_on
         from part join orders on orders.id = order_id join vendor on vendor.id = vendor_id
         order by placed_at, vendor.code",
    ),
    (
        "order lines",
        "select number, position, sku.code, quantity_milli, order_line.unit, order_line.price_paise,
                ask_paise, order_line.gst_rate, order_line.total_paise, taxable_paise, cgst_paise, sgst_paise
         from order_line join part on part.id = part_id join orders on orders.id = order_id
              join sku on sku.id = sku_id
         order by placed_at, position",
    ),
    (
        "offers",
        "select number, vendor.code, offer.state, answered_at is not null as answered
         from offer join part on part.id = part_id join orders on orders.id = order_id
              join vendor on vendor.id = offer.vendor_id
         order by placed_at, sent_at",
    ),
    (
        "stock",
        "select vendor.code as vendor, sku.code, on_hand_milli, reserved_milli
         from listing join vendor on vendor.id = vendor_id join sku on sku.id = sku_id
         order by 1, 2",
    ),
    (
        "holds",
        "select number, sku.code, hold.quantity_milli, hold.work_on, shift, deducted
         from hold join part on part.id = part_id join orders on orders.id = order_id
              join listing on listing.id = listing_id join sku on sku.id = sku_id
         order by placed_at, sku.code",
    ),
    (
        "links",
        "select number, attempt, reference, provider_id, short_url, amount_paise, status
         from payment_link join orders on orders.id = order_id
         order by placed_at, attempt",
    ),
    (
        "payments",
        "select number, amount_paise, payment.status, payment.method, fee_paise, fee_tax_paise
         from payment join orders on orders.id = order_id
         order by placed_at, seen_at",
    ),
    (
        "refunds",
        "select number, amount_paise, why, refund.status, provider_id is not null as known
         from refund join orders on orders.id = order_id
         order by placed_at, why",
    ),
    (
        "ledger",
        "select number, cause, position, account, vendor.code as vendor, amount_paise
         from ledger_entry join ledger_posting on ledger_posting.id = posting_id
              join orders on orders.id = order_id left join vendor on vendor.id = party
         order by placed_at, posting_id, position",
    ),
    (
        "deliveries",
        "select phone, rank, failure_code, category, awaited is not null as awaited,
                delivery.wamid is not null as named
         from message left join delivery on effect_id = message.id
              join person on person.id = person_id
         where direction = 'out'
         order by phone, seq",
    ),
    (
        "invoices",
        "select invoice.number, kind, vendor.code, invoice.total_paise, paper
         from invoice join vendor on vendor.id = vendor_id
         order by vendor.code, invoice.number",
    ),
    ("tickets", "select about, state from ticket order by opened_at"),
    (
        "timers",
        "select number, body from outbox join orders on orders.id = lane
         where channel = 'timer' order by placed_at, due_at, seq",
    ),
    (
        "still waiting",
        "select channel as what, body from outbox where channel <> 'timer'
         union all select 'event', event from inbox
         union all select 'dead letter', event || reason from dead_letter
         order by 1, 2",
    ),
    ("received", "select source, count(*) from raw_event group by source order by 1"),
];

/// Named parts, in a fixed order.
pub(super) type State = Vec<(&'static str, String)>;

pub(super) async fn of(world: &World, people: &People) -> Result<State, Trouble> {
    let mut names = Names::default();
    let mut state = State::new();
    for (name, query) in TABLES {
        state.push((name, names.canonical(&rows(&world.pool, query).await?)));
    }
    let mut money = String::new();
    for link in world.sandbox.payment_links() {
        let (amount, paid, payments) = (link.amount_paise, link.paid_paise, link.payment_ids.len());
        writeln!(money, "link {} {amount} {paid} {:?} {payments}", link.reference_id, link.status)?;
    }
    for refund in world.sandbox.refunds() {
        writeln!(money, "refund {} {}", refund.amount_paise, refund.status)?;
    }
    state.push(("Razorpay's books", names.canonical(&money)));
    for (name, person) in ["the buyer's phone", "the vendor's phone"].into_iter().zip(people.all())
    {
        state.push((name, Transcript::of(&Once::of(person).bubbles).to_string()));
    }
    Ok(state)
}

async fn rows(pool: &PgPool, query: &str) -> Result<String, Trouble> {
    let query = format!("select row_to_json(one)::text from ({query}) as one");
    let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(query)).fetch_all(pool).await?;
    Ok(rows.join("\n"))
}
