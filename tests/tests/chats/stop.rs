//! Who wants to hear nothing more hears of orders only; by a word, or by WhatsApp's own setting.

use realserv_tests::{Done, Town};

const OUT: &str = "select count(*) from person where opted_out_at is not null";

#[tokio::test]
async fn stop_is_answered_and_noted_and_the_order_goes_on_until_start() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    let here = asha.so_far();
    asha.says("STOP").await?;
    assert_eq!(town.count(OUT).await?, 1);
    kaluva.taps("Accept").await?;
    asha.heard("has accepted order")?;
    let his = kaluva.so_far();
    kaluva.says("ఆపండి").await?;
    assert_eq!(town.count(OUT).await?, 2);
    asha.says("start").await?;
    kaluva.says("start").await?;
    assert_eq!(town.count(OUT).await?, 0);
    asha.says("start").await?;
    asha.heard("What does your site need today?")?;
    insta::assert_snapshot!("buyer", asha.chat_since(here));
    insta::assert_snapshot!("vendor", kaluva.chat_since(his));
    town.ends_well().await
}

#[tokio::test]
async fn whatsapps_own_setting_says_the_same() -> Done {
    let town = Town::open().await?;
    let (asha, bina) = (town.buyer("Asha"), town.buyer("Bina"));
    asha.says("hi").await?;
    bina.phone.hides_number();
    bina.says("hi").await?;
    for (who, out) in [(&asha, 1), (&bina, 2)] {
        who.phone.opts_out().await?;
        town.quiet().await;
        assert_eq!(town.count(OUT).await?, out);
    }
    for (who, out) in [(&asha, 1), (&bina, 0)] {
        who.phone.resumes().await?;
        town.quiet().await;
        assert_eq!(town.count(OUT).await?, out);
    }
    town.ends_well().await
}
