//! More orders than a list has rows: the yard's and the buyer's go on page by page, and what is typed is never taken for
//! the wrong one.

use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Someone, Town, Trouble};

/// Twelve orders in cash, every second one for tomorrow; all are accepted. Their numbers, the first placed first.
async fn twelve_orders(
    town: &Town,
    buyer: &Someone<'_>,
    yard: &Someone<'_>,
) -> Result<Vec<String>, Trouble> {
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    buyer.says("hi").await?;
    buyer.taps("English").await?;
    buyer.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    let mut numbers = Vec::new();
    for at in 0..12 {
        buyer.says("20 bags ultratech opc 53").await?;
        buyer.says(if at % 2 == 0 { "tomorrow morning" } else { "today evening" }).await?;
        buyer.taps("Cash on delivery").await?;
        yard.taps("Accept").await?;
        numbers.push(town.order().await?.number.as_str().to_owned());
        // WhatsApp lets a person be written to so often and not faster.
        town.forward(minutes(2)).await;
    }
    Ok(numbers)
}

#[tokio::test]
async fn a_yard_with_twelve_orders_sees_them_by_day_and_is_asked_which_one_is_meant() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    let numbers = twelve_orders(&town, &asha, &kaluva).await?;
    let here = kaluva.so_far();
    kaluva.says("today's orders").await?;
    kaluva.taps("More…").await?;
    kaluva.taps("Back").await?;
    // A vehicle for one of twelve: by its number, and by a tap on a page before.
    kaluva.says("TG09AB1234 Ramesh").await?;
    kaluva.says(&numbers[1]).await?;
    asha.heard("Vehicle TG09AB1234, driver Ramesh")?;
    kaluva.says("TG09AB5678 Salim").await?;
    kaluva.taps("More…").await?;
    kaluva.taps(&numbers[3]).await?;
    asha.heard("Vehicle TG09AB5678, driver Salim")?;
    // Both are on the road: whose code is it? The wrong one would cost a try.
    let code = town.order_numbered(&numbers[3]).await?.parts[0].code.reveal().to_owned();
    kaluva.says(&code).await?;
    kaluva.taps(&numbers[3]).await?;
    asha.heard("is delivered")?;
    kaluva.says(&numbers[1]).await?;
    kaluva.heard("Dispatched")?;
    insta::assert_snapshot!("yard", kaluva.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn a_buyer_with_twelve_orders_reaches_each_of_them() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    let numbers = twelve_orders(&town, &asha, &kaluva).await?;
    let here = asha.so_far();
    asha.says("status").await?;
    asha.taps("More…").await?;
    asha.taps(&numbers[0]).await?;
    asha.heard(&format!("Order {}*: Accepted", numbers[0]))?;
    asha.says("cancel").await?;
    asha.taps("More…").await?;
    asha.taps(&numbers[0]).await?;
    asha.taps("Yes, cancel it").await?;
    // Eleven are left to cancel, twelve to look at.
    asha.says("cancel").await?;
    asha.taps("More…").await?;
    asha.taps("Back").await?;
    assert_eq!(town.count("select count(*) from orders where state = 'cancelled'").await?, 1);
    insta::assert_snapshot!("buyer", asha.chat_since(here));
    town.ends_well().await
}
