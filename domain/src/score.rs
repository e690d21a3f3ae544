//! How well a vendor serves, in one number from 0 to 100: for the office's list.
//!
//! | weight | share |
//! |---|---|
//! | 30 | accepted, of the offers that were accepted, rejected or lapsed |
//! | 30 | delivered, of what was accepted and is over: delivered, or left to another yard |
//! | 25 | on time, of what was delivered and whose time is known |
//! | 15 | good, of the orders that their buyers have rated |
//!
//! A share of nothing is left out, and the others weigh the more. Whoever has answered few offers has none yet: one bad
//! morning would make it.

/// What is counted of a vendor over some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Served {
    pub accepted: u64,
    /// Rejected, or not answered.
    pub not_accepted: u64,
    pub delivered: u64,
    /// Accepted, and then brought by another: what its buyer cancelled is nobody's fault.
    pub given_up: u64,
    /// Of the delivered, those whose time is known.
    pub timed: u64,
    pub on_time: u64,
    pub rated_good: u64,
    pub rated_bad: u64,
}

/// Fewer offers say nothing.
const LEAST_OFFERS: u64 = 5;

impl Served {
    #[must_use]
    pub fn score(&self) -> Option<u8> {
        let offers = self.accepted + self.not_accepted;
        if offers < LEAST_OFFERS {
            return None;
        }
        let shares = [
            (30, self.accepted, offers),
            (30, self.delivered, self.delivered + self.given_up),
            (25, self.on_time, self.timed),
            (15, self.rated_good, self.rated_good + self.rated_bad),
        ];
        let known = || shares.into_iter().filter(|(.., of)| *of > 0);
        let weights: u64 = known().map(|(weight, ..)| weight).sum();
        // In ten thousandths, so that nothing is rounded before the end.
        let points: u64 = known().map(|(weight, part, of)| weight * part * 10_000 / of).sum();
        u8::try_from((points + weights * 50) / (weights * 100)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newcomer_has_no_score() {
        assert_eq!(Served { accepted: 4, delivered: 4, ..Served::default() }.score(), None);
    }

    #[test]
    fn all_well_is_a_hundred_and_nothing_well_is_nought() {
        let well = Served {
            accepted: 10,
            delivered: 10,
            timed: 9,
            on_time: 9,
            rated_good: 3,
            ..Served::default()
        };
        assert_eq!(well.score(), Some(100));
        let badly = Served { not_accepted: 7, ..Served::default() };
        assert_eq!(badly.score(), Some(0));
    }

    #[test]
    fn shares_weigh_as_the_table_says() {
        let served = Served {
            accepted: 8,
            not_accepted: 2,
            delivered: 6,
            given_up: 2,
            timed: 6,
            on_time: 3,
            rated_good: 1,
            rated_bad: 1,
        };
        // 30 × 0.8 + 30 × 0.75 + 25 × 0.5 + 15 × 0.5 = 66.5
        assert_eq!(served.score(), Some(67));
        let unrated = Served { rated_good: 0, rated_bad: 0, ..served };
        // 59 of 85.
        assert_eq!(unrated.score(), Some(69));
    }
}
