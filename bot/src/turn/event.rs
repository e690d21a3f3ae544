//! What the inbox holds for a person, and what each channel of the outbox holds: documents between two moments of
//! the loop. The events of an order are `domain::orders::OrderEvent` itself.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::deliveries::Failed;
use realserv_adapters::postgres::inbox::{KeyKind, NewEvent};
use realserv_adapters::postgres::notices::{self, Lost};
use realserv_adapters::whatsapp::Next;
use realserv_domain::ids::{ListId, Minter, OrderId, PersonId, VendorId};
use realserv_domain::media::{Seen, Wanted};
use realserv_domain::message::{Inbound, Message, TemplateCall};
use realserv_domain::orders::{Fact, OrderEvent, RazorpayCall};
use realserv_domain::place::Pin;
use realserv_domain::settlements::PayoutCall;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::app::App;
use crate::converse::{About, ApplicationNews, Conversation, News, TicketNews};

/// Meta counts 24 hours from the person's last message; five minutes are kept for clocks and queues (whatsapp.md 8.1).
pub const WINDOW: SignedDuration = SignedDuration::from_mins(23 * 60 + 55);

/// Something for a person's conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "one a turn, made and read once; a box would only hide it"
)]
pub enum PersonEvent {
    Heard(Inbound),
    Told(Told),
    /// A cart was left so long ago that it is time to look; `adapters::postgres::conversation_timers` writes it so.
    CartWaits,
    /// Nobody has typed for a moment; written there too.
    Quiet,
    /// This person is another one from now on (`person.merged_into`): hand the conversation over.
    Merged,
    /// The conversation of a person who turned out to be this one.
    Joined {
        conversation: Box<Conversation>,
        last_heard_at: Option<Timestamp>,
    },
    /// Somebody of the office wrote to this person, and has the chat with that.
    OfficeWrote {
        text: String,
        #[serde(default = "somebody")]
        by: String,
    },
    /// Somebody of the office takes the chat until then.
    OfficeTook {
        by: String,
        until: Timestamp,
    },
    /// The office gives the chat back.
    OfficeReleased,
    /// The office has done something for a ticket of theirs.
    Ticket(TicketNews),
    /// The office has decided about what they told who want to sell.
    Application(ApplicationNews),
    /// We serve a place now that this person waited for; `adapters::postgres::waiting` writes it so.
    Opened {
        pin: Pin,
    },
    /// The evening has come on which they are asked about a list; `adapters::postgres::lists` writes it so.
    RepeatDue {
        list: ListId,
        on: Date,
    },
    /// WhatsApp will not deliver what brought this news.
    Undelivered {
        about: About,
        /// An SMS tells it, or has told it.
        #[serde(default)]
        by_sms: bool,
        /// The template that says the same, where WhatsApp says only afterwards that the 24-hour window was closed. Beside what a
        /// program before this one does, which does not know it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again: Option<Again>,
    },
    /// WhatsApp did not deliver a message because of its photo; here it is without.
    PhotoRefused {
        plain: Message,
    },
    /// WhatsApp says only afterwards that the 24-hour window was closed, of news whose loss nobody else has to hear of.
    WindowClosed(Again),
    /// What became of a file that they sent.
    MediaSeen(Seen),
}

/// A message that goes out once more, as a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Again {
    pub template: TemplateCall,
    /// Which message it was.
    pub failed: Uuid,
}

/// Who wrote, where a program before this one has noted it.
fn somebody() -> String {
    "office".to_owned()
}

/// A fact, and the order that tells it. Flat, so that a program before this one reads the fact and passes over the rest: nodes
/// are restarted one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    #[serde(flatten)]
    pub fact: Fact,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_by: Option<OrderId>,
}

/// A message on its way to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    pub to: PersonId,
    pub message: Message,
    /// Until when anything but a template may be sent, as far as the turn knew. None for a template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_until: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub news: Option<Box<News>>,
    /// The order that it is said for, which its cost is counted to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
}

/// A call to Razorpay on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    pub order: OrderId,
    pub call: RazorpayCall,
}

/// A file that is to be fetched, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetching {
    pub person: PersonId,
    pub wanted: Wanted,
}

/// A page of a day's report that is wanted of Razorpay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BooksAsking {
    pub report: Date,
    pub skip: usize,
}

/// A call to the account that pays vendors, on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutAsking {
    pub vendor: VendorId,
    pub call: PayoutCall,
}

/// What the row of a message's delivery keeps until it has arrived: whom to tell when it does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awaited {
    pub person: PersonId,
    pub phone_number_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// The message without its photo, if it had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plain: Option<Message>,
    /// The template that says the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<TemplateCall>,
    /// The reference of the bill that it is: its order sends the plain button in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bill: Option<String>,
    pub correlation_id: String,
}

impl Awaited {
    fn of(failed: &Failed) -> Result<Self, StoreError> {
        serde_json::from_str(&failed.awaited)
            .map_err(|e| StoreError::unreadable("delivery", "awaited", failed.effect, e))
    }
}

fn is_because_of(failed: &Failed, next: Next) -> bool {
    failed.code.is_some_and(|code| Next::after_code(code) == next)
}

/// As its template, and with it its SMS waits on.
fn goes_again(failed: &Failed, awaited: &Awaited) -> bool {
    awaited.otherwise.is_some() && is_because_of(failed, Next::NeedsTemplate)
}

/// What the conversations hear of messages that will not arrive. An SMS that stands ready for one goes out, in the same transaction;
/// what goes out once more as a template has not failed for good.
pub async fn undelivered(
    app: &App,
    db: &mut PgConnection,
    failed: &[Failed],
) -> Result<Vec<NewEvent>, StoreError> {
    if failed.is_empty() {
        return Ok(Vec::new());
    }
    let read = failed.iter().map(Awaited::of);
    let failed: Vec<_> = failed.iter().zip(read.collect::<Result<Vec<_>, _>>()?).collect();
    let for_good = failed.iter().filter(|(failed, awaited)| !goes_again(failed, awaited));
    let messages: Vec<Uuid> = for_good.map(|(failed, _)| failed.effect).collect();
    let by_sms = notices::wake(db, app.clock.now(), &messages).await?;
    let event = |(failed, awaited): (&Failed, Awaited)| {
        let unreadable = |e| StoreError::unreadable("delivery", "awaited", failed.effect, e);
        let plain = awaited.plain.filter(|_| is_because_of(failed, Next::MediaUnusable));
        let otherwise = awaited.otherwise.filter(|_| is_because_of(failed, Next::NeedsTemplate));
        let again = otherwise.map(|template| Again { template, failed: failed.effect });
        if let (Some(reference), Some(about)) = (awaited.bill, awaited.about) {
            let event = serde_json::to_string(&OrderEvent::BillUnsent { reference });
            return Ok(Some(NewEvent {
                id: Minter::new(app.secret, failed.effect, millis(app)).id(),
                key_kind: KeyKind::Order,
                key_id: about.order.0,
                phone_number_id: awaited.phone_number_id,
                event: event.map_err(unreadable)?,
                correlation_id: awaited.correlation_id,
            }));
        }
        let event = match (plain, awaited.about, again) {
            (Some(plain), ..) => PersonEvent::PhotoRefused { plain },
            (None, Some(about), again) => {
                let by_sms = by_sms.contains(&failed.effect);
                PersonEvent::Undelivered { about, by_sms, again }
            }
            (None, None, Some(again)) => PersonEvent::WindowClosed(again),
            (None, None, None) => return Ok(None),
        };
        let event = serde_json::to_string(&event).map_err(unreadable)?;
        Ok(Some(NewEvent {
            // A message fails once, so its effect names the event.
            id: Minter::new(app.secret, failed.effect, millis(app)).id(),
            key_kind: KeyKind::Person,
            key_id: awaited.person.0,
            phone_number_id: awaited.phone_number_id,
            event,
            correlation_id: awaited.correlation_id,
        }))
    };
    failed.into_iter().filter_map(|failed| event(failed).transpose()).collect()
}

/// What the conversations hear of alerts that reach nobody: neither by WhatsApp nor by SMS.
pub fn unreached(app: &App, lost: &[Lost]) -> Result<Vec<NewEvent>, StoreError> {
    let event = |lost: &Lost| {
        let about = About { order: lost.order, offer: Some(lost.offer) };
        let event =
            serde_json::to_string(&PersonEvent::Undelivered { about, by_sms: false, again: None });
        Ok(NewEvent {
            // A notice fails once, so it names the event.
            id: Minter::new(app.secret, lost.id.0, millis(app)).id(),
            key_kind: KeyKind::Person,
            key_id: lost.person.0,
            phone_number_id: lost.phone_number_id.clone(),
            event: event.map_err(|e| StoreError::unreadable("notice", "event", lost.id, e))?,
            correlation_id: lost.correlation_id.clone(),
        })
    };
    lost.iter().map(event).collect()
}

fn millis(app: &App) -> u64 {
    u64::try_from(app.clock.now().as_millisecond()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_office_wrote_before_chats_were_held_still_reads() {
        let wrote: PersonEvent =
            serde_json::from_str(r#"{"office_wrote":{"text":"Hello"}}"#).unwrap();
        let by = "office".to_owned();
        assert_eq!(wrote, PersonEvent::OfficeWrote { text: "Hello".to_owned(), by });
    }

    /// Written by the program before this one, and read by it.
    #[test]
    fn a_fact_is_written_so_that_the_program_before_reads_it() {
        let order = OrderId(uuid::Uuid::from_u128(2));
        let fact = Fact::Expired { order, number: "RS7K3M9QX".parse().unwrap() };
        let before = format!(r#"{{"told":{}}}"#, serde_json::to_string(&fact).unwrap());
        let told = |told_by| PersonEvent::Told(Told { fact: fact.clone(), told_by });
        assert_eq!(serde_json::from_str::<PersonEvent>(&before).unwrap(), told(None));
        let now = told(Some(order));
        let written = serde_json::to_string(&now).unwrap();
        assert_eq!(serde_json::from_str::<PersonEvent>(&written).unwrap(), now);
        let document: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(serde_json::from_value::<Fact>(document["told"].clone()).unwrap(), fact);
    }
}
