//! A circuit breaker: after a few calls in a row that nobody answered, one probe at a time until somebody does.

use std::time::Duration;

use tokio::time::Instant;

/// Calls in a row without an answer before the circuit opens.
const OPENS_AFTER: u32 = 5;

/// How long nobody is called after it opened, doubling up to the longest.
const SHORTEST_REST: Duration = Duration::from_secs(2);
const LONGEST_REST: Duration = Duration::from_secs(60);

#[derive(Debug, Default)]
pub(super) struct Breaker {
    unanswered: u32,
    rests_until: Option<Instant>,
    rest: Duration,
}

impl Breaker {
    /// How many calls may be out now.
    pub(super) fn room(&self, most: usize) -> usize {
        match self.rests_until {
            None => most,
            Some(until) if Instant::now() < until => 0,
            Some(_) => 1,
        }
    }

    pub(super) fn hear(&mut self, answered: bool) {
        if answered {
            if self.rests_until.is_some() {
                tracing::info!("the outside answers again");
            }
            *self = Self::default();
            return;
        }
        self.unanswered += 1;
        if self.unanswered >= OPENS_AFTER {
            self.rest = (self.rest * 2).clamp(SHORTEST_REST, LONGEST_REST);
            self.rests_until = Some(Instant::now() + self.rest);
            tracing::warn!(seconds = self.rest.as_secs(), "the outside does not answer: resting");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_opens_probes_and_closes() {
        let mut breaker = Breaker::default();
        for _ in 0..4 {
            breaker.hear(false);
        }
        assert_eq!(breaker.room(64), 64);
        breaker.hear(false);
        assert_eq!(breaker.room(64), 0);
        tokio::time::advance(Duration::from_secs(3)).await;
        assert_eq!(breaker.room(64), 1);
        breaker.hear(false);
        tokio::time::advance(Duration::from_secs(3)).await;
        assert_eq!(breaker.room(64), 0, "the second rest is longer");
        tokio::time::advance(Duration::from_secs(2)).await;
        breaker.hear(true);
        assert_eq!(breaker.room(64), 64);
    }
}
