//! Bare servers to compare with: what anybody writes first. They verify, read and answer as the program does, with the
//! same HTTP server and client, and either store nothing or commit one transaction for each turn and each status.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use hmac::{Hmac, KeyInit, Mac};
use realserv_adapters::http;
use serde_json::{Value, json};
use sha2::Sha256;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use super::bare_turn;
use crate::Trouble;

/// Connections that wait for their commit side by side; more than the machine's cores, because the disk is what they
/// wait for.
const CONNECTIONS: u32 = 48;

/// What a bare server is told.
#[derive(Clone)]
pub struct Options {
    pub listen: SocketAddr,
    pub graph: String,
    pub app_secret: String,
    pub phone_number_id: String,
    /// None: nothing is stored.
    pub database: Option<String>,
}

#[derive(Clone)]
struct Bare {
    options: Options,
    client: reqwest::Client,
    pool: Option<PgPool>,
}

/// Serves until it is ended.
pub async fn serve(options: Options) -> Result<(), Trouble> {
    let pool = match &options.database {
        Some(url) => {
            let pool = PgPoolOptions::new().max_connections(CONNECTIONS).connect(url).await?;
            sqlx::raw_sql(bare_turn::TABLES).execute(&pool).await?;
            Some(pool)
        }
        None => None,
    };
    let client = http::client(&options.graph, http::Timeouts::default())?;
    let listener = realserv::serve::listen(options.listen)?;
    let router = Router::new()
        .route("/webhooks/whatsapp", post(hook))
        .route("/health/ready", get(async || StatusCode::OK))
        .with_state(Bare { options, client, pool });
    Ok(axum::serve(listener, router).await?)
}

async fn hook(State(bare): State<Bare>, headers: HeaderMap, body: Bytes) -> StatusCode {
    if !bare.is_signed(&headers, &body) {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(hook) = serde_json::from_slice::<Value>(&body) else { return StatusCode::OK };
    let value = &hook["entry"][0]["changes"][0]["value"];
    let done = match (value["messages"].get(0), value["statuses"].get(0)) {
        (Some(message), _) => bare.turn(message).await,
        (None, Some(status)) => bare.status(status).await,
        (None, None) => Ok(()),
    };
    if done.is_ok() { StatusCode::OK } else { StatusCode::INTERNAL_SERVER_ERROR }
}

impl Bare {
    fn is_signed(&self, headers: &HeaderMap, body: &[u8]) -> bool {
        let signature = headers.get("x-hub-signature-256").and_then(|value| value.to_str().ok());
        let Some(hex) = signature.and_then(|value| value.strip_prefix("sha256=")) else {
            return false;
        };
        let Ok(claimed) = hex::decode(hex) else { return false };
        let mut mac = Hmac::<Sha256>::new_from_slice(self.options.app_secret.as_bytes())
            .expect("HMAC takes keys of any length");
        mac.update(body);
        mac.verify_slice(&claimed).is_ok()
    }

    async fn turn(&self, message: &Value) -> Result<(), Trouble> {
        let word = |key: &str| message[key].as_str().unwrap_or_default().to_owned();
        let (id, from) = (word("id"), word("from"));
        let said = message["text"]["body"].as_str().unwrap_or_default().to_owned();
        let answer = answer(&said);
        if let Some(pool) = &self.pool
            && !store_turn(pool, &id, &from, &said, answer).await?
        {
            return Ok(());
        }
        // Behind the 200, as the program does it: whoever wrote must not wait for Meta.
        let (client, url) = (
            self.client.clone(),
            format!("{}/v25.0/{}/messages", self.options.graph, self.options.phone_number_id),
        );
        let reply = json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": from,
            "type": "text", "text": {"body": answer}, "biz_opaque_callback_data": id});
        #[expect(clippy::disallowed_methods, reason = "a bare server waits for nobody")]
        tokio::spawn(async move {
            let _ = client.post(url).json(&reply).send().await;
        });
        Ok(())
    }

    async fn status(&self, status: &Value) -> Result<(), Trouble> {
        let Some(pool) = &self.pool else { return Ok(()) };
        let mut transaction = pool.begin().await?;
        sqlx::query(bare_turn::STATUS)
            .bind(status["id"].as_str())
            .bind(status["status"].as_str())
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }
}

/// One transaction: is it new, what is the state, the new state, what was said on either side.
async fn store_turn(
    pool: &PgPool,
    id: &str,
    from: &str,
    said: &str,
    answer: &str,
) -> Result<bool, Trouble> {
    let mut transaction = pool.begin().await?;
    let db = &mut *transaction;
    let new = sqlx::query(bare_turn::SEE).bind(id).execute(&mut *db).await?;
    if new.rows_affected() == 0 {
        return Ok(false);
    }
    let state: Option<String> =
        sqlx::query_scalar(bare_turn::READ).bind(from).fetch_optional(&mut *db).await?;
    let turns = state.and_then(|text| text.parse::<u64>().ok()).unwrap_or(0) + 1;
    sqlx::query(bare_turn::WRITE).bind(from).bind(turns.to_string()).execute(&mut *db).await?;
    for body in [said, answer] {
        sqlx::query(bare_turn::KEEP).bind(from).bind(body).execute(&mut *db).await?;
    }
    transaction.commit().await?;
    Ok(true)
}

/// The whole of its conversation: what the script wants to hear.
fn answer(said: &str) -> &'static str {
    super::script::ARRIVING
        .iter()
        .chain(&super::script::TALKING)
        .find(|(line, _)| *line == said)
        .map_or("?", |(_, expected)| expected)
}
