//! Several programs on one database: what one that died had in hand goes to the others, and one that lives is not robbed.

use jiff::SignedDuration;
use realserv_adapters::postgres::{self, nodes};
use realserv_sandbox::{Direction, Fault};
use realserv_tests::{Done, Town};

const LINES: &str = "select count(*) from pg_locks join pg_database on pg_database.oid = database
     where locktype = 'advisory' and objsubid = 2 and classid = 1852793957 and datname = current_database()";

#[tokio::test]
async fn what_a_killed_program_had_in_hand_is_another_s_at_once() -> Done {
    let mut town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.sandbox.faults().next(Direction::GraphCalls, Fault::ErrorBefore, 1);
    asha.says("hi").await?;
    town.stops().await;
    let url = town.database_url().ok_or("a database of its own")?.to_owned();
    let other = postgres::connect(&url, 2).await?;
    // Its silence would be noticed long after this test has given up.
    let node = nodes::join(&mut *other.acquire().await?, SignedDuration::from_secs(60)).await?;
    let line = nodes::Line::hold(&other, node).await?;
    sqlx::query("update outbox set leased_by = $1, due_at = made_at")
        .bind(node)
        .execute(&town.pool)
        .await?;
    drop(line);
    // Its process ends: so do its connections.
    other.close().await;
    town.starts().await?;
    town.until("select count(*) from (select where not exists (select from outbox where channel <> 'timer')) as empty")
        .await?;
    town.quiet().await;
    assert_eq!(town.buyer("Asha").times("Choose your language"), 1);
    Ok(())
}

/// PostgreSQL falls over as it says yes to a turn: the message is in this program's hands by the tables, and nobody has told it.
#[tokio::test]
async fn what_a_lost_yes_has_left_in_nobodys_hands_goes_out() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.sandbox.faults().next(Direction::GraphCalls, Fault::ErrorBefore, 1);
    asha.phone.says("hi").await?;
    town.until("select count(*) from outbox where channel = 'whatsapp' and leased_by is null and tries > 0")
        .await?;
    sqlx::query("update outbox set leased_by = $1, due_at = made_at where channel = 'whatsapp'")
        .bind(town.app.node.id())
        .execute(&town.pool)
        .await?;
    town.until("select count(*) from (select where not exists (select from outbox where channel = 'whatsapp')) as empty")
        .await?;
    town.quiet().await;
    assert_eq!(asha.times("Choose your language"), 1);
    Ok(())
}

#[tokio::test]
async fn a_program_whose_line_is_cut_has_another_and_loses_nothing() -> Done {
    let town = Town::open().await?;
    town.until(LINES).await?;
    let cut = LINES.replace("count(*)", "count(pg_terminate_backend(pid))");
    let cut: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(cut)).fetch_one(&town.pool).await?;
    assert_eq!(cut, 1);
    town.until(LINES).await?;
    town.buyer("Asha").says("hi").await?;
    assert_eq!(town.buyer("Asha").times("Choose your language"), 1);
    assert_eq!(town.app.node.life(), 0, "nobody took it for dead");
    Ok(())
}

#[tokio::test]
async fn a_program_that_was_taken_for_dead_begins_a_new_life() -> Done {
    let town = Town::open().await?;
    let known = "select count(*) from node_session";
    town.until(known).await?;
    let taken =
        nodes::take_over(&mut *town.pool.acquire().await?, &[town.app.node.id()], town.clock.now())
            .await?;
    assert_eq!(taken, 1);
    town.until(known).await?;
    assert_eq!(town.app.node.life(), 1);
    town.buyer("Asha").says("hi").await?;
    assert_eq!(town.buyer("Asha").times("Choose your language"), 1);
    Ok(())
}
