//! What Meta says of our forms, and the conversations that one may be open in.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::PersonId;
use sqlx::PgConnection;

use super::StoreError;

/// Meta's last word on a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowStatus {
    pub status: String,
    /// Until when a refused message lets it rest; none when Meta said it itself.
    pub rests_until: Option<Timestamp>,
}

/// Meta's own news: holds until the next.
pub async fn set_status(
    db: &mut PgConnection,
    now: Timestamp,
    flow: &str,
    status: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into flow_status (flow_id, status, rests_until, updated_at) values ($1, $2, null, $3)
         on conflict (flow_id) do update
         set status = excluded.status, rests_until = null, updated_at = excluded.updated_at",
        flow,
        status,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A message with this form was refused: it rests. Meta's own word that it is out of order stands over that.
pub async fn rest(
    db: &mut PgConnection,
    now: Timestamp,
    (flow, status): (&str, &str),
    until: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into flow_status (flow_id, status, rests_until, updated_at) values ($1, $2, $3, $4)
         on conflict (flow_id) do update
         set status = excluded.status, rests_until = excluded.rests_until, updated_at = excluded.updated_at
         where flow_status.status = 'PUBLISHED' or flow_status.rests_until is not null",
        flow,
        status,
        until.to_sqlx() as _,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// None when Meta never spoke of it.
pub async fn status(db: &mut PgConnection, flow: &str) -> Result<Option<FlowStatus>, StoreError> {
    let row = sqlx::query!("select status, rests_until from flow_status where flow_id = $1", flow)
        .fetch_optional(db)
        .await?;
    Ok(row.map(|row| FlowStatus {
        status: row.status,
        rests_until: row.rests_until.map(jiff_sqlx::Timestamp::to_jiff),
    }))
}

/// The documents of this person's conversations, one for each of our numbers.
pub async fn conversations(
    db: &mut PgConnection,
    person: PersonId,
) -> Result<Vec<String>, StoreError> {
    let states =
        sqlx::query_scalar!("select state from conversation where person_id = $1", person.0)
            .fetch_all(db)
            .await?;
    Ok(states)
}
