//! A database and a sandbox for programs that run as processes of their own, on the machine's own clock.

use std::net::{SocketAddr, TcpListener};
use std::process::Command;
use std::time::Duration;

use realserv_adapters::postgres::template::{TestDatabase, TestServer};
use realserv_sandbox::{Options, Sandbox};
use realserv_tests::Trouble;
use realserv_tests::town::ADMIN_KEY;

use super::{Home, run};

pub(super) struct Outside {
    home: Home,
    pub(super) database: TestDatabase,
    pub(super) sandbox: Sandbox,
}

impl Outside {
    /// With a marketplace, and with templates at Meta.
    pub(super) async fn open(hint: &str) -> Result<Self, Trouble> {
        let database = TestServer::shared().await?.empty_database(hint).await?;
        let options = Options { patience: Duration::from_secs(30), ..Options::default() };
        let sandbox = Sandbox::start(options).await?;
        let outside = Self { home: Home::new()?, database, sandbox };
        for words in [&["seed"][..], &["templates", "push"]] {
            let ended = run(outside.program(words, free()?))?;
            assert!(ended.status.success(), "{words:?}: {}", ended.said);
        }
        Ok(outside)
    }

    /// Where Meta and Razorpay post their news from now on.
    pub(super) fn writes_to(&self, door: SocketAddr) {
        self.sandbox.set_webhooks(
            &format!("http://{door}/webhooks/whatsapp"),
            &format!("http://{door}/webhooks/razorpay"),
        );
    }

    /// The program that everybody outside knows, on a door of its own.
    pub(super) fn program(&self, words: &[&str], door: SocketAddr) -> Command {
        let known = self.sandbox.options();
        let mut command = self.home.program();
        command.args(words).envs([
            ("REALSERV_LISTEN", door.to_string()),
            ("REALSERV_DRAIN_SECONDS", "0".to_owned()),
            ("REALSERV_ADMIN_API_KEY", ADMIN_KEY.to_owned()),
            ("REALSERV_QUIET_MS", "0".to_owned()),
            ("DATABASE_URL", self.database.url().to_owned()),
            ("WHATSAPP_API_URL", self.sandbox.graph_url()),
            ("WHATSAPP_PHONE_NUMBER_ID", known.phone_number_id.clone()),
            ("WHATSAPP_BUSINESS_ACCOUNT_ID", known.business_account_id.clone()),
            ("WHATSAPP_ACCESS_TOKEN", known.access_token.clone()),
            ("WHATSAPP_APP_SECRET", known.app_secret.clone()),
            ("WHATSAPP_VERIFY_TOKEN", known.verify_token.clone()),
            ("RAZORPAY_API_URL", self.sandbox.razorpay_url()),
            ("RAZORPAY_KEY_ID", known.razorpay_key_id.clone()),
            ("RAZORPAY_KEY_SECRET", known.razorpay_key_secret.clone()),
            ("RAZORPAY_WEBHOOK_SECRET", known.razorpay_webhook_secret.clone()),
        ]);
        command
    }
}

pub(super) fn free() -> Result<SocketAddr, Trouble> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}
