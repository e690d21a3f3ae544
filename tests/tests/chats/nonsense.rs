//! What is no answer: nonsense, stickers, voices, photos, polls. Each is answered with a way on, and the cart survives.

use realserv_sandbox::Media;
use realserv_tests::{Done, Town};
use serde_json::json;

#[tokio::test]
async fn nonsense_three_times_ends_with_a_person_and_the_cart_is_kept() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let here = asha.so_far();
    asha.says("asdf qwer").await?;
    asha.says("🤷‍♀️").await?;
    asha.says("zzz").await?;
    asha.taps("Talk to a person").await?;
    assert_eq!(
        town.count("select count(*) from ticket where about = 'asked_for_person'").await?,
        1
    );
    asha.says("cart").await?;
    asha.taps("Checkout").await?;
    asha.heard("Where should it come?")?;
    insta::assert_snapshot!("words_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn stickers_photos_voices_and_contacts_are_answered_and_the_cart_is_untouched() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let here = asha.so_far();
    asha.sends(Media::sticker()).await?;
    asha.sends(Media::voice()).await?;
    asha.sends(Media::photo()).await?;
    asha.sends(Media::photo().with_caption("4 ton m sand washed")).await?;
    asha.heard("4 tonnes M-Sand (Washed)")?;
    asha.sends(Media::document("list.pdf")).await?;
    asha.sends(Media::contact("Driver", "+91 98480 11111")).await?;
    // One open ticket of a person about one thing is enough.
    assert_eq!(town.count("select count(*) from ticket where about = 'sent_media'").await?, 1);
    asha.taps("Checkout").await?;
    insta::assert_snapshot!("media_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn polls_and_edited_or_deleted_messages_change_nothing() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let wrote = asha.phone.says("cart").await?;
    town.quiet().await;
    let here = asha.so_far();
    asha.phone.unsupported("poll").await?;
    town.quiet().await;
    asha.phone.edits(&wrote, "cart please").await?;
    town.quiet().await;
    // As a number hears of it that also runs in the app (whatsapp.md 2.7), and a kind that is not invented yet.
    for (kind, content) in [
        (
            "edit",
            json!({"original_message_id": wrote, "message": {"type": "text", "text": {"body": "500 bags"}}}),
        ),
        ("revoke", json!({"original_message_id": wrote})),
        ("hologram", json!({"id": "1"})),
    ] {
        town.sandbox.delivers(&raw(&town, &asha.phone, kind, &content)).await?;
        town.quiet().await;
    }
    asha.phone.reacts(&asha.last().ok_or("nothing")?.id, "👍").await?;
    town.quiet().await;
    asha.says("cart").await?;
    let cart = asha.last().ok_or("no cart")?.to_string();
    assert!(cart.contains("50 bags UltraTech OPC 53"), "{cart}");
    insta::assert_snapshot!("unreadable_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// A message of a kind that the phones of the sandbox do not send.
fn raw(
    town: &Town,
    from: &realserv_sandbox::Person,
    kind: &str,
    content: &serde_json::Value,
) -> serde_json::Value {
    let options = town.sandbox.options();
    let message = json!({
        "from": from.number(), "from_user_id": from.user_id(), "id": format!("wamid.RAW{kind}"),
        "timestamp": town.clock.now().as_second().to_string(), "type": kind, kind: content,
    });
    let contact = json!({"profile": {"name": from.name()}, "wa_id": from.number(), "user_id": from.user_id()});
    let value = json!({
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": options.display_phone_number, "phone_number_id": options.phone_number_id},
        "contacts": [contact],
        "messages": [message],
    });
    let change = json!({"field": "messages", "value": value});
    json!({"object": "whatsapp_business_account", "entry": [{"id": options.business_account_id, "changes": [change]}]})
}
