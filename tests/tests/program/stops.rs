//! Told to stop by whoever replaces it: the program says so, ends in time whatever the world does, and hands back what it
//! had in hand.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use realserv_tests::{Done, Trouble};
use sqlx::{Connection, PgConnection};

use super::outside::{Outside, free};
use super::{Running, signal, wait_until};

/// What whoever restarts it may rely on.
const LONGEST_STOP: Duration = Duration::from_secs(10);

/// The head of an answer over this connection.
fn asks(door: &mut TcpStream, path: &str) -> Result<String, Trouble> {
    write!(door, "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n")?;
    let mut answer = [0; 1024];
    let length = door.read(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer[..length]).to_lowercase())
}

/// Starts a program whose messages go to somebody who takes connections and never says a word.
fn serve(outside: &Outside, door: SocketAddr, graph: &TcpListener) -> Result<Running, Trouble> {
    let mut serve = outside.program(&["serve"], door);
    serve.env("WHATSAPP_API_URL", format!("http://{}", graph.local_addr()?));
    serve.env_remove("REALSERV_DRAIN_SECONDS");
    let mut running = Running::start(serve)?;
    running.until("serving");
    Ok(running)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_that_waits_for_an_answer_ends_in_time_and_another_goes_on() -> Done {
    let outside = Outside::open("stops").await?;
    let (door, graph) = (free()?, TcpListener::bind(("127.0.0.1", 0))?);
    let running = serve(&outside, door, &graph)?;
    outside.writes_to(door);
    let asha = outside.sandbox.person("919812345678", "Asha");
    asha.says("hi").await?;
    let (_call, _) = graph.accept()?;

    let mut kept_open = TcpStream::connect(door)?;
    assert!(!asks(&mut kept_open, "/health/ready")?.contains("connection: close"));
    let began = Instant::now();
    signal("TERM", running.pid());
    wait_until("readiness is 503", || {
        let asked = TcpStream::connect(door).map_err(Into::into);
        asked
            .and_then(|mut fresh| asks(&mut fresh, "/health/ready"))
            .is_ok_and(|a| a.contains(" 503 "))
    });
    // It still answers, and asks for another connection.
    let last = asks(&mut kept_open, "/health/live")?;
    assert!(last.starts_with("http/1.1 200") && last.contains("connection: close"), "{last}");
    let ended = running.end();
    assert!(ended.status.success(), "{}", ended.said);
    assert!(began.elapsed() < LONGEST_STOP, "{:?}", began.elapsed());

    let mut db = PgConnection::connect(outside.database.url()).await?;
    let count = async |db: &mut PgConnection, question: &'static str| {
        sqlx::query_scalar::<_, i64>(question).fetch_one(db).await
    };
    assert_eq!(
        count(
            &mut db,
            "select count(*) from outbox where channel = 'whatsapp' and leased_by is null"
        )
        .await?,
        1
    );
    assert_eq!(count(&mut db, "select count(*) from node").await?, 0);
    db.close().await?;

    let mut next = Running::start(outside.program(&["serve"], door))?;
    next.until("serving");
    asha.hears("Choose your language").await?;
    signal("TERM", next.pid());
    assert!(next.end().status.success());
    outside.sandbox.stop().await;
    Ok(())
}
