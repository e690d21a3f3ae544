//! Behind the scenes of a town: what no phone shows, what only the office can do, and how many minutes pass.

use jiff::SignedDuration;
use realserv_adapters::postgres::inbox::{self, KeyKind, NewEvent};
use realserv_adapters::postgres::orders::find;
use realserv_domain::ids::OrderId;
use realserv_domain::orders::{Order, OrderEvent};
use uuid::Uuid;

use crate::Trouble;
use crate::person::Someone;
use crate::town::Town;

/// UltraTech OPC 53, which most chats are about.
pub const OPC_53: &str = "CEM-OPC53-ULTRATECH";

#[must_use]
pub const fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

#[must_use]
pub const fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

impl Town {
    /// The newest order, as the program has it.
    pub async fn order(&self) -> Result<Order, Trouble> {
        let newest = "select id from orders order by placed_at desc, id desc limit 1";
        let id: Uuid = sqlx::query_scalar(newest).fetch_one(&self.pool).await?;
        let mut db = self.pool.acquire().await?;
        Ok(find::one(&mut db, OrderId(id)).await?.ok_or("an order without a life")?)
    }

    /// The order of this number.
    pub async fn order_numbered(&self, number: &str) -> Result<Order, Trouble> {
        let id: Uuid = sqlx::query_scalar("select id from orders where number = $1")
            .bind(number)
            .fetch_one(&self.pool)
            .await?;
        let mut db = self.pool.acquire().await?;
        Ok(find::one(&mut db, OrderId(id)).await?.ok_or("an order without a life")?)
    }

    /// Something that the office, or a timer, says to the newest order.
    pub async fn tells_the_order(&self, event: &OrderEvent) -> Result<(), Trouble> {
        self.tells_the_order_at_once(std::slice::from_ref(event)).await
    }

    /// Several things that happen to the newest order in one moment: one batch works on them.
    pub async fn tells_the_order_at_once(&self, events: &[OrderEvent]) -> Result<(), Trouble> {
        let micros = u64::try_from(self.clock.now().as_microsecond())?;
        let key_id = self.order().await?.id.0;
        let mut told = Vec::with_capacity(events.len());
        for (at, event) in (7..).zip(events) {
            let id = Uuid::from_u64_pair(micros, at);
            told.push(NewEvent {
                id,
                key_kind: KeyKind::Order,
                key_id,
                phone_number_id: String::new(),
                event: serde_json::to_string(event)?,
                correlation_id: id.simple().to_string(),
            });
        }
        let mut db = self.pool.acquire().await?;
        inbox::push(&mut db, self.clock.now(), &told).await?;
        drop(db);
        self.quiet().await;
        Ok(())
    }

    /// As if nobody had written since Meta began to send user ids.
    pub async fn forget_user_ids(&self) -> Result<(), Trouble> {
        sqlx::query("update person set user_id = null").execute(&self.pool).await?;
        Ok(())
    }

    /// A buyer, the yard that is nearest to her, and the only other one that has cement.
    pub async fn two_yards(&self) -> Result<(Someone<'_>, Someone<'_>, Someone<'_>), Trouble> {
        self.only(OPC_53, &[("VEN-KALUVA", 600), ("VEN-CHILUKA", 500)]).await?;
        Ok((self.buyer("Asha"), self.vendor("VEN-KALUVA")?, self.vendor("VEN-CHILUKA")?))
    }

    /// Only these yards sell it, each so many units.
    pub async fn only(&self, sku: &str, yards: &[(&str, i64)]) -> Result<(), Trouble> {
        // At once, and seen before the story goes on: between the two nobody would sell it.
        let mut transaction = self.pool.begin().await?;
        sqlx::query(
            "update listing set active = false where sku_id = (select id from sku where code = $1)",
        )
        .bind(sku)
        .execute(&mut *transaction)
        .await?;
        for (yard, units) in yards {
            let changed = sqlx::query(
                "update listing set active = true, on_hand_milli = $3 * 1000
                 where sku_id = (select id from sku where code = $1)
                   and vendor_id = (select id from vendor where code = $2)",
            )
            .bind(sku)
            .bind(yard)
            .bind(units)
            .execute(&mut *transaction)
            .await?;
            assert_eq!(changed.rows_affected(), 1, "{yard} does not sell {sku}");
        }
        transaction.commit().await?;
        self.app.catalogue.refresh(&self.pool).await?;
        Ok(())
    }

    /// What a yard has, and how much of it is held: whole units.
    pub async fn shelf(&self, yard: &str, sku: &str) -> Result<(i64, i64), Trouble> {
        Ok(sqlx::query_as(
            "select on_hand_milli / 1000, reserved_milli / 1000
             from listing
             join sku on sku.id = sku_id
             join vendor on vendor.id = vendor_id
             where vendor.code = $1 and sku.code = $2",
        )
        .bind(yard)
        .bind(sku)
        .fetch_one(&self.pool)
        .await?)
    }

    /// Looks into the tables: one number.
    pub async fn count(&self, question: &'static str) -> Result<i64, Trouble> {
        Ok(sqlx::query_scalar(question).fetch_one(&self.pool).await?)
    }

    /// What is owed to or by an account of the ledger, such as `vendor`, over everybody.
    pub async fn ledger(&self, account: &str) -> Result<i64, Trouble> {
        let sum: Option<i64> = sqlx::query_scalar(
            "select sum(amount_paise)::bigint from ledger_entry where account = $1",
        )
        .bind(account)
        .fetch_one(&self.pool)
        .await?;
        Ok(sum.unwrap_or(0))
    }

    /// What all vendors are credited with, before tax is withheld of it.
    pub async fn earned(&self) -> Result<i64, Trouble> {
        let mut earned = 0;
        for account in ["vendor", "delivery", "tcs_payable", "tds_payable"] {
            earned -= self.ledger(account).await?;
        }
        Ok(earned)
    }
}

impl Someone<'_> {
    /// How many bubbles of the chat hold these words.
    #[must_use]
    pub fn times(&self, words: &str) -> usize {
        self.phone.chat().iter().filter(|bubble| bubble.to_string().contains(words)).count()
    }
}
