//! Old rows leave by partition or page by page, what is still needed stays, and nobody who has turns to do waits for it.

use jiff::SignedDuration;
use realserv_tests::{Done, Town, Trouble};

/// A town whose partitions were made and whose rows were looked at already; the next look at all rows is a day away.
async fn kept_town() -> Result<Town, Trouble> {
    let town = Town::open().await?;
    town.until("select count(*) from housekeeping").await?;
    Ok(town)
}

async fn write(town: &Town, statements: &'static str) -> Done {
    sqlx::raw_sql(statements).execute(&town.pool).await?;
    Ok(())
}

const fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

/// The town's day is the 23rd of November 2026; a day later these limits are the 25th of October 2026 and the 20th of
/// October 2025.
const ON_BOTH_SIDES: &str = "
    insert into seen values ('x', 'old', '2026-10-24'), ('x', 'young', '2026-10-26');
    insert into delivery (effect_id, rank, at)
        values (gen_random_uuid(), 5, '2026-10-24'), (gen_random_uuid(), 5, '2026-10-26');
    create table raw_event_2026_10_23 partition of raw_event for values from ('2026-10-23 00:00+00') to ('2026-10-24 00:00+00');
    create table raw_event_2026_10_26 partition of raw_event for values from ('2026-10-26 00:00+00') to ('2026-10-27 00:00+00');
    insert into raw_event (at, source, event_id, body)
        values ('2026-10-23 12:00+00', 'x', 'old, by day', ''), ('2026-10-26 12:00+00', 'x', 'young, by day', ''),
               ('2026-10-22 12:00+00', 'x', 'old', ''), ('2026-10-28 12:00+00', 'x', 'young', '');
    create table message_2025_09 partition of message for values from ('2025-09-01 00:00+00') to ('2025-10-01 00:00+00');
    insert into message (at, id, person_id, phone_number_id, direction, body)
        select at, gen_random_uuid(), gen_random_uuid(), 'x', 'in', ''
        from unnest('{2025-09-02,2025-08-02,2025-10-25}'::timestamptz[]) as at;
    create table turn_log_2025_09 partition of turn_log for values from ('2025-09-01 00:00+00') to ('2025-10-01 00:00+00');
    insert into turn_log
        select at, gen_random_uuid(), kind, key, 'x', '', '', ''
        from unnest('{2025-09-02,2025-08-02,2025-10-25}'::timestamptz[]) as at,
             (select 'order', id from orders union all select 'order', gen_random_uuid() union all
              select 'person', gen_random_uuid()) as keys (kind, key);
    insert into unknown_word
        values ('old', 9, '2026-01-01', '2026-08-25', null, '{x}'), ('young', 1, '2026-01-01', '2026-08-27', null, '{x}');
    insert into dead_letter (id, key_kind, key_id, event, reason, correlation_id, at)
        values (gen_random_uuid(), 'person', gen_random_uuid(), '', '', '', '2020-01-01');";

#[tokio::test]
async fn rows_leave_at_their_time_and_what_is_needed_stays() -> Done {
    let mut town = kept_town().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders_and_pays().await?;
    town.vendor("VEN-KALUVA")?.brings_it_to(&asha).await?;
    write(&town, ON_BOTH_SIDES).await?;
    let money = "select count(*) from ledger_entry";
    let posted = town.count(money).await?;
    town.forward(days(1)).await;
    town.until("select count(*) from housekeeping where went_round_at > '2026-11-24'").await?;
    for (what, rows) in [
        ("select count(*) from seen where source = 'x'", 1),
        ("select count(*) from seen where event_id = 'young'", 1),
        ("select count(*) from delivery where at < '2026-10-25'", 0),
        ("select count(*) from delivery where at = '2026-10-26'", 1),
        ("select count(*) from raw_event where event_id like 'old%'", 0),
        ("select count(*) from raw_event where event_id like 'young%'", 2),
        ("select count(*) from pg_class where relname = 'raw_event_2026_10_23'", 0),
        ("select count(*) from message where at < '2025-10-20'", 0),
        ("select count(*) from message where at = '2025-10-25'", 1),
        ("select count(*) from pg_class where relname = 'turn_log_2025_09'", 0),
        // Of the old ones the history of the order that was at work yesterday, and nothing else.
        ("select count(*) from turn_log where event = 'x' and at < '2025-10-20'", 2),
        (
            "select count(*) from turn_log where event = 'x' and key_id in (select id from orders)",
            3,
        ),
        ("select count(*) from turn_log where event = 'x' and at = '2025-10-25'", 3),
        ("select count(*) from unknown_word where word = 'old'", 0),
        ("select count(*) from unknown_word where word = 'young'", 1),
        ("select count(*) from dead_letter", 1),
    ] {
        assert_eq!(town.count(what).await?, rows, "{what}");
    }

    // Two years later nothing of that day is left but the business.
    town.forward(days(730)).await;
    town.until("select count(*) from housekeeping where went_round_at > '2028-11-01'").await?;
    for gone in [
        "select count(*) from seen",
        "select count(*) from delivery",
        "select count(*) from raw_event",
        "select count(*) from message",
        "select count(*) from unknown_word",
        "select count(*) from turn_log where key_kind <> 'books'",
    ] {
        assert_eq!(town.count(gone).await?, 0, "{gone}");
    }
    assert_eq!(town.count(money).await?, posted);
    assert_eq!(town.count("select count(*) from orders where state = 'delivered'").await?, 1);
    // Asha is known, and goes on in her own language where she stood.
    town.restart().await?;
    town.buyer("Asha").says("orders").await?;
    town.buyer("Asha").heard("Delivered")?;
    town.ends_well().await
}

/// On the day of the first start something may come before its partition is made, and stays in the rest.
#[tokio::test]
async fn partitions_are_made_before_their_time() -> Done {
    let town = kept_town().await?;
    town.forward(days(2)).await;
    town.until("select count(*) from pg_class where relname = 'raw_event_2026_11_28'").await?;
    town.buyer("Asha").says("hi").await?;
    assert_eq!(town.count("select count(*) from raw_event_2026_11_25").await?, 1);
    town.forward(days(7)).await;
    town.until("select count(*) from pg_class where relname = 'message_2027_01'").await?;
    town.buyer("Asha").taps("English").await?;
    for filled in [
        "select count(*) from raw_event_2026_12_02",
        "select count(*) from message_2026_12 where direction = 'in'",
        "select count(*) from turn_log_2026_12 where key_kind <> 'books'",
    ] {
        assert_eq!(town.count(filled).await?, 1, "{filled}");
    }
    town.ends_well().await
}

#[tokio::test]
async fn whoever_works_is_not_waited_for_and_does_not_wait() -> Done {
    let town = kept_town().await?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    write(&town, ON_BOTH_SIDES).await?;
    // Somebody is in the middle of a long piece of work with the table.
    let mut work = town.pool.begin().await?;
    sqlx::raw_sql("insert into raw_event values ('2026-11-23 12:00+00', 'x', 'long', null, '')")
        .execute(&mut *work)
        .await?;
    town.clock.forward(days(1));
    asha.taps("English").await?;
    asha.heard("What does your site need")?;
    town.until("select count(*) from housekeeping where went_round_at > '2026-11-24'").await?;
    let old = "select count(*) from pg_class where relname = 'raw_event_2026_10_23'";
    assert_eq!(town.count(old).await?, 1, "nobody was pushed aside");
    work.commit().await?;
    town.forward(SignedDuration::from_hours(2)).await;
    town.until("select 1 - count(*) from pg_class where relname = 'raw_event_2026_10_23'").await?;
    town.ends_well().await
}

#[tokio::test]
async fn what_tells_whether_a_waiting_message_has_gone_out_stays() -> Done {
    let town = kept_town().await?;
    write(
        &town,
        "insert into outbox (id, channel, lane, body, due_at, correlation_id, made_at)
             values (gen_random_uuid(), 'whatsapp', gen_random_uuid(), '', '2030-01-01', '', '2026-10-10');
         insert into delivery (effect_id, rank, at)
             values (gen_random_uuid(), 5, '2026-10-09'), (gen_random_uuid(), 1, '2026-10-11')",
    )
    .await?;
    town.forward(days(1)).await;
    town.until("select count(*) from housekeeping where went_round_at > '2026-11-24'").await?;
    assert_eq!(town.count("select count(*) from delivery where at < '2026-11-01'").await?, 1);
    town.ends_well().await
}
