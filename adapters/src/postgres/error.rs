//! What can go wrong between us and PostgreSQL, and whether trying again can help.

use sqlx::error::DatabaseError;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("PostgreSQL refused or did not answer")]
    Sqlx(#[from] sqlx::Error),
    /// A stored value that makes no sense: names the place, never the value.
    #[error("{table}.{column} of {row} cannot be read")]
    Unreadable {
        table: &'static str,
        column: &'static str,
        row: String,
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A guarded update touched nothing: the row is not as the decision assumed.
    #[error("{what} was not as expected")]
    Conflict { what: &'static str },
}

impl StoreError {
    pub fn unreadable(
        table: &'static str,
        column: &'static str,
        row: impl ToString,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        Self::Unreadable { table, column, row: row.to_string(), source: Box::new(source) }
    }

    /// The server is away, restarting, or chose us as the victim of a deadlock: the same work may succeed later.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        let Self::Sqlx(error) = self else { return false };
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_) => true,
            // 40: rolled back by the server. 53: out of resources. 57: shutting down. 08: connection lost.
            sqlx::Error::Database(cause) => cause.code().is_some_and(|code| {
                ["40", "53", "57", "08"].iter().any(|class| code.starts_with(class))
            }),
            _ => false,
        }
    }

    /// The constraint that refused, by name.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Sqlx(sqlx::Error::Database(cause)) => DatabaseError::constraint(cause.as_ref()),
            Self::Sqlx(_) | Self::Unreadable { .. } | Self::Conflict { .. } => None,
        }
    }
}
