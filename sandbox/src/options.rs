//! What a sandbox is started with: the secrets both sides know, where to listen, how fast and how strict to be.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use tokio::sync::watch;

/// When statuses and refunds follow what caused them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// At once, but after the HTTP answer: for tests.
    Instant,
    /// Sent after 100 ms, delivered after 400 ms, refunds processed after 2 s of business time: for people who watch.
    Lifelike,
}

/// How to start a sandbox. `Options::default()` suits a test: a free port, instant pace, Meta's own limits.
#[derive(Clone, Debug)]
pub struct Options {
    pub listen: SocketAddr,
    /// Microseconds that business time is ahead of the system's clock; share it with the program.
    pub moved: Arc<watch::Sender<i64>>,
    /// Where WhatsApp webhooks go, over plain HTTP; may be set later with `Sandbox::set_webhooks`.
    pub whatsapp_webhook: String,
    /// Where Razorpay webhooks go.
    pub razorpay_webhook: String,
    /// Under which URL people reach this sandbox; the address it listens on when `None`.
    pub public_url: Option<String>,
    pub business_name: String,
    pub phone_number_id: String,
    pub business_account_id: String,
    pub display_phone_number: String,
    pub access_token: String,
    pub app_secret: String,
    pub verify_token: String,
    pub razorpay_key_id: String,
    pub razorpay_key_secret: String,
    pub razorpay_webhook_secret: String,
    /// Where RazorpayX's webhooks go; none leave while it is empty.
    pub razorpayx_webhook: String,
    pub razorpayx_key_id: String,
    pub razorpayx_key_secret: String,
    pub razorpayx_webhook_secret: String,
    /// The current account that payouts leave.
    pub razorpayx_account_number: String,
    /// What it holds at the start, in paise.
    pub razorpayx_balance_paise: i64,
    pub pace: Pace,
    /// Messages per second of the number before 130429; `0` switches the limiter off.
    pub messages_per_second: u32,
    /// What people write takes from that rate as well, as Meta says.
    pub inbound_counts: bool,
    /// Messages to one person at once before 131056; `0` switches the limiter off.
    pub pair_burst: u32,
    /// Seconds until one more message to the same person is allowed; `0` switches the limiter off.
    pub pair_seconds: u32,
    /// People reached by template outside a window within 24 hours before 131048; `0` switches the limit off.
    pub people_per_day: usize,
    /// Messages that are no templates, free in each calendar month since October 2026; more of them cost.
    pub free_messages_a_month: u32,
    /// The largest amount of one payment link or order, in paise; `0` for no ceiling.
    pub razorpay_ceiling_paise: i64,
    /// What the merchant's balance holds at the start, in paise: refunds are paid from it.
    pub razorpay_balance_paise: i64,
    /// Ids are drawn from it. Two sandboxes with one seed make the same ids: give another one wherever the program's database
    /// outlives the sandbox, or it will take new messages for old ones.
    pub seed: u64,
    /// How long a tap waits for the message that it is meant for, in real time.
    pub patience: Duration,
    /// The number checks identities: webhooks carry the hash of each person's key.
    pub identity_check: bool,
    /// Links to media may lead to this machine and need no HTTPS: for tests that serve them. Meta fails such a message with 131052.
    pub local_links: bool,
    /// Up to how many statuses of several people may share one webhook. Meta: up to 1000, usually 1.
    pub batch: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            moved: Arc::new(watch::Sender::new(0)),
            whatsapp_webhook: String::new(),
            razorpay_webhook: String::new(),
            public_url: None,
            business_name: "RealServ".to_owned(),
            phone_number_id: "300000000000001".to_owned(),
            business_account_id: "200000000000001".to_owned(),
            display_phone_number: "914055500100".to_owned(),
            access_token: "sandbox-access-token".to_owned(),
            app_secret: "sandbox-app-secret".to_owned(),
            verify_token: "sandbox-verify-token".to_owned(),
            razorpay_key_id: "rzp_test_Sandbox0000001".to_owned(),
            razorpay_key_secret: "sandbox-key-secret".to_owned(),
            razorpay_webhook_secret: "sandbox-webhook-secret".to_owned(),
            razorpayx_webhook: String::new(),
            razorpayx_key_id: "rzp_test_SandboxX000001".to_owned(),
            razorpayx_key_secret: "sandbox-x-key-secret".to_owned(),
            razorpayx_webhook_secret: "sandbox-x-webhook-secret".to_owned(),
            razorpayx_account_number: "7878780080316316".to_owned(),
            razorpayx_balance_paise: 10_000_000_000,
            pace: Pace::Instant,
            // Meta's documented defaults: 80 a second per number; 45 at once and one per 6 s to one person.
            messages_per_second: 80,
            inbound_counts: true,
            pair_burst: 45,
            pair_seconds: 6,
            // The third tier of Meta's messaging limits.
            people_per_day: 10_000,
            free_messages_a_month: 1000,
            // The usual ceiling of an activated account is five lakh rupees.
            razorpay_ceiling_paise: 50_000_000,
            razorpay_balance_paise: 1_000_000_000,
            seed: 1,
            patience: Duration::from_secs(5),
            identity_check: false,
            local_links: false,
            batch: 1,
        }
    }
}
