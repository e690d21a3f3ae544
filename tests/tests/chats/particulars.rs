//! What an order in one line leaves open or says besides: a name, one of two amounts, which site, the last one with a change.

use realserv_tests::{Done, Town};

/// The line, the pin, the name, *Confirm*: the driver has somebody to ask for.
#[tokio::test]
async fn whose_profile_has_no_name_is_asked_for_it_once() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let ravi = town.buyer("🙏");
    ravi.says("యాభై బస్తాలు అల్ట్రాటెక్ 53 గ్రేడ్, ఇద్దరు మేస్త్రీలు రేపు ఉదయం").await?;
    ravi.shares_pin(17.496, 78.358).await?;
    ravi.says("నా పేరు రవి").await?;
    ravi.taps("కన్ఫర్మ్").await?;
    insta::assert_snapshot!("name_telugu", ravi.chat());
    assert_eq!(town.count("select count(*) from person where name = 'రవి'").await?, 1);
    town.ends_well().await
}

#[tokio::test]
async fn of_two_amounts_one_is_tapped_in_hindi() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let imran = town.buyer("Imran");
    imran.says("das ya pandrah bori ultratech 53, do mistri bhi kal subah").await?;
    imran.taps("15 बोरी").await?;
    insta::assert_snapshot!("two_amounts_hindi", imran.chat());
    town.ends_well().await
}

/// The usual site is not taken where another one is named, known or new; and the last order comes again as it is said.
#[tokio::test]
async fn a_line_names_its_site_and_the_last_order_comes_again_with_a_change() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.taps("Checkout").await?;
    asha.shares_pin(17.496, 78.358).await?;
    asha.taps("Today, 12 noon–4 pm").await?;
    asha.taps("Confirm").await?;
    let here = asha.so_far();
    asha.says("30 bags ultratech 53 grade for the kondapur site").await?;
    asha.says("miyapur site ki").await?;
    asha.taps("Confirm").await?;
    asha.says("same as last, 20 bags extra, Friday").await?;
    insta::assert_snapshot!("site_and_repeat", asha.chat_since(here));
    town.ends_well().await
}
