//! Whoever stops the program by Ctrl-C, `kill` or a closed terminal finds it put away: no server runs, no socket is left,
//! and the next start finds its data. At every moment, from the first on.

use std::process::Command;

use realserv_tests::Done;

use super::{Home, Running, run, signal, wait_until};

/// The three, with the status of a program that they stop before it was done.
const SIGNALS: [(&str, i32); 3] = [("INT", 130), ("TERM", 143), ("HUP", 129)];

#[test]
fn a_demo_is_put_away_while_its_cluster_is_being_made() -> Done {
    for (name, status) in SIGNALS {
        let home = Home::new()?;
        let demo = Running::start(home.demo(&["--exit"]))?;
        wait_until("initdb runs", || home.runs("initdb"));
        signal(name, demo.pid());
        let ended = demo.end();
        assert_eq!(ended.status.code(), Some(status), "{name}: {}", ended.said);
        home.is_put_away(&ended.said);
        assert!(
            !home.data().join("postgres/pgdata/main").exists(),
            "half a database\n{}",
            ended.said
        );
    }
    Ok(())
}

#[test]
fn a_demo_is_put_away_before_its_cluster_is_made() -> Done {
    let home = Home::new()?;
    let demo = Running::start(home.demo(&["--exit"]))?;
    wait_until("it has begun", || home.data().exists());
    signal("INT", demo.pid());
    let ended = demo.end();
    assert_eq!(ended.status.code(), Some(130), "{}", ended.said);
    home.is_put_away(&ended.said);
    Ok(())
}

#[test]
fn a_demo_is_put_away_while_its_server_starts_and_while_the_story_is_told() -> Done {
    let home = Home::new()?;
    assert!(run(home.demo(&["--exit"]))?.status.success());
    for (name, status) in SIGNALS {
        let demo = Running::start(home.demo(&[]))?;
        wait_until("the server runs", || home.runs("postgres"));
        signal(name, demo.pid());
        let ended = demo.end();
        assert_eq!(ended.status.code(), Some(status), "{name}: {}", ended.said);
        home.is_put_away(&ended.said);

        let mut demo = Running::start(home.demo(&[]))?;
        demo.until("Checkout");
        signal(name, demo.pid());
        let ended = demo.end();
        assert_eq!(ended.status.code(), Some(status), "{name}: {}", ended.said);
        home.is_put_away(&ended.said);
    }
    let last = run(home.demo(&["--exit"]))?;
    assert!(last.status.success(), "{}", last.said);
    Ok(())
}

#[test]
fn a_demo_that_waits_for_its_guests_ends_well_by_any_signal() -> Done {
    let home = Home::new()?;
    for (name, _) in SIGNALS {
        let mut demo = Running::start(home.demo(&[]))?;
        demo.until("End with Ctrl-C");
        signal(name, demo.pid());
        let ended = demo.end();
        assert!(ended.status.success(), "{name}: {}", ended.said);
        home.is_put_away(&ended.said);
    }
    Ok(())
}

#[test]
fn a_demo_whose_listener_has_gone_ends_in_good_order() -> Done {
    let home = Home::new()?;
    let mut demo = home.demo(&["--exit"]);
    let mut demo = demo.stdout(std::process::Stdio::piped()).spawn()?;
    drop(demo.stdout.take());
    assert!(demo.wait()?.success(), "nobody listened, and the order was delivered all the same");
    home.is_put_away("");
    Ok(())
}

#[test]
fn under_nohup_a_closed_terminal_changes_nothing() -> Done {
    let home = Home::new()?;
    let demo = home.demo(&[]);
    let mut nohup = Command::new("sh");
    nohup.args(["-c", "trap '' HUP; exec \"$@\"", "sh"]).arg(demo.get_program());
    nohup.args(demo.get_args()).current_dir(home.folder.path()).env_clear();
    nohup.envs(demo.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let mut demo = Running::start(nohup)?;
    demo.until("One order");
    signal("HUP", demo.pid());
    demo.until("End with Ctrl-C");
    signal("TERM", demo.pid());
    let ended = demo.end();
    assert!(ended.status.success(), "{}", ended.said);
    home.is_put_away(&ended.said);
    Ok(())
}

#[test]
fn serve_seed_and_migrate_are_put_away_too() -> Done {
    let home = Home::new()?;
    let command = |words: &[&str]| {
        let mut command = home.program();
        command
            .args(words)
            .env("REALSERV_LISTEN", "127.0.0.1:0")
            .env("REALSERV_DRAIN_SECONDS", "0");
        command
    };
    for (words, stopped_early) in [(&["serve"][..], 0), (&["seed"], 143), (&["migrate", "up"], 143)]
    {
        let program = Running::start(command(words))?;
        wait_until("initdb or the server runs", || !home.servers().is_empty());
        signal("TERM", program.pid());
        let ended = program.end();
        assert_eq!(ended.status.code(), Some(stopped_early), "{words:?}: {}", ended.said);
        home.is_put_away(&ended.said);
    }
    for (name, _) in SIGNALS {
        let mut serve = Running::start(command(&["serve"]))?;
        serve.until("serving");
        signal(name, serve.pid());
        let ended = serve.end();
        assert!(ended.status.success(), "{name}: {}", ended.said);
        home.is_put_away(&ended.said);
    }
    Ok(())
}
