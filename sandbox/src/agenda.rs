//! What is still to happen: jobs with a due time on the business clock, and the count of what is happening now.
//!
//! Statuses, retries, expiries and refunds are all jobs here, so that one question, *is anything due or under way?*, has one answer.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::sync::Notify;

use crate::world::World;

type Job = Box<dyn FnOnce(&Arc<World>) + Send>;

/// A job, and what makes `settled` wait for it.
type Entry = (Job, Option<Busy>);

/// Jobs in the order of their time.
#[derive(Default)]
pub(crate) struct Agenda {
    jobs: Mutex<Jobs>,
    wake: Notify,
    bustle: Arc<Bustle>,
}

#[derive(Default)]
struct Jobs {
    /// The counter keeps jobs of one instant in the order in which they were asked for.
    by_time: BTreeMap<(i64, u64), Entry>,
    asked: u64,
}

impl Agenda {
    /// Does `job` at `due`. Nobody waits for it: a retry, an expiry.
    pub(crate) fn later(&self, due: i64, job: impl FnOnce(&Arc<World>) + Send + 'static) {
        self.push(due, Box::new(job), None);
    }

    /// Does `job` at `due`, which is soon: `settled` waits for it.
    pub(crate) fn soon(&self, due: i64, job: impl FnOnce(&Arc<World>) + Send + 'static) {
        self.push(due, Box::new(job), Some(self.busy()));
    }

    fn push(&self, due: i64, job: Job, busy: Option<Busy>) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.asked += 1;
        let key = (due, jobs.asked);
        let first = jobs.by_time.first_key_value().is_none_or(|(earliest, _)| key < *earliest);
        jobs.by_time.insert(key, (job, busy));
        drop(jobs);
        if first {
            self.wake.notify_one();
        }
    }

    /// Counts as under way for as long as the guard lives.
    pub(crate) fn busy(&self) -> Busy {
        self.bustle.count.fetch_add(1, Ordering::AcqRel);
        Busy(Arc::clone(&self.bustle))
    }

    /// Waits until nothing is under way and nothing is due.
    pub(crate) async fn settled(&self, now: impl Fn() -> i64) {
        loop {
            let quiet = self.bustle.quiet.notified();
            tokio::pin!(quiet);
            quiet.as_mut().enable();
            if self.idle(now()) {
                return;
            }
            quiet.await;
        }
    }

    fn idle(&self, now: i64) -> bool {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let nothing_due = jobs.by_time.first_key_value().is_none_or(|((due, _), _)| *due > now);
        nothing_due && self.bustle.count.load(Ordering::Acquire) == 0
    }

    /// What is due at `now`; the caller is busy until it drops the guard.
    fn take_due(&self, now: i64) -> (Vec<Entry>, Option<i64>, Busy) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let busy = self.busy();
        let rest = jobs.by_time.split_off(&(now + 1, 0));
        let due = std::mem::replace(&mut jobs.by_time, rest);
        let next = jobs.by_time.first_key_value().map(|((due, _), _)| *due);
        (due.into_values().collect(), next, busy)
    }

    /// Does the jobs as they fall due, for ever.
    pub(crate) async fn run(world: Arc<World>) {
        loop {
            let (due, next, busy) = world.agenda.take_due(world.clock.now());
            for (job, held) in due {
                job(&world);
                drop(held);
            }
            drop(busy);
            let next = next.unwrap_or(i64::MAX / 2);
            tokio::select! {
                () = world.agenda.wake.notified() => {}
                () = world.clock.sleep_until(next) => {}
            }
        }
    }
}

#[derive(Default)]
struct Bustle {
    count: AtomicUsize,
    quiet: Notify,
}

/// Something is under way until this is dropped.
pub(crate) struct Busy(Arc<Bustle>);

impl Drop for Busy {
    fn drop(&mut self) {
        if self.0.count.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.quiet.notify_waiters();
        }
    }
}
