//! Vendors' accounts with us as their machine loads and writes them, with the tables that say the same: payouts, transfers.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{PayAccountId, PersonId, VendorId};
use realserv_domain::settlements::{Attempt, Given, Kyc, PayTo, Payee, Payout, PayoutState};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// A vendor whose turn it is.
#[derive(Clone, Debug)]
pub struct KnownPayee {
    pub payee: Payee,
    /// Who hears of it.
    pub person: PersonId,
    /// What he trades under.
    pub name: String,
    pub kyc: Kyc,
}

/// Those of them that are vendors; who has no account with us yet begins one.
pub async fn load(
    db: &mut PgConnection,
    vendors: &[Uuid],
) -> Result<HashMap<VendorId, KnownPayee>, StoreError> {
    let rows = sqlx::query!(
        r#"select vendor.id as "id!", vendor.person_id as "person_id!", vendor.name_en as "name_en!",
                  vendor.kyc as "kyc!", payee.life as "life?"
           from vendor
           left join payee on payee.vendor_id = vendor.id
           where vendor.id = any($1)"#,
        vendors,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let vendor = VendorId(row.id);
            let payee = match row.life {
                None => Payee::new(vendor),
                Some(life) => serde_json::from_str(&life)
                    .map_err(|e| StoreError::unreadable("payee", "life", vendor, e))?,
            };
            // A word of a later program holds what is paid out, as it should.
            let kyc = Kyc::named(&row.kyc).unwrap_or(Kyc::Open);
            let person = PersonId(row.person_id);
            Ok((vendor, KnownPayee { payee, person, name: row.name_en, kyc }))
        })
        .collect()
}

/// Writes the machine, and what can be asked of it.
pub async fn save(
    db: &mut PgConnection,
    now: Timestamp,
    payees: &[Payee],
) -> Result<(), StoreError> {
    if payees.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = payees.iter().map(|payee| payee.vendor.0).collect();
    let lives: Vec<String> = payees
        .iter()
        .map(|payee| {
            serde_json::to_string(payee)
                .map_err(|e| StoreError::unreadable("payee", "life", payee.vendor, e))
        })
        .collect::<Result<_, _>>()?;
    sqlx::query!(
        "insert into payee (vendor_id, life, updated_at)
         select vendor_id, life, $3
         from unnest($1::uuid[], $2::text[]) as new (vendor_id, life)
         on conflict (vendor_id) do update
         set life = excluded.life, updated_at = excluded.updated_at
         where payee.life <> excluded.life",
        &ids,
        &lives,
        now.to_sqlx() as _,
    )
    .execute(&mut *db)
    .await?;
    save_payouts(db, now, payees).await?;
    save_attempts(db, payees).await
}

async fn save_payouts(
    db: &mut PgConnection,
    now: Timestamp,
    payees: &[Payee],
) -> Result<(), StoreError> {
    let payouts: Vec<(&Payee, &Payout)> = payees
        .iter()
        .flat_map(|payee| payee.payouts.iter().map(move |payout| (payee, payout)))
        .collect();
    let why = |payout: &Payout| match &payout.state {
        PayoutState::Held { why } => {
            why.iter().map(|why| why.as_str()).collect::<Vec<_>>().join(",")
        }
        PayoutState::Due | PayoutState::Sent | PayoutState::Processed => String::new(),
        PayoutState::Failed | PayoutState::Reversed | PayoutState::Carried => String::new(),
    };
    let pay_at: Vec<jiff_sqlx::Timestamp> =
        payouts.iter().map(|(_, payout)| payout.pay_at.to_sqlx()).collect();
    sqlx::query!(
        "insert into payout (id, vendor_id, settlement_id, amount_paise, state, held_for, office_hold,
                             pay_at, made_at, updated_at)
         select id, vendor_id, settlement_id, amount_paise, state,
                coalesce(string_to_array(nullif(held_for, ''), ','), '{}'), office_hold, pay_at, $9, $9
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::text[],
                     $7::text[], $8::timestamptz[])
             as new (id, vendor_id, settlement_id, amount_paise, state, held_for, office_hold, pay_at)
         on conflict (id) do update
         set state = excluded.state, held_for = excluded.held_for, office_hold = excluded.office_hold,
             pay_at = excluded.pay_at, updated_at = excluded.updated_at
         where (payout.state, payout.held_for, payout.office_hold, payout.pay_at)
             is distinct from (excluded.state, excluded.held_for, excluded.office_hold, excluded.pay_at)",
        &payouts.iter().map(|(_, payout)| payout.id.0).collect::<Vec<_>>(),
        &payouts.iter().map(|(payee, _)| payee.vendor.0).collect::<Vec<_>>(),
        &payouts.iter().map(|(_, payout)| payout.settlement.0).collect::<Vec<_>>(),
        &payouts.iter().map(|(_, payout)| payout.amount_paise.get()).collect::<Vec<_>>(),
        &payouts.iter().map(|(_, payout)| payout.state.as_str().to_owned()).collect::<Vec<_>>(),
        &payouts.iter().map(|(_, payout)| why(payout)).collect::<Vec<_>>(),
        &payouts.iter().map(|(_, payout)| payout.office_hold.clone()).collect::<Vec<_>>() as _,
        &pay_at as _,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn save_attempts(db: &mut PgConnection, payees: &[Payee]) -> Result<(), StoreError> {
    let attempts: Vec<(&Payout, i16, &Attempt)> = payees
        .iter()
        .flat_map(|payee| &payee.payouts)
        .flat_map(|payout| {
            (1_i16..).zip(&payout.attempts).map(move |(at, attempt)| (payout, at, attempt))
        })
        .collect();
    let sent_at: Vec<jiff_sqlx::Timestamp> =
        attempts.iter().map(|(.., attempt)| attempt.sent_at.to_sqlx()).collect();
    let provider = |attempt: &Attempt| attempt.provider.as_ref().map(|id| id.0.clone());
    // In the order of their making: of two of one payout the first has ended before the second stands beside it.
    sqlx::query!(
        "insert into payout_attempt (key, payout_id, position, account_id, provider_id, status, utr,
                                     reason, sent_at)
         select key, payout_id, position, account_id, provider_id, status, utr, reason, sent_at
         from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::uuid[], $5::text[], $6::text[],
                     $7::text[], $8::text[], $9::timestamptz[])
             as new (key, payout_id, position, account_id, provider_id, status, utr, reason, sent_at)
         order by payout_id, position
         on conflict (key) do update
         set provider_id = excluded.provider_id, status = excluded.status, utr = excluded.utr,
             reason = excluded.reason
         where (payout_attempt.provider_id, payout_attempt.status, payout_attempt.utr, payout_attempt.reason)
             is distinct from (excluded.provider_id, excluded.status, excluded.utr, excluded.reason)",
        &attempts.iter().map(|(.., attempt)| attempt.key).collect::<Vec<_>>(),
        &attempts.iter().map(|(payout, ..)| payout.id.0).collect::<Vec<_>>(),
        &attempts.iter().map(|(_, at, _)| *at).collect::<Vec<_>>(),
        &attempts.iter().map(|(.., one)| one.account.map(|id| id.0)).collect::<Vec<_>>() as _,
        &attempts.iter().map(|(.., attempt)| provider(attempt)).collect::<Vec<_>>() as _,
        &attempts.iter().map(|(.., one)| one.status.as_str().to_owned()).collect::<Vec<_>>(),
        &attempts.iter().map(|(.., attempt)| attempt.utr.clone()).collect::<Vec<_>>() as _,
        &attempts.iter().map(|(.., attempt)| attempt.reason.clone()).collect::<Vec<_>>() as _,
        &sent_at as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps an account as it was given. What leads to it elsewhere is its id.
pub async fn keep_account(
    db: &mut PgConnection,
    now: Timestamp,
    (id, vendor, by): (PayAccountId, VendorId, Given),
    to: &PayTo,
) -> Result<(), StoreError> {
    let to = serde_json::to_string(to)
        .map_err(|e| StoreError::unreadable("pay_account", "pay_to", id, e))?;
    let by = match by {
        Given::Vendor => "vendor",
        Given::Office => "office",
    };
    sqlx::query!(
        "insert into pay_account (id, vendor_id, pay_to, given_by, given_at)
         values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        id.0,
        vendor.0,
        to,
        by,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// An account as it was given, and the name that its vendor trades under.
pub async fn account(
    db: &mut PgConnection,
    id: PayAccountId,
) -> Result<Option<(VendorId, String, PayTo)>, StoreError> {
    let row = sqlx::query!(
        "select vendor.id, vendor.name_en, pay_account.pay_to
         from pay_account
         join vendor on vendor.id = pay_account.vendor_id
         where pay_account.id = $1",
        id.0,
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let to = serde_json::from_str(&row.pay_to)
            .map_err(|e| StoreError::unreadable("pay_account", "pay_to", id, e))?;
        Ok((VendorId(row.id), row.name_en, to))
    })
    .transpose()
}

/// Whose transfer it is: by the provider's id, or by ours when the webhook is faster than our own call's answer.
pub async fn payout_owner(
    db: &mut PgConnection,
    provider_id: &str,
    key: Option<Uuid>,
) -> Result<Option<(VendorId, Uuid)>, StoreError> {
    let row = sqlx::query!(
        "select payout.vendor_id, payout_attempt.key
         from payout_attempt
         join payout on payout.id = payout_attempt.payout_id
         where payout_attempt.provider_id = $1 or payout_attempt.key = $2
         limit 1",
        provider_id,
        key,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (VendorId(row.vendor_id), row.key)))
}
