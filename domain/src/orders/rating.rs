//! How a buyer found what was delivered: one tap, which another tap changes while the memory is fresh.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::{Fact, OrderState};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    Good,
    Bad,
}

impl Rating {
    pub const ALL: [Self; 2] = [Self::Good, Self::Bad];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
        }
    }
}

/// What the buyer said, and when he first said anything: changing it does not make it younger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    pub rating: Rating,
    pub since: Timestamp,
}

/// As long as a rating may be changed. What is said of it later is for a person.
const CHANGEABLE: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Draft<'_, '_> {
    pub(super) fn rated(&mut self, rating: Rating) {
        let state = self.order.state();
        if state != OrderState::Delivered {
            return self.too_late(state);
        }
        let (now, known) = (self.now(), self.order.rated);
        let is_new = known.is_none_or(|known| known.rating != rating);
        let too_old = known.is_some_and(|known| now.duration_since(known.since) >= CHANGEABLE);
        let (order, number) = (self.order.id, self.order.number.clone());
        if is_new && too_old {
            return self.tell_buyer(Fact::RatingStands { order, number });
        }
        let since = known.map_or(now, |known| known.since);
        self.order.rated = Some(Rated { rating, since });
        self.tell_buyer(Fact::Rated { order, number, rating, is_new });
    }
}
