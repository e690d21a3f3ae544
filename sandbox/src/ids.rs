//! Ids in the formats of Meta and Razorpay, drawn from a seed: never twice the same within one sandbox.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The source of all ids of one sandbox.
#[derive(Debug)]
pub(crate) struct Ids {
    seed: u64,
    drawn: AtomicU64,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, drawn: AtomicU64::new(0) }
    }

    fn next(&self) -> u64 {
        self.drawn.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// `<prefix>` and 14 base62 characters, in the order of their making as Razorpay's are.
    pub(crate) fn razorpay(&self, prefix: &str) -> String {
        let count = self.next();
        // Five characters count (916 million), nine look like chance.
        format!("{prefix}{}{}", base62(count, 5), base62(mix(self.seed, count), 9))
    }

    /// Six base62 characters for a short link.
    pub(crate) fn short(&self) -> String {
        let count = self.next();
        format!("{}{}", base62(count, 4), base62(mix(self.seed, count), 4))
    }

    /// A digits-only id, as Meta gives to media and templates.
    pub(crate) fn digits(&self, prefix: u64) -> String {
        let count = self.next();
        format!("{prefix}{:06}{:06}", mix(self.seed, count) % 1_000_000, count % 1_000_000)
    }

    /// The opaque trace id of a Graph API error.
    pub(crate) fn trace(&self) -> String {
        format!("A{}", base62(mix(self.seed, self.next()), 10))
    }

    /// A message id. Like Meta's own it is base64 around the person's number, which lets the sandbox find the chat again.
    pub(crate) fn wamid(&self, number: &str, from_person: bool) -> String {
        // splitmix64 is a bijection of the counter, so no two ids of one sandbox are equal.
        let unique = format!("{:016X}", mix(self.seed, self.next()));
        let mut bytes = vec![0x1C, 0x18, u8::try_from(number.len()).unwrap_or(u8::MAX)];
        bytes.extend_from_slice(number.as_bytes());
        bytes.extend_from_slice(&[
            0x15,
            0x02,
            0x00,
            if from_person { 0x12 } else { 0x11 },
            0x18,
            0x10,
        ]);
        bytes.extend_from_slice(unique.as_bytes());
        bytes.push(0);
        format!("wamid.{}", STANDARD.encode(bytes))
    }
}

/// The number inside one of our own message ids; `None` for ids that this sandbox cannot have made.
pub(crate) fn number_in(wamid: &str) -> Option<String> {
    let bytes = STANDARD.decode(wamid.strip_prefix("wamid.")?).ok()?;
    let length = usize::from(*bytes.get(2)?);
    String::from_utf8(bytes.get(3..3 + length)?.to_vec()).ok()
}

/// The business-scoped user id of a number: one per person and business, new when the number changes.
pub(crate) fn user_id(business_account: &str, number: &str) -> String {
    let digest = Sha256::digest(format!("{business_account}/{number}"));
    let (mut first, mut second) = ([0; 8], [0; 8]);
    first.copy_from_slice(&digest[..8]);
    second.copy_from_slice(&digest[8..16]);
    let unique = base62(u64::from_be_bytes(first), 11) + &base62(u64::from_be_bytes(second), 11);
    format!("{}.{unique}", country(number))
}

/// The hash of an identity key, drawn from the number or from the key before it.
pub(crate) fn identity_hash(of: &str) -> String {
    STANDARD.encode(&Sha256::digest(format!("identity/{of}"))[..9])
}

fn country(number: &str) -> &'static str {
    // Enough countries for the tests; anything else is an Indian's friend abroad.
    if number.starts_with("91") {
        "IN"
    } else if number.starts_with('1') {
        "US"
    } else if number.starts_with("971") {
        "AE"
    } else {
        "GB"
    }
}

fn base62(mut value: u64, length: usize) -> String {
    let mut digits = vec![b'0'; length];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62[usize::try_from(value % 62).unwrap_or(0)];
        value /= 62;
    }
    digits.into_iter().map(char::from).collect()
}

/// splitmix64: a bijection that makes a counter look like chance.
pub(crate) fn mix(seed: u64, count: u64) -> u64 {
    let mut z = seed
        .wrapping_mul(0xD134_2543_DE82_EF95)
        .wrapping_add(count.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
