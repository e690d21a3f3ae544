//! What buyers found missing or broken, mirrored from the aggregate.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::orders::{Claim, ClaimState, Order};
use sqlx::PgConnection;
use uuid::Uuid;

use super::word;
use crate::postgres::StoreError;

pub(super) async fn save(
    db: &mut PgConnection,
    now: Timestamp,
    orders: &[&Order],
) -> Result<(), StoreError> {
    let parts = orders.iter().flat_map(|order| &order.parts);
    let claims: Vec<(Uuid, i16, &Claim)> = parts
        .flat_map(|part| (0_i16..).zip(&part.claims).map(|(n, claim)| (part.id.0, n, claim)))
        .collect();
    if claims.is_empty() {
        return Ok(());
    }
    let all = || claims.iter().map(|(.., claim)| *claim);
    let parts: Vec<Uuid> = claims.iter().map(|(part, ..)| *part).collect();
    let numbers: Vec<i16> = claims.iter().map(|(_, number, _)| *number).collect();
    let skus: Vec<Uuid> = all().map(|claim| claim.sku.0).collect();
    let whys: Vec<String> = all().map(|claim| claim.why.as_str().to_owned()).collect();
    let quantities: Vec<i64> = all().map(|claim| claim.quantity.milli()).collect();
    let sums: Vec<i64> = all().map(|claim| claim.paise.get()).collect();
    let states: Vec<String> = all().map(|claim| claim.state.as_str().to_owned()).collect();
    let settled = || all().map(|claim| settled(claim.state));
    let given: Vec<Option<i64>> = settled().map(|settled| Some(settled?.0)).collect();
    let bearers: Vec<Option<String>> = settled().map(|settled| Some(settled?.1)).collect();
    let photos = || all().map(|claim| claim.photo.as_ref());
    let media: Vec<Option<String>> = photos().map(|one| Some(one?.media_id.clone())).collect();
    let messages: Vec<Option<String>> = photos().map(|one| Some(one?.message_id.clone())).collect();
    let said: Vec<jiff_sqlx::Timestamp> = all().map(|claim| claim.since.to_sqlx()).collect();
    sqlx::query!(
        "insert into claim (part_id, number, sku_id, why, quantity_milli, paise, state, given_paise, borne_by,
                            media_id, message_id, said_at, updated_at)
         select part_id, number, sku_id, why, quantity_milli, paise, state, given_paise, borne_by, media_id,
                message_id, said_at, $13
         from unnest($1::uuid[], $2::smallint[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::text[],
                     $8::bigint[], $9::text[], $10::text[], $11::text[], $12::timestamptz[])
             as new (part_id, number, sku_id, why, quantity_milli, paise, state, given_paise, borne_by, media_id,
                     message_id, said_at)
         on conflict (part_id, number) do update
         set state = excluded.state, given_paise = excluded.given_paise, borne_by = excluded.borne_by,
             updated_at = excluded.updated_at
         where claim.state <> excluded.state",
        &parts,
        &numbers,
        &skus,
        &whys,
        &quantities,
        &sums,
        &states,
        &given as _,
        &bearers as _,
        &media as _,
        &messages as _,
        &said as _,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What was given, and at whose cost.
fn settled(state: ClaimState) -> Option<(i64, String)> {
    match state {
        ClaimState::Settled { given_paise, borne_by, .. } => {
            Some((given_paise.get(), word(&borne_by)))
        }
        ClaimState::Asked { .. } | ClaimState::WithOffice { .. } => None,
    }
}
