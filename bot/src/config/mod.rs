//! Configuration: read once from the environment, every mistake reported together, secrets in a type that will not print.
//!
//! Each variable may also be given as `NAME_FILE`, a file that holds the value. README.md has the table; a test compares.

use std::net::SocketAddr;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use realserv_adapters::secret::Secret;

/// Where values come from: the environment, a `.env`, a test's list.
pub mod source;

use source::Reader;
pub use source::{Mistake, Source};

#[derive(Clone, Debug)]
pub struct Config {
    pub listen: SocketAddr,
    pub metrics_listen: Option<SocketAddr>,
    pub data_dir: PathBuf,
    pub public_url: String,
    pub admin_api_key: Option<Secret>,
    pub zone: TimeZone,
    pub quote_minutes: u32,
    pub drain_seconds: u32,
    /// None: a private server under `data_dir`.
    pub database_url: Option<Secret>,
    pub whatsapp: Option<WhatsApp>,
    pub razorpay: Option<Razorpay>,
}

#[derive(Clone, Debug)]
pub struct WhatsApp {
    pub api_url: String,
    pub phone_number_id: String,
    pub business_account_id: String,
    pub access_token: Secret,
    /// Several while they rotate.
    pub app_secrets: Vec<Secret>,
    pub verify_token: Secret,
    pub messages_per_second: u32,
    pub pair_burst: u32,
    pub pair_seconds: u32,
}

#[derive(Clone, Debug)]
pub struct Razorpay {
    pub api_url: String,
    pub key_id: String,
    pub key_secret: Secret,
    pub webhook_secrets: Vec<Secret>,
    /// The most that the account takes in one payment.
    pub ceiling_rupees: u32,
}

/// Every variable that the program reads, with its default as README.md shows it.
pub const VARIABLES: &[(&str, &str)] = &[
    ("REALSERV_LISTEN", "127.0.0.1:8080"),
    ("REALSERV_METRICS_LISTEN", ""),
    ("REALSERV_DATA_DIR", "./.realserv"),
    ("REALSERV_PUBLIC_URL", "http://<listen>"),
    ("REALSERV_ADMIN_API_KEY", ""),
    ("REALSERV_TIMEZONE", "Asia/Kolkata"),
    ("REALSERV_QUOTE_MINUTES", "30"),
    ("REALSERV_DRAIN_SECONDS", "3"),
    ("DATABASE_URL", "private server"),
    ("WHATSAPP_API_URL", "https://graph.facebook.com"),
    ("WHATSAPP_PHONE_NUMBER_ID", ""),
    ("WHATSAPP_BUSINESS_ACCOUNT_ID", ""),
    ("WHATSAPP_ACCESS_TOKEN", ""),
    ("WHATSAPP_APP_SECRET", ""),
    ("WHATSAPP_VERIFY_TOKEN", ""),
    ("WHATSAPP_MESSAGES_PER_SECOND", "80"),
    ("WHATSAPP_PAIR_BURST", "45"),
    ("WHATSAPP_PAIR_SECONDS", "6"),
    ("RAZORPAY_API_URL", "https://api.razorpay.com"),
    ("RAZORPAY_KEY_ID", ""),
    ("RAZORPAY_KEY_SECRET", ""),
    ("RAZORPAY_WEBHOOK_SECRET", ""),
    ("RAZORPAY_CEILING_RUPEES", "500000"),
];

/// A text shorter than this is guessed too soon.
const LEAST_ADMIN_KEY: usize = 32;

/// Razorpay refuses a link that ends in 15 minutes or less (razorpay.md 2.2).
const LEAST_QUOTE_MINUTES: u32 = 16;

impl Config {
    /// Reads everything, or says everything that is wrong.
    pub fn read(source: &Source) -> Result<Self, Vec<Mistake>> {
        let mut reader = Reader::new(source);
        let listen: SocketAddr = reader.parsed("REALSERV_LISTEN", "127.0.0.1:8080");
        let config = Self {
            listen,
            metrics_listen: reader.optional("REALSERV_METRICS_LISTEN"),
            data_dir: PathBuf::from(reader.text("REALSERV_DATA_DIR", "./.realserv")),
            public_url: reader.url("REALSERV_PUBLIC_URL", &format!("http://{listen}")),
            admin_api_key: admin_key(&mut reader),
            zone: zone(&mut reader),
            quote_minutes: quote_minutes(&mut reader),
            drain_seconds: reader.parsed("REALSERV_DRAIN_SECONDS", "3"),
            database_url: reader.secret("DATABASE_URL"),
            whatsapp: WhatsApp::read(&mut reader),
            razorpay: Razorpay::read(&mut reader),
        };
        reader.finish(config)
    }
}

fn admin_key(reader: &mut Reader<'_>) -> Option<Secret> {
    let key = reader.secret("REALSERV_ADMIN_API_KEY")?;
    if key.reveal().chars().count() < LEAST_ADMIN_KEY {
        reader.mistake("REALSERV_ADMIN_API_KEY", "must have 32 or more characters");
    }
    Some(key)
}

fn zone(reader: &mut Reader<'_>) -> TimeZone {
    let name = reader.text("REALSERV_TIMEZONE", "Asia/Kolkata");
    TimeZone::get(&name).unwrap_or_else(|_| {
        reader.mistake("REALSERV_TIMEZONE", "is not a time zone such as Asia/Kolkata");
        TimeZone::UTC
    })
}

fn quote_minutes(reader: &mut Reader<'_>) -> u32 {
    let minutes = reader.parsed("REALSERV_QUOTE_MINUTES", "30");
    if minutes < LEAST_QUOTE_MINUTES {
        reader.mistake(
            "REALSERV_QUOTE_MINUTES",
            "must be 16 or more: Razorpay refuses shorter links",
        );
    }
    minutes
}

impl WhatsApp {
    /// None when nothing of it is set; a half-set part is a mistake for each variable that is missing.
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        const NEEDED: [&str; 5] = [
            "WHATSAPP_PHONE_NUMBER_ID",
            "WHATSAPP_BUSINESS_ACCOUNT_ID",
            "WHATSAPP_ACCESS_TOKEN",
            "WHATSAPP_APP_SECRET",
            "WHATSAPP_VERIFY_TOKEN",
        ];
        if !reader.all_or_none("WhatsApp", &NEEDED) {
            return None;
        }
        Some(Self {
            api_url: reader.url("WHATSAPP_API_URL", "https://graph.facebook.com"),
            phone_number_id: reader.text("WHATSAPP_PHONE_NUMBER_ID", ""),
            business_account_id: reader.text("WHATSAPP_BUSINESS_ACCOUNT_ID", ""),
            access_token: reader.secret("WHATSAPP_ACCESS_TOKEN")?,
            app_secrets: Secret::list(&reader.text("WHATSAPP_APP_SECRET", "")),
            verify_token: reader.secret("WHATSAPP_VERIFY_TOKEN")?,
            messages_per_second: reader.parsed("WHATSAPP_MESSAGES_PER_SECOND", "80"),
            pair_burst: reader.parsed("WHATSAPP_PAIR_BURST", "45"),
            pair_seconds: reader.parsed("WHATSAPP_PAIR_SECONDS", "6"),
        })
    }
}

impl Razorpay {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        const NEEDED: [&str; 3] =
            ["RAZORPAY_KEY_ID", "RAZORPAY_KEY_SECRET", "RAZORPAY_WEBHOOK_SECRET"];
        if !reader.all_or_none("Razorpay", &NEEDED) {
            return None;
        }
        Some(Self {
            api_url: reader.url("RAZORPAY_API_URL", "https://api.razorpay.com"),
            key_id: reader.text("RAZORPAY_KEY_ID", ""),
            key_secret: reader.secret("RAZORPAY_KEY_SECRET")?,
            webhook_secrets: Secret::list(&reader.text("RAZORPAY_WEBHOOK_SECRET", "")),
            ceiling_rupees: reader.parsed("RAZORPAY_CEILING_RUPEES", "500000"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        Config::read(&Source::of(pairs))
            .map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn nothing_set_is_a_working_program_with_parts_off() {
        let config = read(&[]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert!(config.whatsapp.is_none() && config.razorpay.is_none());
    }

    #[test]
    fn every_mistake_is_reported_at_once() {
        let mistakes = read(&[
            ("REALSERV_LISTEN", "eighty"),
            ("REALSERV_QUOTE_MINUTES", "5"),
            ("REALSERV_ADMIN_API_KEY", "short"),
            ("RAZORPAY_KEY_ID", "rzp_test_x"),
            ("REALSERV_PUBLIC_URL", "example.in"),
        ])
        .unwrap_err();
        let all = mistakes.join("\n");
        for name in [
            "REALSERV_LISTEN",
            "REALSERV_QUOTE_MINUTES",
            "REALSERV_ADMIN_API_KEY",
            "RAZORPAY_KEY_SECRET",
            "RAZORPAY_WEBHOOK_SECRET",
            "REALSERV_PUBLIC_URL",
        ] {
            assert!(all.contains(name), "{name} is missing from:\n{all}");
        }
    }

    #[test]
    fn a_secret_never_prints() {
        let config =
            read(&[("REALSERV_ADMIN_API_KEY", "0123456789abcdef0123456789abcdef")]).unwrap();
        assert!(!format!("{config:?}").contains("0123456789abcdef"));
    }
}
