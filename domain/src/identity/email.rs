//! An e-mail address, judged by its form alone: whether somebody reads there, only a mail tells.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// `name@host.tld`, as it is written into an envelope (RFC 5321 4.1.2), without quotes, comments and addresses in brackets,
/// which nobody has on a shop's board. `Debug` and `Display` mask it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnEmail {
    #[error("has no name and host on the two sides of one @")]
    Halves,
    #[error("has before the @ what cannot stand there")]
    Name,
    #[error("has after the @ no host such as example.in")]
    Host,
    #[error("is longer than 254 characters")]
    Length,
}

/// What a path of an envelope holds (RFC 5321 4.5.3.1, less the angle brackets).
const LONGEST: usize = 254;
const LONGEST_NAME: usize = 64;
const LONGEST_LABEL: usize = 63;

impl Email {
    /// All of it, for the envelope and the database.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// `k…@example.in`, for people who only have to know it again.
    #[must_use]
    pub fn masked(&self) -> String {
        let (name, host) = self.0.split_once('@').unwrap_or_default();
        let first: String = name.chars().take(1).collect();
        format!("{first}…@{host}")
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(NotAnEmail::Length);
        }
        let (name, host) = text.split_once('@').ok_or(NotAnEmail::Halves)?;
        if name.is_empty() || host.is_empty() || host.contains('@') {
            return Err(NotAnEmail::Halves);
        }
        if name.len() > LONGEST_NAME || !name.split('.').all(is_atom) {
            return Err(NotAnEmail::Name);
        }
        let mut labels = host.rsplit('.');
        let top = labels.next().unwrap_or_default();
        let is_top = top.len() >= 2 && is_label(top) && !top.bytes().all(|b| b.is_ascii_digit());
        let mut within = labels.peekable();
        if !is_top || within.peek().is_none() || !within.all(is_label) {
            return Err(NotAnEmail::Host);
        }
        // The name's case is its host's business; a host has none.
        Ok(Self(format!("{name}@{}", host.to_ascii_lowercase())))
    }
}

fn is_atom(text: &str) -> bool {
    let may = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    !text.is_empty() && text.bytes().all(may)
}

fn is_label(text: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

impl TryFrom<String> for Email {
    type Error = NotAnEmail;

    fn try_from(text: String) -> Result<Self, NotAnEmail> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_people_have_are_taken() {
        for (typed, kept) in [
            ("kaluva.cement@gmail.com", "kaluva.cement@gmail.com"),
            (" sales+alerts@Kaluva.CO.IN ", "sales+alerts@kaluva.co.in"),
            (
                "Ravi_K@xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g",
                "Ravi_K@xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g",
            ),
        ] {
            assert_eq!(typed.parse::<Email>().map(String::from).as_deref(), Ok(kept), "{typed}");
        }
    }

    #[test]
    fn what_is_none_is_refused_with_what_is_wrong() {
        let long = format!("{}@example.in", "a".repeat(65));
        let longer = format!("a@{}.in", "b.".repeat(130));
        for (typed, why) in [
            ("", NotAnEmail::Halves),
            ("kaluva", NotAnEmail::Halves),
            ("@example.in", NotAnEmail::Halves),
            ("a@b@example.in", NotAnEmail::Halves),
            ("a b@example.in", NotAnEmail::Name),
            (".a@example.in", NotAnEmail::Name),
            ("a..b@example.in", NotAnEmail::Name),
            ("\"a\"@example.in", NotAnEmail::Name),
            ("a\r\nBcc: b@example.in", NotAnEmail::Name),
            ("కలువ@example.in", NotAnEmail::Name),
            (&long, NotAnEmail::Name),
            ("a@example", NotAnEmail::Host),
            ("a@.in", NotAnEmail::Host),
            ("a@-x.in", NotAnEmail::Host),
            ("a@10.0.0.1", NotAnEmail::Host),
            ("a@[10.0.0.1]", NotAnEmail::Host),
            ("a@exa mple.in", NotAnEmail::Host),
            (&longer, NotAnEmail::Length),
        ] {
            assert_eq!(typed.parse::<Email>(), Err(why), "{typed}");
        }
    }

    #[test]
    fn an_address_prints_masked() {
        let email: Email = "kaluva@example.in".parse().unwrap();
        assert_eq!(format!("{email} {email:?}"), "k…@example.in Email(k…@example.in)");
    }
}
