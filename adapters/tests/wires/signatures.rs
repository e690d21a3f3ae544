//! Signature vectors of whatsapp.md §12.5 and razorpay.md §2.9 and §6.1, and what must not pass.

use realserv_adapters::razorpay::callback;
use realserv_adapters::secret::{Forged, Secret};
use realserv_adapters::{razorpay, whatsapp};
use realserv_domain::payments::LinkStatus;

const META: [(&str, &str); 4] = [
    (
        r#"{"object":"whatsapp_business_account","entry":[]}"#,
        "590b2c1b8d9e079e5055ba4637a91e95d8b1d183ecb0c9a256e8488166772b61",
    ),
    (
        r#"{"object": "whatsapp_business_account", "entry": []}"#,
        "8247f6231c69a2a3a0414f65881ec4dc69cb1963b380f11d115c22577ba26d8e",
    ),
    (
        r#"{"t":"\u0c07\u0c38\u0c41\u0c15 20 bags","u":"https:\/\/example.in\/a"}"#,
        "737f7185b918fac3c03ae6a91ce846036cb05124077aaace3e0d2e8bfee135e7",
    ),
    (
        r#"{"t":"ఇసుక 20 bags","u":"https://example.in/a"}"#,
        "8619b11dda4778bdb14641a262f66effe6ca8dd1fae6357f60e2460665986671",
    ),
];

fn meta(body: &str, signature: &str, secrets: &[Secret]) -> Result<(), Forged> {
    let header = format!("sha256={signature}");
    whatsapp::webhook::verify(secrets, Some(&header), body.as_bytes())
}

#[test]
fn metas_signatures_fit_the_bytes_that_came() {
    let secrets = [Secret::new("demo_app_secret_0001")];
    for (body, signature) in META {
        assert_eq!(meta(body, signature, &secrets), Ok(()), "{body}");
    }
}

#[test]
fn json_written_again_does_not_fit() {
    let secrets = [Secret::new("demo_app_secret_0001")];
    assert_eq!(meta(META[3].0, META[2].1, &secrets), Err(Forged));
    assert_eq!(meta(META[2].0, META[3].1, &secrets), Err(Forged));
    assert_eq!(meta(META[1].0, META[0].1, &secrets), Err(Forged));
}

#[test]
fn either_secret_fits_while_they_rotate() {
    let secrets = Secret::list("new_secret, demo_app_secret_0001 ,");
    assert_eq!(secrets.len(), 2);
    assert_eq!(meta(META[0].0, META[0].1, &secrets), Ok(()));
    assert_eq!(meta(META[0].0, META[0].1, &secrets[..1]), Err(Forged));
    assert_eq!(meta(META[0].0, META[0].1, &[]), Err(Forged));
}

#[test]
fn a_header_of_another_form_is_forged() {
    let secrets = [Secret::new("demo_app_secret_0001")];
    let (body, signature) = META[0];
    let upper = format!("SHA256={signature}");
    for header in
        [None, Some(""), Some(signature), Some("sha256="), Some("sha256=zz"), Some(&*upper)]
    {
        let verified = whatsapp::webhook::verify(&secrets, header, body.as_bytes());
        assert_eq!(verified, Err(Forged), "{header:?}");
    }
    assert_eq!(meta(body, &signature[..62], &secrets), Err(Forged));
}

#[test]
fn the_handshake_answers_the_challenge_to_our_token_only() {
    let token = Secret::new("our-token");
    let answer = |query| whatsapp::webhook::challenge(query, &token);
    let good = "hub.mode=subscribe&hub.challenge=1893340127&hub.verify_token=our-token";
    assert_eq!(answer(good).as_deref(), Some("1893340127"));
    for wrong in [
        "hub.mode=subscribe&hub.challenge=1&hub.verify_token=other",
        "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=our-token",
        "hub.mode=subscribe&hub.challenge=1",
        "hub.mode=subscribe&hub.verify_token=our-token",
        "",
    ] {
        assert_eq!(answer(wrong), None, "{wrong}");
    }
    let forgotten = Secret::new("");
    let empty = "hub.mode=subscribe&hub.challenge=1&hub.verify_token=";
    assert_eq!(whatsapp::webhook::challenge(empty, &forgotten), None);
}

const HOOK: &str = r#"{"entity":"event","account_id":"acc_Test0000000001","event":"payment_link.paid","contains":["payment_link"],"payload":{},"created_at":1735689600}"#;

#[test]
fn razorpays_signature_fits_under_the_new_and_the_old_secret() {
    let signature = "b183da86332b77c569563aeb94ef6cab2cbe08434ad68abdebbe9a71c8a0f0e0";
    let verify = |secrets: &str, header, body: &str| {
        razorpay::webhook::verify(&Secret::list(secrets), header, body.as_bytes())
    };
    assert_eq!(verify("whsec_local_test", Some(signature), HOOK), Ok(()));
    assert_eq!(verify("next,whsec_local_test", Some(signature), HOOK), Ok(()));
    assert_eq!(verify("next", Some(signature), HOOK), Err(Forged));
    assert_eq!(verify("whsec_local_test", Some(signature), &format!("{HOOK} ")), Err(Forged));
    assert_eq!(verify("whsec_local_test", None, HOOK), Err(Forged));
}

fn returned(reference: &str, status: &str, signature: &str) -> String {
    format!(
        "razorpay_payment_id=pay_Test00000000001&razorpay_payment_link_id=plink_Test0000000001\
         &razorpay_payment_link_reference_id={reference}&razorpay_payment_link_status={status}\
         &razorpay_signature={signature}"
    )
}

#[test]
fn the_redirect_is_believed_only_with_its_signature() {
    let secret = Secret::new("test_key_secret");
    let signed = "f6f846a69db7c208e197e827a282d392f216a1bf86c3f9ff4f62536a3ce36287";
    let unnamed = "364689e3b0b5657e1278873c8b385140fe7a861c2a770363e919276ac439fc36";
    let verify = |query: String| callback::verify(&secret, &query);

    let good = verify(returned("ORD-2026-000123-1", "paid", signed)).unwrap();
    assert_eq!(good.link.0, "plink_Test0000000001");
    assert_eq!((good.reference.as_str(), good.status), ("ORD-2026-000123-1", LinkStatus::Paid));
    assert_eq!(good.payment.0, "pay_Test00000000001");
    // Percent-encoded by the browser, signed as it reads.
    assert!(verify(returned("ORD%2D2026-000123-1", "paid", signed)).is_ok());
    assert!(verify(returned("", "paid", unnamed)).is_ok());

    assert_eq!(verify(returned("ORD-2026-000124-1", "paid", signed)), Err(Forged));
    assert_eq!(verify(returned("ORD-2026-000123-1", "created", signed)), Err(Forged));
    assert_eq!(verify(returned("ORD-2026-000123-1", "paid", "")), Err(Forged));
    assert_eq!(verify(String::new()), Err(Forged));
    let webhook_secret = Secret::new("whsec_local_test");
    let query = returned("ORD-2026-000123-1", "paid", signed);
    assert_eq!(callback::verify(&webhook_secret, &query), Err(Forged));
}
