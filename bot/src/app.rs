//! What every room needs: the database, the clock, the outside, the bells.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use realserv_adapters::clamd::Scanner;
use realserv_adapters::files::{S3, Store};
use realserv_adapters::mail::NoMailServer;
use realserv_adapters::postgres::inbox::{self, KeyKind, NewEvent};
use realserv_adapters::postgres::{self, StoreError, calls};
use realserv_adapters::secret::Secret;
use realserv_adapters::{http, razorpay, whatsapp};
use realserv_domain::money::Paise;
use realserv_domain::orders::Terms;
use sqlx::{PgConnection, PgPool};

use crate::carriers::Carriers;
use crate::catalogue::Catalogue;
use crate::clock::Clock;
use crate::config::Config;
use crate::flows::SiteForm;
use crate::node::Node;
use crate::role::Role;
use crate::settings::Settings;
use crate::wake::Bells;

pub struct App {
    pub config: Config,
    pub pool: PgPool,
    pub clock: Clock,
    /// What ids and delivery codes are drawn from.
    pub secret: [u8; 32],
    pub settings: Settings,
    pub catalogue: Catalogue,
    /// Whether the form of a site is offered now.
    pub site_form: SiteForm,
    pub whatsapp: Option<whatsapp::Client>,
    pub razorpay: Option<razorpay::Client>,
    /// None: nobody can say that a file is clean, and none is kept.
    pub scanner: Option<Scanner>,
    pub files: Store,
    /// The account that pays vendors.
    pub payer: Option<razorpay::x::Payer>,
    /// Mail, SMS and push, as far as there are.
    pub carriers: Carriers,
    pub bells: Bells,
    pub node: Node,
    pub role: Role,
}

/// Nobody outside may keep a row for longer: the outbox's lease is three times as long.
pub(crate) const OUTSIDE: http::Timeouts =
    http::Timeouts { connect: Duration::from_secs(5), total: Duration::from_secs(20) };

/// Why the program cannot come up.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the database cannot be used")]
    Store(#[from] StoreError),
    #[error("the schema could not be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error("the HTTP client could not be made")]
    Http(#[from] reqwest::Error),
    #[error("the mail client could not be made")]
    Mail(#[from] NoMailServer),
}

/// Where files are kept.
pub(crate) fn store(config: &Config) -> Store {
    match &config.bucket {
        Some(bucket) => Store::S3(S3::new(bucket)),
        None => Store::folder(config.data_dir.clone()),
    }
}

/// What holds where the office has set nothing.
pub(crate) fn usual_terms(config: &Config) -> Terms {
    // Bills in the chat are paid into the same account as links: without either side there are none.
    let both = config.whatsapp.as_ref().filter(|_| config.razorpay.is_some());
    let ceiling = config.razorpay.as_ref().map(|razorpay| razorpay.ceiling_rupees);
    Terms {
        quote_minutes: config.quote_minutes,
        quiet_ms: config.quiet_ms,
        payment_configuration: both.map(|w| w.payment_configuration.clone()).unwrap_or_default(),
        online_limit_paise: ceiling.map(|rupees| Paise::rupees(rupees.into())),
        ..Terms::default()
    }
}

impl App {
    /// Opens what is configured, for a process that does everything. The schema must be up to date.
    pub async fn open(config: Config, pool: PgPool, clock: Clock) -> Result<Arc<Self>, StartError> {
        Self::open_as(Role::All, config, pool, clock).await
    }

    pub async fn open_as(
        role: Role,
        config: Config,
        pool: PgPool,
        clock: Clock,
    ) -> Result<Arc<Self>, StartError> {
        let mut db = pool.acquire().await.map_err(StoreError::from)?;
        let secret = postgres::installation_secret(&mut db, clock.now()).await?;
        let node = Node::join(&mut db).await?;
        drop(db);
        let whatsapp = config
            .whatsapp
            .as_ref()
            .map(|c| {
                let client = http::client(&c.api_url, OUTSIDE)?;
                let token = c.access_token.clone();
                Ok::<_, reqwest::Error>(whatsapp::Client::new(
                    client,
                    &c.api_url,
                    &c.business_account_id,
                    token,
                ))
            })
            .transpose()?;
        let razorpay = config
            .razorpay
            .as_ref()
            .map(|c| {
                let client = http::client(&c.api_url, OUTSIDE)?;
                let secret = c.key_secret.clone();
                Ok::<_, reqwest::Error>(razorpay::Client::new(
                    client, &c.api_url, &c.key_id, secret,
                ))
            })
            .transpose()?;
        let scanner = config.clamd.clone().map(Scanner::new);
        let (files, carriers) = (store(&config), Carriers::open(&config)?);
        let payer = config
            .razorpayx
            .as_ref()
            .map(|c| {
                let client = http::client(&c.api_url, OUTSIDE)?;
                let secret = c.key_secret.clone();
                let client = razorpay::Client::new(client, &c.api_url, &c.key_id, secret);
                Ok::<_, reqwest::Error>(razorpay::x::Payer::new(client, &c.account_number))
            })
            .transpose()?;
        let catalogue = Catalogue::load(&pool, clock.clone()).await?;
        let settings = Settings::load(&pool, usual_terms(&config), clock.clone()).await?;
        let flow = config.whatsapp.as_ref().and_then(|whatsapp| whatsapp.site_form.as_ref());
        let flow = flow.map(|flow| flow.id.clone());
        let site_form = SiteForm::load(&pool, flow, clock.clone()).await?;
        Ok(Arc::new(Self {
            config,
            pool,
            clock,
            secret,
            settings,
            catalogue,
            site_form,
            whatsapp,
            razorpay,
            scanner,
            files,
            payer,
            carriers,
            bells: Bells::of(role),
            node,
            role,
        }))
    }

    /// Writes events for keys. Where their turns are no work of this process, those whose work they are hear of it with
    /// the commit.
    pub async fn leave(
        &self,
        db: &mut PgConnection,
        now: Timestamp,
        events: &[NewEvent],
    ) -> Result<(), StoreError> {
        inbox::push(db, now, events).await?;
        if self.role.works() {
            return Ok(());
        }
        for kind in KeyKind::ALL {
            if events.iter().any(|event| event.key_kind == kind) {
                calls::call(db, kind).await?;
            }
        }
        Ok(())
    }

    /// Which of our numbers speaks: the one the chat came in on, else the configured one.
    #[must_use]
    pub fn number_for(&self, heard_on: &str) -> String {
        if heard_on.is_empty() {
            self.config.whatsapp.as_ref().map(|c| c.phone_number_id.clone()).unwrap_or_default()
        } else {
            heard_on.to_owned()
        }
    }

    /// The first admin's key, compared in constant time.
    #[must_use]
    pub fn is_admin(&self, key: &str) -> bool {
        self.config.admin_api_key.as_ref().is_some_and(|secret: &Secret| secret.equals(key))
    }
}
