//! Dated rates, and how a vendor stands with the tax office. What is taken of what is the domain's.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::fees::{Base, Levy, PanHolder, Rate, Rates, Standing};
use realserv_domain::identity::{Gstin, Pan};
use realserv_domain::ids::VendorId;
use realserv_domain::money::Paise;
use sqlx::PgConnection;

use super::StoreError;

/// A rate with when it was set.
#[derive(Clone, Debug)]
pub struct RateRow {
    pub rate: Rate,
    pub set_at: Timestamp,
}

/// A word that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not known")]
struct Unknown(String);

/// All of them: by levy and scope, the latest first.
pub async fn list(db: &mut PgConnection) -> Result<Vec<RateRow>, StoreError> {
    let rows = sqlx::query!(
        "select levy, scope, from_on, per_ten_thousand, base, threshold_paise, set_at
         from fee_rate
         order by levy, scope, from_on desc"
    )
    .fetch_all(db)
    .await?;
    let read = |levy: &str, base: &str| {
        let levy = Levy::ALL.into_iter().find(|one| one.as_str() == levy)?;
        let base = [Base::Gross, Base::Taxable].into_iter().find(|one| one.as_str() == base)?;
        Some((levy, base))
    };
    rows.into_iter()
        .map(|row| {
            let (levy, base) = read(&row.levy, &row.base).ok_or_else(|| {
                let word = Unknown(format!("{} of {}", row.levy, row.base));
                StoreError::unreadable("fee_rate", "levy", &row.levy, word)
            })?;
            let rate = Rate {
                levy,
                scope: row.scope,
                from_on: row.from_on.to_jiff(),
                per_ten_thousand: u32::try_from(row.per_ten_thousand).unwrap_or(0),
                base,
                threshold_paise: Paise::new(row.threshold_paise),
            };
            Ok(RateRow { rate, set_at: row.set_at.to_jiff() })
        })
        .collect()
}

pub async fn load(db: &mut PgConnection) -> Result<Rates, StoreError> {
    Ok(Rates(list(db).await?.into_iter().map(|row| row.rate).collect()))
}

/// Adds a rate. False: its levy has one from this day on already, and what was set stays.
pub async fn add(db: &mut PgConnection, now: Timestamp, rate: &Rate) -> Result<bool, StoreError> {
    let added = sqlx::query!(
        "insert into fee_rate (levy, scope, from_on, per_ten_thousand, base, threshold_paise, set_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict do nothing",
        rate.levy.as_str(),
        rate.scope,
        rate.from_on.to_sqlx() as _,
        i32::try_from(rate.per_ten_thousand).unwrap_or(i32::MAX),
        rate.base.as_str(),
        rate.threshold_paise.get(),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Takes back a rate that has not begun. False: there is none, or it has.
pub async fn withdraw(
    db: &mut PgConnection,
    today: Date,
    (levy, scope, from_on): (Levy, &str, Date),
) -> Result<bool, StoreError> {
    let gone = sqlx::query!(
        "delete from fee_rate
         where levy = $1 and scope = $2 and from_on = $3 and from_on > $4",
        levy.as_str(),
        scope,
        from_on.to_sqlx() as _,
        today.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected() == 1)
}

/// How a vendor stands, but for the trades of his people, which the catalogue knows. His year began then; what he has
/// sold in it is what the ledger credited him with when he delivered.
pub async fn standing(
    db: &mut PgConnection,
    vendor: VendorId,
    year_began: Timestamp,
) -> Result<Standing, StoreError> {
    let row = sqlx::query!(
        r#"select gstin, pan,
                  (select coalesce(-sum(entry.amount_paise), 0)::bigint
                   from ledger_entry as entry
                   join ledger_posting as posting on posting.id = entry.posting_id
                   where entry.account in ('vendor', 'delivery') and entry.party = vendor.id
                     and posting.cause like 'delivered:%' and posting.at >= $2) as "year_gross!"
           from vendor
           where id = $1"#,
        vendor.0,
        year_began.to_sqlx() as _,
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(Standing::default()) };
    let inside = row.gstin.as_deref().and_then(|gstin| gstin.parse::<Gstin>().ok()?.pan());
    let pan = inside.or_else(|| row.pan.as_deref()?.parse::<Pan>().ok());
    Ok(Standing {
        registered: row.gstin.is_some(),
        pan: pan.and_then(|pan| pan.holder()).map(PanHolder::from),
        year_gross_paise: Paise::new(row.year_gross),
        ..Standing::default()
    })
}
