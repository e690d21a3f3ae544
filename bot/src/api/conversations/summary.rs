//! What somebody of the office has to know before the first word: who it is, what is open, what was said last.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use realserv_adapters::postgres::office::{conversations, tickets};
use realserv_adapters::postgres::orders::find;
use realserv_adapters::postgres::turns;
use realserv_domain::ids::{Minter, PersonId};
use realserv_domain::language::Language;
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::hold::conversation;
use super::{MessageShown, message, text};
use crate::api::input::Id;
use crate::api::orders::{OrderInList, listed};
use crate::api::problem::{Missing, Problem, Refused, Untimely};
use crate::api::shown::{Decimal, Instant, Names, masked, word};
use crate::api::tickets::TicketShown;
use crate::app::App;
use crate::converse::{Conversation, Ctx, Person, open_question};
use crate::turn::event::WINDOW;
use crate::web::Web;

/// As many as a telephone shows at once.
const LAST_LINES: i64 = 10;

/// A chat, to be taken over.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Summary {
    pub person_id: Uuid,
    /// Which of our numbers.
    pub phone_number_id: String,
    #[schema(required, example = "Asha")]
    pub name: Option<String>,
    /// The last four digits; null while WhatsApp hides the number.
    #[schema(required, example = "…2345")]
    pub phone: Option<String>,
    /// en, hi or te; null until chosen.
    #[schema(required, example = "te")]
    pub language: Option<String>,
    /// buyer or vendor: the side that typed words go to.
    #[schema(example = "buyer")]
    pub role: String,
    /// Who of the office has the chat now; null: the bot.
    #[schema(required, example = "Ravi")]
    pub held_by: Option<String>,
    #[schema(required)]
    pub held_until: Option<Instant>,
    /// Since when something stands there that the office, having the chat, has not answered.
    #[schema(required)]
    pub unanswered_since: Option<Instant>,
    /// Until when anything but a template may be sent.
    #[schema(required)]
    pub window_closes_at: Option<Instant>,
    /// What is in it and not ordered yet.
    pub cart: Vec<InCart>,
    /// What the bot is asking a buyer, in English, as lines: words, then each button in square brackets. Empty for a vendor.
    #[schema(example = json!(["How many bags?", "[50]", "[100]"]))]
    pub question: Vec<String>,
    /// The last order; null: none yet.
    #[schema(required)]
    pub order: Option<OrderInList>,
    /// What waits for a person the longest.
    #[schema(required)]
    pub ticket: Option<TicketShown>,
    /// The last ten messages both ways, the oldest first.
    pub messages: Vec<MessageShown>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct InCart {
    pub sku_id: Uuid,
    /// Null: it has left the catalogue.
    #[schema(required)]
    pub name: Option<Names>,
    pub quantity: Decimal,
    #[schema(required, example = "bag")]
    pub unit: Option<String>,
}

/// What to know before taking a chat over
#[utoipa::path(
    get, path = "/conversations/{person_id}/summary", tag = "conversations",
    params(("person_id" = Uuid, Path, description = "The person's id")),
    responses(
        (status = 200, body = Summary, description = "As it is now, on the number that heard of the person last"),
        Refused, Missing, Untimely,
    ),
)]
pub(in crate::api) async fn summarize_chat(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<Summary>, Problem> {
    let app = &web.app;
    let mut db = app.pool.acquire().await?;
    let row = conversation(&mut db, PersonId(id), None).await?;
    let talk: Conversation = serde_json::from_str(&row.state).map_err(Problem::broken)?;
    let ground = turns::ground(&mut db, &[row.person.0]).await?;
    let card = ground.people.get(&row.person).ok_or_else(nobody)?;
    let now = app.clock.now();
    let closes_at = row.last_heard_at.map(|heard| heard.checked_add(WINDOW).unwrap_or(heard));
    let person = Person {
        id: row.person,
        name: card.name.clone(),
        vendor: card.vendor,
        is_off: card.off_until.is_some_and(|until| now < until),
        closed_days: card.closed_from(app.clock.today().date()),
        opted_out: card.opted_out,
        has_phone: card.marks.phone.is_some(),
        window_open: closes_at.is_some_and(|closes_at| now < closes_at),
        window_closes_at: closes_at,
        heard_at: row.last_heard_at,
    };
    let held = talk.holder(now);
    let (order, ticket) = open(&mut db, row.person).await?;
    let phone = card.marks.phone.as_ref().map(|phone| phone.reveal());
    Ok(Json(Summary {
        person_id: row.person.0,
        name: person.name.clone(),
        phone: masked(phone),
        language: talk.language.map(|language| language.code().to_owned()),
        role: word(&talk.role),
        held_by: held.map(|held| held.by.clone()),
        held_until: held.map(|held| Instant(held.until)),
        unanswered_since: unanswered(&talk),
        window_closes_at: closes_at.map(Instant),
        cart: cart(app, &talk),
        question: question(app, &talk, &person),
        order,
        ticket,
        messages: last_lines(&mut db, app, row.person, now).await?,
        phone_number_id: row.phone_number_id,
    }))
}

fn nobody() -> Problem {
    Problem::not_found("There is nobody with this id.")
}

pub(super) fn unanswered(talk: &Conversation) -> Option<Instant> {
    talk.held.as_ref().and_then(|held| held.unanswered_since).map(Instant)
}

async fn open(
    db: &mut PgConnection,
    person: PersonId,
) -> Result<(Option<OrderInList>, Option<TicketShown>), Problem> {
    let filter = find::Filter { buyer: Some(person.0), ..find::Filter::default() };
    let order = find::list(db, &filter, 1).await?.pop().map(listed);
    let ticket = tickets::longest_open(db, person).await?.map(TicketShown::from);
    Ok((order, ticket))
}

fn cart(app: &App, talk: &Conversation) -> Vec<InCart> {
    let shown = app.catalogue.shown();
    let lines = talk.buyer.cart.lines().iter().map(|line| {
        let sku = shown.catalog.get(line.sku);
        InCart {
            sku_id: line.sku.0,
            name: sku.map(|sku| sku.name.clone().into()),
            quantity: line.quantity.into(),
            unit: sku.map(|sku| sku.unit.as_str().to_owned()),
        }
    });
    lines.collect()
}

/// Asked of a copy that speaks English: the office may not read Telugu.
fn question(app: &App, talk: &Conversation, person: &Person) -> Vec<String> {
    let mut talk = talk.clone();
    talk.language = talk.language.map(|_| Language::En);
    let (shown, holding, now) = (app.catalogue.shown(), app.settings.holding(), app.clock.today());
    let mut mint = Minter::new(app.secret, person.id.0, 0);
    let mut ctx = Ctx {
        now: &now,
        person,
        catalog: &shown.catalog,
        zones: &shown.zones,
        terms: &holding.terms,
        // The office reads the question, and has no use for a form of somebody else's.
        form: None,
        mint: &mut mint,
    };
    open_question(&talk, &mut ctx).iter().flat_map(text::said).collect()
}

async fn last_lines(
    db: &mut PgConnection,
    app: &App,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<MessageShown>, Problem> {
    let known_since = app.config.keep.statuses_since(now);
    let rows = conversations::messages(db, person, None, LAST_LINES).await?;
    Ok(rows.into_iter().rev().map(|row| message(row, known_since)).collect())
}
