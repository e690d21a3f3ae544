//! A town of one's own for each test: its database is cloned from a seeded template, its clock stands at nine on a
//! Monday, and nothing in it is left to chance.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use realserv::app::App;
use realserv::clock::Clock;
use realserv::config::{Config, Source};
use realserv::replay::{Form, Log, NoLog, Span, told};
use realserv::serve::{Program, listen};
use realserv_adapters::postgres;
use realserv_adapters::postgres::template::{TestDatabase, TestServer};
use realserv_sandbox::{self as sandbox, Carriers, Clamd, Sandbox, SmsText};
use realserv_templates::sms as texts;
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::sync::watch;

use crate::Trouble;
use crate::person::Someone;
use crate::wires;

/// Monday morning, when yards are open and the first slot is free.
pub(crate) const MONDAY_AT_NINE: &str = "2026-11-23T09:00:00+05:30";

/// Ids and codes are drawn from it: the same in every run.
const SECRET: [u8; 32] = [7; 32];

pub const ADMIN_KEY: &str = "an-admin-key-for-tests-0123456789";

/// Each reads PostgreSQL's catalogue and plans its statements for itself, so few of them are soon warm.
pub const MOST_CONNECTIONS: u32 = 6;

/// Nothing takes this long unless it never ends.
const LONGEST: Duration = Duration::from_secs(30);

/// How a town differs from the ordinary one.
#[derive(Clone, Debug)]
pub struct Options {
    pub starts_at: &'static str,
    /// Messages that are no templates, free in each month; as Meta says where none is named.
    pub free_messages_a_month: Option<u32>,
    /// Mail, SMS and push are there too.
    pub has_carriers: bool,
    /// Further variables of the program.
    pub variables: Vec<(&'static str, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            starts_at: MONDAY_AT_NINE,
            free_messages_a_month: None,
            has_carriers: false,
            variables: Vec::new(),
        }
    }
}

pub struct Town {
    pub sandbox: Sandbox,
    pub clock: Clock,
    pub pool: PgPool,
    pub app: Arc<App>,
    pub address: SocketAddr,
    /// Looks through what people send, as the program has it.
    pub scanner: Clamd,
    /// Where what they sent is kept.
    pub files: TempDir,
    /// Those who carry what is told beside WhatsApp, where the town has them.
    carriers: Option<Carriers>,
    options: Options,
    program: Option<Program>,
    /// The clone that goes with the town; none where the caller brought a database.
    database: Option<TestDatabase>,
}

impl Town {
    pub async fn open() -> Result<Self, Trouble> {
        Self::with(Options::default()).await
    }

    /// A town whose day begins at another time, such as `2026-11-23T22:30:00+05:30`.
    pub async fn at(starts_at: &'static str) -> Result<Self, Trouble> {
        Self::with(Options { starts_at, ..Options::default() }).await
    }

    pub async fn with(options: Options) -> Result<Self, Trouble> {
        let database = seeded().await?;
        let pool = postgres::connect(database.url(), MOST_CONNECTIONS).await?;
        let town = Self::open_on(pool, options).await?;
        Ok(Self { database: Some(database), ..town })
    }

    /// A town on a database of the caller's, whose schema is up to date.
    pub async fn over(pool: PgPool, options: Options) -> Result<Self, Trouble> {
        realserv::seed::seed(&pool, "2026-11-01T00:00:00Z".parse::<Timestamp>()?).await?;
        Self::open_on(pool, options).await
    }

    async fn open_on(pool: PgPool, options: Options) -> Result<Self, Trouble> {
        let moved = Arc::new(watch::Sender::new(0));
        let clock = Clock::movable(TimeZone::get("Asia/Kolkata")?, Arc::clone(&moved));
        let start: Timestamp = options.starts_at.parse()?;
        let ahead = start.duration_since(clock.now()).as_micros();
        moved.send_replace(i64::try_from(ahead)?);
        let carriers = match options.has_carriers {
            true => Some(Carriers::start(registered(), Arc::clone(&moved)).await?),
            false => None,
        };
        let sandbox_options = sandbox::Options {
            moved,
            messages_per_second: limit(&options, "WHATSAPP_MESSAGES_PER_SECOND", 80),
            pair_burst: limit(&options, "WHATSAPP_PAIR_BURST", 45),
            // The program paces what it sends and does not count what it hears: on a fast machine a crowd of buyers would be
            // too much for both together.
            inbound_counts: false,
            free_messages_a_month: options
                .free_messages_a_month
                .unwrap_or(sandbox::Options::default().free_messages_a_month),
            ..sandbox::Options::default()
        };
        let sandbox = Sandbox::start(sandbox_options).await?;
        let (scanner, files) = (Clamd::start().await?, tempfile::tempdir()?);
        let mut options = options;
        // Before the test's own, which win.
        options.variables.splice(0..0, files_of(&scanner, &files));
        options.variables.splice(0..0, carriers.iter().flat_map(Carriers::variables));
        let program = start_program(&sandbox, &pool, &clock, &options).await?;
        let (app, address) = (Arc::clone(&program.app), program.address);
        approve_templates(&sandbox)?;
        let town = Self {
            sandbox,
            clock,
            pool,
            app,
            address,
            scanner,
            files,
            carriers,
            options,
            program: Some(program),
            database: None,
        };
        town.tell_the_gateway();
        // What the program asks at its start is answered before the story begins.
        town.quiet().await;
        wires::usual(town.sandbox.faults());
        Ok(town)
    }

    /// Somebody who has never written, with a number drawn from the name.
    #[must_use]
    pub fn buyer(&self, name: &str) -> Someone<'_> {
        let sum = name.bytes().fold(7_u64, |sum, b| (sum * 131 + u64::from(b)) % 89_999_999);
        Someone::new(self, self.sandbox.person(&format!("9198{:08}", 10_000_000 + sum), name))
    }

    /// Somebody new with the number that another person had.
    #[must_use]
    pub fn new_owner(&self, of: &Someone<'_>, name: &str) -> Someone<'_> {
        Someone::new(self, self.sandbox.new_owner(&of.phone.number(), name))
    }

    /// A seeded vendor by its code, such as `VEN-KALUVA`.
    pub fn vendor(&self, code: &str) -> Result<Someone<'_>, Trouble> {
        let market = realserv::seed::marketplace()?;
        let vendor = market.vendors.iter().find(|vendor| vendor.code == code);
        let vendor = vendor.ok_or_else(|| format!("nobody is called {code}"))?;
        let person = self.sandbox.person(vendor.phone.reveal(), &vendor.vendor.name.en);
        Ok(Someone::new(self, person.labelled("vendor")))
    }

    /// Every seeded vendor has a phone; without one a message to them is undeliverable.
    pub fn vendors(&self) -> Result<Vec<Someone<'_>>, Trouble> {
        let market = realserv::seed::marketplace()?;
        let vendors = market.vendors.iter().map(|vendor| {
            let person = self.sandbox.person(vendor.phone.reveal(), &vendor.vendor.name.en);
            Someone::new(self, person.labelled("vendor"))
        });
        Ok(vendors.collect())
    }

    /// Moves the clock, runs what is due, waits until all is quiet.
    pub async fn forward(&self, by: SignedDuration) {
        self.clock.forward(by);
        self.quiet().await;
    }

    /// Waits until nothing is left to do: no event waits, nothing is on its way out, no webhook is due.
    pub async fn quiet(&self) {
        let quiet = async {
            let mut looks = tokio::time::interval(Duration::from_millis(2));
            let mut still = 0;
            while still < 2 {
                self.sandbox.settled().await;
                still = if self.is_idle().await { still + 1 } else { 0 };
                looks.tick().await;
            }
        };
        if tokio::time::timeout(LONGEST, quiet).await.is_err() {
            panic!("the town does not become quiet: an event or an effect never ends");
        }
    }

    /// Waits until a question to the tables is answered with anything but zero.
    pub async fn until(&self, question: &'static str) -> Result<(), Trouble> {
        let came = async {
            let mut looks = tokio::time::interval(Duration::from_millis(2));
            while self.count(question).await? == 0 {
                looks.tick().await;
            }
            Ok(())
        };
        tokio::time::timeout(LONGEST, came).await.map_err(|_| format!("never: {question}"))?
    }

    async fn is_idle(&self) -> bool {
        is_idle(&self.pool, self.clock.now()).await.expect("the test's own database answers")
    }

    /// Ends the program and starts it again on the same database: what a crash leaves, it must go on with.
    pub async fn restart(&mut self) -> Result<(), Trouble> {
        self.stops().await;
        self.starts().await
    }

    /// The program ends. Whoever writes now is not heard until it [`starts`](Self::starts) again.
    pub async fn stops(&mut self) {
        if let Some(program) = self.program.take() {
            program.stop(Duration::ZERO).await;
        }
    }

    /// The program starts on the database that it left.
    pub async fn starts(&mut self) -> Result<(), Trouble> {
        let program = start_program(&self.sandbox, &self.pool, &self.clock, &self.options).await?;
        self.app = Arc::clone(&program.app);
        self.address = program.address;
        self.program = Some(program);
        self.tell_the_gateway();
        Ok(())
    }

    /// Where reports of SMS go now.
    fn tell_the_gateway(&self) {
        if let Some(carriers) = &self.carriers {
            carriers.sms.set_program(&self.url(""));
        }
    }

    /// Mail, SMS and push of a town that has them.
    ///
    /// # Panics
    /// If it was opened without.
    #[must_use]
    pub fn carriers(&self) -> &Carriers {
        self.carriers.as_ref().expect("a town with carriers")
    }

    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What another process of the program has to be told to be the one of this town.
    #[must_use]
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let mut variables = variables(&self.sandbox, self.address);
        variables.extend(files_of(&self.scanner, &self.files));
        variables
    }

    /// The database of this town, for looks behind the scenes.
    #[must_use]
    pub fn database_url(&self) -> Option<&str> {
        self.database.as_ref().map(TestDatabase::url)
    }

    /// Ends the program and the sandbox in good order.
    pub async fn close(mut self) {
        if let Some(program) = self.program.take() {
            program.stop(Duration::ZERO).await;
        }
        self.sandbox.stop().await;
    }

    /// What is true at the end of every story: the books balance, each conversation comes out of its log as it was, and the
    /// outside refused nothing.
    pub async fn ends_well(&self) -> Result<(), Trouble> {
        self.books_balance().await?;
        self.replays().await?;
        let refusals = self.sandbox.refusals();
        if refusals.is_empty() { Ok(()) } else { Err(format!("refused: {refusals:?}").into()) }
    }

    async fn replays(&self) -> Result<(), Trouble> {
        let talks: Vec<(String, String)> =
            sqlx::query_as("select person_id::text, phone_number_id from conversation")
                .fetch_all(&self.pool)
                .await?;
        for (conversation, number) in talks {
            let span = Span { conversation, number: Some(number), ..Span::default() };
            let log = match Log::read(&self.pool, &span, None).await {
                // So old that its turns have left.
                Err(NoLog::NoTurns) => continue,
                read => read?,
            };
            let (text, outcome) = told(&log, Form::Text);
            if outcome.same == 0 || outcome.differ + outcome.cannot > 0 {
                return Err(format!("a replay is not as it was:\n{text}").into());
            }
        }
        Ok(())
    }

    /// The sums of what must never be: entries of the ledger that do not balance, stock that no hold explains.
    pub async fn books_balance(&self) -> Result<(), Trouble> {
        let off: Option<i64> =
            sqlx::query_scalar("select sum(amount_paise)::bigint from ledger_entry")
                .fetch_one(&self.pool)
                .await?;
        if off.unwrap_or(0) != 0 {
            return Err(format!("the ledger is off by {off:?} paise").into());
        }
        let loose: i64 = sqlx::query_scalar(
            "select count(*)
             from listing
             where reserved_milli <> (
                 select coalesce(sum(quantity_milli), 0)
                 from hold
                 where hold.listing_id = listing.id and not deducted and work_on is null)",
        )
        .fetch_one(&self.pool)
        .await?;
        if loose == 0 {
            Ok(())
        } else {
            Err(format!("{loose} listings reserve what no part holds").into())
        }
    }
}

/// What waits behind an earlier row of its lane, which itself waits for its time, is not to be done now. What the number's
/// pace holds back for some milliseconds is.
pub(crate) async fn is_idle(pool: &PgPool, now: Timestamp) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select not exists (select from inbox)
            and not exists (select from waiting_list where tell_at <= $1::text::timestamptz)
            and not exists (select from conversation_timer where due_at <= $1::text::timestamptz)
            and not exists (select from list_repeat where ring_at <= $1::text::timestamptz)
            and not exists (
                select from outbox
                where leased_by is not null
                   or due_at <= $1::text::timestamptz
                          + case channel when 'timer' then '0' else '100 ms' end::interval
                      and (channel = 'timer' or not exists (
                          select from outbox as earlier
                          where earlier.lane = outbox.lane
                            and earlier.seq < outbox.seq)))",
    )
    .bind(now.to_string())
    .fetch_one(pool)
    .await
}

/// Every text of ours, as if it were registered.
fn registered() -> Vec<SmsText> {
    let texts = texts::all().into_iter().map(|text| SmsText {
        name: text.name.to_owned(),
        language: text.language.code().to_owned(),
        text: text.text,
    });
    texts.collect()
}

/// A limit that is switched off in the program is switched off in the sandbox too.
fn limit(options: &Options, variable: &str, usual: u32) -> u32 {
    let set = options.variables.iter().find(|(name, _)| *name == variable);
    set.and_then(|(_, value)| value.parse().ok()).unwrap_or(usual)
}

/// A database with schema, marketplace and the fixed secret, cloned from a template that is made once.
async fn seeded() -> Result<TestDatabase, Trouble> {
    seeded_on(TestServer::shared().await?, "town").await
}

/// The same on a server of the caller's.
pub(crate) async fn seeded_on(server: &TestServer, hint: &str) -> Result<TestDatabase, Trouble> {
    let hash = format!(
        "{}seeded",
        postgres::MIGRATIONS.iter().fold(seed_mark(), |hash, step| {
            step.checksum
                .iter()
                .fold(hash, |h, byte| h.wrapping_mul(1_099_511_628_211) ^ u64::from(*byte))
        })
    );
    let make = async |url: String| -> Result<(), Trouble> {
        let pool = postgres::connect(&url, 2).await?;
        postgres::migrate(&pool).await?;
        sqlx::query("insert into installation (secret, made_at) values ($1, '2026-11-01')")
            .bind(SECRET.as_slice())
            .execute(&pool)
            .await?;
        realserv::seed::seed(&pool, "2026-11-01T00:00:00Z".parse::<Timestamp>()?).await?;
        pool.close().await;
        Ok(())
    };
    Ok(server.database(hint, &hash, make).await?)
}

/// Changes with the seeded data, so that a template of older data is not used.
fn seed_mark() -> u64 {
    let data = [
        include_str!("../../bot/src/seed/listings.csv"),
        include_str!("../../bot/src/seed/localities.csv"),
        include_str!("../../bot/src/seed/skus.csv"),
        include_str!("../../bot/src/seed/vendors.csv"),
        include_str!("../../bot/src/seed/zones.csv"),
    ];
    data.iter().flat_map(|text| text.bytes()).fold(14_695_981_039_346_656_037, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(1_099_511_628_211)
    })
}

async fn start_program(
    sandbox: &Sandbox,
    pool: &PgPool,
    clock: &Clock,
    options: &Options,
) -> Result<Program, Trouble> {
    let listener = listen(([127, 0, 0, 1], 0).into())?;
    let address = listener.local_addr()?;
    let mut pairs = variables(sandbox, address);
    pairs.extend(options.variables.iter().cloned());
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let config = Config::read(&Source::of(&pairs)).map_err(|mistakes| {
        mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    })?;
    let app = App::open(config, pool.clone(), clock.clone()).await?;
    let program = Program::start(app, listener)?;
    let [whatsapp, razorpay] = webhooks(address);
    sandbox.set_webhooks(&whatsapp, &razorpay);
    sandbox.set_payout_webhook(&format!("http://{address}/webhooks/razorpayx"));
    Ok(program)
}

fn files_of(scanner: &Clamd, files: &TempDir) -> [(&'static str, String); 2] {
    [("CLAMD_ADDR", scanner.address()), ("REALSERV_DATA_DIR", files.path().display().to_string())]
}

/// Where the two companies reach a program.
pub(crate) fn webhooks(program: SocketAddr) -> [String; 2] {
    ["whatsapp", "razorpay"].map(|company| format!("http://{program}/webhooks/{company}"))
}

/// What a program has to be told to find this sandbox.
pub(crate) fn variables(sandbox: &Sandbox, listen: SocketAddr) -> Vec<(&'static str, String)> {
    let known = sandbox.options();
    vec![
        ("REALSERV_LISTEN", listen.to_string()),
        ("REALSERV_ADMIN_API_KEY", ADMIN_KEY.to_owned()),
        // Typed lines are answered at once, except where a test is about just that.
        ("REALSERV_QUIET_MS", "0".to_owned()),
        ("WHATSAPP_API_URL", sandbox.graph_url()),
        ("WHATSAPP_PHONE_NUMBER_ID", known.phone_number_id.clone()),
        ("WHATSAPP_BUSINESS_ACCOUNT_ID", known.business_account_id.clone()),
        ("WHATSAPP_ACCESS_TOKEN", known.access_token.clone()),
        ("WHATSAPP_APP_SECRET", known.app_secret.clone()),
        ("WHATSAPP_VERIFY_TOKEN", known.verify_token.clone()),
        ("RAZORPAY_API_URL", sandbox.razorpay_url()),
        ("RAZORPAY_KEY_ID", known.razorpay_key_id.clone()),
        ("RAZORPAY_KEY_SECRET", known.razorpay_key_secret.clone()),
        ("RAZORPAY_WEBHOOK_SECRET", known.razorpay_webhook_secret.clone()),
        ("RAZORPAYX_KEY_ID", known.razorpayx_key_id.clone()),
        ("RAZORPAYX_KEY_SECRET", known.razorpayx_key_secret.clone()),
        ("RAZORPAYX_WEBHOOK_SECRET", known.razorpayx_webhook_secret.clone()),
        ("RAZORPAYX_ACCOUNT_NUMBER", known.razorpayx_account_number.clone()),
    ]
}

/// What `templates push` hands in was approved long ago: no news of it comes into the story, and each town is open sooner.
pub(crate) fn approve_templates(sandbox: &Sandbox) -> Result<(), Trouble> {
    let all: Vec<_> = realserv::cli::template_definitions().map(|one| one.handed_in()).collect();
    Ok(sandbox.has_approved(&all)?)
}
