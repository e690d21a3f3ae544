//! What a process does of the whole: everything, or one part beside processes that do the others.
//!
//! The parts meet in the tables and nowhere else. Who writes an event whose turn is no work of its own tells the others
//! with its commit (`postgres::calls`); who works listens.

/// `realserv serve --role …`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Role {
    /// Everything, in one process; several of them share the work
    #[default]
    All,
    /// Takes webhooks, writes them down and answers: small and quick, whatever the turns cost
    Webhook,
    /// Turns, deliveries, timers and housekeeping; of HTTP only health and metrics
    Worker,
    /// The office's API and its documentation
    Api,
}

impl Role {
    #[must_use]
    pub const fn receives(self) -> bool {
        matches!(self, Self::All | Self::Webhook)
    }

    #[must_use]
    pub const fn works(self) -> bool {
        matches!(self, Self::All | Self::Worker)
    }

    #[must_use]
    pub const fn answers_the_office(self) -> bool {
        matches!(self, Self::All | Self::Api)
    }

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Webhook => "webhook",
            Self::Worker => "worker",
            Self::Api => "api",
        }
    }
}
