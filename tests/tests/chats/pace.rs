//! How fast WhatsApp takes messages, for one person and from one number: the program waits by itself, so that nothing is refused,
//! nothing is lost, and everything comes in order.

use jiff::SignedDuration;
use realserv_sandbox::Side;
use realserv_tests::town::Options;
use realserv_tests::{Done, Someone, Town};

fn answers(who: &Someone<'_>) -> usize {
    who.phone.chat().iter().filter(|bubble| bubble.side == Side::Business).count()
}

/// Forty-five at once, then one in six seconds.
#[tokio::test]
async fn what_is_too_much_for_one_person_at_once_comes_later_and_in_order() -> Done {
    let town = Town::open().await?;
    let (asha, bina) = (town.buyer("Asha"), town.buyer("Bina"));
    asha.says("hi").await?;
    asha.taps("English").await?;
    for _ in 0..29 {
        asha.says("help").await?;
        asha.says("cart").await?;
    }
    let so_far = answers(&asha);
    assert!((45..60).contains(&so_far), "{so_far} of 60");
    bina.says("hi").await?;
    assert_eq!(answers(&bina), 1, "nobody waits for somebody else");
    town.forward(SignedDuration::from_mins(3)).await;
    assert_eq!(answers(&asha), 60);
    let last: Vec<String> =
        asha.phone.chat().iter().rev().take(2).map(ToString::to_string).collect();
    assert!(last[0].contains("Your cart is empty") && last[1].contains("We can help"), "{last:?}");
    town.ends_well().await
}

/// The sandbox refuses what is too fast with 130429, as Meta does; the program is never refused.
#[tokio::test]
async fn what_is_too_much_for_the_number_waits_its_turn() -> Done {
    let variables = vec![("WHATSAPP_MESSAGES_PER_SECOND", "5".to_owned())];
    let town = Town::with(Options { variables, ..Options::default() }).await?;
    let crowd: Vec<_> = (0..20).map(|n| town.buyer(&format!("Buyer {n}"))).collect();
    for buyer in &crowd {
        buyer.phone.says("hi").await?;
    }
    town.quiet().await;
    let at_once: usize = crowd.iter().map(answers).sum();
    assert!(at_once < 20, "all at once");
    for _ in 0..24 {
        town.forward(SignedDuration::from_millis(250)).await;
    }
    assert!(crowd.iter().all(|buyer| answers(buyer) == 1));
    town.ends_well().await
}
