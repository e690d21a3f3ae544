//! The code that a buyer tells at the gate, and how it is had again.

use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Town};

/// The message that brings the code does not arrive; the truck does.
#[tokio::test]
async fn a_code_whose_message_was_lost_is_told_again_at_a_word() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    let (kaluva, crew) = (town.vendor("VEN-KALUVA")?, town.vendor("VEN-PANIVALLU")?);
    asha.says("50 bags ultratech opc 53 and 2 masons").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    let here = asha.so_far();
    asha.says("code").await?;
    asha.phone.blocks();
    kaluva.sets_out().await?;
    asha.phone.unblocks();
    asha.says("OTP").await?;
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    crew.taps("Accept").await?;
    asha.says("status").await?;
    asha.heard("Arrival code")?;
    insta::assert_snapshot!("lost_buyer", asha.chat_since(here));
    town.ends_well().await
}
