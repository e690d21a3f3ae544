//! What this node has in its hands of one channel, lane by lane: of each lane one row is out at a time, the others wait
//! behind it. No table is touched here.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use realserv_adapters::postgres::outbox::{Back, Claimed};
use tokio::time::Instant;
use uuid::Uuid;

/// Rows of a lane that was just put back may still be on their way to us, written by a turn that did not see it.
const STRAGGLERS: Duration = Duration::from_secs(10);

#[derive(Debug, Default)]
pub(super) struct Hands {
    /// The next row of each lane of which nothing is out.
    ready: VecDeque<Claimed>,
    /// Lanes of which a row is ready or out.
    lanes: HashMap<Uuid, Lane>,
    put_back: HashMap<Uuid, Instant>,
    held: usize,
}

#[derive(Debug, Default)]
struct Lane {
    is_out: bool,
    behind: VecDeque<Claimed>,
}

impl Hands {
    /// Rows that came into our hands, in the order of their lanes. Answers those that must go back: their lane waits in
    /// the tables for its time.
    #[must_use]
    pub(super) fn take(&mut self, rows: Vec<Claimed>, given: Given) -> Vec<Back> {
        let mut stragglers = Vec::new();
        for row in rows {
            match given {
                Given::ByATurn if self.put_back.contains_key(&row.lane) => {
                    stragglers.push(free(&row));
                    continue;
                }
                Given::ByATurn => {}
                Given::ByTheTables => {
                    self.put_back.remove(&row.lane);
                }
            }
            self.held += 1;
            match self.lanes.get_mut(&row.lane) {
                Some(lane) => lane.behind.push_back(row),
                None => {
                    self.lanes.insert(row.lane, Lane::default());
                    self.ready.push_back(row);
                }
            }
        }
        stragglers
    }

    /// Rows that go out now.
    #[must_use]
    pub(super) fn next(&mut self, most: usize) -> Vec<Claimed> {
        let count = self.ready.len().min(most);
        let rows: Vec<Claimed> = self.ready.drain(..count).collect();
        for row in &rows {
            self.lanes.entry(row.lane).or_default().is_out = true;
        }
        rows
    }

    /// They could not go out after all; nothing came of it.
    pub(super) fn not_yet(&mut self, rows: Vec<Claimed>) {
        for row in rows.into_iter().rev() {
            self.lanes.entry(row.lane).or_default().is_out = false;
            self.ready.push_front(row);
        }
    }

    /// A row of this lane is through; the next one may go.
    pub(super) fn through(&mut self, lane: Uuid) {
        let Some(known) = self.lanes.get_mut(&lane) else { return };
        self.held = self.held.saturating_sub(1);
        known.is_out = false;
        match known.behind.pop_front() {
            Some(next) => self.ready.push_back(next),
            None => {
                self.lanes.remove(&lane);
            }
        }
    }

    /// A row of this lane goes back to the tables and waits there; so does all that stands behind it.
    #[must_use]
    pub(super) fn back(&mut self, lane: Uuid) -> Vec<Back> {
        let now = Instant::now();
        self.put_back.retain(|_, at| now.duration_since(*at) < STRAGGLERS);
        self.put_back.insert(lane, now);
        let Some(known) = self.lanes.remove(&lane) else { return Vec::new() };
        self.held = self.held.saturating_sub(known.behind.len() + 1);
        known.behind.iter().map(free).collect()
    }

    /// Lanes of which a row is ready or out.
    pub(super) fn lanes(&self) -> impl Iterator<Item = Uuid> {
        self.lanes.keys().copied()
    }

    /// How many there are, also those that are out.
    #[must_use]
    pub(super) fn held(&self) -> usize {
        self.held
    }

    #[must_use]
    pub(super) fn has_next(&self) -> bool {
        !self.ready.is_empty()
    }

    /// None of it is ours any more. What is out is heard of all the same, and changes nothing here.
    pub(super) fn drop_all(&mut self) {
        *self = Self::default();
    }

    /// Everything that is not out goes back.
    #[must_use]
    pub(super) fn empty(&mut self) -> Vec<Back> {
        let mut back: Vec<Back> = self.ready.drain(..).map(|row| free(&row)).collect();
        for lane in self.lanes.values_mut() {
            back.extend(lane.behind.drain(..).map(|row| free(&row)));
        }
        self.lanes.retain(|_, lane| lane.is_out);
        self.held = self.lanes.len();
        back
    }
}

/// Free for whoever takes it next.
fn free(row: &Claimed) -> Back {
    Back { place: row.place(), due_at: None, counts: false }
}

/// How a row came into our hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    ByATurn,
    ByTheTables,
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use realserv_adapters::postgres::outbox::Channel;

    use super::*;

    fn row(seq: i64, lane: u128) -> Claimed {
        Claimed {
            seq,
            id: Uuid::from_u128(u128::from(seq.unsigned_abs())),
            channel: Channel::Whatsapp,
            lane: Uuid::from_u128(lane),
            phone_number_id: String::new(),
            body: String::new(),
            tries: 1,
            correlation_id: String::new(),
            made_at: Timestamp::UNIX_EPOCH,
            to: None,
        }
    }

    fn seqs(rows: &[Claimed]) -> Vec<i64> {
        rows.iter().map(|row| row.seq).collect()
    }

    fn lane(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    #[tokio::test]
    async fn one_row_of_a_lane_is_out_and_the_others_follow_in_order() {
        let mut hands = Hands::default();
        let rows = vec![row(1, 7), row(2, 7), row(3, 8)];
        assert!(hands.take(rows, Given::ByATurn).is_empty());
        assert_eq!(seqs(&hands.next(9)), [1, 3]);
        assert!(hands.next(9).is_empty());
        hands.through(lane(7));
        assert_eq!(seqs(&hands.next(9)), [2]);
        hands.through(lane(7));
        hands.through(lane(8));
        assert_eq!(hands.held(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_lane_that_waits_takes_its_followers_and_stragglers_with_it() {
        let mut hands = Hands::default();
        let _ = hands.take(vec![row(1, 7), row(2, 7)], Given::ByATurn);
        let _ = hands.next(1);
        let back: Vec<i64> = hands.back(lane(7)).iter().map(|back| back.place.seq).collect();
        assert_eq!((back, hands.held()), (vec![2], 0));
        assert_eq!(hands.take(vec![row(3, 7)], Given::ByATurn).len(), 1, "it would overtake");
        assert!(hands.take(vec![row(1, 7)], Given::ByTheTables).is_empty());
        assert_eq!(seqs(&hands.next(9)), [1]);
    }
}
