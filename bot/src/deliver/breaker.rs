//! A circuit breaker: after a few calls in a row that nobody answered, one probe at a time until somebody does.

use std::time::Duration;

use tokio::time::Instant;

use super::End;

/// Calls in a row without an answer before the circuit opens.
const OPENS_AFTER: u32 = 5;

/// How long nobody is called after it opened, doubling up to the longest.
const SHORTEST_REST: Duration = Duration::from_secs(2);
const LONGEST_REST: Duration = Duration::from_secs(60);

/// As many calls out at once as say that all is as before.
const WARM: usize = 64;

#[derive(Debug, Default)]
pub(super) struct Breaker {
    unanswered: u32,
    rests_until: Option<Instant>,
    rest: Duration,
    /// After a rest: how many calls may be out, until it is as many as ever. Who has just come up is not run over.
    warming: Option<usize>,
}

impl Breaker {
    /// How many calls may be out now.
    pub(super) fn room(&self, most: usize) -> usize {
        match (self.rests_until, self.warming) {
            (Some(until), _) if Instant::now() < until => 0,
            (Some(_), _) => 1,
            (None, Some(allowed)) => allowed.min(most),
            (None, None) => most,
        }
    }

    /// What became of a call. Whoever refuses everything is not called again before somebody had time to repair it.
    pub(super) fn hear<T>(&mut self, end: &End<T>) {
        match end {
            End::Answered(_) | End::Later { .. } => self.answered(),
            End::Unreachable { .. } => self.not_answered(),
            End::Closed { .. } => self.rests_for(LONGEST_REST),
        }
    }

    fn answered(&mut self) {
        self.unanswered = 0;
        self.rest = Duration::ZERO;
        if self.rests_until.take().is_some() {
            tracing::info!("the outside answers again");
            self.warming = Some(1);
        }
        self.warming = self.warming.map(|allowed| allowed * 2).filter(|allowed| *allowed < WARM);
    }

    fn not_answered(&mut self) {
        self.unanswered += 1;
        // Calls that were out when it opened say nothing new.
        let rests = self.rests_until.is_some_and(|until| Instant::now() < until);
        if self.unanswered >= OPENS_AFTER && !rests {
            self.rests_for((self.rest * 2).clamp(SHORTEST_REST, LONGEST_REST));
        }
    }

    fn rests_for(&mut self, rest: Duration) {
        self.rest = rest;
        self.rests_until = Some(Instant::now() + rest);
        metrics::counter!("realserv_breaker_opened_total").increment(1);
        tracing::warn!(
            seconds = rest.as_secs(),
            "the outside does not answer or refuses everything: resting"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_opens_probes_and_closes() {
        let mut breaker = Breaker::default();
        for _ in 0..4 {
            breaker.not_answered();
        }
        assert_eq!(breaker.room(64), 64);
        // All that were out at once fail, and count once.
        for _ in 0..20 {
            breaker.not_answered();
        }
        assert_eq!(breaker.room(64), 0);
        tokio::time::advance(Duration::from_secs(3)).await;
        assert_eq!(breaker.room(64), 1);
        breaker.not_answered();
        tokio::time::advance(Duration::from_secs(3)).await;
        assert_eq!(breaker.room(64), 0, "the second rest is longer");
        tokio::time::advance(Duration::from_secs(2)).await;
        breaker.answered();
        assert_eq!(breaker.room(64), 2, "carefully at first");
        for _ in 0..6 {
            breaker.answered();
        }
        assert_eq!(breaker.room(64), 64);
    }

    #[tokio::test(start_paused = true)]
    async fn who_refuses_everything_is_left_in_peace_for_a_while() {
        let mut breaker = Breaker::default();
        breaker.hear(&End::<()>::Closed { at: jiff::Timestamp::UNIX_EPOCH });
        assert_eq!(breaker.room(64), 0);
        tokio::time::advance(Duration::from_secs(61)).await;
        assert_eq!(breaker.room(64), 1);
    }
}
