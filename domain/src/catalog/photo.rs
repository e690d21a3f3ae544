//! Where the picture of a SKU is. Meta fetches it when a buyer is shown the thing, so it must be where the whole world can
//! have it; nothing is fetched here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Longer addresses are refused by browsers and proxies on the way.
pub const MOST: usize = 2048;

/// What WhatsApp shows in a message's header.
const PICTURES: [&str; 3] = [".jpg", ".jpeg", ".png"];

/// The address of a JPEG or PNG, over HTTPS.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhotoUrl(String);

/// Why an address cannot be a photo's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoRefusal {
    #[error("must have at most {MOST} characters")]
    TooLong,
    #[error("must begin with https://")]
    NotHttps,
    #[error("must be an address without blanks, in ASCII; what else there is as %20")]
    NotAnAddress,
    #[error("must be on a host that the whole world can reach, by its name")]
    NotPublic,
    #[error("must be a JPEG or PNG: its path must end in .jpg, .jpeg or .png")]
    NotAPicture,
}

impl PhotoUrl {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PhotoUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PhotoUrl {
    type Err = PhotoRefusal;

    fn from_str(text: &str) -> Result<Self, PhotoRefusal> {
        if text.chars().count() > MOST {
            return Err(PhotoRefusal::TooLong);
        }
        let rest = text.strip_prefix("https://").ok_or(PhotoRefusal::NotHttps)?;
        let allowed = |b: u8| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b);
        if !rest.bytes().all(allowed) {
            return Err(PhotoRefusal::NotAnAddress);
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        if !is_public(host) {
            return Err(PhotoRefusal::NotPublic);
        }
        let path = path.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_picture = |end: &&str| name.len() > end.len() && name.ends_with(*end);
        if !PICTURES.iter().any(is_picture) {
            return Err(PhotoRefusal::NotAPicture);
        }
        Ok(Self(text.to_owned()))
    }
}

/// A name such as `img.shop.in`, perhaps with a port; neither a number nor a name of this house, and nobody's password.
fn is_public(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let good_port = port.parse::<u16>().is_ok_and(|port| port > 0);
    let label = |label: &str| {
        let inner = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        !label.is_empty() && label.len() <= 63 && label.bytes().all(inner)
    };
    let last = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let ours = ["local", "localhost", "internal", "lan"].contains(&last.as_str());
    let is_number = last.bytes().all(|b| b.is_ascii_digit());
    good_port && name.contains('.') && name.split('.').all(label) && !ours && !is_number
}

impl TryFrom<String> for PhotoUrl {
    type Error = PhotoRefusal;

    fn try_from(text: String) -> Result<Self, PhotoRefusal> {
        text.parse()
    }
}

impl From<PhotoUrl> for String {
    fn from(url: PhotoUrl) -> Self {
        url.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_that_everybody_can_fetch() {
        for good in [
            "https://img.realserv.in/opc53.jpg",
            "https://img.realserv.in/a/b%20c.JPEG?v=3#x",
            "https://cdn-1.example.co.in:8443/x.png",
        ] {
            assert_eq!(good.parse::<PhotoUrl>().map(|url| url.to_string()), Ok(good.to_owned()));
        }
    }

    #[test]
    fn every_refusal_has_its_reason() {
        use PhotoRefusal::{NotAPicture, NotAnAddress, NotHttps, NotPublic, TooLong};
        let long = format!("https://img.realserv.in/{}.jpg", "x".repeat(MOST));
        for (bad, why) in [
            ("", NotHttps),
            ("http://img.realserv.in/a.jpg", NotHttps),
            ("HTTPS://img.realserv.in/a.jpg", NotHttps),
            ("https://img.realserv.in/a b.jpg", NotAnAddress),
            ("https://img.realserv.in/ఇసుక.jpg", NotAnAddress),
            ("https://img.realserv.in/a\".jpg", NotAnAddress),
            ("https:///a.jpg", NotPublic),
            ("https://localhost/a.jpg", NotPublic),
            ("https://depot.local/a.jpg", NotPublic),
            ("https://10.0.0.7/a.jpg", NotPublic),
            ("https://me:secret@img.realserv.in/a.jpg", NotPublic),
            ("https://img.realserv.in:0/a.jpg", NotPublic),
            ("https://img..in/a.jpg", NotPublic),
            ("https://img.realserv.in", NotAPicture),
            ("https://img.realserv.in/a.webp", NotAPicture),
            ("https://img.realserv.in/a?file=b.jpg", NotAPicture),
            ("https://img.realserv.in/.jpg", NotAPicture),
            (&long, TooLong),
        ] {
            assert_eq!(bad.parse::<PhotoUrl>(), Err(why), "{bad}");
        }
    }
}
