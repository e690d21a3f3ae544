//! Reading JSON that other companies write: every scalar may be a string or a number, every object may be `[]` or
//! `null`, and what is new today must not lose what was there yesterday.
//!
//! An object keeps the raw text of its members, so that each is read on its own and a bad one is simply absent.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Meta's and Razorpay's own ids have 20 to 130 characters.
pub(crate) const LONGEST_ID: usize = 512;

/// A JSON object by its members' raw text. A member that is `null` counts as absent.
///
/// A list and no map: objects have a dozen members, and a webhook has thousands of objects.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object<'a>(Vec<(Key<'a>, &'a RawValue)>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Key<'a>(Cow<'a, str>);

impl<'a> Object<'a> {
    pub(crate) fn read(raw: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(raw)
    }

    pub(crate) fn raw(&self, key: &str) -> Option<&'a str> {
        let found = self.0.iter().find(|(name, _)| name.0 == key);
        found.map(|(_, raw)| raw.get()).filter(|raw| *raw != "null")
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.raw(key).is_some()
    }

    pub(crate) fn object(&self, key: &str) -> Option<Self> {
        self.raw(key).and_then(|raw| Self::read(raw).ok())
    }

    /// The raw text of each element; none when the member is anything but a list.
    pub(crate) fn list(&self, key: &str) -> Vec<&'a str> {
        let read = |raw| serde_json::from_str::<Vec<&'a RawValue>>(raw).unwrap_or_default();
        self.raw(key).map(read).unwrap_or_default().into_iter().map(RawValue::get).collect()
    }

    /// A string, or the digits of a number.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.raw(key).and_then(text)
    }

    /// `Self::text`, absent when empty.
    pub(crate) fn word(&self, key: &str) -> Option<String> {
        self.text(key).filter(|text| !text.is_empty())
    }

    pub(crate) fn int(&self, key: &str) -> Option<i64> {
        self.text(key)?.trim().parse().ok()
    }

    pub(crate) fn truth(&self, key: &str) -> Option<bool> {
        match self.raw(key)?.trim_matches('"') {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// A word that names something. Longer than any real one is none: it would fit no index of a table.
    pub(crate) fn id(&self, key: &str) -> Option<String> {
        self.word(key).filter(|id| id.len() <= LONGEST_ID)
    }

    /// Unix seconds. Zero is Razorpay's "never".
    pub(crate) fn instant(&self, key: &str) -> Option<Timestamp> {
        self.int(key).filter(|seconds| *seconds > 0).and_then(|s| Timestamp::from_second(s).ok())
    }

    /// Degrees as millionths, by way of decimal text: 17.4948 is exactly 17 494 800.
    pub(crate) fn millionths(&self, key: &str) -> Option<i32> {
        let degrees: f64 = self.text(key)?.trim().parse().ok()?;
        format!("{degrees:.6}").replace('.', "").parse().ok()
    }

    /// All members that are text, for `notes`.
    pub(crate) fn texts(&self) -> BTreeMap<String, String> {
        let texts = self.0.iter().filter_map(|(key, raw)| Some((key, text(raw.get())?)));
        texts.map(|(key, text)| (key.0.clone().into_owned(), text)).collect()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Object(members))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Key<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl<'de> Visitor<'de> for Name {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(Name)
    }
}

fn text(raw: &str) -> Option<String> {
    match raw.bytes().next()? {
        b'"' => words(raw),
        b'-' | b'0'..=b'9' => Some(raw.to_owned()),
        _ => None,
    }
}

/// The string without its quotes, read only when it holds an escape.
fn words(raw: &str) -> Option<String> {
    let inside = raw.strip_prefix('"')?.strip_suffix('"')?;
    if !inside.contains('\\') {
        return Some(inside.to_owned());
    }
    serde_json::from_str::<Words>(raw).ok().map(|words| words.0)
}

/// A string that people typed. It may hold half an emoji (a lone surrogate, cut somewhere on the way), which serde
/// would refuse, and NUL, which PostgreSQL would: the one becomes U+FFFD, the other goes.
struct Words(String);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Words;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Words, E> {
                let text = match String::from_utf8_lossy(bytes) {
                    Cow::Borrowed(text) => text.to_owned(),
                    Cow::Owned(text) => text,
                };
                Ok(Words(if text.contains('\0') { text.replace('\0', "") } else { text }))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_read_however_they_are_written() {
        let object = Object::read(
            r#"{"a":"1790000000","b":1790000000,"c":null,"d":[],"e":"true","f":true,"g":"","h":0,
               "lat":17.4948,"lon":"78.3996","south":-0.5,"far":1e99}"#,
        )
        .unwrap();
        assert_eq!(object.instant("a"), object.instant("b"));
        assert_eq!(object.int("a"), Some(1_790_000_000));
        assert!(!object.has("c") && object.object("d").is_none() && object.list("a").is_empty());
        assert_eq!(
            (object.truth("e"), object.truth("f"), object.truth("a")),
            (Some(true), Some(true), None)
        );
        assert_eq!(
            (object.text("g"), object.word("g"), object.instant("h")),
            (Some(String::new()), None, None)
        );
        assert_eq!(object.millionths("lat"), Some(17_494_800));
        assert_eq!(object.millionths("lon"), Some(78_399_600));
        assert_eq!(object.millionths("south"), Some(-500_000));
        assert_eq!(object.millionths("far"), None);
    }

    #[test]
    fn half_an_emoji_and_nul_lose_only_themselves() {
        let object =
            Object::read(r#"{"name":"Ravi \ud83d","text":"a\u0000b","whole":"\ud83d\ude00"}"#)
                .unwrap();
        assert!(object.text("name").unwrap().starts_with("Ravi \u{fffd}"));
        assert_eq!(object.text("text").as_deref(), Some("ab"));
        assert_eq!(object.text("whole").as_deref(), Some("😀"));
    }
}
