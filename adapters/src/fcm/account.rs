//! A service account: the JSON file that Google's console gives out, once.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use jiff::Timestamp;
use reqwest::Url;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::{Pkcs1v15Sign, PrivateKey};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

/// Who sends, and the key that proves it.
#[derive(Clone)]
pub struct ServiceAccount {
    project: String,
    email: String,
    token_url: String,
    key: Arc<PrivateKey>,
}

/// What is no service account. Says nothing of what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAccount {
    #[error("is no service account: give the JSON file that Google's console made, unchanged")]
    Form,
    #[error("has a private key that is no RSA key in PEM")]
    Key,
    #[error("has a token_uri that is no address of the web")]
    TokenUri,
}

#[derive(Deserialize)]
struct File {
    project_id: String,
    client_email: String,
    private_key: String,
    token_uri: String,
}

/// The right to send, and no other.
const SCOPE: &str = "https://www.googleapis.com/auth/firebase.messaging";

/// Google takes an hour at most.
const SECONDS: i64 = 3600;

impl ServiceAccount {
    pub fn read(json: &str) -> Result<Self, NoAccount> {
        let file: File = serde_json::from_str(json).map_err(|_| NoAccount::Form)?;
        let is_name = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(&b))
        };
        if !is_name(&file.project_id) || file.client_email.is_empty() {
            return Err(NoAccount::Form);
        }
        let url = Url::parse(&file.token_uri).map_err(|_| NoAccount::TokenUri)?;
        if !matches!(url.scheme(), "https" | "http") || url.host_str().is_none() {
            return Err(NoAccount::TokenUri);
        }
        let key = PrivateKey::from_pkcs8_pem(&file.private_key).map_err(|_| NoAccount::Key)?;
        Ok(Self {
            project: file.project_id,
            email: file.client_email,
            token_url: file.token_uri,
            key: Arc::new(key),
        })
    }

    #[must_use]
    pub fn project(&self) -> &str {
        &self.project
    }

    pub(super) fn token_url(&self) -> &str {
        &self.token_url
    }

    /// What a token is given for (RFC 7523): signed with RS256, good for an hour. None where the key cannot sign.
    pub(super) fn assertion(&self, now: Timestamp) -> Option<String> {
        let issued = now.as_second();
        let header = json!({ "alg": "RS256", "typ": "JWT" });
        let claims = json!({
            "iss": self.email,
            "scope": SCOPE,
            "aud": self.token_url,
            "iat": issued,
            "exp": issued.saturating_add(SECONDS),
        });
        let signed = [header, claims].map(|part| BASE64.encode(part.to_string())).join(".");
        let digest = Sha256::digest(signed.as_bytes());
        let signature = self.key.sign(Pkcs1v15Sign::new::<Sha256>(), &digest).ok()?;
        Some(format!("{signed}.{}", BASE64.encode(signature)))
    }
}

impl fmt::Debug for ServiceAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceAccount").field("project", &self.project).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_account_is_refused_without_being_shown() {
        let of = |project: &str, key: &str, url: &str| {
            let file = json!({
                "project_id": project, "client_email": "x@y.iam.gserviceaccount.com",
                "private_key": key, "token_uri": url,
            });
            ServiceAccount::read(&file.to_string()).unwrap_err()
        };
        let token = "https://oauth2.googleapis.com/token";
        assert_eq!(ServiceAccount::read("hunter2").unwrap_err(), NoAccount::Form);
        assert_eq!(ServiceAccount::read("{}").unwrap_err(), NoAccount::Form);
        assert_eq!(of("../x", "k", token), NoAccount::Form);
        assert_eq!(of("realserv", "hunter2", token), NoAccount::Key);
        assert_eq!(of("realserv", "hunter2", "file:///etc/passwd"), NoAccount::TokenUri);
    }
}
