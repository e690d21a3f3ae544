//! Where files that people sent are kept: a store that speaks S3, or a folder of this machine.
//!
//! A file is kept under the hash of its content, so that the same content is kept once, storing it twice changes nothing, and
//! no name of a person stands in a key. Whether it may be kept was decided before.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

/// A folder of this machine.
mod folder;

/// Any store that speaks S3.
mod s3;

/// Which format a content is of.
mod recognise;

pub use folder::{Folder, Stream};
pub use recognise::recognise;
pub use s3::{Bucket, S3};

/// SHA-256 of a content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    #[must_use]
    pub fn of(content: &[u8]) -> Self {
        Self(Sha256::digest(content).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// The name of a content in the store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key(String);

impl Key {
    /// Two letters of folder, so that no folder holds all files.
    #[must_use]
    pub fn of(digest: Digest) -> Self {
        let name = digest.to_string();
        Self(format!("media/{}/{name}", &name[..2]))
    }

    /// One that a row holds; none where it is not of the form that `of` makes, so that no row leads out of the folder.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = hex::decode(text.rsplit('/').next()?).ok()?;
        let key = Self::of(Digest(bytes.try_into().ok()?));
        (key.0 == text).then_some(key)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a store did not do what was asked. Asked again later it may.
#[derive(Debug, thiserror::Error)]
pub enum StoreTrouble {
    #[error("the folder of files: {what}")]
    Folder {
        what: &'static str,
        #[source]
        source: std::io::Error,
    },
    #[error("the store of files: {what}: {detail}")]
    S3 { what: &'static str, detail: String },
}

/// How a file is handed to who asks for it.
pub enum Handed {
    /// Its bytes.
    Stream(Stream),
    /// A link of the store's own, which ends by itself.
    Link(String),
}

#[derive(Clone, Debug)]
pub enum Store {
    Folder(Folder),
    S3(S3),
}

impl Store {
    #[must_use]
    pub fn folder(root: PathBuf) -> Self {
        Self::Folder(Folder::new(root))
    }

    /// Whole, or not at all. The same again is no change.
    pub async fn put(&self, key: &Key, mime: &str, content: Vec<u8>) -> Result<(), StoreTrouble> {
        match self {
            Self::Folder(folder) => folder.put(key, content).await,
            Self::S3(s3) => s3.put(key, mime, content).await,
        }
    }

    /// None: it is not there.
    pub async fn hand(
        &self,
        key: &Key,
        shown: &Shown<'_>,
        life: Duration,
    ) -> Result<Option<Handed>, StoreTrouble> {
        match self {
            Self::Folder(folder) => Ok(folder.open(key).await?.map(Handed::Stream)),
            Self::S3(s3) => s3.link(key, shown, life).await.map(Handed::Link).map(Some),
        }
    }

    pub async fn remove(&self, key: &Key) -> Result<(), StoreTrouble> {
        match self {
            Self::Folder(folder) => folder.remove(key).await,
            Self::S3(s3) => s3.remove(key).await,
        }
    }

    /// Whether it could keep something now.
    pub async fn check(&self) -> Result<(), StoreTrouble> {
        match self {
            Self::Folder(folder) => folder.check().await,
            Self::S3(s3) => s3.check().await,
        }
    }

    /// In words, for whoever runs us.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Self::Folder(folder) => folder.place(),
            Self::S3(s3) => s3.place(),
        }
    }
}

/// What a browser is told of a file.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    pub mime: &'a str,
    pub disposition: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leads_nowhere_else() {
        let key = Key::of(Digest::of(b"a list"));
        assert_eq!(Key::parse(key.as_str()), Some(key.clone()));
        let name = key.as_str().rsplit('/').next().unwrap();
        for other in [
            "",
            "/etc/passwd",
            "media/../../etc/passwd",
            name,
            &format!("media/zz/{name}"),
            &format!("../media/{}/{name}", &name[..2]),
            &key.as_str().to_uppercase(),
        ] {
            assert_eq!(Key::parse(other), None, "{other}");
        }
    }
}
