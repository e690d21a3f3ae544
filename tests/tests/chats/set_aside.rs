//! Events that fail whenever they are tried: set aside after a few tries, said so to who waits, and the rest goes on.

use realserv_domain::orders::OrderEvent;
use realserv_tests::behind::OPC_53;
use realserv_tests::{Done, Town, Trouble};

const DEAD: &str = "select count(*) from dead_letter";

/// The database says no to whatever has this word in it, as it would to a value that no rule of ours foresaw.
async fn poisons(town: &Town, table: &str, column: &str, word: &str) -> Result<(), Trouble> {
    let refuse = "create or replace function refuse() returns trigger language plpgsql as $$
        begin raise exception 'not this one' using errcode = 'check_violation'; end $$";
    sqlx::query(refuse).execute(&town.pool).await?;
    let trigger = format!(
        "create trigger refuse before insert on {table} for each row
         when (new.{column} like '%{word}%') execute function refuse()"
    );
    sqlx::query(sqlx::AssertSqlSafe(trigger)).execute(&town.pool).await?;
    Ok(())
}

#[tokio::test]
async fn a_poisoned_message_is_set_aside_with_an_apology_and_the_chat_goes_on() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, bina) = (town.buyer("Asha"), town.buyer("Bina"));
    asha.fills_a_cart().await?;
    poisons(&town, "message", "body", "arsenic").await?;
    let here = asha.so_far();
    let (first, second) = tokio::join!(asha.phone.says("arsenic"), bina.phone.says("hi"));
    first?;
    second?;
    town.quiet().await;
    assert_eq!(town.count(DEAD).await?, 1);
    bina.heard("Choose your language")?;
    asha.says("cart").await?;
    asha.heard("50 bags UltraTech OPC 53")?;
    insta::assert_snapshot!("poisoned_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn a_poisoned_event_of_an_order_is_on_the_offices_list_and_the_order_goes_on() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    poisons(&town, "turn_log", "event", "office_refunded").await?;
    let amount_paise = realserv_domain::money::Paise::rupees(1);
    town.tells_the_order(&OrderEvent::OfficeRefunded { amount_paise }).await?;
    assert_eq!(town.count(DEAD).await?, 1);
    let tickets = "select count(*) from ticket where about = 'set_aside' and order_id is not null";
    assert_eq!(town.count(tickets).await?, 1);
    kaluva.brings_it_to(&asha).await?;
    asha.heard("is delivered")?;
    town.ends_well().await
}
