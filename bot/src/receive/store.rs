//! What a batch of webhooks writes: what was seen, who wrote, the inbox, the statuses, and the raw pieces.

use std::collections::HashSet;

use jiff::Timestamp;
use realserv_adapters::postgres::deliveries::{self, Progress};
use realserv_adapters::postgres::inbox::{self, KeyKind, NewEvent, RawEvent};
use realserv_adapters::postgres::orders::{self, find};
use realserv_adapters::postgres::people::{self, Merge, Newcomer};
use realserv_adapters::postgres::{StoreError, flows, payees, payment_configurations, templates};
use realserv_adapters::razorpay::DisputeEntity;
use realserv_adapters::razorpay::webhook::{About, Hook};
use realserv_adapters::razorpay::x::webhook::{self as razorpayx, PayoutAbout, PayoutHook};
use realserv_adapters::whatsapp::InChat;
use realserv_adapters::whatsapp::webhook::{
    self as whatsapp, FlowNews, FlowUpdate, Preference, PreferenceValue, StatusUpdate, Update,
};
use realserv_domain::ids::{Minter, OrderId, PayAccountId, PersonId};
use realserv_domain::message::{Delivery, Inbound, Sender};
use realserv_domain::orders::{OrderEvent, link_of_bill};
use realserv_domain::payments::PaymentStatus;
use realserv_domain::settlements::PayeeEvent;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{News, progress};
use crate::app::App;
use crate::flows::PUBLISHED;
use crate::turn::event::{PersonEvent, undelivered};
use crate::turn::{self, Record, TurnError};
use crate::wake::Left;

/// Writes news down; the turns that it leads to follow.
pub(super) async fn store(app: &App, news: &[&News]) -> Result<Left, StoreError> {
    let mut transaction = app.pool.begin().await?;
    let mut batch = Batch::of(app);
    batch.take(&mut transaction, news).await?;
    let left = batch.write(&mut transaction, Record::default()).await?;
    transaction.commit().await?;
    Ok(left)
}

/// The same, and the turns of whom nothing stands before are in it already.
pub(super) async fn store_and_turn(app: &App, news: &[&News]) -> Result<Left, TurnError> {
    if let Some(progress) = only_progress(app, news) {
        // One statement is a transaction: three of four webhooks are these.
        let mut db = app.pool.acquire().await?;
        deliveries::keep_progress(&mut db, app.clock.now(), &progress, &[]).await?;
        return Ok(Left::default());
    }
    let mut transaction = app.pool.begin().await?;
    let mut batch = Batch::of(app);
    batch.take(&mut transaction, news).await?;
    let events = std::mem::take(&mut batch.events);
    let turned = turn::at_once(app, &mut transaction, events).await?;
    batch.events = turned.later;
    let left = batch.write(&mut transaction, turned.record).await?;
    transaction.commit().await?;
    Ok(left)
}

/// Statuses of which none is a failure, and so nobody's event.
fn only_progress(app: &App, news: &[&News]) -> Option<Vec<Progress>> {
    let statuses: Option<Vec<(&Update, &StatusUpdate)>> = news
        .iter()
        .map(|one| match one {
            News::WhatsApp(update @ Update { news: whatsapp::News::Status(status), .. }) => {
                Some((update, status)).filter(|(_, s)| s.delivery != Delivery::Failed)
            }
            News::WhatsApp(_) | News::Razorpay(_) | News::Payouts(_) => None,
            News::Unreadable { .. } => None,
        })
        .collect();
    let known = |(update, status)| progress::known(app, update, status);
    Some(statuses?.into_iter().filter_map(known).collect())
}

struct Batch<'a> {
    app: &'a App,
    now: Timestamp,
    raw: Vec<RawEvent>,
    events: Vec<NewEvent>,
    progress: Vec<Progress>,
}

/// The name under which a piece is remembered. Statuses fold into one row and need no memory of their own.
fn key(news: &News) -> Option<(String, String)> {
    match news {
        News::WhatsApp(update) => match &update.news {
            whatsapp::News::Status(status) if status.delivery != Delivery::Failed => None,
            _ => Some((update.source.to_owned(), update.event_id.clone())),
        },
        News::Razorpay(hook) => Some(("razorpay".to_owned(), hook.event_id.clone())),
        News::Payouts(hook) => Some((razorpayx::SOURCE.to_owned(), hook.event_id.clone())),
        News::Unreadable { source, event_id, .. } => Some(((*source).to_owned(), event_id.clone())),
    }
}

impl<'a> Batch<'a> {
    fn of(app: &'a App) -> Self {
        let now = app.clock.now();
        Self { app, now, raw: Vec::new(), events: Vec::new(), progress: Vec::new() }
    }

    async fn take(&mut self, db: &mut PgConnection, news: &[&News]) -> Result<(), StoreError> {
        let mut fresh = self.first_sight(db, news).await?;
        let mut messages = Vec::new();
        for one in news {
            // Taken out, so that a piece that is twice in the batch counts once.
            if key(one).is_some_and(|key| !fresh.remove(&key)) {
                metrics::counter!("realserv_duplicates_total").increment(1);
                continue;
            }
            match one {
                News::WhatsApp(update) => match &update.news {
                    whatsapp::News::Message(inbound) => messages.push((update, inbound)),
                    _ => self.take_update(db, update).await?,
                },
                News::Razorpay(hook) => self.take_hook(db, hook).await?,
                News::Payouts(hook) => self.take_payout_hook(db, hook).await?,
                News::Unreadable { source, event_id, body } => {
                    self.keep(source, event_id, None, body);
                }
            }
        }
        self.take_messages(db, &messages).await
    }

    async fn first_sight(
        &self,
        db: &mut PgConnection,
        news: &[&News],
    ) -> Result<HashSet<(String, String)>, StoreError> {
        let (sources, ids): (Vec<String>, Vec<String>) =
            news.iter().filter_map(|one| key(one)).unzip();
        if ids.is_empty() {
            return Ok(HashSet::new());
        }
        let seen = inbox::first_sight(db, self.now, &sources, &ids).await?;
        Ok(seen.into_iter().collect())
    }

    /// Finds or makes who wrote, and puts what they did into their inbox.
    async fn take_messages(
        &mut self,
        db: &mut PgConnection,
        messages: &[(&Update, &Inbound)],
    ) -> Result<(), StoreError> {
        if messages.is_empty() {
            return Ok(());
        }
        let newcomers: Vec<Newcomer> = messages
            .iter()
            .map(|(update, inbound)| Newcomer {
                sender: inbound.sender.clone(),
                id: self.minter(update.source, &update.event_id).id::<PersonId>(),
            })
            .collect();
        let found = people::find_or_make(db, self.now, &newcomers).await?;
        for merge in &found.merges {
            self.hand_over(merge)?;
        }
        for ((update, inbound), person) in messages.iter().zip(&found.people) {
            let person = heard_as(*person, &found.merges);
            let event = PersonEvent::Heard((*inbound).clone());
            let body = serde_json::to_string(&event)
                .map_err(|e| StoreError::unreadable("inbox", "event", &update.event_id, e))?;
            self.events.push(NewEvent {
                id: event_uuid(update.source, &update.event_id),
                key_kind: KeyKind::Person,
                key_id: person.0,
                phone_number_id: inbound.phone_number_id.clone(),
                event: body,
                correlation_id: correlation(update.source, &update.event_id),
            });
            self.keep(update.source, &update.event_id, Some(person.0), &update.raw);
        }
        Ok(())
    }

    /// Two persons are one: the one that goes hands its conversations over, under its own key, in its own turn.
    fn hand_over(&mut self, merge: &Merge) -> Result<(), StoreError> {
        let event = serde_json::to_string(&PersonEvent::Merged)
            .map_err(|e| StoreError::unreadable("inbox", "event", merge.gone, e))?;
        // A person goes once, so the id tells this event from every other.
        let mut mint = Minter::new(self.app.secret, merge.gone.0, self.millis());
        for (gone, phone_number_id) in merge.conversations() {
            let id: Uuid = mint.id();
            self.events.push(NewEvent {
                id,
                key_kind: KeyKind::Person,
                key_id: gone.0,
                phone_number_id,
                event: event.clone(),
                correlation_id: id.simple().to_string(),
            });
        }
        Ok(())
    }

    async fn take_update(
        &mut self,
        db: &mut PgConnection,
        update: &Update,
    ) -> Result<(), StoreError> {
        match &update.news {
            whatsapp::News::Status(status) => {
                self.progress.extend(progress::known(self.app, update, status));
                // What it says is in `delivery` now; only why something failed is worth the words.
                if status.delivery != Delivery::Failed {
                    return Ok(());
                }
            }
            whatsapp::News::TemplateStatus(template) => {
                tracing::info!(
                    template = template.name,
                    language = template.language,
                    status = template.status.as_str(),
                    "Meta changed the status of a template",
                );
                let row = (template.name.as_str(), template.language.as_str());
                templates::set_status(db, self.now, row, template.status.as_str()).await?;
            }
            whatsapp::News::Flow(update) => self.take_flow(db, update).await?,
            whatsapp::News::UserIdChanged(change) => {
                let merge = people::user_id_replaced(db, &change.before, &change.now).await?;
                if let Some(merge) = merge {
                    self.hand_over(&merge)?;
                }
            }
            whatsapp::News::Preference(preference) => {
                self.take_preference(db, update, preference).await?
            }
            whatsapp::News::Broken { why } => {
                tracing::warn!(
                    why,
                    event.id = update.event_id,
                    "a piece of a webhook is broken: kept"
                );
            }
            whatsapp::News::Other { kind } => {
                metrics::counter!("realserv_unknown_updates_total", "kind" => kind.clone())
                    .increment(1);
            }
            whatsapp::News::Payment(payment) => self.take_payment(db, update, payment).await?,
            whatsapp::News::PaymentConfiguration(known) => {
                tracing::warn!(
                    configuration = known.name,
                    status = known.status,
                    "Meta changed the status of a payment configuration",
                );
                payment_configurations::set_status(db, self.now, &known.name, &known.status)
                    .await?;
            }
            whatsapp::News::Message(_) => {}
        }
        self.keep(update.source, &update.event_id, None, &update.raw);
        Ok(())
    }

    /// Whether a form may be offered is Meta's to say; every node looks once a second.
    async fn take_flow(
        &mut self,
        db: &mut PgConnection,
        update: &FlowUpdate,
    ) -> Result<(), StoreError> {
        match &update.news {
            FlowNews::Status(status) => {
                let ours = self.app.site_form.is(&update.flow_id);
                if status == PUBLISHED || !ours {
                    tracing::info!(flow = update.flow_id, status, "Meta says how a form stands");
                } else {
                    tracing::error!(
                        flow = update.flow_id,
                        status,
                        "Meta lets a form rest: it is not offered until it is published again",
                    );
                }
                metrics::counter!("realserv_flow_news_total", "event" => "status").increment(1);
                flows::set_status(db, self.now, &update.flow_id, status).await
            }
            FlowNews::Alert { event, state } => {
                tracing::warn!(flow = update.flow_id, event, state, "Meta watches a form");
                metrics::counter!("realserv_flow_news_total", "event" => "alert").increment(1);
                Ok(())
            }
        }
    }

    /// A person's own setting in WhatsApp, which so far knows marketing alone: the same wish as a typed STOP.
    async fn take_preference(
        &mut self,
        db: &mut PgConnection,
        update: &Update,
        preference: &Preference,
    ) -> Result<(), StoreError> {
        let at = match &preference.value {
            PreferenceValue::Stop => Some(preference.at.unwrap_or(self.now)),
            PreferenceValue::Resume | PreferenceValue::SignUp => None,
            PreferenceValue::Unknown(word) => {
                tracing::warn!(word, "a preference of a kind that is newer than this program");
                return Ok(());
            }
        };
        let (phone, user_id) = (preference.phone.clone(), preference.user_id.clone());
        let sender = Sender { phone, user_id, name: None };
        let id = self.minter(update.source, &update.event_id).id();
        let found = people::find_or_make(db, self.now, &[Newcomer { sender, id }]).await?;
        for merge in &found.merges {
            self.hand_over(merge)?;
        }
        for person in found.people {
            people::set_opted_out(db, person, at).await?;
        }
        Ok(())
    }

    /// A hook is a hint: it makes the order ask Razorpay. Only attempts that failed are believed as they are told.
    async fn take_hook(&mut self, db: &mut PgConnection, hook: &Hook) -> Result<(), StoreError> {
        let event = match &hook.about {
            About::Link(link) => {
                let owner =
                    find::link_owner(db, Some(&link.provider.0), Some(&link.reference)).await?;
                owner.map(|(order, link)| (order, OrderEvent::LinkHinted { link }))
            }
            About::Payment(payment) => {
                let provider = payment.link.as_ref().map(|id| id.0.as_str());
                let reference = payment.notes.get("reference").map(String::as_str);
                let owner = find::link_owner(db, provider, reference).await?;
                owner.map(|(order, link)| match (&payment.payment.status, payment.trouble) {
                    (PaymentStatus::Failed, Some(trouble)) => {
                        let payment = payment.payment.provider.clone();
                        (order, OrderEvent::PaymentFailed { payment, trouble })
                    }
                    _ => (order, OrderEvent::LinkHinted { link }),
                })
            }
            About::Refund(refund) => {
                let ours = refund.receipt.as_deref().and_then(|id| Uuid::try_parse(id).ok());
                orders::refund_owner(db, &refund.provider.0, ours).await?.map(|(order, id)| {
                    let event = OrderEvent::RefundSeen {
                        refund: id,
                        provider: refund.provider.clone(),
                        status: refund.status.clone(),
                    };
                    (order, event)
                })
            }
            About::Dispute(DisputeEntity(said)) => {
                let owner = orders::payment_owner(db, &said.payment.0).await?;
                let dispute = said.provider.clone();
                owner.map(|order| (order, OrderEvent::DisputeHinted { dispute }))
            }
            About::Other => None,
        };
        match event {
            Some((order, event)) => self.push_order("razorpay", &hook.event_id, order, &event)?,
            None => {
                metrics::counter!("realserv_orphan_hooks_total").increment(1);
                tracing::info!(
                    event = hook.event,
                    "a hook of Razorpay names no order of ours: kept"
                );
            }
        }
        self.keep("razorpay", &hook.event_id, None, &hook.raw);
        Ok(())
    }

    /// A hint: it makes the vendor's account ask.
    async fn take_payout_hook(
        &mut self,
        db: &mut PgConnection,
        hook: &PayoutHook,
    ) -> Result<(), StoreError> {
        let event = match &hook.about {
            PayoutAbout::Payout { provider, reference } => {
                let ours = Uuid::try_parse(reference).ok();
                payees::payout_owner(db, &provider.0, ours).await?.map(|(vendor, key)| {
                    (vendor, PayeeEvent::PayoutHinted { key, provider: provider.clone() })
                })
            }
            PayoutAbout::Validation { provider, account } => {
                let validation = provider.clone();
                match account.parse::<PayAccountId>() {
                    Ok(account) => payees::account(db, account).await?.map(|(vendor, ..)| {
                        (vendor, PayeeEvent::AccountHinted { account, validation })
                    }),
                    Err(_) => None,
                }
            }
            PayoutAbout::Other => None,
        };
        match event {
            Some((vendor, event)) => {
                let key = (KeyKind::Vendor, vendor.0);
                self.push_event((razorpayx::SOURCE, &hook.event_id), key, &event)?;
            }
            None => {
                metrics::counter!("realserv_orphan_hooks_total").increment(1);
                tracing::info!(
                    event = hook.event,
                    "a hook of RazorpayX is of nobody of ours: kept"
                );
            }
        }
        self.keep(razorpayx::SOURCE, &hook.event_id, None, &hook.raw);
        Ok(())
    }

    /// Something happened to a bill in the chat, as Meta says: the order asks. Its reference is that of the link beside it,
    /// and a number.
    async fn take_payment(
        &mut self,
        db: &mut PgConnection,
        update: &Update,
        payment: &InChat,
    ) -> Result<(), StoreError> {
        let owner = find::link_owner(db, None, link_of_bill(&payment.reference)).await?;
        let Some((order, _)) = owner else {
            metrics::counter!("realserv_orphan_hooks_total").increment(1);
            tracing::info!("a payment in a chat names no order of ours: kept");
            return Ok(());
        };
        // An amount that is none is one that does not fit.
        let claimed = payment.amount_paise.unwrap_or_default();
        let claimed_paise = payment.is_captured().then_some(claimed);
        let event = OrderEvent::BillHinted { reference: payment.reference.clone(), claimed_paise };
        self.push_order(update.source, &update.event_id, order, &event)
    }

    fn push_order(
        &mut self,
        source: &str,
        event_id: &str,
        order: OrderId,
        event: &OrderEvent,
    ) -> Result<(), StoreError> {
        self.push_event((source, event_id), (KeyKind::Order, order.0), event)
    }

    fn push_event<E: serde::Serialize>(
        &mut self,
        (source, event_id): (&str, &str),
        (key_kind, key_id): (KeyKind, Uuid),
        event: &E,
    ) -> Result<(), StoreError> {
        let body = serde_json::to_string(event)
            .map_err(|e| StoreError::unreadable("inbox", "event", event_id, e))?;
        self.events.push(NewEvent {
            id: event_uuid(source, event_id),
            key_kind,
            key_id,
            phone_number_id: String::new(),
            event: body,
            correlation_id: correlation(source, event_id),
        });
        Ok(())
    }

    /// What came, beside what the turns in this transaction leave behind.
    async fn write(
        mut self,
        db: &mut PgConnection,
        mut record: Record,
    ) -> Result<Left, StoreError> {
        if !self.progress.is_empty() {
            let failed = deliveries::keep_progress(db, self.now, &self.progress, &[]).await?;
            self.events.extend(undelivered(self.app, db, &failed).await?);
        }
        record.events.extend(self.events);
        record.traces.raw = self.raw;
        record.write(self.app, db).await
    }

    fn keep(&mut self, source: &str, event_id: &str, person_id: Option<Uuid>, body: &str) {
        self.raw.push(RawEvent {
            source: source.to_owned(),
            event_id: event_id.to_owned(),
            person_id,
            // PostgreSQL's text cannot hold it, and no honest JSON has it bare.
            body: body.replace('\0', "\u{fffd}"),
        });
    }

    fn minter(&self, source: &str, event_id: &str) -> Minter {
        Minter::new(self.app.secret, event_uuid(source, event_id), self.millis())
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.now.as_millisecond()).unwrap_or(0)
    }
}

/// What brought a merge to light must be heard behind the conversation that is handed over, so it goes the same way.
fn heard_as(person: PersonId, merges: &[Merge]) -> PersonId {
    let hands_over = |m: &&Merge| m.into == person && !m.phone_number_ids.is_empty();
    merges.iter().find(hands_over).map_or(person, |merge| merge.gone)
}

/// An event's own id, the same whenever and wherever it is received.
fn event_uuid(source: &str, event_id: &str) -> Uuid {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(format!("{source}\n{event_id}").as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What ties the log lines of one event together, from the webhook to the last call it causes.
fn correlation(source: &str, event_id: &str) -> String {
    event_uuid(source, event_id).simple().to_string()
}
