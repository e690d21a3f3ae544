//! Percentiles and what goes with them.

use std::fmt;
use std::time::Duration;

/// Times in microseconds, as many as there were.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<u32>);

impl Times {
    pub(super) fn add(&mut self, time: Duration) {
        self.0.push(u32::try_from(time.as_micros()).unwrap_or(u32::MAX));
    }

    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that this share of all, in thousandths, did not exceed; in milliseconds.
    #[must_use]
    pub fn millis(&self, per_mille: usize) -> f64 {
        let mut sorted = self.0.clone();
        if sorted.is_empty() {
            return 0.0;
        }
        let at = (sorted.len() * per_mille / 1000).min(sorted.len() - 1);
        let (_, value, _) = sorted.select_nth_unstable(at);
        f64::from(*value) / 1000.0
    }

    #[must_use]
    pub fn longest(&self) -> Duration {
        Duration::from_micros(self.0.iter().copied().max().unwrap_or(0).into())
    }

    /// How many of a thousand took longer.
    #[must_use]
    pub fn per_mille_over(&self, limit: Duration) -> f64 {
        let limit = u32::try_from(limit.as_micros()).unwrap_or(u32::MAX);
        let over = self.0.iter().filter(|time| **time > limit).count();
        over as f64 * 1000.0 / self.0.len().max(1) as f64
    }
}

/// What a run showed.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    pub seconds: f64,
    /// From the webhook (in an open loop: from when it was due) to the answer at the Graph API.
    pub turns: Times,
    /// From the first byte of the request to the last of the 200.
    pub messages: Times,
    pub statuses: Times,
    /// Said, and no answer came.
    pub lost: u64,
    /// Answers that nobody waited for.
    pub repeated: u64,
    /// Answers to something else.
    pub wrong: u64,
    /// Webhooks that were not answered with 200. Each was sent again.
    pub refused: u64,
    pub cost: Cost,
    /// Messages that Meta refused because they were too many.
    pub over_limits: u64,
    /// Rows that had had their time before the run and were still there after it.
    pub old_rows_left: u64,
}

/// What a run took from the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Seconds of processor time.
    pub program_cpu: f64,
    pub database_cpu: f64,
    pub load_cpu: f64,
    pub program_bytes: u64,
    pub database_bytes: u64,
    pub wal_bytes: u64,
}

impl Figures {
    #[must_use]
    pub fn turns_a_second(&self) -> f64 {
        self.turns.count() as f64 / self.seconds.max(0.001)
    }

    #[must_use]
    pub fn statuses_a_second(&self) -> f64 {
        self.statuses.count() as f64 / self.seconds.max(0.001)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let turns = self.turns.count().max(1) as f64;
        let each = |seconds: f64| seconds * 1e6 / turns;
        writeln!(
            f,
            "{:.0} turns/s: p50 {:.1} ms, p99 {:.1} ms, p99.9 {:.1} ms",
            self.turns_a_second(),
            self.turns.millis(500),
            self.turns.millis(990),
            self.turns.millis(999),
        )?;
        writeln!(
            f,
            "  webhooks: messages p50 {:.2} ms, p99 {:.1} ms; statuses {:.0}/s, p50 {:.2} ms, p99 {:.1} ms",
            self.messages.millis(500),
            self.messages.millis(990),
            self.statuses_a_second(),
            self.statuses.millis(500),
            self.statuses.millis(990),
        )?;
        writeln!(
            f,
            "  lost {}, repeated {}, wrong {}, refused webhooks {}",
            self.lost, self.repeated, self.wrong, self.refused
        )?;
        write!(
            f,
            "  a turn: program {:.0} µs, PostgreSQL {:.0} µs, load {:.0} µs of processor, WAL {:.1} kB; \
             memory: program {} MB, PostgreSQL {} MB",
            each(self.cost.program_cpu),
            each(self.cost.database_cpu),
            each(self.cost.load_cpu),
            self.cost.wal_bytes as f64 / turns / 1000.0,
            self.cost.program_bytes / 1_000_000,
            self.cost.database_bytes / 1_000_000,
        )?;
        if self.over_limits > 0 {
            write!(f, "\n  over Meta's limits: {}", self.over_limits)?;
        }
        if self.old_rows_left > 0 {
            write!(f, "\n  old rows that are still there: {}", self.old_rows_left)?;
        }
        Ok(())
    }
}
