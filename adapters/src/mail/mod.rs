//! E-mail over SMTP: a server of `SMTP_URL`, one sender, a few connections that are kept.
//!
//! A mail's Message-ID is made of the notice's own id: whoever gets it twice after a crash has a program that shows it once.

use std::fmt;
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{AsyncSmtpTransportBuilder, Error, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use realserv_domain::identity::Email;
use reqwest::Url;
use tracing::{Instrument as _, field, info_span};
use uuid::Uuid;

use crate::carrier::{CarryFailure, CarryNext};
use crate::http;
use crate::secret::Secret;

/// Of one command; the usual minute would hold a row longer than it helps.
const LONGEST_COMMAND: Duration = Duration::from_secs(15);

/// Servers count connections of one client, and few mails go out.
const CONNECTIONS: u32 = 4;
const IDLE_FOR: Duration = Duration::from_secs(60);

/// Where mail leaves, and in whose name.
#[derive(Clone)]
pub struct MailServer {
    url: Secret,
    from: Mailbox,
}

/// What is wrong with one of the two variables; without the password that may stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoMailServer {
    #[error("is no address of a mail server such as smtps://user:password@smtp.example.in")]
    Url,
    #[error("would send passwords and mail unsealed: write smtps://, or smtp://…?tls=required")]
    Unsealed,
    #[error("is no sender such as RealServ <orders@example.in>")]
    Sender,
}

impl MailServer {
    /// Whether it could be one; nobody is asked.
    pub fn new(url: &Secret, from: &str) -> Result<Self, NoMailServer> {
        let parsed = Url::parse(url.reveal()).map_err(|_| NoMailServer::Url)?;
        let is_mail = matches!(parsed.scheme(), "smtp" | "smtps");
        let host = parsed.host_str().filter(|_| is_mail).ok_or(NoMailServer::Url)?;
        let required = parsed.query_pairs().any(|(key, value)| key == "tls" && value == "required");
        if parsed.scheme() == "smtp" && !required && !is_this_machine(host) {
            return Err(NoMailServer::Unsealed);
        }
        builder(url).map_err(|_| NoMailServer::Url)?;
        let from: Mailbox = from.trim().parse().map_err(|_| NoMailServer::Sender)?;
        // As strict as with those whom we write to.
        from.email.to_string().parse::<Email>().map_err(|_| NoMailServer::Sender)?;
        Ok(Self { url: url.clone(), from })
    }
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailServer").field("url", &self.url).finish_non_exhaustive()
    }
}

fn is_this_machine(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

fn builder(url: &Secret) -> Result<AsyncSmtpTransportBuilder, Error> {
    http::install_crypto();
    AsyncSmtpTransport::<Tokio1Executor>::from_url(url.reveal())
}

/// One mail.
#[derive(Clone, Debug)]
pub struct Mail<'a> {
    /// What it is known by, the same at each try.
    pub id: Uuid,
    pub at: Timestamp,
    pub to: &'a Email,
    pub subject: &'a str,
    pub text: &'a str,
    pub pdf: Option<(&'a str, Vec<u8>)>,
}

#[derive(Clone, Debug)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// No answering machine answers it (RFC 3834 5).
#[derive(Clone, Copy, Debug)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Mailer {
    /// No connection is made before the first mail. Needs a runtime: idle connections are closed in the background.
    pub fn new(server: &MailServer) -> Result<Self, NoMailServer> {
        let name = ClientId::Domain(server.from.email.domain().to_owned());
        let pool = PoolConfig::new().max_size(CONNECTIONS).idle_timeout(IDLE_FOR);
        let transport = builder(&server.url)
            .map_err(|_| NoMailServer::Url)?
            .hello_name(name)
            .timeout(Some(LONGEST_COMMAND))
            .pool_config(pool)
            .build();
        Ok(Self { transport, from: server.from.clone() })
    }

    /// The server has it for good when this is `Ok`.
    pub async fn send(&self, mail: Mail<'_>, correlation_id: &str) -> Result<(), CarryFailure> {
        let span = info_span!("mail.send", correlation.id = correlation_id, outcome = field::Empty);
        let message = self.message(mail)?;
        let work = async {
            let sent =
                self.transport.send(message).await.map(drop).map_err(|error| refused(&error));
            let outcome = sent.as_ref().map_or_else(|failure| failure.next.as_str(), |()| "sent");
            tracing::Span::current().record("outcome", outcome);
            sent
        };
        work.instrument(span).await
    }

    /// Whether the server lets us in; nothing is sent.
    pub async fn check(&self) -> Result<(), CarryFailure> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(CarryFailure::new(CarryNext::Unreachable, "the server hangs up")),
            Err(error) => Err(refused(&error)),
        }
    }

    fn message(&self, mail: Mail<'_>) -> Result<Message, CarryFailure> {
        let ours = |what: &str| CarryFailure::new(CarryNext::Never, what);
        let to = mail.to.reveal().parse().map_err(|_| ours("no address of a mail"))?;
        let builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject)
            .date(SystemTime::from(mail.at))
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .header(AutoSubmitted);
        let text = SinglePart::plain(mail.text.to_owned());
        let message = match mail.pdf {
            None => builder.singlepart(text),
            Some((name, content)) => {
                let kind = ContentType::parse("application/pdf").map_err(|_| ours("no PDF"))?;
                let file = Attachment::new(name.to_owned()).body(content, kind);
                builder.multipart(MultiPart::mixed().singlepart(text).singlepart(file))
            }
        };
        message.map_err(|error| ours(&error.to_string()))
    }
}

/// Codes about us and not about this mail: no or wrong password, no sealed connection (RFC 4954 6, RFC 3207 4).
const ABOUT_US: [u16; 5] = [530, 534, 535, 538, 454];

fn refused(error: &Error) -> CarryFailure {
    let next = match error.status() {
        Some(code) if ABOUT_US.contains(&u16::from(code)) => CarryNext::Closed,
        Some(_) if error.is_permanent() => CarryNext::Never,
        Some(_) => CarryNext::Again { after: None },
        // What the server offers is not what we need: its certificate, or a way to log in.
        None if error.is_client() || error.is_tls() => CarryNext::Closed,
        // Perhaps after the last dot. The same again under the same Message-ID.
        None if error.is_timeout() => CarryNext::Unknown,
        None => CarryNext::Unreachable,
    };
    CarryFailure::new(next, chain(error))
}

fn chain(error: &Error) -> String {
    let mut said = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let text = error.to_string();
        if !said.contains(&text) {
            said = format!("{said}: {text}");
        }
        cause = error.source();
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str, from: &str) -> Result<MailServer, NoMailServer> {
        MailServer::new(&Secret::new(url), from)
    }

    #[test]
    fn a_server_is_sealed_or_on_this_machine() {
        let from = "RealServ <orders@example.in>";
        for (url, wrong) in [
            ("smtps://user:secret@smtp.example.in", None),
            ("smtps://user:secret@smtp.example.in:465", None),
            ("smtp://user:secret@smtp.example.in:587?tls=required", None),
            ("smtp://127.0.0.1:1025", None),
            ("smtp://[::1]:1025", None),
            ("smtp://localhost:1025", None),
            ("smtp://user:secret@smtp.example.in", Some(NoMailServer::Unsealed)),
            ("smtp://smtp.example.in?tls=opportunistic", Some(NoMailServer::Unsealed)),
            ("https://smtp.example.in", Some(NoMailServer::Url)),
            ("smtp.example.in:25", Some(NoMailServer::Url)),
            ("smtps://", Some(NoMailServer::Url)),
            ("", Some(NoMailServer::Url)),
        ] {
            assert_eq!(server(url, from).err(), wrong, "{url}");
        }
    }

    #[test]
    fn a_sender_has_a_name_or_not_and_always_an_address() {
        let url = "smtp://127.0.0.1:1025";
        for (from, good) in [
            ("orders@example.in", true),
            ("RealServ <orders@example.in>", true),
            ("RealServ", false),
            ("", false),
            ("a@b", false),
            ("a@example.in, b@example.in", false),
        ] {
            assert_eq!(server(url, from).is_ok(), good, "{from}");
        }
    }

    #[test]
    fn a_password_never_prints() {
        let server = server("smtps://user:hunter2@smtp.example.in", "orders@example.in").unwrap();
        assert!(!format!("{server:?}").contains("hunter2"));
    }
}
