//! How a form's requests are sealed (whatsapp.md 10.3): a key of AES-128 for each request under our RSA key, the request under it
//! with an initial vector of 16 bytes, the answer under the same key with every bit of the vector turned over.
//!
//! `ring`, which does our TLS, has neither RSA decryption nor vectors of 16 bytes, and a second C library is not wanted: hence
//! RustCrypto. `rsa` is one from 0.10 on, whose exponentiation is of constant time and blinded (RUSTSEC-2023-0071 is about those
//! before it). What cannot be opened is answered alike whatever was wrong with it.

use std::fmt;
use std::sync::Arc;

use aes_gcm::aead::Aead;
use aes_gcm::aead::consts::U16;
use aes_gcm::aes::Aes128;
use aes_gcm::{AesGcm, KeyInit, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use rsa::PrivateKey;
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePublicKey, LineEnding};
use rsa::traits::PublicKeyParts;
use serde::Deserialize;
use sha2::Sha256;

/// Meta makes keys of 2,048 bits and takes no shorter ones.
const LEAST_BITS: u32 = 2048;

type Cipher = AesGcm<Aes128, U16>;

/// The private half of the key pair whose public half Meta has.
#[derive(Clone)]
pub struct FlowKey(Arc<PrivateKey>);

/// A text that is no private key of ours. Says nothing of what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnusableKey {
    #[error("is no RSA private key in PEM (PKCS#8 or PKCS#1, without a passphrase)")]
    NotPem,
    #[error("is a shorter key than the 2,048 bits that WhatsApp wants")]
    TooShort,
}

/// It was not sealed with our public key, or not at all: the phone fetches the key again (421).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the request cannot be opened with this key")]
pub struct NotOpened;

/// A request, and what its answer is sealed with.
#[derive(Debug)]
pub struct Opened {
    /// JSON, as the phone wrote it.
    pub request: Vec<u8>,
    pub reply: ReplyKey,
}

/// Good for one answer.
pub struct ReplyKey {
    cipher: Box<Cipher>,
    vector: [u8; 16],
}

#[derive(Deserialize)]
struct Envelope {
    encrypted_flow_data: String,
    encrypted_aes_key: String,
    initial_vector: String,
}

impl FlowKey {
    /// Reads PEM. In a variable of one line its line breaks may be written as `\n`.
    ///
    /// # Errors
    /// If the text is no such key, or a short one.
    pub fn parse(pem: &str) -> Result<Self, UnusableKey> {
        let pem = pem.trim().replace("\\n", "\n");
        let key = PrivateKey::from_pkcs8_pem(&pem)
            .ok()
            .or_else(|| PrivateKey::from_pkcs1_pem(&pem).ok())
            .ok_or(UnusableKey::NotPem)?;
        if key.n().bit_width() < LEAST_BITS {
            return Err(UnusableKey::TooShort);
        }
        Ok(Self(Arc::new(key)))
    }

    /// The half that Meta is given.
    ///
    /// # Panics
    /// Never: a key that was read can be written.
    #[must_use]
    pub fn public_pem(&self) -> String {
        let public = self.0.as_public_key();
        public.to_public_key_pem(LineEnding::LF).expect("a key that was read can be written")
    }

    /// Opens the body of a request. Takes some milliseconds of the processor.
    ///
    /// # Errors
    /// If anything of it is not as it must be; which part, nobody is told.
    pub fn open(&self, body: &[u8]) -> Result<Opened, NotOpened> {
        let envelope: Envelope = serde_json::from_slice(body).map_err(|_| NotOpened)?;
        let bytes = |text: &str| BASE64.decode(text).map_err(|_| NotOpened);
        let vector = bytes(&envelope.initial_vector)?.try_into().map_err(|_| NotOpened)?;
        let sealed = bytes(&envelope.encrypted_flow_data)?;
        let key = bytes(&envelope.encrypted_aes_key)?;
        let key = self.0.oaep_decrypt::<Sha256>(&key).map_err(|_| NotOpened)?;
        let reply = ReplyKey::new(&key, vector)?;
        let request = reply.cipher.decrypt(&Nonce::from(vector), sealed.as_slice());
        Ok(Opened { request: request.map_err(|_| NotOpened)?, reply })
    }
}

impl ReplyKey {
    fn new(key: &[u8], vector: [u8; 16]) -> Result<Self, NotOpened> {
        let cipher = Cipher::new_from_slice(key).map_err(|_| NotOpened)?;
        Ok(Self { cipher: Box::new(cipher), vector })
    }

    /// Seals the answer. One key answers once: the vector must not serve for two texts.
    ///
    /// # Panics
    /// Never: only a text of gigabytes could not be sealed.
    #[must_use]
    pub fn seal(self, answer: &str) -> String {
        let turned = self.vector.map(|byte| byte ^ 0xff);
        let sealed = self.cipher.encrypt(&Nonce::from(turned), answer.as_bytes());
        BASE64.encode(sealed.expect("an answer is short"))
    }
}

impl fmt::Debug for FlowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FlowKey(****)")
    }
}

impl fmt::Debug for ReplyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReplyKey(****)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of whatsapp.md 12.5.
    #[test]
    fn a_request_opens_and_its_answer_is_sealed_as_written_down() {
        let key: Vec<u8> = (0..16).collect();
        let vector: [u8; 16] = std::array::from_fn(|at| 16 + u8::try_from(at).unwrap());
        let sealed = "vryB0w/BTee4OvmgkgEf9dnfQfwZb8iWi7yl5iotFMJeuQl749lOptdzv/L1T2V2PA==";
        let reply = ReplyKey::new(&key, vector).unwrap();
        let sealed = BASE64.decode(sealed).unwrap();
        let opened = reply.cipher.decrypt(&Nonce::from(vector), sealed.as_slice()).unwrap();
        assert_eq!(opened, br#"{"version":"3.0","action":"ping"}"#);
        assert_eq!(
            reply.seal(r#"{"data":{"status":"active"}}"#),
            "IHgL0mWXHJ6FDPLH6+aygF5BfT+mPzwvzktiKvlmYpg8eFKqJX/07YVStaI="
        );
    }

    #[test]
    fn what_is_no_key_is_told_without_what_it_was() {
        for wrong in ["", "secret", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"]
        {
            assert_eq!(FlowKey::parse(wrong).unwrap_err(), UnusableKey::NotPem, "{wrong}");
        }
    }
}
