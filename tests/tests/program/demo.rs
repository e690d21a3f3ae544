//! The demo's story in data folders of every state: an order that a killed demo left behind is not the story's own.

use realserv_adapters::http;
use realserv_tests::{Done, Trouble};
use serde_json::{Value, json};

use super::{Home, Running, run, signal};

#[test]
fn the_story_follows_its_own_order_though_another_waits_in_the_folder() -> Done {
    let home = Home::new()?;
    let mut first = Running::start(home.demo(&["--exit"]))?;
    first.until("received for order");
    first.kill()?;
    for _ in 0..2 {
        let next = run(home.demo(&["--exit"]))?;
        assert!(next.status.success(), "{}", next.said);
    }
    Ok(())
}

/// The sandbox of the first demo is gone, and its links and payments with it: asking the new one about them would only
/// bring a stranger's "unknown" into the story.
#[test]
fn a_demo_says_nothing_of_what_the_one_before_left_open() -> Done {
    let home = Home::new()?;
    for moment in ["Pay now", "received for order"] {
        let mut earlier = Running::start(home.demo(&["--exit"]))?;
        earlier.until(moment);
        earlier.kill()?;
        let next = run(home.demo(&["--exit"]))?;
        assert!(next.status.success(), "{}", next.said);
        let trouble = |line: &&str| line.contains(" WARN ") || line.contains(" ERROR ");
        let troubles: Vec<&str> = next.said.lines().filter(trouble).collect();
        assert!(troubles.is_empty(), "after {moment:?}: {troubles:#?}");
        assert!(next.said.contains("the demos before left open: 1."), "{}", next.said);
    }
    Ok(())
}

#[test]
fn the_story_is_told_wherever_the_one_before_was_killed() -> Done {
    let home = Home::new()?;
    let moments =
        ["One order", "hi", "Pay now", "Accept", "is packed", "is on the way", "4-digit code"];
    for moment in moments {
        let mut demo = Running::start(home.demo(&["--exit"]))?;
        demo.until(moment);
        demo.kill()?;
    }
    let last = run(home.demo(&["--exit"]))?;
    assert!(last.status.success(), "{}", last.said);
    Ok(())
}

#[test]
fn its_log_in_a_pipe_has_no_colours_and_its_last_word_is_goodbye() -> Done {
    let home = Home::new()?;
    let mut demo = home.demo(&["--exit"]);
    demo.env("RUST_LOG", "info");
    let ended = run(demo)?;
    assert!(ended.status.success(), "{}", ended.said);
    assert!(ended.said.contains("INFO"), "there is a log to look at:\n{}", ended.said);
    assert!(!ended.said.contains('\u{1b}'), "{}", ended.said);
    assert!(ended.said.contains("Goodbye: everything is stopped."), "{}", ended.said);
    home.is_put_away(&ended.said);
    Ok(())
}

/// A vendor who writes at half past nine has 24 hours, and a new phone: at nine the next day only a template reaches that.
#[test]
fn the_next_demo_delivers_though_a_vendor_has_written_late() -> Done {
    let home = Home::new()?;
    let mut demo = Running::start(home.demo(&[]))?;
    let page = demo.until("Phones to play with").split_once(": ").ok_or("no page")?.1.to_owned();
    demo.until("End with Ctrl-C");
    let act = |path: &str, body: Value| {
        let (url, page) = (format!("{page}/api/{path}"), page.clone());
        async move {
            let client = http::client(&page, http::Timeouts::default())?;
            let answer = client.post(url).json(&body).send().await?;
            answer.error_for_status().map_err(Trouble::from)
        }
    };
    let vendor =
        realserv::seed::marketplace()?.vendors.into_iter().find(|v| v.code == "VEN-KALUVA");
    let number = vendor.ok_or("no vendor")?.phone.reveal().to_owned();
    tokio::runtime::Runtime::new()?.block_on(async {
        act("clock", json!({ "forward_seconds": 1800 })).await?;
        act(&format!("people/{number}/say"), json!({ "text": "hi" })).await
    })?;
    signal("INT", demo.pid());
    demo.end();
    let next = run(home.demo(&["--exit"]))?;
    assert!(next.status.success(), "{}", next.said);
    Ok(())
}
