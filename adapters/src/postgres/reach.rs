//! A server that somebody else runs and that may not be there yet: waited for, and named when it does not come.

use std::io;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use tokio::time::{Instant, sleep, timeout, timeout_at};

/// One try: a name that does not resolve and an address that swallows everything need their time.
const LONGEST_TRY: Duration = Duration::from_secs(5);

/// After this much silence somebody is told what is waited for.
const SILENCE: Duration = Duration::from_secs(1);

const REST: Duration = Duration::from_millis(500);

/// Why a server cannot be used. Neither says the password.
#[derive(Debug, thiserror::Error)]
pub enum Unreachable {
    #[error("PostgreSQL at {address} did not answer within {seconds} s: {cause}")]
    Silent { address: String, seconds: u64, cause: String },
    #[error("PostgreSQL at {address} refuses us: {cause}")]
    Refuses { address: String, cause: String },
}

/// Whether this is the address of a PostgreSQL at all.
#[must_use]
pub fn is_address(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    matches!(scheme, Some("postgres" | "postgresql")) && url.parse::<PgConnectOptions>().is_ok()
}

/// Returns when the server lets us in; waits for one that does not answer yet, and says so.
///
/// # Errors
/// If it stays silent for longer than `patience`, or answers and refuses.
pub async fn reach(url: &str, patience: Duration) -> Result<(), Unreachable> {
    let options: PgConnectOptions = url.parse().map_err(|_| Unreachable::Refuses {
        address: "DATABASE_URL".to_owned(),
        cause: "it is not the address of a PostgreSQL".to_owned(),
    })?;
    let address = named(&options);
    let deadline = Instant::now() + patience;
    let mut told = false;
    let mut tell = |cause: &str| {
        if !std::mem::replace(&mut told, true) {
            tracing::warn!(address, cause, seconds = patience.as_secs(), "waiting for PostgreSQL");
        }
    };
    loop {
        let cause = match attempt(&options, deadline, &mut tell).await {
            Ok(()) => return Ok(()),
            Err(Trouble::Passing(cause)) => cause,
            Err(Trouble::Lasting(cause)) => return Err(Unreachable::Refuses { address, cause }),
        };
        tell(&cause);
        if Instant::now() + REST >= deadline {
            return Err(Unreachable::Silent { address, seconds: patience.as_secs(), cause });
        }
        sleep(REST).await;
    }
}

/// Who a server is, without what nobody may read.
fn named(options: &PgConnectOptions) -> String {
    let place = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    let user = options.get_username();
    let database = options.get_database().unwrap_or(user);
    format!("{place} (database {database}, user {user})")
}

enum Trouble {
    Passing(String),
    Lasting(String),
}

async fn attempt(
    options: &PgConnectOptions,
    deadline: Instant,
    tell: &mut impl FnMut(&str),
) -> Result<(), Trouble> {
    let ends = deadline.min(Instant::now() + LONGEST_TRY);
    let mut connecting = Box::pin(timeout_at(ends, PgConnection::connect_with(options)));
    let answer = match timeout(SILENCE, &mut connecting).await {
        Ok(answer) => answer,
        Err(_) => {
            tell("no answer yet");
            connecting.await
        }
    };
    match answer {
        Ok(Ok(connection)) => {
            // It was asked for an answer, and has given it.
            let _ = connection.close().await;
            Ok(())
        }
        Ok(Err(error)) => Err(trouble(error)),
        Err(_) => Err(Trouble::Passing("no answer".to_owned())),
    }
}

/// What may pass by itself: nobody listens yet, a name that is not known yet, a server that starts or is full.
fn trouble(error: sqlx::Error) -> Trouble {
    match error {
        sqlx::Error::Io(cause) if cause.kind() == io::ErrorKind::PermissionDenied => {
            Trouble::Lasting(cause.to_string())
        }
        sqlx::Error::Io(cause) => Trouble::Passing(cause.to_string()),
        sqlx::Error::Database(cause) => {
            // 57P03: starting up or stopping. 53300: no connection is free.
            let passes = matches!(cause.code().as_deref(), Some("57P03" | "53300"));
            let words = cause.message().to_owned();
            if passes { Trouble::Passing(words) } else { Trouble::Lasting(words) }
        }
        other => Trouble::Lasting(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_a_postgresql() {
        for good in ["postgres://u:p@h:5432/d", "postgresql://h/d", "postgres:///d?host=/run/pg"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["mysql://u:p@h/d", "h:5432", "", "postgres://h:port/d", "postgres//h"] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[tokio::test]
    async fn who_does_not_answer_is_named_with_the_cause() {
        // Port 1 is nobody's.
        let url = "postgres://shop:hidden@127.0.0.1:1/realserv";
        let said = reach(url, Duration::from_millis(600)).await.unwrap_err().to_string();
        assert!(said.contains("127.0.0.1:1") && said.contains("refused"), "{said}");
        assert!(!said.contains("hidden"), "{said}");
    }

    #[test]
    fn a_server_is_named_without_its_password() {
        let options: PgConnectOptions = "postgres://shop:hidden@db:6432/realserv".parse().unwrap();
        assert_eq!(named(&options), "db:6432 (database realserv, user shop)");
    }
}
