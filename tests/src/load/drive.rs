//! Posts webhooks over connections that stay open, as Meta does.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::net::TcpStream;

use super::crowd::Shared;
use super::http::Wire;

/// How soon a webhook that was not taken is posted again.
const AGAIN: Duration = Duration::from_millis(50);

/// One connection: a webhook, its answer, the next one. Comes back after a connection that broke.
pub(super) async fn post(program: SocketAddr, crowd: Shared) {
    loop {
        if post_until_it_breaks(program, &crowd).await.is_err() {
            tokio::time::sleep(AGAIN).await;
        }
    }
}

async fn post_until_it_breaks(program: SocketAddr, crowd: &Shared) -> io::Result<()> {
    let mut wire = Wire::new(TcpStream::connect(program).await?)?;
    loop {
        // As every client that keeps connections: one that was closed while it rested is not written to.
        let job = tokio::select! {
            biased;
            () = wire.is_closed() => return Ok(()),
            job = crowd.next_job() => job,
        };
        let began = Instant::now();
        let taken = exchange(&mut wire, &job.request).await;
        if let Ok(Answer { is_taken: true, is_last }) = taken {
            crowd.with(|crowd| {
                let times = if job.is_message {
                    &mut crowd.counted.messages
                } else {
                    &mut crowd.counted.statuses
                };
                times.add(began.elapsed());
                crowd.was_taken();
            });
            if is_last {
                return Ok(());
            }
            continue;
        }
        crowd.with(|crowd| crowd.counted.refused += 1);
        tokio::time::sleep(AGAIN).await;
        crowd.with(|crowd| crowd.jobs.push_back(job));
        taken?;
    }
}

struct Answer {
    /// With 200.
    is_taken: bool,
    /// The next request needs another connection.
    is_last: bool,
}

async fn exchange(wire: &mut Wire, request: &[u8]) -> io::Result<Answer> {
    wire.write(request).await?;
    let answer = wire.read().await?.ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(Answer { is_taken: answer.line.starts_with(b"HTTP/1.1 200"), is_last: answer.is_last })
}

/// People come at a rate, whether others have their answer or not; who still waits is passed over.
pub(super) async fn arrive(crowd: Shared, a_second: f64) {
    let began = Instant::now();
    let (mut come, mut person) = (0_u64, 0_usize);
    let mut ticks = tokio::time::interval(Duration::from_millis(1));
    loop {
        ticks.tick().await;
        while (come as f64) < began.elapsed().as_secs_f64() * a_second {
            let due = began + Duration::from_secs_f64(come as f64 / a_second);
            crowd.with(|crowd| {
                for _ in 0..crowd.len() {
                    person = (person + 1) % crowd.len();
                    if crowd.is_free(person) {
                        break;
                    }
                }
                if crowd.is_free(person) {
                    crowd.says(person, due);
                }
            });
            come += 1;
        }
    }
}

/// Statuses alone: keeps some waiting, always.
pub(super) async fn only_statuses(crowd: Shared, depth: usize) {
    let mut message = 0;
    loop {
        crowd.with(|crowd| {
            while crowd.jobs.len() < depth {
                for step in super::hooks::STEPS {
                    crowd.posts_a_status(message, step);
                }
                message += 1;
            }
        });
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
