//! Links, payments and refunds, mirrored from the aggregate; and the ledger, which is only ever added to.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{OrderId, RefundId};
use realserv_domain::ledger::{Account, Entry, Posting};
use realserv_domain::orders::{Link, Order, Refund};
use realserv_domain::payments::{Chargeback, Payment};
use sqlx::PgConnection;
use uuid::Uuid;

use super::word;
use crate::postgres::StoreError;

pub(super) async fn save(
    db: &mut PgConnection,
    now: Timestamp,
    orders: &[&Order],
) -> Result<(), StoreError> {
    save_links(&mut *db, orders).await?;
    save_payments(&mut *db, now, orders).await?;
    save_refunds(&mut *db, now, orders).await?;
    save_disputes(db, now, orders).await
}

async fn save_links(db: &mut PgConnection, orders: &[&Order]) -> Result<(), StoreError> {
    let links: Vec<(&Order, &Link)> = orders
        .iter()
        .flat_map(|order| order.links.iter().map(move |link| (*order, link)))
        .collect();
    if links.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = links.iter().map(|(_, link)| link.id.0).collect();
    let order_ids: Vec<Uuid> = links.iter().map(|(order, _)| order.id.0).collect();
    let attempts: Vec<i16> =
        links.iter().map(|(_, link)| i16::try_from(link.attempt).unwrap_or(i16::MAX)).collect();
    let references: Vec<String> =
        links.iter().map(|(order, link)| format!("{}-{}", order.number, link.attempt)).collect();
    let providers: Vec<Option<String>> =
        links.iter().map(|(_, link)| link.provider.as_ref().map(|id| id.0.clone())).collect();
    let urls: Vec<Option<String>> = links.iter().map(|(_, link)| link.short_url.clone()).collect();
    let amounts: Vec<i64> = links.iter().map(|(_, link)| link.amount_paise.get()).collect();
    let statuses: Vec<String> = links.iter().map(|(_, link)| word(&link.status)).collect();
    let expire: Vec<jiff_sqlx::Timestamp> =
        links.iter().map(|(_, link)| link.expires_at.to_sqlx()).collect();
    sqlx::query!(
        "insert into payment_link (id, order_id, attempt, reference, provider_id, short_url,
                                   amount_paise, status, expires_at)
         select * from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::text[],
                              $7::bigint[], $8::text[], $9::timestamptz[])
         on conflict (id) do update
         set provider_id = excluded.provider_id, short_url = excluded.short_url, status = excluded.status
         where (payment_link.provider_id, payment_link.status)
             is distinct from (excluded.provider_id, excluded.status)",
        &ids,
        &order_ids,
        &attempts,
        &references,
        &providers as _,
        &urls as _,
        &amounts,
        &statuses,
        &expire as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn save_payments(
    db: &mut PgConnection,
    now: Timestamp,
    orders: &[&Order],
) -> Result<(), StoreError> {
    let payments: Vec<(&Order, &Payment)> =
        orders.iter().flat_map(|order| order.payments.iter().map(move |p| (*order, p))).collect();
    if payments.is_empty() {
        return Ok(());
    }
    let providers: Vec<String> = payments.iter().map(|(_, p)| p.provider.0.clone()).collect();
    let order_ids: Vec<Uuid> = payments.iter().map(|(order, _)| order.id.0).collect();
    let amounts: Vec<i64> = payments.iter().map(|(_, p)| p.amount_paise.get()).collect();
    let statuses: Vec<String> = payments.iter().map(|(_, p)| word(&p.status)).collect();
    let methods: Vec<String> = payments.iter().map(|(_, p)| p.method.clone()).collect();
    let fees: Vec<i64> = payments.iter().map(|(_, p)| p.fee_paise.get()).collect();
    let taxes: Vec<i64> = payments.iter().map(|(_, p)| p.fee_tax_paise.get()).collect();
    sqlx::query!(
        "insert into payment (provider_id, order_id, amount_paise, status, method, fee_paise, fee_tax_paise,
                              seen_at)
         select provider_id, order_id, amount_paise, status, method, fee_paise, fee_tax_paise, $8
         from unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])
             as new (provider_id, order_id, amount_paise, status, method, fee_paise, fee_tax_paise)
         on conflict (provider_id) do update
         set status = excluded.status, method = excluded.method, fee_paise = excluded.fee_paise,
             fee_tax_paise = excluded.fee_tax_paise
         where (payment.status, payment.fee_paise, payment.fee_tax_paise)
             is distinct from (excluded.status, excluded.fee_paise, excluded.fee_tax_paise)",
        &providers,
        &order_ids,
        &amounts,
        &statuses,
        &methods,
        &fees,
        &taxes,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn save_refunds(
    db: &mut PgConnection,
    now: Timestamp,
    orders: &[&Order],
) -> Result<(), StoreError> {
    let refunds: Vec<(&Order, &Refund)> =
        orders.iter().flat_map(|order| order.refunds.iter().map(move |r| (*order, r))).collect();
    if refunds.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = refunds.iter().map(|(_, r)| r.id.0).collect();
    let order_ids: Vec<Uuid> = refunds.iter().map(|(order, _)| order.id.0).collect();
    let payments: Vec<String> = refunds.iter().map(|(_, r)| r.payment.0.clone()).collect();
    let amounts: Vec<i64> = refunds.iter().map(|(_, r)| r.amount_paise.get()).collect();
    let whys: Vec<String> = refunds.iter().map(|(_, r)| word(&r.why)).collect();
    let statuses: Vec<String> = refunds.iter().map(|(_, r)| word(&r.status)).collect();
    let providers: Vec<Option<String>> =
        refunds.iter().map(|(_, r)| r.provider.as_ref().map(|id| id.0.clone())).collect();
    sqlx::query!(
        "insert into refund (id, order_id, payment_id, amount_paise, why, status, provider_id, updated_at)
         select id, order_id, payment_id, amount_paise, why, status, provider_id, $8
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[])
             as new (id, order_id, payment_id, amount_paise, why, status, provider_id)
         on conflict (id) do update
         set status = excluded.status, provider_id = excluded.provider_id, updated_at = excluded.updated_at
         where (refund.status, refund.provider_id)
             is distinct from (excluded.status, excluded.provider_id)",
        &ids,
        &order_ids,
        &payments,
        &amounts,
        &whys,
        &statuses,
        &providers as _,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn save_disputes(
    db: &mut PgConnection,
    now: Timestamp,
    orders: &[&Order],
) -> Result<(), StoreError> {
    let disputes: Vec<(&Order, &Chargeback)> = orders
        .iter()
        .flat_map(|order| order.disputes.iter().map(move |dispute| (*order, &dispute.said)))
        .collect();
    if disputes.is_empty() {
        return Ok(());
    }
    let ids: Vec<String> = disputes.iter().map(|(_, said)| said.provider.0.clone()).collect();
    let order_ids: Vec<Uuid> = disputes.iter().map(|(order, _)| order.id.0).collect();
    let payments: Vec<String> = disputes.iter().map(|(_, said)| said.payment.0.clone()).collect();
    let amounts: Vec<i64> = disputes.iter().map(|(_, said)| said.amount_paise.get()).collect();
    let deducted: Vec<i64> = disputes.iter().map(|(_, said)| said.deducted_paise.get()).collect();
    let statuses: Vec<String> = disputes.iter().map(|(_, said)| word(&said.status)).collect();
    let phases: Vec<String> = disputes.iter().map(|(_, said)| said.phase.clone()).collect();
    let respond: Vec<Option<jiff_sqlx::Timestamp>> =
        disputes.iter().map(|(_, said)| said.respond_by.map(ToSqlx::to_sqlx)).collect();
    sqlx::query!(
        "insert into dispute (provider_id, order_id, payment_id, amount_paise, deducted_paise, status,
                              phase, respond_by, updated_at)
         select provider_id, order_id, payment_id, amount_paise, deducted_paise, status, phase,
                respond_by, $9
         from unnest($1::text[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::text[],
                     $7::text[], $8::timestamptz[])
             as new (provider_id, order_id, payment_id, amount_paise, deducted_paise, status, phase,
                     respond_by)
         on conflict (provider_id) do update
         set deducted_paise = excluded.deducted_paise, status = excluded.status,
             phase = excluded.phase, respond_by = excluded.respond_by,
             updated_at = excluded.updated_at
         where (dispute.deducted_paise, dispute.status, dispute.phase)
             is distinct from (excluded.deducted_paise, excluded.status, excluded.phase)",
        &ids,
        &order_ids,
        &payments,
        &amounts,
        &deducted,
        &statuses,
        &phases,
        &respond as _,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Which order a payment belongs to.
pub async fn payment_owner(
    db: &mut PgConnection,
    provider_id: &str,
) -> Result<Option<OrderId>, StoreError> {
    let order =
        sqlx::query_scalar!("select order_id from payment where provider_id = $1", provider_id,)
            .fetch_optional(db)
            .await?;
    Ok(order.map(OrderId))
}

/// Adds postings. One that is there already (same order, same cause) is left out: a repeated event posts nothing.
pub async fn post(
    db: &mut PgConnection,
    now: Timestamp,
    postings: &[Posting],
) -> Result<(), StoreError> {
    // Also among these: each cause has one set of entries.
    let mut known = HashSet::new();
    let rows: Vec<(&Posting, i16, &Entry)> = postings
        .iter()
        .filter(|posting| known.insert((posting.order, &posting.cause)))
        .flat_map(|posting| {
            (1_i16..).zip(posting.entries()).map(move |(at, entry)| (posting, at, entry))
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let orders: Vec<Option<Uuid>> =
        rows.iter().map(|(posting, ..)| posting.order.map(|order| order.0)).collect();
    let causes: Vec<String> = rows.iter().map(|(posting, ..)| posting.cause.clone()).collect();
    let positions: Vec<i16> = rows.iter().map(|(_, at, _)| *at).collect();
    let accounts: Vec<String> = rows.iter().map(|(.., entry)| word(&entry.account)).collect();
    let parties: Vec<Option<Uuid>> = rows.iter().map(|(.., entry)| party(&entry.account)).collect();
    let amounts: Vec<i64> = rows.iter().map(|(.., entry)| entry.amount_paise.get()).collect();
    sqlx::query!(
        "with new as (
             select *
             from unnest($1::uuid[], $2::text[], $3::smallint[], $4::text[], $5::uuid[], $6::bigint[])
                 with ordinality
                 as entry (order_id, cause, position, account, party, amount_paise, n)
         ), posting as (
             insert into ledger_posting (order_id, cause, at)
             select order_id, cause, $7::timestamptz
             from new
             group by order_id, cause
             order by min(n)
             on conflict do nothing
             returning id, order_id, cause
         )
         insert into ledger_entry (posting_id, position, account, party, amount_paise)
         select posting.id, new.position, new.account, new.party, new.amount_paise
         from new
         join posting on posting.cause = new.cause
             and posting.order_id is not distinct from new.order_id",
        &orders as _,
        &causes,
        &positions,
        &accounts,
        &parties as _,
        &amounts,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whose account it is, where an account is kept per buyer or vendor.
fn party(account: &Account) -> Option<Uuid> {
    match account {
        Account::CashWithVendor(vendor) | Account::Vendor(vendor) | Account::Delivery(vendor) => {
            Some(vendor.0)
        }
        Account::Buyer(person) => Some(person.0),
        _ => None,
    }
}

/// Which order a refund belongs to, by Razorpay's id or, when the webhook is faster than our own call's answer, by ours.
pub async fn refund_owner(
    db: &mut PgConnection,
    provider_id: &str,
    ours: Option<Uuid>,
) -> Result<Option<(OrderId, RefundId)>, StoreError> {
    let row = sqlx::query!(
        "select id, order_id from refund where provider_id = $1 or id = $2 limit 1",
        provider_id,
        ours,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (OrderId(row.order_id), RefundId(row.id))))
}
