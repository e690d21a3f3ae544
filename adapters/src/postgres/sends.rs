//! What messages cost: the dated prices, and what was spent by order and by month. What a message costs is the domain's.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::OrderId;
use realserv_domain::sends::{MilliPaise, SendCategory, SendPrice, SendPrices};
use sqlx::PgConnection;

use super::StoreError;

/// A price with when it was set.
#[derive(Clone, Debug)]
pub struct PriceRow {
    pub price: SendPrice,
    pub set_at: Timestamp,
}

/// A word that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not known")]
struct Unknown(String);

/// All of them: by category and country, the latest first.
pub async fn prices(db: &mut PgConnection) -> Result<Vec<PriceRow>, StoreError> {
    let rows = sqlx::query!(
        "select category, country, from_on, milli_paise, free_a_month, set_at
         from send_price
         order by category, country, from_on desc"
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let category = SendCategory::of(&row.category).ok_or_else(|| {
                let word = Unknown(row.category.clone());
                StoreError::unreadable("send_price", "category", &row.category, word)
            })?;
            let price = SendPrice {
                category,
                country: row.country,
                from_on: row.from_on.to_jiff(),
                milli_paise: MilliPaise(row.milli_paise),
                free_a_month: u32::try_from(row.free_a_month).unwrap_or(0),
            };
            Ok(PriceRow { price, set_at: row.set_at.to_jiff() })
        })
        .collect()
}

pub async fn load(db: &mut PgConnection) -> Result<SendPrices, StoreError> {
    Ok(SendPrices(prices(db).await?.into_iter().map(|row| row.price).collect()))
}

/// Adds a price. False: its category has one from this day on already, and what was set stays.
pub async fn add(
    db: &mut PgConnection,
    now: Timestamp,
    price: &SendPrice,
) -> Result<bool, StoreError> {
    let added = sqlx::query!(
        "insert into send_price (category, country, from_on, milli_paise, free_a_month, set_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing",
        price.category.as_str(),
        price.country,
        price.from_on.to_sqlx() as _,
        price.milli_paise.0,
        i32::try_from(price.free_a_month).unwrap_or(i32::MAX),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Takes back a price that has not begun. False: there is none, or it has.
pub async fn withdraw(
    db: &mut PgConnection,
    today: Date,
    (category, country, from_on): (SendCategory, &str, Date),
) -> Result<bool, StoreError> {
    let gone = sqlx::query!(
        "delete from send_price
         where category = $1 and country = $2 and from_on = $3 and from_on > $4",
        category.as_str(),
        country,
        from_on.to_sqlx() as _,
        today.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected() == 1)
}

/// Delivered messages of one kind together.
#[derive(Clone, Debug)]
pub struct CostRow {
    /// Of a month's report; empty in an order's.
    pub phone_number_id: String,
    /// Meta's words.
    pub category: String,
    pub price_kind: String,
    pub messages: i64,
    /// Of these, those that nobody knows the price of.
    pub unpriced: i64,
    pub milli_paise: MilliPaise,
}

/// What an order's messages cost, to whomever they went.
pub async fn of_order(db: &mut PgConnection, order: OrderId) -> Result<Vec<CostRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select category as "category!", price_kind as "price_kind!",
                  sum(messages)::bigint as "messages!", sum(unpriced)::bigint as "unpriced!",
                  sum(milli_paise)::bigint as "milli_paise!"
           from (
               select coalesce(category, '') as category, price_kind, count(*) as messages,
                      count(*) filter (where milli_paise is null) as unpriced,
                      coalesce(sum(milli_paise), 0) as milli_paise
               from delivery
               where order_id = $1 and rank >= 4 and price_kind is not null
               group by 1, 2
               union all
               select category, price_kind, messages, unpriced, milli_paise
               from send_cost
               where order_id = $1
           ) as both_halves
           group by 1, 2
           order by 1, 2"#,
        order.0,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| CostRow {
        phone_number_id: String::new(),
        category: row.category,
        price_kind: row.price_kind,
        messages: row.messages,
        unpriced: row.unpriced,
        milli_paise: MilliPaise(row.milli_paise),
    });
    Ok(rows.collect())
}

/// What a month's messages cost, by number. Reads each message that is still known singly once: a report, not a page.
pub async fn of_month(db: &mut PgConnection, first: Date) -> Result<Vec<CostRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select phone_number_id as "phone_number_id!", category as "category!",
                  price_kind as "price_kind!", sum(messages)::bigint as "messages!",
                  sum(unpriced)::bigint as "unpriced!", sum(milli_paise)::bigint as "milli_paise!"
           from (
               select coalesce(phone_number_id, '') as phone_number_id,
                      coalesce(category, '') as category, price_kind, count(*) as messages,
                      count(*) filter (where milli_paise is null) as unpriced,
                      coalesce(sum(milli_paise), 0) as milli_paise
               from delivery
               where priced_on >= $1::date and priced_on < $1::date + interval '1 month'
                 and rank >= 4 and price_kind is not null
               group by 1, 2, 3
               union all
               select phone_number_id, category, price_kind, messages, unpriced, milli_paise
               from send_cost
               where month = $1::date
           ) as both_halves
           group by 1, 2, 3
           order by 1, 2, 3"#,
        first.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| CostRow {
        phone_number_id: row.phone_number_id,
        category: row.category,
        price_kind: row.price_kind,
        messages: row.messages,
        unpriced: row.unpriced,
        milli_paise: MilliPaise(row.milli_paise),
    });
    Ok(rows.collect())
}
