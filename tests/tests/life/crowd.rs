//! Two hundred people who want the last ten bags, all in one moment.

use std::collections::BTreeSet;

use realserv_sandbox::Person;
use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::town::Options;
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Someone, Town};
use tokio::task::JoinSet;

const BUYERS: usize = 200;
const BAGS: i64 = 10;
const YARD: &str = "VEN-KALUVA";

/// Everybody does the same at once; then the town is quiet again.
async fn everybody<A, F>(town: &Town, crowd: &[Someone<'_>], act: A) -> Done
where
    A: Fn(usize, Person) -> F,
    F: Future<Output = Done> + Send + 'static,
{
    let mut acts = JoinSet::new();
    for (at, someone) in crowd.iter().enumerate() {
        acts.spawn(act(at, someone.phone.clone()));
    }
    while let Some(done) = acts.join_next().await {
        done??;
    }
    town.quiet().await;
    Ok(())
}

/// One yard has ten bags, and sells them one by one.
async fn sold_by_the_bag(town: &Town) -> Done {
    town.only(OPC_53, &[(YARD, BAGS)]).await?;
    for by_the_bag in [
        "update sku set minimum_milli = 1000 where code = $1",
        "update listing set minimum_milli = 0 where sku_id = (select id from sku where code = $1)",
    ] {
        sqlx::query(by_the_bag).bind(OPC_53).execute(&town.pool).await?;
    }
    town.app.catalogue.refresh(&town.pool).await?;
    Ok(())
}

/// Up to the priced order: everybody has seen the ten bags.
async fn all_come_to_the_review(town: &Town, crowd: &[Someone<'_>]) -> Done {
    everybody(town, crowd, |_, phone| async move {
        Ok(phone.says("1 bag ultratech opc 53").await.map(drop)?)
    })
    .await?;
    everybody(town, crowd, |_, phone| async move {
        Ok(phone.shares_pin(MIYAPUR.0, MIYAPUR.1, None, None).await.map(drop)?)
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_who_want_the_last_ten_bags_at_once_get_ten() -> Done {
    let no_limit = |name| (name, "0".to_owned());
    let variables = vec![no_limit("WHATSAPP_MESSAGES_PER_SECOND"), no_limit("WHATSAPP_PAIR_BURST")];
    let town = Town::with(Options { variables, ..Options::default() }).await?;
    town.vendors()?;
    sold_by_the_bag(&town).await?;
    let crowd: Vec<_> = (0..BUYERS).map(|n| town.buyer(&format!("Buyer {n}"))).collect();
    let numbers: BTreeSet<_> = crowd.iter().map(|someone| someone.phone.number()).collect();
    assert_eq!(numbers.len(), BUYERS);
    all_come_to_the_review(&town, &crowd).await?;
    assert_eq!(town.shelf(YARD, OPC_53).await?, (BAGS, 0), "nobody holds anything before paying");

    let before: Vec<usize> = crowd.iter().map(Someone::so_far).collect();
    everybody(&town, &crowd, |at, phone| async move {
        let how = if at % 2 == 0 { "Confirm" } else { "Cash on delivery" };
        Ok(phone.taps(how).await.map(drop)?)
    })
    .await?;

    assert_eq!(town.shelf(YARD, OPC_53).await?, (BAGS, BAGS));
    assert_eq!(town.count("select count(*) from orders").await?, BAGS);
    let held = "select (sum(quantity_milli) / 1000)::bigint from hold where not deducted";
    assert_eq!(town.count(held).await?, BAGS);
    town.books_balance().await?;
    let mut sorry = 0;
    for (someone, before) in crowd.iter().zip(before) {
        let chat = someone.chat_since(before).to_string();
        let got = chat.contains("Order *RS");
        let heard = chat.contains("Nobody near you has *UltraTech OPC 53* left");
        assert!(got != heard, "{chat}");
        sorry += usize::from(heard);
    }
    assert_eq!(sorry, BUYERS - usize::try_from(BAGS)?);

    // Nobody pays and the yard says nothing: every bag is for sale again.
    town.forward(minutes(45)).await;
    assert_eq!(town.shelf(YARD, OPC_53).await?, (BAGS, 0));
    assert_eq!(town.count("select count(*) from hold").await?, 0);
    town.ends_well().await
}
