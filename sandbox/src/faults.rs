//! Faults on demand: what the network and the two companies do on their bad days, for the next few times or until cleared.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use serde::{Deserialize, Serialize};

use crate::graph::codes;

/// Which way the traffic goes that a fault touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    WhatsappWebhooks,
    RazorpayWebhooks,
    GraphCalls,
    RazorpayCalls,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Webhooks: delivered twice.
    Duplicate,
    /// Webhooks: delivered so much later, in business time.
    Delay(Duration),
    /// Webhooks: the next ones overtake it.
    Reorder,
    /// Webhooks: never delivered, and never tried again.
    Drop,
    /// Webhooks: under way at the same time as the one before it, which is not waited for.
    Parallel,
    /// Webhooks: the first try gets lost on its way; the sender tries again as after any failure.
    LostOnce,
    /// Webhooks: signed with another secret.
    WrongSignature,
    /// Webhooks: not signed at all.
    Unsigned,
    /// Calls: 429.
    TooMany,
    /// Calls: 500, and nothing was done.
    ErrorBefore,
    /// Calls: 500, but it was done.
    ErrorAfter,
    /// Razorpay calls: 429 with the code of a test account's quota, which no waiting helps.
    Quota,
    /// Razorpay calls: 502 from something in between, but it was done.
    BadGatewayAfter,
    /// Razorpay calls: 504 from something in between, but it was done.
    GatewayTimeoutAfter,
    /// Calls: no answer, and nothing was done.
    TimeOut,
    /// Calls: no answer, but it was done.
    TimeOutAfter,
    /// Calls: 200 with a body that is not JSON, and nothing was done.
    Garbage,
    /// Calls: answered so much later, in business time.
    Slow(Duration),
    /// Graph calls: the statuses of a message arrive before the answer that names it.
    StatusFirst,
    /// Graph calls: refused with this one of Meta's codes, and nothing was done.
    Code(i64),
}

impl Fault {
    /// The fault's name in the page's API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Delay(_) => "delay",
            Self::Reorder => "reorder",
            Self::Drop => "drop",
            Self::Parallel => "parallel",
            Self::LostOnce => "lost_once",
            Self::WrongSignature => "wrong_signature",
            Self::Unsigned => "unsigned",
            Self::TooMany => "too_many",
            Self::ErrorBefore => "error_before",
            Self::ErrorAfter => "error_after",
            Self::Quota => "quota",
            Self::BadGatewayAfter => "bad_gateway_after",
            Self::GatewayTimeoutAfter => "gateway_timeout_after",
            Self::TimeOut => "time_out",
            Self::TimeOutAfter => "time_out_after",
            Self::Garbage => "garbage",
            Self::Slow(_) => "slow",
            Self::StatusFirst => "status_first",
            Self::Code(_) => "code",
        }
    }

    /// The fault of that name, or `None`. A code comes by `Self::Code`.
    #[must_use]
    pub fn named(name: &str, delay: Duration) -> Option<Self> {
        let all = [
            Self::Duplicate,
            Self::Delay(delay),
            Self::Reorder,
            Self::Drop,
            Self::Parallel,
            Self::LostOnce,
            Self::WrongSignature,
            Self::Unsigned,
            Self::TooMany,
            Self::ErrorBefore,
            Self::ErrorAfter,
            Self::Quota,
            Self::BadGatewayAfter,
            Self::GatewayTimeoutAfter,
            Self::TimeOut,
            Self::TimeOutAfter,
            Self::Garbage,
            Self::Slow(delay),
            Self::StatusFirst,
        ];
        all.into_iter().find(|fault| fault.name() == name)
    }

    /// Whether this fault can happen to traffic of that direction.
    #[must_use]
    pub fn fits(self, direction: Direction) -> bool {
        let of_webhooks = match self {
            Self::Duplicate | Self::Delay(_) | Self::Reorder | Self::LostOnce | Self::Drop => true,
            Self::Parallel | Self::WrongSignature | Self::Unsigned => true,
            Self::StatusFirst => return direction == Direction::GraphCalls,
            Self::Code(code) => {
                return direction == Direction::GraphCalls && codes::find(code).is_some();
            }
            Self::Quota | Self::BadGatewayAfter | Self::GatewayTimeoutAfter => {
                return direction == Direction::RazorpayCalls;
            }
            _ => false,
        };
        let webhooks =
            matches!(direction, Direction::WhatsappWebhooks | Direction::RazorpayWebhooks);
        of_webhooks == webhooks
    }

    fn delay(self) -> Option<Duration> {
        match self {
            Self::Delay(by) | Self::Slow(by) => Some(by),
            _ => None,
        }
    }

    fn code(self) -> Option<i64> {
        match self {
            Self::Code(code) => Some(code),
            _ => None,
        }
    }
}

/// A fault that is set, as the page shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Rule {
    pub direction: Direction,
    pub fault: &'static str,
    /// How many times it will still happen; `None`: until cleared.
    pub left: Option<u32>,
    /// Only calls whose `METHOD /path` contains this.
    pub only: Option<String>,
    pub delay_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<i64>,
    #[serde(skip)]
    kind: Fault,
}

/// What happens to webhooks all along, beneath the faults that are set: how the wires are on every day of this world.
#[derive(Debug)]
struct Habit {
    direction: Direction,
    fault: Fault,
    only: &'static str,
    /// To one of so many.
    every: u32,
    seen: u32,
}

/// The faults that are set.
#[derive(Debug, Default)]
pub struct Faults {
    rules: Mutex<Vec<Rule>>,
    habits: Mutex<Vec<Habit>>,
    /// So that the common case, no fault at all, costs no lock.
    any: AtomicBool,
}

impl Faults {
    /// The fault happens to the next `times` webhooks or calls of this direction.
    ///
    /// # Panics
    /// If such a fault cannot happen in this direction: the play is written wrongly.
    pub fn next(&self, direction: Direction, fault: Fault, times: u32) {
        self.set(direction, fault, Some(times), None);
    }

    /// The fault happens to all webhooks or calls of this direction until it is cleared.
    pub fn always(&self, direction: Direction, fault: Fault) {
        self.set(direction, fault, None, None);
    }

    /// As `next`, but only to calls (or events) whose name contains `only`, such as `POST /razorpay/v1/payment_links` or
    /// `payment_link.paid`.
    pub fn next_of(&self, direction: Direction, only: &str, fault: Fault, times: u32) {
        self.set(direction, fault, Some(times), Some(only.to_owned()));
    }

    /// Until the sandbox ends, whatever is set or cleared: to one of `every` webhooks or calls whose name contains `only`,
    /// where nothing else happens to it.
    ///
    /// # Panics
    /// If such a fault cannot happen in this direction, or to none of `every`.
    pub fn usually(&self, direction: Direction, only: &'static str, fault: Fault, every: u32) {
        assert!(fault.fits(direction), "{} cannot happen to {direction:?}", fault.name());
        assert!(every > 0, "a fault that never happens");
        self.habits().push(Habit { direction, fault, only, every, seen: 0 });
        self.any.store(true, Ordering::Release);
    }

    /// All faults end.
    pub fn clear(&self) {
        self.rules().clear();
        self.any.store(!self.habits().is_empty(), Ordering::Release);
    }

    /// What is set, oldest first.
    #[must_use]
    pub fn list(&self) -> Vec<Rule> {
        self.rules().clone()
    }

    pub(crate) fn set(
        &self,
        direction: Direction,
        kind: Fault,
        left: Option<u32>,
        only: Option<String>,
    ) {
        assert!(kind.fits(direction), "{} cannot happen to {direction:?}", kind.name());
        let delay_ms = kind.delay().and_then(|delay| u64::try_from(delay.as_millis()).ok());
        if left == Some(0) {
            return;
        }
        let (fault, code) = (kind.name(), kind.code());
        self.rules().push(Rule { direction, fault, left, only, delay_ms, code, kind });
        self.any.store(true, Ordering::Release);
    }

    /// The fault that happens now to something called `name`, if one does.
    pub(crate) fn strike(&self, direction: Direction, name: &str) -> Option<Fault> {
        if !self.any.load(Ordering::Acquire) {
            return None;
        }
        self.strike_by_rule(direction, name).or_else(|| self.strike_by_habit(direction, name))
    }

    fn strike_by_rule(&self, direction: Direction, name: &str) -> Option<Fault> {
        let mut rules = self.rules();
        let at = rules.iter().position(|rule| {
            rule.direction == direction
                && rule.only.as_deref().is_none_or(|only| name.contains(only))
        })?;
        let fault = rules[at].kind;
        if let Some(left) = rules[at].left.as_mut() {
            *left -= 1;
            if *left == 0 {
                rules.remove(at);
            }
        }
        self.any.store(!rules.is_empty() || !self.habits().is_empty(), Ordering::Release);
        Some(fault)
    }

    fn strike_by_habit(&self, direction: Direction, name: &str) -> Option<Fault> {
        let mut habits = self.habits();
        let habit = habits
            .iter_mut()
            .find(|habit| habit.direction == direction && name.contains(habit.only))?;
        habit.seen = (habit.seen + 1) % habit.every;
        (habit.seen == 0).then_some(habit.fault)
    }

    fn habits(&self) -> std::sync::MutexGuard<'_, Vec<Habit>> {
        self.habits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn rules(&self) -> std::sync::MutexGuard<'_, Vec<Rule>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
