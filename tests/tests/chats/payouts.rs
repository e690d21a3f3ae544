//! What a vendor is paid, as he reads it: the week, where it goes, that it has come, and that it has not.

use jiff::SignedDuration;
use realserv_sandbox::PayoutEnd;
use realserv_tests::{Done, Town};

/// Asha's fifty bags, paid online and delivered on Monday; on Sunday morning the vendor says hello in his language.
async fn a_week(town: &Town, language: &str) -> Done {
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    kaluva.says("statement").await?;
    town.forward(SignedDuration::from_hours(6 * 24)).await;
    kaluva.says(language).await
}

/// From Sunday at nine to Monday at seven.
async fn monday_comes(town: &Town) {
    town.forward(SignedDuration::from_hours(22)).await;
}

async fn in_language(
    language: &str,
    [give, yes, sheet]: [&str; 3],
) -> Result<String, realserv_tests::Trouble> {
    let town = Town::open().await?;
    a_week(&town, language).await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    let moment = kaluva.so_far();
    monday_comes(&town).await;
    kaluva.taps(give).await?;
    kaluva.says("my account").await?;
    kaluva.says("bank").await?;
    kaluva.says("HDFC0001234").await?;
    kaluva.says("A/c 5010 0012 345678 IFSC HDFC0001234").await?;
    kaluva.taps(yes).await?;
    kaluva.says("statement").await?;
    kaluva.taps("PDF").await?;
    kaluva.taps(sheet).await?;
    town.ends_well().await?;
    Ok(kaluva.chat_since(moment).to_string())
}

#[tokio::test]
async fn he_gives_his_account_and_is_paid() -> Done {
    let chat = in_language("english", ["Give an account", "Yes, this one", "Sheet (CSV)"]).await?;
    insta::assert_snapshot!("payouts_english", chat);
    let chat = in_language("hindi", ["खाता बताइए", "हाँ, यही", "शीट (CSV)"]).await?;
    insta::assert_snapshot!("payouts_hindi", chat);
    let chat = in_language("telugu", ["ఖాతా చెప్పండి", "అవును, ఇదే", "షీట్ (CSV)"]).await?;
    insta::assert_snapshot!("payouts_telugu", chat);
    Ok(())
}

/// A wrong number, another's account, then his own; the bank sends the first transfer back.
#[tokio::test]
async fn what_does_not_arrive_is_asked_about() -> Done {
    let town = Town::open().await?;
    a_week(&town, "english").await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    let moment = kaluva.so_far();
    town.sandbox.names_account("50100000000001", None);
    town.sandbox.names_account("50100000000002", Some("SUNITA DEVI"));
    town.sandbox.end_next_payouts(&[PayoutEnd::Reversed]);
    kaluva.says("bank").await?;
    kaluva.says("HDFC0001234 50100000000001").await?;
    kaluva.taps("Give an account").await?;
    kaluva.says("HDFC0001234 50100000000002").await?;
    kaluva.taps("Another account").await?;
    kaluva.says("HDFC0001234 50100000000003").await?;
    kaluva.taps("Yes, this one").await?;
    monday_comes(&town).await;
    kaluva.taps("Give an account").await?;
    kaluva.says("kaluva@ybl").await?;
    kaluva.taps("Yes, this one").await?;
    insta::assert_snapshot!("payouts_that_come_back", kaluva.chat_since(moment));
    assert_eq!(town.ledger("payout_in_transit").await?, 0);
    assert_eq!(town.ledger("vendor").await?, 0);
    town.ends_well().await
}

/// Who has not written for a day hears of it by template.
#[tokio::test]
async fn a_silent_vendor_hears_of_it_by_template() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    kaluva.says("HDFC0001234 50100012345678").await?;
    kaluva.says("bank").await?;
    kaluva.says("HDFC0001234 50100012345678").await?;
    kaluva.taps("Yes, this one").await?;
    let moment = kaluva.so_far();
    town.forward(SignedDuration::from_hours(6 * 24 + 22)).await;
    insta::assert_snapshot!("payouts_by_template", kaluva.chat_since(moment));
    town.ends_well().await
}
