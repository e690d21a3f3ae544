//! Stands in for a store that speaks S3: one bucket in memory, whose requests must be signed as AWS says (SigV4, in headers or in
//! the query of a link) and whose contents must fit their checksums.
//!
//! Its clock is the machine's: a signature does not know of a moved one.

use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use tokio::{net::TcpListener, task::JoinSet};

const BUCKET: &str = "realserv-media";
const REGION: &str = "ap-south-1";
const KEY_ID: &str = "AKIASANDBOX000000001";
const SECRET: &str = "sandbox-secret-access-key";

/// More than any file that the program keeps.
const MOST: usize = 64 * 1024 * 1024;

/// A running store. Stops when it is dropped.
pub struct S3 {
    address: SocketAddr,
    shelves: Arc<Shelves>,
    // Ends with the store.
    _work: JoinSet<()>,
}

#[derive(Default)]
struct Shelves {
    objects: Mutex<BTreeMap<String, Object>>,
    refused: Mutex<Vec<String>>,
    /// So many requests are answered with 503 before any other.
    fails: AtomicU32,
}

#[derive(Clone)]
struct Object {
    mime: String,
    content: Bytes,
}

impl S3 {
    /// On a free port of this machine.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shelves = Arc::new(Shelves::default());
        let router = Router::new()
            .fallback(answer)
            .layer(DefaultBodyLimit::max(MOST))
            .with_state(Arc::clone(&shelves));
        let mut work = JoinSet::new();
        work.spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::error!(%error, "the sandbox's store ended");
            }
        });
        Ok(Self { address, shelves, _work: work })
    }

    /// What the program has to be told to keep its files here.
    #[must_use]
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        vec![
            ("S3_ENDPOINT", format!("http://{}", self.address)),
            ("S3_BUCKET", BUCKET.to_owned()),
            ("AWS_REGION", REGION.to_owned()),
            ("AWS_ACCESS_KEY_ID", KEY_ID.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", SECRET.to_owned()),
        ]
    }

    /// Keys and types of all that is kept.
    #[must_use]
    pub fn objects(&self) -> Vec<(String, String)> {
        let objects = lock(&self.shelves.objects);
        objects.iter().map(|(key, object)| (key.clone(), object.mime.clone())).collect()
    }

    /// Why requests were refused.
    #[must_use]
    pub fn refused(&self) -> Vec<String> {
        lock(&self.shelves.refused).clone()
    }

    /// The next requests are answered with 503.
    pub fn fail(&self, times: u32) {
        self.shelves.fails.store(times, Ordering::Relaxed);
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(
    State(shelves): State<Arc<Shelves>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let fails = |left: u32| left.checked_sub(1);
    if shelves.fails.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fails).is_ok() {
        return (StatusCode::SERVICE_UNAVAILABLE, xml("SlowDown")).into_response();
    }
    let asked = Asked { method: &method, uri: &uri, headers: &headers, body: &body };
    if let Err(why) = asked.is_signed() {
        lock(&shelves.refused).push(format!("{method} {}: {why}", uri.path()));
        return (StatusCode::FORBIDDEN, xml("SignatureDoesNotMatch")).into_response();
    }
    let Some(key) = uri.path().strip_prefix(&format!("/{BUCKET}")) else {
        return (StatusCode::NOT_FOUND, xml("NoSuchBucket")).into_response();
    };
    let key = key.trim_start_matches('/');
    match method {
        Method::HEAD if key.is_empty() => StatusCode::OK.into_response(),
        Method::PUT => shelves.put(key, &headers, body),
        Method::GET | Method::HEAD => shelves.get(key, &uri),
        Method::DELETE => {
            lock(&shelves.objects).remove(key);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => (StatusCode::METHOD_NOT_ALLOWED, xml("MethodNotAllowed")).into_response(),
    }
}

fn xml(code: &str) -> String {
    format!(r#"<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code></Error>"#)
}

impl Shelves {
    fn put(&self, key: &str, headers: &HeaderMap, content: Bytes) -> Response {
        let checksum = text(headers, "x-amz-checksum-sha256");
        if checksum.is_some_and(|sum| sum != STANDARD.encode(Sha256::digest(&content))) {
            return (StatusCode::BAD_REQUEST, xml("BadDigest")).into_response();
        }
        let mime = text(headers, "content-type").unwrap_or("binary/octet-stream").to_owned();
        lock(&self.objects).insert(key.to_owned(), Object { mime, content });
        StatusCode::OK.into_response()
    }

    fn get(&self, key: &str, uri: &Uri) -> Response {
        let Some(object) = lock(&self.objects).get(key).cloned() else {
            return (StatusCode::NOT_FOUND, xml("NoSuchKey")).into_response();
        };
        let asked = |name: &str| pairs(uri).into_iter().find(|(known, _)| known == name);
        let mime = asked("response-content-type").map_or(object.mime, |(_, mime)| decoded(&mime));
        let shown = asked("response-content-disposition").map(|(_, shown)| decoded(&shown));
        let mut headers = HeaderMap::new();
        for (name, value) in
            [(header::CONTENT_TYPE, Some(mime)), (header::CONTENT_DISPOSITION, shown)]
        {
            if let Some(value) = value.and_then(|value| value.parse().ok()) {
                headers.insert(name, value);
            }
        }
        (headers, object.content).into_response()
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The query, still encoded: that is how it was signed.
fn pairs(uri: &Uri) -> Vec<(String, String)> {
    let query = uri.query().unwrap_or_default();
    let pair = |one: &str| {
        let (name, value) = one.split_once('=').unwrap_or((one, ""));
        (name.to_owned(), value.to_owned())
    };
    query.split('&').filter(|one| !one.is_empty()).map(pair).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = (byte == b'%').then(|| [rest.next(), rest.next()]);
        let code = hex.and_then(|pair| {
            let pair = [pair[0]?, pair[1]?];
            u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()
        });
        bytes.push(code.unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A request as it is signed (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
struct Asked<'r> {
    method: &'r Method,
    uri: &'r Uri,
    headers: &'r HeaderMap,
    body: &'r Bytes,
}

struct Claim {
    credential: String,
    signed_headers: String,
    signature: String,
    date: String,
    payload: String,
}

impl Asked<'_> {
    fn is_signed(&self) -> Result<(), String> {
        let claim = self.in_headers().or_else(|| self.in_query()).ok_or("it is not signed")?;
        let scope = claim.credential.strip_prefix(&format!("{KEY_ID}/")).ok_or("another's key")?;
        let day = claim.date.get(..8).ok_or("no date")?;
        if scope != format!("{day}/{REGION}/s3/aws4_request") {
            return Err(format!("the scope {scope}"));
        }
        let whole = hex::encode(Sha256::digest(self.body));
        if claim.payload != "UNSIGNED-PAYLOAD" && claim.payload != whole {
            return Err("the payload is another one".to_owned());
        }
        let request = hex::encode(Sha256::digest(self.canonical(&claim)));
        let to_sign = format!("AWS4-HMAC-SHA256\n{}\n{scope}\n{request}", claim.date);
        let mut key = format!("AWS4{SECRET}").into_bytes();
        for step in [day, REGION, "s3", "aws4_request"] {
            key = hmac(&key, step.as_bytes());
        }
        let signature = hex::encode(hmac(&key, to_sign.as_bytes()));
        if signature == claim.signature { Ok(()) } else { Err("another signature".to_owned()) }
    }

    fn in_headers(&self) -> Option<Claim> {
        let said = text(self.headers, "authorization")?.strip_prefix("AWS4-HMAC-SHA256 ")?;
        let part = |name: &str| {
            said.split(',').find_map(|one| one.trim().strip_prefix(name)).map(str::to_owned)
        };
        Some(Claim {
            credential: part("Credential=")?,
            signed_headers: part("SignedHeaders=")?,
            signature: part("Signature=")?,
            date: text(self.headers, "x-amz-date")?.to_owned(),
            payload: text(self.headers, "x-amz-content-sha256")?.to_owned(),
        })
    }

    fn in_query(&self) -> Option<Claim> {
        let pairs = pairs(self.uri);
        let part = |name: &str| {
            pairs.iter().find(|(known, _)| known == name).map(|(_, value)| decoded(value))
        };
        Some(Claim {
            credential: part("X-Amz-Credential")?,
            signed_headers: part("X-Amz-SignedHeaders")?,
            signature: part("X-Amz-Signature")?,
            date: part("X-Amz-Date")?,
            payload: "UNSIGNED-PAYLOAD".to_owned(),
        })
    }

    fn canonical(&self, claim: &Claim) -> String {
        let mut query = pairs(self.uri);
        query.retain(|(name, _)| name != "X-Amz-Signature");
        query.sort();
        let query: Vec<String> =
            query.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        let headers: String = claim
            .signed_headers
            .split(';')
            .map(|name| format!("{name}:{}\n", text(self.headers, name).unwrap_or_default().trim()))
            .collect();
        let (method, path) = (self.method, self.uri.path());
        let Claim { signed_headers, payload, .. } = claim;
        format!("{method}\n{path}\n{}\n{headers}\n{signed_headers}\n{payload}", query.join("&"))
    }
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}
