//! Bodies as the two companies write them, and their signatures over exactly those bytes.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;

/// Lower-case hex of HMAC-SHA256.
#[must_use]
pub fn hmac_hex(secret: &str, message: &[u8]) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(message);
    hex::encode(mac.finalize().into_bytes())
}

/// JSON as Meta transmits it: ASCII, all else as lower-case `\uXXXX` (surrogate pairs above U+FFFF), `/` as `\/`.
#[must_use]
pub fn meta_json(value: &Value) -> Vec<u8> {
    let plain = value.to_string();
    let mut ascii = String::with_capacity(plain.len() + plain.len() / 8);
    let mut units = [0; 2];
    for letter in plain.chars() {
        match letter {
            // In serialised JSON a slash only occurs inside strings.
            '/' => ascii.push_str("\\/"),
            letter if letter.is_ascii() => ascii.push(letter),
            letter => {
                for unit in letter.encode_utf16(&mut units) {
                    // Writing to a String cannot fail.
                    let _ = write!(ascii, "\\u{unit:04x}");
                }
            }
        }
    }
    ascii.into_bytes()
}
