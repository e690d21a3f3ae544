//! Firebase's push: the exchange of a signed word for a token, and the sending. Devices whose token begins with `dead-` are not
//! there any more (404 UNREGISTERED), those with `slow-` are too many (429), `wrong-` is another project's.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::post,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rsa::{
    Generate as _, Pkcs1v15Sign, PrivateKey,
    pkcs8::{EncodePrivateKey as _, LineEnding},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::{sync::watch, task::JoinSet};

use crate::Clock;

const PROJECT: &str = "realserv-sandbox";
const EMAIL: &str = "push@realserv-sandbox.iam.gserviceaccount.com";
const SCOPE: &str = "https://www.googleapis.com/auth/firebase.messaging";

/// A push that was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Pushed {
    pub token: String,
    pub title: String,
    pub body: String,
    pub data: Value,
}

/// A running Firebase. Stops when it is dropped.
pub struct Fcm {
    address: SocketAddr,
    desk: Arc<Desk>,
    // Ends with it.
    _work: JoinSet<()>,
}

struct Desk {
    clock: Clock,
    key: PrivateKey,
    /// The same as the account's file has it.
    pem: String,
    taken: Mutex<Vec<Pushed>>,
    /// How many tokens were given; the last one is taken.
    tokens: AtomicU32,
}

impl Fcm {
    /// On a free port of this machine.
    pub async fn start(moved: Arc<watch::Sender<i64>>) -> io::Result<Self> {
        let key = PrivateKey::generate();
        let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(io::Error::other)?.to_string();
        let desk = Desk {
            clock: Clock::new(moved),
            key,
            pem,
            taken: Mutex::default(),
            tokens: AtomicU32::new(0),
        };
        let desk = Arc::new(desk);
        let router = Router::new()
            .route("/token", post(give_token))
            // `messages:send` is one word to a path.
            .route("/v1/projects/{project}/{call}", post(send))
            .with_state(Arc::clone(&desk));
        let mut work = JoinSet::new();
        let address = super::serve(router, &mut work).await?;
        Ok(Self { address, desk, _work: work })
    }

    /// What the program has to be told to push by it.
    #[must_use]
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let account = json!({
            "type": "service_account", "project_id": PROJECT, "client_email": EMAIL,
            "private_key": self.desk.pem, "token_uri": self.token_url(),
        });
        vec![
            ("FCM_API_URL", format!("http://{}", self.address)),
            ("FCM_SERVICE_ACCOUNT", account.to_string()),
        ]
    }

    fn token_url(&self) -> String {
        format!("http://{}/token", self.address)
    }

    /// Everything that was taken, in order.
    #[must_use]
    pub fn taken(&self) -> Vec<Pushed> {
        lock(&self.desk.taken).clone()
    }

    /// How many tokens were asked for.
    #[must_use]
    pub fn tokens(&self) -> u32 {
        self.desk.tokens.load(Ordering::Relaxed)
    }

    /// The token that is in use is not taken any more.
    pub fn takes_token_back(&self) {
        self.desk.tokens.fetch_add(1, Ordering::Relaxed);
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn give_token(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: String) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let form = reqwest::Url::parse(&format!("form:?{body}"));
    let field = |name: &str| {
        let form = form.as_ref().ok()?;
        form.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    if field("grant_type").unwrap_or_default() != "urn:ietf:params:oauth:grant-type:jwt-bearer" {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "unsupported_grant_type" })))
            .into_response();
    }
    if let Err(why) =
        desk.is_signed(&field("assertion").unwrap_or_default(), &format!("http://{host}/token"))
    {
        let said = json!({ "error": "invalid_grant", "error_description": why });
        return (StatusCode::BAD_REQUEST, Json(said)).into_response();
    }
    let number = desk.tokens.fetch_add(1, Ordering::Relaxed) + 1;
    let token = format!("ya29.sandbox-{number}");
    Json(json!({ "access_token": token, "expires_in": 3599, "token_type": "Bearer" }))
        .into_response()
}

impl Desk {
    fn is_signed(&self, assertion: &str, audience: &str) -> Result<(), &'static str> {
        let (signed, signature) = assertion.rsplit_once('.').ok_or("no JWT")?;
        let (head, claims) = signed.split_once('.').ok_or("no JWT")?;
        let part = |text: &str| -> Option<Value> {
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
        };
        let (head, claims) = (part(head).ok_or("no header")?, part(claims).ok_or("no claims")?);
        if head["alg"] != "RS256" {
            return Err("another algorithm than RS256");
        }
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| "no signature")?;
        let digest = Sha256::digest(signed.as_bytes());
        let public = self.key.to_public_key();
        public
            .verify(Pkcs1v15Sign::new::<Sha256>(), &digest, &signature)
            .map_err(|_| "the signature does not fit")?;
        let now = self.clock.seconds();
        let number = |name: &str| claims[name].as_i64().unwrap_or(0);
        let (issued, expires) = (number("iat"), number("exp"));
        let timely = issued <= now + 60 && expires > now && expires - issued <= 3600;
        let fits = claims["iss"] == EMAIL && claims["scope"] == SCOPE && claims["aud"] == audience;
        if timely && fits { Ok(()) } else { Err("claims that do not fit") }
    }
}

async fn send(
    State(desk): State<Arc<Desk>>,
    Path((project, call)): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let said = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let wanted = format!("Bearer ya29.sandbox-{}", desk.tokens.load(Ordering::Relaxed));
    if said != Some(wanted.as_str()) {
        return refused(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", None);
    }
    if project != PROJECT || call != "messages:send" {
        return refused(StatusCode::FORBIDDEN, "PERMISSION_DENIED", None);
    }
    let message = &body["message"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let token = text(&message["token"]);
    if !is_right(message) || body.to_string().len() > 4096 {
        let refusal = refused(StatusCode::BAD_REQUEST, "INVALID_ARGUMENT", Some("BadRequest"));
        return refusal;
    }
    if token.starts_with("dead-") {
        return refused(StatusCode::NOT_FOUND, "UNREGISTERED", None);
    }
    if token.starts_with("wrong-") {
        return refused(StatusCode::FORBIDDEN, "SENDER_ID_MISMATCH", None);
    }
    if token.starts_with("slow-") {
        let refusal = refused(StatusCode::TOO_MANY_REQUESTS, "QUOTA_EXCEEDED", None);
        return ([(header::RETRY_AFTER, "90")], refusal).into_response();
    }
    let (title, shown) = (&message["notification"]["title"], &message["notification"]["body"]);
    let mut taken = lock(&desk.taken);
    let (title, body, data) = (text(title), text(shown), message["data"].clone());
    taken.push(Pushed { token, title, body, data });
    Json(json!({ "name": format!("projects/{PROJECT}/messages/{}", taken.len()) })).into_response()
}

/// Exactly one target, and data of texts under names that are not Google's.
fn is_right(message: &Value) -> bool {
    let targets = ["token", "topic", "condition"];
    let one = targets.iter().filter(|name| message.get(**name).is_some()).count() == 1;
    let data = message["data"].as_object();
    let plain = data.is_none_or(|data| {
        data.iter().all(|(name, value)| {
            let theirs = ["from", "message_type"].contains(&name.as_str())
                || name.starts_with("google")
                || name.starts_with("gcm");
            value.is_string() && !theirs
        })
    });
    one && plain
}

fn refused(status: StatusCode, code: &str, further: Option<&str>) -> Response {
    let mut details = vec![json!({
        "@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": code,
    })];
    if let Some(kind) = further {
        details.push(json!({ "@type": format!("type.googleapis.com/google.rpc.{kind}") }));
    }
    let error = json!({
        "code": status.as_u16(), "message": "refused by the sandbox", "status": code,
        "details": details,
    });
    (status, Json(json!({ "error": error }))).into_response()
}
