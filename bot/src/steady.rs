//! A panic ends one try, never a room. Rooms run for as long as the program does; what they work on comes from outside,
//! and a bug that one message finds must not silence everybody else.

use std::any::Any;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use tokio_util::sync::CancellationToken;

/// A room that breaks down at once does so a few times a second, not as fast as the machine can.
const REST: Duration = Duration::from_millis(250);

/// What a try that panicked said last.
#[derive(Debug, thiserror::Error)]
#[error("panicked: {said}")]
pub struct Panicked {
    said: String,
}

/// Runs a piece of work to its end, also where that is a panic. What it held is dropped on the way: a transaction is
/// rolled back, a lease runs out. So nothing half done is seen by whoever goes on.
pub async fn unless_it_panics<T>(work: impl Future<Output = T>) -> Result<T, Panicked> {
    AssertUnwindSafe(work).catch_unwind().await.map_err(|panic| {
        metrics::counter!("realserv_panics_total").increment(1);
        Panicked { said: words(panic.as_ref()) }
    })
}

/// A room that is opened again after a panic, until it is told to stop.
pub async fn room<W: Future<Output = ()>>(
    name: &'static str,
    stop: CancellationToken,
    open: impl Fn() -> W,
) {
    while let Err(panic) = unless_it_panics(open()).await {
        tracing::error!(
            error = &panic as &dyn std::error::Error,
            room = name,
            "a room broke down; it is opened again",
        );
        if stop.run_until_cancelled(tokio::time::sleep(REST)).await.is_none() {
            return;
        }
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    text.or(owned).unwrap_or("nothing that can be read").to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_an_error_with_its_words() {
        let error = unless_it_panics(async { panic!("nobody is there") }).await.unwrap_err();
        assert_eq!(error.to_string(), "panicked: nobody is there");
        assert_eq!(unless_it_panics(async { 7 }).await.unwrap(), 7);
    }

    #[tokio::test(start_paused = true)]
    async fn a_room_that_breaks_down_is_opened_again() {
        let opened = AtomicU32::new(0);
        room("test", CancellationToken::new(), || async {
            assert!(opened.fetch_add(1, Ordering::Relaxed) == 2, "breaks down twice");
        })
        .await;
        assert_eq!(opened.load(Ordering::Relaxed), 3);
    }
}
