//! Secrets that do not print, and the HMAC signatures made with them.
//!
//! Meta and Razorpay sign alike: hex of HMAC-SHA256 over the raw bytes. Which bytes and which header is theirs to say.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// A token, key or password. `Debug` hides it, there is no `Display`, and it does not serialise.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Comma-separated, as `WHATSAPP_APP_SECRET` and `RAZORPAY_WEBHOOK_SECRET` are while they rotate.
    #[must_use]
    pub fn list(text: &str) -> Vec<Self> {
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Self::new).collect()
    }

    /// For the one header or URL that needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Compared in constant time. An empty secret equals nothing: a forgotten variable must not open a door.
    #[must_use]
    pub fn equals(&self, guess: &str) -> bool {
        !self.0.is_empty() && bool::from(self.0.as_bytes().ct_eq(guess.as_bytes()))
    }

    fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()) else { return false };
        mac.update(message);
        !self.0.is_empty() && mac.verify_slice(signature).is_ok()
    }
}

/// Few bytes that nobody else could have written, as text for a URL: the bytes, and half of an HMAC-SHA256 over what they are for and
/// them.
pub struct Sealed<'k> {
    key: &'k [u8; 32],
    purpose: &'k [u8],
}

/// 128 bits are not guessed, and a link stays short.
const SEAL: usize = 16;

impl<'k> Sealed<'k> {
    /// `purpose` keeps a seal of one use from opening another.
    #[must_use]
    pub const fn new(key: &'k [u8; 32], purpose: &'k [u8]) -> Self {
        Self { key, purpose }
    }

    #[must_use]
    pub fn seal(&self, bytes: &[u8]) -> String {
        let seal = self.mac(bytes).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode([bytes, &seal[..SEAL]].concat())
    }

    /// None where we have not sealed it.
    #[must_use]
    pub fn open(&self, text: &str) -> Option<Vec<u8>> {
        let mut bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let seal = bytes.split_off(bytes.len().checked_sub(SEAL)?);
        self.mac(&bytes).verify_truncated_left(&seal).ok()?;
        Some(bytes)
    }

    fn mac(&self, bytes: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.key).expect("HMAC takes any key");
        mac.update(self.purpose);
        mac.update(&[0]);
        mac.update(bytes);
        mac
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(****)")
    }
}

/// What came was not signed with any of our secrets. Says no more, so that nothing can be learned from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not fit")]
pub struct Forged;

/// Whether one of the secrets signed these bytes. All are tried, so that the time does not tell which one fitted.
pub(crate) fn verify(
    secrets: &[Secret],
    hex_signature: &str,
    message: &[u8],
) -> Result<(), Forged> {
    let signature = hex::decode(hex_signature).map_err(|_| Forged)?;
    let fits = secrets.iter().fold(false, |fits, secret| secret.signed(message, &signature) | fits);
    if fits { Ok(()) } else { Err(Forged) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_print_itself() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "Secret(****)");
    }

    #[test]
    fn an_empty_secret_opens_nothing() {
        assert!(!Secret::new("").equals(""));
        assert!(Secret::list(" , ,").is_empty());
        // HMAC-SHA256 of nothing under the empty key: right, and still refused.
        let empty = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
        assert_eq!(verify(&[Secret::new("")], empty, b""), Err(Forged));
    }
}
