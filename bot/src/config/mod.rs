//! Configuration: read once from the environment, every mistake reported together, secrets in a type that will not print.
//!
//! Each variable may also be given as `NAME_FILE`, a file that holds the value. README.md has the table; a test compares.

use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use realserv_adapters::clamd;
use realserv_adapters::files::Bucket;
use realserv_adapters::mail::MailServer;
use realserv_adapters::postgres;
use realserv_adapters::secret::Secret;
use realserv_adapters::whatsapp::flows::FlowKey;

/// Where values come from: the environment, a `.env`, a test's list.
pub mod source;

/// What is wrong with a variable.
mod mistake;

/// Names that look like ours and are not.
mod names;

/// Mail, SMS and push.
mod channels;

pub use channels::{Push, Sms};
pub use mistake::Mistake;
use source::Reader;
pub use source::Source;

#[derive(Clone, Debug)]
pub struct Config {
    pub listen: SocketAddr,
    pub metrics_listen: Option<SocketAddr>,
    pub data_dir: PathBuf,
    pub public_url: String,
    pub admin_api_key: Option<Secret>,
    pub zone: TimeZone,
    pub quote_minutes: u32,
    pub quiet_ms: u32,
    pub drain_seconds: u32,
    pub keep: Keep,
    /// None: a private server under `data_dir`.
    pub database_url: Option<Secret>,
    pub whatsapp: Option<WhatsApp>,
    pub razorpay: Option<Razorpay>,
    pub razorpayx: Option<RazorpayX>,
    /// None: files that people send are not kept, for nobody can say that they are clean.
    pub clamd: Option<clamd::Address>,
    /// None: what is kept lies in a folder of `data_dir`.
    pub bucket: Option<Bucket>,
    /// None: nothing goes out by this way; the same for the two below.
    pub mail: Option<MailServer>,
    pub sms: Option<Sms>,
    pub push: Option<Push>,
}

/// How long what is no longer needed stays, in days. Orders and money stay for ever.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// What was received, word for word.
    pub events_days: u32,
    /// What was seen before, and how far messages came.
    pub statuses_days: u32,
    /// The transcript, and the log of turns.
    pub messages_days: u32,
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
    /// None: no form is offered.
    pub site_form: Option<SiteFlow>,
    /// Under which bills are paid within the chat; empty: none are.
    pub payment_configuration: String,
}

/// The form that asks for a site, for accounts that have one.
#[derive(Clone, Debug)]
pub struct SiteFlow {
    /// WhatsApp's id of it.
    pub id: String,
    pub key: FlowKey,
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

/// The account that vendors are paid from.
#[derive(Clone, Debug)]
pub struct RazorpayX {
    pub api_url: String,
    pub key_id: String,
    pub key_secret: Secret,
    pub webhook_secrets: Vec<Secret>,
    /// The current account that money leaves.
    pub account_number: String,
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
    ("REALSERV_QUIET_MS", "1200"),
    ("REALSERV_DRAIN_SECONDS", "3"),
    ("REALSERV_KEEP_EVENTS_DAYS", "30"),
    ("REALSERV_KEEP_STATUSES_DAYS", "30"),
    ("REALSERV_KEEP_MESSAGES_DAYS", "400"),
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
    ("WHATSAPP_ADDRESS_FLOW_ID", ""),
    ("WHATSAPP_FLOW_PRIVATE_KEY", ""),
    ("WHATSAPP_PAYMENT_CONFIGURATION", ""),
    ("RAZORPAY_API_URL", "https://api.razorpay.com"),
    ("RAZORPAY_KEY_ID", ""),
    ("RAZORPAY_KEY_SECRET", ""),
    ("RAZORPAY_WEBHOOK_SECRET", ""),
    ("RAZORPAY_CEILING_RUPEES", "500000"),
    ("RAZORPAYX_KEY_ID", ""),
    ("RAZORPAYX_KEY_SECRET", ""),
    ("RAZORPAYX_WEBHOOK_SECRET", ""),
    ("RAZORPAYX_ACCOUNT_NUMBER", ""),
    ("CLAMD_ADDR", ""),
    ("S3_ENDPOINT", ""),
    ("S3_BUCKET", ""),
    ("AWS_REGION", "us-east-1"),
    ("AWS_ACCESS_KEY_ID", ""),
    ("AWS_SECRET_ACCESS_KEY", ""),
    ("SMTP_URL", ""),
    ("SMTP_FROM", ""),
    ("SMS_API_URL", "https://control.msg91.com"),
    ("SMS_API_KEY", ""),
    ("SMS_TEMPLATES", ""),
    ("SMS_WEBHOOK_SECRET", ""),
    ("FCM_API_URL", "https://fcm.googleapis.com"),
    ("FCM_SERVICE_ACCOUNT", ""),
];

/// A text shorter than this is guessed too soon.
const LEAST_ADMIN_KEY: usize = 32;

/// Razorpay refuses a link that ends in 15 minutes or less (razorpay.md 2.2); stock that is held for longer than a day is
/// stock that nobody can buy.
const QUOTE_MINUTES: (RangeInclusive<u32>, &str) =
    (16..=1440, "Razorpay refuses shorter links, and stock is held as long");

/// People type an order in several messages; longer than this, and nobody knows whether we have heard.
const QUIET_MS: (RangeInclusive<u32>, &str) =
    (0..=10_000, "so long a typed order may go on in another message");

/// Whoever runs us kills what has not ended after a while: Kubernetes after 30 seconds, if nobody says otherwise.
const DRAIN_SECONDS: (RangeInclusive<u32>, &str) =
    (0..=300, "so long the listener stays open after SIGTERM");

/// Ten years are for ever.
const EVENTS_DAYS: (RangeInclusive<u32>, &str) =
    (1..=3650, "so many days what was received stays, word for word");

/// Meta sends again for seven days; Razorpay's ids are to be known for 30 (razorpay.md 6), and a phone that is off fetches
/// what was sent for as long (whatsapp.md 3).
const STATUSES_DAYS: (RangeInclusive<u32>, &str) =
    (30..=3650, "Razorpay may send an event again, and a phone fetch its messages, for 30 days");

/// Less, and a dispute about a payment finds nothing that was said.
const MESSAGES_DAYS: (RangeInclusive<u32>, &str) =
    (30..=3650, "so many days the transcript and the log of turns stay");

/// Meta's ids of objects have some sixteen digits.
const LONGEST_FLOW_ID: usize = 32;

/// Meta's highest tier sends 1,000 messages a second.
const PER_SECOND: (RangeInclusive<u32>, &str) =
    (0..=1000, "Meta takes 1,000 a second at most; 0 means no limit");
const PAIR_BURST: (RangeInclusive<u32>, &str) = (0..=1000, "messages at once; 0 means no limit");
const PAIR_SECONDS: (RangeInclusive<u32>, &str) =
    (0..=3600, "seconds for one more; 0 means no limit");

impl Config {
    /// Reads everything, or says everything that is wrong.
    pub fn read(source: &Source) -> Result<Self, Vec<Mistake>> {
        let mut reader = Reader::new(source);
        let listen: SocketAddr = reader.parsed("REALSERV_LISTEN", "127.0.0.1:8080");
        let config = Self {
            listen,
            metrics_listen: metrics_listen(&mut reader, listen),
            data_dir: PathBuf::from(reader.text("REALSERV_DATA_DIR", "./.realserv")),
            public_url: reader.url("REALSERV_PUBLIC_URL", &format!("http://{listen}")),
            admin_api_key: admin_key(&mut reader),
            zone: zone(&mut reader),
            quote_minutes: reader.whole("REALSERV_QUOTE_MINUTES", 30, QUOTE_MINUTES),
            quiet_ms: reader.whole("REALSERV_QUIET_MS", 1200, QUIET_MS),
            drain_seconds: reader.whole("REALSERV_DRAIN_SECONDS", 3, DRAIN_SECONDS),
            keep: Keep::read(&mut reader),
            database_url: database_url(&mut reader),
            whatsapp: WhatsApp::read(&mut reader),
            razorpay: Razorpay::read(&mut reader),
            razorpayx: RazorpayX::read(&mut reader),
            clamd: reader.optional("CLAMD_ADDR"),
            bucket: bucket(&mut reader),
            mail: channels::mail(&mut reader),
            sms: Sms::read(&mut reader),
            push: Push::read(&mut reader),
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

/// Two doors cannot have one address, nor one of them all addresses of the port.
fn metrics_listen(reader: &mut Reader<'_>, listen: SocketAddr) -> Option<SocketAddr> {
    let inside: SocketAddr = reader.optional("REALSERV_METRICS_LISTEN")?;
    let meet =
        inside.ip() == listen.ip() || inside.ip().is_unspecified() || listen.ip().is_unspecified();
    // Port 0 is whichever is free.
    if meet && inside.port() == listen.port() && inside.port() != 0 {
        let what = format!("cannot be {inside}: REALSERV_LISTEN has that port already");
        reader.mistake("REALSERV_METRICS_LISTEN", what);
    }
    Some(inside)
}

/// A bucket needs its keys. Keys without a bucket are nobody's mistake: the environment may have them for other programs.
fn bucket(reader: &mut Reader<'_>) -> Option<Bucket> {
    let name = reader.text("S3_BUCKET", "");
    let endpoint = reader.text("S3_ENDPOINT", "");
    if name.is_empty() {
        if !endpoint.is_empty() {
            reader.mistake("S3_BUCKET", "is missing: an S3_ENDPOINT alone keeps nothing");
        }
        return None;
    }
    let endpoint = (!endpoint.is_empty()).then(|| reader.url("S3_ENDPOINT", ""));
    let complete = reader
        .all_or_none("S3_BUCKET", &["S3_BUCKET", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]);
    let secret_access_key = reader.secret("AWS_SECRET_ACCESS_KEY").filter(|_| complete)?;
    Some(Bucket {
        endpoint,
        name,
        region: reader.text("AWS_REGION", "us-east-1"),
        access_key_id: reader.text("AWS_ACCESS_KEY_ID", ""),
        secret_access_key,
    })
}

/// Said without the value, in which a password stands.
fn database_url(reader: &mut Reader<'_>) -> Option<Secret> {
    let url = reader.secret("DATABASE_URL")?;
    if !postgres::is_address(url.reveal()) {
        reader.mistake(
            "DATABASE_URL",
            "is not the address of a PostgreSQL such as postgres://user:password@host:5432/database",
        );
    }
    Some(url)
}

impl Keep {
    #[must_use]
    pub fn events_since(self, now: Timestamp) -> Timestamp {
        before(now, self.events_days)
    }

    #[must_use]
    pub fn statuses_since(self, now: Timestamp) -> Timestamp {
        before(now, self.statuses_days)
    }

    #[must_use]
    pub fn messages_since(self, now: Timestamp) -> Timestamp {
        before(now, self.messages_days)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            events_days: reader.whole("REALSERV_KEEP_EVENTS_DAYS", 30, EVENTS_DAYS),
            statuses_days: reader.whole("REALSERV_KEEP_STATUSES_DAYS", 30, STATUSES_DAYS),
            messages_days: reader.whole("REALSERV_KEEP_MESSAGES_DAYS", 400, MESSAGES_DAYS),
        }
    }
}

fn before(now: Timestamp, days: u32) -> Timestamp {
    let time = SignedDuration::from_hours(i64::from(days) * 24);
    now.checked_sub(time).unwrap_or(Timestamp::MIN)
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
        // All of it is read before it is told to be incomplete, so that the list is whole.
        let complete = reader.all_or_none("WhatsApp", &NEEDED);
        let api_url = reader.url("WHATSAPP_API_URL", "https://graph.facebook.com");
        let app_secrets = reader.secrets("WHATSAPP_APP_SECRET");
        let messages_per_second = reader.whole("WHATSAPP_MESSAGES_PER_SECOND", 80, PER_SECOND);
        let pair_burst = reader.whole("WHATSAPP_PAIR_BURST", 45, PAIR_BURST);
        let pair_seconds = reader.whole("WHATSAPP_PAIR_SECONDS", 6, PAIR_SECONDS);
        let site_form = SiteFlow::read(reader);
        let payment_configuration = reader.text("WHATSAPP_PAYMENT_CONFIGURATION", "");
        if !complete {
            if site_form.is_some() {
                let what = "does nothing alone: it needs all of WHATSAPP_* besides";
                reader.mistake("WHATSAPP_ADDRESS_FLOW_ID", what);
            }
            return None;
        }
        Some(Self {
            api_url,
            phone_number_id: reader.text("WHATSAPP_PHONE_NUMBER_ID", ""),
            business_account_id: reader.text("WHATSAPP_BUSINESS_ACCOUNT_ID", ""),
            access_token: reader.secret("WHATSAPP_ACCESS_TOKEN")?,
            app_secrets,
            verify_token: reader.secret("WHATSAPP_VERIFY_TOKEN")?,
            messages_per_second,
            pair_burst,
            pair_seconds,
            site_form,
            payment_configuration,
        })
    }
}

impl SiteFlow {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        const NEEDED: [&str; 2] = ["WHATSAPP_ADDRESS_FLOW_ID", "WHATSAPP_FLOW_PRIVATE_KEY"];
        if !reader.all_or_none("the form of a site", &NEEDED) {
            return None;
        }
        let id = reader.text("WHATSAPP_ADDRESS_FLOW_ID", "").trim().to_owned();
        if !id.bytes().all(|byte| byte.is_ascii_digit()) || id.len() > LONGEST_FLOW_ID {
            reader.mistake("WHATSAPP_ADDRESS_FLOW_ID", "is not the Flow's id, which is a number");
        }
        let key = reader.secret("WHATSAPP_FLOW_PRIVATE_KEY")?;
        match FlowKey::parse(key.reveal()) {
            Ok(key) => Some(Self { id, key }),
            Err(unusable) => {
                reader.mistake("WHATSAPP_FLOW_PRIVATE_KEY", unusable.to_string());
                None
            }
        }
    }
}

impl Razorpay {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        const NEEDED: [&str; 3] =
            ["RAZORPAY_KEY_ID", "RAZORPAY_KEY_SECRET", "RAZORPAY_WEBHOOK_SECRET"];
        let complete = reader.all_or_none("Razorpay", &NEEDED);
        let api_url = reader.url("RAZORPAY_API_URL", "https://api.razorpay.com");
        let webhook_secrets = reader.secrets("RAZORPAY_WEBHOOK_SECRET");
        if !complete {
            return None;
        }
        Some(Self {
            api_url,
            key_id: reader.text("RAZORPAY_KEY_ID", ""),
            key_secret: reader.secret("RAZORPAY_KEY_SECRET")?,
            webhook_secrets,
            ceiling_rupees: reader.parsed("RAZORPAY_CEILING_RUPEES", "500000"),
        })
    }
}

impl RazorpayX {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        const NEEDED: [&str; 4] = [
            "RAZORPAYX_KEY_ID",
            "RAZORPAYX_KEY_SECRET",
            "RAZORPAYX_WEBHOOK_SECRET",
            "RAZORPAYX_ACCOUNT_NUMBER",
        ];
        let complete = reader.all_or_none("RazorpayX", &NEEDED);
        let webhook_secrets = reader.secrets("RAZORPAYX_WEBHOOK_SECRET");
        if !complete {
            return None;
        }
        Some(Self {
            api_url: reader.url("RAZORPAY_API_URL", "https://api.razorpay.com"),
            key_id: reader.text("RAZORPAYX_KEY_ID", ""),
            key_secret: reader.secret("RAZORPAYX_KEY_SECRET")?,
            webhook_secrets,
            account_number: reader.text("RAZORPAYX_ACCOUNT_NUMBER", ""),
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
            ("DATABASE_URL", "mysql://somebody:hidden@db/x"),
            ("WHATSAPP_PHONE_NUMBER_ID", "300"),
            ("WHATSAPP_APP_SECRET", ", ,"),
            ("WHATSAPP_API_URL", "https://"),
            ("WHATSAPP_MESSAGES_PER_SECOND", "many"),
            ("WHATSAPP_PAIR_BURST", "-1"),
            ("WHATSAPP_PAIR_SECONDS", "99999999999"),
            ("WHATSAPP_ADDRESS_FLOW_ID", "site_address"),
            ("WHATSAPP_FLOW_PRIVATE_KEY", "a hidden thing that is no key"),
            ("REALSERV_DRAIN_SECONDS", "86400"),
            ("REALSERV_KEEP_EVENTS_DAYS", "0"),
            ("REALSERV_KEEP_STATUSES_DAYS", "7"),
            ("REALSERV_KEEP_MESSAGES_DAYS", "for ever"),
            ("REALSERV_LISTENN", "127.0.0.1:1"),
            ("CLAMD_ADDR", "everywhere"),
            ("S3_BUCKET", "media"),
        ])
        .unwrap_err();
        let hidden = mistakes.iter().any(|mistake| mistake.contains("hidden"));
        assert!(!hidden, "a password is shown: {mistakes:?}");
        let all = mistakes.join("\n");
        for name in [
            "REALSERV_LISTEN",
            "REALSERV_QUOTE_MINUTES",
            "REALSERV_ADMIN_API_KEY",
            "RAZORPAY_KEY_SECRET",
            "RAZORPAY_WEBHOOK_SECRET",
            "REALSERV_PUBLIC_URL",
            "DATABASE_URL",
            "WHATSAPP_APP_SECRET holds nothing",
            "WHATSAPP_ACCESS_TOKEN",
            "WHATSAPP_API_URL",
            "WHATSAPP_MESSAGES_PER_SECOND",
            "WHATSAPP_PAIR_BURST",
            "WHATSAPP_PAIR_SECONDS must be from 0 to 3600",
            "WHATSAPP_ADDRESS_FLOW_ID is not the Flow's id",
            "WHATSAPP_FLOW_PRIVATE_KEY is no RSA private key",
            "REALSERV_DRAIN_SECONDS",
            "REALSERV_KEEP_EVENTS_DAYS must be from 1 to 3650",
            "REALSERV_KEEP_STATUSES_DAYS must be from 30 to 3650",
            "REALSERV_KEEP_MESSAGES_DAYS cannot be",
            "did you mean REALSERV_LISTEN?",
        ] {
            assert!(all.contains(name), "{name} is missing from:\n{all}");
        }
    }

    #[test]
    fn numbers_have_an_end() {
        for (name, value) in
            [("REALSERV_QUOTE_MINUTES", "999999999"), ("WHATSAPP_MESSAGES_PER_SECOND", "1001")]
        {
            assert_eq!(read(&[(name, value)]).unwrap_err().len(), 1, "{name}");
        }
        assert_eq!(read(&[("REALSERV_QUOTE_MINUTES", "1440")]).unwrap().quote_minutes, 1440);
    }

    #[test]
    fn a_form_is_all_or_nothing_and_nothing_without_whatsapp() {
        for half in ["WHATSAPP_ADDRESS_FLOW_ID", "WHATSAPP_FLOW_PRIVATE_KEY"] {
            let mistakes = read(&[(half, "610000000000001")]).unwrap_err().join("\n");
            assert!(mistakes.contains("the form of a site needs all of"), "{mistakes}");
        }
    }

    #[test]
    fn two_doors_have_two_addresses() {
        let both = |listen, inside| {
            let pairs = [("REALSERV_LISTEN", listen), ("REALSERV_METRICS_LISTEN", inside)];
            read(&pairs).is_ok()
        };
        assert!(!both("127.0.0.1:8080", "127.0.0.1:8080"));
        assert!(!both("0.0.0.0:8080", "127.0.0.1:8080"));
        assert!(both("127.0.0.1:8080", "127.0.0.1:9090"));
        assert!(both("10.0.0.1:8080", "127.0.0.1:8080"));
        assert!(both("127.0.0.1:0", "127.0.0.1:0"));
    }

    #[test]
    fn a_secret_never_prints() {
        let config =
            read(&[("REALSERV_ADMIN_API_KEY", "0123456789abcdef0123456789abcdef")]).unwrap();
        assert!(!format!("{config:?}").contains("0123456789abcdef"));
    }
}
