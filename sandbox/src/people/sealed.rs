//! How WhatsApp's client seals what it asks a Flow's endpoint, and opens the answer (whatsapp.md 10.3).

use aes_gcm::{
    AesGcm, KeyInit as _, Nonce,
    aead::{Aead as _, consts::U16},
    aes::Aes128,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use rsa::{PublicKey, pkcs8::DecodePublicKey as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

type Cipher = AesGcm<Aes128, U16>;

/// What one request is sealed with, and its answer opened.
pub(super) struct Seal {
    cipher: Cipher,
    key: [u8; 16],
    vector: [u8; 16],
}

impl Seal {
    /// Two runs of one play need not differ here, but two requests must.
    pub(super) fn drawn_from(unique: &str) -> Self {
        let digest: [u8; 32] = Sha256::digest(unique.as_bytes()).into();
        let (mut key, mut vector) = ([0; 16], [0; 16]);
        key.copy_from_slice(&digest[..16]);
        vector.copy_from_slice(&digest[16..]);
        Self { cipher: Cipher::new(&key.into()), key, vector }
    }

    /// The body of a request, or why the business's key is of no use.
    pub(super) fn body(&self, public_pem: &str, request: &Value) -> Result<Value, String> {
        let public = PublicKey::from_public_key_pem(public_pem)
            .map_err(|error| format!("the public key does not read: {error}"))?;
        let key = public
            .oaep_encrypt::<Sha256>(&self.key)
            .map_err(|error| format!("the public key seals nothing: {error}"))?;
        let sealed = self
            .cipher
            .encrypt(&Nonce::from(self.vector), request.to_string().as_bytes())
            .map_err(|error| format!("the request cannot be sealed: {error}"))?;
        Ok(json!({
            "encrypted_flow_data": STANDARD.encode(sealed),
            "encrypted_aes_key": STANDARD.encode(key),
            "initial_vector": STANDARD.encode(self.vector),
        }))
    }

    /// The answer, whose vector has every bit turned over.
    pub(super) fn open(&self, answer: &str) -> Result<Value, String> {
        let sealed = STANDARD.decode(answer.trim()).map_err(|_| "the answer is no base64")?;
        let turned = self.vector.map(|byte| !byte);
        let plain = self
            .cipher
            .decrypt(&Nonce::from(turned), sealed.as_slice())
            .map_err(|_| "the answer is sealed with another key or vector")?;
        serde_json::from_slice(&plain).map_err(|error| format!("the answer is no JSON: {error}"))
    }
}
