//! Secrets that the demo makes for each data folder, from the installation's own; and the configuration that carries
//! them. Nothing of the environment is read: a demo can never speak to a real account.

use std::net::SocketAddr;

use realserv_domain::ids::Minter;
use realserv_sandbox::Sandbox;
use uuid::Uuid;

/// A secret with a name, the same for the same installation.
pub(super) fn secret(installation: &[u8; 32], name: &str) -> String {
    let mut hash = 0_u128;
    for byte in name.bytes() {
        hash = hash.wrapping_mul(257).wrapping_add(u128::from(byte));
    }
    let mut mint = Minter::new(*installation, Uuid::from_u128(hash), 0);
    let (first, second): (Uuid, Uuid) = (mint.id(), mint.id());
    format!("{}{}", first.simple(), second.simple())
}

pub(super) fn admin_key(installation: &[u8; 32]) -> String {
    secret(installation, "admin key")
}

pub(super) fn configuration(
    sandbox: &Sandbox,
    address: SocketAddr,
    installation: &[u8; 32],
) -> Vec<(&'static str, String)> {
    let options = sandbox.options();
    vec![
        ("REALSERV_LISTEN", address.to_string()),
        ("REALSERV_ADMIN_API_KEY", admin_key(installation)),
        ("WHATSAPP_API_URL", sandbox.graph_url()),
        ("WHATSAPP_PHONE_NUMBER_ID", options.phone_number_id.clone()),
        ("WHATSAPP_BUSINESS_ACCOUNT_ID", options.business_account_id.clone()),
        ("WHATSAPP_ACCESS_TOKEN", options.access_token.clone()),
        ("WHATSAPP_APP_SECRET", options.app_secret.clone()),
        ("WHATSAPP_VERIFY_TOKEN", options.verify_token.clone()),
        ("RAZORPAY_API_URL", sandbox.razorpay_url()),
        ("RAZORPAY_KEY_ID", options.razorpay_key_id.clone()),
        ("RAZORPAY_KEY_SECRET", options.razorpay_key_secret.clone()),
        ("RAZORPAY_WEBHOOK_SECRET", options.razorpay_webhook_secret.clone()),
        ("RAZORPAYX_KEY_ID", options.razorpayx_key_id.clone()),
        ("RAZORPAYX_KEY_SECRET", options.razorpayx_key_secret.clone()),
        ("RAZORPAYX_WEBHOOK_SECRET", options.razorpayx_webhook_secret.clone()),
        ("RAZORPAYX_ACCOUNT_NUMBER", options.razorpayx_account_number.clone()),
    ]
}
